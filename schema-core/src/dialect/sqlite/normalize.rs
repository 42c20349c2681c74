//! What is the same to SQLite.

use super::introspect::is_binary;
use super::own_name::unqualified;
use super::types;
use crate::dialect::expression::{self, Token};
use crate::dialect::normalize::level_column;
use crate::plan::{Capabilities, Enumerations, project};
use crate::schema::{
    Check, ColumnType, Dialect, Index, IndexPart, PartOf, Schema, Spelling, Table, Unique, constraint_name,
};

pub(in crate::dialect) fn normalize(schema: &mut Schema, facts: &Capabilities) {
    project(schema, facts);
    let enums = std::mem::take(&mut schema.enums);
    for table in schema.tables.values_mut() {
        columns(table, &enums);
        let indexes = std::mem::take(&mut table.indexes).into_values();
        for mut index in indexes {
            level_index(table, &mut index);
            match index.columns().filter(|_| index.unique && index.is_plain()) {
                // A unique constraint is a unique index here.
                Some(columns) => {
                    let unique = Unique::new(&index.name, columns);
                    table.uniques.insert(unique.name.clone(), unique);
                }
                None => {
                    table.indexes.insert(index.name.clone(), index);
                }
            }
        }
        for check in table.checks.values_mut() {
            if let Some(sql) = &mut check.expression.any {
                *sql = unqualified(sql, &table.name);
            }
            level(&mut check.expression);
        }
        table.comment = None;
    }
}

fn columns(table: &mut Table, enums: &Enumerations) {
    let Table { name, columns, checks, options, primary_key, .. } = table;
    let key = primary_key.as_ref().map(|key| key.columns.as_slice()).unwrap_or_default();
    for column in columns {
        if let ColumnType::Enum { name: of } = &column.ty
            && let Some(enum_type) = enums.get(of)
        {
            let check = constraint_name("ck", name, [&column.name]);
            let expression = Spelling::any(enum_check(&column.name, &enum_type.values));
            checks.insert(check.clone(), Check::new(check, expression));
        }
        // What stands behind the type in its spelling is not of the type.
        if column.collation.is_empty() {
            column.collation = types::collation_of(&column.ty).map(Spelling::any).unwrap_or_default();
        }
        let is_only_key = key.len() == 1 && key[0] == column.name;
        let is_number = is_only_key && !options.without_rowid && types::is_number_of_row(column, enums);
        let stored = types::stored(&column.ty, options, is_only_key);
        level_column(Dialect::SQLITE, column, stored);
        if let ColumnType::Native { spelling, .. } = &mut column.ty {
            let text = spelling.any.as_deref().unwrap_or_default();
            *spelling = Spelling::any(expression::canonical_type(Dialect::SQLITE, text));
        }
        if let Some(generated) = &mut column.generated {
            level(&mut generated.expression);
        }
        column.collation =
            column.collation.any.as_deref().filter(|name| !is_binary(name)).map(lower).unwrap_or_default();
        // What SQLite takes care of by itself.
        let required = is_number || ((options.without_rowid || options.strict) && key.contains(&column.name));
        column.nullable &= !required;
        column.comment = None;
    }
}

fn lower(name: &str) -> Spelling {
    Spelling::any(name.to_lowercase())
}

fn level_index(table: &Table, index: &mut Index) {
    level(&mut index.predicate);
    for part in &mut index.parts {
        if let PartOf::Expression(sql) = &mut part.of {
            level(sql);
        }
        let column = part.column_name().and_then(|name| table.column(name));
        let own = column.and_then(|column| column.collation.any.as_deref()).unwrap_or("binary");
        let IndexPart { collation, .. } = part;
        *collation = collation.take().map(|name| name.to_lowercase()).filter(|name| name != own);
    }
}

/// SQLite keeps an expression word for word: blanks, quotes and case of words are no difference.
fn level(expression: &mut Spelling) {
    if let Some(sql) = &mut expression.any {
        *sql = expression::canonical(Dialect::SQLITE, expression::tokens(Dialect::SQLITE, sql));
    }
}

/// The levelled text of the check that stands for an enum type.
fn enum_check(column: &str, values: &[String]) -> String {
    let mut tokens = vec![Token::Name(column.to_owned()), Token::Word("in".to_owned()), Token::Mark('(')];
    for (at, value) in values.iter().enumerate() {
        tokens.extend((at > 0).then_some(Token::Mark(',')));
        tokens.push(Token::Text(value.clone()));
    }
    tokens.push(Token::Mark(')'));
    expression::canonical(Dialect::SQLITE, tokens)
}
