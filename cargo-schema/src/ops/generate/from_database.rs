//! What somebody changed in a database by hand, as the changes of a revision. All is compared before anything is written.

use schema_core::diagnostic::{Code, Diagnostic, Help};
use std::collections::BTreeSet;

use schema_core::dialect::{self, Introspection, Needs, Unmanaged};
use schema_core::diff::{Answers, Change, InOrder, Refuse, apply, resolve};
use schema_core::revision::Revisions;
use schema_core::schema::{Dialect, Release, Schema, Table};
use schema_core::script::{Script, Statement};

use super::needs::required;
use super::{answers, for_newer, only, releases};
use crate::cli::again::Again;
use crate::cli::revision::Args;
use crate::context::Context;
use crate::error::{Error, Result};
use crate::exit::Exit;
use crate::ops::adopt::{self, Adopted, Sides, merge};
use crate::ops::compare;
use crate::ops::locate::{by_words, stopped};
use crate::ops::made;
use crate::output::codegen;
use crate::output::prompt::Asker;
use crate::output::shell::{Shell, count};
use crate::project::Project;
use crate::project::database::{Database, require_family};

/// What a database has beyond the revisions.
pub(crate) struct Seen {
    /// What else is different than the changes, and not taken.
    pub(crate) left: Vec<Change>,
    /// Why the database did not say which expressions are the same.
    pub(crate) doubt: Option<Diagnostic>,
    /// The models that have to follow, as they would be written anew.
    pub(crate) models: String,
    /// The commands that are about the database.
    pub(crate) again: Again,
    /// The unmanaged objects that no script is about.
    pub(crate) unmanaged: Vec<Unmanaged>,
    /// What the script of the dialect begins with: what the tables of the changes stand on, and no revision makes.
    pub(crate) needs: (Dialect, Needs),
}

/// Compares a database that is at the head by its own history with what the revisions make: the changes, and what else was
/// seen.
pub(crate) async fn look(
    context: &mut Context,
    project: &Project,
    revisions: &Revisions,
    args: &Args,
) -> Result<(Vec<Change>, Seen)> {
    let database = Database::find(&context.global, project)?;
    context.uses(&database);
    require_head(project, revisions, &database).await?;
    let (mut session, mut found) = compare::open(&database).await?;
    let dialect = session.dialect();
    require_family(&project.dialects()?, dialect, &database)?;
    let mut old = revisions.schema()?;
    old.dialects = Release::dialects(releases(project, args)?);
    compare::for_models(&mut found, project.metadata(), &old);
    let models = codegen::models(dialect, &found);
    let adopted = Adopted::as_spelled(&mut session, &found, &models, project.metadata()).await?;
    let (mut old_level, mut new_level) = (old.clone(), found.schema.clone());
    old_level.tables.retain(|name, _| found.reads(name));
    made::mark(&mut old_level, revisions, None, dialect);
    let doubt = dialect::level_through(&mut session, &mut old_level, &mut new_level, false).await;
    let doubt = doubt.map_err(|error| database.error(&error))?;
    let mut new = adopted.declared.clone();
    // Those in a namespace of others.
    new.tables.retain(|name, _| new_level.tables.contains_key(name));
    let mut answers = Answers::default();
    answers::from_flags(args, &mut answers, &old, &new)?;
    // What is in the database already holds for its rows.
    let mut asker = Asker::new(context.shell.is_interactive()).with_rows_in_order(true);
    let levelled = asker.resolve(&old_level, &new_level, &mut answers)?;
    let mut renamed = old.clone();
    for change in levelled.iter().filter(|change| is_rename(change)) {
        for schema in [&mut renamed, &mut old_level] {
            apply(schema, change).map_err(|error| does_not_fit().causes(&error))?;
        }
    }
    let unread: Vec<Table> = renamed.tables.values().filter(|table| !found.reads(&table.name)).cloned().collect();
    let mut target = merge(&Sides { old: renamed, old_level, new, new_level });
    let mut made = target.clone();
    made::mark(&mut made, revisions, None, dialect);
    adopted.require_equal(&mut session, &made, "a revision cannot contain the changes in the database").await?;
    // Nothing is known of the tables in other databases of the server: they stay as they were declared.
    unread.into_iter().for_each(|table| target.insert_table(table));
    // All is answered by now.
    let changes = resolve(&old, &target, &mut answers, &mut InOrder(Refuse));
    let changes = asker.settled(changes)?;
    let (changes, left) = only::split(&args.only, changes, &old)?;
    if !changes.is_empty() {
        // Scripts are written for all dialects of the project, which must read its SQL alike.
        adopt::declare(&models.source, project.metadata())?;
    }
    require_release(releases(project, args)?, dialect, &found.schema, &changes)?;
    let tables = changes.iter().filter(|change| may_need(change)).filter_map(Change::table).collect();
    let mut needed = dialect::needed(&mut session, &tables).await.map_err(|error| database.error(&error))?;
    needed.leave_extensions(&dialect::extensions(dialect, &target));
    crate::project::database::end(session).await;
    let models = models_of(&changes, &target);
    let again = database.again().clone();
    let needs = (dialect, not_made_yet(needed, revisions, dialect));
    let unmanaged = not_in_scripts(found, &needs.1, revisions, dialect);
    Ok((changes, Seen { left, doubt: doubt.as_deref().map(by_words), models, again, unmanaged, needs }))
}

/// Refuses changes whose scripts make something else than `found`, the database, has: what is computed when it is read would be
/// stored.
fn require_release(releases: &[Release], dialect: Dialect, found: &Schema, changes: &[Change]) -> Result<()> {
    let release = Release::of(releases, dialect);
    for change in changes {
        let (name, column) = match change {
            Change::CreateTable(table) => (&table.name, None),
            Change::AddColumn { table, column, .. } => (table, Some(&column.name)),
            Change::AlterColumn { table, column, .. } => (table, Some(&column.new.name)),
            _ => continue,
        };
        let Some(mut table) = found.tables.get(name).cloned() else { continue };
        table.columns.retain(|it| column.is_none_or(|column| it.name == *column));
        let mut only = Schema::default();
        only.insert_table(table);
        let needed = dialect::needed_release(dialect, &only);
        if needed > release {
            let what = column.map_or(format!("{name}"), |column| format!("{name}.{column}"));
            let message = format!("scripts for `{release}` cannot create `{what}` as it is in the database");
            return Err(Error::new(Exit::Models, Code::NotRenderable, message)
                .cause(format!("it needs `{needed}`"))
                .hint(for_newer(needed)));
        }
    }
    Ok(())
}

/// The models of `target` that `changes` are about.
fn models_of(changes: &[Change], target: &Schema) -> String {
    let mut tables: BTreeSet<_> = changes.iter().filter_map(|change| change.table().cloned()).collect();
    let mut enums = BTreeSet::new();
    for change in changes {
        match change {
            Change::RenameTable(pair) => drop(tables.insert(pair.new.clone())),
            Change::CreateEnum(it) => drop(enums.insert(it.name.clone())),
            Change::AlterEnum(it) => drop(enums.insert(it.new.name.clone())),
            _ => {}
        }
    }
    codegen::of_schema(target).some(&tables, &enums)
}

/// Whether something may have come with it that a table stands on.
fn may_need(change: &Change) -> bool {
    matches!(
        change,
        Change::CreateTable(_)
            | Change::AddColumn { .. }
            | Change::AlterColumn { .. }
            | Change::AddCheck { .. }
            | Change::AddIndex { .. }
            | Change::AddExclusion { .. }
    )
}

/// The unmanaged objects that no script creates or alters, and that the script to be written does not create.
fn not_in_scripts(found: Introspection, needs: &Needs, revisions: &Revisions, dialect: Dialect) -> Vec<Unmanaged> {
    let scripts = revisions.iter().filter_map(|it| Some(it.script(dialect)?.up.as_str()));
    let parsed = scripts.filter_map(|text| Script::parse(dialect, text).ok());
    let statements: Vec<Statement> = parsed.flat_map(|script| script.statements).collect();
    let objects = found.unmanaged.into_iter().filter(|it| !needs.makes(it)).collect();
    dialect::unmentioned(dialect, &statements, objects)
}

/// What no script creates or requires.
fn not_made_yet(mut needs: Needs, revisions: &Revisions, dialect: Dialect) -> Needs {
    let scripts: Vec<&str> = revisions.iter().filter_map(|it| Some(it.script(dialect)?.up.as_str())).collect();
    let parsed: Vec<Script> = scripts.iter().filter_map(|text| Script::parse(dialect, text).ok()).collect();
    let statements: BTreeSet<&str> = parsed.iter().flat_map(|it| &it.statements).map(|it| it.text.as_str()).collect();
    let objects: BTreeSet<&String> = parsed.iter().flat_map(|script| &script.directives.requires).collect();
    needs.made.retain(|it| !statements.contains(it.sql.as_str()));
    needs.missing.retain(|it| !objects.contains(&required(it)));
    needs
}

fn does_not_fit() -> Error {
    Error::new(Exit::Models, Code::AmbiguousNames, "the renames do not lead from the revisions to the database")
        .hint("mark the table or column as new with `--no-rename`")
}

fn is_rename(change: &Change) -> bool {
    matches!(
        change,
        Change::RenameTable(_)
            | Change::RenameColumn { .. }
            | Change::RenameEnum(_)
            | Change::RenameEnumValue { .. }
            | Change::RenameConstraint { .. }
            | Change::RenamePrimaryKey { .. }
    )
}

/// Refuses a database that is not at the head: pending revisions would look like changes.
async fn require_head(project: &Project, revisions: &Revisions, database: &Database) -> Result<()> {
    database.require()?;
    if revisions.graph().is_empty() {
        return Ok(());
    }
    let migrator = project.migrator(revisions)?;
    let status = migrator.status(database.url()).await.map_err(|error| database.migration_error(error))?;
    let dialect = database.dialect(&project.dialects()?);
    if let Ok(Some(problem)) | Err(problem) = migrator.problem(dialect, &status.history) {
        return Err(Error::of_migration(&problem, database.again()));
    }
    if status.history.records.is_empty() {
        let detect = database.again().command(["stamp", "--detect"]);
        return Err(Error::new(
            Exit::History,
            Code::NoHistory,
            format!("`{}` has no migration history", database.shown()),
        )
        .hint(Help::run(detect, |detect| format!("stamp it first: `{detect}` finds the closest revision"))));
    }
    if let Some(record) = status.history.part_way() {
        return Err(Error::new(Exit::History, Code::PartialRevision, stopped(record))
            .hint(Help::run(database.again().go_on(record), |command| format!("to finish it, run `{command}`"))));
    }
    if !status.pending.is_empty() {
        let message = format!("`{}` is {} behind", database.shown(), count(status.pending.len(), "revision"));
        return Err(Error::new(Exit::History, Code::Behind, message)
            .cause("pending revisions would look like changes")
            .hint(Help::run(database.again().command(["upgrade"]), |upgrade| {
                format!("to apply them, run `{upgrade}`")
            })));
    }
    Ok(())
}

/// What a script cannot begin with.
pub(crate) fn tell_missing(shell: &mut Shell, needed: &Needs) {
    for it in &needed.missing {
        let message = format!("a new database needs this object before the revision runs: {it}");
        shell.say(&Diagnostic::warning(Code::UnscriptedDependency, message));
    }
}
