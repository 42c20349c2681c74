//! What of a script would be done outside of the scratch database that it is tried in: a dump that says `USE shop` would
//! drop the tables of that shop.

use schema_core::connect::{self, Session};
use schema_core::schema::Dialect;
use schema_core::script::{Script, Words};

use crate::error::{Error, Result};

/// Kinds of things that belong to the whole server.
const OF_SERVER: [&str; 6] = ["DATABASE", "ROLE", "USER", "TABLESPACE", "SYSTEM", "INSTANCE"];

/// What a script must not touch.
pub(crate) struct Elsewhere {
    dialect: Dialect,
    /// The other databases of a server on which one connection reaches them all.
    databases: Vec<String>,
}

impl Elsewhere {
    /// What lies beside the scratch database of `session`.
    pub(crate) async fn of(session: &mut Session) -> Result<Self, connect::Error> {
        let dialect = session.dialect();
        let databases = if matches!(dialect, Dialect::Mysql | Dialect::Mariadb) {
            let sql = "SELECT schema_name FROM information_schema.schemata WHERE schema_name <> 'information_schema' \
                       AND NOT schema_name <=> DATABASE()";
            session.rows(sql).await?.iter().map(|row| row.text(0).to_owned()).collect()
        } else {
            Vec::new()
        };
        Ok(Self { dialect, databases })
    }

    /// Refuses `script` where a statement of it leads there.
    pub(crate) fn refuse(&self, script: &Script) -> Result<()> {
        for statement in &script.statements {
            if let Some(what) = leads_out(self.dialect, &statement.text, &self.databases) {
                return Err(Error::usage(format!("a statement leads out of the scratch database: it {what}"))
                    .cause(first_line(&statement.text))
                    .hint(
                        "nothing was run; take that out in a copy of the file (a dump of one database alone has none of it)",
                    ));
            }
        }
        Ok(())
    }
}

/// What a statement does outside, in words.
fn leads_out(dialect: Dialect, statement: &str, others: &[String]) -> Option<String> {
    let words = Words::of(dialect, statement, 12);
    let mysql = matches!(dialect, Dialect::Mysql | Dialect::Mariadb);
    let first = words.first();
    let of_server = |at: usize| {
        let kinds = OF_SERVER.iter().chain(mysql.then_some(&"SCHEMA"));
        kinds.copied().find(|kind| words.is(at, kind)).map(str::to_lowercase)
    };
    match first.as_str() {
        "USE" if mysql => return Some("uses another database".to_owned()),
        "ATTACH" if dialect == Dialect::Sqlite => return Some("attaches a file".to_owned()),
        "VACUUM" if dialect == Dialect::Sqlite && words.is(1, "INTO") => return Some("writes a file".to_owned()),
        "CREATE" | "DROP" | "ALTER" | "RENAME" => {
            let at = words.skip(1, &["OR", "REPLACE"]);
            if let Some(kind) = of_server(at) {
                return Some(format!("is about a {kind}"));
            }
        }
        "SET" if mysql && ["GLOBAL", "PERSIST", "PERSIST_ONLY"].iter().any(|word| words.is(1, word)) => {
            return Some("changes the server".to_owned());
        }
        _ => {}
    }
    if !mysql {
        return None;
    }
    // The server runs what stands in such comments.
    for marked in ["/*!", "/*M!"] {
        for within in statement.split(marked).skip(1) {
            let within = within.split("*/").next().unwrap_or_default();
            let within = within.trim_start_matches(|it: char| it.is_ascii_digit());
            if let Some(what) = leads_out(dialect, within, &[]) {
                return Some(what);
            }
        }
    }
    let lower = statement.to_lowercase();
    others
        .iter()
        .find(|name| is_qualified_by(&lower, &name.to_lowercase()))
        .map(|name| format!("names `{name}`, another database"))
}

/// Whether something in `text` is said to be in `database`. Texts in quotes count too: they may be run later on.
fn is_qualified_by(text: &str, database: &str) -> bool {
    text.match_indices(database).any(|(at, _)| {
        let before = text[..at].chars().next_back();
        let behind = text[at + database.len()..].trim_start_matches('`').trim_start();
        !before.is_some_and(|it| it.is_alphanumeric() || matches!(it, '_' | '$' | '.')) && behind.starts_with('.')
    })
}

fn first_line(statement: &str) -> String {
    let statement = statement.trim();
    statement.lines().next().unwrap_or_default().to_owned()
}

#[cfg(test)]
mod tests {
    use schema_core::schema::Dialect;

    use super::leads_out;

    #[test]
    fn what_leads_out_is_seen_wherever_it_stands() {
        let others = ["shop".to_owned(), "mysql".to_owned()];
        for (dialect, statement, out) in [
            (Dialect::Mysql, "USE `shop`", true),
            (Dialect::Mysql, "use shop", true),
            (Dialect::Mariadb, "DROP DATABASE IF EXISTS shop", true),
            (Dialect::Mysql, "CREATE DATABASE /*!32312 IF NOT EXISTS*/ `new`", true),
            (Dialect::Mysql, "CREATE SCHEMA x", true),
            (Dialect::Mysql, "/*!50003 USE shop */", true),
            (Dialect::Mysql, "/*!50001 DROP TABLE `shop`.`t`*/", true),
            (Dialect::Mysql, "DROP TABLE shop . t", true),
            (Dialect::Mysql, "DELETE FROM Mysql.user", true),
            (Dialect::Mysql, "INSERT INTO t SELECT * FROM `shop`.t", true),
            (Dialect::Mysql, "SET GLOBAL max_connections = 1", true),
            (Dialect::Mysql, "DROP USER app", true),
            (Dialect::Mysql, "CREATE TABLE shop (id INT)", false),
            (Dialect::Mysql, "CREATE TABLE t (workshop.x INT)", false),
            (Dialect::Mysql, "ALTER TABLE t ADD COLUMN user INT", false),
            (Dialect::Mysql, "/*!40101 SET NAMES utf8mb4 */", false),
            (Dialect::Sqlite, "ATTACH DATABASE 'shop.db' AS shop", true),
            (Dialect::Sqlite, "VACUUM INTO 'copy.db'", true),
            (Dialect::Sqlite, "CREATE TABLE database (id INT)", false),
            (Dialect::Postgres, "DROP DATABASE shop", true),
            (Dialect::Postgres, "CREATE ROLE app", true),
            (Dialect::Postgres, "CREATE SCHEMA auth", false),
            (Dialect::Postgres, "CREATE TABLE shop.t (id INT)", false),
        ] {
            assert_eq!(leads_out(dialect, statement, &others).is_some(), out, "{dialect}: {statement}");
        }
    }
}
