//! The values of keys.

use proc_macro2::{Ident, TokenStream, TokenTree};
use syn::ext::IdentExt as _;
use syn::parse::{Parse, ParseStream, Parser as _};
use syn::{Lit, LitInt, LitStr, Path, Token};

use super::collector::position;
use super::entry::{Body, Entry, parts};
use super::nearest::did_you_mean;
use super::{Case, Collector, Key, Reference};
use crate::schema::{Action, ColumnType, DefaultValue, Dialect, Literal, Spelling};

impl Entry {
    /// `key` alone; true unless something follows it.
    pub(super) fn flag(self, problems: &mut Collector) -> bool {
        match &self.body {
            Body::Nothing => return true,
            Body::Value(tokens) | Body::List(tokens) => {
                problems.report(tokens, format!("`{}` takes no value", self.name()));
            }
        }
        false
    }

    /// `key = "text"`, not empty.
    pub(super) fn text(self, problems: &mut Collector) -> Option<LitStr> {
        let text: LitStr = self.value("a text in double quotes", problems)?;
        if text.value().trim().is_empty() {
            problems.report(&text, format!("`{}` is empty", self.key.unraw()));
            return None;
        }
        Some(text)
    }

    /// `key = 80`.
    pub(super) fn number<N: std::str::FromStr<Err: std::fmt::Display>>(&self, problems: &mut Collector) -> Option<N> {
        let number: LitInt = self.value("a whole number", problems)?;
        match number.base10_parse() {
            Ok(value) => Some(value),
            Err(error) => {
                problems.report(&number, format!("`{}`: {error}", self.name()));
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
            problems.report(&text, format!("no case is called `{}`: there are {}", text.value(), names.join(", ")));
        }
        case
    }

    /// `type = "varchar(80)"`.
    pub(super) fn column_type(self, problems: &mut Collector) -> Option<ColumnType> {
        const NAMES: [&str; 22] = [
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
        ];
        let text = self.text(problems)?;
        let parsed = text.value().parse();
        if parsed.is_err() {
            let near = did_you_mean(&text.value(), NAMES);
            let help = if near.is_empty() {
                format!(": there are {}; for an SQL type word for word write `native = \"...\"`", NAMES.join(", "))
            } else {
                near
            };
            problems.report(&text, format!("`{}` is no column type{help}", text.value()));
        }
        parsed.ok()
    }

    /// `default = 0`, `default = now()`.
    pub(super) fn default_value(self, problems: &mut Collector) -> Option<DefaultValue> {
        let name = self.name();
        let Body::Value(tokens) = self.body else {
            problems.report(
                &self.key,
                format!("`{name}` wants a value: write `{name} = 0`, or `{name}_sql = \"...\"` for SQL"),
            );
            return None;
        };
        match default_value.parse2(tokens.clone()) {
            Ok(value) => Some(value),
            Err(_) => {
                problems.report(
                    &tokens,
                    format!("`{name}` is a number, a text, bytes, `true`, `false` or `now()`; for SQL write `{name}_sql = \"...\"`"),
                );
                None
            }
        }
    }

    /// `key = "sql"`, `key("sql", postgres = "sql")`.
    pub(super) fn spelling(self, problems: &mut Collector) -> Option<Spelling> {
        let name = self.name();
        let Body::List(list) = self.body else {
            return self.text(problems).map(|text| Spelling::any(text.value()));
        };
        let mut spelling = Spelling::default();
        for part in parts(list, problems) {
            if let [TokenTree::Literal(_)] = part.as_slice() {
                let tokens: TokenStream = part.into_iter().collect();
                match syn::parse2::<LitStr>(tokens.clone()) {
                    Ok(text) if spelling.any.is_none() => spelling.any = Some(text.value()),
                    Ok(text) => problems.report(&text, format!("`{name}` has two texts for all dialects")),
                    Err(_) => problems.report(&tokens, "expected a text in double quotes"),
                }
                continue;
            }
            let Some(entry) = Entry::parse(part, problems) else { continue };
            let key = entry.key.clone();
            match entry.name().parse::<Dialect>() {
                Ok(dialect) => {
                    let Some(text) = entry.text(problems) else { continue };
                    if spelling.per_dialect.insert(dialect, text.value()).is_some() {
                        problems.report(&key, format!("`{dialect}` is given twice"));
                    }
                }
                Err(unknown) => problems.report(&key, unknown.to_string()),
            }
        }
        if spelling == Spelling::default() {
            problems.report(&self.key, format!("`{name}` is empty"));
            return None;
        }
        Some(spelling)
    }

    /// `unique`, `unique = "name"` on a field.
    pub(super) fn field_key(self, problems: &mut Collector) -> Option<Key> {
        let at = position(self.key.span());
        match &self.body {
            Body::Nothing => Some(Key { at, ..Key::default() }),
            Body::Value(_) => self.text(problems).map(|name| Key { at, name: Some(name.value()), fields: Vec::new() }),
            Body::List(_) => {
                let name = self.name();
                problems.report(
                    &self.key,
                    format!("`{name}(...)` stands on the struct; on a field write `{name}` or `{name} = \"name\"`"),
                );
                None
            }
        }
    }

    /// `unique(a, b, name = "...")` on a struct: the key, and the identifiers of its fields. `named` says whether a name
    /// may be given.
    pub(super) fn model_key(self, named: bool, problems: &mut Collector) -> Option<(Key, Vec<Ident>)> {
        let name = self.name();
        let Body::List(list) = self.body else {
            problems.report(&self.key, format!("on a model write `{name}(first_field, second_field)`"));
            return None;
        };
        let mut key = Key { at: position(self.key.span()), ..Key::default() };
        let mut idents: Vec<Ident> = Vec::new();
        for part in parts(list, problems) {
            let Some(entry) = Entry::parse(part, problems) else { continue };
            match entry.body {
                Body::Nothing if idents.contains(&entry.key) => {
                    problems.report(&entry.key, format!("`{}` is in this key twice", entry.name()));
                }
                Body::Nothing => idents.push(entry.key),
                _ if named && entry.key == "name" => {
                    if key.name.is_some() {
                        problems.report(&entry.key, "`name` is given twice");
                    }
                    key.name = entry.text(problems).map(|name| name.value());
                }
                _ => problems
                    .report(&entry.key, format!("expected a field{}", if named { " or `name = \"...\"`" } else { "" })),
            }
        }
        if idents.is_empty() {
            problems.report(&self.key, format!("`{name}` names no field"));
            return None;
        }
        key.fields = idents.iter().map(|ident| ident.unraw().to_string()).collect();
        Some((key, idents))
    }

    /// `references(path::Other::id, on_delete = cascade)`.
    pub(super) fn reference(self, problems: &mut Collector) -> Option<Reference> {
        let usage = "write `references(Model::field)` with a model and one of its fields";
        let Body::List(list) = self.body else {
            problems.report(&self.key, usage);
            return None;
        };
        let mut list = parts(list, problems).into_iter();
        let Some(target) = list.next().map(TokenStream::from_iter) else {
            problems.report(&self.key, usage);
            return None;
        };
        let mut reference = target_path(target.clone()).and_then(|path| {
            let at = position(path.segments.first()?.ident.span());
            let mut model: Vec<String> = path.leading_colon.iter().map(|_| String::new()).collect();
            model.extend(path.segments.iter().map(|segment| segment.ident.unraw().to_string()));
            let field = model.pop()?;
            Some(Reference { at, model, field, on_delete: Action::NoAction, on_update: Action::NoAction, name: None })
        });
        if reference.is_none() {
            problems.report(&target, usage);
        }
        let mut seen = Vec::new();
        for part in list {
            let Some(entry) = Entry::parse(part, problems) else { continue };
            let (key, name) = (entry.key.clone(), entry.name());
            if seen.contains(&name) {
                problems.report(&key, format!("`{name}` is given twice"));
                continue;
            }
            match name.as_str() {
                "on_delete" => {
                    let action = entry.action(problems);
                    reference.iter_mut().for_each(|reference| reference.on_delete = action);
                }
                "on_update" => {
                    let action = entry.action(problems);
                    reference.iter_mut().for_each(|reference| reference.on_update = action);
                }
                "name" => {
                    let text = entry.text(problems);
                    reference.iter_mut().for_each(|reference| reference.name = text.as_ref().map(LitStr::value));
                }
                _ => {
                    let near = did_you_mean(&name, ["on_delete", "on_update", "name"]);
                    let near =
                        if near.is_empty() { ": there are `on_delete`, `on_update`, `name`".to_owned() } else { near };
                    problems.report(&key, format!("unknown key `{name}` in `references`{near}"));
                }
            }
            seen.push(name);
        }
        reference
    }

    fn action(self, problems: &mut Collector) -> Action {
        const ACTIONS: [(&str, Action); 5] = [
            ("no_action", Action::NoAction),
            ("restrict", Action::Restrict),
            ("cascade", Action::Cascade),
            ("set_null", Action::SetNull),
            ("set_default", Action::SetDefault),
        ];
        let names = ACTIONS.map(|(name, _)| name);
        let wanted = format!("one of `{}`", names.join("`, `"));
        let Some(action) = self.value::<Ident>(&wanted, problems) else { return Action::NoAction };
        let found = ACTIONS.iter().find(|(name, _)| action == name);
        if found.is_none() {
            let near = did_you_mean(&action.to_string(), names);
            let near = if near.is_empty() { format!(": there is {wanted}") } else { near };
            problems.report(&action, format!("no action is called `{action}`{near}"));
        }
        found.map_or(Action::NoAction, |(_, action)| *action)
    }

    /// `key = value` where the value is a `T`; `wanted` says what that is.
    fn value<T: Parse>(&self, wanted: &str, problems: &mut Collector) -> Option<T> {
        let name = self.name();
        match &self.body {
            Body::Value(tokens) => {
                let value = syn::parse2(tokens.clone());
                if value.is_err() {
                    problems.report(tokens, format!("`{name}` is {wanted}"));
                }
                value.ok()
            }
            Body::Nothing => {
                problems.report(&self.key, format!("`{name}` wants a value: `{name} = ...` with {wanted}"));
                None
            }
            Body::List(list) => {
                let at = super::entry::first_span(list, self.key.span());
                problems.report_at(at, format!("`{name}` is written `{name} = ...` with {wanted}"));
                None
            }
        }
    }
}

/// The path `Model::field` that a reference starts with.
fn target_path(target: TokenStream) -> Option<Path> {
    Path::parse_mod_style.parse2(target).ok().filter(|path| path.segments.len() > 1)
}

/// The model's path in the list of a `references(...)`, with its spans.
pub(super) fn referenced_model(list: TokenStream, problems: &mut Collector) -> Option<Path> {
    let mut path = target_path(parts(list, problems).into_iter().next()?.into_iter().collect())?;
    path.segments.pop();
    path.segments.pop_punct();
    Some(path)
}

fn default_value(input: ParseStream<'_>) -> syn::Result<DefaultValue> {
    let minus: Option<Token![-]> = input.parse()?;
    let sign = if minus.is_some() { "-" } else { "" };
    let ahead = input.lookahead1();
    if minus.is_none() && ahead.peek(syn::Ident) {
        let name: Ident = input.parse()?;
        let arguments;
        syn::parenthesized!(arguments in input);
        if name != "now" || !arguments.is_empty() {
            return Err(input.error("expected `now()`"));
        }
        return Ok(DefaultValue::Now);
    }
    let literal = match input.parse()? {
        Lit::Int(number) => Literal::Number(format!("{sign}{}", number.base10_digits())),
        Lit::Float(number) => Literal::Number(format!("{sign}{}", number.base10_digits())),
        other if minus.is_some() => return Err(syn::Error::new_spanned(other, "expected a number")),
        Lit::Bool(value) => Literal::Bool(value.value()),
        Lit::Str(text) => Literal::Text(text.value()),
        Lit::Char(text) => Literal::Text(text.value().to_string()),
        Lit::ByteStr(bytes) => Literal::Bytes(bytes.value().iter().map(|byte| format!("{byte:02x}")).collect()),
        other => return Err(syn::Error::new_spanned(other, "expected another literal")),
    };
    Ok(DefaultValue::Literal(literal))
}
