//! SQLite.

#[cfg(feature = "introspect")]
mod definition;
#[cfg(feature = "introspect")]
pub(super) mod introspect;
#[cfg(feature = "introspect")]
pub(super) mod normalize;
pub(super) mod render;
mod types;

use crate::plan::{Alters, Capabilities, Comments, ConstraintFacts, Enums, IndexFacts, OwnNames, plain_identity};
use crate::schema::{Dialect, IndexMethod, TableOptions};

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
    makes_namespaces: false,
    indexes: IndexFacts {
        methods: &[IndexMethod::Btree],
        partial: true,
        expressions: true,
        include: false,
        nulls_order: false,
        operator_classes: false,
        collations: true,
        prefixes: false,
        comments: false,
    },
    constraints: ConstraintFacts {
        primary_key_names: false,
        nulls_not_distinct: false,
        deferrable_uniques: false,
        deferrable_foreign_keys: true,
        match_full: false,
        exclusions: false,
        partitions: false,
    },
    options,
    virtual_columns: true,
    on_update_now: false,
    identity: plain_identity,
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

/// What the engine keeps of a table.
fn options(given: &TableOptions) -> TableOptions {
    TableOptions { strict: given.strict, without_rowid: given.without_rowid, ..TableOptions::default() }
}
