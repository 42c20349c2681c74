//! What PostgreSQL can do.

use super::implied::{plain_identity, primary_key_name};
use super::{alter, computed, extensions, render, types, values, versions};
use crate::diff::ConstraintKind;
use crate::plan::{Capabilities, Comments, ConstraintFacts, Enums, IndexFacts, OwnNames};
use crate::schema::{Dialect, IndexMethod, Since, TableOptions};

/// What PostgreSQL can do.
pub(super) const CAPABILITIES: Capabilities = Capabilities {
    dialect: Dialect::POSTGRES,
    version: versions::OLDEST,
    planner: &alter::InPlace,
    transactional_ddl: true,
    foreign_keys_alone: true,
    not_null_copies: false,
    waits_for_constraints: true,
    renames_in_views: false,
    enums: Enums::Type,
    comments: Comments::Statement,
    uniques_are_indexes: false,
    foreign_keys_need_index: false,
    set_default_action: true,
    namespaces: true,
    makes_namespaces: true,
    extensions: extensions::of,
    indexes: IndexFacts {
        methods: &[
            IndexMethod::Btree,
            IndexMethod::Hash,
            IndexMethod::Gin,
            IndexMethod::Gist,
            IndexMethod::Brin,
            IndexMethod::Spgist,
        ],
        partial: true,
        expressions: true,
        include: true,
        nulls_order: true,
        operator_classes: true,
        collations: true,
        prefixes: false,
        comments: true,
    },
    constraints: ConstraintFacts {
        primary_key_names: true,
        nulls_not_distinct: versions::NULLS_NOT_DISTINCT,
        long_uniques: false,
        deferrable_uniques: true,
        deferrable_foreign_keys: true,
        match_full: true,
        not_valid: true,
        no_inherit: true,
        exclusions: true,
        partitions: true,
    },
    options,
    virtual_columns: versions::VIRTUAL_COLUMNS,
    // An extension has them.
    vectors: Since::Always,
    spelled_types: versions::of_spelled,
    strict_tables: Since::Never,
    drops_columns: Since::Always,
    on_update_now: false,
    identity: plain_identity,
    numbered: types::numbered,
    bare_tables: true,
    identity_is_the_key: false,
    numbers_only_unbound: false,
    drop_needs_copy: |_| false,
    text_numbers: |_| false,
    nameless_in_subqueries: &[],
    rename_needs_copy: |_| false,
    renames: &[
        ConstraintKind::Unique,
        ConstraintKind::Index,
        ConstraintKind::ForeignKey,
        ConstraintKind::Check,
        ConstraintKind::Exclusion,
    ],
    primary_key_name: Some(primary_key_name),
    name_problem,
    own_names: OWN_NAMES,
    type_name: types::name,
    type_in: |_, declared| Ok(declared),
    row_number: |_, _| None,
    value: render::value,
    default_problem: types::default_problem,
    key_problem: types::key_problem,
    foreign_key_problem: |_, _, _, _| None,
    setting: |_| None,
    table_problem: computed::problem,
    remap: |_, _| None,
    has_charset: |_| false,
    renames_in_sql: true,
    generated_not_null: true,
    takes_as_value: values::takes_as_value,
    conversion: types::conversion,
    carries: types::carries,
    replaced: types::replaced,
    keeps_misfits: |_| false,
};

/// The server cuts longer names without a word.
fn name_problem(name: &str) -> Option<String> {
    (name.len() > 63).then(|| format!("it has {} bytes, and 63 are kept", name.len()))
}

/// System columns, and the types that `pg_catalog` has in every version from 14 on: its names go before all others.
const OWN_NAMES: OwnNames = OwnNames {
    columns: &["tableoid", "xmin", "cmin", "xmax", "cmax", "ctid"],
    indexes: &[],
    #[rustfmt::skip]
    types: &[
        "aclitem", "any", "anyarray", "anycompatible", "anycompatiblearray", "anycompatiblemultirange",
        "anycompatiblenonarray", "anycompatiblerange", "anyelement", "anyenum", "anymultirange", "anynonarray",
        "anyrange", "bit", "bool", "box", "bpchar", "bytea", "char", "cid", "cidr", "circle", "cstring", "date",
        "datemultirange", "daterange", "event_trigger", "fdw_handler", "float4", "float8", "gtsvector",
        "index_am_handler", "inet", "int2", "int2vector", "int4", "int4multirange", "int4range", "int8",
        "int8multirange", "int8range", "internal", "interval", "json", "jsonb", "jsonpath", "language_handler",
        "line", "lseg", "macaddr", "macaddr8", "money", "name", "numeric", "nummultirange", "numrange", "oid",
        "oidvector", "path", "point", "polygon", "record", "refcursor", "regclass", "regcollation", "regconfig",
        "regdictionary", "regnamespace", "regoper", "regoperator", "regproc", "regprocedure", "regrole", "regtype",
        "table_am_handler", "text", "tid", "time", "timestamp", "timestamptz", "timetz", "trigger", "tsm_handler",
        "tsmultirange", "tsquery", "tsrange", "tstzmultirange", "tstzrange", "tsvector", "txid_snapshot", "unknown",
        "uuid", "varbit", "varchar", "void", "xid", "xid8", "xml",
    ],
};

/// What the server keeps of a table.
fn options(given: &TableOptions) -> TableOptions {
    let TableOptions { tablespace, unlogged, parameters, .. } = given.clone();
    TableOptions { tablespace, unlogged, parameters, ..TableOptions::default() }
}
