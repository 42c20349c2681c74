//! Where a session comes from.

use super::driver::Held;
use super::{DatabaseUrl, Driver, Error, Family, Session};
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
}

#[cfg(feature = "sqlite")]
impl IntoSession for &sqlx::SqlitePool {
    async fn into_session(self, _: Access) -> Result<Session, Error> {
        lend(self, Family::Sqlite, |connection| Box::new(Held::Lent(connection))).await
    }
}

#[cfg(feature = "postgres")]
impl IntoSession for &sqlx::PgPool {
    async fn into_session(self, _: Access) -> Result<Session, Error> {
        lend(self, Family::Postgres, |connection| Box::new(Held::Lent(connection))).await
    }
}

#[cfg(feature = "mysql")]
impl IntoSession for &sqlx::MySqlPool {
    async fn into_session(self, _: Access) -> Result<Session, Error> {
        lend(self, Family::Mysql, |connection| Box::new(Held::Lent(connection))).await
    }
}

/// Takes a connection from a pool.
#[cfg(any(feature = "sqlite", feature = "postgres", feature = "mysql"))]
async fn lend<DB: sqlx::Database>(
    pool: &sqlx::Pool<DB>,
    family: Family,
    hold: fn(sqlx::pool::PoolConnection<DB>) -> Box<dyn Driver>,
) -> Result<Session, Error> {
    let pool = pool.clone();
    let reopen = move || -> super::BoxFuture<'static, _> {
        let pool = pool.clone();
        Box::pin(async move {
            let connection = pool.acquire().await.map_err(|error| Error::from_driver(family, &error, &[]))?;
            Ok(hold(connection))
        })
    };
    Session::open(Arc::new(reopen), family, Vec::new()).await
}

impl IntoSession for &DatabaseUrl {
    async fn into_session(self, access: Access) -> Result<Session, Error> {
        let url = self.clone();
        let reopen = move || -> super::BoxFuture<'static, _> {
            let url = url.clone();
            Box::pin(async move {
                match url.family() {
                    Family::Sqlite => connect_sqlite(&url, access).await,
                    Family::Postgres => connect_postgres(&url).await,
                    Family::Mysql => connect_mysql(&url).await,
                }
            })
        };
        let mut session = Session::open(Arc::new(reopen), self.family(), self.secrets()).await?;
        session.close = true;
        Ok(session)
    }
}

/// A connection of its own, with what the options load or set on it.
#[cfg(feature = "sqlite")]
impl IntoSession for sqlx::sqlite::SqliteConnectOptions {
    async fn into_session(self, _: Access) -> Result<Session, Error> {
        let reopen = move || -> super::BoxFuture<'static, _> {
            let options = self.clone();
            Box::pin(async move {
                let connection = sqlx::ConnectOptions::connect(&options).await.map_err(|error| {
                    let place = format!("cannot connect to `sqlite:{}`", options.get_filename().display());
                    Error::from_driver(Family::Sqlite, &error, &[]).at(&place)
                })?;
                Ok(Box::new(Held::<sqlx::Sqlite>::Own(connection)) as Box<dyn Driver>)
            })
        };
        let mut session = Session::open(Arc::new(reopen), Family::Sqlite, Vec::new()).await?;
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
    async fn into_session(self, access: Access) -> Result<Session, Error> {
        (&self).into_session(access).await
    }
}

#[cfg(feature = "sqlite")]
async fn connect_sqlite(url: &DatabaseUrl, access: Access) -> Result<Box<dyn Driver>, Error> {
    use sqlx::{ConnectOptions, sqlite::SqliteConnectOptions};
    let mut options: SqliteConnectOptions = url.secret_text().parse().map_err(|error| url.failed(&error))?;
    if access == Access::Write {
        options = options.create_if_missing(true);
    }
    let connection = options.connect().await.map_err(|error| url.failed(&error))?;
    Ok(Box::new(Held::<sqlx::Sqlite>::Own(connection)))
}

#[cfg(feature = "postgres")]
async fn connect_postgres(url: &DatabaseUrl) -> Result<Box<dyn Driver>, Error> {
    use sqlx::{ConnectOptions, postgres::PgConnectOptions};
    let mut options: PgConnectOptions = url.secret_text().parse().map_err(|error| url.failed(&error))?;
    if let Some(address) = DatabaseUrl::bracketed(options.get_host()) {
        options = options.host(&address);
    }
    let connection = options.connect().await.map_err(|error| url.failed(&error))?;
    Ok(Box::new(Held::<sqlx::Postgres>::Own(connection)))
}

#[cfg(feature = "mysql")]
async fn connect_mysql(url: &DatabaseUrl) -> Result<Box<dyn Driver>, Error> {
    use sqlx::{ConnectOptions, mysql::MySqlConnectOptions};
    let mut options: MySqlConnectOptions = url.secret_text().parse().map_err(|error| url.failed(&error))?;
    if let Some(address) = DatabaseUrl::bracketed(options.get_host()) {
        options = options.host(&address);
    }
    let connection = options.connect().await.map_err(|error| url.failed(&error))?;
    Ok(Box::new(Held::<sqlx::MySql>::Own(connection)))
}

#[cfg(not(feature = "sqlite"))]
async fn connect_sqlite(_: &DatabaseUrl, _: Access) -> Result<Box<dyn Driver>, Error> {
    Err(Error::url("this build does not speak to SQLite: turn on the feature `sqlite` of schema-core"))
}

#[cfg(not(feature = "postgres"))]
async fn connect_postgres(_: &DatabaseUrl) -> Result<Box<dyn Driver>, Error> {
    Err(Error::url("this build does not speak to PostgreSQL: turn on the feature `postgres` of schema-core"))
}

#[cfg(not(feature = "mysql"))]
async fn connect_mysql(_: &DatabaseUrl) -> Result<Box<dyn Driver>, Error> {
    Err(Error::url("this build does not speak to MySQL: turn on the feature `mysql` of schema-core"))
}
