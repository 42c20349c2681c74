//! Connections to MySQL and MariaDB.

#[cfg(feature = "mysql")]
use sqlx::error::DatabaseError;

use super::Mysql;
use crate::connect::{Access, BoxFuture, Cause, Connector, DatabaseUrl, Driver, EndConnection, Error, ErrorKind};
use crate::schema::Dialect;

impl Connector for Mysql {
    fn schemes(&self) -> &'static [&'static str] {
        match self {
            Self::Mysql => &["mysql", "mariadb"],
            Self::Mariadb => &[],
        }
    }

    #[cfg(feature = "mysql")]
    fn open(&self, url: DatabaseUrl, _: Access) -> BoxFuture<'static, Result<Box<dyn Driver>, Error>> {
        Box::pin(pool::open(url))
    }

    #[cfg(not(feature = "mysql"))]
    fn open(&self, _: DatabaseUrl, _: Access) -> BoxFuture<'static, Result<Box<dyn Driver>, Error>> {
        crate::connect::no_driver("MySQL", "mysql")
    }

    fn version_query(&self) -> &'static str {
        "SELECT VERSION()"
    }

    fn dialect_of(&self, version: &str) -> Dialect {
        if version.to_ascii_lowercase().contains("mariadb") { Dialect::MARIADB } else { Dialect::MYSQL }
    }

    fn end_connection(&self, id: i64) -> Option<EndConnection> {
        Some(EndConnection {
            end: format!("KILL CONNECTION {id}"),
            left: format!("SELECT CAST(COUNT(*) AS CHAR) FROM information_schema.PROCESSLIST WHERE ID = {id}"),
            wait: "SELECT SLEEP(0.1)",
        })
    }

    fn error_kind(&self, code: &str) -> ErrorKind {
        match code {
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
        }
    }

    fn error_cause(&self, code: &str, message: &str) -> Option<Cause> {
        match code {
            "1049" => Some(Cause::NoDatabase),
            "1044" | "1045" | "1130" => Some(Cause::Refuses),
            // Of a table that cannot be made, the number is InnoDB's, and stands in the text.
            "1005" => message.contains("errno: 150").then_some(Cause::CheckedForeignKey),
            "1215" | "1216" | "1217" | "1451" | "1452" | "1701" | "1824" | "1832" | "1833" | "1834" | "3730" => {
                Some(Cause::CheckedForeignKey)
            }
            _ => None,
        }
    }

    /// Its number says more than its SQLSTATE, which is `HY000` for most.
    #[cfg(feature = "mysql")]
    fn error_code(&self, answer: &dyn DatabaseError) -> String {
        match answer.try_downcast_ref::<sqlx::mysql::MySqlDatabaseError>() {
            Some(answer) => answer.number().to_string(),
            None => answer.code().unwrap_or_default().into_owned(),
        }
    }
}

#[cfg(feature = "mysql")]
mod pool {
    use sqlx::ConnectOptions;
    use sqlx::mysql::MySqlConnectOptions;

    use crate::connect::{Access, Connect, DatabaseUrl, Driver, Error, Held, Session, lend, sealed};
    use crate::schema::Dialect;

    pub(super) async fn open(url: DatabaseUrl) -> Result<Box<dyn Driver>, Error> {
        let mut options: MySqlConnectOptions = url.secret_text().parse().map_err(|error| url.failed(error))?;
        if let Some(address) = DatabaseUrl::bracketed(options.get_host()) {
            options = options.host(&address);
        }
        let connection = options.connect().await.map_err(|error| url.failed(error))?;
        Ok(Box::new(Held::<sqlx::MySql>::Own(connection)))
    }

    impl sealed::Sealed for &sqlx::MySqlPool {}

    impl Connect for &sqlx::MySqlPool {
        async fn into_session(self, _: Access) -> Result<Session, Error> {
            lend(self, Dialect::MYSQL, |connection| Box::new(Held::Lent(connection))).await
        }
    }
}
