//! What the build step takes a Rust type for, which the compiler checks.

use std::fmt;

use crate::declare;
use crate::schema::ColumnType;

/// What the Rust type of a field or a newtype was taken for. Its text is that of `SqlType::TYPE`, for the witness in the derives.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Taken {
    /// Nothing, for the field says its column type itself, or no type could be seen.
    #[default]
    Nothing,
    /// A type that a column can have.
    Type(TakenType),
    /// The embedded struct with this hash.
    Embedded(u64),
}

/// A type as far as the sources say it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TakenType {
    /// The column type, of the items if it is an array. `None` is a decimal: only the field can say how many digits.
    pub item: Option<ColumnType>,
    /// How many arrays the items lie in.
    pub depth: u8,
}

impl TakenType {
    /// A decimal.
    pub(super) const DECIMAL: Self = Self { item: None, depth: 0 };

    /// An array of it.
    pub(super) fn array(self) -> Self {
        Self { depth: self.depth + 1, ..self }
    }

    /// A column type that has `item` in the place of its items.
    pub(super) fn with(&self, item: ColumnType) -> ColumnType {
        (0..self.depth).fold(item, |ty, _| ColumnType::Array(Box::new(ty)))
    }
}

impl From<ColumnType> for TakenType {
    fn from(ty: ColumnType) -> Self {
        match ty {
            ColumnType::Array(of) => Self::from(*of).array(),
            item => Self { item: Some(item), depth: 0 },
        }
    }
}

impl fmt::Display for TakenType {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.item {
            Some(item) => self.with(item.clone()).fmt(f),
            None => write!(f, "{}decimal{}", "array(".repeat(self.depth.into()), ")".repeat(self.depth.into())),
        }
    }
}

impl fmt::Display for Taken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Nothing => Ok(()),
            Self::Type(ty) => ty.fmt(f),
            Self::Embedded(hash) => f.write_str(&declare::embedded_type(*hash)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::TakenType;
    use crate::schema::ColumnType;

    #[test]
    fn the_text_is_that_of_the_column_type() {
        for text in ["text", "array(array(varchar(8)))", "array(enum(status))"] {
            let ty: ColumnType = text.parse().unwrap();
            let taken = TakenType::from(ty.clone());
            assert_eq!((taken.to_string(), taken.with(taken.item.clone().unwrap())), (text.to_owned(), ty));
        }
        assert_eq!(TakenType::DECIMAL.array().to_string(), "array(decimal)");
    }
}
