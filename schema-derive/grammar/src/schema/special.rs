//! Types that one engine has, or spells in a way of its own. What stands for each elsewhere, if anything, is in the type
//! tables of the dialects.

/// Such a type.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Special {
    /// A span of time.
    Interval,
    /// A year; on MySQL and MariaDB.
    Year,
    /// An IP address, with or without a network.
    Inet,
    /// An IP network.
    Cidr,
    /// A MAC address of six bytes.
    MacAddr,
    /// A MAC address of eight bytes.
    MacAddr8,
    /// Text that is compared without case.
    Citext,
    /// A path of labels.
    Ltree,
    /// Pairs of texts.
    Hstore,
    /// Words of a document.
    TsVector,
    /// A query of words.
    TsQuery,
    /// An XML document.
    Xml,
    /// An amount in the currency of the server.
    Money,
    /// A JSON document that is kept as it was written.
    JsonText,
    /// A range of 32-bit numbers.
    Int4Range,
    /// A range of 64-bit numbers.
    Int8Range,
    /// A range of decimal numbers.
    NumRange,
    /// A range of dates.
    DateRange,
    /// A range of times without zone.
    TsRange,
    /// A range of moments.
    TsTzRange,
    /// Text of at most 255 bytes.
    TinyText,
    /// Text of at most 16 MiB.
    MediumText,
    /// Text of at most 64 KiB: what MySQL calls `text`.
    PlainText,
    /// At most 255 bytes.
    TinyBlob,
    /// At most 16 MiB.
    MediumBlob,
    /// At most 64 KiB: what MySQL calls `blob`.
    PlainBlob,
}

impl Special {
    /// All of them.
    pub const ALL: &[Self] = &[
        Self::Interval,
        Self::Year,
        Self::Inet,
        Self::Cidr,
        Self::MacAddr,
        Self::MacAddr8,
        Self::Citext,
        Self::Ltree,
        Self::Hstore,
        Self::TsVector,
        Self::TsQuery,
        Self::Xml,
        Self::Money,
        Self::JsonText,
        Self::Int4Range,
        Self::Int8Range,
        Self::NumRange,
        Self::DateRange,
        Self::TsRange,
        Self::TsTzRange,
        Self::TinyText,
        Self::MediumText,
        Self::PlainText,
        Self::TinyBlob,
        Self::MediumBlob,
        Self::PlainBlob,
    ];

    /// Its name in the text form of column types.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Interval => "interval",
            Self::Year => "year",
            Self::Inet => "inet",
            Self::Cidr => "cidr",
            Self::MacAddr => "macaddr",
            Self::MacAddr8 => "macaddr8",
            Self::Citext => "citext",
            Self::Ltree => "ltree",
            Self::Hstore => "hstore",
            Self::TsVector => "tsvector",
            Self::TsQuery => "tsquery",
            Self::Xml => "xml",
            Self::Money => "money",
            Self::JsonText => "json_text",
            Self::Int4Range => "int4range",
            Self::Int8Range => "int8range",
            Self::NumRange => "numrange",
            Self::DateRange => "daterange",
            Self::TsRange => "tsrange",
            Self::TsTzRange => "tstzrange",
            Self::TinyText => "tinytext",
            Self::MediumText => "mediumtext",
            Self::PlainText => "plaintext",
            Self::TinyBlob => "tinyblob",
            Self::MediumBlob => "mediumblob",
            Self::PlainBlob => "plainblob",
        }
    }

    /// The one of this name.
    pub fn find(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|special| special.name() == name)
    }
}
