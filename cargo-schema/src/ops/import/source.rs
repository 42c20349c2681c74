//! Where the revisions of a history come from: a database on which its migrations are tried, or one that has all of them.

use std::path::Path;

use schema_core::diagnostic::Code;
use schema_core::dialect;
use schema_core::read::Metadata;
use schema_core::schema::{Dialect, Engines};

use super::texts::Runner;
use super::{History, Imported, Standing, Tool, baseline, replay};
use crate::cli::import::Args;
use crate::context::Context;
use crate::error::{Error, Result};
use crate::exit::Exit;
use crate::ops::scratch::Scratch;
use crate::project::database::{self, Database};
use crate::project::settings::ScratchServer;

/// A history that becomes revisions.
pub(super) struct Source<'a> {
    pub(super) tool: Tool,
    pub(super) history: &'a History,
    pub(super) args: &'a Args,
    /// The server on which migrations are tried.
    pub(super) scratch: Option<ScratchServer>,
    /// The keys of the package as they will be.
    pub(super) metadata: &'a Metadata,
    /// The folder of the manifest that holds them.
    pub(super) root: &'a Path,
}

impl Source<'_> {
    /// The revisions. `named` is the database that is meant, also where there is none yet.
    pub(super) async fn revisions(
        &self,
        context: &mut Context,
        named: Option<&Database>,
        standing: Option<&Standing>,
    ) -> Result<Imported> {
        if self.args.baseline || self.history.coded.is_some() {
            return self.baseline(named, standing).await;
        }
        let dialect = self.metadata.dialects().first().copied().unwrap_or(Dialect::DEFAULT);
        let scratch = self.scratch(dialect, there(named)).await?;
        let runner = Runner { tool: self.tool, dialect, session: &self.args.session };
        let replayed = tokio::select! {
            replayed = replay(&mut context.shell, runner, self.history, self.metadata, &scratch) => replayed,
            _ = tokio::signal::ctrl_c() => Err(Error::new(Exit::Interrupted, Code::Interrupted, "interrupted: nothing was written")),
        };
        context.shell.end_progress();
        let removed = scratch.remove().await;
        let imported = replayed?;
        removed?;
        Ok(imported)
    }

    /// The database on which migrations are tried.
    async fn scratch(&self, dialect: Dialect, database: Option<&Database>) -> Result<Scratch> {
        let is_embedded = dialect.engine().connector().is_embedded();
        let scratch = match self.scratch.as_ref().filter(|server| !is_embedded || server.is_asked_for()) {
            Some(server) => Scratch::on(server, database).await?,
            None if is_embedded => Scratch::memory().await?,
            None => {
                return Err(Error::usage(
                    Code::ScratchNeeded,
                    format!("importing {dialect} migrations needs a scratch database"),
                )
                .cause("each migration is run on an empty database to find its changes")
                .hint("pass `--scratch-url <url>`, a server on which a scratch database can be created"));
            }
        };
        if !scratch.is(dialect) {
            scratch.remove().await?;
            return Err(Error::usage(
                Code::InvalidScratchServer,
                format!("`--scratch-url` is not the URL of a {dialect} server"),
            ));
        }
        Ok(scratch)
    }

    /// One revision for all, from a database that has all of them.
    async fn baseline(&self, named: Option<&Database>, standing: Option<&Standing>) -> Result<Imported> {
        let why = self.history.coded.clone().unwrap_or_else(|| "`--baseline` was given".to_owned());
        let Some(database) = there(named) else {
            let error = Error::usage(
                Code::BaselineNeedsDatabase,
                "a single revision for all migrations needs a database that has them",
            );
            let root = self.root.display();
            return Err(match named {
                Some(named) => error.cause(why).cause(format!("database `{}` not found", named.shown())).hint(format!(
                    "pass `--database-url <url>` of a database that has all migrations; relative paths start \
                        in {root}"
                )),
                None => error.cause(why).hint("pass `--database-url <url>` of a database that has all migrations"),
            });
        };
        let applied = standing.map_or(0, |standing| standing.applied);
        if let Some(missing) = self.history.migrations.get(applied) {
            let message = format!("`{}` does not have migration `{}`", database.shown(), missing.version);
            return Err(Error::new(Exit::History, Code::MissingMigration, message)
                .cause(why)
                .cause("a single revision replaces all migrations, so the database must have them all")
                .hint(format!("apply it with {} first, then import again", self.tool.name())));
        }
        let mut session = database.connect().await?;
        let found = dialect::inspect(&mut session).await;
        database::end(session).await;
        let found = found.map_err(|error| database.error(&error))?;
        baseline(self.tool, self.history, self.metadata, found).await
    }
}

/// The database, where there is one already.
fn there(named: Option<&Database>) -> Option<&Database> {
    named.filter(|database| !database.is_missing())
}
