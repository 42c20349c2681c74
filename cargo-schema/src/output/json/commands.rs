//! What each command writes.

use std::path::PathBuf;

use schema_core::migrate::{self, Done, Record};
use serde::Serialize;
use serde_json::Value;

use super::{Change, Diagnostic, Help, Revision, Unmanaged};

/// `heads`.
pub(crate) type Heads = Vec<Revision>;

/// `history`: the revisions, newest first.
pub(crate) type History = Vec<InHistory>;

/// A revision of `history`.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct InHistory {
    #[serde(flatten)]
    pub(crate) revision: Revision,
    pub(crate) head: bool,
    /// With `--applied`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) applied: Option<bool>,
}

/// `show`.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct Show {
    #[serde(flatten)]
    pub(crate) revision: Revision,
    pub(crate) folder: PathBuf,
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
    pub(crate) diagnostics: Vec<Diagnostic>,
    pub(crate) changes: Vec<Change>,
    pub(crate) not_set_up: Vec<String>,
    pub(crate) pending: Vec<String>,
    pub(crate) reached: Option<String>,
    pub(crate) history: Option<String>,
    pub(crate) database: Option<String>,
    pub(crate) at: Option<String>,
    pub(crate) drift: Vec<Drift>,
    pub(crate) other_tables: Vec<String>,
    pub(crate) doubt: Option<String>,
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
    pub(crate) heads: Vec<String>,
    /// Null where none is named.
    pub(crate) database: Option<String>,
    pub(crate) current: Vec<String>,
    pub(crate) pending: Vec<String>,
    /// Those of pending revisions.
    pub(crate) hazards: Vec<HazardOf>,
    pub(crate) history: bool,
    pub(crate) unmanaged_tables: Vec<String>,
    pub(crate) part_way: Option<PartWay>,
    /// Who holds the lock of an upgrade.
    pub(crate) lock: Option<LockHolder>,
    /// What to do next.
    pub(crate) next: Option<Help>,
    pub(crate) configuration: Vec<SettingOf>,
}

/// A hazard of a revision.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct HazardOf {
    pub(crate) revision: String,
    pub(crate) code: &'static str,
    pub(crate) message: String,
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

/// A revision that stopped half-way.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct PartWay {
    id: String,
    slug: String,
    direction: &'static str,
    statements_done: usize,
    statements_total: usize,
    error: Option<String>,
}

impl PartWay {
    pub(crate) fn of(record: &Record) -> Self {
        Self {
            id: record.id.clone(),
            slug: record.slug.clone(),
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
    pub(crate) from: String,
    pub(crate) to: String,
    pub(crate) changes: Vec<Change>,
    /// Of either side.
    pub(crate) unmanaged: [Vec<Unmanaged>; 2],
}

/// `diff --sql`.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct DiffSql {
    pub(crate) dialect: String,
    pub(crate) sql: String,
}

/// `doctor`.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct Doctor {
    /// What was found: a warning is to be seen to, and a note is only worth knowing.
    pub(crate) diagnostics: Vec<Diagnostic>,
    /// How many source files were looked through.
    pub(crate) files: usize,
    pub(crate) database: Option<String>,
}

/// `upgrade` and `downgrade`.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct Applied {
    pub(crate) database: String,
    pub(crate) revisions: Vec<AppliedRevision>,
}

/// A revision that was applied or taken back.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct AppliedRevision {
    id: String,
    slug: String,
    direction: &'static str,
    duration_ms: u64,
}

impl AppliedRevision {
    pub(crate) fn of(done: &Done) -> Self {
        Self {
            id: done.id.clone(),
            slug: done.slug.clone(),
            direction: done.direction.name(),
            duration_ms: u64::try_from(done.duration.as_millis()).unwrap_or(u64::MAX),
        }
    }
}

/// `upgrade` and `downgrade` with `--dry-run` or `--sql`.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct Planned {
    dialect: String,
    session: Vec<String>,
    setup: Vec<String>,
    revisions: Vec<PlannedRevision>,
}

/// A revision that would be applied or taken back.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
struct PlannedRevision {
    id: String,
    slug: String,
    direction: &'static str,
    fresh_session: bool,
    statements: Vec<String>,
}

impl Planned {
    /// With `sql`, the statements are all that belong to a revision; else those of its script.
    pub(crate) fn of(plan: &migrate::Plan, sql: bool) -> Self {
        let revision = |it: &migrate::PlannedRevision| PlannedRevision {
            id: it.id.clone(),
            slug: it.slug.clone(),
            direction: it.direction.name(),
            fresh_session: it.fresh_session,
            statements: if sql { it.sql.iter().map(|it| it.text.clone()).collect() } else { it.statements.clone() },
        };
        Self {
            dialect: plan.dialect.to_string(),
            session: plan.session.clone(),
            setup: plan.setup.clone(),
            revisions: plan.revisions.iter().map(revision).collect(),
        }
    }
}

/// `adopt`.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct Adopted {
    pub(crate) database: String,
    pub(crate) set_up: Vec<String>,
    pub(crate) models: String,
    pub(crate) features: Vec<String>,
    pub(crate) folder: String,
    pub(crate) changes: Vec<String>,
    pub(crate) unmanaged: Vec<Unmanaged>,
    pub(crate) dry_run: bool,
}

/// `import`.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct Import {
    pub(crate) tool: &'static str,
    pub(crate) folder: PathBuf,
    pub(crate) set_up: Vec<String>,
    pub(crate) models: Option<Vec<String>>,
    pub(crate) revisions: Vec<Imported>,
    pub(crate) left_aside: Vec<String>,
    pub(crate) database: Option<String>,
    pub(crate) stamp: Option<String>,
    pub(crate) edited: Vec<String>,
    pub(crate) dry_run: bool,
}

/// A migration as a revision.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct Imported {
    pub(crate) id: String,
    pub(crate) slug: String,
    pub(crate) applied: bool,
    pub(crate) changes: Vec<String>,
    pub(crate) unsaid: Vec<String>,
    pub(crate) notes: Vec<String>,
}

/// `inspect`.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct Inspect {
    pub(crate) dialect: String,
    /// As revisions have it.
    pub(crate) schema: Value,
    pub(crate) unmanaged: Vec<Unmanaged>,
}

/// `merge`.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(untagged)]
pub(crate) enum Merge {
    /// There is one head.
    Nothing { parents: [String; 0] },
    /// The new revision.
    Merged { id: String, message: String, folder: PathBuf, parents: Vec<String> },
}

/// `revision`.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(untagged)]
pub(crate) enum NewRevision {
    /// There is nothing to write.
    Nothing { changes: [String; 0] },
    /// What was written.
    Written(Box<Written>),
}

/// A revision that was written.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct Written {
    pub(crate) id: String,
    pub(crate) message: String,
    pub(crate) folder: PathBuf,
    pub(crate) files: Vec<String>,
    pub(crate) changes: Vec<String>,
    pub(crate) hazards: Vec<String>,
    /// With `--from-database`.
    #[serde(flatten)]
    pub(crate) from_database: Option<FromDatabase>,
}

/// What else was seen of a database.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct FromDatabase {
    pub(crate) models: String,
    pub(crate) unmanaged: Vec<Unmanaged>,
    pub(crate) left: Vec<String>,
}

/// `stamp`.
#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
pub(crate) struct Stamp {
    pub(crate) database: String,
    pub(crate) revisions: Vec<String>,
    pub(crate) removed: Vec<String>,
}

#[cfg(test)]
mod tests {
    use schemars::JsonSchema;
    use schemars::generate::SchemaSettings;

    use std::path::Path;

    use super::super::Failure;
    use super::*;

    /// What a command writes: one of these.
    #[derive(JsonSchema)]
    #[serde(untagged)]
    #[expect(dead_code, reason = "only its schema is wanted")]
    enum Either<A, B> {
        One(A),
        Other(B),
    }

    /// The schema of what is written: keys that are always there are required. Each object has what was said beside it.
    fn schema<T: JsonSchema>() -> Value {
        let generator = || SchemaSettings::draft2020_12().for_serialize().into_generator();
        let list = generator().into_root_schema_for::<T>().to_value();
        if list["type"] == "array" {
            return list;
        }
        let mut generator = generator();
        let said = generator.subschema_for::<Vec<Diagnostic>>().to_value();
        let mut root = generator.into_root_schema_for::<T>().to_value();
        let of = |(at, one): (usize, &Value)| match one["$ref"].as_str() {
            Some(definition) => definition.trim_start_matches('#').to_owned(),
            None => format!("/anyOf/{at}"),
        };
        let objects = match root["anyOf"].as_array() {
            Some(all) => all.iter().enumerate().map(of).collect(),
            None => vec![String::new()],
        };
        for object in objects {
            let schema = root.pointer_mut(&object).unwrap();
            if schema["type"] != "object" || schema["properties"].get("diagnostics").is_some() {
                continue;
            }
            schema["properties"]["diagnostics"] = said.clone();
            schema["required"].as_array_mut().unwrap().push("diagnostics".into());
        }
        root
    }

    /// The schema of what each command writes where it does what it was asked for.
    #[test]
    fn schemas_are_those_of_the_types() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/json");
        let schemas = [
            ("adopt", schema::<Adopted>()),
            ("check", schema::<Check>()),
            ("diff", schema::<Either<Diff, DiffSql>>()),
            ("doctor", schema::<Doctor>()),
            ("downgrade", schema::<Either<Applied, Planned>>()),
            ("failure", schema::<Failure>()),
            ("heads", schema::<Heads>()),
            ("history", schema::<History>()),
            ("import", schema::<Import>()),
            ("inspect", schema::<Inspect>()),
            ("merge", schema::<Merge>()),
            ("revision", schema::<NewRevision>()),
            ("show", schema::<Show>()),
            ("stamp", schema::<Stamp>()),
            ("status", schema::<Status>()),
            ("upgrade", schema::<Either<Applied, Planned>>()),
        ];
        for (command, schema) in schemas {
            let path = folder.join(format!("{command}.json"));
            let text = format!("{:#}\n", schema);
            if std::env::var_os("BLESS").is_some() {
                std::fs::create_dir_all(&folder).unwrap();
                std::fs::write(&path, &text).unwrap();
            }
            let committed = std::fs::read_to_string(&path).unwrap_or_default();
            assert!(committed == text, "{} is not what json.rs says: run this test with BLESS=1", path.display());
        }
    }
}
