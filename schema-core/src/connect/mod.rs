//! Connections: URLs that mask their password, and one session type over the engines.
//!
//! A [`Session`] comes from a pool of the application (`&SqlitePool`, `&PgPool`, `&MySqlPool`) or from a
//! [`DatabaseUrl`]. It sends text and gets text, which is all that migrations and catalog queries need.

#![cfg_attr(
    not(any(feature = "sqlite", feature = "postgres", feature = "mysql")),
    allow(dead_code, unused_imports, reason = "without an engine nothing can be connected to")
)]

mod clock;
mod connector;
mod driver;
mod error;
mod histories;
mod into;
mod rows;
mod silence;
mod url;

#[cfg(not(all(feature = "sqlite", feature = "postgres", feature = "mysql")))]
pub(crate) use connector::no_driver;
pub use connector::{Cause, Connector, EndConnection};
pub use error::{Error, ErrorKind};
pub use histories::history_of;
#[cfg(any(feature = "sqlite", feature = "postgres", feature = "mysql"))]
pub use into::lend;
pub(crate) use into::sealed;
pub use into::{Access, Connect, Opening};
pub(crate) use rows::row;
pub use rows::{FromRow, Row, Rows, Value, Values};
pub use silence::Watch;
pub use url::{DatabaseUrl, passwords, without_passwords};

use crate::schema::{Dialect, Engines, Release, Version};
pub use driver::{BoxFuture, Driver, Held};
use silence::unless_silent;
use std::sync::Arc;

/// Opens one more connection to the same database.
type Reopen = Arc<dyn Fn() -> BoxFuture<'static, Result<Box<dyn Driver>, Error>> + Send + Sync>;

/// A connection to a database, and what is known of the database.
///
/// Dropped in the middle of something, it leaves no open transaction behind: a connection of PostgreSQL or MySQL is
/// closed; SQLite rolls back and goes back to its pool, for a database in memory lives in its connection.
pub struct Session {
    driver: Option<Box<dyn Driver>>,
    dialect: Dialect,
    version: String,
    secrets: Vec<String>,
    in_transaction: bool,
    /// Statements that put back what was changed on the connection itself.
    restore: Vec<String>,
    close: bool,
    reopen: Reopen,
    watch: Option<Watch>,
}

impl std::fmt::Debug for Session {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Session({} {})", self.dialect, self.version)
    }
}

impl Session {
    /// Asks the server what it is.
    pub(crate) async fn open(reopen: Reopen, dialect: Dialect, secrets: Vec<String>) -> Result<Self, Error> {
        let driver = Some(reopen().await?);
        let mut session = Self {
            driver,
            dialect,
            version: String::new(),
            secrets,
            in_transaction: false,
            restore: Vec::new(),
            close: false,
            reopen,
            watch: None,
        };
        let connector = dialect.engine().connector();
        session.version = session.one(connector.version_query()).await?.unwrap_or_default();
        session.dialect = connector.dialect_of(&session.version);
        Ok(session)
    }

    /// The dialect, as the server says it: a `mysql:` URL may well lead to a MariaDB.
    pub fn dialect(&self) -> Dialect {
        self.dialect
    }

    /// The version, as the server says it: `15.18 (Debian …)`, `10.11.19-MariaDB`, `3.51.3`.
    pub fn version(&self) -> &str {
        &self.version
    }

    /// What the server is, and in which version.
    pub fn release(&self) -> Release {
        Release::new(self.dialect, Version::of_server(&self.version))
    }

    /// Has the server watched from now on while it is waited for: where it is found to be silent, the connection is given
    /// up with an error.
    pub fn watch(&mut self, watch: Watch) {
        self.watch = Some(watch);
    }

    /// Whether [`Session::begin`] was called and neither `commit` nor `rollback` came after it.
    pub fn in_transaction(&self) -> bool {
        self.in_transaction
    }

    /// Runs one statement or several. Gives the number of rows that they changed.
    ///
    /// # Errors
    /// What the database says, or that there is no connection any more.
    pub async fn execute(&mut self, sql: &str) -> Result<u64, Error> {
        let mut changed = 0;
        self.run(sql, &mut |rows| changed += rows).await?;
        Ok(changed)
    }

    /// Runs statements, and calls `done` after each with the number of rows that it changed.
    ///
    /// # Errors
    /// What the database says, or that there is no connection any more.
    pub async fn run(&mut self, sql: &str, done: &mut (dyn FnMut(u64) + Send)) -> Result<(), Error> {
        let watch = self.watch.clone();
        let result = unless_silent(self.driver()?.run(sql.to_owned(), done), watch).await;
        self.answer(result)
    }

    /// Runs a query and gives its rows, each value at the place of its column. [`Session::fetch`] reads them by name.
    ///
    /// # Errors
    /// What the database says, a value that is not text (cast it), or that there is no connection any more.
    pub async fn rows(&mut self, sql: &str) -> Result<Vec<Row>, Error> {
        Ok(self.answered(sql).await?.rows)
    }

    /// Runs a query and reads its rows by the names of their columns.
    ///
    /// # Errors
    /// As for [`Session::rows`], and that a column is missing.
    pub async fn fetch<T: FromRow>(&mut self, sql: &str) -> Result<Vec<T>, Error> {
        self.answered(sql).await?.read()
    }

    /// The first row of a query, by the names of its columns.
    ///
    /// # Errors
    /// As for [`Session::fetch`].
    pub async fn fetch_first<T: FromRow>(&mut self, sql: &str) -> Result<Option<T>, Error> {
        Ok(self.fetch(sql).await?.into_iter().next())
    }

    /// The values of a query with one column.
    ///
    /// # Errors
    /// As for [`Session::rows`].
    pub async fn values<T: Value>(&mut self, sql: &str) -> Result<Vec<T>, Error> {
        Ok(self.rows(sql).await?.into_iter().map(|row| T::from_value(row.into_first())).collect())
    }

    /// The value of a query with one column and one row; `None` without a row.
    ///
    /// # Errors
    /// As for [`Session::rows`].
    pub async fn value<T: Value>(&mut self, sql: &str) -> Result<Option<T>, Error> {
        Ok(self.values(sql).await?.into_iter().next())
    }

    /// The text that a query with one column and one row gives; `None` without a row, and for NULL.
    ///
    /// # Errors
    /// As for [`Session::rows`].
    pub async fn one(&mut self, sql: &str) -> Result<Option<String>, Error> {
        Ok(self.value(sql).await?.flatten())
    }

    async fn answered(&mut self, sql: &str) -> Result<Rows, Error> {
        let watch = self.watch.clone();
        let result = unless_silent(self.driver()?.rows(sql.to_owned()), watch).await;
        self.answer(result)
    }

    /// Begins a transaction; on SQLite one that may write, so that it does not have to give up half-way.
    ///
    /// # Errors
    /// What the database says; on SQLite that another connection is writing, after the busy timeout.
    pub async fn begin(&mut self) -> Result<(), Error> {
        self.in_transaction = true;
        let result = self.execute(self.connector().begin()).await;
        self.in_transaction = result.is_ok();
        result.map(|_| ())
    }

    /// Commits the transaction. Where that fails, the transaction is still open and is to be rolled back.
    ///
    /// # Errors
    /// What the database says. Where the connection broke, the outcome is not known.
    pub async fn commit(&mut self) -> Result<(), Error> {
        self.execute("COMMIT").await?;
        self.in_transaction = false;
        Ok(())
    }

    /// Rolls the transaction back.
    ///
    /// # Errors
    /// What the database says; the connection will not be used again then.
    pub async fn rollback(&mut self) -> Result<(), Error> {
        let result = self.execute("ROLLBACK").await;
        self.in_transaction = false;
        // Some errors make SQLite roll back by itself; then there is nothing left to do.
        if result.is_err() && !self.connector().is_embedded() {
            self.close = true;
        }
        result.map(|_| ())
    }

    /// The transaction that a statement of ours began (or may have begun) is open.
    pub(crate) fn set_in_transaction(&mut self, open: bool) {
        self.in_transaction = open;
    }

    /// The connection is this session's own, and is closed at its end.
    #[cfg(feature = "sqlite")]
    pub(crate) fn close_at_end(&mut self) {
        self.close = true;
    }

    /// The connection will not go back to its pool: scripts may have changed its settings.
    /// SQLite's does, for a database in memory lives in its connection.
    pub(crate) fn close_afterwards(&mut self) {
        self.close = !self.connector().is_embedded();
    }

    /// Runs `change` on the connection, and `back` at the end of the session, whatever happens before that.
    /// For SQLite alone; the others close the connection.
    pub(crate) async fn change_until_end(&mut self, change: &str, back: String) -> Result<(), Error> {
        self.restore.push(back);
        self.execute(change).await.map(|_| ())
    }

    /// How many changes there are to put back: for [`Session::restore_to`].
    pub(crate) fn changes(&self) -> usize {
        self.restore.len()
    }

    /// Puts back now what [`Session::change_until_end`] changed since there were `changes`.
    pub(crate) async fn restore_to(&mut self, changes: usize) -> Result<(), Error> {
        while self.restore.len() > changes {
            let statement = self.restore[self.restore.len() - 1].clone();
            self.execute(&statement).await?;
            self.restore.pop();
        }
        Ok(())
    }

    /// Goes on with another connection, on which nothing was set. For servers alone: a database in memory lives in its
    /// connection.
    pub(crate) async fn renew(&mut self) -> Result<(), Error> {
        if let Some(driver) = self.driver.take() {
            // A pool of one connection has room for another then.
            let _ = driver.close().await;
        }
        self.in_transaction = false;
        self.driver = Some(unless_silent((self.reopen)(), self.watch.clone()).await??);
        Ok(())
    }

    /// One more session of the same database, over a connection of its own.
    pub(crate) fn another(&self) -> impl Future<Output = Result<Self, Error>> + Send + use<> {
        let opening = Self::open(self.reopen.clone(), self.dialect, self.secrets.clone());
        let watch = self.watch.clone();
        async move {
            let mut session = opening.await?;
            session.close = true;
            session.watch = watch;
            Ok(session)
        }
    }

    /// Ends another connection of the server, by its process id or connection id, and whatever it is at. Gives whether it
    /// is gone; it may take its time to roll back.
    ///
    /// # Errors
    /// The server does not know the id, or refuses.
    pub async fn end_connection(&mut self, id: i64) -> Result<bool, Error> {
        let Some(EndConnection { end, left, wait }) = self.connector().end_connection(id) else { return Ok(true) };
        self.run(&end, &mut |_| {}).await?;
        for _ in 0..30 {
            if self.one(&left).await?.as_deref() == Some("0") {
                return Ok(true);
            }
            self.rows(wait).await?;
        }
        Ok(false)
    }

    /// Ends the session: the connection goes back to its pool, or is closed where it is not fit for that.
    ///
    /// # Errors
    /// What the database says to putting back the connection's settings.
    pub async fn close(mut self) -> Result<(), Error> {
        if self.in_transaction {
            let _ = self.rollback().await;
        }
        let restored = self.restore_to(0).await;
        if self.close
            && let Some(driver) = self.driver.take()
        {
            // The server ends the session as soon as it sees this; what it answers changes nothing.
            let _ = driver.close().await;
        }
        restored
    }

    fn driver(&mut self) -> Result<&mut Box<dyn Driver>, Error> {
        self.driver.as_mut().ok_or_else(|| Error::url("the session is closed"))
    }

    /// What the server said. One that is silent is never heard again: its answer would be taken for that to another question.
    fn answer<T>(&mut self, result: Result<Result<T, sqlx::Error>, Error>) -> Result<T, Error> {
        match result {
            Ok(answer) => answer.map_err(|error| self.error(error)),
            Err(silent) => {
                if let Some(mut driver) = self.driver.take() {
                    driver.close_on_drop();
                }
                self.in_transaction = false;
                Err(silent)
            }
        }
    }

    fn error(&self, error: sqlx::Error) -> Error {
        Error::from_driver(self.dialect, error, &self.secrets)
    }

    fn connector(&self) -> &'static dyn Connector {
        self.dialect.engine().connector()
    }
}

impl Drop for Session {
    fn drop(&mut self) {
        let is_embedded = self.connector().is_embedded();
        let Some(driver) = &mut self.driver else { return };
        if is_embedded {
            if self.in_transaction {
                driver.queue("ROLLBACK".to_owned());
            }
            while let Some(statement) = self.restore.pop() {
                driver.queue(statement);
            }
        } else if self.close || self.in_transaction {
            driver.close_on_drop();
        }
    }
}

#[cfg(test)]
mod tests;
