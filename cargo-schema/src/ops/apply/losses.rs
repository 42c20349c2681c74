//! What rows lose when revisions are taken back.

use std::collections::BTreeMap;

use schema_core::connect::Session;
use schema_core::diagnostic::Code;
use schema_core::dialect;
use schema_core::diff::Change;
use schema_core::migrate::{Plan, PlannedRevision};
use schema_core::plan::StoredColumns;
use schema_core::revision::Revisions;
use schema_core::schema::{Dialect, Engines, Schema, TableName};
use schema_core::script::{self, Taken, Words};

use crate::error::Result;
use crate::ops::made;
use crate::project::database::{self, Database};

/// How many tokens of a statement are looked at for the name that it gives a table.
const HEAD: usize = 40;

/// What the rows in `database` lose on the way of `plan`: the code of the hazard, and a part of a sentence such as "the values of
/// `users.age`". Empty tables lose nothing.
pub(crate) async fn losses(database: &Database, revisions: &Revisions, plan: &Plan) -> Result<Vec<(Code, String)>> {
    let mut possible = Vec::new();
    let mut now: BTreeMap<TableName, TableName> = BTreeMap::new();
    let generated = generated(revisions, plan);
    // Elsewhere there are none to drop.
    let partitions = dialect::capabilities(plan.dialect).constraints.partitions;
    for planned in &plan.revisions {
        let changes = revisions.get(&planned.id).map(|file| file.manifest.changes.as_slice()).unwrap_or_default();
        for change in changes.iter().rev().cloned().map(Change::invert) {
            match change {
                Change::DropTable(table) => {
                    possible.push(Loss::rows(now.get(&table.name).unwrap_or(&table.name).clone()));
                }
                // The values of a computed column are computed from others.
                Change::DropColumn { table, column } if column.generated.is_none() => {
                    let table = now.get(&table).unwrap_or(&table).clone();
                    possible.push(Loss::Of { table, column: Some(column.name.clone()) });
                }
                Change::DropPartition { table, partition } if partitions => {
                    let TableName { namespace, .. } = now.get(&table).unwrap_or(&table).clone();
                    possible.push(Loss::rows(TableName { namespace, name: partition.name.clone() }));
                }
                // What was renamed later on has its later name still.
                Change::RenameTable(pair) => {
                    let name = now.remove(&pair.old).unwrap_or(pair.old);
                    now.insert(pair.new, name);
                }
                Change::CreateEnum(_)
                | Change::DropEnum(_)
                | Change::RenameEnum(_)
                | Change::RenameEnumValue { .. }
                | Change::AlterEnum(_)
                | Change::CreateTable(_)
                | Change::AlterTableComment { .. }
                | Change::AlterTableOptions { .. }
                | Change::AddPartition { .. }
                | Change::AlterPartitioning { .. }
                | Change::DropPartition { .. }
                | Change::RenameColumn { .. }
                | Change::RenameConstraint { .. }
                | Change::AddColumn { .. }
                | Change::DropColumn { .. }
                | Change::AlterColumn { .. }
                | Change::AddPrimaryKey { .. }
                | Change::DropPrimaryKey { .. }
                | Change::RenamePrimaryKey { .. }
                | Change::AddUnique { .. }
                | Change::DropUnique { .. }
                | Change::AddIndex { .. }
                | Change::DropIndex { .. }
                | Change::AddForeignKey { .. }
                | Change::DropForeignKey { .. }
                | Change::AddCheck { .. }
                | Change::DropCheck { .. }
                | Change::AlterValidity { .. }
                | Change::AddExclusion { .. }
                | Change::DropExclusion { .. } => {}
            }
        }
        let generated = generated.get(planned.id.as_str()).map(Vec::as_slice).unwrap_or_default();
        possible.extend(by_hand(plan.dialect, planned, generated));
    }
    let mut found: Vec<Loss> = Vec::new();
    if possible.is_empty() {
        return Ok(Vec::new());
    }
    let mut session = database.connect().await?;
    for loss in possible {
        // The columns of a table that goes as a whole are no loss of their own.
        let gone = matches!(&loss, Loss::Of { table, .. } if found.contains(&Loss::rows(table.clone())));
        if !gone && !found.contains(&loss) && loss.is_real(&mut session).await {
            found.push(loss);
        }
    }
    database::end(session).await;
    Ok(found.iter().map(|loss| (loss.code(), loss.text())).collect())
}

/// What statements lose that somebody wrote by hand.
fn by_hand(dialect: Dialect, planned: &PlannedRevision, generated: &[String]) -> Vec<Loss> {
    let own = || planned.statements.iter().filter(|text| !generated.contains(text));
    // A table of SQLite that another one replaces has not gone.
    let replaced = |name: &TableName| {
        planned.statements.iter().any(|text| {
            let words = Words::of(dialect, text, HEAD);
            words.begin_with(&["ALTER", "TABLE"])
                && (3..HEAD).any(|at| {
                    words.begins_at(at, &["RENAME", "TO"]) && words.name(at + 2).is_some_and(|(it, _)| it == name.name)
                })
        })
    };
    let losses = |text: &String| {
        let loss = |taken| match taken {
            Taken::Table(name) if replaced(&name) => None,
            Taken::Table(name) | Taken::Rows(name) => Some(Loss::rows(name)),
            Taken::Values(table, column) => Some(Loss::Of { table, column: Some(column) }),
            Taken::Unseen => Some(Loss::Unseen(beginning(text))),
        };
        script::taken(dialect, text).into_iter().filter_map(loss).collect::<Vec<_>>()
    };
    own().flat_map(losses).collect()
}

/// The first words of a statement, as it is named in a line.
fn beginning(text: &str) -> String {
    const LONGEST: usize = 40;
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    match line.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", &line[..end]),
        None => line,
    }
}

/// The statements that we would write for the way back over the changes of each revision, by its id: what differs was written
/// by hand.
fn generated<'a>(revisions: &'a Revisions, plan: &Plan) -> BTreeMap<&'a str, Vec<String>> {
    let mut generated = BTreeMap::new();
    // On a line, each revision adds to the one before it.
    let mut here: Option<(&str, Schema, StoredColumns)> = None;
    for file in plan.revisions.iter().rev().filter_map(|planned| revisions.get(&planned.id)) {
        let changes = &file.manifest.changes;
        let target = file.manifest.target(plan.dialect).unwrap_or_else(|| plan.dialect.into());
        let on_line = here.take().filter(|(id, ..)| file.manifest.parents == [*id]);
        let (before, mut stored) = on_line.map_or_else(
            || {
                let parents = revisions.graph().closure(file.manifest.parents.iter().map(String::as_str));
                (None, made::stored(revisions, Some(&parents), plan.dialect))
            },
            |(_, schema, stored)| (Some(schema), stored),
        );
        let changed = before.and_then(|mut schema| file.manifest.apply(&mut schema).is_ok().then_some(schema));
        let Some(after) = changed.or_else(|| revisions.replay([file.id()]).ok()) else { continue };
        let followed = stored.follow(changes, &dialect::capabilities(target));
        let mut made = after.clone();
        stored.mark(&mut made);
        let back: Vec<Change> = followed.into_iter().rev().map(Change::invert).collect();
        if !back.is_empty()
            && let Ok(script) = dialect::script(target, &made, &back)
        {
            generated.insert(file.id(), script.statements.into_iter().map(|it| it.text).collect());
        }
        here = Some((file.id(), after, stored));
    }
    generated
}

/// What is lost.
#[derive(PartialEq, Eq)]
enum Loss {
    /// Rows, or the values of a column.
    Of { table: TableName, column: Option<String> },
    /// What this statement takes away, which only the server can tell.
    Unseen(String),
}

impl Loss {
    fn rows(table: TableName) -> Self {
        Self::Of { table, column: None }
    }

    /// Whether there is anything to lose. What cannot be looked at counts as there.
    async fn is_real(&self, session: &mut Session) -> bool {
        let Self::Of { table, column } = self else { return true };
        let dialect = session.dialect();
        let namespace = table.namespace.as_ref().map(|it| format!("{}.", quoted(dialect, it))).unwrap_or_default();
        let table = format!("{namespace}{}", quoted(dialect, &table.name));
        let filled = column.as_ref().map(|it| format!(" WHERE {} IS NOT NULL", quoted(dialect, it)));
        let sql = format!("SELECT '1' FROM {table}{} LIMIT 1", filled.unwrap_or_default());
        session.rows(&sql).await.map_or(true, |rows| !rows.is_empty())
    }

    fn code(&self) -> Code {
        match self {
            Self::Of { column: Some(_), .. } => Code::DropColumn,
            Self::Of { column: None, .. } => Code::DropTable,
            Self::Unseen(_) => Code::Hazard,
        }
    }

    fn text(&self) -> String {
        match self {
            Self::Of { table, column: Some(column) } => format!("the values of `{table}.{column}`"),
            Self::Of { table, column: None } => format!("the rows of `{table}`"),
            Self::Unseen(statement) => format!("data that `{statement}` may delete"),
        }
    }
}

fn quoted(dialect: Dialect, name: &str) -> String {
    let quote = dialect.name_quote();
    format!("{quote}{}{quote}", name.replace(quote, &format!("{quote}{quote}")))
}
