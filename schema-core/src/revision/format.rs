//! The text of `revision.toml`, for people to read and for git to merge: a column or key is one line. Nothing else writes it.

use toml_edit::{Array, ArrayOfTables, InlineTable, Item, Table, Value, ser};

use super::Manifest;

/// The text of `revision.toml`.
pub(super) fn text(manifest: &Manifest) -> Result<String, ser::Error> {
    let mut document = ser::to_document(manifest)?;
    if let Some(answers) = document.get_mut("answers") {
        spread(answers);
    }
    if let Some(changes) = document.get_mut("changes") {
        let list = std::mem::take(changes).into_value().ok().and_then(|value| match value {
            Value::Array(list) => Some(list),
            _ => None,
        });
        *changes = Item::ArrayOfTables(list.into_iter().flatten().map(change).collect());
    }
    Ok(document.to_string())
}

/// Makes each table in `item` one with a header.
fn spread(item: &mut Item) {
    let is_list = item.as_value().is_some_and(|value| value.is_array() && is_nested(value));
    *item = match std::mem::take(item) {
        Item::Value(Value::InlineTable(table)) => {
            let mut table = table.into_table();
            table.set_implicit(!table.is_empty());
            table.iter_mut().for_each(|(_, item)| spread(item));
            Item::Table(table)
        }
        Item::Value(Value::Array(list)) if is_list => {
            let tables = list.into_iter().filter_map(|value| {
                let mut item = Item::Value(value);
                spread(&mut item);
                item.into_table().ok()
            });
            Item::ArrayOfTables(tables.collect::<ArrayOfTables>())
        }
        other => other,
    };
}

/// A change: a header, and a line for each thing that is in it.
fn change(value: Value) -> Table {
    let mut change = Table::new();
    let Value::InlineTable(operations) = value else { return change };
    for (name, operation) in operations {
        let item = match operation {
            Value::InlineTable(operation) => Item::Table(self::operation(operation)),
            value => Item::Value(value),
        };
        change.insert(&name, item);
    }
    change
}

fn operation(mut operation: InlineTable) -> Table {
    plain_first(&mut operation);
    let mut table = operation.into_table();
    table.decor_mut().set_prefix("");
    for (key, item) in table.iter_mut() {
        let by_name = matches!(key.get(), "uniques" | "indexes" | "foreign_keys" | "checks");
        *item = match std::mem::take(item) {
            // Things by name, and the two sides of a column: a line for each.
            Item::Value(Value::InlineTable(of)) if by_name || of.get("old").is_some_and(Value::is_inline_table) => {
                let mut of = of.into_table();
                of.decor_mut().set_prefix("");
                Item::Table(of)
            }
            Item::Value(Value::Array(mut list)) => {
                if list.iter().any(Value::is_inline_table) {
                    one_by_line(&mut list);
                }
                Item::Value(Value::Array(list))
            }
            other => other,
        };
    }
    table
}

/// Puts the tables in a table behind its other values, as they have to stand where tables have headers.
fn plain_first(table: &mut InlineTable) {
    for (_, value) in table.iter_mut() {
        let is_nested = is_nested(value);
        match value {
            Value::InlineTable(table) => plain_first(table),
            Value::Array(list) if is_nested => {
                list.iter_mut().filter_map(Value::as_inline_table_mut).for_each(plain_first);
            }
            _ => {}
        }
    }
    table.sort_values_by(|_, one, _, other| is_nested(one).cmp(&is_nested(other)));
}

/// Returns `true` if it is a table or a list of tables.
fn is_nested(value: &Value) -> bool {
    match value {
        Value::InlineTable(_) => true,
        Value::Array(list) => !list.is_empty() && list.iter().all(Value::is_inline_table),
        _ => false,
    }
}

fn one_by_line(array: &mut Array) {
    for value in array.iter_mut() {
        let value: &mut Value = value;
        value.decor_mut().set_prefix("\n    ");
        value.decor_mut().set_suffix("");
    }
    array.set_trailing("\n");
    array.set_trailing_comma(true);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diff::{Change, Pair};
    use crate::schema::{Action, Column, ColumnType, ForeignKey, Identity, PrimaryKey, Table as SchemaTable};

    #[test]
    fn a_line_for_each_thing_and_nothing_lost() {
        let mut posts = SchemaTable::new("posts");
        let id = Column {
            identity: Some(Identity::default()),
            ..Column::new("id", ColumnType::Int { bits: 64, unsigned: false })
        };
        posts.columns = [id, Column::new("author", ColumnType::Uuid)].into();
        posts.primary_key = Some(PrimaryKey::new(["id"]));
        let key = ForeignKey {
            name: "fk".into(),
            columns: vec!["author".into()],
            references_table: "users".into(),
            references_columns: vec!["id".into()],
            on_delete: Action::Cascade,
            on_update: Action::NoAction,
            deferrable: Default::default(),
            match_full: false,
            not_valid: false,
        };
        posts.foreign_keys.insert("fk".into(), key);
        let old = Column::new("at", ColumnType::Date);
        let new = Column { nullable: true, ..old.clone() };
        let manifest = Manifest {
            id: "20261122173142".into(),
            message: "posts".into(),
            changes: vec![
                Change::CreateTable(posts.into()),
                Change::AlterColumn { table: "users".into(), column: Pair::new(old.into(), new.into()), fill: None },
                Change::RenameTable(Pair::new("a".into(), "b".into())),
            ],
            ..Manifest::default()
        };
        let text = text(&manifest).unwrap();
        assert_eq!(Manifest::from_toml(&text).unwrap(), manifest);
        assert_eq!(
            text,
            r#"id = "20261122173142"
parents = []
message = "posts"

[[changes]]
[changes.create_table]
name = "posts"
columns = [
    { name = "id", type = "i64", identity = {} },
    { name = "author", type = "uuid" },
]
primary_key = { columns = ["id"] }
[changes.create_table.foreign_keys]
fk = { name = "fk", columns = ["author"], references_table = "users", references_columns = ["id"], on_delete = "cascade" }

[[changes]]
[changes.alter_column]
table = "users"
[changes.alter_column.column]
old = { name = "at", type = "date" }
new = { name = "at", type = "date", nullable = true }

[[changes]]
[changes.rename_table]
old = "a"
new = "b"
"#
        );
    }

    #[test]
    fn revisions_of_the_examples_are_written_as_they_are() {
        let mut written = 0;
        let examples = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../examples");
        for example in std::fs::read_dir(examples).unwrap() {
            for revision in std::fs::read_dir(example.unwrap().path().join("migrations")).into_iter().flatten() {
                let file = revision.unwrap().path().join("revision.toml");
                let Ok(there) = std::fs::read_to_string(&file) else { continue };
                // What is SQL for all dialects is written shorter now.
                if there.contains("{ any = ") {
                    continue;
                }
                assert_eq!(text(&Manifest::from_toml(&there).unwrap()).unwrap(), there, "{}", file.display());
                written += 1;
            }
        }
        assert!(written > 0);
    }
}
