//! SQL expressions and literals brought to one spelling, since no engine gives back what it was given.

use super::clock::{is_now, one_now};
use crate::schema::{ColumnType, DefaultValue, Dialect, Engines, Literal, Special, Spelling};
use crate::sql::{Kind, LexRules, Lexer};

use super::render::bytes_of;

/// A token of an expression that says something.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Token {
    /// A keyword, a bare name or the beginning of a number, as it is written.
    Word(String),
    /// A name in quotes, without them.
    Name(String),
    /// A string, without its quotes and escapes.
    Text(String),
    /// One character of punctuation.
    Mark(char),
}

impl Token {
    /// Whether it is this keyword, given in lower case.
    pub(super) fn is_word(&self, word: &str) -> bool {
        matches!(self, Self::Word(text) if text.eq_ignore_ascii_case(word))
    }

    /// Whether it is this character.
    pub(super) fn is_mark(&self, mark: char) -> bool {
        *self == Self::Mark(mark)
    }

    /// The name that it is, in quotes or not.
    pub(super) fn name(&self) -> Option<&str> {
        match self {
            Self::Word(text) | Self::Name(text) => Some(text),
            Self::Text(_) | Self::Mark(_) => None,
        }
    }
}

/// The tokens of `sql`. What comes after a quote that is never closed is left out: a catalog has none.
pub(super) fn tokens(dialect: Dialect, sql: &str) -> Vec<Token> {
    let mut tokens = Vec::new();
    for token in Lexer::new(dialect, sql).map_while(Result::ok) {
        let text = token.text(sql);
        match token.kind {
            Kind::Executed => tokens.extend(text.chars().map(Token::Mark)),
            kind => tokens.extend(token_of(dialect, kind, text)),
        }
    }
    tokens
}

/// The token that a text of this kind is, if it says something.
pub(super) fn token_of(dialect: Dialect, kind: Kind, text: &str) -> Option<Token> {
    match kind {
        Kind::Space | Kind::Comment => None,
        Kind::Word => Some(Token::Word(text.to_owned())),
        Kind::Name => kind.name(text).map(|name| Token::Name(name.into_owned())),
        Kind::Literal => kind.content(LexRules::of(dialect), text).map(|text| Token::Text(text.into_owned())),
        Kind::Executed | Kind::Other => text.chars().next().map(Token::Mark),
    }
}

/// One spelling for an expression: without what engines add by themselves (casts, character sets, parentheses around
/// the whole) and in one case and spacing.
pub(super) fn canonical(dialect: Dialect, tokens: Vec<Token>) -> String {
    spell(dialect, &level(dialect, tokens))
}

/// The words of an expression alone, without parentheses but those of calls: two that differ in these may mean the same to
/// an engine that writes all of them, or none that it can do without.
pub(super) fn loose(dialect: Dialect, sql: &str) -> String {
    const WORDS: &[&str] = &["and", "or", "not", "like", "between", "is", "when", "then", "else", "case", "xor", "any"];
    let mut kept: Vec<Token> = Vec::new();
    // Whether each parenthesis that is open was kept.
    let mut open = Vec::new();
    for token in level(dialect, tokens(dialect, sql)) {
        match token {
            Token::Mark('(') => {
                let call = matches!(kept.last(), Some(Token::Word(word)) if !WORDS.contains(&word.as_str()));
                open.push(call);
                if call {
                    kept.push(token);
                }
            }
            Token::Mark(')') => {
                if open.pop().unwrap_or_default() {
                    kept.push(token);
                }
            }
            token => kept.push(token),
        }
    }
    // Not equal has two signs.
    spell(dialect, &kept).replace("!=", "<>")
}

/// One spelling for the name of a type. How texts are sorted and which characters they may hold is not compared.
pub(super) fn canonical_type(dialect: Dialect, sql: &str) -> String {
    let tokens = level(dialect, tokens(dialect, sql));
    let mut kept = Vec::with_capacity(tokens.len());
    let mut at = 0;
    while at < tokens.len() {
        let word = |at: usize, word: &str| tokens.get(at).is_some_and(|token| token.is_word(word));
        if word(at, "collate") || word(at, "charset") {
            at += 2;
        } else if word(at, "character") && word(at + 1, "set") {
            at += 3;
        } else {
            kept.push(tokens[at].clone());
            at += 1;
        }
    }
    spell(dialect, &kept)
}

/// The default that the text of a catalog or of a statement says, for a column of the (levelled) type `ty`.
/// `None` for `NULL`, which is no default.
pub(super) fn read_default(dialect: Dialect, sql: &str, ty: &ColumnType) -> Option<DefaultValue> {
    let wording = dialect.engine().catalog().wording();
    let tokens = level(dialect, tokens(dialect, sql));
    let literal = match tokens.as_slice() {
        [] => return None,
        [word] if word.is_word("null") => return None,
        [word] if word.is_word("true") => Some(Literal::Bool(true)),
        [word] if word.is_word("false") => Some(Literal::Bool(false)),
        tokens if is_now(dialect, tokens, ty) => return Some(DefaultValue::Now),
        [Token::Text(text)] => Some(Literal::Text(text.clone())),
        // Bits, of which the zeros in front say nothing.
        [word, Token::Text(text)] if word.is_word("b") => {
            let digits = text.trim_start_matches('0');
            Some(Literal::Text(if digits.is_empty() { "0" } else { digits }.to_owned()))
        }
        [word, Token::Text(text)] if word.is_word("x") => Some(Literal::Bytes(text.to_ascii_lowercase())),
        [word, Token::Mark('('), Token::Text(text), Token::Mark(')')] if word.is_word("unhex") => {
            Some(Literal::Bytes(text.to_ascii_lowercase()))
        }
        // A text by its bytes.
        [
            convert,
            Token::Mark('('),
            unhex,
            Token::Mark('('),
            Token::Text(hex),
            Token::Mark(')'),
            using,
            Token::Word(charset),
            Token::Mark(')'),
        ] if convert.is_word("convert") && unhex.is_word("unhex") && using.is_word("using") && charset == "utf8mb4" => {
            bytes_of(hex).and_then(|bytes| String::from_utf8(bytes).ok()).map(Literal::Text)
        }
        // A number, unless it is one of bytes.
        [Token::Word(text)] if wording.hexadecimal_bytes && text.len() > 2 && text[..2].eq_ignore_ascii_case("0x") => {
            Some(Literal::Bytes(text[2..].to_ascii_lowercase()))
        }
        tokens => number(tokens).map(Literal::Number),
    };
    let literal = literal.and_then(|literal| (wording.kept)(literal, &spell(dialect, &tokens).replace(' ', ""), ty));
    Some(match literal {
        Some(literal) => DefaultValue::Literal(literal),
        None => DefaultValue::Sql(Spelling::any(spell(dialect, &tokens))),
    })
}

/// The default that the text of a catalog says, as it is kept: an expression stays as it is written, for the type of a value
/// may hang on its cast. Two of them are levelled when they are compared.
pub(super) fn written_default(dialect: Dialect, sql: &str, ty: &ColumnType) -> Option<DefaultValue> {
    Some(match read_default(dialect, sql, ty)? {
        DefaultValue::Sql(_) => DefaultValue::Sql(Spelling::any(sql)),
        value => value,
    })
}

pub(super) fn level(dialect: Dialect, tokens: Vec<Token>) -> Vec<Token> {
    let tokens = without_casts(dialect, tokens);
    let mut levelled: Vec<Token> = Vec::with_capacity(tokens.len());
    let mut rest = tokens.into_iter().peekable();
    while let Some(token) = rest.next() {
        let token = match token {
            // MySQL tells the character set of every string: _utf8mb4'x'.
            Token::Word(word) if word.starts_with('_') && matches!(rest.peek(), Some(Token::Text(_))) => continue,
            Token::Word(word) => Token::Word(one_name(dialect, word.to_lowercase())),
            // A name that needs no quotes is the same without.
            Token::Name(name) if is_plain(&name) => Token::Word(name),
            other => other,
        };
        levelled.push(token);
    }
    without_parentheses(one_now(dialect, levelled))
}

/// One name for functions that have several.
fn one_name(dialect: Dialect, word: String) -> String {
    let names = dialect.engine().catalog().wording().synonyms;
    names.iter().find(|(name, _)| *name == word).map_or(word, |(_, other)| (*other).to_owned())
}

/// Takes out `::type`, `CAST(… AS type)` of a literal, and the type before a string (`interval '1 day'`).
fn without_casts(dialect: Dialect, tokens: Vec<Token>) -> Vec<Token> {
    if !dialect.engine().catalog().wording().casts {
        return tokens;
    }
    let mut kept = Vec::with_capacity(tokens.len());
    let mut at = 0;
    while at < tokens.len() {
        let rest = &tokens[at..];
        if let [Token::Mark(':'), Token::Mark(':'), ty @ ..] = rest {
            // The server writes a negative number so.
            if let Some(Token::Text(text)) = kept.last_mut()
                && ty.first().is_some_and(is_number_type)
                && let Some(number) = canonical_number(text)
            {
                *text = number;
            }
            at += 2 + type_length(ty);
        } else if let Some(length) = Some(type_length(rest)).filter(|length| *length > 0)
            && is_type(&rest[0])
            && matches!(rest.get(length), Some(Token::Text(_)))
        {
            at += length;
        } else {
            kept.push(rest[0].clone());
            at += 1;
        }
    }
    kept
}

fn is_number_type(token: &Token) -> bool {
    ["integer", "bigint", "smallint", "numeric", "decimal", "real", "double", "int", "int2", "int4", "int8"]
        .iter()
        .any(|name| token.is_word(name))
}

/// The types that may stand before a string to say how it is to be read.
fn is_type(token: &Token) -> bool {
    ["interval", "date", "time", "timestamp", "timestamptz", "uuid", "json", "jsonb", "bytea", "numeric"]
        .iter()
        .any(|name| token.is_word(name))
}

/// How many tokens in front of `tokens` are a type of PostgreSQL: `character varying(80)`, `app.status`, `text[]`.
fn type_length(tokens: &[Token]) -> usize {
    let word = |at: usize, word: &str| tokens.get(at).is_some_and(|token| token.is_word(word));
    let mark = |at: usize, mark: char| tokens.get(at).is_some_and(|token| token.is_mark(mark));
    if tokens.first().and_then(Token::name).is_none() {
        return 0;
    }
    let mut at = 1;
    while mark(at, '.') && tokens.get(at + 1).and_then(Token::name).is_some() {
        at += 2;
    }
    if (word(0, "double") && word(1, "precision")) || ((word(0, "character") || word(0, "bit")) && word(1, "varying")) {
        at = 2;
    }
    if mark(at, '(') {
        at += tokens[at..].iter().position(|token| token.is_mark(')')).map_or(0, |end| end + 1);
    }
    if (word(at, "with") || word(at, "without")) && word(at + 1, "time") && word(at + 2, "zone") {
        at += 3;
    }
    while mark(at, '[') && mark(at + 1, ']') {
        at += 2;
    }
    at
}

/// Takes off parentheses around the whole, and around a single token that no call stands before.
fn without_parentheses(mut tokens: Vec<Token>) -> Vec<Token> {
    loop {
        let mut depth = 0_usize;
        let closes = tokens.iter().position(|token| {
            match token {
                Token::Mark('(') => depth += 1,
                Token::Mark(')') => depth = depth.saturating_sub(1),
                _ => {}
            }
            depth == 0
        });
        if tokens.len() > 1 && tokens[0].is_mark('(') && closes == Some(tokens.len() - 1) {
            tokens.pop();
            tokens.remove(0);
        } else {
            return tokens;
        }
    }
}

/// Whether a name is the same in quotes and without.
fn is_plain(name: &str) -> bool {
    let word = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_';
    name.chars().all(word) && !name.starts_with(|c: char| c.is_ascii_digit()) && !name.is_empty()
}

/// Writes tokens as a person would.
fn spell(dialect: Dialect, tokens: &[Token]) -> String {
    let escapes = LexRules::of(dialect).backslash_escapes;
    let mut text = String::new();
    for (at, token) in tokens.iter().enumerate() {
        let before = at.checked_sub(1).map(|before| &tokens[before]);
        let call = matches!(before, Some(Token::Word(word)) if !["in", "and", "or", "not"].contains(&word.as_str()));
        let tight = match (before, token) {
            (None, _) | (_, Token::Mark(')' | ',' | '.' | ']')) | (Some(Token::Mark('(' | '.' | '[')), _) => true,
            (_, Token::Mark('(' | '[')) => call,
            (Some(Token::Mark(a)), Token::Mark(b)) => {
                [('<', '='), ('>', '='), ('<', '>'), ('!', '='), ('=', '='), ('|', '|'), ('<', '<'), ('>', '>')]
                    .contains(&(*a, *b))
            }
            (Some(Token::Word(word)), Token::Text(_)) => word == "x",
            _ => false,
        };
        if !tight {
            text.push(' ');
        }
        match token {
            Token::Word(word) => text.push_str(word),
            Token::Name(name) if escapes => text.push_str(&format!("`{}`", name.replace('`', "``"))),
            Token::Name(name) => text.push_str(&format!("\"{}\"", name.replace('"', "\"\""))),
            Token::Text(content) => {
                let content = if escapes { content.replace('\\', "\\\\") } else { content.clone() };
                text.push_str(&format!("'{}'", content.replace('\'', "''")));
            }
            Token::Mark(mark) => text.push(*mark),
        }
    }
    text
}

/// A number, if that is what the tokens are: `-1`, `0.50`, `1e-5`.
fn number(tokens: &[Token]) -> Option<String> {
    let mut text = String::new();
    for token in tokens {
        match token {
            Token::Word(word) => text.push_str(word),
            Token::Mark(mark @ ('-' | '+' | '.')) => text.push(*mark),
            // PostgreSQL writes (-1).
            Token::Mark('(' | ')') => {}
            Token::Mark(_) | Token::Name(_) | Token::Text(_) => return None,
        }
    }
    canonical_number(&text)
}

/// One spelling for a decimal number; `None` for what is not one.
pub(super) fn canonical_number(text: &str) -> Option<String> {
    let value: f64 = text.parse().ok()?;
    if !text.starts_with(|c: char| c.is_ascii_digit() || "+-.".contains(c)) || !value.is_finite() {
        return None;
    }
    if text.contains(['e', 'E']) {
        return Some(value.to_string());
    }
    let (sign, digits) = match text.strip_prefix('-') {
        Some(digits) => ("-", digits),
        None => ("", text.trim_start_matches('+')),
    };
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    let whole = Some(whole.trim_start_matches('0')).filter(|whole| !whole.is_empty()).unwrap_or("0");
    let fraction = fraction.trim_end_matches('0');
    let digits = if fraction.is_empty() { whole.to_owned() } else { format!("{whole}.{fraction}") };
    Some(if digits == "0" { digits } else { format!("{sign}{digits}") })
}

/// The literal as a column of this type means it: engines hold `'1'` and `1`, `1` and `true` for the same there.
pub(super) fn typed(literal: Literal, ty: &ColumnType) -> Literal {
    match (ty, literal) {
        (ColumnType::Bool, Literal::Number(digits)) if digits == "0" || digits == "1" => Literal::Bool(digits == "1"),
        (ColumnType::Bool, Literal::Text(text)) => match text.to_ascii_lowercase().as_str() {
            "t" | "true" | "1" => Literal::Bool(true),
            "f" | "false" | "0" => Literal::Bool(false),
            _ => Literal::Text(text),
        },
        (ColumnType::Int { .. } | ColumnType::Float { .. } | ColumnType::Decimal { .. }, Literal::Text(text)) => {
            canonical_number(&text).map_or(Literal::Text(text), Literal::Number)
        }
        (ColumnType::Int { .. }, Literal::Bool(value)) => Literal::Number(u8::from(value).to_string()),
        (ColumnType::Text { .. } | ColumnType::Char | ColumnType::FixedText { .. }, Literal::Number(digits)) => {
            Literal::Text(digits)
        }
        (ColumnType::Special(Special::Year), Literal::Text(text)) => {
            canonical_number(&text).map_or(Literal::Text(text), Literal::Number)
        }
        (ColumnType::Bytes { .. } | ColumnType::FixedBytes { .. } | ColumnType::Uuid, Literal::Text(text)) => {
            bytes(text)
        }
        (
            ColumnType::Date | ColumnType::Time { .. } | ColumnType::DateTime { .. } | ColumnType::TimestampTz { .. },
            Literal::Text(text),
        ) => Literal::Text(moment(&text)),
        (ColumnType::Json, Literal::Text(text)) => {
            let document = serde_json::from_str::<serde_json::Value>(&text);
            Literal::Text(document.map_or(text, |document| document.to_string()))
        }
        (_, literal) => literal,
    }
}

/// Bytes that PostgreSQL writes as text: `\x00ff`.
fn bytes(text: String) -> Literal {
    match text.strip_prefix("\\x") {
        Some(hex) if hex.chars().all(|c| c.is_ascii_hexdigit()) => Literal::Bytes(hex.to_ascii_lowercase()),
        _ => Literal::Text(text),
    }
}

/// One spelling for a date, a time or both: without `T`, a zone of zero, a fraction of zero and midnight.
fn moment(text: &str) -> String {
    let mut moment = text.replacen('T', " ", 1);
    for zone in ["Z", "+00:00", "+00"] {
        moment = moment.strip_suffix(zone).unwrap_or(&moment).to_owned();
    }
    if moment.contains('.') {
        moment = moment.trim_end_matches('0').trim_end_matches('.').to_owned();
    }
    moment.strip_suffix(" 00:00:00").unwrap_or(&moment).to_owned()
}

#[cfg(test)]
mod tests {
    use super::{canonical_type, read_default, tokens};
    use crate::schema::{ColumnType, DefaultValue, Dialect, Literal, Spelling};

    fn default(dialect: Dialect, sql: &str, ty: &str) -> String {
        let ty: ColumnType = ty.parse().unwrap();
        read_default(dialect, sql, &ty).map_or("none".to_owned(), |default| default.to_string())
    }

    #[test]
    fn defaults_read_alike_however_they_are_spelled() {
        for (dialect, sql, ty, expected) in [
            (Dialect::POSTGRES, "'x'::character varying", "varchar(5)", "\"x\""),
            (Dialect::POSTGRES, "'it''s'::text", "text", "\"it's\""),
            (Dialect::POSTGRES, "'-1'::integer", "i32", "-1"),
            (Dialect::POSTGRES, "(-1)", "i32", "-1"),
            (Dialect::POSTGRES, "'0.50'::numeric(10,2)", "decimal(10,2)", "0.5"),
            (Dialect::POSTGRES, "'1000000000'::double precision", "f64", "1000000000"),
            (Dialect::POSTGRES, "CURRENT_TIMESTAMP", "timestamptz", "now()"),
            (Dialect::POSTGRES, "now()", "timestamptz", "now()"),
            (Dialect::POSTGRES, "now()", "datetime", "sql(now())"),
            (Dialect::POSTGRES, "(now() AT TIME ZONE 'UTC'::text)", "datetime", "now()"),
            (Dialect::POSTGRES, "'{\"a\": 1}'::jsonb", "json", "\"{\\\"a\\\":1}\""),
            (Dialect::POSTGRES, "'\\x00ff'::bytea", "bytes", "x'00ff'"),
            (Dialect::POSTGRES, "'2020-01-01 00:00:00+00'::timestamp with time zone", "timestamptz", "\"2020-01-01\""),
            (Dialect::POSTGRES, "true", "bool", "true"),
            (Dialect::POSTGRES, "NULL::character varying", "varchar(5)", "none"),
            (Dialect::MYSQL, "_utf8mb4'a\\'b'", "text", "\"a'b\""),
            (Dialect::MYSQL, "CURRENT_TIMESTAMP(6)", "datetime", "now()"),
            (Dialect::MARIADB, "current_timestamp(6)", "datetime", "now()"),
            (Dialect::MARIADB, "curdate()", "date", "now()"),
            (Dialect::MARIADB, "curdate()", "datetime", "sql(current_date)"),
            (Dialect::POSTGRES, "CURRENT_DATE", "timestamptz", "sql(current_date)"),
            (Dialect::POSTGRES, "CURRENT_DATE", "date", "now()"),
            (Dialect::POSTGRES, "LOCALTIME", "time", "now()"),
            (Dialect::SQLITE, "CURRENT_TIMESTAMP", "date", "sql(current_timestamp)"),
            (Dialect::SQLITE, "CURRENT_TIME", "time", "now()"),
            (Dialect::MARIADB, "1", "bool", "true"),
            (Dialect::MARIADB, "NULL", "text", "none"),
            (Dialect::MYSQL, "0x00FF", "bytes", "x'00ff'"),
            (Dialect::MYSQL, "unhex(_utf8mb3'00FF')", "bytes", "x'00ff'"),
            (Dialect::MYSQL, "convert(unhex(_utf8mb4'C39F') using utf8mb4)", "text", "\"ß\""),
            (Dialect::MARIADB, "lcase('a\\\\b')", "text", "sql(lower('a\\\\b'))"),
            (Dialect::SQLITE, "(CURRENT_TIMESTAMP)", "timestamptz", "now()"),
            (Dialect::SQLITE, "X'00FF'", "bytes", "x'00ff'"),
            (Dialect::SQLITE, "TRUE", "bool", "true"),
            (Dialect::SQLITE, "- 1.50", "f64", "-1.5"),
            (Dialect::SQLITE, "'null'", "text", "\"null\""),
            (Dialect::SQLITE, "'f'", "bool", "sql('f')"),
            (Dialect::SQLITE, "'1'", "bool", "true"),
            (Dialect::SQLITE, "'7'", "i32", "7"),
            (Dialect::SQLITE, "7", "text", "\"7\""),
            (Dialect::SQLITE, "1.50", "text", "sql(1.50)"),
            (Dialect::SQLITE, "1.0", "bytes", "sql(1.0)"),
            (Dialect::SQLITE, "'\\x00ff'", "bytes", "\"\\\\x00ff\""),
            (Dialect::SQLITE, "0x10", "i32", "sql(0x10)"),
            (Dialect::SQLITE, "'2020-01-01 00:00:00'", "datetime", "\"2020-01-01 00:00:00\""),
        ] {
            assert_eq!(default(dialect, sql, ty), expected, "{dialect}: {sql}");
        }
    }

    #[test]
    fn an_expression_is_kept_with_its_casts() {
        let ty: ColumnType = "text".parse().unwrap();
        for (dialect, sql) in [
            (Dialect::POSTGRES, "ARRAY[]::text[]"),
            (Dialect::POSTGRES, "(now() - '1 day'::interval)"),
            (Dialect::MYSQL, "concat(curdate(),'A')"),
        ] {
            assert_eq!(super::written_default(dialect, sql, &ty), Some(DefaultValue::Sql(Spelling::any(sql))));
        }
        let text = super::written_default(Dialect::POSTGRES, "'x'::text", &ty);
        assert_eq!(text, Some(DefaultValue::Literal(Literal::Text("x".to_owned()))));
    }

    fn canonical(dialect: Dialect, sql: &str) -> String {
        super::canonical(dialect, tokens(dialect, sql))
    }

    #[test]
    fn expressions_lose_what_engines_add() {
        let pairs = [
            (Dialect::POSTGRES, "(now() + '1 day'::interval)", "now() + interval '1 day'"),
            (Dialect::POSTGRES, "lower('X'::text)", "LOWER('X')"),
            (Dialect::POSTGRES, "timezone('utc'::text, now())", "timezone('utc', CURRENT_TIMESTAMP)"),
            (Dialect::POSTGRES, "'a'::app.\"Status\"", "'a'"),
            (Dialect::MYSQL, "concat(_utf8mb4'a',uuid())", "CONCAT('a', UUID())"),
            (Dialect::SQLITE, "(\"a\"  +  1)", "a + 1"),
        ];
        for (dialect, read, declared) in pairs {
            assert_eq!(canonical(dialect, read), canonical(dialect, declared));
            let once = canonical(dialect, read);
            assert_eq!(canonical(dialect, &once), once, "levelled twice");
        }
        assert_eq!(canonical(Dialect::SQLITE, "(a) + (b)"), "(a) + (b)");
    }

    #[test]
    fn types_are_compared_without_collation() {
        for (dialect, text, expected) in [
            (Dialect::SQLITE, "TEXT COLLATE NOCASE", "text"),
            (Dialect::POSTGRES, "text COLLATE \"C\"", "text"),
            (Dialect::MYSQL, "VARCHAR(5) CHARACTER SET ascii COLLATE ascii_bin", "varchar(5)"),
            (Dialect::MYSQL, "enum('a','b\\\\c')", "enum('a', 'b\\\\c')"),
        ] {
            assert_eq!(canonical_type(dialect, text), expected);
            assert_eq!(canonical_type(dialect, expected), expected, "levelled twice");
        }
    }
}
