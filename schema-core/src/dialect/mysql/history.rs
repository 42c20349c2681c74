//! The history on MySQL and MariaDB.

use super::Mysql;
use crate::migrate::parts::{Namespace, RecordTypes, Records};

impl Records for Mysql {
    fn namespace(&self) -> Namespace {
        Namespace::Asked("SELECT DATABASE()")
    }

    fn histories(&self, namespace: &str) -> String {
        format!(
            "SELECT CAST(table_name AS CHAR) FROM information_schema.columns \
             WHERE table_schema = {namespace} AND column_name = 'done_checksum'"
        )
    }

    fn shape(&self, namespace: &str, table: &str) -> String {
        format!(
            "SELECT CAST((SELECT COUNT(*) FROM information_schema.columns WHERE table_schema = {namespace} \
             AND table_name = {table} AND column_name = 'state_before') AS CHAR) \
             FROM information_schema.tables WHERE table_schema = {namespace} AND table_name = {table}"
        )
    }

    fn tables(&self, namespace: &str) -> String {
        format!(
            "SELECT table_name FROM information_schema.tables \
             WHERE table_schema = {namespace} AND table_type = 'BASE TABLE'"
        )
    }

    /// InnoDB whatever the server's default is: the rows must take part in transactions.
    fn types(&self) -> RecordTypes {
        let options = " ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4";
        RecordTypes { id: "varchar(64)", text: "text", time: "datetime(6)", integer: "bigint", options }
    }

    fn now(&self) -> &'static str {
        "UTC_TIMESTAMP(6)"
    }

    fn since(&self, started: &str) -> String {
        format!("TIMESTAMPDIFF(MICROSECOND, {started}, UTC_TIMESTAMP(6)) DIV 1000")
    }

    fn read_time(&self, column: &str) -> String {
        format!("DATE_FORMAT({column}, '%Y-%m-%dT%H:%i:%s.%fZ')")
    }

    fn text(&self, text: &str) -> String {
        format!("'{}'", text.replace('\'', "''").replace('\\', "\\\\"))
    }
}
