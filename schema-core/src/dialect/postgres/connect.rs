//! Connections to PostgreSQL.

#[cfg(feature = "postgres")]
use sqlx::{error::DatabaseError, postgres::PgDatabaseError};

use super::Postgres;
use crate::connect::{Access, BoxFuture, Cause, Connector, DatabaseUrl, Driver, EndConnection, Error, ErrorKind};
use crate::schema::Dialect;

impl Connector for Postgres {
    fn schemes(&self) -> &'static [&'static str] {
        &["postgres", "postgresql"]
    }

    #[cfg(feature = "postgres")]
    fn open(&self, url: DatabaseUrl, _: Access) -> BoxFuture<'static, Result<Box<dyn Driver>, Error>> {
        Box::pin(pool::open(url))
    }

    #[cfg(not(feature = "postgres"))]
    fn open(&self, _: DatabaseUrl, _: Access) -> BoxFuture<'static, Result<Box<dyn Driver>, Error>> {
        crate::connect::no_driver("PostgreSQL", "postgres")
    }

    fn version_query(&self) -> &'static str {
        "SHOW server_version"
    }

    fn dialect_of(&self, _: &str) -> Dialect {
        Dialect::POSTGRES
    }

    fn end_connection(&self, id: i64) -> Option<EndConnection> {
        Some(EndConnection {
            end: format!("SELECT pg_catalog.pg_terminate_backend({id})::text"),
            left: format!("SELECT count(*)::text FROM pg_catalog.pg_stat_activity WHERE pid = {id}"),
            wait: "SELECT pg_catalog.pg_sleep(0.1)",
        })
    }

    fn lasting_databases(&self) -> &'static [&'static str] {
        &["postgres", "template1"]
    }

    fn error_kind(&self, code: &str) -> ErrorKind {
        match code {
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
        }
    }

    fn error_cause(&self, code: &str, _: &str) -> Option<Cause> {
        match code {
            "3D000" => Some(Cause::NoDatabase),
            "28P01" | "28000" => Some(Cause::Refuses),
            _ => None,
        }
    }

    /// With what the server says of it besides, if that is which objects or which key; else it may be all of a row, which
    /// is nobody's business. Its hints are left out: one of them is to drop whatever is in the way.
    #[cfg(feature = "postgres")]
    fn error_message(&self, answer: &dyn DatabaseError) -> String {
        let message = answer.message();
        // Dependent objects, a view on a column, foreign keys, unique keys, exclusion constraints.
        if let Some(answer) = answer.try_downcast_ref::<PgDatabaseError>()
            && matches!(answer.code(), "2BP01" | "0A000" | "23503" | "23505" | "23P01")
            && let Some(detail) = answer.detail()
        {
            return format!("{message}: {}", detail.trim_end_matches('.').replace('\n', "; "));
        }
        message.to_owned()
    }

    #[cfg(feature = "postgres")]
    fn error_position(&self, answer: &dyn DatabaseError) -> Option<usize> {
        match answer.try_downcast_ref::<PgDatabaseError>()?.position()? {
            sqlx::postgres::PgErrorPosition::Original(position) => Some(position),
            sqlx::postgres::PgErrorPosition::Internal { .. } => None,
        }
    }
}

#[cfg(feature = "postgres")]
mod pool {
    use sqlx::ConnectOptions;
    use sqlx::postgres::PgConnectOptions;

    use crate::connect::{Access, Connect, DatabaseUrl, Driver, Error, Held, Session, lend, sealed};
    use crate::schema::Dialect;

    pub(super) async fn open(url: DatabaseUrl) -> Result<Box<dyn Driver>, Error> {
        let mut options: PgConnectOptions = url.secret_text().parse().map_err(|error| url.failed(error))?;
        if let Some(address) = DatabaseUrl::bracketed(options.get_host()) {
            options = options.host(&address);
        }
        let connection = options.connect().await.map_err(|error| url.failed(error))?;
        Ok(Box::new(Held::<sqlx::Postgres>::Own(connection)))
    }

    impl sealed::Sealed for &sqlx::PgPool {}

    impl Connect for &sqlx::PgPool {
        async fn into_session(self, _: Access) -> Result<Session, Error> {
            lend(self, Dialect::POSTGRES, |connection| Box::new(Held::Lent(connection))).await
        }
    }
}
