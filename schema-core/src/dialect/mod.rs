//! What is particular to each database: facts, types and spelling, in one folder each with the same file names.

#[cfg(feature = "introspect")]
mod bodies;
#[cfg(feature = "introspect")]
mod catalog;
#[cfg(feature = "introspect")]
mod clock;
#[cfg(feature = "introspect")]
mod expression;
#[cfg(feature = "plan")]
mod family;
#[cfg(feature = "introspect")]
mod introspect;
#[cfg(feature = "introspect")]
mod mentions;
pub(crate) mod mysql;
#[cfg(feature = "introspect")]
mod namespace;
#[cfg(feature = "introspect")]
mod normalize;
pub(crate) mod postgres;
#[cfg(feature = "plan")]
mod render;
#[cfg(feature = "introspect")]
mod scratch;
pub(crate) mod sqlite;
#[cfg(feature = "introspect")]
mod tree;
#[cfg(feature = "introspect")]
mod unmanaged;
#[cfg(feature = "introspect")]
mod wording;

#[cfg(feature = "introspect")]
pub use bodies::{Body, bodies};
#[cfg(feature = "introspect")]
pub use catalog::Catalog;
#[cfg(feature = "introspect")]
pub use introspect::{Introspection, Needed, Needs, inspect, introspect, needed};
#[cfg(feature = "introspect")]
pub use mentions::unmentioned;
#[cfg(feature = "introspect")]
pub use normalize::{compare, level, normalize};
#[cfg(feature = "plan")]
pub use render::Part;
#[cfg(feature = "introspect")]
pub use scratch::{Made, compare_through, level_through};
#[cfg(feature = "introspect")]
pub use unmanaged::{Unmanaged, UnmanagedKind};
#[cfg(feature = "introspect")]
pub use wording::Wording;

#[cfg(feature = "plan")]
use std::collections::BTreeSet;

#[cfg(feature = "plan")]
use crate::diff::Change;
#[cfg(feature = "plan")]
use crate::plan::{Capabilities, Operation, Plan, PlanError, plan};
#[cfg(feature = "plan")]
use crate::schema::{Dialect, Engines, Release, Schema};
#[cfg(feature = "plan")]
use crate::script::{Directives, Script, Statement, closed, closed_statement, one_line};

/// The facts of a release; those of a dialect are of the version that its bare name stands for.
#[cfg(feature = "plan")]
pub fn capabilities(release: impl Into<Release>) -> Capabilities {
    let Release { dialect, version } = release.into();
    dialect.engine().facts(version)
}

/// What scripts have to be written for so that they make `schema`, which was read from a database: the bare name, unless that
/// lacks something.
#[cfg(feature = "plan")]
pub fn needed_release(dialect: Dialect, schema: &Schema) -> Release {
    Release::new(dialect, capabilities(dialect).version_for(schema))
}

/// The names of the extensions that revisions make for `schema`.
#[cfg(feature = "plan")]
pub fn extensions(dialect: Dialect, schema: &Schema) -> BTreeSet<String> {
    let of = capabilities(dialect).extensions;
    schema.tables.values().flat_map(|table| of(table).into_keys()).map(|extension| extension.name).collect()
}

/// The statements of a plan that was made with the capabilities of `dialect`.
#[cfg(feature = "plan")]
pub fn render(dialect: Dialect, plan: &Plan) -> Vec<Statement> {
    plan.steps.iter().flat_map(|it| render::commented(plan, it, dialect.engine().render(&it.operation))).collect()
}

/// The whole script for `changes`, which are applied to `old` one after the other. It runs on `release` and later versions.
///
/// # Errors
/// [`PlanError`] when the changes do not fit, or the database cannot do what they ask.
#[cfg(feature = "plan")]
pub fn script(release: impl Into<Release>, old: &Schema, changes: &[Change]) -> Result<Script, PlanError> {
    let release = release.into();
    let dialect = release.dialect;
    for change in changes {
        rows_in_order(dialect, change)?;
    }
    let plan = plan(old, changes, &capabilities(release))?;
    let statements = render(dialect, &plan);
    let Plan { steps, changes, foreign_keys_off, mut without_effect, carried_by_columns, unheld } = plan;
    if steps.is_empty() {
        without_effect.extend(carried_by_columns);
    }
    let dropped = steps.iter().flat_map(|step| match &step.operation {
        Operation::Rebuild(rebuild) => rebuild.dropped.as_slice(),
        _ => &[],
    });
    let remark = |place: usize| {
        let change = changes.get(place).map(|planned| one_line(&planned.change.to_string()));
        change.map(|change| format!("{change}: nothing to do on {dialect}"))
    };
    Ok(Script {
        directives: Directives {
            foreign_keys_off,
            drop_columns: dropped.map(|(table, column)| (table.name.clone(), column.clone())).collect(),
            ..Directives::default()
        },
        statements,
        remarks: without_effect.into_iter().filter_map(remark).collect(),
        hazards: unheld.iter().map(render::hazard).collect(),
    })
}

/// Refuses SQL for the rows that are there which is not closed in itself. What models say was looked at with them; answers come
/// from elsewhere too.
#[cfg(feature = "plan")]
fn rows_in_order(dialect: Dialect, change: &Change) -> Result<(), PlanError> {
    let Some(sql) = change.sql_for_rows().and_then(|sql| sql.get(dialect)) else { return Ok(()) };
    let (looked, what) = match change {
        Change::AddColumn { .. } | Change::AlterColumn { .. } => (closed(dialect, sql), "value for the rows"),
        _ => (closed_statement(dialect, sql), "statement for the rows"),
    };
    let Err(message) = looked else { return Ok(()) };
    let reason = format!("SQL of the {what} is not closed in itself: {message}");
    let Some(table) = change.table().cloned() else { return Ok(()) };
    Err(match change.column() {
        Some(column) => PlanError::Column { dialect, table, column: column.to_owned(), reason },
        None => PlanError::Table { dialect, table, reason },
    })
}
