//! Whether a database lets itself be migrated by who is connected, and what time it has.

use super::Error;
use crate::connect::Session;
use crate::schema::Dialect;

/// What was asked of a database.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Health {
    /// What the user of the connection cannot do and an upgrade needs, each as the end of the sentence "the user
    /// cannot …".
    pub lacks: Vec<String>,
    /// The server's clock: seconds since 1970. `None` for SQLite, which has none of its own.
    pub clock: Option<i64>,
}

/// Asks a database whether an upgrade could do its work. Changes nothing.
///
/// What only an attempt would show, as a trigger or a proxy that refuses a statement, is not seen here.
///
/// # Errors
/// What the database answers to these questions.
pub async fn health(session: &mut Session) -> Result<Health, Error> {
    match session.dialect() {
        Dialect::Sqlite => sqlite(session).await,
        Dialect::Postgres => postgres(session).await,
        Dialect::Mysql | Dialect::Mariadb => mysql(session).await,
    }
}

async fn sqlite(session: &mut Session) -> Result<Health, Error> {
    let mut health = Health::default();
    if session.one("PRAGMA query_only").await?.as_deref() == Some("1") {
        health.lacks.push("write: `query_only` is set".to_owned());
    }
    Ok(health)
}

async fn postgres(session: &mut Session) -> Result<Health, Error> {
    let rows = session
        .rows(
            "SELECT floor(extract(epoch FROM clock_timestamp()))::bigint::text, current_schema()::text, \
             has_schema_privilege(current_schema(), 'CREATE')::text, current_setting('transaction_read_only'), \
             pg_is_in_recovery()::text",
        )
        .await?;
    let mut health = Health::default();
    let Some(row) = rows.first() else { return Ok(health) };
    health.clock = row.int(0);
    if row.flag(4) {
        health.lacks.push("write: the server is a standby".to_owned());
    } else if row.text(3) == "on" {
        health.lacks.push("write: transactions are read-only".to_owned());
    }
    match row.get(1) {
        None => health.lacks.push("create tables: no schema of the search path is there".to_owned()),
        Some(schema) if !row.flag(2) => health.lacks.push(format!("create tables in the schema `{schema}`")),
        Some(_) => {}
    }
    // Only who owns a table, or belongs to who does, can alter it.
    let rows = session
        .rows(
            "SELECT c.relname, pg_get_userbyid(c.relowner)::text FROM pg_catalog.pg_class c \
             JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace \
             WHERE n.nspname = current_schema() AND c.relkind IN ('r', 'p') \
             AND NOT pg_has_role(c.relowner, 'USAGE') AND NOT EXISTS (SELECT FROM pg_catalog.pg_depend d \
             WHERE d.classid = 'pg_catalog.pg_class'::regclass AND d.objid = c.oid AND d.deptype = 'e') \
             ORDER BY c.relname",
        )
        .await?;
    if let Some(first) = rows.first() {
        let more = if rows.len() > 1 { format!(", nor {} more tables", rows.len() - 1) } else { String::new() };
        health.lacks.push(format!("alter `{}`, which belongs to `{}`{more}", first.text(0), first.text(1)));
    }
    Ok(health)
}

async fn mysql(session: &mut Session) -> Result<Health, Error> {
    let rows =
        session.rows("SELECT CAST(UNIX_TIMESTAMP() AS CHAR), DATABASE(), CAST(@@GLOBAL.read_only AS CHAR)").await?;
    let mut health = Health::default();
    let Some(row) = rows.first() else { return Ok(health) };
    health.clock = row.int(0);
    let Some(database) = row.get(1) else {
        health.lacks.push("create tables: the URL names no database".to_owned());
        return Ok(health);
    };
    let grants = session.rows("SHOW GRANTS").await?;
    let grants: Vec<&str> = grants.iter().map(|row| row.text(0)).collect();
    let missing = missing(&grants, database);
    if !missing.is_empty() {
        health.lacks.push(format!("{} in the database `{database}`", missing.join(", ")));
    }
    if row.flag(2) && !grants.iter().any(|grant| passes_read_only(grant)) {
        health.lacks.push("write: the server is read-only".to_owned());
    }
    Ok(health)
}

/// The rights that an upgrade needs and these grants do not give on a database. None where a role may give them.
fn missing(grants: &[&str], database: &str) -> Vec<&'static str> {
    let mut missing = vec!["CREATE", "ALTER", "DROP", "INDEX", "REFERENCES", "SELECT", "INSERT", "UPDATE", "DELETE"];
    for grant in grants {
        let Some(rest) = grant.strip_prefix("GRANT ") else { continue };
        // `GRANT reader TO …`: what is in the role stands in no line of this user.
        let Some((rights, on)) = rest.split_once(" ON ") else {
            if rest.contains(" TO ") {
                return Vec::new();
            }
            continue;
        };
        let Some((scope, _)) = on.split_once(".*") else { continue };
        if scope != "*" && !matches_pattern(scope.trim_matches('`'), database) {
            continue;
        }
        let rights: Vec<&str> = rights.split(',').map(str::trim).collect();
        if rights.iter().any(|right| right.starts_with("ALL")) {
            return Vec::new();
        }
        missing.retain(|needed| !rights.contains(needed));
    }
    missing
}

fn passes_read_only(grant: &str) -> bool {
    ["ALL PRIVILEGES ON *.*", "SUPER", "READ_ONLY ADMIN", "READ ONLY ADMIN", "CONNECTION_ADMIN"]
        .iter()
        .any(|right| grant.contains(right))
}

/// Whether the name of a database in a grant, with `_` and `%` for anything and a backslash before either as such, fits.
fn matches_pattern(pattern: &str, name: &str) -> bool {
    let mut pattern = pattern.chars();
    let Some(first) = pattern.next() else { return name.is_empty() };
    let rest = pattern.as_str();
    let mut name_rest = name.chars();
    match first {
        '%' => (0..=name.len()).any(|at| name.is_char_boundary(at) && matches_pattern(rest, &name[at..])),
        '_' => name_rest.next().is_some() && matches_pattern(rest, name_rest.as_str()),
        '\\' => {
            let mut rest = rest.chars();
            rest.next() == name_rest.next() && matches_pattern(rest.as_str(), name_rest.as_str())
        }
        c => name_rest.next() == Some(c) && matches_pattern(rest, name_rest.as_str()),
    }
}

#[cfg(test)]
mod tests {
    use super::{matches_pattern, missing};

    #[test]
    fn rights_of_mysql_are_read_from_grants() {
        let usage = "GRANT USAGE ON *.* TO `a`@`%`";
        assert_eq!(missing(&[usage, "GRANT ALL PRIVILEGES ON `shop`.* TO `a`@`%`"], "shop"), [""; 0]);
        assert_eq!(missing(&["GRANT ALL PRIVILEGES ON *.* TO `root`@`%` WITH GRANT OPTION"], "shop"), [""; 0]);
        assert_eq!(missing(&[usage, "GRANT ALL PRIVILEGES ON `other`.* TO `a`@`%`"], "shop").len(), 9);
        let some = "GRANT SELECT, INSERT, UPDATE, DELETE, CREATE, REFERENCES, INDEX ON `sh\\_op`.* TO `a`@`%`";
        assert_eq!(missing(&[usage, some], "sh_op"), ["ALTER", "DROP"]);
        assert_eq!(missing(&[usage, some], "shxop").len(), 9);
        assert_eq!(missing(&[usage, "GRANT `owner`@`%` TO `a`@`%`"], "shop"), [""; 0]);
        assert!(matches_pattern("sh%", "shop") && matches_pattern("s_o%p", "shop") && !matches_pattern("sh", "shop"));
    }
}
