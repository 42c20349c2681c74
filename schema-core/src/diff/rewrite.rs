//! Columns in the SQL that users write: expressions of checks, indexes and generated columns follow a rename.
//!
//! Only as much of SQL is read as tells a name from a text, a number, a type or a function; what cannot be told is left.

use super::reserved::is_reserved;
use crate::schema::{Dialect, Engines, Spelling, Table};
use crate::sql::{self, Kind, LexRules, Lexer};

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

    /// Returns `true` if `sql` speaks of it, as any of `dialects` reads it. Without dialects, the engine is not known.
    pub fn is_in(self, sql: &str, dialects: &[Dialect]) -> bool {
        any_token(sql, dialects, |token| token.is_column(self))
    }

    /// Returns `true` if a text of `spelling` speaks of it. `dialects` read the one that is spelled once.
    pub fn is_in_spelling(self, spelling: &Spelling, dialects: &[Dialect]) -> bool {
        spelling.readings(dialects).any(|(sql, readers)| self.is_in(sql, &readers))
    }

    /// Returns `sql` with it called `new`. `dialects` read `sql`, and their quotes stand around a new name that needs some.
    /// What they read in more than one way stays as it is: only one of them would mean the same by it.
    pub fn rename_in(self, sql: &str, dialects: &[Dialect], new: &str) -> String {
        renamed(sql, dialects, |token| token.is_column(self), new)
    }
}

/// A column whose table has no other one of its name in another case.
impl<'a> From<&'a str> for Spoken<'a> {
    fn from(name: &'a str) -> Self {
        Self { name, bare: true }
    }
}

/// Returns `true` if `sql` speaks of a column called `name`, as any of `dialects` reads it. Without dialects, the engine is not
/// known.
pub fn mentions(sql: &str, dialects: &[Dialect], name: &str) -> bool {
    Spoken::from(name).is_in(sql, dialects)
}

/// Returns `true` if `name` stands in `sql` as a name of any kind, a table's or a type's too. `dialects` as in [`mentions`].
pub fn names(sql: &str, dialects: &[Dialect], name: &str) -> bool {
    any_token(sql, dialects, |token| Token { is_other: false, ..token }.is_column(name.into()))
}

/// Returns `sql` with each name of a column that `is` one of those called `new`.
#[cfg(feature = "plan")]
pub(crate) fn rename_words(sql: &str, dialect: Dialect, is: impl Fn(&str) -> bool, new: &str) -> String {
    renamed(sql, &[dialect], |token| !token.is_other && is(&token.name), new)
}

fn any_token(sql: &str, dialects: &[Dialect], is: impl Fn(Token<'_>) -> bool) -> bool {
    LexRules::readings(sql, dialects).into_iter().any(|(_, rules)| Names::of(sql, rules).any(&is))
}

fn renamed(sql: &str, dialects: &[Dialect], is: impl Fn(&Token<'_>) -> bool, new: &str) -> String {
    let mut readings = LexRules::readings(sql, dialects).into_iter().map(|(_, rules)| {
        let found: Vec<Token<'_>> = Names::of(sql, rules).filter(|token| is(token)).collect();
        found
    });
    let found = readings.next().unwrap_or_default();
    if readings.any(|other| !is_same(&found, &other)) {
        return sql.to_owned();
    }
    let quote = dialects.first().map(|dialect| dialect.name_quote());
    let quote = quote.filter(|quote| dialects.iter().all(|dialect| dialect.name_quote() == *quote)).unwrap_or('"');
    let mut out = String::with_capacity(sql.len());
    let mut end = 0;
    for token in found {
        out.push_str(&sql[end..token.start]);
        out.push_str(&token.spelled_alike(new, quote));
        end = token.end;
    }
    out + &sql[end..]
}

fn is_same(one: &[Token<'_>], other: &[Token<'_>]) -> bool {
    one.iter().map(Token::place).eq(other.iter().map(Token::place))
}

/// A place in SQL that one dialect takes for a column and another one for something else.
#[cfg(feature = "build")]
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct TwoReadings<'a> {
    /// What stands there, as the first dialect reads it.
    pub(crate) text: &'a str,
    /// The name of the column.
    pub(crate) column: String,
    /// A dialect that reads a column.
    pub(crate) is_column: Dialect,
    /// A dialect that does not.
    pub(crate) is_none: Dialect,
    /// What that one reads.
    pub(crate) instead: &'static str,
}

/// Returns the first place in `sql` that is a column of those that `is_column` knows to one of `dialects`, and none to another.
#[cfg(feature = "build")]
pub(crate) fn two_readings<'a>(
    sql: &'a str,
    dialects: &[Dialect],
    is_column: impl Fn(&str) -> bool,
) -> Option<TwoReadings<'a>> {
    let readings = LexRules::readings(sql, dialects).into_iter().filter_map(|(dialect, rules)| {
        let columns = Names::of(sql, rules).filter(|token| !token.is_other && is_column(&token.name));
        Some((dialect?, rules, columns.collect::<Vec<_>>()))
    });
    let readings: Vec<_> = readings.collect();
    let found = readings.iter().enumerate().flat_map(|(at, (dialect, _, tokens))| {
        let others = readings.iter().enumerate().filter(move |(other, _)| *other != at);
        others.flat_map(move |(_, (other, rules, there))| {
            let only_here = tokens.iter().filter(|token| there.iter().all(|it| it.place() != token.place()));
            only_here.map(move |token| (token, *dialect, *other, *rules))
        })
    });
    let (token, is_column, is_none, rules) = found.min_by_key(|(token, ..)| token.start)?;
    let text = &sql[token.start..token.end];
    Some(TwoReadings {
        text,
        column: token.name.to_string(),
        is_column,
        is_none,
        instead: kind_at(sql, rules, token.start),
    })
}

/// What `rules` read at a place.
#[cfg(feature = "build")]
fn kind_at(sql: &str, rules: &'static LexRules, at: usize) -> &'static str {
    let mut lexer = Lexer::with(rules, sql);
    let token = std::iter::from_fn(|| lexer.next_open()).find(|token| token.end > at);
    match token.map(|token| token.kind) {
        Some(Kind::Literal) => "a string",
        Some(Kind::Comment | Kind::Executed) => "a comment",
        _ => "no name",
    }
}

/// Returns `sql` with the column `old` called `new`, as [`Spoken::rename_in`] does.
pub fn rename_in_sql(sql: &str, dialects: &[Dialect], old: &str, new: &str) -> String {
    Spoken::from(old).rename_in(sql, dialects, new)
}

/// Where the column `name` stands in `sql`: from where to where.
#[cfg(feature = "plan")]
pub(super) fn places<'s>(sql: &'s str, dialect: Dialect, name: &'s str) -> impl Iterator<Item = (usize, usize)> + 's {
    Names::of(sql, LexRules::of(dialect)).filter(move |token| token.is_column(name.into())).map(|token| token.place())
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
    fn place(&self) -> (usize, usize) {
        (self.start, self.end)
    }

    fn is_column(&self, Spoken { name, bare }: Spoken<'_>) -> bool {
        let is_it =
            || if self.quote.is_some() { self.name == name } else { bare && self.name.eq_ignore_ascii_case(name) };
        !self.is_other && is_it()
    }

    fn spelled_alike(&self, name: &str, own_quote: char) -> String {
        let plain = name.starts_with(|c: char| c.is_ascii_lowercase() || c == '_')
            && name.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_')
            && !is_one_of(name, WORDS)
            && !is_reserved(name);
        let quote = match self.quote {
            None if plain => return name.to_owned(),
            Some('[') => return format!("[{name}]"),
            Some(quote) => quote,
            None => own_quote,
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

/// Reads names from the front of an expression on. Texts, numbers and comments are passed over.
struct Names<'a> {
    sql: &'a str,
    rules: &'static LexRules,
    lexer: Lexer<'a>,
    last: Before,
    /// How many `CASE` are open.
    cases: usize,
}

impl<'a> Iterator for Names<'a> {
    type Item = Token<'a>;

    fn next(&mut self) -> Option<Token<'a>> {
        loop {
            let token = self.lexer.next_open()?;
            let text = token.text(self.sql);
            match token.kind {
                Kind::Space | Kind::Comment | Kind::Executed => {}
                Kind::Literal => self.last = Before::Operand,
                Kind::Name => return Some(self.name(token)),
                Kind::Word if text.starts_with(|c: char| c.is_ascii_digit()) => {
                    // A number may have a point, and an exponent behind it.
                    let rest = &self.sql[token.start..];
                    let length = rest.find(|c: char| !is_word(c) && c != '.').unwrap_or(rest.len());
                    self.lexer.jump(token.start + length);
                    self.last = Before::Operand;
                }
                // Of x'00', _utf8mb4'text'.
                Kind::Word if self.sql[token.end..].starts_with(|c| self.opens_string(c)) => {}
                Kind::Word => return Some(self.word(token)),
                Kind::Other => {
                    self.last = match text {
                        "(" if self.last == Before::Unit => Before::Unit,
                        ")" | "]" => Before::Operand,
                        _ => Before::Open,
                    };
                }
            }
        }
    }
}

impl<'a> Names<'a> {
    fn of(sql: &'a str, rules: &'static LexRules) -> Self {
        Self { sql, rules, lexer: Lexer::with(rules, sql), last: Before::Open, cases: 0 }
    }

    fn opens_string(&self, c: char) -> bool {
        c == '\'' || c == '"' && self.rules.double_quoted_strings
    }

    /// A name in quotes.
    fn name(&mut self, token: sql::Token) -> Token<'a> {
        let text = token.text(self.sql);
        let quote = text.chars().next();
        let name = token.kind.name(text).unwrap_or_default();
        // `ARRAY [1]` of a text whose engine is not known.
        let is_list = quote == Some('[') && !name.starts_with(|c: char| c.is_alphabetic() || c == '_');
        let is_other = if quote == Some('[') { is_list } else { self.last == Before::Named };
        self.last = Before::Operand;
        Token { start: token.start, end: token.end, quote, name, is_other }
    }

    /// A bare word, which may be a name or something else.
    fn word(&mut self, token: sql::Token) -> Token<'a> {
        let word = token.text(self.sql);
        let next = self.sql[token.end..].trim_start().chars().next();
        let cast = self.sql[..token.start].trim_end().ends_with("::");
        let opens = is_one_of(word, WORDS) || self.last == Before::Operand && is_one_of(word, BEFORE_COLUMNS);
        let closes = word.eq_ignore_ascii_case("end") && self.cases > 0;
        self.cases = if closes { self.cases - 1 } else { self.cases + usize::from(word.eq_ignore_ascii_case("case")) };
        // `date '2000-01-01'`, `interval 1 day`, `at time zone`.
        let is_other = cast
            || opens
            || closes
            || self.last != Before::Open
            || next.is_some_and(|next| matches!(next, '(' | '0'..='9') || self.opens_string(next));
        self.last = match word {
            _ if is_one_of(word, &["as", "collate"]) => Before::Named,
            _ if next == Some('(') && is_one_of(word, UNIT_FIRST) => Before::Unit,
            _ if is_one_of(word, &["null", "true", "false"]) => Before::Operand,
            _ if is_one_of(word, WORDS) || is_one_of(word, BEFORE_COLUMNS) => Before::Open,
            _ => Before::Operand,
        };
        Token { start: token.start, end: token.end, quote: None, name: word.into(), is_other }
    }
}

pub(super) fn is_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_' || c == '$'
}

#[cfg(test)]
mod tests {
    use super::{Spoken, mentions, rename_in_sql};
    use crate::schema::{Column, ColumnType, Dialect, Table};

    #[test]
    fn a_bare_word_means_the_column_in_small_letters() {
        let mut table = Table::new("t");
        table.columns = ["id", "ID", "No"].map(|name| Column::new(name, ColumnType::Bool)).into();
        for (old, sql, expected) in [
            ("ID", "id > 0 AND ID > 0 AND \"ID\" > 0", "id > 0 AND ID > 0 AND \"x\" > 0"),
            ("id", "id > 0 AND ID > 0 AND \"ID\" > 0", "x > 0 AND x > 0 AND \"ID\" > 0"),
            ("No", "no > 0 AND \"No\" > 0", "x > 0 AND \"x\" > 0"),
        ] {
            assert_eq!(Spoken::of(&table, old).rename_in(sql, &[], "x"), expected);
        }
        assert!(!Spoken::of(&table, "ID").is_in("id > 0", &[]));
    }

    #[cfg(feature = "build")]
    #[test]
    fn what_two_dialects_read_in_two_ways_is_found() {
        use super::{TwoReadings, two_readings};
        let (mysql, postgres, sqlite) = (Dialect::MYSQL, Dialect::POSTGRES, Dialect::SQLITE);
        let found = |text, is_column, is_none, instead| {
            Some(TwoReadings { text, column: "a".to_owned(), is_column, is_none, instead })
        };
        for (sql, dialects, expected) in [
            ("b <> \"a\"", [mysql, postgres], found("\"a\"", postgres, mysql, "a string")),
            ("b > 0 # a\n", [mysql, sqlite], found("a", sqlite, mysql, "a comment")),
            ("b > 0 --a\n", [mysql, sqlite], found("a", mysql, sqlite, "a comment")),
            ("[a] > 0", [postgres, sqlite], found("[a]", sqlite, postgres, "no name")),
            ("`a` > 0", [mysql, sqlite], None),
            ("`a` > 0", [postgres, sqlite], found("`a`", sqlite, postgres, "no name")),
            ("a > 'a' AND \"b\" > 0 -- a\n", [mysql, postgres], None),
        ] {
            assert_eq!(two_readings(sql, &dialects, |name| name == "a"), expected, "{sql}");
            assert_eq!(two_readings(sql, &dialects[..1], |name| name == "a"), None, "{sql}");
        }
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
            assert_eq!(rename_in_sql(sql, &[], "age", "years"), expected);
            assert_eq!(mentions(sql, &[], "age"), sql != expected, "{sql}");
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
            assert_eq!(rename_in_sql(sql, &[], "date", "on"), expected.unwrap_or(sql));
        }
        assert_eq!(
            rename_in_sql("case when a then 1 end + \"end\"", &[], "end", "b"),
            "case when a then 1 end + \"b\""
        );
        assert_eq!(rename_in_sql("end > start", &[], "end", "b"), "b > start");
        for (dialect, sql, expected) in [
            // Quotes that only one engine has.
            (None, "a <> $$ it's a $$ and a > 0", "c <> $$ it's a $$ and c > 0"),
            (None, "a <> $x$ a $$ a $x$ and a > $1", "c <> $x$ a $$ a $x$ and c > $1"),
            (Some(Dialect::POSTGRES), "\"$$a\" > a and $$a$$ > '$$' || a", "\"$$a\" > c and $$a$$ > '$$' || c"),
            (Some(Dialect::SQLITE), "[a] > `a` and a$ > '$$' and a > '$$'", "[c] > `c` and a$ > '$$' and c > '$$'"),
            // Comments as each engine has them.
            (Some(Dialect::POSTGRES), "a > /* /* a */ a */ a # a", "c > /* /* a */ a */ c # c"),
            (Some(Dialect::MYSQL), "a > /* /* a */ a # it's a\n+ a", "c > /* /* a */ c # it's a\n+ c"),
            (Some(Dialect::MYSQL), "a --a > 0 -- a", "c --c > 0 -- a"),
            (Some(Dialect::SQLITE), "a > 0 --a", "c > 0 --a"),
            // A backslash escapes where the text would not be closed without.
            (None, r"b <> 'it\'s a' and a > 0", r"b <> 'it\'s a' and c > 0"),
            (None, r"b <> 'C:\' and a > 0", r"b <> 'C:\' and c > 0"),
            (Some(Dialect::POSTGRES), r"b <> '\' || E'\'a' || a", r"b <> '\' || E'\'a' || c"),
            // Names in quotes.
            (None, "\"x\"\"a\" > a and \"a\" > 1.e5 + 1.5", "\"x\"\"a\" > c and \"c\" > 1.e5 + 1.5"),
            (None, "ä.a > a_ü and é > a", "ä.c > a_ü and é > c"),
            (None, "x[a] > (x)[a] and [a] > 0", "x[c] > (x)[c] and [c] > 0"),
        ] {
            assert_eq!(rename_in_sql(sql, dialect.as_slice(), "a", "c"), expected);
        }
        let mysql = &[Dialect::MYSQL];
        for (sql, expected) in [
            ("b <> \"a\" and a > 0", "b <> \"a\" and c > 0"),
            ("b <> \"a\" # it's a\n and a > 0", "b <> \"a\" # it's a\n and c > 0"),
            ("a > date \"a\" and b > _utf8mb4\"a\"", "c > date \"a\" and b > _utf8mb4\"a\""),
        ] {
            assert_eq!(rename_in_sql(sql, mysql, "a", "c"), expected);
            assert_eq!(rename_in_sql(sql, &[Dialect::MARIADB, Dialect::MYSQL], "a", "c"), expected);
            // One of these reads something else, so that no name is right for both.
            assert_eq!(rename_in_sql(sql, &[Dialect::MYSQL, Dialect::POSTGRES], "a", "c"), sql);
            assert!(!mentions("\"a\" > 0", mysql, "a") && mentions("\"a\" > 0", &[], "a"));
        }
        assert_eq!(rename_in_sql("a > 'a'", &Dialect::ALL, "a", "c"), "c > 'a'");
        assert_eq!(rename_in_sql(r#"a <> "a" and b <> 'it\'s a'"#, mysql, "a", "c"), r#"c <> "a" and b <> 'it\'s a'"#);
        assert_eq!(rename_in_sql("a = 1", mysql, "a", "b`c"), "`b``c` = 1");
        assert_eq!(rename_in_sql("a = 1", &[Dialect::MARIADB, Dialect::MYSQL], "a", "order"), "`order` = 1");
        assert_eq!(rename_in_sql("a = 1", &[], "a", "b\"c"), "\"b\"\"c\" = 1");
    }
}
