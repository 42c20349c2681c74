//! Maps whose values are shared between copies.

use std::borrow::Borrow;
use std::collections::BTreeMap;
use std::fmt;
use std::ops::Index;
use std::sync::Arc;

/// Values by name, in the order of the names. A copy shares them: a value is copied when it is changed while another
/// copy has it too, and two maps that share a value are equal in it without a look.
pub struct SharedMap<K, V>(BTreeMap<K, Arc<V>>);

impl<K: Ord, V> SharedMap<K, V> {
    /// Returns a map without values.
    pub const fn new() -> Self {
        Self(BTreeMap::new())
    }

    /// Returns the value of this name.
    pub fn get<Q: Ord + ?Sized>(&self, name: &Q) -> Option<&V>
    where
        K: Borrow<Q>,
    {
        self.0.get(name).map(Arc::as_ref)
    }

    /// Returns the value of this name, and the name as the map has it.
    pub fn get_key_value<Q: Ord + ?Sized>(&self, name: &Q) -> Option<(&K, &V)>
    where
        K: Borrow<Q>,
    {
        self.0.get_key_value(name).map(|(name, value)| (name, value.as_ref()))
    }

    /// Returns `true` if there is a value of this name.
    pub fn contains_key<Q: Ord + ?Sized>(&self, name: &Q) -> bool
    where
        K: Borrow<Q>,
    {
        self.0.contains_key(name)
    }

    /// Returns the values that `other` has not by their names, or has otherwise.
    pub fn differing_from<'a>(&'a self, other: &'a Self) -> impl Iterator<Item = &'a Arc<V>>
    where
        V: PartialEq,
    {
        let differs =
            |(name, value): &(&K, &Arc<V>)| other.0.get(name).is_none_or(|it| !Arc::ptr_eq(it, value) && it != *value);
        self.0.iter().filter(differs).map(|(_, value)| value)
    }

    /// Takes all values out.
    pub fn clear(&mut self) {
        self.0.clear();
    }

    /// Keeps the values for which `keeps` returns `true`.
    pub fn retain(&mut self, mut keeps: impl FnMut(&K, &V) -> bool) {
        self.0.retain(|name, value| keeps(name, value));
    }

    /// Returns the names and values, in the order of the names.
    pub fn iter(&self) -> Iter<'_, K, V> {
        self.0.iter().map(|(name, value)| (name, value.as_ref()))
    }

    /// Returns the names, in order.
    pub fn keys(&self) -> impl DoubleEndedIterator<Item = &K> + ExactSizeIterator + Clone {
        self.0.keys()
    }

    /// Returns the values, in the order of their names.
    pub fn values(&self) -> impl DoubleEndedIterator<Item = &V> + ExactSizeIterator + Clone {
        self.0.values().map(Arc::as_ref)
    }

    /// Returns the number of values.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Returns `true` if there is no value.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Returns the value of this name, to be shared.
    pub fn get_shared<Q: Ord + ?Sized>(&self, name: &Q) -> Option<&Arc<V>>
    where
        K: Borrow<Q>,
    {
        self.0.get(name)
    }

    /// Puts a value in that something else has too.
    pub fn share(&mut self, name: K, value: Arc<V>) {
        self.0.insert(name, value);
    }

    /// Returns the values, to be shared, in the order of their names.
    pub fn shared(&self) -> impl Iterator<Item = &Arc<V>> {
        self.0.values()
    }
}

impl<K: Ord, V: Clone> SharedMap<K, V> {
    /// Returns the value of this name, to be changed. It is copied if it is shared.
    pub fn get_mut<Q: Ord + ?Sized>(&mut self, name: &Q) -> Option<&mut V>
    where
        K: Borrow<Q>,
    {
        self.0.get_mut(name).map(Arc::make_mut)
    }

    /// Puts a value in. Returns the one that had the name.
    pub fn insert(&mut self, name: K, value: V) -> Option<V> {
        self.0.insert(name, Arc::new(value)).map(Arc::unwrap_or_clone)
    }

    /// Takes the value of this name out.
    pub fn remove<Q: Ord + ?Sized>(&mut self, name: &Q) -> Option<V>
    where
        K: Borrow<Q>,
    {
        self.0.remove(name).map(Arc::unwrap_or_clone)
    }

    /// Returns the value of this name, to be changed; one that `make` returns where there was none.
    pub fn get_or_insert_with(&mut self, name: K, make: impl FnOnce() -> V) -> &mut V {
        Arc::make_mut(self.0.entry(name).or_insert_with(|| Arc::new(make())))
    }

    /// Returns the names and values, to be changed. Each that is shared is copied.
    pub fn iter_mut(&mut self) -> IterMut<'_, K, V> {
        self.0.iter_mut().map(|(name, value)| (name, Arc::make_mut(value)))
    }

    /// Returns the values, to be changed. Each that is shared is copied.
    pub fn values_mut(&mut self) -> impl Iterator<Item = &mut V> {
        self.0.values_mut().map(Arc::make_mut)
    }

    /// Returns the values for which `wants` returns `true`, to be changed. No other one is copied.
    pub fn values_mut_where(&mut self, wants: impl Fn(&V) -> bool) -> impl Iterator<Item = &mut V> {
        self.0.values_mut().filter(move |value| wants(value)).map(Arc::make_mut)
    }

    /// Takes the values out for which `takes` returns `true`.
    pub fn take_where(&mut self, takes: impl Fn(&K, &V) -> bool) -> Vec<V> {
        self.0.extract_if(.., |name, value| takes(name, value)).map(|(_, value)| Arc::unwrap_or_clone(value)).collect()
    }

    /// Returns the values, in the order of their names.
    pub fn into_values(self) -> impl Iterator<Item = V> {
        self.0.into_values().map(Arc::unwrap_or_clone)
    }

    /// Changes all values of `one` and `other`; each that they share once, so that they share it still.
    pub fn change_both(one: &mut Self, other: &mut Self, change: impl Fn(&mut V)) {
        for (name, value) in &mut one.0 {
            if !other.0.get(name).is_some_and(|it| Arc::ptr_eq(it, value)) {
                change(Arc::make_mut(value));
            }
        }
        for (name, value) in &mut other.0 {
            let shared = one.0.get_mut(name).filter(|it| Arc::ptr_eq(it, value));
            let Some(shared) = shared else {
                change(Arc::make_mut(value));
                continue;
            };
            change(Arc::make_mut(shared));
            *value = Arc::clone(shared);
        }
    }
}

/// What [`SharedMap::iter`] returns.
type Iter<'a, K, V> =
    std::iter::Map<std::collections::btree_map::Iter<'a, K, Arc<V>>, fn((&'a K, &'a Arc<V>)) -> (&'a K, &'a V)>;

/// What [`SharedMap::iter_mut`] returns.
type IterMut<'a, K, V> = std::iter::Map<
    std::collections::btree_map::IterMut<'a, K, Arc<V>>,
    fn((&'a K, &'a mut Arc<V>)) -> (&'a K, &'a mut V),
>;

impl<K: Clone, V> Clone for SharedMap<K, V> {
    fn clone(&self) -> Self {
        Self(self.0.clone())
    }
}

impl<K, V> Default for SharedMap<K, V> {
    fn default() -> Self {
        Self(BTreeMap::new())
    }
}

impl<K: PartialEq, V: PartialEq> PartialEq for SharedMap<K, V> {
    fn eq(&self, other: &Self) -> bool {
        let same = |(one, other): (&Arc<V>, &Arc<V>)| Arc::ptr_eq(one, other) || one == other;
        self.0.len() == other.0.len()
            && self.0.keys().eq(other.0.keys())
            && self.0.values().zip(other.0.values()).all(same)
    }
}

impl<K: Eq, V: Eq> Eq for SharedMap<K, V> {}

impl<K: fmt::Debug, V: fmt::Debug> fmt::Debug for SharedMap<K, V> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl<K: Ord + Borrow<Q>, V, Q: Ord + ?Sized> Index<&Q> for SharedMap<K, V> {
    type Output = V;

    fn index(&self, name: &Q) -> &V {
        &self.0[name]
    }
}

impl<'a, K: Ord, V> IntoIterator for &'a SharedMap<K, V> {
    type Item = (&'a K, &'a V);
    type IntoIter = Iter<'a, K, V>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl<'a, K: Ord, V: Clone> IntoIterator for &'a mut SharedMap<K, V> {
    type Item = (&'a K, &'a mut V);
    type IntoIter = IterMut<'a, K, V>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter_mut()
    }
}

impl<K: Ord, V: Clone> IntoIterator for SharedMap<K, V> {
    type Item = (K, V);
    type IntoIter = std::iter::Map<std::collections::btree_map::IntoIter<K, Arc<V>>, fn((K, Arc<V>)) -> (K, V)>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter().map(|(name, value)| (name, Arc::unwrap_or_clone(value)))
    }
}

impl<K: Ord, V> Extend<(K, V)> for SharedMap<K, V> {
    fn extend<T: IntoIterator<Item = (K, V)>>(&mut self, values: T) {
        self.0.extend(values.into_iter().map(|(name, value)| (name, Arc::new(value))));
    }
}

impl<K: Ord, V> FromIterator<(K, V)> for SharedMap<K, V> {
    fn from_iter<T: IntoIterator<Item = (K, V)>>(values: T) -> Self {
        Self(values.into_iter().map(|(name, value)| (name, Arc::new(value))).collect())
    }
}

impl<K: Ord, V> From<BTreeMap<K, V>> for SharedMap<K, V> {
    fn from(values: BTreeMap<K, V>) -> Self {
        values.into_iter().collect()
    }
}

impl<K: Ord, V, const N: usize> From<[(K, V); N]> for SharedMap<K, V> {
    fn from(values: [(K, V); N]) -> Self {
        values.into_iter().collect()
    }
}

#[cfg(feature = "serde")]
impl<K: serde::Serialize + Ord, V: serde::Serialize> serde::Serialize for SharedMap<K, V> {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self)
    }
}

#[cfg(feature = "serde")]
impl<'de, K, V> serde::Deserialize<'de> for SharedMap<K, V>
where
    K: serde::Deserialize<'de> + Ord,
    V: serde::Deserialize<'de>,
{
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        BTreeMap::<K, V>::deserialize(deserializer).map(Self::from_iter)
    }
}
