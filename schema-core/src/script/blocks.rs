//! Finds where the bodies of triggers and routines end.

use super::{BodyMark, BodyRules};
use crate::schema::{Dialect, Engines};
use crate::sql::Kind;

/// The bodies of triggers and routines, in which `;` ends no statement.
pub(super) struct Blocks {
    rules: &'static BodyRules,
    head: Head,
    /// The body is an `IF` or a loop without `BEGIN` around it, so that these count as blocks too.
    bare: bool,
    stack: Vec<Block>,
    /// The last word was `END`: what it ends, the next one says.
    ending: Option<Ending>,
    /// A handler is being declared, whose statement may be a block.
    handler: bool,
    /// The head of a routine is read, in a package or at the beginning.
    routine: bool,
    /// It has said what it `RETURNS`, so that `RETURN` is a statement and no part of it.
    returns: bool,
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
    /// `AS` was seen: declarations begin, unless the body is in a string.
    Declared,
    /// The body has begun, or there is none.
    Done,
}

/// What is open, up to its `END`.
#[derive(Clone, Copy, PartialEq)]
enum Block {
    /// Statements.
    Statements,
    /// Declarations, up to the `BEGIN` that ends with them, or the `END` of a package.
    Declarations,
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
    pub(super) fn new(dialect: Dialect) -> Self {
        Self {
            rules: dialect.engine().grammar().bodies(),
            head: Head::Open,
            bare: false,
            stack: Vec::new(),
            ending: None,
            handler: false,
            routine: false,
            returns: false,
            parentheses: 0,
            words: 0,
            before: String::new(),
        }
    }

    pub(super) fn open(&self) -> bool {
        self.stack.len() > usize::from(self.ending == Some(Ending::Top))
    }

    pub(super) fn see(&mut self, kind: Kind, text: &str) {
        let word = if kind == Kind::Word { text.to_ascii_uppercase() } else { String::new() };
        self.words += usize::from(kind == Kind::Word);
        if self.head == Head::Declared {
            self.end_head();
            if !word.is_empty() {
                self.stack.push(Block::Declarations);
            }
        }
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
        self.before = match text {
            // The statement `DO`, behind which an `IF` is a function.
            _ if word == "DO" && self.starts() => String::new(),
            // The end of a label: `<<label>>`.
            ">" if self.before == ">" => ":".to_owned(),
            _ if kind == Kind::Word => word,
            _ => text.chars().take(1).collect(),
        };
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
                } else if *procedural && word == "DECLARE" {
                    self.end_head();
                    self.stack.push(Block::Declarations);
                } else if !may_have_body {
                    self.end_head();
                }
            }
            Head::Open if self.words == 2 && *procedural && self.before == "BEGIN" => {
                self.end_head();
                // BEGIN NOT ATOMIC … END.
                if word == "NOT" {
                    self.stack.push(Block::Statements);
                }
            }
            Head::Open => {
                let found = created.iter().find(|it| it.kind == word).filter(|_| self.parentheses == 0);
                if let Some(found) = found.filter(|_| within.is_none_or(|words| self.words <= words)) {
                    self.head = found.body.map_or(Head::Body, Head::Before);
                    self.routine = *procedural && matches!(word, "FUNCTION" | "PROCEDURE" | "PACKAGE");
                } else if matches!(word, "TABLE" | "VIEW" | "INDEX")
                    || statements.contains(&word) && !(word == "REPLACE" && self.before == "OR")
                {
                    self.end_head();
                }
            }
            Head::Before(_) | Head::Body if self.declares(word) => self.head = Head::Declared,
            Head::Before(BodyMark::Members) if is_member(word) || word == "BEGIN" || self.is_statement(word) => {
                self.end_head();
                self.stack.push(Block::Statements);
                ";".clone_into(&mut self.before);
                self.body(word);
            }
            Head::Body if *procedural && word == "DECLARE" => {
                self.end_head();
                self.stack.push(Block::Declarations);
            }
            Head::Before(BodyMark::Word(mark)) if mark == word && self.parentheses == 0 => self.head = Head::Body,
            Head::Body if opens && self.is_block(word) => self.open_bare(),
            // MariaDB's procedures need no parameters in the mode of another engine.
            Head::Body | Head::Before(BodyMark::Parameters) if opens && !self.is_block(word) => {
                self.end_head();
                self.stack.push(Block::Statements);
            }
            Head::Body if self.is_statement(word) => self.end_head(),
            Head::Before(_) | Head::Body | Head::Declared | Head::Done => {}
        }
        self.returns |= word == "RETURNS";
    }

    /// Returns `true` if the word begins a statement that is no block. `RETURNS SET('a')`, `CHARACTER SET utf8mb4`, and
    /// `RETURN INT` in the place of `RETURNS INT` are of the head of a routine.
    fn is_statement(&self, word: &str) -> bool {
        let of_head = match word {
            "SET" => matches!(self.before.as_str(), "RETURNS" | "CHARACTER" | "CHAR"),
            "RETURN" => self.routine && !self.returns,
            _ => false,
        };
        !of_head && self.rules.statements.contains(&word)
    }

    /// Returns `true` if declarations follow the word, in the mode of another engine.
    fn declares(&self, word: &str) -> bool {
        self.routine && self.parentheses == 0 && self.before != "." && matches!(word, "AS" | "IS")
    }

    /// Returns `true` if a statement may begin behind the token before.
    fn starts(&self) -> bool {
        matches!(self.before.as_str(), ";" | ":" | "THEN" | "ELSE" | "DO" | "BEGIN" | "LOOP" | "REPEAT")
    }

    fn end_head(&mut self) {
        self.head = Head::Done;
        self.routine = false;
    }

    fn open_bare(&mut self) {
        self.bare = true;
        self.end_head();
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
        let begins = before == ";";
        self.handler &= !begins;
        self.routine &= !begins;
        let starts = self.starts();
        let of_routine = self.routine && self.parentheses == 0;
        match word {
            "END" => {
                let closes = match top {
                    Block::Statements => matches!(before, ";" | "BEGIN" | "ATOMIC"),
                    Block::Declarations => matches!(before, ";" | "AS" | "IS"),
                    Block::Case => before != ".",
                };
                self.ending = Some(if closes { Ending::Top } else { Ending::Unclear });
            }
            "HANDLER" => self.handler = true,
            "FUNCTION" | "PROCEDURE" if self.rules.procedural && (begins || matches!(before, "AS" | "IS")) => {
                self.routine = true;
                self.returns = false;
            }
            "RETURNS" if self.routine => self.returns = true,
            _ if self.declares(word) => {
                self.routine = false;
                self.stack.push(Block::Declarations);
            }
            "BEGIN" if top == Block::Declarations && !self.routine => {
                self.stack.pop();
                self.stack.push(Block::Statements);
            }
            "BEGIN" if self.rules.procedural && top != Block::Case && (starts || self.handler || of_routine) => {
                self.handler = false;
                self.routine = false;
                self.stack.push(Block::Statements);
            }
            _ if is_block && of_routine => {
                self.routine = false;
                self.open_bare();
            }
            "CASE" if top == Block::Case || !starts || !is_block => self.stack.push(Block::Case),
            _ if is_block && starts && top == Block::Statements && self.bare => self.stack.push(Block::Statements),
            _ if self.is_statement(word) => self.routine = false,
            _ => {}
        }
    }
}

/// Returns `true` if a member of a package begins with the word.
fn is_member(word: &str) -> bool {
    matches!(word, "FUNCTION" | "PROCEDURE" | "DECLARE")
}
