//! One connection of any engine behind one small face.

use super::{Row, Rows};
use sqlx::pool::PoolConnection;
use sqlx::{
    AssertSqlSafe, Column as _, ColumnIndex, Connection, Database, Decode, Either, Executor, Row as _, raw_sql,
};
use std::future::poll_fn;
use std::pin::Pin;
use std::task::{Context, Waker};

/// A future that can move between threads.
pub type BoxFuture<'a, T> = Pin<Box<dyn Future<Output = T> + Send + 'a>>;

/// What a session asks of a connection. Nothing is prepared: every statement is text, and so is every value.
pub trait Driver: Send {
    /// Runs statements. Calls `done` after each with the number of rows that it changed.
    fn run<'a>(
        &'a mut self,
        sql: String,
        done: &'a mut (dyn FnMut(u64) + Send),
    ) -> BoxFuture<'a, Result<(), sqlx::Error>>;

    /// Runs a query and gives its rows.
    fn rows(&mut self, sql: String) -> BoxFuture<'_, Result<Rows, sqlx::Error>>;

    /// Has the driver run a statement after whatever it is at, without waiting. For SQLite alone, whose thread takes
    /// commands in order.
    fn queue(&mut self, sql: String);

    /// The connection is to be closed rather than given back to its pool.
    fn close_on_drop(&mut self);

    /// Closes the connection and waits for that.
    fn close(self: Box<Self>) -> BoxFuture<'static, Result<(), sqlx::Error>>;
}

/// A connection that a pool lends, or one of our own.
pub enum Held<DB: Database> {
    /// Lent by a pool.
    Lent(PoolConnection<DB>),
    /// Our own.
    Own(DB::Connection),
}

impl<DB: Database> Held<DB> {
    fn connection(&mut self) -> &mut DB::Connection {
        match self {
            Self::Lent(connection) => connection,
            Self::Own(connection) => connection,
        }
    }
}

impl<DB> Driver for Held<DB>
where
    DB: Database,
    for<'c> &'c mut DB::Connection: Executor<'c, Database = DB>,
    for<'r> String: Decode<'r, DB>,
    usize: ColumnIndex<DB::Row>,
    DB::QueryResult: Changed,
{
    fn run<'a>(
        &'a mut self,
        sql: String,
        done: &'a mut (dyn FnMut(u64) + Send),
    ) -> BoxFuture<'a, Result<(), sqlx::Error>> {
        Box::pin(async move {
            let mut steps = self.connection().fetch_many(raw_sql(AssertSqlSafe(sql)));
            while let Some(step) = poll_fn(|context| steps.as_mut().poll_next(context)).await {
                if let Either::Left(result) = step? {
                    done(result.changed());
                }
            }
            Ok(())
        })
    }

    fn rows(&mut self, sql: String) -> BoxFuture<'_, Result<Rows, sqlx::Error>> {
        Box::pin(async move {
            let rows = self.connection().fetch_all(raw_sql(AssertSqlSafe(sql))).await?;
            let names = rows.first().map(|row| row.columns().iter().map(|column| column.name().to_owned()).collect());
            let values = rows.iter().map(|row| {
                let values = (0..row.len()).map(|at| row.try_get_unchecked::<Option<String>, usize>(at));
                values.collect::<Result<Vec<_>, _>>().map(Row)
            });
            Ok(Rows { columns: names.unwrap_or_default(), rows: values.collect::<Result<_, _>>()? })
        })
    }

    fn queue(&mut self, sql: String) {
        let mut future = self.connection().execute(raw_sql(AssertSqlSafe(sql)));
        // The first poll hands the command over; the answer is nobody's.
        let _ = future.as_mut().poll(&mut Context::from_waker(Waker::noop()));
    }

    fn close_on_drop(&mut self) {
        if let Self::Lent(connection) = self {
            connection.close_on_drop();
        }
    }

    fn close(self: Box<Self>) -> BoxFuture<'static, Result<(), sqlx::Error>> {
        Box::pin(async move {
            match *self {
                Self::Lent(connection) => connection.close().await,
                Self::Own(connection) => connection.close().await,
            }
        })
    }
}

/// The number of rows that a statement changed.
pub(super) trait Changed {
    fn changed(&self) -> u64;
}

#[cfg(feature = "sqlite")]
impl Changed for sqlx::sqlite::SqliteQueryResult {
    fn changed(&self) -> u64 {
        self.rows_affected()
    }
}

#[cfg(feature = "postgres")]
impl Changed for sqlx::postgres::PgQueryResult {
    fn changed(&self) -> u64 {
        self.rows_affected()
    }
}

#[cfg(feature = "mysql")]
impl Changed for sqlx::mysql::MySqlQueryResult {
    fn changed(&self) -> u64 {
        self.rows_affected()
    }
}
