//! A schema as model structs: derived and compared with the database that it was read from, they differ in nothing.

mod attributes;
mod enums;
mod keys;
mod layout;
mod names;
mod types;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use schema_core::declare::keys::Place;
use schema_core::dialect::Introspection;
use schema_core::diff::unfit;
use schema_core::schema::{Column, DefaultValue, Dialect, Generated, Schema, Table, TableName};

use attributes::{Attributes, Key, default, spelling, sql, text};
use names::Names;
pub(crate) use names::is_name;
use types::Types;
use unicode_width::UnicodeWidthStr as _;

/// Models that declare what was found.
#[derive(Debug)]
pub(crate) struct Models {
    /// A whole file.
    pub(crate) source: String,
    /// The features of schema-core for the types in them: `chrono`, `json`, `rust_decimal`, `uuid`.
    pub(crate) features: BTreeSet<&'static str>,
    /// The structs by themselves.
    tables: BTreeMap<TableName, String>,
    /// The enums by themselves.
    enums: BTreeMap<String, String>,
}

impl Models {
    /// How many there are, in words.
    pub(crate) fn count(&self) -> String {
        crate::output::shell::count(self.tables.len(), "model")
    }

    /// The enums and structs that stand for these, without the rest.
    pub(crate) fn some(&self, tables: &BTreeSet<TableName>, enums: &BTreeSet<String>) -> String {
        let enums = self.enums.iter().filter(|(name, _)| enums.contains(*name)).map(|(_, text)| text);
        let tables = self.tables.iter().filter(|(name, _)| tables.contains(*name)).map(|(_, text)| text);
        enums.chain(tables).map(String::as_str).collect::<String>().trim().to_owned()
    }
}

/// The source of models that declare what was found.
pub(crate) fn source(dialect: Dialect, found: &Introspection) -> String {
    models(dialect, found).source
}

/// Models that declare what was found.
pub(crate) fn models(dialect: Dialect, found: &Introspection) -> Models {
    let mut schema = found.schema.clone();
    enums::find(dialect, &mut schema);
    types::spell_unlike(dialect, &mut schema);
    let mut models = of_schema(&schema);
    let mut head = String::new();
    if !models.features.is_empty() {
        let list: Vec<_> = models.features.iter().copied().collect();
        let _ = writeln!(head, "// These models need schema-core with the features of: {}.", list.join(", "));
    }
    for it in &found.unmanaged {
        let _ = writeln!(head, "// Unmanaged: {}", it.to_string().replace(['\n', '\r'], " "));
    }
    if !head.is_empty() {
        head.push('\n');
    }
    models.source.insert_str(0, &head);
    models
}

/// Models that declare `schema`.
pub(crate) fn of_schema(schema: &Schema) -> Models {
    let names = Names::of(schema);
    let mut features = BTreeSet::new();
    let mut models =
        Models { source: String::new(), features: BTreeSet::new(), tables: BTreeMap::new(), enums: BTreeMap::new() };
    for it in schema.enums.values() {
        let mut text = String::new();
        enums::write(&mut text, it, &names);
        models.source.push_str(&text);
        models.enums.insert(it.name.clone(), text);
    }
    for table in schema.tables.values() {
        let mut text = String::new();
        model(&mut text, table, schema, &names, &mut features);
        models.source.push_str(&text);
        models.tables.insert(table.name.clone(), text);
    }
    let derives = if schema.enums.is_empty() { "Schema" } else { "{Schema, SchemaEnum}" };
    if !models.source.is_empty() {
        models.source.insert_str(0, &format!("use schema_core::{derives};\n"));
    }
    models.features = features;
    models
}

/// One struct.
fn model(out: &mut String, table: &Table, schema: &Schema, names: &Names, crates: &mut BTreeSet<&'static str>) {
    let Table { name, columns, partitioning, options, comment, .. } = table;
    let fields = names.fields(table);
    let mut on_struct = Attributes::default();
    on_struct.add(format!("table = {}", text(&name.name)));
    on_struct.extend(name.namespace.as_ref().map(|it| format!("namespace = {}", text(it))));
    keys::on_struct(&mut on_struct, table, schema, names);
    on_struct.options(options, partitioning.as_ref(), &|column| fields.of(column));
    out.push('\n');
    self::comment(out, "", comment.as_deref(), &mut on_struct);
    out.push_str("#[derive(Schema)]\n");
    on_struct.write(out, "");
    let _ = writeln!(out, "pub struct {} {{", names.model(name));
    for column in columns {
        field(out, column, (table, schema), names, &fields.of(&column.name), crates);
    }
    out.push_str("}\n");
}

fn field(
    out: &mut String,
    column: &Column,
    (table, schema): (&Table, &Schema),
    names: &Names,
    field: &str,
    crates: &mut BTreeSet<&'static str>,
) {
    let Column { name, ty, nullable, default: value, identity, generated, collation, charset, on_update_now, comment } =
        column;
    let mut on_field = Attributes::default();
    if field.strip_prefix("r#").unwrap_or(field) != name {
        on_field.add(format!("column = {}", text(name)));
    }
    let rust = Types { names, crates }.of(ty, &mut on_field);
    keys::on_field(&mut on_field, column, table, names);
    on_field.extend(identity.as_ref().map(attributes::identity));
    if let Some(Generated { expression, stored }) = generated {
        let stored = stored.then(|| "stored".to_owned()).into_iter();
        on_field.add(Key::list("generated", stored.chain(spelling(expression)).collect()));
    }
    // A value whose kind is not that of the type is said as SQL.
    let unfit = |value: &&DefaultValue| unfit(value, column, table, |name| schema.enums.get(name)).is_some();
    on_field.extend(match value.as_ref().filter(unfit) {
        Some(DefaultValue::Literal(literal)) => Some(attributes::as_sql(literal)),
        _ => value.as_ref().map(|value| default(ty, value)),
    });
    on_field.extend((!collation.is_empty()).then(|| sql("collate", collation)));
    let charset = charset.as_ref().map(|charset| format!("charset = {}", text(charset)));
    on_field.of_engine(Place::Field, "charset", charset);
    on_field.of_engine(Place::Field, "on_update", on_update_now.then(|| "on_update(now)".to_owned()));
    self::comment(out, "    ", comment.as_deref(), &mut on_field);
    on_field.write(out, "    ");
    let rust = if *nullable { format!("Option<{rust}>") } else { rust };
    let line = format!("    pub {field}: {rust},");
    let _ = match line.width() > layout::WIDTH {
        true => writeln!(out, "    pub {field}:\n        {rust},"),
        false => writeln!(out, "{line}"),
    };
}

/// A comment as a doc comment, or as a key where that would be read otherwise.
fn comment(out: &mut String, indent: &str, comment: Option<&str>, keys: &mut Attributes) {
    let Some(comment) = comment else { return };
    if !is_documentation(comment) {
        keys.add(format!("comment = {}", text(comment)));
        return;
    }
    for line in comment.lines() {
        let _ = writeln!(out, "{indent}{}", format!("/// {line}").trim_end());
    }
}

/// Whether a doc comment says it as it is: blanks at its ends and those of its lines do not count there, and rustc takes
/// no carriage return in one. What a string literal would escape cannot be seen there, and a terminal may act on it.
fn is_documentation(comment: &str) -> bool {
    // An escape by its number is longer than one such as `\n`.
    let hidden = comment.chars().any(|c| matches!(c, '\r' | '\0') || c.escape_debug().len() > 2);
    !hidden && comment.trim() == comment && comment.split('\n').all(|line| line.trim_end() == line)
}

#[cfg(test)]
mod tests {
    use super::is_documentation;

    #[test]
    fn comments_that_documentation_cannot_hold_are_told() {
        for text in ["Users", "two\nlines", "a\n\n  b", "/*! x */", "it's \"so\" \\", "İı ß 🦀", "a\tb"] {
            assert!(is_documentation(text), "{text:?}");
        }
        for text in [" ", "a ", " a", "a \nb", "a\n", "a\r\nb", "\u{1}\u{1b}", "a\0", "\u{feff}mark", "a\u{202e}b"] {
            assert!(!is_documentation(text), "{text:?}");
        }
    }
}
