//! `#[derive(SchemaType)]`.

use proc_macro2::TokenStream;
use quote::quote;
use schema_core::declare::{self, Collector, Newtype};
use syn::DeriveInput;
use syn::ext::IdentExt as _;

use crate::model::allow_deprecated;
use crate::spans::call_at;
use crate::{hover, index};

pub(crate) fn expand(input: &DeriveInput, problems: &mut Collector) -> TokenStream {
    let newtype = declare::parse_newtype(input, problems);
    let sound = problems.is_empty();
    let ident = &input.ident;
    let (impl_generics, type_generics, where_clause) = input.generics.split_for_impl();

    let hover = hover::uses(input);
    let hash = newtype.as_ref().filter(|_| sound).map(|newtype| newtype.hash);
    let seen = index::seen(ident, &ident.unraw().to_string(), hash);
    let (column_type, nullable, check) = match (&newtype, declare::inner_type(input)) {
        (Some(Newtype { column_type: Some(column_type), .. }), _) => {
            let text = column_type.to_string();
            (quote!(#text), quote!(false), TokenStream::new())
        }
        (Some(_), Some(inner)) if input.generics.params.is_empty() => (
            quote!(<#inner as ::schema_core::SqlType>::TYPE),
            quote!(<#inner as ::schema_core::SqlType>::NULLABLE),
            // Of the newtype, whose type is the inner one's: that the inner one has a type is asked once, in the impl.
            call_at(inner, "check_type", Some(ident), quote!(__SCHEMA_SEEN, "0")),
        ),
        // There is an error already; any type will do.
        _ => (quote!("text"), quote!(false), TokenStream::new()),
    };
    let deprecated = allow_deprecated(input);
    quote! {
        #deprecated
        const _: () = {
            #hover
            #seen
            const _: () = { #check };
            #[automatically_derived]
            impl #impl_generics ::schema_core::SqlType for #ident #type_generics #where_clause {
                const TYPE: &'static ::core::primitive::str = #column_type;
                const NULLABLE: ::core::primitive::bool = #nullable;
            }
        };
    }
}
