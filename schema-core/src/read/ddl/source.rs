//! The walk through the tokens of a source file.

use std::collections::BTreeSet;
use std::ops::Range;

use super::super::lex::{Lexer, Unclosed};
use super::super::place::Lines;
use super::calls::{self, Form};
use super::sql::{self, Statement};
use super::{Does, MEANT, RuntimeDdl, skip};

/// All places in a file.
pub(super) fn scan(text: &str) -> Vec<RuntimeDdl> {
    let mut walk = Walk {
        lexer: Lexer::new(text, 0..text.len()),
        open: Vec::new(),
        last: [Last::Other; 4],
        statements: Vec::new(),
        rest: Vec::new(),
        meant: Vec::new(),
        all_for_tests: false,
    };
    // What stands behind something that does not close is left to the compiler.
    let _ = walk.tokens();
    walk.finish(&Lines::new(text))
}

/// A token as the next ones want to know it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Last<'a> {
    Word(&'a str),
    Mark(u8),
    Other,
}

struct Walk<'a> {
    lexer: Lexer<'a>,
    /// For each group that is open: what it belongs to, or that it is a block, in which something else begins.
    open: Vec<Open<'a>>,
    /// The last tokens, newest first.
    last: [Last<'a>; 4],
    /// Statements, each with the range and the number of its literal.
    statements: Vec<(Statement, Range<usize>)>,
    /// What is no SQL in a literal.
    rest: Vec<(Range<usize>, Does)>,
    /// Ends of the comments behind code that say that something is meant.
    meant: Vec<usize>,
    all_for_tests: bool,
}

#[derive(Clone, Copy, Debug)]
enum Open<'a> {
    Call(&'a str),
    List,
    Block,
}

impl<'a> Walk<'a> {
    fn tokens(&mut self) -> Result<(), Unclosed> {
        loop {
            self.blank()?;
            if self.lexer.done() || self.all_for_tests {
                return Ok(());
            }
            let start = self.lexer.at;
            match self.lexer.peek(0) {
                b'"' => {
                    self.lexer.string()?;
                    self.literal(start, start + 1, self.lexer.at.saturating_sub(1), true);
                    self.push(Last::Other);
                }
                b'\'' => {
                    self.lexer.quote()?;
                    self.push(Last::Other);
                }
                b'#' => self.attribute()?,
                b'(' => {
                    let name = self.called();
                    self.lexer.at += 1;
                    self.open.push(name.map_or(Open::List, Open::Call));
                    self.push(Last::Other);
                }
                byte @ (b'[' | b'{') => {
                    let name = if self.last[0] == Last::Mark(b'!') { self.called() } else { None };
                    self.lexer.at += 1;
                    let plain = if byte == b'[' { Open::List } else { Open::Block };
                    self.open.push(name.map_or(plain, Open::Call));
                    self.push(Last::Other);
                }
                b')' | b']' | b'}' => {
                    self.lexer.at += 1;
                    self.open.pop();
                    self.push(Last::Other);
                }
                _ if self.lexer.is_word() => self.word()?,
                byte => {
                    self.lexer.skip()?;
                    self.push(if byte.is_ascii_alphanumeric() { Last::Other } else { Last::Mark(byte) });
                }
            }
        }
    }

    fn push(&mut self, last: Last<'a>) {
        self.last = [last, self.last[0], self.last[1], self.last[2]];
    }

    /// Steps over space and comments; over what follows, too, where a comment says that it is meant.
    fn blank(&mut self) -> Result<(), Unclosed> {
        loop {
            while self.lexer.peek(0).is_ascii_whitespace() {
                self.lexer.at += 1;
            }
            if self.lexer.peek(0) != b'/' || !matches!(self.lexer.peek(1), b'/' | b'*') {
                return Ok(());
            }
            let start = self.lexer.at;
            self.lexer.comment()?;
            let text = self.lexer.text;
            if !text[start..self.lexer.at].trim_start_matches(['/', '*', '!']).trim_start().starts_with(MEANT) {
                continue;
            }
            let line = text[..start].rfind('\n').map_or(0, |at| at + 1);
            if text[line..start].trim().is_empty() {
                skip::item(&mut self.lexer)?;
                self.last = [Last::Other; 4];
            } else {
                self.meant.push(start);
            }
        }
    }

    /// Steps over the attribute that may start here; over what it stands on, too, where that is for tests only.
    fn attribute(&mut self) -> Result<(), Unclosed> {
        let start = self.lexer.at;
        self.lexer.at += 1;
        let is_inner = self.lexer.peek(0) == b'!';
        self.lexer.at += usize::from(is_inner);
        if self.lexer.peek(0) != b'[' {
            self.lexer.at = start + 1;
            self.push(Last::Mark(b'#'));
            return Ok(());
        }
        let inside = self.lexer.group()?;
        if skip::is_for_tests(&self.lexer.text[inside]) {
            if !is_inner {
                skip::item(&mut self.lexer)?;
            } else if self.open.is_empty() {
                self.all_for_tests = true;
            } else {
                // The module in whose braces it stands.
                while !self.lexer.done() && self.lexer.peek(0) != b'}' {
                    self.lexer.skip()?;
                    self.lexer.trivia()?;
                }
            }
        }
        self.push(Last::Other);
        Ok(())
    }

    /// The name of what the group that opens here belongs to.
    fn called(&self) -> Option<&'a str> {
        match self.last {
            [Last::Word(name), ..] | [Last::Mark(b'!'), Last::Word(name), ..] => Some(name),
            _ => None,
        }
    }

    fn word(&mut self) -> Result<(), Unclosed> {
        let start = self.lexer.at;
        let word = self.lexer.word()?;
        let end = self.lexer.at;
        let whole = &self.lexer.text[start..end];
        if let (true, Some(open)) = (whole.ends_with(['"', '#']), whole.find('"')) {
            let hashes = whole[..open].matches('#').count();
            let raw = word.contains('r');
            self.literal(start, start + open + 1, end.saturating_sub(1 + hashes), !raw);
            self.push(Last::Other);
            return Ok(());
        }
        if whole.ends_with('\'') && word == "b" {
            self.push(Last::Other);
            return Ok(());
        }
        let of = match self.last {
            [Last::Mark(b':'), Last::Mark(b':'), Last::Word(of), _] => Some(of),
            _ => None,
        };
        let defines = matches!(self.last[0], Last::Word("fn" | "use" | "mod"));
        self.push(Last::Word(word));
        let ahead = self.ahead()?;
        match ahead {
            b'!' if matches!(word, "include_str" | "query_file" | "query_file_as" | "query_file_scalar") => {
                self.script(start, word == "include_str")?;
            }
            b'!' => self.call(Form::Macro, of, word, start..end)?,
            b'(' if !defines => self.call(Form::Function, of, word, start..end)?,
            b':' if !defines && self.turbofish()? => self.call(Form::Function, of, word, start..end)?,
            _ => {}
        }
        Ok(())
    }

    /// The byte behind blanks.
    fn ahead(&mut self) -> Result<u8, Unclosed> {
        let start = self.lexer.at;
        let stepped = self.lexer.trivia();
        let byte = self.lexer.peek(0);
        self.lexer.at = start;
        stepped.map(|()| byte)
    }

    /// Steps over `::<…>` before a `(`. Gives whether there was one.
    fn turbofish(&mut self) -> Result<bool, Unclosed> {
        if !self.lexer.text[self.lexer.at..self.lexer.end].starts_with("::<") {
            return Ok(false);
        }
        let start = self.lexer.at;
        self.lexer.at += 3;
        let mut depth = 1_usize;
        let mut last = 0;
        let farthest = start + 1000;
        while depth > 0 {
            self.lexer.trivia()?;
            match self.lexer.peek(0) {
                b'<' => depth += 1,
                b'>' if last != b'-' => depth -= 1,
                0 | b';' | b')' | b']' | b'}' => {
                    self.lexer.at = start;
                    return Ok(false);
                }
                _ if self.lexer.at > farthest => {
                    self.lexer.at = start;
                    return Ok(false);
                }
                _ => {}
            }
            last = self.lexer.peek(0);
            self.lexer.skip()?;
        }
        if self.ahead()? == b'(' {
            return Ok(true);
        }
        self.lexer.at = start;
        Ok(false)
    }

    /// Notes the call of `name`, if it is one that makes tables, and steps over what it is given.
    fn call(&mut self, form: Form, of: Option<&str>, name: &str, range: Range<usize>) -> Result<(), Unclosed> {
        let Some(found) = calls::find(self.lexer.text, form, of, name) else { return Ok(()) };
        let bang = if form == Form::Macro { "!" } else { "" };
        let path = found.of.map(|of| format!("{of}::")).unwrap_or_default();
        let call = format!("{path}{name}{bang}");
        let library = found.library.to_owned();
        let does = match found.does {
            calls::Does::Tables => Does::Call { call, library },
            calls::Does::Migrations => Does::Migrations { call, library },
        };
        self.rest.push((range, does));
        self.lexer.trivia()?;
        if self.lexer.peek(0) == b'!' {
            self.lexer.at += 1;
            self.lexer.trivia()?;
        }
        if matches!(self.lexer.peek(0), b'(' | b'[' | b'{') {
            self.lexer.group()?;
        }
        self.push(Last::Other);
        Ok(())
    }

    /// Notes the script that a macro takes in; the lexer is behind the macro's name.
    fn script(&mut self, start: usize, from_file: bool) -> Result<(), Unclosed> {
        self.lexer.trivia()?;
        self.lexer.at += 1;
        self.lexer.trivia()?;
        if !matches!(self.lexer.peek(0), b'(' | b'[' | b'{') {
            return Ok(());
        }
        let inside = self.lexer.group()?;
        self.push(Last::Other);
        let text = self.lexer.text;
        let arguments = &text[inside.clone()];
        let Some(end) = arguments.find(".sql\"").map(|at| inside.start + at + 4) else { return Ok(()) };
        let Some(open) = text[inside.start..end].rfind('"').map(|at| inside.start + at) else { return Ok(()) };
        let from_package = !from_file || arguments.contains("CARGO_MANIFEST_DIR");
        let path = &text[open + 1..end];
        let path = if from_package { path.trim_start_matches('/') } else { path };
        self.rest.push((start..self.lexer.at, Does::Script { path: path.to_owned(), from_package }));
        Ok(())
    }

    /// Looks into the literal that starts at `start`, with its text from `open` to `close`.
    fn literal(&mut self, start: usize, open: usize, close: usize, escapes: bool) {
        if open >= close {
            return;
        }
        let context = self.open.iter().rev().take_while(|open| !matches!(open, Open::Block));
        let context = context.filter_map(|open| if let Open::Call(name) = open { Some(*name) } else { None }).next();
        if context.is_some_and(calls::only_talks) {
            return;
        }
        let text = self.lexer.text;
        if text[open..close].contains(MEANT) {
            return;
        }
        let runs = context.is_some_and(calls::runs_sql);
        for statement in sql::statements(text, open..close, escapes) {
            let first = text[statement.range.clone()].split_whitespace().next().unwrap_or_default();
            // A sentence does not shout.
            let shouts = first.bytes().all(|byte| byte.is_ascii_uppercase());
            if !statement.doubtful || runs || shouts {
                self.statements.push((statement, start..close + 1));
            }
        }
    }

    fn finish(self, lines: &Lines<'_>) -> Vec<RuntimeDdl> {
        if self.all_for_tests {
            return Vec::new();
        }
        let line = |at: usize| lines.position(at).line;
        let (statements, rest) = match self.lexer.text.find("MigrationTrait for") {
            // A migration of SeaORM makes tables in every second line; it is one place.
            Some(at)
                if self.rest.iter().any(|(_, does)| matches!(does, Does::Call { .. }))
                    || !self.statements.is_empty() =>
            {
                let does = Does::Migrations { call: "MigrationTrait".to_owned(), library: "SeaORM".to_owned() };
                (Vec::new(), vec![(at..at + "MigrationTrait".len(), does)])
            }
            _ => (self.statements, self.rest),
        };
        let meant: BTreeSet<u32> = self.meant.iter().map(|at| line(*at)).collect();
        let is_meant = |range: &Range<usize>| meant.range(line(range.start)..=line(range.end)).next().is_some();
        let place = |range: &Range<usize>, does: Does| {
            let length = self.lexer.text[range.clone()].chars().count();
            RuntimeDdl { at: lines.position(range.start), length: u32::try_from(length).unwrap_or(1), does }
        };
        let mut found: Vec<(usize, RuntimeDdl)> = Vec::new();
        let mut literal = None;
        for (statement, whole) in sql::lasting(statements) {
            if is_meant(&whole) {
                continue;
            }
            if literal == Some(whole.start)
                && let Some((_, RuntimeDdl { does: Does::Sql { more, .. }, .. })) = found.last_mut()
            {
                *more += 1;
                continue;
            }
            literal = Some(whole.start);
            let Statement { range, verb, name, .. } = statement;
            let makes = verb == "CREATE TABLE" && !name.contains('…');
            let does = Does::Sql { statement: format!("{verb} {name}"), table: makes.then_some(name), more: 0 };
            found.push((range.start, place(&range, does)));
        }
        for (range, does) in rest {
            if !is_meant(&range) {
                found.push((range.start, place(&range, does)));
            }
        }
        found.sort_by_key(|(at, _)| *at);
        found.into_iter().map(|(_, ddl)| ddl).collect()
    }
}
