//! Pieces of SQL that are put into a statement of ours.

use crate::schema::Dialect;
use crate::sql::{Kind, Lexer};

/// Looks whether a piece of SQL, such as the expression of a check, closes all that it opens and nothing else. Only then does what
/// stands around it in a statement stay what it is.
///
/// # Errors
/// A text for the user: what stands open, and from where on.
pub(crate) fn closed(dialect: Dialect, sql: &str) -> Result<(), String> {
    look(dialect, sql, true)
}

/// The same for a statement. It may end.
///
/// # Errors
/// As for [`closed`].
pub(crate) fn closed_statement(dialect: Dialect, sql: &str) -> Result<(), String> {
    look(dialect, sql, false)
}

fn look(dialect: Dialect, sql: &str, is_expression: bool) -> Result<(), String> {
    let from = |at: usize, message: &str| {
        let rest = sql[at..].trim_end();
        // A message is one line.
        let line = rest.lines().next().unwrap_or_default();
        Err(format!("{message}: `{line}{}`", if line.len() < rest.len() { " …" } else { "" }))
    };
    if let Some(at) = sql.find('\0') {
        return from(at + 1, "there is a NUL byte before what follows");
    }
    let mut parentheses: Vec<usize> = Vec::new();
    for token in Lexer::new(dialect, sql) {
        let token = match token {
            Ok(token) => token,
            Err(unclosed) => return from(unclosed.token.start, &unclosed.to_string()),
        };
        let at = token.start;
        match (token.kind, token.text(sql)) {
            (Kind::Comment, text) if token.end == sql.len() && !text.starts_with("/*") => {
                return from(at, "the comment takes in whatever stands behind it");
            }
            (Kind::Other, "(") => parentheses.push(at),
            (Kind::Other, ")") if parentheses.pop().is_none() => {
                return from(at, "the parenthesis that closes here was not opened");
            }
            (Kind::Other, ";") if is_expression => return from(at, "a statement would end here"),
            _ => {}
        }
    }
    match parentheses.first() {
        Some(&at) => from(at, "the parenthesis that opens here is not closed"),
        None => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::closed;
    use crate::schema::Dialect;

    #[test]
    fn each_dialect_closes_by_its_own_rules() {
        let mysql: &[Dialect] = &[Dialect::MYSQL, Dialect::MARIADB];
        // SQL, and the dialects that find it closed.
        let cases: &[(&str, &[Dialect])] = &[
            ("c > 1", &Dialect::ALL),
            ("(c > 1) OR (c < 0)", &Dialect::ALL),
            ("c <> ')' AND c <> 'it''s;('", &Dialect::ALL),
            ("\"a)\" > 1 /* ( */ AND b > 0", &Dialect::ALL),
            ("a > 0 -- (\n AND b > 0", &Dialect::ALL),
            ("nonsense(((", &[]),
            ("c > 1) OR (c < 0", &[]),
            ("'abc", &[]),
            ("\"abc", &[]),
            ("c > 1 /* why", &[]),
            ("c > 1 -- why", &[]),
            ("1; DROP TABLE t", &[]),
            ("c <> '\0'", &[]),
            (r"c <> '\'", &[Dialect::SQLITE, Dialect::POSTGRES]),
            (r"c <> '\''", mysql),
            (r"c <> E'\''", &[Dialect::POSTGRES, Dialect::MYSQL, Dialect::MARIADB]),
            ("c <> $$ it's ( $$", &[Dialect::POSTGRES]),
            ("c <> $a$ it's $$", &[]),
            ("`a)` > 1", &[Dialect::SQLITE, Dialect::MYSQL, Dialect::MARIADB]),
            ("[a)] > 1", &[Dialect::SQLITE]),
            ("a[1] > 1", &Dialect::ALL),
            ("a[1", &[Dialect::POSTGRES, Dialect::MYSQL, Dialect::MARIADB]),
            ("/* /* */ 1", &[Dialect::SQLITE, Dialect::MYSQL, Dialect::MARIADB]),
            ("c > 1 # why", &[Dialect::SQLITE, Dialect::POSTGRES]),
            ("c --1", mysql),
            ("c --", &[]),
        ];
        for (sql, expected) in cases {
            let found: Vec<Dialect> = Dialect::ALL.into_iter().filter(|it| closed(*it, sql).is_ok()).collect();
            assert_eq!(found, *expected, "{sql}");
        }
    }

    #[test]
    fn what_stands_open_is_shown() {
        let message = |sql| closed(Dialect::POSTGRES, sql).unwrap_err();
        assert_eq!(message("nonsense((("), "the parenthesis that opens here is not closed: `(((`");
        assert_eq!(message("a) OR (b"), "the parenthesis that closes here was not opened: `) OR (b`");
        assert_eq!(message("a <> 'b\nc"), "the quote that opens here is not closed: `'b …`");
        assert_eq!(message("a $b$"), "the dollar quote that opens here is not closed: `$b$`");
    }
}
