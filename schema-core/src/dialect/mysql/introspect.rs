//! Reading a MySQL or MariaDB database from its information schema.

use std::collections::BTreeSet;

use crate::connect::{Error, Row, Session};
use crate::dialect::expression::{self, Token};
use crate::dialect::introspect::{Introspection, Reading, action};
use crate::schema::{Column, ColumnType, Deferrable, Dialect, ForeignKey, Identity, TableName};

const TABLES: &str = "
SELECT TABLE_NAME, TABLE_COMMENT
FROM information_schema.TABLES
WHERE TABLE_SCHEMA = DATABASE() AND TABLE_TYPE IN ('BASE TABLE', 'SYSTEM VERSIONED')";

const COLUMNS: &str = "
SELECT TABLE_NAME, COLUMN_NAME, COLUMN_TYPE, IS_NULLABLE, COLUMN_DEFAULT, EXTRA, COLUMN_COMMENT
FROM information_schema.COLUMNS
WHERE TABLE_SCHEMA = DATABASE()
ORDER BY TABLE_NAME, ORDINAL_POSITION";

/// Whole columns in ascending order; an index with anything else in it has `odd` rows.
const INDEXES: &str = "
SELECT TABLE_NAME, INDEX_NAME, NON_UNIQUE = 0, COLUMN_NAME,
    COLUMN_NAME IS NULL OR SUB_PART IS NOT NULL OR COALESCE(COLLATION, 'A') <> 'A' OR INDEX_TYPE <> 'BTREE' AS odd
FROM information_schema.STATISTICS
WHERE TABLE_SCHEMA = DATABASE()
ORDER BY TABLE_NAME, INDEX_NAME, SEQ_IN_INDEX";

const FOREIGN_KEYS: &str = "
SELECT k.TABLE_NAME, k.CONSTRAINT_NAME, k.COLUMN_NAME,
    NULLIF(k.REFERENCED_TABLE_SCHEMA, DATABASE()), k.REFERENCED_TABLE_NAME, k.REFERENCED_COLUMN_NAME,
    r.UPDATE_RULE, r.DELETE_RULE
FROM information_schema.KEY_COLUMN_USAGE AS k
JOIN information_schema.REFERENTIAL_CONSTRAINTS AS r
    ON r.CONSTRAINT_SCHEMA = k.CONSTRAINT_SCHEMA AND r.CONSTRAINT_NAME = k.CONSTRAINT_NAME
    AND r.TABLE_NAME = k.TABLE_NAME
WHERE k.TABLE_SCHEMA = DATABASE() AND r.CONSTRAINT_SCHEMA = DATABASE() AND k.REFERENCED_TABLE_NAME IS NOT NULL
ORDER BY k.TABLE_NAME, k.CONSTRAINT_NAME, k.ORDINAL_POSITION";

/// MariaDB's `json` is a `longtext` with a check. MySQL has the type itself, and no name of a table here.
const JSON_CHECKS: &str = "
SELECT TABLE_NAME, CHECK_CLAUSE
FROM information_schema.CHECK_CONSTRAINTS
WHERE CONSTRAINT_SCHEMA = DATABASE() AND CHECK_CLAUSE LIKE 'json_valid(%'";

pub(in crate::dialect) async fn introspect(session: &mut Session) -> Result<Introspection, Error> {
    let dialect = session.dialect();
    let mut reading = Reading::default();
    for row in session.rows(TABLES).await? {
        reading.table(TableName::new(row.text(0)), row.get(1));
    }
    let documents = match dialect {
        Dialect::Mariadb => session.rows(JSON_CHECKS).await?.iter().filter_map(json_column).collect(),
        _ => BTreeSet::new(),
    };
    for row in session.rows(COLUMNS).await? {
        let name = TableName::new(row.text(0));
        let document = documents.contains(&(row.text(0).to_owned(), row.text(1).to_owned()));
        if let Some(table) = reading.tables.get_mut(&name) {
            table.columns.push(column(dialect, &row, document));
        }
    }
    for row in session.rows(FOREIGN_KEYS).await? {
        let key = ForeignKey {
            name: row.text(1).to_owned(),
            columns: vec![row.text(2).to_owned()],
            references_table: TableName { namespace: row.get(3).map(str::to_owned), name: row.text(4).to_owned() },
            references_columns: vec![row.text(5).to_owned()],
            on_update: action(row.text(6)),
            on_delete: action(row.text(7)),
            deferrable: Deferrable::No,
            match_full: false,
        };
        reading.foreign_key_column(&TableName::new(row.text(0)), key);
    }
    let rows = session.rows(INDEXES).await?;
    for index in rows.chunk_by(|a, b| a.text(0) == b.text(0) && a.text(1) == b.text(1)) {
        let name = TableName::new(index[0].text(0));
        let Some(table) = reading.tables.get(&name) else { continue };
        // The one that a foreign key brought, by its name: it is no index of its own.
        let of_key = !index[0].flag(2) && table.foreign_keys.contains_key(index[0].text(1));
        if of_key || index.iter().any(|row| row.flag(4)) {
            continue;
        }
        for row in index {
            match row.text(1) {
                "PRIMARY" => reading.primary_key_column(&name, row.text(3)),
                key => reading.key_column(&name, key, row.text(3), row.flag(2)),
            }
        }
    }
    Ok(reading.finish().into())
}

/// Table and column of a check that says `json_valid(column)` and nothing else.
fn json_column(row: &Row) -> Option<(String, String)> {
    match expression::tokens(Dialect::Mariadb, row.text(1)).as_slice() {
        [function, Token::Mark('('), column, Token::Mark(')')] if function.is_word("json_valid") => {
            Some((row.text(0).to_owned(), column.name()?.to_owned()))
        }
        _ => None,
    }
}

fn column(dialect: Dialect, row: &Row, document: bool) -> Column {
    let ty = match read_type(row.text(2)) {
        ColumnType::Text { max_length: None } if document => ColumnType::Json,
        ty => ty,
    };
    let extra = row.text(5).to_ascii_lowercase();
    // MySQL tells a literal without quotes, bytes by their digits, and an expression by a word in another column.
    let expression = extra.contains("default_generated");
    let binary = row.text(2).contains("binary") || row.text(2).contains("blob");
    let default = row.get(4).map(|text| match dialect {
        Dialect::Mysql if !(expression || binary && text.starts_with("0x")) => {
            format!("'{}'", text.replace('\\', "\\\\").replace('\'', "''"))
        }
        // The quotes inside of an expression come with a backslash in front.
        Dialect::Mysql => text.replace("\\'", "'"),
        _ => text.to_owned(),
    });
    let comment = row.get(6).filter(|comment| !comment.is_empty()).map(str::to_owned);
    Column {
        name: row.text(1).to_owned(),
        nullable: row.flag(3),
        default: default.and_then(|sql| expression::read_default(dialect, &sql, &ty)),
        identity: extra.contains("auto_increment").then(Identity::default),
        comment,
        ..Column::new("", ty)
    }
}

/// The type that `COLUMN_TYPE` or a user's spelling means.
pub(in crate::dialect) fn read_type(text: &str) -> ColumnType {
    let canonical = expression::canonical_type(Dialect::Mysql, text);
    let (name, rest) = canonical.split_once('(').unwrap_or((&canonical, ""));
    let (arguments, rest) = rest.split_once(')').unwrap_or(("", rest));
    let numbers: Vec<u32> = arguments.split(',').filter_map(|number| number.trim().parse().ok()).collect();
    let (name, rest) = if arguments.is_empty() { name.split_once(' ').unwrap_or((name, "")) } else { (name, rest) };
    let unsigned = rest.trim() == "unsigned";
    let native = || ColumnType::native(canonical.clone());
    if !rest.trim().is_empty() && !unsigned {
        return native();
    }
    let int = |bits| ColumnType::Int { bits, unsigned };
    match (name, numbers.as_slice()) {
        ("boolean" | "bool", []) => ColumnType::Bool,
        ("tinyint", [1]) if !unsigned => ColumnType::Bool,
        // The width that MariaDB and old servers tell is for display alone.
        ("tinyint", _) => int(8),
        ("smallint", _) => int(16),
        ("int" | "integer", _) => int(32),
        ("bigint", _) => int(64),
        _ if unsigned => native(),
        ("float", []) => ColumnType::Float { bits: 32 },
        ("double", []) => ColumnType::Float { bits: 64 },
        ("decimal" | "numeric", &[precision, scale]) => match (precision.try_into(), scale.try_into()) {
            (Ok(precision), Ok(scale)) => ColumnType::Decimal { precision, scale },
            _ => native(),
        },
        ("char", [1]) => ColumnType::Char,
        ("varchar", &[length]) => ColumnType::Text { max_length: Some(length) },
        ("longtext", []) => ColumnType::Text { max_length: None },
        ("varbinary", &[length]) => ColumnType::Bytes { max_length: Some(length) },
        ("longblob", []) => ColumnType::Bytes { max_length: None },
        ("binary", [16]) => ColumnType::Uuid,
        ("date", []) => ColumnType::Date,
        ("time", [6]) => ColumnType::Time { precision: None },
        ("datetime", [6]) => ColumnType::DateTime { precision: None },
        ("json", []) => ColumnType::Json,
        _ => native(),
    }
}
