//! Scripts: nothing of a text is lost between its statements.

use proptest::prelude::*;
use schema_core::schema::Dialect;
use schema_core::script::{Script, Statement};

use super::mutate::{mutated, tokens};
use super::{corpus, fuzz};

const TOKENS: &[&str] = &[
    ";",
    ";;",
    ";\n",
    "'",
    "''",
    "\"",
    "`",
    "[",
    "]",
    "(",
    ")",
    "--",
    "-- ",
    "#",
    "/*",
    "*/",
    "/*!",
    "/*+",
    "$$",
    "$a$",
    "$1",
    "$",
    "\\",
    "\\'",
    "E'",
    "e'",
    "\u{feff}",
    "\0",
    "\r",
    "\n\n",
    "\u{a0}",
    "é",
    "DELIMITER ",
    "DELIMITER $$\n",
    "DELIMITER ;\n",
    "delimiter //\n",
    "//",
    "BEGIN",
    "END",
    "CASE",
    "WHEN",
    "THEN",
    "ELSE",
    "IF",
    "LOOP",
    "WHILE",
    "DO",
    "REPEAT",
    "FOR EACH ROW",
    "ATOMIC",
    "NOT ATOMIC",
    "CREATE",
    "TRIGGER",
    "FUNCTION",
    "PROCEDURE",
    "EVENT",
    "ALTER TABLE",
    "DROP TABLE",
    "RENAME TO",
    "a",
    "b",
    ".",
    "SELECT 1",
    "COPY t FROM STDIN",
    "COMMIT",
    "INDEX CONCURRENTLY",
    "ON",
    "-- cargo-schema: no-transaction\n",
    "-- cargo-schema: foreign-keys=off\n",
    "-- cargo-schema: drop-column a.b\n",
    "-- cargo-schema: drop-column \"a\".\"b\"\n",
    "cargo-schema:",
    "_schema_rebuild_a",
];

fn inputs() -> impl Strategy<Value = (Dialect, String)> {
    let mut real = corpus::texts(&["tests/cases", "examples"], ".sql");
    real.push(
        "CREATE FUNCTION f() RETURNS int BEGIN ATOMIC SELECT CASE WHEN true THEN 1 END; END;\nDO $x$ BEGIN END $x$;"
            .into(),
    );
    real.push("DELIMITER $$\nCREATE TRIGGER t BEFORE INSERT ON x FOR EACH ROW BEGIN SET @a = 1; END$$\nDELIMITER ;\nSELECT 1;".into());
    real.push(
        "CREATE TRIGGER t AFTER UPDATE ON x BEGIN SELECT CASE WHEN 1 THEN 2 END; END; -- end\n/* a */ SELECT [b], `c`;"
            .into(),
    );
    let text = prop_oneof![3 => mutated(real, TOKENS), 1 => tokens(TOKENS)];
    (prop::sample::select(Dialect::ALL.to_vec()), text)
}

#[test]
fn statements_and_what_is_between_them_make_up_the_script() {
    fuzz(1_500, &inputs(), |(dialect, text)| {
        let lines = 1 + text.matches('\n').count();
        let script = match Script::parse(dialect, &text) {
            Ok(script) => script,
            Err(error) => {
                prop_assert!((1..=lines).contains(&error.line), "{error}");
                prop_assert!(!error.message.is_empty());
                return Ok(());
            }
        };
        let mut gaps = Gaps { dialect, text: text.strip_prefix('\u{feff}').unwrap_or(&text), at: 0, delimiter: ";" };
        for Statement { text: statement, line, .. } in &script.statements {
            gaps.skip();
            let rest = &gaps.text[gaps.at..];
            prop_assert!(rest.starts_with(statement.as_str()), "{statement:?} is not at the start of {rest:?}");
            prop_assert_eq!(*line, 1 + gaps.text[..gaps.at].matches('\n').count());
            prop_assert!(!statement.trim().is_empty());
            gaps.at += statement.len();
        }
        gaps.skip();
        prop_assert_eq!(gaps.at, gaps.text.len(), "left over: {:?}", &gaps.text[gaps.at..]);
        Ok(())
    });
}

#[test]
fn a_script_that_is_written_is_read_as_the_same() {
    fuzz(1_500, &inputs(), |(dialect, text)| {
        let Ok(script) = Script::parse(dialect, &text) else { return Ok(()) };
        // Only what is between its own delimiters cannot be written with ours.
        if text.to_ascii_lowercase().contains("delimiter") {
            return Ok(());
        }
        let plain = |script: &Script| {
            let statements: Vec<String> = script.statements.iter().map(|it| it.text.clone()).collect();
            (script.directives.clone(), statements)
        };
        let written = script.to_string();
        // At the start of a file it is no part of the text.
        if written.starts_with('\u{feff}') {
            return Ok(());
        }
        let again = Script::parse(dialect, &written);
        prop_assert!(again.is_ok(), "{again:?}\n{written}");
        let again = again.unwrap();
        prop_assert_eq!(plain(&again), plain(&script), "{}", written);
        prop_assert_eq!(again.checksum_text(dialect), script.checksum_text(dialect));
        prop_assert_eq!(again.to_string(), written);
        Ok(())
    });
}

#[test]
fn line_ends_do_not_change_the_checksum() {
    fuzz(1_500, &inputs(), |(dialect, text)| {
        if text.contains('\r') {
            return Ok(());
        }
        let sum = |text: &str| Script::parse(dialect, text).map(|script| script.checksum_text(dialect));
        prop_assert_eq!(sum(&text.replace('\n', "\r\n")), sum(&text));
        Ok(())
    });
}

/// Steps over what stands between statements; knows nothing of how they are found.
struct Gaps<'a> {
    dialect: Dialect,
    text: &'a str,
    at: usize,
    delimiter: &'a str,
}

impl Gaps<'_> {
    fn skip(&mut self) {
        let mysql = matches!(self.dialect.name(), "mysql" | "mariadb");
        loop {
            let rest = &self.text[self.at..];
            let Some(first) = rest.chars().next() else { return };
            let line = rest.find('\n').unwrap_or(rest.len());
            let dashes = rest.strip_prefix("--").is_some_and(|after| {
                !mysql || after.chars().next().is_none_or(|c| c.is_whitespace() || c.is_control())
            });
            let executed = mysql && ["/*!", "/*+", "/*M!"].iter().any(|opening| rest.starts_with(opening));
            let word = rest.find(|c: char| c.is_ascii() && !c.is_ascii_alphanumeric() && !matches!(c, '_' | '$'));
            let delimits = mysql && rest[..word.unwrap_or(rest.len())].eq_ignore_ascii_case("delimiter");
            self.at += if rest.starts_with(self.delimiter) {
                self.delimiter.len()
            } else if first.is_whitespace() {
                first.len_utf8()
            } else if dashes || (mysql && first == '#') {
                line
            } else if rest.starts_with("/*") && !executed {
                self.comment(rest)
            } else if delimits {
                self.delimiter = rest[9..line].trim();
                line
            } else {
                return;
            };
        }
    }

    fn comment(&self, rest: &str) -> usize {
        let (mut depth, mut at) = (0, 0);
        loop {
            if rest[at..].starts_with("*/") {
                (depth, at) = (depth - 1, at + 2);
                if depth == 0 {
                    return at;
                }
            } else if rest[at..].starts_with("/*") && (depth == 0 || self.dialect == Dialect::POSTGRES) {
                (depth, at) = (depth + 1, at + 2);
            } else {
                at += rest[at..].chars().next().unwrap().len_utf8();
            }
        }
    }
}
