//! Sequences of MariaDB that defaults draw from: the catalogs name them with their database.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use crate::connect::{Error, Session, row};
use crate::dialect::introspect::{Needed, Needs};
use crate::dialect::{Unmanaged, UnmanagedKind};
use crate::schema::{Dialect, TableName};
use crate::sql::{Lexer, Token};

use super::shown::{self, quoted};

const DEFAULTS: &str = "
SELECT TABLE_NAME AS table_name, COLUMN_DEFAULT AS default_value, DATABASE() AS own_database
FROM information_schema.COLUMNS
WHERE TABLE_SCHEMA = DATABASE() AND COLUMN_DEFAULT LIKE '%val(%'
ORDER BY TABLE_NAME, ORDINAL_POSITION";

row! {
    struct DefaultRow {
        table_name: String,
        default_value: String,
        own_database: String,
    }
}

/// Those that defaults of `tables` draw from. In this database they can be made as they are there.
pub(in crate::dialect) async fn needed(session: &mut Session, tables: &BTreeSet<&TableName>) -> Result<Needs, Error> {
    let mut needs = Needs::default();
    if session.dialect() != Dialect::MARIADB {
        return Ok(needs);
    }
    let mut found: BTreeMap<String, bool> = BTreeMap::new();
    for DefaultRow { table_name, default_value, own_database } in session.fetch(DEFAULTS).await? {
        if tables.contains(&TableName::new(table_name)) {
            for Drawn { database, name, .. } in drawn(&default_value) {
                let is_own = database == own_database;
                found.insert(if is_own { name } else { format!("{}.{}", quoted(&database), quoted(&name)) }, is_own);
            }
        }
    }
    for (name, is_own) in found {
        match if is_own { definition(session, &name).await } else { None } {
            Some(sql) => needs.made.push(Needed { it: Unmanaged::new(UnmanagedKind::Sequence, &name, &name), sql }),
            None => needs.missing.push(format!("sequence {name}")),
        }
    }
    Ok(needs)
}

/// The statement that makes a sequence of this database where it is not there; none for whom the server does not show it.
async fn definition(session: &mut Session, name: &str) -> Option<String> {
    let shown = shown::definition(session, &format!("SEQUENCE {}", quoted(name))).await.ok()??;
    Some(format!("CREATE SEQUENCE IF NOT EXISTS {}", shown.strip_prefix("CREATE SEQUENCE ")?))
}

/// A default without the name of its own database.
pub(super) fn unqualified(sql: &str, own: &str) -> String {
    let mut out = sql.to_owned();
    for Drawn { place, .. } in drawn(sql).into_iter().rev().filter(|it| it.database == own) {
        out.replace_range(place, "");
    }
    out
}

/// A sequence that a default draws from.
struct Drawn {
    /// Where its database stands, with the dot.
    place: Range<usize>,
    database: String,
    name: String,
}

fn drawn(sql: &str) -> Vec<Drawn> {
    let tokens = Lexer::new(Dialect::MARIADB, sql).significant();
    let is = |token: &Token, word: &str| token.text(sql).eq_ignore_ascii_case(word);
    let plain = |token: &Token| token.kind.name(token.text(sql)).map(Cow::into_owned);
    let calls = tokens.windows(5).filter_map(|tokens| {
        let [function, open, database, dot, name] = tokens else { return None };
        let draws = ["nextval", "lastval", "setval"].iter().any(|word| is(function, word));
        if !draws || !is(open, "(") || !is(dot, ".") {
            return None;
        }
        let place = database.start..name.start;
        Some(Drawn { place, database: plain(database)?, name: plain(name)? })
    });
    calls.collect()
}

#[cfg(test)]
mod tests {
    use super::unqualified;

    #[test]
    fn sequences_lose_the_name_of_their_own_database_and_of_no_other() {
        for (sql, expected) in [
            ("nextval(`d`.`s`)", "nextval(`s`)"),
            ("(lastval(`d`.`s`) + nextval(`d`.`t`) * 2)", "(lastval(`s`) + nextval(`t`) * 2)"),
            ("nextval(`e`.`d`)", "nextval(`e`.`d`)"),
            ("nextval(`s`)", "nextval(`s`)"),
            ("'nextval(`d`.`s`)'", "'nextval(`d`.`s`)'"),
            ("concat(`d`,'x')", "concat(`d`,'x')"),
        ] {
            assert_eq!(unqualified(sql, "d"), expected);
        }
        assert_eq!(unqualified("nextval(`a``b`.`s`)", "a`b"), "nextval(`s`)");
    }
}
