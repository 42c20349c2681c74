//! Reading a MySQL or MariaDB database from its information schema.

use std::collections::{BTreeMap, BTreeSet};

use crate::connect::{Error, Session};
use crate::dialect::UnmanagedKind;
use crate::dialect::introspect::{Introspection, Reading, action};
use crate::diff::{ConstraintKind, mentions};
use crate::schema::{
    Check, Column, ColumnType, Deferrable, Dialect, EnumType, ForeignKey, Index, IndexMethod, IndexPart, PrimaryKey,
    Schema, Spelling, Table, TableName, TableOptions, Unique,
};

use super::others::Others;
use super::queries::{self, CheckRow, ColumnRow, ForeignKeyRow, IndexRow, OtherRow, SpatialRow, TableRow};
use super::sequences::unqualified;
use super::spelled::{self, expression};
use super::{charset, periods, privileges, wide};

/// Spatial types, as MariaDB tells them.
const SPATIAL: &[&str] = &[
    "geometry",
    "geometrycollection",
    "linestring",
    "multilinestring",
    "multipoint",
    "multipolygon",
    "point",
    "polygon",
];

pub(in crate::dialect) async fn introspect(session: &mut Session) -> Result<Introspection, Error> {
    privileges::check(session).await?;
    let dialect = session.dialect();
    let mut reading = Reading::default();
    let mut others = Others::default();
    // The collation of each table, which that of a column is compared with.
    let mut collations = BTreeMap::new();
    let mut names = BTreeSet::new();
    for row in session.fetch::<TableRow>(queries::TABLES).await? {
        names.insert(row.name.to_lowercase());
        table(dialect, &mut reading, &mut others, &mut collations, row);
    }
    let checks = session.fetch(queries::checks(dialect)).await?;
    let checks = wide::checks(session, checks).await;
    let rows = session.fetch(&queries::columns(dialect)).await?;
    let rows = wide::columns(session, rows, &mut others).await?;
    let versions = Versions::of(&rows);
    let documents =
        checks.iter().filter_map(|row| Some((row.table_name.clone(), spelled::json_column(row)?))).collect();
    let columns = Columns { dialect, collations, documents, versions: &versions };
    let is_any_spatial = columns.read(&mut reading, &mut others, rows);
    if is_any_spatial && dialect == Dialect::MARIADB {
        for SpatialRow { table_name, column_name } in session.fetch(queries::REFERENCE_SYSTEMS).await? {
            others.tell(UnmanagedKind::ReferenceSystem, [&table_name, &column_name]);
        }
    }
    for row in checks {
        check(dialect, &mut reading, &mut others, &versions, row);
    }
    for row in session.fetch(queries::FOREIGN_KEYS).await? {
        foreign_key(&mut reading, row);
    }
    let rows: Vec<IndexRow> = session.fetch(&queries::indexes(session)).await?;
    for index in rows.chunk_by(|a, b| a.table_name == b.table_name && a.name == b.name) {
        key(dialect, &mut reading, &mut others, versions.own_parts(index));
    }
    leave_periods(session, &mut reading, &mut others).await?;
    leave_odd_keys(&mut reading, &mut others, &names);
    for OtherRow { kind, name, table_name } in session.fetch(queries::OTHERS).await? {
        let kind = UnmanagedKind::of_code(&kind)?;
        match table_name {
            Some(table) => others.tell(kind, [&table, &name]),
            None => others.tell_alone(kind, &name),
        }
    }
    let (mut schema, idle) = reading.finish();
    name_enums(dialect, &mut schema);
    Ok(Introspection { schema, unmanaged: others.0, idle, ..Introspection::default() })
}

/// What the columns are read with.
struct Columns<'a> {
    dialect: Dialect,
    /// The collation of each table.
    collations: BTreeMap<String, String>,
    /// The columns of MariaDB's `json`, each behind its table.
    documents: BTreeSet<(String, String)>,
    versions: &'a Versions,
}

impl Columns<'_> {
    /// Gives whether one of them is spatial.
    fn read(&self, reading: &mut Reading, others: &mut Others, rows: Vec<ColumnRow>) -> bool {
        let mut is_any_spatial = false;
        for row in rows {
            let name = TableName::new(row.table_name.as_str());
            let Some(table) = reading.tables.get_mut(&name) else { continue };
            let names = [row.table_name.as_str(), row.name.as_str()];
            if self.versions.has(&name, &row.name) {
                others.tell(UnmanagedKind::VersionColumn, names);
                continue;
            }
            if row.expression.as_ref().is_some_and(|sql| self.versions.are_in(&name, sql)) {
                others.tell(UnmanagedKind::ColumnFromVersions, names);
                continue;
            }
            if spelled::is_compressed(&row.type_name) {
                others.tell(UnmanagedKind::CompressedColumn, names);
            }
            if row.extra.contains("INVISIBLE") {
                others.tell(UnmanagedKind::InvisibleColumn, names);
            }
            if row.extra.contains("WITHOUT SYSTEM VERSIONING") {
                others.tell(UnmanagedKind::UnversionedColumn, names);
            }
            if row.reference_system.is_some() {
                others.tell(UnmanagedKind::ReferenceSystem, names);
            }
            is_any_spatial |= SPATIAL.contains(&row.type_name.as_str());
            table.columns.push(self.column(row));
        }
        is_any_spatial
    }

    fn column(&self, mut row: ColumnRow) -> Column {
        if self.dialect == Dialect::MARIADB {
            row.default_value = row.default_value.map(|sql| unqualified(&sql, &row.own_database));
        }
        let document = self.documents.contains(&(row.table_name.clone(), row.name.clone()));
        let collation = self.collations.get(&row.table_name).map_or("", String::as_str);
        spelled::column(self.dialect, row, document, collation)
    }
}

fn check(dialect: Dialect, reading: &mut Reading, others: &mut Others, versions: &Versions, row: CheckRow) {
    let table_name = TableName::new(row.table_name.as_str());
    let Some(table) = reading.tables.get_mut(&table_name) else { return };
    let names = [row.table_name.as_str(), row.name.as_str()];
    match row.is_enforced.as_str() {
        "YES" if versions.are_in(&table_name, &row.expression) => others.tell(UnmanagedKind::CheckOverVersions, names),
        "COLUMN" if spelled::json_column(&row).is_some() => {}
        "COLUMN" => others.tell(UnmanagedKind::CheckOfColumn, names),
        enforced => {
            let sql = Spelling::any(expression(dialect, &row.expression));
            table.checks.insert(row.name.clone(), Check::new(row.name.as_str(), sql));
            if enforced != "YES" {
                others.tell(UnmanagedKind::UnenforcedCheck, names);
                reading.is_idle(&table_name, ConstraintKind::Check, &row.name);
            }
        }
    }
}

fn foreign_key(reading: &mut Reading, row: ForeignKeyRow) {
    let key = ForeignKey {
        name: row.name,
        columns: vec![row.column_name],
        references_table: TableName { namespace: row.target_database, name: row.target },
        references_columns: vec![row.target_column],
        on_update: action(&row.on_update),
        on_delete: action(&row.on_delete),
        deferrable: Deferrable::No,
        match_full: false,
        not_valid: false,
    };
    reading.foreign_key_column(&TableName::new(row.table_name), key);
}

/// Tells the periods, and takes the keys out that are over one.
async fn leave_periods(session: &mut Session, reading: &mut Reading, others: &mut Others) -> Result<(), Error> {
    let periods = periods::read(session, &reading.tables).await?;
    for (table, name) in &periods {
        others.tell(UnmanagedKind::Period, [table, name]);
    }
    let with_one: BTreeSet<&str> = periods.iter().map(|(table, _)| table.as_str()).collect();
    for (table, key) in periods::keys(session, &with_one).await? {
        others.tell(UnmanagedKind::KeyWithoutOverlaps, [&table, &key]);
        if let Some(table) = reading.tables.get_mut(&TableName::new(&table)) {
            table.uniques.remove(&key);
        }
    }
    Ok(())
}

/// The columns of MariaDB's system versioning that have names: from when to when a row holds. The engine fills them.
struct Versions(BTreeSet<(TableName, String)>);

impl Versions {
    fn of(columns: &[ColumnRow]) -> Self {
        let versions = columns.iter().filter(|row| matches!(row.expression.as_deref(), Some("ROW START" | "ROW END")));
        Self(versions.map(|row| (TableName::new(row.table_name.as_str()), row.name.clone())).collect())
    }

    fn has(&self, table: &TableName, column: &str) -> bool {
        !self.0.is_empty() && self.0.contains(&(table.clone(), column.to_owned()))
    }

    /// Whether `sql` speaks of them. MariaDB alone has them.
    fn are_in(&self, table: &TableName, sql: &str) -> bool {
        self.0.iter().any(|(of, column)| of == table && mentions(sql, &[Dialect::MARIADB], column))
    }

    /// The rows of an index without the last one where the engine put it there: it ends every unique key with the column.
    fn own_parts<'a>(&self, index: &'a [IndexRow]) -> &'a [IndexRow] {
        let Some((last, parts)) = index.split_last().filter(|(last, parts)| last.is_unique && !parts.is_empty()) else {
            return index;
        };
        let column = last.column_name.as_deref().unwrap_or_default();
        if self.has(&TableName::new(last.table_name.as_str()), column) { parts } else { index }
    }
}

fn table(
    dialect: Dialect,
    reading: &mut Reading,
    others: &mut Others,
    collations: &mut BTreeMap<String, String>,
    row: TableRow,
) {
    let name = row.name.as_str();
    match row.kind.as_str() {
        "BASE TABLE" => {}
        "SYSTEM VERSIONED" => others.tell_of_table(UnmanagedKind::SystemVersioning, name),
        other => return others.tell_of_table(kind_of_table(other), name),
    }
    let table_name = TableName::new(name);
    reading.table(table_name.clone(), row.table_comment.as_deref());
    let Some(table) = reading.tables.get_mut(&table_name) else { return };
    for option in row.create_options.split_whitespace() {
        match option.to_ascii_lowercase().as_str() {
            "partitioned" => others.tell_of_table(UnmanagedKind::Partitions, name),
            option => others.tell_option(name, option),
        }
    }
    let collation = charset::one_name(&row.table_collation);
    let of_collation = charset::of_collation(&collation);
    table.options = TableOptions {
        engine: row.storage_engine.filter(|engine| !engine.eq_ignore_ascii_case(&row.default_engine)),
        charset: (of_collation != "utf8mb4").then(|| of_collation.clone()),
        collation: Some(collation.clone()).filter(|it| !charset::is_default(dialect, &of_collation, it)),
        ..TableOptions::default()
    };
    collations.insert(row.name, collation);
}

/// What a table is that has this `TABLE_TYPE`.
fn kind_of_table(table_type: &str) -> UnmanagedKind {
    match table_type {
        "VIEW" | "SYSTEM VIEW" => UnmanagedKind::View,
        "SEQUENCE" => UnmanagedKind::Sequence,
        "TEMPORARY" | "LOCAL TEMPORARY" => UnmanagedKind::TemporaryTable,
        _ => UnmanagedKind::OtherTable,
    }
}

/// An index from its rows, one for each part.
fn key(dialect: Dialect, reading: &mut Reading, others: &mut Others, rows: &[IndexRow]) {
    let Some(first) = rows.first() else { return };
    let Some(table) = reading.tables.get_mut(&TableName::new(first.table_name.as_str())) else { return };
    let names = [first.table_name.as_str(), first.name.as_str()];
    if rows.iter().any(|row| row.column_name.as_ref().is_some_and(|column| table.column(column).is_none())) {
        return others.tell(UnmanagedKind::IndexOverUnmanaged, names);
    }
    let method = match first.index_method.as_str() {
        "FULLTEXT" => Some(IndexMethod::Fulltext),
        "SPATIAL" | "RTREE" => Some(IndexMethod::Spatial),
        // One over hashes is how MariaDB keeps texts of any length apart.
        "BTREE" | "HASH" => None,
        other => return others.tell(UnmanagedKind::IndexMethod(other.to_lowercase()), names),
    };
    if first.is_unused {
        let kind =
            if dialect == Dialect::MARIADB { UnmanagedKind::IgnoredIndex } else { UnmanagedKind::InvisibleIndex };
        others.tell(kind, names);
    }
    let whole = method.is_none();
    let part = |row: &IndexRow| {
        let sql = || expression(dialect, row.expression.as_deref().unwrap_or_default());
        let part = match &row.column_name {
            Some(column) => IndexPart::column(column),
            None => IndexPart::expression(Spelling::any(sql())),
        };
        let prefix = row.prefix_length.as_ref().filter(|_| whole).and_then(|length| length.parse().ok());
        IndexPart { descending: row.direction.as_deref() == Some("D"), prefix, ..part }
    };
    let name = first.name.as_str();
    let index = Index {
        name: name.to_owned(),
        parts: rows.iter().map(part).collect(),
        unique: first.is_unique,
        method,
        comment: first.index_comment.clone().filter(|comment| !comment.is_empty()),
        ..Index::default()
    };
    if name == "PRIMARY" {
        let prefixes = index.parts.iter().filter_map(|part| Some((part.column_name()?.to_owned(), part.prefix?)));
        let columns = index.named_columns().map(str::to_owned).collect();
        table.primary_key = Some(PrimaryKey { name: None, columns, prefixes: prefixes.collect() });
        return;
    }
    // The one that a foreign key brought, by its name: it is no index of its own.
    let of_key = |key: &ForeignKey| index.columns().is_some_and(|columns| columns == key.columns);
    if !index.unique && index.is_plain() && table.foreign_keys.get(name).is_some_and(of_key) {
        return;
    }
    if index.unique && index.is_plain() {
        let columns: Vec<String> = index.named_columns().map(str::to_owned).collect();
        table.uniques.insert(name.to_owned(), Unique::new(name, columns));
    } else {
        table.indexes.insert(name.to_owned(), index);
    }
}

/// Leaves foreign keys out that no other server would make: to a table that does not exist, which is made while they are not
/// enforced, and to columns that are not unique. `names` are those of all tables, in lower case.
fn leave_odd_keys(reading: &mut Reading, others: &mut Others, names: &BTreeSet<String>) {
    let keys = |table: &Table| {
        let of = |columns: &[String]| columns.iter().cloned().collect::<BTreeSet<String>>();
        let uniques = table.uniques.values().map(|unique| of(&unique.columns));
        table.primary_key.iter().filter_map(|key| key.whole_columns().map(of)).chain(uniques).collect::<Vec<_>>()
    };
    let unique: BTreeMap<String, _> =
        reading.tables.values().map(|table| (table.name.name.to_lowercase(), keys(table))).collect();
    for table in reading.tables.values_mut() {
        let name = table.name.name.clone();
        table.foreign_keys.retain(|_, key| {
            let target = key.references_table.name.to_lowercase();
            let columns = key.references_columns.iter().cloned().collect();
            let problem = if key.references_table.namespace.is_some() {
                None
            } else if !names.contains(&target) {
                Some(UnmanagedKind::KeyToNoTable)
            } else {
                let is_odd = unique.get(&target).is_some_and(|keys| !keys.contains(&columns));
                is_odd.then_some(UnmanagedKind::KeyToNotUnique)
            };
            let is_fine = problem.is_none();
            if let Some(problem) = problem {
                others.tell(problem, [&name, &key.name]);
            }
            is_fine
        });
    }
}

/// Gives the enum types, which have no name here, that of their column; of their table too where columns of one name have
/// different values.
fn name_enums(dialect: Dialect, schema: &mut Schema) {
    let mut by_column: BTreeMap<String, BTreeSet<Vec<String>>> = BTreeMap::new();
    for column in schema.tables.values().flat_map(|table| &table.columns) {
        if let Some((_, values)) = spelled::enumerated(dialect, &column.ty) {
            by_column.entry(column.name.clone()).or_default().insert(values);
        }
    }
    if by_column.is_empty() {
        return;
    }
    let Schema { tables, enums, dialects: _ } = schema;
    for table in tables.values_mut() {
        for column in &mut table.columns {
            let Some((is_set, values)) = spelled::enumerated(dialect, &column.ty) else { continue };
            let alone = by_column.get(&column.name).is_some_and(|lists| lists.len() == 1);
            let mut name = if alone { column.name.clone() } else { format!("{}_{}", table.name.name, column.name) };
            while enums.get(&name).is_some_and(|there: &EnumType| there.values != values) {
                name.push('_');
            }
            enums.entry(name.clone()).or_insert_with(|| EnumType { name: name.clone(), values });
            column.ty = if is_set { ColumnType::Set { name } } else { ColumnType::Enum { name } };
        }
    }
}
