//! What of a script would be done outside of the scratch database that it is tried in: a dump that says `USE shop` would
//! drop the tables of that shop.

use schema_core::connect::{self, Session};
use schema_core::diagnostic::Code;
use schema_core::schema::{Dialect, Engines};
use schema_core::script::{Script, Words, executed_comments, reaches};

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
        let databases = match dialect.engine().catalog().other_databases() {
            Some(query) => session.values(query).await?,
            None => Vec::new(),
        };
        Ok(Self { dialect, databases })
    }

    /// Refuses `script` where a statement of it leads there.
    pub(crate) fn refuse(&self, script: &Script) -> Result<()> {
        for statement in &script.statements {
            if let Some(what) = leads_out(self.dialect, &statement.text, &self.databases) {
                return Err(Error::usage(
                    Code::LeavesScratchDatabase,
                    format!(
                        "a statement affects objects outside \
                    the scratch database: it {what}"
                    ),
                )
                .cause(first_line(&statement.text))
                .hint("nothing was run; remove the statement in a copy of the file, or dump only the one database"));
            }
        }
        Ok(())
    }
}

/// What a statement does outside, in words.
fn leads_out(dialect: Dialect, statement: &str, others: &[String]) -> Option<String> {
    let words = Words::of(dialect, statement, 12);
    let reaches_others = dialect.engine().catalog().other_databases().is_some();
    if let Some(what) = dialect.engine().grammar().leads_out(&words) {
        return Some(what.to_owned());
    }
    let first = words.first();
    let of_server = |at: usize| {
        let kinds = OF_SERVER.iter().chain(reaches_others.then_some(&"SCHEMA"));
        kinds.copied().find(|kind| words.is(at, kind)).map(str::to_lowercase)
    };
    match first.as_str() {
        "CREATE" | "DROP" | "ALTER" | "RENAME" => {
            let at = words.skip(1, &["OR", "REPLACE"]);
            if let Some(kind) = of_server(at) {
                return Some(format!("affects a {kind}"));
            }
        }
        _ => {}
    }
    if !reaches_others {
        return None;
    }
    let of_comment = executed_comments(dialect, statement).into_iter().find_map(|sql| leads_out(dialect, sql, &[]));
    of_comment.or_else(|| {
        let named = others.iter().find(|name| reaches(dialect, statement, name));
        named.map(|name| format!("names `{name}`, another database"))
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
            (Dialect::MYSQL, "USE `shop`", true),
            (Dialect::MYSQL, "use shop", true),
            (Dialect::MARIADB, "DROP DATABASE IF EXISTS shop", true),
            (Dialect::MYSQL, "CREATE DATABASE /*!32312 IF NOT EXISTS*/ `new`", true),
            (Dialect::MYSQL, "CREATE SCHEMA x", true),
            (Dialect::MYSQL, "/*!50003 USE shop */", true),
            (Dialect::MYSQL, "/*!50001 DROP TABLE `shop`.`t`*/", true),
            (Dialect::MYSQL, "DROP TABLE shop . t", true),
            (Dialect::MYSQL, "DROP TABLE shop /* now */ . t", true),
            (Dialect::MYSQL, "DROP TABLE t -- not shop.t", false),
            (Dialect::MYSQL, "INSERT INTO t VALUES ('/*! USE shop */')", false),
            (Dialect::MYSQL, "DELETE FROM Mysql.user", true),
            (Dialect::MYSQL, "INSERT INTO t SELECT * FROM `shop`.t", true),
            (Dialect::MYSQL, "SET GLOBAL max_connections = 1", true),
            (Dialect::MYSQL, "DROP USER app", true),
            (Dialect::MYSQL, "CREATE TABLE shop (id INT)", false),
            (Dialect::MYSQL, "CREATE TABLE t (workshop.x INT)", false),
            (Dialect::MYSQL, "ALTER TABLE t ADD COLUMN user INT", false),
            (Dialect::MYSQL, "/*!40101 SET NAMES utf8mb4 */", false),
            (Dialect::SQLITE, "ATTACH DATABASE 'shop.db' AS shop", true),
            (Dialect::SQLITE, "VACUUM INTO 'copy.db'", true),
            (Dialect::SQLITE, "CREATE TABLE database (id INT)", false),
            (Dialect::POSTGRES, "DROP DATABASE shop", true),
            (Dialect::POSTGRES, "CREATE ROLE app", true),
            (Dialect::POSTGRES, "CREATE SCHEMA auth", false),
            (Dialect::POSTGRES, "CREATE TABLE shop.t (id INT)", false),
        ] {
            assert_eq!(leads_out(dialect, statement, &others).is_some(), out, "{dialect}: {statement}");
        }
    }
}
