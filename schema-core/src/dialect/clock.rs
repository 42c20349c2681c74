//! The current time, date and time of the day, which every engine spells in ways of its own.

use super::expression::Token;
use crate::schema::{ColumnType, Dialect, Engines};

/// The one spelling of the current date.
const TODAY: &str = "current_date";
/// That of the time of the day.
const TIME_OF_DAY: &str = "current_time";

/// Whether SQLite tells the time by this word, which is a name to it otherwise.
pub(super) fn is_clock(word: &str) -> bool {
    ["current_date", "current_time", "current_timestamp"].iter().any(|it| word.eq_ignore_ascii_case(it))
}

/// Whether it is the time of now, as far as a column of type `ty` holds it. Where the type has no zone, PostgreSQL's plain
/// `now()` depends on the session's, and is another default; SQLite keeps what it is given, whatever the type says.
pub(super) fn is_now(dialect: Dialect, tokens: &[Token], ty: &ColumnType) -> bool {
    let wording = dialect.engine().catalog().wording();
    let now = wording.now;
    let is = |token: &Token, words: &[&str]| matches!(token, Token::Word(word) if words.contains(&word.as_str()));
    let whole: &[&str] = if wording.now_is_a_day_and_a_time { &[now] } else { &[] };
    match tokens {
        [token] => match ty {
            ColumnType::Date => is(token, &[TODAY]) || is(token, whole),
            ColumnType::Time { .. } => is(token, &[TIME_OF_DAY]) || is(token, whole),
            ColumnType::DateTime { .. } => wording.now_fits_any_type && is(token, &[now]),
            // To PostgreSQL that is a call in a column of any other type.
            ColumnType::TimestampTz { .. } | ColumnType::Native { .. } => is(token, &[now]),
            _ => wording.now_fits_any_type && is(token, &[now]),
        },
        [token, at, time, zone, Token::Text(utc)] if wording.now_in_utc => {
            let words = at.is_word("at") && time.is_word("time") && zone.is_word("zone");
            is(token, &[now]) && words && utc.eq_ignore_ascii_case("utc") && matches!(ty, ColumnType::DateTime { .. })
        }
        _ => false,
    }
}

/// Makes one word of every spelling of the current time, of the current date, and of the time of the day.
pub(super) fn one_now(dialect: Dialect, tokens: Vec<Token>) -> Vec<Token> {
    let wording = dialect.engine().catalog().wording();
    let now = wording.now;
    // The word for all of them, and whether it is one without parentheses, too.
    let meant = |token: &Token| {
        let Token::Word(word) = token else { return None };
        Some(match word.to_ascii_lowercase().as_str() {
            "now" => (now, false),
            "current_timestamp" | "localtimestamp" => (now, true),
            "localtime" if wording.localtime_is_now => (now, true),
            "current_date" => (TODAY, true),
            "curdate" => (TODAY, false),
            "current_time" | "localtime" => (TIME_OF_DAY, true),
            "curtime" => (TIME_OF_DAY, false),
            _ => return None,
        })
    };
    let mut kept = Vec::with_capacity(tokens.len());
    let mut at = 0;
    while at < tokens.len() {
        // The arguments are nothing or a number of digits after the point.
        let arguments = match &tokens[at + 1..] {
            [Token::Mark('('), Token::Mark(')'), ..] => 2,
            [Token::Mark('('), Token::Word(digits), Token::Mark(')'), ..] if digits.parse::<u8>().is_ok() => 3,
            _ => 0,
        };
        match meant(&tokens[at]).filter(|(_, is_bare)| *is_bare || arguments > 0) {
            Some((word, _)) => {
                kept.push(Token::Word(word.to_owned()));
                at += 1 + arguments;
            }
            None => {
                kept.push(tokens[at].clone());
                at += 1;
            }
        }
    }
    kept
}
