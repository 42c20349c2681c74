//! What SQLite can do.

use std::collections::BTreeMap;

use super::{alter, render, types, versions};
use crate::plan::{
    Capabilities, Comments, ConstraintFacts, Enumerations, Enums, IndexFacts, OwnNames, plain_identity, replaced_text,
};
use crate::schema::{ColumnType, Dialect, IndexMethod, Since, Table, TableOptions};

/// What SQLite can do.
pub(super) const CAPABILITIES: Capabilities = Capabilities {
    dialect: Dialect::SQLITE,
    version: versions::OLDEST,
    planner: &alter::ByRebuild,
    transactional_ddl: true,
    foreign_keys_alone: false,
    not_null_copies: false,
    waits_for_constraints: false,
    renames_in_views: true,
    enums: Enums::Check,
    comments: Comments::Absent,
    uniques_are_indexes: true,
    foreign_keys_need_index: false,
    set_default_action: true,
    namespaces: false,
    makes_namespaces: false,
    extensions: |_| BTreeMap::new(),
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
        nulls_not_distinct: Since::Never,
        long_uniques: false,
        deferrable_uniques: false,
        deferrable_foreign_keys: true,
        match_full: false,
        not_valid: false,
        no_inherit: false,
        exclusions: false,
        partitions: false,
    },
    options,
    virtual_columns: Since::Always,
    vectors: Since::Never,
    spelled_types: |_| Since::Always,
    strict_tables: versions::STRICT_TABLES,
    drops_columns: versions::DROPS_COLUMNS,
    on_update_now: false,
    identity: plain_identity,
    numbered: |_| None,
    bare_tables: false,
    identity_is_the_key: true,
    numbers_only_unbound: false,
    drop_needs_copy: |_| false,
    text_numbers: |ty| matches!(ty, ColumnType::Decimal { .. }),
    nameless_in_subqueries: &["true", "false"],
    rename_needs_copy: |_| false,
    renames: &[],
    primary_key_name: None,
    name_problem,
    own_names: OwnNames::NONE,
    type_name: types::name,
    type_in: types::in_table,
    row_number,
    value: render::value,
    default_problem: |_| None,
    key_problem: |_| None,
    table_problem,
    foreign_key_problem: |_, _, _, _| None,
    setting: |_| None,
    remap: |_, _| None,
    has_charset: |_| false,
    renames_in_sql: true,
    generated_not_null: true,
    takes_as_value: |_, _, _, _| false,
    conversion: types::conversion,
    carries: |_, _| false,
    replaced: replaced_text,
    keeps_misfits: |options| !options.strict,
};

/// The engine keeps some names for itself.
fn name_problem(name: &str) -> Option<String> {
    let reserved = name.get(..7).is_some_and(|start| start.eq_ignore_ascii_case("sqlite_"));
    reserved.then(|| "those that begin with `sqlite_` are the engine's".to_owned())
}

/// Why there can be no such table; with the column, where it is about one.
fn table_problem(_: Dialect, table: &Table, _: &Enumerations) -> Option<(Option<String>, String)> {
    let key = table.primary_key.as_ref().map(|key| key.columns.as_slice()).unwrap_or_default();
    if table.options.without_rowid && key.is_empty() {
        return Some((None, "a table WITHOUT ROWID needs a primary key".to_owned()));
    }
    for column in &table.columns {
        let problem = if column.identity.is_some() && table.options.without_rowid {
            "a table WITHOUT ROWID has no numbers to give out: take `auto_increment` off"
        } else if column.generated.is_some() && key.contains(&column.name) {
            "a computed column cannot stand in the primary key"
        } else {
            continue;
        };
        return Some((Some(column.name.clone()), problem.to_owned()));
    }
    let all = table.columns.iter().all(|column| column.generated.is_some());
    all.then(|| (None, "not all of its columns can be computed".to_owned()))
}

/// The hidden number of each row, by one of its names that no column of either table has. A primary key may be that
/// number itself.
fn row_number(old: &Table, new: &Table) -> Option<&'static str> {
    let is_hidden = |table: &Table| {
        let key = table.primary_key.as_ref().map(|key| key.columns.as_slice()).unwrap_or_default();
        let column = key.first().filter(|_| key.len() == 1).and_then(|name| table.column(name));
        let is_number = column.is_some_and(|column| types::is_number_of_row(column, &Enumerations::new()));
        !table.options.without_rowid && !is_number
    };
    let is_free = |name: &&str| {
        let mut columns = old.columns.iter().chain(&new.columns);
        !columns.any(|column| column.name.eq_ignore_ascii_case(name))
    };
    ["rowid", "_rowid_", "oid"].into_iter().find(is_free).filter(|_| is_hidden(old) && is_hidden(new))
}

/// What the engine keeps of a table.
fn options(given: &TableOptions) -> TableOptions {
    TableOptions { strict: given.strict, without_rowid: given.without_rowid, ..TableOptions::default() }
}
