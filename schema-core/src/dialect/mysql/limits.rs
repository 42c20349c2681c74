//! What the servers refuse in a table as a whole, told before anything is written.

use crate::diff::mentions;
use crate::plan::{Enumerations, TableProblem};
use crate::schema::{
    Action, Column, ColumnType, DefaultValue, Dialect, ForeignKey, Index, IndexMethod, IndexPart, Literal, PartOf,
    Table,
};

use super::{charset, types};

/// The most bytes in a key, and in a row without what lies outside of it.
const KEY: u32 = 3072;
const ROW: u32 = 65_535;

/// Why a table cannot be; with the column, where it is about one.
pub(super) fn problem(dialect: Dialect, table: &Table, enums: &Enumerations) -> Option<TableProblem> {
    sizes(dialect, table, enums)
        .or_else(|| numbered(dialect, table))
        .or_else(|| computed(dialect, table))
        .or_else(|| checks(dialect, table))
        .or_else(|| letters(dialect, table, enums))
}

/// The strict mode of MySQL takes no zero date as a default, not even one that a table has by now.
pub(super) fn setting(table: &Table) -> Option<&'static str> {
    let is_zero = |column: &Column| match (&column.ty, &column.default) {
        (ColumnType::Text { .. } | ColumnType::FixedText { .. } | ColumnType::Enum { .. }, _) => false,
        (_, Some(DefaultValue::Literal(Literal::Text(text)))) => {
            let date = text.split([' ', 'T']).next().unwrap_or_default();
            let parts: Vec<&str> = date.split('-').collect();
            parts.len() == 3
                && parts.iter().all(|part| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit()))
                && parts.iter().any(|part| part.bytes().all(|byte| byte == b'0'))
        }
        _ => false,
    };
    table
        .columns
        .iter()
        .any(is_zero)
        .then_some("SET SESSION sql_mode = REPLACE(REPLACE(@@sql_mode, 'NO_ZERO_DATE', ''), 'NO_ZERO_IN_DATE', '')")
}

/// Bytes of a character in a column of a table.
fn per_character(dialect: Dialect, table: &Table, column: &Column) -> u32 {
    charset::bytes(&charset::of_texts(dialect, table, column))
}

/// Defaults and enum values are in the character set of their column.
fn letters(dialect: Dialect, table: &Table, enums: &Enumerations) -> Option<TableProblem> {
    let mut texts = table.columns.iter().flat_map(|column| {
        let default = column.default.iter().filter_map(|default| match default {
            DefaultValue::Literal(Literal::Text(text)) => Some(("the default", text)),
            _ => None,
        });
        let values = column.ty.enum_name().and_then(|name| enums.get(name)).map(|it| it.values.as_slice());
        default
            .chain(values.unwrap_or_default().iter().map(|value| ("the value", value)))
            .map(move |(what, text)| (column, what, text))
    });
    texts.find_map(|(column, what, text)| {
        let set = charset::of_texts(dialect, table, column);
        let letter = charset::lacking(&set, text)?;
        let spelled = types::name(dialect, column, enums).unwrap_or_default().to_ascii_lowercase();
        let has_own = ["charset", "character set", "collate"].iter().any(|word| spelled.contains(word));
        (types::has_charset(&spelled) && !has_own).then(|| {
            let reason = format!(
                "{what} '{text}' has the character `{letter}`, which the character set `{set}` lacks: give the column or \
                 table one that has it, such as `mysql(charset = \"utf8mb4\")`"
            );
            (Some(column.name.clone()), reason)
        })
    })
}

fn sizes(dialect: Dialect, table: &Table, enums: &Enumerations) -> Option<TableProblem> {
    let mut row = null_bits(table);
    for column in &table.columns {
        let bytes = types::row_bytes(dialect, column, per_character(dialect, table, column));
        if bytes > ROW {
            let reason = format!("it takes {bytes} bytes, and a row has {ROW}: take a text without `max_length`");
            return Some((Some(column.name.clone()), reason));
        }
        if column.on_update_now {
            let spelled = types::name(dialect, column, enums).unwrap_or_default();
            if !spelled.starts_with("datetime") && !spelled.starts_with("timestamp") {
                let reason = format!("{} is no time that `on_update` could set", column.ty);
                return Some((Some(column.name.clone()), reason));
            }
        }
        row = row.saturating_add(bytes);
    }
    if row > ROW {
        let reason = format!(
            "its columns take {row} bytes, and a row has {ROW}: give texts a smaller `max_length`, or none, so that \
             they lie outside of the row"
        );
        return Some((None, reason));
    }
    let innodb = table.options.engine.as_deref().is_none_or(|engine| engine.eq_ignore_ascii_case("innodb"));
    keys(table).filter(|_| innodb).find_map(|(name, parts)| {
        let bytes = |(column, prefix): &(&str, Option<u32>)| {
            let column = table.column(column)?;
            let each = per_character(dialect, table, column);
            let spelled = types::name(dialect, column, enums).unwrap_or_default();
            match prefix {
                Some(prefix) if types::has_charset(&spelled) => Some(prefix.saturating_mul(each)),
                Some(prefix) => Some(*prefix),
                None => types::key_bytes(dialect, column, each),
            }
        };
        let bytes: u32 = parts.iter().filter_map(bytes).fold(0, u32::saturating_add);
        (bytes > KEY).then(|| {
            let reason = format!(
                "{name} takes {bytes} bytes, and may take {KEY}: give its texts a smaller `max_length`, a character set \
                 with fewer bytes for each character, or take an index over their start (`prefix`)"
            );
            (None, reason)
        })
    })
}

/// The bytes of a row that say which of its columns are NULL.
fn null_bits(table: &Table) -> u32 {
    let in_key = |column: &Column| table.primary_key.as_ref().is_some_and(|key| key.columns.contains(&column.name));
    let nullable = table.columns.iter().filter(|column| column.nullable && !in_key(column)).count();
    u32::try_from(nullable.div_ceil(8)).unwrap_or(ROW)
}

/// A column of a key, and the length of its prefix.
type Part<'a> = (&'a str, Option<u32>);

/// The keys of a table that have a limit, each with its name for a person.
fn keys(table: &Table) -> impl Iterator<Item = (String, Vec<Part<'_>>)> {
    let primary = table.primary_key.iter().map(|key| {
        let parts = plain(&key.columns).into_iter().map(|(column, _)| (column, key.prefixes.get(column).copied()));
        ("the primary key".to_owned(), parts.collect())
    });
    let uniques = table.uniques.values().map(|it| (format!("unique constraint `{}`", it.name), plain(&it.columns)));
    let indexes = table.indexes.values().filter(|it| it.method.is_none()).map(|it| {
        let parts = it.parts.iter().filter_map(|part| Some((part.column_name()?, part.prefix))).collect();
        (format!("index `{}`", it.name), parts)
    });
    let foreign = table.foreign_keys.values().map(|it| (format!("foreign key `{}`", it.name), plain(&it.columns)));
    primary.chain(uniques).chain(indexes).chain(foreign)
}

fn plain(columns: &[String]) -> Vec<Part<'_>> {
    columns.iter().map(|column| (column.as_str(), None)).collect()
}

/// A numbered column must lead a key, and nothing may be computed from it; on MariaDB, nothing that is kept: stored, or in an
/// index.
fn numbered(dialect: Dialect, table: &Table) -> Option<TableProblem> {
    let mut columns = table.columns.iter().filter(|column| column.identity.is_some());
    let column = columns.next()?;
    let told = |reason: &str| Some((Some(column.name.clone()), reason.to_owned()));
    if let Some(other) = columns.next() {
        return told(&format!("a table has one column with `auto_increment`, and `{}` is another", other.name));
    }
    let leads = |columns: &Vec<String>| columns.first() == Some(&column.name);
    let in_index = table.indexes.values().any(|it| {
        it.method.is_none_or(|method| method == IndexMethod::Btree)
            && it.parts.first().is_some_and(|part| part.column_name() == Some(&column.name) && part.prefix.is_none())
    });
    let in_key = table.primary_key.iter().any(|key| key.leading_columns().first() == Some(&column.name))
        || table.uniques.values().any(|it| leads(&it.columns))
        || table.foreign_keys.values().any(|it| leads(&it.columns));
    if !in_key && !in_index {
        return told("a column with `auto_increment` must be the first of a key or index");
    }
    let speaks = |sql: &String| mentions(sql, &[dialect], &column.name);
    if let Some(check) = table.checks.values().find(|check| check.expression.any.iter().any(speaks)) {
        return told(&format!("check constraint `{}` cannot reference a column with `auto_increment`", check.name));
    }
    let over = |part: &IndexPart| matches!(&part.of, PartOf::Expression(sql) if sql.any.iter().any(speaks));
    if let Some(index) = table.indexes.values().find(|index| index.parts.iter().any(over)) {
        return told(&format!("index `{}` cannot be over an expression of a column with `auto_increment`", index.name));
    }
    let computed = |it: &&Column| it.generated.as_ref().is_some_and(|it| it.expression.any.iter().any(speaks));
    let is_kept = |it: &&Column| {
        let stored = it.generated.as_ref().is_some_and(|it| it.stored);
        let names = |sql: &String| mentions(sql, &[dialect], &it.name);
        let feeds = |other: &Column| {
            other.generated.as_ref().is_some_and(|of| of.stored && of.expression.any.iter().any(names))
        };
        let has = |columns: &[String]| columns.contains(&it.name);
        stored
            || table.uniques.values().any(|unique| has(&unique.columns))
            || table.foreign_keys.values().any(|key| has(&key.columns))
            || table.indexes.values().any(|index| index.named_columns().any(|name| name == it.name))
            || table.columns.iter().any(feeds)
    };
    let mut computed = table.columns.iter().filter(computed);
    let computed = computed.find(|it| dialect == Dialect::MYSQL || is_kept(it))?;
    let of_kind = if dialect == Dialect::MYSQL { "" } else { " and be stored or in an index" };
    told(&format!("`{}` cannot be computed from a column with `auto_increment`{of_kind}", computed.name))
}

/// What computed columns are not for.
fn computed(dialect: Dialect, table: &Table) -> Option<TableProblem> {
    for column in &table.columns {
        let Some(generated) = &column.generated else { continue };
        let told = |reason: String| Some((Some(column.name.clone()), reason));
        let in_key = table.primary_key.as_ref().is_some_and(|key| key.columns.contains(&column.name));
        if in_key && (dialect == Dialect::MARIADB || !generated.stored) {
            return told("a computed column cannot stand in the primary key: make it `unique`".to_owned());
        }
        if column.default.is_some() {
            return told("a computed column takes no default".to_owned());
        }
        let words = |index: &&Index| {
            matches!(index.method, Some(IndexMethod::Fulltext | IndexMethod::Spatial))
                && index.parts.iter().any(|part| part.column_name() == Some(&column.name))
        };
        if let Some(index) = table.indexes.values().find(words).filter(|_| !generated.stored) {
            return told(format!(
                "index `{}` cannot be over a column that is computed when it is read: make it `stored`",
                index.name
            ));
        }
        let speaks = |name: &String| generated.expression.any.iter().any(|sql| mentions(sql, &[dialect], name));
        let acts = |key: &&ForeignKey| writes(dialect, key) && key.columns.iter().any(speaks);
        if let Some(key) = table.foreign_keys.values().find(acts).filter(|_| generated.stored) {
            return told(format!(
                "a stored column cannot be computed from what foreign key `{}` changes by itself: make it `virtual`, or \
                 let the key refuse",
                key.name
            ));
        }
    }
    None
}

/// Whether a foreign key writes its columns by itself, where a stored column is computed from them.
fn writes(dialect: Dialect, key: &ForeignKey) -> bool {
    let any = |actions: &[Action]| [key.on_delete, key.on_update].iter().any(|action| actions.contains(action));
    match dialect.name() {
        "mariadb" => any(&[Action::SetNull]) || key.on_update == Action::Cascade,
        _ => any(&[Action::SetNull, Action::Cascade]),
    }
}

/// A check cannot speak of what a foreign key changes by itself.
fn checks(dialect: Dialect, table: &Table) -> Option<TableProblem> {
    let acts = |key: &&ForeignKey| {
        key.on_delete == Action::SetNull || matches!(key.on_update, Action::SetNull | Action::Cascade)
    };
    for key in table.foreign_keys.values().filter(acts) {
        for check in table.checks.values() {
            let speaks = |column: &&String| check.expression.any.iter().any(|sql| mentions(sql, &[dialect], column));
            if let Some(column) = key.columns.iter().find(speaks) {
                let reason = format!(
                    "check constraint `{}` cannot reference a column that foreign key `{}` changes by itself: let the key refuse, or \
                     leave the check away here",
                    check.name, key.name
                );
                return Some((Some(column.clone()), reason));
            }
        }
    }
    None
}
