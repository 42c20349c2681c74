//! What a project declares after a database was changed by hand: as it was declared where the two agree, as the database
//! has it where they do not.

use std::collections::{BTreeMap, BTreeSet};

use schema_core::diff::names;
use schema_core::schema::{Column, ColumnType, IndexPart, PartOf, Schema, SharedMap, Spelling, Table, constraint_name};

/// The two schemas, each as it is declared and as the database would have it.
pub(crate) struct Sides {
    /// What the revisions make.
    pub(crate) old: Schema,
    /// The same, levelled.
    pub(crate) old_level: Schema,
    /// What the database has, in the words of models.
    pub(crate) new: Schema,
    /// The same, levelled.
    pub(crate) new_level: Schema,
}

/// The schema to which the revisions have to lead. Whatever the database cannot tell from what was declared stays as it
/// was declared: an `i32` stays one on SQLite, where all numbers are alike.
pub(crate) fn merge(sides: &Sides) -> Schema {
    let Sides { old, old_level, new, new_level } = sides;
    let mut merged = Schema { dialects: old.dialects.clone(), ..Schema::default() };
    for (name, it) in &old.enums {
        let same = old_level.enums.get(name) == new_level.enums.get(name);
        let kept = if same { Some(it) } else { new.enums.get(name) };
        merged.enums.extend(kept.map(|it| (name.clone(), it.clone())));
    }
    for name in new_level.enums.keys().filter(|name| !old.enums.contains_key(*name)) {
        merged.enums.extend(new.enums.get(name).map(|it| (name.clone(), it.clone())));
    }
    for (name, declared) in &new.tables {
        let both = old.table(name).zip(old_level.table(name)).zip(new_level.table(name));
        let table = match both {
            Some(((old_table, old_level), new_level)) => {
                let tables = Tables { old: old_table, old_level, new: declared, new_level };
                tables.merge(&sides.new, &mut merged)
            }
            None => {
                enums_of(declared, new, &mut merged);
                declared.clone()
            }
        };
        merged.insert_table(table);
    }
    // Where the engine has no such types, one that no column has any more is gone with its columns.
    let (before, after) = (used(old), used(&merged));
    merged.enums.retain(|name, _| after.contains(name) || !before.contains(name) || new_level.enums.contains_key(name));
    merged
}

/// The enum types that columns have.
fn used(schema: &Schema) -> BTreeSet<String> {
    let columns = schema.tables.values().flat_map(|table| &table.columns);
    columns.filter_map(|column| column.ty.enum_name().map(str::to_owned)).collect()
}

/// One table on all sides.
struct Tables<'a> {
    old: &'a Table,
    old_level: &'a Table,
    new: &'a Table,
    new_level: &'a Table,
}

impl Tables<'_> {
    fn merge(&self, schema: &Schema, merged: &mut Schema) -> Table {
        let Self { old, old_level, new, new_level } = self;
        let key = old_level.primary_key == new_level.primary_key;
        let options = old_level.options == new_level.options;
        let partitioning = old_level.partitioning == new_level.partitioning;
        let comment = old_level.comment == new_level.comment;
        let of = |same: bool| if same { old } else { new };
        let columns = self.columns(schema, merged);
        // Levelled texts leave casts out. One to the former type of a column does not go with its new one.
        let left: Vec<&str> = old
            .columns
            .iter()
            .filter_map(|was| {
                let name = was.ty.enum_name()?;
                let is = columns.iter().find(|it| it.name == was.name);
                is.is_some_and(|is| is.ty.enum_name() != Some(name)).then_some(name)
            })
            .collect();
        let stale = |sql: &str| left.iter().any(|name| names(sql, &schema.dialects, name));
        let in_sql = |sql: &Spelling| sql.texts().any(|sql| stale(sql));
        let in_part = |part: &IndexPart| matches!(&part.of, PartOf::Expression(sql) if in_sql(sql));
        let foreign_keys = level(&old_level.foreign_keys, &new_level.foreign_keys);
        let checks = level(&old_level.checks, &new_level.checks);
        let exclusions = level(&old_level.exclusions, &new_level.exclusions);
        // Levelling makes the one of the other where they are alike to the engine.
        let uniques = level(&old_level.uniques, &new_level.uniques);
        let indexes = level(&old_level.indexes, &new_level.indexes);
        let either = |name: &str| uniques(name).max(indexes(name));
        let mut uniques = named(&old.uniques, &new.uniques, either, |_| false);
        let mut indexes =
            named(&old.indexes, &new.indexes, either, |it| in_sql(&it.predicate) || it.parts.iter().any(in_part));
        // Such a one is kept as what it was.
        uniques.retain(|name, _| !old.indexes.contains_key(name) || !indexes.contains_key(name));
        indexes.retain(|name, _| !old.uniques.contains_key(name) || !uniques.contains_key(name));
        let mut table = Table {
            name: new.name.clone(),
            primary_key: of(key).primary_key.clone(),
            uniques,
            indexes,
            foreign_keys: named(&old.foreign_keys, &new.foreign_keys, foreign_keys, |_| false),
            checks: named(&old.checks, &new.checks, checks, |it| in_sql(&it.expression)),
            exclusions: named(&old.exclusions, &new.exclusions, exclusions, |it| {
                it.predicate.as_deref().is_some_and(stale) || it.elements.iter().any(|(part, _)| in_part(part))
            }),
            options: of(options).options.clone(),
            partitioning: of(partitioning).partitioning.clone(),
            comment: of(comment).comment.clone(),
            columns: columns.into(),
        };
        for column in &mut table.columns {
            if column.generated.as_ref().is_some_and(|it| in_sql(&it.expression)) {
                column.generated = new.column(&column.name).and_then(|it| it.generated.clone());
            }
        }
        // An enum brings the check of its column along.
        for column in table.columns.iter().filter(|it| matches!(it.ty, ColumnType::Enum { .. })) {
            table.checks.remove(&constraint_name("ck", &table.name, [&column.name]));
        }
        table
    }

    /// The columns that are there, in the order in which they were declared; new ones come last.
    fn columns(&self, schema: &Schema, merged: &mut Schema) -> Vec<Column> {
        let Self { old, old_level, new, new_level } = self;
        let mut columns = Vec::new();
        for column in &old.columns {
            let name = &column.name;
            let sides = old_level.column(name).zip(new_level.column(name)).zip(new.column(name));
            if let Some(((was, is), declared)) = sides {
                columns.push(self::column([column, was, declared, is], schema, merged));
            }
        }
        for column in new.columns.iter().filter(|column| old.column(&column.name).is_none()) {
            enum_of(&column.ty, schema, merged);
            columns.push(column.clone());
        }
        columns
    }
}

/// One column, whose sides are: as declared, that levelled, as found, that levelled.
fn column([old, was, new, is]: [&Column; 4], schema: &Schema, merged: &mut Schema) -> Column {
    let Column { name, ty, nullable, default, identity, generated, collation, charset, on_update_now, comment } = old;
    let ty = match (ty, &new.ty) {
        // A type that has a name in the database is the one that it has there.
        (ColumnType::Enum { .. }, found @ ColumnType::Enum { .. })
            if was.ty != is.ty && matches!(is.ty, ColumnType::Enum { .. }) =>
        {
            enum_of(found, schema, merged);
            found.clone()
        }
        // Where it has none, the name is the project's.
        (ColumnType::Enum { name: old_name }, ColumnType::Enum { name: new_name })
        | (ColumnType::Set { name: old_name }, ColumnType::Set { name: new_name }) => {
            if let Some(found) = schema.enums.get(new_name)
                && let Some(kept) = merged.enums.get_mut(old_name)
                && old_name != new_name
            {
                kept.values.clone_from(&found.values);
            } else if let Some(found) = schema.enums.get(new_name) {
                merged.enums.insert(new_name.clone(), found.clone());
            }
            ty.clone()
        }
        (ColumnType::Enum { .. } | ColumnType::Set { .. }, found)
        | (_, found @ (ColumnType::Enum { .. } | ColumnType::Set { .. })) => {
            enum_of(found, schema, merged);
            found.clone()
        }
        (_, found) if was.ty != is.ty => found.clone(),
        _ => ty.clone(),
    };
    Column {
        name: name.clone(),
        ty,
        nullable: if was.nullable == is.nullable { *nullable } else { new.nullable },
        default: if was.default == is.default { default } else { &new.default }.clone(),
        identity: if was.identity == is.identity { identity } else { &new.identity }.clone(),
        generated: if was.generated == is.generated { generated } else { &new.generated }.clone(),
        collation: if was.collation == is.collation { collation } else { &new.collation }.clone(),
        charset: if was.charset == is.charset { charset } else { &new.charset }.clone(),
        on_update_now: if was.on_update_now == is.on_update_now { *on_update_now } else { new.on_update_now },
        comment: if was.comment == is.comment { comment } else { &new.comment }.clone(),
    }
}

/// How a thing compares, levelled.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Level {
    /// On neither side.
    Gone,
    Same,
    Other,
}

/// Compares what levelled sides have under a name.
fn level<T: PartialEq>(old: &SharedMap<String, T>, new: &SharedMap<String, T>) -> impl Fn(&str) -> Level {
    move |name| match (old.get(name), new.get(name)) {
        (None, None) => Level::Gone,
        (was, is) if was == is => Level::Same,
        _ => Level::Other,
    }
}

/// Things by name. What levelling takes out of the old side is not for this database, and stays. What is the same to the
/// database, but `stale` in the words of the old side, is said in those of the new one.
fn named<T: Clone>(
    old: &SharedMap<String, T>,
    new: &SharedMap<String, T>,
    level: impl Fn(&str) -> Level,
    stale: impl Fn(&T) -> bool,
) -> SharedMap<String, T> {
    let mut merged = BTreeMap::new();
    for (name, it) in old {
        let kept = match (level(name), new.get(name)) {
            (Level::Same, Some(said)) if stale(it) => Some(said),
            (Level::Same | Level::Gone, _) => Some(it),
            (Level::Other, said) => said,
        };
        merged.extend(kept.map(|it| (name.clone(), it.clone())));
    }
    let added = new.iter().filter(|(name, _)| !old.contains_key(*name));
    merged.extend(added.map(|(name, it)| (name.clone(), it.clone())));
    merged.into()
}

fn enums_of(table: &Table, schema: &Schema, merged: &mut Schema) {
    table.columns.iter().for_each(|column| enum_of(&column.ty, schema, merged));
}

/// Takes the enum type of a column along.
fn enum_of(ty: &ColumnType, schema: &Schema, merged: &mut Schema) {
    if let Some(name) = ty.enum_name()
        && let Some(it) = schema.enums.get(name)
    {
        merged.enums.entry(name.to_owned()).or_insert_with(|| it.clone());
    }
}
