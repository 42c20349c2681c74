//! Rows that satisfy a schema before and after a change, and what must be left of them.

use std::collections::{BTreeMap, BTreeSet};

use schema_core::connect::Session;
use schema_core::dialect::{capabilities, normalize};
use schema_core::diff::{Change, stand_in};
use schema_core::plan::Conversion;
use schema_core::schema::{Column, ColumnType, Dialect, ForeignKey, IndexPart, Schema, Table, TableName};

use super::numbers::listed;
use super::tidy::{is_entangled, is_referenced};
use super::values::Values;
use super::words::{Kind, is_text_of_number, kind, quoted};
use crate::support::rows::{Renames, Rows};

/// The most rows that a table gets. In the last of them, what may be NULL is NULL.
const MOST: usize = 3;

/// Both sides of a pair, and how many rows each table of the first may have.
pub(crate) struct Filling<'a> {
    values: Values<'a>,
    renames: Renames,
    /// Enum types of which no value is what it was.
    changed_enums: BTreeSet<String>,
    counts: BTreeMap<TableName, usize>,
}

impl<'a> Filling<'a> {
    pub(crate) fn new(dialect: Dialect, before: &'a Schema, after: &'a Schema, changes: &[Change]) -> Self {
        let former = |name: &String| {
            let renamed = |change: &Change| match change {
                Change::RenameEnum(pair) if pair.new == *name => Some(pair.old.clone()),
                _ => None,
            };
            changes.iter().find_map(renamed).unwrap_or_else(|| name.clone())
        };
        let changed = |change: &Change| match change {
            Change::RenameEnumValue { enum_type, .. } => Some(vec![former(enum_type), enum_type.clone()]),
            Change::AlterEnum(change) if change.old.values.iter().any(|value| !change.new.values.contains(value)) => {
                Some(vec![former(&change.new.name), change.new.name.clone()])
            }
            _ => None,
        };
        let mut filling = Self {
            values: Values { dialect, before, after },
            renames: Renames::of(changes),
            changed_enums: changes.iter().filter_map(changed).flatten().collect(),
            counts: before.tables.keys().map(|name| (name.clone(), MOST)).collect(),
        };
        loop {
            let counts = before.tables.values().map(|table| (table.name.clone(), filling.most(table))).collect();
            if counts == filling.counts {
                return filling;
            }
            filling.counts = counts;
        }
    }

    /// How many rows there are in all.
    pub(crate) fn count(&self) -> usize {
        self.counts.values().sum()
    }

    fn after(&self, table: &TableName) -> Option<&'a Table> {
        self.values.after.table(&self.renames.table(table))
    }

    /// The column after the change.
    fn column_after(&self, table: &TableName, column: &str) -> Option<&'a Column> {
        let name = self.renames.column(table, column);
        // What another one is called by now is not this one.
        let is_other = |it: &Column| it.name != column && self.renames.column(table, &it.name) == name;
        if name == column && self.values.before.table(table)?.columns.iter().any(is_other) {
            return None;
        }
        self.after(table)?.column(&name)
    }

    /// Whether a column has the values after the change that it had before: it is there, and does not compute them anew.
    fn keeps_values(&self, table: &TableName, column: &Column) -> bool {
        let after = self.column_after(table, &column.name);
        after.is_some_and(|after| after.generated.is_none() || column.generated.is_some())
    }

    /// The table of the first schema that has this name in the second.
    fn origin(&self, after: &TableName) -> Option<&'a Table> {
        self.values.before.tables.values().find(|table| self.renames.table(&table.name) == *after)
    }

    fn column_origin(&self, table: &'a Table, after: &str) -> Option<&'a Column> {
        let is_it = |column: &&Column| self.renames.column(&table.name, &column.name) == after;
        table.columns.iter().filter(is_it).max_by_key(|column| column.name != after)
    }

    /// As many rows as satisfy everything.
    fn most(&self, table: &'a Table) -> usize {
        let mut most = self.counts[&table.name];
        let values = |row| {
            table
                .columns
                .iter()
                .filter(|it| it.generated.is_none())
                .all(|column| self.value(table, column, row).is_some())
        };
        while most > 0 && !(0..most).all(values) {
            most -= 1;
        }
        let after = self.after(&table.name);
        // What comes back to a key has no value that fits all rows.
        let comes_back = |name: &String| {
            let lost = |column: &Column| !self.keeps_values(&table.name, column) && wants_value(column);
            after.is_some() && table.column(name).is_some_and(lost)
        };
        // Nor is it known what a column computed, for another type to take.
        let settles = |column: &Column| {
            let settled = |after: &Column| after.generated.is_none() && after.ty != column.ty;
            column.generated.is_some() && self.column_after(&table.name, &column.name).is_some_and(settled)
        };
        // Nor whether what is computed between is one of the numbers that a check lists.
        let is_computed_between = |column: &Column| {
            let computed = self.column_after(&table.name, &column.name).is_some_and(|after| after.generated.is_some());
            computed && column.generated.is_none() && !listed_numbers(table, &column.name).is_empty()
        };
        let stands_in = |column: &Column| stand_in(&column.ty, |name| self.values.before.enums.get(name)).is_some();
        if table.columns.iter().any(|column| settles(column) || is_computed_between(column))
            || uniques(table).any(|columns| columns.iter().any(comes_back))
            || table.columns.iter().any(|column| comes_back(&column.name) && !stands_in(column))
        {
            return 0;
        }
        let before = uniques(table).map(|columns| (columns, false));
        for (columns, changed) in before.chain(after.into_iter().flat_map(uniques).map(|columns| (columns, true))) {
            // By the names of its own side: columns may have swapped theirs.
            let name_of = |column: &Column| match changed {
                true => self.renames.column(&table.name, &column.name),
                false => column.name.clone(),
            };
            let stays = |column: &Column| after.is_none() || self.keeps_values(&table.name, column);
            let carried: Vec<&Column> =
                table.columns.iter().filter(|column| stays(column) && columns.contains(&name_of(column))).collect();
            let tuple = |row| carried.iter().map(|column| self.value(table, column, row)).collect::<Vec<_>>();
            let mut seen = BTreeSet::new();
            most = (0..most).take_while(|row| seen.insert(tuple(*row))).count();
        }
        for key in table.foreign_keys.values() {
            most = most.min(self.most_for(table, key, false));
        }
        for key in after.into_iter().flat_map(|after| after.foreign_keys.values()) {
            most = most.min(self.most_for(table, key, true));
        }
        most
    }

    /// As many rows as satisfy a foreign key of the first schema, or of the second.
    fn most_for(&self, table: &'a Table, key: &'a ForeignKey, after: bool) -> usize {
        let survives = self.after(&table.name).is_some();
        let column = |name: &String| if after { self.column_origin(table, name) } else { table.column(name) };
        // What is new, or comes back, is NULL where nothing else is said.
        let empty = |name: &String| {
            let of = if after { self.after(&table.name) } else { Some(table) };
            let column = of.and_then(|of| of.column(name));
            column.is_some_and(|column| column.nullable && column.default.is_none())
        };
        let carried = |name: &String| column(name).is_some_and(|it| !survives || self.keeps_values(&table.name, it));
        if after && key.columns.iter().any(|name| !carried(name) && empty(name)) {
            let all = key.columns.iter().all(|name| !carried(name) && empty(name));
            return if all || !key.match_full { MOST } else { 0 };
        }
        let target =
            if after { self.origin(&key.references_table) } else { self.values.before.table(&key.references_table) };
        let Some(target) = target else { return 0 };
        if survives && self.after(&target.name).is_none() {
            return 0;
        }
        let reference = |name: &String| if after { self.column_origin(target, name) } else { target.column(name) };
        let mut pairs = Vec::new();
        for (here, there) in key.columns.iter().zip(&key.references_columns) {
            let (Some(child), Some(parent)) = (column(here), reference(there)) else { return 0 };
            if survives && (!self.keeps_values(&target.name, parent) || !self.keeps_values(&table.name, child)) {
                return 0;
            }
            // What one of the two alone goes through comes back in other words: a text that was a number between.
            let kept = |ty: &ColumnType| (kind(ty), is_text_of_number(self.values.dialect, ty));
            let way = |table: &Table, column: &Column| {
                self.column_after(&table.name, &column.name).map(|after| (kept(&column.ty), kept(&after.ty)))
            };
            if survives && way(table, child) != way(target, parent) {
                return 0;
            }
            pairs.push((child, parent));
        }
        let fits = |row: &usize| {
            pairs.iter().all(|(child, parent)| {
                let value = self.value(table, child, *row);
                value.as_deref() == Some("NULL") || value == self.value(target, parent, *row)
            })
        };
        (0..self.counts[&target.name]).take_while(fits).count()
    }

    /// A value as SQL; none where we know of none that survives.
    fn value(&self, table: &Table, column: &Column, row: usize) -> Option<String> {
        let after = self.after(&table.name).zip(self.column_after(&table.name, &column.name));
        let lists = listed_numbers(table, &column.name)
            .into_iter()
            .chain(after.into_iter().flat_map(|(table, column)| listed_numbers(table, &column.name)));
        let value = self.unlisted_value(table, column, row)?;
        let number: Option<i64> = value.parse().ok();
        lists.into_iter().all(|list| number.is_none_or(|number| list.contains(&number))).then_some(value)
    }

    /// The same, whatever the checks list.
    fn unlisted_value(&self, table: &Table, column: &Column, row: usize) -> Option<String> {
        let Values { before, after, .. } = self.values;
        let name = self.renames.table(&table.name);
        let there = self.column_after(&table.name, &column.name);
        let entangled = is_entangled(before, &table.name, &column.name)
            || there.is_some_and(|there| is_entangled(after, &name, &there.name));
        let referenced = is_referenced(before, &table.name, &column.name)
            || there.is_some_and(|there| is_referenced(after, &name, &there.name));
        // The value in place of NULL may fit nothing but the new type.
        let filled = there.is_some_and(|there| !entangled && there.ty == column.ty);
        let stays_nullable = there.is_none_or(|there| there.nullable) || filled;
        let full = |table: &Table, name: &str| {
            table.foreign_keys.values().any(|key| key.match_full && key.columns.iter().any(|it| it == name))
        };
        let full = full(table, &column.name)
            || self.after(&table.name).zip(there).is_some_and(|(table, there)| full(table, &there.name));
        let is_null = row + 1 == MOST && column.nullable && !is_key(table, &column.name) && !referenced;
        if is_null && stays_nullable && !full {
            return Some("NULL".to_owned());
        }
        let same = there.is_none_or(|there| there.ty == column.ty) && !self.is_changed_enum(&column.ty);
        if same && !entangled && column.identity.is_none() && there.is_none_or(|there| there.identity.is_none()) {
            return self.values.wild(&column.ty, row);
        }
        self.values.tame(&column.ty, there.map_or(&column.ty, |there| &there.ty), row)
    }

    fn is_changed_enum(&self, ty: &ColumnType) -> bool {
        ty.enum_name().is_some_and(|name| self.changed_enums.contains(name))
    }

    /// Takes all rows of the first schema out.
    pub(crate) async fn clear(&self, session: &mut Session) -> Result<(), String> {
        let dialect = self.values.dialect;
        let (off, on) = enforcement(dialect);
        session.execute(off).await.map_err(|error| error.to_string())?;
        for name in self.values.before.tables.keys() {
            let sql = format!("DELETE FROM {}", table_name(dialect, name));
            session.execute(&sql).await.map_err(|error| format!("{error}\n{sql}"))?;
        }
        session.execute(on).await.map_err(|error| error.to_string())?;
        Ok(())
    }

    /// Puts the rows in.
    pub(crate) async fn insert(&self, session: &mut Session) -> Result<(), String> {
        let dialect = self.values.dialect;
        let (off, on) = enforcement(dialect);
        session.execute(off).await.map_err(|error| error.to_string())?;
        for table in self.values.before.tables.values() {
            let columns: Vec<&Column> = table.columns.iter().filter(|column| column.generated.is_none()).collect();
            let names: Vec<String> = columns.iter().map(|column| quoted(dialect, &column.name)).collect();
            let overriding = if dialect == Dialect::POSTGRES { "OVERRIDING SYSTEM VALUE " } else { "" };
            for row in 0..self.counts[&table.name] {
                let values = columns.iter().map(|column| self.value(table, column, row).expect("they were counted"));
                let (names, values) = (names.join(", "), values.collect::<Vec<_>>().join(", "));
                let name = table_name(dialect, &table.name);
                let sql = format!("INSERT INTO {name} ({names}) {overriding}VALUES ({values})");
                session.execute(&sql).await.map_err(|error| format!("{error}\n{sql}"))?;
            }
        }
        session.execute(on).await.map_err(|error| error.to_string())?;
        Ok(())
    }

    /// The rows of the tables that are on both sides, in the columns that keep their type. `changed` says which side
    /// the database is on; the names in the result are always those before.
    pub(crate) async fn rows(&self, session: &mut Session, changed: bool) -> Result<Rows, String> {
        let dialect = self.values.dialect;
        let (mut before, mut after) = (self.values.before.clone(), self.values.after.clone());
        normalize(dialect, &mut before);
        normalize(dialect, &mut after);
        let mut rows = Rows::new();
        for table in before.tables.values() {
            let Some(other) = after.tables.get(&self.renames.table(&table.name)) else { continue };
            let declared = &self.values.before.tables[&table.name];
            let kept = table.columns.iter().filter_map(|column| {
                let other = other.column(&self.renames.column(&table.name, &column.name))?;
                let (was, is) = (declared.column(&column.name)?, self.column_after(&table.name, &column.name)?);
                let ty = &was.ty;
                // What the engine keeps in one type may be two kinds of values to us, spelled otherwise.
                let kept = was.ty == is.ty
                    || (capabilities(dialect).conversion)(was, is) == Some(Conversion::Implicit)
                        && (capabilities(dialect).conversion)(is, was) == Some(Conversion::Implicit);
                let same = column.ty == other.ty
                    && kept
                    && (other.nullable || !column.nullable)
                    && column.generated == other.generated
                    && !self.is_changed_enum(ty);
                same.then(|| read(dialect, ty, if changed { &other.name } else { &column.name }))
            });
            let mut what = vec!["1".to_owned()];
            what.extend(kept);
            let of = table_name(dialect, if changed { &other.name } else { &table.name });
            let sql = format!("SELECT {} FROM {of}", what.join(", "));
            let found = session.rows(&sql).await.map_err(|error| format!("{error}\n{sql}"))?;
            let mut found: Vec<_> = found.iter().map(|row| row.values().to_vec()).collect();
            found.sort();
            rows.insert(table.name.clone(), found);
        }
        Ok(rows)
    }
}

/// Tables may point to each other in circles, so enforcement rests until all rows are there.
fn enforcement(dialect: Dialect) -> (&'static str, &'static str) {
    match dialect.name() {
        "sqlite" => ("PRAGMA foreign_keys = OFF", "PRAGMA foreign_keys = ON"),
        "postgres" => ("SET session_replication_role = replica", "SET session_replication_role = DEFAULT"),
        _ => ("SET foreign_key_checks = 0", "SET foreign_key_checks = 1"),
    }
}

/// Whether a row must have a value in it that nothing else says.
fn wants_value(column: &Column) -> bool {
    !column.nullable && column.default.is_none() && column.identity.is_none() && column.generated.is_none()
}

/// The columns of everything that is unique.
fn uniques(table: &Table) -> impl Iterator<Item = Vec<String>> + '_ {
    let primary = table.primary_key.iter().map(|key| key.columns.clone());
    let uniques = table.uniques.values().map(|unique| unique.columns.clone());
    let indexes = table.indexes.values().filter(|index| index.unique);
    let columns = |part: &IndexPart| part.column_name().map(str::to_owned);
    // What an index has beside its key is not told apart.
    let indexes = indexes.map(move |index| index.parts.iter().filter_map(columns).collect());
    let exclusions = table.exclusions.values();
    let exclusions = exclusions.map(move |it| it.elements.iter().filter_map(|(part, _)| columns(part)).collect());
    primary.chain(uniques).chain(indexes).chain(exclusions)
}

/// The numbers that checks allow in a column, one list for each check.
fn listed_numbers(table: &Table, column: &str) -> Vec<Vec<i64>> {
    table.checks.values().filter_map(|check| listed(check, column)).collect()
}

fn is_key(table: &Table, column: &str) -> bool {
    table.primary_key.as_ref().is_some_and(|key| key.columns.iter().any(|name| name == column))
}

/// A column as text that tells any two values apart.
fn read(dialect: Dialect, ty: &ColumnType, column: &str) -> String {
    let name = quoted(dialect, column);
    match dialect.name() {
        "sqlite" => format!("quote({name})"),
        "postgres" => format!("{name}::text"),
        "mysql" | "mariadb" if kind(ty) == Kind::Number => format!("CAST({name} AS CHAR)"),
        _ => format!("HEX({name})"),
    }
}

fn table_name(dialect: Dialect, name: &TableName) -> String {
    let namespace = name.namespace.as_ref().map(|namespace| quoted(dialect, namespace) + ".");
    namespace.unwrap_or_default() + &quoted(dialect, &name.name)
}
