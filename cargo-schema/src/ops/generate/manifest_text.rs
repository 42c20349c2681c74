//! The text of `revision.toml`, for people to read and for git to merge: a column or key is one line.

use schema_core::revision::Manifest;
use toml_edit::{Array, DocumentMut, Item, Table, Value};

use crate::error::{Error, Result};

/// The text of `revision.toml`.
pub(crate) fn manifest_text(manifest: &Manifest) -> Result<String> {
    let text = manifest.to_toml().map_err(|error| Error::usage("the revision cannot be written").causes(&error))?;
    let mut document: DocumentMut = text
        .parse()
        .map_err(|error: toml_edit::TomlError| Error::usage("the revision cannot be written").causes(&error))?;
    for change in
        document.get_mut("changes").and_then(Item::as_array_of_tables_mut).into_iter().flat_map(|it| it.iter_mut())
    {
        for (_, operation) in change.iter_mut() {
            if let Some(operation) = operation.as_table_mut() {
                operation.decor_mut().set_prefix("");
                shorten(operation);
            }
        }
    }
    Ok(document.to_string())
}

/// Brings what is in a change on lines of its own.
fn shorten(operation: &mut Table) {
    for (mut key, item) in operation.iter_mut() {
        key.fmt();
        let by_name = matches!(key.get(), "uniques" | "indexes" | "foreign_keys" | "checks");
        match item {
            // Things by name, and the two sides of a column: a line for each.
            Item::Table(table) if by_name || table.get("old").is_some_and(Item::is_table) => {
                table.decor_mut().set_prefix("");
                for (mut key, item) in table.iter_mut() {
                    key.fmt();
                    item.make_value();
                }
            }
            Item::ArrayOfTables(_) => {
                item.make_value();
                if let Some(array) = item.as_array_mut() {
                    one_by_line(array);
                }
            }
            Item::Table(_) => item.make_value(),
            Item::Value(_) | Item::None => {}
        }
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
    use schema_core::diff::{Change, Pair};
    use schema_core::schema::{Action, Column, ColumnType, ForeignKey, Identity, PrimaryKey, Table as SchemaTable};

    #[test]
    fn a_line_for_each_thing_and_nothing_lost() {
        let mut posts = SchemaTable::new("posts");
        let id = Column {
            identity: Some(Identity::default()),
            ..Column::new("id", ColumnType::Int { bits: 64, unsigned: false })
        };
        posts.columns = vec![id, Column::new("author", ColumnType::Uuid)];
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
                Change::AlterColumn { table: "users".into(), column: Pair::new(old, new), fill: None },
                Change::RenameTable(Pair::new("a".into(), "b".into())),
            ],
            ..Manifest::default()
        };
        let text = manifest_text(&manifest).unwrap();
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
}
