//! SQL for SQLite.

use sea_query::SqliteQueryBuilder;

use crate::plan::{Alteration, ColumnForm, CopyValue, Operation, Rebuild, TableForm};
use crate::schema::{Check, ColumnType, DefaultValue, Dialect, ForeignKey, Index, Literal, TableName};

use super::super::render::{
    Part, alter_table, converted, create_table, first_word, foreign_key, index_parts, literal, name, names, no_time,
    own, references, sql, table, text, texts, update, uuid,
};
use super::own_name::unqualified;

const B: SqliteQueryBuilder = SqliteQueryBuilder;

/// A value for a column of type `ty`.
pub(super) fn value(dialect: Dialect, ty: &ColumnType, value: &DefaultValue) -> Result<String, String> {
    Ok(match (value, ty) {
        // An expression as a default must stand in parentheses.
        (DefaultValue::Sql(spelling), _) => format!("({})", sql(dialect, spelling)?),
        (DefaultValue::Now, ColumnType::Date) => "CURRENT_DATE".to_owned(),
        (DefaultValue::Now, ColumnType::Time { .. }) => "CURRENT_TIME".to_owned(),
        // The spelling tells whether it is a day or a time of the day.
        (DefaultValue::Now, ColumnType::Native { spelling, .. }) => {
            let clock = match first_word(spelling.get(dialect).unwrap_or_default()).as_str() {
                "date" => "CURRENT_DATE",
                "time" => "CURRENT_TIME",
                _ => "CURRENT_TIMESTAMP",
            };
            clock.to_owned()
        }
        (DefaultValue::Now, ColumnType::DateTime { .. } | ColumnType::TimestampTz { .. } | ColumnType::Text { .. }) => {
            "CURRENT_TIMESTAMP".to_owned()
        }
        (DefaultValue::Now, ty) => return Err(no_time(value, ty)),
        (DefaultValue::Literal(Literal::Text(text)), ColumnType::Uuid) => uuid(&B, text)?,
        // As text, so that `0.10` does not become `0.1`.
        (DefaultValue::Literal(it @ Literal::Number(digits)), ColumnType::Decimal { .. }) => {
            literal(&B, it)?;
            text(&B, digits)
        }
        (DefaultValue::Literal(it), _) => literal(&B, it)?,
    })
}

/// The statements of one step.
pub(in super::super) fn step(operation: &Operation) -> Vec<Part> {
    let plain = |sql: String| vec![(None, sql)];
    match operation {
        Operation::RenameTable { table: pair, primary_key: _ } => renamed(&pair.old, &pair.new),
        Operation::RenameColumn { table: of, column } => plain(format!(
            "ALTER TABLE {} RENAME COLUMN {} TO {}",
            table(&B, of),
            name(&B, &column.old),
            name(&B, &column.new)
        )),
        Operation::CreateTable(form) => create(form, &form.name),
        Operation::DropTable(of) => plain(format!("DROP TABLE {}", table(&B, of))),
        Operation::AlterTable { table: of, alterations } => {
            alterations.iter().filter_map(alteration).map(|line| (None, alter_table(&table(&B, of), &[line]))).collect()
        }
        Operation::Rebuild(rebuild) => rebuilt(rebuild),
        Operation::Fill { table: of, column, value, only_null, kept: _ } => {
            plain(update(&table(&B, of), &name(&B, column), value, *only_null))
        }
        Operation::CreateIndex { table: of, index } => plain(create_index(of, index)),
        Operation::Run(sql) => plain(sql.clone()),
        Operation::DropIndex { table: _, name: index, if_there } => {
            let if_there = if *if_there { "IF EXISTS " } else { "" };
            plain(format!("DROP INDEX {if_there}{}", name(&B, index)))
        }
        // The planner makes no such step for an engine without them.
        Operation::CreateEnum(_)
        | Operation::AddEnumValue { .. }
        | Operation::RenameEnum(_)
        | Operation::RenameEnumValue { .. }
        | Operation::RenamePrimaryKey { .. }
        | Operation::CreateNamespace(_)
        | Operation::CreateExtension(_)
        | Operation::CreatePartition { .. }
        | Operation::DropPartition { .. }
        | Operation::CommentIndex { .. }
        | Operation::DropEnum(_)
        | Operation::RenameConstraint { .. }
        | Operation::Convert { .. }
        | Operation::Copy { .. }
        | Operation::ContinueIdentity { .. }
        | Operation::RetypeNumbers { .. }
        | Operation::Settle
        | Operation::Comment { .. } => Vec::new(),
    }
}

/// A name that differs in the case of its letters alone is taken, by the table itself: it takes another one first.
fn renamed(old: &TableName, new: &TableName) -> Vec<Part> {
    let rename = |old: &TableName, new: &TableName| {
        (None, format!("ALTER TABLE {} RENAME TO {}", table(&B, old), table(&B, new)))
    };
    if old.namespace != new.namespace || !old.name.eq_ignore_ascii_case(&new.name) {
        return vec![rename(old, new)];
    }
    let aside = TableName { name: format!("_schema_aside_{}", new.name), ..new.clone() };
    vec![rename(old, &aside), rename(&aside, new)]
}

fn alteration(alteration: &Alteration) -> Option<String> {
    match alteration {
        Alteration::AddColumn(form, key) => Some(format!("ADD COLUMN {}", column(form, false, key.as_deref()))),
        Alteration::DropColumn(column) => Some(format!("DROP COLUMN {}", name(&B, column))),
        _ => None,
    }
}

fn column(form: &ColumnForm, is_key: bool, key: Option<&ForeignKey>) -> String {
    let ColumnForm {
        name: column,
        ty,
        check,
        nullable,
        default,
        identity,
        generated,
        collation,
        charset: _,
        on_update_now: _,
        comment: _,
    } = form;
    let mut words = vec![name(&B, column), ty.clone()];
    words.extend(collation.as_ref().map(|collation| format!("COLLATE {}", name(&B, collation))));
    words.extend((!nullable).then(|| "NOT NULL".to_owned()));
    // AUTOINCREMENT stands only behind the key of one column.
    words.extend((identity.is_some() && is_key).then(|| "PRIMARY KEY AUTOINCREMENT".to_owned()));
    words.extend(default.as_ref().map(|default| format!("DEFAULT {default}")));
    words.extend(generated.as_ref().map(|(expression, stored)| {
        let kept = if *stored { "STORED" } else { "VIRTUAL" };
        format!("GENERATED ALWAYS AS {} {kept}", in_parentheses(expression))
    }));
    if let Some((check, values)) = check {
        words.push(format!("CONSTRAINT {} CHECK ({} IN {})", name(&B, check), name(&B, column), texts(&B, values)));
    }
    words.extend(key.map(|key| format!("CONSTRAINT {} {}", name(&B, &key.name), references(&B, key))));
    words.join(" ")
}

/// An expression of a user. A line comment at its end does not take the parenthesis in.
fn in_parentheses(expression: &str) -> String {
    let last = expression.lines().last().unwrap_or_default();
    if last.contains("--") { format!("({expression}\n)") } else { format!("({expression})") }
}

/// The table under `called`, and its indexes under its own name once it has that.
fn create(form: &TableForm, called: &TableName) -> Vec<Part> {
    let TableForm {
        name: of,
        columns,
        primary_key,
        uniques: _,
        indexes: _,
        foreign_keys,
        checks,
        exclusions: _,
        options,
        partitioning: _,
        comment: _,
        column_comments: _,
    } = form;
    let key = primary_key.as_ref().map(|key| key.columns.as_slice()).unwrap_or_default();
    let is_key = |column: &ColumnForm| key.len() == 1 && key[0] == column.name;
    // Under another name, a table has no columns of its own name.
    let expression = |sql: &str| if called == of { sql.to_owned() } else { unqualified(sql, of) };
    let mut lines: Vec<_> = columns.iter().map(|it| column(it, is_key(it), None)).collect();
    if !key.is_empty() && !columns.iter().any(|column| column.identity.is_some() && is_key(column)) {
        lines.push(format!("PRIMARY KEY {}", names(&B, key)));
    }
    lines.extend(foreign_keys.iter().map(|key| foreign_key(&B, key)));
    let check = |it: &Check| {
        format!("CONSTRAINT {} CHECK {}", name(&B, &it.name), in_parentheses(&expression(own(&it.expression))))
    };
    lines.extend(checks.iter().map(|it| check(it)));
    let after = match (options.strict, options.without_rowid) {
        (true, true) => " STRICT, WITHOUT ROWID",
        (true, false) => " STRICT",
        (false, true) => " WITHOUT ROWID",
        (false, false) => "",
    };
    let mut parts = vec![(None, create_table(&table(&B, called), &lines, after))];
    if called == of {
        parts.extend(indexes(form));
    }
    parts
}

fn indexes(form: &TableForm) -> Vec<Part> {
    let uniques = form.uniques.iter().map(|it| {
        let index = Index { unique: true, ..Index::new(&it.name, &it.columns) };
        (Some(format!("unique constraint `{}`", it.name)), create_index(&form.name, &index))
    });
    let indexes = form.indexes.iter().map(|it| (Some(format!("index `{}`", it.name)), create_index(&form.name, it)));
    uniques.chain(indexes).collect()
}

fn create_index(of: &TableName, index: &Index) -> String {
    let unique = if index.unique { "UNIQUE " } else { "" };
    let rows = index.predicate.any.as_ref().map(|predicate| format!(" WHERE {predicate}")).unwrap_or_default();
    let parts = index_parts(&B, &index.parts);
    format!("CREATE {unique}INDEX {} ON {} {parts}{rows}", name(&B, &index.name), table(&B, of))
}

/// New table, rows, old table away, new name: the order that keeps references of other tables as they are. What is left
/// of the old table (triggers, indexes that no model has) is put back by the migrator.
fn rebuilt(Rebuild { table: form, under, copy, source, dropped: _, altered: _, keep_sequence }: &Rebuild) -> Vec<Part> {
    let (own, temporary) = (table(&B, &form.name), table(&B, under));
    let mut parts = create(form, under);
    let say = |text: &str| Some(text.to_owned());
    if *keep_sequence {
        let sql = format!(
            "INSERT INTO sqlite_sequence (name, seq) SELECT {}, seq FROM sqlite_sequence WHERE name = {}",
            text(&B, &under.name),
            text(&B, &form.name.name)
        );
        parts.push((say("numbers that were given out are not given out again"), sql));
    }
    if !copy.is_empty() {
        let to: Vec<_> = copy.iter().map(|(column, _)| column.clone()).collect();
        let from: Vec<_> = copy.iter().map(|(_, from)| copied(from)).collect();
        let named = |(column, from): &(String, CopyValue)| match from {
            CopyValue::Column(_) => copied(from),
            from => format!("{} AS {}", copied(from), name(&B, column)),
        };
        let rows = match source.iter().map(named).collect::<Vec<_>>() {
            columns if columns.is_empty() => own.clone(),
            columns => format!("(SELECT {} FROM {own}) AS {own}", columns.join(", ")),
        };
        let sql = format!("INSERT INTO {temporary} {}\nSELECT {}\nFROM {rows}", names(&B, &to), from.join(", "));
        parts.push((say("copy the rows"), sql));
    }
    parts.push((say("the new table takes the place of the old one"), format!("DROP TABLE {own}")));
    // Without it the engine looks through views and triggers while their table is away, and refuses.
    parts.push((say("views and triggers may name the table"), "PRAGMA legacy_alter_table = ON".to_owned()));
    parts.push((None, format!("ALTER TABLE {temporary} RENAME TO {own}")));
    parts.push((None, "PRAGMA legacy_alter_table = OFF".to_owned()));
    parts.extend(indexes(form));
    parts
}

fn copied(from: &CopyValue) -> String {
    match from {
        CopyValue::Column(column) => name(&B, column),
        CopyValue::Converted(column, expression) => converted(Dialect::SQLITE, expression, &name(&B, column), ""),
        CopyValue::OrElse(first, value) => format!("coalesce({}, {value})", copied(first)),
        CopyValue::Value(value) => value.clone(),
    }
}
