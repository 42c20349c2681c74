//! What a database or its driver answered when something went wrong.

use super::Cause;
use crate::schema::{Dialect, Engines};
use std::fmt;
use std::sync::Arc;

/// An error of a connection or of a statement. Its text holds no password.
/// Its `Debug` says the same as its `Display`, for a `main` that returns it.
#[derive(Clone)]
pub struct Error {
    kind: ErrorKind,
    message: String,
    code: Option<String>,
    cause: Option<Cause>,
    position: Option<usize>,
    /// What the driver said, unless a password is in it.
    source: Option<Arc<sqlx::Error>>,
}

impl PartialEq for Error {
    fn eq(&self, other: &Self) -> bool {
        let of = |it: &Self| (it.kind, it.cause, it.position);
        of(self) == of(other) && self.message == other.message && self.code == other.code
    }
}

impl Eq for Error {}

/// MySQL's `caching_sha2_password`, on a connection without TLS, in a program whose driver cannot encrypt by itself.
const UNSAFE_PASSWORD: &str = "the server takes the password over TLS only, or encrypted with its own key, and there is neither here: \
                               turn on a TLS feature of sqlx (`tls-rustls-ring`, `tls-native-tls`), or else `mysql-rsa`; \
                               `ssl-mode=disabled` in the URL switches TLS off";

/// What an [`Error`] says about the connection.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ErrorKind {
    /// The URL cannot be used.
    Url,
    /// There is no connection, or there is none any more. Whether the last statement ran is not known.
    Broken,
    /// The database cannot be written: opened read only, a standby, or no rights.
    ReadOnly,
    /// The database was busy for longer than it may be.
    Busy,
    /// A value is against it: one of a row that is there, or of the statement itself.
    Value,
    /// The database refused the statement for another reason.
    Refused,
}

impl Error {
    pub(crate) fn url(message: impl Into<String>) -> Self {
        Self::plain(ErrorKind::Url, message.into())
    }

    fn plain(kind: ErrorKind, message: String) -> Self {
        Self { kind, message, code: None, cause: None, position: None, source: None }
    }

    /// Takes the driver's error apart, and masks `secrets` in its text.
    pub(crate) fn from_driver(dialect: Dialect, error: sqlx::Error, secrets: &[String]) -> Self {
        let connector = dialect.engine().connector();
        let (mut known, mut position) = (None, None);
        let (kind, code, message) = match &error {
            sqlx::Error::Database(answer) => {
                let answer = answer.as_ref();
                let code = connector.error_code(answer);
                known = connector.error_cause(&code, answer.message());
                position = connector.error_position(answer);
                (connector.error_kind(&code), Some(code), connector.error_message(answer))
            }
            // Nothing is wrong with the URL, unless it asks for a connection without TLS.
            sqlx::Error::Configuration(cause) if cause.to_string().contains("RSA auth backend") => {
                known = Some(Cause::Refuses);
                (ErrorKind::Broken, None, UNSAFE_PASSWORD.to_owned())
            }
            // The driver nests these, and says so each time.
            sqlx::Error::Configuration(cause) => {
                (ErrorKind::Url, None, cause.to_string().replace("error with configuration: ", ""))
            }
            // The driver counts the bytes that did not come.
            sqlx::Error::Io(cause)
                if matches!(
                    cause.kind(),
                    std::io::ErrorKind::UnexpectedEof
                        | std::io::ErrorKind::ConnectionReset
                        | std::io::ErrorKind::ConnectionAborted
                        | std::io::ErrorKind::BrokenPipe
                ) =>
            {
                (ErrorKind::Broken, None, "the connection to the server was lost".to_owned())
            }
            sqlx::Error::Io(cause) => (ErrorKind::Broken, None, cause.to_string()),
            sqlx::Error::PoolTimedOut => (ErrorKind::Busy, None, "the pool had no free connection in time".to_owned()),
            sqlx::Error::Tls(_) | sqlx::Error::Protocol(_) | sqlx::Error::PoolClosed | sqlx::Error::WorkerCrashed => {
                (ErrorKind::Broken, None, error.to_string())
            }
            _ => (ErrorKind::Refused, None, error.to_string()),
        };
        let message = secrets.iter().fold(message, |text, secret| text.replace(secret.as_str(), "***"));
        let whole = if secrets.is_empty() { String::new() } else { format!("{error} {error:?}") };
        let is_open = !secrets.iter().any(|secret| whole.contains(secret.as_str()));
        Self { kind, message, code, cause: known, position, source: is_open.then(|| Arc::new(error)) }
    }

    /// The server took the connection or not, and then said nothing for `limit`.
    pub fn no_answer(limit: std::time::Duration) -> Self {
        let message = match limit.subsec_millis() {
            0 => format!("it did not answer within {} s", limit.as_secs()),
            _ => format!("it did not answer within {} ms", limit.as_millis()),
        };
        Self { cause: Some(Cause::NoAnswer), ..Self::plain(ErrorKind::Broken, message) }
    }

    /// Returns `true` if the server took too long to answer.
    pub(crate) fn is_no_answer(&self) -> bool {
        self.cause == Some(Cause::NoAnswer)
    }

    /// The server said nothing for `limit`, and takes no connection any more.
    pub fn silent(limit: std::time::Duration) -> Self {
        let message =
            format!("the server no longer answers, and does not accept a new connection within {} s", limit.as_secs());
        Self::plain(ErrorKind::Broken, message)
    }

    /// The same with what was tried in front of it.
    pub(crate) fn at(self, place: &str) -> Self {
        Self { message: format!("{place}: {}", self.message), ..self }
    }

    /// The database does not show what has to be read.
    #[cfg(feature = "introspect")]
    pub(crate) fn hidden(message: String) -> Self {
        Self::plain(ErrorKind::Refused, message)
    }

    /// The rows of a query have no column of this name.
    pub(crate) fn no_column(name: &str, columns: &[String]) -> Self {
        let message = format!("a query has no column `{name}`: its columns are `{}`", columns.join("`, `"));
        Self::plain(ErrorKind::Refused, message)
    }

    /// A query of ours gives a kind of object that does not exist.
    #[cfg(feature = "introspect")]
    pub(crate) fn no_kind(code: &str) -> Self {
        Self::plain(ErrorKind::Refused, format!("a query has the unknown kind `{code}`"))
    }

    /// What it says about the connection.
    pub fn kind(&self) -> ErrorKind {
        self.kind
    }

    /// Returns `true` if the same may succeed later: the database was busy, or the connection was lost.
    pub fn is_retryable(&self) -> bool {
        match self.kind {
            ErrorKind::Busy => true,
            ErrorKind::Broken => !matches!(self.cause, Some(Cause::NoDatabase | Cause::Refuses)),
            _ => false,
        }
    }

    /// Whether the server was reached and has no database of the name in the URL.
    pub fn is_no_database(&self) -> bool {
        self.cause == Some(Cause::NoDatabase)
    }

    /// Whether MySQL or MariaDB refused something because of a foreign key that it would not have looked at with
    /// `foreign_key_checks` off: rows against one, a table that one points to, or a target that is not there.
    pub fn is_checked_foreign_key(&self) -> bool {
        self.cause == Some(Cause::CheckedForeignKey)
    }

    /// The database's code: SQLSTATE on PostgreSQL, the number of the error on the others.
    pub fn code(&self) -> Option<&str> {
        self.code.as_deref()
    }

    /// The database's or the driver's words, without the code.
    pub fn message(&self) -> &str {
        &self.message
    }

    /// The character (from 1) of the SQL at which PostgreSQL found the error.
    pub(crate) fn position(&self) -> Option<usize> {
        self.position
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)?;
        self.code.as_ref().map_or(Ok(()), |code| write!(f, " (code {code})"))
    }
}

/// The source is the error of the driver, if there is one and no password is in its text.
impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        self.source.as_deref().map(|error| error as _)
    }
}

debug_as_display!(Error);
