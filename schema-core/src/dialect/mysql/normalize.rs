//! What is the same to MySQL and MariaDB.

use std::collections::BTreeMap;

use super::{charset, spelled, types};
use crate::dialect::normalize::{level_column, level_comment, level_primary_key};
use crate::plan::{Capabilities, project};
use crate::schema::{
    Action, Column, ColumnType, DefaultValue, Dialect, EnumType, Literal, Schema, Spelling, Table, TableOptions, Unique,
};

pub(in crate::dialect) fn normalize(dialect: Dialect, schema: &mut Schema, facts: &Capabilities) {
    project(schema, facts);
    let enums = std::mem::take(&mut schema.enums);
    for table in schema.tables.values_mut() {
        level_options(dialect, &mut table.options);
        for column in &mut table.columns {
            level_characters(dialect, column, &enums, &table.options);
            level_column(dialect, column, &enums, spelled::read_type);
            level_wide_characters(column);
            // The catalogs tell the next number, not the first.
            if let Some(identity) = &mut column.identity {
                identity.start = None;
            }
        }
        for key in table.foreign_keys.values_mut() {
            // Both refuse at once: there are no deferred checks.
            for action in [&mut key.on_delete, &mut key.on_update] {
                *action = if *action == Action::Restrict { Action::NoAction } else { *action };
            }
        }
        level_uniques(table);
        level_primary_key(table);
        level_comment(&mut table.comment);
        table.comment.iter_mut().for_each(level_text);
        for index in table.indexes.values_mut() {
            index.comment = index.comment.take().filter(|comment| !comment.is_empty());
            index.comment.iter_mut().for_each(level_text);
        }
    }
}

/// A unique index over whole columns is a unique constraint.
fn level_uniques(table: &mut Table) {
    let (plain, others) =
        std::mem::take(&mut table.indexes).into_iter().partition(|(_, it)| it.unique && it.is_plain());
    table.indexes = others;
    let plain: BTreeMap<String, _> = plain;
    for (name, index) in plain {
        let columns: Vec<String> = index.named_columns().map(str::to_owned).collect();
        table.uniques.insert(name.clone(), Unique::new(name, columns));
    }
}

/// The character set and collation that stand where nothing is said are not told; nor is the engine that everybody has.
fn level_options(dialect: Dialect, options: &mut TableOptions) {
    options.engine =
        options.engine.take().map(|engine| engine.to_ascii_lowercase()).filter(|engine| engine != "innodb");
    let of_table = charset::of_table(options);
    let collation = options.collation.take().map(|it| charset::one_name(&it));
    options.collation = collation.filter(|it| !charset::is_default(dialect, &of_table, it));
    options.charset = Some(of_table).filter(|it| it != "utf8mb4");
}

/// Likewise for a column: what it has from its table is not told; a collation tells its character set, and a character
/// set alone means the collation that it has by itself.
fn level_characters(dialect: Dialect, column: &mut Column, enums: &BTreeMap<String, EnumType>, options: &TableOptions) {
    let named = matches!(&column.ty, ColumnType::Enum { name } | ColumnType::Set { name } if enums.contains_key(name));
    let own = column.collation.any.take().map(|it| charset::one_name(&it));
    let charset = column.charset.take().map(|it| charset::one_name(&it));
    column.collation = Spelling::default();
    if !named && !spelled::has_charset(dialect, column) || own.is_none() && charset.is_none() {
        return;
    }
    let of_own = charset.or_else(|| own.as_deref().map(charset::of_collation)).unwrap_or_default();
    let own = own.filter(|it| !charset::is_default(dialect, &of_own, it));
    if (&of_own, &own) == (&charset::of_table(options), &options.collation) {
        return;
    }
    match own {
        Some(own) => column.collation = Spelling::any(own),
        None => column.charset = Some(of_own),
    }
}

/// The server keeps definitions in three bytes a character. What needs four it applies, but tells as `?`.
fn level_wide_characters(column: &mut Column) {
    if let ColumnType::Native { spelling, otherwise: _ } = &mut column.ty {
        spelling.any.iter_mut().for_each(level_text);
    }
    match &mut column.default {
        // Kept as an expression, such a constant is told with one `?` for each byte.
        Some(DefaultValue::Literal(Literal::Text(text))) if types::is_large(&column.ty) => {
            *text = text.chars().map(|c| if c.len_utf8() > 3 { "????".to_owned() } else { c.to_string() }).collect();
        }
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
