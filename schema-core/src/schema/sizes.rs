//! The sizes that types may have on an engine.

use std::ops::RangeInclusive;

use super::{ColumnType, Engines, Release, Since};

/// The sizes of one engine in one version. What is `None` has no limits there, or no size, or is no type at all: that is refused by
/// those who spell types.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sizes {
    /// Characters of a text of a fixed length.
    pub fixed_text: Option<RangeInclusive<u32>>,
    /// The most characters of a text.
    pub text: Option<RangeInclusive<u32>>,
    /// Bytes of a fixed number.
    pub fixed_bytes: Option<RangeInclusive<u32>>,
    /// The most bytes.
    pub bytes: Option<RangeInclusive<u32>>,
    /// Bits.
    pub bits: Option<RangeInclusive<u32>>,
    /// The most bits, where their number varies.
    pub varying_bits: Option<RangeInclusive<u32>>,
    /// Whether there are arrays, so that the types in them count.
    pub arrays: bool,
    /// Digits of a decimal in all, and after the point.
    pub decimal: Option<[RangeInclusive<u32>; 2]>,
    /// A decimal can have more digits after the point than in all.
    pub longer_scales: Option<Since>,
    /// Numbers of a vector.
    pub dimensions: Option<RangeInclusive<u32>>,
}

impl Sizes {
    /// Returns why `release`, whose sizes these are, cannot have `ty`: "the length of char(300) must be from 0 to 255". An engine refuses
    /// such a type, or makes another one of it.
    pub fn problem(&self, release: Release, ty: &ColumnType) -> Option<String> {
        let outside = |what: &str, size: u32, range: &Option<RangeInclusive<u32>>| {
            let range = range.as_ref().filter(|range| !range.contains(&size))?;
            Some(format!("the {what} of {ty} must be from {} to {}", range.start(), range.end()))
        };
        match ty {
            ColumnType::FixedText { length } => outside("length", *length, &self.fixed_text),
            ColumnType::Text { max_length: Some(length) } => outside("length", *length, &self.text),
            ColumnType::FixedBytes { length } => outside("length", *length, &self.fixed_bytes),
            ColumnType::Bytes { max_length: Some(length) } => outside("length", *length, &self.bytes),
            ColumnType::Bits { length, varying } => {
                outside("length", *length, if *varying { &self.varying_bits } else { &self.bits })
            }
            ColumnType::Vector { dimensions } => outside("number of dimensions", *dimensions, &self.dimensions),
            ColumnType::Decimal { precision, scale } => {
                let [precisions, scales] = self.decimal.as_ref()?;
                outside("precision", u32::from(*precision), &Some(precisions.clone()))
                    .or_else(|| outside("scale", u32::from(*scale), &Some(scales.clone())))
                    .or_else(|| self.long_scale(release, ty, *precision))
            }
            ColumnType::Array(of) if self.arrays => self.problem(release, of),
            ColumnType::Native { spelling, otherwise: Some(otherwise) } if spelling.get(release.dialect).is_none() => {
                self.problem(release, otherwise)
            }
            _ => None,
        }
    }

    /// Returns since when the engine has a type of such a size.
    pub fn since(&self, ty: &ColumnType) -> Since {
        match ty {
            ColumnType::Decimal { precision, scale } if scale > precision => {
                self.longer_scales.unwrap_or(Since::Always)
            }
            _ => Since::Always,
        }
    }

    fn long_scale(&self, release: Release, ty: &ColumnType, precision: u16) -> Option<String> {
        let since = self.since(ty);
        (!since.is_in(release.version)).then(|| {
            let later = match since {
                Since::Version(version) => format!("; more needs `{}`", Release::new(release.dialect, version)),
                Since::Never | Since::Always => String::new(),
            };
            format!("the scale of {ty} must be from 0 to {precision}, its precision{later}")
        })
    }
}

impl Release {
    /// Returns why this engine cannot have a column of type `ty` in this version, for a size in it.
    pub fn size_problem(self, ty: &ColumnType) -> Option<String> {
        self.dialect.engine().sizes().problem(self, ty)
    }
}
