//! Columns in the SQL that users write: expressions of checks, indexes and generated columns follow a rename.
//!
//! Only as much of SQL is read as tells a name from a text, a number, a type or a function; what cannot be told is left.

use super::reserved::is_reserved;
use crate::schema::{Dialect, Table};
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

/// The names in `sql`, whatever its engine.
fn tokens(sql: &str) -> impl Iterator<Item = Token<'_>> {
    tokens_of(sql, None)
}

/// The names in `sql`. Texts, numbers and comments are passed over.
fn tokens_of(sql: &str, dialect: Option<Dialect>) -> Names<'_> {
    let rules = dialect.map_or_else(|| LexRules::of_any(sql), LexRules::of);
    Names { sql, lexer: Lexer::with(rules, sql), last: Before::Open, cases: 0 }
}

/// Reads names from the front of an expression on.
struct Names<'a> {
    sql: &'a str,
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
                Kind::Word if self.sql[token.end..].starts_with('\'') => {}
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
        let is_other =
            cast || opens || closes || self.last != Before::Open || matches!(next, Some('(' | '\'' | '0'..='9'));
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
            assert_eq!(rename_in_sql(sql, dialect, "a", "c"), expected);
        }
        let mysql = "mysql".parse().ok();
        assert_eq!(rename_in_sql(r#"a <> "a" and b <> 'it\'s a'"#, mysql, "a", "c"), r#"c <> "a" and b <> 'it\'s a'"#);
        assert_eq!(rename_in_sql("a = 1", mysql, "a", "b`c"), "`b``c` = 1");
        assert_eq!(rename_in_sql("a = 1", None, "a", "b\"c"), "\"b\"\"c\" = 1");
    }
}
