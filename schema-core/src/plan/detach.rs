//! What stands on a column and would not let it change: taken off before, and put back after.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::diff::{Change, Pair, Spoken};
use crate::schema::{Column, Dialect, IndexPart, PartOf, PrimaryKey, Spelling, Table, TableName};

use super::context::{Context, Item, Work};
use super::hazard::Hazard;
use super::reason::{Dependent, Obstacle, Reason};
use super::{PlanError, added, enums};

/// The column that a key begins with.
pub(crate) fn first(columns: &[String]) -> Option<&str> {
    columns.first().map(String::as_str)
}

/// What happens to the columns of a table that others stand on.
#[derive(Default)]
struct Moves<'a> {
    /// Columns that get another type, and whether the server cannot carry expressions over them along by itself.
    retyped: BTreeMap<&'a str, bool>,
    /// Columns that are dropped and made again, as they are to be.
    remade: BTreeSet<&'a str>,
    /// Those that are dropped and made again so that they keep their values, and are altered then.
    freed: BTreeSet<&'a str>,
}

impl<'a> Context<'a> {
    /// Takes off, and puts back, what the server does not let stand on columns that change, in all tables of `work`.
    /// A computed column is dropped and made again where its expression or a type changes: its values come back.
    pub(crate) fn stand_aside(&self, work: &mut Work<'a>) -> Result<(), PlanError> {
        for (name, items) in work.iter_mut() {
            let (Some(old), Some(new)) = (self.old.table(name), self.new.table(name)) else { continue };
            let moves = self.moves(old, new, items)?;
            if moves.retyped.is_empty() && moves.remade.is_empty() && moves.freed.is_empty() {
                continue;
            }
            if let Some(partitioning) = &new.partitioning {
                let key = |column: &&String| {
                    moves.retyped.contains_key(column.as_str()) || moves.remade.contains(column.as_str())
                };
                if let Some(column) = partitioning.columns.iter().find(key) {
                    let reason = "it is part of the partition key and cannot change: create a new table with another \
                        name, copy the rows in your own revision, and drop the old table";
                    return Err(self.capabilities.column_error(name, column, reason));
                }
            }
            remake(name, old, new, &moves, items);
            around(self.capabilities.dialect, name, new, &moves, items);
        }
        Ok(())
    }

    /// Takes checks off columns that an engine that alters together has to drop and make again. Keys and indexes stay with
    /// the name of the column, and with its length: where the type changes, they would hold for the beginning of the
    /// values alone.
    pub(crate) fn stand_aside_of_remade(&self, work: &mut Work<'a>) {
        let checks = |new: &Table| Table { checks: new.checks.clone(), ..Table::new(new.name.clone()) };
        self.aside(work, added::made_again, checks);
        let keys = |new: &Table| Table {
            uniques: new.uniques.clone(),
            indexes: new.indexes.clone(),
            ..Table::new(new.name.clone())
        };
        self.aside(work, |pair| added::made_again(pair) && pair.old.ty != pair.new.ty, keys);
    }

    /// Takes off what rows may break while values of an enum type take each other's place in them: they are written one by
    /// one, and each is looked at by itself.
    pub(crate) fn stand_aside_of_swapped(&self, work: &mut Work<'a>) {
        let keys = |new: &Table| {
            let mut keys = Table::new(new.name.clone());
            let goes = |key: &PrimaryKey| !self.is_numbered(&new.name, first(&key.columns));
            keys.primary_key = new.primary_key.clone().filter(goes);
            keys.uniques = new.uniques.clone();
            keys.uniques.retain(|_, unique| !self.holds_number(&new.name, first(&unique.columns)));
            keys.indexes = new.indexes.clone();
            keys.indexes.retain(|_, index| index.unique && !self.holds_number(&new.name, index.first_column()));
            keys
        };
        self.aside(work, |pair| self.swaps(&pair.new), keys);
    }

    /// Takes those of a table's `parts` that stand on altered columns that are `meant` off, and puts them back.
    fn aside(&self, work: &mut Work<'a>, meant: impl Fn(&Pair<Arc<Column>>) -> bool, parts: impl Fn(&Table) -> Table) {
        for (name, items) in work.iter_mut() {
            let Some(new) = self.new.table(name) else { continue };
            let columns = items.iter().filter_map(|item| match &item.change {
                Change::AlterColumn { column, .. } if meant(column) => new.column(&column.new.name),
                _ => None,
            });
            let moves = Moves { remade: columns.map(|column| column.name.as_str()).collect(), ..Moves::default() };
            if !moves.remade.is_empty() {
                around(self.capabilities.dialect, name, &parts(new), &moves, items);
            }
        }
    }

    /// Whether a value of the column's enum type gets the name that another one had.
    pub(crate) fn swaps(&self, column: &Column) -> bool {
        let mapped = column.ty.enum_name().and_then(|name| self.values.get(name));
        mapped.is_some_and(|mapped| mapped.values().any(|new| mapped.contains_key(new)))
    }

    /// Whether rows have numbers that the server gives in the column `first`. A key that begins with it tells rows apart by
    /// those alone, whatever else of it changes.
    pub(crate) fn is_numbered(&self, table: &TableName, first: Option<&str>) -> bool {
        let column = self.old.table(table).zip(first).and_then(|(table, first)| table.column(first));
        column.is_some_and(|column| column.identity.is_some())
    }

    /// Whether an index that begins with the column `first` is the key without which that could have no numbers.
    pub(crate) fn holds_number(&self, table: &TableName, first: Option<&str>) -> bool {
        let key = self.old.table(table).and_then(|table| table.primary_key.as_ref());
        key.and_then(|key| self::first(&key.columns)) != first && self.is_numbered(table, first)
    }

    fn moves(&self, old: &'a Table, new: &'a Table, items: &[Item]) -> Result<Moves<'a>, PlanError> {
        let mut moves = Moves::default();
        for item in items {
            let Change::AlterColumn { column: pair, .. } = &item.change else { continue };
            let Some(column) = new.column(&pair.new.name) else { continue };
            let before = self.capabilities.form(&new.name, &pair.old, &self.old.enums)?;
            let after = self.capabilities.form(&new.name, &pair.new, &self.new.enums)?;
            let respelled = self.is_replaced(column);
            let retyped = respelled || before.ty != after.ty || before.collation != after.collation;
            let computed = pair.new.generated.is_some();
            if pair.old.is_virtual() && !computed {
                moves.freed.insert(&column.name);
            } else if computed && (retyped || before.generated != after.generated) {
                moves.remade.insert(&column.name);
            } else if retyped {
                let carried = (self.capabilities.carries)(&pair.old, &pair.new);
                moves.retyped.insert(&column.name, respelled || !carried);
            }
        }
        for column in &new.columns {
            let was = old.column(&column.name).is_some_and(|was| was.generated.is_some());
            let Some(generated) = column.generated.as_ref().filter(|_| was) else { continue };
            if moves.retyped.keys().any(|of| says(self.capabilities.dialect, &generated.expression, of)) {
                moves.remade.insert(&column.name);
            }
        }
        Ok(moves)
    }

    /// Whether the column is of an enum type that is made anew.
    pub(super) fn is_replaced(&self, column: &Column) -> bool {
        enums::enum_of(&column.ty, self.capabilities.dialect).is_some_and(|name| self.replaced.contains_key(name))
    }
}

/// Puts dropping and making again in the place of altering.
fn remake(table: &TableName, old: &Table, new: &Table, moves: &Moves<'_>, items: &mut Vec<Item>) {
    for name in &moves.remade {
        let (Some(former), Some(column)) = (old.shared_column(name), new.shared_column(name)) else { continue };
        let of_it =
            |item: &Item| matches!(&item.change, Change::AlterColumn { column, .. } if column.new.name == *name);
        let (why, mut hazards) = match items.iter().position(of_it) {
            Some(at) => {
                let item = items.remove(at);
                (item.why, item.hazards)
            }
            None => (vec![Reason::Recompute { table: table.clone(), column: (*name).to_owned() }], Vec::new()),
        };
        // What is about the former values means nothing to those that are computed anew.
        hazards.retain(|hazard| matches!(hazard, Hazard::NoValue(..)));
        let plain = former.generated.is_none();
        let lost = plain.then(|| Hazard::DropColumn(table.clone(), (*name).to_owned()));
        let drop = Change::DropColumn { table: table.clone(), column: Arc::clone(former) };
        let add = Change::AddColumn { table: table.clone(), column: Arc::clone(column), fill: None };
        items.push(Item { change: drop, why: why.clone(), hazards: lost.into_iter().collect() });
        items.push(Item { change: add, why, hazards });
    }
}

/// Takes keys, checks and indexes off before everything else, and puts them back.
fn around(dialect: Dialect, table: &TableName, new: &Table, moves: &Moves<'_>, items: &mut Vec<Item>) {
    let mut found: Vec<(Dependent, Change, Change)> = Vec::new();
    let made: BTreeSet<String> = items.iter().filter_map(|item| made_name(&item.change)).collect();
    let open = |name: &String| !made.contains(name);
    let moves_away = |column: &str| moves.remade.contains(column) || moves.freed.contains(column);
    let remade = |columns: &[String]| columns.iter().any(|column| moves_away(column));
    // Expressions go with a column that is made again too.
    let in_sql = |sql: &Spelling| {
        let hard = moves.retyped.iter().filter(|(_, hard)| **hard).map(|(column, _)| column);
        moves.remade.iter().chain(&moves.freed).chain(hard).any(|column| says(dialect, sql, column))
    };
    let in_part = |part: &IndexPart| match &part.of {
        // The server takes a collation that is the column's own for none, and gives the index the next one of the column.
        PartOf::Column(column) => {
            let collated = part.collation.is_some() && moves.retyped.contains_key(column.as_str());
            moves_away(column) || collated
        }
        PartOf::Expression(sql) => in_sql(sql),
    };
    let of = || table.clone();
    let none = Spelling::default;
    for key in new.foreign_keys.shared().filter(|it| open(&it.name) && remade(&it.columns)) {
        found.push((
            Dependent::ForeignKey(key.name.clone()),
            Change::DropForeignKey { table: of(), foreign_key: key.clone() },
            Change::AddForeignKey { table: of(), foreign_key: key.clone(), repair: none() },
        ));
    }
    if let Some(key) = new.primary_key.as_ref().filter(|key| open(&String::new()) && remade(&key.columns)) {
        found.push((
            Dependent::PrimaryKey,
            Change::DropPrimaryKey { table: of(), primary_key: key.clone() },
            Change::AddPrimaryKey { table: of(), primary_key: key.clone() },
        ));
    }
    for unique in new.uniques.shared().filter(|it| open(&it.name) && remade(&it.columns)) {
        found.push((
            Dependent::Unique(unique.name.clone()),
            Change::DropUnique { table: of(), unique: unique.clone() },
            Change::AddUnique { table: of(), unique: unique.clone(), repair: none() },
        ));
    }
    for check in new.checks.shared().filter(|it| open(&it.name) && in_sql(&it.expression)) {
        found.push((
            Dependent::Check(check.name.clone()),
            Change::DropCheck { table: of(), check: check.clone() },
            Change::AddCheck { table: of(), check: check.clone(), repair: none() },
        ));
    }
    for exclusion in new.exclusions.shared().filter(|it| open(&it.name)) {
        let predicate = exclusion.predicate.as_ref().is_some_and(|sql| in_sql(&Spelling::any(sql)));
        if predicate || exclusion.elements.iter().any(|(part, _)| in_part(part)) {
            found.push((
                Dependent::Exclusion(exclusion.name.clone()),
                Change::DropExclusion { table: of(), exclusion: exclusion.clone() },
                Change::AddExclusion { table: of(), exclusion: exclusion.clone(), repair: none() },
            ));
        }
    }
    for index in new.indexes.shared().filter(|it| open(&it.name)) {
        if in_sql(&index.predicate) || remade(&index.include) || index.parts.iter().any(in_part) {
            found.push((
                Dependent::Index(index.name.clone()),
                Change::DropIndex { table: of(), index: index.clone() },
                Change::AddIndex { table: of(), index: index.clone(), repair: none() },
            ));
        }
    }
    let mut first = Vec::new();
    for (dependent, drop, add) in found {
        let item = |change, why| Item { change, why: vec![why], hazards: Vec::new() };
        first.push(item(drop, Reason::detach(dependent.clone(), table, Obstacle::Column)));
        items.push(item(add, Reason::Attach { dependent, table: table.clone() }));
    }
    items.splice(0..0, first);
}

/// The name of the key, check or index that a change makes; an empty one for the primary key.
fn made_name(change: &Change) -> Option<String> {
    Some(match change {
        Change::AddPrimaryKey { .. } => String::new(),
        Change::AddUnique { unique, .. } => unique.name.clone(),
        Change::AddForeignKey { foreign_key, .. } => foreign_key.name.clone(),
        Change::AddCheck { check, .. } => check.name.clone(),
        Change::AddExclusion { exclusion, .. } => exclusion.name.clone(),
        Change::AddIndex { index, .. } => index.name.clone(),
        _ => return None,
    })
}

/// Whether SQL speaks of a column.
fn says(dialect: Dialect, sql: &Spelling, column: &str) -> bool {
    Spoken::from(column).is_in_spelling(sql, &[dialect])
}
