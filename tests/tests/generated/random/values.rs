//! Values as SQL: tame ones, which survive every conversion and satisfy every constraint of ours, and wild ones.

use schema_core::schema::{ColumnType, Dialect, Schema};

use super::words::{Kind, kind, own_value};
use crate::support::hostile::TEXTS;

/// What values are made for.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Values<'a> {
    pub(crate) dialect: Dialect,
    pub(crate) before: &'a Schema,
    pub(crate) after: &'a Schema,
}

impl Values<'_> {
    /// The value of a row that fits `ty` and can become one of `after` and come back; none where we know of none.
    pub(crate) fn tame(&self, ty: &ColumnType, after: &ColumnType, row: usize) -> Option<String> {
        let n = row + 1;
        let is = |either: Kind| kind(ty) == either || kind(after) == either;
        if is(Kind::Other) {
            // Several values of a set are none of an enum; one whose enum type has another name by now is a set still.
            let alike = std::mem::discriminant(ty) == std::mem::discriminant(after) && ty.enum_name().is_some();
            return own_value(self.dialect, ty, row).filter(|_| ty == after || alike);
        }
        if is(Kind::Enum) {
            return self.enum_value(ty, after, row);
        }
        if let (Some(length), other) | (other, Some(length)) = (room(ty), room(after))
            && length.min(other.unwrap_or(length)) < needs(ty).max(needs(after))
        {
            return None;
        }
        let value = match kind(ty) {
            Kind::Bool => ["TRUE", "FALSE"][row % 2].to_owned(),
            Kind::Number if is(Kind::Bool) => (row % 2).to_string(),
            Kind::Number => n.to_string(),
            Kind::Text => match kind(after) {
                Kind::Bool => text(["true", "false"][row % 2]),
                Kind::Time => self.time(after, row),
                Kind::Uuid => text(&format!("00000000-0000-0000-0000-00000000000{n}")),
                Kind::Json => text(&format!("{{\"a\": {n}}}")),
                Kind::Bytes => text(&n.to_string().repeat(fixed(after).unwrap_or(1))),
                _ => text(&n.to_string()),
            },
            Kind::Bytes => {
                let length = if is(Kind::Uuid) { Some(16) } else { fixed(ty).or(fixed(after)) };
                let most = |ty: &ColumnType| match ty {
                    ColumnType::Bytes { max_length } => max_length.map_or(usize::MAX, |length| length as usize),
                    other => fixed(other).unwrap_or(usize::MAX),
                };
                let length = length.unwrap_or(1);
                if length > most(ty).min(most(after)) || fixed(ty).is_some_and(|it| it != length) {
                    return None;
                }
                self.bytes(&format!("3{n}").repeat(length))
            }
            Kind::Time => self.time(ty, row),
            Kind::Uuid => self.uuid(&format!("{n:032}")),
            Kind::Json => text(&format!("{{\"a\": {n}}}")),
            Kind::Enum | Kind::Other => return None,
        };
        Some(value)
    }

    /// A value that is hard to keep; for a column that nothing depends on, and that keeps its type.
    pub(crate) fn wild(&self, ty: &ColumnType, row: usize) -> Option<String> {
        let sqlite = self.dialect == Dialect::SQLITE;
        let pick = |all: &[&str]| all[row % all.len()].to_owned();
        Some(match ty {
            ColumnType::Int { bits, unsigned } => {
                let bits = u32::from(*bits) - u32::from(!unsigned || (sqlite && *bits == 64));
                let most = (1_i128 << bits) - 1;
                if row.is_multiple_of(2) {
                    most.to_string()
                } else {
                    (if *unsigned { 0 } else { -most - 1 }).to_string()
                }
            }
            ColumnType::Float { bits: 32 } => pick(&["1.5", "-3e38", "1e-30"]),
            ColumnType::Float { .. } => pick(&["1.7e308", "-0.1", "2.5e-300"]),
            ColumnType::Decimal { precision, scale } => {
                let digits = "9".repeat(usize::from(precision - scale));
                let sign = if row.is_multiple_of(2) { "-" } else { "" };
                text(&format!("{sign}{digits}.{}", "9".repeat(usize::from(*scale))))
            }
            ColumnType::Text { max_length } => {
                let most = max_length.map_or(usize::MAX, |length| length as usize);
                let fits: Vec<&&str> = TEXTS.iter().filter(|text| text.chars().count() <= most).collect();
                self.text(fits[(row * 37 + most % 41) % fits.len()])
            }
            ColumnType::FixedText { .. } => self.text(["it's", "Ü\\", ""][row % 3]),
            ColumnType::Char => self.text(["\\", "ß", "'"][row % 3]),
            ColumnType::Bytes { .. } => self.bytes(["00ff27", "5c", ""][row % 3]),
            ColumnType::FixedBytes { length } => self.bytes(&["00", "ff", "27"][row % 3].repeat(*length as usize)),
            ColumnType::Date => text(&pick(&["1000-01-01", "9999-12-31", "2020-02-29"])),
            ColumnType::Time { .. } => text(&pick(&["00:00:00", "23:59:59", "12:00:00"])),
            ColumnType::DateTime { .. } | ColumnType::TimestampTz { .. } => {
                text(&pick(&["1000-01-01 00:00:00", "9999-12-31 23:59:59", "2038-01-19 03:14:08"]))
            }
            ColumnType::Uuid => self.uuid(&["f", "0", "a"][row % 3].repeat(32)),
            ColumnType::Json => self.text([r#"{"a": [1, null, "x'y\\"]}"#, "null", "\"text\""][row % 3]),
            ColumnType::Enum { name } => {
                let values = &self.before.enums.get(name)?.values;
                self.text(values.get(row % values.len())?)
            }
            _ => return own_value(self.dialect, ty, row),
        })
    }

    /// A value that both have, or that fits as a text.
    fn enum_value(&self, ty: &ColumnType, after: &ColumnType, row: usize) -> Option<String> {
        let of = |schema: &Schema, ty: &ColumnType| match ty {
            ColumnType::Enum { name } => schema.enums.get(name).map(|it| it.values.clone()),
            _ => None,
        };
        let (old, new) = (of(self.before, ty), of(self.after, after));
        let mut values = old.or_else(|| new.clone())?;
        if let Some(new) = new {
            values.retain(|value| new.contains(value));
        }
        if let Some(most) = [ty, after].into_iter().filter_map(room).min() {
            values.retain(|value| value.chars().count() <= most);
        }
        let text = kind(ty) == Kind::Text || kind(after) == Kind::Text || kind(ty) == kind(after);
        let value = values.get(row % values.len().max(1)).filter(|_| text)?;
        Some(self.text(value))
    }

    fn time(&self, ty: &ColumnType, row: usize) -> String {
        let n = row + 1;
        text(&match ty {
            ColumnType::Date => format!("2020-01-0{n}"),
            ColumnType::Time { .. } => format!("10:00:0{n}"),
            _ => format!("2020-01-0{n} 10:00:0{n}"),
        })
    }

    fn bytes(&self, hex: &str) -> String {
        if self.dialect == Dialect::POSTGRES { format!("'\\x{hex}'") } else { format!("x'{hex}'") }
    }

    fn uuid(&self, hex: &str) -> String {
        if self.dialect == Dialect::POSTGRES { format!("'{hex}'") } else { format!("x'{hex}'") }
    }

    /// A text with anything in it.
    fn text(&self, value: &str) -> String {
        let escaped = value.replace('\'', "''");
        if matches!(self.dialect.name(), "mysql" | "mariadb") {
            return format!("'{}'", escaped.replace('\\', "\\\\"));
        }
        format!("'{escaped}'")
    }
}

/// A text without a quote or a backslash in it.
fn text(value: &str) -> String {
    format!("'{value}'")
}

/// How many characters a text takes.
fn room(ty: &ColumnType) -> Option<usize> {
    match ty {
        ColumnType::Char => Some(1),
        ColumnType::Text { max_length } => Some(max_length.map_or(usize::MAX, |length| length as usize)),
        ColumnType::FixedText { length } => Some(*length as usize),
        _ => None,
    }
}

/// How many bytes there are always.
fn fixed(ty: &ColumnType) -> Option<usize> {
    match ty {
        ColumnType::FixedBytes { length } => Some(*length as usize),
        _ => None,
    }
}

/// How many characters a tame value of the type is as a text, on any engine.
fn needs(ty: &ColumnType) -> usize {
    match ty {
        ColumnType::Bool => 5,
        ColumnType::Int { .. } | ColumnType::Char | ColumnType::Text { .. } | ColumnType::FixedText { .. } => 1,
        ColumnType::Float { .. } => 3,
        ColumnType::Decimal { scale, .. } => 2 + usize::from(*scale),
        ColumnType::FixedBytes { length } => *length as usize,
        ColumnType::Bytes { .. } => 1,
        ColumnType::Uuid => 36,
        ColumnType::Json => 12,
        _ => 32,
    }
}
