//! What is the same to MySQL and MariaDB.

use super::introspect::read_type;
use crate::dialect::normalize::{level_column, level_primary_key};
use crate::schema::{Action, Dialect, Schema};

pub(in crate::dialect) fn normalize(dialect: Dialect, schema: &mut Schema) {
    // Other databases of the server are not read.
    schema.tables.retain(|name, _| name.namespace.is_none());
    let enums = std::mem::take(&mut schema.enums);
    for table in schema.tables.values_mut() {
        // No model declares a check.
        table.checks.clear();
        for column in &mut table.columns {
            level_column(dialect, column, &enums, read_type);
        }
        for key in table.foreign_keys.values_mut() {
            // Both refuse at once: there are no deferred checks.
            for action in [&mut key.on_delete, &mut key.on_update] {
                *action = if *action == Action::Restrict { Action::NoAction } else { *action };
            }
        }
        level_primary_key(table);
        table.comment = table.comment.take().filter(|comment| !comment.is_empty());
    }
}
