//! Drift in words: what a database has and no revision made, what it lacks, and what is different, both sides together.

use std::collections::BTreeSet;

use schema_core::diff::{Change, Pair};
use schema_core::schema::{Column, TableName, TableOptions};
use serde_json::{Value, json};

use crate::output::diagnostics;

/// One thing that is not as the revisions make it.
#[derive(Debug)]
pub(crate) struct Difference {
    /// What it is: "column `users.bio`".
    pub(crate) what: String,
    /// What the revisions make of it; none where they make nothing.
    pub(crate) expected: Option<String>,
    /// What is there; none where nothing is.
    pub(crate) found: Option<String>,
    /// What the database would have to change to be as expected.
    changes: Vec<Change>,
}

impl Difference {
    /// The differences in `changes`, with which a database would become what it is expected to be.
    pub(crate) fn all(changes: Vec<Change>) -> Vec<Self> {
        let mut all: Vec<Self> = Vec::new();
        for change in changes {
            let one = Self::of(change);
            // What goes and comes back by the same name is one thing that differs.
            let other = all.iter_mut().find(|it| {
                it.what == one.what
                    && (it.expected.is_none(), it.found.is_none()) == (one.found.is_none(), one.expected.is_none())
            });
            match other {
                Some(other) => {
                    other.expected = other.expected.take().or(one.expected);
                    other.found = other.found.take().or(one.found);
                    other.changes.extend(one.changes);
                }
                None => all.push(one),
            }
        }
        for it in all.iter_mut().filter(|it| it.expected == it.found) {
            if let Some((expected, found)) = details(&it.changes) {
                (it.expected, it.found) = (Some(expected), Some(found));
            }
        }
        all
    }

    fn of(change: Change) -> Self {
        let (what, expected, found) = sides(&change);
        Self { what, expected, found, changes: vec![change] }
    }

    /// A line, and where both sides are something, two more.
    pub(crate) fn lines(&self) -> Vec<String> {
        let Self { what, expected, found, changes: _ } = self;
        match (expected, found) {
            (Some(expected), Some(found)) => {
                vec![format!("~ {what} differs"), format!("    expected  {expected}"), format!("    found     {found}")]
            }
            (Some(expected), None) => vec![format!("- {what} is missing{}", behind(expected))],
            (None, found) => {
                vec![format!("+ {what} is there, and in no revision{}", behind(found.as_deref().unwrap_or_default()))]
            }
        }
    }

    /// The same for programs.
    pub(crate) fn json(&self) -> Value {
        let Self { what, expected, found, changes } = self;
        let list: Vec<Value> = changes.iter().map(|change| diagnostics::change_json(change, None)).collect();
        json!({
            "what": what,
            "table": changes.first().and_then(Change::table),
            "column": changes.first().and_then(Change::column),
            "expected": expected,
            "found": found,
            "changes": list,
        })
    }
}

fn behind(text: &str) -> String {
    if text.is_empty() { String::new() } else { format!(": {text}") }
}

/// What a change is about, and what is expected and found of it.
fn sides(change: &Change) -> (String, Option<String>, Option<String>) {
    let text = change.to_string();
    match change {
        Change::AlterColumn { table, column, .. } => (
            format!("column `{table}.{}`", column.new.name),
            Some(describe(table, &column.new)),
            Some(describe(table, &column.old)),
        ),
        Change::AlterEnum(it) => {
            (format!("enum `{}`", it.new.name), Some(it.new.values.join(", ")), Some(it.old.values.join(", ")))
        }
        Change::AlterTableComment { table, comment } => {
            (format!("comment of table `{table}`"), Some(comment.new.clone()), Some(comment.old.clone()))
        }
        Change::AlterTableOptions { table, options } => {
            let said = |side: &TableOptions| {
                let options = Pair::new(TableOptions::default(), side.clone());
                let text = Change::AlterTableOptions { table: table.clone(), options }.to_string();
                text.split_once("`: ").map_or(String::new(), |(_, said)| said.replace("none -> ", ""))
            };
            (format!("table `{table}`"), Some(said(&options.new)), Some(said(&options.old)))
        }
        // With the change taken back, what is there is said as what is expected is.
        change if text.starts_with("drop ") => {
            let (what, found, _) = sides(&change.clone().invert());
            (what, None, found)
        }
        _ => {
            let text = text.strip_prefix("add ").or_else(|| text.strip_prefix("create ")).unwrap_or(&text);
            match text.split_once(": ") {
                Some((what, said)) => (what.to_owned(), Some(said.to_owned()), None),
                None => (text.to_owned(), Some(String::new()), None),
            }
        }
    }
}

/// What differs between the two sides of `changes`, where the sentences leave it out: `on_delete "cascade"`.
fn details(changes: &[Change]) -> Option<(String, String)> {
    let things: Vec<Value> = changes.iter().map(thing).collect();
    let (expected, found) = match (changes, things.as_slice()) {
        ([Change::AlterColumn { .. }], [pair]) => (&pair["new"], &pair["old"]),
        ([one, _], [first, second]) if one.symbol() == '-' => (second, first),
        ([_, _], [first, second]) => (first, second),
        _ => return None,
    };
    let (expected, found) = (expected.as_object()?, found.as_object()?);
    let keys: BTreeSet<&String> = expected.keys().chain(found.keys()).collect();
    let keys: Vec<&String> = keys.into_iter().filter(|key| expected.get(*key) != found.get(*key)).collect();
    let text = |side: &serde_json::Map<String, Value>| {
        let said = |key: &&String| match side.get(*key) {
            Some(value) => format!("{key} {value}"),
            None => format!("no {key}"),
        };
        keys.iter().map(said).collect::<Vec<_>>().join(", ")
    };
    (!keys.is_empty()).then(|| (text(expected), text(found)))
}

/// What a change is about, beside its table.
fn thing(change: &Change) -> Value {
    let value = json!(change);
    let parts = value.as_object().and_then(|it| it.values().next()).and_then(Value::as_object);
    let thing = parts.and_then(|it| it.iter().find(|(key, value)| *key != "table" && value.is_object()));
    thing.map_or(Value::Null, |(_, value)| value.clone())
}

/// A column as it is said where it is added.
fn describe(table: &TableName, column: &Column) -> String {
    let added = Change::AddColumn { table: table.clone(), column: column.clone(), fill: None }.to_string();
    added.split_once(&format!(".{}`: ", column.name)).map_or_else(String::new, |(_, said)| said.to_owned())
}

#[cfg(test)]
mod tests {
    use schema_core::schema::{Action, ColumnType, ForeignKey, Index, Table};

    use super::*;

    fn lines(changes: Vec<Change>) -> Vec<String> {
        Difference::all(changes).iter().flat_map(Difference::lines).collect()
    }

    #[test]
    fn what_is_there_what_is_missing_and_what_differs() {
        let text = Column::new("bio", ColumnType::Text { max_length: None });
        let null = Column { nullable: true, ..text.clone() };
        let users = || TableName::from("users");
        let index = |columns: &[&str]| Index::new("ix", columns.iter().copied());
        let key = |on_delete: Action| ForeignKey {
            name: "fk".into(),
            columns: vec!["a".into()],
            references_table: "b".into(),
            references_columns: vec!["id".into()],
            on_delete,
            on_update: Action::NoAction,
            deferrable: Default::default(),
            match_full: false,
            not_valid: false,
        };
        let said = lines(vec![
            Change::DropColumn { table: users(), column: Column::new("extra", ColumnType::Bool) },
            Change::AddColumn { table: users(), column: Column::new("age", ColumnType::Bool), fill: None },
            Change::AlterColumn { table: users(), column: Pair::new(null, text), fill: None },
            Change::DropIndex { table: users(), index: index(&["a"]) },
            Change::AddIndex { table: users(), index: index(&["a", "b"]), repair: Default::default() },
            Change::DropTable(Table::new("notes").into()),
            Change::DropForeignKey { table: users(), foreign_key: key(Action::Restrict) },
            Change::AddForeignKey { table: users(), foreign_key: key(Action::Cascade), repair: Default::default() },
        ]);
        assert_eq!(
            said,
            [
                "+ column `users.extra` is there, and in no revision: bool, not null",
                "- column `users.age` is missing: bool, not null",
                "~ column `users.bio` differs",
                "    expected  text, not null",
                "    found     text, null",
                "~ index `ix` on `users` differs",
                "    expected  a, b",
                "    found     a",
                "+ table `notes` is there, and in no revision: 0 columns",
                "~ foreign key `fk` on `users` differs",
                "    expected  a -> b.id, on delete cascade",
                "    found     a -> b.id, on delete restrict",
            ]
        );
    }
}
