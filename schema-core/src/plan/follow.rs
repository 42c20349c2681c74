//! What must change along with something else: columns with their enum type, checks with their column's name, foreign
//! keys with the columns at their ends.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::diff::{Change, ConstraintKind, Pair};
use crate::schema::{Column, ColumnType, Schema, Spelling, TableName, constraint_name};

use super::context::{Context, Item, NetChanges, Work, same_columns};
use super::hazard::Hazard;
use super::reason::{Dependent, Obstacle, Reason};
use super::{Enums, PlanError, enums};

/// A column in its table, as it was and as it will be.
type ColumnOfEnum<'a> = (&'a TableName, &'a Arc<Column>, &'a Arc<Column>);

impl<'a> Context<'a> {
    /// Columns that must be written anew since the values of their enum type changed.
    pub(super) fn respelled(&self, net: &NetChanges, work: &mut Work<'a>) {
        if !net.iter().any(|change| matches!(change, Change::AlterEnum(_))) {
            return;
        }
        let of_enum = self.columns_of_enums();
        for (why, change) in net.with_reasons() {
            let Change::AlterEnum(pair) = change else { continue };
            let name = &pair.new.name;
            if self.capabilities.enums == Enums::Type && !self.replaced.contains_key(name.as_str()) {
                continue;
            }
            let removed: Vec<String> = pair.lost().cloned().collect();
            let hazards = (!removed.is_empty()).then(|| Hazard::RemoveValues(name.clone(), removed));
            for &(table, former, column) in of_enum.get(name.as_str()).into_iter().flatten() {
                let items = work.entry(table).or_default();
                let same = items.iter_mut().find(
                    |item| matches!(&item.change, Change::AlterColumn { column: it, .. } if it.new.name == column.name),
                );
                if let Some(item) = same {
                    item.why.push(why.clone());
                    item.hazards.extend(hazards.clone());
                } else {
                    items.push(Item {
                        change: Change::AlterColumn {
                            table: table.clone(),
                            column: Pair::new(Arc::clone(former), Arc::clone(column)),
                            fill: None,
                        },
                        why: vec![why.clone()],
                        hazards: hazards.iter().cloned().collect(),
                    });
                }
            }
        }
    }

    /// Columns that are of an enum type before and after, as they were and as they are, by the name of that type.
    fn columns_of_enums(&self) -> BTreeMap<&'a str, Vec<ColumnOfEnum<'a>>> {
        let mut of_enum: BTreeMap<_, Vec<_>> = BTreeMap::new();
        for (table, new) in &self.new.tables {
            for column in new.columns.shared() {
                let Some(name) = enums::enum_of(&column.ty, self.capabilities.dialect) else { continue };
                let former = self.old.table(table).and_then(|old| old.shared_column(&column.name));
                if let Some(former) = former.filter(|former| former.ty == column.ty) {
                    of_enum.entry(name).or_default().push((table, former, column));
                }
            }
        }
        of_enum
    }

    /// Checks that are the enum of a column, and whose name follows the table and column that were renamed.
    pub(super) fn renamed_checks(&mut self, here: &Schema, renames: &[Change], work: &mut Work<'a>) {
        if self.capabilities.enums != Enums::Check {
            return;
        }
        // By the name that their table has by then, each column as it was and as it is called by then.
        let mut columns: BTreeMap<&TableName, Vec<(&TableName, &String, &String)>> = BTreeMap::new();
        for table in here.tables.values() {
            let enums = table.columns.iter().filter(|column| matches!(column.ty, ColumnType::Enum { .. }));
            let of_table: Vec<_> = enums.map(|column| (&table.name, &column.name, &column.name)).collect();
            if !of_table.is_empty() {
                columns.insert(&table.name, of_table);
            }
        }
        for rename in renames {
            match rename {
                Change::RenameTable(pair) => {
                    if let Some(of_table) = columns.remove(&pair.old) {
                        columns.insert(&pair.new, of_table);
                    }
                }
                Change::RenameColumn { table, column } => {
                    let of_table = columns.get_mut(table).into_iter().flatten();
                    of_table.filter(|(_, _, now)| **now == column.old).for_each(|(_, _, now)| *now = &column.new);
                }
                _ => {}
            }
        }
        let name = |table: &TableName, column: &String| constraint_name("ck", table, [column]);
        for (table, of_table) in columns {
            for (former_table, former, column) in of_table {
                let names = Pair::new(name(former_table, former), name(table, column));
                let Some((table, there)) = self.new.tables.get_key_value(table).filter(|_| names.old != names.new)
                else {
                    continue;
                };
                if there.column(column).is_some_and(|column| matches!(column.ty, ColumnType::Enum { .. })) {
                    let table_name = table.clone();
                    let change =
                        Change::RenameConstraint { table: table_name, kind: ConstraintKind::Check, name: names };
                    let why = vec![self.derive(change.clone())];
                    work.entry(table).or_default().push(Item { change, why, hazards: Vec::new() });
                }
            }
        }
    }

    /// Foreign keys that stay, but would stand in the way of a change at one of their ends.
    pub(crate) fn detach_foreign_keys(&self, work: &mut Work<'a>) -> Result<(), PlanError> {
        let mut found = Vec::new();
        for (name, new) in &self.new.tables {
            if self.old.table(name).is_none() {
                continue;
            }
            for key in new.foreign_keys.shared() {
                // One that is renamed is there by now, as one that stays is.
                let makes = |item: &Item| matches!(&item.change, Change::AddForeignKey { foreign_key, .. } if foreign_key.name == key.name);
                if work.get(name).into_iter().flatten().any(makes) {
                    continue;
                }
                let obstacle = self.obstacle(work, name, &key.columns, false)?;
                let there = || self.obstacle(work, &key.references_table, &key.references_columns, true);
                if let Some(obstacle) = obstacle.map_or_else(there, |obstacle| Ok(Some(obstacle)))? {
                    found.push((name, key, obstacle));
                }
            }
        }
        for (table, key, obstacle) in found {
            let (table_name, foreign_key) = (table.clone(), Arc::clone(key));
            let drop = Change::DropForeignKey { table: table_name.clone(), foreign_key: foreign_key.clone() };
            let add = Change::AddForeignKey { table: table_name, foreign_key, repair: Spelling::default() };
            let items = work.entry(table).or_default();
            let dependent = Dependent::ForeignKey(key.name.clone());
            let why = Reason::detach(dependent.clone(), table, obstacle);
            items.push(Item { change: drop, why: vec![why], hazards: Vec::new() });
            let why = Reason::Attach { dependent, table: table.clone() };
            let mut again = Item { change: add, why: vec![why], hazards: Vec::new() };
            // What makes it again validates it.
            let validates = |item: &Item| matches!(&item.change, Change::AlterValidity { kind: ConstraintKind::ForeignKey, name, .. } if *name == key.name);
            if let Some(at) = items.iter().position(validates) {
                let Item { change: _, why, hazards } = items.remove(at);
                again.why.extend(why);
                again.hazards.extend(hazards);
            }
            items.push(again);
        }
        Ok(())
    }

    /// What happens to the columns at one end of a foreign key that it does not let happen.
    fn obstacle(
        &self,
        work: &Work<'a>,
        table: &TableName,
        columns: &[String],
        target: bool,
    ) -> Result<Option<Obstacle>, PlanError> {
        for item in work.get(table).into_iter().flatten() {
            match &item.change {
                Change::AlterColumn { column, .. } if columns.contains(&column.new.name) => {
                    let old = self.capabilities.form(table, &column.old, &self.old.enums)?;
                    let new = self.capabilities.form(table, &column.new, &self.new.enums)?;
                    let characters = |form: &super::ColumnForm| (form.charset.clone(), form.collation.clone());
                    let respelled = self.is_replaced(&column.new) || characters(&old) != characters(&new);
                    if old.ty != new.ty || respelled {
                        return Ok(Some(Obstacle::Type(table.clone(), new.name)));
                    }
                    if self.capabilities.numbers_only_unbound && old.identity.is_some() != new.identity.is_some() {
                        return Ok(Some(Obstacle::Numbering(table.clone(), new.name)));
                    }
                    // That is refused in a copy of the table, and what else makes a copy of it lies in the table as a whole:
                    // the default of another column can be enough.
                    if self.capabilities.not_null_copies && old.nullable && !new.nullable {
                        return Ok(Some(Obstacle::NotNull(table.clone(), new.name)));
                    }
                }
                Change::AlterTableOptions { options, .. }
                    if (&options.old.charset, &options.old.collation)
                        != (&options.new.charset, &options.new.collation) =>
                {
                    let there = self.new.table(table);
                    let text =
                        |name: &String| there.and_then(|it| it.column(name)).is_some_and(|column| is_text(&column.ty));
                    if columns.iter().any(text) {
                        return Ok(Some(Obstacle::CharacterSet(table.clone())));
                    }
                }
                // No table that outlives a crash may point to one that does not.
                Change::AlterTableOptions { options, .. } if options.old.unlogged != options.new.unlogged => {
                    return Ok(Some(Obstacle::Persistence(table.clone())));
                }
                Change::DropPrimaryKey { primary_key, .. }
                    if target && primary_key.whole_columns().is_some_and(|it| same_columns(it, columns)) =>
                {
                    return Ok(Some(Obstacle::PrimaryKey(table.clone())));
                }
                Change::DropIndex { index, .. }
                    if target && index.unique_columns().is_some_and(|it| same_columns(&it, columns)) =>
                {
                    return Ok(Some(Obstacle::UniqueIndex(index.name.clone())));
                }
                Change::DropUnique { unique, .. } if target && same_columns(&unique.columns, columns) => {
                    return Ok(Some(Obstacle::Unique(unique.name.clone())));
                }
                _ => {}
            }
        }
        Ok(None)
    }
}

/// Whether a type of a column that keeps its name can stand in the way of a foreign key by its character set.
fn is_text(ty: &ColumnType) -> bool {
    matches!(ty, ColumnType::Char | ColumnType::Text { .. } | ColumnType::FixedText { .. } | ColumnType::Enum { .. })
}
