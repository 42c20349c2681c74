//! A field of a model.

use std::collections::BTreeSet;

use proc_macro2::Ident;
use syn::Type;
use syn::ext::IdentExt as _;
use syn::spanned::Spanned as _;

use super::ProblemKind;
use super::collector::position;
use super::engines;
use super::entry::{Body, Entry, Inner, entries, parts};
use super::hash::comment;
use super::keys::Place;
use super::{Collector, Field, TypeRef, sqlx, type_ref};
use crate::schema::{Dialect, Generated, Identity, Spelling};

/// Reads a named field; gives nothing for one without a name. Other fields that it names are added to `named`.
pub(super) fn parse(field: &syn::Field, named: &mut Vec<Ident>, problems: &mut Collector) -> Option<Field> {
    let ident = field.ident.as_ref()?;
    let foreign = sqlx::read(&field.attrs);
    let stored = foreign.try_from.as_ref().unwrap_or(&field.ty);
    let mut parsed = Field {
        name: ident.unraw().to_string(),
        at: position(ident.span()),
        ty_at: position(field.ty.span()),
        size_at: None,
        ty: type_ref(stored),
        skip: foreign.skip,
        flatten: foreign.flatten.then(String::new),
        column: foreign.rename,
        column_type: None,
        native: None,
        json: foreign.json,
        primary_key: false,
        identity: None,
        generated: None,
        unique: None,
        index: None,
        checks: Vec::new(),
        default: None,
        fill: None,
        max_length: None,
        collation: Spelling::default(),
        charset: None,
        on_update_now: false,
        precision: None,
        scale: None,
        references: None,
        renamed_from: None,
        comment: comment(&field.attrs),
    };
    let mut given = Vec::new();
    let mut of_engines = BTreeSet::new();
    for entry in entries(&field.attrs, Place::Field, &["check"], problems) {
        given.push(entry.key.clone());
        match entry.engine(engines::at(Place::Field)) {
            Some(dialect) => {
                for entry in entry.keys_of_engine(engines::at(Place::Field), &mut of_engines, problems) {
                    given.push(entry.key.clone());
                    take_of_engine(&mut parsed, dialect, entry, problems);
                }
            }
            None => take(&mut parsed, entry, named, problems),
        }
    }
    check(&parsed, &given, problems);
    // A field that is left out may well be flattened by sqlx.
    parsed.flatten = parsed.flatten.filter(|_| !parsed.skip);
    Some(parsed)
}

/// The type whose values are stored for a field: its own, or what `#[sqlx(try_from = "...")]` says.
pub fn stored_type(field: &syn::Field) -> Type {
    sqlx::read(&field.attrs).try_from.unwrap_or_else(|| field.ty.clone())
}

/// Takes a key of one engine.
fn take_of_engine(field: &mut Field, dialect: Dialect, entry: Entry, problems: &mut Collector) {
    match entry.name().as_str() {
        "charset" => field.charset = entry.text(problems).map(|text| text.value()),
        "on_update" => field.on_update_now = entry.now(problems),
        _ => {
            if let Some(text) = entry.text(problems) {
                field.native.get_or_insert_default().per_dialect.insert(dialect, text.value());
            }
        }
    }
}

fn take(field: &mut Field, entry: Entry, named: &mut Vec<Ident>, problems: &mut Collector) {
    let name = entry.name();
    let at = (position(entry.key.span()), name.chars().count());
    match name.as_str() {
        "skip" => field.skip |= entry.flag(problems),
        "flatten" => field.flatten = entry.flatten(problems),
        "column" => field.column = entry.text(problems).map(|text| text.value()),
        "type" => {
            field.size_at = Some(at);
            field.column_type = entry.column_type(problems);
        }
        "native" => {
            let any = entry.native(problems).and_then(|it| it.any);
            if any.is_some() {
                field.native.get_or_insert_default().any = any;
            }
        }
        "primary_key" => field.primary_key = entry.flag(problems),
        "auto_increment" => field.identity = entry.identity(problems),
        "generated" => field.generated = entry.generated(problems),
        "unique" => field.unique = entry.field_unique(problems),
        "index" => {
            field.index = entry.field_index(problems).map(|(key, idents)| {
                named.extend(idents);
                key
            });
        }
        "check" => field.checks.extend(entry.check(problems)),
        "collate" => field.collation = entry.spelling(problems).unwrap_or_default(),
        "default" => field.default = entry.default_value(problems).or(field.default.take()),
        "fill" => field.fill = entry.default_value(problems).or(field.fill.take()),
        "max_length" => {
            let key = entry.key.clone();
            field.size_at = Some(at);
            field.max_length = entry.number(problems);
            if field.max_length == Some(0) {
                problems.report(ProblemKind::InvalidAttributeValue, &key, "`max_length` is at least 1");
                field.max_length = None;
            }
        }
        "precision" => {
            field.size_at = Some(at);
            field.precision = entry.number(problems);
        }
        "scale" => field.scale = entry.number(problems),
        "references" => field.references = entry.reference(problems),
        "comment" => field.comment = entry.text(problems).map(|text| text.value()).or(field.comment.take()),
        "renamed_from" => field.renamed_from = entry.text(problems).map(|text| text.value()),
        // `entries` admits the keys of the list alone, and a test holds that each of them has an effect.
        _ => {}
    }
}

impl Entry {
    /// `auto_increment`, `auto_increment(always, start = 1000, increment = 10)`.
    fn identity(self, problems: &mut Collector) -> Option<Identity> {
        let mut identity = Identity::default();
        match &self.body {
            Body::Nothing => {}
            Body::Value(tokens) => {
                problems.report(
                    ProblemKind::AttributeSyntax,
                    tokens,
                    "`auto_increment` takes no value; more is said as in `auto_increment(start = 1000)`",
                );
                return None;
            }
            Body::List(list) => {
                let mut inner = Inner::new("auto_increment", &["always", "start", "increment"]);
                for part in parts(list.clone(), problems) {
                    let Some(entry) = Self::parse(part, problems) else { continue };
                    if !inner.admits(&entry, problems) {
                        continue;
                    }
                    match entry.name().as_str() {
                        "always" => identity.always = entry.flag(problems),
                        "start" => identity.start = entry.signed(problems),
                        _ => {
                            let key = entry.key.clone();
                            identity.increment = entry.signed(problems);
                            if identity.increment == Some(0) {
                                problems.report(ProblemKind::InvalidAttributeValue, &key, "`increment` is not 0");
                            }
                        }
                    }
                }
            }
        }
        Some(identity)
    }

    /// `flatten`, `flatten(prefix = "home_")`; gives the prefix.
    fn flatten(self, problems: &mut Collector) -> Option<String> {
        let mut prefix = String::new();
        match &self.body {
            Body::Nothing => {}
            Body::Value(tokens) => problems.report(
                ProblemKind::AttributeSyntax,
                tokens,
                "a prefix is given as in `flatten(prefix = \"home_\")`",
            ),
            Body::List(list) => {
                let mut inner = Inner::new("flatten", &["prefix"]);
                for part in parts(list.clone(), problems) {
                    let Some(entry) = Self::parse(part, problems) else { continue };
                    if inner.admits(&entry, problems) {
                        prefix = entry.text(problems).map(|text| text.value()).unwrap_or_default();
                    }
                }
            }
        }
        Some(prefix)
    }

    /// `generated(stored, "price * amount", postgres = "...")`.
    fn generated(self, problems: &mut Collector) -> Option<Generated> {
        if !self.sql_in_list(problems) {
            return None;
        }
        let mut stored = false;
        let expression =
            self.spelling_beside(&["stored"], problems, |entry, problems| stored = entry.flag(problems))?;
        Some(Generated { expression, stored })
    }
}

/// What keys of one field say to each other.
fn check(field: &Field, given: &[Ident], problems: &mut Collector) {
    let find = |name: &str| given.iter().find(|key| key.unraw() == name);
    if field.skip {
        for key in given.iter().filter(|key| *key != "skip") {
            problems.report(
                ProblemKind::ConflictingAttributes,
                key,
                format!("`{}` needs a column, and this field says `skip`", key.unraw()),
            );
        }
        return;
    }
    if field.flatten.is_some() {
        for key in given.iter().filter(|key| *key != "flatten") {
            let key_name = key.unraw();
            problems.report(
                ProblemKind::ConflictingAttributes,
                key,
                format!("`{key_name}` needs one column, and this field says `flatten`: say it in the embedded struct"),
            );
        }
        return;
    }
    for (one, other) in [
        ("auto_increment", "default"),
        ("generated", "auto_increment"),
        ("generated", "default"),
        ("generated", "fill"),
        ("generated", "on_update"),
        ("auto_increment", "on_update"),
        ("type", "max_length"),
        ("type", "precision"),
        ("type", "scale"),
    ] {
        if let (Some(_), Some(second)) = (find(one), find(other)) {
            let way_out = match one {
                "generated" => ": the database computes this column, in rows that exist as well",
                "type" => {
                    ": write the size into the type, as in `type = \"varchar(80)\"` or `type = \"decimal(10,2)\"`"
                }
                _ => ": leave one of them away",
            };
            problems.report(
                ProblemKind::ConflictingAttributes,
                second,
                format!("`{other}` and `{one}` cannot stand together{way_out}"),
            );
        }
    }
    if let Some(scale) = find("scale") {
        match (field.precision, field.scale) {
            (None, _) if find("precision").is_none() => {
                problems.report(ProblemKind::MissingAttribute, scale, "`scale` wants `precision` beside it");
            }
            (Some(precision), Some(digits)) if digits > precision => {
                problems.report(
                    ProblemKind::InvalidAttributeValue,
                    scale,
                    format!("`scale` is {digits}, more than `precision`, which is {precision}"),
                );
            }
            _ => {}
        }
    }
    if let Some(key) = find("auto_increment")
        && is_option(&field.ty)
    {
        problems.report(
            ProblemKind::WrongNullability,
            key,
            "a column that the database numbers is never NULL: its type is no `Option<T>`",
        );
    }
}

fn is_option(ty: &TypeRef) -> bool {
    matches!(ty, TypeRef::Path { segments, .. } if segments.last().is_some_and(|name| name == "Option"))
}
