//! Where a session comes from.

use super::clock::within;
use super::{BoxFuture, DatabaseUrl, Driver, Error, Session};
use crate::schema::{Dialect, Engines};
use std::sync::Arc;
use std::time::Duration;

/// What a session is wanted for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Access {
    /// To read. A SQLite file that is not there is not made.
    Read,
    /// To change the schema. A SQLite file that is not there is made.
    Write,
}

/// What a database can be given as.
///
/// | type | connections |
/// |---|---|
/// | `&SqlitePool`, `&PgPool`, `&MySqlPool` | one of the pool; servers close it afterwards, because scripts may have changed its settings |
/// | `&str`, `&String`: a URL | one of its own |
/// | [`DatabaseUrl`], `&DatabaseUrl` | one of its own |
/// | `SqliteConnectOptions` | one of its own, with the extensions and settings of the options |
/// | [`Session`] | the one that it has; it is closed at the end |
///
/// A URL creates a SQLite file that does not exist, if the call writes.
///
/// The trait is sealed: other crates cannot implement it. A connection that is borrowed is none of these types, because each
/// revision runs in a session that no earlier script has set up, which on a server is a new connection.
///
/// ```no_run
/// # use schema_core::migrate::{Error, Migrator};
/// # static MIGRATOR: Migrator = Migrator::new(&[]);
/// # async fn start() -> Result<(), Error> {
/// use schema_core::connect::DatabaseUrl;
///
/// let url = DatabaseUrl::parse("postgres://localhost/shop")?;
/// MIGRATOR.require_current(&url).await?;
/// MIGRATOR.require_current("postgres://localhost/shop").await?;
/// # Ok(())
/// # }
/// ```
pub trait Connect: sealed::Sealed + Send {
    /// Opens the session.
    ///
    /// # Errors
    /// The database cannot be reached, or refuses the user.
    fn into_session(self, access: Access) -> impl Future<Output = Result<Session, Error>> + Send;

    /// Opens the session, where that is in our hands within `limit`. A pool has a limit of its own.
    ///
    /// # Errors
    /// As for [`Connect::into_session`], and that the server did not answer in time.
    fn within(self, access: Access, limit: Option<Duration>) -> impl Future<Output = Result<Session, Error>> + Send
    where
        Self: Sized,
    {
        let _ = limit;
        self.into_session(access)
    }

    /// Returns the dialect of a database that does not exist yet, and that a session which writes creates.
    fn creates(&self) -> Option<Dialect> {
        None
    }
}

pub(crate) mod sealed {
    /// Only this crate names it, so only this crate implements [`super::Connect`].
    pub trait Sealed {}
}

/// Opens a session of `dialect` over a connection from a pool, which `hold` makes a driver.
///
/// # Errors
/// The database cannot be reached, or refuses the user.
#[cfg(any(feature = "sqlite", feature = "postgres", feature = "mysql"))]
pub async fn lend<DB: sqlx::Database>(
    pool: &sqlx::Pool<DB>,
    dialect: Dialect,
    hold: fn(sqlx::pool::PoolConnection<DB>) -> Box<dyn Driver>,
) -> Result<Session, Error> {
    let pool = pool.clone();
    let reopen = move || -> BoxFuture<'static, _> {
        let pool = pool.clone();
        Box::pin(async move {
            let connection = pool.acquire().await.map_err(|error| Error::from_driver(dialect, error, &[]))?;
            Ok(hold(connection))
        })
    };
    Session::open(Arc::new(reopen), dialect, Vec::new()).await
}

impl sealed::Sealed for &DatabaseUrl {}

impl Connect for &DatabaseUrl {
    fn creates(&self) -> Option<Dialect> {
        self.is_missing_file().then(|| self.dialect())
    }

    async fn into_session(self, access: Access) -> Result<Session, Error> {
        self.within(access, None).await
    }

    async fn within(self, access: Access, limit: Option<Duration>) -> Result<Session, Error> {
        let limit = limit.filter(|_| !self.is_embedded());
        let url = self.clone();
        let reopen = move || -> BoxFuture<'static, _> {
            let url = url.clone();
            Box::pin(within(limit, url.dialect().engine().connector().open(url, access)))
        };
        // It may take a connection and then say nothing.
        let opening = Session::open(Arc::new(reopen), self.dialect(), self.secrets());
        let mut session = within(limit, opening).await.map_err(|error| match error.is_no_answer() {
            true => error.at(&format!("cannot connect to `{self}`")),
            false => error,
        })?;
        session.close = true;
        Ok(session)
    }
}

impl sealed::Sealed for DatabaseUrl {}

impl Connect for DatabaseUrl {
    fn creates(&self) -> Option<Dialect> {
        (&self).creates()
    }

    async fn into_session(self, access: Access) -> Result<Session, Error> {
        (&self).into_session(access).await
    }

    async fn within(self, access: Access, limit: Option<Duration>) -> Result<Session, Error> {
        (&self).within(access, limit).await
    }
}

impl sealed::Sealed for &str {}

impl Connect for &str {
    fn creates(&self) -> Option<Dialect> {
        DatabaseUrl::parse(self).ok()?.creates()
    }

    async fn into_session(self, access: Access) -> Result<Session, Error> {
        DatabaseUrl::parse(self)?.into_session(access).await
    }

    async fn within(self, access: Access, limit: Option<Duration>) -> Result<Session, Error> {
        DatabaseUrl::parse(self)?.within(access, limit).await
    }
}

impl sealed::Sealed for &String {}

impl Connect for &String {
    fn creates(&self) -> Option<Dialect> {
        self.as_str().creates()
    }

    async fn into_session(self, access: Access) -> Result<Session, Error> {
        self.as_str().into_session(access).await
    }

    async fn within(self, access: Access, limit: Option<Duration>) -> Result<Session, Error> {
        self.as_str().within(access, limit).await
    }
}

/// A database that a function opens, for a caller that has a clock, or loads extensions.
#[doc(hidden)]
pub struct Opening<'a>(Box<dyn FnOnce(Access) -> Opened<'a> + Send + 'a>);

type Opened<'a> = BoxFuture<'a, Result<Session, Error>>;

impl<'a> Opening<'a> {
    pub fn new(open: impl FnOnce(Access) -> Opened<'a> + Send + 'a) -> Self {
        Self(Box::new(open))
    }
}

impl sealed::Sealed for Opening<'_> {}

impl Connect for Opening<'_> {
    async fn into_session(self, access: Access) -> Result<Session, Error> {
        (self.0)(access).await
    }
}

impl std::fmt::Debug for Opening<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Opening")
    }
}

impl sealed::Sealed for Session {}

/// One that is open already; it is closed at the end all the same.
impl Connect for Session {
    async fn into_session(self, _: Access) -> Result<Session, Error> {
        Ok(self)
    }
}
