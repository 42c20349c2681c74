//! The statements of a script in portions. SQLite copies the rest of a text for each statement in it: of a text with all of
//! them, that is the square of its length.

use crate::script::Statement;
use std::ops::Range;

/// How long the text of a portion may be, in bytes. The time for a statement does not depend on how many follow.
const LONGEST: usize = 4096;

/// What stands behind each statement.
const END: &str = ";\n";

/// The statements `all[range]`, each with its end, in texts that are run one after the other. A longer statement is one by itself.
pub(super) fn portions(all: &[Statement], range: Range<usize>) -> impl Iterator<Item = (Range<usize>, String)> {
    let end = range.end;
    let mut from = range.start;
    std::iter::from_fn(move || {
        let start = from;
        let mut sql = String::new();
        while from < end && (from == start || sql.len() + all[from].text.len() + END.len() <= LONGEST) {
            sql.push_str(&all[from].text);
            sql.push_str(END);
            from += 1;
        }
        (from > start).then_some((start..from, sql))
    })
}

#[cfg(test)]
mod tests {
    use super::{LONGEST, portions};
    use crate::script::Statement;

    #[test]
    fn no_text_grows_with_the_script() {
        let long = format!("SELECT '{}'", "x".repeat(LONGEST));
        for count in [0, 1, 20_000] {
            let mut all: Vec<Statement> =
                (0..count).map(|at| Statement::new(format!("INSERT INTO t VALUES ({at})"))).collect();
            all.insert(count / 2, Statement::new(long.as_str()));
            let found: Vec<_> = portions(&all, 0..all.len()).collect();
            // All of them, in their order.
            let text: String = found.iter().map(|(_, sql)| sql.as_str()).collect();
            let expected: String = all.iter().map(|it| format!("{};\n", it.text)).collect();
            assert_eq!(text, expected);
            let mut next = 0;
            for (range, sql) in found {
                assert_eq!(range.start, next);
                next = range.end;
                assert!(sql.len() <= LONGEST || range.len() == 1, "{} bytes", sql.len());
            }
            assert_eq!(next, all.len());
        }
    }

    #[test]
    fn a_part_of_a_script_has_its_own_statements_alone() {
        let all = ["a", "b", "c", "d"].map(Statement::new);
        assert_eq!(portions(&all, 1..3).collect::<Vec<_>>(), [(1..3, "b;\nc;\n".to_owned())]);
        assert_eq!(portions(&all, 2..2).count(), 0);
    }
}
