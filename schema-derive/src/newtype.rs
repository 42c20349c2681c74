//! `#[derive(SchemaType)]`.

use proc_macro2::TokenStream;
use quote::quote;
use schema_core_grammar::declare::{self, Collector, Newtype};
use schema_core_grammar::schema::ColumnType;
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

    let alias = crate::alias(newtype.as_ref().and_then(|newtype| newtype.crate_path.as_deref()));
    let hover = hover::uses(input);
    let hash = newtype.as_ref().filter(|_| sound).map(|newtype| newtype.hash);
    let seen = index::seen(ident, &ident.unraw().to_string(), hash);
    let (column_type, nullable, depth, check) = match (&newtype, declare::inner_type(input)) {
        (Some(Newtype { column_type: Some(column_type), .. }), _) => {
            let (item, depth) = item(column_type);
            let text = item.to_string();
            (quote!(#text), quote!(false), quote!(#depth), TokenStream::new())
        }
        (Some(_), Some(inner)) if input.generics.params.is_empty() => (
            quote!(<#inner as __schema_core::SqlType>::TYPE),
            quote!(<#inner as __schema_core::SqlType>::NULLABLE),
            quote!(<#inner as __schema_core::SqlType>::DEPTH),
            // Of the newtype, whose type is the inner one's: that the inner one has a type is asked once, in the impl.
            call_at(inner, "check_type", Some(ident), quote!(__SCHEMA_SEEN, "0")),
        ),
        // There is an error already; any type will do.
        _ => (quote!("text"), quote!(false), quote!(0), TokenStream::new()),
    };
    let deprecated = allow_deprecated(input);
    quote! {
        #deprecated
        const _: () = {
            #alias
            #hover
            #seen
            const _: () = { #check };
            #[automatically_derived]
            impl #impl_generics __schema_core::SqlType for #ident #type_generics #where_clause {
                const TYPE: &'static ::core::primitive::str = #column_type;
                const NULLABLE: ::core::primitive::bool = #nullable;
                const DEPTH: ::core::primitive::u8 = #depth;
            }
            #[automatically_derived]
            impl #impl_generics __schema_core::model::ArrayItem for #ident #type_generics #where_clause {}
        };
    }
}

/// What an array is of in the end, and how deep that lies.
fn item(ty: &ColumnType) -> (&ColumnType, u8) {
    match ty {
        ColumnType::Array(of) => {
            let (item, depth) = item(of);
            (item, depth.saturating_add(1))
        }
        other => (other, 0),
    }
}
