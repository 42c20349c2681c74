//! The tables of other tools, for scripts that write to them.

use schema_core::schema::{Dialect, Engines};
use schema_core::script::{Script, Words};

use super::Tool;

/// Whether a script names the tool's table, and does not make it by itself.
pub(super) fn is_named(tool: Tool, dialect: Dialect, script: &Script) -> bool {
    let named = script.statements.iter().find(|statement| statement.text.contains(tool.table()));
    named.is_some_and(|statement| {
        let words = Words::of(dialect, &statement.text, 8);
        let at = words.skip(2, &["IF", "NOT", "EXISTS"]);
        let makes = words.begin_with(&["CREATE", "TABLE"]) && words.name(at).is_some_and(|it| it.0 == tool.table());
        !makes
    })
}

/// The statement that makes it, as the tool does.
pub(super) fn statement(tool: Tool, dialect: Dialect) -> Option<String> {
    let (time, bytes) = dialect.engine().catalog().tool_types();
    let columns = match tool {
        Tool::Sqlx => format!(
            "version BIGINT PRIMARY KEY, description TEXT NOT NULL, installed_on {time} NOT NULL DEFAULT \
             CURRENT_TIMESTAMP, success BOOLEAN NOT NULL, checksum {bytes} NOT NULL, execution_time BIGINT NOT NULL"
        ),
        Tool::Diesel => {
            "version VARCHAR(50) PRIMARY KEY NOT NULL, run_on TIMESTAMP NOT NULL DEFAULT CURRENT_TIMESTAMP".to_owned()
        }
        Tool::Refinery => "version INTEGER PRIMARY KEY, name VARCHAR(255), applied_on VARCHAR(255), checksum \
                           VARCHAR(255)"
            .to_owned(),
        Tool::Flyway => "installed_rank INTEGER NOT NULL PRIMARY KEY, version VARCHAR(50), description VARCHAR(200) NOT \
                         NULL, type VARCHAR(20) NOT NULL, script VARCHAR(1000) NOT NULL, checksum INTEGER, installed_by \
                         VARCHAR(100) NOT NULL, installed_on TIMESTAMP NOT NULL DEFAULT CURRENT_TIMESTAMP, \
                         execution_time INTEGER NOT NULL, success BOOLEAN NOT NULL"
            .to_owned(),
        // Their migrations are no scripts.
        Tool::SeaOrm | Tool::Alembic => return None,
    };
    Some(format!("CREATE TABLE IF NOT EXISTS {} ({columns})", tool.table()))
}
