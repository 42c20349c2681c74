//! How MySQL and MariaDB run revisions.

use super::Mysql;
use super::effect::effect;
use super::modify;
use super::shown::quoted;
use super::untransactional::Untransactional;
use crate::connect::{self, BoxFuture, Row, Session};
use crate::migrate::parts::{
    Effect, Execution, Kind, LastingKind, Limits, Lock, Lost, Mode, Object, Parts, Records, Remembering, RollbackGaps,
    ScriptTransaction, SetUp, asks_a_sequence, calls, calls_with, reads,
};
use crate::migrate::{Error, Health};
use crate::script::{Statement, Words};
use std::time::Duration;

/// Without the strict mode a narrowed column cuts its values silently.
const STRICT: &str = "sql_mode = CONCAT(@@sql_mode, ',STRICT_ALL_TABLES')";

const REMEMBERING: &[Remembering] = &[
    Remembering {
        name: "LAST_INSERT_ID",
        is_asked: asks_last_insert_id,
        is_set: |words| {
            let runs = matches!(words.first().as_str(), "SELECT" | "UPDATE" | "DELETE" | "VALUES" | "DO" | "SET");
            // With an argument, it keeps that.
            runs && words.has("LAST_INSERT_ID") && !asks_last_insert_id(words)
        },
    },
    Remembering { name: "LASTVAL", is_asked: |words| calls_with(words, "LASTVAL"), is_set: asks_a_sequence },
    // `PREVIOUS VALUE FOR s` is `LASTVAL(s)`.
    Remembering {
        name: "PREVIOUS",
        is_asked: |words| (0..words.len()).any(|at| words.begins_at(at, &["PREVIOUS", "VALUE", "FOR"])),
        is_set: asks_a_sequence,
    },
];

impl Execution for Mysql {
    fn transaction(&self) -> ScriptTransaction {
        ScriptTransaction::None
    }

    fn mode(&self, statement: &Statement, words: &Words<'_>) -> Mode {
        match words.first().as_str() {
            "SET" | "USE" => Mode::Setting,
            // It writes a file, which no rollback takes away.
            "SELECT" if words.has("OUTFILE") || words.has("DUMPFILE") => Mode::Alone,
            "INSERT" | "UPDATE" | "DELETE" | "REPLACE" | "WITH" | "SELECT" | "TABLE" | "VALUES" | "LOAD" => {
                Mode::Together
            }
            // A parenthesised query.
            "" if statement.text.starts_with('(') => Mode::Together,
            _ => Mode::Alone,
        }
    }

    fn lock(&self) -> Option<&dyn Lock> {
        Some(self)
    }

    fn records(&self) -> &dyn Records {
        self
    }

    fn set_up(&self, limits: Limits) -> Vec<SetUp> {
        let mut sql = format!("SET SESSION autocommit = 1, {STRICT}");
        let seconds = limits.table_lock.as_millis().div_ceil(1000).min(31_536_000);
        if seconds > 0 {
            sql.push_str(&format!(", lock_wait_timeout = {seconds}, innodb_lock_wait_timeout = {seconds}"));
        }
        vec![SetUp::Run(sql)]
    }

    /// MySQL limits queries alone.
    fn statement_timeout(&self, limit: Duration) -> Option<String> {
        let limit = limit.clamp(Duration::from_millis(1), Duration::from_secs(31_536_000));
        Some(match self {
            Self::Mysql => format!("SET SESSION max_execution_time = {}", limit.as_millis().min(u32::MAX.into())),
            Self::Mariadb => format!("SET SESSION max_statement_time = {:.3}", limit.as_secs_f64()),
        })
    }

    fn set_up_by_hand(&self) -> Vec<String> {
        vec![format!("SET SESSION {STRICT}")]
    }

    fn new_session(&self) -> &'static str {
        "connect;"
    }

    /// Its client does not see that `;` in the body of a trigger ends nothing.
    fn for_shell(&self, statement: &str) -> String {
        if statement.contains(';') {
            format!("DELIMITER $$\n{statement}\n$$\nDELIMITER ;\n")
        } else {
            format!("{statement};\n")
        }
    }

    fn health<'a>(&'a self, session: &'a mut Session) -> BoxFuture<'a, Result<Health, Error>> {
        Box::pin(super::health::health(session))
    }

    fn effect(&self, words: &Words<'_>) -> Effect {
        effect(words)
    }

    fn definition_query(&self, object: &Object) -> Option<String> {
        let Object { kind, schema, name } = object;
        if *kind == Kind::Table {
            let schema = schema.as_deref().map(|schema| format!("{}.", quoted(schema))).unwrap_or_default();
            return Some(format!("SHOW CREATE TABLE {schema}{}", quoted(name)));
        }
        let name = self.text(name);
        let schema = schema.as_deref().map_or_else(|| "DATABASE()".to_owned(), |schema| self.text(schema));
        let routine = |kind: &str| {
            format!(
                "SELECT CAST(CONCAT_WS('|', CREATED, SHA2(ROUTINE_DEFINITION, 256)) AS CHAR) FROM information_schema.ROUTINES \
                 WHERE ROUTINE_SCHEMA = {schema} AND ROUTINE_TYPE = '{kind}' AND ROUTINE_NAME = {name}"
            )
        };
        Some(match kind {
            Kind::Procedure => routine("PROCEDURE"),
            Kind::Function => routine("FUNCTION"),
            Kind::Trigger => format!(
                "SELECT CAST(CONCAT_WS('|', CREATED, SHA2(ACTION_STATEMENT, 256)) AS CHAR) FROM information_schema.TRIGGERS \
                 WHERE TRIGGER_SCHEMA = {schema} AND TRIGGER_NAME = {name}"
            ),
            Kind::Event => format!(
                "SELECT CAST(CONCAT_WS('|', CREATED, SHA2(EVENT_DEFINITION, 256)) AS CHAR) FROM information_schema.EVENTS \
                 WHERE EVENT_SCHEMA = {schema} AND EVENT_NAME = {name}"
            ),
            Kind::Database => {
                format!("SELECT CAST(SCHEMA_NAME AS CHAR) FROM information_schema.SCHEMATA WHERE SCHEMA_NAME = {name}")
            }
            // The host of a role is empty on MariaDB.
            Kind::User => {
                format!(
                    "SELECT CAST(User AS CHAR) FROM mysql.user WHERE User = {name} AND Host IN ({schema}, IF({schema} = '%', '', '%'))"
                )
            }
            Kind::Table | Kind::Index | Kind::Tablespace | Kind::Subscription => return None,
        })
    }

    fn definition(&self, object: &Object, row: &Row) -> Option<String> {
        match object.kind {
            Kind::Table => Some(without_counter(row.text(1))),
            _ => row.get(0).map(str::to_owned),
        }
    }

    fn parts(&self, definition: &str) -> Parts {
        super::parts::of(definition)
    }

    /// No such table, no such database.
    fn is_missing(&self, code: &str) -> bool {
        matches!(code, "1146" | "1049")
    }

    fn remembering(&self) -> &'static [Remembering] {
        REMEMBERING
    }

    fn overwritten(&self, words: &Words<'_>) -> Option<String> {
        if let Some(name) = ["ROW_COUNT", "FOUND_ROWS"].into_iter().find(|name| calls(words, name)) {
            return Some(format!("{name}()"));
        }
        if words.is(0, "GET") && words.has("DIAGNOSTICS") {
            return Some("GET DIAGNOSTICS".to_owned());
        }
        reads(words, &["warning_count", "error_count"]).map(|name| format!("@@{name}"))
    }

    /// User variables. Definitions of routines name them without setting them now.
    fn lasting(&self, words: &Words<'_>) -> Vec<(LastingKind, String)> {
        let mut made = Vec::new();
        let first = words.first();
        if matches!(first.as_str(), "CREATE" | "ALTER" | "DROP" | "GRANT" | "REVOKE") {
            return made;
        }
        let written = |at: usize| {
            matches!(first.as_str(), "SET" | "CALL") || words.is_mark(at + 2, ":") || follows_into(words, at)
        };
        for at in (0..words.len()).filter(|at| words.is_mark(*at, "@")) {
            let setting = (at > 0 && words.is_mark(at - 1, "@")) || words.is_mark(at + 1, "@");
            if !setting && written(at) {
                made.extend(words.name(at + 1).map(|(name, _)| (LastingKind::Variable, name)));
            }
        }
        made
    }

    fn redefined_columns(&self, statement: &Statement) -> Vec<(String, String)> {
        modify::columns(self.dialect(), statement)
    }

    fn lost_attributes<'a>(
        &'a self,
        session: &'a mut Session,
        statement: &'a Statement,
    ) -> BoxFuture<'a, Result<Vec<Lost>, connect::Error>> {
        Box::pin(modify::lost(session, statement))
    }

    fn rollback_gaps(&self) -> Option<Box<dyn RollbackGaps>> {
        Some(Box::new(Untransactional::new(self.dialect())))
    }

    fn commit_each_again(&self, setting: &Statement) -> Option<&'static str> {
        setting.text.to_ascii_lowercase().contains("autocommit").then_some("SET autocommit = 1")
    }

    fn leaves_traces(&self) -> bool {
        false
    }
}

/// Two variables are other names of the function.
fn asks_last_insert_id(words: &Words<'_>) -> bool {
    calls(words, "LAST_INSERT_ID") || reads(words, &["last_insert_id", "identity"]).is_some()
}

/// Returns `true` for a variable in the list behind `INTO`.
fn follows_into(words: &Words<'_>, mut at: usize) -> bool {
    while at > 0 {
        at -= 1;
        if words.is(at, "INTO") {
            return true;
        }
        if !(words.is_mark(at, ",") || words.is_mark(at, "@") || words.is_name(at)) {
            return false;
        }
    }
    false
}

/// The definition without the next number of its rows, which every insert changes.
fn without_counter(definition: &str) -> String {
    let Some((before, after)) = definition.rsplit_once(" AUTO_INCREMENT=") else { return definition.to_owned() };
    format!("{before}{}", after.trim_start_matches(|c: char| c.is_ascii_digit()))
}

#[cfg(test)]
mod tests {
    use super::without_counter;

    #[test]
    fn the_next_number_is_left_out() {
        let definition = ") ENGINE=InnoDB AUTO_INCREMENT=42 DEFAULT CHARSET=utf8mb4";
        assert_eq!(without_counter(definition), ") ENGINE=InnoDB DEFAULT CHARSET=utf8mb4");
    }
}
