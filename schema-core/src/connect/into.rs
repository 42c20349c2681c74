//! Where a session comes from.

use super::driver::Held;
use super::{DatabaseUrl, Error, Family, Session};

/// What a session is wanted for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Access {
    /// To read. A SQLite file that is not there is not made.
    Read,
    /// To change the schema. A SQLite file that is not there is made.
    Write,
}

/// What a session can be opened from: `&SqlitePool`, `&PgPool`, `&MySqlPool`, a [`DatabaseUrl`], or another [`Session`].
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
    hold: fn(sqlx::pool::PoolConnection<DB>) -> Box<dyn super::Driver>,
) -> Result<Session, Error> {
    let connection = pool.acquire().await.map_err(|error| Error::from_driver(family, &error, &[]))?;
    Session::open(hold(connection), family, Vec::new()).await
}

impl IntoSession for &DatabaseUrl {
    async fn into_session(self, access: Access) -> Result<Session, Error> {
        let secrets = self.secrets();
        let mut session = match self.family() {
            Family::Sqlite => connect_sqlite(self, access, secrets).await?,
            Family::Postgres => connect_postgres(self, secrets).await?,
            Family::Mysql => connect_mysql(self, secrets).await?,
        };
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
async fn connect_sqlite(url: &DatabaseUrl, access: Access, secrets: Vec<String>) -> Result<Session, Error> {
    use sqlx::{ConnectOptions, sqlite::SqliteConnectOptions};
    let failed = |error: &sqlx::Error| url.failed(error, &secrets);
    let mut options: SqliteConnectOptions = url.secret_text().parse().map_err(|error| failed(&error))?;
    if access == Access::Write {
        options = options.create_if_missing(true);
    }
    let connection = options.connect().await.map_err(|error| failed(&error))?;
    Session::open(Box::new(Held::<sqlx::Sqlite>::Own(connection)), Family::Sqlite, secrets).await
}

#[cfg(feature = "postgres")]
async fn connect_postgres(url: &DatabaseUrl, secrets: Vec<String>) -> Result<Session, Error> {
    use sqlx::{ConnectOptions, postgres::PgConnectOptions};
    let failed = |error: &sqlx::Error| url.failed(error, &secrets);
    let options: PgConnectOptions = url.secret_text().parse().map_err(|error| failed(&error))?;
    let connection = options.connect().await.map_err(|error| failed(&error))?;
    Session::open(Box::new(Held::<sqlx::Postgres>::Own(connection)), Family::Postgres, secrets).await
}

#[cfg(feature = "mysql")]
async fn connect_mysql(url: &DatabaseUrl, secrets: Vec<String>) -> Result<Session, Error> {
    use sqlx::{ConnectOptions, mysql::MySqlConnectOptions};
    let failed = |error: &sqlx::Error| url.failed(error, &secrets);
    let options: MySqlConnectOptions = url.secret_text().parse().map_err(|error| failed(&error))?;
    let connection = options.connect().await.map_err(|error| failed(&error))?;
    Session::open(Box::new(Held::<sqlx::MySql>::Own(connection)), Family::Mysql, secrets).await
}

#[cfg(not(feature = "sqlite"))]
async fn connect_sqlite(_: &DatabaseUrl, _: Access, _: Vec<String>) -> Result<Session, Error> {
    Err(Error::url("this build does not speak to SQLite: turn on the feature `sqlite` of schema-core"))
}

#[cfg(not(feature = "postgres"))]
async fn connect_postgres(_: &DatabaseUrl, _: Vec<String>) -> Result<Session, Error> {
    Err(Error::url("this build does not speak to PostgreSQL: turn on the feature `postgres` of schema-core"))
}

#[cfg(not(feature = "mysql"))]
async fn connect_mysql(_: &DatabaseUrl, _: Vec<String>) -> Result<Session, Error> {
    Err(Error::url("this build does not speak to MySQL: turn on the feature `mysql` of schema-core"))
}
