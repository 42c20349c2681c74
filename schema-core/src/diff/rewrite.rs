//! Columns in the SQL that users write: expressions of checks, indexes and generated columns follow a rename.
//!
//! Only as much of SQL is read as tells a name from a text, a number, a type or a function; what cannot be told is left.

use crate::schema::Dialect;

/// Whether `sql` speaks of a column called `name`.
pub fn mentions(sql: &str, name: &str) -> bool {
    tokens(sql).any(|token| token.is_column(name))
}

/// `sql` with the column `old` called `new`. `dialect` decides the quotes where the new name needs some.
pub fn rename_in_sql(sql: &str, dialect: Option<Dialect>, old: &str, new: &str) -> String {
    let mut out = String::with_capacity(sql.len());
    let mut end = 0;
    for token in tokens(sql) {
        if token.is_column(old) {
            out.push_str(&sql[end..token.start]);
            out.push_str(&token.spelled_alike(new, dialect));
            end = token.end;
        }
    }
    out + &sql[end..]
}

/// A name in SQL.
struct Token<'a> {
    start: usize,
    end: usize,
    /// What stands around it; none for a bare word.
    quote: Option<char>,
    /// Without quotes.
    name: std::borrow::Cow<'a, str>,
    /// A function's name or a type.
    is_other: bool,
}

impl Token<'_> {
    /// Bare words have no case to speak of.
    fn is_column(&self, name: &str) -> bool {
        !self.is_other && if self.quote.is_some() { self.name == name } else { self.name.eq_ignore_ascii_case(name) }
    }

    fn spelled_alike(&self, name: &str, dialect: Option<Dialect>) -> String {
        let plain = name.starts_with(|c: char| c.is_ascii_lowercase() || c == '_')
            && name.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_');
        let quote = match self.quote {
            None if plain => return name.to_owned(),
            Some('[') => return format!("[{name}]"),
            Some(quote) => quote,
            None => dialect.map_or('"', Dialect::name_quote),
        };
        format!("{quote}{}{quote}", name.replace(quote, &format!("{quote}{quote}")))
    }
}

/// The names in `sql`. Texts, numbers and comments are passed over.
fn tokens(sql: &str) -> impl Iterator<Item = Token<'_>> {
    let mut at = 0;
    std::iter::from_fn(move || {
        while at < sql.len() {
            let rest = &sql[at..];
            let start = at;
            let first = rest.chars().next()?;
            match first {
                '\'' => at += quoted_length(rest, '\''),
                '"' | '`' => {
                    at += quoted_length(rest, first);
                    let inner = sql[start + 1..at].strip_suffix(first).unwrap_or(&sql[start + 1..at]);
                    let name = inner.replace(&format!("{first}{first}"), &first.to_string()).into();
                    return Some(Token { start, end: at, quote: Some(first), name, is_other: false });
                }
                '[' if !before(sql, start).is_some_and(|c| is_word(c) || c == ']' || c == ')') => {
                    at += rest.find(']').map_or(rest.len(), |end| end + 1);
                    let inner = sql[start + 1..at].strip_suffix(']').unwrap_or(&sql[start + 1..at]);
                    let is_other = !inner.starts_with(|c: char| c.is_alphabetic() || c == '_');
                    return Some(Token { start, end: at, quote: Some('['), name: inner.into(), is_other });
                }
                '-' if rest.starts_with("--") => at += rest.find('\n').unwrap_or(rest.len()),
                '/' if rest.starts_with("/*") => at += rest.find("*/").map_or(rest.len(), |end| end + 2),
                c if c.is_ascii_digit() => at += rest.find(|c: char| !is_word(c) && c != '.').unwrap_or(rest.len()),
                c if is_word(c) => {
                    at += rest.find(|c: char| !is_word(c)).unwrap_or(rest.len());
                    let next = sql[at..].trim_start().chars().next();
                    // E'text', x'00', _utf8mb4'text'.
                    if sql[at..].starts_with('\'') {
                        continue;
                    }
                    let is_type = sql[..start].trim_end().ends_with("::");
                    let name = sql[start..at].into();
                    return Some(Token { start, end: at, quote: None, name, is_other: is_type || next == Some('(') });
                }
                c => at += c.len_utf8(),
            }
        }
        None
    })
}

fn is_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_' || c == '$'
}

fn before(sql: &str, at: usize) -> Option<char> {
    sql[..at].chars().next_back()
}

/// How long the text in quotes at the start of `rest` is, with its quotes; a doubled one is part of it.
fn quoted_length(rest: &str, quote: char) -> usize {
    let mut chars = rest.char_indices().skip(1).peekable();
    while let Some((at, c)) = chars.next() {
        if c == quote && chars.next_if(|(_, next)| *next == quote).is_none() {
            return at + 1;
        }
    }
    rest.len()
}

#[cfg(test)]
mod tests {
    use super::{mentions, rename_in_sql};

    #[test]
    fn names_are_renamed_and_nothing_else() {
        for (sql, expected) in [
            ("age > 0", "years > 0"),
            ("AGE > 0 AND \"age\" < 9", "years > 0 AND \"years\" < 9"),
            ("t.age + ages", "t.years + ages"),
            ("note <> 'age' -- age\n AND age>0", "note <> 'age' -- age\n AND years>0"),
            ("'it''s age' || age", "'it''s age' || years"),
            ("age(born) > age", "age(born) > years"),
            ("x::age", "x::age"),
            ("[age] = 1 AND a[1] = age", "[years] = 1 AND a[1] = years"),
            ("/* age */ `age`", "/* age */ `years`"),
            ("E'age' = x'00'", "E'age' = x'00'"),
            ("'age", "'age"),
        ] {
            assert_eq!(rename_in_sql(sql, None, "age", "years"), expected);
            assert_eq!(mentions(sql, "age"), sql != expected, "{sql}");
        }
        let mysql = "mysql".parse().ok();
        assert_eq!(rename_in_sql("a = 1", mysql, "a", "b`c"), "`b``c` = 1");
        assert_eq!(rename_in_sql("a = 1", None, "a", "b\"c"), "\"b\"\"c\" = 1");
    }
}
