//! Just enough lexing to step over Rust source: trivia, literals, groups and words, by bytes.
//!
//! A build script is compiled without optimisation, where a full parser reads about 30,000 lines a second; this steps over
//! everything that declares nothing.

use std::ops::Range;

/// A delimiter or literal that does not close; the offset where it opens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Unclosed(pub(super) usize);

/// How deep groups, generics and expressions may nest. Nobody writes half of it, and a parser that is compiled without
/// optimisation, in a thread of a build, has the stack for a few times as much.
const DEEPEST: usize = 128;

/// A place in source text.
pub(super) struct Lexer<'a> {
    pub(super) text: &'a str,
    pub(super) at: usize,
    pub(super) end: usize,
    /// Where an item stops short, if one does.
    pub(super) broken: Option<usize>,
}

impl<'a> Lexer<'a> {
    pub(super) fn new(text: &'a str, range: Range<usize>) -> Self {
        Self { text, at: range.start, end: range.end, broken: None }
    }

    /// The byte `ahead` of here, or 0 at the end.
    pub(super) fn peek(&self, ahead: usize) -> u8 {
        let at = self.at + ahead;
        if at < self.end { self.text.as_bytes()[at] } else { 0 }
    }

    pub(super) fn done(&self) -> bool {
        self.at >= self.end
    }

    fn rest(&self) -> &'a str {
        &self.text[self.at..self.end]
    }

    /// Steps over white space and comments, documentation among them.
    pub(super) fn trivia(&mut self) -> Result<(), Unclosed> {
        loop {
            self.space()?;
            if !self.is_outer_doc() && !self.is_inner_doc() {
                return Ok(());
            }
            self.comment()?;
        }
    }

    /// Steps over white space and comments that document nothing.
    pub(super) fn space(&mut self) -> Result<(), Unclosed> {
        while !self.done() {
            let byte = self.peek(0);
            if byte.is_ascii_whitespace() {
                self.at += 1;
            } else if byte == b'/'
                && matches!(self.peek(1), b'/' | b'*')
                && !self.is_outer_doc()
                && !self.is_inner_doc()
            {
                self.comment()?;
            } else if byte >= 0x80 && self.rest().starts_with(|c: char| c.is_whitespace() || c == '\u{feff}') {
                self.at += self.rest().chars().next().map_or(1, char::len_utf8);
            } else {
                break;
            }
        }
        Ok(())
    }

    /// `/// x` and `/** x */`, but not `////` and `/**/`.
    pub(super) fn is_outer_doc(&self) -> bool {
        let rest = &self.text.as_bytes()[self.at..self.end];
        (rest.starts_with(b"///") && self.peek(3) != b'/')
            || (rest.starts_with(b"/**") && !matches!(self.peek(3), b'*' | b'/'))
    }

    /// `//! x` and `/*! x */`.
    pub(super) fn is_inner_doc(&self) -> bool {
        let rest = &self.text.as_bytes()[self.at..self.end];
        rest.starts_with(b"//!") || rest.starts_with(b"/*!")
    }

    /// Steps over the comment that starts here.
    pub(super) fn comment(&mut self) -> Result<(), Unclosed> {
        if self.peek(1) == b'/' {
            self.at = self.rest().find('\n').map_or(self.end, |length| self.at + length);
            return Ok(());
        }
        let open = self.at;
        let mut depth = 0;
        while !self.done() {
            match (self.peek(0), self.peek(1)) {
                (b'/', b'*') => (depth, self.at) = (depth + 1, self.at + 2),
                (b'*', b'/') => {
                    (depth, self.at) = (depth - 1, self.at + 2);
                    if depth == 0 {
                        return Ok(());
                    }
                }
                _ => self.at += 1,
            }
        }
        Err(Unclosed(open))
    }

    /// Whether a word starts here.
    pub(super) fn is_word(&self) -> bool {
        is_word_byte(self.peek(0)) && !self.peek(0).is_ascii_digit()
    }

    /// Takes the word that starts here, without `r#`, with the literal that it introduces (`r"..."`, `b'x'`) if it does.
    pub(super) fn word(&mut self) -> Result<&'a str, Unclosed> {
        let start = self.at;
        while !self.done() && is_word_byte(self.peek(0)) {
            self.at += 1;
        }
        let word = &self.text[start..self.at];
        match (self.peek(0), word) {
            (b'"', "b" | "c") => self.string()?,
            (b'\'', "b") => self.quote()?,
            (b'"' | b'#', "r" | "br" | "cr") => {
                let hashes = self.rest().bytes().take_while(|byte| *byte == b'#').count();
                if self.peek(hashes) == b'"' {
                    self.raw_string(hashes)?;
                } else if hashes == 1 && word == "r" && is_word_byte(self.peek(1)) {
                    self.at += 1;
                    return self.word();
                }
            }
            _ => {}
        }
        Ok(word)
    }

    fn raw_string(&mut self, hashes: usize) -> Result<(), Unclosed> {
        let open = self.at;
        self.at += hashes + 1;
        let close = format!("\"{}", "#".repeat(hashes));
        match self.rest().find(&close) {
            Some(length) => self.at += length + close.len(),
            None => return Err(Unclosed(open)),
        }
        Ok(())
    }

    /// Steps over the string that starts here.
    pub(super) fn string(&mut self) -> Result<(), Unclosed> {
        let open = self.at;
        self.at += 1;
        while !self.done() {
            match self.peek(0) {
                b'\\' => self.at += 2,
                b'"' => {
                    self.at += 1;
                    return Ok(());
                }
                _ => self.at += 1,
            }
        }
        Err(Unclosed(open))
    }

    /// Steps over the character or lifetime that starts here.
    pub(super) fn quote(&mut self) -> Result<(), Unclosed> {
        let open = self.at;
        self.at += 1;
        if self.peek(0) == b'\\' {
            self.at += 2;
            while !self.done() && self.peek(0) != b'\'' {
                self.at += 1;
            }
            if self.done() {
                return Err(Unclosed(open));
            }
            self.at += 1;
        } else if let Some(c) = self.rest().chars().next()
            && self.peek(c.len_utf8()) == b'\''
        {
            self.at += c.len_utf8() + 1;
        }
        Ok(())
    }

    /// Steps over the group that opens here; gives what is inside.
    pub(super) fn group(&mut self) -> Result<Range<usize>, Unclosed> {
        let open = self.at;
        let mut closers = vec![closer(self.peek(0))];
        self.at += 1;
        while let Some(expected) = closers.last() {
            if self.done() {
                return Err(Unclosed(open));
            }
            match self.peek(0) {
                b'"' => self.string()?,
                b'\'' => self.quote()?,
                b'/' if matches!(self.peek(1), b'/' | b'*') => self.comment()?,
                byte @ (b'(' | b'[' | b'{') => {
                    if closers.len() == DEEPEST {
                        return Err(Unclosed(self.at));
                    }
                    closers.push(closer(byte));
                    self.at += 1;
                }
                byte @ (b')' | b']' | b'}') => {
                    if byte != *expected {
                        return Err(Unclosed(self.at));
                    }
                    closers.pop();
                    self.at += 1;
                }
                byte if is_word_byte(byte) => {
                    self.word()?;
                }
                _ => self.at += 1,
            }
        }
        Ok(open + 1..self.at - 1)
    }

    /// Steps over one token or group, whatever it is.
    pub(super) fn skip(&mut self) -> Result<(), Unclosed> {
        match self.peek(0) {
            b'"' => self.string(),
            b'\'' => self.quote(),
            b'(' | b'[' | b'{' => self.group().map(drop),
            b')' | b']' | b'}' => Err(Unclosed(self.at)),
            byte if is_word_byte(byte) => self.word().map(drop),
            _ => {
                self.at += 1;
                Ok(())
            }
        }
    }
}

/// Whether types or expressions nest in `text` beyond what may be parsed: by `<`, or by operators with no comma between.
/// Brackets are not counted: [`Lexer::group`] has stopped at those.
pub(super) fn nests_deep(text: &str) -> bool {
    let mut lexer = Lexer::new(text, 0..text.len());
    let (mut angles, mut operators, mut last) = (0_usize, 0_usize, 0);
    while lexer.trivia().is_ok() && !lexer.done() {
        let byte = lexer.peek(0);
        let stepped = match byte {
            b'"' => lexer.string(),
            b'\'' => lexer.quote(),
            _ if is_word_byte(byte) => lexer.word().map(|word| {
                operators += usize::from(matches!(word, "as" | "else" | "return" | "break"));
            }),
            _ => {
                match byte {
                    b',' | b';' => operators = 0,
                    b'(' | b')' | b'[' | b']' | b'{' | b'}' | b':' | b'#' => {}
                    _ => operators += 1,
                }
                match byte {
                    b'<' => angles += 1,
                    b'>' if !matches!(last, b'-' | b'=') => angles = angles.saturating_sub(1),
                    _ => {}
                }
                lexer.at += 1;
                Ok(())
            }
        };
        if stepped.is_err() || angles > DEEPEST || operators > 2 * DEEPEST {
            return stepped.is_ok();
        }
        last = byte;
    }
    false
}

fn closer(open: u8) -> u8 {
    match open {
        b'(' => b')',
        b'[' => b']',
        _ => b'}',
    }
}

fn is_word_byte(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_' || byte >= 0x80
}
