//! `cargo schema adopt`: a database as it is becomes models and a revision. All is compared before anything
//! is written.

use std::collections::BTreeMap;

use schema_core::connect::Session;
use schema_core::diagnostic::{Code, Command, Diagnostic, Help};
use schema_core::dialect::{self, Introspection, Needs, Unmanaged, UnmanagedKind};
use schema_core::diff::{Answers, apply_all, diff};
use schema_core::migrate::{self, ErrorKind, Status};
use schema_core::plan::StoredColumns;
use schema_core::read::Metadata;
use schema_core::revision::{Revisions, Target, load};
use schema_core::schema::{Engines, Release, Schema};

use crate::cli::adopt::Args;
use crate::context::Context;
use crate::error::{Error, Result};
use crate::exit::Exit;
use crate::ops::adopt::{Adopted, Files, Package};
use crate::ops::compare;
use crate::ops::generate::from_database::tell_missing;
use crate::ops::generate::needs::begin_with;
use crate::ops::generate::{Draft, Plan};
use crate::ops::set_up::{Prepared, Request};
use crate::output::codegen;
use crate::output::json;
use crate::output::shell::count;
use crate::project::database::{Database, require_family};
use crate::project::migrator;
use crate::project::setup::Source;
use crate::project::write;

pub(crate) async fn run(context: &mut Context, args: &Args) -> Result<Exit> {
    let adoption = Adoption::prepare(context, args).await?;
    adoption.tell(context, args.dry_run);
    if !args.dry_run {
        return adoption.write(context).await;
    }
    if !context.json() {
        adoption.show(context);
    }
    context.shell.status("Unchanged", "dry run, nothing was written; to write, run again without `--dry-run`");
    Ok(Exit::Fine)
}

/// A database and what it becomes: all of it is compared, and nothing is written.
struct Adoption {
    package: Package,
    database: Database,
    found: Introspection,
    features: Vec<String>,
    prepared: Prepared,
    /// The models.
    files: Files,
    /// The first revision.
    draft: Draft,
    /// The unmanaged objects that tables depend on.
    needed: Needs,
    /// Tables of other tools.
    other_histories: Vec<String>,
}

impl Adoption {
    async fn prepare(context: &mut Context, args: &Args) -> Result<Self> {
        let crates = Source::new(&args.source)?;
        let request = Request { releases: &args.releases, source: crates.as_ref(), ..Request::default() };
        let package = Package::find(&context.global, &args.models)?;
        let (database, url) = source(context, args, &package)?;
        let (mut session, mut found) = compare::open(&database).await?;
        let dialect = session.dialect();
        compare::for_models(&mut found, &package.keys(), &Schema::default());
        if found.schema.tables.is_empty() {
            return Err(Error::usage(Code::EmptyDatabase, format!("`{}` has no tables", database.shown())).hint(
                Help::run(["init"].into(), |init| format!("set up the package with `{init}`, and write models")),
            ));
        }
        let models = codegen::models(dialect, &found);
        let features: Vec<&str> = models.features.iter().copied().collect();
        // A file of the project belongs to its set-up; a server's URL holds a password.
        let is_named = context.global.connect.database_url.is_some() || package.folder.join(".env").is_file();
        if dialect.engine().connector().is_embedded() && !is_named {
            context.global.connect.database_url = Some(url);
        }
        let told = [dialect::needed_release(dialect, &found.schema)];
        let releases = if request.releases.is_empty() && !package.has_dialects { &told } else { request.releases };
        let prepared =
            Prepared::new(&context.global, &Request { releases, features: &features, crates: true, ..request })?;
        let metadata = &prepared.metadata;
        require_family(&metadata.dialects(), dialect, &database)?;
        let there = load(&prepared.migrations())?;
        if !there.graph().is_empty() {
            let revision = Command::schema(["revision", "--from-database", "--database-url"]).placeholder("url");
            return Err(Error::usage(Code::RevisionsExist, "the project already has revisions")
                .hint(Help::run(revision, |revision| {
                    format!("to record changes made in a database as a revision, run `{revision}`")
                })));
        }
        package.refuse_models(args.force)?;
        let adopted = Adopted::new(&mut session, &found, &models, metadata).await?;
        let other_histories = refuse_history(&database, metadata, &there).await?;
        let needed = dialect::needed(&mut session, &found.schema.tables.keys().collect()).await;
        let needed = needed.map_err(|error| database.error(&error))?;
        let draft = first_revision(&mut session, &database, &adopted, &there, metadata, &needed).await?;
        crate::project::database::end(session).await;
        let files = package.files(&models)?;
        let features = features.into_iter().map(str::to_owned).collect();
        Ok(Self { package, database, found, features, prepared, files, draft, needed, other_histories })
    }

    /// The folder of the revision, as it is shown.
    fn folder(&self) -> String {
        self.package.shown(&self.prepared.migrations().join(&self.draft.name))
    }

    /// The revision with its files.
    fn revision(&self) -> String {
        format!("{}: {}", self.folder(), self.draft.file_names())
    }

    /// What there is to know of it.
    fn tell(&self, context: &mut Context, dry_run: bool) {
        context.uses(&self.database);
        if context.json() {
            context.write_json(&json::commands::Adopted {
                set_up: self.prepared.changes().iter().map(|change| change.what.clone()).collect(),
                models: self.package.shown(&self.package.models),
                features: self.features.clone(),
                directory: self.folder(),
                changes: json::Change::all(&self.draft.manifest.changes),
                unmanaged: json::Unmanaged::all(&self.found.unmanaged),
                dry_run,
            });
        }
        let shell = &mut context.shell;
        for it in &self.found.unmanaged {
            let there = if self.needed.makes(it) { "; the first revision creates it in a new database" } else { "" };
            let until = if it.is_lost_by_rebuild() { " until its table is rebuilt" } else { "" };
            let message = format!("unmanaged, left unchanged{until}{there}: {it}");
            shell.say(&Diagnostic::warning(Code::UnsupportedObject, message));
        }
        tell_missing(shell, &self.needed);
        if !self.other_histories.is_empty() {
            let names = self.other_histories.join("`, `");
            let import = Command::schema(["import"]).placeholder("tool").placeholder("dir");
            let help = Help::run(import, |import| format!("to import its migrations too, run `{import}` instead"));
            let message = format!("the database has the history of another tool, `{names}`");
            shell.say(&Diagnostic::warning(Code::OtherHistory, message).help(help));
        }
    }

    /// What would be written.
    fn show(&self, context: &mut Context) {
        for change in self.prepared.changes() {
            context.shell.data(change.planned_set_up());
        }
        context.shell.data(format_args!("write: {}", self.revision()));
        self.files.changes.iter().for_each(|change| context.shell.data(change.planned()));
        context.shell.data(format_args!("stamp: {} at {}", self.database.shown(), self.draft.name));
    }

    /// What is to be done so that a new database gets the unmanaged objects; `None` if there is none.
    fn not_in_new(&self) -> Option<String> {
        let mut kinds: BTreeMap<&UnmanagedKind, usize> = BTreeMap::new();
        let lacking = |it: &&Unmanaged| !it.is_lost_by_rebuild() && !self.needed.makes(it);
        for it in self.found.unmanaged.iter().filter(lacking) {
            *kinds.entry(&it.kind).or_default() += 1;
        }
        let kinds: Vec<String> = kinds.into_iter().map(|(kind, many)| count(many, &kind.to_string())).collect();
        (!kinds.is_empty()).then(|| {
            format!(
                "a new database would lack {}: append the statements that create them to `up.sql` in `{}` and those that \
                 drop them to `down.sql`, then run `cargo schema stamp --refresh`",
                kinds.join(", "),
                self.folder()
            )
        })
    }

    async fn write(self, context: &mut Context) -> Result<Exit> {
        let (revision, lacking) = (self.revision(), self.not_in_new());
        let Self { database, prepared, files, draft, .. } = self;
        // An empty history says nothing of the tables; whoever cannot write it cannot write the record of a revision.
        let nothing = migrator(&prepared.metadata.dialects(), &Revisions::default(), &prepared.metadata);
        let begun = database.limited(nothing).stamp(database.url(), Target::Base).await;
        begun.map_err(|error| database.migration_error(error).cause("no file was written"))?;
        files.write()?;
        let (migrations, root, metadata) = (prepared.migrations(), prepared.root.clone(), prepared.metadata.clone());
        write::folder(&migrations, &draft.name, &draft.files)?;
        prepared.write(context)?;
        context.shell.status("Created", revision);
        for change in &files.changes {
            context.shell.status(change.verb, &change.what);
        }
        let revisions = load(&migrations)?;
        let migrator = database.limited(migrator(&metadata.dialects(), &revisions, &metadata));
        let stamped = migrator.stamp(database.url(), Target::Head).await;
        stamped.map_err(|error| {
            let error = database.migration_error(error);
            let mark = database.again().command(["stamp", "head"]);
            error.hint(Help::run(mark, |mark| format!("all files are written; stamp the database with `{mark}`")))
        })?;
        context.shell.status("Stamped", format_args!("{} at {} (1 revision)", database.shown(), draft.name));
        let is_named = Database::find_at(&context.global, &root, &metadata).is_ok_and(|it| it.is_some());
        let lines = files.by_hand.into_iter().chain(lacking).collect();
        tell_what_remains(context, lines, is_named);
        Ok(Exit::Fine)
    }
}

/// The database, and its URL from the package on.
fn source(context: &Context, args: &Args, package: &Package) -> Result<(Database, String)> {
    if let Some(url) = &args.url {
        return Ok((Database::at(&context.global, url)?, package.url_of(url)));
    }
    let found = Database::find_at(&context.global, &package.folder, &package.keys())?;
    let database = found.ok_or_else(Database::not_named)?;
    let url = database.shown().to_owned();
    Ok((database, url))
}

/// Refuses a database with a history of ours. Gives the tables of other tools.
async fn refuse_history(database: &Database, metadata: &Metadata, there: &Revisions) -> Result<Vec<String>> {
    let status = migrator(&metadata.dialects(), there, metadata).status(database.url()).await;
    let Status { history, other_histories, obstacle, .. } = status.map_err(|error| database.migration_error(error))?;
    let what = match obstacle.as_ref().map(migrate::Error::kind) {
        Some(ErrorKind::OtherHistory { found, .. }) => format!(" in `{found}`"),
        _ if !history.records.is_empty() => format!(" of {}", count(history.records.len(), "revision")),
        _ => return Ok(other_histories),
    };
    let check = database.again().command(["check", "--database"]);
    let hint = Help::run(check, |check| {
        format!(
            "get the revisions from the project that upgraded the database; then run \
            `{check}`"
        )
    });
    Err(Error::new(
        Exit::History,
        Code::HistoryExists,
        format!("`{}` already has a migration history{what}", database.shown()),
    )
    .hint(hint))
}

/// The revision that makes what the database has, and nothing else.
async fn first_revision(
    session: &mut Session,
    database: &Database,
    adopted: &Adopted<'_>,
    there: &Revisions,
    metadata: &Metadata,
    needed: &Needs,
) -> Result<Draft> {
    let (dialect, nothing) = (session.dialect(), Schema::default());
    let mut first = needed.clone();
    first.leave_extensions(&dialect::extensions(dialect, &adopted.declared));
    let draft = Draft::new(Plan {
        revisions: there,
        taken: there.graph(),
        releases: &metadata.releases,
        old: &nothing,
        changes: diff(&nothing, &adopted.declared, &Answers::default()).changes,
        message: Some("initial"),
        first: Some((dialect, begin_with(&first))),
        again: database.again(),
        verify: true,
    });
    let draft = draft.await?;
    let mut made = nothing.clone();
    let what = "the generated revision does not match the database";
    let facts = dialect::capabilities(Release::of(&metadata.releases, dialect));
    let changes = StoredColumns::default().follow(&draft.manifest.changes, &facts);
    apply_all(&mut made, &changes)
        .map_err(|error| Error::new(Exit::Models, Code::AdoptionDiffers, what).causes(&error))?;
    adopted.require_equal(session, &made, what).await?;
    Ok(draft)
}

/// What is the user's to do now.
fn tell_what_remains(context: &mut Context, mut lines: Vec<String>, is_named: bool) {
    lines.push(
        "remove DDL that runs when the program starts (`cargo schema doctor` lists it); call the migrator's \
         `require_current` or `upgrade` instead"
            .to_owned(),
    );
    if !is_named {
        lines.push("set `DATABASE_URL` in the environment or in `.env`, for the next commands".into());
    }
    lines.push(
        "stamp each other database that has the same tables: `cargo schema stamp head --database-url <url>`, which \
         compares first"
            .to_owned(),
    );
    context.shell.status("Remaining", "steps:");
    lines.iter().for_each(|line| context.shell.detail(format_args!("- {line}")));
}
