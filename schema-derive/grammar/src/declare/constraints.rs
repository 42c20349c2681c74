//! Unique constraints, checks and exclusion constraints.

use proc_macro2::{Ident, TokenTree};
use syn::LitStr;
use syn::ext::IdentExt as _;

use super::ProblemKind;
use super::collector::position;
use super::entry::{Body, Entry, Inner, parts};
use super::indexes::{self, METHODS, Part};
use super::references::is_flag;
use super::{Collector, Key};
use crate::schema::{Check, Deferrable, Exclusion, IndexMethod, IndexPart, PrimaryKey, Spelling, Unique};

const UNIQUE: &[&str] = &["name", "nulls_not_distinct", "deferrable", "initially_deferred", "repair"];
const CHECK: &[&str] = &["name", "no_inherit", "not_valid", "repair"];
const PRIMARY_KEY: &[&str] = &["name"];
const EXCLUDE: &[&str] = &["name", "method", "where", "deferrable", "initially_deferred", "repair"];

/// The fields of a key on a struct: identifiers in its list that are no flags of it.
#[derive(Default)]
pub(super) struct Listed {
    pub(super) idents: Vec<Ident>,
}

impl Listed {
    /// Takes a field; one may be there once only.
    pub(super) fn push(&mut self, ident: Ident, problems: &mut Collector) {
        if self.idents.contains(&ident) {
            problems.report(
                ProblemKind::RepeatedAttribute,
                &ident,
                format!("`{}` is in this key twice", ident.unraw()),
            );
        } else {
            self.idents.push(ident);
        }
    }

    /// Their names.
    pub(super) fn names(&self) -> Vec<String> {
        self.idents.iter().map(|ident| ident.unraw().to_string()).collect()
    }
}

impl Entry {
    /// `unique`, `unique(name = "...", nulls_not_distinct)` on a field.
    pub(super) fn field_unique(self, problems: &mut Collector) -> Option<Key<Unique>> {
        let mut key = Key::of(&self.key, Unique::new("", [""; 0]));
        match &self.body {
            Body::Nothing => {}
            Body::Value(tokens) => {
                let message = format!("a name is written `unique(name = {tokens})`");
                problems.report(ProblemKind::AttributeSyntax, tokens, message);
                return None;
            }
            Body::List(list) => {
                let mut inner = Inner::new("unique", UNIQUE);
                for part in parts(list.clone(), problems) {
                    let Some(entry) = Self::parse(part, problems) else { continue };
                    if inner.admits(&entry, problems) {
                        key.take(entry, problems);
                    }
                }
            }
        }
        Some(key)
    }

    /// `unique(a, b, name = "...")` on a struct.
    pub(super) fn model_unique(self, problems: &mut Collector) -> Option<(Key<Unique>, Vec<Ident>)> {
        let mut key = Key::of(&self.key, Unique::new("", [""; 0]));
        let idents = self.model_fields(UNIQUE, problems, |entry, problems| key.take(entry, problems))?;
        key.value.columns = idents.names();
        Some((key, idents.idents))
    }

    /// `primary_key(a, b(prefix = 10), name = "...")` on a struct: the key, and its fields.
    pub(super) fn model_primary_key(self, problems: &mut Collector) -> Option<(PrimaryKey, Vec<Ident>)> {
        let mut key = PrimaryKey::new([""; 0]);
        let Body::List(list) = self.body else {
            problems.report(
                ProblemKind::AttributeSyntax,
                &self.key,
                "on a model write `primary_key(first_field, second_field)`",
            );
            return None;
        };
        let mut listed = Listed::default();
        let mut inner = Inner::new("primary_key", PRIMARY_KEY);
        for part in parts(list, problems) {
            match indexes::part_or_entry(part, PRIMARY_KEY, indexes::OF_PART, problems) {
                Some(Part::Entry(entry)) if inner.admits(&entry, problems) => {
                    key.name = entry.text(problems).as_ref().map(LitStr::value);
                }
                Some(Part::Part { part, ident: Some(ident), operator: None })
                    if (IndexPart { prefix: None, ..part.clone() }).is_plain() =>
                {
                    key.prefixes.extend(part.prefix.map(|length| (ident.unraw().to_string(), length)));
                    listed.push(ident, problems);
                }
                Some(Part::Part { ident, .. }) => {
                    problems.report(
                        ProblemKind::AttributeSyntax,
                        &ident.unwrap_or_else(|| self.key.clone()),
                        "a primary key is over fields; `prefix` may be said of one, as in `name(prefix = 20)`",
                    );
                }
                _ => {}
            }
        }
        if listed.idents.is_empty() {
            problems.report(ProblemKind::AttributeSyntax, &self.key, "`primary_key` names no field");
            return None;
        }
        key.columns = listed.names();
        Some((key, listed.idents))
    }

    /// A list of fields and of `keys`, which `take` takes.
    fn model_fields(
        self,
        keys: &'static [&'static str],
        problems: &mut Collector,
        mut take: impl FnMut(Self, &mut Collector),
    ) -> Option<Listed> {
        let name = self.name();
        let Body::List(list) = self.body else {
            problems.report(
                ProblemKind::AttributeSyntax,
                &self.key,
                format!("on a model write `{name}(first_field, second_field)`"),
            );
            return None;
        };
        let mut listed = Listed::default();
        let mut inner = Inner::new("unique", keys);
        for part in parts(list, problems) {
            let Some(entry) = Self::parse(part, problems) else { continue };
            match entry.body {
                Body::Nothing if !is_flag(&entry.key, keys) => listed.push(entry.key, problems),
                _ if inner.admits(&entry, problems) => take(entry, problems),
                _ => {}
            }
        }
        if listed.idents.is_empty() {
            problems.report(ProblemKind::AttributeSyntax, &self.key, format!("`{name}` names no field"));
            return None;
        }
        Some(listed)
    }

    /// `check("sql", postgres = "sql", name = "...", not_valid)`.
    pub(super) fn check(self, problems: &mut Collector) -> Option<Key<Check>> {
        if !self.sql_in_list(problems) {
            return None;
        }
        let mut key = Key::of(&self.key, Check::new("", Spelling::default()));
        let expression = self.spelling_beside(CHECK, problems, |entry, problems| match entry.name().as_str() {
            "name" => key.value.name = entry.text(problems).map(|text| text.value()).unwrap_or_default(),
            "no_inherit" => key.value.no_inherit = entry.flag(problems),
            "not_valid" => key.value.not_valid = entry.flag(problems),
            _ => key.repair = entry.repair(problems),
        })?;
        key.value.expression = expression;
        Some(key)
    }

    /// `exclude(room(op = "="), sql("tstzrange(start, stop)", op = "&&"), where = "...")`.
    pub(super) fn exclusion(self, problems: &mut Collector) -> Option<(Key<Exclusion>, Vec<Ident>)> {
        let usage = "write `exclude(room(op = \"=\"), span(op = \"&&\"))`: fields, each with its operator";
        let Body::List(list) = self.body else {
            problems.report(ProblemKind::AttributeSyntax, &self.key, usage);
            return None;
        };
        let exclusion = Exclusion {
            name: String::new(),
            method: IndexMethod::Gist,
            elements: Vec::new(),
            predicate: None,
            deferrable: Deferrable::No,
        };
        let mut key = Key::of(&self.key, exclusion);
        let mut idents = Vec::new();
        let mut inner = Inner::new("exclude", EXCLUDE);
        for part in parts(list, problems) {
            let first = part.first().cloned();
            match indexes::part_or_entry(part, EXCLUDE, indexes::OF_ELEMENT, problems) {
                Some(Part::Entry(entry)) if inner.admits(&entry, problems) => match entry.name().as_str() {
                    "name" => key.value.name = entry.text(problems).map(|text| text.value()).unwrap_or_default(),
                    "method" => key.value.method = entry.word(&METHODS, problems).unwrap_or(IndexMethod::Gist),
                    "where" => key.value.predicate = entry.text(problems).map(|text| text.value()),
                    "repair" => key.repair = entry.spelling(problems).unwrap_or_default(),
                    _ => key.value.deferrable.take(entry, problems),
                },
                Some(Part::Part { part, ident, operator }) => {
                    idents.extend(ident);
                    match operator {
                        Some(operator) => key.value.elements.push((part, operator)),
                        None => problems.report(
                            ProblemKind::AttributeSyntax,
                            &first.unwrap_or(TokenTree::Ident(self.key.clone())),
                            usage,
                        ),
                    }
                }
                _ => {}
            }
        }
        if key.value.elements.is_empty() {
            if problems.is_empty() {
                problems.report(ProblemKind::AttributeSyntax, &self.key, usage);
            }
            return None;
        }
        Some((key, idents))
    }
}

impl Key<Unique> {
    fn take(&mut self, entry: Entry, problems: &mut Collector) {
        match entry.name().as_str() {
            "name" => self.value.name = entry.text(problems).map(|text| text.value()).unwrap_or_default(),
            "nulls_not_distinct" => self.value.nulls_not_distinct = entry.flag(problems),
            "repair" => self.repair = entry.repair(problems),
            _ => self.value.deferrable.take(entry, problems),
        }
    }
}

impl<T> Key<T> {
    /// One that is declared by `key`.
    pub(super) fn of(key: &Ident, value: T) -> Self {
        Self { at: position(key.span()), value, repair: Spelling::default() }
    }
}
