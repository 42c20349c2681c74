//! What is the same to MySQL and MariaDB.

use super::introspect::read_type;
use crate::dialect::normalize::{level_column, level_primary_key};
use crate::schema::{Action, Column, ColumnType, DefaultValue, Dialect, Literal, Schema};

pub(in crate::dialect) fn normalize(dialect: Dialect, schema: &mut Schema) {
    // Other databases of the server are not read.
    schema.tables.retain(|name, _| name.namespace.is_none());
    let enums = std::mem::take(&mut schema.enums);
    for table in schema.tables.values_mut() {
        // No model declares a check.
        table.checks.clear();
        for column in &mut table.columns {
            level_column(dialect, column, &enums, read_type);
            level_wide_characters(column);
        }
        for key in table.foreign_keys.values_mut() {
            // Both refuse at once: there are no deferred checks.
            for action in [&mut key.on_delete, &mut key.on_update] {
                *action = if *action == Action::Restrict { Action::NoAction } else { *action };
            }
        }
        level_primary_key(table);
        table.comment = table.comment.take().filter(|comment| !comment.is_empty());
        table.comment.iter_mut().for_each(level_text);
    }
}

/// The server keeps definitions in three bytes a character. What needs four it applies, but tells as `?`.
fn level_wide_characters(column: &mut Column) {
    if let ColumnType::Native { spelling, otherwise: _ } = &mut column.ty {
        spelling.any.iter_mut().for_each(level_text);
    }
    match &mut column.default {
        Some(DefaultValue::Literal(Literal::Text(text))) => level_text(text),
        Some(DefaultValue::Sql(spelling)) => spelling.any.iter_mut().for_each(level_text),
        Some(DefaultValue::Literal(Literal::Bool(_) | Literal::Number(_) | Literal::Bytes(_)) | DefaultValue::Now)
        | None => {}
    }
    column.comment.iter_mut().for_each(level_text);
}

fn level_text(text: &mut String) {
    if text.chars().any(|c| c.len_utf8() > 3) {
        *text = text.chars().map(|c| if c.len_utf8() > 3 { '?' } else { c }).collect();
    }
}
