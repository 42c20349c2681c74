//! Whether a database lets itself be migrated by who is connected, and what time it has.

use super::Error;
use crate::connect::Session;
use crate::schema::Engines;

/// What was asked of a database.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
#[doc(hidden)]
pub struct Health {
    /// What the user of the connection cannot do and an upgrade needs, each as the end of the sentence "the user
    /// cannot …".
    pub lacks: Vec<String>,
    /// The server's clock: seconds since 1970. `None` for SQLite, which has none of its own.
    pub clock: Option<i64>,
}

/// Asks a database whether an upgrade could do its work. Changes nothing.
///
/// What only an attempt would show, as a trigger or a proxy that refuses a statement, is not seen here.
///
/// # Errors
/// What the database answers to these questions.
#[doc(hidden)]
pub async fn health(session: &mut Session) -> Result<Health, Error> {
    session.dialect().engine().execution().health(session).await
}
