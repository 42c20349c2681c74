//! What still speaks of a column that goes. Some engines would drop it too, unseen; others refuse. Here it is a
//! contradiction of the new schema, on all of them.

use crate::diff::{Change, Spoken};
use crate::schema::{IndexPart, PartOf, Spelling, Table};

use super::{Capabilities, PlanError};

/// Refuses `changes` that drop a column of which the table that is left still speaks.
///
/// # Errors
/// [`PlanError::Column`] for the first.
pub(super) fn refuse_spoken_of<'a>(
    capabilities: &Capabilities,
    changes: &'a [Change],
    table_left: impl Fn(&'a Change) -> Option<&'a Table>,
) -> Result<(), PlanError> {
    for change in changes {
        let Change::DropColumn { table, column } = change else { continue };
        let Some(speaker) = table_left(change).and_then(|left| speaker(capabilities, left, &column.name)) else {
            continue;
        };
        return Err(PlanError::Column {
            dialect: capabilities.dialect,
            table: table.clone(),
            column: column.name.clone(),
            reason: format!("cannot be dropped, because {speaker} references it: change that, or drop it too"),
        });
    }
    Ok(())
}

fn speaker(capabilities: &Capabilities, table: &Table, column: &str) -> Option<String> {
    let spoken = Spoken::of(table, column);
    let in_sql =
        |sql: &Spelling| sql.get(capabilities.dialect).is_some_and(|sql| spoken.is_in(sql, &[capabilities.dialect]));
    let in_part = |part: &IndexPart| match &part.of {
        PartOf::Column(name) => name == column,
        PartOf::Expression(sql) => in_sql(sql),
    };
    let check =
        table.checks.values().find(|it| in_sql(&it.expression)).map(|it| format!("check constraint `{}`", it.name));
    let index = || {
        let speaks = |include: &[String], predicate| include.iter().any(|it| it == column) || in_sql(predicate);
        let mut indexes = table.indexes.values().filter(|it| it.is_on(capabilities.dialect));
        let found = indexes.find(|it| speaks(&it.include, &it.predicate) || it.parts.iter().any(in_part));
        found.map(|it| format!("index `{}`", it.name))
    };
    let exclusion = || {
        let speaks = |sql: &String| spoken.is_in(sql, &[capabilities.dialect]);
        let mut exclusions = table.exclusions.values();
        let found = exclusions
            .find(|it| it.predicate.as_ref().is_some_and(speaks) || it.elements.iter().any(|(part, _)| in_part(part)));
        found.map(|it| format!("exclusion constraint `{}`", it.name))
    };
    let generated = || {
        let mut columns = table.columns.iter();
        let found = columns.find(|it| it.generated.as_ref().is_some_and(|it| in_sql(&it.expression)));
        found.map(|it| format!("column `{}`", it.name))
    };
    let partitions = || {
        let by = table.partitioning.as_ref().filter(|it| it.columns.iter().any(|it| it == column));
        by.map(|_| "the partitioning of its table".to_owned())
    };
    check.or_else(index).or_else(exclusion).or_else(generated).or_else(partitions)
}
