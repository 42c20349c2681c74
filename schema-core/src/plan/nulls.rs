//! Whether an expression has a value in every row.

use crate::schema::{Dialect, Table};
use crate::sql::{Kind, Lexer, Token};

/// Calls that give their first argument that is not NULL.
const FIRST_VALUE: &[&str] = &["coalesce", "ifnull", "nvl"];

/// Calls that give NULL only for NULL, on each engine that has them.
const STRICT: &[&str] = &[
    "abs",
    "char_length",
    "character_length",
    "concat",
    "length",
    "lower",
    "ltrim",
    "octet_length",
    "rtrim",
    "trim",
    "upper",
];

/// What is known of an expression, the worst last.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Nulls {
    /// It has a value in every row.
    Never,
    /// It is made of what has a value in every row, by something that may give NULL: a quotient, a function.
    Unknown,
    /// It is made of a column that may be NULL.
    Given,
}

/// Returns what is known of `sql`, an expression over `table`. It knows constants, columns, sums, differences, products, what `||`
/// joins, and the calls above; a quotient is NULL on some engines.
pub(super) fn nulls(dialect: Dialect, sql: &str, table: &Table) -> Nulls {
    let mut lexer = Lexer::new(dialect, sql);
    let tokens = std::iter::from_fn(|| lexer.next_open()).filter(|token| token.says_something()).collect();
    let mut reader = Reader { sql, table, tokens, at: 0 };
    let mut worst = reader.expression();
    while reader.at < reader.tokens.len() {
        reader.at += 1;
        worst = worst.max(Nulls::Unknown).max(reader.expression());
    }
    worst
}

/// Reads an expression token by token.
struct Reader<'a> {
    sql: &'a str,
    table: &'a Table,
    tokens: Vec<Token>,
    at: usize,
}

impl<'a> Reader<'a> {
    /// The worst of all up to a comma or parenthesis that closes.
    fn expression(&mut self) -> Nulls {
        let mut worst = None;
        while !matches!(self.text(self.at), "" | "," | ")") {
            worst = worst.max(Some(self.part()));
        }
        worst.unwrap_or(Nulls::Unknown)
    }

    /// A name, call, constant, parenthesis or operator.
    fn part(&mut self) -> Nulls {
        let token = self.tokens[self.at];
        let text = token.text(self.sql);
        self.at += 1;
        match token.kind {
            Kind::Literal | Kind::Space | Kind::Comment => Nulls::Never,
            Kind::Word if text.starts_with(|c: char| c.is_ascii_digit()) => Nulls::Never,
            Kind::Word | Kind::Name if self.text(self.at) == "(" => {
                self.at += 1;
                self.call((token.kind == Kind::Word).then_some(text))
            }
            Kind::Word | Kind::Name if self.text(self.at) == "." && self.is_name(self.at + 1) => {
                // A table, or the schema of a function.
                self.at += 2;
                let column = self.at - 1;
                if self.text(self.at) == "(" {
                    self.at += 1;
                    self.call(None)
                } else {
                    self.name(self.tokens[column])
                }
            }
            Kind::Word | Kind::Name => self.name(token),
            Kind::Other => match text {
                "(" => {
                    let inside = self.expression();
                    self.close(inside)
                }
                "+" | "-" | "*" | "." => Nulls::Never,
                "|" if self.text(self.at) == "|" => {
                    self.at += 1;
                    Nulls::Never
                }
                _ => Nulls::Unknown,
            },
            Kind::Executed => Nulls::Unknown,
        }
    }

    /// The arguments of a call, up to its end. Without a name it is one that is not known.
    fn call(&mut self, name: Option<&str>) -> Nulls {
        let mut arguments = vec![self.expression()];
        while self.text(self.at) == "," {
            self.at += 1;
            arguments.push(self.expression());
        }
        let is = |names: &[&str]| name.is_some_and(|name| names.iter().any(|it| it.eq_ignore_ascii_case(name)));
        let worst = arguments.iter().copied().max().unwrap_or(Nulls::Unknown);
        let found = if is(FIRST_VALUE) {
            arguments.into_iter().min().unwrap_or(Nulls::Unknown)
        } else if is(STRICT) {
            worst
        } else {
            worst.max(Nulls::Unknown)
        };
        self.close(found)
    }

    fn close(&mut self, found: Nulls) -> Nulls {
        if self.text(self.at) != ")" {
            return found.max(Nulls::Unknown);
        }
        self.at += 1;
        found
    }

    fn name(&self, token: Token) -> Nulls {
        let text = token.text(self.sql);
        let Some(name) = token.kind.name(text) else { return Nulls::Unknown };
        let mut columns = self.table.columns.iter().filter(|column| column.name.eq_ignore_ascii_case(&name)).peekable();
        if columns.peek().is_some() {
            return if columns.any(|column| column.nullable) { Nulls::Given } else { Nulls::Never };
        }
        let is = |words: &[&str]| token.kind == Kind::Word && words.iter().any(|word| text.eq_ignore_ascii_case(word));
        match () {
            () if is(&["true", "false"]) => Nulls::Never,
            () if is(&["null"]) => Nulls::Given,
            () => Nulls::Unknown,
        }
    }

    fn is_name(&self, at: usize) -> bool {
        let token = self.tokens.get(at);
        token.is_some_and(|token| {
            matches!(token.kind, Kind::Word | Kind::Name)
                && !token.text(self.sql).starts_with(|c: char| c.is_ascii_digit())
        })
    }

    /// The token at `at`; empty where there is none.
    fn text(&self, at: usize) -> &'a str {
        self.tokens.get(at).map_or("", |token| token.text(self.sql))
    }
}

#[cfg(test)]
mod tests {
    use super::{Nulls, nulls};
    use crate::schema::{Column, ColumnType, Dialect, Table};

    #[test]
    fn what_is_never_null() {
        let number = |name: &str| Column::new(name, ColumnType::Int { bits: 32, unsigned: false });
        let mut table = Table::new("t");
        table.columns = [number("a"), Column { nullable: true, ..number("n") }].into();
        for dialect in Dialect::ALL {
            for (sql, expected) in [
                ("a * 2", Nulls::Never),
                ("(A + 1.5) - a", Nulls::Never),
                ("'x' || a", Nulls::Never),
                ("t.a", Nulls::Never),
                ("- a", Nulls::Never),
                ("TRUE", Nulls::Never),
                ("abs(a)", Nulls::Never),
                ("lower('x') || upper(a) || trim(a)", Nulls::Never),
                ("length(concat(a, 'x', abs(a)))", Nulls::Never),
                ("coalesce(n, 0)", Nulls::Never),
                ("COALESCE(n, n + 1, lower(a)) * 2", Nulls::Never),
                ("lower(coalesce(n, 'x'))", Nulls::Never),
                ("coalesce(f(n), a)", Nulls::Never),
                ("a / 2", Nulls::Unknown),
                ("f(a)", Nulls::Unknown),
                ("x.lower(a)", Nulls::Unknown),
                ("now()", Nulls::Unknown),
                ("a -> 'x'", Nulls::Unknown),
                ("a | 1", Nulls::Unknown),
                ("unknown", Nulls::Unknown),
                ("coalesce(n, 0) / 2", Nulls::Unknown),
                ("nullif(a, 1)", Nulls::Unknown),
                ("lower(a", Nulls::Unknown),
                ("", Nulls::Unknown),
                ("a, a", Nulls::Unknown),
                ("a + n", Nulls::Given),
                ("n", Nulls::Given),
                ("NULL", Nulls::Given),
                ("lower(n)", Nulls::Given),
                ("coalesce(n, NULL)", Nulls::Given),
                ("coalesce(n, n + 1)", Nulls::Given),
                ("coalesce(a, 1) + n", Nulls::Given),
                ("f(a, n)", Nulls::Given),
                ("CASE WHEN n > 1 THEN a END", Nulls::Given),
            ] {
                assert_eq!(nulls(dialect, sql, &table), expected, "{dialect}: {sql}");
            }
        }
    }
}
