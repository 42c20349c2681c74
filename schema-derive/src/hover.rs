//! Documentation of keys in editors: an import of nothing, at the key, of a module that has the key's documentation.

use proc_macro2::{Ident, Span, TokenStream};
use quote::{format_ident, quote};
use schema_core_grammar::declare::{keys::Place, known_keys};
use syn::DeriveInput;

/// The imports for all keys of `input` that are known.
pub(crate) fn uses(input: &DeriveInput) -> TokenStream {
    let uses = known_keys(input).into_iter().filter(|(_, key)| key != "crate").map(|(place, key)| {
        let place = format_ident!("{}", module(place));
        let mut name: Ident = format_ident!("r#{}", key.to_string().trim_start_matches("r#"));
        name.set_span(key.span().resolved_at(Span::call_site()));
        quote!(use __schema_core::attr_docs::#place::#name as _;)
    });
    uses.collect()
}

/// The module with the documentation of the keys at `place`.
const fn module(place: Place) -> &'static str {
    match place {
        Place::Model => "model",
        Place::Field => "field",
        Place::Enum => "enumeration",
        Place::Variant => "variant",
        Place::Newtype => "newtype",
    }
}
