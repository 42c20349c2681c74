//! `cargo schema init --from-database` and `cargo schema revision --from-database`: a database as it is becomes models
//! and a revision. All is compared before anything is written.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use schema_core::dialect::{self, Introspection, Needs, Unmodelled};
use schema_core::diff::{Answers, Change, InOrder, Refuse, apply, diff, resolve};
use schema_core::migrate::Status;
use schema_core::revision::{Revisions, Target, load};
use schema_core::schema::{Dialect, Schema, Table};
use schema_core::script::{Script, Statement};
use serde_json::json;

use super::Context;
use super::current::stopped;
use super::init::{Prepared, Request};
use super::inspect::{begin_with, by_hand};
use super::{only, revision};
use crate::cli::again::Again;
use crate::error::{Error, Result};
use crate::exit::Exit;
use crate::ops::adopt::{Adopted, Package, Sides, merge};
use crate::ops::compare;
use crate::ops::generate::{Draft, Plan};
use crate::ops::locate::by_words;
use crate::output::codegen;
use crate::output::diagnostics;
use crate::output::prompt::Asker;
use crate::output::shell::count;
use crate::project::database::{Database, family};
use crate::project::write;
use crate::project::{Project, migrator};

/// What `init` asks for where a database is taken over.
#[derive(Debug, clap::Args)]
#[group(skip)]
pub(crate) struct Options {
    /// Take over a database as it is: write models, a first revision that equals it, and mark it [default: that of
    /// every command]
    #[arg(long, group = "taken", value_name = "URL", num_args = 0..=1, help_heading = "Taking a database over")]
    from_database: Option<Option<String>>,
    /// File for the models
    #[arg(
        long,
        value_name = "PATH",
        requires = "taken",
        default_value = "src/models.rs",
        help_heading = "Taking a database over"
    )]
    models: PathBuf,
    /// Say what would be done, and do nothing
    #[arg(long, requires = "from_database", help_heading = "Taking a database over")]
    dry_run: bool,
}

impl Options {
    /// The file for the models.
    pub(crate) fn models(&self) -> &Path {
        &self.models
    }

    /// Whether a database is to be taken over.
    pub(crate) fn is_asked_for(&self) -> bool {
        self.from_database.is_some()
    }
}

/// `force` replaces a file of models that is there.
pub(crate) async fn init(context: &mut Context, request: &Request<'_>, options: &Options, force: bool) -> Result<Exit> {
    let package = Package::find(&context.global, &options.models)?;
    let (database, url) = match options.from_database.as_ref().and_then(Option::as_ref) {
        Some(url) => (Database::at(url)?, package.url_of(url)),
        None => {
            let found = Database::find_at(&context.global, &package.folder, &package.keys())?;
            let database = found.ok_or_else(Database::not_named)?;
            let url = database.shown().to_owned();
            (database, url)
        }
    };
    let (mut session, mut found) = compare::open(&database).await?;
    let dialect = session.dialect();
    compare::for_models(&mut found, &package.keys(), &Schema::default());
    if found.schema.tables.is_empty() {
        return Err(Error::usage(format!("`{}` has no tables", database.shown()))
            .hint("set the package up with `cargo schema init`, and write models"));
    }
    let models = codegen::models(dialect, &found);
    let features: Vec<&str> = models.features.iter().copied().collect();
    // A file of the project belongs to its set-up; a server's URL holds a password.
    if dialect == Dialect::Sqlite && context.global.database_url.is_none() && !package.folder.join(".env").is_file() {
        context.global.database_url = Some(url);
    }
    let told = [dialect];
    let dialects = if request.dialects.is_empty() && !package.has_dialects { &told } else { request.dialects };
    let prepared =
        Prepared::new(&context.global, &Request { dialects, features: &features, crates: true, ..*request })?;
    let metadata = prepared.metadata.clone();
    require_family(&metadata.dialects, dialect, &database)?;
    let there = load(&prepared.migrations())?;
    if !there.graph().is_empty() {
        return Err(Error::usage("there are revisions already")
            .hint("what a database has beyond them becomes one with `cargo schema revision --from-database <url>`"));
    }
    package.refuse_models(force)?;
    let adopted = Adopted::new(&mut session, &found, &models, &metadata).await?;
    let status = migrator(&metadata.dialects, &there).status(database.url()).await;
    let Status { history, other_histories, .. } = status.map_err(|error| database.migration_error(error))?;
    if !history.records.is_empty() {
        let revisions = count(history.records.len(), "revision");
        return Err(Error::new(Exit::History, format!("`{}` has a history of {revisions} already", database.shown()))
            .hint(format!(
                "bring the revisions here, from where it was upgraded; then run `{}`",
                database.again().command("check --database")
            )));
    }
    let nothing = Schema::default();
    let changes = diff(&nothing, &adopted.declared, &Answers::default()).changes;
    let draft = Draft::new(Plan {
        graph: there.graph(),
        dialects: &metadata.dialects,
        old: &nothing,
        changes,
        answers: Answers::default(),
        message: Some("initial"),
        again: database.again(),
        verify: true,
    });
    let mut draft = draft.await?;
    let needed = dialect::needed(&mut session, &found.schema.tables.keys().collect()).await;
    let needed = needed.map_err(|error| database.error(&error))?;
    let mut first = needed.clone();
    first.leave_extensions(&dialect::extensions(dialect, &adopted.declared));
    draft.begin_with(dialect, &begin_with(&first));
    let mut made = nothing.clone();
    schema_core::diff::apply_all(&mut made, &draft.manifest.changes)
        .map_err(|error| Error::new(Exit::Models, "the revision does not make what the database has").causes(&error))?;
    adopted.require_equal(&mut session, &made, "the revision does not make what the database has").await?;
    crate::project::database::end(session).await;

    let folder = prepared.migrations().join(&draft.name);
    let shown_folder = package.shown(&folder);
    let shown_models = package.shown(&package.models);
    if context.json() {
        let set_up: Vec<&str> = prepared.changes().iter().map(|change| change.what.as_str()).collect();
        context.write_json(&json!({
            "database": database.shown(),
            "set_up": set_up,
            "models": shown_models,
            "features": features,
            "folder": shown_folder,
            "changes": draft.manifest.changes.iter().map(ToString::to_string).collect::<Vec<_>>(),
            "unmodelled": diagnostics::unmodelled_json(&found.unmodelled),
            "dry_run": options.dry_run,
        }));
    }
    for it in &found.unmodelled {
        let there = if needed.makes(it) { "; the first revision makes it in a new database" } else { "" };
        let until = it.stays_until().map(|until| format!(" until {until}")).unwrap_or_default();
        context
            .shell
            .warn(format_args!("no model holds this, and it stays as it is{until}{there}: {} {}", it.kind, it.name));
    }
    tell_missing(context, &needed);
    if !other_histories.is_empty() {
        let names = other_histories.join("`, `");
        let import = "to take its revisions over too, run `cargo schema init --import <tool> <dir>` instead";
        context.shell.warn(format_args!("there is a history of another tool, `{names}`: {import}"));
    }
    let revision = format!("{shown_folder}: {}", draft.file_names());
    let files = package.files(&models)?;
    if options.dry_run {
        if !context.json() {
            for change in prepared.changes() {
                context.shell.data(change.planned_set_up());
            }
            context.shell.data(format_args!("write: {revision}"));
            files.changes.iter().for_each(|change| context.shell.data(change.planned()));
            context.shell.data(format_args!("mark: {} as {}", database.shown(), draft.name));
        }
        context.shell.status("Unchanged", "nothing is written so far: to do it, leave `--dry-run` out");
        return Ok(Exit::Fine);
    }

    files.write()?;
    write::folder(&prepared.migrations(), &draft.name, &draft.files)?;
    let (migrations, root) = (prepared.migrations(), prepared.root.clone());
    prepared.write(context)?;
    context.shell.status("Created", revision);
    for change in &files.changes {
        context.shell.status(change.verb, &change.what);
    }
    let revisions = load(&migrations)?;
    let stamped = migrator(&metadata.dialects, &revisions).stamp(database.url(), &Target::Head).await;
    stamped.map_err(|error| {
        let error = database.migration_error(error);
        let mark = database.again().command("stamp head");
        error.hint(format!("all files are written; mark the database with `{mark}`"))
    })?;
    context.shell.status("Stamped", format_args!("{} as {} (1 revision)", database.shown(), draft.name));
    let is_named = Database::find_at(&context.global, &root, &metadata).is_ok_and(|it| it.is_some());
    let lacking = not_in_new(&found.unmodelled, &needed, &shown_folder);
    tell_what_remains(context, files.by_hand.into_iter().chain(lacking).collect(), is_named);
    Ok(Exit::Fine)
}

/// What is to be done so that a new database gets what no model declares; `None` if there is no such thing.
fn not_in_new(unmodelled: &[Unmodelled], needed: &Needs, folder: &str) -> Option<String> {
    let mut kinds: BTreeMap<&str, usize> = BTreeMap::new();
    for it in unmodelled.iter().filter(|it| it.stays_until().is_none() && !needed.makes(it)) {
        *kinds.entry(it.kind.as_str()).or_default() += 1;
    }
    let kinds: Vec<String> = kinds.into_iter().map(|(kind, many)| count(many, kind)).collect();
    (!kinds.is_empty()).then(|| {
        format!(
            "a new database would lack {}: append the statements that create them to `up.sql` in `{folder}` and those that \
             drop them to `down.sql`, then run `cargo schema stamp --refresh`",
            kinds.join(", ")
        )
    })
}

/// What is the user's to do now.
fn tell_what_remains(context: &mut Context, mut lines: Vec<String>, is_named: bool) {
    lines.push(
        "take out what makes tables when the program starts: `cargo schema doctor` finds it; in its place comes \
         `require_current` or `upgrade` of the migrator"
            .to_owned(),
    );
    if !is_named {
        lines.push("name the database for the next commands: `DATABASE_URL`, in the environment or `.env`".into());
    }
    lines.push(
        "each other database with the same tables: `cargo schema stamp head --database-url <url>`, which compares \
         first"
            .to_owned(),
    );
    context.shell.status("Remaining", "by hand:");
    lines.iter().for_each(|line| context.shell.detail(format_args!("- {line}")));
}

/// What a script cannot begin with.
pub(super) fn tell_missing(context: &mut Context, needed: &Needs) {
    for it in &needed.missing {
        context.shell.warn(format_args!("a new database needs this before the revision can run: {it}"));
    }
}

/// Refuses a database that the project has no scripts for.
fn require_family(dialects: &[Dialect], dialect: Dialect, database: &Database) -> Result<()> {
    if dialects.iter().any(|it| family(*it) == family(dialect)) {
        return Ok(());
    }
    let names: Vec<&str> = dialects.iter().map(|dialect| dialect.name()).collect();
    Err(Error::usage(format!("there are no scripts for the database `{}`", database.shown()))
        .cause(format!("the project has scripts for {}", names.join(", "))))
}

/// What a database has beyond the revisions.
pub(super) struct Seen {
    /// What else is different than the changes, and not taken.
    pub(super) left: Vec<Change>,
    /// Why the database did not say which expressions are the same.
    pub(super) doubt: Option<String>,
    /// The models that have to follow, as they would be written anew.
    pub(super) models: String,
    /// The commands that are about the database.
    pub(super) again: Again,
    /// What no model can declare, and no script speaks of.
    pub(super) unmodelled: Vec<Unmodelled>,
    /// What the script of the dialect begins with: what the tables of the changes stand on, and no revision makes.
    pub(super) needs: (Dialect, Needs),
}

/// Compares a database that is at the head by its own history with what the revisions make: the changes, the answers that led
/// to them, and what else was seen.
pub(super) async fn look(
    context: &Context,
    project: &Project,
    revisions: &Revisions,
    url: Option<&str>,
    args: &revision::Args,
) -> Result<(Vec<Change>, Answers, Seen)> {
    let database = match url {
        Some(url) => Database::of(project, url)?,
        None => Database::find(&context.global, project)?,
    };
    require_head(project, revisions, &database).await?;
    let (mut session, mut found) = compare::open(&database).await?;
    let dialect = session.dialect();
    require_family(project.dialects()?, dialect, &database)?;
    let old = revisions.schema()?;
    compare::for_models(&mut found, project.metadata(), &old);
    let models = codegen::models(dialect, &found);
    let adopted = Adopted::new(&mut session, &found, &models, project.metadata()).await?;
    let (mut old_level, mut new_level) = (old.clone(), found.schema.clone());
    old_level.tables.retain(|name, _| found.reads(name));
    let doubt = dialect::level_through(&mut session, &mut old_level, &mut new_level, false).await;
    let doubt = doubt.map_err(|error| database.error(&error))?;
    let mut new = adopted.declared.clone();
    // Those in a namespace of others.
    new.tables.retain(|name, _| new_level.tables.contains_key(name));
    let mut answers = Answers::default();
    revision::from_flags(args, &mut answers, &old, &new)?;
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
    adopted.require_equal(&mut session, &target, "no revision can say what was changed in the database").await?;
    // Nothing is known of the tables in other databases of the server: they stay as they were declared.
    unread.into_iter().for_each(|table| target.insert_table(table));
    // All is answered by now.
    let changes = resolve(&old, &target, &mut answers, &mut InOrder(Refuse));
    let changes = asker.settled(changes)?;
    let (changes, left) = only::split(&args.only, changes, &old)?;
    let tables = changes.iter().filter(|change| may_need(change)).filter_map(Change::table).collect();
    let needed = dialect::needed(&mut session, &tables).await;
    let mut needed = needed.map_err(|error| database.error(&error))?;
    needed.leave_extensions(&dialect::extensions(dialect, &target));
    crate::project::database::end(session).await;
    let mut tables: BTreeSet<_> = changes.iter().filter_map(|change| change.table().cloned()).collect();
    let mut enums = BTreeSet::new();
    for change in &changes {
        match change {
            Change::RenameTable(pair) => drop(tables.insert(pair.new.clone())),
            Change::CreateEnum(it) => drop(enums.insert(it.name.clone())),
            Change::AlterEnum(it) => drop(enums.insert(it.new.name.clone())),
            _ => {}
        }
    }
    let models = codegen::of_schema(&target).some(&tables, &enums);
    let again = database.again().clone();
    let needs = (dialect, not_made_yet(needed, revisions, dialect));
    let unmodelled = not_spoken_of(found, &needs.1, revisions, dialect);
    Ok((changes, answers, Seen { left, doubt: doubt.as_deref().map(by_words), models, again, unmodelled, needs }))
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

/// What no script speaks of, and what the one to be written does not make. A script may call a thing by its bare name. What
/// a table is besides has the name of that, which is in scripts anyway: a statement has to say what it is, too.
fn not_spoken_of(found: Introspection, needs: &Needs, revisions: &Revisions, dialect: Dialect) -> Vec<Unmodelled> {
    let scripts: Vec<&str> = revisions.iter().filter_map(|it| Some(it.script(dialect)?.up.as_str())).collect();
    let parsed = scripts.iter().filter_map(|text| Script::parse(dialect, text).ok());
    let statements: Vec<Statement> = parsed.flat_map(|script| script.statements).collect();
    let speak = |kind: &str, name: &str| {
        if !found.schema.tables.keys().any(|table| table.name == name) {
            return scripts.iter().any(|text| text.contains(name));
        }
        let word = kind.split(' ').max_by_key(|word| word.len()).unwrap_or_default();
        statements.iter().any(|it| it.text.contains(name) && it.text.to_lowercase().contains(word))
    };
    let is_new = |it: &Unmodelled| {
        let name = it.name.split('(').next().unwrap_or_default();
        let name = name.rsplit('.').next().unwrap_or_default().trim_matches(['"', '`']);
        !needs.makes(it) && !speak(&it.kind, name)
    };
    found.unmodelled.clone().into_iter().filter(is_new).collect()
}

/// What no script makes. One that was taken from a database has it in the same words.
fn not_made_yet(mut needs: Needs, revisions: &Revisions, dialect: Dialect) -> Needs {
    let scripts: Vec<&str> = revisions.iter().filter_map(|it| Some(it.script(dialect)?.up.as_str())).collect();
    let parsed = scripts.iter().filter_map(|text| Script::parse(dialect, text).ok());
    let statements: BTreeSet<String> = parsed.flat_map(|script| script.statements).map(|it| it.text).collect();
    let comments: BTreeSet<&str> = scripts.iter().flat_map(|text| text.lines()).collect();
    needs.made.retain(|it| !statements.contains(&it.sql));
    needs.missing.retain(|it| !comments.contains(by_hand(it).as_str()));
    needs
}

fn does_not_fit() -> Error {
    Error::new(Exit::Models, "the names in the database do not follow from those in the revisions")
        .hint("say that the table or column is new, with `--no-rename`")
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

/// Refuses a database that is not at the head: what it lacks would look like a change.
async fn require_head(project: &Project, revisions: &Revisions, database: &Database) -> Result<()> {
    database.require()?;
    if revisions.graph().is_empty() {
        return Ok(());
    }
    let migrator = project.migrator(revisions)?;
    let status = migrator.status(database.url()).await.map_err(|error| database.migration_error(error))?;
    let dialect = database.dialect(project.dialects()?);
    if let Ok(Some(problem)) | Err(problem) = migrator.problem(dialect, &status.history) {
        return Err(Error::of_migration(&problem, database.again()));
    }
    if status.history.records.is_empty() {
        return Err(Error::new(Exit::History, format!("`{}` has no history of revisions", database.shown())).hint(
            format!(
                "mark it first: `{}` finds the revision that it is nearest to",
                database.again().command("stamp --detect")
            ),
        ));
    }
    if let Some(record) = status.history.part_way() {
        return Err(Error::new(Exit::History, stopped(record))
            .hint(format!("finish it with `{}`", database.again().go_on(record))));
    }
    if !status.pending.is_empty() {
        let message = format!("`{}` is behind by {}", database.shown(), count(status.pending.len(), "revision"));
        return Err(Error::new(Exit::History, message)
            .cause("what it lacks would look like a change")
            .hint(format!("bring it to the head with `{}`", database.again().command("upgrade"))));
    }
    Ok(())
}
