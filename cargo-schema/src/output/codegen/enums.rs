//! Enum types: PostgreSQL has them by name; elsewhere they are in the column's type or in a check.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use schema_core::declare::snake_case;
use schema_core::dialect::capabilities;
use schema_core::plan::Enums;
use schema_core::schema::{Column, ColumnType, Dialect, EnumType, Schema, Spelling, Table, TableName, constraint_name};
use schema_core::script::Words;

use super::attributes::text;
use super::names::{Names, variants};

/// A column of a table.
type Place = (TableName, String);

/// Finds the enums that a dialect does not keep as types: `enum('a','b')` of MySQL and MariaDB, and on SQLite a check
/// that allows a column some texts and has the name that ours would have.
pub(super) fn find(dialect: Dialect, schema: &mut Schema) {
    let kept = capabilities(dialect).enums;
    let read = match kept {
        Enums::Type => return,
        Enums::Inline => inline,
        Enums::Check => checked,
    };
    let columns = schema.tables.values().flat_map(|table| {
        read(dialect, table).into_iter().map(|(column, values)| ((table.name.clone(), column), values))
    });
    let mut found: BTreeMap<Place, Vec<String>> = columns.collect();
    let pairs = referring(schema);
    // Both ends of a foreign key are of one type, or none of them is an enum.
    while let Some((own, there)) = pairs.iter().find(|(own, there)| found.get(own) != found.get(there)) {
        found.remove(own);
        found.remove(there);
    }
    for (place, values) in found {
        let name = named(&schema.enums, &place, &values);
        let (table, column) = &place;
        let Some(it) = schema.tables.get_mut(table) else { continue };
        if kept == Enums::Check {
            // The enum brings it.
            it.checks.remove(&constraint_name("ck", table, [column]));
        }
        if let Some(column) = it.column_mut(column) {
            column.ty = ColumnType::Enum { name: name.clone() };
        }
        schema.enums.insert(name.clone(), EnumType { name, values });
    }
    while let Some((old, new)) = one_of_two(schema, &pairs) {
        let columns = schema.tables.values_mut().flat_map(|table| &mut table.columns);
        for column in columns.filter(|it| matches!(&it.ty, ColumnType::Enum { name } if *name == old)) {
            column.ty = ColumnType::Enum { name: new.clone() };
        }
        let mut columns = schema.tables.values().flat_map(|table| &table.columns);
        if !columns.any(|it| it.ty.enum_name() == Some(&old)) {
            schema.enums.remove(&old);
        }
    }
}

/// The enums of the ends of a foreign key, where these are two that have the same values.
fn one_of_two(schema: &Schema, pairs: &[(Place, Place)]) -> Option<(String, String)> {
    let of = |(table, column): &Place| match &schema.table(table)?.column(column)?.ty {
        ColumnType::Enum { name } => schema.enums.get(name),
        _ => None,
    };
    pairs.iter().find_map(|(own, there)| {
        let (own, there) = (of(own)?, of(there)?);
        (own.name != there.name && own.values == there.values).then(|| (own.name.clone(), there.name.clone()))
    })
}

/// The columns of foreign keys, each with what it references.
pub(super) fn referring(schema: &Schema) -> Vec<(Place, Place)> {
    let mut pairs = Vec::new();
    for table in schema.tables.values() {
        for key in table.foreign_keys.values().filter(|key| schema.table(&key.references_table).is_some()) {
            for (own, there) in key.columns.iter().zip(&key.references_columns) {
                let own = (table.name.clone(), own.clone());
                pairs.push((own, (key.references_table.clone(), there.clone())));
            }
        }
    }
    pairs
}

/// The enum type of a column: one that is there already with the same values, or one that is named after it.
fn named(enums: &BTreeMap<String, EnumType>, (table, column): &Place, values: &[String]) -> String {
    let free = |name: &String| enums.get(name).is_none_or(|it| it.values == values);
    let long = format!("{}_{column}", table.name);
    let numbered = (2..).map(|number| format!("{long}_{number}"));
    [column.clone(), long.clone()].into_iter().chain(numbered).find(free).unwrap_or_default()
}

/// Columns of MySQL with the values in their type.
fn inline(dialect: Dialect, table: &Table) -> Vec<(String, Vec<String>)> {
    let values = |column: &Column| {
        let ColumnType::Native { spelling, otherwise: None } = &column.ty else { return None };
        let words = Words::of(dialect, spelling.any.as_deref()?, usize::MAX);
        let values = words.texts(1).filter(|_| words.is(0, "ENUM"))?;
        Some((column.name.clone(), values))
    };
    table.columns.iter().filter_map(values).collect()
}

/// Columns of SQLite with a check of ours.
fn checked(dialect: Dialect, table: &Table) -> Vec<(String, Vec<String>)> {
    let values = |column: &Column| {
        let check = table.checks.get(&constraint_name("ck", &table.name, [&column.name]))?;
        let Spelling { any: Some(sql), .. } = &check.expression else { return None };
        Some((column.name.clone(), allowed(dialect, sql, &column.name)?))
    };
    let texts = table.columns.iter().filter(|it| matches!(it.ty, ColumnType::Text { max_length: None }));
    texts.filter_map(values).collect()
}

/// The texts that `column IN ('a', 'b')` allows.
fn allowed(dialect: Dialect, sql: &str, column: &str) -> Option<Vec<String>> {
    let words = Words::of(dialect, sql, usize::MAX);
    let (name, end) = words.name(0)?;
    words.texts(end + 1).filter(|_| name == column && end == 1 && words.is(end, "IN"))
}

/// One enum.
pub(super) fn write(out: &mut String, it: &EnumType, names: &Names) {
    let Some(rust) = names.enum_of(&it.name) else { return };
    out.push_str("\n#[derive(SchemaEnum)]\n");
    if snake_case(rust) != it.name {
        let _ = writeln!(out, "#[schema(type_name = {})]", text(&it.name));
    }
    let _ = writeln!(out, "pub enum {rust} {{");
    for (variant, value) in variants(it).iter().zip(&it.values) {
        if snake_case(variant) != *value {
            let _ = writeln!(out, "    #[schema(value = {})]", text(value));
        }
        let _ = writeln!(out, "    {variant},");
    }
    out.push_str("}\n");
}
