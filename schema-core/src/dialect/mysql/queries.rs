//! The queries of the information schema that a database is read by, and their rows.

use crate::connect::{Session, row};
use crate::schema::{Dialect, Version};

pub(super) const TABLES: &str = "
SELECT TABLE_NAME AS name, TABLE_TYPE AS kind, ENGINE AS storage_engine, TABLE_COLLATION AS table_collation,
    CREATE_OPTIONS AS create_options, TABLE_COMMENT AS table_comment, @@default_storage_engine AS default_engine
FROM information_schema.TABLES
WHERE TABLE_SCHEMA = DATABASE()";

row! {
    pub(super) struct TableRow {
        pub(super) name: String,
        pub(super) kind: String,
        pub(super) storage_engine: Option<String>,
        pub(super) table_collation: String,
        pub(super) create_options: String,
        pub(super) table_comment: Option<String>,
        pub(super) default_engine: String,
    }
}

/// MySQL alone has the reference system there that all values of a spatial column have.
pub(super) fn columns(dialect: Dialect) -> String {
    let own = if dialect == Dialect::MYSQL { "CAST(SRS_ID AS CHAR)" } else { "NULL" };
    format!(
        "SELECT TABLE_NAME AS table_name, COLUMN_NAME AS name, COLUMN_TYPE AS type_name, IS_NULLABLE AS is_nullable,
    COLUMN_DEFAULT AS default_value, EXTRA AS extra, COLUMN_COMMENT AS column_comment, COLLATION_NAME AS collation_name,
    GENERATION_EXPRESSION AS expression, {own} AS reference_system, DATABASE() AS own_database
FROM information_schema.COLUMNS
WHERE TABLE_SCHEMA = DATABASE()
ORDER BY TABLE_NAME, ORDINAL_POSITION"
    )
}

row! {
    pub(super) struct ColumnRow {
        pub(super) table_name: String,
        pub(super) name: String,
        pub(super) type_name: String,
        pub(super) is_nullable: bool,
        pub(super) default_value: Option<String>,
        pub(super) extra: String,
        pub(super) column_comment: Option<String>,
        pub(super) collation_name: Option<String>,
        /// What it is computed by.
        pub(super) expression: Option<String>,
        pub(super) reference_system: Option<String>,
        pub(super) own_database: String,
    }
}

/// What MariaDB's `REF_SYSTEM_ID` says of a column stands in no row of the columns.
pub(super) const REFERENCE_SYSTEMS: &str = "
SELECT G_TABLE_NAME AS table_name, G_GEOMETRY_COLUMN AS column_name FROM information_schema.GEOMETRY_COLUMNS
WHERE G_TABLE_SCHEMA = DATABASE() AND SRID <> 0";

row! {
    pub(super) struct SpatialRow {
        pub(super) table_name: String,
        pub(super) column_name: String,
    }
}

/// MySQL has expressions as parts, and calls an index invisible that no query uses; MariaDB calls it ignored, since version
/// 10.6.
pub(super) fn indexes(session: &Session) -> String {
    let (expression, is_unused) = match session.dialect().name() {
        "mysql" => ("EXPRESSION", "IS_VISIBLE = 'NO'"),
        _ if session.release().version >= Version::new(10, 6) => ("NULL", "IGNORED = 'YES'"),
        _ => ("NULL", "0"),
    };
    format!(
        "SELECT TABLE_NAME AS table_name, INDEX_NAME AS name, NON_UNIQUE = 0 AS is_unique, COLUMN_NAME AS column_name,
    COLLATION AS direction, CAST(SUB_PART AS CHAR) AS prefix_length, INDEX_TYPE AS index_method,
    INDEX_COMMENT AS index_comment, {expression} AS expression, {is_unused} AS is_unused
FROM information_schema.STATISTICS
WHERE TABLE_SCHEMA = DATABASE()
ORDER BY TABLE_NAME, INDEX_NAME, SEQ_IN_INDEX"
    )
}

row! {
    /// A part of an index.
    pub(super) struct IndexRow {
        pub(super) table_name: String,
        pub(super) name: String,
        pub(super) is_unique: bool,
        pub(super) column_name: Option<String>,
        /// `D` for a part that is sorted the other way round.
        pub(super) direction: Option<String>,
        pub(super) prefix_length: Option<String>,
        pub(super) index_method: String,
        pub(super) index_comment: Option<String>,
        pub(super) expression: Option<String>,
        /// No query uses it, because it is invisible or ignored.
        pub(super) is_unused: bool,
    }
}

pub(super) const FOREIGN_KEYS: &str = "
SELECT k.TABLE_NAME AS table_name, k.CONSTRAINT_NAME AS name, k.COLUMN_NAME AS column_name,
    NULLIF(k.REFERENCED_TABLE_SCHEMA, DATABASE()) AS target_database, k.REFERENCED_TABLE_NAME AS target,
    k.REFERENCED_COLUMN_NAME AS target_column, r.UPDATE_RULE AS on_update, r.DELETE_RULE AS on_delete
FROM information_schema.KEY_COLUMN_USAGE AS k
JOIN information_schema.REFERENTIAL_CONSTRAINTS AS r
    ON r.CONSTRAINT_SCHEMA = k.CONSTRAINT_SCHEMA AND r.CONSTRAINT_NAME = k.CONSTRAINT_NAME
    AND r.TABLE_NAME = k.TABLE_NAME
WHERE k.TABLE_SCHEMA = DATABASE() AND r.CONSTRAINT_SCHEMA = DATABASE() AND k.REFERENCED_TABLE_NAME IS NOT NULL
ORDER BY k.TABLE_NAME, k.CONSTRAINT_NAME, k.ORDINAL_POSITION";

row! {
    /// A column of a foreign key.
    pub(super) struct ForeignKeyRow {
        pub(super) table_name: String,
        pub(super) name: String,
        pub(super) column_name: String,
        /// None for the connection's own.
        pub(super) target_database: Option<String>,
        pub(super) target: String,
        pub(super) target_column: String,
        pub(super) on_update: String,
        pub(super) on_delete: String,
    }
}

pub(super) fn checks(dialect: Dialect) -> &'static str {
    match dialect.name() {
        // One that belongs to a column goes with its definition. MariaDB's `json` is a `longtext` with such a check.
        "mariadb" => {
            "
SELECT TABLE_NAME AS table_name, CONSTRAINT_NAME AS name, CHECK_CLAUSE AS expression,
    IF(LEVEL = 'Table', 'YES', 'COLUMN') AS is_enforced
FROM information_schema.CHECK_CONSTRAINTS
WHERE CONSTRAINT_SCHEMA = DATABASE()
ORDER BY TABLE_NAME, CONSTRAINT_NAME"
        }
        _ => {
            "
SELECT t.TABLE_NAME AS table_name, t.CONSTRAINT_NAME AS name, c.CHECK_CLAUSE AS expression, t.ENFORCED AS is_enforced
FROM information_schema.TABLE_CONSTRAINTS AS t
JOIN information_schema.CHECK_CONSTRAINTS AS c
    ON c.CONSTRAINT_SCHEMA = t.CONSTRAINT_SCHEMA AND c.CONSTRAINT_NAME = t.CONSTRAINT_NAME
WHERE t.TABLE_SCHEMA = DATABASE() AND t.CONSTRAINT_TYPE = 'CHECK'
ORDER BY t.TABLE_NAME, t.CONSTRAINT_NAME"
        }
    }
}

row! {
    pub(super) struct CheckRow {
        pub(super) table_name: String,
        pub(super) name: String,
        pub(super) expression: String,
        /// `YES` or `NO`; `COLUMN` for one that is part of the definition of a column.
        pub(super) is_enforced: String,
    }
}

pub(super) const OTHERS: &str = "
SELECT 'trigger' AS kind, TRIGGER_NAME AS name, EVENT_OBJECT_TABLE AS table_name
FROM information_schema.TRIGGERS WHERE TRIGGER_SCHEMA = DATABASE()
UNION ALL
SELECT CASE ROUTINE_TYPE WHEN 'PROCEDURE' THEN 'procedure' WHEN 'PACKAGE' THEN 'package' WHEN 'PACKAGE BODY' THEN 'package-body'
    ELSE 'function' END, ROUTINE_NAME, NULL FROM information_schema.ROUTINES WHERE ROUTINE_SCHEMA = DATABASE()
UNION ALL
SELECT 'event', EVENT_NAME, NULL FROM information_schema.EVENTS WHERE EVENT_SCHEMA = DATABASE()";

row! {
    pub(super) struct OtherRow {
        /// Its code.
        pub(super) kind: String,
        pub(super) name: String,
        pub(super) table_name: Option<String>,
    }
}

/// Views, triggers, routines and events, with their bodies, and the table that each is a trigger of.
pub(super) const BODIES: &str = "
SELECT 'view' AS kind, TABLE_NAME AS name, TABLE_NAME AS bare_name, VIEW_DEFINITION AS body, NULL AS trigger_tables,
    '' AS signature
FROM information_schema.VIEWS WHERE TABLE_SCHEMA = DATABASE()
UNION ALL
SELECT 'trigger', TRIGGER_NAME, TRIGGER_NAME, ACTION_STATEMENT, JSON_ARRAY(EVENT_OBJECT_TABLE), ''
FROM information_schema.TRIGGERS WHERE TRIGGER_SCHEMA = DATABASE()
UNION ALL
SELECT CASE ROUTINE_TYPE WHEN 'PROCEDURE' THEN 'procedure' WHEN 'PACKAGE' THEN 'package' WHEN 'PACKAGE BODY' THEN 'package-body'
    ELSE 'function' END, ROUTINE_NAME, ROUTINE_NAME, ROUTINE_DEFINITION, NULL, ''
FROM information_schema.ROUTINES WHERE ROUTINE_SCHEMA = DATABASE()
UNION ALL
SELECT 'event', EVENT_NAME, EVENT_NAME, EVENT_DEFINITION, NULL, ''
FROM information_schema.EVENTS WHERE EVENT_SCHEMA = DATABASE()";

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dialect::UnmanagedKind;
    use crate::dialect::unmanaged::codes_of;

    #[test]
    fn every_query_gives_codes_of_kinds() {
        for (query, many) in [(OTHERS, 6), (BODIES, 7)] {
            let codes = codes_of(Dialect::MARIADB, query);
            assert_eq!(codes.len(), many, "{codes:?}");
            for code in codes {
                assert!(UnmanagedKind::of_code(&code).is_ok(), "{code}");
            }
        }
    }
}
