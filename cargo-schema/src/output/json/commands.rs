//! The result of each command: `data` of the envelope.

use std::path::PathBuf;

use schema_core::migrate::{self, Done, Record, Report};
use serde::Serialize;
use serde_json::Value;

use super::{Change, Hazard, Help, Revision, RevisionRef, Unmanaged};

/// `heads`.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct Heads {
    pub(crate) revisions: Vec<Revision>,
}

/// `history`.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct History {
    /// The newest first.
    pub(crate) revisions: Vec<InHistory>,
}

/// A revision of `history`.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct InHistory {
    #[serde(flatten)]
    pub(crate) revision: Revision,
    pub(crate) head: bool,
    /// Null without `--applied`.
    pub(crate) applied: Option<bool>,
}

/// `show`.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct Show {
    #[serde(flatten)]
    pub(crate) revision: Revision,
    pub(crate) directory: PathBuf,
    pub(crate) scripts: Vec<Scripts>,
}

/// The scripts of a revision for a dialect, or for all.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct Scripts {
    pub(crate) dialect: Option<String>,
    pub(crate) up: String,
    pub(crate) down: Option<String>,
}

/// `check`.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct Check {
    /// What changed in the models and is in no revision.
    pub(crate) changes: Vec<Change>,
    /// Packages with models that belong to no schema.
    pub(crate) not_set_up: Vec<String>,
    /// The last revisions that the database has by its history; null where no database was compared.
    pub(crate) current: Option<Vec<RevisionRef>>,
    /// Those that it lacks.
    pub(crate) pending: Vec<RevisionRef>,
    /// The one of them that its tables match.
    pub(crate) matches: Option<RevisionRef>,
    pub(crate) drift: Vec<Drift>,
    /// Tables that no revision creates.
    pub(crate) unmanaged_tables: Vec<String>,
    pub(crate) unmanaged: Vec<Unmanaged>,
}

/// One thing that is not as the revisions make it.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct Drift {
    pub(crate) what: String,
    pub(crate) table: Option<String>,
    pub(crate) column: Option<String>,
    pub(crate) expected: Option<String>,
    pub(crate) found: Option<String>,
    pub(crate) changes: Vec<Change>,
}

/// `status`.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct Status {
    /// `match`, `changed`, `unreadable`, or `not-compared`; null without models.
    pub(crate) models: Option<&'static str>,
    /// What changed in the models and is in no revision.
    pub(crate) changes: Vec<Change>,
    pub(crate) heads: Vec<RevisionRef>,
    /// The last revisions that the database has by its history; null where no database was read.
    pub(crate) current: Option<Vec<RevisionRef>>,
    /// Those that it lacks.
    pub(crate) pending: Vec<RevisionRef>,
    /// Those of pending revisions.
    pub(crate) hazards: Vec<Hazard>,
    pub(crate) has_history: bool,
    /// Its tables, where it has no history.
    pub(crate) unmanaged_tables: Vec<String>,
    pub(crate) partially_applied: Option<PartWay>,
    /// Who holds the lock of an upgrade.
    pub(crate) lock: Option<LockHolder>,
    /// What to do next.
    pub(crate) next: Option<Help>,
    pub(crate) configuration: Vec<SettingOf>,
}

/// A connection that holds the lock of an upgrade.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct LockHolder {
    connection: i64,
    application: String,
    address: String,
    since: String,
}

impl LockHolder {
    pub(crate) fn of(holder: &migrate::Holder) -> Self {
        Self {
            connection: holder.pid,
            application: holder.application.clone(),
            address: holder.address.clone(),
            since: holder.since.clone(),
        }
    }
}

/// A value of the configuration.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct SettingOf {
    pub(crate) name: &'static str,
    pub(crate) value: Option<String>,
    /// `flag`, `variable`, `.env`, `metadata`, `scripts`, or `default`.
    pub(crate) origin: &'static str,
}

/// A partially applied revision.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct PartWay {
    #[serde(flatten)]
    revision: RevisionRef,
    direction: &'static str,
    statements_done: usize,
    statements_total: usize,
    error: Option<String>,
}

impl PartWay {
    pub(crate) fn of(record: &Record) -> Self {
        Self {
            revision: RevisionRef::new(&record.id, &record.slug),
            direction: if record.origin == migrate::Origin::Down { "down" } else { "up" },
            statements_done: record.statements_done,
            statements_total: record.statements_total,
            error: record.error.clone(),
        }
    }
}

/// `diff`.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct Diff {
    pub(crate) from: Side,
    pub(crate) to: Side,
    pub(crate) changes: Vec<Change>,
    /// The statements that make the changes; null without `--sql`.
    pub(crate) sql: Option<String>,
    /// What they are for; null without `--sql`.
    pub(crate) dialect: Option<String>,
}

/// One side of a comparison.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct Side {
    /// `models`, `database`, `revision`, `sql`, or `snapshot`.
    pub(crate) kind: &'static str,
    /// The argument, without a password.
    pub(crate) name: String,
    pub(crate) unmanaged: Vec<Unmanaged>,
}

/// `doctor`. What was found is in `diagnostics`: an error or a warning needs attention, and a note is information.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct Doctor {
    /// How many source files were read.
    pub(crate) files: usize,
}

/// `upgrade` and `downgrade`.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct Run {
    /// `applied`, `dry-run`, or `sql`.
    mode: &'static str,
    /// Statements that set up the session; null with `applied`.
    session: Option<Vec<String>>,
    /// Statements that create the history table; null with `applied`.
    setup: Option<Vec<String>>,
    revisions: Vec<RunRevision>,
}

/// A revision that is applied or reverted.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct RunRevision {
    #[serde(flatten)]
    revision: RevisionRef,
    direction: &'static str,
    /// Milliseconds; null where it was not run.
    duration_ms: Option<u64>,
    /// Whether it runs in a session of its own; null where it was run.
    fresh_session: Option<bool>,
    /// Its statements, and with `sql` those that record it; null where it was run.
    statements: Option<Vec<String>>,
}

impl Run {
    /// What was run.
    pub(crate) fn applied(report: &Report) -> Self {
        let revision = |done: &Done| RunRevision {
            revision: RevisionRef::new(&done.id, &done.slug),
            direction: done.direction.name(),
            duration_ms: Some(u64::try_from(done.duration.as_millis()).unwrap_or(u64::MAX)),
            fresh_session: None,
            statements: None,
        };
        Self { mode: "applied", session: None, setup: None, revisions: report.iter().map(revision).collect() }
    }

    /// What would be run; with `sql` including the statements that record it.
    pub(crate) fn planned(plan: &migrate::Plan, sql: bool) -> Self {
        let revision = |it: &migrate::PlannedRevision| RunRevision {
            revision: RevisionRef::new(&it.id, &it.slug),
            direction: it.direction.name(),
            duration_ms: None,
            fresh_session: Some(it.fresh_session),
            statements: Some(if sql {
                it.sql.iter().map(|it| it.text.clone()).collect()
            } else {
                it.statements.clone()
            }),
        };
        Self {
            mode: if sql { "sql" } else { "dry-run" },
            session: Some(plan.session.clone()),
            setup: Some(plan.setup.clone()),
            revisions: plan.revisions.iter().map(revision).collect(),
        }
    }
}

/// `adopt`.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct Adopted {
    pub(crate) set_up: Vec<String>,
    /// The file.
    pub(crate) models: String,
    pub(crate) features: Vec<String>,
    pub(crate) directory: String,
    pub(crate) changes: Vec<Change>,
    pub(crate) unmanaged: Vec<Unmanaged>,
    pub(crate) dry_run: bool,
}

/// `import`.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct Import {
    pub(crate) tool: &'static str,
    pub(crate) directory: PathBuf,
    pub(crate) set_up: Vec<String>,
    pub(crate) models: Option<Vec<String>>,
    pub(crate) revisions: Vec<Imported>,
    /// Files that are no migrations.
    pub(crate) skipped: Vec<String>,
    /// The last revision that the database is stamped with.
    pub(crate) stamp: Option<RevisionRef>,
    /// Migrations that were edited after they were applied.
    pub(crate) edited: Vec<String>,
    pub(crate) dry_run: bool,
}

/// A migration as a revision.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct Imported {
    #[serde(flatten)]
    pub(crate) revision: RevisionRef,
    pub(crate) applied: bool,
    pub(crate) changes: Vec<Change>,
    /// What its script does that is no change of the schema.
    pub(crate) untracked: Vec<String>,
    /// How its script was adapted.
    pub(crate) notes: Vec<String>,
}

/// `inspect`.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct Inspect {
    /// As revisions have it.
    pub(crate) schema: Value,
    pub(crate) unmanaged: Vec<Unmanaged>,
}

/// `merge`.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct Merge {
    /// Null where there is one head.
    pub(crate) revision: Option<Written>,
    /// The heads that it follows.
    pub(crate) parents: Vec<RevisionRef>,
}

/// `revision`.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct NewRevision {
    /// Null where there is nothing to write.
    pub(crate) revision: Option<Written>,
    pub(crate) changes: Vec<Change>,
    pub(crate) hazards: Vec<Hazard>,
    /// Null without `--from-database`, or where nothing was written.
    pub(crate) from_database: Option<FromDatabase>,
}

/// A revision that was written.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct Written {
    #[serde(flatten)]
    pub(crate) revision: RevisionRef,
    pub(crate) message: String,
    pub(crate) directory: PathBuf,
    pub(crate) files: Vec<String>,
}

/// What else was seen of a database.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct FromDatabase {
    /// Their source.
    pub(crate) models: String,
    pub(crate) unmanaged: Vec<Unmanaged>,
    /// Changes that `--only` does not select.
    pub(crate) skipped: Vec<Change>,
}

/// `stamp`.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct Stamp {
    /// Those that the history has now.
    pub(crate) revisions: Vec<RevisionRef>,
    /// Those that were removed from it first.
    pub(crate) removed: Vec<RevisionRef>,
}
