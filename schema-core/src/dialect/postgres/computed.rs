//! What columns that are computed when they are read are not for (documentation of PostgreSQL 18, 5.4, "Generated Columns", and
//! `CREATE TABLE`). A table has such columns only if the version has them: otherwise they are stored by now.

use crate::diff::mentions;
use crate::plan::{Enumerations, TableProblem};
use crate::schema::{ColumnType, Dialect, IndexPart, PartOf, Special, Table};

/// Why a table cannot have its virtual columns as they are.
pub(super) fn problem(_: Dialect, table: &Table, _: &Enumerations) -> Option<TableProblem> {
    for column in &table.columns {
        let Some(generated) = column.generated.as_ref().filter(|it| !it.stored) else { continue };
        let told = |what: String| Some((Some(column.name.clone()), format!("{what}: make it `stored`")));
        if let Some(place) = place(table, &column.name) {
            return told(format!("a column that is computed when it is read cannot stand in {place}"));
        }
        if is_made(&column.ty) {
            return told(format!("a column that is computed when it is read cannot be {}", column.ty));
        }
        let said = |name: &str| generated.expression.any.iter().any(|sql| mentions(sql, &[Dialect::POSTGRES], name));
        if let Some(source) = table.columns.iter().find(|it| is_made(&it.ty) && said(&it.name)) {
            return told(format!(
                "a value cannot be computed from `{}`, of type {}, when it is read",
                source.name, source.ty
            ));
        }
    }
    None
}

/// The key or index that a column stands in.
fn place(table: &Table, name: &str) -> Option<String> {
    let is = |column: &String| column == name;
    let said = |sql: &String| mentions(sql, &[Dialect::POSTGRES], name);
    let in_part = |part: &IndexPart| match &part.of {
        PartOf::Column(column) => is(column),
        PartOf::Expression(sql) => sql.any.iter().any(said),
    };
    let key = table.primary_key.as_ref().filter(|key| key.columns.iter().any(is));
    let unique = table.uniques.values().find(|it| it.columns.iter().any(is));
    let foreign = table.foreign_keys.values().find(|it| it.columns.iter().any(is));
    let index = table
        .indexes
        .values()
        .find(|it| it.parts.iter().any(in_part) || it.include.iter().any(is) || it.predicate.any.iter().any(said));
    let exclusion = table
        .exclusions
        .values()
        .find(|it| it.elements.iter().any(|(part, _)| in_part(part)) || it.predicate.iter().any(said));
    key.map(|_| "the primary key".to_owned())
        .or_else(|| unique.map(|it| format!("unique constraint `{}`", it.name)))
        .or_else(|| foreign.map(|it| format!("foreign key `{}`", it.name)))
        .or_else(|| index.map(|it| format!("index `{}`", it.name)))
        .or_else(|| exclusion.map(|it| format!("exclusion constraint `{}`", it.name)))
}

/// Whether a type is not the server's own: an enum, or one of an extension.
fn is_made(ty: &ColumnType) -> bool {
    match ty {
        ColumnType::Enum { .. } | ColumnType::Set { .. } | ColumnType::Vector { .. } => true,
        ColumnType::Array(of) => is_made(of),
        ColumnType::Special(special) => matches!(special, Special::Citext | Special::Ltree | Special::Hstore),
        _ => false,
    }
}
