//! Comparisons of a column in the SQL that users write.

use super::rewrite::{is_word, places};

/// Calls that give one of their arguments as it is.
const PASSED_ON: &[&str] = &["coalesce", "if", "ifnull", "iif", "nullif"];

/// Calls that compare their arguments.
const COMPARING: &[&str] = &["greatest", "least", "max", "min"];

/// Words behind which a parenthesis is no call.
const NO_CALLS: &[&str] = &["and", "between", "case", "check", "else", "in", "is", "like", "not", "or", "then", "when"];

/// Whether `sql` compares the column `name` as it stands, in parentheses, or as `coalesce` and its like give it on: in
/// `price >= 2.5`, but not in `CAST(price AS REAL) >= 2.5` or `price * 2 > 5`. Whether a number is negative is seen in its text
/// too, as long as it is that of the column itself.
pub(crate) fn compares(sql: &str, name: &str) -> bool {
    places(sql, name).any(|(start, end)| {
        let before = sql[..start].trim_end();
        // The table that stands before it.
        let start = before.strip_suffix('.').map_or(start, |before| {
            before.trim_end().trim_end_matches(|c: char| is_word(c) || "\"`[]".contains(c)).len()
        });
        let mut value = Value { sql, start, end, is_column: true };
        loop {
            if value.is_computed() {
                return false;
            }
            if value.is_compared() {
                return true;
            }
            match value.around() {
                Around::Compared => return true,
                Around::Value(outer) => value = outer,
                Around::Other => return false,
            }
        }
    })
}

/// A part of SQL that has the value of the column.
struct Value<'a> {
    sql: &'a str,
    start: usize,
    end: usize,
    /// It is compared as the column is.
    is_column: bool,
}

/// What a value stands in.
enum Around<'a> {
    /// What gives it on.
    Value(Value<'a>),
    /// What compares it.
    Compared,
    /// Something else, or nothing.
    Other,
}

impl<'a> Value<'a> {
    fn before(&self) -> &'a str {
        self.sql[..self.start].trim_end()
    }

    fn after(&self) -> &'a str {
        self.sql[self.end..].trim_start()
    }

    /// Whether it is made a number or a text of before anything else is done.
    fn is_computed(&self) -> bool {
        let operators = ['+', '-', '*', '/', '%', '|', '&'];
        self.after().starts_with(operators) || self.before().ends_with(operators)
    }

    fn is_compared(&self) -> bool {
        let (before, after) = (self.before(), self.after());
        let exempt = |other: &str| self.is_column && is_zero(other);
        let followed =
            match after.strip_prefix(">=").or_else(|| after.strip_prefix('<').filter(|it| !it.starts_with(['=', '>'])))
            {
                Some(other) => !exempt(other.trim_start()),
                None => {
                    let not = if begins(after, "not") { after[3..].trim_start() } else { after };
                    after.starts_with(['<', '>', '='])
                        || after.starts_with("!=")
                        || begins(not, "between")
                        || begins(not, "in")
                }
            };
        let follows =
            match before.strip_suffix("<=").or_else(|| before.strip_suffix('>').filter(|it| !it.ends_with('<'))) {
                Some(other) => !exempt(last_word(other.trim_end())),
                None => before.ends_with(['<', '=']) || before.ends_with("<>") || is(last_word(before), &["between"]),
            };
        followed || follows
    }

    fn around(&self) -> Around<'a> {
        let (before, after) = (self.before(), self.after());
        if is(last_word(before), &["then", "else"]) {
            return self.case().map_or(Around::Other, Around::Value);
        }
        if !before.ends_with(['(', ',']) || !after.starts_with([')', ',']) {
            return Around::Other;
        }
        let Some((open, close)) = enclosing(self.sql, self.start, self.end) else { return Around::Other };
        let call = last_word(self.sql[..open].trim_end());
        let alone = before.ends_with('(') && after.starts_with(')');
        if call.is_empty() || is(call, NO_CALLS) {
            let grouped = Value { sql: self.sql, start: open, end: close + 1, is_column: self.is_column };
            return if alone { Around::Value(grouped) } else { Around::Other };
        }
        if is(call, COMPARING) && !alone {
            return Around::Compared;
        }
        let start = self.sql[..open].trim_end().len() - call.len();
        let given = Value { sql: self.sql, start, end: close + 1, is_column: false };
        if is(call, PASSED_ON) { Around::Value(given) } else { Around::Other }
    }

    /// The `CASE` of which it is a result.
    fn case(&self) -> Option<Self> {
        let lower = self.sql.to_ascii_lowercase();
        let start = lower[..self.start].rfind("case")?;
        let end = self.end + lower[self.end..].find("end")? + "end".len();
        Some(Value { sql: self.sql, start, end, is_column: false })
    }
}

fn begins(text: &str, word: &str) -> bool {
    text.get(..word.len()).is_some_and(|start| start.eq_ignore_ascii_case(word))
        && !text[word.len()..].starts_with(is_word)
}

fn last_word(text: &str) -> &str {
    text.rsplit(|c: char| !is_word(c)).next().unwrap_or_default()
}

fn is(word: &str, words: &[&str]) -> bool {
    words.iter().any(|it| it.eq_ignore_ascii_case(word))
}

fn is_zero(text: &str) -> bool {
    let number = text.split(|c: char| !is_word(c) && c != '.').next().unwrap_or_default();
    number.parse::<f64>() == Ok(0.0)
}

/// The parentheses around the part of `sql` from `start` to `end`. Those in texts have none beside them that matter here.
fn enclosing(sql: &str, start: usize, end: usize) -> Option<(usize, usize)> {
    let open = unmatched(sql[..start].char_indices().rev(), ['(', ')'])?;
    let close = unmatched(sql[end..].char_indices(), [')', '('])? + end;
    Some((open, close))
}

/// Where the first `outer` parenthesis is without an `inner` one before it.
fn unmatched(chars: impl Iterator<Item = (usize, char)>, [outer, inner]: [char; 2]) -> Option<usize> {
    let (mut depth, mut quoted) = (0_usize, false);
    for (at, c) in chars {
        quoted ^= c == '\'';
        if quoted {
            continue;
        }
        if c == outer && depth == 0 {
            return Some(at);
        }
        if c == outer {
            depth -= 1;
        } else if c == inner {
            depth += 1;
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::compares;

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
        ] {
            assert!(compares(sql, "price"), "{sql}");
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
        ] {
            assert!(!compares(sql, "price"), "{sql}");
        }
    }
}
