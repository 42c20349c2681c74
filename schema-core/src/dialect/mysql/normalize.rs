//! What is the same to MySQL and MariaDB.

use std::collections::BTreeMap;

use super::{charset, spelled, types};
use crate::dialect::expression::{self, Token};
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
            let stored = stored(dialect, &column.ty, &enums);
            level_column(dialect, column, stored);
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

/// The type that the catalogs tell for a type. One that cannot be stays, and differs from everything.
fn stored(dialect: Dialect, ty: &ColumnType, enums: &BTreeMap<String, EnumType>) -> ColumnType {
    use ColumnType as T;
    // As many digits as there can be is what a model means that says nothing.
    let digits = |precision: &Option<u8>| precision.filter(|digits| *digits != 6);
    match ty {
        T::FixedText { length: 1 } => T::Char,
        T::FixedBytes { length: 16 } => T::Uuid,
        T::Time { precision } => T::Time { precision: digits(precision) },
        T::DateTime { precision } | T::TimestampTz { precision } => T::DateTime { precision: digits(precision) },
        T::Enum { name } => enums.get(name).map_or_else(|| ty.clone(), |it| listed("enum", &it.values)),
        T::Set { name } => {
            let it = enums.get(name).filter(|it| types::set(name, &it.values).is_ok());
            it.map_or_else(|| ty.clone(), |it| listed("set", &it.values))
        }
        T::Special(special) => types::stands_for(dialect, *special).unwrap_or_else(|| ty.clone()),
        T::Native { spelling, otherwise } => match (spelling.get(dialect), otherwise) {
            (Some(text), _) => spelled::read_type(text),
            (None, Some(otherwise)) if types::name(dialect, &Column::new("", (**otherwise).clone()), enums).is_ok() => {
                stored(dialect, otherwise, enums)
            }
            (None, _) => ty.clone(),
        },
        ty => ty.clone(),
    }
}

/// An enum or a set as the catalogs tell one: by its values.
fn listed(word: &str, values: &[String]) -> ColumnType {
    let mut tokens = vec![Token::Word(word.to_owned()), Token::Mark('(')];
    for (at, value) in values.iter().enumerate() {
        tokens.extend((at > 0).then_some(Token::Mark(',')));
        tokens.push(Token::Text(value.clone()));
    }
    tokens.push(Token::Mark(')'));
    ColumnType::native(expression::canonical(Dialect::MYSQL, tokens))
}

/// A unique index over whole columns is a unique constraint.
fn level_uniques(table: &mut Table) {
    for index in table.indexes.take_where(|_, it| it.unique && it.is_plain()) {
        let columns: Vec<String> = index.named_columns().map(str::to_owned).collect();
        table.uniques.insert(index.name.clone(), Unique::new(index.name, columns));
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

#[cfg(test)]
mod tests {
    use super::{spelled::read_type, stored, types};
    use crate::dialect::normalize::every_type;
    use crate::schema::{Column, Dialect, EnumType};

    #[test]
    fn what_is_stored_is_what_the_name_reads_as() {
        let values = ["a", "it's", "back\\slash", "(b), \"c\"", "two\nlines"];
        let values = values.map(str::to_owned).into();
        let enums = [("status".to_owned(), EnumType { name: "status".to_owned(), values })].into();
        for dialect in [Dialect::MYSQL, Dialect::MARIADB] {
            for ty in every_type() {
                let column = Column::new("x", ty.clone());
                let named = types::name(dialect, &column, &enums).map_or_else(|_| ty.clone(), |it| read_type(&it));
                assert_eq!(stored(dialect, &ty, &enums), named, "{dialect}: {ty}");
            }
        }
    }
}
