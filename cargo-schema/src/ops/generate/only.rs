//! Which of the differences a revision takes.

use schema_core::diagnostic::Code;
use schema_core::diff::{Change, apply_all};
use schema_core::schema::{Schema, TableName, fits};

use crate::error::{Error, Result};
use crate::exit::Exit;

/// The changes that one of `patterns` means, and the others; without patterns all are meant. A pattern is that of a table, of
/// something in a table (`users.age`, `users.ix_*`) or of an enum type.
///
/// # Errors
/// A pattern means nothing, or what is meant does not stand by itself.
pub(crate) fn split(patterns: &[String], changes: Vec<Change>, old: &Schema) -> Result<(Vec<Change>, Vec<Change>)> {
    if patterns.is_empty() {
        return Ok((changes, Vec::new()));
    }
    if let Some(pattern) = patterns.iter().find(|pattern| !changes.iter().any(|change| means(pattern, change))) {
        let mut error = Error::usage(Code::NoSuchDifference, format!("`--only {pattern}` matches no difference"));
        error.diagnostic.causes = changes.iter().map(|change| format!("{} {change}", change.symbol())).collect();
        return Err(error.hint("name a table, a part of one, or an enum: `users`, `users.age`, `legacy_*`"));
    }
    let is_meant = |change: &Change| patterns.iter().any(|pattern| means(pattern, change));
    let used: Vec<String> = changes.iter().filter(|change| is_meant(change)).flat_map(enums_of).collect();
    // A new type comes with the columns that have it.
    let is_needed = |change: &Change| matches!(change, Change::CreateEnum(it) if used.contains(&it.name));
    let (taken, left): (Vec<Change>, Vec<Change>) =
        changes.into_iter().partition(|change| is_meant(change) || is_needed(change));
    apply_all(&mut old.clone(), &taken).map_err(|error| {
        Error::new(
            Exit::Models,
            Code::DependentDifference,
            "the selected changes depend on changes that `--only` \
            excludes",
        )
        .causes(&error)
        .hint("select those too with another `--only`")
    })?;
    Ok((taken, left))
}

fn means(pattern: &str, change: &Change) -> bool {
    let Some(table) = change.table() else {
        return change.enum_type().is_some_and(|name| fits(name, pattern));
    };
    let other = match change {
        Change::RenameTable(pair) => Some(&pair.new),
        _ => None,
    };
    let of_table = |pattern: &str| [Some(table), other].into_iter().flatten().any(|it: &TableName| it.fits(pattern));
    // By both of its names, where it gets another one.
    let has = |part: &str| change.part().is_some_and(|it| fits(it.old, part) || fits(it.new, part));
    let of_part = |(table, part): (&str, &str)| of_table(table) && has(part);
    of_table(pattern) || pattern.rsplit_once('.').is_some_and(of_part)
}

/// The enum types of the columns that a change brings.
fn enums_of(change: &Change) -> Vec<String> {
    let columns = match change {
        Change::CreateTable(table) => table.columns.iter().collect(),
        Change::AddColumn { column, .. } => vec![column.as_ref()],
        Change::AlterColumn { column, .. } => vec![column.new.as_ref()],
        _ => Vec::new(),
    };
    columns.into_iter().filter_map(|column| column.ty.enum_name().map(str::to_owned)).collect()
}

#[cfg(test)]
mod tests {
    use schema_core::schema::{Column, ColumnType, Index, Table};

    use super::*;

    #[test]
    fn tables_and_what_is_in_them() {
        let users = || TableName::from("users");
        let mut old = Schema::default();
        old.insert_table(Table { columns: [Column::new("id", ColumnType::Bool)].into(), ..Table::new("users") });
        let changes = || {
            vec![
                Change::CreateTable(Table::new("legacy_a").into()),
                Change::AddColumn { table: users(), column: Column::new("age", ColumnType::Bool).into(), fill: None },
                Change::AddIndex {
                    table: users(),
                    index: Index::new("ix_age", ["age"]).into(),
                    repair: Default::default(),
                },
            ]
        };
        let taken = |patterns: &[&str]| {
            let patterns: Vec<String> = patterns.iter().map(|&it| it.to_owned()).collect();
            let split = split(&patterns, changes(), &old);
            split.map(|(taken, left)| (taken.len(), left.len())).map_err(|error| error.diagnostic.message.clone())
        };
        assert_eq!(taken(&[]), Ok((3, 0)));
        assert_eq!(taken(&["legacy_*"]), Ok((1, 2)));
        assert_eq!(taken(&["users"]), Ok((2, 1)));
        assert_eq!(taken(&["users.age"]), Ok((1, 2)));
        assert_eq!(taken(&["users.*", "legacy_a"]), Ok((3, 0)));
        assert!(taken(&["posts"]).is_err());
    }
}
