//! A database of the tool's own, empty at the start and gone at the end.

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use schema_core::connect::{self, Access, Connect as _, DatabaseUrl, Session};
use schema_core::diagnostic::Code;
use schema_core::schema::{Dialect, Engines};
use sqlx::SqlitePool;
use sqlx::sqlite::{SqliteConnectOptions, SqlitePoolOptions};

use crate::error::{Error, Result};
use crate::exit::Exit;
use crate::project::database::{Database, answering};
use crate::project::extensions;
use crate::project::settings::ScratchServer;

/// Such a database: in memory, or on a server that somebody named for it.
pub(crate) enum Scratch {
    /// One connection, for the database lives in it.
    Memory(SqlitePool),
    Server {
        server: DatabaseUrl,
        own: DatabaseUrl,
        name: String,
        /// How long the server has to answer.
        limit: Duration,
    },
}

impl Scratch {
    /// Opens a session in it.
    pub(crate) async fn session(&self, access: Access) -> Result<Session, connect::Error> {
        match self {
            Self::Memory(pool) => pool.into_session(access).await,
            Self::Server { own, limit, .. } => answering(own, *limit).into_session(access).await,
        }
    }

    /// SQLite in memory.
    pub(crate) async fn memory() -> Result<Self> {
        let options = SqlitePoolOptions::new().max_connections(1).min_connections(1).idle_timeout(None);
        let memory = extensions::with_all(SqliteConnectOptions::new().in_memory(true));
        let pool = options.max_lifetime(None).connect_with(memory).await;
        let failed = |error: sqlx::Error| {
            Error::new(
                Exit::Unreachable,
                Code::NoScratchDatabase,
                "cannot open an in-memory SQLite \
                database",
            )
            .causes(&error)
        };
        Ok(Self::Memory(pool.map_err(failed)?))
    }

    /// A new database on a server, with the defaults of `like`.
    pub(crate) async fn on(told: &ScratchServer, like: Option<&Database>) -> Result<Self> {
        let &ScratchServer { ref url, origin, limit } = told;
        let source = origin.source();
        let server = DatabaseUrl::parse(url)
            .map_err(|error| Error::usage(Code::InvalidUrl, format!("{source} is not a URL")).causes(&error))?;
        let name = name();
        let Some(own) = server.with_database(&name) else {
            return Err(Error::usage(
                Code::InvalidScratchServer,
                format!("{source} needs a server; SQLite is tested in memory"),
            ));
        };
        let defaults = match (like, server.dialect().engine().catalog().database_defaults()) {
            (Some(like), Some(query)) => defaults(like, query).await?,
            _ => String::new(),
        };
        let made = tell(&server, limit, |_| format!("CREATE DATABASE {name}{defaults}")).await;
        made.map_err(|error| {
            Error::new(Exit::Unreachable, Code::NoScratchDatabase, "cannot create a scratch database")
                .causes(&error)
                .hint("pass `--scratch-url <url>` with an account that may create databases")
        })?;
        Ok(Self::Server { server, own, name, limit })
    }

    /// Drops it.
    pub(crate) async fn remove(self) -> Result<()> {
        match &self {
            Self::Memory(pool) => {
                pool.close().await;
                Ok(())
            }
            Self::Server { server, name, limit, .. } => {
                let dropped = tell(server, *limit, |dialect| {
                    let options = dialect.engine().catalog().drop_database_options();
                    format!("DROP DATABASE IF EXISTS {name}{options}")
                });
                dropped.await.map_err(|error| {
                    let message = format!("cannot drop the scratch database `{name}`");
                    let error = Error::new(Exit::Unreachable, Code::ScratchDatabaseLeft, message).causes(&error);
                    error.hint("drop it yourself")
                })
            }
        }
    }

    /// Returns `true` if it is what a URL of `dialect` leads to.
    pub(crate) fn is(&self, dialect: Dialect) -> bool {
        match self {
            Self::Memory(_) => dialect.engine().connector().is_embedded(),
            Self::Server { server, .. } => server.dialect().is_kin_of(dialect),
        }
    }
}

/// A name that no other run takes: the processes of two containers may well have the same id, and start in the same second.
fn name() -> String {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    format!("cargo_schema_scratch_{}_{}", std::process::id(), since.as_nanos())
}

/// Runs what `sql` says for the dialect of the server.
async fn tell(
    server: &DatabaseUrl,
    limit: Duration,
    sql: impl FnOnce(Dialect) -> String,
) -> Result<(), connect::Error> {
    let mut session = answering(server, limit).into_session(Access::Write).await?;
    let done = session.execute(&sql(session.dialect())).await;
    session.close().await?;
    done.map(|_| ())
}

/// The defaults of another database, which columns get that name none, and would differ where the databases do.
async fn defaults(like: &Database, query: &str) -> Result<String> {
    let mut session = like.connect().await?;
    let options = session.one(query).await;
    crate::project::database::end(session).await;
    Ok(options.map_err(|error| like.error(&error))?.unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Tests look for what a run left behind by the id of its process.
    #[test]
    fn the_name_tells_the_process() {
        assert!(name().starts_with(&format!("cargo_schema_scratch_{}_", std::process::id())));
        assert_ne!(name(), name());
    }
}
