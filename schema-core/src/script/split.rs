//! Finds where the statements of a script end.

use super::{BodyMark, BodyRules, Directives, HazardLine, Script, ScriptError, Statement, dump};
use crate::schema::Dialect;
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

/// The bodies of triggers and routines, in which `;` ends no statement.
struct Blocks {
    rules: &'static BodyRules,
    head: Head,
    /// The body is an `IF` or a loop without `BEGIN` around it, so that these count as blocks too.
    bare: bool,
    stack: Vec<Block>,
    /// The last word was `END`: what it ends, the next one says.
    ending: Option<Ending>,
    /// A handler is being declared, whose statement may be a block.
    handler: bool,
    parentheses: usize,
    words: usize,
    /// The token before: a word in upper case, or the first character of something else.
    before: String,
}

/// How far the statement is read on the way to its body.
#[derive(Clone, Copy, PartialEq)]
enum Head {
    /// It may still turn out to have a body.
    Open,
    /// What is created has a body, which begins once this was seen.
    Before(BodyMark),
    /// The body begins, unless more of the head comes.
    Body,
    /// The body has begun, or there is none.
    Done,
}

/// What is open, up to its `END`.
#[derive(Clone, Copy, PartialEq)]
enum Block {
    /// Statements.
    Statements,
    /// A `CASE` in an expression, in which `IF` is a function.
    Case,
}

/// An `END` whose next word was not seen.
#[derive(Clone, Copy, PartialEq)]
enum Ending {
    /// It ends the block on top.
    Top,
    /// It is a name, unless a word such as `REPEAT` follows: `UNTIL a END REPEAT`.
    Unclear,
}

impl Blocks {
    fn new(dialect: Dialect) -> Self {
        Self {
            rules: dialect.engine().grammar().bodies(),
            head: Head::Open,
            bare: false,
            stack: Vec::new(),
            ending: None,
            handler: false,
            parentheses: 0,
            words: 0,
            before: String::new(),
        }
    }

    fn open(&self) -> bool {
        self.stack.len() > usize::from(self.ending == Some(Ending::Top))
    }

    fn see(&mut self, kind: Kind, text: &str) {
        let word = if kind == Kind::Word { text.to_ascii_uppercase() } else { String::new() };
        self.words += usize::from(kind == Kind::Word);
        if self.head == Head::Done || !self.stack.is_empty() {
            self.body(&word);
        } else {
            self.head(&word);
        }
        match text {
            "(" => self.parentheses += 1,
            ")" => self.parentheses = self.parentheses.saturating_sub(1),
            _ => {}
        }
        if self.head == Head::Before(BodyMark::Parameters) && text == ")" && self.parentheses == 0 {
            self.head = Head::Body;
        }
        self.before = if kind == Kind::Word { word } else { text.chars().take(1).collect() };
    }

    /// What stands before the body.
    fn head(&mut self, word: &str) {
        let BodyRules { created, within, atomic, procedural, statements, .. } = self.rules;
        let opens = self.is_block(word) || word == if *atomic { "ATOMIC" } else { "BEGIN" };
        let opens = opens && (!atomic || self.before == "BEGIN") && self.parentheses == 0;
        match self.head {
            Head::Open if self.words == 0 => {}
            Head::Open if self.words == 1 && !word.is_empty() => {
                let may_have_body = word == "CREATE" || *procedural && matches!(word, "ALTER" | "BEGIN");
                // MariaDB runs blocks outside of routines, too.
                if self.is_block(word) {
                    self.open_bare();
                } else if !may_have_body {
                    self.head = Head::Done;
                }
            }
            Head::Open if self.words == 2 && *procedural && self.before == "BEGIN" => {
                self.head = Head::Done;
                // BEGIN NOT ATOMIC … END.
                if word == "NOT" {
                    self.stack.push(Block::Statements);
                }
            }
            Head::Open => {
                let found = created.iter().find(|it| it.kind == word).filter(|_| self.parentheses == 0);
                if let Some(found) = found.filter(|_| within.is_none_or(|words| self.words <= words)) {
                    self.head = found.body.map_or(Head::Body, Head::Before);
                } else if matches!(word, "TABLE" | "VIEW" | "INDEX")
                    || statements.contains(&word) && !(word == "REPLACE" && self.before == "OR")
                {
                    self.head = Head::Done;
                }
            }
            Head::Before(BodyMark::Word(mark)) if mark == word && self.parentheses == 0 => self.head = Head::Body,
            Head::Body if opens && self.is_block(word) => self.open_bare(),
            // MariaDB's procedures need no parameters in the mode of another engine.
            Head::Body | Head::Before(BodyMark::Parameters) if opens && !self.is_block(word) => {
                self.head = Head::Done;
                self.stack.push(Block::Statements);
            }
            Head::Before(_) | Head::Done => {}
            // `RETURNS SET('a')` and `CHARACTER SET utf8mb4` are of the head.
            Head::Body if word == "SET" && matches!(self.before.as_str(), "RETURNS" | "CHARACTER" | "CHAR") => {}
            Head::Body if statements.contains(&word) => self.head = Head::Done,
            Head::Body => {}
        }
    }

    fn open_bare(&mut self) {
        self.bare = true;
        self.head = Head::Done;
        self.stack.push(Block::Statements);
    }

    fn is_block(&self, word: &str) -> bool {
        self.rules.blocks.contains(&word)
    }

    fn body(&mut self, word: &str) {
        let is_block = self.is_block(word);
        if let Some(ending) = self.ending.take() {
            let of_block = is_block && self.stack.last() == Some(&Block::Statements);
            if if of_block { self.bare } else { ending == Ending::Top } {
                self.stack.pop();
            }
            if of_block {
                return;
            }
        }
        let Some(&top) = self.stack.last() else { return };
        let before = self.before.as_str();
        self.handler &= before != ";";
        let starts = matches!(before, ";" | ":" | "THEN" | "ELSE" | "DO" | "BEGIN" | "LOOP" | "REPEAT");
        match word {
            "END" => {
                let closes = match top {
                    Block::Statements => matches!(before, ";" | "BEGIN" | "ATOMIC"),
                    Block::Case => before != ".",
                };
                self.ending = Some(if closes { Ending::Top } else { Ending::Unclear });
            }
            "HANDLER" => self.handler = true,
            "BEGIN" if self.rules.procedural && top == Block::Statements && (starts || self.handler) => {
                self.handler = false;
                self.stack.push(Block::Statements);
            }
            "CASE" if top == Block::Case || !starts || !is_block => self.stack.push(Block::Case),
            _ if is_block && starts && top == Block::Statements && self.bare => self.stack.push(Block::Statements),
            _ => {}
        }
    }
}
