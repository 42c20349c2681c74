//! Rows of queries, which structs take by the names of the columns.

use super::Error;

/// A row of a query: each value as text, or `None` for NULL.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row(pub(super) Vec<Option<String>>);

impl Row {
    /// The value at `at`; `None` for NULL, and behind the last one.
    pub fn get(&self, at: usize) -> Option<&str> {
        self.0.get(at)?.as_deref()
    }

    /// The value at `at`; empty for NULL.
    pub fn text(&self, at: usize) -> &str {
        self.get(at).unwrap_or_default()
    }

    /// All values.
    pub fn values(&self) -> &[Option<String>] {
        &self.0
    }

    pub(super) fn into_first(self) -> Option<String> {
        self.0.into_iter().next().flatten()
    }
}

/// What a query gave.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Rows {
    /// The names of the columns; none without a row.
    pub(super) columns: Vec<String>,
    pub(super) rows: Vec<Row>,
}

impl Rows {
    /// Reads the rows by the names of the columns, which are looked up once.
    pub(super) fn read<T: FromRow>(self) -> Result<Vec<T>, Error> {
        if self.rows.is_empty() {
            return Ok(Vec::new());
        }
        let places = places(T::COLUMNS, &self.columns)?;
        Ok(self.rows.into_iter().map(|row| T::from_row(&mut Values { row, places: places.iter() })).collect())
    }
}

/// Where each of the wanted columns stands.
fn places(wanted: &[&str], columns: &[String]) -> Result<Vec<usize>, Error> {
    let place = |name: &&str| {
        let at = columns.iter().position(|column| column == name);
        at.ok_or_else(|| Error::no_column(name, columns))
    };
    wanted.iter().map(place).collect()
}

/// A struct that has a field for each column which it needs of a query. The macro `row!` declares one.
pub trait FromRow: Sized {
    /// The names of the columns.
    const COLUMNS: &'static [&'static str];

    /// Takes the values, which come in the order of these names.
    fn from_row(values: &mut Values<'_>) -> Self;
}

/// The values of a row in the order of [`FromRow::COLUMNS`].
#[derive(Debug)]
pub struct Values<'a> {
    row: Row,
    places: std::slice::Iter<'a, usize>,
}

impl Values<'_> {
    /// Takes the next one.
    pub fn take<T: Value>(&mut self) -> T {
        let value = self.places.next().and_then(|place| self.row.0.get_mut(*place));
        T::from_value(value.and_then(Option::take))
    }
}

/// A type of a field. NULL, and what is no value of the type, is `None` for an `Option`, and else empty, zero or false.
pub trait Value {
    /// The value that stands in a row as this text, or as NULL.
    fn from_value(text: Option<String>) -> Self;
}

impl Value for String {
    fn from_value(text: Option<String>) -> Self {
        text.unwrap_or_default()
    }
}

impl Value for Option<String> {
    fn from_value(text: Option<String>) -> Self {
        text
    }
}

impl Value for Option<i64> {
    fn from_value(text: Option<String>) -> Self {
        text?.parse().ok()
    }
}

impl Value for i64 {
    fn from_value(text: Option<String>) -> Self {
        Option::from_value(text).unwrap_or_default()
    }
}

impl Value for Option<usize> {
    fn from_value(text: Option<String>) -> Self {
        text?.parse().ok()
    }
}

impl Value for usize {
    fn from_value(text: Option<String>) -> Self {
        Option::from_value(text).unwrap_or_default()
    }
}

/// True in the spelling of any engine: `t`, `true`, `YES` or 1.
impl Value for bool {
    fn from_value(text: Option<String>) -> Self {
        text.is_some_and(|text| ["t", "true", "yes", "1"].iter().any(|yes| text.eq_ignore_ascii_case(yes)))
    }
}

/// Declares a struct whose fields are called like the columns of a query, and reads it with `Session::fetch`.
macro_rules! row {
    (
        $(#[$attribute:meta])*
        $visibility:vis struct $name:ident {
            $($(#[$doc:meta])* $field_visibility:vis $field:ident: $type:ty,)*
        }
    ) => {
        $(#[$attribute])*
        $visibility struct $name {
            $($(#[$doc])* $field_visibility $field: $type,)*
        }

        impl $crate::connect::FromRow for $name {
            const COLUMNS: &'static [&'static str] = &[$(stringify!($field)),*];

            fn from_row(values: &mut $crate::connect::Values<'_>) -> Self {
                Self { $($field: values.take()),* }
            }
        }
    };
}
pub(crate) use row;

#[cfg(test)]
mod tests {
    use super::*;

    row! {
        #[derive(Debug, PartialEq, Eq)]
        struct Found {
            name: String,
            length: Option<i64>,
            is_unique: bool,
            comment: Option<String>,
        }
    }

    fn rows(columns: &[&str], values: &[&[Option<&str>]]) -> Rows {
        let row = |values: &&[Option<&str>]| Row(values.iter().map(|value| value.map(str::to_owned)).collect());
        Rows { columns: columns.iter().map(|&name| name.to_owned()).collect(), rows: values.iter().map(row).collect() }
    }

    #[test]
    fn fields_are_found_by_the_names_of_the_columns() {
        let columns = ["is_unique", "other", "name", "comment", "length"];
        let found = rows(
            &columns,
            &[&[Some("YES"), Some("x"), Some("a"), None, Some("12")], &[Some("0"), None, None, Some(""), Some("x")]],
        );
        let expected = [
            Found { name: "a".to_owned(), length: Some(12), is_unique: true, comment: None },
            Found { name: String::new(), length: None, is_unique: false, comment: Some(String::new()) },
        ];
        assert_eq!(found.read::<Found>().expect("all columns"), expected);
    }

    #[test]
    fn a_column_that_is_missing_is_named() {
        let found = rows(&["name", "length", "unique"], &[&[Some("a"), None, None]]);
        let error = found.read::<Found>().expect_err("a column less");
        assert_eq!(error.to_string(), "a query has no column `is_unique`: its columns are `name`, `length`, `unique`");
        assert_eq!(Rows::default().read::<Found>().expect("no rows"), []);
    }
}
