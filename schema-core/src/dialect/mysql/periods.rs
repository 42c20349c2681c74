//! The periods of a MariaDB table that an application keeps (`PERIOD FOR name (since, until)`); a key without overlaps is over
//! one. No model declares them.

use std::collections::BTreeMap;

use crate::connect::{Error, Session};
use crate::schema::{ColumnType, Dialect, Table, TableName};

/// Version 11.4 began to tell them.
const TOLD: &str = "
SELECT TABLE_NAME, PERIOD FROM information_schema.PERIODS
WHERE TABLE_SCHEMA = DATABASE() AND PERIOD <> 'SYSTEM_TIME'";

/// Each with its table, the table first. `tables` are those of the database, with their checks.
///
/// Before version 11.4 a period shows as the check that it brings alone, `since < until`; the definitions of the few tables with
/// such a check, on two columns as a period wants them, are asked for one by one.
pub(super) async fn read(
    session: &mut Session,
    tables: &BTreeMap<TableName, Table>,
) -> Result<Vec<(String, String)>, Error> {
    let (major, minor, _) = session.version_numbers();
    if session.dialect() != Dialect::Mariadb {
        return Ok(Vec::new());
    }
    if (major, minor) >= (11, 4) {
        let rows = session.rows(TOLD).await?;
        return Ok(rows.iter().map(|row| (row.text(0).to_owned(), row.text(1).to_owned())).collect());
    }
    let mut periods = Vec::new();
    for table in tables.values().filter(|table| may_have_one(table)) {
        let name = &table.name.name;
        // Who may see the columns of a table may not see its definition.
        let Ok(rows) = session.rows(&format!("SHOW CREATE TABLE `{}`", name.replace('`', "``"))).await else {
            continue;
        };
        let Some(text) = rows.first().and_then(|row| row.get(1)) else { continue };
        for check in table.checks.keys() {
            // A line of its own, as the server writes it; a line in a comment or a default has its break escaped.
            if text.contains(&format!("\n  PERIOD FOR `{}` (", check.replace('`', "``"))) {
                periods.push((name.clone(), check.clone()));
            }
        }
    }
    Ok(periods)
}

/// Whether a check of the table compares two columns of one type of dates or times that take no NULL, and does nothing else.
fn may_have_one(table: &Table) -> bool {
    let column = |name: &str| {
        let column = table.column(name.trim().trim_matches('`')).filter(|column| !column.nullable)?;
        let is_time =
            matches!(column.ty, ColumnType::Date | ColumnType::DateTime { .. } | ColumnType::TimestampTz { .. });
        is_time.then_some(&column.ty)
    };
    table.checks.values().any(|check| {
        let sql = check.expression.get(Dialect::Mariadb).unwrap_or_default();
        let ends = sql.split_once('<').map(|(since, until)| (column(since), column(until)));
        matches!(ends, Some((Some(since), Some(until))) if since == until)
    })
}
