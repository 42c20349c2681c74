//! The values of keys.

use std::collections::{BTreeMap, BTreeSet};

use proc_macro2::{Ident, TokenStream, TokenTree};
use syn::ext::IdentExt as _;
use syn::parse::{Parse, ParseStream, Parser as _};
use syn::{Lit, LitInt, LitStr};

use super::ProblemKind;
use super::entry::{Body, Entry, Inner, parts};
use super::nearest::did_you_mean;
use super::{Case, Collector};
use crate::schema::{Action, ColumnType, Dialect, Special, Spelling};

impl Entry {
    /// `key` alone; true unless something follows it.
    pub(super) fn flag(self, problems: &mut Collector) -> bool {
        match &self.body {
            Body::Nothing => return true,
            // Empty brackets have no place of their own.
            Body::Value(tokens) | Body::List(tokens) if tokens.is_empty() => {
                problems.report(ProblemKind::AttributeSyntax, &self.key, format!("`{}` takes no value", self.name()));
            }
            Body::Value(tokens) | Body::List(tokens) => {
                problems.report(ProblemKind::AttributeSyntax, tokens, format!("`{}` takes no value", self.name()));
            }
        }
        false
    }

    /// `key = "text"`, not empty.
    pub(super) fn text(self, problems: &mut Collector) -> Option<LitStr> {
        let text: LitStr = self.value("a text in double quotes", problems)?;
        let value = text.value();
        // A name may well be a blank: some engines take it. So may a comment.
        let is_name =
            ["column", "table", "name", "namespace", "unique", "index", "comment"].iter().any(|key| self.key == key);
        if if is_name { value.is_empty() } else { value.trim().is_empty() } {
            problems.report(ProblemKind::InvalidAttributeValue, &text, format!("`{}` is empty", self.key.unraw()));
            return None;
        }
        Some(text)
    }

    /// `key = "text"`, which may be empty.
    pub(super) fn any_text(self, problems: &mut Collector) -> Option<String> {
        self.value("a text in double quotes", problems).map(|text: LitStr| text.value())
    }

    /// `key = "text"`, `key("text", "text")`.
    pub(super) fn texts(self, problems: &mut Collector) -> Vec<String> {
        let Body::List(list) = self.body else {
            return self.text(problems).into_iter().map(|text| text.value()).collect();
        };
        let mut texts = Vec::new();
        for part in parts(list, problems) {
            let tokens: TokenStream = part.into_iter().collect();
            match syn::parse2::<LitStr>(tokens.clone()) {
                Ok(text) => texts.push(text.value()),
                Err(_) => {
                    problems.report(ProblemKind::InvalidAttributeValue, &tokens, "expected a text in double quotes")
                }
            }
        }
        if texts.is_empty() {
            problems.report(ProblemKind::InvalidAttributeValue, &self.key, format!("`{}` is empty", self.key.unraw()));
        }
        texts
    }

    /// `key = 80`.
    pub(super) fn number<N: std::str::FromStr<Err: std::fmt::Display>>(&self, problems: &mut Collector) -> Option<N> {
        let number: LitInt = self.value("a whole number", problems)?;
        match number.base10_parse() {
            Ok(value) => Some(value),
            Err(error) => {
                problems.report(ProblemKind::InvalidAttributeValue, &number, format!("`{}`: {error}", self.name()));
                None
            }
        }
    }

    /// `crate = "db::schema_core"`.
    pub(super) fn crate_path(self, problems: &mut Collector) -> Option<String> {
        let text = self.text(problems)?;
        match syn::parse_str::<syn::Path>(&text.value()) {
            Ok(_) => Some(text.value()),
            Err(_) => {
                let message = "expected the path of `schema-core`, as in `db::schema_core`";
                problems.report(ProblemKind::InvalidAttributeValue, &text, message);
                None
            }
        }
    }

    /// `rename_all = "snake_case"`.
    pub(super) fn case(self, problems: &mut Collector) -> Option<Case> {
        let text = self.text(problems)?;
        let case = Case::parse(&text.value());
        if case.is_none() {
            let names: Vec<String> = Case::ALL.iter().map(|case| format!("`{}`", case.name())).collect();
            problems.report(
                ProblemKind::InvalidAttributeValue,
                &text,
                format!("no case is called `{}`: there are {}", text.value(), names.join(", ")),
            );
        }
        case
    }

    /// `type = "varchar(80)"`.
    pub(super) fn column_type(self, problems: &mut Collector) -> Option<ColumnType> {
        const NAMES: [&str; 29] = [
            "bool",
            "i8",
            "i16",
            "i32",
            "i64",
            "u8",
            "u16",
            "u32",
            "u64",
            "f32",
            "f64",
            "decimal(10,2)",
            "char",
            "text",
            "varchar(80)",
            "bytes",
            "date",
            "time",
            "datetime",
            "timestamptz",
            "uuid",
            "json",
            "i24",
            "binary(16)",
            "bit(8)",
            "enum(status)",
            "set(rights)",
            "array(text)",
            "vector(3)",
        ];
        let text = self.text(problems)?;
        let parsed = text.value().parse();
        if parsed.is_err() {
            let special = Special::ALL.iter().map(|special| special.name());
            let near = did_you_mean(&text.value(), NAMES.into_iter().chain(special));
            let help = if near.is_empty() {
                format!(
                    "; available: {}, and types of one database such as inet; for any other SQL type write `native = \"...\"`",
                    NAMES.join(", ")
                )
            } else {
                near
            };
            problems.report(ProblemKind::UnknownType, &text, format!("`{}` is not a column type{help}", text.value()));
        }
        parsed.ok()
    }

    /// `key = "sql"`, `key("sql", postgres = "sql")`.
    pub(super) fn spelling(self, problems: &mut Collector) -> Option<Spelling> {
        self.spelling_beside(&[], problems, |_, _| ())
    }

    /// `repair = "sql"`, `repair("sql", postgres = "sql")`, `repair(none)`.
    pub(super) fn repair(self, problems: &mut Collector) -> Spelling {
        const NONE: &str = "none";
        match &self.body {
            Body::List(list) if only_word(list).is_some_and(|word| word == NONE) => return Spelling::any(NONE),
            Body::Value(tokens) if tokens.to_string() == format!("{NONE:?}") => {
                problems.report(
                    ProblemKind::InvalidAttributeValue,
                    tokens,
                    "`repair = \"none\"` is written `repair(none)`",
                );
                return Spelling::default();
            }
            _ => {}
        }
        self.spelling(problems).unwrap_or_default()
    }

    /// `native = "inet"`.
    pub(super) fn native(self, problems: &mut Collector) -> Option<Spelling> {
        if let Body::List(list) = &self.body {
            let at = super::entry::first_span(list, self.key.span());
            let message = "the SQL type of one dialect is written `postgres(type = \"citext\")`, that of all of them \
                           `native = \"...\"`";
            problems.report_at(ProblemKind::AttributeSyntax, at, message.to_owned());
            return None;
        }
        self.text(problems).map(|text| Spelling::any(text.value()))
    }

    /// Refuses `key = "sql"` for a key whose SQL stands in its list.
    pub(super) fn sql_in_list(&self, problems: &mut Collector) -> bool {
        let Body::Value(tokens) = &self.body else { return true };
        let name = self.name();
        problems.report(
            ProblemKind::AttributeSyntax,
            tokens,
            format!("`{name} = {tokens}` is written `{name}({tokens})`"),
        );
        false
    }

    /// The same where keys of its own may stand in the list, which `take` takes: `key("sql", postgres = "sql", stored)`.
    pub(super) fn spelling_beside(
        self,
        keys: &'static [&'static str],
        problems: &mut Collector,
        mut take: impl FnMut(Self, &mut Collector),
    ) -> Option<Spelling> {
        let name = self.name();
        let Body::List(list) = self.body else {
            return self.text(problems).map(|text| Spelling::any(text.value()));
        };
        let mut inner = Inner::new("", keys);
        let mut spelling = Spelling::default();
        for part in parts(list, problems) {
            if let [TokenTree::Literal(_)] = part.as_slice() {
                let tokens: TokenStream = part.into_iter().collect();
                match syn::parse2::<LitStr>(tokens.clone()) {
                    Ok(text) if text.value().trim().is_empty() => {
                        problems.report(ProblemKind::InvalidAttributeValue, &text, format!("`{name}` is empty"));
                    }
                    Ok(text) if spelling.any.is_none() => spelling.any = Some(text.value()),
                    Ok(text) => problems.report(
                        ProblemKind::RepeatedAttribute,
                        &text,
                        format!("`{name}` has two texts for all dialects"),
                    ),
                    Err(_) => {
                        problems.report(ProblemKind::InvalidAttributeValue, &tokens, "expected a text in double quotes")
                    }
                }
                continue;
            }
            let Some(entry) = Self::parse(part, problems) else { continue };
            let (key, called) = (entry.key.clone(), entry.name());
            if inner.knows(&called) {
                if inner.admits(&entry, problems) {
                    take(entry, problems);
                }
                continue;
            }
            match called.parse::<Dialect>() {
                Ok(dialect) => {
                    let Some(text) = entry.text(problems) else { continue };
                    if spelling.per_dialect.insert(dialect, text.value()).is_some() {
                        problems.report(ProblemKind::RepeatedAttribute, &key, format!("`{dialect}` is given twice"));
                    }
                }
                Err(unknown) if keys.is_empty() => {
                    problems.report(ProblemKind::UnknownAttribute, &key, unknown.to_string())
                }
                Err(unknown) => {
                    let near = did_you_mean(&called, keys.iter().copied());
                    let message = if near.is_empty() {
                        format!("{unknown}; other keys in `{name}` are `{}`", keys.join("`, `"))
                    } else {
                        format!("unknown key `{called}` in `{name}`{near}")
                    };
                    problems.report(ProblemKind::UnknownAttribute, &key, message);
                }
            }
        }
        if spelling.is_empty() {
            problems.report(ProblemKind::InvalidAttributeValue, &self.key, format!("`{name}` is empty"));
            return None;
        }
        Some(spelling)
    }

    /// `start = 1000`, `increment(number = "-1")`.
    pub(super) fn signed(self, problems: &mut Collector) -> Option<i64> {
        let key = self.key.clone();
        let value = match &self.body {
            Body::Value(tokens) if tokens.to_string().starts_with('-') => {
                let digits = tokens.to_string().replace(' ', "");
                let message = format!("a negative number is written `{}(number = {digits:?})`", self.name());
                problems.report(ProblemKind::InvalidAttributeValue, tokens, message);
                return None;
            }
            Body::List(list) => {
                let mut digits = None;
                let mut inner = Inner::new("a number", &["number"]);
                for part in parts(list.clone(), problems) {
                    let Some(entry) = Self::parse(part, problems) else { continue };
                    if inner.admits(&entry, problems) {
                        digits = entry.digits(problems);
                    }
                }
                digits?.parse()
            }
            _ => {
                let number: LitInt = self.value("a whole number", problems)?;
                number.base10_digits().parse()
            }
        };
        if value.is_err() {
            let message = format!("`{}` does not fit into 64 bits", self.name());
            problems.report(ProblemKind::InvalidAttributeValue, &key, message);
        }
        value.ok()
    }

    /// `on_update(now)`; true unless it is something else.
    pub(super) fn now(&self, problems: &mut Collector) -> bool {
        self.word(&[("now", ())], problems).is_some()
    }

    /// `method(gin)`: one of some words.
    pub(super) fn word<T: Copy>(&self, words: &[(&'static str, T)], problems: &mut Collector) -> Option<T> {
        let key = self.name();
        let names = || words.iter().map(|(name, _)| *name);
        let wanted = || format!("one of `{}`", names().collect::<Vec<_>>().join("`, `"));
        let list = match &self.body {
            Body::List(list) => list,
            Body::Value(tokens) => {
                let text = tokens.to_string().replace([' ', '"', '(', ')'], "");
                let word =
                    if names().any(|name| name == text) { text } else { names().next().unwrap_or_default().to_owned() };
                problems.report(ProblemKind::AttributeSyntax, tokens, format!("`{key}` is written `{key}({word})`"));
                return None;
            }
            Body::Nothing => {
                let message = format!("`{key}` wants a word in parentheses: {}", wanted());
                problems.report(ProblemKind::AttributeSyntax, &self.key, message);
                return None;
            }
        };
        let Some(word) = only_word(list) else {
            let at = super::entry::first_span(list, self.key.span());
            problems.report_at(ProblemKind::AttributeSyntax, at, format!("`{key}` is {}", wanted()));
            return None;
        };
        let name = word.unraw().to_string();
        let found = words.iter().find(|(known, _)| *known == name).map(|(_, value)| *value);
        if found.is_none() {
            let near = did_you_mean(&name, names());
            let near = if near.is_empty() { format!(": it is {}", wanted()) } else { near };
            problems.report(ProblemKind::InvalidAttributeValue, &word, format!("`{key}` cannot be `{name}`{near}"));
        }
        found
    }

    /// `on_delete(cascade)`.
    pub(super) fn action(self, problems: &mut Collector) -> Action {
        const ACTIONS: [(&str, Action); 5] = [
            ("no_action", Action::NoAction),
            ("restrict", Action::Restrict),
            ("cascade", Action::Cascade),
            ("set_null", Action::SetNull),
            ("set_default", Action::SetDefault),
        ];
        self.word(&ACTIONS, problems).unwrap_or_default()
    }

    /// `only(postgres, sqlite)`.
    pub(super) fn dialects(self, problems: &mut Collector) -> BTreeSet<Dialect> {
        let name = self.name();
        let mut dialects = BTreeSet::new();
        let Body::List(list) = self.body else {
            problems.report(
                ProblemKind::AttributeSyntax,
                &self.key,
                format!("write `{name}(postgres, sqlite)` with the dialects that it is for"),
            );
            return dialects;
        };
        for part in parts(list, problems) {
            let Some(entry) = Self::parse(part, problems) else { continue };
            let key = entry.key.clone();
            match entry.name().parse() {
                Ok(dialect) if entry.flag(problems) && !dialects.insert(dialect) => {
                    problems.report(ProblemKind::RepeatedAttribute, &key, format!("`{dialect}` is given twice"));
                }
                Ok(_) => {}
                Err(unknown) => problems.report(ProblemKind::InvalidAttributeValue, &key, unknown.to_string()),
            }
        }
        if dialects.is_empty() {
            problems.report(ProblemKind::InvalidAttributeValue, &self.key, format!("`{name}` names no dialect"));
        }
        dialects
    }

    /// `with(fillfactor = 70)`.
    pub(super) fn parameters(self, problems: &mut Collector) -> BTreeMap<String, String> {
        let name = self.name();
        let mut parameters = BTreeMap::new();
        let Body::List(list) = self.body else {
            problems.report(ProblemKind::AttributeSyntax, &self.key, format!("write `{name}(fillfactor = 70)`"));
            return parameters;
        };
        for part in parts(list, problems) {
            let Some(entry) = Self::parse(part, problems) else { continue };
            let Some(Parameter(value)) = entry.value("a number, `true`, `false` or a text in double quotes", problems)
            else {
                continue;
            };
            if parameters.insert(entry.name(), value).is_some() {
                problems.report(
                    ProblemKind::RepeatedAttribute,
                    &entry.key,
                    format!("`{}` is given twice", entry.name()),
                );
            }
        }
        if parameters.is_empty() {
            problems.report(ProblemKind::InvalidAttributeValue, &self.key, format!("`{name}` is empty"));
        }
        parameters
    }

    /// `key = value` where the value is a `T`; `wanted` says what that is.
    pub(super) fn value<T: Parse>(&self, wanted: &str, problems: &mut Collector) -> Option<T> {
        let name = self.name();
        match &self.body {
            Body::Value(tokens) => {
                let value = syn::parse2(tokens.clone());
                if value.is_err() {
                    problems.report(ProblemKind::InvalidAttributeValue, tokens, format!("`{name}` is {wanted}"));
                }
                value.ok()
            }
            Body::Nothing => {
                problems.report(
                    ProblemKind::AttributeSyntax,
                    &self.key,
                    format!("`{name}` wants a value: `{name} = ...` with {wanted}"),
                );
                None
            }
            Body::List(list) => {
                let at = super::entry::first_span(list, self.key.span());
                problems.report_at(
                    ProblemKind::AttributeSyntax,
                    at,
                    format!("`{name}` is written `{name} = ...` with {wanted}"),
                );
                None
            }
        }
    }
}

/// The word that a list is, if it is one alone.
pub(super) fn only_word(list: &TokenStream) -> Option<Ident> {
    Ident::parse_any.parse2(list.clone()).ok()
}

/// A value of a storage parameter.
struct Parameter(String);

impl Parse for Parameter {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        if input.peek(syn::Token![-]) {
            return Err(input.error("a negative number stands in double quotes"));
        }
        Ok(Self(match input.parse()? {
            Lit::Int(number) => number.base10_digits().to_owned(),
            Lit::Float(number) => number.base10_digits().to_owned(),
            Lit::Bool(value) => value.value().to_string(),
            Lit::Str(text) => text.value(),
            other => return Err(syn::Error::new_spanned(other, "expected another literal")),
        }))
    }
}
