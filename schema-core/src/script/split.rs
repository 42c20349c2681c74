//! Finds where the statements of a script end.

use super::blocks::Blocks;
use super::{Directives, HazardLine, Script, ScriptError, Statement, dump};
use crate::schema::{Dialect, Engines};
use crate::sql::{Kind, Lexer, Token, line_of};

/// Reads a script. See [`Script::parse`], and for a dump [`Script::parse_dump`].
pub(super) fn parse(dialect: Dialect, text: &str, is_dump: bool) -> Result<Script, ScriptError> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let mut script = Script::default();
    if let Some(at) = text.find('\0') {
        // No server takes one in a statement, and drivers take it for the end of the text.
        let message = "the script contains a NUL byte: write it as an expression of the database".to_owned();
        return Err(ScriptError { line: line_of(text, at), message });
    }
    let lines = Lines { at: 0, line: 1 };
    let lexer = Lexer::new(dialect, text);
    let mut splitter = Splitter { dialect, text, lexer, delimiter: None, is_dump, lines, hazards: Vec::new() };
    while let Some(found) = splitter.next(&mut script.directives, script.statements.is_empty())? {
        if is_dump && splitter.passes_over(&found) {
            continue;
        }
        super::words::refuse(dialect, &found)?;
        script.statements.push(found);
    }
    script.hazards = splitter.hazards;
    dialect.engine().grammar().check(&script)?;
    Ok(script)
}

struct Splitter<'a> {
    dialect: Dialect,
    text: &'a str,
    lexer: Lexer<'a>,
    /// What ends a statement in place of `;`, after a `DELIMITER` line.
    delimiter: Option<&'a str>,
    /// The text only shows a schema.
    is_dump: bool,
    lines: Lines,
    /// Hazards that stood above no statement.
    hazards: Vec<HazardLine>,
}

/// The comments right above a statement.
#[derive(Default)]
struct Above {
    comment: Option<String>,
    hazards: Vec<HazardLine>,
}

impl Above {
    fn read(&mut self, line: &str) {
        if let Some(hazard) = HazardLine::read(line) {
            self.hazards.push(hazard);
            return;
        }
        let all = self.comment.get_or_insert_default();
        if !all.is_empty() {
            all.push('\n');
        }
        all.push_str(line);
    }
}

/// Counts lines onward, so that a long script is read once.
struct Lines {
    at: usize,
    line: usize,
}

impl Lines {
    /// Number of the line that holds the byte `at`, which lies behind those that were asked for before.
    fn of(&mut self, text: &str, at: usize) -> usize {
        self.line += line_of(&text[self.at..], at - self.at) - 1;
        self.at = at;
        self.line
    }
}

impl Splitter<'_> {
    /// The next statement. Directives are read from the comments before the first one.
    fn next(&mut self, directives: &mut Directives, head: bool) -> Result<Option<Statement>, ScriptError> {
        let mut above = Above::default();
        let mut start = None;
        let mut end = 0;
        let mut blocks = Blocks::new(self.dialect);
        let mut parentheses: Vec<usize> = Vec::new();
        loop {
            if let Some(delimiter) = self.delimiter
                && self.text[self.lexer.at()..].starts_with(delimiter)
            {
                self.lexer.jump(self.lexer.at() + delimiter.len());
                match start {
                    Some(start) => return Ok(Some(self.statement(start, end, above))),
                    None => continue,
                }
            }
            if self.is_dump
                && start.is_none()
                && let Some(length) = self.dialect.engine().grammar().shell_line(&self.text[self.lexer.at()..])
            {
                self.lexer.jump(self.lexer.at() + length);
                continue;
            }
            let Some(token) = self.lexer.next() else { break };
            let token = token.map_err(|unclosed| ScriptError::of_unclosed(self.text, unclosed))?;
            let token = self.before_delimiter(token);
            let text = &self.text[token.start..token.end];
            match token.kind {
                Kind::Space => {
                    // A blank line parts a comment from what follows it.
                    if start.is_none() && text.matches('\n').count() > 1 {
                        self.hazards.append(&mut above.hazards);
                        above = Above::default();
                    }
                    continue;
                }
                Kind::Comment => {
                    if start.is_none() {
                        let first = self.lines.of(self.text, token.start);
                        for (at, line) in comment_text(text).split('\n').map(str::trim).enumerate() {
                            if !directives.read(line, first + at, head)? {
                                above.read(line);
                            }
                        }
                    }
                    continue;
                }
                _ => {}
            }
            if start.is_none() && self.is_delimiter_line(text) {
                self.read_delimiter(token)?;
                continue;
            }
            if self.delimiter.is_none() {
                match text {
                    "(" => parentheses.push(token.start),
                    ")" if parentheses.pop().is_none() => {
                        return Err(self.error(token.start, "this parenthesis was not opened"));
                    }
                    ";" if parentheses.is_empty() && !blocks.open() => match start {
                        Some(start) => return Ok(Some(self.statement(start, end, above))),
                        None => continue,
                    },
                    _ => {}
                }
                blocks.see(token.kind, text);
            }
            start.get_or_insert(token.start);
            end = token.end;
        }
        if let Some(at) = parentheses.pop() {
            return Err(self.error(at, "the parenthesis that opens here is not closed"));
        }
        let Some(start) = start else {
            self.hazards.append(&mut above.hazards);
            return Ok(None);
        };
        if blocks.open() {
            return Err(self.error(start, "a `BEGIN` or `CASE` of the statement that begins here has no `END`"));
        }
        Ok(Some(self.statement(start, end, above)))
    }

    /// Returns `true` for a statement of a dump that is not to run, and goes on behind its rows.
    fn passes_over(&mut self, statement: &Statement) -> bool {
        let at = self.lexer.at();
        if let Some(length) = dump::rows(self.dialect, statement, &self.text[at..]) {
            self.lexer.jump(at + length);
            return true;
        }
        dump::is_passed_over(self.dialect, statement)
    }

    fn statement(&mut self, start: usize, end: usize, above: Above) -> Statement {
        let Above { comment, hazards } = above;
        Statement { text: self.text[start..end].to_owned(), line: self.lines.of(self.text, start), comment, hazards }
    }

    fn error(&self, at: usize, message: &str) -> ScriptError {
        ScriptError { line: line_of(self.text, at), message: message.to_owned() }
    }

    /// Cuts a word short where the delimiter begins in it: `END$$`.
    fn before_delimiter(&mut self, token: Token) -> Token {
        let inside = self.delimiter.filter(|_| token.kind == Kind::Word);
        match inside.and_then(|delimiter| self.text[token.start..token.end].find(delimiter)) {
            Some(length) => {
                self.lexer.jump(token.start + length);
                Token { end: token.start + length, ..token }
            }
            None => token,
        }
    }

    /// `DELIMITER` is a word of MySQL's command line client, which dumps use around triggers.
    fn is_delimiter_line(&self, word: &str) -> bool {
        self.dialect.engine().grammar().bodies().procedural && word.eq_ignore_ascii_case("delimiter")
    }

    fn read_delimiter(&mut self, word: Token) -> Result<(), ScriptError> {
        let rest = &self.text[word.end..];
        let line = &rest[..rest.find('\n').unwrap_or(rest.len())];
        let delimiter = line.trim();
        if delimiter.is_empty() {
            return Err(self.error(word.start, "`DELIMITER` names no delimiter"));
        }
        self.delimiter = (delimiter != ";").then_some(delimiter);
        self.lexer.jump(word.end + line.len());
        Ok(())
    }
}

/// A comment without its marks.
fn comment_text(comment: &str) -> &str {
    let inner = comment.strip_prefix("--").or_else(|| comment.strip_prefix('#'));
    let block = || comment.strip_prefix("/*").and_then(|rest| rest.strip_suffix("*/"));
    inner.or_else(block).unwrap_or(comment).trim()
}
