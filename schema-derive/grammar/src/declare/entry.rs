//! The inside of `#[schema(...)]`: keys with their values, taken apart at commas, so that one wrong entry hides no other.

use std::collections::BTreeSet;

use proc_macro2::{Delimiter, Ident, Span, TokenStream, TokenTree};
use syn::ext::IdentExt as _;
use syn::{Attribute, Data, DeriveInput, Fields, Meta};

use super::Collector;
use super::ProblemKind;
use super::engines;
use super::keys::{self, Place};
use super::nearest::did_you_mean;

/// `key`, `key = value`, `key(list)` or `key[list]`.
pub(super) struct Entry {
    pub(super) key: Ident,
    pub(super) body: Body,
}

/// What follows a key.
pub(super) enum Body {
    Nothing,
    Value(TokenStream),
    List(TokenStream),
}

impl Entry {
    /// The key without `r#`.
    pub(super) fn name(&self) -> String {
        self.key.unraw().to_string()
    }

    /// Takes one entry apart; reports and gives nothing where it has no such form.
    pub(super) fn parse(tokens: Vec<TokenTree>, problems: &mut Collector) -> Option<Self> {
        let mut tokens = tokens.into_iter();
        let key = match tokens.next()? {
            TokenTree::Ident(key) => key,
            other => {
                problems.report(ProblemKind::AttributeSyntax, &other, "expected a key");
                return None;
            }
        };
        let body = match tokens.next() {
            None => Body::Nothing,
            Some(TokenTree::Punct(punct)) if punct.as_char() == '=' => {
                let value: TokenStream = tokens.by_ref().collect();
                if value.is_empty() {
                    problems.report(ProblemKind::AttributeSyntax, &punct, format!("expected a value after `{key} =`"));
                    return None;
                }
                Body::Value(value)
            }
            // Brackets are for lints that take the names in parentheses for attributes.
            Some(TokenTree::Group(group))
                if matches!(group.delimiter(), Delimiter::Parenthesis | Delimiter::Bracket) =>
            {
                Body::List(group.stream())
            }
            Some(other) => {
                problems.report(
                    ProblemKind::AttributeSyntax,
                    &other,
                    format!("expected `,`, `=` or `(` after `{key}`"),
                );
                return None;
            }
        };
        if let Some(extra) = tokens.next() {
            problems.report(ProblemKind::AttributeSyntax, &extra, "expected `,`");
            return None;
        }
        Some(Self { key, body })
    }
}

/// The keys that may stand inside of the list of another key, each of them once.
pub(super) struct Inner {
    of: &'static str,
    keys: &'static [&'static str],
    seen: BTreeSet<String>,
}

impl Inner {
    /// The keys of the list of `of`.
    pub(super) const fn new(of: &'static str, keys: &'static [&'static str]) -> Self {
        Self { of, keys, seen: BTreeSet::new() }
    }

    /// Whether there is a key of this name.
    pub(super) fn knows(&self, name: &str) -> bool {
        self.keys.contains(&name)
    }

    /// Whether `entry` is one of them, for the first time; it is reported if not.
    pub(super) fn admits(&mut self, entry: &Entry, problems: &mut Collector) -> bool {
        let name = entry.name();
        if !self.knows(&name) {
            let mut help = did_you_mean(&name, self.keys.iter().copied());
            if help.is_empty() {
                help = format!(": there are `{}`", self.keys.join("`, `"));
            }
            problems.report(
                ProblemKind::UnknownAttribute,
                &entry.key,
                format!("unknown key `{name}` in `{}`{help}", self.of),
            );
            return false;
        }
        let first = self.seen.insert(name.clone());
        if !first {
            problems.report(ProblemKind::RepeatedAttribute, &entry.key, format!("`{name}` is given twice"));
        }
        first
    }
}

/// Splits at the commas of the outermost level. A trailing comma is fine; an empty part elsewhere is reported.
pub(super) fn parts(tokens: TokenStream, problems: &mut Collector) -> Vec<Vec<TokenTree>> {
    let mut parts = Vec::new();
    let mut part = Vec::new();
    for token in tokens {
        match token {
            TokenTree::Punct(comma) if comma.as_char() == ',' => {
                if part.is_empty() {
                    problems.report(ProblemKind::AttributeSyntax, &comma, "expected a key before `,`");
                } else {
                    parts.push(std::mem::take(&mut part));
                }
            }
            // What a `macro_rules!` fragment is wrapped in says nothing about the entry's form.
            TokenTree::Group(group) if group.delimiter() == Delimiter::None => part.extend(group.stream()),
            token => part.push(token),
        }
    }
    if !part.is_empty() {
        parts.push(part);
    }
    parts
}

/// All entries of the `#[schema(...)]` attributes among `attrs` whose keys may stand at `place`; everything else is
/// reported. Keys in `repeatable` may come several times.
pub(super) fn entries(attrs: &[Attribute], place: Place, repeatable: &[&str], problems: &mut Collector) -> Vec<Entry> {
    let mut entries = Vec::new();
    let mut known = BTreeSet::new();
    for attr in attrs.iter().filter(|attr| attr.path().is_ident("schema")) {
        let Meta::List(list) = &attr.meta else {
            problems.report(
                ProblemKind::AttributeSyntax,
                &attr.meta,
                "expected `#[schema(...)]` with keys in parentheses",
            );
            continue;
        };
        for part in parts(list.tokens.clone(), problems) {
            let Some(entry) = Entry::parse(part, problems) else { continue };
            let name = entry.name();
            if keys::find(place, &name).is_none() {
                problems.report(ProblemKind::UnknownAttribute, &entry.key, unknown(place, &name));
            } else if !known.insert(name.clone())
                && !repeatable.contains(&name.as_str())
                && entry.engine(engines::at(place)).is_none()
            {
                problems.report(ProblemKind::RepeatedAttribute, &entry.key, format!("`{name}` is given twice"));
            } else {
                entries.push(entry);
            }
        }
    }
    entries
}

/// Every key of `#[schema(...)]` in `input` that may stand where it stands, for documentation in editors.
pub fn known_keys(input: &DeriveInput) -> Vec<(Place, Ident)> {
    let mut keys = Vec::new();
    let mut take = |attrs: &[Attribute], place: Place| {
        let entries = Collector::unheard(|known| entries(attrs, place, &[], known));
        keys.extend(entries.into_iter().map(|entry| (place, entry.key)));
    };
    match &input.data {
        Data::Struct(data) if matches!(data.fields, Fields::Named(_)) => {
            take(&input.attrs, Place::Model);
            data.fields.iter().for_each(|field| take(&field.attrs, Place::Field));
        }
        Data::Enum(data) => {
            take(&input.attrs, Place::Enum);
            data.variants.iter().for_each(|variant| take(&variant.attrs, Place::Variant));
        }
        Data::Struct(_) => take(&input.attrs, Place::Newtype),
        Data::Union(_) => {}
    }
    keys
}

/// Keys that other tools have and ours calls otherwise, with ours.
const FOREIGN: &[(Place, &str, &str)] = &[
    (Place::Model, "table_name", "table"),
    (Place::Model, "name", "table"),
    (Place::Model, "schema", "namespace"),
    (Place::Field, "pk", "primary_key"),
    (Place::Field, "id", "primary_key"),
    (Place::Field, "autoincrement", "auto_increment"),
    (Place::Field, "identity", "auto_increment"),
    (Place::Field, "serial", "auto_increment"),
    (Place::Field, "name", "column"),
    (Place::Field, "rename", "column"),
    (Place::Field, "column_name", "column"),
    (Place::Field, "column_type", "type"),
    (Place::Field, "sql_type", "native"),
    (Place::Field, "length", "max_length"),
    (Place::Field, "foreign_key", "references"),
    (Place::Field, "default_expr", "default"),
    (Place::Field, "collation", "collate"),
    (Place::Field, "computed", "generated"),
    (Place::Model, "exclusion", "exclude"),
    (Place::Model, "references", "foreign_key"),
    (Place::Field, "max_len", "max_length"),
    (Place::Field, "len", "max_length"),
    (Place::Field, "size", "max_length"),
    (Place::Field, "default_value", "default"),
    (Place::Field, "server_default", "default"),
    (Place::Enum, "name", "type_name"),
    (Place::Variant, "name", "value"),
    (Place::Variant, "rename", "value"),
];

fn unknown(place: Place, name: &str) -> String {
    let here = place.name();
    if matches!(name, "nullable" | "null" | "not_null") && place == Place::Field {
        return format!("unknown key `{name}` on {here}: a column takes NULL when its type is `Option<T>`");
    }
    if let Some(form) = engines::grouped(place, name) {
        return format!("`{name}` is written `{form}`");
    }
    if let ("default_sql" | "fill_sql", Place::Field) = (name, place) {
        let key = name.trim_end_matches("_sql");
        return format!("`{name}` is written `{key}(sql = \"...\")`");
    }
    if let Some((_, _, ours)) = FOREIGN.iter().find(|(at, foreign, _)| *at == place && *foreign == name) {
        return format!("unknown key `{name}` on {here}: did you mean `{ours}`?");
    }
    let near = did_you_mean(name, keys::at(place).map(|key| key.name));
    if near.is_empty()
        && let Some(other) = Place::ALL.into_iter().find(|other| keys::find(*other, name).is_some())
    {
        return format!("`{name}` belongs on {}, not on {here}", other.name());
    }
    if near.is_empty() {
        let all: Vec<String> = keys::at(place).map(|key| format!("`{}`", key.name)).collect();
        return format!("unknown key `{name}` on {here}: there are {}", all.join(", "));
    }
    format!("unknown key `{name}` on {here}{near}")
}

/// The span of the first token, for messages about a whole list.
pub(super) fn first_span(tokens: &TokenStream, otherwise: Span) -> Span {
    tokens.clone().into_iter().next().map_or(otherwise, |token| token.span())
}
