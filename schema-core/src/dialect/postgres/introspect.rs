//! Reading a PostgreSQL database from its system catalogs.

use crate::connect::{Error, Session};
use crate::dialect::expression;
use crate::dialect::introspect::{Introspection, Reading, action, table_name};
use crate::schema::{Column, ColumnType, Deferrable, Dialect, EnumType, ForeignKey, Identity};

/// The tables that are read, as `c` in the namespace `n`: no system tables, partitions, or parts of an extension.
/// The first two columns of every query are the table's name; the namespace is NULL for the connection's default.
const TABLE: &str = "CASE WHEN n.nspname <> current_schema() THEN n.nspname END, c.relname";
const FROM: &str = "
FROM pg_catalog.pg_class AS c
JOIN pg_catalog.pg_namespace AS n ON n.oid = c.relnamespace
    AND n.nspname <> 'information_schema' AND left(n.nspname, 3) <> 'pg_'
    AND c.relkind IN ('r', 'p') AND NOT c.relispartition
    AND NOT EXISTS (
        SELECT FROM pg_catalog.pg_depend AS d
        WHERE d.classid = 'pg_catalog.pg_class'::regclass AND d.objid = c.oid AND d.deptype = 'e'
    )";

const COLUMNS: &str = "
    a.attname,
    pg_catalog.format_type(a.atttypid, a.atttypmod),
    NOT a.attnotnull,
    CASE WHEN a.attgenerated = '' THEN pg_catalog.pg_get_expr(d.adbin, d.adrelid) END,
    a.attidentity <> '' OR pg_catalog.pg_get_expr(d.adbin, d.adrelid) LIKE 'nextval(%'
        AND pg_catalog.pg_get_serial_sequence(quote_ident(n.nspname) || '.' || quote_ident(c.relname), a.attname)
            IS NOT NULL,
    CASE WHEN t.typtype = 'e' AND tn.nspname = current_schema() THEN t.typname END,
    pg_catalog.col_description(c.oid, a.attnum)";
const COLUMNS_FROM: &str = "
JOIN pg_catalog.pg_attribute AS a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
JOIN pg_catalog.pg_type AS t ON t.oid = a.atttypid
JOIN pg_catalog.pg_namespace AS tn ON tn.oid = t.typnamespace
LEFT JOIN pg_catalog.pg_attrdef AS d ON d.adrelid = c.oid AND d.adnum = a.attnum
ORDER BY c.oid, a.attnum";

const CONSTRAINTS: &str = "
    k.conname, k.contype, a.attname,
    CASE WHEN fn.nspname <> current_schema() THEN fn.nspname END, fc.relname, fa.attname,
    k.confupdtype, k.confdeltype";
const CONSTRAINTS_FROM: &str = "
JOIN pg_catalog.pg_constraint AS k ON k.conrelid = c.oid AND k.contype IN ('p', 'u', 'f')
CROSS JOIN LATERAL unnest(k.conkey, k.confkey) WITH ORDINALITY AS p (here, there, place)
JOIN pg_catalog.pg_attribute AS a ON a.attrelid = c.oid AND a.attnum = p.here
LEFT JOIN pg_catalog.pg_class AS fc ON fc.oid = k.confrelid
LEFT JOIN pg_catalog.pg_namespace AS fn ON fn.oid = fc.relnamespace
LEFT JOIN pg_catalog.pg_attribute AS fa ON fa.attrelid = fc.oid AND fa.attnum = p.there
ORDER BY c.oid, k.oid, p.place";

/// Whole columns in ascending order, all rows, nothing beside the key. One that a constraint brought is no index of
/// its own; one that could not be finished serves nobody.
const INDEXES: &str = "i.relname, a.attname, x.indisunique";
const INDEXES_FROM: &str = "
JOIN pg_catalog.pg_index AS x ON x.indrelid = c.oid
    AND x.indisvalid AND x.indpred IS NULL AND x.indexprs IS NULL AND x.indnkeyatts = x.indnatts
    AND NOT EXISTS (SELECT FROM pg_catalog.pg_constraint AS k WHERE k.conrelid = c.oid AND k.conindid = x.indexrelid)
JOIN pg_catalog.pg_class AS i ON i.oid = x.indexrelid
JOIN pg_catalog.pg_am AS m ON m.oid = i.relam AND m.amname = 'btree'
CROSS JOIN LATERAL unnest(x.indkey, x.indoption) WITH ORDINALITY AS p (here, option, place)
JOIN pg_catalog.pg_attribute AS a ON a.attrelid = c.oid AND a.attnum = p.here
WHERE 0 = ALL (x.indoption::int2[])
ORDER BY c.oid, i.oid, p.place";

const ENUMS: &str = "
SELECT t.typname, e.enumlabel
FROM pg_catalog.pg_type AS t
JOIN pg_catalog.pg_enum AS e ON e.enumtypid = t.oid
JOIN pg_catalog.pg_namespace AS n ON n.oid = t.typnamespace
WHERE n.nspname = current_schema()
    AND NOT EXISTS (
        SELECT FROM pg_catalog.pg_depend AS d
        WHERE d.classid = 'pg_catalog.pg_type'::regclass AND d.objid = t.oid AND d.deptype = 'e'
    )
ORDER BY t.oid, e.enumsortorder";

pub(in crate::dialect) async fn introspect(session: &mut Session) -> Result<Introspection, Error> {
    let mut reading = Reading::default();
    for row in session.rows(&format!("SELECT {TABLE}, pg_catalog.obj_description(c.oid, 'pg_class') {FROM}")).await? {
        reading.table(table_name(&row, 0), row.get(2));
    }
    for row in session.rows(&format!("SELECT {TABLE}, {COLUMNS} {FROM} {COLUMNS_FROM}")).await? {
        let Some(table) = reading.tables.get_mut(&table_name(&row, 0)) else { continue };
        let ty = match row.get(7) {
            Some(name) => ColumnType::Enum { name: name.to_owned() },
            None => read_type(row.text(3)),
        };
        // `serial` is read as what it does: PostgreSQL's manual calls identity columns its successor.
        let identity = row.flag(6).then(Identity::default);
        let default = row.get(5).filter(|_| identity.is_none());
        table.columns.push(Column {
            name: row.text(2).to_owned(),
            nullable: row.flag(4),
            default: default.and_then(|sql| expression::read_default(Dialect::Postgres, sql, &ty)),
            identity,
            comment: row.get(8).map(str::to_owned),
            ..Column::new("", ty)
        });
    }
    for row in session.rows(&format!("SELECT {TABLE}, {CONSTRAINTS} {FROM} {CONSTRAINTS_FROM}")).await? {
        let table = table_name(&row, 0);
        let (name, column) = (row.text(2), row.text(4));
        match row.text(3) {
            "p" => reading.primary_key_column(&table, column),
            "u" => reading.key_column(&table, name, column, true),
            _ => reading.foreign_key_column(
                &table,
                ForeignKey {
                    name: name.to_owned(),
                    columns: vec![column.to_owned()],
                    references_table: table_name(&row, 5),
                    references_columns: vec![row.text(7).to_owned()],
                    on_update: action(row.text(8)),
                    on_delete: action(row.text(9)),
                    deferrable: Deferrable::No,
                    match_full: false,
                },
            ),
        }
    }
    for row in session.rows(&format!("SELECT {TABLE}, {INDEXES} {FROM} {INDEXES_FROM}")).await? {
        reading.key_column(&table_name(&row, 0), row.text(2), row.text(3), row.flag(4));
    }
    let mut schema = reading.finish();
    for row in session.rows(ENUMS).await? {
        let name = row.text(0);
        let empty = || EnumType { name: name.to_owned(), values: Vec::new() };
        schema.enums.entry(name.to_owned()).or_insert_with(empty).values.push(row.text(1).to_owned());
    }
    Ok(schema.into())
}

/// The type that `format_type` or a user's spelling means.
pub(in crate::dialect) fn read_type(text: &str) -> ColumnType {
    let canonical = expression::canonical_type(Dialect::Postgres, text);
    let (name, arguments) = match canonical.split_once('(') {
        Some((name, rest)) => match rest.split_once(')') {
            Some((arguments, rest)) => (format!("{name}{rest}"), Some(arguments)),
            None => (canonical.clone(), None),
        },
        None => (canonical.clone(), None),
    };
    let numbers: Option<Vec<u32>> =
        arguments.map(|arguments| arguments.split(',').filter_map(|number| number.trim().parse().ok()).collect());
    let int = |bits| ColumnType::Int { bits, unsigned: false };
    match (name.as_str(), numbers.as_deref()) {
        ("boolean" | "bool", None) => ColumnType::Bool,
        ("smallint" | "int2", None) => int(16),
        ("integer" | "int" | "int4", None) => int(32),
        ("bigint" | "int8", None) => int(64),
        ("real" | "float4", None) => ColumnType::Float { bits: 32 },
        ("double precision" | "float8", None) => ColumnType::Float { bits: 64 },
        ("numeric" | "decimal", Some(&[precision, scale])) => match (precision.try_into(), scale.try_into()) {
            (Ok(precision), Ok(scale)) => ColumnType::Decimal { precision, scale },
            _ => ColumnType::native(canonical),
        },
        ("character varying" | "varchar", Some([1])) => ColumnType::Char,
        ("character varying" | "varchar", Some(&[length])) => ColumnType::Text { max_length: Some(length) },
        // Without a length it is text by another name.
        ("text" | "character varying" | "varchar", None) => ColumnType::Text { max_length: None },
        ("bytea", None) => ColumnType::Bytes { max_length: None },
        ("date", None) => ColumnType::Date,
        ("time without time zone" | "time", None) => ColumnType::Time { precision: None },
        ("timestamp without time zone" | "timestamp", None) => ColumnType::DateTime { precision: None },
        ("timestamp with time zone" | "timestamptz", None) => ColumnType::TimestampTz { precision: None },
        ("uuid", None) => ColumnType::Uuid,
        ("jsonb", None) => ColumnType::Json,
        _ => ColumnType::native(canonical),
    }
}
