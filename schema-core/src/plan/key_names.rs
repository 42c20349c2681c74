//! New names of primary keys, on an engine where those lie among the names of tables and indexes.

use std::collections::BTreeSet;

use crate::diff::{Change, Pair};
use crate::schema::{Schema, Table, TableName};

use super::context::{Context, NetChanges};
use super::step::{Operation, Phase};

/// A name in a namespace.
type Relation<'a> = (Option<&'a str>, String);

impl Context<'_> {
    /// Renames primary keys at once, but for those whose new name is still in use: they follow when what has it is gone.
    /// One that has the name that another waits for stands aside until then.
    pub(super) fn primary_keys(&mut self, net: &NetChanges) {
        let renames: Vec<_> = net
            .with_reasons()
            .filter_map(|(why, change)| match change {
                Change::RenamePrimaryKey { table, name } => {
                    let name = Pair::new(self.key_name(table, &name.old), self.key_name(table, &name.new));
                    Some((table, name, [why]))
                }
                _ => None,
            })
            .collect();
        if renames.is_empty() {
            return;
        }
        let mut in_use = self.relations(self.old);
        let waits = |of: &TableName, name: &String, in_use: &BTreeSet<Relation<'_>>| in_use.contains(&place(of, name));
        let late: Vec<bool> = renames.iter().map(|(table, name, _)| waits(table, &name.new, &in_use)).collect();
        let wanted: BTreeSet<Relation<'_>> = renames
            .iter()
            .zip(&late)
            .filter(|(_, late)| **late)
            .map(|((table, name, _), _)| place(table, &name.new))
            .collect();
        for ((table, name, why), late) in renames.iter().zip(late) {
            let rename = |name| Operation::RenamePrimaryKey { table: (*table).clone(), name };
            if !late {
                self.push(Phase::Rename, rename(name.clone()), why, &[]);
            } else if wanted.contains(&place(table, &name.old)) {
                let aside = aside(|aside| !in_use.contains(&place(table, aside)));
                in_use.insert(place(table, &aside));
                self.push(Phase::Rename, rename(Pair::new(name.old.clone(), aside.clone())), why, &[]);
                self.push(Phase::AlterTables, rename(Pair::new(aside, name.new.clone())), why, &[]);
            } else {
                self.push(Phase::AlterTables, rename(name.clone()), why, &[]);
            }
        }
    }

    /// The name of the key's constraint, which the engine gives where the schema does not.
    fn key_name(&self, table: &TableName, given: &str) -> String {
        match self.capabilities.primary_key_name {
            Some(of) if given.is_empty() => of(table),
            _ => given.to_owned(),
        }
    }

    /// The names of tables, and of keys and indexes on them.
    fn relations<'s>(&self, schema: &'s Schema) -> BTreeSet<Relation<'s>> {
        let of_table = |table: &'s Table| {
            let key = table.primary_key.as_ref();
            let key = key.map(|key| self.key_name(&table.name, key.name.as_deref().unwrap_or_default()));
            let names = table.uniques.keys().chain(table.indexes.keys()).chain(table.exclusions.keys()).cloned();
            let names = names.chain(key).chain([table.name.name.clone()]);
            names.map(|name| place(&table.name, &name)).collect::<Vec<_>>()
        };
        schema.tables.values().flat_map(of_table).collect()
    }
}

fn place<'n>(of: &'n TableName, name: &str) -> Relation<'n> {
    (of.namespace.as_deref(), name.to_owned())
}

/// The first free name for a key that has none for a moment.
fn aside(free: impl Fn(&str) -> bool) -> String {
    let mut names = (1..).map(|number| format!("_schema_aside_{number}"));
    names.find(|name| free(name)).unwrap_or_default()
}
