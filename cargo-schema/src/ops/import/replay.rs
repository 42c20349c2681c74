//! Migrations become revisions: each is run on a scratch database, which is read before and after.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use schema_core::connect::{self, Access, Session};
use schema_core::diagnostic::Code;
use schema_core::dialect::{self, Introspection, Unmanaged};
use schema_core::diff::{Answers, Change, apply, diff};
use schema_core::migrate::{self, Migrator, OwnedRevision, OwnedScript};
use schema_core::read::Metadata;
use schema_core::revision::{Manifest, RevisionFile, ScriptFile, Target, slug};
use schema_core::schema::{ColumnType, Dialect, Engines, Release, Schema};
use schema_core::script::Script;

use super::texts::{Runner, Texts};
use super::{History, Migration, Remark, Tool, statement};
use crate::error::{Error, Result};
use crate::exit::Exit;
use crate::ops::adopt;
use crate::ops::compare;
use crate::ops::scratch::Scratch;
use crate::ops::scratch_guard::Elsewhere;
use crate::output::codegen::{self, Models};
use crate::output::shell::Shell;

/// Revisions that migrations became.
#[derive(Debug, Default)]
pub(crate) struct Imported {
    /// One revision stands for all migrations.
    pub(crate) baseline: bool,
    pub(crate) revisions: Vec<RevisionFile>,
    /// What a revision does and its changes do not say, by id.
    pub(crate) unsaid: BTreeMap<String, Vec<Remark>>,
    /// Other things to know of a revision, by id.
    pub(crate) notes: BTreeMap<String, Vec<String>>,
    /// Models of what the last one leaves.
    pub(crate) models: Option<Models>,
    /// Why there are none, where models cannot say it.
    pub(crate) without_models: Option<Error>,
}

/// Runs the migrations one after the other, as an upgrade will run them, and makes a revision of each.
pub(crate) async fn replay(
    shell: &mut Shell,
    runner: Runner<'_>,
    history: &History,
    metadata: &Metadata,
    scratch: &Scratch,
) -> Result<Imported> {
    let mut replay = Replay {
        runner,
        metadata,
        scratch,
        reader: Reader { scratch, session: None },
        owned: Vec::new(),
        schema: Schema::default(),
        imported: Imported::default(),
    };
    // All scripts are read before the first one runs.
    let scripts = Texts::of_all(runner, &history.migrations)?;
    stays_inside(scratch, history, &scripts).await?;
    shell.start_progress(u64::try_from(scripts.len()).unwrap_or(u64::MAX));
    for (migration, texts) in history.migrations.iter().zip(scripts) {
        shell.progress("Trying", &migration.version);
        replay.migration(migration, texts).await?;
        shell.advance_progress();
    }
    shell.end_progress();
    Ok(replay.imported)
}

/// Migrations that run one after the other.
struct Replay<'a> {
    runner: Runner<'a>,
    metadata: &'a Metadata,
    scratch: &'a Scratch,
    reader: Reader<'a>,
    /// The revisions so far, as the migrator takes them.
    owned: Vec<OwnedRevision>,
    /// The schema after them.
    schema: Schema,
    imported: Imported,
}

impl Replay<'_> {
    /// Runs the next migration, and makes a revision of it.
    async fn migration(&mut self, migration: &Migration, texts: Texts) -> Result<()> {
        let &mut Self { runner, metadata, scratch, .. } = self;
        let Self { reader, owned, schema, imported, .. } = self;
        let (dialect, releases) = (runner.dialect, metadata.releases.as_slice());
        let Texts { up, down, script, mut notes } = texts;
        let parents = imported.revisions.last().map(|file| file.id().to_owned()).into_iter().collect();
        let mut file = file(migration, parents, releases, up, down);
        owned.push(OwnedRevision {
            id: file.id().to_owned(),
            slug: file.slug.clone(),
            parents: file.manifest.parents.clone(),
            scripts: vec![OwnedScript {
                dialect,
                suffix: None,
                oldest: None,
                up: file.scripts[0].up.clone(),
                down: file.scripts[0].down.clone(),
            }],
        });
        let migrator = Migrator::from_revisions(owned.clone());
        let target = Target::Named(migration.id.clone());
        let run = async { migrator.upgrade(scratch.session(Access::Write).await?).to(&target).await };
        run.await.map_err(|error| stopped(migration, runner, &error))?;
        let found = reader.read().await.map_err(|error| does_not_run(migration).causes(&error))?;
        let told = declared(dialect, found, metadata);
        let read = told.schema;
        (imported.models, imported.without_models) = (told.models, told.without_models);
        let answers = statement::renames(dialect, &script, schema, &read);
        let changes = changes(schema, &read, &answers).map_err(|error| does_not_run(migration).causes(&error))?;
        // Run, it would leave the tables there and the record gone.
        if !changes.is_empty() && is_empty(dialect, file.scripts[0].down.as_deref()) {
            notes.push("has no `down.sql`: its down script has no statements".to_owned());
            file.scripts[0].down = None;
        }
        let unsaid = statement::unsaid(dialect, &script, schema, changes.is_empty());
        let id = migration.id.clone();
        if !unsaid.is_empty() {
            imported.unsaid.insert(id.clone(), unsaid);
        }
        if !notes.is_empty() {
            imported.notes.insert(id, notes);
        }
        imported.revisions.push(RevisionFile { manifest: Manifest { changes, ..file.manifest }, ..file });
        Ok(())
    }
}

/// Refuses migrations that would change other databases while they are tried.
async fn stays_inside(scratch: &Scratch, history: &History, scripts: &[Texts]) -> Result<()> {
    let failed = |error: connect::Error| {
        Error::new(Exit::Unreachable, Code::NoScratchDatabase, "cannot reach the scratch database").causes(&error)
    };
    let mut session = scratch.session(Access::Read).await.map_err(failed)?;
    let elsewhere = Elsewhere::of(&mut session).await.map_err(failed)?;
    session.close().await.map_err(failed)?;
    for (migration, texts) in history.migrations.iter().zip(scripts) {
        elsewhere.refuse(&texts.script).map_err(|error| {
            error.at(&migration.file).hint(
                "nothing was run; remove the statement in a copy of the directory, or create a single revision \
                    with `--baseline`",
            )
        })?;
    }
    Ok(())
}

/// One revision that makes all that a database has.
pub(crate) async fn baseline(
    tool: Tool,
    history: &History,
    metadata: &Metadata,
    found: Introspection,
) -> Result<Imported> {
    let releases = metadata.releases.as_slice();
    let release = releases.first().copied().unwrap_or_else(|| Dialect::DEFAULT.into());
    let dialect = release.dialect;
    let unmanaged = found.unmanaged.clone();
    let Told { schema, models, without_models } = declared(dialect, found, metadata);
    let schema = &schema;
    let empty = Schema::default();
    let changes = diff(&empty, schema, &Answers::default()).changes;
    let back: Vec<Change> = changes.iter().rev().cloned().map(Change::invert).collect();
    let failed = |error: &dyn std::error::Error| {
        Error::new(
            Exit::Models,
            Code::NotRenderable,
            format!(
                "cannot write the schema of the database as SQL for \
            {dialect}"
            ),
        )
        .causes(error)
    };
    let message = format!("baseline from {}", tool.name());
    let script = |schema: &Schema, changes: &[Change], direction: &str| {
        let script = dialect::script(release, schema, changes).map_err(|error| failed(&error))?;
        Ok::<_, Error>(crate::ops::generate::text(&message, direction, &script.to_string()))
    };
    let (up, down) = (script(&empty, &changes, "up")?, script(schema, &back, "down")?);
    if dialect.engine().connector().is_embedded() {
        crate::ops::verify::prove(release.dialect, (&empty, schema), &changes, (&up, &down)).await?;
    }
    let last = history.migrations.last().map(|migration| migration.version.clone()).unwrap_or_default();
    // The day of the last migration, where its version tells one; else it stands before every time.
    let digits: String = last.chars().filter(char::is_ascii_digit).take(14).collect();
    let id = if digits.len() == 14 && last.starts_with(['m', '2']) { digits } else { format!("{:014}", 1) };
    let migration = Migration { id, down: Some(down), ..Migration::new(last, &message, PathBuf::new(), up) };
    let file = file(&migration, Vec::new(), releases, migration.up.clone(), migration.down.clone());
    let mut notes = vec![format!(
        "replaces {} of {}, up to `{}`",
        crate::output::shell::count(history.migrations.len(), "migration"),
        tool.name(),
        migration.version
    )];
    for Unmanaged { kind, name, .. } in &unmanaged {
        notes.push(format!("does not create the unmanaged {kind} `{name}`: add it to `up.sql`"));
    }
    Ok(Imported {
        baseline: true,
        notes: [(migration.id.clone(), notes)].into(),
        revisions: vec![RevisionFile {
            manifest: Manifest { changes, targets: vec![release], ..file.manifest },
            ..file
        }],
        unsaid: BTreeMap::new(),
        models,
        without_models,
    })
}

fn file(
    migration: &Migration,
    parents: Vec<String>,
    releases: &[Release],
    up: String,
    down: Option<String>,
) -> RevisionFile {
    let slug = slug(&migration.message);
    RevisionFile {
        folder: PathBuf::from(format!("{}_{slug}", migration.id)),
        slug,
        manifest: Manifest {
            id: migration.id.clone(),
            parents,
            message: migration.message.clone(),
            dialects: Release::dialects(releases),
            ..Manifest::default()
        },
        scripts: vec![ScriptFile { dialect: None, up, down }],
    }
}

/// Reads a scratch database again and again.
struct Reader<'a> {
    scratch: &'a Scratch,
    /// Kept on a server, where a new connection would have to learn the catalogs anew.
    session: Option<Session>,
}

impl Reader<'_> {
    /// What the database has.
    async fn read(&mut self) -> Result<Introspection, connect::Error> {
        let mut session = match self.session.take() {
            Some(session) => session,
            None => self.scratch.session(Access::Read).await?,
        };
        let found = dialect::inspect(&mut session).await?;
        match self.scratch {
            // The one connection is the migrator's too.
            Scratch::Memory(_) => session.close().await?,
            Scratch::Server { .. } => self.session = Some(session),
        }
        Ok(found)
    }
}

/// A database as models declare it.
struct Told {
    schema: Schema,
    models: Option<Models>,
    without_models: Option<Error>,
}

/// What models declare of `found`; as the database says it where they cannot.
fn declared(dialect: Dialect, mut found: Introspection, metadata: &Metadata) -> Told {
    compare::for_models(&mut found, metadata, &Schema::default());
    found.schema = rooted(found.schema);
    let models = codegen::models(dialect, &found);
    match adopt::declare(&models.source, metadata) {
        Ok(schema) => Told { schema, models: Some(models), without_models: None },
        Err(error) => Told { schema: found.schema, models: None, without_models: Some(error) },
    }
}

/// The schema without foreign keys and enum columns that point to what is not in it: SQLite takes a key to a table
/// that comes later, and a key may lead to a table that is nobody's. Enum types without a column are left out too: no model
/// declares one, so the first revision of the models would drop it.
fn rooted(mut schema: Schema) -> Schema {
    let columns: BTreeSet<(_, String)> = schema
        .tables
        .values()
        .flat_map(|table| table.columns.iter().map(|column| (table.name.clone(), column.name.clone())))
        .collect();
    let used: BTreeSet<&str> = schema
        .tables
        .values()
        .flat_map(|table| table.columns.iter().filter_map(|column| column.ty.enum_name()))
        .collect();
    schema.enums.retain(|name, _| used.contains(name.as_str()));
    let enums = schema.enums.clone();
    for table in schema.tables.values_mut() {
        table.foreign_keys.retain(|_, key| {
            !key.references_columns.is_empty()
                && key
                    .references_columns
                    .iter()
                    .all(|column| columns.contains(&(key.references_table.clone(), column.clone())))
        });
        for column in &mut table.columns {
            if let ColumnType::Enum { name } = &column.ty
                && !enums.contains_key(name)
            {
                column.ty = ColumnType::native(name.clone());
            }
        }
    }
    schema
}

/// The changes from `schema` to `read`; `schema` has them afterwards.
fn changes(
    schema: &mut Schema,
    read: &Schema,
    answers: &Answers,
) -> Result<Vec<Change>, schema_core::diff::ApplyError> {
    schema.dialects.clone_from(&read.dialects);
    let mut changes = diff(schema, read, answers).changes;
    let mut after = schema.clone();
    if changes.iter().try_for_each(|change| apply(&mut after, change)).is_err() {
        // A rename that was told and does not fit is a drop and an addition.
        changes = diff(schema, read, &Answers::default()).changes;
        after.clone_from(schema);
        changes.iter().try_for_each(|change| apply(&mut after, change))?;
    }
    *schema = after;
    Ok(changes)
}

/// Whether there is a script, and nothing in it that runs.
fn is_empty(dialect: Dialect, text: Option<&str>) -> bool {
    text.and_then(|text| Script::parse(dialect, text).ok()).is_some_and(|script| script.statements.is_empty())
}

/// The error for a script that failed. Its database is thrown away: nothing can go on there.
fn stopped(migration: &Migration, runner: Runner<'_>, error: &migrate::Error) -> Error {
    let (cause, failed) = match error.kind() {
        migrate::ErrorKind::Statement(failed) => (failed.what().to_string(), Some(failed)),
        _ => (error.to_string(), None),
    };
    let error = does_not_run(migration).cause(cause);
    let is_checked = failed.is_some_and(|failed| failed.error.is_checked_foreign_key()) && runner.session.is_empty();
    if !is_checked {
        return error;
    }
    error.hint(
        "if the old tool disables foreign key checks, add `--session 'SET FOREIGN_KEY_CHECKS = 0'`; to create a \
         single revision from the database instead, add `--baseline`",
    )
}

fn does_not_run(migration: &Migration) -> Error {
    Error::new(
        Exit::History,
        Code::FailedMigration,
        format!("migration `{}` failed on an empty database", migration.version),
    )
    .at(&migration.file)
    .hint("to create a single revision from the database instead, add `--baseline`")
}
