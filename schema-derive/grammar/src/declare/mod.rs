//! The attribute grammar: from the tokens of a struct or enum to what it declares. The derive, the build step and the
//! command line tool all read models with it, so that they cannot disagree.

mod case;
mod collector;
mod constraints;
mod defaults;
mod engines;
mod entry;
mod enums;
mod fields;
pub mod hash;
mod indexes;
pub mod keys;
mod model;
mod nearest;
mod options;
mod references;
mod sqlx;
mod structs;
mod types;
mod values;

pub use case::{plural, snake_case};
pub use collector::{Collector, Problem, ProblemKind, position};
pub use engines::{engine_of, engine_of_index};
pub use entry::known_keys;
pub use enums::{inner_type, parse_enum, parse_newtype};
pub use fields::stored_type;
pub use indexes::is_list;
pub use model::{Alias, Case, EnumDecl, Field, Json, Key, Model, Newtype, Position, Reference, TypeRef, Variant};
pub use nearest::{is_slip, nearest};
pub use references::{FLAGS, foreign_key_paths, reference_path};
pub use structs::{embedded_type, parse_model};
pub use types::type_ref;

#[cfg(test)]
mod tests;
