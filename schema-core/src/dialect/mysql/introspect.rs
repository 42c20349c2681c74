//! Reading a MySQL or MariaDB database from its information schema.

use std::collections::{BTreeMap, BTreeSet};

use crate::connect::{Error, Row, Session};
use crate::dialect::introspect::{
    CHECK_OF_COLUMN, COMPRESSED_COLUMN, INVISIBLE_COLUMN, Introspection, REFERENCE_SYSTEM, Reading, UNVERSIONED_COLUMN,
    Unmodelled, action,
};
use crate::diff::{ConstraintKind, mentions};
use crate::schema::{
    Check, ColumnType, Deferrable, Dialect, EnumType, ForeignKey, Index, IndexMethod, IndexPart, PrimaryKey, Schema,
    Spelling, Table, TableName, TableOptions, Unique,
};

use super::sequences::unqualified;
use super::spelled::{self, expression};
use super::wide::DEFAULT;
use super::{charset, periods, privileges, wide};

const TABLES: &str = "
SELECT TABLE_NAME, TABLE_TYPE, ENGINE, TABLE_COLLATION, CREATE_OPTIONS, TABLE_COMMENT, @@default_storage_engine
FROM information_schema.TABLES
WHERE TABLE_SCHEMA = DATABASE()";

/// The last column but one is MySQL's own: the reference system that all values of a spatial column have.
fn columns(dialect: Dialect) -> String {
    let own = if dialect == Dialect::MYSQL { "CAST(SRS_ID AS CHAR)" } else { "NULL" };
    format!(
        "SELECT TABLE_NAME, COLUMN_NAME, COLUMN_TYPE, IS_NULLABLE, COLUMN_DEFAULT, EXTRA, COLUMN_COMMENT, COLLATION_NAME,
    GENERATION_EXPRESSION, {own}, DATABASE()
FROM information_schema.COLUMNS
WHERE TABLE_SCHEMA = DATABASE()
ORDER BY TABLE_NAME, ORDINAL_POSITION"
    )
}

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

/// What MariaDB's `REF_SYSTEM_ID` says of a column stands in no row of the columns.
const REFERENCE_SYSTEMS: &str = "
SELECT G_TABLE_NAME, G_GEOMETRY_COLUMN FROM information_schema.GEOMETRY_COLUMNS
WHERE G_TABLE_SCHEMA = DATABASE() AND SRID <> 0";

/// The last two columns are the expression of a part, which MySQL has, and what queries do not use the index for: MySQL calls
/// it invisible, MariaDB ignored, since version 10.6.
fn indexes(session: &Session) -> String {
    let (major, minor, _) = session.version_numbers();
    let own = match session.dialect().name() {
        "mysql" => "EXPRESSION, IF(IS_VISIBLE = 'NO', 'invisible', NULL)",
        _ if (major, minor) >= (10, 6) => "NULL, IF(IGNORED = 'YES', 'ignored', NULL)",
        _ => "NULL, NULL",
    };
    format!(
        "SELECT TABLE_NAME, INDEX_NAME, NON_UNIQUE = 0, COLUMN_NAME, COLLATION, CAST(SUB_PART AS CHAR), INDEX_TYPE,
    INDEX_COMMENT, {own}
FROM information_schema.STATISTICS
WHERE TABLE_SCHEMA = DATABASE()
ORDER BY TABLE_NAME, INDEX_NAME, SEQ_IN_INDEX"
    )
}

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

/// Table, name, expression, and `YES` for a check of the table that holds.
fn checks(dialect: Dialect) -> &'static str {
    match dialect.name() {
        // One that belongs to a column goes with its definition. MariaDB's `json` is a `longtext` with such a check.
        "mariadb" => {
            "
SELECT TABLE_NAME, CONSTRAINT_NAME, CHECK_CLAUSE, IF(LEVEL = 'Table', 'YES', 'COLUMN')
FROM information_schema.CHECK_CONSTRAINTS
WHERE CONSTRAINT_SCHEMA = DATABASE()
ORDER BY TABLE_NAME, CONSTRAINT_NAME"
        }
        _ => {
            "
SELECT t.TABLE_NAME, t.CONSTRAINT_NAME, c.CHECK_CLAUSE, t.ENFORCED
FROM information_schema.TABLE_CONSTRAINTS AS t
JOIN information_schema.CHECK_CONSTRAINTS AS c
    ON c.CONSTRAINT_SCHEMA = t.CONSTRAINT_SCHEMA AND c.CONSTRAINT_NAME = t.CONSTRAINT_NAME
WHERE t.TABLE_SCHEMA = DATABASE() AND t.CONSTRAINT_TYPE = 'CHECK'
ORDER BY t.TABLE_NAME, t.CONSTRAINT_NAME"
        }
    }
}

const OTHERS: &str = "
SELECT 'trigger', TRIGGER_NAME, EVENT_OBJECT_TABLE FROM information_schema.TRIGGERS WHERE TRIGGER_SCHEMA = DATABASE()
UNION ALL
SELECT LOWER(ROUTINE_TYPE), ROUTINE_NAME, NULL FROM information_schema.ROUTINES WHERE ROUTINE_SCHEMA = DATABASE()
UNION ALL
SELECT 'event', EVENT_NAME, NULL FROM information_schema.EVENTS WHERE EVENT_SCHEMA = DATABASE()";

/// Views, triggers, routines and events, with their bodies, and the table that each is a trigger of.
pub(in crate::dialect) const BODIES: &str = "
SELECT 'view', TABLE_NAME, TABLE_NAME, VIEW_DEFINITION, NULL FROM information_schema.VIEWS WHERE TABLE_SCHEMA = DATABASE()
UNION ALL
SELECT 'trigger', TRIGGER_NAME, TRIGGER_NAME, ACTION_STATEMENT, JSON_ARRAY(EVENT_OBJECT_TABLE)
FROM information_schema.TRIGGERS WHERE TRIGGER_SCHEMA = DATABASE()
UNION ALL
SELECT LOWER(ROUTINE_TYPE), ROUTINE_NAME, ROUTINE_NAME, ROUTINE_DEFINITION, NULL
FROM information_schema.ROUTINES WHERE ROUTINE_SCHEMA = DATABASE()
UNION ALL
SELECT 'event', EVENT_NAME, EVENT_NAME, EVENT_DEFINITION, NULL FROM information_schema.EVENTS WHERE EVENT_SCHEMA = DATABASE()";

pub(in crate::dialect) async fn introspect(session: &mut Session) -> Result<Introspection, Error> {
    privileges::check(session).await?;
    let dialect = session.dialect();
    let mut reading = Reading::default();
    let mut others = Others::default();
    // The collation of each table, which that of a column is compared with.
    let mut collations = BTreeMap::new();
    let mut names = BTreeSet::new();
    for row in session.rows(TABLES).await? {
        names.insert(row.text(0).to_lowercase());
        table(dialect, &mut reading, &mut others, &mut collations, &row);
    }
    let rows = session.rows(checks(dialect)).await?;
    let rows = wide::checks(session, rows).await;
    let documents: BTreeSet<(String, String)> =
        rows.iter().filter_map(|row| Some((row.text(0).to_owned(), spelled::json_column(row)?))).collect();
    let columns = session.rows(&columns(dialect)).await?;
    let columns = wide::columns(session, columns, &mut others).await?;
    let versions = Versions::of(&columns);
    let mut is_spatial = false;
    for row in columns {
        let name = TableName::new(row.text(0));
        let Some(table) = reading.tables.get_mut(&name) else { continue };
        if versions.has(&name, row.text(1)) {
            others.tell("column of system versioning", &[row.text(0), row.text(1)]);
            continue;
        }
        if row.get(8).is_some_and(|sql| versions.are_in(&name, sql)) {
            others.tell("column computed from system versioning", &[row.text(0), row.text(1)]);
            continue;
        }
        let document = documents.contains(&(row.text(0).to_owned(), row.text(1).to_owned()));
        let collation = collations.get(&name.name).map_or("", String::as_str);
        let row =
            match row.get(DEFAULT).filter(|_| dialect == Dialect::MARIADB).map(|sql| unqualified(sql, row.text(10))) {
                Some(default) => row.with(DEFAULT, default),
                None => row,
            };
        table.columns.push(spelled::column(dialect, &row, document, collation));
        if spelled::is_compressed(row.text(2)) {
            others.tell(COMPRESSED_COLUMN, &[row.text(0), row.text(1)]);
        }
        if row.text(5).contains("INVISIBLE") {
            others.tell(INVISIBLE_COLUMN, &[row.text(0), row.text(1)]);
        }
        if row.text(5).contains("WITHOUT SYSTEM VERSIONING") {
            others.tell(UNVERSIONED_COLUMN, &[row.text(0), row.text(1)]);
        }
        if row.get(9).is_some() {
            others.tell(REFERENCE_SYSTEM, &[row.text(0), row.text(1)]);
        }
        is_spatial |= SPATIAL.contains(&row.text(2));
    }
    if is_spatial && dialect == Dialect::MARIADB {
        for row in session.rows(REFERENCE_SYSTEMS).await? {
            others.tell(REFERENCE_SYSTEM, &[row.text(0), row.text(1)]);
        }
    }
    for row in &rows {
        let Some(table) = reading.tables.get_mut(&TableName::new(row.text(0))) else { continue };
        let name = row.text(1).to_owned();
        match row.text(3) {
            "YES" if versions.are_in(&table.name, row.text(2)) => {
                others.tell("check over system versioning", &[row.text(0), row.text(1)]);
            }
            "COLUMN" if spelled::json_column(row).is_some() => {}
            "COLUMN" => others.tell(CHECK_OF_COLUMN, &[row.text(0), row.text(1)]),
            enforced => {
                let sql = Spelling::any(expression(dialect, row.text(2)));
                table.checks.insert(name.clone(), Check::new(name, sql));
                if enforced != "YES" {
                    others.tell("check that is not enforced", &[row.text(0), row.text(1)]);
                    reading.is_idle(&TableName::new(row.text(0)), ConstraintKind::Check, row.text(1));
                }
            }
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
            not_valid: false,
        };
        reading.foreign_key_column(&TableName::new(row.text(0)), key);
    }
    let rows = session.rows(&indexes(session)).await?;
    for index in rows.chunk_by(|a, b| a.text(0) == b.text(0) && a.text(1) == b.text(1)) {
        key(dialect, &mut reading, &mut others, versions.own_parts(index));
    }
    let periods = periods::read(session, &reading.tables).await?;
    for (table, name) in &periods {
        others.tell("period", &[table, name]);
    }
    let with_one: BTreeSet<&str> = periods.iter().map(|(table, _)| table.as_str()).collect();
    for (table, key) in periods::keys(session, &with_one).await? {
        others.tell("key without overlaps", &[&table, &key]);
        if let Some(table) = reading.tables.get_mut(&TableName::new(&table)) {
            table.uniques.remove(&key);
        }
    }
    leave_odd_keys(&mut reading, &mut others, &names);
    for row in session.rows(OTHERS).await? {
        match row.get(2) {
            Some(table) => others.tell(row.text(0), &[table, row.text(1)]),
            None => others.tell(row.text(0), &[row.text(1)]),
        }
    }
    let (mut schema, idle) = reading.finish();
    name_enums(dialect, &mut schema);
    Ok(Introspection { schema, unmodelled: others.0, idle, ..Introspection::default() })
}

/// The columns of MariaDB's system versioning that have names: from when to when a row holds. The engine fills them.
struct Versions(BTreeSet<(TableName, String)>);

impl Versions {
    fn of(columns: &[Row]) -> Self {
        let versions = columns.iter().filter(|row| matches!(row.get(8), Some("ROW START" | "ROW END")));
        Self(versions.map(|row| (TableName::new(row.text(0)), row.text(1).to_owned())).collect())
    }

    fn has(&self, table: &TableName, column: &str) -> bool {
        !self.0.is_empty() && self.0.contains(&(table.clone(), column.to_owned()))
    }

    /// Whether `sql` speaks of them.
    fn are_in(&self, table: &TableName, sql: &str) -> bool {
        self.0.iter().any(|(of, column)| of == table && mentions(sql, column))
    }

    /// The rows of an index without the last one where the engine put it there: it ends every unique key with the column.
    fn own_parts<'a>(&self, index: &'a [Row]) -> &'a [Row] {
        match index.split_last() {
            Some((last, parts))
                if last.flag(2) && !parts.is_empty() && self.has(&TableName::new(last.text(0)), last.text(3)) =>
            {
                parts
            }
            _ => index,
        }
    }
}

/// What no model can declare.
#[derive(Default)]
pub(super) struct Others(Vec<Unmodelled>);

impl Others {
    pub(super) fn tell(&mut self, kind: &str, names: &[&str]) {
        self.0.push(Unmodelled { kind: kind.to_owned(), name: names.join(".") });
    }
}

fn table(
    dialect: Dialect,
    reading: &mut Reading,
    others: &mut Others,
    collations: &mut BTreeMap<String, String>,
    row: &Row,
) {
    let name = row.text(0);
    match row.text(1) {
        "BASE TABLE" => {}
        "SYSTEM VERSIONED" => others.tell("system versioning", &[name]),
        other => return others.tell(&other.to_lowercase(), &[name]),
    }
    let table_name = TableName::new(name);
    reading.table(table_name.clone(), row.get(5));
    let Some(table) = reading.tables.get_mut(&table_name) else { return };
    for option in row.get(4).unwrap_or_default().split_whitespace() {
        match option.to_ascii_lowercase().as_str() {
            "partitioned" => others.tell("partitions", &[name]),
            option => others.tell("table option", &[name, option]),
        }
    }
    let collation = charset::one_name(row.get(3).unwrap_or_default());
    let of_collation = charset::of_collation(&collation);
    let engine = row.get(2).filter(|engine| !engine.eq_ignore_ascii_case(row.text(6)));
    table.options = TableOptions {
        engine: engine.map(str::to_owned),
        charset: (of_collation != "utf8mb4").then(|| of_collation.clone()),
        collation: Some(collation.clone()).filter(|it| !charset::is_default(dialect, &of_collation, it)),
        ..TableOptions::default()
    };
    collations.insert(name.to_owned(), collation);
}

/// An index from its rows, one for each part.
fn key(dialect: Dialect, reading: &mut Reading, others: &mut Others, rows: &[Row]) {
    let Some(first) = rows.first() else { return };
    let Some(table) = reading.tables.get_mut(&TableName::new(first.text(0))) else { return };
    if rows.iter().any(|row| row.get(3).is_some_and(|column| table.column(column).is_none())) {
        return others.tell("index over a column that is not told", &[first.text(0), first.text(1)]);
    }
    let method = match first.text(6) {
        "FULLTEXT" => Some(IndexMethod::Fulltext),
        "SPATIAL" | "RTREE" => Some(IndexMethod::Spatial),
        // One over hashes is how MariaDB keeps texts of any length apart.
        "BTREE" | "HASH" => None,
        other => return others.tell(&format!("{} index", other.to_lowercase()), &[first.text(0), first.text(1)]),
    };
    if let Some(unused) = first.get(9) {
        others.tell(&format!("{unused} index"), &[first.text(0), first.text(1)]);
    }
    let whole = method.is_none();
    let part = |row: &Row| {
        let part = match row.get(3) {
            Some(column) => IndexPart::column(column),
            None => IndexPart::expression(Spelling::any(expression(dialect, row.get(8).unwrap_or_default()))),
        };
        let prefix = row.get(5).filter(|_| whole).and_then(|length| length.parse().ok());
        IndexPart { descending: row.get(4) == Some("D"), prefix, ..part }
    };
    let name = first.text(1);
    let index = Index {
        name: name.to_owned(),
        parts: rows.iter().map(part).collect(),
        unique: first.flag(2),
        method,
        comment: first.get(7).filter(|comment| !comment.is_empty()).map(str::to_owned),
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
                Some("foreign key to a table that does not exist")
            } else {
                let is_odd = unique.get(&target).is_some_and(|keys| !keys.contains(&columns));
                is_odd.then_some("foreign key to columns that are not unique")
            };
            if let Some(problem) = problem {
                others.tell(problem, &[&name, &key.name]);
            }
            problem.is_none()
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
    let Schema { tables, enums } = schema;
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
