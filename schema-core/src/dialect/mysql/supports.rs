//! Indexes that foreign keys need, on an engine that makes them itself where nobody does.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::diff::Change;
use crate::plan::{Alteration, Context, Dependent, Item, Obstacle, Operation, Phase, Reason};
use crate::schema::{Index, Table};

/// Indexes that only foreign keys need come and go with them.
pub(super) fn table(context: &mut Context<'_>, old: &Table, new: &Table, items: &[Item], first: usize) {
    let supports = |table: &Table| {
        let names = |it: &Index| it.named_columns().map(str::to_owned).collect::<Vec<_>>();
        context.capabilities.supports(table).iter().map(|it| (it.name.clone(), names(it))).collect::<BTreeSet<_>>()
    };
    let (before, after) = (supports(old), supports(new));
    let bare: BTreeSet<String> = supports(&without_early_drops(context, old, items, first))
        .into_iter()
        .map(|(name, _)| name)
        .filter(|name| !before.iter().any(|(held, _)| held == name))
        .collect();
    let keys = |change: &Change| {
        matches!(
            change,
            Change::DropForeignKey { .. }
                | Change::AddForeignKey { .. }
                | Change::DropIndex { .. }
                | Change::AddIndex { .. }
                | Change::DropUnique { .. }
                | Change::AddUnique { .. }
                | Change::DropPrimaryKey { .. }
                | Change::AddPrimaryKey { .. }
        )
    };
    // What it was made for, else whatever changes the keys.
    let why = |name: &str| {
        let own = |item: &&Item| match &item.change {
            Change::DropForeignKey { foreign_key, .. } | Change::AddForeignKey { foreign_key, .. } => {
                foreign_key.name == name
            }
            _ => false,
        };
        let item = items.iter().find(own).or_else(|| items.iter().find(|item| keys(&item.change)));
        item.map(|item| item.why.clone()).unwrap_or_default()
    };
    for (name, _) in before.difference(&after) {
        context.alter(Phase::Tighten, &new.name, vec![Alteration::DropIndex(name.clone())], &why(name), &[]);
    }
    for (name, columns) in after.difference(&before) {
        // A foreign key that stays needs it as soon as what it leaned on goes.
        let phase = if bare.contains(name) { Phase::AlterTables } else { Phase::Tighten };
        context.alter(
            phase,
            &new.name,
            vec![Alteration::AddIndex(Arc::new(Index::new(name, columns)))],
            &why(name),
            &[],
        );
    }
    make_explicit(context, old, new, first);
    // One that will lean on an index that comes with the rest cannot stand until then.
    for name in bare.iter().filter(|name| !after.iter().any(|(held, _)| held == *name)) {
        let Some(key) = new.foreign_keys.get_shared(name) else { continue };
        let table = &new.name;
        let dependent = Dependent::ForeignKey(name.clone());
        let off = Reason::detach(dependent.clone(), table, Obstacle::IndexUnder);
        context.alter(Phase::DropForeignKeys, table, vec![Alteration::DropForeignKey(name.clone())], &[off], &[]);
        let again = Reason::Attach { dependent, table: table.clone() };
        context.alter(Phase::AddForeignKeys, table, vec![Alteration::AddForeignKey(Arc::clone(key))], &[again], &[]);
    }
}

/// A table as it is once what must be gone before rows are written is gone: of the foreign keys only those that stay.
fn without_early_drops(context: &Context<'_>, old: &Table, items: &[Item], first: usize) -> Table {
    let mut table = old.clone();
    for step in context.steps[first..].iter().filter(|step| step.phase == Phase::AlterTables) {
        let Operation::AlterTable { alterations, .. } = &step.operation else { continue };
        for alteration in alterations {
            match alteration {
                Alteration::DropUnique(name) => drop(table.uniques.remove(name)),
                Alteration::DropIndex(name) => drop(table.indexes.remove(name)),
                Alteration::DropPrimaryKey(_) => table.primary_key = None,
                _ => {}
            }
        }
    }
    for item in items {
        if let Change::DropForeignKey { foreign_key, .. } = &item.change {
            table.foreign_keys.remove(&foreign_key.name);
        }
    }
    table
}

/// Creates indexes anew that the engine may have made for a foreign key without a name, and called like its column: it drops
/// such an index as soon as another one serves the key, unless somebody asked for it.
fn make_explicit(context: &mut Context<'_>, old: &Table, new: &Table, first: usize) {
    let covers = |alteration: &Alteration, wanted: &[&str]| {
        let starts = |columns: &[String]| columns.iter().map(String::as_str).collect::<Vec<_>>().starts_with(wanted);
        match alteration {
            Alteration::AddForeignKey(key) => starts(&key.columns),
            Alteration::AddPrimaryKey(key) => starts(key.leading_columns()),
            Alteration::AddUnique(unique) => starts(&unique.columns),
            Alteration::AddIndex(index) => index.columns().is_some_and(|columns| columns.starts_with(wanted)),
            _ => false,
        }
    };
    let implicit = |index: &&Arc<Index>| {
        let like_its_column = index.first_column().is_some_and(|column| {
            let number = index.name.strip_prefix(column).map(|rest| rest.strip_prefix('_').unwrap_or(rest));
            number.is_some_and(|number| number.bytes().all(|byte| byte.is_ascii_digit()))
        });
        like_its_column && !index.unique && index.is_plain() && old.indexes.get_shared(&index.name) == Some(*index)
    };
    for index in new.indexes.shared().filter(implicit) {
        let Some(wanted) = index.columns() else { continue };
        let adds = context.steps[first..].iter().find(|step| match &step.operation {
            Operation::AlterTable { table, alterations } => {
                *table == new.name && alterations.iter().any(|it| covers(it, &wanted))
            }
            _ => false,
        });
        let Some(why) = adds.map(|step| step.why.clone()) else { continue };
        let again = vec![Alteration::DropIndex(index.name.clone()), Alteration::AddIndex(Arc::clone(index))];
        context.alter(Phase::Tighten, &new.name, again, &why, &[]);
    }
}
