//! Indexes, and the parts that they and exclusion constraints have.

use std::collections::BTreeSet;

use proc_macro2::{Ident, TokenStream, TokenTree};
use syn::LitStr;
use syn::ext::IdentExt as _;

use super::ProblemKind;
use super::constraints::Listed;
use super::engines;
use super::entry::{Body, Entry, Inner, parts};
use super::references::is_flag;
use super::{Collector, Key};
use crate::schema::{Index, IndexMethod, IndexPart, Nulls};

/// Ways to build an index, by their names.
pub(super) const METHODS: [(&str, IndexMethod); 8] = {
    let mut methods = [("", IndexMethod::Btree); 8];
    let mut at = 0;
    while at < methods.len() {
        methods[at] = (IndexMethod::ALL[at].name(), IndexMethod::ALL[at]);
        at += 1;
    }
    methods
};

const ON_STRUCT: &[&str] =
    &["name", "unique", "nulls_not_distinct", "method", "include", "where", "comment", "only", "repair"];
const ON_FIELD: &[&str] = &[
    "name",
    "unique",
    "nulls_not_distinct",
    "method",
    "include",
    "where",
    "comment",
    "only",
    "repair",
    "desc",
    "nulls_first",
    "nulls_last",
    "ops",
    "collate",
    "prefix",
];
/// What may be said of a part of an index on a struct.
pub(super) const OF_PART: &[&str] = &["asc", "desc", "nulls_first", "nulls_last", "ops", "collate", "prefix"];
/// What may be said of a part of an exclusion constraint.
pub(super) const OF_ELEMENT: &[&str] = &["asc", "desc", "nulls_first", "nulls_last", "ops", "collate", "prefix", "op"];
/// Keys that have lists; any other name with a list is a part.
const LISTS: [&str; 5] = ["method", "include", "where", "only", "repair"];

/// A part of a list: a key of it, or a part of the index.
pub(super) enum Part {
    /// A key.
    Entry(Entry),
    /// A column or an expression.
    Part {
        /// With the name of the field as its column.
        part: IndexPart,
        /// The field.
        ident: Option<Ident>,
        /// What `op` says.
        operator: Option<String>,
    },
}

impl Entry {
    /// `index`, `index(name = "...", desc)` on a field; with fields that it names.
    pub(super) fn field_index(self, problems: &mut Collector) -> Option<(Key<Index>, Vec<Ident>)> {
        let place = self.key.clone();
        let mut key = Key::of(&place, Index::new("", [""]));
        let mut idents = Vec::new();
        match &self.body {
            Body::Nothing => {}
            Body::Value(tokens) => {
                let message = format!("a name is written `index(name = {tokens})`");
                problems.report(ProblemKind::AttributeSyntax, tokens, message);
                return None;
            }
            Body::List(list) => {
                let mut inner = Inner::new("index", ON_FIELD);
                for part in parts(list.clone(), problems) {
                    let Some(entry) = Self::parse(part, problems) else { continue };
                    if entry.engine(engines::IN_INDEX).is_some() {
                        key.take_of_engine(entry, problems);
                    } else if !inner.admits(&entry, problems) {
                    } else if OF_PART.contains(&entry.name().as_str()) {
                        key.value.parts[0].take(entry, problems);
                    } else {
                        idents.extend(key.take(entry, problems));
                    }
                }
            }
        }
        key.check(&place, problems);
        Some((key, idents))
    }

    /// `index(a, b(desc), sql("lower(c)"), unique, where = "...")` on a struct; with fields that it names.
    pub(super) fn model_index(self, problems: &mut Collector) -> Option<(Key<Index>, Vec<Ident>)> {
        let Body::List(list) = self.body else {
            problems.report(
                ProblemKind::AttributeSyntax,
                &self.key,
                "on a model write `index(first_field, second_field)`",
            );
            return None;
        };
        let mut key = Key::of(&self.key, Index::default());
        let mut listed = Listed::default();
        let mut included = Vec::new();
        let mut inner = Inner::new("index", ON_STRUCT);
        for part in parts(list, problems) {
            match part_or_entry(part, ON_STRUCT, OF_PART, problems) {
                Some(Part::Entry(entry)) if entry.engine(engines::IN_INDEX).is_some() => {
                    key.take_of_engine(entry, problems);
                }
                Some(Part::Entry(entry)) if inner.admits(&entry, problems) => {
                    included.extend(key.take(entry, problems));
                }
                Some(Part::Part { part, ident, .. }) => {
                    if let Some(ident) = ident {
                        listed.push(ident, problems);
                    }
                    key.value.parts.push(part);
                }
                _ => {}
            }
        }
        if key.value.parts.is_empty() {
            problems.report(ProblemKind::AttributeSyntax, &self.key, "`index` names no field");
            return None;
        }
        key.check(&self.key, problems);
        included.extend(listed.idents);
        Some((key, included))
    }
}

impl Key<Index> {
    /// Takes the keys of one engine.
    fn take_of_engine(&mut self, entry: Entry, problems: &mut Collector) {
        for entry in entry.keys_of_engine(engines::IN_INDEX, &mut BTreeSet::new(), problems) {
            self.value.parameters = entry.parameters(problems);
        }
    }

    /// Takes a key of the list; gives the fields that it names.
    fn take(&mut self, entry: Entry, problems: &mut Collector) -> Vec<Ident> {
        let index = &mut self.value;
        match entry.name().as_str() {
            "name" => index.name = entry.text(problems).map(|text| text.value()).unwrap_or_default(),
            "unique" => index.unique = entry.flag(problems),
            "nulls_not_distinct" => index.nulls_not_distinct = entry.flag(problems),
            "method" => index.method = entry.word(&METHODS, problems),
            "where" => index.predicate = entry.spelling(problems).unwrap_or_default(),
            "comment" => index.comment = entry.text(problems).map(|text| text.value()),
            "only" => index.only = entry.dialects(problems),
            "repair" => self.repair = entry.repair(problems),
            _ => {
                let listed = entry.fields(problems);
                index.include = listed.names();
                return listed.idents;
            }
        }
        Vec::new()
    }

    fn check(&self, key: &Ident, problems: &mut Collector) {
        let index = &self.value;
        if index.nulls_not_distinct && !index.unique {
            problems.report(
                ProblemKind::ConflictingAttributes,
                key,
                "`nulls_not_distinct` is for an index that is `unique`",
            );
        }
        if !self.repair.is_empty() && !index.unique {
            problems.report(ProblemKind::ConflictingAttributes, key, "`repair` is for an index that is `unique`");
        }
        let ordered = index.parts.iter().any(|part| part.descending || part.nulls.is_some());
        match index.method {
            None | Some(IndexMethod::Btree) => {}
            Some(method) if index.unique => {
                problems.report(
                    ProblemKind::ConflictingAttributes,
                    key,
                    format!("an index of the method `{method}` cannot be `unique`"),
                );
            }
            Some(method) if ordered => {
                problems.report(
                    ProblemKind::ConflictingAttributes,
                    key,
                    format!("an index of the method `{method}` has no order"),
                );
            }
            Some(_) => {}
        }
        for included in &index.include {
            if index.parts.iter().any(|part| part.column_name() == Some(included)) {
                problems.report(
                    ProblemKind::RepeatedAttribute,
                    key,
                    format!("`{included}` is in this index already, and in `include`"),
                );
            }
        }
    }
}

impl Entry {
    /// `include(a, b)`.
    pub(super) fn fields(self, problems: &mut Collector) -> Listed {
        let name = self.name();
        let mut listed = Listed::default();
        let Body::List(list) = self.body else {
            problems.report(
                ProblemKind::AttributeSyntax,
                &self.key,
                format!("write `{name}(field)` with fields of the model"),
            );
            return listed;
        };
        for part in parts(list, problems) {
            match Self::parse(part, problems) {
                Some(Self { key, body: Body::Nothing }) => listed.push(key, problems),
                Some(entry) => problems.report(ProblemKind::AttributeSyntax, &entry.key, "expected a field"),
                None => {}
            }
        }
        if listed.idents.is_empty() {
            problems.report(ProblemKind::AttributeSyntax, &self.key, format!("`{name}` names no field"));
        }
        listed
    }
}

impl IndexPart {
    /// Takes a key that says something about a part.
    fn take(&mut self, entry: Entry, problems: &mut Collector) {
        match entry.name().as_str() {
            "asc" => {
                entry.flag(problems);
            }
            "desc" => self.descending = entry.flag(problems),
            "nulls_first" | "nulls_last" => {
                let nulls = if entry.name() == "nulls_first" { Nulls::First } else { Nulls::Last };
                if self.nulls.is_some() {
                    problems.report(
                        ProblemKind::ConflictingAttributes,
                        &entry.key,
                        "NULLs stand first or last, not both",
                    );
                }
                self.nulls = entry.flag(problems).then_some(nulls);
            }
            "ops" => self.operator_class = entry.text(problems).as_ref().map(LitStr::value),
            "collate" => self.collation = entry.text(problems).as_ref().map(LitStr::value),
            _ => {
                let key = entry.key.clone();
                self.prefix = entry.number(problems);
                if self.prefix == Some(0) {
                    problems.report(ProblemKind::InvalidAttributeValue, &key, "`prefix` is at least 1");
                    self.prefix = None;
                }
            }
        }
    }
}

/// Returns `true` if a field of this name needs `r#` before it where a list follows it in `index(...)` and the like.
pub fn is_list(name: &str) -> bool {
    name == "sql" || LISTS.contains(&name) || engines::IN_INDEX.iter().any(|(engine, _)| *engine == name)
}

/// Takes a part of a list apart: one of `keys` with what belongs to it, or a part of an index, of which `words` may be said.
pub(super) fn part_or_entry(
    part: Vec<TokenTree>,
    keys: &'static [&'static str],
    words: &'static [&'static str],
    problems: &mut Collector,
) -> Option<Part> {
    let is_key = match part.as_slice() {
        [TokenTree::Ident(first)] => is_flag(first, keys),
        [TokenTree::Ident(first), TokenTree::Group(_)] => {
            let name = first.to_string();
            (LISTS.contains(&name.as_str()) && keys.contains(&name.as_str()))
                || engines::IN_INDEX.iter().any(|(engine, _)| *engine == name)
                || is_flag(first, keys)
        }
        [TokenTree::Ident(_), TokenTree::Punct(sign), ..] => sign.as_char() == '=',
        _ => false,
    };
    if is_key {
        return Entry::parse(part, problems).map(Part::Entry);
    }
    let (first, second) = (part.first().cloned()?, part.get(1).cloned());
    let TokenTree::Ident(key) = first else {
        problems.report(ProblemKind::AttributeSyntax, &first, "expected a field, `sql(\"...\")` or a key");
        return None;
    };
    let is_sql = key == "sql" && matches!(second, Some(TokenTree::Group(_)));
    if let Some(word) = part.iter().skip(1).find(|token| matches!(token, TokenTree::Ident(_))) {
        // As it was once written, with blanks.
        let rest = TokenStream::from_iter(part.iter().skip(if is_sql { 2 } else { 1 }).cloned());
        let said = in_list(rest, words);
        let name = if is_sql { "sql(\"...\", ".to_owned() } else { format!("{key}(") };
        problems.report(
            ProblemKind::AttributeSyntax,
            word,
            format!("what is said of a part stands in its list: `{name}{said})`"),
        );
        return None;
    }
    let entry = Entry::parse(part, problems)?;
    let mut operator = None;
    let mut inner = Inner::new("index", words);
    let mut said = Vec::new();
    let (mut part, ident) = if is_sql {
        let sql = entry.spelling_beside(words, problems, |entry, _| said.push(entry))?;
        (IndexPart::expression(sql), None)
    } else {
        match entry.body {
            Body::List(list) => {
                for part in parts(list, problems) {
                    let Some(entry) = Entry::parse(part, problems) else { continue };
                    if inner.admits(&entry, problems) {
                        said.push(entry);
                    }
                }
            }
            Body::Nothing | Body::Value(_) => {}
        }
        (IndexPart::column(key.unraw().to_string()), Some(key))
    };
    for entry in said {
        if entry.name() == "op" {
            operator = entry.text(problems).as_ref().map(LitStr::value);
        } else {
            part.take(entry, problems);
        }
    }
    Some(Part::Part { part, ident, operator })
}

/// Words about a part that stand behind it with blanks, as its list has them.
fn in_list(words: TokenStream, known: &[&str]) -> String {
    let mut said: Vec<String> = Vec::new();
    for token in words {
        let text = token.to_string();
        match (token, said.last_mut()) {
            (TokenTree::Ident(word), _) if word == "with" && known.contains(&"op") => said.push("op =".to_owned()),
            (TokenTree::Ident(_), _) | (_, None) => said.push(text),
            (_, Some(last)) => {
                last.push(' ');
                last.push_str(&text);
            }
        }
    }
    said.join(", ")
}
