//! Whether what is written as a value is one of its type. SQLite takes anything, and the programs that read it do not.

use crate::schema::{ColumnType, Literal, Special};

/// Whether a value can be one of the type, as far as its text tells. Types that are not looked into here take anything.
pub(super) fn fits(literal: &Literal, ty: &ColumnType) -> bool {
    use ColumnType as T;
    match (ty, literal) {
        (T::Text { max_length: Some(most) } | T::FixedText { length: most }, Literal::Text(text)) => {
            characters(text) <= *most as usize
        }
        (T::Char, Literal::Text(text)) => characters(text) <= 1,
        (T::Bytes { max_length: Some(most) } | T::FixedBytes { length: most }, Literal::Bytes(hex)) => {
            hex.len() / 2 <= *most as usize
        }
        (T::Decimal { precision, scale }, Literal::Number(digits)) => is_decimal(digits, *precision, *scale),
        (T::Float { bits }, Literal::Number(digits)) => match bits {
            32 => digits.parse::<f32>().is_ok_and(f32::is_finite),
            _ => digits.parse::<f64>().is_ok_and(f64::is_finite),
        },
        (T::Decimal { .. } | T::Float { .. }, Literal::Text(text)) => {
            let word = text.trim_start_matches(['+', '-']);
            text.parse::<f64>().is_ok() || word.eq_ignore_ascii_case("infinity")
        }
        (T::Date, Literal::Text(text)) => is_endless(text) || is_date(text),
        (T::Time { .. }, Literal::Text(text)) => is_time(text),
        (T::DateTime { .. }, Literal::Text(text)) => is_endless(text) || is_moment(text, false),
        (T::TimestampTz { .. }, Literal::Text(text)) => is_endless(text) || is_moment(text, true),
        (T::Date | T::Time { .. } | T::DateTime { .. } | T::TimestampTz { .. }, Literal::Bool(_)) => false,
        (T::Json | T::Special(Special::JsonText), Literal::Text(text)) => is_json(text),
        (T::Special(Special::Inet), Literal::Text(text)) => is_network(text),
        _ => true,
    }
}

/// Blanks at its end are cut off where it is too long.
fn characters(text: &str) -> usize {
    text.trim_end_matches(' ').chars().count()
}

/// Whether a number has no more digits before its point than the type. Digits behind it are rounded.
fn is_decimal(digits: &str, precision: u16, scale: u16) -> bool {
    let unsigned = digits.trim_start_matches(['+', '-']);
    let (mantissa, exponent) = unsigned.split_once(['e', 'E']).unwrap_or((unsigned, "0"));
    let (whole, part) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    let Ok(exponent) = exponent.parse::<i64>() else { return false };
    let all = format!("{whole}{part}");
    let significant = all.trim_start_matches('0');
    let leading = all.len() - significant.len();
    let before_point = whole.len() as i64 + exponent - leading as i64;
    significant.is_empty() || before_point <= i64::from(precision) - i64::from(scale)
}

/// PostgreSQL's ends of time, and MySQL's date that is none: they are taken over from databases.
fn is_endless(text: &str) -> bool {
    ["infinity", "-infinity"].contains(&text) || text.starts_with("0000-00-00") || text.ends_with(" BC")
}

fn numbers<const N: usize>(text: &str, separator: char) -> Option<[u32; N]> {
    let parts: Vec<u32> = text
        .split(separator)
        .map(|part| part.bytes().all(|byte| byte.is_ascii_digit()).then(|| part.parse().ok()).flatten())
        .collect::<Option<_>>()?;
    parts.try_into().ok()
}

fn is_date(text: &str) -> bool {
    let Some([year, month, day]) = numbers(text, '-') else { return false };
    let leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let days = match month {
        2 if leap => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        1..=12 => 31,
        _ => return false,
    };
    text.find('-').is_some_and(|digits| digits >= 4) && (1..=days).contains(&day)
}

/// `12:30`, `12:30:00`, `12:30:00.5`, with a zone behind it or without. MySQL's spans of time have more hours, or a sign.
fn is_time(text: &str) -> bool {
    let unsigned = text.strip_prefix('-').unwrap_or(text);
    let span = unsigned.len() < text.len() || unsigned.find(':').is_some_and(|digits| digits > 2);
    let hours = if span { 838 } else { 24 };
    is_clock(unsigned.split(['+', '-']).next().unwrap_or_default().trim_end_matches('Z').trim_end(), hours)
}

fn is_clock(text: &str, hours: u32) -> bool {
    let (text, fraction) = text.split_once('.').unwrap_or((text, ""));
    let parts = numbers::<3>(text, ':').or_else(|| numbers::<2>(text, ':').map(|[hour, minute]| [hour, minute, 0]));
    let Some([hour, minute, second]) = parts else { return false };
    let last = hour == hours && (minute > 0 || second > 0);
    hour <= hours
        && (!last || hours > 24)
        && minute < 60
        && second <= 60
        && fraction.bytes().all(|it| it.is_ascii_digit())
}

/// A date and a time of day; `zoned` with a zone behind it, which engines other than SQLite do without.
fn is_moment(text: &str, zoned: bool) -> bool {
    let Some((date, time)) = text.split_once([' ', 'T']) else { return !zoned && is_date(text) };
    let time = time.trim_start();
    let (clock, zone) = match time.find(['+', '-', 'Z', ' ']) {
        Some(at) => time.split_at(at),
        None => (time, ""),
    };
    let zone = zone.trim_start();
    let offset = zone.strip_prefix(['+', '-']).map(|it| it.bytes().all(|byte| byte.is_ascii_digit() || byte == b':'));
    let is_zone = offset.unwrap_or_else(|| zone.chars().all(|c| c.is_ascii_alphabetic() || "/_".contains(c)));
    is_date(date) && is_clock(clock, 24) && is_zone
}

/// An address, with the length of a network behind it or without.
fn is_network(text: &str) -> bool {
    let (address, length) = text.split_once('/').map_or((text, None), |(address, length)| (address, Some(length)));
    let Ok(address) = address.parse::<std::net::IpAddr>() else { return false };
    let most = if address.is_ipv4() { 32 } else { 128 };
    length.is_none_or(|length| length.parse::<u8>().is_ok_and(|length| length <= most))
}

/// Whether a text is one JSON value.
fn is_json(text: &str) -> bool {
    let mut reader = Json { rest: text };
    reader.value(0).is_some() && reader.blank().is_empty()
}

/// What is left of a JSON text.
struct Json<'a> {
    rest: &'a str,
}

impl<'a> Json<'a> {
    /// How deep values may lie in each other. No default is as deep.
    const DEEPEST: usize = 128;

    /// What is left behind blank space.
    fn blank(&mut self) -> &'a str {
        self.rest = self.rest.trim_start_matches([' ', '\t', '\n', '\r']);
        self.rest
    }

    fn take(&mut self, sign: char) -> Option<()> {
        self.rest = self.blank().strip_prefix(sign)?;
        Some(())
    }

    fn value(&mut self, depth: usize) -> Option<()> {
        if depth > Self::DEEPEST {
            return None;
        }
        match self.blank().chars().next()? {
            '{' => self.list('{', '}', |it| {
                it.text()?;
                it.take(':')?;
                it.value(depth + 1)
            }),
            '[' => self.list('[', ']', |it| it.value(depth + 1)),
            '"' => self.text(),
            '-' | '0'..='9' => self.number(),
            _ => {
                let word = ["true", "false", "null"].into_iter().find(|word| self.rest.starts_with(word))?;
                self.rest = &self.rest[word.len()..];
                Some(())
            }
        }
    }

    fn list(&mut self, open: char, close: char, item: impl Fn(&mut Self) -> Option<()>) -> Option<()> {
        self.take(open)?;
        if self.take(close).is_some() {
            return Some(());
        }
        loop {
            item(self)?;
            if self.take(close).is_some() {
                return Some(());
            }
            self.take(',')?;
        }
    }

    fn text(&mut self) -> Option<()> {
        self.take('"')?;
        let mut escaped = false;
        for (at, c) in self.rest.char_indices() {
            match c {
                _ if escaped => escaped = false,
                '\\' => escaped = true,
                '"' => {
                    self.rest = &self.rest[at + 1..];
                    return Some(());
                }
                _ => {}
            }
        }
        None
    }

    fn number(&mut self) -> Option<()> {
        let end = self.rest.find(|c: char| !(c.is_ascii_digit() || "+-.eE".contains(c))).unwrap_or(self.rest.len());
        let (number, rest) = self.rest.split_at(end);
        self.rest = rest;
        number.parse::<f64>().is_ok().then_some(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_and_what_is_none() {
        for (ty, values, others) in [
            (
                "date",
                &["2024-02-29", "infinity", "0000-00-00"][..],
                &["yesterday", "2024-13-40", "2023-02-29", "abc"][..],
            ),
            ("time", &["12:30", "12:30:00.5", "24:00:00", "-838:59:59", "12:30:00+02"], &["25:00", "12:60", "noon"]),
            (
                "datetime",
                &["2024-01-01 00:00:00", "2024-01-01T10:00:00.123", "2024-01-01"],
                &["2024-01-01 25:00", "now"],
            ),
            (
                "timestamptz",
                &["2024-01-01 00:00:00+00", "2024-01-01T00:00:00Z", "2024-01-01 10:00:00 UTC", "infinity"],
                &["2024-01-01", "2024-13-01 00:00:00Z"],
            ),
            (
                "json",
                &["{}", "[1, -2.5e3, \"a\\\"b\", null, {\"a\": true}]", " 1 "],
                &["{", "{x", "[1,]", "a", "", "1 2"],
            ),
            ("inet", &["10.0.0.1", "10.0.0.0/8", "::1"], &["999.1.1.1", "10.0.0.1/33", "localhost"]),
            ("varchar(3)", &["abc", "äöü", "abc  "], &["abcd"]),
            ("char", &["a", "ä", ""], &["ab"]),
        ] {
            let ty: ColumnType = ty.parse().unwrap();
            for text in values {
                assert!(fits(&Literal::Text((*text).to_owned()), &ty), "{ty} {text}");
            }
            for text in others {
                assert!(!fits(&Literal::Text((*text).to_owned()), &ty), "{ty} {text}");
            }
        }
        for (ty, values, others) in [
            ("decimal(4, 2)", &["99.99", "-1", "0.001", "1e1", "000.5"][..], &["123456.7", "100", "1e2"][..]),
            ("f64", &["1e300", "-0.5"], &["1e400"]),
            ("f32", &["1e30"], &["1e300"]),
        ] {
            let ty: ColumnType = ty.parse().unwrap();
            for digits in values {
                assert!(fits(&Literal::Number((*digits).to_owned()), &ty), "{ty} {digits}");
            }
            for digits in others {
                assert!(!fits(&Literal::Number((*digits).to_owned()), &ty), "{ty} {digits}");
            }
        }
        let bytes: ColumnType = "bytes(2)".parse().unwrap();
        assert!(fits(&Literal::Bytes("0011".into()), &bytes) && !fits(&Literal::Bytes("001122".into()), &bytes));
    }
}
