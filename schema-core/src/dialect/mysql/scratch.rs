//! Having expressions spelled by the server itself, in a database of their own that is dropped again.

use crate::connect::{Error, Session};
use crate::dialect::{introspect, script};
use crate::diff::{Answers, diff};
use crate::plan::project;
use crate::schema::{DefaultValue, PartOf, Schema, Spelling, Table};

/// `expected` with the checks, computed columns, defaults and indexes of the tables that are in `actual` too in the words
/// of the server. None where there is nothing to be spelled, where the account may not make a database, or in a
/// transaction, which making one would commit.
///
/// # Errors
/// That the connection cannot go back to its own database, or the other one not be dropped.
pub(in crate::dialect) async fn respelled(
    session: &mut Session,
    expected: &Schema,
    actual: &Schema,
) -> Result<Option<Schema>, Error> {
    let dialect = session.dialect();
    let mut expected = expected.clone();
    project(&mut expected, crate::dialect::capabilities(dialect));
    let mut part = expected.clone();
    part.tables
        .retain(|name, table| name.namespace.is_none() && actual.tables.contains_key(name) && has_expressions(table));
    // What they point to is not there, and spells nothing.
    part.tables.values_mut().for_each(|table| table.foreign_keys.clear());
    let nothing = Schema::default();
    let all = diff(&nothing, &part, &Answers::default()).changes;
    let Ok(script) = script(dialect, &nothing, &all) else { return Ok(None) };
    if part.tables.is_empty() || session.in_transaction() {
        return Ok(None);
    }
    let Some(own) = session.one("SELECT DATABASE()").await? else { return Ok(None) };
    let number = session.one("SELECT CAST(UUID_SHORT() AS CHAR)").await?.unwrap_or_default();
    let name = format!("_schema_scratch_{number}");
    // Who may not make one is told the rest all the same.
    if session.execute(&format!("CREATE DATABASE `{name}`")).await.is_err() {
        return Ok(None);
    }
    let mut made = None;
    if session.execute(&format!("USE `{name}`")).await.is_ok() {
        let mut whole = true;
        for statement in &script.statements {
            whole = whole && session.execute(&statement.text).await.is_ok();
        }
        made = if whole { introspect(session).await.ok() } else { None };
    }
    let back = session.execute(&format!("USE `{}`", own.replace('`', "``"))).await;
    session.execute(&format!("DROP DATABASE `{name}`")).await?;
    back?;
    let Some(made) = made else { return Ok(None) };
    for table in expected.tables.values_mut() {
        if let Some(spelled) = made.table(&table.name) {
            take(table, spelled);
        }
    }
    Ok(Some(expected))
}

fn has_expressions(table: &Table) -> bool {
    !table.checks.is_empty()
        || table
            .columns
            .iter()
            .any(|column| column.generated.is_some() || matches!(column.default, Some(DefaultValue::Sql(_))))
        || table.indexes.values().any(|it| it.parts.iter().any(|part| part.column_name().is_none()))
}

/// Puts the server's words in the place of ours.
fn take(table: &mut Table, spelled: &Table) {
    let take = |ours: &mut Spelling, theirs: &Spelling| ours.clone_from(theirs);
    for (name, check) in &mut table.checks {
        if let Some(theirs) = spelled.checks.get(name) {
            take(&mut check.expression, &theirs.expression);
        }
    }
    for column in &mut table.columns {
        let Some(theirs) = spelled.column(&column.name) else { continue };
        if let (Some(ours), Some(theirs)) = (&mut column.generated, &theirs.generated) {
            take(&mut ours.expression, &theirs.expression);
        }
        if matches!(column.default, Some(DefaultValue::Sql(_))) {
            column.default.clone_from(&theirs.default);
        }
    }
    for (name, index) in &mut table.indexes {
        let Some(theirs) = spelled.indexes.get(name) else { continue };
        for (ours, theirs) in index.parts.iter_mut().zip(&theirs.parts) {
            if let (PartOf::Expression(ours), PartOf::Expression(theirs)) = (&mut ours.of, &theirs.of) {
                take(ours, theirs);
            }
            // What an old server takes and forgets.
            ours.descending = theirs.descending;
        }
    }
}
