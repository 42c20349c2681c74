//! `MODIFY COLUMN` drops every attribute of a column that it does not repeat.

use std::ops::Range;

use crate::connect::{Error, Session};
use crate::migrate::parts::Lost;
use crate::schema::Dialect;
use crate::script::{Statement, Words};

use super::shown;

/// The unmanaged attributes of a column, in the words of its definition.
const ATTRIBUTES: &[&str] = &[
    "CHECK",
    "COLUMN_FORMAT",
    "COMPRESSED",
    "ENGINE_ATTRIBUTE",
    "INVISIBLE",
    "REF_SYSTEM_ID",
    "SECONDARY",
    "SECONDARY_ENGINE_ATTRIBUTE",
    "SRID",
    "STORAGE",
    "VERSIONING",
];

/// What columns would lose by a statement that defines them anew.
pub(super) async fn lost(session: &mut Session, statement: &Statement) -> Result<Vec<Lost>, Error> {
    let dialect = session.dialect();
    let Some((table, columns)) = redefined(dialect, statement) else { return Ok(Vec::new()) };
    // If the table does not exist, its statement will say so.
    let text = shown::definition_if_shown(session, &format!("TABLE {}", table.spelled)).await?;
    let mut found = Vec::new();
    for Redefined { column, words } in columns {
        let Some(line) = shown::line_of_column(&text, &column) else { continue };
        let attributes: Vec<String> = attributes(dialect, line).filter(|it| !is_said(&words, it)).collect();
        if !attributes.is_empty() {
            found.push(Lost { table: table.name.clone(), column, attributes });
        }
    }
    Ok(found)
}

/// The columns that a statement defines anew, each behind its table.
pub(super) fn columns(dialect: Dialect, statement: &Statement) -> Vec<(String, String)> {
    let Some((table, columns)) = redefined(dialect, statement) else { return Vec::new() };
    columns.into_iter().map(|it| (table.name.clone(), it.column)).collect()
}

/// A table as a statement names it.
struct Named {
    name: String,
    spelled: String,
}

/// A column that a statement defines anew, and the keywords of that definition.
struct Redefined {
    column: String,
    words: Vec<String>,
}

/// The columns that an `ALTER TABLE` defines anew.
fn redefined(dialect: Dialect, statement: &Statement) -> Option<(Named, Vec<Redefined>)> {
    let words = Words::of(dialect, &statement.text, usize::MAX);
    if !words.is(0, "ALTER") || !(words.has("MODIFY") || words.has("CHANGE")) {
        return None;
    }
    let at = words.skip(words.skip(1, &["ONLINE"]), &["IGNORE"]);
    let at = words.skip(words.is(at, "TABLE").then_some(at + 1)?, &["IF", "EXISTS"]);
    let (name, from) =
        words.name(at).map(|(name, end)| (Named { name, spelled: words.spelled(at).unwrap_or_default() }, end))?;
    let mut columns = Vec::new();
    for Range { start, end } in words.list(from, words.len()) {
        if words.is(start, "MODIFY") || words.is(start, "CHANGE") {
            let name = words.skip(words.skip(start + 1, &["COLUMN"]), &["IF", "EXISTS"]);
            if let Some((column, from)) = words.name(name) {
                let words = (from..end).map(|place| words.text(place).to_ascii_uppercase()).collect();
                columns.push(Redefined { column, words });
            }
        }
    }
    (!columns.is_empty()).then_some((name, columns))
}

/// Whether a definition says something about an attribute.
fn is_said(words: &[String], attribute: &str) -> bool {
    let is = |wanted: &str| words.iter().any(|word| word == wanted || word.starts_with("/*") && word.contains(wanted));
    is(attribute) || attribute == "INVISIBLE" && is("VISIBLE")
}

/// The attributes in the line of a column. MariaDB's `json` is a text with a check, which comes back with the type: that
/// is the whole check, and another one that begins alike is not.
fn attributes(dialect: Dialect, line: &str) -> impl Iterator<Item = String> {
    let words = Words::of(dialect, line, usize::MAX);
    let mut found = Vec::new();
    for at in 0..words.len() {
        let is_json = words.is(at, "CHECK")
            && words.is_mark(at + 1, "(")
            && words.is(at + 2, "JSON_VALID")
            && words.is_mark(at + 3, "(")
            && words.is_name(at + 4)
            && words.is_mark(at + 5, ")")
            && words.is_mark(at + 6, ")");
        for attribute in ATTRIBUTES.iter().filter(|_| !is_json) {
            let inside = |text: &str| {
                let mut words = text.split(|c: char| !c.is_ascii_alphanumeric() && c != '_');
                text.starts_with("/*") && words.any(|word| word.eq_ignore_ascii_case(attribute))
            };
            if words.is(at, attribute) || inside(words.text(at)) {
                found.push((*attribute).to_owned());
            }
        }
    }
    found.into_iter()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_definition_has_is_seen() {
        let has = |line: &str| attributes(Dialect::MARIADB, line).collect::<Vec<_>>();
        assert_eq!(has("varchar(9) NOT NULL CHECK (`b` <> 'x'),"), ["CHECK"]);
        assert_eq!(has("int(11) INVISIBLE DEFAULT 5 COMMENT 'CHECK',"), ["INVISIBLE"]);
        assert_eq!(has("text /*!100301 COMPRESSED*/ DEFAULT 'STORAGE',"), ["COMPRESSED"]);
        assert_eq!(has("longtext DEFAULT NULL CHECK (json_valid(`j`)),"), [""; 0]);
        assert_eq!(has("longtext CHECK (json_valid(`j`) and json_length(`j`) < 5),"), ["CHECK"]);
        assert_eq!(has("longtext CHECK (json_valid(`j`) = 0),"), ["CHECK"]);
    }

    #[test]
    fn what_a_statement_defines_is_seen() {
        let text = "ALTER TABLE `x`.`t` ADD CHECK (a > 1), MODIFY COLUMN `b` decimal(9, 2) INVISIBLE, CHANGE c d int";
        let (table, columns) = redefined(Dialect::MYSQL, &Statement::new(text)).expect("two columns");
        assert_eq!((table.name.as_str(), table.spelled.as_str()), ("t", "`x`.`t`"));
        let said: Vec<_> = columns.iter().map(|it| (it.column.as_str(), is_said(&it.words, "INVISIBLE"))).collect();
        assert_eq!(said, [("b", true), ("c", false)]);
        assert!(redefined(Dialect::MYSQL, &Statement::new("ALTER TABLE t ADD modify int")).is_none());
        let behind = Statement::new("SET STATEMENT lock_wait_timeout = 5 FOR ALTER TABLE t MODIFY a bigint");
        assert_eq!(redefined(Dialect::MARIADB, &behind).expect("a column").0.name, "t");
    }
}
