//! Reading a SQLite database: pragmas as tables, and the texts that it keeps.

use std::collections::BTreeMap;

use super::definition::Definition;
use crate::connect::{Error, Row, Session};
use crate::dialect::expression;
use crate::dialect::introspect::{Introspection, Reading, action};
use crate::schema::{
    Check, Column, ColumnType, Deferrable, Dialect, ForeignKey, Identity, Spelling, Table, TableName, constraint_name,
};

/// Tables with their text; without virtual tables and what these keep in tables of their own.
const TABLES: &str = "
SELECT t.name, t.sql
FROM pragma_table_list AS l
JOIN main.sqlite_schema AS t ON t.name = l.name AND t.type = 'table'
WHERE l.schema = 'main' AND l.type = 'table' AND substr(t.name, 1, 7) <> 'sqlite_'";

const COLUMNS: &str = "
SELECT t.name, c.name, c.type, c.\"notnull\", c.dflt_value, c.pk, c.hidden
FROM main.sqlite_schema AS t
JOIN pragma_table_xinfo(t.name, 'main') AS c
WHERE t.type = 'table'
ORDER BY t.name, c.cid";

const FOREIGN_KEYS: &str = "
SELECT t.name, f.id, f.\"table\", f.\"from\", f.\"to\", f.on_update, f.on_delete
FROM main.sqlite_schema AS t
JOIN pragma_foreign_key_list(t.name, 'main') AS f
WHERE t.type = 'table'
ORDER BY t.name, f.id, f.seq";

/// Indexes on whole columns in ascending order; those with anything else in them have `odd` rows.
const INDEXES: &str = "
SELECT t.name, i.name, i.\"unique\", i.origin, x.name, i.partial OR x.cid < 0 OR x.\"desc\" AS odd
FROM main.sqlite_schema AS t
JOIN pragma_index_list(t.name, 'main') AS i
JOIN pragma_index_xinfo(i.name, 'main') AS x
WHERE t.type = 'table' AND i.origin <> 'pk' AND x.key
ORDER BY t.name, i.name, x.seqno";

pub(in crate::dialect) async fn introspect(session: &mut Session) -> Result<Introspection, Error> {
    let mut reading = Reading::default();
    let mut definitions = BTreeMap::new();
    for row in session.rows(TABLES).await? {
        let name = TableName::new(row.text(0));
        definitions.insert(name.clone(), Definition::read(row.text(1)));
        reading.table(name, None);
    }
    columns(&mut reading, &definitions, &session.rows(COLUMNS).await?);
    foreign_keys(&mut reading, &definitions, &session.rows(FOREIGN_KEYS).await?);
    indexes(&mut reading, &definitions, &session.rows(INDEXES).await?);
    for (name, table) in &mut reading.tables {
        table.checks = checks(name, &definitions[name]);
    }
    Ok(reading.finish().into())
}

fn columns(reading: &mut Reading, definitions: &BTreeMap<TableName, Definition>, rows: &[Row]) {
    let mut keys: BTreeMap<TableName, BTreeMap<i64, String>> = BTreeMap::new();
    for row in rows {
        let name = TableName::new(row.text(0));
        let Some(table) = reading.tables.get_mut(&name) else { continue };
        let ty = read_type(row.text(2));
        let place = row.int(5).unwrap_or_default();
        // 2 and 3 are generated columns, whose expression is no default.
        let generated = row.int(6).unwrap_or_default() > 1;
        let default = row.get(4).filter(|_| !generated);
        table.columns.push(Column {
            default: default.and_then(|sql| expression::read_default(Dialect::Sqlite, sql, &ty)),
            nullable: !row.flag(3),
            ty,
            ..Column::new(row.text(1), ColumnType::Bool)
        });
        if place > 0 {
            keys.entry(name).or_default().insert(place, row.text(1).to_owned());
        }
    }
    for (name, columns) in keys {
        columns.values().for_each(|column| reading.primary_key_column(&name, column));
        let (Some(table), [only]) = (reading.tables.get_mut(&name), &*columns.into_values().collect::<Vec<_>>()) else {
            continue;
        };
        let autoincrement = definitions.get(&name).is_some_and(|definition| definition.autoincrement);
        if let Some(column) = table.column_mut(only).filter(|column| matches!(column.ty, ColumnType::Int { .. })) {
            // The number of the row itself, which is never NULL.
            column.nullable = false;
            column.identity = autoincrement.then(Identity::default);
        }
    }
}

fn foreign_keys(reading: &mut Reading, definitions: &BTreeMap<TableName, Definition>, rows: &[Row]) {
    let mut keys: BTreeMap<(TableName, i64), ForeignKey> = BTreeMap::new();
    for row in rows {
        let name = TableName::new(row.text(0));
        let Some(table) = reading.tables.get(&name) else { continue };
        let target = there(reading.tables.keys().map(|name| &*name.name), row.text(2));
        let target = TableName::new(target);
        let key = keys.entry((name, row.int(1).unwrap_or_default())).or_insert_with(|| ForeignKey {
            name: String::new(),
            columns: Vec::new(),
            references_table: target.clone(),
            references_columns: Vec::new(),
            on_update: action(row.text(5)),
            on_delete: action(row.text(6)),
            deferrable: Deferrable::No,
            match_full: false,
        });
        key.columns.push(there(column_names(table), row.text(3)));
        let Some(target) = reading.tables.get(&target) else {
            key.references_columns.extend(row.get(4).map(str::to_owned));
            continue;
        };
        match row.get(4) {
            Some(column) => key.references_columns.push(there(column_names(target), column)),
            // `REFERENCES users` without columns means its primary key.
            None => {
                let place = key.references_columns.len();
                let column = target.primary_key.as_ref().and_then(|primary_key| primary_key.columns.get(place));
                key.references_columns.extend(column.cloned());
            }
        }
    }
    for ((table, _), mut key) in keys {
        let named = definitions.get(&table).map(|definition| &definition.foreign_keys);
        let named = named.into_iter().flatten().find(|named| same(&named.columns, &key.columns));
        key.name = match named {
            Some(named) => named.name.clone(),
            None => constraint_name("fk", &table, &key.columns),
        };
        reading.foreign_key_column(&table, key);
    }
}

fn indexes(reading: &mut Reading, definitions: &BTreeMap<TableName, Definition>, rows: &[Row]) {
    for index in rows.chunk_by(|a, b| a.text(0) == b.text(0) && a.text(1) == b.text(1)) {
        if index.iter().any(|row| row.flag(5)) {
            continue;
        }
        let row = &index[0];
        let table = TableName::new(row.text(0));
        let columns: Vec<String> = index.iter().map(|row| row.text(4).to_owned()).collect();
        // A constraint of the table is backed by an index that SQLite has named.
        let name = if row.text(3) == "u" {
            let named = definitions.get(&table).map(|definition| &definition.uniques);
            let named = named.into_iter().flatten().find(|named| same(&named.columns, &columns));
            named.map_or_else(|| constraint_name("uq", &table, &columns), |named| named.name.clone())
        } else {
            row.text(1).to_owned()
        };
        columns.iter().for_each(|column| reading.key_column(&table, &name, column, row.flag(2)));
    }
}

/// The checks that stand for an enum type. One without a name gets the name that it would have from us.
fn checks(table: &TableName, definition: &Definition) -> BTreeMap<String, Check> {
    let checks = definition.checks.iter().filter_map(|check| {
        let column = check.enum_column.as_ref()?;
        let name = check.name.clone().unwrap_or_else(|| constraint_name("ck", table, [column]));
        Some((name.clone(), Check { name, expression: Spelling::any(&check.expression) }))
    });
    checks.collect()
}

fn column_names(table: &Table) -> impl Iterator<Item = &str> + Clone {
    table.columns.iter().map(|column| &*column.name)
}

/// The name among `names` that `written` means; SQLite takes either case.
fn there<'a>(mut names: impl Iterator<Item = &'a str> + Clone, written: &str) -> String {
    let exact = names.clone().any(|name| name == written);
    let found = if exact { None } else { names.find(|name| name.eq_ignore_ascii_case(written)) };
    found.unwrap_or(written).to_owned()
}

fn same(a: &[String], b: &[String]) -> bool {
    a.len() == b.len() && a.iter().zip(b).all(|(a, b)| a.eq_ignore_ascii_case(b))
}

/// The type that the declared text of a column means. SQLite holds whatever it is given, so all whole numbers are one
/// type, and what it keeps as text or bytes is read as such.
pub(in crate::dialect) fn read_type(text: &str) -> ColumnType {
    let canonical = expression::canonical_type(Dialect::Sqlite, text);
    let (name, argument) = match canonical.split_once('(') {
        Some((name, argument)) => (name, argument.trim_end_matches(')').parse::<u32>().ok()),
        None => (canonical.as_str(), None),
    };
    match (name, argument) {
        ("boolean" | "bool", None) => ColumnType::Bool,
        ("integer" | "int" | "bigint" | "smallint" | "tinyint" | "int2" | "int4" | "int8", None) => {
            ColumnType::Int { bits: 64, unsigned: false }
        }
        ("real" | "double" | "double precision" | "float", None) => ColumnType::Float { bits: 64 },
        ("text" | "clob", None) => ColumnType::Text { max_length: None },
        ("varchar" | "character varying", max_length @ Some(_)) => ColumnType::Text { max_length },
        ("blob", None) => ColumnType::Bytes { max_length: None },
        ("date", None) => ColumnType::Date,
        ("time", None) => ColumnType::Time { precision: None },
        ("datetime", None) => ColumnType::DateTime { precision: None },
        ("timestamp", None) => ColumnType::TimestampTz { precision: None },
        _ => ColumnType::native(canonical),
    }
}
