//! What the differ was told: renames, and values for rows that exist already.

use std::collections::{BTreeMap, BTreeSet};

use crate::schema::{DefaultValue, Spelling, Table, TableName};

use super::repair::{empty_columns, holds_without_values};
use super::{Change, Pair, Place};

/// What stands in the place of a statement where rows need none; alone, no row needs any.
pub const NO_REPAIR: &str = "none";

/// Answers to the differ's questions, from attributes, flags, a file or a prompt. Those that fit nothing have no effect,
/// so that `renamed_from` may stay in a model after its revision.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Answers {
    /// Tables with a new name.
    pub tables: Vec<Pair<TableName>>,
    /// Columns with a new name.
    pub columns: Vec<ColumnRename>,
    /// Tables that are new, and not a dropped one by a new name.
    pub new_tables: Vec<TableName>,
    /// Columns that are new, and not a dropped one by a new name.
    pub new_columns: Vec<ColumnPlace>,
    /// Values for rows that exist already.
    pub fills: Vec<Fill>,
    /// Enum types with a new name.
    pub enums: Vec<Pair<String>>,
    /// Values of enum types with a new name.
    pub values: Vec<ValueChange>,
    /// Values of enum types that are removed, and what rows that have them get.
    pub replaced: Vec<ValueChange>,
    /// Statements that bring existing rows into order for a new constraint.
    pub repairs: Vec<Repair>,
    /// What was told to have a new name for this difference alone, by the new name. Only such renames may swap names:
    /// one in a model stays there, and would swap them again every time.
    pub now: BTreeSet<Place>,
}

/// A value of an enum type, and the one in its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ValueChange {
    /// The enum type, by its new name.
    pub enum_type: String,
    /// The former value.
    pub old: String,
    /// The value in its place.
    pub new: String,
}

/// A statement that brings existing rows into order before a constraint comes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Repair {
    /// The table, by its new name.
    pub table: TableName,
    /// The constraint.
    pub constraint: String,
    /// The statement; none at all where the rows are known to be in order.
    pub sql: Spelling,
}

/// A column by table and name.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct ColumnPlace {
    /// The table, by its new name.
    pub table: TableName,
    /// The column.
    pub column: String,
}

/// A column with a new name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ColumnRename {
    /// The table, by its new name.
    pub table: TableName,
    /// Former name.
    pub old: String,
    /// New name.
    pub new: String,
}

/// A value for rows that exist already.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fill {
    /// The table, by its new name.
    pub table: TableName,
    /// The column, by its new name.
    pub column: String,
    /// The value.
    pub value: DefaultValue,
}

impl Answers {
    /// What has to be answered to get `changes` again.
    pub fn of(changes: &[Change]) -> Self {
        let mut answers = Self::default();
        let empty = empty_columns(changes);
        let created =
            |name: &TableName| changes.iter().any(|it| matches!(it, Change::CreateTable(it) if it.name == *name));
        let drops_of =
            |name: &TableName| changes.iter().any(|it| matches!(it, Change::DropColumn { table, .. } if table == name));
        for change in changes {
            match change {
                Change::RenameTable(pair) => then(&mut answers.tables, pair.clone()),
                Change::RenameEnum(pair) => then(&mut answers.enums, pair.clone()),
                Change::RenameColumn { table, column } => {
                    let (mut own, mut renames) = take_of(&mut answers.columns, |it| it.table == *table);
                    let mut pairs: Vec<_> = own.drain(..).map(|it| Pair::new(it.old, it.new)).collect();
                    then(&mut pairs, column.clone());
                    let named = |it: Pair<String>| ColumnRename { table: table.clone(), old: it.old, new: it.new };
                    renames.extend(pairs.into_iter().map(named));
                    answers.columns = renames;
                }
                Change::RenameEnumValue { enum_type, value } => {
                    let (mut own, mut renames) = take_of(&mut answers.values, |it| it.enum_type == *enum_type);
                    let mut pairs: Vec<_> = own.drain(..).map(|it| Pair::new(it.old, it.new)).collect();
                    then(&mut pairs, value.clone());
                    let named =
                        |it: Pair<String>| ValueChange { enum_type: enum_type.clone(), old: it.old, new: it.new };
                    renames.extend(pairs.into_iter().map(named));
                    answers.values = renames;
                }
                Change::AlterEnum(change) => {
                    for (old, new) in &change.replaced {
                        answers.replace_value(&change.new.name, old, new);
                    }
                }
                Change::CreateTable(table) => {
                    let shares = |other: &Table| other.columns.iter().any(|it| table.column(&it.name).is_some());
                    if changes.iter().any(|it| matches!(it, Change::DropTable(other) if shares(other))) {
                        answers.new_table(table.name.clone());
                    }
                }
                Change::AddColumn { table, column, fill } => {
                    if drops_of(table) {
                        answers.new_column(table.clone(), &column.name);
                    }
                    if let Some(fill) = fill {
                        answers.fill(table.clone(), &column.name, fill.clone());
                    }
                }
                Change::AlterColumn { table, column, fill: Some(fill) } => {
                    answers.fill(table.clone(), &column.new.name, fill.clone());
                }
                _ => {}
            }
            let of_rows = change.wants_of_rows().filter(|(table, _, _)| !created(table));
            let of_rows = of_rows.filter(|(_, _, repair)| !repair.is_empty() || !holds_without_values(change, &empty));
            if let Some((table, name, repair)) = of_rows {
                answers.repair(table.clone(), name, repair.clone());
            }
        }
        answers
    }

    /// Takes over the answers of `other`; for the same thing the later answer counts.
    pub fn extend(&mut self, other: Self) {
        let Self { tables, columns, new_tables, new_columns, fills, enums, values, replaced, repairs, now } = other;
        self.now.extend(now);
        tables.into_iter().for_each(|pair| self.rename_table(pair.old, pair.new));
        columns.into_iter().for_each(|it| self.rename_column(it.table, it.old, it.new));
        new_tables.into_iter().for_each(|table| self.new_table(table));
        new_columns.into_iter().for_each(|it| self.new_column(it.table, it.column));
        fills.into_iter().for_each(|it| self.fill(it.table, it.column, it.value));
        enums.into_iter().for_each(|pair| self.rename_enum(pair.old, pair.new));
        values.into_iter().for_each(|it| self.rename_value(it.enum_type, it.old, it.new));
        replaced.into_iter().for_each(|it| self.replace_value(it.enum_type, it.old, it.new));
        repairs.into_iter().for_each(|it| self.repair(it.table, it.constraint, it.sql));
    }

    /// Every rename in it counts for this difference alone.
    pub fn for_now(&mut self) {
        self.now.extend(self.tables.iter().map(|pair| Place::Table(pair.new.clone())));
        self.now.extend(self.columns.iter().map(|it| Place::Column(it.table.clone(), it.new.clone())));
        self.now.extend(self.values.iter().map(|it| Place::Value(it.enum_type.clone(), it.new.clone())));
    }

    /// The enum type `new` was called `old`.
    pub fn rename_enum(&mut self, old: impl Into<String>, new: impl Into<String>) {
        let pair = Pair::new(old.into(), new.into());
        self.enums.retain(|there| there.new != pair.new);
        self.enums.push(pair);
    }

    /// The value `new` of an enum type was `old`.
    pub fn rename_value(&mut self, enum_type: impl Into<String>, old: impl Into<String>, new: impl Into<String>) {
        let it = ValueChange { enum_type: enum_type.into(), old: old.into(), new: new.into() };
        self.values.retain(|there| there.enum_type != it.enum_type || there.new != it.new);
        self.values.push(it);
    }

    /// Rows with the removed value `old` of an enum type get `new`.
    pub fn replace_value(&mut self, enum_type: impl Into<String>, old: impl Into<String>, new: impl Into<String>) {
        let it = ValueChange { enum_type: enum_type.into(), old: old.into(), new: new.into() };
        self.replaced.retain(|there| there.enum_type != it.enum_type || there.old != it.old);
        self.replaced.push(it);
    }

    /// What rows with removed values of an enum type get.
    pub fn replaced_values(&self, enum_type: &str) -> BTreeMap<String, String> {
        let of_it = self.replaced.iter().filter(|it| it.enum_type == enum_type);
        of_it.map(|it| (it.old.clone(), it.new.clone())).collect()
    }

    /// `sql` brings rows into order before `constraint` comes to `table`. The word `none` in its place says that they
    /// are in order.
    pub fn repair(&mut self, table: TableName, constraint: impl Into<String>, mut sql: Spelling) {
        sql.any = sql.any.filter(|sql| sql != NO_REPAIR);
        sql.per_dialect.retain(|_, sql| sql != NO_REPAIR);
        let it = Repair { table, constraint: constraint.into(), sql };
        self.repairs.retain(|there| there.table != it.table || there.constraint != it.constraint);
        self.repairs.push(it);
    }

    /// The statement that brings rows into order for a constraint.
    pub fn repair_of(&self, table: &TableName, constraint: &str) -> Option<&Spelling> {
        self.repairs.iter().find(|it| it.table == *table && it.constraint == constraint).map(|it| &it.sql)
    }

    /// The table `new` was called `old`.
    pub fn rename_table(&mut self, old: TableName, new: TableName) {
        self.tables.retain(|pair| pair.new != new);
        self.tables.push(Pair::new(old, new));
    }

    /// The column `new` of `table` was called `old`.
    pub fn rename_column(&mut self, table: TableName, old: impl Into<String>, new: impl Into<String>) {
        let (old, new) = (old.into(), new.into());
        self.columns.retain(|it| it.table != table || it.new != new);
        self.columns.push(ColumnRename { table, old, new });
    }

    /// `table` is new.
    pub fn new_table(&mut self, table: TableName) {
        self.tables.retain(|pair| pair.new != table);
        if !self.new_tables.contains(&table) {
            self.new_tables.push(table);
        }
    }

    /// `column` of `table` is new.
    pub fn new_column(&mut self, table: TableName, column: impl Into<String>) {
        let place = ColumnPlace { table, column: column.into() };
        self.columns.retain(|it| it.table != place.table || it.new != place.column);
        if !self.new_columns.contains(&place) {
            self.new_columns.push(place);
        }
    }

    /// Rows that exist already get `value` in `column` of `table`.
    pub fn fill(&mut self, table: TableName, column: impl Into<String>, value: DefaultValue) {
        let column = column.into();
        self.fills.retain(|it| it.table != table || it.column != column);
        self.fills.push(Fill { table, column, value });
    }

    /// The value for rows that exist already.
    pub fn fill_of(&self, table: &TableName, column: &str) -> Option<&DefaultValue> {
        self.fills.iter().find(|it| it.table == *table && it.column == column).map(|it| &it.value)
    }
}

/// Adds a rename behind others: what was renamed to a name for the moment has the last one.
fn then<T: PartialEq>(renames: &mut Vec<Pair<T>>, next: Pair<T>) {
    match renames.iter_mut().find(|it| it.new == next.old) {
        Some(it) => it.new = next.new,
        None => renames.push(next),
    }
}

/// Those for which `is_of` holds, and the others.
fn take_of<T>(all: &mut Vec<T>, is_of: impl Fn(&T) -> bool) -> (Vec<T>, Vec<T>) {
    std::mem::take(all).into_iter().partition(is_of)
}

/// The answers by what they are about, for a differ that asks of each table.
#[derive(Debug)]
pub(super) struct Told<'a> {
    /// Tables with their old and new names.
    pub(super) tables: Vec<(&'a TableName, &'a TableName)>,
    columns: BTreeMap<&'a TableName, Vec<(&'a str, &'a str)>>,
    new_tables: BTreeSet<&'a TableName>,
    new_columns: BTreeSet<(&'a TableName, &'a str)>,
    fills: BTreeMap<(&'a TableName, &'a str), &'a DefaultValue>,
    /// Enum types with their old and new names.
    pub(super) enums: Vec<(&'a str, &'a str)>,
    values: BTreeMap<&'a str, Vec<(&'a str, &'a str)>>,
    now: &'a BTreeSet<Place>,
}

impl<'a> Told<'a> {
    pub(super) fn new(answers: &'a Answers) -> Self {
        let Answers { tables, columns, new_tables, new_columns, fills, enums, values, replaced: _, repairs: _, now } =
            answers;
        let mut told = Self {
            tables: tables.iter().map(|pair| (&pair.old, &pair.new)).collect(),
            columns: BTreeMap::new(),
            new_tables: new_tables.iter().collect(),
            new_columns: new_columns.iter().map(|place| (&place.table, place.column.as_str())).collect(),
            fills: BTreeMap::new(),
            enums: enums.iter().map(|pair| (pair.old.as_str(), pair.new.as_str())).collect(),
            values: BTreeMap::new(),
            now,
        };
        for it in values {
            told.values.entry(&it.enum_type).or_default().push((&it.old, &it.new));
        }
        for it in columns {
            told.columns.entry(&it.table).or_default().push((&it.old, &it.new));
        }
        for it in fills {
            told.fills.entry((&it.table, &it.column)).or_insert(&it.value);
        }
        told
    }

    /// Columns of `table` with their old and new names.
    pub(super) fn columns_of(&self, table: &TableName) -> &[(&'a str, &'a str)] {
        self.columns.get(table).map(Vec::as_slice).unwrap_or_default()
    }

    /// Values of an enum type with their old and new names.
    pub(super) fn values_of(&self, enum_type: &str) -> &[(&'a str, &'a str)] {
        self.values.get(enum_type).map(Vec::as_slice).unwrap_or_default()
    }

    /// Whether the new name of `place` was told for this difference alone.
    pub(super) fn is_now(&self, place: &Place) -> bool {
        self.now.contains(place)
    }

    /// Whether `table` was told to be new.
    pub(super) fn is_new_table(&self, table: &TableName) -> bool {
        self.new_tables.contains(table)
    }

    /// Whether `column` of `table` was told to be new.
    pub(super) fn is_new_column(&self, table: &TableName, column: &str) -> bool {
        self.new_columns.contains(&(table, column))
    }

    /// The value for rows that exist already.
    pub(super) fn fill_of(&self, table: &TableName, column: &str) -> Option<&'a DefaultValue> {
        self.fills.get(&(table, column)).copied()
    }
}
