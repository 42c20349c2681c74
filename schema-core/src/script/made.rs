//! What a statement says of views, triggers and routines: it makes them, changes them or takes them away.

use super::Words;
use crate::schema::Dialect;

/// A view, trigger, routine or event that a statement names to make it, change it or drop it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Made {
    /// The kind in lower case: `view`, `trigger`, `function`, `procedure`, `event`; `routine` for a function or procedure.
    pub kind: String,
    /// The name alone, in lower case where the engine takes it for that.
    pub name: String,
}

/// What the statement makes, changes or drops.
pub fn made(dialect: Dialect, statement: &str) -> Vec<Made> {
    let words = Words::of(dialect, statement, usize::MAX);
    if !["CREATE", "ALTER", "DROP"].iter().any(|word| words.is(0, word)) {
        return Vec::new();
    }
    let at = behind_modifiers(&words, 1);
    let Some(kind) = KINDS.iter().find(|kind| words.is(at, kind)) else { return Vec::new() };
    let body = words.begins_at(at, &["PACKAGE", "BODY"]);
    let kind = if body { "package body".to_owned() } else { kind.to_lowercase() };
    let from = words.skip(at + 1 + usize::from(body), &["IF", "NOT", "EXISTS"]);
    let from = words.skip(from, &["IF", "EXISTS"]);
    let name = |at: usize| {
        let (_, name, end) = words.qualified(at)?;
        let exact = dialect.engine().names_differ_by_case() && words.text(end - 1).starts_with('"');
        Some(Made { kind: kind.clone(), name: if exact { name } else { name.to_lowercase() } })
    };
    if words.is(0, "DROP") {
        words.list(from, words.len()).into_iter().filter_map(|item| name(item.start)).collect()
    } else {
        name(from).into_iter().collect()
    }
}

const KINDS: &[&str] = &["VIEW", "TRIGGER", "FUNCTION", "PROCEDURE", "ROUTINE", "EVENT", "PACKAGE"];

/// The position behind the words that may stand between `CREATE` and the kind.
fn behind_modifiers(words: &Words<'_>, mut at: usize) -> usize {
    let single = ["OR", "REPLACE", "TEMP", "TEMPORARY", "RECURSIVE", "AGGREGATE", "CONSTRAINT"];
    loop {
        at = match () {
            () if single.iter().any(|word| words.is(at, word)) => at + 1,
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
        let mine =
            |dialect, sql| made(dialect, sql).iter().map(|it| format!("{} {}", it.kind, it.name)).collect::<Vec<_>>();
        for (sql, expected) in [
            ("CREATE OR REPLACE FUNCTION app.Users() RETURNS int AS $$ SELECT 1 $$", &["function users"][..]),
            ("CREATE FUNCTION \"Name\"() RETURNS int AS 'SELECT 1'", &["function Name"]),
            ("DROP FUNCTION IF EXISTS a(int, text), app.b", &["function a", "function b"]),
            ("DROP ROUTINE a", &["routine a"]),
            ("ALTER FUNCTION a(int) SET search_path = app", &["function a"]),
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
            ("CREATE TABLE event (a int)", &[]),
        ] {
            assert_eq!(mine(Dialect::MARIADB, sql), expected, "{sql}");
        }
    }
}
