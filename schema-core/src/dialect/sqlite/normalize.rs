//! What is the same to SQLite.

use super::introspect::read_type;
use crate::dialect::expression::{self, Token};
use crate::dialect::normalize::level_column;
use crate::schema::{Check, ColumnType, Dialect, Schema, Spelling, constraint_name};

pub(in crate::dialect) fn normalize(schema: &mut Schema) {
    let enums = std::mem::take(&mut schema.enums);
    for (name, table) in &mut schema.tables {
        // A check that stands for no enum type is of nobody's model.
        table.checks.retain(|_, check| check.expression.any.as_deref().is_some_and(is_enum_check));
        for column in &mut table.columns {
            if let ColumnType::Enum { name: of } = &column.ty
                && let Some(enum_type) = enums.get(of)
            {
                let check = constraint_name("ck", name, [&column.name]);
                let expression = Spelling::any(enum_check(&column.name, &enum_type.values));
                table.checks.insert(check.clone(), Check { name: check, expression });
            }
            level_column(Dialect::Sqlite, column, &enums, read_type);
            column.comment = None;
        }
        table.comment = None;
        if let Some(primary_key) = &table.primary_key
            && let [only] = primary_key.columns.as_slice()
            && let Some(column) = table.columns.iter_mut().find(|column| column.name == *only)
            && matches!(column.ty, ColumnType::Int { .. })
        {
            // The number of the row itself, which is never NULL.
            column.nullable = false;
        }
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
    expression::canonical(Dialect::Sqlite, tokens)
}

/// Whether a levelled expression says that a column has one of some strings.
fn is_enum_check(expression: &str) -> bool {
    super::definition::enum_column(&expression::tokens(Dialect::Sqlite, expression)).is_some()
}
