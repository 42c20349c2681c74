//! What must change along with something else: columns with their enum type, checks with their column's name, foreign
//! keys with the columns at their ends.

use crate::diff::{Change, ConstraintKind, Pair};
use crate::schema::{ColumnType, Schema, Table, TableName, constraint_name};

use super::hazard::Hazard;
use super::part::{Item, Part, Work, same_columns};
use super::{Enums, PlanError, enums};

impl<'a> Part<'a> {
    /// Columns that must be written anew since the values of their enum type changed.
    pub(super) fn respelled(&self, net: &[Change], work: &mut Work<'a>) {
        for change in net {
            let Change::AlterEnum(pair) = change else { continue };
            let name = &pair.new.name;
            if self.capabilities.enums == Enums::Type && !self.replaced.contains(name.as_str()) {
                continue;
            }
            let removed = enums::removed(pair);
            let hazards = (!removed.is_empty()).then(|| Hazard::RemoveValues(name.clone(), removed));
            for (table, new) in &self.new.tables {
                let Some(old) = self.old.table(table) else { continue };
                for column in &new.columns {
                    let Some(former) = old.column(&column.name) else { continue };
                    let of_it = |ty: &ColumnType| matches!(ty, ColumnType::Enum { name: of } if of == name);
                    if !of_it(&column.ty) || !of_it(&former.ty) {
                        continue;
                    }
                    let items = work.entry(table).or_default();
                    let same = items.iter_mut().find(|item| {
                        matches!(&item.change, Change::AlterColumn { column: it, .. } if it.new.name == column.name)
                    });
                    if let Some(item) = same {
                        item.why.push(change.to_string());
                        item.hazards.extend(hazards.clone());
                    } else {
                        items.push(Item {
                            change: Change::AlterColumn {
                                table: table.clone(),
                                column: Pair::new(former.clone(), column.clone()),
                                fill: None,
                            },
                            why: vec![change.to_string()],
                            hazards: hazards.iter().cloned().collect(),
                        });
                    }
                }
            }
        }
    }

    /// Checks that are the enum of a column, and whose name follows the table and column that were renamed.
    pub(super) fn renamed_checks(&self, here: &Schema, renames: &[Change], work: &mut Work<'a>) {
        if self.capabilities.enums != Enums::Check {
            return;
        }
        let of_table = |table: &Table| {
            let enums = table.columns.iter().filter(|column| matches!(column.ty, ColumnType::Enum { .. }));
            enums
                .map(|it| (table.name.clone(), it.name.clone(), constraint_name("ck", &table.name, [&it.name])))
                .collect::<Vec<_>>()
        };
        let mut checks: Vec<_> = here.tables.values().flat_map(of_table).collect();
        for (table, column, _) in &mut checks {
            for rename in renames {
                match rename {
                    Change::RenameTable(pair) if *table == pair.old => table.clone_from(&pair.new),
                    Change::RenameColumn { table: of, column: pair } if of == table && *column == pair.old => {
                        column.clone_from(&pair.new);
                    }
                    _ => {}
                }
            }
        }
        for (table, column, old) in checks {
            let new = constraint_name("ck", &table, [&column]);
            let Some((name, there)) = self.new.tables.get_key_value(&table).filter(|_| old != new) else { continue };
            if there.column(&column).is_some_and(|column| matches!(column.ty, ColumnType::Enum { .. })) {
                let change = Change::RenameConstraint { table, kind: ConstraintKind::Check, name: Pair::new(old, new) };
                let why = vec![change.to_string()];
                work.entry(name).or_default().push(Item { change, why, hazards: Vec::new() });
            }
        }
    }

    /// Foreign keys that stay, but would stand in the way of a change at one of their ends.
    pub(super) fn detached(&self, work: &mut Work<'a>) -> Result<(), PlanError> {
        let mut found = Vec::new();
        for (name, new) in &self.new.tables {
            let Some(old) = self.old.table(name) else { continue };
            for (key_name, key) in &new.foreign_keys {
                if old.foreign_keys.get(key_name) != Some(key) {
                    continue;
                }
                let reason = self.in_the_way(work, name, &key.columns, false)?;
                let there = || self.in_the_way(work, &key.references_table, &key.references_columns, true);
                if let Some(reason) = reason.map_or_else(there, |reason| Ok(Some(reason)))? {
                    found.push((name, key, reason));
                }
            }
        }
        for (table, key, reason) in found {
            let (table_name, foreign_key) = (table.clone(), key.clone());
            let drop = Change::DropForeignKey { table: table_name.clone(), foreign_key: foreign_key.clone() };
            let add = Change::AddForeignKey { table: table_name, foreign_key };
            let items = [
                (drop, format!("take foreign key `{}` off `{table}` while {reason}", key.name)),
                (add, format!("put foreign key `{}` on `{table}` again", key.name)),
            ]
            .map(|(change, why)| Item { change, why: vec![why], hazards: Vec::new() });
            work.entry(table).or_default().extend(items);
        }
        Ok(())
    }

    /// What happens to the columns at one end of a foreign key that it does not let happen.
    fn in_the_way(
        &self,
        work: &Work<'a>,
        table: &TableName,
        columns: &[String],
        target: bool,
    ) -> Result<Option<String>, PlanError> {
        for item in work.get(table).into_iter().flatten() {
            match &item.change {
                Change::AlterColumn { column, .. } if columns.contains(&column.new.name) => {
                    let old = self.capabilities.form(table, &column.old, &self.old.enums)?;
                    let new = self.capabilities.form(table, &column.new, &self.new.enums)?;
                    let respelled =
                        matches!(&column.new.ty, ColumnType::Enum { name } if self.replaced.contains(name.as_str()));
                    if old.ty != new.ty || respelled {
                        return Ok(Some(format!("`{table}.{}` changes its type", new.name)));
                    }
                }
                Change::DropPrimaryKey { primary_key, .. } if target && same_columns(&primary_key.columns, columns) => {
                    return Ok(Some(format!("the primary key of `{table}` changes")));
                }
                Change::DropUnique { unique, .. } if target && same_columns(&unique.columns, columns) => {
                    return Ok(Some(format!("unique `{}` changes", unique.name)));
                }
                _ => {}
            }
        }
        Ok(None)
    }
}
