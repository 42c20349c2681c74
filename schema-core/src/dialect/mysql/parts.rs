//! The parts of a table.

use crate::migrate::parts::Parts;
use crate::sql::{Kind, LexRules, Lexer};

/// Reads what `SHOW CREATE TABLE` says, which has a line for each part.
pub(super) fn of(definition: &str) -> Parts {
    let mut parts = Parts::default();
    for line in definition.lines().skip(1).map(str::trim_start) {
        if let Some(name) = name(line) {
            parts.columns.push(name);
        } else if let Some(columns) = line.strip_prefix("PRIMARY KEY (") {
            parts.primary_key = names(columns);
        } else if let Some(rest) = line.strip_prefix("CONSTRAINT ") {
            parts.constraints.extend(name(rest));
        } else if let Some((_, rest)) = line.split_once("KEY ") {
            parts.keys.extend(name(rest));
        }
    }
    parts
}

/// The quoted name in front of `text`, in lower case.
fn name(text: &str) -> Option<String> {
    let token = Lexer::with(&LexRules::ANY, text).next()?.ok()?;
    (token.kind == Kind::Name).then(|| token.kind.name(token.text(text)))?.map(|name| name.to_lowercase())
}

/// The quoted names in front of the parenthesis that closes, each with its length or without.
fn names(text: &str) -> Vec<String> {
    let mut depth = 0_usize;
    let listed = Lexer::with(&LexRules::ANY, text).map_while(Result::ok).take_while(|token| {
        match token.text(text) {
            "(" => depth += 1,
            ")" if depth == 0 => return false,
            ")" => depth -= 1,
            _ => {}
        }
        true
    });
    listed.filter(|it| it.kind == Kind::Name).filter_map(|it| name(it.text(text))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_of_a_table() {
        let definition = "CREATE TABLE `t` (\n  `Id` int(11) NOT NULL AUTO_INCREMENT,\n  `a``KEY ` varchar(9) DEFAULT 'KEY `x`',\n  \
                          PRIMARY KEY (`Id`,`x,y)`(9),`a``KEY `(5)),\n  UNIQUE KEY `uq` (`Id`),\n  KEY `ix` (`Id`),\n  \
                          FULLTEXT KEY `ft` (`a``KEY `),\n  CONSTRAINT `fk` FOREIGN KEY (`Id`) REFERENCES `u` (`id`),\n  \
                          CONSTRAINT `ck` CHECK (`Id` > 0)\n) ENGINE=InnoDB AUTO_INCREMENT=42 DEFAULT CHARSET=utf8mb4";
        let texts = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect::<Vec<_>>();
        let expected = Parts {
            columns: texts(&["id", "a`key "]),
            keys: texts(&["uq", "ix", "ft"]),
            constraints: texts(&["fk", "ck"]),
            primary_key: texts(&["id", "x,y)", "a`key "]),
        };
        assert_eq!(of(definition), expected);
    }
}
