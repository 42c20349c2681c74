//! Rust names for tables, columns, enum types and values.

use std::collections::{BTreeMap, BTreeSet};

use schema_core::declare::FLAGS;
use schema_core::schema::{EnumType, Schema, TableName};

/// What everything is called in the sources. No two items share a name, so that any module may import any other's.
#[derive(Debug, Default)]
pub(crate) struct Names {
    models: BTreeMap<TableName, String>,
    enums: BTreeMap<String, String>,
    fields: BTreeMap<(TableName, String), String>,
    taken: BTreeSet<String>,
}

impl Names {
    pub(crate) fn of(schema: &Schema) -> Self {
        let known = ["Schema", "SchemaEnum", "SchemaType", "Option", "Some", "None", "String", "Vec", "Box", "Self"];
        let mut names = Self { taken: known.map(str::to_owned).into(), ..Self::default() };
        for table in schema.tables.values() {
            let model = names.new_item(&table.name.name);
            names.models.insert(table.name.clone(), model);
            let mut taken = BTreeSet::new();
            for column in &table.columns {
                let field = unique(&snake(&column.name), &mut taken);
                names.fields.insert((table.name.clone(), column.name.clone()), raw(&field));
            }
        }
        for name in schema.enums.keys() {
            let item = names.new_item(name);
            names.enums.insert(name.clone(), item);
        }
        names
    }

    /// A name for an item that no other has.
    pub(crate) fn new_item(&mut self, from: &str) -> String {
        unique(&pascal(from), &mut self.taken)
    }

    pub(crate) fn model(&self, table: &TableName) -> &str {
        &self.models[table]
    }

    pub(crate) fn of_enum(&self, name: &str) -> &str {
        &self.enums[name]
    }

    pub(crate) fn field(&self, table: &TableName, column: &str) -> &str {
        &self.fields[&(table.clone(), column.to_owned())]
    }

    /// The same in a list of fields, where some words mean something else.
    pub(crate) fn listed(&self, table: &TableName, column: &str) -> String {
        let name = self.field(table, column);
        if FLAGS.contains(&name) { format!("r#{name}") } else { name.to_owned() }
    }
}

/// The variants of an enum type, in its order.
pub(crate) fn variants(of: &EnumType) -> Vec<String> {
    let mut taken: BTreeSet<String> = ["Self".to_owned()].into();
    of.values.iter().map(|value| unique(&pascal(value), &mut taken)).collect()
}

fn unique(name: &str, taken: &mut BTreeSet<String>) -> String {
    let numbered = (2..).map(|number| format!("{name}{number}"));
    let free = [name.to_owned()].into_iter().chain(numbered).find(|name| !taken.contains(name));
    let free = free.expect("numbers do not end");
    taken.insert(free.clone());
    free
}

fn words(name: &str) -> impl Iterator<Item = &str> {
    name.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty())
}

fn pascal(name: &str) -> String {
    let capital = |word: &str| word[..1].to_uppercase() + &word[1..];
    started(words(name).map(capital).collect(), 'T')
}

fn snake(name: &str) -> String {
    started(words(name).map(str::to_lowercase).collect::<Vec<_>>().join("_"), 'c')
}

/// A name begins with a letter, and has one.
fn started(name: String, letter: char) -> String {
    if name.starts_with(|c: char| c.is_ascii_alphabetic()) { name } else { format!("{letter}{name}") }
}

/// A keyword in the form in which it is a name.
fn raw(name: &str) -> String {
    let is_name = |text: &str| syn::parse_str::<syn::Ident>(text).is_ok();
    let raw = format!("r#{name}");
    if is_name(name) {
        name.to_owned()
    } else if is_name(&raw) {
        raw
    } else {
        format!("{name}_")
    }
}
