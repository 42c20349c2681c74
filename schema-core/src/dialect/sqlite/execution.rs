//! How SQLite runs revisions and keeps their history.

use super::Sqlite;
use super::connection::Connection;
use crate::connect::{self, BoxFuture, Session};
use crate::migrate::parts::{
    Effect, Execution, Kept, Limits, Lock, Mode, Namespace, Rebuilds, RecordTypes, Records, Remembering,
    ScriptTransaction, SetUp, Setting, Unchecked, calls,
};
use crate::migrate::{Error, Health};
use crate::script::{Statement, Words};

impl Execution for Sqlite {
    fn transaction(&self) -> ScriptTransaction {
        ScriptTransaction::Lock
    }

    fn mode(&self, _: &Statement, words: &Words<'_>) -> Mode {
        match words.first().as_str() {
            "VACUUM" => Mode::Alone,
            "PRAGMA" | "ATTACH" | "DETACH" => Mode::Setting,
            _ => Mode::Together,
        }
    }

    fn lock(&self) -> Option<&dyn Lock> {
        None
    }

    fn records(&self) -> &dyn Records {
        self
    }

    fn set_up(&self, limits: Limits) -> Vec<SetUp> {
        let set = format!("PRAGMA busy_timeout = {}", limits.lock.as_millis());
        vec![SetUp::UntilEnd { read: "PRAGMA busy_timeout", set, put_back: "PRAGMA busy_timeout = " }]
    }

    /// Its client cannot, and may be told.
    fn new_session(&self) -> &'static str {
        "-- The revision before may have left settings: run what follows in a new session."
    }

    fn health<'a>(&'a self, session: &'a mut Session) -> BoxFuture<'a, Result<Health, Error>> {
        Box::pin(async move {
            let mut health = Health::default();
            if session.one("PRAGMA query_only").await?.as_deref() == Some("1") {
                health.lacks.push("write: `query_only` is set".to_owned());
            }
            Ok(health)
        })
    }

    /// Its statements are all in a transaction with their record, or can run again.
    fn effect(&self, words: &Words<'_>) -> Effect {
        if words.is(0, "VACUUM") && !words.has("INTO") { Effect::Repeatable } else { Effect::Opaque { partial: false } }
    }

    fn written(&self) -> Option<&'static str> {
        Some("SELECT data_version FROM pragma_data_version")
    }

    fn kept<'a>(&'a self, session: &'a mut Session) -> BoxFuture<'a, Result<Option<Box<dyn Kept>>, connect::Error>> {
        Box::pin(async move { Ok(Some(Box::new(Connection::read(session).await?) as Box<dyn Kept>)) })
    }

    fn unchecked(&self) -> Option<&'static Unchecked> {
        Some(&Unchecked {
            setting: Setting {
                read: "PRAGMA foreign_keys",
                set: "PRAGMA foreign_keys = OFF",
                put_back: "PRAGMA foreign_keys = ",
                unset: "PRAGMA foreign_keys = ON",
            },
            check: "PRAGMA foreign_key_check",
            count: "SELECT \"table\" AS table_name, \"parent\" AS parent, count(*) AS count \
                    FROM pragma_foreign_key_check GROUP BY 1, 2",
        })
    }

    fn rebuilds(&self) -> Option<&dyn Rebuilds> {
        Some(self)
    }

    fn remembering(&self) -> &'static [Remembering] {
        const {
            &[Remembering {
                name: "last_insert_rowid",
                is_asked: |words| calls(words, "last_insert_rowid"),
                is_set: |_| false,
            }]
        }
    }

    fn overwritten(&self, words: &Words<'_>) -> Option<String> {
        let name = ["changes", "total_changes"].into_iter().find(|name| calls(words, name))?;
        Some(format!("{name}()"))
    }

    fn remembers_rows(&self) -> bool {
        false
    }
}

impl Records for Sqlite {
    fn namespace(&self) -> Namespace {
        Namespace::Fixed("main")
    }

    fn histories(&self, _: &str) -> String {
        "SELECT t.name FROM main.sqlite_schema t WHERE t.type = 'table' \
         AND EXISTS (SELECT 1 FROM pragma_table_info(t.name, 'main') WHERE name = 'done_checksum')"
            .to_owned()
    }

    fn shape(&self, _: &str, table: &str) -> String {
        format!(
            "SELECT (SELECT count(*) FROM pragma_table_info({table}, 'main') WHERE name = 'state_before') \
             FROM main.sqlite_schema WHERE type = 'table' AND name = {table}"
        )
    }

    fn tables(&self, _: &str) -> String {
        "SELECT name FROM main.sqlite_schema WHERE type = 'table' AND substr(name, 1, 7) <> 'sqlite_'".to_owned()
    }

    fn types(&self) -> RecordTypes {
        RecordTypes { id: "TEXT", text: "TEXT", time: "TEXT", integer: "INTEGER", options: "" }
    }

    fn now(&self) -> &'static str {
        "strftime('%Y-%m-%dT%H:%M:%fZ', 'now')"
    }

    fn since(&self, started: &str) -> String {
        format!("CAST(round((julianday('now') - julianday({started})) * 86400000) AS INTEGER)")
    }

    fn read_time(&self, column: &str) -> String {
        column.to_owned()
    }
}
