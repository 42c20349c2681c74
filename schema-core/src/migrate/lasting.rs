//! What statements of a script leave in the session, and later ones of it need: a run that goes on in the middle has
//! another session.

use super::revision::Item;
use super::{Direction, Error, ErrorKind};
use crate::schema::{Dialect, Engines};
use crate::script::{Script, Statement, Words};
use std::fmt;

/// Something of the session that a statement makes and later ones need.
///
/// ```
/// use schema_core::migrate::Event;
///
/// fn log(event: &Event<'_>) {
///     if let Event::NotResumable { step, lacking, .. } = event {
///         eprintln!("{step} needs {lacking}");
///     }
/// }
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Lasting {
    /// What it is.
    pub kind: LastingKind,
    /// Its name.
    pub name: String,
    /// Number of the statement that makes it, from 1.
    pub made_by: usize,
    /// Number of the last statement that needs it.
    pub until: usize,
}

/// What ends with the session.
///
/// ```
/// use schema_core::migrate::{Lasting, LastingKind};
///
/// fn is_table(lasting: &Lasting) -> bool {
///     lasting.kind == LastingKind::Temporary
/// }
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum LastingKind {
    /// A temporary table, view or sequence.
    Temporary,
    /// A user variable of MySQL.
    Variable,
    /// A prepared statement.
    Prepared,
    /// A setting that a query made.
    Setting,
    /// The value of a function, such as the number of a new row.
    Function,
    /// A cursor.
    Cursor,
}

impl fmt::Display for Lasting {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { kind, name, made_by, until: _ } = self;
        match kind {
            LastingKind::Temporary => write!(f, "the temporary table `{name}`")?,
            LastingKind::Variable => write!(f, "the variable `@{name}`")?,
            LastingKind::Prepared => write!(f, "the prepared statement `{name}`")?,
            LastingKind::Setting => write!(f, "the setting by `{name}`")?,
            LastingKind::Function => write!(f, "what `{name}` tells")?,
            LastingKind::Cursor => write!(f, "the cursor `{name}`")?,
        }
        write!(f, " of statement {made_by}")
    }
}

/// All of that in a script, by the statement that makes it.
pub(super) fn lasting(dialect: Dialect, script: &Script) -> Vec<Lasting> {
    let all: Vec<Words<'_>> =
        script.statements.iter().map(|statement| Words::of(dialect, &statement.text, usize::MAX)).collect();
    let mut found: Vec<Lasting> = Vec::new();
    for (at, words) in all.iter().enumerate() {
        for (kind, name) in made(dialect, words) {
            let needs = |later: &Words<'_>| match kind {
                LastingKind::Variable => variables(later).any(|variable| variable.eq_ignore_ascii_case(&name)),
                // What follows may depend on it without a word.
                LastingKind::Setting => true,
                LastingKind::Temporary | LastingKind::Prepared | LastingKind::Cursor | LastingKind::Function => {
                    (0..later.len()).any(|at| later.is_named(at, &name))
                }
            };
            let until = all.iter().skip(at + 1).rposition(needs).map(|behind| at + behind + 2);
            found.extend(until.map(|until| Lasting { kind, name, made_by: at + 1, until }));
        }
    }
    for function in dialect.engine().execution().remembering() {
        // Which of the statements before sets it is not known: an `INSERT` into a table without numbers does not.
        let Some(set) = all.iter().position(|words| function.may_be_set_by(words)) else { continue };
        let asked = all.iter().skip(set + 1).rposition(|words| function.is_asked(words));
        found.extend(asked.map(|behind| Lasting {
            kind: LastingKind::Function,
            name: function.name.to_owned(),
            made_by: set + 1,
            until: set + behind + 2,
        }));
    }
    found
}

/// Refuses to go on behind the first `done` of `total` statements where a new session would lack something.
pub(super) fn refuse_lacking(
    item: &Item<'_>,
    direction: Direction,
    lasting: &[Lasting],
    done: usize,
    total: usize,
) -> Result<(), Error> {
    match lacking(lasting, done).cloned() {
        None => Ok(()),
        Some(lacking) => {
            Err(Error::from(ErrorKind::NotResumable { revision: item.name(), direction, done, of: total, lacking }))
        }
    }
}

/// What a run lacks that begins behind the first `done` statements.
pub(super) fn lacking(lasting: &[Lasting], done: usize) -> Option<&Lasting> {
    lasting.iter().find(|it| it.made_by <= done && done < it.until)
}

/// Returns `true` if a later revision could see in the session that `statement` ran.
pub(super) fn marks_session(dialect: Dialect, statement: &Statement) -> bool {
    let words = Words::of(dialect, &statement.text, usize::MAX);
    let plain = match words.first().as_str() {
        "CREATE" | "ALTER" | "DROP" | "RENAME" | "COMMENT" | "TRUNCATE" | "GRANT" | "REVOKE" | "UPDATE" | "DELETE" => {
            true
        }
        // The number of a new row is kept by the session.
        "INSERT" | "REPLACE" | "WITH" | "SELECT" | "VALUES" => !dialect.engine().execution().remembers_rows(),
        "VACUUM" | "ANALYZE" | "REINDEX" => true,
        _ => false,
    };
    !plain || !made(dialect, &words).is_empty()
}

/// The names behind `@`; `@@` is a setting of the server.
fn variables<'a>(words: &'a Words<'_>) -> impl Iterator<Item = String> + 'a {
    (0..words.len()).filter_map(move |at| {
        let variable = words.is_mark(at, "@") && !(at > 0 && words.is_mark(at - 1, "@")) && !user_at(words, at);
        variable.then(|| words.name(at + 1)).flatten().map(|(name, _)| name)
    })
}

/// Returns `true` for the `@` of `'user'@'host'`.
fn user_at(words: &Words<'_>, at: usize) -> bool {
    let before = at.checked_sub(1);
    before.is_some_and(|before| words.is_literal(before) || words.is(before.wrapping_sub(2), "DEFINER"))
}

fn made(dialect: Dialect, words: &Words<'_>) -> Vec<(LastingKind, String)> {
    let name = |at: usize| words.name(at).map(|(name, _)| name);
    let mut made = Vec::new();
    let first = words.first();
    match first.as_str() {
        "CREATE" => {
            let at = words.skip(words.skip(1, &["OR", "REPLACE"]), &["LOCAL"]);
            if words.is(at, "TEMP") || words.is(at, "TEMPORARY") {
                let object = words.skip(at + 1, &["RECURSIVE"]) + 1;
                made.extend(name(words.skip(object, &["IF", "NOT", "EXISTS"])).map(|it| (LastingKind::Temporary, it)));
            }
        }
        "PREPARE" => made.extend(name(1).map(|it| (LastingKind::Prepared, it))),
        "DECLARE" => made.extend(name(1).map(|it| (LastingKind::Cursor, it))),
        _ => {}
    }
    made.extend(dialect.engine().execution().lasting(words));
    made
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(dialect: Dialect, text: &str) -> Vec<(usize, usize, String)> {
        let script = Script::parse(dialect, text).expect(text);
        lasting(dialect, &script).into_iter().map(|it| (it.made_by, it.until, it.to_string())).collect()
    }

    #[test]
    fn what_later_statements_need() {
        let mysql = |text: &str| found(Dialect::MYSQL, text);
        assert_eq!(
            mysql(
                "CREATE TEMPORARY TABLE `t` (a int); INSERT INTO t VALUES (1); INSERT INTO u SELECT a FROM t; DROP TABLE v"
            ),
            [(1, 3, "the temporary table `t` of statement 1".to_owned())]
        );
        assert_eq!(
            mysql("SELECT count(*) INTO @m, @n FROM a; SET @k = 1, @@sql_mode = ''; UPDATE a SET b = @n; SELECT @K"),
            [
                (1, 3, "the variable `@n` of statement 1".to_owned()),
                (2, 4, "the variable `@k` of statement 2".to_owned())
            ]
        );
        assert_eq!(
            mysql("PREPARE s FROM 'SELECT 1'; EXECUTE s; DEALLOCATE PREPARE s; SELECT 1")[0],
            (1, 3, "the prepared statement `s` of statement 1".to_owned())
        );
        assert_eq!(mysql("/*!40101 SET @OLD=@@SQL_MODE */; SELECT 1; /*!40101 SET SQL_MODE=@OLD */")[0].1, 3);
        assert_eq!(mysql("SELECT @x := 1; SELECT 2; SELECT @x")[0].1, 3);
        assert_eq!(mysql("CALL p(@out); SELECT 2; SELECT @out")[0].1, 3);
        for text in [
            "SET @x = 1; SELECT 2",
            "CREATE TEMPORARY TABLE t (a int)",
            "SET @@session.sql_mode = ''; SELECT @@sql_mode",
            "CREATE TRIGGER t BEFORE INSERT ON a FOR EACH ROW SET @x = 1; SELECT @x",
            "CREATE USER 'a'@'b'; GRANT SELECT ON x.* TO 'a'@'b'",
        ] {
            assert_eq!(mysql(text), [], "{text}");
        }
        // The first one that may set it.
        let asked =
            "INSERT INTO a VALUES (NULL); INSERT INTO b VALUES (1); INSERT INTO c VALUES (LAST_INSERT_ID()); SELECT 1";
        assert_eq!(mysql(asked), [(1, 3, "what `LAST_INSERT_ID` tells of statement 1".to_owned())]);
        assert_eq!(mysql("UPDATE a SET n = LAST_INSERT_ID(n + 1); SELECT 1; SELECT @@identity")[0].1, 3);
        assert_eq!(mysql("SELECT NEXT VALUE FOR s; SELECT 1; SELECT PREVIOUS VALUE FOR s")[0].1, 3);
        let postgres = |text: &str| found(Dialect::POSTGRES, text);
        assert_eq!(postgres("SELECT nextval('s'); SELECT 1; SELECT pg_catalog.currval('s')")[0].1, 3);
        assert_eq!(postgres("SELECT set_config('a.b', 'c', false); SELECT 1; SELECT 2")[0].1, 3);
        assert_eq!(postgres("SELECT 1 AS a INTO TEMP t; SELECT 2; SELECT * FROM t")[0].1, 3);
        assert_eq!(found(Dialect::SQLITE, "CREATE TEMP TABLE t (a); SELECT 2; SELECT * FROM temp.t")[0].1, 3);
    }

    #[test]
    fn what_the_next_revision_could_see() {
        let marks = |dialect, text: &str| marks_session(dialect, &Statement::new(text));
        for text in [
            "SET a = 1",
            "INSERT INTO t VALUES (1)",
            "CREATE TEMPORARY TABLE t (a int)",
            "UPDATE t SET a = (@x := 1)",
            "CALL p()",
        ] {
            assert!(marks(Dialect::MYSQL, text), "{text}");
        }
        for text in ["CREATE TABLE t (a int)", "ALTER TABLE t ADD b int", "UPDATE t SET a = 1"] {
            assert!(!marks(Dialect::MYSQL, text) && !marks(Dialect::POSTGRES, text), "{text}");
        }
        assert!(
            marks(Dialect::SQLITE, "PRAGMA foreign_keys = OFF") && !marks(Dialect::SQLITE, "INSERT INTO t VALUES (1)")
        );
    }
}
