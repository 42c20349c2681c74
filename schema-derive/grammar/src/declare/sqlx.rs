//! What `#[sqlx(...)]` says to `FromRow` and `Type`, as far as it concerns columns.
//!
//! It counts wherever it stands: rustc refuses the attribute on a struct that derives nothing of sqlx. (A derive is not
//! shown the other derives beside it, so that it could not ask.) Keys that concern no column are sqlx's business, and so are mistakes: sqlx reports them.

use proc_macro2::TokenTree;
use syn::{Attribute, LitStr, Meta, Type};

use super::Case;
use super::entry::{Body, Entry, parts};
use super::{Collector, Json};

/// The keys that count.
#[derive(Default)]
pub(super) struct Sqlx {
    /// Whether the attribute is there at all.
    pub(super) present: bool,
    pub(super) rename: Option<String>,
    pub(super) rename_all: Option<Case>,
    pub(super) type_name: Option<String>,
    pub(super) skip: bool,
    pub(super) flatten: bool,
    pub(super) json: Option<Json>,
    /// `try_from = "i64"`: the type that is stored.
    pub(super) try_from: Option<Type>,
}

/// Reads the `#[sqlx(...)]` attributes among `attrs`.
pub(super) fn read(attrs: &[Attribute]) -> Sqlx {
    let mut read = Sqlx::default();
    // sqlx's derive reports what is malformed.
    let mut theirs = Collector::new();
    for attr in attrs.iter().filter(|attr| attr.path().is_ident("sqlx")) {
        read.present = true;
        let Meta::List(list) = &attr.meta else { continue };
        for part in parts(list.tokens.clone(), &mut theirs) {
            let Some(entry) = Entry::parse(part, &mut theirs) else { continue };
            read.take(entry);
        }
    }
    let _ = theirs.finish();
    read
}

impl Sqlx {
    fn take(&mut self, entry: Entry) {
        let name = entry.name();
        let text = match &entry.body {
            Body::Value(tokens) => syn::parse2::<LitStr>(tokens.clone()).ok(),
            _ => None,
        };
        match (name.as_str(), entry.body, text) {
            ("rename", _, Some(text)) => self.rename = Some(text.value()),
            ("rename_all", _, Some(text)) => self.rename_all = Case::parse(&text.value()),
            ("type_name", _, Some(text)) => self.type_name = Some(text.value()),
            ("try_from", _, Some(text)) => self.try_from = text.parse().ok(),
            ("skip", Body::Nothing, _) => self.skip = true,
            ("flatten", Body::Nothing, _) => self.flatten = true,
            ("json", Body::Nothing, _) => self.json = Some(Json::NotNull),
            ("json", Body::List(list), _) => {
                let nullable = matches!(list.into_iter().next(), Some(TokenTree::Ident(word)) if word == "nullable");
                self.json = Some(if nullable { Json::Nullable } else { Json::NotNull });
            }
            _ => {}
        }
    }
}
