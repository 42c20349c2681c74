//! A schema for people: a block for each table.

use std::fmt;

use schema_core::diff::{Change, Words, column_words};
use schema_core::schema::{Schema, Table};

use crate::output::visible::visible_line;

/// Tables with their columns, keys and indexes; then enum types.
pub(crate) fn outline(schema: &Schema) -> String {
    let mut out = String::new();
    for table in schema.tables.values() {
        block(&mut out, table);
    }
    for it in schema.enums.values() {
        put(&mut out, format_args!("enum {}: {}", it.name, it.values.join(", ")));
        out.push('\n');
    }
    out
}

/// A line, which stays one whatever is in it.
fn put(out: &mut String, line: fmt::Arguments<'_>) {
    out.push_str(&visible_line(&line.to_string()));
    out.push('\n');
}

fn block(out: &mut String, table: &Table) {
    let name = &table.name;
    put(out, format_args!("{name}"));
    if let Some(comment) = &table.comment {
        put(out, format_args!("    \"{}\"", comment.replace('\n', " ")));
    }
    let width = table.columns.iter().map(|column| column.name.chars().count()).max().unwrap_or_default();
    for column in &table.columns {
        put(out, format_args!("    {:width$}  {}", column.name, column_words(column)));
    }
    // A sentence says "add index `ix` on `users`: email"; here the table is known.
    let mut line = |change: Change, more: &str| {
        let Words { what, detail, .. } = change.words();
        let detail = detail.map(|detail| format!(": {detail}")).unwrap_or_default();
        put(out, format_args!("    {what}{detail}{}", more.replace('\n', " ")));
    };
    let table_name = || name.clone();
    let keys = table.primary_key.iter().cloned();
    keys.for_each(|primary_key| line(Change::AddPrimaryKey { table: table_name(), primary_key }, ""));
    for unique in table.uniques.values().cloned() {
        line(Change::AddUnique { table: table_name(), unique: unique.into(), repair: Default::default() }, "");
    }
    for index in table.indexes.values().cloned() {
        let only = index.predicate.any.clone().map(|sql| format!(" where {sql}")).unwrap_or_default();
        line(Change::AddIndex { table: table_name(), index: index.into(), repair: Default::default() }, &only);
    }
    for foreign_key in table.foreign_keys.values().cloned() {
        line(
            Change::AddForeignKey { table: table_name(), foreign_key: foreign_key.into(), repair: Default::default() },
            "",
        );
    }
    for check in table.checks.values().cloned() {
        line(Change::AddCheck { table: table_name(), check: check.into(), repair: Default::default() }, "");
    }
    for exclusion in table.exclusions.values().cloned() {
        line(Change::AddExclusion { table: table_name(), exclusion: exclusion.into(), repair: Default::default() }, "");
    }
    if let Some(partitioning) = &table.partitioning {
        put(out, format_args!("    partitioned by {} ({})", partitioning.by.sql(), partitioning.columns.join(", ")));
        for partition in partitioning.partitions.values() {
            put(out, format_args!("        {}: {}", partition.name, partition.bounds));
        }
    }
    out.push('\n');
}
