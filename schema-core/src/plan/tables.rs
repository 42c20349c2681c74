//! Steps for tables that are created or dropped.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::diff::Change;
use crate::schema::{ForeignKey, Index, PrimaryKey, Spelling, TableName};

use super::context::{Context, NetChanges, same_columns};
use super::hazard::Hazard;
use super::reason::Reason;
use super::step::{Alteration, Operation, Phase};
use super::{PlanError, order};

impl Context<'_> {
    /// Steps for tables that are new or gone.
    pub(super) fn tables(&mut self, net: &NetChanges, changes: &[Change]) -> Result<(), PlanError> {
        let keys_alone = self.capabilities.foreign_keys_alone;
        let dropped: BTreeMap<&TableName, Reason> = net
            .with_reasons()
            .filter_map(|(why, change)| match change {
                Change::DropTable(table) => Some((&table.name, why)),
                _ => None,
            })
            .collect();
        let order = order::by_reference(dropped.keys().filter_map(|name| self.old.table(name)));
        for (table, name) in order.waiting.iter().filter(|_| keys_alone) {
            let alterations = vec![Alteration::DropForeignKey((*name).to_owned())];
            let why = [Reason::DropCycle { table: (*table).clone(), foreign_key: (*name).to_owned() }];
            let operation = Operation::AlterTable { table: (*table).clone(), alterations };
            self.push(Phase::DropForeignKeys, operation, &why, &[]);
        }
        // Dropping a table deletes its rows first on such an engine, and with them rows that point to them.
        if !keys_alone {
            let gone: BTreeSet<_> = order.tables.iter().map(|table| &table.name).collect();
            let mut keys = self.old.tables.values().flat_map(|table| table.foreign_keys.values());
            self.foreign_keys_off |= keys.any(|key| gone.contains(&key.references_table));
        }
        // What is dropped last must not be in the way until then.
        if !self.capabilities.transactional_ddl {
            self.release(&order, changes);
        }
        let phase = self.phase_of_drops(&order, net);
        for table in order.tables.into_iter().rev() {
            let why: Vec<Reason> = dropped.get(&table.name).cloned().into_iter().collect();
            let hazards = [Hazard::DropTable(table.name.clone())];
            self.push(phase, Operation::DropTable(table.name.clone()), &why, &hazards);
        }

        let created: BTreeMap<&TableName, Reason> = net
            .with_reasons()
            .filter_map(|(why, change)| match change {
                Change::CreateTable(table) => Some((&table.name, why)),
                _ => None,
            })
            .collect();
        let order = order::by_reference(created.keys().filter_map(|name| self.new.table(name)));
        for table in &order.tables {
            self.capabilities.check_table(table, self.new)?;
            self.capabilities.check_columns(None, table)?;
            let later = |key: &ForeignKey| {
                let waits = order.waiting.contains(&(&table.name, key.name.as_str()));
                // Its indexes come after it.
                let own_index =
                    key.references_table == table.name && !table.has_key_constraint(&key.references_columns);
                keys_alone && (waits || own_index || !self.key_is_there(key))
            };
            let form = self.capabilities.table_form(table, &self.new.enums, later)?;
            let late: Vec<_> = table.foreign_keys.shared().filter(|key| later(key)).cloned().collect();
            let why: Vec<Reason> = created.get(&table.name).cloned().into_iter().collect();
            let hazards = self.compared_as_text(table, |_| true);
            self.push(Phase::CreateTables, Operation::CreateTable(Box::new(form)), &why, &hazards);
            for foreign_key in late {
                let change = Change::AddForeignKey {
                    table: table.name.clone(),
                    foreign_key: Arc::clone(&foreign_key),
                    repair: Spelling::default(),
                };
                let alterations = vec![Alteration::AddForeignKey(foreign_key)];
                let operation = Operation::AlterTable { table: table.name.clone(), alterations };
                let why = self.derive(change);
                self.push(Phase::AddForeignKeys, operation, &[why], &[]);
            }
        }
        Ok(())
    }

    /// Whether the key that a new table points to is there before keys are added: in a table that is new too, or
    /// unchanged in one that was there.
    fn key_is_there(&self, key: &ForeignKey) -> bool {
        let (Some(old), Some(new)) = (self.old.table(&key.references_table), self.new.table(&key.references_table))
        else {
            return true;
        };
        let is_it = |columns: &[String]| same_columns(columns, &key.references_columns);
        let primary = old.primary_key == new.primary_key
            && old.primary_key.as_ref().and_then(PrimaryKey::whole_columns).is_some_and(is_it);
        let index = |index: &Index| index.unique_columns().is_some_and(|columns| is_it(&columns));
        primary
            || old.uniques.iter().any(|(name, it)| is_it(&it.columns) && new.uniques.get(name) == Some(it))
            || old.indexes.iter().any(|(name, it)| index(it) && new.indexes.get(name) == Some(it))
    }
}
