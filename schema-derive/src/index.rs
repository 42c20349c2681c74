//! The index that the build step wrote, as constants of an expansion.

use proc_macro2::{Ident, TokenStream};
use quote::quote;
use schema_core_grammar::index::shard;

use crate::spans::call_at;

/// What rustc says where no build script ran.
const NO_BUILD_SCRIPT: &str = "this crate has no build script that reads its models: run `cargo schema init`";

/// The constant `__SCHEMA_SEEN`: the item called `name` as the build step saw it, and the check that it did so.
///
/// Without a `hash` (the definition has errors of its own) it is nothing, and no index is read, so that nothing
/// is said but what is wrong.
pub(crate) fn seen(ident: &Ident, name: &str, hash: Option<u64>) -> TokenStream {
    let Some(hash) = hash else {
        return quote! {
            const __SCHEMA_SEEN: ::core::option::Option<&'static __schema_core::witness::Seen> =
                ::core::option::Option::None;
        };
    };
    let file = format!("/schema/{:02}.rs", shard(name));
    let arguments = quote!(__SCHEMA_INDEX, ::core::module_path!(), #name, #hash);
    let check = call_at(ident, "check", None, arguments.clone());
    quote! {
        const __SCHEMA_INDEX: &'static [__schema_core::witness::Seen] =
            &::core::include!(::core::concat!(::core::env!("OUT_DIR", #NO_BUILD_SCRIPT), #file));
        const __SCHEMA_SEEN: ::core::option::Option<&'static __schema_core::witness::Seen> =
            __schema_core::witness::find(#arguments);
        const _: () = { #check };
    }
}
