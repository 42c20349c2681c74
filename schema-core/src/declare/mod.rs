//! The attribute grammar: from the tokens of a struct or enum to what it declares. The derive, the build step and the
//! command line tool all read models with it, so that they cannot disagree.

mod model;

pub use model::{Alias, Case, EnumDecl, Field, Key, Model, Newtype, Position, Reference, TypeRef};
