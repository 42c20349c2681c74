//! Bringing what is declared and what a database has to one form, so that what is left is a difference.

use super::{expression, tree};
use crate::diff::{Answers, Change, diff};
use crate::schema::{
    Column, ColumnType, DefaultValue, Dialect, Engines, PartOf, Release, Schema, Spelling, Table, TableName,
};

/// Brings a schema, declared or read back, to the form in which `release` cannot tell it from others of the same
/// meaning: types by what is stored, defaults by their value, without what the engine does not keep. Twice is as once.
///
/// This is the only place that may say two spellings are one.
pub fn normalize(release: impl Into<Release>, schema: &mut Schema) {
    let release = release.into();
    release.dialect.engine().catalog().normalize(schema, &super::capabilities(release));
}

/// What has to change in the schema of a database (`actual`, from [`introspect`](super::introspect())) to make it the
/// one that it should be; nothing where the two are the same to `release`, which is that of the database.
///
/// Tables in a namespace in which nothing is expected belong to others, and are not compared.
pub fn compare(release: impl Into<Release>, expected: &Schema, actual: &Schema) -> Vec<Change> {
    let (mut expected, mut actual) = (expected.clone(), actual.clone());
    level(release, &mut expected, &mut actual, false, true);
    diff(&actual, &expected, &Answers::default()).changes
}

/// Brings two schemas to the form in which `release` cannot tell them from others of the same meaning, as
/// [`normalize`] does, and takes out of a database's side tables in a namespace in which the other side, declared, has
/// none: those belong to others.
pub fn level(
    release: impl Into<Release>,
    one: &mut Schema,
    other: &mut Schema,
    one_is_read: bool,
    other_is_read: bool,
) {
    let release = release.into();
    let dialect = release.dialect;
    let own = |read: &mut Schema, declared: &Schema| {
        read.tables.retain(|name, _| {
            let same = |other: &TableName| other.namespace == name.namespace;
            name.namespace.is_none() || declared.tables.keys().any(same)
        });
        leave_partitions(declared, read);
    };
    match (one_is_read, other_is_read) {
        (true, false) => own(one, other),
        (false, true) => own(other, one),
        _ => {}
    }
    normalize(release, one);
    normalize(release, other);
    match (one_is_read, other_is_read) {
        (true, false) => agree(dialect, other, one),
        (false, true) => agree(dialect, one, other),
        _ => {}
    }
}

/// Takes the database's spelling of an expression over where ours says the same in other words: engines put parentheses and
/// quotes in and take them out. What is left is told as a difference, though it may be none.
fn agree(dialect: Dialect, expected: &mut Schema, actual: &Schema) {
    let same = |ours: &mut Spelling, theirs: &Spelling| {
        if let (Some(one), Some(other)) = (&ours.any, &theirs.any)
            && one != other
            && (tree::agree(dialect, one, other)
                || expression::loose(dialect, one) == expression::loose(dialect, other)
                    && !tree::differ(dialect, one, other))
        {
            ours.any.clone_from(&theirs.any);
        }
    };
    for table in expected.tables.values_mut() {
        let Some(there) = actual.table(&table.name) else { continue };
        for (name, check) in &mut table.checks {
            if let Some(theirs) = there.checks.get(name) {
                same(&mut check.expression, &theirs.expression);
            }
        }
        for column in &mut table.columns {
            let Some(theirs) = there.column(&column.name) else { continue };
            if let (Some(ours), Some(theirs)) = (&mut column.generated, &theirs.generated) {
                same(&mut ours.expression, &theirs.expression);
            }
            if let (Some(DefaultValue::Sql(ours)), Some(DefaultValue::Sql(theirs))) =
                (&mut column.default, &theirs.default)
            {
                same(ours, theirs);
            }
        }
        for (name, index) in &mut table.indexes {
            let Some(theirs) = there.indexes.get(name) else { continue };
            same(&mut index.predicate, &theirs.predicate);
            if dialect.engine().catalog().forgets_descending() && !theirs.parts.iter().any(|part| part.descending) {
                index.parts.iter_mut().for_each(|part| part.descending = false);
            }
            for (ours, theirs) in index.parts.iter_mut().zip(&theirs.parts) {
                if let (PartOf::Expression(ours), PartOf::Expression(theirs)) = (&mut ours.of, &theirs.of) {
                    same(ours, theirs);
                }
            }
        }
    }
}

/// Partitions that nobody declared belong to somebody else, who makes and drops them as time goes.
fn leave_partitions(expected: &Schema, actual: &mut Schema) {
    for (name, table) in &mut actual.tables {
        let declared = expected.table(name).and_then(|table| table.partitioning.as_ref());
        if let (Some(declared), Some(there)) = (declared, &mut table.partitioning) {
            there.partitions.retain(|name, _| declared.partitions.contains_key(name));
        }
    }
}

/// What every dialect levels alike in a column: its type becomes `stored`, the one that the database gives back for it, and
/// its default is read as one of that.
pub(super) fn level_column(dialect: Dialect, column: &mut Column, stored: ColumnType) {
    let capabilities = super::capabilities(dialect);
    let declared = std::mem::replace(&mut column.ty, stored);
    column.default = match column.default.take() {
        // The numbers of the engine stand in its place.
        Some(_) if column.identity.is_some() => None,
        Some(default) => match (capabilities.value)(dialect, &declared, &default) {
            Ok(spelled) => expression::read_default(dialect, &spelled, &column.ty),
            Err(_) => Some(default),
        },
        None => None,
    };
    column.nullable &= column.identity.is_none();
    level_comment(&mut column.comment);
}

/// Blanks around a comment and at the end of its lines are none to a doc comment, which is where models have it.
pub(super) fn level_comment(comment: &mut Option<String>) {
    let level = |text: String| {
        let lines: Vec<&str> = text.lines().map(str::trim_end).collect();
        lines.join("\n").trim().to_owned()
    };
    *comment = comment.take().map(level).filter(|comment| !comment.is_empty());
}

/// The columns of a primary key are NOT NULL, whatever was said of them.
pub(super) fn level_primary_key(table: &mut Table) {
    let Some(primary_key) = &table.primary_key else { return };
    for column in table.columns.iter_mut().filter(|column| primary_key.columns.contains(&column.name)) {
        column.nullable = false;
    }
}

/// A type of each kind, for tests of what becomes of them.
#[cfg(test)]
pub(super) fn every_type() -> Vec<ColumnType> {
    let mut all: Vec<ColumnType> = Vec::new();
    for bits in [8, 16, 24, 32, 64] {
        all.extend([false, true].map(|unsigned| ColumnType::Int { bits, unsigned }));
    }
    for text in [
        "bool",
        "f32",
        "f64",
        "decimal(10,2)",
        "decimal(65,38)",
        "decimal(70,1)",
        "decimal(2,5)",
        "char",
        "text",
        "varchar(0)",
        "varchar(1)",
        "varchar(80)",
        "varchar(70000)",
        "bytes",
        "bytes(16)",
        "bytes(70000)",
        "char(0)",
        "char(1)",
        "char(8)",
        "char(300)",
        "binary(8)",
        "binary(16)",
        "binary(300)",
        "bit(1)",
        "bit(8)",
        "bit(70)",
        "varbit(8)",
        "date",
        "uuid",
        "json",
        "enum(status)",
        "set(status)",
        "enum(none)",
        "set(none)",
        "vector(3)",
    ] {
        all.extend(text.parse::<ColumnType>());
    }
    for precision in [None, Some(0), Some(3), Some(6)] {
        all.push(ColumnType::Time { precision });
        all.push(ColumnType::DateTime { precision });
        all.push(ColumnType::TimestampTz { precision });
    }
    all.extend(crate::schema::Special::ALL.iter().map(|special| ColumnType::Special(*special)));
    let spelled =
        ["Numeric(4)", "ENUM('b', 'a')", "citext", "int", "Mood", "text COLLATE nocase", "\"char\"", "INTEGER"];
    all.extend(spelled.map(ColumnType::native));
    let otherwise =
        |ty: &ColumnType| ColumnType::Native { spelling: Spelling::default(), otherwise: Some(Box::new(ty.clone())) };
    all.extend(all.iter().map(otherwise).collect::<Vec<_>>());
    all.push(ColumnType::Native { spelling: Spelling::default(), otherwise: None });
    let array = |ty: &ColumnType| ColumnType::Array(Box::new(ty.clone()));
    all.extend(all.iter().map(array).collect::<Vec<_>>());
    all
}
