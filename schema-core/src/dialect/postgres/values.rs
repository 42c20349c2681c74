//! Texts in SQL that the server reads as values of an enum type, from what stands beside them.

use crate::schema::Dialect;
use crate::script::Words;

/// Whether `sql` takes the text `value` as a value of the enum type: by a cast, or compared with one of `columns`, which are
/// of that type. Anything else that the server may take it for is not looked at.
pub(super) fn takes_as_value(sql: &str, columns: &[&str], enum_type: &str, value: &str) -> bool {
    let words = Words::of(Dialect::POSTGRES, sql, usize::MAX);
    let text = format!("'{}'", value.replace('\'', "''"));
    let beside = Beside { words, columns };
    (0..beside.words.len()).filter(|at| beside.words.is_literal(*at) && beside.words.text(*at) == text).any(|at| {
        match beside.cast_of(at) {
            Some(to) => beside.is_name(to, enum_type),
            None => beside.is_compared(at) || beside.is_listed(at),
        }
    })
}

/// The words of an expression, and the columns that they may be.
struct Beside<'a> {
    words: Words<'a>,
    columns: &'a [&'a str],
}

/// Behind these an operand begins.
const BEFORE: &[&str] = &["AND", "OR", "NOT", "WHEN", "THEN", "ELSE", "CASE"];
/// Before these an operand ends.
const AFTER: &[&str] = &["AND", "OR", "IS", "WHEN", "THEN", "ELSE", "END"];

impl Beside<'_> {
    /// Where the type stands that the literal at `at` is cast to.
    fn cast_of(&self, at: usize) -> Option<usize> {
        let cast = self.is_mark(at + 1, ":") && self.is_mark(at + 2, ":");
        let called = self.words.is(at + 1, "AS");
        cast.then_some(at + 3).or(called.then_some(at + 2))
    }

    /// `state = 'old'`, `'old' = state`.
    fn is_compared(&self, at: usize) -> bool {
        let behind = self.ends(at + 1) && self.operator_before(at).is_some_and(|start| self.column_before(start));
        let ahead =
            || self.operator_behind(at + 1).and_then(|end| self.column_at(end)).is_some_and(|end| self.ends(end));
        behind || self.begins(at) && ahead()
    }

    /// `state IN ('new', 'old')`, `state = ANY (ARRAY['new', 'old'])`.
    fn is_listed(&self, at: usize) -> bool {
        let closes = |mark: &str| matches!(mark, ")" | "]" | ",");
        if !closes(self.words.text(at + 1)) {
            return false;
        }
        // Its items are texts and their casts.
        let mut open = at;
        while open > 0 && !self.is_mark(open, "(") && !self.is_mark(open, "[") {
            open -= 1;
            let is_of_item = self.words.is_literal(open) || self.words.is_name(open) || self.is_mark(open, ":");
            if !is_of_item && !["(", "[", ","].iter().any(|mark| self.is_mark(open, mark)) {
                return false;
            }
        }
        if !matches!(self.words.text(at - usize::from(at > 0)), "(" | "[" | ",") {
            return false;
        }
        let Some(before) = open.checked_sub(1) else { return false };
        if self.is_mark(open, "(") {
            let negated = before.checked_sub(1).filter(|at| self.words.is(*at, "NOT"));
            return self.words.is(before, "IN") && self.column_before(negated.unwrap_or(before));
        }
        let any = before.checked_sub(2).filter(|at| ["ANY", "SOME", "ALL"].iter().any(|word| self.words.is(*at, word)));
        let operator = any.filter(|_| self.words.is(before, "ARRAY") && self.is_mark(before - 1, "("));
        operator.and_then(|at| self.operator_before(at)).is_some_and(|start| self.column_before(start))
    }

    /// Where an operator that compares begins, which ends before `end`.
    fn operator_before(&self, end: usize) -> Option<usize> {
        (end.saturating_sub(4)..end).find(|start| self.operator_behind(*start) == Some(end))
    }

    /// Where the operator that compares ends which begins at `start`.
    fn operator_behind(&self, start: usize) -> Option<usize> {
        for words in [&["IS", "DISTINCT", "FROM"][..], &["IS", "NOT", "DISTINCT", "FROM"]] {
            if self.words.begins_at(start, words) {
                return Some(start + words.len());
            }
        }
        let two = [["<", ">"], ["!", "="], ["<", "="], [">", "="]];
        if two.iter().any(|[one, other]| self.is_mark(start, one) && self.is_mark(start + 1, other)) {
            return Some(start + 2);
        }
        ["=", "<", ">"].iter().any(|mark| self.is_mark(start, mark)).then_some(start + 1)
    }

    /// Whether one of the columns, and nothing but that, is the operand that ends before `end`.
    fn column_before(&self, end: usize) -> bool {
        let Some(mut at) = end.checked_sub(1).filter(|at| self.column_at(*at) == Some(end)) else { return false };
        while at >= 2 && self.is_mark(at - 1, ".") && self.words.is_name(at - 2) {
            at -= 2;
        }
        self.begins(at)
    }

    /// Where the name of one of the columns ends which begins at `at`.
    fn column_at(&self, at: usize) -> Option<usize> {
        let (_, _, end) = self.words.qualified(at)?;
        self.columns.iter().any(|column| self.is_name(at, column)).then_some(end)
    }

    /// Whether the name at `at`, without what it is qualified by, is this one.
    fn is_name(&self, at: usize, name: &str) -> bool {
        let Some((_, found, end)) = self.words.qualified(at) else { return false };
        let in_quotes = self.words.text(end - 1).starts_with('"');
        if in_quotes { found == name } else { found.eq_ignore_ascii_case(name) }
    }

    /// Whether an operand begins at `at`.
    fn begins(&self, at: usize) -> bool {
        let Some(before) = at.checked_sub(1) else { return true };
        self.is_mark(before, "(") || self.is_mark(before, ",") || BEFORE.iter().any(|word| self.words.is(before, word))
    }

    /// Whether an operand ends before `at`.
    fn ends(&self, at: usize) -> bool {
        let mark = [")", ",", "]"].iter().any(|mark| self.is_mark(at, mark));
        at == self.words.len() || mark || AFTER.iter().any(|word| self.words.is(at, word))
    }

    fn is_mark(&self, at: usize, mark: &str) -> bool {
        self.words.is_mark(at, mark)
    }
}

#[cfg(test)]
mod tests {
    use super::takes_as_value;

    #[test]
    fn a_value_stands_beside_its_column_or_type() {
        for (sql, expected) in [
            ("state <> 'old'", true),
            ("id > 0 AND (STATE='old' OR id < 9)", true),
            ("'old' >= t.\"state\"", true),
            ("state IS NOT DISTINCT FROM 'old'", true),
            ("state NOT IN ('new', 'old')", true),
            ("t.state IN ('new'::state,'old')", true),
            ("state = ANY (ARRAY['new', 'old'])", true),
            ("CASE WHEN state = 'old' THEN 1 END = 1", true),
            ("length(note) > length('old'::state::text)", true),
            ("note = cast('old' as app.\"state\")", true),
            ("(state = 'old'::state)", true),
            // Of others, and of texts.
            ("case when state in ('new') then 'old' else 'done' end", false),
            ("concat(state, '') <> 'old'", false),
            ("length('old') > 0 OR state = 'new'", false),
            ("state::text = 'old'", false),
            ("'old' = state::text", false),
            ("state = 'old'::text::state", false),
            ("note::text IN ('old') OR state = 'new'", false),
            ("upper(state) IN ('old')", false),
            ("note || state = 'old'", false),
            ("state = 'old' || note", false),
            ("state IN ('new', lower('old'))", false),
            ("\"State\" = 'old'", false),
            ("state = 'very old' OR note = 'the ''old'", false),
            ("state = 'new' -- 'old'", false),
            ("'old'", false),
        ] {
            assert_eq!(takes_as_value(sql, &["id_state", "state"], "state", "old"), expected, "{sql}");
        }
        assert!(takes_as_value("state = 'it''s'", &["state"], "state", "it's"));
    }
}
