//! The default namespace of a connection: `public.users` and `users` are one table where `public` is it.

use super::Introspection;
use crate::diff::Change;
use crate::schema::TableName;

impl Introspection {
    /// Returns `true` if a table of this name would have been read if it existed.
    pub fn reads(&self, name: &TableName) -> bool {
        !self.is_one_namespace || name.namespace.is_none() || name.namespace == self.namespace
    }

    /// Names the tables as the other side of a comparison does. A database calls the tables of the default namespace by
    /// their bare names; where `is_declared` knows one by its full name alone, it gets that, also in foreign keys.
    pub fn name_as(&mut self, is_declared: impl Fn(&TableName) -> bool) {
        let Some(default) = self.namespace.clone() else { return };
        let rename = |name: &mut TableName| {
            if name.namespace.is_some() || is_declared(name) {
                return;
            }
            let full = TableName::in_namespace(default.as_str(), name.name.as_str());
            if is_declared(&full) {
                *name = full;
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
                    rename(&mut foreign_key.references_table);
                }
                Change::DropIndex { table, .. } | Change::DropCheck { table, .. } => rename(table),
                _ => {}
            }
        }
    }
}
