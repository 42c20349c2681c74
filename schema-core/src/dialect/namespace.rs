//! The names of tables as a connection takes them: `public.users` and `users` are one table where `public` is the default
//! namespace, and `Users` and `users` are one where the server folds names.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::Introspection;
use crate::diff::Change;
use crate::schema::TableName;

impl Introspection {
    /// Returns `true` if a table of this name would have been read if it existed.
    pub fn reads(&self, name: &TableName) -> bool {
        let folded = |name: &Option<String>| name.as_deref().map(|name| self.folded(name));
        !self.is_one_namespace || name.namespace.is_none() || folded(&name.namespace) == folded(&self.namespace)
    }

    /// Names the tables as the other side of a comparison does, also in foreign keys. A database calls the tables of the
    /// default namespace by their bare names, and a server that folds names has them in lower case; where `declared` knows
    /// such a table by another name alone, it gets that.
    pub fn name_as<'n>(&mut self, declared: impl IntoIterator<Item = &'n TableName>) {
        let declared: BTreeSet<&TableName> = declared.into_iter().collect();
        let fold = |name: &TableName| TableName {
            namespace: name.namespace.as_deref().map(|it| self.folded(it)),
            name: self.folded(&name.name),
        };
        let folded: BTreeMap<TableName, &TableName> = declared.iter().map(|name| (fold(name), *name)).collect();
        let renamed = |name: &TableName| {
            if name.namespace.is_some() || declared.contains(name) {
                return None;
            }
            let bare = fold(name);
            let full = self.namespace.as_ref().map(|it| TableName::in_namespace(self.folded(it), bare.name.as_str()));
            folded.get(&bare).or_else(|| folded.get(&full?)).map(|name| (*name).clone())
        };
        let targets = |table: &crate::schema::Table| {
            table.foreign_keys.values().map(|key| key.references_table.clone()).collect::<Vec<_>>()
        };
        let names = self.schema.tables.values().flat_map(|table| [vec![table.name.clone()], targets(table)].concat());
        let renames: BTreeMap<TableName, TableName> =
            names.filter_map(|name| renamed(&name).map(|new| (name, new))).collect();
        let rename = |name: &mut TableName| {
            if let Some(new) = renames.get(name) {
                name.clone_from(new);
            }
        };
        for (mut name, mut table) in std::mem::take(&mut self.schema.tables) {
            rename(&mut name);
            table.name = name.clone();
            for key in table.foreign_keys.values_mut() {
                rename(&mut key.references_table);
            }
            self.schema.tables.insert(name, table);
        }
        for change in &mut self.idle {
            match change {
                Change::DropForeignKey { table, foreign_key } => {
                    rename(table);
                    rename(&mut Arc::make_mut(foreign_key).references_table);
                }
                Change::DropIndex { table, .. } | Change::DropCheck { table, .. } => rename(table),
                _ => {}
            }
        }
    }

    /// A name as the server looks for it.
    fn folded(&self, name: &str) -> String {
        if self.folds_tables { name.to_lowercase() } else { name.to_owned() }
    }
}
