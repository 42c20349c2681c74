//! Characters of four bytes. The catalogs keep definitions in three bytes a character, and tell `?` for what needs more; the
//! server itself knows better.

use std::fmt::Write as _;

use crate::connect::{Error, Session, row};
use crate::dialect::UnmanagedKind;
use crate::schema::Dialect;
use crate::script::Words;

use super::others::Others;
use super::queries::{CheckRow, ColumnRow};
use super::shown::{self, quoted};
use super::spelled;
use super::spelling::values;

/// Puts the characters back into rows of the columns, where they can be had. What cannot be is told.
pub(super) async fn columns(
    session: &mut Session,
    mut rows: Vec<ColumnRow>,
    others: &mut Others,
) -> Result<Vec<ColumnRow>, Error> {
    let mut last = (String::new(), String::new());
    for row in &mut rows {
        let names = [row.table_name.as_str(), row.name.as_str()];
        if let Some((is_set, told)) = spelled::enumerated(session.dialect(), &spelled::read_type(&row.type_name))
            && told.iter().any(|value| value.contains('?'))
        {
            match by_place(session, names, is_set, told).await {
                Some(all) => {
                    let word = if is_set { "set" } else { "enum" };
                    row.type_name = format!("{word}{}", values(&all));
                }
                None => others.tell(UnmanagedKind::HiddenValue, names),
            }
        }
        let is_wide = |text: &Option<String>| text.as_ref().is_some_and(|text| text.contains('?'));
        let is_unsure = |told: &String| is_unsure(session.dialect(), told) && !row.extra.contains("DEFAULT_GENERATED");
        if spelled::is_bytes(&row.type_name) && row.default_value.as_ref().is_some_and(is_unsure) {
            row.default_value = bytes_by_default(session, row, others).await.or(row.default_value.take());
            continue;
        }
        if !is_wide(&row.default_value) && !is_wide(&row.expression) {
            continue;
        }
        if last.0 != row.table_name {
            last = (row.table_name.clone(), definition_of(session, &row.table_name).await);
        }
        let line = shown::line_of_column(&last.1, &row.name).unwrap_or_default();
        if let Some(told) = row.default_value.as_ref().filter(|told| told.contains('?')) {
            let better = match session.dialect().name() {
                "mysql" => in_hex(line),
                _ => default(session, names, told, line, others).await,
            };
            row.default_value = better.or(row.default_value.take());
        }
        if let Some(told) = row.expression.as_ref().filter(|told| told.contains('?'))
            && session.dialect() == Dialect::MARIADB
        {
            row.expression = in_text(told, line).or(row.expression.take());
        }
    }
    Ok(rows)
}

/// The default of a column of MariaDB that is told with `?` and stands in this line of its table's definition.
async fn default(
    session: &mut Session,
    names @ [table, column]: [&str; 2],
    told: &str,
    line: &str,
    others: &mut Others,
) -> Option<String> {
    let written = in_text(told, line).filter(|text| text != told);
    if written.is_some() || !told.starts_with('\'') {
        return written;
    }
    let computed = by_default(session, table, column, |it| format!("CONVERT({it} USING utf8mb4)")).await;
    let computed = computed.and_then(|bytes| String::from_utf8(bytes).ok()).map(|text| literal(&text));
    if computed.is_none() {
        others.tell(UnmanagedKind::HiddenDefault, names);
    }
    computed
}

/// Whether what is told of bytes may not be what they are. MySQL tells digits up to the first zero byte. On MariaDB `?` stands for any
/// byte that is no text, and a text cannot have all that are told with a backslash.
fn is_unsure(dialect: Dialect, told: &str) -> bool {
    match dialect.name() {
        "mysql" => told.starts_with("0x"),
        _ => told.starts_with('\'') && told.contains(['?', '\\', '\u{1a}']),
    }
}

/// The default of a column of bytes: on MariaDB as a text where it is one, and else in digits.
async fn bytes_by_default(session: &mut Session, row: &ColumnRow, others: &mut Others) -> Option<String> {
    let (names @ [table, column], ty) = ([row.table_name.as_str(), row.name.as_str()], &row.type_name);
    let Some(mut bytes) = by_default(session, table, column, str::to_owned).await else {
        others.tell(UnmanagedKind::HiddenDefault, names);
        return None;
    };
    // A column of a fixed length is filled up with zeros; all sixteen bytes may be a UUID.
    let padding = bytes.iter().rev().take_while(|byte| **byte == 0).count();
    let is_text = |bytes: &[u8]| std::str::from_utf8(bytes).is_ok_and(|text| !text.contains(char::is_control));
    let unpadded = bytes.len() - if ty.starts_with("binary") { padding } else { 0 };
    let is_text = session.dialect() == Dialect::MARIADB && is_text(&bytes[..unpadded]);
    if is_text || bytes.len() != 16 {
        bytes.truncate(unpadded);
    }
    if let Some(text) = std::str::from_utf8(&bytes).ok().filter(|_| is_text) {
        return Some(literal(text));
    }
    Some(bytes.iter().fold("0x".to_owned(), |digits, byte| digits + &format!("{byte:02X}")))
}

fn literal(text: &str) -> String {
    format!("'{}'", text.replace('\\', "\\\\").replace('\'', "\'\'"))
}

/// The same for rows of the checks.
pub(super) async fn checks(session: &mut Session, mut rows: Vec<CheckRow>) -> Vec<CheckRow> {
    if session.dialect() != Dialect::MARIADB {
        return rows;
    }
    for row in rows.iter_mut().filter(|row| row.expression.contains("????")) {
        if let Some(better) = in_text(&row.expression, &definition_of(session, &row.table_name).await) {
            row.expression = better;
        }
    }
    rows
}

/// The definition of a table; empty for whom the server does not show it.
async fn definition_of(session: &mut Session, table: &str) -> String {
    let shown = shown::definition(session, &format!("TABLE {}", quoted(table))).await;
    shown.ok().flatten().unwrap_or_default()
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

/// The default of a column as the server computes it, with what `of` makes of it: for a row; without rows, for those that an outer
/// join makes up, which have none where a column takes no NULL; and else for a row of a temporary table with that column.
async fn by_default(session: &mut Session, table: &str, column: &str, of: impl Fn(&str) -> String) -> Option<Vec<u8>> {
    let (table, column) = (quoted(table), quoted(column));
    let value = format!("SELECT HEX({})", of(&format!("DEFAULT(it.{column})")));
    let of_row = format!("{value} FROM {table} AS it LIMIT 1");
    let of_none = format!("{value} FROM (SELECT 1 AS one) AS o LEFT JOIN {table} AS it ON FALSE");
    for query in [of_row, of_none] {
        if let Some(digits) = session.one(&query).await.ok()? {
            return bytes(&digits);
        }
    }
    let name = quoted("_schema_default");
    session
        .execute(&format!("CREATE TEMPORARY TABLE {name} AS SELECT {column} FROM {table} WHERE FALSE"))
        .await
        .ok()?;
    let query = format!("{value} FROM {name} AS it");
    let made = async {
        session.execute(&format!("INSERT INTO {name} () VALUES ()")).await?;
        session.one(&query).await
    };
    let made = made.await;
    session.execute(&format!("DROP TEMPORARY TABLE {name}")).await.ok()?;
    bytes(&made.ok()??)
}

row! {
    struct ValueRow {
        place: Option<usize>,
        /// The value, in hexadecimal digits.
        digits: Option<String>,
    }
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
SELECT CAST(place AS CHAR) AS place, HEX(CONVERT(value USING utf8mb4)) AS digits FROM made WHERE place >= 0"
    );
    for ValueRow { place, digits } in session.fetch(&sql).await.ok()? {
        let value = bytes(&digits?).and_then(|bytes| String::from_utf8(bytes).ok())?;
        *told.get_mut(place?)? = value;
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
