//! Foreign keys, on a field and on a struct.

use proc_macro2::{Delimiter, Ident, TokenStream, TokenTree};
use syn::ext::IdentExt as _;
use syn::parse::Parser as _;
use syn::{Attribute, LitStr, Path};

use super::ProblemKind;
use super::collector::position;
use super::entry::{Body, Entry, Inner, entries, parts};
use super::keys::Place;
use super::{Collector, Reference};
use crate::schema::{Action, Deferrable, Spelling};

const ON_FIELD: &[&str] =
    &["on_delete", "on_update", "name", "deferrable", "initially_deferred", "match_full", "not_valid", "repair"];
const ON_STRUCT: &[&str] = &[
    "references",
    "on_delete",
    "on_update",
    "name",
    "deferrable",
    "initially_deferred",
    "match_full",
    "not_valid",
    "repair",
];

/// A path to a model, and fields of it.
struct Target {
    path: Path,
    fields: Vec<Ident>,
}

impl Entry {
    /// `references(path::Other::id, on_delete(cascade))`.
    pub(super) fn reference(self, problems: &mut Collector) -> Option<Reference> {
        let usage = "write `references(Model::field)` with a model and one of its fields";
        let Body::List(list) = self.body else {
            problems.report(ProblemKind::AttributeSyntax, &self.key, usage);
            return None;
        };
        let mut list = parts(list, problems).into_iter();
        let Some(target) = list.next().map(TokenStream::from_iter) else {
            problems.report(ProblemKind::AttributeSyntax, &self.key, usage);
            return None;
        };
        let found = field_target(target.clone());
        if found.is_none() {
            problems.report(ProblemKind::AttributeSyntax, &target, usage);
        }
        let mut reference = Reference::empty();
        let mut inner = Inner::new("references", ON_FIELD);
        for part in list {
            let Some(entry) = Self::parse(part, problems) else { continue };
            if inner.admits(&entry, problems) {
                reference.take(entry, problems);
            }
        }
        reference.point_to(found?)
    }

    /// `foreign_key(a, b, references(Other(x, y)))` on a struct, and its fields.
    pub(super) fn foreign_key(self, problems: &mut Collector) -> Option<(Reference, Vec<Ident>)> {
        let usage = "on a model write `foreign_key(first, second, references(Other(x, y)))` with fields of both models";
        let Body::List(list) = self.body else {
            problems.report(ProblemKind::AttributeSyntax, &self.key, usage);
            return None;
        };
        let mut reference = Reference::empty();
        let (mut own, mut target): (Vec<Ident>, Option<Target>) = (Vec::new(), None);
        let mut referenced = false;
        let mut inner = Inner::new("foreign_key", ON_STRUCT);
        for part in parts(list, problems) {
            let Some(entry) = Self::parse(part, problems) else { continue };
            match &entry.body {
                Body::Nothing if !is_flag(&entry.key, ON_STRUCT) => {
                    if own.contains(&entry.key) {
                        problems.report(
                            ProblemKind::RepeatedAttribute,
                            &entry.key,
                            format!("`{}` is in this key twice", entry.name()),
                        );
                    } else {
                        own.push(entry.key);
                    }
                }
                Body::Value(tokens) if entry.key == "references" => {
                    referenced = true;
                    let target = tokens.to_string().replace(" (", "(").replace(" ,", ",").replace(" :: ", "::");
                    let message = format!("`references` is written `references({target})`");
                    problems.report(ProblemKind::AttributeSyntax, tokens, message);
                }
                Body::List(tokens) if entry.key == "references" => {
                    let tokens = tokens.clone();
                    referenced = true;
                    if inner.admits(&entry, problems) {
                        target = fields_target(tokens.clone());
                        if target.is_none() {
                            problems.report(
                                ProblemKind::AttributeSyntax,
                                &tokens,
                                "write `references(Other(x, y))` with a model and fields of it",
                            );
                        }
                    }
                }
                _ if inner.admits(&entry, problems) => reference.take(entry, problems),
                _ => {}
            }
        }
        let Some(target) = target else {
            if !referenced {
                problems.report(ProblemKind::AttributeSyntax, &self.key, usage);
            }
            return None;
        };
        if own.len() != target.fields.len() {
            let message =
                format!("this key has {} here, and references {} there", count(own.len()), count(target.fields.len()));
            problems.report(ProblemKind::InvalidReference, &target.path, message);
            return None;
        }
        reference.own = own.iter().map(|ident| ident.unraw().to_string()).collect();
        Some((reference.point_to(target)?, own))
    }
}

fn count(fields: usize) -> String {
    if fields == 1 { "one field".to_owned() } else { format!("{fields} fields") }
}

/// What stands alone in lists of fields and is none.
pub const FLAGS: [&str; 6] =
    ["unique", "nulls_not_distinct", "deferrable", "initially_deferred", "match_full", "not_valid"];

/// Whether `key`, which stands alone, is one of `keys` and no field; a field of such a name is written with `r#`.
pub(super) fn is_flag(key: &Ident, keys: &[&str]) -> bool {
    FLAGS.iter().any(|flag| key == flag && keys.contains(flag))
}

impl Reference {
    fn empty() -> Self {
        Self {
            at: super::Position::default(),
            model: Vec::new(),
            own: Vec::new(),
            fields: Vec::new(),
            on_delete: Action::NoAction,
            on_update: Action::NoAction,
            deferrable: Deferrable::No,
            match_full: false,
            not_valid: false,
            name: None,
            repair: Spelling::default(),
        }
    }

    fn take(&mut self, entry: Entry, problems: &mut Collector) {
        match entry.name().as_str() {
            "on_delete" => self.on_delete = entry.action(problems),
            "on_update" => self.on_update = entry.action(problems),
            "name" => self.name = entry.text(problems).as_ref().map(LitStr::value),
            "match_full" => self.match_full = entry.flag(problems),
            "not_valid" => self.not_valid = entry.flag(problems),
            "repair" => self.repair = entry.repair(problems),
            _ => self.deferrable.take(entry, problems),
        }
    }

    fn point_to(mut self, target: Target) -> Option<Self> {
        self.at = position(target.path.segments.first()?.ident.span());
        self.model = target.path.leading_colon.iter().map(|_| String::new()).collect();
        self.model.extend(target.path.segments.iter().map(|segment| segment.ident.unraw().to_string()));
        self.fields = target.fields.iter().map(|ident| ident.unraw().to_string()).collect();
        Some(self)
    }
}

impl Deferrable {
    /// `deferrable` or `initially_deferred`; of both the second says more.
    pub(super) fn take(&mut self, entry: Entry, problems: &mut Collector) {
        let initially = entry.name() == "initially_deferred";
        if entry.flag(problems) && *self != Self::InitiallyDeferred {
            *self = if initially { Self::InitiallyDeferred } else { Self::Deferrable };
        }
    }
}

/// `Model::field`.
fn field_target(target: TokenStream) -> Option<Target> {
    let mut path = Path::parse_mod_style.parse2(target).ok().filter(|path| path.segments.len() > 1)?;
    let field = path.segments.pop()?.ident;
    path.segments.pop_punct();
    Some(Target { path, fields: vec![field] })
}

/// `Model(field, field)`.
fn fields_target(target: TokenStream) -> Option<Target> {
    let mut tokens: Vec<TokenTree> = target.into_iter().collect();
    let TokenTree::Group(group) = tokens.pop()? else { return None };
    if group.delimiter() != Delimiter::Parenthesis {
        return None;
    }
    let fields = syn::punctuated::Punctuated::<Ident, syn::Token![,]>::parse_terminated.parse2(group.stream()).ok()?;
    let path = Path::parse_mod_style.parse2(tokens.into_iter().collect()).ok()?;
    (!fields.is_empty()).then(|| Target { path, fields: fields.into_iter().collect() })
}

/// The path of the model that a field's `references(...)` names, for code that lets rustc resolve it.
pub fn reference_path(field: &syn::Field) -> Option<Path> {
    // The problems are known from `parse_model`.
    Collector::unheard(|known| {
        let list = lists(&field.attrs, Place::Field, "references", known).into_iter().next()?;
        let target = parts(list, known).into_iter().next()?;
        field_target(target.into_iter().collect()).map(|target| target.path)
    })
}

/// The paths of the models that the `foreign_key(...)`s of a struct name, in their order.
pub fn foreign_key_paths(attrs: &[Attribute]) -> Vec<Path> {
    Collector::unheard(|known| {
        let mut paths = Vec::new();
        for list in lists(attrs, Place::Model, "foreign_key", known) {
            for part in parts(list, known) {
                match Entry::parse(part, known) {
                    Some(Entry { key, body: Body::List(tokens) }) if key == "references" => {
                        paths.extend(fields_target(tokens).map(|target| target.path));
                    }
                    _ => {}
                }
            }
        }
        paths
    })
}

/// What stands in the lists of the key `name`.
fn lists(attrs: &[Attribute], place: Place, name: &str, problems: &mut Collector) -> Vec<TokenStream> {
    let entries = entries(attrs, place, &["foreign_key"], problems).into_iter();
    entries
        .filter_map(|entry| match entry.body {
            Body::List(list) if entry.key == name => Some(list),
            _ => None,
        })
        .collect()
}
