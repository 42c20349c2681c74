//! `#[derive(SchemaEnum)]`.

use proc_macro2::TokenStream;
use quote::quote;
use schema_core_grammar::declare::{self, Collector, EnumDecl};
use syn::DeriveInput;
use syn::ext::IdentExt as _;

use crate::model::allow_deprecated;
use crate::{hover, index};

pub(crate) fn expand(input: &DeriveInput, problems: &mut Collector) -> TokenStream {
    let decl = declare::parse_enum(input, problems);
    let sound = problems.is_empty() && decl.is_some();
    let decl = decl.unwrap_or_else(|| EnumDecl { name: input.ident.unraw().to_string(), ..EnumDecl::default() });
    let ident = &input.ident;
    let (impl_generics, type_generics, where_clause) = input.generics.split_for_impl();

    let alias = crate::alias(decl.crate_path.as_deref());
    let hover = hover::uses(input);
    let seen = index::seen(ident, &decl.name, sound.then_some(decl.hash));
    let (name, values) = (decl.type_name(), decl.values());
    let column_type = decl.repr.as_ref().map_or_else(|| format!("enum({name})"), ToString::to_string);
    // Numbers have no names in the database.
    let names = decl.repr.is_none().then(|| {
        quote! {
            #[automatically_derived]
            impl #impl_generics __schema_core::SchemaEnum for #ident #type_generics #where_clause {
                const NAME: &'static ::core::primitive::str = #name;
                const VALUES: &'static [&'static ::core::primitive::str] = &[#(#values),*];
            }
        }
    });
    let deprecated = allow_deprecated(input);
    quote! {
        #deprecated
        const _: () = {
            #alias
            #hover
            #seen
            #[automatically_derived]
            impl #impl_generics __schema_core::SqlType for #ident #type_generics #where_clause {
                const TYPE: &'static ::core::primitive::str = #column_type;
            }
            #[automatically_derived]
            impl #impl_generics __schema_core::model::ArrayItem for #ident #type_generics #where_clause {}
            #names
        };
    }
}
