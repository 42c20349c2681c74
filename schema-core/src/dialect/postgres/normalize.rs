//! What is the same to PostgreSQL.

use std::collections::BTreeMap;

use super::implied::primary_key_name;
use super::introspect::read_type;
use super::types;
use crate::dialect::normalize::{level_column, level_comment, level_primary_key};
use crate::dialect::tree;
use crate::plan::{self, Capabilities};
use crate::schema::{ColumnType, DefaultValue, Dialect, IndexPart, Literal, Nulls, PartOf, Schema, Spelling, Table};

pub(in crate::dialect) fn normalize(schema: &mut Schema, facts: &Capabilities) {
    plan::project(schema, facts);
    for table in schema.tables.values_mut() {
        for column in &mut table.columns {
            if let (ColumnType::Set { .. }, Some(DefaultValue::Literal(Literal::Text(list)))) =
                (&column.ty, &mut column.default)
            {
                *list = types::array_of_set(list);
            }
            column.ty = types::own(&column.ty);
            let stored = stored(&column.ty, column.identity.is_some());
            level_column(Dialect::POSTGRES, column, stored);
            if let Some(DefaultValue::Sql(sql)) = &mut column.default {
                expression(sql);
            }
            if let Some(generated) = &mut column.generated {
                expression(&mut generated.expression);
            }
            if column.collation.get(Dialect::POSTGRES) == Some("default") {
                column.collation = Spelling::default();
            }
        }
        level_primary_key(table);
        level_keys(table);
        level_comment(&mut table.comment);
        table.options.tablespace = table.options.tablespace.take().filter(|name| name != "pg_default");
        lower_names(&mut table.options.parameters);
        if let Some(partitioning) = &mut table.partitioning {
            for partition in partitioning.partitions.values_mut() {
                partition.bounds = tree::words(Dialect::POSTGRES, &partition.bounds);
            }
        }
    }
}

/// The type that the catalogs tell for a type of [`types::own`].
fn stored(ty: &ColumnType, is_numbered: bool) -> ColumnType {
    use ColumnType as T;
    let int = |bits| T::Int { bits, unsigned: false };
    match ty {
        T::Int { bits: 8, .. } | T::Int { bits: 16, unsigned: false } => int(16),
        T::Int { bits: 16 | 24, .. } | T::Int { bits: 32, unsigned: false } => int(32),
        T::Int { bits: 32, .. } | T::Int { unsigned: false, .. } => int(64),
        T::Int { .. } if is_numbered => int(64),
        T::Int { .. } => T::Decimal { precision: 20, scale: 0 },
        T::Decimal { precision, scale } if scale > precision => T::native(format!("numeric({precision}, {scale})")),
        T::Text { max_length: Some(1) } => T::Char,
        T::Bytes { .. } | T::FixedBytes { .. } => T::Bytes { max_length: None },
        // An enum type stays one.
        ty if ty.enum_name().is_some() => ty.clone(),
        T::Array(of) => match stored(of, false) {
            T::Array(of) => T::Array(of),
            T::Native { spelling, otherwise } => match spelling.get(Dialect::POSTGRES) {
                Some(text) => read_type(&format!("{}[]", text.trim_end_matches("[]"))),
                None => T::Array(Box::new(T::Native { spelling, otherwise })),
            },
            of => T::Array(Box::new(of)),
        },
        T::Native { spelling, .. } => spelling.get(Dialect::POSTGRES).map_or_else(|| ty.clone(), read_type),
        ty => ty.clone(),
    }
}

fn level_keys(table: &mut Table) {
    let collations: BTreeMap<String, String> = table
        .columns
        .iter()
        .map(|column| {
            let own = column.collation.get(Dialect::POSTGRES).unwrap_or("default");
            (column.name.clone(), own.to_owned())
        })
        .collect();
    let parts = table.indexes.values_mut().flat_map(|index| &mut index.parts);
    for part in parts.chain(table.exclusions.values_mut().flat_map(|it| it.elements.iter_mut().map(|(part, _)| part))) {
        let of_column = part.column_name().and_then(|name| collations.get(name));
        part.collation = part.collation.take().filter(|it| Some(it) != of_column);
    }
    let own = primary_key_name(&table.name);
    if let Some(key) = &mut table.primary_key {
        key.name = key.name.take().filter(|name| *name != own);
    }
    table.checks.values_mut().for_each(|check| expression(&mut check.expression));
    for index in table.indexes.values_mut() {
        expression(&mut index.predicate);
        lower_names(&mut index.parameters);
        index.parts.iter_mut().for_each(part);
    }
    for exclusion in table.exclusions.values_mut() {
        exclusion.predicate = exclusion.predicate.take().map(|sql| tree::canonical(Dialect::POSTGRES, &sql));
        exclusion.elements.iter_mut().for_each(|(it, _)| part(it));
    }
}

fn part(part: &mut IndexPart) {
    if let PartOf::Expression(sql) = &mut part.of {
        *sql = sql.get(Dialect::POSTGRES).map(Spelling::any).unwrap_or_default();
        expression(sql);
    }
    // What it does anyway.
    if part.nulls == Some(if part.descending { Nulls::First } else { Nulls::Last }) {
        part.nulls = None;
    }
    if let Some(class) = &mut part.operator_class {
        *class = class.chars().filter(|c| !c.is_whitespace() && *c != '\'').collect::<String>().to_lowercase();
    }
}

fn expression(sql: &mut Spelling) {
    if let Some(text) = &mut sql.any {
        *text = tree::canonical(Dialect::POSTGRES, text);
    }
}

fn lower_names(parameters: &mut BTreeMap<String, String>) {
    *parameters = std::mem::take(parameters).into_iter().map(|(name, value)| (name.to_lowercase(), value)).collect();
}

#[cfg(test)]
mod tests {
    use super::{read_type, stored, types};
    use crate::dialect::normalize::every_type;
    use crate::plan::Enumerations;
    use crate::schema::{Column, Dialect, Identity};

    #[test]
    fn what_is_stored_is_what_the_name_reads_as() {
        let enums = Enumerations::new();
        for ty in every_type().into_iter().map(|ty| types::own(&ty)).filter(|ty| ty.enum_name().is_none()) {
            for identity in [None, Some(Identity::default())] {
                let column = Column { identity, ..Column::new("x", ty.clone()) };
                let named =
                    types::name(Dialect::POSTGRES, &column, &enums).map_or_else(|_| ty.clone(), |it| read_type(&it));
                assert_eq!(stored(&ty, column.identity.is_some()), named, "{ty}");
            }
        }
    }
}
