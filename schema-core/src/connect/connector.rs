//! What connections ask of an engine.

use sqlx::error::DatabaseError;

use super::{Access, BoxFuture, DatabaseUrl, Driver, Error, ErrorKind};
use crate::schema::Dialect;

/// How an engine is connected to, and what its errors mean.
pub trait Connector: Sync {
    /// Returns the schemes of its URLs; the first stands in messages. Only one flavor of an engine has them.
    fn schemes(&self) -> &'static [&'static str];

    /// Returns `true` if the engine runs in the program: a URL names a file or memory and no server, and a database in
    /// memory lives in its connection.
    fn is_embedded(&self) -> bool {
        false
    }

    /// Returns the URL of an empty database in memory, which tells the version of an engine in the program where there is no database
    /// yet; `None` where a server has to be asked.
    fn in_memory(&self) -> Option<&'static str> {
        None
    }

    /// Opens a connection.
    fn open(&self, url: DatabaseUrl, access: Access) -> BoxFuture<'static, Result<Box<dyn Driver>, Error>>;

    /// Returns the query for the version.
    fn version_query(&self) -> &'static str;

    /// Returns the dialect of a server with this version, which may be another flavor.
    fn dialect_of(&self, version: &str) -> Dialect;

    /// Returns the statement that begins a transaction that may write.
    fn begin(&self) -> &'static str {
        "BEGIN"
    }

    /// Returns how another connection of the server is ended; `None` if there is no server.
    fn end_connection(&self, _id: i64) -> Option<EndConnection> {
        None
    }

    /// Returns the databases that every server has, to connect to if the wanted one does not exist; empty for none.
    fn lasting_databases(&self) -> &'static [&'static str] {
        &[""]
    }

    /// Returns what an error says about the connection.
    fn error_kind(&self, code: &str) -> ErrorKind;

    /// Returns what else is known of an error.
    fn error_cause(&self, _code: &str, _message: &str) -> Option<Cause> {
        None
    }

    /// Returns the code of an error.
    fn error_code(&self, answer: &dyn DatabaseError) -> String {
        answer.code().unwrap_or_default().into_owned()
    }

    /// Returns the words of an error, with the details that may be shown.
    fn error_message(&self, answer: &dyn DatabaseError) -> String {
        answer.message().to_owned()
    }

    /// Returns the character (from 1) of the SQL at which an error was found.
    fn error_position(&self, _answer: &dyn DatabaseError) -> Option<usize> {
        None
    }
}

/// How another connection is ended.
#[derive(Clone, Debug)]
pub struct EndConnection {
    /// The statement that ends it.
    pub end: String,
    /// The query for the number of connections with this id.
    pub left: String,
    /// The query that waits for a moment.
    pub wait: &'static str,
}

/// A cause of an error that callers act upon.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cause {
    /// The server has no database of the name in the URL.
    NoDatabase,
    /// The server, or the file, does not let this user in, and will not later.
    Refuses,
    /// The server said nothing.
    NoAnswer,
    /// A foreign key that would not have been looked at if the session did not check them.
    CheckedForeignKey,
}

/// The error of an engine that this build has no driver for.
#[cfg(not(all(feature = "sqlite", feature = "postgres", feature = "mysql")))]
pub(crate) fn no_driver(title: &str, feature: &str) -> BoxFuture<'static, Result<Box<dyn Driver>, Error>> {
    let message = format!("this build does not support {title}: enable the feature `{feature}` of schema-core");
    Box::pin(async move { Err(Error::url(message)) })
}
