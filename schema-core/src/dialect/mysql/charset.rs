//! Character sets and collations: which one stands where nothing is said.

use crate::schema::{Column, ColumnType, Dialect, ForeignKey, Table, TableOptions};

/// The character set of a table. Rust's text is UTF-8, and not every server's default can hold it.
pub(super) fn of_table(options: &TableOptions) -> String {
    let of_collation = || options.collation.as_deref().map(of_collation);
    options.charset.as_deref().map(one_name).or_else(of_collation).unwrap_or_else(|| "utf8mb4".to_owned())
}

/// The character set that a collation belongs to: `latin1` of `latin1_bin`.
pub(super) fn of_collation(collation: &str) -> String {
    one_name(collation.split('_').next().unwrap_or(collation))
}

/// One name for a character set or collation: `utf8` is `utf8mb3`, whichever a server tells.
pub(super) fn one_name(name: &str) -> String {
    let name = name.to_ascii_lowercase();
    match name.strip_prefix("utf8") {
        Some("") => "utf8mb3".to_owned(),
        Some(rest) if rest.starts_with('_') => format!("utf8mb3{rest}"),
        _ => name,
    }
}

/// How many bytes a character takes at most.
pub(super) fn bytes(charset: &str) -> u32 {
    match charset {
        "utf8mb4" | "utf16" | "utf16le" | "utf32" | "gb18030" => 4,
        "utf8mb3" | "utf8" | "ujis" | "eucjpms" => 3,
        "ucs2" | "big5" | "gbk" | "gb2312" | "euckr" | "sjis" | "cp932" => 2,
        _ => 1,
    }
}

/// Whether `collation` is the one that `charset` has where none is said. The servers' defaults went from one to the other
/// over the versions of MariaDB, and a table keeps the one that it was made with.
pub(super) fn is_default(dialect: Dialect, charset: &str, collation: &str) -> bool {
    let Some(rest) = collation.strip_prefix(charset).and_then(|rest| rest.strip_prefix('_')) else {
        return charset == "binary" && collation == "binary";
    };
    match (charset, rest) {
        ("utf8mb4", "0900_ai_ci") => dialect == Dialect::MYSQL,
        ("utf8mb4", "general_ci") => dialect == Dialect::MARIADB,
        ("utf8mb4" | "utf8mb3" | "ucs2" | "utf16" | "utf32", "uca1400_ai_ci") => dialect == Dialect::MARIADB,
        ("latin1" | "dec8" | "swe7", rest) => rest == "swedish_ci",
        ("big5" | "gb2312" | "gbk" | "gb18030", rest) => rest == "chinese_ci",
        ("ujis" | "sjis" | "cp932" | "eucjpms", rest) => rest == "japanese_ci",
        ("euckr", rest) => rest == "korean_ci",
        ("tis620", rest) => rest == "thai_ci",
        ("hp8", rest) => rest == "english_ci",
        (_, rest) => rest == "general_ci" && charset != "utf8mb4",
    }
}

/// The first character of `text` that `charset` does not have: a server refuses it in a default, and makes `?` of it in an enum
/// value. None for sets whose characters are not known here.
///
/// `latin1` is cp1252 on these servers, with the five bytes that cp1252 leaves open as the control characters of ISO 8859-1
/// (MySQL 8.4 Reference Manual, 12.10.2).
pub(super) fn lacking(charset: &str, text: &str) -> Option<char> {
    const CP1252: &str = "€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ\u{81}\u{8d}\u{8f}\u{90}\u{9d}";
    let has = |letter: char| match charset {
        "ascii" => letter.is_ascii(),
        "latin1" => letter.is_ascii() || ('\u{a0}'..='\u{ff}').contains(&letter) || CP1252.contains(letter),
        "utf8mb3" | "ucs2" => letter <= '\u{ffff}',
        _ => true,
    };
    text.chars().find(|&letter| !has(letter))
}

/// A foreign key compares texts, and does so in one collation.
pub(super) fn foreign_key_problem(dialect: Dialect, table: &Table, key: &ForeignKey, target: &Table) -> Option<String> {
    key.columns.iter().zip(&key.references_columns).find_map(|(column, other)| {
        let ours = of_column(dialect, table, table.column(column)?)?;
        let theirs = of_column(dialect, target, target.column(other)?)?;
        (ours != theirs).then(|| {
            format!(
                "`{column}` is in {}, and what it references in {}: give both one character set and collation",
                told(&ours),
                told(&theirs)
            )
        })
    })
}

/// The character set of a column of text, and its collation where that is not the one that the set has by itself.
fn of_column(dialect: Dialect, table: &Table, column: &Column) -> Option<(String, Option<String>)> {
    if !matches!(column.ty, ColumnType::Char | ColumnType::Text { .. } | ColumnType::FixedText { .. }) {
        return None;
    }
    let charset = of_texts(dialect, table, column);
    let own = column.collation.get(dialect);
    let inherits = column.charset.is_none() && own.is_none();
    let collation = if inherits { table.options.collation.as_deref() } else { own };
    let collation = collation.map(one_name).filter(|it| !is_default(dialect, &charset, it));
    Some((charset, collation))
}

/// The character set that texts of a column are in.
pub(super) fn of_texts(dialect: Dialect, table: &Table, column: &Column) -> String {
    let collation = || column.collation.get(dialect).map(of_collation);
    let own = column.charset.as_deref().map(one_name).or_else(collation);
    own.unwrap_or_else(|| of_table(&table.options))
}

fn told((charset, collation): &(String, Option<String>)) -> String {
    format!("`{}`", collation.as_ref().unwrap_or(charset))
}
