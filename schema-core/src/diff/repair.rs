//! Whether rows that exist already may break what comes: the questions for statements that bring them into order.

use std::collections::BTreeSet;

use crate::schema::{Dialect, Index, IndexPart, PartOf, PrimaryKey, Schema, Spelling, Table, TableName};

use super::value::admits_more;
use super::{Answers, Change, Question, Spoken};

/// The questions for `changes`, which lead from `old`, with its renames done, to `new`.
pub(super) fn questions(
    [old, new]: [&Schema; 2],
    dialects: &[Dialect],
    changes: &[Change],
    answers: &Answers,
) -> Vec<Question> {
    let empty = empty_columns(changes);
    let mut questions = Vec::new();
    for change in changes {
        let Some((table, constraint, _)) = change.wants_of_rows() else { continue };
        let (Some(before), Some(after)) = (old.table(table), new.table(table)) else { continue };
        let open = answers.repair_of(table, constraint).is_none() && speaks_of_rows(before, dialects, change);
        if open && !holds_without_values(change, &empty) && !is_kept(before, after, change) {
            let constraint = constraint.to_owned();
            questions.push(Question::Repair { table: table.clone(), constraint, rule: change.to_string() });
        }
    }
    questions
}

/// New columns that have NULL in every row.
pub(crate) fn empty_columns(changes: &[Change]) -> BTreeSet<(&TableName, &str)> {
    let empty = changes.iter().filter_map(|change| match change {
        Change::AddColumn { table, column, fill: None }
            if column.nullable && column.default.is_none() && column.generated.is_none() =>
        {
            Some((table, column.name.as_str()))
        }
        _ => None,
    });
    empty.collect()
}

/// Whether what comes stands on a column that is `empty`, and holds for that.
pub(crate) fn holds_without_values(change: &Change, empty: &BTreeSet<(&TableName, &str)>) -> bool {
    let is_empty = |table, column| empty.contains(&(table, column));
    match change {
        Change::AddUnique { table, unique, .. } => {
            !unique.nulls_not_distinct && unique.columns.iter().any(|column| is_empty(table, column))
        }
        Change::AddIndex { table, index, .. } => {
            let mut columns = index.parts.iter().filter_map(IndexPart::column_name);
            index.unique && !index.nulls_not_distinct && columns.any(|column| is_empty(table, column))
        }
        Change::AddForeignKey { table, foreign_key: key, .. } => {
            let mut columns = key.columns.iter().map(|column| is_empty(table, column));
            if key.match_full { columns.all(|it| it) } else { columns.any(|it| it) }
        }
        _ => false,
    }
}

/// Whether it speaks of a column that was there before. What stands on new columns alone is answered by their values.
fn speaks_of_rows(old: &Table, dialects: &[Dialect], change: &Change) -> bool {
    let has = |column: &str| old.column(column).is_some();
    let in_sql = |sql: &Spelling| {
        let mut columns = old.columns.iter();
        columns.any(|column| Spoken::from(column.name.as_str()).is_in_spelling(sql, dialects))
    };
    let in_part = |part: &IndexPart| match &part.of {
        PartOf::Column(column) => has(column),
        PartOf::Expression(sql) => in_sql(sql),
    };
    match change {
        Change::AddUnique { unique, .. } => unique.columns.iter().any(|column| has(column)),
        Change::AddIndex { index, .. } => index.parts.iter().any(in_part),
        Change::AddForeignKey { foreign_key, .. } => foreign_key.columns.iter().any(|column| has(column)),
        Change::AddCheck { check, .. } => in_sql(&check.expression),
        Change::AddExclusion { exclusion, .. } => exclusion.elements.iter().any(|(part, _)| in_part(part)),
        _ => false,
    }
}

/// Whether rows are held already to what comes: a foreign key that does something else on deletes or updates, a check that
/// admits more.
#[cfg(feature = "plan")]
pub(crate) fn is_held_already(old: &Schema, new: &Schema, change: &Change) -> bool {
    let (Change::AddForeignKey { table, .. } | Change::AddCheck { table, .. }) = change else { return false };
    matches!((old.table(table), new.table(table)), (Some(old), Some(new)) if is_kept(old, new, change))
}

/// Whether something that was there before wanted as much of the rows, and their values stay.
fn is_kept(old: &Table, new: &Table, change: &Change) -> bool {
    let same = |column: &str| match (old.column(column), new.column(column)) {
        (Some(old), Some(new)) => old.ty == new.ty && old.collation == new.collation,
        _ => false,
    };
    match change {
        Change::AddUnique { unique, .. } => {
            let columns = names(&unique.columns);
            columns.iter().all(|column| same(column)) && are_unique(old, &columns, unique.nulls_not_distinct)
        }
        Change::AddIndex { index, .. } => {
            let whole = index.parts.iter().all(|part| part.collation.is_none() && part.operator_class.is_none());
            let columns = index.columns().filter(|columns| whole && columns.iter().all(|column| same(column)));
            let told_apart = |it: &Index| {
                it.unique
                    && it.parts.iter().map(told_apart_by).eq(index.parts.iter().map(told_apart_by))
                    && it.predicate == index.predicate
                    && it.nulls_not_distinct == index.nulls_not_distinct
                    && (it.only.is_empty() || it.only == index.only)
            };
            columns.is_some_and(|columns| are_unique(old, &columns, index.nulls_not_distinct))
                || index.parts.iter().filter_map(IndexPart::column_name).all(same)
                    && old.indexes.values().any(told_apart)
        }
        Change::AddForeignKey { foreign_key: key, .. } => old.foreign_keys.values().any(|it| {
            it.columns == key.columns
                && it.references_table == key.references_table
                && it.references_columns == key.references_columns
                && (it.match_full || !key.match_full)
                && !it.not_valid
        }),
        Change::AddCheck { check, .. } => admits_more(old, check),
        Change::AddExclusion { exclusion, .. } => old.exclusions.values().any(|it| {
            it.elements == exclusion.elements && it.method == exclusion.method && it.predicate == exclusion.predicate
        }),
        _ => false,
    }
}

/// What a part of a unique index tells rows apart by; its order does not.
fn told_apart_by(part: &IndexPart) -> (&PartOf, &Option<String>, &Option<String>, Option<u32>) {
    let IndexPart { of, descending: _, nulls: _, operator_class, collation, prefix } = part;
    (of, operator_class, collation, *prefix)
}

/// Whether no two rows of a table have the same in `columns`.
fn are_unique(table: &Table, columns: &[&str], nulls_not_distinct: bool) -> bool {
    let nullable = |column: &str| table.column(column).is_none_or(|column| column.nullable);
    let told_apart = |of: &[&str], one_null: bool| {
        let nulls = one_null || !nulls_not_distinct || !of.iter().any(|column| nullable(column));
        !of.is_empty() && of.iter().all(|column| columns.contains(column)) && nulls
    };
    table.primary_key.as_ref().and_then(PrimaryKey::whole_columns).is_some_and(|key| told_apart(&names(key), true))
        || table.uniques.values().any(|it| told_apart(&names(&it.columns), it.nulls_not_distinct))
        || table.indexes.values().any(|it| {
            let plain = it.unique && it.predicate == Spelling::default() && it.only.is_empty();
            let whole = it.parts.iter().all(|part| part.collation.is_none());
            plain && whole && it.columns().is_some_and(|columns| told_apart(&columns, it.nulls_not_distinct))
        })
}

fn names(columns: &[String]) -> Vec<&str> {
    columns.iter().map(String::as_str).collect()
}
