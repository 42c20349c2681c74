//! What rows lose when revisions are taken back.

use std::collections::BTreeMap;

use schema_core::connect::Session;
use schema_core::diff::Change;
use schema_core::migrate::{Plan, PlannedRevision};
use schema_core::revision::Revisions;
use schema_core::schema::{Dialect, TableName};
use schema_core::script::Words;

use crate::database::{self, Database};
use crate::error::Result;

/// How many tokens of a statement are looked at for what it drops.
const HEAD: usize = 40;

/// What the rows in `database` lose on the way of `plan`, a part of a sentence each: "the values of `users.age`". Empty
/// tables lose nothing.
pub(crate) async fn losses(database: &Database, revisions: &Revisions, plan: &Plan) -> Result<Vec<String>> {
    let mut possible = Vec::new();
    let mut now: BTreeMap<TableName, TableName> = BTreeMap::new();
    for planned in &plan.revisions {
        let changes = revisions.get(&planned.id).map(|file| file.manifest.changes.as_slice()).unwrap_or_default();
        for change in changes.iter().rev().cloned().map(Change::invert) {
            match change {
                Change::DropTable(table) => {
                    possible.push(Loss::rows(now.get(&table.name).unwrap_or(&table.name).clone()));
                }
                Change::DropColumn { table, column } => {
                    let table = now.get(&table).unwrap_or(&table).clone();
                    possible.push(Loss { table, column: Some(column.name) });
                }
                // What was renamed later on has its later name still.
                Change::RenameTable(pair) => {
                    let name = now.remove(&pair.old).unwrap_or(pair.old);
                    now.insert(pair.new, name);
                }
                _ => {}
            }
        }
        possible.extend(by_hand(plan.dialect, planned, changes.is_empty()));
    }
    let mut found: Vec<String> = Vec::new();
    let mut dropped: Vec<TableName> = Vec::new();
    if possible.is_empty() {
        return Ok(found);
    }
    let mut session = database.connect().await?;
    for loss in possible {
        // The columns of a table that goes as a whole are no loss of their own.
        if !dropped.contains(&loss.table) && loss.is_real(&mut session).await && !found.contains(&loss.text()) {
            found.push(loss.text());
            if loss.column.is_none() {
                dropped.push(loss.table);
            }
        }
    }
    database::end(session).await;
    Ok(found)
}

/// What statements lose that somebody wrote by hand: all of a script without `changes`, else what no change of ours needs.
fn by_hand(dialect: Dialect, planned: &PlannedRevision, no_changes: bool) -> Vec<Loss> {
    let all: Vec<Words<'_>> = planned.statements.iter().map(|text| Words::of(dialect, text, HEAD)).collect();
    // A table of SQLite that another one replaces has not gone.
    let replaced = |name: &str| {
        let is_new_name = |words: &Words<'_>| {
            words.begin_with(&["ALTER", "TABLE"])
                && (3..HEAD).any(|at| {
                    words.begins_at(at, &["RENAME", "TO"]) && words.name(at + 2).is_some_and(|(it, _)| it == name)
                })
        };
        all.iter().any(is_new_name)
    };
    let mut losses = Vec::new();
    for words in &all {
        let at = match words.first().as_str() {
            "DELETE" if words.is(1, "FROM") => 2,
            "TRUNCATE" => words.skip(1, &["TABLE"]),
            "DROP" if no_changes && words.is(1, "TABLE") => 2,
            "ALTER" if no_changes && words.is(1, "TABLE") && drops_column(words) => 2,
            _ => continue,
        };
        let at = words.skip(words.skip(at, &["IF", "EXISTS"]), &["ONLY"]);
        if let Some((name, _)) = words.name(at).filter(|(name, _)| !words.is(0, "DROP") || !replaced(name)) {
            losses.push(Loss::rows(TableName::from(name.as_str())));
        }
    }
    losses
}

/// Whether an `ALTER TABLE` drops a column, and not a constraint or a property of one.
fn drops_column(words: &Words<'_>) -> bool {
    let others = [
        "CONSTRAINT",
        "INDEX",
        "KEY",
        "PRIMARY",
        "FOREIGN",
        "CHECK",
        "DEFAULT",
        "NOT",
        "IDENTITY",
        "EXPRESSION",
        "PARTITION",
    ];
    (3..HEAD).any(|at| words.is(at, "DROP") && !others.iter().any(|other| words.is(at + 1, other)))
}

/// Rows, or the values of a column.
struct Loss {
    table: TableName,
    column: Option<String>,
}

impl Loss {
    fn rows(table: TableName) -> Self {
        Self { table, column: None }
    }

    /// Whether there is anything to lose. What cannot be looked at counts as there.
    async fn is_real(&self, session: &mut Session) -> bool {
        let dialect = session.dialect();
        let namespace = self.table.namespace.as_ref().map(|it| format!("{}.", quoted(dialect, it))).unwrap_or_default();
        let table = format!("{namespace}{}", quoted(dialect, &self.table.name));
        let filled = self.column.as_ref().map(|it| format!(" WHERE {} IS NOT NULL", quoted(dialect, it)));
        let sql = format!("SELECT '1' FROM {table}{} LIMIT 1", filled.unwrap_or_default());
        session.rows(&sql).await.map_or(true, |rows| !rows.is_empty())
    }

    fn text(&self) -> String {
        match &self.column {
            Some(column) => format!("the values of `{}.{column}`", self.table),
            None => format!("the rows of `{}`", self.table),
        }
    }
}

fn quoted(dialect: Dialect, name: &str) -> String {
    let quote = dialect.name_quote();
    format!("{quote}{}{quote}", name.replace(quote, &format!("{quote}{quote}")))
}
