//! `#[derive(Schema)]`.

use proc_macro2::{Ident, Span, TokenStream};
use quote::quote;
use schema_core_grammar::declare::{self, Case, Collector, Field, Model, snake_case};
use syn::ext::IdentExt as _;
use syn::{Data, DeriveInput};

use crate::spans::call_at;
use crate::{hover, index};

pub(crate) fn expand(input: &DeriveInput, problems: &mut Collector) -> TokenStream {
    let model = declare::parse_model(input, problems);
    let sound = problems.is_empty() && model.is_some();
    // Where it is no model at all, an empty one keeps the errors at one.
    let model = model.unwrap_or_else(|| Model { name: input.ident.unraw().to_string(), ..Model::default() });
    let ident = &input.ident;
    let columns = columns(&model, input);

    let alias = crate::alias(model.crate_path.as_deref());
    let hover = hover::uses(input);
    let seen = index::seen(ident, &model.name, sound.then_some(model.hash));
    // Types that use parameters mean nothing in a constant; the error about the parameters is enough.
    let checked = if input.generics.params.is_empty() { columns.as_slice() } else { &[] };
    let checks = checked.iter().map(|column| checks(column, ident));
    let flattened = flattened(&model, input);
    let keys = if input.generics.params.is_empty() { foreign_keys(&model, input) } else { TokenStream::new() };
    let (names, implementation) = if model.embedded {
        (TokenStream::new(), embedded(&model, input))
    } else {
        (names(&columns, input), implementation(&model, &columns, input))
    };
    let deprecated = allow_deprecated(input);
    quote! {
        #deprecated
        const _: () = {
            #alias
            #hover
            #seen
            #(#checks)*
            #flattened
            #keys
            #names
            #implementation
        };
    }
}

/// A field with a column, as declared and as tokens.
struct Column<'a> {
    declared: Field,
    tokens: &'a syn::Field,
    ident: &'a Ident,
    /// Its name, should the build step have none.
    name: String,
}

fn columns<'a>(model: &Model, input: &'a DeriveInput) -> Vec<Column<'a>> {
    let Data::Struct(data) = &input.data else { return Vec::new() };
    let fields =
        model.fields.iter().zip(&data.fields).filter(|(declared, _)| !declared.skip && declared.flatten.is_none());
    fields
        .filter_map(|(declared, tokens)| {
            let cased =
                || model.rename_all.map_or_else(|| declared.name.clone(), |case: Case| case.apply(&declared.name));
            let name = declared.column.clone().unwrap_or_else(cased);
            Some(Column { declared: declared.clone(), tokens, ident: tokens.ident.as_ref()?, name })
        })
        .collect()
}

/// The constant that holds the build step to what the compiler knows of a field. One for each field, so that no error
/// hides that of another field.
fn checks(column: &Column<'_>, model: &Ident) -> TokenStream {
    let Column { declared, tokens, ident, name: _ } = column;
    let name = &declared.name;
    let mut checks = call_at(ident, "check_field", None, quote!(__SCHEMA_SEEN, #name));
    let spelled = declared.native.as_ref().is_some_and(|spelling| spelling.any.is_some());
    if declared.column_type.is_none() && declared.json.is_none() && !spelled {
        let ty = declare::stored_type(tokens);
        checks.extend(call_at(&ty, "check_type", Some(&ty), quote!(__SCHEMA_SEEN, #name)));
    }
    if let (Some(reference), Some(path)) = (&declared.references, declare::reference_path(tokens)) {
        checks.extend(reference.fields.iter().map(|target| check_reference(&path, model, name, target)));
    }
    quote!(const _: () = { #checks };)
}

/// Holds the build step to the embedded structs that fields are.
fn flattened(model: &Model, input: &DeriveInput) -> TokenStream {
    let Data::Struct(data) = &input.data else { return TokenStream::new() };
    if !input.generics.params.is_empty() {
        return TokenStream::new();
    }
    let fields = model.fields.iter().zip(&data.fields).filter(|(declared, _)| declared.flatten.is_some());
    let checks = fields.map(|(declared, tokens)| {
        let (name, ty) = (&declared.name, &tokens.ty);
        let field = call_at(ty, "check_field", None, quote!(__SCHEMA_SEEN, #name));
        let check = call_at(ty, "check_type", Some(ty), quote!(__SCHEMA_SEEN, #name));
        quote!(const _: () = { #field #check };)
    });
    checks.collect()
}

/// An embedded struct is no model. Its type tells which one it is to the models that flatten it.
fn embedded(model: &Model, input: &DeriveInput) -> TokenStream {
    let ident = &input.ident;
    let (impl_generics, type_generics, where_clause) = input.generics.split_for_impl();
    let text = declare::embedded_type(model.hash);
    quote! {
        #[automatically_derived]
        impl #impl_generics __schema_core::SqlType for #ident #type_generics #where_clause {
            const TYPE: &'static ::core::primitive::str = #text;
        }
    }
}

/// The same for the keys on the struct.
fn foreign_keys(model: &Model, input: &DeriveInput) -> TokenStream {
    let paths = declare::foreign_key_paths(&input.attrs);
    let keys = model.foreign_keys.iter().zip(&paths).map(|(reference, path)| {
        let fields = reference.own.iter().zip(&reference.fields);
        let checks = fields.map(|(own, target)| check_reference(path, &input.ident, own, target));
        quote!(const _: () = { #(#checks)* };)
    });
    keys.collect()
}

/// Holds the build step to the model that `path` is to rustc, and to its field `target`.
fn check_reference(path: &syn::Path, model: &Ident, field: &str, target: &str) -> TokenStream {
    let mut resolved = path.clone();
    if path.is_ident("Self") {
        let mut model = model.clone();
        model.set_span(path.segments[0].ident.span());
        resolved = model.into();
    }
    call_at(path, "check_reference", Some(&resolved), quote!(__SCHEMA_SEEN, #field, #target))
}

/// The struct with one field for each column. It has the model's visibility, so that it goes where the model goes.
fn names(columns: &[Column<'_>], input: &DeriveInput) -> TokenStream {
    let DeriveInput { vis, ident, generics, .. } = input;
    // A model has no parameters; where the user wrote some, that error is enough.
    if !generics.params.is_empty() {
        return TokenStream::new();
    }
    let doc = format!("The names of the columns of [`{}`].", ident.unraw());
    let fields = columns.iter().map(|column| {
        let field = at_call_site(column.ident);
        let doc = format!("Name of the column of `{}`.", column.declared.name);
        quote!(#[doc = #doc] #vis #field: __schema_core::model::Column<#ident>)
    });
    quote! {
        #[doc = #doc]
        #vis struct __SchemaColumns {
            #(#fields,)*
        }
    }
}

fn implementation(model: &Model, columns: &[Column<'_>], input: &DeriveInput) -> TokenStream {
    let ident = &input.ident;
    let (impl_generics, type_generics, where_clause) = input.generics.split_for_impl();
    let table = model.table.clone().unwrap_or_else(|| snake_case(&model.name));
    let namespace = match &model.namespace {
        Some(namespace) => quote!(::core::option::Option::Some(#namespace)),
        None => quote!(::core::option::Option::None),
    };
    let names: Vec<&str> = columns.iter().map(|column| column.declared.name.as_str()).collect();
    let column_names = columns.iter().map(|column| {
        let (field, name) = (&column.declared.name, &column.name);
        quote!(__schema_core::witness::column(__SCHEMA_SEEN, #field, #name))
    });
    let (columns_type, columns_value) = if input.generics.params.is_empty() {
        let fields = columns.iter().enumerate().map(|(at, column)| {
            let field = at_call_site(column.ident);
            quote!(#field: __schema_core::model::Column::new(<#ident as __schema_core::Model>::COLUMNS[#at]))
        });
        let value = quote! {
            const COLUMNS: __SchemaColumns = __SchemaColumns { #(#fields,)* };
            COLUMNS
        };
        (quote!(__SchemaColumns), value)
    } else {
        (quote!(()), TokenStream::new())
    };
    quote! {
        #[automatically_derived]
        impl #impl_generics __schema_core::Model for #ident #type_generics #where_clause {
            type Columns = #columns_type;
            const TABLE: &'static ::core::primitive::str = __schema_core::witness::table(__SCHEMA_SEEN, #table);
            const NAMESPACE: ::core::option::Option<&'static ::core::primitive::str> =
                __schema_core::witness::namespace(__SCHEMA_SEEN, #namespace);
            const FIELDS: &'static [&'static ::core::primitive::str] = &[#(#names),*];
            const COLUMNS: &'static [&'static ::core::primitive::str] = &[#(#column_names),*];
            fn columns() -> #columns_type {
                #columns_value
            }
        }
    }
}

/// The identifier as generated code: lints that are the user's for the model's own field are not ours to repeat.
fn at_call_site(ident: &Ident) -> Ident {
    let mut ident = ident.clone();
    ident.set_span(ident.span().resolved_at(Span::call_site()));
    ident
}

/// Generated code names a deprecated model only to describe it.
pub(crate) fn allow_deprecated(input: &DeriveInput) -> Option<TokenStream> {
    let deprecated = input.attrs.iter().any(|attr| attr.path().is_ident("deprecated"));
    deprecated.then(|| quote!(#[allow(deprecated)]))
}
