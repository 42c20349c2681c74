//! A schema as model structs: derived and compared with the database that it was read from, they differ in nothing.

mod attributes;
mod enums;
mod keys;
mod names;
mod types;

use std::collections::BTreeSet;
use std::fmt::Write as _;

use schema_core::dialect::Introspection;
use schema_core::schema::{Column, Dialect, Generated, Schema, Table};

use attributes::{Attributes, call, default, literal, spelling, text};
use names::Names;
use types::Types;

/// The source of models that declare what was found.
pub(crate) fn source(dialect: Dialect, found: &Introspection) -> String {
    let mut schema = found.schema.clone();
    enums::find(dialect, &mut schema);
    let names = Names::of(&schema);
    let mut crates = BTreeSet::new();
    let mut body = String::new();
    for it in schema.enums.values() {
        enums::write(&mut body, it, &names);
    }
    for table in schema.tables.values() {
        model(&mut body, table, &schema, &names, &mut crates);
    }
    let derives = if schema.enums.is_empty() { "Schema" } else { "{Schema, SchemaEnum}" };
    let mut out = String::new();
    if !crates.is_empty() {
        let list: Vec<_> = crates.into_iter().collect();
        let _ = writeln!(out, "// These models need schema-core with the features of: {}.", list.join(", "));
    }
    for it in &found.unmodelled {
        let _ = writeln!(out, "// Not in here: {} {}", it.kind, it.name.replace(['\n', '\r'], " "));
    }
    if !out.is_empty() {
        out.push('\n');
    }
    if !body.is_empty() {
        let _ = writeln!(out, "use schema_derive::{derives};");
    }
    out + &body
}

/// One struct.
fn model(out: &mut String, table: &Table, schema: &Schema, names: &Names, crates: &mut BTreeSet<&'static str>) {
    let Table { name, columns, partitioning, options, comment, .. } = table;
    let fields = names.fields(table);
    let mut on_struct = Attributes::default();
    on_struct.add(format!("table = {}", text(&name.name)));
    on_struct.extend(name.namespace.as_ref().map(|it| format!("namespace = {}", text(it))));
    keys::on_struct(&mut on_struct, table, schema, names);
    on_struct.options(options);
    on_struct.extend(partitioning.as_ref().map(|it| attributes::partitioning(it, &|column| fields.of(column))));
    out.push('\n');
    doc(out, "", comment.as_deref());
    out.push_str("#[derive(Schema)]\n");
    on_struct.write(out, "");
    let _ = writeln!(out, "pub struct {} {{", names.model(name));
    for column in columns {
        field(out, column, table, names, &fields.of(&column.name), crates);
    }
    out.push_str("}\n");
}

fn field(
    out: &mut String,
    column: &Column,
    table: &Table,
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
        let mut parts: Vec<String> = stored.then(|| "stored".to_owned()).into_iter().collect();
        parts.extend(spelling(expression));
        on_field.add(call("generated", &parts));
    }
    // A value whose kind is not that of the type is said as SQL.
    on_field.extend(value.as_ref().map(|value| default(ty, value)));
    on_field.extend((!collation.is_empty()).then(|| call("collate", &spelling(collation))));
    on_field.extend(charset.as_ref().map(|charset| format!("charset = {}", text(charset))));
    on_field.extend(on_update_now.then(|| "on_update = now()".to_owned()));
    doc(out, "    ", comment.as_deref());
    on_field.write(out, "    ");
    let rust = if *nullable { format!("Option<{rust}>") } else { rust };
    let _ = writeln!(out, "    pub {field}: {rust},");
}

/// A comment as a doc comment.
fn doc(out: &mut String, indent: &str, comment: Option<&str>) {
    for line in comment.unwrap_or_default().lines() {
        // What a doc comment cannot hold is said as an attribute.
        if line.contains(['\r', '\u{0}']) || line.starts_with(['/', ' ']) {
            let _ = writeln!(out, "{indent}#[doc = {}]", literal(&format!(" {line}")));
        } else if line.is_empty() {
            let _ = writeln!(out, "{indent}///");
        } else {
            let _ = writeln!(out, "{indent}/// {line}");
        }
    }
}
