//! What is the same to PostgreSQL.

use super::introspect::read_type;
use crate::dialect::normalize::{level_column, level_primary_key};
use crate::schema::{Dialect, Schema};

pub(in crate::dialect) fn normalize(schema: &mut Schema) {
    for table in schema.tables.values_mut() {
        // No model declares a check, and PostgreSQL keeps them in words of its own.
        table.checks.clear();
        for column in &mut table.columns {
            level_column(Dialect::Postgres, column, &schema.enums, read_type);
        }
        level_primary_key(table);
        table.comment = table.comment.take().filter(|comment| !comment.is_empty());
    }
}
