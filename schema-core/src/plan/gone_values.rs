//! What still names a value that its enum type no longer has. An engine with enum types refuses such SQL; others take it, and it
//! never matches again.

use std::collections::BTreeSet;

use crate::diff::{Change, mentions};
use crate::schema::{Column, DefaultValue, Engines, IndexPart, PartOf, Schema, Spelling, Table};

use super::hazard::Hazard;
use super::{Capabilities, Enums, PlanError, after, enums};

/// What names a value.
struct Speaker<'a> {
    /// In words.
    words: String,
    sql: &'a str,
    /// Whether the engine takes it for a value of the type, and for nothing else.
    is_sure: bool,
}

/// What is left by `changes` of `old` and names a value that they take from an enum type.
///
/// # Errors
/// [`PlanError::Enum`] for the first that the engine refuses for sure.
pub(super) fn named(old: &Schema, changes: &[Change], capabilities: &Capabilities) -> Result<Vec<Hazard>, PlanError> {
    let mut gone: BTreeSet<(&str, &str)> = BTreeSet::new();
    for change in changes {
        match change {
            Change::AlterEnum(it) => gone.extend(it.removed().map(|value| (it.new.name.as_str(), value.as_str()))),
            Change::RenameEnumValue { enum_type, value } => {
                gone.insert((enum_type, &value.old));
            }
            // It has that name from there on.
            Change::RenameEnum(pair) => {
                let renamed = gone.iter().map(|(of, value)| (if *of == pair.old { &*pair.new } else { of }, *value));
                gone = renamed.collect();
            }
            _ => {}
        }
    }
    if gone.is_empty() {
        return Ok(Vec::new());
    }
    let new = after(old, changes)?;
    let mut found = Vec::new();
    for (enum_type, value) in gone {
        if new.enums.get(enum_type).is_none_or(|it| it.values.iter().any(|it| it == value)) {
            continue;
        }
        for table in new.tables.values() {
            for Speaker { words, sql, is_sure } in speakers(table, enum_type, value, capabilities) {
                if is_sure {
                    let reason = format!(
                        "`{value}` is removed from it, but {words} of `{}` uses it in `{sql}`: change that in the \
                         same revision, or drop it too",
                        table.name
                    );
                    return Err(PlanError::Enum { dialect: capabilities.dialect, name: enum_type.to_owned(), reason });
                }
                let (enum_type, value) = (enum_type.to_owned(), value.to_owned());
                found.push(Hazard::NamesGoneValue { table: table.name.clone(), speaker: words, enum_type, value });
            }
        }
    }
    Ok(found)
}

/// What names the value in SQL about a column of the enum type.
fn speakers<'a>(table: &'a Table, enum_type: &str, value: &str, capabilities: &Capabilities) -> Vec<Speaker<'a>> {
    let dialect = capabilities.dialect;
    let is_of = |column: &&Column| enums::enum_of(&column.ty, dialect) == Some(enum_type);
    let columns: Vec<&Column> = table.columns.iter().filter(is_of).collect();
    if columns.is_empty() {
        return Vec::new();
    }
    let quoted = |quote: char| format!("{quote}{}{quote}", value.replace(quote, &format!("{quote}{quote}")));
    let has_value =
        |sql: &str| sql.contains(&quoted('\'')) || dialect.name_quote() != '"' && sql.contains(&quoted('"'));
    let names: Vec<&str> = columns.iter().map(|column| column.name.as_str()).collect();
    let is_sure = |sql: &str| (capabilities.takes_as_value)(sql, &names, enum_type, value);
    let in_text = |sql: &'a str| {
        let speaks = has_value(sql) && names.iter().any(|column| mentions(sql, &[dialect], column));
        speaks.then(|| (sql, is_sure(sql)))
    };
    let in_sql = |sql: &'a Spelling| sql.get(dialect).and_then(in_text);
    let in_part = |part: &'a IndexPart| match &part.of {
        PartOf::Column(_) => None,
        PartOf::Expression(sql) => in_sql(sql),
    };
    let checks = table.checks.values().map(|it| ("check constraint", &it.name, in_sql(&it.expression)));
    let indexes = table.indexes.values().filter(|it| it.is_on(dialect)).map(|it| {
        let found = in_sql(&it.predicate).or_else(|| it.parts.iter().find_map(in_part));
        ("index", &it.name, found)
    });
    let exclusions = table.exclusions.values().map(|it| {
        let found = it.predicate.as_deref().and_then(in_text);
        ("exclusion constraint", &it.name, found.or_else(|| it.elements.iter().find_map(|(part, _)| in_part(part))))
    });
    let computed = table.columns.iter().map(|column| {
        let found = column.generated.as_ref().and_then(|it| in_sql(&it.expression));
        ("computed column", &column.name, found)
    });
    let defaults = columns.iter().map(|column| {
        let found = match &column.default {
            Some(DefaultValue::Sql(sql)) => sql.get(dialect).filter(|sql| has_value(sql)),
            _ => None,
        };
        let is_it = |sql: &str| capabilities.enums == Enums::Type && sql.trim() == quoted('\'');
        ("the default of column", &column.name, found.map(|sql| (sql, is_it(sql) || is_sure(sql))))
    });
    let all = checks.chain(indexes).chain(exclusions).chain(computed).chain(defaults);
    all.filter_map(|(kind, name, found)| {
        let (sql, is_sure) = found?;
        Some(Speaker { words: format!("{kind} `{name}`"), sql, is_sure })
    })
    .collect()
}
