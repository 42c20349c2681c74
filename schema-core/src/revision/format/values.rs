//! Plain values: texts, numbers, words and lists of them.

use std::collections::{BTreeMap, BTreeSet};

use toml::de::DeValue;

use super::reader::{Reader, array, list, unexpected};
#[cfg(feature = "introspect")]
use super::writer;
use super::{ManifestError, Node, Value};
use crate::diff::{ConstraintKind, Pair};
use crate::schema::{
    Action, ColumnType, Deferrable, Dialect, IndexMethod, Literal, Nulls, PartitionBy, TableName, UnknownType,
};

impl Value for bool {
    #[cfg(feature = "introspect")]
    const NONE: &'static str = "false";

    fn read(node: Node<'_>) -> Result<Self, ManifestError> {
        node.get_ref().as_bool().ok_or_else(|| unexpected(node.get_ref(), "`true` or `false`", node.span()))
    }

    #[cfg(feature = "introspect")]
    fn write(&self) -> String {
        self.to_string()
    }
}

impl Value for String {
    fn read(node: Node<'_>) -> Result<Self, ManifestError> {
        let span = node.span();
        match node.into_inner() {
            DeValue::String(text) => Ok(text.into_owned()),
            other => Err(unexpected(&other, "a string", span)),
        }
    }

    #[cfg(feature = "introspect")]
    fn write(&self) -> String {
        writer::string(self)
    }
}

/// What TOML writes as an integer.
macro_rules! integers {
    ($($integer:ty),*) => {$(
        impl Value for $integer {
            fn read(node: Node<'_>) -> Result<Self, ManifestError> {
                let DeValue::Integer(number) = node.get_ref() else {
                    return Err(unexpected(node.get_ref(), "an integer", node.span()));
                };
                Self::from_str_radix(number.as_str(), number.radix())
                    .map_err(|_| ManifestError::new(format!("`{number}` is too large or too small"), node.span()))
            }

            #[cfg(feature = "introspect")]
            fn write(&self) -> String {
                self.to_string()
            }
        }
    )*};
}

integers!(u32, i64);

/// Words of a list, which stand as strings.
macro_rules! words {
    ($($word:ident { $($variant:ident = $text:literal),* $(,)? })*) => {$(
        impl Value for $word {
            fn read(node: Node<'_>) -> Result<Self, ManifestError> {
                let span = node.span();
                match String::read(node)?.as_str() {
                    $($text => Ok(Self::$variant),)*
                    other => Err(unknown(other, &[$($text),*], span)),
                }
            }

            #[cfg(feature = "introspect")]
            fn write(&self) -> String {
                match self {
                    $(Self::$variant => writer::string($text),)*
                }
            }
        }
    )*};
}

words! {
    Action {
        NoAction = "no_action", Restrict = "restrict", Cascade = "cascade", SetNull = "set_null", SetDefault = "set_default",
    }
    ConstraintKind {
        Unique = "unique", Index = "index", ForeignKey = "foreign_key", Check = "check", Exclusion = "exclusion",
    }
    Deferrable { No = "no", Deferrable = "deferrable", InitiallyDeferred = "initially_deferred" }
    IndexMethod {
        Btree = "btree", Hash = "hash", Gin = "gin", Gist = "gist", Brin = "brin", Spgist = "spgist",
        Fulltext = "fulltext", Spatial = "spatial",
    }
    Nulls { First = "first", Last = "last" }
    PartitionBy { Range = "range", List = "list", Hash = "hash" }
}

fn unknown(word: &str, known: &[&str], span: std::ops::Range<usize>) -> ManifestError {
    let known: Vec<String> = known.iter().map(|word| format!("`{word}`")).collect();
    ManifestError::new(format!("unknown word `{word}`, expected one of {}", known.join(", ")), span)
}

impl Value for Dialect {
    fn read(node: Node<'_>) -> Result<Self, ManifestError> {
        let span = node.span();
        let name = String::read(node)?;
        let found = Self::ALL.into_iter().find(|dialect| dialect.name() == name);
        found.ok_or_else(|| unknown(&name, &Self::ALL.map(Self::name), span))
    }

    #[cfg(feature = "introspect")]
    fn write(&self) -> String {
        writer::string(self.name())
    }
}

impl Value for TableName {
    fn read(node: Node<'_>) -> Result<Self, ManifestError> {
        Ok(Self::parse(&String::read(node)?))
    }

    #[cfg(feature = "introspect")]
    fn write(&self) -> String {
        writer::string(&self.to_string())
    }
}

/// A type that every engine has, as its text.
pub(super) fn plain_type(node: Node<'_>) -> Result<ColumnType, ManifestError> {
    let span = node.span();
    String::read(node)?.parse().map_err(|error: UnknownType| ManifestError::new(error.to_string(), span))
}

/// A text, a truth value or a number that stands as TOML has it.
pub(super) fn scalar(value: &DeValue<'_>) -> Option<Literal> {
    Some(match value {
        DeValue::String(text) => Literal::Text(text.clone().into_owned()),
        DeValue::Boolean(value) => Literal::Bool(*value),
        DeValue::Integer(number) if number.radix() == 10 => {
            Literal::Number(number.as_str().trim_start_matches('+').to_owned())
        }
        DeValue::Integer(number) => {
            Literal::Number(i128::from_str_radix(number.as_str(), number.radix()).ok()?.to_string())
        }
        DeValue::Float(number) if number.as_str().contains(|digit: char| digit.is_ascii_digit()) => {
            Literal::Number(number.as_str().trim_start_matches('+').to_owned())
        }
        _ => return None,
    })
}

/// The digits of a number, if every program that reads TOML reads the same number from them.
#[cfg(feature = "introspect")]
pub(super) fn as_scalar(digits: &str) -> bool {
    /// So many digits of a decimal number survive in 64 bits.
    const EXACT: usize = 15;
    let value = DeValue::parse(digits).ok();
    match value.as_ref().map(|value| value.get_ref()) {
        Some(DeValue::Integer(number)) => digits.parse::<i64>().is_ok() && number.as_str() == digits && digits != "-0",
        Some(DeValue::Float(number)) => {
            let mantissa = digits.split(['e', 'E']).next().unwrap_or_default();
            let is_finite = digits.parse::<f64>().is_ok_and(f64::is_finite);
            is_finite && number.as_str() == digits && mantissa.bytes().filter(u8::is_ascii_digit).count() <= EXACT
        }
        _ => false,
    }
}

impl<T: Value> Value for Option<T> {
    fn read(node: Node<'_>) -> Result<Self, ManifestError> {
        T::read(node).map(Some)
    }

    #[cfg(feature = "introspect")]
    fn write(&self) -> String {
        self.as_ref().map_or_else(|| Self::NONE.to_owned(), Value::write)
    }
}

impl<T: Value> Value for Vec<T> {
    fn read(node: Node<'_>) -> Result<Self, ManifestError> {
        list(node)?.into_iter().map(T::read).collect()
    }

    #[cfg(feature = "introspect")]
    fn write(&self) -> String {
        format!("[{}]", self.iter().map(Value::write).collect::<Vec<_>>().join(", "))
    }
}

impl<T: Value + Ord> Value for BTreeSet<T> {
    fn read(node: Node<'_>) -> Result<Self, ManifestError> {
        list(node)?.into_iter().map(T::read).collect()
    }

    #[cfg(feature = "introspect")]
    fn write(&self) -> String {
        format!("[{}]", self.iter().map(Value::write).collect::<Vec<_>>().join(", "))
    }
}

impl<T: Value> Value for BTreeMap<String, T> {
    fn read(node: Node<'_>) -> Result<Self, ManifestError> {
        let span = node.span();
        match node.into_inner() {
            DeValue::Table(table) => {
                table.into_iter().map(|(key, value)| Ok((key.into_inner().into_owned(), T::read(value)?))).collect()
            }
            other => Err(unexpected(&other, "a table", span)),
        }
    }

    #[cfg(feature = "introspect")]
    fn write(&self) -> String {
        let entries: Vec<String> =
            self.iter().map(|(name, value)| format!("{} = {}", writer::key(name), value.write())).collect();
        format!("{{ {} }}", entries.join(", "))
    }
}

impl<A: Value, B: Value> Value for (A, B) {
    fn read(node: Node<'_>) -> Result<Self, ManifestError> {
        let [first, second] = array(node)?;
        Ok((A::read(first)?, B::read(second)?))
    }

    #[cfg(feature = "introspect")]
    fn write(&self) -> String {
        format!("[{}, {}]", self.0.write(), self.1.write())
    }
}

impl<T: Value> Value for Pair<T> {
    fn read(node: Node<'_>) -> Result<Self, ManifestError> {
        let [old, new] = array(node)?;
        Ok(Self::new(T::read(old)?, T::read(new)?))
    }

    #[cfg(feature = "introspect")]
    fn write(&self) -> String {
        format!("[{}, {}]", self.old.write(), self.new.write())
    }
}

/// Both sides of something that may be there or not: `{}` stands for nothing.
impl<T: Value> Value for Sides<T> {
    fn read(node: Node<'_>) -> Result<Self, ManifestError> {
        let side = |node: Node<'_>| match node.get_ref() {
            DeValue::Table(table) if table.is_empty() => Ok(None),
            _ => T::read(node).map(Some),
        };
        let [old, new] = array(node)?;
        Ok(Self(Pair::new(side(old)?, side(new)?)))
    }

    #[cfg(feature = "introspect")]
    fn write(&self) -> String {
        self.0.write()
    }
}

/// Both sides of something that may be there or not.
pub(super) struct Sides<T>(pub(super) Pair<Option<T>>);

/// Reads a table with `take`.
pub(super) fn table<T>(node: Node<'_>, take: impl FnOnce(&mut Reader<'_>) -> T) -> Result<T, ManifestError> {
    let mut reader = Reader::of(node)?;
    let value = take(&mut reader);
    reader.finish()?;
    Ok(value)
}
