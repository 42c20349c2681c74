//! MySQL and MariaDB: two flavours of one dialect.

#[cfg(feature = "introspect")]
pub(super) mod introspect;
#[cfg(feature = "introspect")]
pub(super) mod normalize;
pub(super) mod render;
mod types;

use crate::diff::ConstraintKind;
use crate::plan::{Alters, Capabilities, Comments, Enums};
use crate::schema::Dialect;

/// What MySQL can do.
pub(super) const MYSQL: Capabilities = Capabilities {
    dialect: Dialect::Mysql,
    alters: Alters::Together,
    enums: Enums::Inline,
    comments: Comments::Inline,
    uniques_are_indexes: false,
    foreign_keys_need_index: true,
    set_default_action: false,
    namespaces: true,
    identity_is_the_key: false,
    renames: &[ConstraintKind::Unique, ConstraintKind::Index],
    primary_key_name: None,
    type_name: types::name,
    value: render::value,
    default_problem: types::default_problem,
    key_problem: types::key_problem,
    conversion: types::conversion,
};

/// What MariaDB can do.
pub(super) const MARIADB: Capabilities = Capabilities { dialect: Dialect::Mariadb, ..MYSQL };
