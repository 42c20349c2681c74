//! Changes as sentences.

use std::collections::BTreeSet;
use std::fmt;

use crate::schema::{
    Column, Deferrable, ForeignKey, Generated, Identity, IndexPart, Partitioning, Spelling, TableOptions,
};

use super::{Change, EnumChange};

/// A sentence that a person can read aloud, without the symbol: "add column `users.bio`: text, null".
impl fmt::Display for Change {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::CreateEnum(it) => write!(f, "create enum `{}`: {}", it.name, it.values.join(", ")),
            Self::DropEnum(it) => write!(f, "drop enum `{}`", it.name),
            Self::AlterEnum(EnumChange { old, new, replaced }) => {
                write!(f, "alter enum `{}`: {} -> {}", new.name, old.values.join(", "), new.values.join(", "))?;
                replaced.iter().try_for_each(|(value, by)| write!(f, ", rows with {value} get {by}"))
            }
            Self::RenameEnum(pair) => write!(f, "rename enum `{}` to `{}`", pair.old, pair.new),
            Self::RenameEnumValue { enum_type, value } => {
                write!(f, "rename value `{}` of enum `{enum_type}` to `{}`", value.old, value.new)
            }
            Self::RenameTable(pair) => write!(f, "rename table `{}` to `{}`", pair.old, pair.new),
            Self::CreateTable(table) => {
                write!(f, "create table `{}`: {}", table.name, count(table.columns.len(), "column"))
            }
            Self::DropTable(table) => write!(f, "drop table `{}`", table.name),
            Self::AlterTableComment { table, .. } => write!(f, "alter table `{table}`: comment"),
            Self::RenameColumn { table, column } => {
                write!(f, "rename column `{table}.{}` to `{}`", column.old, column.new)
            }
            Self::RenameConstraint { table, kind, name } => {
                write!(f, "rename {kind} `{}` on `{table}` to `{}`", name.old, name.new)
            }
            Self::AddColumn { table, column, fill } => {
                write!(f, "add column `{table}.{}`: {}", column.name, describe(column))?;
                fill.as_ref().map_or(Ok(()), |fill| write!(f, ", existing rows get {fill}"))
            }
            Self::DropColumn { table, column } => write!(f, "drop column `{table}.{}`", column.name),
            Self::AlterColumn { table, column, fill } => {
                write!(f, "alter column `{table}.{}`: {}", column.new.name, difference(&column.old, &column.new))?;
                fill.as_ref().map_or(Ok(()), |fill| write!(f, ", existing NULLs get {fill}"))
            }
            Self::AddPrimaryKey { table, primary_key } => {
                write!(f, "add primary key to `{table}`: {}", in_words(&primary_key.parts()))
            }
            Self::DropPrimaryKey { table, .. } => write!(f, "drop primary key of `{table}`"),
            Self::AddUnique { table, unique, .. } => {
                write!(f, "add unique `{}` on `{table}`: {}", unique.name, unique.columns.join(", "))
            }
            Self::DropUnique { table, unique } => write!(f, "drop unique `{}` on `{table}`", unique.name),
            Self::AddIndex { table, index, .. } => {
                write!(f, "add index `{}` on `{table}`: {}", index.name, in_words(&index.parts))
            }
            Self::DropIndex { table, index } => write!(f, "drop index `{}` on `{table}`", index.name),
            Self::AddForeignKey { table, foreign_key, .. } => {
                write!(f, "add foreign key `{}` on `{table}`: {}", foreign_key.name, pointing(foreign_key))
            }
            Self::DropForeignKey { table, foreign_key } => {
                write!(f, "drop foreign key `{}` on `{table}`", foreign_key.name)
            }
            Self::AddCheck { table, check, .. } => {
                write!(f, "add check `{}` on `{table}`: {}", check.name, sql_words(&check.expression))?;
                f.write_str(if check.no_inherit { ", no inherit" } else { "" })?;
                f.write_str(if check.not_valid { ", not valid" } else { "" })
            }
            Self::DropCheck { table, check } => write!(f, "drop check `{}` on `{table}`", check.name),
            Self::AlterTableOptions { table, options } => {
                write!(f, "alter table `{table}`: {}", options_difference(&options.old, &options.new))
            }
            Self::AddPartition { table, partition } => {
                write!(f, "add partition `{}` to `{table}`: {}", partition.name, partition.bounds)
            }
            Self::AlterPartitioning { table, partitioning } => {
                let text = |it: &Option<Partitioning>| match it {
                    Some(it) => format!("by {} ({})", it.by.sql().to_lowercase(), it.columns.join(", ")),
                    None => "none".to_owned(),
                };
                write!(
                    f,
                    "alter table `{table}`: partitions {} -> {}",
                    text(&partitioning.old),
                    text(&partitioning.new)
                )
            }
            Self::DropPartition { table, partition } => {
                write!(f, "drop partition `{}` of `{table}`", partition.name)
            }
            Self::RenamePrimaryKey { table, name } => {
                let called = |name: &str| if name.is_empty() { "its own name".to_owned() } else { format!("`{name}`") };
                write!(f, "rename primary key of `{table}` from {} to {}", called(&name.old), called(&name.new))
            }
            Self::AlterValidity { table, kind, name, valid: true, .. } => {
                write!(f, "validate {kind} `{name}` on `{table}`: it holds for all rows")
            }
            Self::AlterValidity { table, kind, name, .. } => {
                write!(
                    f,
                    "make {kind} `{name}` on `{table}` not valid: it holds for rows that are written from then on"
                )
            }
            Self::AddExclusion { table, exclusion, .. } => {
                let elements = exclusion.elements.iter().map(|(part, operator)| format!("{part} with {operator}"));
                let elements: Vec<String> = elements.collect();
                write!(f, "add exclusion `{}` on `{table}`: {}", exclusion.name, elements.join(", "))
            }
            Self::DropExclusion { table, exclusion } => {
                write!(f, "drop exclusion `{}` on `{table}`", exclusion.name)
            }
        }
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
    match deferrable {
        Deferrable::No => {}
        Deferrable::Deferrable => words.push("deferrable".to_owned()),
        Deferrable::InitiallyDeferred => words.push("initially deferred".to_owned()),
    }
    words.extend(not_valid.then(|| "not valid".to_owned()));
    words.join(", ")
}

/// What an index holds, in words.
fn in_words(parts: &[IndexPart]) -> String {
    parts.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ")
}

/// SQL for all dialects as it is; else with the dialects.
fn sql_words(spelling: &Spelling) -> String {
    match &spelling.any {
        Some(text) if spelling.per_dialect.is_empty() => text.clone(),
        _ => spelling.to_string(),
    }
}

/// A column in words: `text, null, default "x"`.
fn describe(column: &Column) -> String {
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
    let TableOptions { strict, without_rowid, engine, charset, collation, tablespace, unlogged, parameters } = new;
    let mut words = Vec::new();
    for (what, old, new) in [
        ("strict", old.strict, *strict),
        ("without rowid", old.without_rowid, *without_rowid),
        ("unlogged", old.unlogged, *unlogged),
    ] {
        if old != new {
            words.push(if new { what.to_owned() } else { format!("not {what}") });
        }
    }
    for (what, old, new) in [
        ("engine", &old.engine, engine),
        ("charset", &old.charset, charset),
        ("collation", &old.collation, collation),
        ("tablespace", &old.tablespace, tablespace),
    ] {
        if old != new {
            let text = |side: &Option<String>| side.clone().unwrap_or_else(|| "none".to_owned());
            words.push(format!("{what} {} -> {}", text(old), text(new)));
        }
    }
    let names: BTreeSet<_> = old.parameters.keys().chain(parameters.keys()).collect();
    for name in names {
        let (old, new) = (old.parameters.get(name), parameters.get(name));
        if old != new {
            let text = |side: Option<&String>| side.cloned().unwrap_or_else(|| "none".to_owned());
            words.push(format!("{name} {} -> {}", text(old), text(new)));
        }
    }
    words.join(", ")
}
