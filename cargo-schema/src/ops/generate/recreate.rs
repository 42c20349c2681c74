//! `--recreate`: a column that is dropped and added again, where no value of the old type can become one of the new type.

use schema_core::diagnostic::Code;
use schema_core::diff::{Place, Spoken, mentions};
use schema_core::schema::{Dialect, IndexPart, PartOf, Schema, Spelling, Table, TableName};

use crate::error::{Error, Result};

/// `old` without the columns that `places` name, and without the keys, indexes and checks that cannot be there without
/// them. The way to `new` leads over it: first the columns are dropped, then others are added under their names.
///
/// # Errors
/// A place is no column of both sides, or one that keeps its type, or something needs it that is not added again so easily.
pub(crate) fn without(places: &[String], old: &Schema, new: &Schema) -> Result<Schema> {
    let mut between = old.clone();
    for text in places {
        let usage = |message: String| Error::usage(Code::InvalidAnswer, message).cause("in `--recreate`");
        let Some(Place::Column(table, column)) = Place::find(text, new) else {
            return Err(usage(format!("`{text}` is not a column: write `TABLE.COLUMN`, such as `users.age`")));
        };
        let side = |schema: &Schema| schema.table(&table).and_then(|it| it.column(&column)).cloned();
        let (Some(before), Some(after)) = (side(old), side(new)) else {
            return Err(usage(format!("`{text}` does not exist on both sides, so it cannot be recreated")));
        };
        if before.ty == after.ty && before.generated.is_some() == after.generated.is_some() {
            return Err(usage(format!("`{text}` keeps its type, so its values can be kept")));
        }
        for other in between.tables.values_mut() {
            let points = |referenced: &TableName, columns: &[String]| *referenced == table && columns.contains(&column);
            other.foreign_keys.retain(|_, key| !points(&key.references_table, &key.references_columns));
        }
        let dialects = between.dialects.clone();
        let Some(table) = between.tables.get_mut(&table) else { continue };
        if let Some(what) = needs(table, &dialects, &column) {
            return Err(usage(format!("`{text}` cannot be recreated: {what}")));
        }
        drop_column(table, &dialects, &column);
    }
    Ok(between)
}

/// What stands in the way of dropping a column for a moment.
fn needs(table: &Table, dialects: &[Dialect], column: &str) -> Option<String> {
    if table.primary_key.as_ref().is_some_and(|key| key.columns.iter().any(|it| it == column)) {
        return Some("it is part of the primary key".to_owned());
    }
    if table.partitioning.as_ref().is_some_and(|it| it.columns.iter().any(|it| it == column)) {
        return Some("it is part of the partition key".to_owned());
    }
    let computed = table.columns.iter().filter(|it| it.name != column);
    let mut computed = computed.filter_map(|it| Some((it, it.generated.as_ref()?)));
    let uses = computed.find(|(_, generated)| Spoken::from(column).is_in_spelling(&generated.expression, dialects));
    uses.map(|(it, _)| format!("generated column `{}` depends on it", it.name))
}

fn drop_column(table: &mut Table, dialects: &[Dialect], column: &str) {
    let has = |columns: &[String]| columns.iter().any(|it| it == column);
    let speaks = |sql: &Spelling| Spoken::from(column).is_in_spelling(sql, dialects);
    let of_part = |part: &IndexPart| match &part.of {
        PartOf::Column(name) => name == column,
        PartOf::Expression(sql) => speaks(sql),
    };
    table.columns.retain(|it| it.name != column);
    table.uniques.retain(|_, it| !has(&it.columns));
    table.foreign_keys.retain(|_, it| !has(&it.columns));
    table.checks.retain(|_, it| !speaks(&it.expression));
    table.indexes.retain(|_, it| {
        let in_predicate = speaks(&it.predicate);
        !it.parts.iter().any(of_part) && !has(&it.include) && !in_predicate
    });
    table.exclusions.retain(|_, it| {
        let in_predicate = it.predicate.as_ref().is_some_and(|sql| mentions(sql, dialects, column));
        !it.elements.iter().any(|(part, _)| of_part(part)) && !in_predicate
    });
}
