//! Connections to SQLite.

use super::Sqlite;
use crate::connect::{Access, BoxFuture, Cause, Connector, DatabaseUrl, Driver, Error, ErrorKind};
use crate::schema::Dialect;

impl Connector for Sqlite {
    fn schemes(&self) -> &'static [&'static str] {
        &["sqlite"]
    }

    fn is_embedded(&self) -> bool {
        true
    }

    fn in_memory(&self) -> Option<&'static str> {
        Some("sqlite::memory:")
    }

    #[cfg(feature = "sqlite")]
    fn open(&self, url: DatabaseUrl, access: Access) -> BoxFuture<'static, Result<Box<dyn Driver>, Error>> {
        Box::pin(pool::open(url, access))
    }

    #[cfg(not(feature = "sqlite"))]
    fn open(&self, _: DatabaseUrl, _: Access) -> BoxFuture<'static, Result<Box<dyn Driver>, Error>> {
        crate::connect::no_driver("SQLite", "sqlite")
    }

    fn version_query(&self) -> &'static str {
        "SELECT sqlite_version()"
    }

    fn dialect_of(&self, _: &str) -> Dialect {
        Dialect::SQLITE
    }

    fn begin(&self) -> &'static str {
        "BEGIN IMMEDIATE"
    }

    fn error_kind(&self, code: &str) -> ErrorKind {
        // The low byte of an extended code is its class.
        match code.parse::<u32>().map_or(0, |code| code & 0xff) {
            // SQLITE_BUSY, SQLITE_LOCKED.
            5 | 6 => ErrorKind::Busy,
            // SQLITE_PERM, SQLITE_READONLY.
            3 | 8 => ErrorKind::ReadOnly,
            // SQLITE_CANTOPEN, SQLITE_NOTADB.
            14 | 26 => ErrorKind::Broken,
            // SQLITE_CONSTRAINT, SQLITE_MISMATCH.
            19 | 20 => ErrorKind::Value,
            _ => ErrorKind::Refused,
        }
    }

    /// A file that cannot be opened, or is no database.
    fn error_cause(&self, code: &str, _: &str) -> Option<Cause> {
        matches!(code.parse::<u32>().map_or(0, |code| code & 0xff), 14 | 26).then_some(Cause::Refuses)
    }
}

#[cfg(feature = "sqlite")]
mod pool {
    use std::sync::Arc;

    use sqlx::ConnectOptions;
    use sqlx::sqlite::SqliteConnectOptions;

    use crate::connect::{Access, BoxFuture, Connect, DatabaseUrl, Driver, Error, Held, Session, lend, sealed};
    use crate::schema::Dialect;

    pub(super) async fn open(url: DatabaseUrl, access: Access) -> Result<Box<dyn Driver>, Error> {
        let mut options: SqliteConnectOptions = url.secret_text().parse().map_err(|error| url.failed(error))?;
        if access == Access::Write {
            options = options.create_if_missing(true);
        }
        let connection = options.connect().await.map_err(|error| url.failed(error))?;
        Ok(Box::new(Held::<sqlx::Sqlite>::Own(connection)))
    }

    impl sealed::Sealed for &sqlx::SqlitePool {}

    impl Connect for &sqlx::SqlitePool {
        async fn into_session(self, _: Access) -> Result<Session, Error> {
            lend(self, Dialect::SQLITE, |connection| Box::new(Held::Lent(connection))).await
        }
    }

    impl sealed::Sealed for SqliteConnectOptions {}

    /// A connection of its own, with what the options load or set on it.
    impl Connect for SqliteConnectOptions {
        async fn into_session(self, _: Access) -> Result<Session, Error> {
            let reopen = move || -> BoxFuture<'static, _> {
                let options = self.clone();
                Box::pin(async move {
                    let connection = options.connect().await.map_err(|error| {
                        let place = format!("cannot connect to `sqlite:{}`", options.get_filename().display());
                        Error::from_driver(Dialect::SQLITE, error, &[]).at(&place)
                    })?;
                    Ok(Box::new(Held::<sqlx::Sqlite>::Own(connection)) as Box<dyn Driver>)
                })
            };
            let mut session = Session::open(Arc::new(reopen), Dialect::SQLITE, Vec::new()).await?;
            session.close_at_end();
            Ok(session)
        }

        fn creates(&self) -> Option<Dialect> {
            (!self.get_filename().exists()).then_some(Dialect::SQLITE)
        }
    }
}
