//! What a column of SQLite keeps of the literal in its default. The declared type decides by its affinity.

use crate::dialect::expression::canonical_number;
use crate::schema::{ColumnType, Literal};

/// How SQLite converts values that are put into a column.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Affinity {
    /// A text that looks like a number becomes that number.
    Number,
    /// A number becomes text.
    Text,
    /// Nothing is converted.
    None,
}

impl Affinity {
    fn of(ty: &ColumnType) -> Self {
        match ty {
            ColumnType::Text { .. }
            | ColumnType::Char
            | ColumnType::FixedText { .. }
            | ColumnType::Json
            | ColumnType::Enum { .. }
            | ColumnType::Set { .. } => Self::Text,
            ColumnType::Bytes { .. } | ColumnType::FixedBytes { .. } | ColumnType::Uuid => Self::None,
            ColumnType::Native { spelling, .. } => Self::declared(spelling.any.as_deref().unwrap_or_default()),
            _ => Self::Number,
        }
    }

    /// By the rules of SQLite for the words of a declared type, in their order.
    fn declared(text: &str) -> Self {
        let text = text.to_ascii_uppercase();
        let has = |words: &[&str]| words.iter().any(|word| text.contains(word));
        // In a STRICT table, ANY converts nothing; elsewhere it converts numbers.
        match () {
            () if has(&["INT"]) => Self::Number,
            () if has(&["CHAR", "CLOB", "TEXT"]) => Self::Text,
            () if text.trim().is_empty() || has(&["BLOB"]) || text.trim() == "ANY" => Self::None,
            () => Self::Number,
        }
    }
}

/// The literal that a column of type `ty` keeps of one that is `written` so in its default. None where that is not sure: such a default stays
/// the expression that it is.
pub(in crate::dialect) fn kept(literal: Literal, written: &str, ty: &ColumnType) -> Option<Literal> {
    let affinity = Affinity::of(ty);
    match (literal, affinity) {
        (Literal::Number(digits), Affinity::Number) => Some(number(digits, ty)),
        (Literal::Number(digits), Affinity::Text) => {
            let whole = digits.strip_prefix('-').unwrap_or(&digits).bytes().all(|byte| byte.is_ascii_digit());
            (whole && digits == written && digits.len() <= 18).then_some(Literal::Text(digits))
        }
        (Literal::Number(digits), Affinity::None) => (digits == written).then_some(Literal::Number(digits)),
        // Of a longer one, SQLite may keep the text.
        (Literal::Text(text), Affinity::Number) => match canonical_number(&text).filter(|_| text.len() <= 15) {
            Some(digits) => Some(number(digits, ty)),
            // A bool is declared as one or the other, and this is neither.
            None => (*ty != ColumnType::Bool).then_some(Literal::Text(text)),
        },
        (Literal::Bool(value), Affinity::Number) if matches!(ty, ColumnType::Int { .. }) => {
            Some(Literal::Number(u8::from(value).to_string()))
        }
        (literal, _) => Some(literal),
    }
}

fn number(digits: String, ty: &ColumnType) -> Literal {
    match digits.as_str() {
        "0" | "1" if *ty == ColumnType::Bool => Literal::Bool(digits == "1"),
        _ => Literal::Number(digits),
    }
}
