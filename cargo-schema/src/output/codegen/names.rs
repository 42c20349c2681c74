//! Rust names for tables, columns, enum types and values.

use std::collections::{BTreeMap, BTreeSet};

use schema_core::declare::{FLAGS, is_list};
use schema_core::schema::{EnumType, Schema, Table, TableName};

/// The names of structs and enums in one module.
#[derive(Debug, Default)]
pub(super) struct Names {
    models: BTreeMap<TableName, String>,
    enums: BTreeMap<String, String>,
    fields: BTreeMap<TableName, Fields>,
}

/// The names of the fields of one struct, by column.
#[derive(Debug, Default)]
pub(super) struct Fields(BTreeMap<String, String>);

impl Names {
    pub(super) fn of(schema: &Schema) -> Self {
        let mut names = Self::default();
        // What a derive or the prelude is called would be hidden.
        let mut taken: BTreeSet<String> = [
            "Schema",
            "SchemaEnum",
            "SchemaType",
            "Option",
            "Some",
            "None",
            "String",
            "Vec",
            "Box",
            "Self",
            "Result",
            "Ok",
            "Err",
        ]
        .map(str::to_owned)
        .into();
        for name in schema.tables.keys() {
            let plain = pascal(&name.name);
            let free = if taken.contains(&plain) {
                name.namespace.as_ref().map(|namespace| pascal(namespace) + &plain)
            } else {
                None
            };
            names.models.insert(name.clone(), unique(&free.unwrap_or(plain), &mut taken));
        }
        for table in schema.tables.values() {
            let fields = names.fields(table);
            names.fields.insert(table.name.clone(), fields);
        }
        for name in schema.enums.keys() {
            names.enums.insert(name.clone(), unique(&pascal(name), &mut taken));
        }
        names
    }

    /// The struct of a table.
    pub(super) fn model(&self, table: &TableName) -> String {
        self.models.get(table).cloned().unwrap_or_default()
    }

    /// Whether there is a struct of this table.
    pub(super) fn has_model(&self, table: &TableName) -> bool {
        self.models.contains_key(table)
    }

    /// The enum of an enum type.
    pub(super) fn enum_of(&self, name: &str) -> Option<&String> {
        self.enums.get(name)
    }

    /// The field of a column of a table.
    pub(super) fn field_of(&self, table: &TableName, column: &str) -> String {
        self.fields.get(table).map_or_else(String::new, |fields| fields.of(column))
    }

    /// The fields of a table's struct.
    pub(super) fn fields(&self, table: &Table) -> Fields {
        let mut taken = BTreeSet::new();
        let named = |column: &schema_core::schema::Column| {
            let name = unique(&snake(&column.name), &mut taken);
            (column.name.clone(), escaped(&name))
        };
        Fields(table.columns.iter().map(named).collect())
    }
}

impl Fields {
    /// The field of a column.
    pub(super) fn of(&self, column: &str) -> String {
        self.0.get(column).cloned().unwrap_or_default()
    }

    /// The same in a list of fields, where some words mean something else.
    pub(super) fn listed(&self, column: &str) -> String {
        let name = self.of(column);
        if FLAGS.contains(&name.as_str()) { format!("r#{name}") } else { name }
    }

    /// The same where a list follows it.
    pub(super) fn with_list(&self, column: &str) -> String {
        let name = self.listed(column);
        if is_list(&name) { format!("r#{name}") } else { name }
    }
}

/// The variants of an enum type, in its order.
pub(super) fn variants(of: &EnumType) -> Vec<String> {
    let mut taken: BTreeSet<String> = ["Self".to_owned()].into();
    of.values.iter().map(|value| unique(&pascal(value), &mut taken)).collect()
}

/// `name`, or with a number behind it where it is taken.
fn unique(name: &str, taken: &mut BTreeSet<String>) -> String {
    let mut free = name.to_owned();
    let mut number = 2;
    while !taken.insert(free.clone()) {
        free = format!("{name}{number}");
        number += 1;
    }
    free
}

/// The words of a name: letters and digits of any language that stand in Rust names.
fn words(name: &str) -> Vec<String> {
    let word = |word: &str| word.chars().filter(|c| is_part(*c)).collect::<String>();
    name.split(|c: char| !c.is_alphanumeric()).map(word).filter(|word| !word.is_empty()).collect()
}

/// Whether rustc takes it in a name.
fn is_part(c: char) -> bool {
    c.is_ascii_alphanumeric()
        || (!c.is_ascii() && c.is_alphabetic() && syn::parse_str::<syn::Ident>(&format!("a{c}")).is_ok())
}

/// Whether all of it is a name: the parser looks away from blanks and comments around one.
pub(crate) fn is_name(text: &str) -> bool {
    syn::parse_str::<syn::Ident>(text).is_ok_and(|name| name == text)
}

fn pascal(name: &str) -> String {
    let capital = |word: String| {
        let mut chars = word.chars();
        let first: String = chars.next().into_iter().flat_map(char::to_uppercase).collect();
        let rest: String = chars.collect();
        // `USERS` is a word like `users`.
        first + &if word.chars().any(char::is_lowercase) { rest } else { rest.to_lowercase() }
    };
    started(words(name).into_iter().map(capital).collect::<String>(), 'T')
}

fn snake(name: &str) -> String {
    if is_name(name) && name.starts_with(|c: char| c.is_ascii_lowercase()) {
        return name.to_owned();
    }
    let snake =
        words(name).into_iter().map(|word| schema_core::declare::snake_case(&word)).collect::<Vec<_>>().join("_");
    started(snake, 'c')
}

/// A name begins with a letter, and has one.
fn started(name: String, letter: char) -> String {
    match name.chars().next() {
        Some(first) if first.is_alphabetic() => name,
        _ => format!("{letter}{name}"),
    }
}

/// A keyword in the form in which it is a name.
fn escaped(name: &str) -> String {
    if syn::parse_str::<syn::Ident>(name).is_ok() {
        return name.to_owned();
    }
    let raw = format!("r#{name}");
    if syn::parse_str::<syn::Ident>(&raw).is_ok() { raw } else { format!("{name}_") }
}

#[cfg(test)]
mod tests {
    use super::{escaped, pascal, snake};

    #[test]
    fn names_become_rust_names() {
        for (name, model, field) in [
            ("users", "Users", "users"),
            ("trails ", "Trails", "trails"),
            ("a/**/", "A", "a"),
            ("user_roles", "UserRoles", "user_roles"),
            ("UserRoles", "UserRoles", "user_roles"),
            ("USERS", "Users", "users"),
            ("two words", "TwoWords", "two_words"),
            ("2nd", "T2nd", "c2nd"),
            ("'\"`", "T", "c"),
            ("Größe", "Größe", "größe"),
            ("; DROP TABLE users; --", "DropTableUsers", "drop_table_users"),
            ("emoji 🦀", "Emoji", "emoji"),
        ] {
            assert_eq!(pascal(name), model);
            assert_eq!(snake(name), field);
        }
        assert_eq!(escaped("type"), "r#type");
        assert_eq!(escaped("self"), "self_");
        assert_eq!(escaped("name"), "name");
    }
}
