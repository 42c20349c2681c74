//! Rows for the tables of a case: made so that they satisfy the schema before and after, and read back.

use std::collections::{BTreeMap, BTreeSet};

use schema_core::connect::Session;
use schema_core::dialect::normalize;
use schema_core::diff::Change;
use schema_core::schema::{Column, ColumnType, Dialect, ForeignKey, Schema, Special, Table, TableName};

/// How many rows each table gets. In the last one, what may be NULL is NULL.
const ROWS: usize = 3;

/// What renames do to names.
#[derive(Clone, Default)]
pub(crate) struct Renames {
    tables: BTreeMap<TableName, TableName>,
    columns: BTreeMap<(TableName, String), String>,
    /// Enum types, by every name that they have, whose values are others afterwards.
    enums: BTreeSet<String>,
}

impl Renames {
    /// The renames among `changes`, from the names before all of them to the names after.
    pub(crate) fn of(changes: &[Change]) -> Self {
        let mut renames = Self::default();
        for change in changes {
            match change {
                Change::RenameTable(pair) => {
                    let former = renames.tables.iter().find(|(_, new)| **new == pair.old).map(|(old, _)| old.clone());
                    renames.tables.insert(former.unwrap_or_else(|| pair.old.clone()), pair.new.clone());
                }
                Change::RenameColumn { table, column } => {
                    let former = renames.tables.iter().find(|(_, new)| *new == table).map(|(old, _)| old.clone());
                    let table = former.unwrap_or_else(|| table.clone());
                    let mut columns = renames.columns.iter().filter(|((of, _), _)| *of == table);
                    let former = columns.find(|(_, new)| **new == column.old).map(|((_, old), _)| old.clone());
                    let former = former.unwrap_or_else(|| column.old.clone());
                    renames.columns.insert((table, former), column.new.clone());
                }
                Change::RenameEnumValue { enum_type, .. } => drop(renames.enums.insert(enum_type.clone())),
                Change::AlterEnum(change) if !change.replaced.is_empty() => {
                    renames.enums.insert(change.old.name.clone());
                }
                Change::RenameEnum(pair) => {
                    let names = [&pair.old, &pair.new];
                    if names.iter().any(|name| renames.enums.contains(*name)) {
                        renames.enums.extend(names.map(String::clone));
                    }
                }
                _ => {}
            }
        }
        renames
    }

    /// What a table is called after them.
    pub(crate) fn table(&self, old: &TableName) -> TableName {
        self.tables.get(old).unwrap_or(old).clone()
    }

    /// What a column is called after them; the table by its name before.
    pub(crate) fn column(&self, table: &TableName, old: &str) -> String {
        self.columns.get(&(table.clone(), old.to_owned())).map_or(old, |new| new).to_owned()
    }
}

/// Both sides of a case, and how names of the one become names of the other.
pub(crate) struct Sides<'a> {
    pub(crate) dialect: Dialect,
    pub(crate) before: &'a Schema,
    pub(crate) after: &'a Schema,
    pub(crate) renames: Renames,
}

/// A table's rows: of each, the values of the columns that are compared.
pub(crate) type Rows = BTreeMap<TableName, Vec<Vec<Option<String>>>>;

impl Sides<'_> {
    /// Puts rows into every table of `before`.
    pub(crate) async fn insert(&self, session: &mut Session) -> Result<(), String> {
        // Tables may point to each other in circles, so enforcement rests until all rows are there.
        let (off, on) = match self.dialect.name() {
            "sqlite" => ("PRAGMA foreign_keys = OFF", "PRAGMA foreign_keys = ON"),
            "postgres" => ("SET session_replication_role = replica", "SET session_replication_role = DEFAULT"),
            _ => ("SET foreign_key_checks = 0", "SET foreign_key_checks = 1"),
        };
        session.execute(off).await.unwrap();
        for table in self.before.tables.values().filter(|table| !self.loses_target(table)) {
            // What is computed takes no value.
            let columns = || table.columns.iter().filter(|column| column.generated.is_none());
            let names: Vec<String> = columns().map(|column| self.quoted(&column.name)).collect();
            let own = if self.dialect == Dialect::POSTGRES { " OVERRIDING SYSTEM VALUE" } else { "" };
            for row in 0..ROWS {
                let values: Vec<String> = columns().map(|column| self.value(table, column, row, 0)).collect();
                let (table, names, values) = (self.quoted_table(&table.name), names.join(", "), values.join(", "));
                let sql = format!("INSERT INTO {table} ({names}){own} VALUES ({values})");
                session.execute(&sql).await.map_err(|error| format!("{error}\n{sql}"))?;
            }
        }
        session.execute(on).await.unwrap();
        Ok(())
    }

    /// The rows of the tables that are on both sides, in the columns that keep their type. `changed` says which side
    /// the database is on; the names in the result are always those of `before`.
    pub(crate) async fn rows(&self, session: &mut Session, changed: bool) -> Rows {
        let (mut before, mut after) = (self.before.clone(), self.after.clone());
        normalize(self.dialect, &mut before);
        normalize(self.dialect, &mut after);
        let mut rows = Rows::new();
        for table in before.tables.values() {
            let Some(other) = after.tables.get(&self.renames.table(&table.name)) else { continue };
            let kept = table.columns.iter().filter_map(|column| {
                let other = other.column(&self.renames.column(&table.name, &column.name))?;
                let declared = self.before.tables[&table.name].column(&column.name);
                let of_enum = declared.and_then(|column| column.ty.enum_name());
                let revalued = of_enum.is_some_and(|name| self.renames.enums.contains(name));
                let same = !revalued
                    && column.generated == other.generated
                    && column.ty == other.ty
                    && (other.nullable || !column.nullable);
                same.then_some(if changed { &other.name } else { &column.name })
            });
            let names: Vec<String> = kept.map(|name| self.read(name)).collect();
            let of = if changed { &other.name } else { &table.name };
            let sql = format!("SELECT 1, {} FROM {}", names.join(", "), self.quoted_table(of));
            let found = session.rows(sql.replace(",  FROM", " FROM").as_str()).await;
            let found = found.unwrap_or_else(|error| panic!("{}: {error}\n{sql}", self.dialect));
            let mut found: Vec<_> = found.iter().map(|row| row.values().to_vec()).collect();
            found.sort();
            rows.insert(table.name.clone(), found);
        }
        rows
    }

    /// A value as SQL. One that points somewhere is what the same row has there.
    fn value(&self, table: &Table, column: &Column, row: usize, depth: usize) -> String {
        if column.nullable && row + 1 == ROWS && !self.is_key(table, &column.name) {
            return "NULL".to_owned();
        }
        if let Some((target, column)) = self.target(table, &column.name).filter(|_| depth < 5) {
            return self.value(target, column, row, depth + 1);
        }
        let after = self.after.tables.get(&self.renames.table(&table.name));
        let after = after.and_then(|after| after.column(&self.renames.column(&table.name, &column.name)));
        let text = |text: String| format!("'{text}'");
        let n = row + 1;
        match &column.ty {
            // What becomes something else must look like it.
            ColumnType::Text { .. } | ColumnType::Char | ColumnType::FixedText { .. } => {
                match after.map(|after| &after.ty) {
                    Some(ColumnType::Bool) => text(["true", "false"][row % 2].to_owned()),
                    Some(ColumnType::Date) => text(format!("2020-01-0{n}")),
                    Some(ColumnType::Time { .. }) => text(format!("10:00:0{n}")),
                    Some(ColumnType::DateTime { .. } | ColumnType::TimestampTz { .. }) => {
                        text(format!("2020-01-0{n} 10:00:00"))
                    }
                    Some(ColumnType::Uuid) => text(format!("00000000-0000-0000-0000-00000000000{n}")),
                    Some(ColumnType::Json) => text(format!("{{\"a\": {n}}}")),
                    Some(ColumnType::Enum { name }) => text(self.enum_value(name, row)),
                    _ => text(n.to_string()),
                }
            }
            ColumnType::Bool => ["TRUE", "FALSE"][row % 2].to_owned(),
            ColumnType::Int { .. } if matches!(after.map(|after| &after.ty), Some(ColumnType::Bool)) => {
                (row % 2).to_string()
            }
            ColumnType::Int { .. } => n.to_string(),
            ColumnType::Float { .. } => format!("{n}.5"),
            ColumnType::Decimal { .. } => text(n.to_string()),
            ColumnType::Bytes { .. } | ColumnType::FixedBytes { .. } => self.bytes(&format!("0{n}")),
            ColumnType::Date => text(format!("2020-01-0{n}")),
            ColumnType::Time { .. } => text(format!("10:00:0{n}")),
            ColumnType::DateTime { .. } | ColumnType::TimestampTz { .. } => text(format!("2020-01-0{n} 10:00:00")),
            ColumnType::Uuid if self.dialect == Dialect::POSTGRES => {
                text(format!("00000000-0000-0000-0000-00000000000{n}"))
            }
            ColumnType::Uuid => self.bytes(&format!("{n:032}")),
            ColumnType::Json => text(format!("{{\"a\": {n}}}")),
            ColumnType::Enum { name } => text(self.enum_value(name, row)),
            ColumnType::Set { name } => match self.dialect.name() {
                "postgres" => text(format!("{{{}}}", self.enum_value(name, row))),
                _ => text(self.enum_value(name, row)),
            },
            ColumnType::Array(_) => text("{}".to_owned()),
            ColumnType::Special(Special::Int4Range | Special::Int8Range) => text(format!("[{n},{})", n + 1)),
            ColumnType::Bits { .. }
            | ColumnType::Vector { .. }
            | ColumnType::Special(_)
            | ColumnType::Native { .. } => text(n.to_string()),
        }
    }

    fn bytes(&self, hex: &str) -> String {
        if self.dialect == Dialect::POSTGRES { format!("'\\x{hex}'") } else { format!("x'{hex}'") }
    }

    /// A value that the enum type has before and after.
    fn enum_value(&self, name: &str, row: usize) -> String {
        let after = self.after.enums.get(name);
        let before = self.before.enums.get(name).or(after).unwrap();
        let kept: Vec<&String> =
            before.values.iter().filter(|value| after.is_none_or(|after| after.values.contains(value))).collect();
        kept[row % kept.len()].replace('\'', "''")
    }

    /// Where a column of `before` points to, there or after the change.
    fn target(&self, table: &Table, column: &str) -> Option<(&Table, &Column)> {
        let find = |key: &ForeignKey, column: &str| {
            let at = key.columns.iter().position(|name| name == column)?;
            Some((key.references_table.clone(), key.references_columns[at].clone()))
        };
        let before = table.foreign_keys.values().find_map(|key| find(key, column)).and_then(|(target, column)| {
            let target = self.before.tables.get(&target)?;
            Some((target, target.column(&column)?))
        });
        before.or_else(|| {
            let name = self.renames.column(&table.name, column);
            let after = self.after.tables.get(&self.renames.table(&table.name))?;
            let (target, column) = after.foreign_keys.values().find_map(|key| find(key, &name))?;
            let target = self.before.tables.values().find(|old| self.renames.table(&old.name) == target)?;
            let mut columns = target.columns.iter();
            Some((target, columns.find(|old| self.renames.column(&target.name, &old.name) == column)?))
        })
    }

    /// Whether the rows of a table point to one that is dropped: the way back makes that one again, but without rows.
    fn loses_target(&self, table: &Table) -> bool {
        let stays = |name: &TableName| self.after.tables.contains_key(&self.renames.table(name));
        stays(&table.name) && table.foreign_keys.values().any(|key| !stays(&key.references_table))
    }

    fn is_key(&self, table: &Table, column: &str) -> bool {
        table.primary_key.as_ref().is_some_and(|key| key.columns.iter().any(|name| name == column))
    }

    /// A column as text.
    fn read(&self, column: &str) -> String {
        let name = self.quoted(column);
        match self.dialect.name() {
            "sqlite" => format!("quote({name})"),
            "postgres" => format!("{name}::text"),
            _ => format!("HEX({name})"),
        }
    }

    fn quoted(&self, name: &str) -> String {
        let quote = if matches!(self.dialect.name(), "mysql" | "mariadb") { "`" } else { "\"" };
        format!("{quote}{}{quote}", name.replace(quote, &quote.repeat(2)))
    }

    fn quoted_table(&self, name: &TableName) -> String {
        let namespace = name.namespace.as_ref().map(|namespace| self.quoted(namespace) + ".");
        namespace.unwrap_or_default() + &self.quoted(&name.name)
    }
}
