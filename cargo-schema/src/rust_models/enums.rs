//! Enum types: PostgreSQL has them by name; elsewhere they are in the column's type or in a check.

use std::fmt::Write as _;

use schema_core::declare::snake_case;
use schema_core::schema::{ColumnType, Dialect, EnumType, Schema, Spelling, Table, constraint_name};

use super::attributes::text;
use super::names::{Names, variants};

/// Finds the enums that a dialect does not keep as types: `enum('a','b')` of MySQL and MariaDB, and on SQLite a check
/// that allows a column some texts and has the name that ours would have.
pub(super) fn find(dialect: Dialect, schema: &mut Schema) {
    let Schema { tables, enums } = schema;
    for table in tables.values_mut() {
        let found = match dialect {
            Dialect::Postgres => continue,
            Dialect::Mysql | Dialect::Mariadb => inline(table),
            Dialect::Sqlite => checked(table),
        };
        for (column, values) in found {
            let name = named(enums, table, &column, &values);
            if let Some(column) = table.column_mut(&column) {
                column.ty = ColumnType::Enum { name: name.clone() };
            }
            enums.insert(name.clone(), EnumType { name, values });
        }
    }
}

/// The enum type of a column: one that is there already with the same values, or one that is named after it.
fn named(
    enums: &std::collections::BTreeMap<String, EnumType>,
    table: &Table,
    column: &str,
    values: &[String],
) -> String {
    let same = |name: &String| enums.get(name).is_none_or(|it| it.values == values);
    let plain = column.to_owned();
    if same(&plain) { plain } else { format!("{}_{column}", table.name.name) }
}

/// Columns of MySQL with the values in their type.
fn inline(table: &Table) -> Vec<(String, Vec<String>)> {
    let values = |column: &schema_core::schema::Column| {
        let ColumnType::Native { spelling, otherwise: None } = &column.ty else { return None };
        let inside = spelling.any.as_deref()?.strip_prefix("enum(")?.strip_suffix(')')?;
        Some((column.name.clone(), texts(inside)?))
    };
    table.columns.iter().filter_map(values).collect()
}

/// Columns of SQLite with a check of ours; the check goes, for the enum brings it.
fn checked(table: &mut Table) -> Vec<(String, Vec<String>)> {
    let mut found = Vec::new();
    for column in table.columns.iter().filter(|it| matches!(it.ty, ColumnType::Text { max_length: None })) {
        let name = constraint_name("ck", &table.name, [&column.name]);
        let Some(check) = table.checks.get(&name) else { continue };
        let Spelling { any: Some(sql), .. } = &check.expression else { continue };
        let Some(values) = allowed(sql, &column.name) else { continue };
        table.checks.remove(&name);
        found.push((column.name.clone(), values));
    }
    found
}

/// The texts that `column IN ('a', 'b')` allows.
fn allowed(sql: &str, column: &str) -> Option<Vec<String>> {
    let quoted = format!("\"{}\"", column.replace('"', "\"\""));
    let sql = sql.trim();
    let rest = sql.strip_prefix(&quoted).or_else(|| sql.strip_prefix(column))?.trim_start();
    let word = rest.get(..2).filter(|word| word.eq_ignore_ascii_case("in"))?;
    texts(rest[word.len()..].trim().strip_prefix('(')?.strip_suffix(')')?)
}

/// `'a', 'it''s'` as texts; none where anything else stands there.
fn texts(list: &str) -> Option<Vec<String>> {
    let mut rest = list.trim_start();
    let mut texts = Vec::new();
    while let Some(inside) = rest.strip_prefix('\'') {
        let mut text = String::new();
        let mut chars = inside.char_indices().peekable();
        let end = loop {
            match chars.next()? {
                (_, '\'') if chars.next_if(|(_, next)| *next == '\'').is_some() => text.push('\''),
                (at, '\'') => break at,
                (_, c) => text.push(c),
            }
        };
        texts.push(text);
        rest = inside[end + 1..].trim_start();
        rest = match rest.strip_prefix(',') {
            Some(more) => more.trim_start(),
            None => break,
        };
    }
    (rest.is_empty() && !texts.is_empty()).then_some(texts)
}

/// One enum.
pub(super) fn write(out: &mut String, it: &EnumType, names: &Names) {
    let Some(rust) = names.enum_of(&it.name) else { return };
    out.push_str("\n#[derive(SchemaEnum)]\n");
    if snake_case(rust) != it.name {
        let _ = writeln!(out, "#[schema(name = {})]", text(&it.name));
    }
    let _ = writeln!(out, "pub enum {rust} {{");
    for (variant, value) in variants(it).iter().zip(&it.values) {
        if snake_case(variant) != *value {
            let _ = writeln!(out, "    #[schema(rename = {})]", text(value));
        }
        let _ = writeln!(out, "    {variant},");
    }
    out.push_str("}\n");
}
