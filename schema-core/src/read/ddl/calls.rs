//! Calls by which other libraries make tables, or run migrations of their own.

/// How something is called.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    /// `name(…)`, also as a method or behind a path.
    Function,
    /// `name!(…)`.
    Macro,
}

/// What a call does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Does {
    /// It makes or changes tables.
    Tables,
    /// It runs migrations of its own.
    Migrations,
}

/// A call.
#[derive(Debug)]
pub(super) struct Call {
    pub(super) name: &'static str,
    pub(super) form: Form,
    /// The name before it in its path, where the name alone says too little.
    pub(super) of: Option<&'static str>,
    /// Texts of which the file has to have one, where the name alone says too little.
    beside: &'static [&'static str],
    pub(super) library: &'static str,
    pub(super) does: Does,
}

const fn tables(library: &'static str, name: &'static str) -> Call {
    Call { name, form: Form::Function, of: None, beside: &[], library, does: Does::Tables }
}

const fn migrations(library: &'static str, name: &'static str) -> Call {
    Call { does: Does::Migrations, ..tables(library, name) }
}

impl Call {
    const fn of(self, of: &'static str) -> Self {
        Self { of: Some(of), ..self }
    }

    const fn beside(self, beside: &'static [&'static str]) -> Self {
        Self { beside, ..self }
    }

    const fn bang(self) -> Self {
        Self { form: Form::Macro, ..self }
    }
}

const BUILDERS: &[&str] = &["sea_query", "sea_orm"];
const SYNCS: &[&str] = &["sea_orm", ".sync(", ".apply("];
const DIESEL: &[&str] = &["diesel", "MigrationHarness", "MIGRATIONS"];
const MANAGERS: &[&str] = &["SchemaManager", "barrel", "welds"];

/// Each name as it is in the library's documentation; the first that fits counts.
const CALLS: [Call; 38] = [
    tables("SeaORM", "create_table_from_entity"),
    tables("SeaORM", "create_enum_from_entity"),
    tables("SeaORM", "create_enum_from_active_enum"),
    tables("SeaORM", "create_index_from_entity"),
    tables("SeaORM", "get_schema_builder").beside(SYNCS),
    tables("SeaORM", "get_schema_registry").beside(SYNCS),
    tables("sea-query", "create").of("Table").beside(BUILDERS),
    tables("sea-query", "alter").of("Table").beside(BUILDERS),
    tables("sea-query", "drop").of("Table").beside(BUILDERS),
    tables("sea-query", "rename").of("Table").beside(BUILDERS),
    tables("sea-query", "create").of("Index").beside(BUILDERS),
    tables("sea-query", "drop").of("Index").beside(BUILDERS),
    tables("sea-query", "create").of("ForeignKey").beside(BUILDERS),
    tables("sea-query", "create").of("Type").beside(BUILDERS),
    tables("a schema builder", "create_table").beside(MANAGERS),
    tables("a schema builder", "alter_table").beside(MANAGERS),
    tables("a schema builder", "drop_table").beside(MANAGERS),
    tables("a schema builder", "create_index").beside(MANAGERS),
    tables("rbatis", "sync").of("RBatis"),
    tables("rbatis", "sync").of("table_sync"),
    tables("toasty", "push_schema").beside(&["toasty", "Db"]),
    tables("toasty", "reset_db").beside(&["toasty"]),
    migrations("SeaORM", "up").of("Migrator"),
    migrations("SeaORM", "fresh").of("Migrator"),
    migrations("SeaORM", "refresh").of("Migrator"),
    migrations("SeaORM", "run_cli").beside(&["sea_orm_migration"]),
    migrations("diesel", "run_pending_migrations").beside(DIESEL),
    migrations("diesel", "run_next_migration").beside(DIESEL),
    migrations("refinery", "embed_migrations").bang().beside(&["refinery"]),
    migrations("diesel", "embed_migrations").bang(),
    migrations("refinery", "load_sql_migrations"),
    migrations("sqlx", "migrate").bang().of("sqlx"),
    migrations("sqlx", "migrate").bang().beside(&["use sqlx"]),
    migrations("sqlx", "new").of("Migrator").beside(&["sqlx::migrate"]),
    migrations("rusqlite_migration", "to_latest").beside(&["rusqlite_migration"]),
    migrations("butane", "migrate").beside(&["butane"]),
    migrations("vespertide", "vespertide_migration").bang(),
    migrations("cot", "new").of("MigrationEngine").beside(&["cot::"]),
];

/// The call of `name` behind `of`, in a file with this text.
pub(super) fn find(text: &str, form: Form, of: Option<&str>, name: &str) -> Option<&'static Call> {
    CALLS.iter().find(|call| {
        call.name == name
            && call.form == form
            && (call.of.is_none() || call.of == of)
            && (call.beside.is_empty() || call.beside.iter().any(|beside| text.contains(beside)))
    })
}

/// Whether a file with this text may have such a call.
pub(super) fn may_be_in(text: &str) -> bool {
    // A part that all names have, or the one that they stand beside.
    ["_from_entity", "_from_active_enum", "get_schema_", "push_schema", "reset_db", "RBatis", "table_sync"]
        .iter()
        .chain(&["sea_query", "sea_orm", "SchemaManager", "barrel", "welds"])
        .chain(&["igrat", "load_sql_"])
        .any(|part| text.contains(part))
}

/// Calls that run the SQL which they are given.
pub(super) fn runs_sql(name: &str) -> bool {
    const NAMES: [&str; 24] = [
        "batch_execute",
        "exec",
        "exec_drop",
        "execute",
        "execute_batch",
        "execute_many",
        "execute_raw",
        "execute_unprepared",
        "from_sql_and_values",
        "from_string",
        "prepare",
        "query",
        "query_as",
        "query_as_with",
        "query_drop",
        "query_one",
        "query_raw",
        "query_row",
        "query_scalar",
        "query_with",
        "raw_sql",
        "simple_query",
        "sql_query",
        "up",
    ];
    NAMES.contains(&name)
}

/// Calls that only talk about what they are given, or look for it.
pub(super) fn only_talks(name: &str) -> bool {
    const NAMES: [&str; 41] = [
        "anyhow",
        "assert",
        "assert_eq",
        "assert_ne",
        "bail",
        "contains",
        "context",
        "dbg",
        "debug",
        "debug_assert",
        "debug_assert_eq",
        "ends_with",
        "ensure",
        "eprint",
        "eprintln",
        "eq",
        "eq_ignore_ascii_case",
        "error",
        "event",
        "expect",
        "expect_err",
        "find",
        "info",
        "instrument",
        "log",
        "match_indices",
        "matches",
        "panic",
        "print",
        "println",
        "rfind",
        "rsplit",
        "span",
        "split",
        "starts_with",
        "strip_prefix",
        "strip_suffix",
        "todo",
        "trace",
        "unreachable",
        "warn",
    ];
    NAMES.contains(&name)
}

#[cfg(test)]
mod tests {
    use super::{CALLS, may_be_in};

    #[test]
    fn no_call_is_missed_by_the_first_look() {
        for call in &CALLS {
            let parts = std::iter::once(&call.name).chain(call.of.as_ref()).chain(call.beside.first());
            let text: String = parts.flat_map(|part| [*part, " "]).collect();
            assert!(may_be_in(&text), "{call:?}");
        }
    }
}
