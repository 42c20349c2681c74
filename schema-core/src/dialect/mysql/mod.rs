//! MySQL and MariaDB: two flavours of one dialect.

#[cfg(feature = "introspect")]
pub(super) mod introspect;
#[cfg(feature = "introspect")]
pub(super) mod normalize;
pub(super) mod render;
mod types;

use crate::diff::ConstraintKind;
use crate::plan::{Alters, Capabilities, Comments, Enums, OwnNames};
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
    name_problem,
    own_names: OwnNames { indexes: &["primary", "gen_clust_index"], ..OwnNames::NONE },
    type_name: types::name,
    value: render::value,
    default_problem: types::default_problem,
    key_problem: types::key_problem,
    conversion: types::conversion,
};

/// What MariaDB can do.
pub(super) const MARIADB: Capabilities = Capabilities { dialect: Dialect::Mariadb, ..MYSQL };

/// What the server refuses in names.
fn name_problem(name: &str) -> Option<String> {
    if name.chars().count() > 64 {
        Some(format!("it has {} characters, and may have 64", name.chars().count()))
    } else if name.ends_with(' ') {
        Some("it ends with a space".to_owned())
    } else {
        let wide = name.chars().find(|c| c.len_utf8() > 3);
        wide.map(|c| format!("`{c}` is beyond the characters that names may have"))
    }
}
