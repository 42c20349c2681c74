//! What loses data comes last on an engine that cannot roll back: when rows stop a statement, nothing is gone yet.

use std::collections::BTreeSet;

use crate::diff::{Change, ConstraintKind, Spoken};
use crate::schema::{Column, DefaultValue, ForeignKey, PartOf, Spelling, Table, TableName};

use super::context::Context;
use super::order::Order;
use super::reason::Reason;
use super::step::{Alteration, Phase};

impl Context<'_> {
    /// Returns `true` if anything in the new schema stands on a column of `table`.
    pub(crate) fn is_leaned_on(&self, table: &Table, column: &str) -> bool {
        let names = |columns: &[String]| columns.iter().any(|name| name == column);
        let speaks = |sql: &Spelling| Spoken::from(column).is_in_spelling(sql, &[self.capabilities.dialect]);
        let in_column = |it: &Column| {
            it.generated.as_ref().is_some_and(|it| speaks(&it.expression))
                || matches!(&it.default, Some(DefaultValue::Sql(sql)) if speaks(sql))
        };
        let in_part = |of: &PartOf| match of {
            PartOf::Column(name) => name == column,
            PartOf::Expression(sql) => speaks(sql),
        };
        let points = |key: &ForeignKey| key.references_table == table.name && names(&key.references_columns);
        table.primary_key.as_ref().is_some_and(|key| names(&key.columns))
            || table.uniques.values().any(|unique| names(&unique.columns))
            || table.foreign_keys.values().any(|key| names(&key.columns))
            || table.indexes.values().any(|index| index.parts.iter().any(|part| in_part(&part.of)))
            || table.checks.values().any(|check| speaks(&check.expression))
            || table.columns.iter().filter(|it| it.name != column).any(in_column)
            || self.new.tables.values().any(|table| table.foreign_keys.values().any(points))
    }

    /// Takes off tables that are dropped at the end what `changes` must not find until then: foreign keys that hold what
    /// changes, and names that others get. Those of `order` that wait are off already.
    pub(super) fn release(&mut self, order: &Order<'_>, changes: &[Change]) {
        let gone: BTreeSet<&TableName> = order.tables.iter().map(|table| &table.name).collect();
        let wanted = Wanted::of(changes);
        for table in &order.tables {
            for key in table.foreign_keys.values() {
                let holds = match gone.contains(&key.references_table) {
                    // Another table takes its name, so it is dropped before this one.
                    true => wanted.names.contains(&key.references_table),
                    false => wanted.changes(&key.references_table),
                };
                if holds || wanted.keys.contains(&key.name.to_lowercase()) {
                    self.let_go(order, table, key);
                }
            }
            for check in table.checks.values().filter(|it| wanted.checks.contains(&it.name.to_lowercase())) {
                let drop = vec![Alteration::DropCheck(check.name.clone())];
                self.alter(Phase::AlterTables, &table.name, drop, &[Reason::DropLater(table.name.clone())], &[]);
            }
        }
    }

    /// Takes a foreign key off a table that is dropped later, unless it is off already.
    pub(super) fn let_go(&mut self, order: &Order<'_>, table: &Table, key: &ForeignKey) {
        if !order.waiting.contains(&(&table.name, key.name.as_str())) {
            let drop = vec![Alteration::DropForeignKey(key.name.clone())];
            self.alter(Phase::DropForeignKeys, &table.name, drop, &[Reason::DropLater(table.name.clone())], &[]);
        }
    }
}

/// What changes want for themselves.
#[derive(Default)]
struct Wanted<'a> {
    /// Tables of which more changes than that something is added.
    tables: BTreeSet<&'a TableName>,
    /// Names that tables get.
    names: BTreeSet<&'a TableName>,
    /// Whether any column may change with its enum type.
    values: bool,
    /// Names of new foreign keys.
    keys: BTreeSet<String>,
    /// Names of new checks.
    checks: BTreeSet<String>,
}

impl<'a> Wanted<'a> {
    fn of(changes: &'a [Change]) -> Self {
        let mut wanted = Self::default();
        for change in changes {
            match change {
                Change::CreateTable(table) => {
                    wanted.names.insert(&table.name);
                    wanted.keys.extend(table.foreign_keys.keys().map(|name| name.to_lowercase()));
                    wanted.checks.extend(table.checks.keys().map(|name| name.to_lowercase()));
                }
                Change::AddForeignKey { foreign_key, .. } => drop(wanted.keys.insert(foreign_key.name.to_lowercase())),
                Change::AddCheck { check, .. } => drop(wanted.checks.insert(check.name.to_lowercase())),
                Change::RenameConstraint { kind: ConstraintKind::ForeignKey, name, .. } => {
                    wanted.keys.insert(name.new.to_lowercase());
                }
                Change::RenameConstraint { kind: ConstraintKind::Check, name, .. } => {
                    wanted.checks.insert(name.new.to_lowercase());
                }
                Change::AddColumn { .. } | Change::AddIndex { .. } | Change::AlterTableComment { .. } => {}
                Change::AlterEnum(_) | Change::RenameEnumValue { .. } => wanted.values = true,
                Change::RenameTable(pair) => {
                    wanted.names.insert(&pair.new);
                    wanted.tables.extend([&pair.old, &pair.new]);
                }
                change => wanted.tables.extend(change.table()),
            }
        }
        wanted
    }

    fn changes(&self, table: &TableName) -> bool {
        self.values || self.tables.contains(table)
    }
}
