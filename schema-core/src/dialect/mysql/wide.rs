//! Characters of four bytes. The catalogs keep definitions in three bytes a character, and tell `?` for what needs more; the
//! server itself knows better.

use std::fmt::Write as _;

use crate::connect::{Error, Row, Session};
use crate::dialect::introspect::HIDDEN_VALUE;
use crate::schema::Dialect;
use crate::script::{Words, definition};

use super::introspect::Others;
use super::render::values;
use super::spelled;

/// The type, the default and the expression in a row of the columns, and the expression in one of the checks.
const TYPE: usize = 2;
pub(super) const DEFAULT: usize = 4;
const GENERATED: usize = 8;
const CHECK: usize = 2;

/// Puts the characters back into rows of the columns, where they can be had. What cannot be is told.
pub(super) async fn columns(session: &mut Session, rows: Vec<Row>, others: &mut Others) -> Result<Vec<Row>, Error> {
    let mut restored = Vec::with_capacity(rows.len());
    let mut last = (String::new(), String::new());
    for mut row in rows {
        let names = [row.text(0).to_owned(), row.text(1).to_owned()];
        let [table, column] = [names[0].as_str(), names[1].as_str()];
        if let Some((is_set, told)) = spelled::enumerated(session.dialect(), &spelled::read_type(row.text(TYPE)))
            && told.iter().any(|value| value.contains('?'))
        {
            match by_place(session, [table, column], is_set, told).await {
                Some(all) => {
                    let word = if is_set { "set" } else { "enum" };
                    row = row.with(TYPE, format!("{word}{}", values(&all)));
                }
                None => others.tell(HIDDEN_VALUE, &[table, column]),
            }
        }
        for at in [DEFAULT, GENERATED] {
            let Some(told) = row.get(at).filter(|told| told.contains('?')).map(str::to_owned) else { continue };
            if last.0 != table {
                last = (table.to_owned(), definition_of(session, table).await);
            }
            let line = definition::of_column(&last.1, column).unwrap_or_default();
            let better = match session.dialect().name() {
                "mysql" if at == DEFAULT => in_hex(line),
                "mysql" => None,
                _ => match in_text(&told, line) {
                    Some(text) if text != told => Some(text),
                    _ if at == DEFAULT && told.starts_with('\'') => match by_default(session, table, column).await {
                        Some(text) => Some(text),
                        None => {
                            others.tell("default that may not be told", &[table, column]);
                            None
                        }
                    },
                    _ => None,
                },
            };
            if let Some(better) = better {
                row = row.with(at, better);
            }
        }
        restored.push(row);
    }
    Ok(restored)
}

/// The same for rows of the checks.
pub(super) async fn checks(session: &mut Session, rows: Vec<Row>) -> Vec<Row> {
    let mut restored = Vec::with_capacity(rows.len());
    for row in rows {
        let wide = session.dialect() == Dialect::MARIADB && row.text(CHECK).contains("????");
        let better = if wide { in_text(row.text(CHECK), &definition_of(session, row.text(0)).await) } else { None };
        restored.push(match better {
            Some(better) => row.with(CHECK, better),
            None => row,
        });
    }
    restored
}

/// The definition of a table; empty for whom the server does not show it.
async fn definition_of(session: &mut Session, table: &str) -> String {
    let rows = session.rows(&format!("SHOW CREATE TABLE {}", quoted(table))).await.unwrap_or_default();
    rows.first().and_then(|row| row.get(1)).unwrap_or_default().to_owned()
}

/// A name as a statement has it.
pub(super) fn quoted(name: &str) -> String {
    format!("`{}`", name.replace('`', "``"))
}

/// MySQL writes the default in digits where the catalog has no characters for it.
fn in_hex(line: &str) -> Option<String> {
    let words = Words::of(Dialect::MYSQL, line, usize::MAX);
    let at = (0..words.len()).find(|at| words.is(*at, "DEFAULT"))?;
    let digits = words.text(at + 1).strip_prefix("0x")?;
    bytes(digits).and_then(|bytes| String::from_utf8(bytes).ok())
}

/// What is told with `????` for each character of four bytes, as `text` has it.
fn in_text(told: &str, text: &str) -> Option<String> {
    text.char_indices().find_map(|(start, _)| matching(told, &text[start..])).map(str::to_owned)
}

/// The beginning of `text` that is told so.
fn matching<'t>(told: &str, text: &'t str) -> Option<&'t str> {
    let mut left = told;
    for (at, c) in text.char_indices() {
        if left.is_empty() {
            return Some(&text[..at]);
        }
        let wide = left.strip_prefix("????").filter(|_| c.len_utf8() > 3);
        left = wide.or_else(|| left.strip_prefix(c))?;
    }
    left.is_empty().then_some(text)
}

/// The default of a column as the server computes it: without rows, of those that an outer join makes up, which have none
/// where a column takes no NULL.
async fn by_default(session: &mut Session, table: &str, column: &str) -> Option<String> {
    let value = format!("SELECT HEX(CONVERT(DEFAULT(it.{}) USING utf8mb4))", quoted(column));
    let table = quoted(table);
    let of_row = session.one(&format!("{value} FROM {table} AS it LIMIT 1")).await.ok()?;
    let digits = match of_row {
        Some(digits) => digits,
        None => session
            .one(&format!("{value} FROM (SELECT 1 AS one) AS o LEFT JOIN {table} AS it ON FALSE"))
            .await
            .ok()??,
    };
    let text = String::from_utf8(bytes(&digits)?).ok()?;
    Some(format!("'{}'", text.replace('\\', "\\\\").replace('\'', "''")))
}

/// The values of an enum or a set, of which `told` is what the catalog has. Nothing tells them but the values of rows, and a
/// column takes numbers for its values: such a column is made of what an outer join makes up, with the numbers of those that are
/// in question.
async fn by_place(
    session: &mut Session,
    [table, column]: [&str; 2],
    is_set: bool,
    mut told: Vec<String>,
) -> Option<Vec<String>> {
    // In a set each value is a bit.
    let number = |place: usize| if is_set { 1_u64.checked_shl(place as u32) } else { Some(place as u64 + 1) };
    let mut asked = String::new();
    for (place, _) in told.iter().enumerate().filter(|(_, value)| value.contains('?')) {
        let union = if asked.is_empty() { "" } else { " UNION ALL " };
        write!(asked, "{union}SELECT {place} AS place, {} AS number", number(place)?).ok()?;
    }
    let (table, column) = (quoted(table), quoted(column));
    let sql = format!(
        "WITH RECURSIVE made (place, value) AS (
    SELECT -1, it.{column} FROM (SELECT 1 AS one) AS o LEFT JOIN {table} AS it ON FALSE
    UNION ALL SELECT asked.place, asked.number FROM made JOIN ({asked}) AS asked ON made.place = -1
)
SELECT CAST(place AS CHAR), HEX(CONVERT(value USING utf8mb4)) FROM made WHERE place >= 0"
    );
    for row in session.rows(&sql).await.ok()? {
        let value = row.get(1).and_then(bytes).and_then(|bytes| String::from_utf8(bytes).ok())?;
        *told.get_mut(row.text(0).parse::<usize>().ok()?)? = value;
    }
    Some(told)
}

fn bytes(digits: &str) -> Option<Vec<u8>> {
    let pairs = digits.as_bytes().chunks(2).map(|pair| std::str::from_utf8(pair).ok());
    pairs.map(|pair| u8::from_str_radix(pair?, 16).ok()).collect()
}

#[cfg(test)]
mod tests {
    use super::{in_hex, in_text};

    #[test]
    fn what_is_told_is_found_as_it_is() {
        let line = "varchar(9) GENERATED ALWAYS AS (concat(`a`,'😀?')) STORED,";
        assert_eq!(in_text("concat(`a`,'?????')", line).as_deref(), Some("concat(`a`,'😀?')"));
        assert_eq!(in_text("concat(`a`,'????')", "AS (concat(`a`,'????'))").as_deref(), Some("concat(`a`,'????')"));
        assert_eq!(in_text("concat(`b`,'????')", line), None);
        assert_eq!(in_hex("varchar(9) NOT NULL DEFAULT 0x783FF09F9880 COMMENT 'c?'").as_deref(), Some("x?😀"));
        assert_eq!(in_hex("varchar(9) DEFAULT '?'"), None);
    }
}
