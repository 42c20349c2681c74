//! The significant tokens of a statement: what kind of statement it is, and which table it names.

use super::lexer::{Kind, Lexer};
use super::{ScriptError, Statement};
use crate::schema::Dialect;

/// The tokens of a statement that are neither space nor comment.
#[derive(Debug)]
pub struct Words<'a> {
    tokens: Vec<(Kind, &'a str)>,
}

impl<'a> Words<'a> {
    /// The first `limit` tokens of `text`.
    pub fn of(dialect: Dialect, text: &'a str, limit: usize) -> Self {
        let mut lexer = Lexer::new(dialect, text);
        let mut tokens = Vec::new();
        while tokens.len() < limit {
            let Ok(Some(token)) = lexer.next() else { break };
            if !matches!(token.kind, Kind::Space | Kind::Comment) {
                tokens.push((token.kind, &text[token.start..token.end]));
            }
        }
        Self { tokens }
    }

    /// Whether the token at `at` is this keyword.
    pub fn is(&self, at: usize, word: &str) -> bool {
        self.tokens.get(at).is_some_and(|(kind, text)| *kind == Kind::Word && text.eq_ignore_ascii_case(word))
    }

    /// Whether it begins with these keywords.
    pub fn begin_with(&self, words: &[&str]) -> bool {
        self.begins_at(0, words)
    }

    /// Whether these keywords stand at `at`.
    pub fn begins_at(&self, at: usize, words: &[&str]) -> bool {
        words.iter().enumerate().all(|(index, word)| self.is(at + index, word))
    }

    /// Whether one of the tokens is this keyword.
    pub fn has(&self, word: &str) -> bool {
        (0..self.tokens.len()).any(|at| self.is(at, word))
    }

    /// The first word in upper case; empty where the statement begins with something else.
    pub fn first(&self) -> String {
        match self.tokens.first() {
            Some((Kind::Word, text)) => text.to_ascii_uppercase(),
            _ => String::new(),
        }
    }

    /// The name at `at`, unquoted; with the part behind the dot, where there is one, in place of the part before it.
    /// Gives the position behind it too.
    pub fn name(&self, at: usize) -> Option<(String, usize)> {
        let (kind, text) = self.tokens.get(at)?;
        let name = match kind {
            Kind::Word => (*text).to_owned(),
            Kind::Name | Kind::Literal => {
                let close = text.chars().last()?;
                text[1..text.len() - 1].replace(&format!("{close}{close}"), &close.to_string())
            }
            Kind::Space | Kind::Comment | Kind::Other => return None,
        };
        match self.tokens.get(at + 1) {
            Some((Kind::Other, ".")) => self.name(at + 2),
            _ => Some((name, at + 1)),
        }
    }

    /// The tokens of a name at `at` as they are spelled, with all its parts.
    #[cfg(feature = "migrate")]
    pub(crate) fn spelled(&self, at: usize) -> Option<String> {
        let (_, end) = self.name(at)?;
        Some(self.tokens[at..end].iter().map(|(_, text)| *text).collect())
    }

    /// The position behind these keywords, where they stand at `at`; else `at`.
    pub fn skip(&self, at: usize, words: &[&str]) -> usize {
        if self.begins_at(at, words) { at + words.len() } else { at }
    }
}

/// A table and its column, written as SQLite writes them: `"users"."bio"`.
pub(super) fn column(text: &str) -> Option<(String, String)> {
    let words = Words::of(Dialect::Sqlite, text, 4);
    let [table, (Kind::Other, "."), _] = words.tokens[..] else { return None };
    let (table, _) = Words { tokens: vec![table] }.name(0)?;
    let (column, _) = words.name(2)?;
    Some((table, column))
}

/// Refuses what no migrator can run.
pub(super) fn refuse(dialect: Dialect, statement: &Statement) -> Result<(), ScriptError> {
    let words = Words::of(dialect, &statement.text, 24);
    let first = words.first();
    let transaction = match first.as_str() {
        "BEGIN" => !words.is(1, "NOT"),
        "COMMIT" | "ROLLBACK" | "END" | "SAVEPOINT" | "RELEASE" | "ABORT" => true,
        "START" => words.is(1, "TRANSACTION"),
        "PREPARE" => dialect == Dialect::Postgres && words.is(1, "TRANSACTION"),
        "XA" => matches!(dialect, Dialect::Mysql | Dialect::Mariadb),
        _ => false,
    };
    let message = if transaction {
        format!("`{first}` is for the migrator to say: it runs a script in a transaction of its own")
    } else if dialect == Dialect::Postgres && nameless_index(&words) {
        // Where its building is stopped, the name is what it is found again by.
        "give the index a name: `CREATE INDEX CONCURRENTLY name ON …`".to_owned()
    } else if dialect == Dialect::Postgres && first == "COPY" && words.has("STDIN") {
        "`COPY … FROM STDIN` works in psql only: write `INSERT`".to_owned()
    } else if statement.text.starts_with('\\') || (dialect == Dialect::Sqlite && statement.text.starts_with('.')) {
        "this is a command of the database's shell, not SQL".to_owned()
    } else {
        return Ok(());
    };
    Err(ScriptError { line: statement.line, message })
}

fn nameless_index(words: &Words<'_>) -> bool {
    let at = if words.is(1, "UNIQUE") { 2 } else { 1 };
    words.is(0, "CREATE") && words.is(at, "INDEX") && words.is(at + 1, "CONCURRENTLY") && words.is(at + 2, "ON")
}
