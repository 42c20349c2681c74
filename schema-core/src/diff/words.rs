//! Changes as sentences.

use std::collections::BTreeSet;
use std::fmt;

use crate::schema::{
    Column, Deferrable, ForeignKey, Generated, Identity, Partitioning, Spelling, TableName, TableOptions, Unique,
};

use super::{Change, EnumChange, Pair};

/// A change in the parts of its sentence: "add", "index `ix`", "on `users`" and "email".
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Words {
    /// What is done.
    pub verb: &'static str,
    /// To what.
    pub what: String,
    /// Where that is, and what becomes of it: "on `users`", "to `people`".
    pub place: Option<String>,
    /// More about it.
    pub detail: Option<String>,
}

impl Words {
    /// What it is about, with its place.
    pub fn subject(&self) -> String {
        match &self.place {
            Some(place) => format!("{} {place}", self.what),
            None => self.what.clone(),
        }
    }
}

impl fmt::Display for Words {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.verb, self.subject())?;
        self.detail.as_ref().map_or(Ok(()), |detail| write!(f, ": {detail}"))
    }
}

/// A sentence that a person can read aloud, without the symbol: "add column `users.bio`: text, null".
impl fmt::Display for Change {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.words().fmt(f)
    }
}

impl Change {
    /// Its sentence, in parts.
    pub fn words(&self) -> Words {
        let (verb, what, place) = self.head();
        Words { verb, what, place, detail: self.detail() }
    }

    /// What is done, to what, and where.
    fn head(&self) -> (&'static str, String, Option<String>) {
        let on = |table: &TableName| Some(format!("on `{table}`"));
        match self {
            Self::CreateEnum(it) => ("create", format!("enum `{}`", it.name), None),
            Self::DropEnum(it) => ("drop", format!("enum `{}`", it.name), None),
            Self::AlterEnum(it) => ("alter", format!("enum `{}`", it.new.name), None),
            Self::RenameEnum(pair) => ("rename", format!("enum `{}`", pair.old), Some(format!("to `{}`", pair.new))),
            Self::RenameEnumValue { enum_type, value } => {
                ("rename", format!("value `{}`", value.old), Some(format!("of enum `{enum_type}` to `{}`", value.new)))
            }
            Self::RenameTable(pair) => ("rename", format!("table `{}`", pair.old), Some(format!("to `{}`", pair.new))),
            Self::CreateTable(table) => ("create", format!("table `{}`", table.name), None),
            Self::DropTable(table) => ("drop", format!("table `{}`", table.name), None),
            Self::AlterTableComment { table, .. }
            | Self::AlterTableOptions { table, .. }
            | Self::AlterPartitioning { table, .. } => ("alter", format!("table `{table}`"), None),
            Self::RenameColumn { table, column: Pair { old, new } } => {
                ("rename", format!("column `{table}.{old}`"), Some(format!("to `{new}`")))
            }
            Self::RenameConstraint { table, kind, name: Pair { old, new } } => {
                ("rename", format!("{kind} `{old}`"), Some(format!("on `{table}` to `{new}`")))
            }
            Self::AddColumn { table, column, .. } => ("add", format!("column `{table}.{}`", column.name), None),
            Self::DropColumn { table, column } => ("drop", format!("column `{table}.{}`", column.name), None),
            Self::AlterColumn { table, column, .. } => ("alter", format!("column `{table}.{}`", column.new.name), None),
            Self::AddPrimaryKey { table, .. } => ("add", "primary key".to_owned(), Some(format!("to `{table}`"))),
            Self::DropPrimaryKey { table, .. } => ("drop", "primary key".to_owned(), Some(format!("of `{table}`"))),
            Self::RenamePrimaryKey { table, name: Pair { old, new } } => {
                let called = |name: &str| if name.is_empty() { "its own name".to_owned() } else { format!("`{name}`") };
                let place = format!("of `{table}` from {} to {}", called(old), called(new));
                ("rename", "primary key".to_owned(), Some(place))
            }
            Self::AddUnique { table, unique, .. } => ("add", format!("unique constraint `{}`", unique.name), on(table)),
            Self::DropUnique { table, unique } => ("drop", format!("unique constraint `{}`", unique.name), on(table)),
            Self::AddIndex { table, index, .. } => ("add", format!("index `{}`", index.name), on(table)),
            Self::DropIndex { table, index } => ("drop", format!("index `{}`", index.name), on(table)),
            Self::AddForeignKey { table, foreign_key: key, .. } => {
                ("add", format!("foreign key `{}`", key.name), on(table))
            }
            Self::DropForeignKey { table, foreign_key: key } => {
                ("drop", format!("foreign key `{}`", key.name), on(table))
            }
            Self::AddCheck { table, check, .. } => ("add", format!("check constraint `{}`", check.name), on(table)),
            Self::DropCheck { table, check } => ("drop", format!("check constraint `{}`", check.name), on(table)),
            Self::AddPartition { table, partition } => {
                ("add", format!("partition `{}`", partition.name), Some(format!("to `{table}`")))
            }
            Self::DropPartition { table, partition } => {
                ("drop", format!("partition `{}`", partition.name), Some(format!("of `{table}`")))
            }
            Self::AlterValidity { table, kind, name, valid: true, .. } => {
                ("validate", format!("{kind} `{name}`"), on(table))
            }
            Self::AlterValidity { table, kind, name, .. } => {
                ("make", format!("{kind} `{name}`"), Some(format!("on `{table}` not valid")))
            }
            Self::AddExclusion { table, exclusion, .. } => {
                ("add", format!("exclusion constraint `{}`", exclusion.name), on(table))
            }
            Self::DropExclusion { table, exclusion } => {
                ("drop", format!("exclusion constraint `{}`", exclusion.name), on(table))
            }
        }
    }

    /// More about it; what is renamed, and most of what is dropped, needs none.
    fn detail(&self) -> Option<String> {
        Some(match self {
            Self::CreateEnum(it) => it.values.join(", "),
            Self::AlterEnum(EnumChange { old, new, replaced }) => {
                let mut words = format!("{} -> {}", old.values.join(", "), new.values.join(", "));
                replaced.iter().for_each(|(value, by)| words += &format!(", rows with {value} get {by}"));
                words
            }
            Self::CreateTable(table) => count(table.columns.len(), "column"),
            Self::AlterTableComment { .. } => "comment".to_owned(),
            Self::AddColumn { column, fill, .. } => {
                let fill = fill.as_ref().map(|fill| format!(", existing rows get {fill}"));
                column_words(column) + &fill.unwrap_or_default()
            }
            Self::AlterColumn { column, fill, .. } => {
                let fill = fill.as_ref().map(|fill| format!(", existing NULLs get {fill}"));
                difference(&column.old, &column.new) + &fill.unwrap_or_default()
            }
            Self::AddPrimaryKey { primary_key, .. } => listed(primary_key.parts().iter().map(ToString::to_string)),
            Self::AddUnique { unique, .. } => listed(unique.columns.iter().cloned().chain(unique_words(unique))),
            Self::AddIndex { index, .. } => {
                listed(index.parts.iter().map(ToString::to_string).chain(nulls_words(index.nulls_not_distinct)))
            }
            // One over the same columns may come in its place, with which it is compared.
            Self::DropUnique { unique, .. } => return some(unique_words(unique)),
            Self::DropIndex { index, .. } => return nulls_words(index.nulls_not_distinct),
            Self::AddForeignKey { foreign_key, .. } => pointing(foreign_key),
            Self::AddCheck { check, .. } => {
                let inherit = if check.no_inherit { ", no inherit" } else { "" };
                let valid = if check.not_valid { ", not valid" } else { "" };
                format!("{}{inherit}{valid}", sql_words(&check.expression))
            }
            Self::AlterTableOptions { options, .. } => options_difference(&options.old, &options.new),
            Self::AddPartition { partition, .. } => partition.bounds.clone(),
            Self::AlterPartitioning { partitioning, .. } => {
                let text = |it: &Option<Partitioning>| match it {
                    Some(it) => format!("by {} ({})", it.by.sql().to_lowercase(), it.columns.join(", ")),
                    None => "none".to_owned(),
                };
                format!("partitions {} -> {}", text(&partitioning.old), text(&partitioning.new))
            }
            Self::AlterValidity { valid: true, .. } => "it holds for all rows".to_owned(),
            Self::AlterValidity { .. } => "it holds for rows that are written from then on".to_owned(),
            Self::AddExclusion { exclusion, .. } => {
                let elements = exclusion.elements.iter().map(|(part, operator)| format!("{part} with {operator}"));
                listed(elements.chain(deferrable_words(exclusion.deferrable)))
            }
            Self::DropExclusion { exclusion, .. } => return deferrable_words(exclusion.deferrable),
            _ => return None,
        })
    }
}

fn count(n: usize, noun: &str) -> String {
    format!("{n} {noun}{}", if n == 1 { "" } else { "s" })
}

/// What a foreign key does, in words: `author -> users.id, on delete cascade`.
fn pointing(key: &ForeignKey) -> String {
    let ForeignKey {
        name: _,
        columns,
        references_table,
        references_columns,
        on_delete,
        on_update,
        deferrable,
        match_full,
        not_valid,
    } = key;
    let mut words = vec![format!("{} -> {references_table}.{}", columns.join(", "), references_columns.join(", "))];
    for (event, action) in [("on delete", on_delete), ("on update", on_update)] {
        words.extend((!action.is_default()).then(|| format!("{event} {}", action.sql().to_lowercase())));
    }
    words.extend(match_full.then(|| "match full".to_owned()));
    words.extend(deferrable_words(*deferrable));
    words.extend(not_valid.then(|| "not valid".to_owned()));
    words.join(", ")
}

fn listed(words: impl Iterator<Item = String>) -> String {
    words.collect::<Vec<_>>().join(", ")
}

fn nulls_words(not_distinct: bool) -> Option<String> {
    not_distinct.then(|| "nulls not distinct".to_owned())
}

fn deferrable_words(deferrable: Deferrable) -> Option<String> {
    match deferrable {
        Deferrable::No => None,
        Deferrable::Deferrable => Some("deferrable".to_owned()),
        Deferrable::InitiallyDeferred => Some("initially deferred".to_owned()),
    }
}

/// What a unique constraint says beside its columns.
fn unique_words(unique: &Unique) -> impl Iterator<Item = String> {
    nulls_words(unique.nulls_not_distinct).into_iter().chain(deferrable_words(unique.deferrable))
}

/// The words in a list, if there are any.
fn some(words: impl IntoIterator<Item = String>) -> Option<String> {
    Some(listed(words.into_iter())).filter(|words| !words.is_empty())
}

/// SQL for all dialects as it is; else with the dialects.
fn sql_words(spelling: &Spelling) -> String {
    match &spelling.any {
        Some(text) if spelling.per_dialect.is_empty() => text.clone(),
        _ => spelling.to_string(),
    }
}

/// A column in words: `text, null, default "x"`.
pub fn column_words(column: &Column) -> String {
    let Column { name: _, ty, nullable, default, identity, generated, collation, charset, on_update_now, comment: _ } =
        column;
    let mut words = vec![ty.to_string(), if *nullable { "null".into() } else { "not null".into() }];
    words.extend(default.as_ref().map(|default| format!("default {default}")));
    words.extend(identity.as_ref().map(identity_words));
    words.extend(generated.as_ref().map(generated_words));
    words.extend((!collation.is_empty()).then(|| format!("collation {}", sql_words(collation))));
    words.extend(charset.as_ref().map(|charset| format!("charset {charset}")));
    words.extend(on_update_now.then(|| "on update now()".to_owned()));
    words.join(", ")
}

fn identity_words(identity: &Identity) -> String {
    let Identity { always, start, increment } = identity;
    let mut words = if *always { "auto increment always".to_owned() } else { "auto increment".to_owned() };
    words.extend(start.map(|start| format!(" from {start}")));
    words.extend(increment.map(|step| format!(" by {step}")));
    words
}

fn generated_words(generated: &Generated) -> String {
    let kept = if generated.stored { "stored" } else { "virtual" };
    format!("generated {kept} as {}", sql_words(&generated.expression))
}

/// What differs between two columns of one name: `i32 -> i64, not null -> null`.
fn difference(old: &Column, new: &Column) -> String {
    let mut words = Vec::new();
    let mut differ = |what: &str, old: Option<String>, new: Option<String>| {
        if old != new {
            let text = |side: Option<String>| side.unwrap_or_else(|| "none".to_owned());
            words.push(format!("{what}{} -> {}", text(old), text(new)));
        }
    };
    let null = |column: &Column| Some(if column.nullable { "null" } else { "not null" }.to_owned());
    let spelled = |spelling: &Spelling| (!spelling.is_empty()).then(|| sql_words(spelling));
    differ("", Some(old.ty.to_string()), Some(new.ty.to_string()));
    differ("", null(old), null(new));
    differ("default ", old.default.as_ref().map(ToString::to_string), new.default.as_ref().map(ToString::to_string));
    differ("collation ", spelled(&old.collation), spelled(&new.collation));
    differ("charset ", old.charset.clone(), new.charset.clone());
    differ("", old.generated.as_ref().map(generated_words), new.generated.as_ref().map(generated_words));
    match (&old.identity, &new.identity) {
        (Some(_), None) => words.push("no auto increment".to_owned()),
        (old, Some(new)) if old.as_ref() != Some(new) => words.push(identity_words(new)),
        _ => {}
    }
    if old.on_update_now != new.on_update_now {
        words.push(if new.on_update_now { "on update now()".to_owned() } else { "no on update".to_owned() });
    }
    if old.comment != new.comment {
        words.push("comment".to_owned());
    }
    words.join(", ")
}

/// What differs between the options of a table: `strict, engine none -> InnoDB`.
fn options_difference(old: &TableOptions, new: &TableOptions) -> String {
    let text = |side: Option<&String>| side.cloned().unwrap_or_else(|| "none".to_owned());
    let words = differing(old, new).into_iter().map(|option| match option {
        TableOption::Flag(name, true) => name.to_owned(),
        TableOption::Flag(name, false) => format!("not {name}"),
        TableOption::Text(name, old, new) => format!("{name} {} -> {}", text(old), text(new)),
    });
    words.collect::<Vec<_>>().join(", ")
}

/// The options of a table, but for those that every table has: `strict, engine InnoDB`.
pub fn options_words(options: &TableOptions) -> String {
    let none = TableOptions::default();
    let words = differing(&none, options).into_iter().filter_map(|option| match option {
        TableOption::Flag(name, on) => on.then(|| name.to_owned()),
        TableOption::Text(name, _, value) => value.map(|value| format!("{name} {value}")),
    });
    words.collect::<Vec<_>>().join(", ")
}

/// An option that two tables have differently.
enum TableOption<'a> {
    /// On or off, and which it is in the new one.
    Flag(&'static str, bool),
    /// Its value before and after.
    Text(&'a str, Option<&'a String>, Option<&'a String>),
}

fn differing<'a>(old: &'a TableOptions, new: &'a TableOptions) -> Vec<TableOption<'a>> {
    let TableOptions { strict, without_rowid, engine, charset, collation, tablespace, unlogged, parameters } = new;
    let flags = [
        ("strict", old.strict, *strict),
        ("without rowid", old.without_rowid, *without_rowid),
        ("unlogged", old.unlogged, *unlogged),
    ];
    let texts = [
        ("engine", &old.engine, engine),
        ("charset", &old.charset, charset),
        ("collation", &old.collation, collation),
        ("tablespace", &old.tablespace, tablespace),
    ];
    let names: BTreeSet<&String> = old.parameters.keys().chain(parameters.keys()).collect();
    let parameters = names.into_iter().map(|name| (name.as_str(), old.parameters.get(name), parameters.get(name)));
    let texts = texts.into_iter().map(|(name, old, new)| (name, old.as_ref(), new.as_ref()));
    let flags = flags.into_iter().filter(|(_, old, new)| old != new);
    let texts = texts.chain(parameters).filter(|(_, old, new)| old != new);
    let flags = flags.map(|(name, _, new)| TableOption::Flag(name, new));
    flags.chain(texts.map(|(name, old, new)| TableOption::Text(name, old, new))).collect()
}
