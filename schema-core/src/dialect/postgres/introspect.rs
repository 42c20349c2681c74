//! Reading a PostgreSQL database from its system catalogs.

use std::mem::take;

use super::implied::{plain_identity, primary_key_name};
use super::queries::{self, ColumnRow, ConstraintRow, EnumRow, IndexRow, OF_USERS, PartitionRow, TableRow};
use super::{privileges, unmanaged};
use crate::connect::{Error, Session};
use crate::dialect::expression;
use crate::dialect::introspect::{Introspection, Reading, action};
use crate::dialect::{Unmanaged, UnmanagedKind};
use crate::diff::ConstraintKind;
use crate::schema::{
    Action, Check, Column, ColumnType, Deferrable, Dialect, EnumType, Exclusion, ForeignKey, Generated, Identity,
    Index, IndexMethod, IndexPart, Nulls, PartOf, Partition, PartitionBy, Partitioning, Schema, Spelling, Table,
    TableName, TableOptions, Unique,
};

pub(in crate::dialect) async fn introspect(session: &mut Session) -> Result<Introspection, Error> {
    privileges::check(session).await?;
    let mut found = read(session, "true").await?;
    found.unmanaged.extend(unmanaged::read(session).await?);
    Ok(found)
}

/// The tables and enum types of the connection's own namespace.
pub(in crate::dialect) async fn introspect_own(session: &mut Session) -> Result<Schema, Error> {
    Ok(read(session, "n.nspname = current_schema()").await?.schema)
}

/// Reads the tables for which `which` holds.
async fn read(session: &mut Session, which: &str) -> Result<Introspection, Error> {
    let found = queries::FOUND.replace("{users}", OF_USERS).replace("{which}", which);
    let select = |columns: &str, from: &str| {
        format!("{found} SELECT c.namespace AS namespace, c.relname AS table_name, {columns} FROM c {from}")
    };
    // The columns came with those versions.
    let version = session.release().version.major;
    let enforced = if version < 18 { "true" } else { "k.conenforced" };
    let (nulls, whole) = match version {
        ..15 => ("false", ""),
        15..18 => ("coalesce(x.indnullsnotdistinct, false)", "AND k.confdelsetcols IS NULL"),
        // One that is inherited goes with that of the parent.
        _ => (
            "coalesce(x.indnullsnotdistinct, false)",
            "AND k.confdelsetcols IS NULL AND (k.conenforced OR k.conislocal)",
        ),
    };
    let mut reading = Reading::default();
    let mut odd = Vec::new();
    for row in session.fetch(&select(queries::TABLES, queries::TABLES_FROM)).await? {
        read_table(&mut reading, row, &mut odd);
    }
    for mut row in session.fetch::<ColumnRow>(&select(queries::COLUMNS, queries::COLUMNS_FROM)).await? {
        let table = TableName { namespace: row.namespace.take(), name: take(&mut row.table_name) };
        if let Some(table) = reading.tables.get_mut(&table) {
            table.columns.push(column(row));
        }
    }
    let from = queries::CONSTRAINTS_FROM.replace("{whole}", whole);
    let columns = queries::CONSTRAINTS.replace("{nulls}", nulls).replace("{enforced}", enforced);
    for row in session.fetch(&select(&columns, &from)).await? {
        constraint(&mut reading, row);
    }
    let columns = queries::INDEXES.replace("{nulls}", nulls);
    for row in session.fetch(&select(&columns, queries::INDEXES_FROM)).await? {
        index_part(&mut reading, row, &mut odd);
    }
    for row in session.fetch(&select(queries::PARTITIONS, queries::PARTITIONS_FROM)).await? {
        let PartitionRow { namespace, table_name, name, bounds } = row;
        let table = reading.tables.get_mut(&TableName { namespace, name: table_name });
        if let Some(partitioning) = table.and_then(|table| table.partitioning.as_mut()) {
            partitioning.partitions.insert(name.clone(), Partition { name, bounds });
        }
    }
    let (mut schema, idle) = reading.finish();
    schema.tables.values_mut().for_each(|table| leave_idle_actions(table, &mut odd));
    for EnumRow { name, value } in session.fetch(queries::ENUMS).await? {
        let empty = || EnumType { name: name.clone(), values: Vec::new() };
        schema.enums.entry(name.clone()).or_insert_with(empty).values.push(value);
    }
    Ok(Introspection { schema, unmanaged: odd, idle, ..Introspection::default() })
}

/// Takes out the foreign keys that set a column to NULL which takes none: no model declares one. The server refuses the delete
/// that would do it, and keeps the key.
fn leave_idle_actions(table: &mut Table, odd: &mut Vec<Unmanaged>) {
    let Table { name, columns, foreign_keys, .. } = table;
    let takes_null = |column: &String| columns.iter().any(|it| it.name == *column && it.nullable);
    let refused = |key: &ForeignKey| {
        [key.on_delete, key.on_update].contains(&Action::SetNull) && !key.columns.iter().all(takes_null)
    };
    for key in foreign_keys.take_where(|_, key| refused(key)) {
        odd.push(Unmanaged::new(UnmanagedKind::SetsNotNull, format!("{name}.{}", key.name), &key.name));
    }
}

/// A JSON list of texts, which NULL is an empty one of.
fn texts(json: Option<&str>) -> Vec<String> {
    json.and_then(|json| serde_json::from_str(json).ok()).unwrap_or_default()
}

/// Storage parameters as `name=value`.
fn parameters(json: Option<&str>) -> impl Iterator<Item = (String, String)> {
    texts(json).into_iter().filter_map(|text| {
        let (name, value) = text.split_once('=')?;
        Some((name.to_owned(), value.to_owned()))
    })
}

fn read_table(reading: &mut Reading, row: TableRow, odd: &mut Vec<Unmanaged>) {
    let name = TableName { namespace: row.namespace, name: row.table_name };
    reading.table(name.clone(), row.comment.as_deref());
    let Some(table) = reading.tables.get_mut(&name) else { return };
    table.options = TableOptions {
        unlogged: row.is_unlogged,
        tablespace: row.tablespace,
        parameters: parameters(row.parameters.as_deref()).collect(),
        ..TableOptions::default()
    };
    let by = match row.partitioned_by.as_deref() {
        Some("r") => PartitionBy::Range,
        Some("l") => PartitionBy::List,
        Some("h") => PartitionBy::Hash,
        _ => return,
    };
    if row.by_expression {
        odd.push(Unmanaged::new(UnmanagedKind::PartitionByExpression, name.to_string(), &name.name));
        return;
    }
    let columns = texts(row.partition_columns.as_deref());
    table.partitioning = Some(Partitioning { by, columns, partitions: Default::default() });
}

fn column(row: ColumnRow) -> Column {
    let ty = match row.enum_type {
        Some(name) if row.type_name.ends_with("[]") => ColumnType::Array(Box::new(ColumnType::Enum { name })),
        Some(name) => ColumnType::Enum { name },
        None => read_type(&row.type_name),
    };
    let default = row.default_value.as_deref();
    // `serial` is read as what it does: PostgreSQL's manual calls identity columns its successor.
    // One that takes NULL is none of those.
    let numbered = matches!(ty, ColumnType::Int { .. }) && !row.is_nullable;
    let serial = numbered && row.sequence_start.is_some() && default.is_some_and(|sql| sql.starts_with("nextval("));
    let always = row.identity == "a";
    let identity = (always || row.identity == "d" || serial).then(|| {
        let (start, increment) = (row.sequence_start.unwrap_or(1), row.sequence_increment.unwrap_or(1));
        plain_identity(&Identity { always, start: Some(start), increment: Some(increment) })
    });
    let generated = match (row.generated.as_str(), default) {
        (kind @ ("s" | "v"), Some(sql)) => Some(Generated { expression: Spelling::any(sql), stored: kind == "s" }),
        _ => None,
    };
    let default = default.filter(|_| identity.is_none() && generated.is_none());
    Column {
        name: row.name,
        nullable: row.is_nullable,
        default: default.and_then(|sql| expression::written_default(Dialect::POSTGRES, sql, &ty)),
        identity,
        generated,
        collation: row.collation.map(Spelling::any).unwrap_or_default(),
        comment: row.comment,
        ..Column::new("", ty)
    }
}

fn deferrable(deferrable: bool, deferred: bool) -> Deferrable {
    match (deferrable, deferred) {
        (false, _) => Deferrable::No,
        (true, false) => Deferrable::Deferrable,
        (true, true) => Deferrable::InitiallyDeferred,
    }
}

fn constraint(reading: &mut Reading, row: ConstraintRow) {
    let of = TableName { namespace: row.namespace, name: row.table_name };
    let name = row.name;
    let deferrable = deferrable(row.is_deferrable, row.is_deferred);
    if !row.is_enforced {
        let kind = if row.kind == "c" { ConstraintKind::Check } else { ConstraintKind::ForeignKey };
        reading.is_idle(&of, kind, &name);
    }
    match row.kind.as_str() {
        "p" => {
            reading.primary_key_column(&of, &row.column_name);
            let own = primary_key_name(&of);
            let key = reading.tables.get_mut(&of).and_then(|table| table.primary_key.as_mut());
            if let Some(key) = key.filter(|_| name != own) {
                key.name = Some(name);
            }
        }
        "u" => {
            let Some(table) = reading.tables.get_mut(&of) else { return };
            let nulls_not_distinct = row.nulls_not_distinct;
            let empty = || Unique { nulls_not_distinct, deferrable, ..Unique::new(name.as_str(), [""; 0]) };
            table.uniques.get_or_insert_with(name.clone(), empty).columns.push(row.column_name);
        }
        "c" => {
            let Some(table) = reading.tables.get_mut(&of) else { return };
            let ConstraintRow { no_inherit, not_valid, .. } = row;
            let check = Check::new(name.as_str(), Spelling::any(row.expression));
            table.checks.insert(name, Check { no_inherit, not_valid, ..check });
        }
        _ => {
            let target = TableName { namespace: row.target_namespace, name: row.target };
            let key = ForeignKey {
                on_update: action(&row.on_update),
                on_delete: action(&row.on_delete),
                deferrable,
                match_full: row.match_full,
                not_valid: row.not_valid,
                ..ForeignKey::new(name, [row.column_name], target, [row.target_column])
            };
            reading.foreign_key_column(&of, key);
        }
    }
}

fn index_part(reading: &mut Reading, mut row: IndexRow, odd: &mut Vec<Unmanaged>) {
    let of = TableName { namespace: row.namespace.take(), name: take(&mut row.table_name) };
    if !row.is_valid {
        reading.is_idle(&of, ConstraintKind::Index, &row.name);
    }
    let Some(table) = reading.tables.get_mut(&of) else { return };
    let Ok(method) = row.method.parse::<IndexMethod>() else {
        let kind = UnmanagedKind::IndexMethod(row.method);
        odd.push(Unmanaged::new(kind, format!("{of}.{}", row.name), row.name));
        return;
    };
    let of = match row.column_name {
        Some(column) => PartOf::Column(column),
        None => PartOf::Expression(Spelling::any(row.expression.unwrap_or_default())),
    };
    let nulls = match (row.descending, row.nulls_first) {
        (false, true) => Some(Nulls::First),
        (true, false) => Some(Nulls::Last),
        _ => None,
    };
    let class = row.operator_class.map(|class| {
        let options = parameters(row.class_options.as_deref()).map(|(name, value)| format!("{name}={value}"));
        let options: Vec<_> = options.collect();
        if options.is_empty() { class } else { format!("{class}({})", options.join(",")) }
    });
    let part = IndexPart {
        of,
        descending: row.descending,
        nulls,
        operator_class: class,
        collation: row.collation,
        prefix: None,
    };
    if row.is_exclusion {
        let exclusion = table.exclusions.get_or_insert_with(row.name.clone(), || Exclusion {
            name: row.name,
            method,
            elements: Vec::new(),
            predicate: row.predicate,
            deferrable: deferrable(row.is_deferrable, row.is_deferred),
        });
        exclusion.elements.push((part, row.operator));
        return;
    }
    let index = table.indexes.get_or_insert_with(row.name.clone(), || Index {
        unique: row.is_unique,
        method: Some(method).filter(|method| *method != IndexMethod::Btree),
        predicate: row.predicate.map(Spelling::any).unwrap_or_default(),
        nulls_not_distinct: row.nulls_not_distinct,
        parameters: parameters(row.parameters.as_deref()).collect(),
        comment: row.comment,
        ..Index::new(row.name, [""; 0])
    });
    match (row.is_included, part.of) {
        (true, PartOf::Column(column)) => index.include.push(column),
        (_, of) => index.parts.push(IndexPart { of, ..part }),
    }
}

/// The type that `format_type` or a user's spelling means. Arrays have no depth: the server takes values of any.
pub(in crate::dialect) fn read_type(text: &str) -> ColumnType {
    // In quotes it is a type of one byte, which the catalogs have.
    if text.trim().starts_with("\"char\"") {
        return ColumnType::native(text.trim());
    }
    let canonical = expression::canonical_type(Dialect::POSTGRES, text);
    if let Some(of) = canonical.strip_suffix("[]") {
        return match read_type(of.trim_end_matches("[]")) {
            ColumnType::Native { .. } => ColumnType::native(canonical),
            of => ColumnType::Array(Box::new(of)),
        };
    }
    let (name, arguments) = match canonical.split_once('(') {
        Some((name, rest)) => match rest.split_once(')') {
            Some((arguments, rest)) => (format!("{}{rest}", name.trim_end()), Some(arguments)),
            None => (canonical.clone(), None),
        },
        None => (canonical.clone(), None),
    };
    let all = |arguments: &str| arguments.split(',').map(|number| number.trim().parse().ok()).collect();
    let numbers: Option<Vec<u32>> = match arguments.map(all) {
        // Words, or a scale below zero.
        Some(None) => return ColumnType::native(canonical),
        numbers => numbers.flatten(),
    };
    let int = |bits| ColumnType::Int { bits, unsigned: false };
    let digits = match numbers.as_deref() {
        None => Some(None),
        Some(&[digits @ 0..=6]) => u8::try_from(digits).ok().map(Some),
        Some(_) => None,
    };
    match (name.as_str(), numbers.as_deref()) {
        ("boolean" | "bool", None) => ColumnType::Bool,
        ("smallint" | "int2", None) => int(16),
        ("integer" | "int" | "int4", None) => int(32),
        ("bigint" | "int8", None) => int(64),
        ("real" | "float4", None) => ColumnType::Float { bits: 32 },
        ("double precision" | "float8", None) => ColumnType::Float { bits: 64 },
        ("numeric" | "decimal", Some(numbers @ ([_] | [_, _]))) => {
            let scale = numbers.get(1).copied().unwrap_or(0);
            match (numbers[0].try_into(), scale.try_into()) {
                (Ok(precision), Ok(scale)) if scale <= precision => ColumnType::Decimal { precision, scale },
                _ => ColumnType::native(canonical),
            }
        }
        ("character varying" | "varchar", Some([1])) => ColumnType::Char,
        ("character varying" | "varchar", Some(&[length])) => ColumnType::Text { max_length: Some(length) },
        // Without a length it is text by another name.
        ("text" | "character varying" | "varchar", None) => ColumnType::Text { max_length: None },
        ("character" | "char" | "bpchar", Some(&[length])) => ColumnType::FixedText { length },
        ("character" | "char", None) => ColumnType::FixedText { length: 1 },
        ("bytea", None) => ColumnType::Bytes { max_length: None },
        ("bit", None) => ColumnType::Bits { length: 1, varying: false },
        ("bit", Some(&[length])) => ColumnType::Bits { length, varying: false },
        ("bit varying" | "varbit", Some(&[length])) => ColumnType::Bits { length, varying: true },
        ("date", None) => ColumnType::Date,
        ("time without time zone" | "time", _) if digits.is_some() => ColumnType::Time { precision: digits.flatten() },
        ("timestamp without time zone" | "timestamp", _) if digits.is_some() => {
            ColumnType::DateTime { precision: digits.flatten() }
        }
        ("timestamp with time zone" | "timestamptz", _) if digits.is_some() => {
            ColumnType::TimestampTz { precision: digits.flatten() }
        }
        ("uuid", None) => ColumnType::Uuid,
        ("jsonb", None) => ColumnType::Json,
        (name, numbers) => {
            // One in a namespace that is not searched has that in its name, and is found by no other.
            match (super::types::special(name), numbers) {
                (Some(special), None) => ColumnType::Special(special),
                (None, Some(&[dimensions])) if name == "vector" => ColumnType::Vector { dimensions },
                _ => ColumnType::native(canonical),
            }
        }
    }
}
