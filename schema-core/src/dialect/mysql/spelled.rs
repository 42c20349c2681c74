//! What the information schema's texts mean: types, defaults, expressions.

use std::borrow::Cow;

use crate::dialect::expression::{self as sql, Token};
use crate::schema::{Column, ColumnType, Dialect, Generated, Identity, Special, Spelling};
use crate::sql::Lexer;

use super::queries::{CheckRow, ColumnRow};
use super::{charset, types};

/// A column from its row; `document` says that it is MariaDB's `json`, and `of_table` is its table's collation.
pub(super) fn column(dialect: Dialect, row: ColumnRow, document: bool, of_table: &str) -> Column {
    let told = row.default_value.as_deref();
    let ty = match read_type(without_marks(&row.type_name)) {
        ColumnType::Text { max_length: None } if document => ColumnType::Json,
        ty => ty,
    };
    let ty = match ty {
        // Sixteen bytes are a UUID to nobody who gives them another default.
        ColumnType::Uuid if told.is_some_and(|text| !is_uuid(text)) => ColumnType::FixedBytes { length: 16 },
        ty => ty,
    };
    let extra = row.extra.to_ascii_lowercase();
    let generated = extra.contains("virtual generated")
        || extra.contains("stored generated")
        || extra.contains("persistent generated");
    let generated = generated.then(|| Generated {
        expression: Spelling::any(expression(dialect, row.expression.as_deref().unwrap_or_default())),
        stored: !extra.contains("virtual"),
    });
    let (nullable, on_update_now) = (row.is_nullable, extra.contains("on update"));
    let implied = |text: &str| dialect == Dialect::MARIADB && on_update_now && !nullable && is_zero_time(text);
    let told = told.filter(|text| generated.is_none() && !implied(text));
    let default = told.map(|text| default(dialect, text, &row.type_name, &extra));
    let own = row.collation_name.map(|name| charset::one_name(&name));
    let own = own.filter(|own| own != of_table && ty != ColumnType::Json);
    let (charset, collation) = own.map_or((None, None), |own| {
        let of_own = charset::of_collation(&own);
        if charset::is_default(dialect, &of_own, &own) { (Some(of_own), None) } else { (None, Some(own)) }
    });
    Column {
        name: row.name,
        nullable,
        default: default.and_then(|text| sql::written_default(dialect, &text, &ty)),
        identity: extra.contains("auto_increment").then(Identity::default),
        generated,
        collation: collation.map(Spelling::any).unwrap_or_default(),
        charset,
        on_update_now,
        comment: row.column_comment.filter(|comment| !comment.is_empty()),
        ..Column::new("", ty)
    }
}

/// Whether a default tells sixteen bytes: by the digits, by a call that makes them, or none.
fn is_uuid(default: &str) -> bool {
    let digits = default.strip_prefix("0x").map_or(0, str::len);
    digits == 32 || default.contains('(') || default.eq_ignore_ascii_case("null")
}

/// Whether the values of a column are compressed: MariaDB tells that in a comment behind the type.
pub(super) fn is_compressed(ty: &str) -> bool {
    without_marks(ty).len() < ty.len()
}

/// A type without the comment behind it, which stands for what other servers do not know.
fn without_marks(ty: &str) -> &str {
    ty.strip_suffix("*/").and_then(|ty| ty.rsplit_once("/*")).map_or(ty, |(ty, _)| ty.trim_end())
}

/// Whether a column of this type holds bytes.
pub(super) fn is_bytes(ty: &str) -> bool {
    ty.contains("binary") || ty.contains("blob")
}

/// A default as SQL: MySQL tells a literal without quotes, bytes by their digits, and an expression by a word in another
/// column.
fn default(dialect: Dialect, text: &str, ty: &str, extra: &str) -> String {
    let binary = is_bytes(ty);
    match dialect.name() {
        "mysql" if extra.contains("default_generated") => expression(dialect, text),
        // No bytes at all have no digits.
        "mysql" if binary && text == "0x" => "''".to_owned(),
        "mysql" if binary && text.starts_with("0x") || ty.starts_with("bit") && text.starts_with("b'") => {
            text.to_owned()
        }
        "mysql" => format!("'{}'", text.replace('\\', "\\\\").replace('\'', "''")),
        _ if ty.starts_with("binary") => without_padding(text),
        _ => text.to_owned(),
    }
}

/// Whether a default is the time that MariaDB gives a column with `ON UPDATE` that must not be NULL, where nothing is said.
fn is_zero_time(text: &str) -> bool {
    text.starts_with("'0000-00-00") && text.chars().all(|c| "0-: .'".contains(c))
}

/// The text of a default without the zeros at its end, with which a column of a fixed length is filled up anyway. A question
/// mark may stand for a byte that is no text: then nothing is taken off, and what is left has no literal.
fn without_padding(text: &str) -> String {
    if text.contains('?') {
        return text.to_owned();
    }
    let Some(mut inner) = text.strip_prefix('\'').and_then(|rest| rest.strip_suffix('\'')) else {
        return text.to_owned();
    };
    while let Some(before) = inner.strip_suffix("\\0")
        // Of two backslashes the first is not for the digit.
        && before.len().abs_diff(before.trim_end_matches('\\').len()).is_multiple_of(2)
    {
        inner = before;
    }
    format!("'{inner}'")
}

/// An expression as a person would write it: MySQL puts a backslash before each quote and backslash, writes the ends of
/// lines as its literals do, puts the character set before each text, and the whole in parentheses.
pub(super) fn expression(dialect: Dialect, text: &str) -> String {
    if dialect != Dialect::MYSQL {
        return text.to_owned();
    }
    let text = encoded_once(text);
    let mut plain = String::with_capacity(text.len());
    let mut chars = text.chars();
    while let Some(c) = chars.next() {
        match c {
            '\\' => plain.extend(chars.next().map(|c| match c {
                'n' => '\n',
                'r' => '\r',
                'Z' => '\u{1a}',
                c => c,
            })),
            c => plain.push(c),
        }
    }
    without_parentheses(&signed(&without_charsets(&plain))).to_owned()
}

/// A minus stands before its number: MySQL puts that in parentheses, until it has read it from itself.
fn signed(sql: &str) -> String {
    let mut out = String::with_capacity(sql.len());
    let mut lexer = Lexer::new(Dialect::MYSQL, sql);
    while let Some(token) = lexer.next_open() {
        if let Some(inner) = sql[token.start..].strip_prefix("-(")
            && let Some((number, _)) = inner.split_once(')')
            && number.starts_with(|c: char| c.is_ascii_digit())
            && number.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'.')
        {
            out.push('-');
            out.push_str(number);
            lexer.jump(token.start + "-()".len() + number.len());
        } else {
            out.push_str(token.text(sql));
        }
    }
    out
}

/// MySQL takes the bytes of expressions for Latin-1 where it tells them, and encodes them once more.
fn encoded_once(text: &str) -> Cow<'_, str> {
    let bytes: Option<Vec<u8>> = text.chars().map(|c| u8::try_from(c).ok()).collect();
    let once = bytes.filter(|_| !text.is_ascii()).and_then(|bytes| String::from_utf8(bytes).ok());
    once.map_or(Cow::Borrowed(text), Cow::Owned)
}

/// Takes `_utf8mb4` and the like from before texts.
fn without_charsets(sql: &str) -> String {
    let mut out = String::with_capacity(sql.len());
    let mut lexer = Lexer::new(Dialect::MYSQL, sql);
    while let Some(token) = lexer.next_open() {
        let text = token.text(sql);
        if !matches!(text, "_utf8mb4" | "_utf8mb3") || !sql[token.end..].starts_with('\'') {
            out.push_str(text);
        }
    }
    out
}

/// Takes off the parentheses around the whole.
fn without_parentheses(sql: &str) -> &str {
    let Some(inner) = sql.strip_prefix('(').and_then(|rest| rest.strip_suffix(')')) else { return sql };
    let mut lexer = Lexer::new(Dialect::MYSQL, inner);
    let mut depth = 0_usize;
    while let Some(token) = lexer.next_open() {
        match token.text(inner) {
            "(" => depth += 1,
            ")" if depth == 0 => return sql,
            ")" => depth -= 1,
            _ => {}
        }
    }
    inner
}

/// The column of MariaDB's `json`, where a row of the checks is what such a type comes with. The constraint is called like
/// the column, but keeps that name when the column gets another.
pub(super) fn json_column(row: &CheckRow) -> Option<String> {
    if row.is_enforced != "COLUMN" {
        return None;
    }
    match sql::tokens(Dialect::MARIADB, &row.expression).as_slice() {
        [function, Token::Mark('('), column, Token::Mark(')')] if function.is_word("json_valid") => {
            column.name().map(str::to_owned)
        }
        _ => None,
    }
}

/// The values of a native type that is an enum or a set, and whether it is a set.
pub(super) fn enumerated(dialect: Dialect, ty: &ColumnType) -> Option<(bool, Vec<String>)> {
    let ColumnType::Native { spelling, otherwise: None } = ty else { return None };
    let tokens = sql::tokens(dialect, spelling.any.as_deref()?);
    let [word, Token::Mark('('), values @ .., Token::Mark(')')] = tokens.as_slice() else { return None };
    let is_set = word.is_word("set");
    if !is_set && !word.is_word("enum") {
        return None;
    }
    let value = |token: &Token| match token {
        Token::Text(text) => Some(text.clone()),
        _ => None,
    };
    let values: Vec<String> = values.iter().filter_map(value).collect();
    // An enum type has no value twice, and none that only a native type can spell.
    (!values.is_empty()).then_some((is_set, values))
}

/// The type that `COLUMN_TYPE` or a user's spelling means.
pub(in crate::dialect) fn read_type(text: &str) -> ColumnType {
    let canonical = sql::canonical_type(Dialect::MYSQL, text);
    let (name, rest) = canonical.split_once('(').unwrap_or((&canonical, ""));
    let (arguments, rest) = rest.split_once(')').unwrap_or(("", rest));
    let numbers: Vec<u32> = arguments.split(',').filter_map(|number| number.trim().parse().ok()).collect();
    let (name, rest) = if arguments.is_empty() { name.split_once(' ').unwrap_or((name, "")) } else { (name, rest) };
    let unsigned = rest.trim() == "unsigned";
    let native = || ColumnType::native(canonical.clone());
    if !rest.trim().is_empty() && !unsigned {
        return native();
    }
    let int = |bits| ColumnType::Int { bits, unsigned };
    let special = ColumnType::Special;
    // As many digits as there can be is what a model means that says nothing.
    let precision = |digits: &[u32]| match digits {
        [] => Some(Some(0)),
        [6] => Some(None),
        [digits] => u8::try_from(*digits).ok().map(Some),
        _ => None,
    };
    match (name, numbers.as_slice()) {
        ("boolean" | "bool", []) => ColumnType::Bool,
        ("tinyint", [1]) if !unsigned => ColumnType::Bool,
        // The width that MariaDB and old servers tell is for display alone.
        ("tinyint", _) => int(8),
        ("smallint", _) => int(16),
        ("mediumint", _) => int(24),
        ("int" | "integer", _) => int(32),
        ("bigint", _) => int(64),
        _ if unsigned => native(),
        ("float", []) => ColumnType::Float { bits: 32 },
        ("double", []) => ColumnType::Float { bits: 64 },
        ("decimal" | "numeric", &[precision, scale]) => match (precision.try_into(), scale.try_into()) {
            (Ok(precision), Ok(scale)) => ColumnType::Decimal { precision, scale },
            _ => native(),
        },
        ("char", [] | [1]) => ColumnType::Char,
        ("char", &[length]) => ColumnType::FixedText { length },
        ("varchar", &[length]) => ColumnType::Text { max_length: Some(length) },
        ("tinytext", []) => special(Special::TinyText),
        ("text", []) => special(Special::PlainText),
        ("mediumtext", []) => special(Special::MediumText),
        ("longtext", []) => ColumnType::Text { max_length: None },
        ("varbinary", &[length]) => ColumnType::Bytes { max_length: Some(length) },
        ("tinyblob", []) => special(Special::TinyBlob),
        ("blob", []) => special(Special::PlainBlob),
        ("mediumblob", []) => special(Special::MediumBlob),
        ("longblob", []) => ColumnType::Bytes { max_length: None },
        ("binary", [16]) => ColumnType::Uuid,
        ("binary", &[length]) => ColumnType::FixedBytes { length },
        ("bit", &[length]) => ColumnType::Bits { length, varying: false },
        ("bit", []) => ColumnType::Bits { length: 1, varying: false },
        ("year", [] | [4]) => special(Special::Year),
        ("date", []) => ColumnType::Date,
        ("time", digits) => precision(digits).map_or_else(native, |precision| ColumnType::Time { precision }),
        ("datetime", digits) => precision(digits).map_or_else(native, |precision| ColumnType::DateTime { precision }),
        ("json", []) => ColumnType::Json,
        ("vector", &[dimensions]) => ColumnType::Vector { dimensions },
        _ => native(),
    }
}

/// Whether a spelled type holds characters.
pub(super) fn has_charset(dialect: Dialect, column: &Column) -> bool {
    types::name(dialect, column, &std::collections::BTreeMap::new()).map_or_else(
        |_| matches!(column.ty, ColumnType::Enum { .. } | ColumnType::Set { .. }),
        |spelled| types::has_charset(&spelled),
    )
}

#[cfg(test)]
mod tests {
    use super::{expression, read_type};
    use crate::schema::Dialect;

    #[test]
    fn expressions_are_told_as_they_were_meant() {
        for (told, meant) in [
            (r"((`mi` > 0) and (`vc` <> _utf8mb3\'it\\\'s \\\\ q\'))", r"(`mi` > 0) and (`vc` <> 'it\'s \\ q')"),
            (r"concat(`vc`,_utf8mb4\'x\\\'y\\\\\',_utf8mb3\'q\')", r"concat(`vc`,'x\'y\\','q')"),
            (r"((`a` > 0) or (`b` > 0))", "(`a` > 0) or (`b` > 0)"),
            (r"(`a`) + (`b`)", "(`a`) + (`b`)"),
            (r"_latin1\'x\'", "_latin1'x'"),
            (r"`_utf8mb4\'x`", "`_utf8mb4'x`"),
            ("(`Ã©æ\u{95}°` <> _utf8mb4\\'Ã©\\')", "`é数` <> 'é'"),
            ("(`é数` <> 1)", "`é数` <> 1"),
            (r"(`a\nb` <> _utf8mb4\'c\\nd\')", "`a\nb` <> 'c\\nd'"),
            (r"((`a` >= -(5)) and (`b` <> '-(5)'))", "(`a` >= -5) and (`b` <> '-(5)')"),
            (r"(`a` - (`b`))", "`a` - (`b`)"),
        ] {
            assert_eq!(expression(Dialect::MYSQL, told), meant);
            assert_eq!(expression(Dialect::MARIADB, meant), meant);
        }
    }

    #[test]
    fn types_are_read_by_what_they_keep() {
        for (text, ty) in [
            ("int(10) unsigned", "u32"),
            ("mediumint(9)", "i24"),
            ("tinyint(1)", "bool"),
            ("year(4)", "year"),
            ("datetime", "datetime(0)"),
            ("datetime(6)", "datetime"),
            ("time(3)", "time(3)"),
            ("char(8)", "char(8)"),
            ("binary(8)", "binary(8)"),
            ("binary(16)", "uuid"),
            ("text", "plaintext"),
            ("longtext", "text"),
            ("bit(5)", "bit(5)"),
            ("vector(3)", "vector(3)"),
            ("int(5) unsigned zerofill", "native(int(5) unsigned zerofill)"),
            ("timestamp", "native(timestamp)"),
        ] {
            assert_eq!(read_type(text).to_string(), ty);
        }
    }
}
