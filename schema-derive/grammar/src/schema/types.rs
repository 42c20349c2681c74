//! Logical column types. What each becomes in a database is the type table of its dialect.

use std::fmt;
use std::str::FromStr;

use super::{Special, Spelling};

/// The type of a column, as models speak of it.
///
/// The text form (`Display`, `FromStr`) is what revisions, snapshots and the witness in the derive use:
/// `bool`, `i32`, `u8`, `f64`, `decimal(10,2)`, `char`, `char(8)`, `text`, `varchar(80)`, `bytes`, `bytes(16)`,
/// `binary(16)`, `bit(8)`, `varbit(8)`, `date`, `time`, `time(3)`, `datetime(3)`, `timestamptz(3)`, `uuid`, `json`,
/// `enum(status)`, `set(rights)`, `array(text)`, `vector(3)`, and the names of [`Special`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ColumnType {
    /// True or false.
    Bool,
    /// A whole number of 8, 16, 24, 32 or 64 bits.
    Int {
        /// 8, 16, 24, 32 or 64.
        bits: u8,
        /// Without negative values.
        unsigned: bool,
    },
    /// A binary floating-point number of 32 or 64 bits.
    Float {
        /// 32 or 64.
        bits: u8,
    },
    /// An exact decimal number.
    Decimal {
        /// Digits in all.
        precision: u16,
        /// Digits after the point.
        scale: u16,
    },
    /// One character.
    Char,
    /// Text, of at most `max_length` characters if given.
    Text {
        /// In characters.
        max_length: Option<u32>,
    },
    /// Text of exactly `length` characters, filled up with blanks.
    FixedText {
        /// In characters.
        length: u32,
    },
    /// Bytes, at most `max_length` of them if given.
    Bytes {
        /// In bytes.
        max_length: Option<u32>,
    },
    /// Exactly `length` bytes, filled up with zeros where the engine does that.
    FixedBytes {
        /// In bytes.
        length: u32,
    },
    /// A string of bits.
    Bits {
        /// How many; the most where it varies.
        length: u32,
        /// Whether there may be fewer.
        varying: bool,
    },
    /// A calendar date.
    Date,
    /// A time of day.
    Time {
        /// Digits after the second's point; as many as the engine keeps without.
        precision: Option<u8>,
    },
    /// Date and time without a zone.
    DateTime {
        /// As in [`ColumnType::Time`].
        precision: Option<u8>,
    },
    /// A moment: date and time with a zone, kept as UTC.
    TimestampTz {
        /// As in [`ColumnType::Time`].
        precision: Option<u8>,
    },
    /// A UUID.
    Uuid,
    /// A JSON document.
    Json,
    /// A value of the enum type of this name.
    Enum {
        /// Name of the enum type in the schema.
        name: String,
    },
    /// Any number of the values of an enum type.
    Set {
        /// Name of the enum type in the schema.
        name: String,
    },
    /// A list of values; its items may be NULL.
    Array(Box<ColumnType>),
    /// Floating-point numbers, a fixed count of them.
    Vector {
        /// How many.
        dimensions: u32,
    },
    /// A type that one engine has.
    Special(Special),
    /// Spelled by the user (or read from a database): taken word for word.
    Native {
        /// The spelling of each dialect.
        spelling: Spelling,
        /// The type on dialects without a spelling; an error there if there is none.
        otherwise: Option<Box<ColumnType>>,
    },
}

impl ColumnType {
    /// A native type with one spelling for all dialects.
    pub fn native(text: impl Into<String>) -> Self {
        Self::Native { spelling: Spelling::any(text), otherwise: None }
    }

    /// Whether values of this type can be compared with those of the other as they are, so that a foreign key may go from
    /// one to the other. Of what is native nothing is known.
    pub fn may_reference(&self, other: &Self) -> bool {
        use ColumnType::{Bytes, Native, Text};
        match (self, other) {
            (Native { .. }, _) | (_, Native { .. }) | (Text { .. }, Text { .. }) | (Bytes { .. }, Bytes { .. }) => true,
            (one, other) => one == other,
        }
    }

    /// The enum type that its values are of, also inside an array.
    pub fn enum_name(&self) -> Option<&str> {
        match self {
            Self::Enum { name } | Self::Set { name } => Some(name),
            Self::Array(of) => of.enum_name(),
            Self::Native { otherwise: Some(otherwise), .. } => otherwise.enum_name(),
            _ => None,
        }
    }

    /// The same with the enum type `old` called `new`.
    #[must_use]
    pub fn with_enum_renamed(self, old: &str, new: &str) -> Self {
        match self {
            Self::Enum { name } if name == old => Self::Enum { name: new.to_owned() },
            Self::Set { name } if name == old => Self::Set { name: new.to_owned() },
            Self::Array(of) => Self::Array(Box::new(of.with_enum_renamed(old, new))),
            Self::Native { spelling, otherwise: Some(otherwise) } => {
                Self::Native { spelling, otherwise: Some(Box::new(otherwise.with_enum_renamed(old, new))) }
            }
            other => other,
        }
    }
}

impl fmt::Display for ColumnType {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Bool => f.write_str("bool"),
            Self::Int { bits, unsigned } => write!(f, "{}{bits}", if *unsigned { 'u' } else { 'i' }),
            Self::Float { bits } => write!(f, "f{bits}"),
            Self::Decimal { precision, scale } => write!(f, "decimal({precision},{scale})"),
            Self::Char => f.write_str("char"),
            Self::Text { max_length: None } => f.write_str("text"),
            Self::Text { max_length: Some(length) } => write!(f, "varchar({length})"),
            Self::Bytes { max_length: None } => f.write_str("bytes"),
            Self::Bytes { max_length: Some(length) } => write!(f, "bytes({length})"),
            Self::FixedText { length } => write!(f, "char({length})"),
            Self::FixedBytes { length } => write!(f, "binary({length})"),
            Self::Bits { length, varying } => write!(f, "{}({length})", if *varying { "varbit" } else { "bit" }),
            Self::Date => f.write_str("date"),
            Self::Time { precision } => timed(f, "time", *precision),
            Self::DateTime { precision } => timed(f, "datetime", *precision),
            Self::TimestampTz { precision } => timed(f, "timestamptz", *precision),
            Self::Uuid => f.write_str("uuid"),
            Self::Json => f.write_str("json"),
            Self::Enum { name } => write!(f, "enum({name})"),
            Self::Set { name } => write!(f, "set({name})"),
            Self::Array(of) => write!(f, "array({of})"),
            Self::Vector { dimensions } => write!(f, "vector({dimensions})"),
            Self::Special(special) => f.write_str(special.name()),
            Self::Native { spelling, otherwise } => {
                let mut first = true;
                let mut part = |f: &mut fmt::Formatter<'_>, key: &str, text: &str| {
                    let comma = if std::mem::take(&mut first) { "" } else { ", " };
                    write!(f, "{comma}{key}{text}")
                };
                f.write_str("native(")?;
                if let Some(any) = &spelling.any {
                    part(f, "", any)?;
                }
                for (dialect, text) in &spelling.per_dialect {
                    part(f, &format!("{dialect} = "), text)?;
                }
                if let Some(otherwise) = otherwise {
                    part(f, "otherwise = ", &otherwise.to_string())?;
                }
                f.write_str(")")
            }
        }
    }
}

fn timed(f: &mut fmt::Formatter<'_>, name: &str, precision: Option<u8>) -> fmt::Result {
    f.write_str(name)?;
    precision.map_or(Ok(()), |digits| write!(f, "({digits})"))
}

/// A text that is no column type.
#[derive(Clone, PartialEq, Eq)]
pub struct UnknownType(pub String);

impl fmt::Display for UnknownType {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "`{}` is not a column type", self.0)
    }
}

impl std::error::Error for UnknownType {}

debug_as_display!(UnknownType);

impl FromStr for ColumnType {
    type Err = UnknownType;

    /// Reads every text form but `native(...)`, which is for people only.
    fn from_str(text: &str) -> Result<Self, UnknownType> {
        let unknown = || UnknownType(text.to_owned());
        let (name, argument) = match text.split_once('(') {
            Some((name, rest)) => (name, Some(rest.strip_suffix(')').ok_or_else(unknown)?)),
            None => (text, None),
        };
        let number = |text: &str| text.trim().parse::<u32>().map_err(|_| unknown());
        let small = |text: &str| text.trim().parse::<u16>().map_err(|_| unknown());
        let digits = |text: Option<&str>| match text.map(|text| text.trim().parse::<u8>()) {
            None => Ok(None),
            Some(Ok(digits @ 0..=6)) => Ok(Some(digits)),
            Some(_) => Err(unknown()),
        };
        Ok(match (name, argument) {
            ("bool", None) => Self::Bool,
            ("i8" | "i16" | "i24" | "i32" | "i64" | "u8" | "u16" | "u24" | "u32" | "u64", None) => {
                Self::Int { bits: name[1..].parse().map_err(|_| unknown())?, unsigned: name.starts_with('u') }
            }
            ("f32", None) => Self::Float { bits: 32 },
            ("f64", None) => Self::Float { bits: 64 },
            ("decimal", Some(argument)) => {
                let (precision, scale) = argument.split_once(',').ok_or_else(unknown)?;
                Self::Decimal { precision: small(precision)?, scale: small(scale)? }
            }
            ("char", None) => Self::Char,
            ("text", None) => Self::Text { max_length: None },
            ("varchar", Some(length)) => Self::Text { max_length: Some(number(length)?) },
            ("bytes", None) => Self::Bytes { max_length: None },
            ("bytes", Some(length)) => Self::Bytes { max_length: Some(number(length)?) },
            ("date", None) => Self::Date,
            ("time", argument) => Self::Time { precision: digits(argument)? },
            ("datetime", argument) => Self::DateTime { precision: digits(argument)? },
            ("timestamptz", argument) => Self::TimestampTz { precision: digits(argument)? },
            ("uuid", None) => Self::Uuid,
            ("json", None) => Self::Json,
            ("char", Some(length)) => Self::FixedText { length: number(length)? },
            ("binary", Some(length)) => Self::FixedBytes { length: number(length)? },
            ("bit", Some(length)) => Self::Bits { length: number(length)?, varying: false },
            ("varbit", Some(length)) => Self::Bits { length: number(length)?, varying: true },
            ("enum", Some(name)) => Self::Enum { name: name.to_owned() },
            ("set", Some(name)) => Self::Set { name: name.to_owned() },
            ("array", Some(of)) => Self::Array(Box::new(of.parse()?)),
            ("vector", Some(dimensions)) => Self::Vector { dimensions: number(dimensions)? },
            (name, None) => Self::Special(Special::find(name).ok_or_else(unknown)?),
            _ => return Err(unknown()),
        })
    }
}

#[cfg(feature = "serde")]
mod serial {
    use super::{ColumnType, Spelling};
    use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error as _};

    /// A plain type is its text form; only a native one needs a map.
    #[derive(Serialize, Deserialize)]
    #[serde(untagged)]
    enum Repr {
        Text(String),
        Native {
            native: Spelling,
            #[serde(default, skip_serializing_if = "Option::is_none")]
            otherwise: Option<Box<ColumnType>>,
        },
    }

    impl Serialize for ColumnType {
        fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
            match self {
                Self::Native { spelling, otherwise } => {
                    Repr::Native { native: spelling.clone(), otherwise: otherwise.clone() }.serialize(serializer)
                }
                plain => serializer.collect_str(plain),
            }
        }
    }

    impl<'de> Deserialize<'de> for ColumnType {
        fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
            match Repr::deserialize(deserializer)? {
                Repr::Text(text) => text.parse().map_err(D::Error::custom),
                Repr::Native { native, otherwise } => Ok(Self::Native { spelling: native, otherwise }),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::ColumnType;

    #[test]
    fn text_form_is_exact() {
        for text in [
            "bool",
            "i8",
            "i16",
            "i32",
            "i64",
            "u8",
            "u16",
            "u32",
            "u64",
            "f32",
            "f64",
            "decimal(10,2)",
            "char",
            "text",
            "varchar(80)",
            "bytes",
            "bytes(16)",
            "date",
            "time",
            "datetime",
            "timestamptz",
            "uuid",
            "json",
            "enum(status)",
            "i24",
            "u24",
            "char(8)",
            "binary(16)",
            "bit(8)",
            "varbit(8)",
            "time(0)",
            "datetime(3)",
            "timestamptz(6)",
            "set(rights)",
            "array(array(varchar(8)))",
            "vector(3)",
            "inet",
            "tstzrange",
        ] {
            assert_eq!(text.parse::<ColumnType>().unwrap().to_string(), text);
        }
        for text in [
            "",
            "i7",
            "i128",
            "varchar",
            "varchar(",
            "varchar(x)",
            "decimal(1)",
            "text(3)",
            "Bool",
            "time(7)",
            "array()",
        ] {
            text.parse::<ColumnType>().unwrap_err();
        }
    }
}
