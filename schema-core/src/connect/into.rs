//! Where a session comes from.

use super::{DatabaseUrl, Driver, Error, Session};
use crate::schema::{Dialect, Engines};
use std::sync::Arc;

/// What a session is wanted for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Access {
    /// To read. A SQLite file that is not there is not made.
    Read,
    /// To change the schema. A SQLite file that is not there is made.
    Write,
}

/// What a session can be opened from: `&SqlitePool`, `&PgPool`, `&MySqlPool`, `SqliteConnectOptions`, a [`DatabaseUrl`], or
/// another [`Session`].
pub trait IntoSession: Send {
    /// Opens the session.
    ///
    /// # Errors
    /// The database cannot be reached, or refuses the user.
    fn into_session(self, access: Access) -> impl Future<Output = Result<Session, Error>> + Send;

    /// Returns the dialect of a database that does not exist yet, and that a session which writes creates.
    fn creates(&self) -> Option<Dialect> {
        None
    }
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
    let reopen = move || -> super::BoxFuture<'static, _> {
        let pool = pool.clone();
        Box::pin(async move {
            let connection = pool.acquire().await.map_err(|error| Error::from_driver(dialect, &error, &[]))?;
            Ok(hold(connection))
        })
    };
    Session::open(Arc::new(reopen), dialect, Vec::new()).await
}

impl IntoSession for &DatabaseUrl {
    fn creates(&self) -> Option<Dialect> {
        self.is_missing_file().then(|| self.dialect())
    }

    async fn into_session(self, access: Access) -> Result<Session, Error> {
        let url = self.clone();
        let reopen = move || -> super::BoxFuture<'static, _> {
            let url = url.clone();
            url.dialect().engine().connector().open(url, access)
        };
        let mut session = Session::open(Arc::new(reopen), self.dialect(), self.secrets()).await?;
        session.close = true;
        Ok(session)
    }
}

/// One that is open already; it is closed at the end all the same.
impl IntoSession for Session {
    async fn into_session(self, _: Access) -> Result<Session, Error> {
        Ok(self)
    }
}

impl IntoSession for DatabaseUrl {
    fn creates(&self) -> Option<Dialect> {
        (&self).creates()
    }

    async fn into_session(self, access: Access) -> Result<Session, Error> {
        (&self).into_session(access).await
    }
}
