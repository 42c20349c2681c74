//! `cargo schema init --import`: takes over the history of another tool. Shows first, and writes with `--write` only.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use schema_core::diagnostic::{Code, Command, Diagnostic, Help, Span};
use schema_core::dialect;
use schema_core::diff::Change;
use schema_core::revision::{RevisionFile, Revisions, Target, load};
use schema_core::schema::{Dialect, Release};

use crate::cli::import::Options;
use crate::context::Context;
use crate::error::{Error, Result};
use crate::exit::Exit;
use crate::ops::adopt::{Files, Package};
use crate::ops::generate::revision_toml;
use crate::ops::import::{self, History, Imported, Remark, Runner, Standing, Tool};
use crate::ops::locate::differences;
use crate::ops::scratch::Scratch;
use crate::ops::set_up::{Prepared, Request};
use crate::output::codegen::Models;
use crate::output::json;
use crate::output::shell::count;
use crate::project::database::Database;
use crate::project::migrator;
use crate::project::setup;
use crate::project::write;

/// `models` is the file for the models.
pub(crate) async fn run(
    context: &mut Context,
    request: &Request<'_>,
    options: &Options,
    models: &Path,
) -> Result<Exit> {
    let [tool, dir] = options.import.as_deref().unwrap_or_default() else {
        return Err(Error::usage(Code::InvalidArguments, "`--import` takes a tool and a folder"));
    };
    let (tool, dir) = (Tool::parse(tool)?, Path::new(dir));
    let history = import::read_folder(tool, dir)?;
    let package = Package::find(&context.global, models)?;
    let mut told = Vec::new();
    if request.releases.is_empty() && !package.has_dialects {
        told.extend(dialect_of(context, &package, options.scratch.as_deref()).await?.map(Release::from));
    }
    let releases = if told.is_empty() { request.releases } else { &told };
    let request = &Request { releases, ..*request };
    let mut prepared = prepare(context, request, dir)?;
    let named = Database::find_at(&context.global, &prepared.root, &prepared.metadata)?;
    let database = named.as_ref().filter(|database| !database.is_missing());
    let standing = match database {
        Some(database) => standing(tool, &history, database).await?,
        None => None,
    };
    let there = load(&prepared.migrations())?;
    let (imported, is_new) = if there.graph().is_empty() {
        let case = Case { tool, history: &history, options, prepared: &prepared, named: named.as_ref() };
        (case.revisions(context, database, standing.as_ref()).await?, true)
    } else {
        (again(&history, &there, &prepared)?, false)
    };
    let files = match imported.models.as_ref().filter(|_| is_new) {
        Some(models) => files(context, &package, models, options.force)?,
        None => None,
    };
    if files.is_some()
        && let Some(models) = &imported.models
    {
        let features: Vec<&str> = models.features.iter().copied().collect();
        prepared = prepare(context, &Request { features: &features, crates: true, ..*request }, dir)?;
    }
    let revisions = if is_new { ordered(imported.revisions.clone())? } else { there };
    let files = files.as_ref();
    let (history, imported) = (&history, &imported);
    let (standing, revisions, prepared_now) = (standing.as_ref(), &revisions, &prepared);
    let plan =
        Plan { files, tool, dir, history, imported, revisions, prepared: prepared_now, database, standing, is_new };
    let stamps = plan.stamps();
    plan.show(context, stamps.as_deref(), options.write);
    if let (Some(database), Some(id)) = (database, &stamps)
        && !options.force
    {
        plan.refuse_differences(context, database, id).await?;
    }
    if !options.write {
        context.shell.status("Unchanged", "nothing is written so far: to do it, add `--write`");
        return Ok(Exit::Fine);
    }
    let folder = prepared.migrations();
    let dialects = prepared.metadata.dialects();
    if is_new {
        write(&folder, tool, imported)?;
    }
    if !prepared.changes().is_empty() {
        prepared.write(context)?;
    }
    if is_new {
        let files: usize = imported.revisions.len();
        let shown = folder.strip_prefix(std::env::current_dir().unwrap_or_default()).unwrap_or(&folder);
        context.shell.status("Created", format_args!("{}/: {}", shown.display(), count(files, "revision")));
    }
    if let Some(files) = files {
        files.write()?;
        for change in &files.changes {
            context.shell.status(change.verb, &change.what);
        }
    }
    if let (Some(database), Some(id)) = (database, stamps) {
        let target = Target::Named(id);
        let nodes = migrator(&dialects, revisions).stamp(database.url(), &target).await;
        let nodes = nodes.map_err(|error| database.migration_error(error))?;
        let at = nodes.last().map_or_else(|| "base".to_owned(), ToString::to_string);
        let how_many = count(nodes.len(), "revision");
        context.shell.status("Stamped", format_args!("{} as {at} ({how_many})", database.shown()));
    }
    tell_what_remains(context, tool, dir, database, imported, files);
    Ok(Exit::Fine)
}

/// The dialect of the server that the migrations are tried on, else of the database of every command.
async fn dialect_of(context: &Context, package: &Package, scratch: Option<&str>) -> Result<Option<Dialect>> {
    let database = match scratch {
        Some(url) => Some(Database::at(url)?),
        None => Database::find_at(&context.global, &package.folder, &package.keys())?,
    };
    let Some(database) = database else { return Ok(None) };
    // Which of two flavors it is, only the server says.
    if database.dialect(&[]).sibling().is_none() {
        return Ok(Some(database.dialect(&[])));
    }
    let session = database.connect().await?;
    let dialect = session.dialect();
    crate::project::database::end(session).await;
    Ok(Some(dialect))
}

/// The files for the models; none where the package has models already.
fn files(context: &mut Context, package: &Package, models: &Models, force: bool) -> Result<Option<Files>> {
    if let Some(model) = package.first_model()? {
        let file = package.shown(&model.file);
        context
            .shell
            .warn(format_args!("there are models in `{file}`, and no others are written: see `cargo schema check`"));
        return Ok(None);
    }
    package.refuse_models(force)?;
    package.files(models).map(Some)
}

/// What the package's set-up will be. The revisions do not go where the other tool looks for its own.
fn prepare(context: &Context, request: &Request<'_>, dir: &Path) -> Result<Prepared> {
    let mut prepared = Prepared::new(&context.global, request)?;
    if is_taken(&prepared.migrations(), dir) {
        prepared = Prepared::new(&context.global, &Request { migrations: Some("revisions"), ..*request })?;
    }
    let folder = prepared.migrations();
    if is_taken(&folder, dir) {
        return Err(Error::usage(
            Code::DirectoryTaken,
            format!("`{}` holds the migrations that are to be taken over", folder.display()),
        )
        .hint("name another folder for revisions in `Cargo.toml`: `migrations = \"revisions\"` in `metadata.schema`"));
    }
    let dialects = prepared.metadata.dialects();
    if dialects.windows(2).any(|pair| !pair[0].is_kin_of(pair[1])) {
        let names: Vec<&str> = dialects.iter().map(|dialect| dialect.name()).collect();
        return Err(Error::usage(Code::SeveralDialects, "a history can be taken over for one dialect alone")
            .cause(format!("its scripts are written for one; the project is for {}", names.join(", "))));
    }
    Ok(prepared)
}

/// Whether the folder is the other tool's, or one in which it has folders.
fn is_taken(folder: &Path, dir: &Path) -> bool {
    let same = std::fs::canonicalize(folder).ok().is_some_and(|folder| Some(folder) == std::fs::canonicalize(dir).ok());
    let foreign = |path: PathBuf| {
        let hidden = path.file_name().is_some_and(|name| name.as_encoded_bytes().starts_with(b"."));
        path.is_dir() && !hidden && !path.join("revision.toml").is_file()
    };
    same || std::fs::read_dir(folder)
        .is_ok_and(|mut entries| entries.any(|entry| entry.is_ok_and(|it| foreign(it.path()))))
}

/// Where the database stands in the history; `None` where the tool has no table there.
async fn standing(tool: Tool, history: &History, database: &Database) -> Result<Option<Standing>> {
    let mut session = database.connect().await?;
    let applied = import::read_applied(tool, &mut session).await;
    crate::project::database::end(session).await;
    let applied = applied.map_err(|error| database.error(&error))?;
    applied.map(|applied| applied.standing(tool, history, database.shown())).transpose()
}

/// The migrations that were taken over before; further databases are still to be marked.
fn again(history: &History, there: &Revisions, prepared: &Prepared) -> Result<Imported> {
    let dialect = prepared.metadata.dialects().first().copied().unwrap_or(Dialect::DEFAULT);
    let mut imported = Imported::default();
    for migration in &history.migrations {
        let body = import::body(dialect, migration);
        let body = body.as_deref().unwrap_or(&migration.up);
        let same = |file: &&RevisionFile| file.script(dialect).is_some_and(|script| script.up.ends_with(body));
        let Some(file) = there.get(&migration.id).filter(same) else {
            let message = format!("there are revisions already, and migration `{}` is none of them", migration.version);
            return Err(Error::new(Exit::History, Code::RevisionsExist, message).at(&prepared.migrations()).hint(
                Help::run(["stamp", "--detect"].into(), |detect| {
                    format!("to mark a database by what it has, run `{detect}`")
                }),
            ));
        };
        imported.revisions.push(file.clone());
    }
    Ok(imported)
}

fn ordered(files: Vec<RevisionFile>) -> Result<Revisions> {
    Revisions::new(files).map_err(|error| Error::new(Exit::History, Code::RevisionOrder, error.to_string()))
}

/// A history that becomes revisions.
struct Case<'a> {
    tool: Tool,
    history: &'a History,
    options: &'a Options,
    prepared: &'a Prepared,
    /// The database that is meant, also where there is none yet.
    named: Option<&'a Database>,
}

impl Case<'_> {
    async fn revisions(
        &self,
        context: &mut Context,
        database: Option<&Database>,
        standing: Option<&Standing>,
    ) -> Result<Imported> {
        if self.options.baseline || self.history.coded.is_some() {
            return self.baseline(database, standing).await;
        }
        let dialects = self.prepared.metadata.dialects();
        let first = dialects.first().copied().unwrap_or(Dialect::DEFAULT);
        let scratch = match &self.options.scratch {
            Some(url) => Scratch::on(url, database).await?,
            None if first.engine().connector().is_embedded() => Scratch::memory().await?,
            None => {
                return Err(Error::usage(
                    Code::ScratchNeeded,
                    format!("where can the migrations be tried on {first}?"),
                )
                .cause("what each of them changes is seen by running it on an empty database")
                .hint("name a server on which a database can be made and dropped: `--scratch <url>`"));
            }
        };
        if !scratch.is(first) {
            scratch.remove().await?;
            return Err(Error::usage(Code::InvalidScratchServer, format!("`--scratch` leads to no {first}")));
        }
        let runner = Runner { tool: self.tool, dialect: first, session: &self.options.session };
        let replayed = tokio::select! {
            replayed = import::replay(&mut context.shell, runner, self.history, &self.prepared.metadata, &scratch) => replayed,
            _ = tokio::signal::ctrl_c() => Err(Error::new(Exit::Interrupted, Code::Interrupted, "interrupted: nothing was written")),
        };
        context.shell.end_progress();
        let removed = scratch.remove().await;
        let imported = replayed?;
        removed?;
        Ok(imported)
    }

    /// One revision for all, from a database that has all of them.
    async fn baseline(&self, database: Option<&Database>, standing: Option<&Standing>) -> Result<Imported> {
        let why = self.history.coded.clone().unwrap_or_else(|| "`--baseline` asks for it".to_owned());
        let Some(database) = database else {
            let error = Error::usage(
                Code::BaselineNeedsDatabase,
                "one revision stands for all migrations, and no database shows what they make",
            );
            let root = self.prepared.root.display();
            return Err(match self.named {
                Some(named) => error.cause(why).cause(format!("there is no database `{}`", named.shown())).hint(
                    format!("name one that has all of them with `--database-url <url>`; a path begins in {root}"),
                ),
                None => error.cause(why).hint("name one that has all of them with `--database-url <url>`"),
            });
        };
        let applied = standing.map_or(0, |standing| standing.applied);
        if let Some(missing) = self.history.migrations.get(applied) {
            let message = format!("`{}` lacks migration `{}`", database.shown(), missing.version);
            return Err(Error::new(Exit::History, Code::MissingMigration, message)
                .cause(why)
                .cause("one revision stands for all migrations, so the database must have them all")
                .hint(format!("apply it with {} first, then import again", self.tool.name())));
        }
        let mut session = database.connect().await?;
        let found = dialect::inspect(&mut session).await;
        crate::project::database::end(session).await;
        let found = found.map_err(|error| database.error(&error))?;
        import::baseline(self.tool, self.history, &self.prepared.metadata, found).await
    }
}

/// What will be written and marked.
struct Plan<'a> {
    tool: Tool,
    dir: &'a Path,
    history: &'a History,
    imported: &'a Imported,
    revisions: &'a Revisions,
    prepared: &'a Prepared,
    files: Option<&'a Files>,
    /// The database, where there is one already.
    database: Option<&'a Database>,
    /// Where it stands in the history.
    standing: Option<&'a Standing>,
    /// The revisions are written now, and were not before.
    is_new: bool,
}

impl Plan<'_> {
    /// The last revision that the database is to be marked with.
    fn stamps(&self) -> Option<String> {
        let applied = self.database.and(self.standing)?.applied;
        let at = if self.imported.baseline { 1 } else { applied };
        self.imported.revisions.get(at.checked_sub(1)?).map(|file| file.id().to_owned())
    }

    fn show(&self, context: &mut Context, stamps: Option<&str>, writes: bool) {
        let at = self.imported.revisions.iter().position(|file| Some(file.id()) == stamps);
        let applied = |place: usize| at.is_some_and(|at| place <= at);
        if context.json() {
            context.write_json(&self.json(stamps, writes, applied));
        } else {
            self.list(context, applied);
        }
        if !context.json() && !writes {
            self.show_rest(context, at);
        }
        self.tell(context, stamps);
    }

    /// All of it for programs.
    fn json(&self, stamps: Option<&str>, writes: bool, applied: impl Fn(usize) -> bool) -> json::commands::Import {
        let revision = |(place, file): (usize, &RevisionFile)| json::commands::Imported {
            id: file.id().to_owned(),
            slug: file.slug.clone(),
            applied: applied(place),
            changes: json::sentences(&file.manifest.changes),
            unsaid: self.unsaid(file),
            notes: self.imported.notes.get(file.id()).cloned().unwrap_or_default(),
        };
        let whats = |changes: &[setup::Change]| changes.iter().map(|change| change.what.clone()).collect();
        json::commands::Import {
            tool: self.tool.name(),
            folder: self.prepared.migrations(),
            set_up: whats(self.prepared.changes()),
            models: self.files.map(|files| whats(&files.changes)),
            revisions: self.imported.revisions.iter().enumerate().map(revision).collect(),
            left_aside: self.history.aside.clone(),
            database: self.database.map(|database| database.shown().to_owned()),
            stamp: stamps.map(str::to_owned),
            edited: self.standing.map(|standing| standing.edited.clone()).unwrap_or_default(),
            write: writes,
        }
    }

    /// The revisions, a line for each.
    fn list(&self, context: &mut Context, applied: impl Fn(usize) -> bool) {
        for (place, file) in self.imported.revisions.iter().enumerate() {
            let unsaid = self.unsaid(file);
            let beside = if unsaid.is_empty() { String::new() } else { format!(", {} beside them", unsaid.len()) };
            let mark = match (self.database, applied(place)) {
                (None, _) => "",
                (Some(_), true) => ", applied",
                (Some(_), false) => ", pending",
            };
            let changes = count(file.manifest.changes.len(), "change");
            context.shell.data(format_args!("{}: {changes}{beside}{mark}", file.name()));
            if context.shell.is_verbose() {
                for change in &file.manifest.changes {
                    context.shell.data(format_args!("  {} {change}", change.symbol()));
                }
                for text in &unsaid {
                    context.shell.data(format_args!("  * {text}"));
                }
            }
        }
    }

    /// What the script of a revision does, and its changes do not say.
    fn unsaid(&self, file: &RevisionFile) -> Vec<String> {
        let remarks = self.imported.unsaid.get(file.id()).map(Vec::as_slice).unwrap_or_default();
        remarks.iter().map(ToString::to_string).collect()
    }

    /// What will be written and marked, beside the revisions themselves.
    fn show_rest(&self, context: &mut Context, at: Option<usize>) {
        for change in self.prepared.changes() {
            context.shell.data(change.planned_set_up());
        }
        if self.is_new {
            let folder = self.prepared.metadata.migrations.display();
            let revisions = count(self.imported.revisions.len(), "revision");
            context.shell.data(format_args!("write: {revisions} in `{folder}/`"));
        }
        self.files.iter().flat_map(|files| &files.changes).for_each(|change| context.shell.data(change.planned()));
        if let (Some(database), Some(at)) = (self.database, at) {
            let name = self.imported.revisions[at].name();
            let revisions = count(at + 1, "revision");
            context.shell.data(format_args!("mark: {} as {name} ({revisions})", database.shown()));
        }
    }

    /// What there is to say beside the list.
    fn tell(&self, context: &mut Context, stamps: Option<&str>) {
        let is_new = self.is_new;
        if let Some(why) = self.history.coded.as_ref().filter(|_| is_new) {
            context.shell.warn(format_args!("{why}: one revision makes all that the database has"));
        }
        if let Some(why) = self.imported.without_models.as_ref().filter(|_| is_new) {
            let of_model =
                |it: &Diagnostic| format!("{}: {}", it.spans.first().map(Span::place).unwrap_or_default(), it.message);
            let causes = why.diagnostic.causes.iter().cloned().chain(why.related.iter().map(of_model));
            let causes: Vec<String> = causes.collect();
            let message = &why.diagnostic.message;
            context.shell.warn(format_args!("no models are written, for {message}: {}", causes.join("; ")));
        }
        for aside in &self.history.aside {
            context.shell.warn(format_args!("left aside: {aside}"));
        }
        for file in &self.imported.revisions {
            for note in self.imported.notes.get(file.id()).into_iter().flatten() {
                context.shell.warn(format_args!("{}: {note}", file.name()));
            }
        }
        for file in self.standing.iter().flat_map(|standing| &standing.edited) {
            context.shell.warn(format_args!("`{file}` was edited after it was applied: its checksum is another one"));
        }
        let unsaid = kinds(&self.imported.unsaid);
        if !unsaid.is_empty() {
            context.shell.warn(format_args!("done by scripts alone, and in no change: {unsaid}"));
        }
        match (self.database, self.standing) {
            (None, _) => context.shell.warn("no database is named, or it is not there yet: none is marked"),
            (Some(database), None) => context.shell.warn(format_args!(
                "{} has no table `{}`, and is not marked: to find what it has, run `{}`",
                database.shown(),
                self.tool.table(),
                database.again().command(["stamp", "--detect"])
            )),
            (Some(_), Some(_)) if stamps.is_none() => {
                context.shell.warn("the database has none of the migrations, and is not marked");
            }
            (Some(_), Some(_)) => {}
        }
    }

    /// Refuses a database that is not what the migrations up to `id` make.
    async fn refuse_differences(&self, context: &mut Context, database: &Database, id: &str) -> Result<()> {
        let found = differences(&mut context.shell, database, self.revisions, &[id.to_owned()]).await?;
        if found.is_empty() {
            return Ok(());
        }
        let name = self.revisions.get(id).map(RevisionFile::name).unwrap_or_default();
        let message = format!("`{}` is not what its migrations make up to `{name}`", database.shown());
        let mut error = Error::new(Exit::History, Code::DatabaseDiffers, message).cause("to be that, it would have to");
        let sentence = |change: &Change| format!("{} {change}", change.symbol());
        error.diagnostic.causes.extend(found.iter().map(sentence));
        let again = Command::schema(["init", "--import", self.tool.name()]).arg(self.dir.display().to_string());
        let again = again.args(["--force", "--write"]);
        Err(error
            .hint(Help::run(again, |again| format!("nothing was written; to mark it all the same, run `{again}`"))))
    }
}

/// How many of each kind there are: `create trigger` 12, `update` 3.
fn kinds(unsaid: &BTreeMap<String, Vec<Remark>>) -> String {
    let mut kinds: BTreeMap<&str, usize> = BTreeMap::new();
    for remark in unsaid.values().flatten() {
        *kinds.entry(remark.kind.as_deref().unwrap_or("others")).or_default() += 1;
    }
    kinds.iter().map(|(kind, number)| format!("{number} {kind}")).collect::<Vec<_>>().join(", ")
}

/// Writes all folders at once: into a hidden folder first, which then gets its name.
fn write(folder: &Path, tool: Tool, imported: &Imported) -> Result<()> {
    let mut folders = Vec::new();
    for file in &imported.revisions {
        let mut remarks = format!("# Taken over from {}.\n", tool.name());
        for note in imported.notes.get(file.id()).into_iter().flatten() {
            remarks.push_str(&format!("# It {}\n", note.replace(['\n', '\r'], " ")));
        }
        let unsaid = imported.unsaid.get(file.id()).map(Vec::as_slice).unwrap_or_default();
        if !unsaid.is_empty() {
            remarks.push_str("# Done by its script, and in no change:\n");
        }
        for remark in unsaid {
            remarks.push_str(&format!("#   {}\n", remark.to_string().replace(['\n', '\r'], " ")));
        }
        let mut files = vec![("revision.toml".to_owned(), format!("{remarks}\n{}", revision_toml(&file.manifest)?))];
        for script in &file.scripts {
            files.push(("up.sql".to_owned(), script.up.clone()));
            files.extend(script.down.clone().map(|down| ("down.sql".to_owned(), down)));
        }
        folders.push((file.name(), files));
    }
    write::folders(folder, &folders)
}

/// What is the user's to do now.
fn tell_what_remains(
    context: &mut Context,
    tool: Tool,
    dir: &Path,
    database: Option<&Database>,
    imported: &Imported,
    files: Option<&Files>,
) {
    let mut lines: Vec<String> = files.and_then(|files| files.by_hand.clone()).into_iter().collect();
    lines.extend([
        format!(
            "take {} out: two runners would both change the schema; `cargo schema doctor` finds the calls",
            tool.runner()
        ),
        format!(
            "`{}` and the table `{}` stay as they are; remove them when no old version of the program runs any more",
            dir.display(),
            tool.table()
        ),
    ]);
    if files.is_none() {
        let line = "the next `cargo schema revision` compares with the models: a table without one would be dropped";
        lines.push(line.to_owned());
    }
    if imported.baseline {
        lines.push(
            "mark each other database that has all of them: `cargo schema stamp head --database-url <url>`".to_owned(),
        );
    } else if database.is_some() {
        lines.push(format!(
            "mark each other database: `cargo schema init --import {} {} --write --database-url <url>`",
            tool.name(),
            dir.display()
        ));
    }
    context.shell.status("Remaining", "by hand:");
    lines.iter().for_each(|line| context.shell.detail(format_args!("- {line}")));
}
