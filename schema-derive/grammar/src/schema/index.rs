//! Indexes.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::str::FromStr;

use super::{Dialect, Spelling};

/// An index. One that is unique over whole columns of all rows is better a [`Unique`](super::Unique): foreign keys may
/// point to that.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(deny_unknown_fields))]
pub struct Index {
    /// Name of the index.
    pub name: String,
    /// What it holds, in its order.
    #[cfg_attr(feature = "serde", serde(rename = "columns"))]
    pub parts: Vec<IndexPart>,
    /// No two rows may have the same in it.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "std::ops::Not::not"))]
    pub unique: bool,
    /// How it is built; the engine's own way without one.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    pub method: Option<IndexMethod>,
    /// Columns that lie in it beside the key; on PostgreSQL.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Vec::is_empty"))]
    pub include: Vec<String>,
    /// Only rows for which this holds; on PostgreSQL and SQLite.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Spelling::is_empty"))]
    pub predicate: Spelling,
    /// Two NULLs are one value; on PostgreSQL from 15 on.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "std::ops::Not::not"))]
    pub nulls_not_distinct: bool,
    /// Storage parameters such as `fillfactor`; on PostgreSQL.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "BTreeMap::is_empty"))]
    pub parameters: BTreeMap<String, String>,
    /// Comment in the database; on PostgreSQL, MySQL and MariaDB.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    pub comment: Option<String>,
    /// The dialects that have it; all of them when it is empty.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "BTreeSet::is_empty"))]
    pub only: BTreeSet<Dialect>,
}

impl Index {
    /// An index over whole columns with nothing special.
    pub fn new<C: Into<String>>(name: impl Into<String>, columns: impl IntoIterator<Item = C>) -> Self {
        let parts = columns.into_iter().map(|column| IndexPart::column(column)).collect();
        Self { name: name.into(), parts, ..Self::default() }
    }

    /// Its columns, where it holds nothing but whole columns; their order may be a descending one.
    pub fn columns(&self) -> Option<Vec<&str>> {
        self.parts.iter().map(|part| part.column_name().filter(|_| part.prefix.is_none())).collect()
    }

    /// The columns that it names, without those in expressions.
    pub fn named_columns(&self) -> impl Iterator<Item = &str> {
        self.parts.iter().filter_map(IndexPart::column_name).chain(self.include.iter().map(String::as_str))
    }

    /// Whether an expression or a predicate is part of it.
    pub fn has_sql(&self) -> bool {
        !self.predicate.is_empty() || self.parts.iter().any(|part| part.column_name().is_none())
    }

    /// The column that it begins with. `None` where that is an expression.
    pub fn first_column(&self) -> Option<&str> {
        self.parts.first().and_then(IndexPart::column_name)
    }

    /// Whether `dialect` has it.
    pub fn is_on(&self, dialect: Dialect) -> bool {
        let has = |dialect| self.only.contains(&dialect);
        self.only.is_empty() || has(dialect) || dialect.sibling().is_some_and(has)
    }

    /// The columns that it keeps apart in every row, which a foreign key can point to: of a unique index without predicate,
    /// expression or prefix.
    pub fn unique_columns(&self) -> Option<Vec<String>> {
        let whole = |part: &IndexPart| part.column_name().filter(|_| part.prefix.is_none()).map(str::to_owned);
        let all = || self.parts.iter().map(whole).collect();
        (self.unique && self.predicate.is_empty()).then(all).flatten()
    }

    /// Whether it is a plain index over whole columns in ascending order: one that differs from a unique constraint in
    /// nothing but `unique`.
    pub fn is_plain(&self) -> bool {
        let Self {
            name: _,
            parts,
            unique: _,
            method,
            include,
            predicate,
            nulls_not_distinct,
            parameters,
            comment,
            only: _,
        } = self;
        parts.iter().all(IndexPart::is_plain)
            && method.is_none_or(|method| method == IndexMethod::Btree)
            && include.is_empty()
            && predicate.is_empty()
            && !nulls_not_distinct
            && parameters.is_empty()
            && comment.is_none()
    }
}

/// A column or expression in an index.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IndexPart {
    /// What.
    pub of: PartOf,
    /// The greatest first.
    pub descending: bool,
    /// Where NULLs stand, if not where the engine puts them; on PostgreSQL.
    pub nulls: Option<Nulls>,
    /// Operator class with its parameters: `gin_trgm_ops`, `gist_trgm_ops(siglen=32)`; on PostgreSQL.
    pub operator_class: Option<String>,
    /// Collation, if not that of the column; on PostgreSQL and SQLite.
    pub collation: Option<String>,
    /// Only so many characters or bytes from the start; on MySQL and MariaDB.
    pub prefix: Option<u32>,
}

/// What a part of an index is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PartOf {
    /// A column.
    Column(String),
    /// SQL over the columns of a row.
    Expression(Spelling),
}

/// Where NULLs stand in an index.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "snake_case"))]
pub enum Nulls {
    /// Before everything else.
    First,
    /// After everything else.
    Last,
}

impl IndexPart {
    /// A whole column in ascending order.
    pub fn column(name: impl Into<String>) -> Self {
        Self::of(PartOf::Column(name.into()))
    }

    /// An expression in ascending order.
    pub fn expression(sql: Spelling) -> Self {
        Self::of(PartOf::Expression(sql))
    }

    fn of(of: PartOf) -> Self {
        Self { of, descending: false, nulls: None, operator_class: None, collation: None, prefix: None }
    }

    /// The column, where it is one.
    pub fn column_name(&self) -> Option<&str> {
        match &self.of {
            PartOf::Column(name) => Some(name),
            PartOf::Expression(_) => None,
        }
    }

    /// Whether it is a whole column in ascending order.
    pub fn is_plain(&self) -> bool {
        self.column_name().is_some_and(|name| *self == Self::column(name))
    }
}

/// In words: `name`, `name desc`, `sql(lower(name))`.
impl fmt::Display for IndexPart {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.of {
            PartOf::Column(name) => f.write_str(name)?,
            PartOf::Expression(sql) => sql.fmt(f)?,
        }
        if let Some(prefix) = self.prefix {
            write!(f, "({prefix})")?;
        }
        if self.descending {
            f.write_str(" desc")?;
        }
        match self.nulls {
            Some(Nulls::First) => f.write_str(" nulls first"),
            Some(Nulls::Last) => f.write_str(" nulls last"),
            None => Ok(()),
        }
    }
}

/// How an index is built.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "snake_case"))]
pub enum IndexMethod {
    /// A balanced tree; what every engine does when nothing is said.
    Btree,
    /// A hash; on PostgreSQL (and in memory tables of MySQL).
    Hash,
    /// An inverted index; on PostgreSQL.
    Gin,
    /// A search tree for ranges and shapes; on PostgreSQL.
    Gist,
    /// Ranges of blocks; on PostgreSQL.
    Brin,
    /// A space-partitioned tree; on PostgreSQL.
    Spgist,
    /// Words of a text; on MySQL and MariaDB.
    Fulltext,
    /// Shapes; on MySQL and MariaDB.
    Spatial,
}

impl IndexMethod {
    /// All of them.
    pub const ALL: [Self; 8] =
        [Self::Btree, Self::Hash, Self::Gin, Self::Gist, Self::Brin, Self::Spgist, Self::Fulltext, Self::Spatial];

    /// Its name in attributes and files.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Btree => "btree",
            Self::Hash => "hash",
            Self::Gin => "gin",
            Self::Gist => "gist",
            Self::Brin => "brin",
            Self::Spgist => "spgist",
            Self::Fulltext => "fulltext",
            Self::Spatial => "spatial",
        }
    }
}

impl fmt::Display for IndexMethod {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl FromStr for IndexMethod {
    type Err = String;

    /// Reads [`IndexMethod::name`].
    fn from_str(name: &str) -> Result<Self, String> {
        let found = Self::ALL.into_iter().find(|method| method.name() == name);
        found.ok_or_else(|| {
            format!("`{name}` is no method of an index: there are {}", Self::ALL.map(Self::name).join(", "))
        })
    }
}

#[cfg(feature = "serde")]
mod serial {
    use super::{IndexPart, Nulls, PartOf, Spelling};
    use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error as _};

    /// A whole column in ascending order is its name.
    #[derive(Serialize, Deserialize)]
    #[serde(untagged)]
    enum Repr {
        Column(String),
        Part(Part),
    }

    #[derive(Serialize, Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Part {
        #[serde(default, skip_serializing_if = "Option::is_none")]
        column: Option<String>,
        #[serde(default, skip_serializing_if = "Spelling::is_empty")]
        sql: Spelling,
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        descending: bool,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        nulls: Option<Nulls>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        operator_class: Option<String>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        collation: Option<String>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        prefix: Option<u32>,
    }

    impl Serialize for IndexPart {
        fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
            let Self { of, descending, nulls, operator_class, collation, prefix } = self.clone();
            let (column, sql) = match of {
                PartOf::Column(name) if self.is_plain() => return Repr::Column(name).serialize(serializer),
                PartOf::Column(name) => (Some(name), Spelling::default()),
                PartOf::Expression(sql) => (None, sql),
            };
            Part { column, sql, descending, nulls, operator_class, collation, prefix }.serialize(serializer)
        }
    }

    impl<'de> Deserialize<'de> for IndexPart {
        fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
            let Part { column, sql, descending, nulls, operator_class, collation, prefix } =
                match Repr::deserialize(deserializer)? {
                    Repr::Column(name) => return Ok(Self::column(name)),
                    Repr::Part(part) => part,
                };
            let of = match column {
                Some(name) if sql.is_empty() => PartOf::Column(name),
                None if !sql.is_empty() => PartOf::Expression(sql),
                _ => return Err(D::Error::custom("a part of an index is a `column` or `sql`")),
            };
            Ok(Self { of, descending, nulls, operator_class, collation, prefix })
        }
    }
}
