//! What MySQL and MariaDB can do.

use std::collections::BTreeMap;

use super::{alter, charset, limits, render, types, versions};
use crate::diff::ConstraintKind;
use crate::plan::{Capabilities, Comments, ConstraintFacts, Enums, IndexFacts, OwnNames, replaced_text};
use crate::schema::{Dialect, Identity, IndexMethod, Since, TableOptions};

/// What MySQL can do.
pub(super) const MYSQL: Capabilities = Capabilities {
    dialect: Dialect::MYSQL,
    version: versions::OLDEST_MYSQL,
    planner: &alter::Combined,
    transactional_ddl: false,
    foreign_keys_alone: true,
    not_null_copies: true,
    waits_for_constraints: false,
    renames_in_views: false,
    enums: Enums::Inline,
    comments: Comments::Inline,
    uniques_are_indexes: false,
    foreign_keys_need_index: true,
    set_default_action: false,
    namespaces: true,
    makes_namespaces: false,
    extensions: |_| BTreeMap::new(),
    indexes: IndexFacts {
        methods: &[IndexMethod::Btree, IndexMethod::Fulltext, IndexMethod::Spatial],
        partial: false,
        expressions: true,
        include: false,
        nulls_order: false,
        operator_classes: false,
        collations: false,
        prefixes: true,
        comments: true,
    },
    constraints: ConstraintFacts {
        primary_key_names: false,
        nulls_not_distinct: Since::Never,
        long_uniques: false,
        deferrable_uniques: false,
        deferrable_foreign_keys: false,
        match_full: false,
        not_valid: false,
        no_inherit: false,
        exclusions: false,
        partitions: false,
    },
    options,
    virtual_columns: Since::Always,
    vectors: versions::MYSQL_VECTORS,
    spelled_types: |_| Since::Always,
    strict_tables: Since::Never,
    drops_columns: Since::Always,
    on_update_now: true,
    identity: numbered,
    numbered: |_| None,
    bare_tables: false,
    identity_is_the_key: false,
    numbers_only_unbound: true,
    drop_needs_copy: hidden_name_is_cut,
    text_numbers: |_| false,
    nameless_in_subqueries: &[],
    rename_needs_copy: is_not_itself_in_a_check,
    renames: &[ConstraintKind::Unique, ConstraintKind::Index],
    primary_key_name: None,
    name_problem,
    own_names: OwnNames { indexes: &["primary", "gen_clust_index"], ..OwnNames::NONE },
    type_name: types::name,
    type_in: |_, declared| Ok(declared),
    row_number: |_, _| None,
    value: render::value,
    default_problem: types::default_problem,
    key_problem: types::key_problem,
    table_problem: limits::problem,
    foreign_key_problem: charset::foreign_key_problem,
    setting: limits::setting,
    remap: types::remap,
    has_charset: types::has_charset,
    renames_in_sql: false,
    generated_not_null: true,
    takes_as_value: |_, _, _, _| false,
    conversion: types::conversion,
    carries: |_, _| false,
    replaced: replaced_text,
    keeps_misfits: |_| false,
};

/// What MariaDB can do.
pub(super) const MARIADB: Capabilities = Capabilities {
    dialect: Dialect::MARIADB,
    version: versions::OLDEST_MARIADB,
    vectors: versions::MARIADB_VECTORS,
    indexes: IndexFacts { expressions: false, ..MYSQL.indexes },
    constraints: ConstraintFacts { long_uniques: true, ..MYSQL.constraints },
    numbers_only_unbound: false,
    setting: |_| None,
    drop_needs_copy: |_| false,
    text_numbers: |_| false,
    rename_needs_copy: |_| false,
    renames_in_sql: true,
    generated_not_null: false,
    ..MYSQL
};

/// Whether MySQL takes the type of a column for another one where a check speaks of it, and copies the table for that: seen
/// with version 9.7.
fn is_not_itself_in_a_check(ty: &str) -> bool {
    let ty = ty.to_ascii_lowercase();
    ["tiny", "medium", "long", "enum", "set"].iter().any(|start| ty.starts_with(start)) && !ty.contains("int")
}

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

/// Whether MySQL would break a character: a column that goes without a copy stays under its name behind up to 27 bytes of
/// `!hidden!_dropped_v1_p2_`, and all of it is cut at 64 bytes.
fn hidden_name_is_cut(name: &str) -> bool {
    !name.is_ascii() && name.len() > 37
}

/// What the server keeps of a table.
fn options(given: &TableOptions) -> TableOptions {
    let TableOptions { engine, charset, collation, .. } = given.clone();
    TableOptions { engine, charset, collation, ..TableOptions::default() }
}

/// The first number is an option of the table; there is one step for all of a session.
fn numbered(given: &Identity) -> Identity {
    Identity { start: given.start, ..Identity::default() }
}
