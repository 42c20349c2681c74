//! What a schema says of rows and an engine does not hold.

use std::borrow::Cow;

use crate::diff::Change;
use crate::schema::{Column, Schema, Table};

use super::hazard::Hazard;
use super::nulls::{Nulls, nulls};
use super::{Capabilities, PlanError, after};

/// The computed columns that `changes` of `old` bring as NOT NULL, where the engine does not know that of computed ones and
/// they are computed from what may be NULL.
pub(super) fn hazards(old: &Schema, changes: &[Change], capabilities: &Capabilities) -> Result<Vec<Hazard>, PlanError> {
    if capabilities.generated_not_null || !changes.iter().any(|change| brought(change).next().is_some()) {
        return Ok(Vec::new());
    }
    let new: Cow<'_, Schema> = after(old, changes)?;
    let mut found = Vec::new();
    for change in changes {
        let Some(table) = change.table().and_then(|name| new.table(name)) else { continue };
        for column in brought(change).filter(|column| may_be_null(table, column, capabilities)) {
            let hazard = Hazard::MayBeNull(table.name.clone(), column.name.clone());
            if !found.contains(&hazard) {
                found.push(hazard);
            }
        }
    }
    Ok(found)
}

/// The computed columns that a change makes NOT NULL.
fn brought(change: &Change) -> impl Iterator<Item = &Column> {
    let (table, column) = match change {
        Change::CreateTable(table) => (Some(table), None),
        Change::AddColumn { column, .. } => (None, Some(column.as_ref())),
        Change::AlterColumn { column, .. } if column.old.nullable || column.old.generated != column.new.generated => {
            (None, Some(column.new.as_ref()))
        }
        _ => (None, None),
    };
    table
        .into_iter()
        .flat_map(|table| &table.columns)
        .chain(column)
        .filter(|column| column.generated.is_some() && !column.nullable)
}

fn may_be_null(table: &Table, column: &Column, capabilities: &Capabilities) -> bool {
    let sql = column.generated.as_ref().and_then(|it| it.expression.get(capabilities.dialect));
    sql.is_some_and(|sql| nulls(capabilities.dialect, sql, table) == Nulls::Given)
}
