//! The derive macros of cargo-schema: [`macro@Schema`] for models, [`macro@SchemaEnum`] for enums of values,
//! [`macro@SchemaType`] for newtypes.
//!
//! They read nothing but their input and write nothing but code. The code holds constants that compare what the build
//! step saw in the sources (an index in `OUT_DIR`) with what the compiler sees, so that a disagreement is a compile error
//! on the struct or field that it is about. What can stand in `#[schema(...)]` is listed in `docs/models.md`.

mod enums;
mod hover;
mod index;
mod model;
mod newtype;
mod spans;

use proc_macro::TokenStream;
use quote::quote;
use schema_core_grammar::declare::Collector;
use syn::{DeriveInput, parse_macro_input};

/// Makes a struct with named fields a model: a table with one column for each field.
///
/// Implements `schema_core::Model`. Keys of `#[schema(...)]` on the struct: `table`, `namespace`, `renamed_from`,
/// `rename_all`, `embedded`, `primary_key(...)`, `unique(...)`, `index(...)`, `check(...)`, `foreign_key(...)`, `exclude(...)`,
/// and what one engine has, in `sqlite(...)`, `postgres(...)`, `mysql(...)`; on a field: `skip`, `flatten`, `column`, `type`,
/// `native`, `primary_key`, `auto_increment`, `generated`, `unique`, `index`, `check`, `collate`, `default`, `fill`, `max_length`,
/// `precision`, `scale`, `references(...)`, `renamed_from`, and again the lists of the engines, here with `mariadb(...)`.
///
/// The crate needs a build script that calls `schema_core::build::run()`; `cargo schema init` writes it.
#[proc_macro_derive(Schema, attributes(schema))]
pub fn schema(input: TokenStream) -> TokenStream {
    expand(&parse_macro_input!(input as DeriveInput), model::expand)
}

/// Makes an enum without fields a list of values that the database knows.
///
/// Implements `schema_core::SchemaEnum` and `schema_core::SqlType`; with an integer in `#[repr(...)]` the second alone, for
/// then the numbers of the variants are stored. Keys of `#[schema(...)]` on the enum: `type_name`,
/// `rename_all`, `renamed_from`; on a variant: `value`, `renamed_from`, `replaces`.
#[proc_macro_derive(SchemaEnum, attributes(schema))]
pub fn schema_enum(input: TokenStream) -> TokenStream {
    expand(&parse_macro_input!(input as DeriveInput), enums::expand)
}

/// Makes a tuple struct of one field a type that is stored as that field is.
///
/// Implements `schema_core::SqlType`. Key of `#[schema(...)]`: `type`.
#[proc_macro_derive(SchemaType, attributes(schema))]
pub fn schema_type(input: TokenStream) -> TokenStream {
    expand(&parse_macro_input!(input as DeriveInput), newtype::expand)
}

/// What generated code calls `schema-core`: `crate_path` is what the `crate` key says, which the grammar has found to be a path.
fn alias(crate_path: Option<&str>) -> proc_macro2::TokenStream {
    let path = crate_path.and_then(|path| syn::parse_str::<syn::Path>(path).ok());
    let path = path.map_or_else(|| quote!(::schema_core), |path| quote!(#path));
    quote!(use #path as __schema_core;)
}

/// The code of `expand`, with every problem as an error beside it.
fn expand(input: &DeriveInput, expand: fn(&DeriveInput, &mut Collector) -> proc_macro2::TokenStream) -> TokenStream {
    let mut problems = Collector::new();
    let mut tokens = expand(input, &mut problems);
    tokens.extend(problems.finish().iter().map(spans::compile_error));
    tokens.into()
}
