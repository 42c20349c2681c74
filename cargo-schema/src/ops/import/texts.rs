//! The scripts of a migration, as a revision has them.

use schema_core::diagnostic::Code;
use schema_core::schema::{Dialect, Engines};
use schema_core::script::{Script, ScriptError, Statement, Words};

use super::{Migration, Tool, statement, table};
use crate::error::{Error, Result};
use crate::exit::Exit;

/// How the old tool runs its scripts.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Runner<'a> {
    pub(crate) tool: Tool,
    pub(crate) dialect: Dialect,
    /// Statements that it runs before each script.
    pub(crate) session: &'a [String],
}

/// The scripts of a migration.
pub(super) struct Texts {
    pub(super) up: String,
    pub(super) down: Option<String>,
    /// What `up` does.
    pub(super) script: Script,
    /// What differs from the files.
    pub(super) notes: Vec<String>,
}

impl Texts {
    /// The scripts of all migrations.
    pub(super) fn of_all(runner: Runner<'_>, migrations: &[Migration]) -> Result<Vec<Self>> {
        let mut has_table = false;
        migrations.iter().map(|migration| Self::of(runner, migration, &mut has_table)).collect()
    }

    /// The scripts of `migration`. `has_table` says that one before it makes the table of the old tool.
    fn of(runner: Runner<'_>, migration: &Migration, has_table: &mut bool) -> Result<Self> {
        let refused = |error: &dyn std::error::Error| {
            Error::new(
                Exit::History,
                Code::UnreadableMigration,
                format!("migration `{}` is not a valid script", migration.version),
            )
            .at(&migration.file)
            .causes(error)
            .hint("fix it in a copy of the directory, and import the copy")
        };
        let Body { mut text, script, mut notes, foreign_keys_off } =
            Body::read(runner.dialect, &migration.up).map_err(|error| refused(&error))?;
        if !*has_table && table::is_named(runner.tool, runner.dialect, &script) {
            *has_table = true;
            if let Some(sql) = table::statement(runner.tool, runner.dialect) {
                text = format!("{sql};\n{text}");
                notes.push(format!("creates an empty `{}`, because its script uses it", runner.tool.table()));
            }
        }
        let up = text;
        let up = headed(runner, migration, &up, &script, foreign_keys_off).map_err(|error| refused(&error))?;
        let mut down = None;
        match migration.down.as_ref().map(|text| Body::read(runner.dialect, text)) {
            None => {}
            Some(Err(error)) => notes.push(format!("has no `down.sql`: its down script is not valid: {error}")),
            Some(Ok(back)) => {
                notes.extend(back.notes.into_iter().filter(|note| !notes.contains(note)).collect::<Vec<_>>());
                match headed(runner, migration, &back.text, &back.script, back.foreign_keys_off) {
                    Ok(text) => down = Some(text),
                    Err(error) => notes.push(format!("has no `down.sql`: its down script is not valid: {error}")),
                }
            }
        }
        Ok(Self { up, down, script, notes })
    }
}

/// Puts before a script how it wants to be run.
fn headed(
    runner: Runner<'_>,
    migration: &Migration,
    text: &str,
    script: &Script,
    foreign_keys_off: bool,
) -> Result<String, ScriptError> {
    let outside = !migration.transaction || statement::refuses_transaction(runner.dialect, script);
    let grammar = runner.dialect.engine().grammar();
    let meets_keys = |statement: &Statement| meets_keys(runner.dialect, statement);
    let deletes = |statement: &Statement| deletes(runner.dialect, statement);
    let unchecked = grammar.runs_unchecked()
        && (foreign_keys_off || runner.tool.leaves_foreign_keys_off() && script.statements.iter().any(meets_keys));
    let mut head = String::new();
    let off = unchecked && !script.directives.foreign_keys_off && (!outside || script.statements.iter().any(deletes));
    if off {
        // That takes a transaction.
        let alone = script
            .statements
            .iter()
            .find(|it| outside && grammar.is_idle_in_transaction(&Words::of(runner.dialect, &it.text, 4)));
        if let Some(Statement { line, .. }) = alone {
            let message = "this cannot run in a transaction, but other statements need foreign keys disabled in one: \
                split the script";
            return Err(ScriptError { line: *line, message: message.to_owned() });
        }
        head.push_str("-- cargo-schema: foreign-keys=off\n");
    } else if outside && script.directives.transaction {
        head.push_str("-- cargo-schema: no-transaction\n");
    }
    for sql in runner.session {
        head.push_str(sql.trim().trim_end_matches(';'));
        head.push_str(";\n");
    }
    Ok(head + text)
}

/// The text of a script without what a revision says by directives.
pub(super) struct Body {
    pub(super) text: String,
    script: Script,
    notes: Vec<String>,
    /// It turns foreign keys off.
    foreign_keys_off: bool,
}

impl Body {
    /// Reads a script. What begins and ends its transactions is made comments, for a revision has a transaction of its own; so is
    /// what turns the foreign keys of SQLite off and on, which does nothing inside of one, and what locks tables of MySQL.
    pub(super) fn read(dialect: Dialect, text: &str) -> Result<Self, ScriptError> {
        let lines: Vec<(&str, Option<Controls>)> =
            text.split_inclusive('\n').map(|line| (line, Controls::of(dialect, line))).collect();
        let read = Script::parse(dialect, text);
        let all = lines.iter().filter_map(|(_, controls)| *controls).fold(Controls::default(), Controls::and);
        let grammar = dialect.engine().grammar();
        let switches = |script: &Script| {
            let off = |it: &Statement| grammar.switches_foreign_keys(&Words::of(dialect, &it.text, 8)) == Some(false);
            script.statements.iter().any(off)
        };
        let error = match read {
            Ok(script) if !all.switches_off => {
                let foreign_keys_off = switches(&script);
                return Ok(Self { text: text.to_owned(), script, notes: Vec::new(), foreign_keys_off });
            }
            Ok(_) => None,
            Err(error) => Some(error),
        };
        // A statement in between may end a transaction by itself.
        let one = !grammar.ends_transactions() || all.begins <= 1;
        if let Some(error) = error.clone().filter(|_| all.begins != all.commits || !one) {
            return Err(error);
        }
        let commented: String = lines
            .iter()
            .map(|(line, controls)| if controls.is_some() { format!("-- {line}") } else { (*line).to_owned() })
            .collect();
        let script = Script::parse(dialect, &commented).map_err(|inner| error.unwrap_or(inner))?;
        let mut notes = Vec::new();
        if all.begins + all.commits > 0 {
            notes.push(
                "`BEGIN` and `COMMIT` are comments, because a revision already runs in a \
                transaction"
                    .to_owned(),
            );
        }
        if all.locks {
            notes.push("`LOCK TABLES` is a comment, because it would lock the history table".to_owned());
        }
        if all.switches_off {
            notes.push(
                "`PRAGMA foreign_keys` is a comment, because the script runs with \
                `foreign-keys=off`"
                    .to_owned(),
            );
        }
        let foreign_keys_off = all.switches_off || switches(&script);
        Ok(Self { text: commented, script, notes, foreign_keys_off })
    }
}

/// A line that holds nothing but statements which control the transaction, on SQLite the foreign keys, and on MySQL the locks
/// on tables.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Controls {
    begins: usize,
    commits: usize,
    switches_off: bool,
    locks: bool,
}

impl Controls {
    fn of(dialect: Dialect, line: &str) -> Option<Self> {
        let grammar = dialect.engine().grammar();
        let mut controls = Self::default();
        for words in Words::of_each(dialect, line)? {
            if begins_transaction(&words) {
                controls.begins += 1;
            } else if [&["COMMIT"][..], &["COMMIT", "TRANSACTION"], &["COMMIT", "WORK"], &["END", "TRANSACTION"]]
                .iter()
                .any(|commit| words.are(commit))
            {
                controls.commits += 1;
            } else if grammar.locks(&words) {
                controls.locks = true;
            } else {
                controls.switches_off |= !grammar.switches_foreign_keys(&words)?;
            }
        }
        Some(controls)
    }

    fn and(self, other: Self) -> Self {
        Self {
            begins: self.begins + other.begins,
            commits: self.commits + other.commits,
            switches_off: self.switches_off || other.switches_off,
            locks: self.locks || other.locks,
        }
    }
}

fn begins_transaction(words: &Words<'_>) -> bool {
    let plain = [&["START", "TRANSACTION"][..], &["BEGIN"], &["BEGIN", "TRANSACTION"], &["BEGIN", "WORK"]];
    let kinds = ["DEFERRED", "IMMEDIATE", "EXCLUSIVE"];
    let of_kind = |kind: &&str| words.are(&["BEGIN", kind]) || words.are(&["BEGIN", kind, "TRANSACTION"]);
    plain.iter().any(|begin| words.are(begin)) || kinds.iter().any(of_kind)
}

/// Whether it does more than to make things that are new.
fn meets_keys(dialect: Dialect, statement: &Statement) -> bool {
    !Words::of(dialect, &statement.text, 1).is(0, "CREATE")
}

/// Whether foreign keys may act on rows when it runs.
fn deletes(dialect: Dialect, statement: &Statement) -> bool {
    let words = Words::of(dialect, &statement.text, 2);
    ["DROP", "DELETE", "UPDATE", "REPLACE", "INSERT", "WITH"].into_iter().any(|word| words.is(0, word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn foreign_keys_are_switched_in_many_ways() {
        for (text, expected) in [
            ("PRAGMA foreign_keys = OFF", Some(false)),
            ("pragma Foreign_Keys=0", Some(false)),
            ("PRAGMA main.foreign_keys(no)", Some(false)),
            ("PRAGMA foreign_keys = 'on'", Some(true)),
            ("PRAGMA foreign_keys", None),
            ("PRAGMA foreign_key_check", None),
            ("PRAGMA defer_foreign_keys = ON", None),
        ] {
            let words = Words::of(Dialect::SQLITE, text, 8);
            assert_eq!(Dialect::SQLITE.engine().grammar().switches_foreign_keys(&words), expected, "{text}");
        }
    }

    #[test]
    fn transactions_around_a_script_become_comments() {
        let read = |text: &str| Body::read(Dialect::SQLITE, text);
        let text = "PRAGMA foreign_keys=OFF; COMMIT; BEGIN; -- as sqlx wants it\nDROP TABLE a;\nCOMMIT;\n\
                    PRAGMA foreign_keys=ON;\nBEGIN TRANSACTION;\n";
        let body = read(text).unwrap();
        assert!(body.foreign_keys_off);
        assert_eq!(body.script.statements.len(), 1);
        assert_eq!(body.text.lines().filter(|line| line.starts_with("-- ")).count(), 4, "{}", body.text);
        assert_eq!(body.notes.len(), 2);
        // One that is not closed is nobody's to guess.
        assert!(read("BEGIN;\nDROP TABLE a;\n").is_err());
        // Beside something else on a line it stays, and counts.
        let beside = read("PRAGMA foreign_keys=off; DROP TABLE a;\n").unwrap();
        assert!(beside.foreign_keys_off && beside.text.starts_with("PRAGMA"));
        assert!(!read("DROP TABLE a;\n").unwrap().foreign_keys_off);
        let two = "START TRANSACTION;\nDROP TABLE a;\nCOMMIT;\nBEGIN;\nCOMMIT;\n";
        assert!(Body::read(Dialect::MYSQL, two).is_err() && read(two).is_ok());
    }

    #[test]
    fn locks_of_mysqldump_become_comments() {
        let text = "CREATE TABLE t (a int);\nLOCK TABLES `t` WRITE;\nINSERT INTO t VALUES (1);\nUNLOCK TABLES;\n";
        let body = Body::read(Dialect::MYSQL, text).unwrap();
        assert_eq!((body.script.statements.len(), body.notes.len()), (2, 1));
        assert!(body.text.contains("-- LOCK TABLES `t` WRITE;\n"), "{}", body.text);
        assert!(Body::read(Dialect::MYSQL, "LOCK TABLES t WRITE; DROP TABLE t;\n").is_err());
        for line in ["LOCK TABLES `a;b` WRITE; # it's mine\n", "/* now */ LOCK TABLES `a--b` WRITE;\n"] {
            let body = Body::read(Dialect::MYSQL, &format!("{line}DROP TABLE t;\nUNLOCK TABLES;\n")).unwrap();
            assert_eq!(body.script.statements.len(), 1, "{line}");
        }
        assert!(Body::read(Dialect::MYSQL, "LOCK TABLES t WRITE; '\n';\n").is_err());
    }

    #[test]
    fn scripts_run_as_the_old_tool_ran_them() {
        let head = |tool: Tool, transaction: bool, up: &str| {
            let mut migration = Migration::new("1", "a", Default::default(), up.to_owned());
            migration.transaction = transaction;
            let runner = Runner { tool, dialect: Dialect::SQLITE, session: &[] };
            let texts = Texts::of(runner, &migration, &mut false);
            texts.map(|texts| texts.up.lines().next().unwrap_or_default().to_owned()).map_err(|error| error.to_string())
        };
        let off = "-- cargo-schema: foreign-keys=off";
        for (tool, transaction, up, expected) in [
            (Tool::Diesel, true, "DROP TABLE a;", off),
            (Tool::Refinery, true, "DELETE FROM a;", off),
            (Tool::Diesel, true, "CREATE TABLE a (b);", "CREATE TABLE a (b);"),
            (Tool::Diesel, false, "PRAGMA foreign_keys=OFF;\nBEGIN;\nDROP TABLE a;\nCOMMIT;\n", off),
            (Tool::Diesel, false, "VACUUM;", "-- cargo-schema: no-transaction"),
            (Tool::Sqlx, true, "DROP TABLE a;", "DROP TABLE a;"),
            (Tool::Sqlx, true, "PRAGMA foreign_keys = OFF;\nDROP TABLE a;", off),
            (Tool::Sqlx, false, "DROP TABLE a;", "-- cargo-schema: no-transaction"),
        ] {
            assert_eq!(head(tool, transaction, up).as_deref(), Ok(expected), "{tool:?} {transaction} {up}");
        }
        assert!(head(Tool::Diesel, false, "DROP TABLE a;\nVACUUM;\n").is_err());
    }
}
