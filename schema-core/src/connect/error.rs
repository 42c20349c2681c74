//! What a database or its driver answered when something went wrong.

use super::Family;
use std::fmt;

/// An error of a connection or of a statement. Its text holds no password.
/// Its `Debug` says the same as its `Display`, for a `main` that returns it.
#[derive(Clone, PartialEq, Eq)]
pub struct Error {
    kind: ErrorKind,
    message: String,
    code: Option<String>,
    position: Option<usize>,
}

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
    pub(super) fn url(message: impl Into<String>) -> Self {
        Self { kind: ErrorKind::Url, message: message.into(), code: None, position: None }
    }

    /// Takes the driver's error apart, and masks `secrets` in its text.
    pub(super) fn from_driver(family: Family, error: &sqlx::Error, secrets: &[String]) -> Self {
        let (kind, code, message) = match error {
            sqlx::Error::Database(answer) => {
                let code = code_of(answer.as_ref());
                (kind_of(family, &code), Some(code), message_of(answer.as_ref()))
            }
            // Nothing is wrong with the URL, unless it asks for a connection without TLS.
            sqlx::Error::Configuration(cause) if cause.to_string().contains("RSA auth backend") => {
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
        Self { kind, message, code, position: position_of(error) }
    }

    /// The server took the connection or not, and then said nothing for `limit`.
    pub fn no_answer(limit: std::time::Duration) -> Self {
        let message = format!("it did not answer within {} s", limit.as_secs());
        Self { kind: ErrorKind::Broken, message, code: None, position: None }
    }

    /// The server said nothing for `limit`, and takes no connection any more.
    pub fn silent(limit: std::time::Duration) -> Self {
        let message = format!(
            "the server does not answer any more, nor does it take another connection within {} s",
            limit.as_secs()
        );
        Self { kind: ErrorKind::Broken, message, code: None, position: None }
    }

    /// The same with what was tried in front of it.
    #[cfg(any(feature = "sqlite", feature = "postgres", feature = "mysql"))]
    pub(super) fn at(self, place: &str) -> Self {
        Self { message: format!("{place}: {}", self.message), ..self }
    }

    /// The database does not show what has to be read.
    #[cfg(feature = "introspect")]
    pub(crate) fn hidden(message: String) -> Self {
        Self { kind: ErrorKind::Refused, message, code: None, position: None }
    }

    /// What it says about the connection.
    pub fn kind(&self) -> ErrorKind {
        self.kind
    }

    /// Whether the server was reached and has no database of the name in the URL.
    pub fn is_no_database(&self) -> bool {
        // PostgreSQL's SQLSTATE, MySQL's number.
        self.kind == ErrorKind::Broken && matches!(self.code(), Some("3D000" | "1049"))
    }

    /// Whether MySQL or MariaDB refused something because of a foreign key that it would not have looked at with
    /// `foreign_key_checks` off: rows against one, a table that one points to, or a target that is not there.
    pub fn is_checked_foreign_key(&self) -> bool {
        const CODES: [&str; 12] =
            ["1005", "1215", "1216", "1217", "1451", "1452", "1701", "1824", "1832", "1833", "1834", "3730"];
        // Of a table that cannot be made, the number is InnoDB's, and stands in the text.
        self.code().is_some_and(|code| CODES.contains(&code))
            && (self.code() != Some("1005") || self.message.contains("errno: 150"))
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

impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)?;
        self.code.as_ref().map_or(Ok(()), |code| write!(f, " (code {code})"))
    }
}

impl std::error::Error for Error {}

/// MySQL's number says more than its SQLSTATE, which is `HY000` for most.
fn code_of(answer: &dyn sqlx::error::DatabaseError) -> String {
    #[cfg(feature = "mysql")]
    if let Some(answer) = answer.try_downcast_ref::<sqlx::mysql::MySqlDatabaseError>() {
        return answer.number().to_string();
    }
    answer.code().unwrap_or_default().into_owned()
}

/// With what PostgreSQL says of it besides, where that is which objects or which key; elsewhere it may be all of a row, which
/// is nobody's business. Its hints are left out: one of them is to drop whatever is in the way.
fn message_of(answer: &dyn sqlx::error::DatabaseError) -> String {
    let message = answer.message();
    // Dependent objects, a view on a column, foreign keys, unique keys, exclusion constraints.
    #[cfg(feature = "postgres")]
    if let Some(answer) = answer.try_downcast_ref::<sqlx::postgres::PgDatabaseError>()
        && matches!(answer.code(), "2BP01" | "0A000" | "23503" | "23505" | "23P01")
        && let Some(detail) = answer.detail()
    {
        return format!("{message}: {}", detail.trim_end_matches('.').replace('\n', "; "));
    }
    message.to_owned()
}

fn position_of(error: &sqlx::Error) -> Option<usize> {
    #[cfg(feature = "postgres")]
    if let sqlx::Error::Database(answer) = error
        && let Some(answer) = answer.try_downcast_ref::<sqlx::postgres::PgDatabaseError>()
        && let Some(sqlx::postgres::PgErrorPosition::Original(position)) = answer.position()
    {
        return Some(position);
    }
    let _ = error;
    None
}

fn kind_of(family: Family, code: &str) -> ErrorKind {
    match family {
        Family::Postgres => match code {
            // Shut down by an administrator, crashed, starting up; wrong password, no such database.
            "57P01" | "57P02" | "57P03" | "57P05" | "28P01" | "28000" | "3D000" => ErrorKind::Broken,
            // Connection exceptions.
            code if code.starts_with("08") => ErrorKind::Broken,
            // Read-only transaction: a standby, or a setting.
            "25006" => ErrorKind::ReadOnly,
            // Lock not available.
            "55P03" => ErrorKind::Busy,
            // Integrity constraint violations, data exceptions.
            code if code.starts_with("23") || code.starts_with("22") => ErrorKind::Value,
            _ => ErrorKind::Refused,
        },
        Family::Mysql => match code {
            // Shut down, killed, gone away, lost, idle for too long.
            "1053" | "1077" | "1079" | "1927" | "2006" | "2013" | "4031" => ErrorKind::Broken,
            // Access denied, no such database, host not allowed.
            "1044" | "1045" | "1049" | "1130" => ErrorKind::Broken,
            // --read-only, read-only transaction, InnoDB in read-only mode, a replica of a group.
            "1290" | "1792" | "1836" | "3100" => ErrorKind::ReadOnly,
            // Lock wait timeout.
            "1205" => ErrorKind::Busy,
            // NULL where there must be none, two of one key, foreign keys to nothing, out of range, truncated, wrong, too long,
            // no geometry, no JSON, checks. Not 1451: MariaDB says that of a table, too, that has no rows.
            "1048" | "1062" | "1138" | "1216" | "1264" | "1265" | "1292" | "1366" | "1406" | "1416" | "1452"
            | "1690" | "3140" | "3819" | "4025" => ErrorKind::Value,
            _ => ErrorKind::Refused,
        },
        // The low byte of an extended code is its class.
        Family::Sqlite => match code.parse::<u32>().map_or(0, |code| code & 0xff) {
            // SQLITE_BUSY, SQLITE_LOCKED.
            5 | 6 => ErrorKind::Busy,
            // SQLITE_PERM, SQLITE_READONLY.
            3 | 8 => ErrorKind::ReadOnly,
            // SQLITE_CANTOPEN, SQLITE_NOTADB.
            14 | 26 => ErrorKind::Broken,
            // SQLITE_CONSTRAINT, SQLITE_MISMATCH.
            19 | 20 => ErrorKind::Value,
            _ => ErrorKind::Refused,
        },
    }
}
