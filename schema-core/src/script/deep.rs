//! What stands in the comments and the texts of a statement, and a server may run all the same.

use crate::schema::Dialect;
use crate::sql::{Kind, LexRules, Lexer, Token, executed};

/// What the server executes of the comments in a statement: `SET a = 1` of `/*!40101 SET a = 1 */`.
pub fn executed_comments(dialect: Dialect, statement: &str) -> Vec<&str> {
    let comments = tokens(LexRules::of(dialect), statement).into_iter().filter(|it| it.kind == Kind::Executed);
    comments.filter_map(|comment| executed(comment.text(statement))).collect()
}

/// Returns `true` if a statement says of something that it is in `database`: `shop.users`. Texts in quotes count too: they may
/// be run later on.
pub fn reaches(dialect: Dialect, statement: &str, database: &str) -> bool {
    reaches_by(LexRules::of(dialect), statement, &database.to_lowercase())
}

fn reaches_by(rules: &'static LexRules, sql: &str, database: &str) -> bool {
    let tokens = tokens(rules, sql);
    let is_dot = |at: usize| tokens.get(at).is_some_and(|token| token.text(sql) == ".");
    tokens.iter().enumerate().any(|(at, token)| {
        let text = token.text(sql);
        if let Some(content) = token.kind.content(rules, text) {
            return reaches_by(rules, &content, database);
        }
        if token.kind == Kind::Executed {
            return executed(text).is_some_and(|inner| reaches_by(rules, inner, database));
        }
        let qualifies = is_dot(at + 1) && at.checked_sub(1).is_none_or(|before| !is_dot(before));
        qualifies && token.kind.name(text).is_some_and(|name| name.to_lowercase() == database)
    })
}

/// The tokens that say something. A text need not be SQL: a quote that is not closed ends with it.
fn tokens(rules: &'static LexRules, sql: &str) -> Vec<Token> {
    let mut lexer = Lexer::with(rules, sql);
    std::iter::from_fn(|| lexer.next_open()).filter(|token| token.says_something()).collect()
}

#[cfg(test)]
mod tests {
    use super::reaches;
    use crate::schema::Dialect;

    #[test]
    fn another_database_is_seen_wherever_it_is_named() {
        for (sql, expected) in [
            ("DROP TABLE shop.t", true),
            ("DROP TABLE `Shop` . t", true),
            ("DROP TABLE shop /* of */ . t", true),
            ("PREPARE s FROM 'DROP TABLE `shop`.`t`'", true),
            ("PREPARE s FROM 'SELECT ''it''; DROP TABLE shop.t'", true),
            ("/*!50001 DROP TABLE shop.t */", true),
            ("SELECT 'it\\'s shop.t'", true),
            ("SELECT a -- shop.t", false),
            ("SELECT /* shop.t */ x.shop.t, workshop.t, shop, `shop.t`", false),
        ] {
            assert_eq!(reaches(Dialect::MYSQL, sql, "shop"), expected, "{sql}");
        }
        assert!(reaches(Dialect::MYSQL, "SELECT 1 FROM `a``b`.t", "a`b"));
    }
}
