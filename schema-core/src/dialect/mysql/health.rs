//! Whether MySQL and MariaDB let themselves be migrated.

use crate::connect::{Session, row};
use crate::migrate::{Error, Health};

const STATE: &str = "
SELECT CAST(UNIX_TIMESTAMP() AS CHAR) AS clock, DATABASE() AS own_database,
    CAST(@@GLOBAL.read_only AS CHAR) AS is_read_only";

row! {
    struct StateRow {
        clock: Option<i64>,
        own_database: Option<String>,
        is_read_only: bool,
    }
}

pub(super) async fn health(session: &mut Session) -> Result<Health, Error> {
    let mut health = Health::default();
    let Some(StateRow { clock, own_database, is_read_only }) = session.fetch_first(STATE).await? else {
        return Ok(health);
    };
    health.clock = clock;
    let Some(database) = own_database else {
        health.lacks.push("create tables: the URL names no database".to_owned());
        return Ok(health);
    };
    let grants: Vec<String> = session.values("SHOW GRANTS").await?;
    let grants: Vec<&str> = grants.iter().map(String::as_str).collect();
    let missing = missing(&grants, &database);
    if !missing.is_empty() {
        health.lacks.push(format!("{} in the database `{database}`", missing.join(", ")));
    }
    if is_read_only && !grants.iter().any(|grant| passes_read_only(grant)) {
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
