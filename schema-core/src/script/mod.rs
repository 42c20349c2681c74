//! SQL scripts: directives and statements, read from a file or written to one.
//!
//! A script is what a revision's `up.sql` or `down.sql` holds. Directives are comment lines before the first statement:
//!
//! ```sql
//! -- cargo-schema: no-transaction
//! -- cargo-schema: foreign-keys=off
//! -- cargo-schema: drop-column "users"."bio"
//! ```
//!
//! A comment line `-- hazard[drop-column]: loses the values of users.age` above a statement names a [`HazardLine`].

mod blocks;
#[cfg(feature = "build")]
mod closed;
#[cfg(feature = "introspect")]
mod deep;
mod dump;
mod grammar;
mod hazard;
#[cfg(feature = "introspect")]
mod made;
pub(crate) mod rebuild;
mod split;
#[cfg(feature = "introspect")]
mod taken;
mod words;

#[cfg(feature = "build")]
pub(crate) use closed::{closed, closed_statement};
#[cfg(feature = "introspect")]
pub use deep::{executed_comments, reaches};
pub use grammar::{BodyMark, BodyRules, Created, Grammar};
pub use hazard::HazardLine;
#[cfg(feature = "plan")]
pub(crate) use hazard::one_line;
#[cfg(feature = "introspect")]
pub use made::{Made, made};
pub use rebuild::Rebuild;
#[cfg(feature = "introspect")]
pub use taken::{Taken, taken};
pub(crate) use words::SHELL_COMMAND;
pub use words::Words;

use crate::schema::{Dialect, Engines};
use crate::sql::{Lexer, Unclosed, line_of};
use std::fmt;

/// The statements of a script, and how they want to be run.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Script {
    /// What the comments at the head say.
    pub directives: Directives,
    /// The statements in their order.
    pub statements: Vec<Statement>,
    /// Comments at the end, one line each: what there is nothing to do for. Reading a script leaves them out.
    pub remarks: Vec<String>,
    /// Hazards of the script as a whole. They are written at the end, and read wherever one stands above no statement.
    pub hazards: Vec<HazardLine>,
}

/// How a script wants to be run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Directives {
    /// All statements in one transaction, where the database can. `-- cargo-schema: no-transaction` turns it off.
    pub transaction: bool,
    /// SQLite: foreign keys are not enforced while it runs, and checked at its end.
    /// `-- cargo-schema: foreign-keys=off` turns it on.
    pub foreign_keys_off: bool,
    /// SQLite: tables and columns that a table which is made anew leaves out on purpose. Others that it has by then, from
    /// another branch or by hand, are not dropped silently: it stops. `-- cargo-schema: drop-column "users"."bio"` names one.
    pub drop_columns: Vec<(String, String)>,
    /// MySQL and MariaDB: tables and columns that lose on purpose the unmanaged attributes that a new definition does not repeat,
    /// such as `INVISIBLE`. `-- cargo-schema: drop-attributes "users"."bio"` names one.
    pub drop_attributes: Vec<(String, String)>,
    /// Objects that have to exist before it runs, and that no script creates, as the server calls them.
    /// `-- cargo-schema: requires function app.key()` names one. Nothing checks it; whoever creates another database reads it.
    pub requires: Vec<String>,
}

impl Default for Directives {
    fn default() -> Self {
        Self {
            transaction: true,
            foreign_keys_off: false,
            drop_columns: Vec::new(),
            drop_attributes: Vec::new(),
            requires: Vec::new(),
        }
    }
}

/// One statement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Statement {
    /// The SQL, without the `;` at its end and without comments around it.
    pub text: String,
    /// The line (from 1) on which it begins; 0 for one that was not read from a text.
    pub line: usize,
    /// The comment right above it, without its marks and without hazards.
    pub comment: Option<String>,
    /// The hazards that the comment right above it names.
    pub hazards: Vec<HazardLine>,
}

/// A text that is no script: where, and why.
#[derive(Clone, PartialEq, Eq)]
pub struct ScriptError {
    /// The line, from 1.
    pub line: usize,
    /// What is wrong.
    pub message: String,
}

impl fmt::Display for ScriptError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}: {}", self.line, self.message)
    }
}

impl std::error::Error for ScriptError {}

debug_as_display!(ScriptError);

impl ScriptError {
    /// What stands open in `text`.
    fn of_unclosed(text: &str, unclosed: Unclosed) -> Self {
        Self { line: line_of(text, unclosed.token.start), message: unclosed.to_string() }
    }
}

impl Statement {
    /// A statement that was made rather than read.
    pub fn new(text: impl Into<String>) -> Self {
        Self { text: text.into(), line: 0, comment: None, hazards: Vec::new() }
    }

    /// The same with a comment above it; of one line or more.
    pub fn with_comment(self, comment: impl Into<String>) -> Self {
        Self { comment: Some(comment.into()), ..self }
    }

    /// The lines of the comment above it, without their marks: hazards stand last.
    pub fn comment_lines(&self) -> impl Iterator<Item = String> {
        let lines = self.comment.iter().flat_map(|comment| comment.lines()).map(str::to_owned);
        lines.chain(self.hazards.iter().map(ToString::to_string))
    }
}

impl Directives {
    /// Takes the directive that `comment` (without its marks) holds. Gives whether it holds one.
    ///
    /// # Errors
    /// It begins like a directive and is none that there is, or does not stand at the head of the script.
    fn read(&mut self, comment: &str, line: usize, head: bool) -> Result<bool, ScriptError> {
        let Some(directive) = comment.strip_prefix("cargo-schema:") else { return Ok(false) };
        if !head {
            // Said once more it changes nothing.
            let mut told = self.clone();
            told.read(comment, line, true)?;
            told.drop_columns.dedup();
            told.requires.dedup();
            if told == *self {
                return Ok(true);
            }
            let message = format!("the directive `{}` must be above the first statement", directive.trim());
            return Err(ScriptError { line, message });
        }
        match directive.trim() {
            "no-transaction" => self.transaction = false,
            "foreign-keys=off" => self.foreign_keys_off = true,
            other if other.starts_with("requires ") => {
                self.requires.push(other["requires ".len()..].trim().to_owned());
            }
            other => {
                for (word, named) in
                    [("drop-column ", &mut self.drop_columns), ("drop-attributes ", &mut self.drop_attributes)]
                {
                    let column = other.strip_prefix(word).and_then(|rest| words::column(rest.trim()));
                    if let Some((table, column)) = column {
                        named.push((on_lines(&table), on_lines(&column)));
                        return Ok(true);
                    }
                }
                let message = format!(
                    "unknown directive `{other}`; available: `no-transaction`, `foreign-keys=off`, \
                     `drop-column \"table\".\"column\"`, `drop-attributes \"table\".\"column\"` and `requires <object>`"
                );
                return Err(ScriptError { line, message });
            }
        }
        Ok(true)
    }
}

impl Script {
    /// Reads a script in the SQL of `dialect`.
    ///
    /// Knows strings, quoted names and comments, dollar quotes (PostgreSQL), the bodies of triggers and routines,
    /// and `DELIMITER` lines (MySQL, MariaDB). A byte order mark is skipped.
    ///
    /// # Errors
    /// A quote, comment, parenthesis or body that is not closed, an unknown directive, a statement of a command line
    /// client, a statement that begins or ends a transaction, which is the migrator's to do, and a table that SQLite is
    /// to make anew outside of one.
    pub fn parse(dialect: Dialect, text: &str) -> Result<Self, ScriptError> {
        split::parse(dialect, text, false)
    }

    /// Reads a file whose statements only show a schema, such as a dump. Passes over what the engine's own tools write
    /// around it: `\\restrict`, `BEGIN` and `COMMIT`, the rows of `COPY … FROM stdin`, and SQLite's own tables.
    ///
    /// # Errors
    /// As for [`Script::parse`].
    pub fn parse_dump(dialect: Dialect, text: &str) -> Result<Self, ScriptError> {
        split::parse(dialect, text, true)
    }

    /// The hazards of its statements and of the whole, each once.
    pub fn all_hazards(&self) -> Vec<&HazardLine> {
        let mut found = Vec::new();
        for hazard in self.statements.iter().flat_map(|statement| &statement.hazards).chain(&self.hazards) {
            if !found.contains(&hazard) {
                found.push(hazard);
            }
        }
        found
    }

    /// What a checksum is taken of: the statements without comments, with white space and line ends levelled outside
    /// of strings, and line ends levelled inside of them. Directives do not count.
    pub fn checksum_text(&self, dialect: Dialect) -> String {
        let mut text = String::new();
        for statement in &self.statements {
            text.push_str(&statement.checksum_text(dialect));
            text.push_str(";\n");
        }
        text
    }
}

impl Script {
    /// The tables that it makes anew under another name and puts in the place of the old ones.
    pub fn rebuilt_tables(&self, dialect: Dialect) -> Vec<String> {
        dialect.engine().grammar().rebuilds(self).into_iter().map(|rebuild| rebuild.table).collect()
    }
}

impl Statement {
    /// This statement's part of [`Script::checksum_text`].
    pub fn checksum_text(&self, dialect: Dialect) -> String {
        let mut level = String::with_capacity(self.text.len());
        let mut gap = false;
        for token in Lexer::new(dialect, &self.text) {
            match token {
                Ok(token) if !token.says_something() => gap = true,
                Ok(token) => {
                    if std::mem::take(&mut gap) && !level.is_empty() {
                        level.push(' ');
                    }
                    level.push_str(&token.text(&self.text).replace("\r\n", "\n"));
                }
                // Text that cannot be read as tokens counts as it stands.
                Err(unclosed) => level.push_str(unclosed.token.text(&self.text)),
            }
        }
        level
    }
}

/// A name as a directive has it, which is one line.
fn on_one_line(name: &str) -> String {
    name.replace('\\', "\\\\").replace('\n', "\\n").replace('\r', "\\r")
}

/// The name that [`on_one_line`] gives so.
fn on_lines(name: &str) -> String {
    let mut out = String::with_capacity(name.len());
    let mut chars = name.chars();
    while let Some(c) = chars.next() {
        match (c, chars.clone().next()) {
            ('\\', Some('n')) => out.push('\n'),
            ('\\', Some('r')) => out.push('\r'),
            ('\\', Some('\\')) => out.push('\\'),
            _ => {
                out.push(c);
                continue;
            }
        }
        chars.next();
    }
    out
}

/// The text of a file: directives, each statement with its comment and its `;`, remarks, and hazards of the whole, with blank lines between.
impl fmt::Display for Script {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { directives, statements, remarks, hazards } = self;
        let Directives { transaction, foreign_keys_off, drop_columns, drop_attributes, requires } = directives;
        if !transaction {
            writeln!(f, "-- cargo-schema: no-transaction")?;
        }
        if *foreign_keys_off {
            writeln!(f, "-- cargo-schema: foreign-keys=off")?;
        }
        let quoted = |name: &str| format!("\"{}\"", on_one_line(name).replace('"', "\"\""));
        for (table, column) in drop_columns {
            writeln!(f, "-- cargo-schema: drop-column {}.{}", quoted(table), quoted(column))?;
        }
        for (table, column) in drop_attributes {
            writeln!(f, "-- cargo-schema: drop-attributes {}.{}", quoted(table), quoted(column))?;
        }
        for object in requires {
            writeln!(f, "-- cargo-schema: requires {}", on_one_line(object))?;
        }
        let mut first = *directives == Directives::default();
        for statement in statements {
            if !std::mem::take(&mut first) {
                writeln!(f)?;
            }
            for line in statement.comment_lines() {
                writeln!(f, "-- {line}")?;
            }
            writeln!(f, "{};", statement.text)?;
        }
        let hazards = hazards.iter().map(ToString::to_string);
        for remark in remarks.iter().cloned().chain(hazards) {
            if !std::mem::take(&mut first) {
                writeln!(f)?;
            }
            writeln!(f, "-- {remark}")?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests;
