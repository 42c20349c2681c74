//! The periods of a MariaDB table that an application keeps (`PERIOD FOR name (since, until)`); a key without overlaps is over
//! one. No model declares them.

use std::collections::{BTreeMap, BTreeSet};

use crate::connect::{Error, Session, row};
use crate::schema::{Check, Dialect, Table, TableName, Version};
use crate::script::Words;

use super::shown;

/// Version 11.4 began to tell them.
const TOLD: &str = "
SELECT TABLE_NAME AS table_name, PERIOD AS name FROM information_schema.PERIODS
WHERE TABLE_SCHEMA = DATABASE() AND PERIOD <> 'SYSTEM_TIME'";

row! {
    struct PeriodRow {
        table_name: String,
        name: String,
    }
}

/// Each with its table, the table first. `tables` are those of the database, with their checks.
///
/// Before version 11.4 a period shows as the check that it brings alone, `since < until`; the definitions of the few tables with
/// such a check, on two columns that take no NULL, are asked for one by one.
pub(super) async fn read(
    session: &mut Session,
    tables: &BTreeMap<TableName, Table>,
) -> Result<Vec<(String, String)>, Error> {
    if session.dialect() != Dialect::MARIADB {
        return Ok(Vec::new());
    }
    if session.release().version >= Version::new(11, 4) {
        let rows = session.fetch::<PeriodRow>(TOLD).await?;
        return Ok(rows.into_iter().map(|row| (row.table_name, row.name)).collect());
    }
    let mut periods = Vec::new();
    for table in tables.values().filter(|table| table.checks.values().any(|check| may_be_one(table, check))) {
        let name = &table.name.name;
        let text = shown::definition_if_shown(session, &format!("TABLE {}", shown::quoted(name))).await?;
        // A line of its own, as the server writes it; a line break in a comment or a default is escaped.
        let is_period = |check: &str| {
            ['`', '"'].iter().any(|quote| text.contains(&format!("\n  PERIOD FOR {} (", quoted(check, *quote))))
        };
        periods.extend(table.checks.keys().filter(|check| is_period(check)).map(|check| (name.clone(), check.clone())));
    }
    Ok(periods)
}

/// The keys without overlaps of `tables`, each with its table, the table first. No catalog tells them before version 11.4, and none
/// tells which of a table's keys they are by its name alone: the definitions of those few tables are asked for.
pub(super) async fn keys(session: &mut Session, tables: &BTreeSet<&str>) -> Result<Vec<(String, String)>, Error> {
    let mut keys = Vec::new();
    for table in tables {
        let text = shown::definition_if_shown(session, &format!("TABLE {}", shown::quoted(table))).await?;
        for line in text.lines() {
            let words = Words::of(Dialect::MARIADB, line, usize::MAX);
            let is_one = (0..words.len()).any(|at| words.is(at, "WITHOUT") && words.is(at + 1, "OVERLAPS"));
            let name = match is_one {
                true if words.begin_with(&["PRIMARY", "KEY"]) => Some("PRIMARY".to_owned()),
                true if words.begin_with(&["UNIQUE", "KEY"]) => words.name(2).map(|(name, _)| name),
                _ => None,
            };
            keys.extend(name.map(|name| ((*table).to_owned(), name)));
        }
    }
    Ok(keys)
}

/// A name in the quotes of the session's `sql_mode`.
fn quoted(name: &str, quote: char) -> String {
    let doubled: String = [quote; 2].iter().collect();
    format!("{quote}{}{quote}", name.replace(quote, &doubled))
}

/// Whether a check says of two columns that take no NULL that the one is less than the other, and nothing else.
fn may_be_one(table: &Table, check: &Check) -> bool {
    let bare = |text: &str| text.replace('`', "");
    let sql = bare(check.expression.get(Dialect::MARIADB).unwrap_or_default());
    let is_end = |name: &str| {
        let name = name.trim();
        table.columns.iter().any(|column| !column.nullable && bare(&column.name).trim() == name)
    };
    sql.match_indices('<').any(|(at, less)| is_end(&sql[..at]) && is_end(&sql[at + less.len()..]))
}
