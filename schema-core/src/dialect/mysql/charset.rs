//! Character sets and collations: which one stands where nothing is said.

#[cfg(feature = "introspect")]
use crate::schema::Dialect;
use crate::schema::TableOptions;

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
#[cfg(feature = "introspect")]
pub(super) fn is_default(dialect: Dialect, charset: &str, collation: &str) -> bool {
    let Some(rest) = collation.strip_prefix(charset).and_then(|rest| rest.strip_prefix('_')) else {
        return charset == "binary" && collation == "binary";
    };
    match (charset, rest) {
        ("utf8mb4", "0900_ai_ci") => dialect == Dialect::Mysql,
        ("utf8mb4", "general_ci") => dialect == Dialect::Mariadb,
        ("utf8mb4" | "utf8mb3" | "ucs2" | "utf16" | "utf32", "uca1400_ai_ci") => dialect == Dialect::Mariadb,
        ("latin1" | "dec8" | "swe7", rest) => rest == "swedish_ci",
        ("big5" | "gb2312" | "gbk" | "gb18030", rest) => rest == "chinese_ci",
        ("ujis" | "sjis" | "cp932" | "eucjpms", rest) => rest == "japanese_ci",
        ("euckr", rest) => rest == "korean_ci",
        ("tis620", rest) => rest == "thai_ci",
        ("hp8", rest) => rest == "english_ci",
        (_, rest) => rest == "general_ci" && charset != "utf8mb4",
    }
}
