//! What only the text of a `CREATE TABLE` says on SQLite: names of constraints, checks, and `AUTOINCREMENT`.

use crate::dialect::expression::{self, Token};
use crate::schema::Dialect;

/// What the pragmas of SQLite do not tell of a table.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Definition {
    /// Whether its key is numbered without ever using a number again.
    pub(super) autoincrement: bool,
    /// Its foreign keys that have a name.
    pub(super) foreign_keys: Vec<NamedKey>,
    /// Its unique constraints that have a name.
    pub(super) uniques: Vec<NamedKey>,
    /// Its checks.
    pub(super) checks: Vec<NamedCheck>,
}

/// A constraint with its name and columns.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct NamedKey {
    pub(super) name: String,
    pub(super) columns: Vec<String>,
}

/// A check; what it says is a levelled expression.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct NamedCheck {
    pub(super) name: Option<String>,
    pub(super) expression: String,
    /// The column, where it says that the column has one of some strings.
    pub(super) enum_column: Option<String>,
}

impl Definition {
    /// Reads the text that `sqlite_schema` keeps for a table.
    pub(super) fn read(sql: &str) -> Self {
        let tokens = expression::tokens(Dialect::Sqlite, sql);
        let mut definition = Self::default();
        let Some(open) = tokens.iter().position(|token| token.is_mark('(')) else { return definition };
        for item in items(group(&tokens[open..])) {
            let constraint = ["constraint", "primary", "unique", "check", "foreign"];
            // In quotes, they are names of columns.
            let column = if constraint.iter().any(|word| item[0].is_word(word)) { None } else { item[0].name() };
            definition.item(column, if column.is_some() { &item[1..] } else { item });
        }
        definition
    }

    /// Reads the constraints of a column, or one of the table.
    fn item(&mut self, column: Option<&str>, tokens: &[Token]) {
        let mut name: Option<String> = None;
        let mut columns: Vec<String> = column.map(str::to_owned).into_iter().collect();
        let mut at = 0;
        while at < tokens.len() {
            let token = &tokens[at];
            at += 1;
            if token.is_word("constraint") {
                name = tokens.get(at).and_then(Token::name).map(str::to_owned);
                at += 1;
                continue;
            }
            let named = |columns: &[String]| name.clone().map(|name| NamedKey { name, columns: columns.to_vec() });
            if token.is_word("autoincrement") {
                self.autoincrement = true;
            } else if token.is_word("check") {
                self.checks.push(check(name.take(), group(&tokens[at..])));
            } else if token.is_word("foreign") || (token.is_word("unique") && column.is_none()) {
                let open =
                    tokens[at..].iter().position(|token| token.is_mark('(')).map_or(tokens.len(), |open| at + open);
                columns = names(group(&tokens[open..]));
                if token.is_word("unique") {
                    self.uniques.extend(named(&columns));
                }
            } else if token.is_word("unique") {
                self.uniques.extend(named(&columns));
                name = None;
            } else if token.is_word("references") {
                self.foreign_keys.extend(named(&columns));
                name = None;
            } else if ["default", "primary", "not", "collate"].iter().any(|word| token.is_word(word)) {
                // A name in front of these is of no use.
                name = None;
            }
            if tokens.get(at).is_some_and(|token| token.is_mark('(')) {
                at += group(&tokens[at..]).len() + 2;
            }
        }
    }
}

/// The tokens between the parenthesis that `tokens` begin with and its end.
fn group(tokens: &[Token]) -> &[Token] {
    let mut depth = 0_usize;
    for (at, token) in tokens.iter().enumerate() {
        match token {
            Token::Mark('(') => depth += 1,
            Token::Mark(')') => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth == 0 {
            return tokens.get(1..at).unwrap_or_default();
        }
    }
    tokens.get(1..).unwrap_or_default()
}

/// Parts between commas, as far as these stand in no inner parentheses.
fn items(tokens: &[Token]) -> impl Iterator<Item = &[Token]> {
    let mut depth = 0_usize;
    let parts = tokens.split(move |token| {
        match token {
            Token::Mark('(') => depth += 1,
            Token::Mark(')') => depth = depth.saturating_sub(1),
            _ => {}
        }
        depth == 0 && token.is_mark(',')
    });
    parts.filter(|part| !part.is_empty())
}

fn names(tokens: &[Token]) -> Vec<String> {
    items(tokens).filter_map(|item| item[0].name()).map(str::to_owned).collect()
}

fn check(name: Option<String>, tokens: &[Token]) -> NamedCheck {
    let enum_column = enum_column(tokens).map(str::to_owned);
    NamedCheck { name, expression: expression::canonical(Dialect::Sqlite, tokens.to_vec()), enum_column }
}

/// The column of which `column IN ('a', 'b')` speaks, if that is what the tokens say.
pub(super) fn enum_column(tokens: &[Token]) -> Option<&str> {
    match tokens {
        [column, word, Token::Mark('('), values @ .., Token::Mark(')')] if word.is_word("in") => {
            let texts = items(values).all(|value| matches!(value, [Token::Text(_)]));
            column.name().filter(|_| texts && !values.is_empty())
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::{Definition, NamedCheck, NamedKey};

    fn key(name: &str, columns: &[&str]) -> NamedKey {
        NamedKey { name: name.to_owned(), columns: columns.iter().map(|&column| column.to_owned()).collect() }
    }

    #[test]
    fn names_are_found_wherever_they_stand() {
        let definition = Definition::read(
            r#"CREATE TABLE "o(d,d" (
                id INTEGER PRIMARY KEY AUTOINCREMENT, -- a comment, with (
                "check" TEXT NOT NULL CONSTRAINT is_ok CHECK ("check" IN ('a', 'it''s, (b)')),
                parent INTEGER DEFAULT (1 + (2)) CONSTRAINT fk_p REFERENCES "o(d,d"(id) ON DELETE CASCADE,
                other INTEGER REFERENCES x,
                code VARCHAR(5) CONSTRAINT uq_code UNIQUE,
                CONSTRAINT uq_two UNIQUE (parent, "check" DESC),
                CONSTRAINT "fk two" FOREIGN KEY ("parent", [other]) REFERENCES y (a, b),
                CHECK (parent > 0), FOREIGN KEY (other) REFERENCES z(id)
            ) STRICT"#,
        );
        assert!(definition.autoincrement);
        assert_eq!(definition.foreign_keys, [key("fk_p", &["parent"]), key("fk two", &["parent", "other"])]);
        assert_eq!(definition.uniques, [key("uq_code", &["code"]), key("uq_two", &["parent", "check"])]);
        let is_ok = NamedCheck {
            name: Some("is_ok".to_owned()),
            expression: "check in ('a', 'it''s, (b)')".to_owned(),
            enum_column: Some("check".to_owned()),
        };
        let plain = NamedCheck { name: None, expression: "parent > 0".to_owned(), enum_column: None };
        assert_eq!(definition.checks, [is_ok, plain]);
    }

    #[test]
    fn odd_texts_are_no_trouble() {
        for sql in
            ["", "CREATE TABLE x", "CREATE TABLE x (", "CREATE TABLE x (a,,b CHECK", "CREATE TABLE x AS SELECT (1"]
        {
            assert!(Definition::read(sql).checks.len() < 2, "{sql}");
        }
    }
}
