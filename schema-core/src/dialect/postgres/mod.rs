//! PostgreSQL.

#[cfg(feature = "introspect")]
pub(super) mod introspect;
#[cfg(feature = "introspect")]
pub(super) mod normalize;
pub(super) mod render;
mod types;

use crate::diff::ConstraintKind;
use crate::plan::{Alters, Capabilities, Comments, Enums};
use crate::schema::{Dialect, TableName};

/// What PostgreSQL can do.
pub(super) const CAPABILITIES: Capabilities = Capabilities {
    dialect: Dialect::Postgres,
    alters: Alters::Singly,
    enums: Enums::Type,
    comments: Comments::Statement,
    uniques_are_indexes: false,
    foreign_keys_need_index: false,
    set_default_action: true,
    namespaces: true,
    identity_is_the_key: false,
    renames: &[ConstraintKind::Unique, ConstraintKind::Index, ConstraintKind::ForeignKey, ConstraintKind::Check],
    primary_key_name: Some(primary_key_name),
    name_problem,
    type_name: types::name,
    value: render::value,
    default_problem: types::default_problem,
    key_problem: types::key_problem,
    conversion: types::conversion,
};

/// The name that the server itself gives to the constraint of a primary key, so that tables made by other hands fit.
fn primary_key_name(table: &TableName) -> String {
    let mut end = table.name.len().min(63 - "_pkey".len());
    while !table.name.is_char_boundary(end) {
        end -= 1;
    }
    format!("{}_pkey", &table.name[..end])
}

/// The server cuts longer names without a word.
fn name_problem(name: &str) -> Option<String> {
    (name.len() > 63).then(|| format!("it has {} bytes, and 63 are kept", name.len()))
}
