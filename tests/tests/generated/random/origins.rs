//! Which thing of the second schema was which of the first: what a person would answer to the differ.

use std::collections::BTreeMap;

use schema_core::diff::Answers;
use schema_core::schema::{Schema, TableName};

/// New names, each with the old one. What is missing is new.
#[derive(Clone, Debug, Default)]
pub(crate) struct Origins {
    tables: BTreeMap<TableName, TableName>,
    columns: BTreeMap<TableName, BTreeMap<String, String>>,
    enums: BTreeMap<String, String>,
    values: BTreeMap<String, BTreeMap<String, String>>,
}

fn moved<K: Ord + Clone, V>(map: &mut BTreeMap<K, V>, old: &K, new: &K) {
    if let Some(origin) = map.remove(old) {
        map.insert(new.clone(), origin);
    }
}

fn swapped<K: Ord + Clone, V>(map: &mut BTreeMap<K, V>, one: &K, other: &K) {
    let (a, b) = (map.remove(one), map.remove(other));
    map.extend(a.map(|a| (other.clone(), a)).into_iter().chain(b.map(|b| (one.clone(), b))));
}

impl Origins {
    /// Everything is what it was.
    pub(crate) fn of(schema: &Schema) -> Self {
        let mut origins = Self::default();
        for (name, table) in &schema.tables {
            origins.tables.insert(name.clone(), name.clone());
            let same = table.columns.iter().map(|column| (column.name.clone(), column.name.clone()));
            origins.columns.insert(name.clone(), same.collect());
        }
        for (name, of) in &schema.enums {
            origins.enums.insert(name.clone(), name.clone());
            let same = of.values.iter().map(|value| (value.clone(), value.clone()));
            origins.values.insert(name.clone(), same.collect());
        }
        origins
    }

    pub(crate) fn table_renamed(&mut self, old: &TableName, new: &TableName) {
        moved(&mut self.tables, old, new);
        moved(&mut self.columns, old, new);
    }

    pub(crate) fn tables_swapped(&mut self, one: &TableName, other: &TableName) {
        swapped(&mut self.tables, one, other);
        swapped(&mut self.columns, one, other);
    }

    pub(crate) fn table_dropped(&mut self, name: &TableName) {
        self.tables.remove(name);
        self.columns.remove(name);
    }

    pub(crate) fn column_renamed(&mut self, table: &TableName, old: &String, new: &String) {
        moved(self.columns.entry(table.clone()).or_default(), old, new);
    }

    pub(crate) fn columns_swapped(&mut self, table: &TableName, one: &String, other: &String) {
        swapped(self.columns.entry(table.clone()).or_default(), one, other);
    }

    pub(crate) fn column_dropped(&mut self, table: &TableName, name: &str) {
        self.columns.entry(table.clone()).or_default().remove(name);
    }

    pub(crate) fn enum_renamed(&mut self, old: &String, new: &String) {
        moved(&mut self.enums, old, new);
        moved(&mut self.values, old, new);
    }

    pub(crate) fn enum_dropped(&mut self, name: &str) {
        self.enums.remove(name);
        self.values.remove(name);
    }

    pub(crate) fn value_renamed(&mut self, of: &str, old: &String, new: &String) {
        moved(self.values.entry(of.to_owned()).or_default(), old, new);
    }

    pub(crate) fn values_swapped(&mut self, of: &str, one: &String, other: &String) {
        swapped(self.values.entry(of.to_owned()).or_default(), one, other);
    }

    pub(crate) fn value_dropped(&mut self, of: &str, value: &str) {
        self.values.entry(of.to_owned()).or_default().remove(value);
    }

    /// The renames, told for this difference alone.
    pub(crate) fn answers(&self) -> Answers {
        let mut answers = Answers::default();
        for (new, old) in self.tables.iter().filter(|(new, old)| new != old) {
            answers.rename_table(old.clone(), new.clone());
        }
        for (table, columns) in &self.columns {
            for (new, old) in columns.iter().filter(|(new, old)| new != old) {
                answers.rename_column(table.clone(), old.as_str(), new.as_str());
            }
        }
        for (new, old) in self.enums.iter().filter(|(new, old)| new != old) {
            answers.rename_enum(old.as_str(), new.as_str());
        }
        for (of, values) in &self.values {
            for (new, old) in values.iter().filter(|(new, old)| new != old) {
                answers.rename_value(of.as_str(), old.as_str(), new.as_str());
            }
        }
        answers.for_now();
        answers
    }
}
