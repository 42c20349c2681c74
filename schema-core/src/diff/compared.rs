//! Comparisons of a column in the SQL that users write.

use super::rewrite::places;
use crate::schema::Dialect;
use crate::sql::{Kind, Lexer, Token};

/// Calls that give one of their arguments as it is.
const PASSED_ON: &[&str] = &["coalesce", "if", "ifnull", "iif", "nullif"];

/// Calls that compare their arguments.
const COMPARING: &[&str] = &["greatest", "least", "max", "min"];

/// Words behind which a parenthesis is no call.
const NO_CALLS: &[&str] = &["and", "between", "case", "check", "else", "in", "is", "like", "not", "or", "then", "when"];

/// Whether `sql` compares the column `name` as it stands, in parentheses, or as `coalesce` and its like give it on: in
/// `price >= 2.5`, but not in `CAST(price AS REAL) >= 2.5` or `price * 2 > 5`. Whether a number is negative is seen in its text
/// too, as long as it is that of the column itself.
pub(crate) fn compares(sql: &str, dialect: Dialect, name: &str) -> bool {
    let mut lexer = Lexer::new(dialect, sql);
    let tokens = std::iter::from_fn(|| lexer.next_open()).filter(|token| token.says_something()).collect();
    let expression = Expression { sql, tokens };
    places(sql, dialect, name).any(|(start, _)| {
        let column = expression.tokens.iter().position(|token| token.start == start);
        column.is_some_and(|at| expression.is_compared(at))
    })
}

/// An expression by its tokens.
struct Expression<'a> {
    sql: &'a str,
    tokens: Vec<Token>,
}

/// A part of an expression that has the value of the column: tokens from the first to the last.
#[derive(Clone, Copy)]
struct Value {
    first: usize,
    last: usize,
    /// It is compared as the column is.
    is_column: bool,
}

/// What a value stands in.
enum Around {
    /// What gives it on.
    Value(Value),
    /// What compares it.
    Compared,
    /// Something else, or nothing.
    Other,
}

impl<'a> Expression<'a> {
    /// Whether the column at `at` is compared.
    fn is_compared(&self, at: usize) -> bool {
        let mut first = at;
        // The table that stands before it, and the schema before that.
        while first >= 2 && self.text(first - 1) == "." && self.tokens[first - 2].kind != Kind::Other {
            first -= 2;
        }
        let mut value = Value { first, last: at, is_column: true };
        loop {
            if self.is_computed(value) {
                return false;
            }
            if self.stands_in_comparison(value) {
                return true;
            }
            match self.around(value) {
                Around::Compared => return true,
                Around::Value(outer) => value = outer,
                Around::Other => return false,
            }
        }
    }

    /// The token at `at`; empty where there is none.
    fn text(&self, at: usize) -> &'a str {
        self.tokens.get(at).map_or("", |token| token.text(self.sql))
    }

    /// The token `back` places before that at `at`.
    fn before(&self, at: usize, back: usize) -> &'a str {
        at.checked_sub(back).map_or("", |at| self.text(at))
    }

    fn is(&self, at: usize, words: &[&str]) -> bool {
        let is_word = self.tokens.get(at).is_some_and(|token| token.kind == Kind::Word);
        is_word && words.iter().any(|word| self.text(at).eq_ignore_ascii_case(word))
    }

    /// Whether it is made a number or a text of before anything else is done.
    fn is_computed(&self, value: Value) -> bool {
        let operators = ["+", "-", "*", "/", "%", "|", "&"];
        operators.contains(&self.text(value.last + 1)) || operators.contains(&self.before(value.first, 1))
    }

    /// Whether a sign or a word of comparison stands beside it. The sign of a number is seen in its text: what is at least zero, and
    /// what is less.
    fn stands_in_comparison(&self, value: Value) -> bool {
        let Value { first, last, is_column } = value;
        let zero_at = |at: usize| is_column && self.is_zero(at);
        let followed = match (self.text(last + 1), self.text(last + 2)) {
            (">", "=") => !zero_at(last + 3),
            ("<", "=" | ">") | (">" | "=", _) | ("!", "=") => true,
            ("<", _) => !zero_at(last + 2),
            _ => {
                let at = last + 1 + usize::from(self.is(last + 1, &["not"]));
                self.is(at, &["between", "in"])
            }
        };
        let follows = match (self.before(first, 2), self.before(first, 1)) {
            ("<", "=") => !self.number_before(first, 2).is_some_and(zero_at),
            ("<", ">") | (_, "<" | "=") => true,
            (_, ">") => !self.number_before(first, 1).is_some_and(zero_at),
            _ => first > 0 && self.is(first - 1, &["between"]),
        };
        followed || follows
    }

    /// Where the number begins that stands before a sign of `length` tokens, which ends before `first`.
    fn number_before(&self, first: usize, length: usize) -> Option<usize> {
        let last = first.checked_sub(length + 1)?;
        let fraction =
            last >= 2 && self.text(last - 1) == "." && self.tokens[last - 2].end == self.tokens[last - 1].start;
        Some(if fraction { last - 2 } else { last })
    }

    /// Whether the number zero begins at `at`, in any notation.
    fn is_zero(&self, at: usize) -> bool {
        let Some(token) = self.tokens.get(at) else { return false };
        let number = self.sql[token.start..].split(|c: char| !c.is_alphanumeric() && c != '.').next();
        number.is_some_and(|number| number.parse::<f64>() == Ok(0.0))
    }

    fn around(&self, value: Value) -> Around {
        let Value { first, last, is_column } = value;
        if first > 0 && self.is(first - 1, &["then", "else"]) {
            return self.case_around(value).map_or(Around::Other, Around::Value);
        }
        let (before, after) = (self.before(first, 1), self.text(last + 1));
        if !matches!(before, "(" | ",") || !matches!(after, ")" | ",") {
            return Around::Other;
        }
        let Some((open, close)) = self.enclosing(value) else { return Around::Other };
        let alone = before == "(" && after == ")";
        let call = open.checked_sub(1).filter(|at| self.tokens[*at].kind == Kind::Word && !self.is(*at, NO_CALLS));
        let Some(call) = call else {
            let grouped = Value { first: open, last: close, is_column };
            return if alone { Around::Value(grouped) } else { Around::Other };
        };
        if self.is(call, COMPARING) && !alone {
            return Around::Compared;
        }
        let given = Value { first: call, last: close, is_column: false };
        if self.is(call, PASSED_ON) { Around::Value(given) } else { Around::Other }
    }

    /// The `CASE` of which it is a result.
    fn case_around(&self, value: Value) -> Option<Value> {
        let (case, end) = (|at| self.is(at, &["case"]), |at| self.is(at, &["end"]));
        let first = unmatched((0..value.first).rev(), case, end)?;
        let last = unmatched(value.last + 1..self.tokens.len(), end, case)?;
        Some(Value { first, last, is_column: false })
    }

    /// The parentheses around a value.
    fn enclosing(&self, value: Value) -> Option<(usize, usize)> {
        let (opens, closes) = (|at| self.text(at) == "(", |at| self.text(at) == ")");
        let open = unmatched((0..value.first).rev(), opens, closes)?;
        Some((open, unmatched(value.last + 1..self.tokens.len(), closes, opens)?))
    }
}

/// The first of `places` that is an `outer` end to which no `inner` one belongs.
fn unmatched(
    mut places: impl Iterator<Item = usize>,
    outer: impl Fn(usize) -> bool,
    inner: impl Fn(usize) -> bool,
) -> Option<usize> {
    let mut depth = 0_usize;
    places.find(|&at| {
        if inner(at) {
            depth += 1;
        } else if outer(at) {
            match depth.checked_sub(1) {
                Some(less) => depth = less,
                None => return true,
            }
        }
        false
    })
}

#[cfg(test)]
mod tests {
    use super::compares;
    use crate::schema::Dialect;

    #[test]
    fn comparisons_of_a_column_as_it_stands_are_seen() {
        for sql in [
            "price >= 2.5",
            "t.price<10",
            "0 < price",
            "10 >= \"price\"",
            "price BETWEEN 1 AND 2",
            "a BETWEEN price AND 2",
            "price not in (1, 2)",
            "price = 0",
            "price <> cost",
            "price > 0",
            "price<=0",
            "a > 1 AND 5 = [price]",
            "price >= cost * 2",
            "(price) >= 10",
            "10 <= ( t.price )",
            "coalesce(price, 0) >= 0",
            "0 < ifnull((price), 1)",
            "max(price, 5) = 5",
            "coalesce(nullif(price, 1), 2) > 3",
            "CASE WHEN price >= 10 THEN 1 ELSE 0 END",
            "CASE WHEN a THEN price ELSE 0 END > 5",
            "1.0 <= price",
            "price /* why */ >= 10",
            "coalesce(s.t.price, ')') > 3",
            "coalesce(price, \")\" || '(') > 3",
            "CASE WHEN lowercase THEN price ELSE CASE b WHEN 1 THEN 2 END END > 5",
        ] {
            assert!(compares(sql, Dialect::SQLITE, "price"), "{sql}");
        }
        for sql in [
            "price >= 0",
            "price < 0.0",
            "0 <= price",
            "0 > price",
            "CAST(price AS REAL) >= 2.5",
            "price * 2 > 5",
            "price IS NOT NULL",
            "length(price) > 2",
            "other > 'price'",
            "price + 1 > price + 2",
            "(price) >= 0",
            "coalesce(price, 0) IS NOT NULL",
            "coalesce(CAST(price AS REAL), 0) >= 1",
            "coalesce(price * 2, 0) >= 1",
            "abs(price) > 1",
            "coalesce(price, 0) + 1 > 2",
            "CASE WHEN price IS NULL THEN 1 ELSE 0 END > 0",
            "0.00 <= price",
            "CASE WHEN a THEN price ELSE CASE b WHEN 1 THEN 2 END > 5 END",
            "coalesce(price, '> 5')",
        ] {
            assert!(!compares(sql, Dialect::SQLITE, "price"), "{sql}");
        }
    }
}
