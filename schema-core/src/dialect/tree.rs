//! SQL expressions as the engine understands them: with all parentheses that are meant, and none that are written.

use super::expression::{self, Token};
use crate::schema::{Dialect, Engines};

/// One spelling for an expression. What cannot be read as one is levelled word by word.
pub(super) fn canonical(dialect: Dialect, sql: &str) -> String {
    let tokens = expression::level(dialect, expression::tokens(dialect, sql));
    let mut reader = Reader { tokens: &tokens, at: 0 };
    match reader.expression(0) {
        Some(node) if reader.at == tokens.len() => node.to_text(true),
        _ => expression::canonical(dialect, tokens),
    }
}

/// Whether two expressions surely mean different things, whatever parentheses the engine puts in or takes out. Where one
/// cannot be read, or has operators that do not bind alike on all engines, nothing is sure.
pub(super) fn differ(dialect: Dialect, one: &str, other: &str) -> bool {
    matches!((sure(dialect, one), sure(dialect, other)), (Some(one), Some(other)) if one != other)
}

/// Whether two expressions surely mean the same.
pub(super) fn agree(dialect: Dialect, one: &str, other: &str) -> bool {
    matches!((sure(dialect, one), sure(dialect, other)), (Some(one), Some(other)) if one == other)
}

/// The one spelling of an expression that binds alike on all engines.
fn sure(dialect: Dialect, sql: &str) -> Option<String> {
    let tokens = expression::level(dialect, expression::tokens(dialect, sql));
    let own = dialect.engine().catalog().wording().own_operators;
    let alike = |token: &Token| match token {
        Token::Mark(mark) => own || "(),.=<>!+-*/%[]".contains(*mark),
        _ => true,
    };
    let mut reader = Reader { tokens: &tokens, at: 0 };
    let node = tokens.iter().all(alike).then(|| reader.expression(0)).flatten();
    node.filter(|_| reader.at == tokens.len()).map(|node| node.to_text(true))
}

/// One spelling for words that are no expression, such as the bounds of a partition.
pub(super) fn words(dialect: Dialect, sql: &str) -> String {
    let mut tokens = expression::level(dialect, expression::tokens(dialect, sql));
    for token in &mut tokens {
        if let Token::Text(text) = token
            && let Some(number) = expression::canonical_number(text).filter(|number| number == text)
        {
            *token = Token::Word(number);
        }
    }
    expression::canonical(dialect, tokens)
}

enum Node {
    /// A name, a literal, or what is kept as it is.
    Leaf(String),
    /// An operator between its operands; one with a single operand stands before it.
    Operator(String, Vec<Node>),
    /// A call.
    Call(String, Vec<Node>),
}

impl Node {
    fn to_text(&self, outermost: bool) -> String {
        let all = |nodes: &[Self], by: &str| nodes.iter().map(|it| it.to_text(false)).collect::<Vec<_>>().join(by);
        match self {
            Self::Leaf(text) => text.clone(),
            Self::Call(name, arguments) => format!("{name}({})", all(arguments, ", ")),
            Self::Operator(operator, operands) => {
                let text = match operands.as_slice() {
                    [one] => format!("{operator} {}", one.to_text(false)),
                    operands => all(operands, &format!(" {operator} ")),
                };
                if outermost { text } else { format!("({text})") }
            }
        }
    }

    /// `and` and `or` of many are one.
    fn operator(name: &str, left: Self, right: Self) -> Self {
        let flat = |node: Self| match node {
            Self::Operator(of, operands) if of == name && (name == "and" || name == "or") => operands,
            other => vec![other],
        };
        let mut operands = flat(left);
        operands.extend(flat(right));
        Self::Operator(name.to_owned(), operands)
    }
}

/// Operators of more than one character, the longest first.
const OPERATORS: &[&str] = &[
    "!~~*", "->>", "#>>", "!~~", "!~*", "~~*", "-|-", "&&&", "<=", ">=", "<>", "!=", "||", "->", "#>", "@>", "<@",
    "&&", "!~", "~~", "~*", "?|", "?&", "<<", ">>", "&<", "&>", "@@", "@?", "^@", "#-",
];

struct Reader<'a> {
    tokens: &'a [Token],
    at: usize,
}

impl Reader<'_> {
    fn word(&self, ahead: usize, word: &str) -> bool {
        self.tokens.get(self.at + ahead).is_some_and(|token| token.is_word(word))
    }

    fn mark(&self, ahead: usize, mark: char) -> bool {
        self.tokens.get(self.at + ahead).is_some_and(|token| token.is_mark(mark))
    }

    fn take_word(&mut self, word: &str) -> Option<()> {
        self.word(0, word).then(|| self.at += 1)
    }

    fn take_mark(&mut self, mark: char) -> Option<()> {
        self.mark(0, mark).then(|| self.at += 1)
    }

    /// The operator here, how strongly it binds, and how many tokens it is.
    fn operator(&self) -> Option<(&'static str, u8, usize)> {
        for (words, name, binds) in [
            (&["or"][..], "or", 1),
            (&["and"], "and", 2),
            (&["is", "not", "distinct", "from"], "is not distinct from", 4),
            (&["is", "distinct", "from"], "is distinct from", 4),
            (&["not", "like"], "!~~", 6),
            (&["like"], "~~", 6),
            (&["not", "ilike"], "!~~*", 6),
            (&["ilike"], "~~*", 6),
            (&["at", "time", "zone"], "at time zone", 11),
            (&["collate"], "collate", 12),
        ] {
            if words.iter().enumerate().all(|(ahead, word)| self.word(ahead, word)) {
                return Some((name, binds, words.len()));
            }
        }
        let Some(Token::Mark(first)) = self.tokens.get(self.at) else { return None };
        for operator in OPERATORS {
            if operator.chars().enumerate().all(|(ahead, c)| self.mark(ahead, c)) {
                let binds = if ["<=", ">=", "<>", "!="].contains(operator) { 5 } else { 7 };
                let name = if *operator == "!=" { "<>" } else { operator };
                return Some((name, binds, operator.len()));
            }
        }
        let (name, binds) = match first {
            '=' => ("=", 5),
            '<' => ("<", 5),
            '>' => (">", 5),
            '+' => ("+", 8),
            '-' => ("-", 8),
            '*' => ("*", 9),
            '/' => ("/", 9),
            '%' => ("%", 9),
            '^' => ("^", 10),
            '~' => ("~", 7),
            '&' => ("&", 7),
            '|' => ("|", 7),
            '#' => ("#", 7),
            '?' => ("?", 7),
            _ => return None,
        };
        Some((name, binds, 1))
    }

    /// An expression of operators that bind at least so strongly.
    fn expression(&mut self, least: u8) -> Option<Node> {
        let mut left = self.operand()?;
        loop {
            if least <= 4 && self.word(0, "is") && !self.word(1, "distinct") && !self.word(2, "distinct") {
                self.at += 1;
                let not = if self.take_word("not").is_some() { "is not" } else { "is" };
                let Some(Token::Word(what)) = self.tokens.get(self.at) else { return None };
                self.at += 1;
                left = Node::operator(not, left, Node::Leaf(what.clone()));
                continue;
            }
            let not = usize::from(self.word(0, "not"));
            if least <= 6 && self.word(not, "in") {
                self.at += not + 1;
                left = member(left, self.list('(', ')')?, not == 1);
                continue;
            }
            if least <= 6 && self.word(not, "between") {
                self.at += not + 1;
                let low = self.expression(7)?;
                self.take_word("and")?;
                let high = self.expression(7)?;
                let text = left.to_text(false);
                let both = Node::operator(
                    "and",
                    Node::operator(">=", left, low),
                    Node::operator("<=", Node::Leaf(text), high),
                );
                left = if not == 1 { Node::Operator("not".to_owned(), vec![both]) } else { both };
                continue;
            }
            let Some((name, binds, length)) = self.operator().filter(|(_, binds, _)| *binds >= least) else {
                return Some(left);
            };
            self.at += length;
            if let (true, "=" | "<>") = (self.word(0, "any") || self.word(0, "all"), name) {
                let all = self.word(0, "all");
                let before = self.at;
                self.at += 1;
                if all == (name == "<>")
                    && let Some(items) = self.array_in_parentheses()
                {
                    left = member(left, items, all);
                    continue;
                }
                self.at = before;
            }
            let right = self.expression(binds + 1)?;
            left = Node::operator(name, left, right);
        }
    }

    /// `(ARRAY[…])`, in as many parentheses as there are.
    fn array_in_parentheses(&mut self) -> Option<Vec<Node>> {
        let mut depth = 0;
        while self.take_mark('(').is_some() {
            depth += 1;
        }
        self.take_word("array")?;
        let items = self.list('[', ']')?;
        for _ in 0..depth {
            self.take_mark(')')?;
        }
        Some(items)
    }

    fn list(&mut self, open: char, close: char) -> Option<Vec<Node>> {
        self.take_mark(open)?;
        let mut items = Vec::new();
        if self.take_mark(close).is_some() {
            return Some(items);
        }
        loop {
            items.push(self.expression(0)?);
            if self.take_mark(',').is_none() {
                return self.take_mark(close).map(|()| items);
            }
        }
    }

    fn operand(&mut self) -> Option<Node> {
        if self.take_word("not").is_some() {
            return Some(Node::Operator("not".to_owned(), vec![self.expression(3)?]));
        }
        if self.take_mark('-').is_some() {
            return Some(match self.expression(13)? {
                Node::Leaf(text) if text.starts_with(|c: char| c.is_ascii_digit()) => Node::Leaf(format!("-{text}")),
                other => Node::Operator("-".to_owned(), vec![other]),
            });
        }
        if self.take_mark('+').is_some() {
            return self.expression(13);
        }
        if self.take_mark('(').is_some() {
            let inner = self.expression(0)?;
            self.take_mark(')')?;
            return self.subscripts(inner);
        }
        let token = self.tokens.get(self.at)?;
        self.at += 1;
        match token {
            // One that the server wrote of a number; any other text of digits may be a code, in which zeros count.
            Token::Text(text) => Some(Node::Leaf(match expression::canonical_number(text) {
                Some(number) if number == *text => number,
                _ => format!("'{}'", text.replace('\'', "''")),
            })),
            Token::Word(word) if word == "case" => self.case(),
            Token::Word(word) if word == "array" && self.mark(0, '[') => {
                Some(Node::Call("array".to_owned(), self.list('[', ']')?))
            }
            Token::Word(word) if word == "cast" && self.mark(0, '(') => {
                self.at += 1;
                let inner = self.expression(0)?;
                self.take_word("as")?;
                self.at = self.close()?;
                Some(inner)
            }
            Token::Word(word) if word.starts_with(|c: char| c.is_ascii_digit()) => {
                let mut text = word.clone();
                while self.mark(0, '.') {
                    self.at += 1;
                    text.push('.');
                    if let Some(Token::Word(digits)) = self.tokens.get(self.at) {
                        text.push_str(digits);
                        self.at += 1;
                    }
                }
                Some(Node::Leaf(expression::canonical_number(&text).unwrap_or(text)))
            }
            Token::Word(_) | Token::Name(_) => self.name(token),
            Token::Mark(_) => None,
        }
    }

    /// A column or a call. What it is qualified with is not compared: there is one table.
    fn name(&mut self, first: &Token) -> Option<Node> {
        let mut last = first.clone();
        while self.mark(0, '.') {
            self.at += 1;
            last = self.tokens.get(self.at)?.clone();
            self.at += 1;
        }
        let text = match &last {
            Token::Word(word) => word.clone(),
            Token::Name(name) => format!("\"{}\"", name.replace('"', "\"\"")),
            Token::Text(_) | Token::Mark(_) => return None,
        };
        if !self.mark(0, '(') {
            return self.subscripts(Node::Leaf(text));
        }
        let start = self.at;
        if let Some(arguments) = self.list('(', ')') {
            return self.subscripts(Node::Call(text, arguments));
        }
        // `extract(year from x)` and others with words of their own.
        self.at = start + 1;
        let end = self.close()?;
        let words = expression::canonical(Dialect::POSTGRES, self.tokens[start + 1..end - 1].to_vec());
        self.at = end;
        Some(Node::Leaf(format!("{text}({words})")))
    }

    /// Where the parenthesis that is open here is closed.
    fn close(&self) -> Option<usize> {
        let mut depth = 1_usize;
        for (at, token) in self.tokens.iter().enumerate().skip(self.at) {
            depth += usize::from(token.is_mark('('));
            depth -= usize::from(token.is_mark(')'));
            if depth == 0 {
                return Some(at + 1);
            }
        }
        None
    }

    fn subscripts(&mut self, mut of: Node) -> Option<Node> {
        while self.mark(0, '[') {
            let inside = self.list('[', ']')?;
            let inside: Vec<_> = inside.iter().map(|it| it.to_text(true)).collect();
            of = Node::Leaf(format!("{}[{}]", of.to_text(false), inside.join(", ")));
        }
        Some(of)
    }

    fn case(&mut self) -> Option<Node> {
        let mut parts = Vec::new();
        if !self.word(0, "when") {
            parts.push(self.expression(0)?);
        }
        while self.take_word("when").is_some() {
            parts.push(Node::Call("when".to_owned(), vec![self.expression(0)?]));
            self.take_word("then")?;
            parts.push(self.expression(0)?);
        }
        let otherwise =
            if self.take_word("else").is_some() { self.expression(0)? } else { Node::Leaf("null".to_owned()) };
        parts.push(Node::Call("else".to_owned(), vec![otherwise]));
        self.take_word("end")?;
        Some(Node::Call("case".to_owned(), parts))
    }
}

/// Whether a value is among others; of one, that is equality.
fn member(of: Node, mut items: Vec<Node>, not: bool) -> Node {
    if items.len() == 1 {
        let item = items.remove(0);
        return Node::operator(if not { "<>" } else { "=" }, of, item);
    }
    Node::operator(if not { "not in" } else { "in" }, of, Node::Call(String::new(), items))
}

#[cfg(test)]
mod tests {
    use super::{canonical, differ};
    use crate::schema::Dialect;

    #[test]
    fn what_the_server_writes_is_what_was_written() {
        for (read, written) in [
            ("((age >= 0) AND (age < 150))", "age >= 0 AND age < 150"),
            ("((a > 0) OR ((b > 0) AND (c > 0)))", "a > 0 or b > 0 and c > 0"),
            ("((name)::text <> ''::text)", "name <> ''"),
            (
                "((status)::text = ANY ((ARRAY['a'::character varying, 'b'::character varying])::text[]))",
                "status IN ('a','b')",
            ),
            ("(status <> ALL (ARRAY['a'::status, 'b'::status]))", "status not in ('a', 'b')"),
            ("((price > (0)::numeric) AND (price <= 9.50))", "price BETWEEN 0.01 AND 9.5"),
            ("(lower((email)::text) ~~ '%@%'::text)", "lower(email) LIKE '%@%'"),
            ("((a + b) * c)", "(a+b)*c"),
            ("(a + (b * c))", "a + b * c"),
            ("CASE WHEN (a > 0) THEN 1 ELSE NULL::integer END", "case when a > 0 then 1 end"),
            ("(a IS NOT NULL)", "a is not null"),
            ("(a > '-1'::integer)", "a > -1"),
            ("(EXTRACT(year FROM made) > (2000)::numeric)", "extract(year from made) > 2000"),
            ("((\"Mixed\" || ' '::text) || other)", "\"Mixed\" || ' ' || other"),
            ("(NOT (a AND b))", "not (a and b)"),
        ] {
            let same = !written.contains("0.01");
            assert_eq!(canonical(Dialect::POSTGRES, read) == canonical(Dialect::POSTGRES, written), same, "{read}");
            let once = canonical(Dialect::POSTGRES, read);
            assert_eq!(canonical(Dialect::POSTGRES, &once), once, "levelled twice");
        }
        let different = [("(a + b) * c", "a + b * c"), ("a and (b or c)", "a and b or c"), ("a > 1", "a >= 1")];
        for (a, b) in different {
            assert_ne!(canonical(Dialect::POSTGRES, a), canonical(Dialect::POSTGRES, b));
        }
        for dialect in Dialect::ALL {
            assert!(different.iter().all(|(a, b)| differ(dialect, a, b)), "{dialect}");
            let alike = [("(a and (b and c))", "a and b and c"), ("((`a` + 1) * 2) > 0", "(a + 1) * 2 > 0")];
            assert!(!alike.iter().any(|(a, b)| differ(dialect, a, b)), "{dialect}");
        }
        // How strongly these bind is another thing on each engine.
        assert!(!differ(Dialect::MYSQL, "a | (b & c)", "a | b & c"));
        // A text of digits is no number.
        assert_ne!(canonical(Dialect::POSTGRES, "code = '007'"), canonical(Dialect::POSTGRES, "code = '7'"));
        assert_eq!(
            canonical(Dialect::POSTGRES, "price > '-1.50'::numeric"),
            canonical(Dialect::POSTGRES, "price > -1.5")
        );
    }
}
