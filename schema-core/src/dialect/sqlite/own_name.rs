//! Expressions that name their own table: `"t"."b" > 1` in a check of `t`.

use crate::schema::{Dialect, TableName};
use crate::sql::Lexer;

/// `sql` of `table` with its columns named alone. In a table that has another name until its rebuild is over, there is no
/// column `"t"."b"`, and the rename at the end does not rewrite checks.
pub(super) fn unqualified(sql: &str, table: &TableName) -> String {
    let tokens = Lexer::new(Dialect::SQLITE, sql).significant();
    let named = |at: usize| tokens.get(at).and_then(|token| token.kind.name(token.text(sql)));
    let dot = |at: usize| tokens.get(at).is_some_and(|token| token.text(sql) == ".");
    let is = |at: usize, other: &str| named(at).is_some_and(|name| name.eq_ignore_ascii_case(other));
    let (mut out, mut end, mut at) = (String::with_capacity(sql.len()), 0, 0);
    while at < tokens.len() {
        let of_main = is(at, "main") && dot(at + 1) && is(at + 2, &table.name) && dot(at + 3);
        let behind = if of_main { at + 4 } else { at + 2 };
        let begins = at.checked_sub(1).is_none_or(|before| !dot(before));
        let qualifies = begins && (of_main || is(at, &table.name) && dot(at + 1));
        if qualifies && named(behind).is_some() {
            out.push_str(&sql[end..tokens[at].start]);
            end = tokens[behind].start;
            at = behind;
        }
        at += 1;
    }
    out + &sql[end..]
}

#[cfg(test)]
mod tests {
    use super::unqualified;
    use crate::schema::TableName;

    #[test]
    fn columns_lose_the_name_of_their_own_table_and_of_no_other() {
        for (sql, expected) in [
            (r#""t"."b" > 1"#, r#""b" > 1"#),
            ("T.b > [t] . c AND main.t.d", "b > c AND d"),
            ("x.t.b > 1 OR t > 1.5", "x.t.b > 1 OR t > 1.5"),
            ("'t.b' <> tt.b -- t.b", "'t.b' <> tt.b -- t.b"),
            ("t.t > t", "t > t"),
            ("\"a\"\"b\".c", "\"a\"\"b\".c"),
        ] {
            assert_eq!(unqualified(sql, &TableName::new("t")), expected);
        }
        assert_eq!(unqualified("\"a\"\"b\".c > 0", &TableName::new("a\"b")), "c > 0");
    }
}
