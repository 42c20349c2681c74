//! A database of the tool's own, empty at the start and gone at the end.

use std::time::{SystemTime, UNIX_EPOCH};

use schema_core::connect::{self, Access, DatabaseUrl, Family, IntoSession, Session};
use schema_core::schema::Dialect;
use sqlx::SqlitePool;
use sqlx::sqlite::{SqliteConnectOptions, SqlitePoolOptions};

use crate::error::{Error, Result};
use crate::exit::Exit;
use crate::project::database::Database;
use crate::project::extensions;

/// Such a database: in memory, or on a server that somebody named for it.
pub(crate) enum Scratch {
    /// One connection, for the database lives in it.
    Memory(SqlitePool),
    Server {
        server: DatabaseUrl,
        own: DatabaseUrl,
        name: String,
    },
}

impl Scratch {
    /// SQLite in memory.
    pub(crate) async fn memory() -> Result<Self> {
        let options = SqlitePoolOptions::new().max_connections(1).min_connections(1).idle_timeout(None);
        let memory = extensions::with_all(SqliteConnectOptions::new().in_memory(true));
        let pool = options.max_lifetime(None).connect_with(memory).await;
        let failed = |error: sqlx::Error| Error::new(Exit::Unreachable, "SQLite gives no memory").causes(&error);
        Ok(Self::Memory(pool.map_err(failed)?))
    }

    /// A new database on the server that `url` leads to, with the defaults of `like`.
    pub(crate) async fn on(url: &str, like: Option<&Database>) -> Result<Self> {
        let server = DatabaseUrl::parse(url).map_err(|error| Error::usage("`--scratch` is no URL").causes(&error))?;
        let seconds = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default().as_secs();
        let name = format!("cargo_schema_scratch_{}_{seconds}", std::process::id());
        let Some(own) = server.with_database(&name) else {
            return Err(Error::usage("`--scratch` is for servers: SQLite is tried in memory"));
        };
        let defaults = match like.filter(|_| server.family() == Family::Mysql) {
            Some(like) => defaults(like).await?,
            None => String::new(),
        };
        let scratch = Self::Server { server, own, name };
        scratch.tell("CREATE DATABASE", &defaults).await.map_err(|error| {
            Error::new(Exit::Unreachable, "no scratch database can be made")
                .causes(&error)
                .hint("`--scratch <url>` names a server and an account that may create databases")
        })?;
        Ok(scratch)
    }

    /// Drops it.
    pub(crate) async fn remove(self) -> Result<()> {
        match &self {
            Self::Memory(pool) => {
                pool.close().await;
                Ok(())
            }
            Self::Server { name, .. } => self.tell("DROP DATABASE IF EXISTS", "").await.map_err(|error| {
                let message = format!("the scratch database `{name}` is left behind");
                Error::new(Exit::Unreachable, message).causes(&error).hint("drop it by hand")
            }),
        }
    }

    async fn tell(&self, verb: &str, options: &str) -> Result<(), connect::Error> {
        let Self::Server { server, name, .. } = self else { return Ok(()) };
        let mut session = server.into_session(Access::Write).await?;
        // A connection that was left in the middle of something would be in the way.
        let force = session.dialect() == Dialect::Postgres && verb.starts_with("DROP");
        let options = if force { " WITH (FORCE)" } else { options };
        let done = session.execute(&format!("{verb} {name}{options}")).await;
        session.close().await?;
        done.map(|_| ())
    }

    /// Whether it is what a URL of `family` leads to.
    pub(crate) fn is(&self, family: Family) -> bool {
        match self {
            Self::Memory(_) => family == Family::Sqlite,
            Self::Server { server, .. } => server.family() == family,
        }
    }
}

/// MySQL: columns that name no character set get that of the database, and would differ where the databases do.
async fn defaults(like: &Database) -> Result<String> {
    let mut session = like.connect().await?;
    let rows = session.rows("SELECT @@character_set_database, @@collation_database").await;
    crate::project::database::end(session).await;
    let rows = rows.map_err(|error| like.error(&error))?;
    Ok(rows.first().map_or_else(String::new, |row| format!(" CHARACTER SET {} COLLATE {}", row.text(0), row.text(1))))
}

impl IntoSession for &Scratch {
    async fn into_session(self, access: Access) -> Result<Session, connect::Error> {
        match self {
            Scratch::Memory(pool) => pool.into_session(access).await,
            Scratch::Server { own, .. } => own.into_session(access).await,
        }
    }
}
