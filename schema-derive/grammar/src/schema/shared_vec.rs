//! Lists whose values are shared between copies.

use std::fmt;
use std::ops::Index;
use std::sync::Arc;

/// Values in an order. A copy shares them, as that of a [`SharedMap`](super::SharedMap) does.
pub struct SharedVec<T>(Vec<Arc<T>>);

impl<T> SharedVec<T> {
    /// Returns a list without values.
    pub const fn new() -> Self {
        Self(Vec::new())
    }

    /// Returns the value at this place.
    pub fn get(&self, place: usize) -> Option<&T> {
        self.0.get(place).map(Arc::as_ref)
    }

    /// Returns the values in order.
    pub fn iter(&self) -> Iter<'_, T> {
        self.0.iter().map(Arc::as_ref)
    }

    /// Returns the values, to be shared.
    pub fn shared(&self) -> &[Arc<T>] {
        &self.0
    }

    /// Returns the values, to be replaced by others that are shared.
    pub fn shared_mut(&mut self) -> &mut [Arc<T>] {
        &mut self.0
    }

    /// Puts a value at the end that something else has too.
    pub fn share(&mut self, value: Arc<T>) {
        self.0.push(value);
    }

    /// Returns the first value.
    pub fn first(&self) -> Option<&T> {
        self.0.first().map(Arc::as_ref)
    }

    /// Returns the number of values.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Returns `true` if there is no value.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Puts a value at the end.
    pub fn push(&mut self, value: T) {
        self.0.push(Arc::new(value));
    }

    /// Puts a value at a place, before the one that is there.
    ///
    /// # Panics
    /// If the place lies behind the end.
    pub fn insert(&mut self, place: usize, value: T) {
        self.0.insert(place, Arc::new(value));
    }

    /// Keeps the values for which `keeps` returns `true`.
    pub fn retain(&mut self, mut keeps: impl FnMut(&T) -> bool) {
        self.0.retain(|value| keeps(value));
    }

    /// Turns the order around.
    pub fn reverse(&mut self) {
        self.0.reverse();
    }

    /// Sorts the values; equal ones stay in their order.
    pub fn sort_by(&mut self, mut compare: impl FnMut(&T, &T) -> std::cmp::Ordering) {
        self.0.sort_by(|one, other| compare(one, other));
    }
}

impl<T: Clone> SharedVec<T> {
    /// Returns the value at this place, to be changed. It is copied if it is shared.
    pub fn get_mut(&mut self, place: usize) -> Option<&mut T> {
        self.0.get_mut(place).map(Arc::make_mut)
    }

    /// Returns the values, to be changed. Each that is shared is copied.
    pub fn iter_mut(&mut self) -> IterMut<'_, T> {
        self.0.iter_mut().map(Arc::make_mut)
    }

    /// Returns the values for which `wants` returns `true`, to be changed. No other one is copied.
    pub fn iter_mut_where(&mut self, wants: impl Fn(&T) -> bool) -> impl Iterator<Item = &mut T> {
        self.0.iter_mut().filter(move |value| wants(value)).map(Arc::make_mut)
    }

    /// Returns the first value for which `wants` returns `true`, to be changed. No other one is copied.
    pub fn find_mut(&mut self, wants: impl Fn(&T) -> bool) -> Option<&mut T> {
        self.0.iter_mut().find(|value| wants(value)).map(Arc::make_mut)
    }

    /// Takes the value at a place out.
    ///
    /// # Panics
    /// If there is none.
    pub fn remove(&mut self, place: usize) -> T {
        Arc::unwrap_or_clone(self.0.remove(place))
    }
}

/// What [`SharedVec::iter`] returns.
type Iter<'a, T> = std::iter::Map<std::slice::Iter<'a, Arc<T>>, fn(&'a Arc<T>) -> &'a T>;

/// What [`SharedVec::iter_mut`] returns.
type IterMut<'a, T> = std::iter::Map<std::slice::IterMut<'a, Arc<T>>, fn(&'a mut Arc<T>) -> &'a mut T>;

impl<T> Clone for SharedVec<T> {
    fn clone(&self) -> Self {
        Self(self.0.clone())
    }
}

impl<T> Default for SharedVec<T> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<T: PartialEq> PartialEq for SharedVec<T> {
    fn eq(&self, other: &Self) -> bool {
        let same = |(one, other): (&Arc<T>, &Arc<T>)| Arc::ptr_eq(one, other) || one == other;
        self.0.len() == other.0.len() && self.0.iter().zip(&other.0).all(same)
    }
}

impl<T: Eq> Eq for SharedVec<T> {}

impl<T: fmt::Debug> fmt::Debug for SharedVec<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl<T> Index<usize> for SharedVec<T> {
    type Output = T;

    fn index(&self, place: usize) -> &T {
        &self.0[place]
    }
}

impl<'a, T> IntoIterator for &'a SharedVec<T> {
    type Item = &'a T;
    type IntoIter = Iter<'a, T>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl<'a, T: Clone> IntoIterator for &'a mut SharedVec<T> {
    type Item = &'a mut T;
    type IntoIter = IterMut<'a, T>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter_mut()
    }
}

impl<T: Clone> IntoIterator for SharedVec<T> {
    type Item = T;
    type IntoIter = std::iter::Map<std::vec::IntoIter<Arc<T>>, fn(Arc<T>) -> T>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter().map(Arc::unwrap_or_clone)
    }
}

impl<T> Extend<T> for SharedVec<T> {
    fn extend<I: IntoIterator<Item = T>>(&mut self, values: I) {
        self.0.extend(values.into_iter().map(Arc::new));
    }
}

impl<T> FromIterator<T> for SharedVec<T> {
    fn from_iter<I: IntoIterator<Item = T>>(values: I) -> Self {
        Self(values.into_iter().map(Arc::new).collect())
    }
}

impl<T, const N: usize> From<[T; N]> for SharedVec<T> {
    fn from(values: [T; N]) -> Self {
        values.into_iter().collect()
    }
}

impl<T> From<Vec<T>> for SharedVec<T> {
    fn from(values: Vec<T>) -> Self {
        values.into_iter().collect()
    }
}

#[cfg(feature = "serde")]
impl<T: serde::Serialize> serde::Serialize for SharedVec<T> {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self)
    }
}

#[cfg(feature = "serde")]
impl<'de, T: serde::Deserialize<'de>> serde::Deserialize<'de> for SharedVec<T> {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Vec::<T>::deserialize(deserializer).map(Self::from)
    }
}
