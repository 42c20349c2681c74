//! What a statement creates, alters or drops: views, triggers, routines, types and other objects with a name.

use super::Words;
use crate::schema::{Dialect, Engines};

/// An object that a statement names to create, alter or drop it. Tables and indexes are none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Made {
    /// The keywords of its kind: `VIEW`, `EVENT` `TRIGGER`; `ROUTINE` stands for a function or procedure.
    pub keywords: &'static [&'static str],
    /// The name alone, in lower case where the engine takes it for that.
    pub name: String,
}

/// What the statement creates, alters or drops; what it renames, under both names.
pub fn made(dialect: Dialect, words: &Words<'_>) -> Vec<Made> {
    if !["CREATE", "ALTER", "DROP"].iter().any(|word| words.is(0, word)) {
        return Vec::new();
    }
    let at = behind_modifiers(words, 1);
    let Some(keywords) = KINDS.iter().find(|keywords| words.begins_at(at, keywords)) else { return Vec::new() };
    let from = words.skip(at + keywords.len(), &["IF", "NOT", "EXISTS"]);
    let from = words.skip(from, &["IF", "EXISTS"]);
    let name = |at: usize| {
        if *keywords == ["OPERATOR"] {
            return operator(words, at).map(|name| Made { keywords, name });
        }
        let (_, name, end) = words.qualified(at)?;
        let exact = dialect.engine().names_differ_by_case() && words.text(end - 1).starts_with('"');
        Some(Made { keywords, name: if exact { name } else { name.to_lowercase() } })
    };
    let places: Vec<usize> = if words.is(0, "DROP") {
        words.list(from, words.len()).into_iter().map(|item| item.start).collect()
    } else {
        let renamed = (from..words.len()).find(|at| words.is(0, "ALTER") && words.begins_at(*at, &["RENAME", "TO"]));
        [from].into_iter().chain(renamed.map(|at| at + 2)).collect()
    };
    places.into_iter().filter_map(name).collect()
}

/// The keywords of each kind. Those that begin with those of another one come first.
const KINDS: &[&[&str]] = &[
    &["AGGREGATE"],
    &["COLLATION"],
    &["DOMAIN"],
    &["EVENT", "TRIGGER"],
    &["EVENT"],
    &["EXTENSION"],
    &["FOREIGN", "DATA", "WRAPPER"],
    &["FOREIGN", "TABLE"],
    &["FUNCTION"],
    &["MATERIALIZED", "VIEW"],
    &["OPERATOR"],
    &["PACKAGE", "BODY"],
    &["PACKAGE"],
    &["POLICY"],
    &["PROCEDURE"],
    &["PUBLICATION"],
    &["ROUTINE"],
    &["RULE"],
    &["SCHEMA"],
    &["SEQUENCE"],
    &["SERVER"],
    &["STATISTICS"],
    &["TEXT", "SEARCH", "CONFIGURATION"],
    &["TRIGGER"],
    &["TYPE"],
    &["VIEW"],
    &["VIRTUAL", "TABLE"],
];

/// The operator at `at`, without its namespace.
fn operator(words: &Words<'_>, at: usize) -> Option<String> {
    let at = if words.is_name(at) && words.is_mark(at + 1, ".") { at + 2 } else { at };
    let symbols = (at..words.len()).take_while(|at| words.is_symbol(*at) && !words.is_mark(*at, "("));
    let name: String = symbols.map(|at| words.text(at)).collect();
    (!name.is_empty()).then_some(name)
}

/// The position behind the words that may stand between `CREATE` and the kind.
fn behind_modifiers(words: &Words<'_>, mut at: usize) -> usize {
    let single = ["OR", "REPLACE", "TEMP", "TEMPORARY", "UNLOGGED", "RECURSIVE", "CONSTRAINT"];
    loop {
        at = match () {
            () if single.iter().any(|word| words.is(at, word)) => at + 1,
            () if words.begins_at(at, &["AGGREGATE", "FUNCTION"]) => at + 1,
            () if words.begins_at(at, &["SQL", "SECURITY"]) || words.is(at, "ALGORITHM") => at + 3,
            () if words.is(at, "DEFINER") => {
                let user = at + 3;
                if words.is_mark(user, "@") || words.is_mark(user, "(") { user + 2 } else { user }
            }
            () => return at,
        };
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_statements_make() {
        let mine = |dialect, sql| {
            let made = made(dialect, &Words::of(dialect, sql, usize::MAX));
            let shown = |it: &Made| format!("{} {}", it.keywords.join(" ").to_lowercase(), it.name);
            made.iter().map(shown).collect::<Vec<_>>()
        };
        for (sql, expected) in [
            ("CREATE OR REPLACE FUNCTION app.Users() RETURNS int AS $$ SELECT 1 $$", &["function users"][..]),
            ("CREATE FUNCTION \"Name\"() RETURNS int AS 'SELECT 1'", &["function Name"]),
            ("DROP FUNCTION IF EXISTS a(int, text), app.b", &["function a", "function b"]),
            ("DROP ROUTINE a", &["routine a"]),
            ("ALTER FUNCTION a(int) SET search_path = app", &["function a"]),
            ("ALTER FUNCTION a(int) RENAME TO \"B\"", &["function a", "function B"]),
            ("CREATE AGGREGATE a(int) (SFUNC = f, STYPE = int)", &["aggregate a"]),
            ("CREATE OPERATOR app.=== (LEFTARG = int)", &["operator ==="]),
            ("CREATE OPERATOR CLASS a FOR TYPE int USING btree AS OPERATOR 1 <", &[]),
            ("CREATE CONSTRAINT TRIGGER t AFTER INSERT ON f FOR EACH ROW EXECUTE FUNCTION g()", &["trigger t"]),
            ("CREATE TABLE function (view int)", &[]),
            ("SELECT 'CREATE FUNCTION a()'", &[]),
            ("COMMENT ON FUNCTION a IS 'b'", &[]),
        ] {
            assert_eq!(mine(Dialect::POSTGRES, sql), expected, "{sql}");
        }
        for (sql, expected) in [
            (
                "CREATE OR REPLACE ALGORITHM = MERGE DEFINER = `u`@'%' SQL SECURITY INVOKER VIEW `x`.`Order` AS SELECT 1",
                &["view order"][..],
            ),
            ("CREATE DEFINER=CURRENT_USER() PROCEDURE IF NOT EXISTS tot() SELECT 1", &["procedure tot"]),
            ("/*!50001 CREATE DEFINER=u VIEW v AS SELECT 1 */", &["view v"]),
            ("DROP VIEW IF EXISTS a, b", &["view a", "view b"]),
            ("CREATE EVENT e ON SCHEDULE EVERY 1 DAY DO SELECT 1", &["event e"]),
            ("CREATE AGGREGATE FUNCTION f(a int) RETURNS int RETURN 1", &["function f"]),
            ("CREATE TABLE event (a int)", &[]),
        ] {
            assert_eq!(mine(Dialect::MARIADB, sql), expected, "{sql}");
        }
    }
}
