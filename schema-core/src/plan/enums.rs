//! Changed enum types, where they are types of their own.

use std::collections::BTreeSet;

use crate::diff::{Change, EnumChange};
use crate::schema::{
    Column, ColumnType, DefaultValue, Dialect, IndexPart, Literal, PartOf, Schema, Spelling, Table, fitting,
};

use super::ValuePlace;

/// The added values and their places, if adding is all that a change needs.
pub(super) fn additions(EnumChange { old, new, .. }: &EnumChange) -> Option<Vec<(String, ValuePlace)>> {
    let mut rest = old.values.iter();
    let mut expected = rest.next();
    let mut added = Vec::new();
    let mut before: Option<&String> = None;
    for value in &new.values {
        if Some(value) == expected {
            expected = rest.next();
        } else {
            let place = match (before, expected) {
                (Some(before), _) => ValuePlace::After(before.clone()),
                (None, Some(expected)) => ValuePlace::Before(expected.clone()),
                (None, None) => return None,
            };
            added.push((value.clone(), place));
        }
        before = Some(value);
    }
    // What is still expected was removed, or stands elsewhere now.
    expected.is_none().then_some(added)
}

/// The enum type that a column of this type is of on `dialect`, also inside an array.
pub(crate) fn enum_of(ty: &ColumnType, dialect: Dialect) -> Option<&str> {
    match ty {
        ColumnType::Native { spelling, .. } if spelling.get(dialect).is_some() => None,
        ColumnType::Native { otherwise: Some(otherwise), .. } => enum_of(otherwise, dialect),
        ColumnType::Array(of) => enum_of(of, dialect),
        ColumnType::Enum { name } | ColumnType::Set { name } => Some(name),
        _ => None,
    }
}

/// Whether one of `values`, new in enum type `name`, may be used by `net`, which lead to `schema`: by a default, a check,
/// one of `fills`, or rows whose column turns into one of this type. PostgreSQL does not let a value be used in the
/// transaction that added it.
pub(super) fn uses(
    schema: &Schema,
    name: &str,
    net: &[Change],
    fills: &[&DefaultValue],
    values: &BTreeSet<&str>,
) -> bool {
    let of_it = |column: &Column| column.ty.enum_name() == Some(name);
    let in_sql = |sql: &str| values.iter().any(|value| sql.contains(&value.replace('\'', "''")));
    let says = |sql: &Spelling| sql.texts().any(|sql| in_sql(sql));
    let in_part = |part: &IndexPart| matches!(&part.of, PartOf::Expression(sql) if says(sql));
    let in_value = |value: &DefaultValue| match value {
        DefaultValue::Literal(Literal::Text(text)) => values.contains(text.as_str()),
        DefaultValue::Literal(_) | DefaultValue::Now => false,
        DefaultValue::Sql(spelling) => spelling.texts().any(|sql| in_sql(sql)),
    };
    let in_default = |column: &Column| of_it(column) && column.default.as_ref().is_some_and(in_value);
    let in_table = |table: &Table| {
        table.columns.iter().any(in_default)
            || table.checks.values().any(|check| says(&check.expression))
            || table.columns.iter().any(|column| column.generated.as_ref().is_some_and(|it| says(&it.expression)))
            || table.indexes.values().any(|index| says(&index.predicate) || index.parts.iter().any(in_part))
            || table.exclusions.values().any(|it| {
                it.predicate.as_deref().is_some_and(in_sql) || it.elements.iter().any(|(part, _)| in_part(part))
            })
            || table.partitioning.iter().flat_map(|it| it.partitions.values()).any(|it| in_sql(&it.bounds))
    };
    let in_rows = |change: &Change| match change {
        Change::AlterColumn { column, fill, .. } => {
            let stands_in = fill.is_none() && column.old.nullable && !column.new.nullable;
            of_it(&column.new) && (stands_in || !of_it(&column.old))
        }
        // Rows may get the first value for want of a better one.
        Change::AddColumn { column, fill: None, .. } => of_it(column) && !column.nullable && column.default.is_none(),
        _ => false,
    };
    let by_rows = net.iter().any(in_rows) || fills.iter().any(|fill| in_value(fill));
    by_rows || schema.tables.values().any(in_table)
}

/// The name under which an enum type waits until its columns have the new one.
pub(super) fn aside(name: &str) -> String {
    fitting(format!("_schema_old_{name}"))
}
