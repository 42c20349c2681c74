//! The lock of an upgrade on MySQL and MariaDB, which belongs to a session.

use super::Mysql;
use crate::migrate::parts::Lock;

/// A name of at most 64 characters, without capitals, for MySQL knows none in it.
const NAME: &str = "CONCAT('cargo-schema:', LEFT(SHA2(DATABASE(), 256), 40))";

impl Lock for Mysql {
    /// 0 is a lock that another has. MySQL takes no name that is NULL.
    fn take(&self, _: i64) -> String {
        format!(
            "SELECT IF(DATABASE() IS NULL, NULL, GET_LOCK({NAME}, 0)) AS is_taken, DATABASE() AS namespace, \
             CAST(CONNECTION_ID() AS CHAR) AS connection_id"
        )
    }

    fn holder(&self, _: i64) -> String {
        format!(
            "SELECT id AS connection_id, user AS application, host AS address, CONCAT(command, ' for ', time, ' s') AS since, \
             CAST(command = 'Sleep' AND time > 10 AS CHAR) AS is_idle, CAST(command = 'Sleep' AS CHAR) AS is_at_rest \
             FROM information_schema.processlist WHERE id = IS_USED_LOCK({NAME})"
        )
    }

    /// It is the session's whatever its name, which follows the current database.
    fn release(&self, _: i64) -> String {
        "SELECT CAST(RELEASE_ALL_LOCKS() AS CHAR)".to_owned()
    }

    fn connection(&self) -> &'static str {
        "SELECT CAST(CONNECTION_ID() AS CHAR)"
    }

    fn wait(&self, seconds: f64) -> String {
        format!("SELECT SLEEP({seconds:.3})")
    }
}
