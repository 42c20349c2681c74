//! Columns in the SQL that users write: expressions of checks, indexes and generated columns follow a rename.
//!
//! Only as much of SQL is read as tells a name from a text, a number, a type or a function; what cannot be told is left.

use super::reserved::is_reserved;
use crate::schema::{Dialect, Table};

/// A column as SQL speaks of it: by its name in quotes, or by a bare word, which has no case to speak of.
#[derive(Clone, Copy, Debug)]
pub struct Spoken<'a> {
    name: &'a str,
    /// Whether bare words mean it.
    bare: bool,
}

impl<'a> Spoken<'a> {
    /// The column `name` of `table`. Where that has a column of the same name in small letters, too, as PostgreSQL allows, bare
    /// words mean that one.
    pub fn of(table: &Table, name: &'a str) -> Self {
        let folded = name.to_lowercase();
        Self { name, bare: folded == name || table.column(&folded).is_none() }
    }

    /// Whether `sql` speaks of it.
    pub fn is_in(self, sql: &str) -> bool {
        tokens(sql).any(|token| token.is_column(self))
    }

    /// `sql` with it called `new`. `dialect` decides the quotes where the new name needs some.
    pub fn rename_in(self, sql: &str, dialect: Option<Dialect>, new: &str) -> String {
        renamed(sql, dialect, |token| token.is_column(self), new)
    }
}

/// A column whose table has no other one of its name in another case.
impl<'a> From<&'a str> for Spoken<'a> {
    fn from(name: &'a str) -> Self {
        Self { name, bare: true }
    }
}

/// Whether `sql` speaks of a column called `name`.
pub fn mentions(sql: &str, name: &str) -> bool {
    Spoken::from(name).is_in(sql)
}

/// Whether `name` stands in `sql` as a name of any kind, a table's or a type's too.
pub fn names(sql: &str, name: &str) -> bool {
    tokens(sql).any(|token| Token { is_other: false, ..token }.is_column(name.into()))
}

/// `sql` with each name of a column that `is` one of those called `new`. `dialect` as in [`Spoken::rename_in`].
#[cfg(feature = "plan")]
pub(crate) fn rename_words(sql: &str, dialect: Option<Dialect>, is: impl Fn(&str) -> bool, new: &str) -> String {
    renamed(sql, dialect, |token| !token.is_other && is(&token.name), new)
}

fn renamed(sql: &str, dialect: Option<Dialect>, is: impl Fn(&Token<'_>) -> bool, new: &str) -> String {
    let mut out = String::with_capacity(sql.len());
    let mut end = 0;
    for token in tokens_of(sql, dialect).filter(|token| is(token)) {
        out.push_str(&sql[end..token.start]);
        out.push_str(&token.spelled_alike(new, dialect));
        end = token.end;
    }
    out + &sql[end..]
}

/// `sql` with the column `old` called `new`, as [`Spoken::rename_in`] has it.
pub fn rename_in_sql(sql: &str, dialect: Option<Dialect>, old: &str, new: &str) -> String {
    Spoken::from(old).rename_in(sql, dialect, new)
}

/// Where the column `name` stands in `sql`: from where to where.
#[cfg(feature = "plan")]
pub(super) fn places<'s>(sql: &'s str, name: &'s str) -> impl Iterator<Item = (usize, usize)> + 's {
    tokens(sql).filter(move |token| token.is_column(name.into())).map(|token| (token.start, token.end))
}

/// A name in SQL.
struct Token<'a> {
    start: usize,
    end: usize,
    /// What stands around it; none for a bare word.
    quote: Option<char>,
    /// Without quotes.
    name: std::borrow::Cow<'a, str>,
    /// A function's name, a type, a unit of time or a word of SQL.
    is_other: bool,
}

impl Token<'_> {
    fn is_column(&self, Spoken { name, bare }: Spoken<'_>) -> bool {
        let is_it =
            || if self.quote.is_some() { self.name == name } else { bare && self.name.eq_ignore_ascii_case(name) };
        !self.is_other && is_it()
    }

    fn spelled_alike(&self, name: &str, dialect: Option<Dialect>) -> String {
        let plain = name.starts_with(|c: char| c.is_ascii_lowercase() || c == '_')
            && name.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_')
            && !is_one_of(name, WORDS)
            && !is_reserved(name);
        let quote = match self.quote {
            None if plain => return name.to_owned(),
            Some('[') => return format!("[{name}]"),
            Some(quote) => quote,
            None => dialect.map_or('"', Dialect::name_quote),
        };
        format!("{quote}{}{quote}", name.replace(quote, &format!("{quote}{quote}")))
    }
}

/// Words that stand in expressions and are no column without quotes.
const WORDS: &[&str] = &[
    "and",
    "as",
    "between",
    "case",
    "collate",
    "current_date",
    "current_time",
    "current_timestamp",
    "distinct",
    "else",
    "exists",
    "false",
    "from",
    "in",
    "is",
    "like",
    "not",
    "null",
    "or",
    "select",
    "then",
    "true",
    "when",
    "where",
];

/// Words of which a column follows, beside those: others are a column themselves, and none follows them.
const BEFORE_COLUMNS: &[&str] = &[
    "all",
    "any",
    "binary",
    "both",
    "div",
    "escape",
    "for",
    "glob",
    "ilike",
    "interval",
    "leading",
    "match",
    "mod",
    "overlaps",
    "placing",
    "regexp",
    "rlike",
    "similar",
    "some",
    "symmetric",
    "to",
    "trailing",
    "xor",
    "zone",
];

/// Calls whose first word is a unit of time.
const UNIT_FIRST: &[&str] = &["extract", "timestampadd", "timestampdiff"];

fn is_one_of(word: &str, words: &[&str]) -> bool {
    words.iter().any(|other| word.eq_ignore_ascii_case(other))
}

/// What stands before a word.
#[derive(Clone, Copy, PartialEq)]
enum Before {
    /// Something that an operand can follow.
    Open,
    /// An operand: another does not follow.
    Operand,
    /// The name of a type or of a collation follows.
    Named,
    /// The opening parenthesis of a call that begins with a unit of time, once it comes.
    Unit,
}

/// The names in `sql` that all engines read alike.
fn tokens(sql: &str) -> impl Iterator<Item = Token<'_>> {
    tokens_of(sql, None)
}

/// The names in `sql`. Texts, numbers and comments are passed over.
fn tokens_of(sql: &str, dialect: Option<Dialect>) -> impl Iterator<Item = Token<'_>> {
    // Where names stand in backticks, double quotes are a text's, and a backslash escapes in it.
    let mysql = dialect.is_some_and(|dialect| dialect.name_quote() == '`');
    let mut at = 0;
    let mut last = Before::Open;
    let mut cases = 0_usize;
    // `E` of PostgreSQL stands before the text.
    let mut escapes = mysql;
    std::iter::from_fn(move || {
        while at < sql.len() {
            let rest = &sql[at..];
            let start = at;
            let first = rest.chars().next()?;
            match first {
                '\'' => {
                    at += quoted_length(rest, '\'', escapes);
                    escapes = mysql;
                    last = Before::Operand;
                }
                '"' if mysql => {
                    at += quoted_length(rest, first, true);
                    last = Before::Operand;
                }
                '"' | '`' => {
                    at += quoted_length(rest, first, false);
                    let inner = sql[start + 1..at].strip_suffix(first).unwrap_or(&sql[start + 1..at]);
                    let name = inner.replace(&format!("{first}{first}"), &first.to_string()).into();
                    let is_other = last == Before::Named;
                    last = Before::Operand;
                    return Some(Token { start, end: at, quote: Some(first), name, is_other });
                }
                '[' if !before(sql, start).is_some_and(|c| is_word(c) || c == ']' || c == ')') => {
                    at += rest.find(']').map_or(rest.len(), |end| end + 1);
                    let inner = sql[start + 1..at].strip_suffix(']').unwrap_or(&sql[start + 1..at]);
                    let is_other = !inner.starts_with(|c: char| c.is_alphabetic() || c == '_');
                    last = Before::Operand;
                    return Some(Token { start, end: at, quote: Some('['), name: inner.into(), is_other });
                }
                '-' if rest.starts_with("--") => at += rest.find('\n').unwrap_or(rest.len()),
                '/' if rest.starts_with("/*") => at += rest.find("*/").map_or(rest.len(), |end| end + 2),
                c if c.is_ascii_digit() => {
                    at += rest.find(|c: char| !is_word(c) && c != '.').unwrap_or(rest.len());
                    last = Before::Operand;
                }
                c if is_word(c) => {
                    at += rest.find(|c: char| !is_word(c)).unwrap_or(rest.len());
                    let word = &sql[start..at];
                    // E'text', x'00', _utf8mb4'text'.
                    if sql[at..].starts_with('\'') {
                        escapes = mysql || word.eq_ignore_ascii_case("e");
                        continue;
                    }
                    let next = sql[at..].trim_start().chars().next();
                    let cast = sql[..start].trim_end().ends_with("::");
                    let opens = is_one_of(word, WORDS) || last == Before::Operand && is_one_of(word, BEFORE_COLUMNS);
                    let closes = word.eq_ignore_ascii_case("end") && cases > 0;
                    cases = if closes { cases - 1 } else { cases + usize::from(word.eq_ignore_ascii_case("case")) };
                    // `date '2000-01-01'`, `interval 1 day`, `at time zone`.
                    let is_other =
                        cast || opens || closes || last != Before::Open || matches!(next, Some('(' | '\'' | '0'..='9'));
                    last = match word {
                        _ if is_one_of(word, &["as", "collate"]) => Before::Named,
                        _ if next == Some('(') && is_one_of(word, UNIT_FIRST) => Before::Unit,
                        _ if is_one_of(word, &["null", "true", "false"]) => Before::Operand,
                        _ if is_one_of(word, WORDS) || is_one_of(word, BEFORE_COLUMNS) => Before::Open,
                        _ => Before::Operand,
                    };
                    return Some(Token { start, end: at, quote: None, name: word.into(), is_other });
                }
                c => {
                    at += c.len_utf8();
                    last = match c {
                        _ if c.is_whitespace() => last,
                        '(' if last == Before::Unit => Before::Unit,
                        ')' | ']' => Before::Operand,
                        _ => Before::Open,
                    };
                }
            }
        }
        None
    })
}

pub(super) fn is_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_' || c == '$'
}

fn before(sql: &str, at: usize) -> Option<char> {
    sql[..at].chars().next_back()
}

/// How long the text in quotes at the start of `rest` is, with its quotes; a doubled one is part of it, and so is one
/// behind a backslash where that `escapes`.
fn quoted_length(rest: &str, quote: char, escapes: bool) -> usize {
    let mut chars = rest.char_indices().skip(1).peekable();
    while let Some((at, c)) = chars.next() {
        if c == '\\' && escapes {
            chars.next();
        } else if c == quote && chars.next_if(|(_, next)| *next == quote).is_none() {
            return at + 1;
        }
    }
    rest.len()
}

#[cfg(test)]
mod tests {
    use super::{Spoken, mentions, rename_in_sql};
    use crate::schema::{Column, ColumnType, Table};

    #[test]
    fn a_bare_word_means_the_column_in_small_letters() {
        let mut table = Table::new("t");
        table.columns = ["id", "ID", "No"].map(|name| Column::new(name, ColumnType::Bool)).into();
        for (old, sql, expected) in [
            ("ID", "id > 0 AND ID > 0 AND \"ID\" > 0", "id > 0 AND ID > 0 AND \"x\" > 0"),
            ("id", "id > 0 AND ID > 0 AND \"ID\" > 0", "x > 0 AND x > 0 AND \"ID\" > 0"),
            ("No", "no > 0 AND \"No\" > 0", "x > 0 AND \"x\" > 0"),
        ] {
            assert_eq!(Spoken::of(&table, old).rename_in(sql, None, "x"), expected);
        }
        assert!(!Spoken::of(&table, "ID").is_in("id > 0"));
    }

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
        for (sql, expected) in [
            ("born > date '2000-01-01'", None),
            ("CAST(born AS date) > day", None),
            ("extract(date FROM born) > 1 AND date > born", Some("extract(date FROM born) > 1 AND \"on\" > born")),
            ("timestampdiff(date, a, b)", None),
            ("a + interval 1 date", None),
            ("a + interval date day", Some("a + interval \"on\" day")),
            ("x AT TIME ZONE date", Some("x AT TIME ZONE \"on\"")),
            ("x COLLATE date", None),
            ("a(1) and date is null or not date", Some("a(1) and \"on\" is null or not \"on\"")),
            ("case when date > 1 then date else -date end", Some("case when \"on\" > 1 then \"on\" else -\"on\" end")),
            ("b between date and date+1", Some("b between \"on\" and \"on\"+1")),
            ("substring(date from 1 for 3) like date", Some("substring(\"on\" from 1 for 3) like \"on\"")),
            ("E'it\\'s date'", None),
        ] {
            assert_eq!(rename_in_sql(sql, None, "date", "on"), expected.unwrap_or(sql));
        }
        assert_eq!(
            rename_in_sql("case when a then 1 end + \"end\"", None, "end", "b"),
            "case when a then 1 end + \"b\""
        );
        assert_eq!(rename_in_sql("end > start", None, "end", "b"), "b > start");
        let mysql = "mysql".parse().ok();
        assert_eq!(rename_in_sql(r#"a <> "a" and b <> 'it\'s a'"#, mysql, "a", "c"), r#"c <> "a" and b <> 'it\'s a'"#);
        assert_eq!(rename_in_sql("a = 1", mysql, "a", "b`c"), "`b``c` = 1");
        assert_eq!(rename_in_sql("a = 1", None, "a", "b\"c"), "\"b\"\"c\" = 1");
    }
}
