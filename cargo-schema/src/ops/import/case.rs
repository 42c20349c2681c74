//! What is looked up before a history is taken over. Nothing is written.

use std::path::{Path, PathBuf};

use schema_core::diagnostic::{Code, Diagnostic, Help};
use schema_core::revision::{RevisionFile, Revisions, load};
use schema_core::schema::{Dialect, Release};

use super::plan::Plan;
use super::source::Source;
use super::{History, Imported, Standing, Tool, body, read_applied, read_folder};
use crate::cli::import::Args;
use crate::context::Context;
use crate::error::{Error, Result};
use crate::exit::Exit;
use crate::ops::adopt::{Files, Package};
use crate::ops::set_up::{Prepared, Request};
use crate::output::codegen::Models;
use crate::project::database::{self, Database};
use crate::project::settings::{ScratchServer, Settings};

/// A history of another tool that is to be taken over, and how.
pub(crate) struct Case<'a> {
    pub(crate) tool: Tool,
    /// How the package is to be set up.
    pub(crate) request: &'a Request<'a>,
    pub(crate) args: &'a Args,
}

impl<'a> Case<'a> {
    /// Decides what is to be written and marked.
    pub(crate) async fn plan(&self, context: &mut Context) -> Result<Plan<'a>> {
        let &Self { tool, request, args } = self;
        let dir = args.dir.as_path();
        let history = read_folder(tool, dir)?;
        let package = Package::find(&context.global, &args.models)?;
        let keys = package.keys();
        let scratch = Settings::new(&context.global, &package.folder, &keys)?.scratch_server()?;
        let mut told = Vec::new();
        if request.releases.is_empty() && !package.has_dialects {
            told.extend(dialect_of(context, &package, scratch.as_ref()).await?.map(Release::from));
        }
        let releases = if told.is_empty() { request.releases } else { &told };
        let request = &Request { releases, ..*request };
        let mut prepared = prepare(context, request, dir)?;
        let named = Database::find_at(&context.global, &prepared.root, &prepared.metadata)?;
        let standing = match named.as_ref().filter(|database| !database.is_missing()) {
            Some(database) => standing(tool, &history, database).await?,
            None => None,
        };
        let there = load(&prepared.migrations())?;
        let is_new = there.graph().is_empty();
        let imported = if is_new {
            let (named, standing) = (named.as_ref(), standing.as_ref());
            let source =
                Source { tool, history: &history, args, scratch, metadata: &prepared.metadata, root: &prepared.root };
            source.revisions(context, named, standing).await?
        } else {
            again(&history, &there, &prepared)?
        };
        let files = match imported.models.as_ref().filter(|_| is_new) {
            Some(models) => files(context, &package, models, args.force)?,
            None => None,
        };
        if let (Some(_), Some(models)) = (&files, &imported.models) {
            let features: Vec<&str> = models.features.iter().copied().collect();
            prepared = prepare(context, &Request { features: &features, crates: true, ..*request }, dir)?;
        }
        let revisions = if is_new { ordered(imported.revisions.clone())? } else { there };
        let database = named.filter(|database| !database.is_missing());
        Ok(Plan { tool, dir, history, imported, revisions, prepared, files, database, standing, is_new })
    }
}

/// The dialect of the server that `--scratch-url` names, else of the database of every command.
async fn dialect_of(context: &Context, package: &Package, scratch: Option<&ScratchServer>) -> Result<Option<Dialect>> {
    let on_server = |server: &ScratchServer| Database::at(&context.global, &server.url);
    let database = match scratch.filter(|server| server.is_asked_for()) {
        Some(server) => Some(on_server(server)?),
        None => match Database::find_at(&context.global, &package.folder, &package.keys())? {
            Some(database) => Some(database),
            None => scratch.map(on_server).transpose()?,
        },
    };
    let Some(database) = database else { return Ok(None) };
    // Which of two flavors it is, only the server says.
    if database.dialect(&[]).sibling().is_none() {
        return Ok(Some(database.dialect(&[])));
    }
    let session = database.connect().await?;
    let dialect = session.dialect();
    database::end(session).await;
    Ok(Some(dialect))
}

/// The files for the models; none where the package has models already.
fn files(context: &mut Context, package: &Package, models: &Models, force: bool) -> Result<Option<Files>> {
    if let Some(model) = package.first_model()? {
        let file = package.shown(&model.file);
        let message = format!("`{file}` already has models, so none were written");
        let help = Help::run(["check"].into(), |check| format!("compare them with the revisions: `{check}`"));
        context.shell.say(&Diagnostic::warning(Code::ModelsExist, message).help(help));
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
            format!("`{}` contains the migrations to import", folder.display()),
        )
        .hint(
            "set another directory for revisions in `Cargo.toml`: `migrations = \"revisions\"` in \
            `metadata.schema`",
        ));
    }
    let dialects = prepared.metadata.dialects();
    if dialects.windows(2).any(|pair| !pair[0].is_kin_of(pair[1])) {
        let names: Vec<&str> = dialects.iter().map(|dialect| dialect.name()).collect();
        return Err(Error::usage(Code::SeveralDialects, "a migration history can be imported for one dialect only")
            .cause(format!("its scripts have one dialect; the project has {}", names.join(", "))));
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
    let applied = read_applied(tool, &mut session).await;
    database::end(session).await;
    let applied = applied.map_err(|error| database.error(&error))?;
    applied.map(|applied| applied.standing(tool, history, database.shown())).transpose()
}

/// The migrations that were taken over before; further databases are still to be marked.
fn again(history: &History, there: &Revisions, prepared: &Prepared) -> Result<Imported> {
    let dialect = prepared.metadata.dialects().first().copied().unwrap_or(Dialect::DEFAULT);
    let mut imported = Imported::default();
    for migration in &history.migrations {
        let body = body(dialect, migration);
        let body = body.as_deref().unwrap_or(&migration.up);
        let same = |file: &&RevisionFile| file.script(dialect).is_some_and(|script| script.up.ends_with(body));
        let Some(file) = there.get(&migration.id).filter(same) else {
            let message =
                format!("the project already has revisions, and migration `{}` is not one of them", migration.version);
            return Err(Error::new(Exit::History, Code::RevisionsExist, message).at(&prepared.migrations()).hint(
                Help::run(["stamp", "--detect"].into(), |detect| {
                    format!("to stamp a database by comparing it, run `{detect}`")
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
