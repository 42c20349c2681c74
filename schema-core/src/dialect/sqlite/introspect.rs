//! Reading a SQLite database: pragmas as tables, and the texts that it keeps.

use std::collections::{BTreeMap, BTreeSet};

use super::definition::{IndexText, KeyText, TableText};
use super::own_name::unqualified;
use super::types::{read, read_key};
use crate::connect::{Error, Session, row};
use crate::dialect::clock::is_clock;
use crate::dialect::expression::{self, Token};
use crate::dialect::introspect::{Introspection, Reading, action};
use crate::dialect::{Unmanaged, UnmanagedKind};
use crate::schema::{
    Check, Column, ColumnType, DefaultValue, Deferrable, Dialect, ForeignKey, Generated, Identity, Index, IndexPart,
    SharedMap, Spelling, Table, TableName, TableOptions, Unique, constraint_name,
};

/// Tables with their text; without virtual tables and what these keep in tables of their own.
const TABLES: &str = "
SELECT t.name AS name, t.sql AS sql, l.wr AS without_rowid, l.strict AS is_strict
FROM pragma_table_list AS l
JOIN main.sqlite_schema AS t ON t.name = l.name AND t.type = 'table'
WHERE l.schema = 'main' AND l.type = 'table' AND substr(t.name, 1, 7) <> 'sqlite_'";

row! {
    struct TableRow {
        name: String,
        sql: String,
        without_rowid: bool,
        is_strict: bool,
    }
}

/// A virtual table, which has no page of its own, may be of a module that is not there.
const COLUMNS: &str = "
SELECT t.name AS table_name, c.name AS name, c.type AS type_name, c.\"notnull\" AS not_null, c.dflt_value AS default_value,
    c.pk AS key_place, c.hidden AS hidden
FROM main.sqlite_schema AS t
JOIN pragma_table_xinfo(t.name, 'main') AS c
WHERE t.type = 'table' AND t.rootpage > 0
ORDER BY t.name, c.cid";

row! {
    struct ColumnRow {
        table_name: String,
        name: String,
        type_name: String,
        not_null: bool,
        default_value: Option<String>,
        /// From 1 in the primary key; 0 outside of it.
        key_place: i64,
        /// 2 is computed when it is read, 3 when it is written.
        hidden: i64,
    }
}

/// They are numbered from the last one to the first.
const FOREIGN_KEYS: &str = "
SELECT t.name AS table_name, f.id AS number, f.\"from\" AS column_name, f.\"table\" AS target, f.\"to\" AS target_column,
    f.on_update AS on_update, f.on_delete AS on_delete
FROM main.sqlite_schema AS t
JOIN pragma_foreign_key_list(t.name, 'main') AS f
WHERE t.type = 'table' AND t.rootpage > 0
ORDER BY t.name, f.id DESC, f.seq";

row! {
    struct ForeignKeyRow {
        table_name: String,
        number: i64,
        column_name: String,
        target: String,
        /// None where the text names none.
        target_column: Option<String>,
        on_update: String,
        on_delete: String,
    }
}

/// A row for each part of an index.
const INDEXES: &str = "
SELECT t.name AS table_name, i.name AS name, i.\"unique\" AS is_unique, i.origin AS origin, x.name AS column_name,
    x.cid AS column_place, x.\"desc\" AS descending, x.coll AS collation
FROM main.sqlite_schema AS t
JOIN pragma_index_list(t.name, 'main') AS i
JOIN pragma_index_xinfo(i.name, 'main') AS x
WHERE t.type = 'table' AND t.rootpage > 0 AND i.origin <> 'pk' AND x.key
ORDER BY t.name, i.seq DESC, x.seqno";

row! {
    struct IndexRow {
        table_name: String,
        name: String,
        is_unique: bool,
        /// `u` for that of a constraint.
        origin: String,
        column_name: Option<String>,
        /// Below zero for an expression, and for the number of the row.
        column_place: Option<i64>,
        descending: bool,
        collation: Option<String>,
    }
}

/// The texts of indexes, and the unmanaged objects.
const OTHERS: &str = "
SELECT type AS kind, name AS name, tbl_name AS table_name, sql AS sql
FROM main.sqlite_schema WHERE type <> 'table' OR rootpage = 0";

row! {
    struct OtherRow {
        kind: String,
        name: String,
        table_name: String,
        sql: Option<String>,
    }
}

pub(in crate::dialect) async fn introspect(session: &mut Session) -> Result<Introspection, Error> {
    let mut reading = Reading::default();
    let mut texts = BTreeMap::new();
    let mut unmanaged = Vec::new();
    for row in session.fetch::<TableRow>(TABLES).await? {
        let name = TableName::new(row.name);
        reading.table(name.clone(), None);
        let Some(table) = reading.tables.get_mut(&name) else { continue };
        let TableRow { without_rowid, is_strict: strict, .. } = row;
        table.options = TableOptions { without_rowid, strict, ..TableOptions::default() };
        let text = TableText::read(&row.sql);
        if text.conflict_clauses > 0 {
            unmanaged.push(Unmanaged::of_table(UnmanagedKind::ConflictClause, &name.name));
        }
        if text.descending_key {
            unmanaged.push(Unmanaged::of_table(UnmanagedKind::DescendingKey, &name.name));
        }
        texts.insert(name, text);
    }
    columns(&mut reading, &texts, &session.fetch(COLUMNS).await?, &mut unmanaged);
    foreign_keys(&mut reading, &texts, &session.fetch(FOREIGN_KEYS).await?, &mut unmanaged);
    let mut index_texts = BTreeMap::new();
    let rows = session.fetch(INDEXES).await?;
    for OtherRow { kind, name, table_name, sql } in session.fetch(OTHERS).await? {
        unmanaged.push(match kind.as_str() {
            "index" => {
                index_texts.extend(sql.map(|sql| (name, sql)));
                continue;
            }
            "trigger" => Unmanaged::of_part(UnmanagedKind::Trigger, &table_name, &name),
            "table" => Unmanaged::of_table(UnmanagedKind::VirtualTable, &name),
            _ => Unmanaged::new(UnmanagedKind::View, &name, &name),
        });
    }
    indexes(&mut reading, &texts, &index_texts, &rows);
    for (name, table) in &mut reading.tables {
        table.checks = checks(table, &texts[name]);
    }
    let (schema, idle) = reading.finish();
    Ok(Introspection { schema, unmanaged, idle, ..Introspection::default() })
}

/// A key of SQLite takes NULL where nothing forbids it, for reasons of its history. No model can say that, nor would anybody
/// want to: it is told, and read as one that takes none.
fn columns(
    reading: &mut Reading,
    texts: &BTreeMap<TableName, TableText>,
    rows: &[ColumnRow],
    unmanaged: &mut Vec<Unmanaged>,
) {
    for rows in rows.chunk_by(|a, b| a.table_name == b.table_name) {
        let name = TableName::new(rows[0].table_name.as_str());
        let (Some(table), Some(text)) = (reading.tables.get_mut(&name), texts.get(&name)) else { continue };
        let mut key = BTreeMap::new();
        for row in rows {
            let column = column(row, text);
            if row.key_place > 0 {
                key.insert(row.key_place, column.name.clone());
            }
            table.columns.push(column);
        }
        let key: Vec<String> = key.into_values().collect();
        if let [only] = key.as_slice()
            && let Some(row) = rows.iter().find(|row| row.name == *only)
            && let Some(column) = table.columns.iter_mut().find(|column| column.name == *only)
        {
            let is_number = !text.descending_key && !table.options.without_rowid;
            column.ty = read_key(&row.type_name);
            if is_number && row.type_name.eq_ignore_ascii_case("INTEGER") {
                // The number of the row itself, which is never NULL.
                column.nullable = false;
                column.identity = text.autoincrement.then(Identity::default);
            }
        }
        for column in table.columns.iter_mut().filter(|it| it.nullable && key.contains(&it.name)) {
            column.nullable = false;
            if !table.options.without_rowid {
                unmanaged.push(Unmanaged::of_part(UnmanagedKind::NullableKey, &name.name, &column.name));
            }
        }
        for column in key {
            reading.primary_key_column(&name, &column);
        }
    }
}

fn column(row: &ColumnRow, text: &TableText) -> Column {
    let ty = read(&row.type_name);
    let said = text.columns.get(&row.name);
    // The expression of one that is computed is no default.
    let is_computed = row.hidden > 1;
    let expression = said.and_then(|said| said.generated.as_ref()).filter(|_| is_computed);
    let collation = said.and_then(|said| said.collation.as_deref());
    Column {
        default: row.default_value.as_deref().filter(|_| !is_computed).and_then(|sql| default(sql, &ty)),
        nullable: !row.not_null,
        ty,
        generated: expression.map(|sql| Generated { expression: Spelling::any(sql), stored: row.hidden == 3 }),
        collation: collation.filter(|name| !is_binary(name)).map(Spelling::any).unwrap_or_default(),
        ..Column::new(row.name.as_str(), ColumnType::Bool)
    }
}

/// How texts are compared when nothing is said.
pub(super) fn is_binary(collation: &str) -> bool {
    collation.eq_ignore_ascii_case("BINARY")
}

/// The default that `sql` says. An expression stays as it is written.
fn default(sql: &str, ty: &ColumnType) -> Option<DefaultValue> {
    let read = |sql: &str| expression::read_default(Dialect::SQLITE, sql, ty);
    match read(sql)? {
        DefaultValue::Sql(_) => match expression::tokens(Dialect::SQLITE, sql).as_slice() {
            // A number is no name.
            [Token::Word(word)] if is_clock(word) || word.starts_with(|c: char| c.is_ascii_digit()) => {
                Some(DefaultValue::Sql(Spelling::any(sql)))
            }
            // A name is a text here.
            [Token::Word(text) | Token::Name(text)] => read(&format!("'{}'", text.replace('\'', "''"))),
            _ => Some(DefaultValue::Sql(Spelling::any(sql))),
        },
        value => Some(value),
    }
}

/// SQLite takes a foreign key to what is not there, and fails where it is looked for. A model can say no such key: it is told.
fn foreign_keys(
    reading: &mut Reading,
    texts: &BTreeMap<TableName, TableText>,
    rows: &[ForeignKeyRow],
    unmanaged: &mut Vec<Unmanaged>,
) {
    // A table may be named in either case.
    let lower = |name: &str| name.to_ascii_lowercase();
    let tables: BTreeMap<String, TableName> =
        reading.tables.keys().map(|name| (lower(&name.name), name.clone())).collect();
    for of_table in rows.chunk_by(|a, b| a.table_name == b.table_name) {
        let name = TableName::new(of_table[0].table_name.as_str());
        let (Some(table), Some(text)) = (reading.tables.get(&name), texts.get(&name)) else { continue };
        let keys: Vec<&[ForeignKeyRow]> = of_table.chunk_by(|a, b| a.number == b.number).collect();
        let mut taken = BTreeSet::new();
        let mut found = Vec::new();
        for (place, rows) in keys.iter().enumerate() {
            let columns: Vec<String> = rows.iter().map(|row| there(column_names(table), &row.column_name)).collect();
            // They stand in the text in the same order.
            let said = text.foreign_keys.get(place).filter(|said| same(&said.columns, &columns));
            let said = said.or_else(|| text.foreign_keys.iter().find(|said| same(&said.columns, &columns)));
            let called = said.and_then(|said| said.name.clone());
            let called = called.unwrap_or_else(|| constraint_name("fk", &name, &columns));
            let target = tables.get(&lower(&rows[0].target)).and_then(|name| reading.tables.get(name));
            let references = target.map(|target| target_columns(target, rows)).unwrap_or_default();
            let Some(target) = target.filter(|it| is_whole(it, &references, &columns)) else {
                let key = Unmanaged::of_part(UnmanagedKind::LooseForeignKey, &name.name, &columns.join(", "));
                // It has no name of its own.
                unmanaged.push(Unmanaged { own_name: rows[0].column_name.clone(), ..key });
                continue;
            };
            let key = ForeignKey {
                on_update: action(&rows[0].on_update),
                on_delete: action(&rows[0].on_delete),
                deferrable: said.map_or(Deferrable::No, |said| said.deferrable),
                ..ForeignKey::new(free(called, &mut taken), columns, target.name.clone(), references)
            };
            found.push(key);
        }
        for key in found {
            reading.foreign_key_column(&name, key);
        }
    }
}

/// The columns that a foreign key points to: where the text names none, the primary key.
fn target_columns(target: &Table, rows: &[ForeignKeyRow]) -> Vec<String> {
    let key = target.primary_key.as_ref().map(|key| key.columns.as_slice()).unwrap_or_default();
    let column = |(place, row): (usize, &ForeignKeyRow)| match &row.target_column {
        Some(column) => Some(there(column_names(target), column)),
        None => key.get(place).cloned(),
    };
    rows.iter().enumerate().filter_map(column).collect()
}

/// Whether a foreign key from `columns` to those of `target` has both ends.
fn is_whole(target: &Table, references: &[String], columns: &[String]) -> bool {
    references.len() == columns.len() && references.iter().all(|name| target.column(name).is_some())
}

fn indexes(
    reading: &mut Reading,
    texts: &BTreeMap<TableName, TableText>,
    index_texts: &BTreeMap<String, String>,
    rows: &[IndexRow],
) {
    let mut taken: BTreeSet<String> = index_texts.keys().cloned().collect();
    for rows in rows.chunk_by(|a, b| a.table_name == b.table_name && a.name == b.name) {
        let row = &rows[0];
        let table_name = TableName::new(row.table_name.as_str());
        let (Some(table), Some(text)) = (reading.tables.get_mut(&table_name), texts.get(&table_name)) else { continue };
        let said = index_texts.get(&row.name).map(|sql| IndexText::read(sql)).unwrap_or_default();
        let parts: Vec<IndexPart> =
            rows.iter().enumerate().map(|(place, row)| part(table, row, said.parts.get(place))).collect();
        // A constraint of the table is backed by an index that SQLite has named.
        let name = if row.origin == "u" {
            free(unique_name(&table_name, &text.uniques, &parts), &mut taken)
        } else {
            row.name.clone()
        };
        let index = Index {
            unique: row.is_unique,
            predicate: said.predicate.map(Spelling::any).unwrap_or_default(),
            parts,
            ..Index::new(name, [""; 0])
        };
        match index.columns().filter(|_| index.unique && index.is_plain()) {
            Some(columns) => {
                let unique = Unique::new(&index.name, columns);
                table.uniques.insert(unique.name.clone(), unique);
            }
            None => {
                table.indexes.insert(index.name.clone(), index);
            }
        }
    }
}

fn part(table: &Table, row: &IndexRow, said: Option<&String>) -> IndexPart {
    let collation = row.collation.as_deref().filter(|name| !is_binary(name));
    let column = row.column_name.as_deref().filter(|_| row.column_place.is_some_and(|place| place >= 0));
    let own = column.and_then(|name| table.column(name)).and_then(|column| column.collation.any.as_deref());
    let mut part = match column {
        Some(name) => IndexPart::column(name),
        None => IndexPart::expression(Spelling::any(said.map_or("rowid", String::as_str))),
    };
    part.descending = row.descending;
    part.collation = match (collation, own) {
        (Some(one), Some(own)) if one.eq_ignore_ascii_case(own) => None,
        // The column has one, and the index has the plain one all the same.
        (None, Some(_)) => Some("BINARY".to_owned()),
        (collation, _) => collation.map(str::to_owned),
    };
    part
}

/// The name of the unique constraint over these parts.
fn unique_name(table: &TableName, said: &[KeyText], parts: &[IndexPart]) -> String {
    let columns: Vec<String> = parts.iter().filter_map(IndexPart::column_name).map(str::to_owned).collect();
    let named = said.iter().filter(|said| same(&said.columns, &columns)).find_map(|said| said.name.clone());
    named.unwrap_or_else(|| constraint_name("uq", table, &columns))
}

/// The checks of a table. One without a name gets that which it would have from us.
fn checks(table: &Table, text: &TableText) -> SharedMap<String, Check> {
    let mut taken = BTreeSet::new();
    let named = text.checks.iter().map(|said| {
        let name = said.name.clone().unwrap_or_else(|| {
            let tokens = expression::tokens(Dialect::SQLITE, &said.expression);
            let mentioned = |name: &&str| tokens.iter().filter_map(Token::name).any(|it| it.eq_ignore_ascii_case(name));
            match &said.column {
                Some(column) => constraint_name("ck", &table.name, [column]),
                None => constraint_name("ck", &table.name, column_names(table).filter(mentioned)),
            }
        });
        let name = free(name, &mut taken);
        (name.clone(), Check::new(name, Spelling::any(unqualified(&said.expression, &table.name))))
    });
    named.collect()
}

/// The name, or where it is taken, with a number behind it; taken from then on.
fn free(name: String, taken: &mut BTreeSet<String>) -> String {
    let mut free = name.clone();
    let mut number = 2;
    while !taken.insert(free.clone()) {
        free = format!("{name}_{number}");
        number += 1;
    }
    free
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
