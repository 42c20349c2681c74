//! Drift in words: what a database has and no revision made, what it lacks, and what is different, both sides together.

use std::collections::BTreeSet;

use schema_core::diff::{Change, ConstraintKind, column_words, options_words};
use schema_core::schema::TableName;
use serde_json::{Value, json};

use crate::output::json::{self, commands::Drift};

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
            let other = all.iter_mut().find(|it| it.is_other_side(&one));
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

    /// Returns `true` if one of the two is only expected, the other only found, and both are the same thing.
    fn is_other_side(&self, other: &Self) -> bool {
        let ([one], [another]) = (self.changes.as_slice(), other.changes.as_slice()) else { return false };
        let is_one_sided = self.expected.is_none() != self.found.is_none();
        let is_opposite =
            (self.expected.is_none(), self.found.is_none()) == (other.found.is_none(), other.expected.is_none());
        let thing = Thing::of(one);
        is_one_sided && is_opposite && thing.is_some() && thing == Thing::of(another)
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
                vec![format!("+ {what} is not in any revision{}", behind(found.as_deref().unwrap_or_default()))]
            }
        }
    }

    /// The same for programs.
    pub(crate) fn json(&self) -> Drift {
        let Self { what, expected, found, changes } = self;
        let first = changes.first();
        Drift {
            what: what.clone(),
            table: first.and_then(Change::table).map(ToString::to_string),
            column: first.and_then(Change::column).map(str::to_owned),
            expected: expected.clone(),
            found: found.clone(),
            changes: json::Change::all(changes),
        }
    }
}

fn behind(text: &str) -> String {
    if text.is_empty() { String::new() } else { format!(": {text}") }
}

/// What a change is about, and what is expected and found of it.
fn sides(change: &Change) -> (String, Option<String>, Option<String>) {
    match change {
        Change::AlterColumn { column, .. } => {
            let [expected, found] = [&column.new, &column.old].map(|side| Some(column_words(side)));
            (change.words().subject(), expected, found)
        }
        Change::AlterEnum(it) => {
            let [expected, found] = [&it.new, &it.old].map(|side| Some(side.values.join(", ")));
            (change.words().subject(), expected, found)
        }
        Change::AlterTableComment { table, comment } => {
            (format!("comment of table `{table}`"), Some(comment.new.clone()), Some(comment.old.clone()))
        }
        Change::AlterTableOptions { options, .. } => {
            let [expected, found] = [&options.new, &options.old].map(|side| Some(options_words(side)));
            (change.words().subject(), expected, found)
        }
        // With the change taken back, what is there is said as what is expected is.
        change if change.symbol() == '-' => {
            let (what, found, _) = sides(&change.clone().invert());
            (what, None, found)
        }
        change if change.symbol() == '+' => {
            let words = change.words();
            (words.subject(), Some(words.detail.unwrap_or_default()), None)
        }
        change => {
            let words = change.words();
            (format!("{} {}", words.verb, words.subject()), Some(words.detail.unwrap_or_default()), None)
        }
    }
}

/// What a change adds or drops, where another change may do the opposite to the same thing.
#[derive(PartialEq, Eq)]
enum Thing<'a> {
    Enum(&'a str),
    Table(&'a TableName),
    Column(&'a TableName, &'a str),
    PrimaryKey(&'a TableName),
    Constraint(ConstraintKind, &'a TableName, &'a str),
    Partition(&'a TableName, &'a str),
}

impl<'a> Thing<'a> {
    fn of(change: &'a Change) -> Option<Self> {
        let constraint = |kind, table, name| Some(Self::Constraint(kind, table, name));
        match change {
            Change::CreateEnum(it) | Change::DropEnum(it) => Some(Self::Enum(&it.name)),
            Change::CreateTable(table) | Change::DropTable(table) => Some(Self::Table(&table.name)),
            Change::AddColumn { table, column, .. } | Change::DropColumn { table, column } => {
                Some(Self::Column(table, &column.name))
            }
            Change::AddPrimaryKey { table, .. } | Change::DropPrimaryKey { table, .. } => Some(Self::PrimaryKey(table)),
            Change::AddUnique { table, unique, .. } | Change::DropUnique { table, unique } => {
                constraint(ConstraintKind::Unique, table, &unique.name)
            }
            Change::AddIndex { table, index, .. } | Change::DropIndex { table, index } => {
                constraint(ConstraintKind::Index, table, &index.name)
            }
            Change::AddForeignKey { table, foreign_key: key, .. }
            | Change::DropForeignKey { table, foreign_key: key } => {
                constraint(ConstraintKind::ForeignKey, table, &key.name)
            }
            Change::AddCheck { table, check, .. } | Change::DropCheck { table, check } => {
                constraint(ConstraintKind::Check, table, &check.name)
            }
            Change::AddExclusion { table, exclusion, .. } | Change::DropExclusion { table, exclusion } => {
                constraint(ConstraintKind::Exclusion, table, &exclusion.name)
            }
            Change::AddPartition { table, partition } | Change::DropPartition { table, partition } => {
                Some(Self::Partition(table, &partition.name))
            }
            Change::RenameEnum(_)
            | Change::RenameEnumValue { .. }
            | Change::AlterEnum(_)
            | Change::RenameTable(_)
            | Change::AlterTableComment { .. }
            | Change::AlterTableOptions { .. }
            | Change::AlterPartitioning { .. }
            | Change::RenameColumn { .. }
            | Change::RenameConstraint { .. }
            | Change::AlterColumn { .. }
            | Change::RenamePrimaryKey { .. }
            | Change::AlterValidity { .. } => None,
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

#[cfg(test)]
mod tests {
    use schema_core::diff::Pair;
    use schema_core::schema::{Action, Column, ColumnType, ForeignKey, Index, Table};

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
            Change::DropColumn { table: users(), column: Column::new("extra", ColumnType::Bool).into() },
            Change::AddColumn { table: users(), column: Column::new("age", ColumnType::Bool).into(), fill: None },
            Change::AlterColumn { table: users(), column: Pair::new(null.into(), text.into()), fill: None },
            Change::DropIndex { table: users(), index: index(&["a"]).into() },
            Change::AddIndex { table: users(), index: index(&["a", "b"]).into(), repair: Default::default() },
            Change::DropTable(Table::new("notes").into()),
            Change::DropForeignKey { table: users(), foreign_key: key(Action::Restrict).into() },
            Change::AddForeignKey {
                table: users(),
                foreign_key: key(Action::Cascade).into(),
                repair: Default::default(),
            },
        ]);
        assert_eq!(
            said,
            [
                "+ column `users.extra` is not in any revision: bool, not null",
                "- column `users.age` is missing: bool, not null",
                "~ column `users.bio` differs",
                "    expected  text, not null",
                "    found     text, null",
                "~ index `ix` on `users` differs",
                "    expected  a, b",
                "    found     a",
                "+ table `notes` is not in any revision: 0 columns",
                "~ foreign key `fk` on `users` differs",
                "    expected  a -> b.id, on delete cascade",
                "    found     a -> b.id, on delete restrict",
            ]
        );
    }
}
