//! SQLite.

#[cfg(feature = "introspect")]
mod definition;
#[cfg(feature = "introspect")]
pub(super) mod introspect;
#[cfg(feature = "introspect")]
pub(super) mod normalize;
pub(super) mod render;
mod types;

use crate::plan::{Alters, Capabilities, Comments, Enums, OwnNames};
use crate::schema::Dialect;

/// What SQLite can do.
pub(super) const CAPABILITIES: Capabilities = Capabilities {
    dialect: Dialect::Sqlite,
    alters: Alters::ByRebuild,
    enums: Enums::Check,
    comments: Comments::Absent,
    uniques_are_indexes: true,
    foreign_keys_need_index: false,
    set_default_action: true,
    namespaces: false,
    identity_is_the_key: true,
    renames: &[],
    primary_key_name: None,
    name_problem,
    own_names: OwnNames::NONE,
    type_name: types::name,
    value: render::value,
    default_problem: |_| None,
    key_problem: |_| None,
    conversion: types::conversion,
};

/// The engine keeps some names for itself.
fn name_problem(name: &str) -> Option<String> {
    let reserved = name.get(..7).is_some_and(|start| start.eq_ignore_ascii_case("sqlite_"));
    reserved.then(|| "those that begin with `sqlite_` are the engine's".to_owned())
}
