//! Whether the text of a string literal is SQL that makes or changes tables and the like.
//!
//! Places are those in the file. Prose has such words too
//! (`"create table failed"`): a statement has to look like one up to the word that no prose would have there.

use std::collections::BTreeSet;
use std::ops::Range;

use super::decoded::Decoded;
use super::tokens::{Kind, Token, tokens};

/// A statement that makes, changes or drops something of a schema.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Statement {
    /// From its first word to the name that it is about.
    pub(super) range: Range<usize>,
    /// `CREATE TABLE`, in upper case.
    pub(super) verb: String,
    /// What it is about, unquoted, with the schema in front where there is one; `…` for what is put in at run time.
    pub(super) name: String,
    /// Whether it might be a sentence, or only the beginning of a statement: what it is given to has to say more.
    pub(super) doubtful: bool,
    /// Whether it is about a table that goes with the connection.
    pub(super) temporary: bool,
}

/// The words by which a statement can begin.
const VERBS: [&str; 5] = ["CREATE", "ALTER", "DROP", "RENAME", "COMMENT"];

/// What is put in at run time.
const HOLE: &str = "…";

/// The statements in `range` of `text`; `escapes` says whether `\n` is a new line there.
pub(super) fn statements(text: &str, range: Range<usize>, escapes: bool) -> Vec<Statement> {
    if !mentions(&text[range.clone()]) {
        return Vec::new();
    }
    let literal = Decoded::of(text, range, escapes);
    let (tokens, ends_blank) = tokens(&literal);
    let mut found = Vec::new();
    let mut starts = true;
    let mut at = 0;
    let mut block = false;
    while at < tokens.len() {
        let is = |word: &str| tokens[at].is(word);
        if starts && is("DO") {
            block = true;
        } else if starts && let Some(statement) = (Reader { tokens: &tokens, at, ends_blank }).statement() {
            found.push(statement);
        }
        // In a block of PL/pgSQL these words come before a statement; the quotes of the block are no tokens.
        let leads = block && ["DO", "BEGIN", "THEN", "ELSE", "LOOP", "EXECUTE"].iter().any(|word| is(word));
        starts = tokens[at].kind == Kind::End || leads;
        at += 1;
    }
    found
}

/// Whether `text` has a word by which a statement can begin, in one of the cases that people write. A search for a text
/// is fast even where nothing is optimised.
pub(super) fn mentions(text: &str) -> bool {
    const WORDS: [&str; 15] = [
        "CREATE",
        "create",
        "Create",
        "ALTER",
        "alter",
        "Alter",
        "DROP",
        "drop",
        "Drop",
        "RENAME TABLE",
        "rename table",
        "Rename Table",
        "COMMENT ON",
        "comment on",
        "Comment On",
    ];
    WORDS.iter().any(|word| text.contains(word))
}

/// Leaves out what is about tables that go with the connection.
pub(super) fn lasting<T>(mut found: Vec<(Statement, T)>) -> Vec<(Statement, T)> {
    let name = |statement: &Statement| statement.name.to_ascii_lowercase();
    let temporary: BTreeSet<String> = found.iter().filter(|(it, _)| it.temporary).map(|(it, _)| name(it)).collect();
    found.retain(|(it, _)| !it.temporary && (it.verb == "CREATE TABLE" || !temporary.contains(&name(it))));
    found
}

/// Reads one statement from its first token on.
struct Reader<'a> {
    tokens: &'a [Token<'a>],
    at: usize,
    /// Whether blank space stands behind the last token.
    ends_blank: bool,
}

impl Reader<'_> {
    fn is(&self, word: &str) -> bool {
        self.tokens.get(self.at).is_some_and(|token| token.is(word))
    }

    fn is_any(&self, words: &[&str]) -> bool {
        words.iter().any(|word| self.is(word))
    }

    fn take(&mut self, word: &str) -> bool {
        let there = self.is(word);
        self.at += usize::from(there);
        there
    }

    fn kind(&self) -> Option<Kind> {
        self.tokens.get(self.at).map(|token| token.kind)
    }

    /// Whether the statement ends here.
    fn ends(&self) -> bool {
        self.kind().is_none_or(|kind| kind == Kind::End)
    }

    fn statement(mut self) -> Option<Statement> {
        let start = self.tokens[self.at].place.start;
        let verb = VERBS.into_iter().find(|verb| self.is(verb))?;
        self.at += 1;
        if verb == "COMMENT" {
            return self.comment(start);
        }
        let mut temporary = false;
        while self.is_any(&["OR", "REPLACE", "UNIQUE", "FULLTEXT", "SPATIAL", "UNLOGGED", "FOREIGN", "VIRTUAL"])
            || self.is_any(&["MATERIALIZED", "RECURSIVE", "GLOBAL", "LOCAL", "TEMP", "TEMPORARY", "CONSTRAINT"])
        {
            temporary |= self.is_any(&["TEMP", "TEMPORARY"]);
            self.at += 1;
        }
        let kinds = [
            "TABLE",
            "INDEX",
            "VIEW",
            "TYPE",
            "DOMAIN",
            "SEQUENCE",
            "SCHEMA",
            "TRIGGER",
            "FUNCTION",
            "PROCEDURE",
            "EXTENSION",
        ];
        let kind = kinds.into_iter().find(|kind| self.is(kind))?;
        let kind_end = self.tokens[self.at].place.end;
        self.at += 1;
        self.take("CONCURRENTLY");
        let conditional = self.take("IF");
        if conditional {
            self.take("NOT");
            self.take("EXISTS");
        }
        self.take("ONLY");
        let verb = format!("{verb} {kind}");
        if self.at == self.tokens.len() {
            // `"CREATE TABLE " + name`: somebody puts it together.
            let last = self.tokens.last().map_or(kind_end, |token| token.place.end);
            let name = HOLE.to_owned();
            return self.ends_blank.then_some(Statement { range: start..last, verb, name, doubtful: true, temporary });
        }
        // An index need not have a name.
        let nameless = kind == "INDEX" && self.is("ON");
        let (name, end) = if nameless { (HOLE.to_owned(), kind_end) } else { self.name()? };
        temporary |= ["temp.", "pg_temp."].iter().any(|schema| name.to_ascii_lowercase().starts_with(schema));
        let doubtful = !self.goes_on(&verb, conditional, &name)?;
        Some(Statement { range: start..end, verb, name, doubtful, temporary })
    }

    /// `COMMENT ON TABLE users IS`.
    fn comment(mut self, start: usize) -> Option<Statement> {
        if !self.take("ON") || !self.is_any(&["TABLE", "COLUMN"]) {
            return None;
        }
        self.at += 1;
        let (name, end) = self.name()?;
        let verb = "COMMENT ON".to_owned();
        self.is("IS").then_some(Statement { range: start..end, verb, name, doubtful: false, temporary: false })
    }

    /// The name that stands here, and where it ends.
    fn name(&mut self) -> Option<(String, usize)> {
        let mut name = String::new();
        let mut end = None;
        while let Some(token) = self.tokens.get(self.at) {
            let part = &*token.text;
            match token.kind {
                _ if end.is_some() && !token.joined && !name.ends_with('.') && token.kind != Kind::Other('.') => break,
                Kind::Name if part.contains(['{', '$']) => name.push_str(HOLE),
                Kind::Word | Kind::Name => name.push_str(part),
                Kind::Hole => name.push_str(HOLE),
                Kind::Other('.') if end.is_some() => name.push('.'),
                _ => break,
            }
            end = Some(token.place.end);
            self.at += 1;
        }
        end.map(|end| (name, end))
    }

    /// What comes behind the name: whether only a statement goes on like that. `None` where none does.
    fn goes_on(&mut self, verb: &str, conditional: bool, name: &str) -> Option<bool> {
        if self.ends() {
            // `DROP TABLE IF EXISTS users`, `DROP TABLE users;`, `CREATE TABLE {name}`.
            let made_up = name.contains(HOLE);
            let closed = self.kind() == Some(Kind::End);
            let drops = verb.starts_with("DROP");
            let whole = drops || ["CREATE SCHEMA", "CREATE EXTENSION", "CREATE SEQUENCE"].contains(&verb);
            // `drop table {name}` is what people are told, too.
            let certain = made_up && !drops || whole && (conditional || closed);
            return (certain || whole || verb == "CREATE TABLE").then_some(certain);
        }
        if self.kind() == Some(Kind::Hole) {
            return Some(true);
        }
        let opens = self.kind() == Some(Kind::Other('('));
        let fits = match verb {
            "CREATE TABLE" => {
                opens || self.is_any(&["AS", "LIKE", "USING", "PARTITION", "OF", "INHERITS", "SERVER", "SELECT"])
            }
            "CREATE INDEX" => self.is("ON"),
            "CREATE VIEW" => opens || self.is_any(&["AS", "WITH"]),
            "CREATE TRIGGER" => self.is_any(&["BEFORE", "AFTER", "INSTEAD", "FOR", "DELETE", "INSERT", "UPDATE"]),
            "CREATE FUNCTION" | "CREATE PROCEDURE" => opens,
            "CREATE TYPE" => opens || self.is("AS"),
            "CREATE DOMAIN" => self.is("AS"),
            "CREATE SEQUENCE" => {
                self.is_any(&["AS", "START", "INCREMENT", "MINVALUE", "MAXVALUE", "NO", "CACHE", "OWNED", "CYCLE"])
            }
            "CREATE SCHEMA" => self.is("AUTHORIZATION"),
            "CREATE EXTENSION" => self.is_any(&["WITH", "SCHEMA", "VERSION", "CASCADE"]),
            "RENAME TABLE" => self.is("TO"),
            _ if verb.starts_with("ALTER") => {
                self.is_any(&[
                    "ADD", "DROP", "ALTER", "MODIFY", "CHANGE", "RENAME", "SET", "RESET", "ENABLE", "DISABLE",
                ]) || self.is_any(&["VALIDATE", "OWNER", "ATTACH", "DETACH", "INHERIT", "FORCE", "ENGINE", "CONVERT"])
                    || self.is_any(&["CLUSTER", "REPLICA", "COMMENT", "AUTO_INCREMENT", "RESTART", "UPDATE", "OWNED"])
            }
            _ if verb.starts_with("DROP") => {
                self.is_any(&["CASCADE", "RESTRICT", "ON"]) || matches!(self.kind(), Some(Kind::Other(',' | '(')))
            }
            _ => false,
        };
        fits.then_some(true)
    }
}

#[cfg(test)]
mod tests {
    use super::{lasting, statements};

    fn list(text: &str, escapes: bool) -> Vec<String> {
        let found = statements(text, 0..text.len(), escapes);
        let lasting = lasting(found.into_iter().map(|it| (it, ())).collect());
        lasting
            .iter()
            .map(|(it, ())| format!("{} {}{}", it.verb, it.name, if it.doubtful { "?" } else { "" }))
            .collect()
    }

    #[test]
    fn statements_of_every_kind() {
        for (text, expected) in [
            ("CREATE TABLE users (id INTEGER)", "CREATE TABLE users"),
            ("create table if not exists users(id int)", "CREATE TABLE users"),
            ("\n  -- the users\n  Create  Table\n users /* all */ (", "CREATE TABLE users"),
            ("CREATE UNLOGGED TABLE app.users AS SELECT 1", "CREATE TABLE app.users"),
            ("CREATE TABLE \"order items\" (", "CREATE TABLE order items"),
            ("CREATE TABLE `a`.`b` LIKE c", "CREATE TABLE a.b"),
            ("CREATE TABLE [x] (", "CREATE TABLE x"),
            ("CREATE TABLE \"a\"\"b\" (", "CREATE TABLE a\"b"),
            (r"SELECT 'it\'s'; CREATE TABLE a (", "CREATE TABLE a"),
            ("SELECT E'it\\'s; x'; CREATE TABLE a (", "CREATE TABLE a"),
            ("CREATE VIRTUAL TABLE search USING fts5(body)", "CREATE TABLE search"),
            ("CREATE TABLE {} (id int)", "CREATE TABLE …"),
            ("CREATE TABLE {prefix}_users (id int)", "CREATE TABLE …_users"),
            ("CREATE TABLE {table}", "CREATE TABLE …"),
            ("CREATE TABLE \"{table}\" (", "CREATE TABLE …"),
            ("CREATE TABLE ", "CREATE TABLE …?"),
            ("CREATE TABLE users", "CREATE TABLE users?"),
            ("CREATE UNIQUE INDEX CONCURRENTLY IF NOT EXISTS i ON t (a)", "CREATE INDEX i"),
            ("CREATE INDEX ON t (a)", "CREATE INDEX …"),
            ("CREATE OR REPLACE VIEW v AS SELECT 1", "CREATE VIEW v"),
            ("CREATE MATERIALIZED VIEW v AS SELECT 1", "CREATE VIEW v"),
            ("CREATE TYPE mood AS ENUM ('a')", "CREATE TYPE mood"),
            ("CREATE TRIGGER t AFTER INSERT ON x BEGIN SELECT 1; END", "CREATE TRIGGER t"),
            ("CREATE FUNCTION f() RETURNS int AS $$ CREATE TABLE inner_one (a int) $$", "CREATE FUNCTION f"),
            ("CREATE EXTENSION IF NOT EXISTS \"uuid-ossp\"", "CREATE EXTENSION uuid-ossp"),
            ("ALTER TABLE users ADD COLUMN bio TEXT", "ALTER TABLE users"),
            ("alter table only users add bio text", "ALTER TABLE users"),
            ("DROP TABLE IF EXISTS a", "DROP TABLE a"),
            ("DROP TABLE a CASCADE", "DROP TABLE a"),
            ("DROP TABLE a, b", "DROP TABLE a"),
            ("DROP TABLE a", "DROP TABLE a?"),
            ("DROP INDEX i;", "DROP INDEX i"),
            ("RENAME TABLE a TO b", "RENAME TABLE a"),
            ("COMMENT ON COLUMN a.b IS 'x'", "COMMENT ON a.b"),
            ("BEGIN; CREATE TABLE a (b int); COMMIT", "CREATE TABLE a"),
            ("DO $$ BEGIN CREATE TYPE mood AS ENUM ('a'); EXCEPTION WHEN others THEN NULL; END $$", "CREATE TYPE mood"),
        ] {
            assert_eq!(list(text, false), [expected], "{text}");
        }
        assert_eq!(
            list("CREATE TABLE a (b int); CREATE INDEX i ON a (b);", false),
            ["CREATE TABLE a", "CREATE INDEX i"]
        );
    }

    #[test]
    fn escapes_are_read_where_they_are() {
        assert_eq!(list(r#"-- x\nCREATE TABLE \"a b\" (\n id int)"#, true), ["CREATE TABLE a b"]);
        assert_eq!(list("\\\n   CREATE TABLE \\\n a (", true), ["CREATE TABLE a"]);
        assert_eq!(list(r"SELECT 'it\\'s; DROP TABLE b'; CREATE TABLE a (", true), ["CREATE TABLE a"]);
        assert_eq!(list(r"CREATE TABLE\n", true), ["CREATE TABLE …?"]);
        let text = "x; CREATE TABLE a (";
        assert_eq!(statements(text, 0..text.len(), true)[0].range, 3..17);
    }

    #[test]
    fn prose_and_rows_are_none() {
        for text in [
            "",
            "SELECT 1",
            "create table `users`: 3 columns",
            "CREATE TABLE",
            "CREATE TABLE failed: {}",
            "cannot create table users (it is there already)",
            "create a table",
            "Drop the table users",
            "drop table or keep it",
            "alter table of contents",
            "INSERT INTO notes (text) VALUES ('CREATE TABLE x (a int)')",
            "SELECT ';' AS a, '; DROP TABLE users;'",
            "SELECT \"; DROP TABLE users;\", 'it''s; DROP TABLE users;'",
            r"SELECT E'\\'; DROP TABLE users;' FROM a",
            "-- CREATE TABLE x (a int)",
            "/* CREATE TABLE x (a int); */ SELECT 1",
            "CREATE TEMP TABLE x (a int)",
            "create temporary table if not exists x as select 1; create index i on x (a)".split(';').next().unwrap(),
            "CREATE TABLE temp.x (a int)",
            "CREATE TEMP TABLE x (a int); ALTER TABLE x ADD b int; DROP TABLE X;",
            "CREATE DATABASE shop",
            "CREATE USER bob",
            "create index cards",
            "DELETE FROM x; TRUNCATE y",
        ] {
            assert_eq!(list(text, true), [""; 0], "{text}");
        }
    }

    #[test]
    fn cut_short_anywhere() {
        let text = r#"CREATE TABLE "é" ({x} 'é', $$ [a] \" /* é */ -- é\n); DROP TABLE a"#;
        for (end, _) in text.char_indices() {
            list(&text[..end], true);
            list(&text[end..], false);
        }
    }
}
