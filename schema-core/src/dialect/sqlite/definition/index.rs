//! The text of a `CREATE INDEX`.

use super::{Stretch, pieces};

/// What the pragmas of SQLite do not tell of an index.
#[derive(Debug, Default, PartialEq, Eq)]
pub(in super::super) struct IndexText {
    /// What it holds, part by part, without order and collation.
    pub(in super::super) parts: Vec<String>,
    /// Which rows, if not all.
    pub(in super::super) predicate: Option<String>,
}

impl IndexText {
    /// Reads the text that `sqlite_schema` keeps for an index.
    pub(in super::super) fn read(sql: &str) -> Self {
        let pieces = pieces(sql);
        let Some(open) = pieces.iter().position(|piece| piece.token.is_mark('(')) else { return Self::default() };
        let mut rest = Stretch { sql, pieces: &pieces[open..] };
        let parts = rest.group().items().map(|item| part(item).text().to_owned()).collect();
        let predicate = rest.take("where").then(|| rest.text().to_owned());
        Self { parts, predicate }
    }
}

/// What a part holds: `(lower(name)) COLLATE nocase DESC` holds `lower(name)`.
fn part(item: Stretch<'_>) -> Stretch<'_> {
    let mut of = item;
    let last = |of: &Stretch<'_>| of.pieces.len().saturating_sub(1);
    if of.pieces.len() > 1 && (of.word(last(&of), "asc") || of.word(last(&of), "desc")) {
        of = of.of(&of.pieces[..last(&of)]);
    }
    if of.pieces.len() > 2 && of.word(last(&of) - 1, "collate") {
        of = of.of(&of.pieces[..last(&of) - 1]);
    }
    let mut rest = of;
    let inside = rest.group();
    if rest.is_empty() && !inside.is_empty() { inside } else { of }
}

#[cfg(test)]
mod tests {
    use super::IndexText;

    #[test]
    fn parts_and_predicates_are_cut_out_word_for_word() {
        for (sql, parts, predicate) in [
            ("CREATE INDEX i ON t (a)", vec!["a"], None),
            ("CREATE UNIQUE INDEX \"i(\" ON [t(] (\"a\" DESC, `b` COLLATE NOCASE ASC)", vec!["\"a\"", "`b`"], None),
            (
                "CREATE INDEX i ON t (lower( a ), (a || ',' || b) COLLATE rtrim desc)",
                vec!["lower( a )", "a || ',' || b"],
                None,
            ),
            ("CREATE INDEX i ON t((a) + (b))", vec!["(a) + (b)"], None),
            (
                "CREATE INDEX i ON t(a,/* , */b -- (\n) WHERE a > 0 AND /* here */ b IS 'where' -- end",
                vec!["a", "b"],
                Some("a > 0 AND /* here */ b IS 'where'"),
            ),
            ("CREATE INDEX i ON t(asc, \"desc\")", vec!["asc", "\"desc\""], None),
        ] {
            let expected = IndexText {
                parts: parts.into_iter().map(str::to_owned).collect(),
                predicate: predicate.map(str::to_owned),
            };
            assert_eq!(IndexText::read(sql), expected, "{sql}");
        }
    }

    #[test]
    fn odd_texts_are_no_trouble() {
        for sql in ["", "CREATE INDEX i", "CREATE INDEX i ON t (", "CREATE INDEX i ON t (a", "(", "()where", "(,)"] {
            assert!(IndexText::read(sql).parts.len() < 2, "{sql}");
        }
    }
}
