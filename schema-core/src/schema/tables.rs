//! The tables of a schema, shared between copies of it.

use std::collections::BTreeMap;
use std::fmt;
use std::ops::Index;
use std::sync::Arc;

use super::{Table, TableName};

/// Tables by name. A copy shares them: a table is copied when it is changed while another schema has it too, and two
/// schemas that share a table are equal in it without a look.
#[derive(Clone, Default)]
pub struct Tables(BTreeMap<TableName, Arc<Table>>);

impl Tables {
    /// The table of this name.
    pub fn get(&self, name: &TableName) -> Option<&Table> {
        self.0.get(name).map(Arc::as_ref)
    }

    /// The same with the name.
    pub fn get_key_value(&self, name: &TableName) -> Option<(&TableName, &Table)> {
        self.0.get_key_value(name).map(|(name, table)| (name, table.as_ref()))
    }

    /// The table of this name, to be changed.
    pub fn get_mut(&mut self, name: &TableName) -> Option<&mut Table> {
        self.0.get_mut(name).map(Arc::make_mut)
    }

    /// Returns `true` if there is a table of this name.
    pub fn contains_key(&self, name: &TableName) -> bool {
        self.0.contains_key(name)
    }

    /// Puts a table in. Returns the one that had the name.
    pub fn insert(&mut self, name: TableName, table: Table) -> Option<Table> {
        self.0.insert(name, Arc::new(table)).map(Arc::unwrap_or_clone)
    }

    /// Puts a table in, by its name, which another schema or a change has too.
    pub(crate) fn share(&mut self, table: Arc<Table>) {
        self.0.insert(table.name.clone(), table);
    }

    /// The tables, to be shared, in the order of their names.
    pub(crate) fn shared(&self) -> impl Iterator<Item = &Arc<Table>> {
        self.0.values()
    }

    /// Takes the table of this name out.
    pub fn remove(&mut self, name: &TableName) -> Option<Table> {
        self.0.remove(name).map(Arc::unwrap_or_clone)
    }

    /// Keeps the tables for which `keeps` returns `true`.
    pub fn retain(&mut self, mut keeps: impl FnMut(&TableName, &Table) -> bool) {
        self.0.retain(|name, table| keeps(name, table));
    }

    /// The names and tables, in the order of the names.
    pub fn iter(&self) -> Iter<'_> {
        self.0.iter().map(|(name, table)| (name, table.as_ref()))
    }

    /// The names, in order.
    pub fn keys(&self) -> impl DoubleEndedIterator<Item = &TableName> + ExactSizeIterator + Clone {
        self.0.keys()
    }

    /// The tables, in the order of their names.
    pub fn values(&self) -> impl DoubleEndedIterator<Item = &Table> + ExactSizeIterator + Clone {
        self.0.values().map(Arc::as_ref)
    }

    /// The names and tables, to be changed. Each that is shared is copied.
    pub fn iter_mut(&mut self) -> IterMut<'_> {
        self.0.iter_mut().map(|(name, table)| (name, Arc::make_mut(table)))
    }

    /// The tables, to be changed. Each that is shared is copied.
    pub fn values_mut(&mut self) -> impl Iterator<Item = &mut Table> {
        self.0.values_mut().map(Arc::make_mut)
    }

    /// The tables for which `wants` returns `true`, to be changed. No other one is copied.
    pub(crate) fn values_mut_where(&mut self, wants: impl Fn(&Table) -> bool) -> impl Iterator<Item = &mut Table> {
        self.0.values_mut().filter(move |table| wants(table)).map(Arc::make_mut)
    }

    /// Takes the tables out for which `takes` returns `true`.
    #[cfg(feature = "introspect")]
    pub(crate) fn take_where(&mut self, takes: impl Fn(&TableName, &Table) -> bool) -> Vec<Table> {
        self.0.extract_if(.., |name, table| takes(name, table)).map(|(_, table)| Arc::unwrap_or_clone(table)).collect()
    }

    /// The tables, in the order of their names.
    pub fn into_values(self) -> impl Iterator<Item = Table> {
        self.0.into_values().map(Arc::unwrap_or_clone)
    }

    /// The number of tables.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Returns `true` if there is no table.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

/// What [`Tables::iter`] gives.
type Iter<'a> = std::iter::Map<
    std::collections::btree_map::Iter<'a, TableName, Arc<Table>>,
    fn((&'a TableName, &'a Arc<Table>)) -> (&'a TableName, &'a Table),
>;

/// What [`Tables::iter_mut`] gives.
type IterMut<'a> = std::iter::Map<
    std::collections::btree_map::IterMut<'a, TableName, Arc<Table>>,
    fn((&'a TableName, &'a mut Arc<Table>)) -> (&'a TableName, &'a mut Table),
>;

impl PartialEq for Tables {
    fn eq(&self, other: &Self) -> bool {
        let same = |(one, other): (&Arc<Table>, &Arc<Table>)| Arc::ptr_eq(one, other) || one == other;
        self.0.len() == other.0.len()
            && self.0.keys().eq(other.0.keys())
            && self.0.values().zip(other.0.values()).all(same)
    }
}

impl Eq for Tables {}

impl fmt::Debug for Tables {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl Index<&TableName> for Tables {
    type Output = Table;

    fn index(&self, name: &TableName) -> &Table {
        &self.0[name]
    }
}

impl<'a> IntoIterator for &'a Tables {
    type Item = (&'a TableName, &'a Table);
    type IntoIter = Iter<'a>;

    fn into_iter(self) -> Iter<'a> {
        self.iter()
    }
}

impl<'a> IntoIterator for &'a mut Tables {
    type Item = (&'a TableName, &'a mut Table);
    type IntoIter = IterMut<'a>;

    fn into_iter(self) -> IterMut<'a> {
        self.iter_mut()
    }
}

impl IntoIterator for Tables {
    type Item = (TableName, Table);
    type IntoIter = std::iter::Map<
        std::collections::btree_map::IntoIter<TableName, Arc<Table>>,
        fn((TableName, Arc<Table>)) -> (TableName, Table),
    >;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter().map(|(name, table)| (name, Arc::unwrap_or_clone(table)))
    }
}

impl Extend<(TableName, Table)> for Tables {
    fn extend<T: IntoIterator<Item = (TableName, Table)>>(&mut self, tables: T) {
        self.0.extend(tables.into_iter().map(|(name, table)| (name, Arc::new(table))));
    }
}

impl FromIterator<(TableName, Table)> for Tables {
    fn from_iter<T: IntoIterator<Item = (TableName, Table)>>(tables: T) -> Self {
        let mut all = Self::default();
        all.extend(tables);
        all
    }
}

#[cfg(feature = "plan")]
impl Tables {
    /// Changes all tables of `one` and `other`; each that they share once, so that they share it still.
    pub(crate) fn change_both(one: &mut Self, other: &mut Self, change: impl Fn(&mut Table)) {
        for (name, table) in &mut one.0 {
            if !other.0.get(name).is_some_and(|it| Arc::ptr_eq(it, table)) {
                change(Arc::make_mut(table));
            }
        }
        for (name, table) in &mut other.0 {
            let shared = one.0.get_mut(name).filter(|it| Arc::ptr_eq(it, table));
            let Some(shared) = shared else {
                change(Arc::make_mut(table));
                continue;
            };
            change(Arc::make_mut(shared));
            *table = Arc::clone(shared);
        }
    }
}

#[cfg(feature = "build")]
impl serde::Serialize for Tables {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self)
    }
}

#[cfg(feature = "build")]
impl<'de> serde::Deserialize<'de> for Tables {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        BTreeMap::<TableName, Table>::deserialize(deserializer).map(Self::from_iter)
    }
}
