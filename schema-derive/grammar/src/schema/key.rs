//! Primary keys, unique constraints, foreign keys, checks and exclusions.

use std::collections::BTreeMap;
use std::fmt;

use super::{IndexMethod, IndexPart, Spelling, TableName};

/// A primary key.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(deny_unknown_fields))]
pub struct PrimaryKey {
    /// Name of the constraint; the engine's own without one. MySQL, MariaDB and SQLite keep none.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    pub name: Option<String>,
    /// Columns in the order of the key.
    pub columns: Vec<String>,
    /// Of these columns only so many characters or bytes from the start; on MySQL and MariaDB.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "BTreeMap::is_empty"))]
    pub prefixes: BTreeMap<String, u32>,
}

impl PrimaryKey {
    /// A key over `columns`, named by the engine.
    pub fn new<C: Into<String>>(columns: impl IntoIterator<Item = C>) -> Self {
        let columns = columns.into_iter().map(Into::into).collect();
        Self { name: None, columns, prefixes: BTreeMap::new() }
    }

    /// Its columns, each with its prefix, as an index has them.
    pub fn parts(&self) -> Vec<IndexPart> {
        let part = |column: &String| IndexPart {
            prefix: self.prefixes.get(column).copied(),
            ..IndexPart::column(column.as_str())
        };
        self.columns.iter().map(part).collect()
    }

    /// The columns that it keeps apart in every row, which a foreign key can point to; `None` where it holds the start of one.
    pub fn whole_columns(&self) -> Option<&[String]> {
        self.prefixes.is_empty().then_some(self.columns.as_slice())
    }

    /// The whole columns that it begins with.
    pub fn leading_columns(&self) -> &[String] {
        let start = self.columns.iter().position(|column| self.prefixes.contains_key(column));
        &self.columns[..start.unwrap_or(self.columns.len())]
    }

    /// Whether rows that `other` tells apart are told apart by this one too.
    pub fn is_finer_than(&self, other: &Self) -> bool {
        other.columns.iter().all(|column| {
            let is_as_long = |own: &u32| other.prefixes.get(column).is_some_and(|length| own >= length);
            self.columns.contains(column) && self.prefixes.get(column).is_none_or(is_as_long)
        })
    }
}

/// When a constraint is checked; on PostgreSQL, and for foreign keys on SQLite.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "snake_case"))]
pub enum Deferrable {
    /// With every statement.
    #[default]
    No,
    /// With every statement, unless a transaction puts it off to its end.
    Deferrable,
    /// At the end of the transaction.
    InitiallyDeferred,
}

impl Deferrable {
    /// Whether nothing is said.
    pub fn is_default(&self) -> bool {
        *self == Self::No
    }

    /// The words of SQL, after a blank; nothing for the default.
    pub const fn sql(self) -> &'static str {
        match self {
            Self::No => "",
            Self::Deferrable => " DEFERRABLE",
            Self::InitiallyDeferred => " DEFERRABLE INITIALLY DEFERRED",
        }
    }
}

/// A unique constraint.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(deny_unknown_fields))]
pub struct Unique {
    /// Name of the constraint.
    pub name: String,
    /// Columns in the order of the constraint.
    pub columns: Vec<String>,
    /// Two NULLs are one value; on PostgreSQL from 15 on.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "std::ops::Not::not"))]
    pub nulls_not_distinct: bool,
    /// When it is checked; on PostgreSQL.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Deferrable::is_default"))]
    pub deferrable: Deferrable,
}

impl Unique {
    /// A constraint over `columns` with nothing special.
    pub fn new<C: Into<String>>(name: impl Into<String>, columns: impl IntoIterator<Item = C>) -> Self {
        Self {
            name: name.into(),
            columns: columns.into_iter().map(Into::into).collect(),
            nulls_not_distinct: false,
            deferrable: Deferrable::No,
        }
    }
}

/// A foreign key.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(deny_unknown_fields))]
pub struct ForeignKey {
    /// Name of the constraint.
    pub name: String,
    /// Columns of this table.
    pub columns: Vec<String>,
    /// The table that they point to.
    pub references_table: TableName,
    /// Columns there, one for each of `columns`.
    pub references_columns: Vec<String>,
    /// What happens here when the row there is deleted.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Action::is_default"))]
    pub on_delete: Action,
    /// What happens here when the key there is changed.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Action::is_default"))]
    pub on_update: Action,
    /// When it is checked; on PostgreSQL and SQLite.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Deferrable::is_default"))]
    pub deferrable: Deferrable,
    /// All columns are NULL or none is (`MATCH FULL`); on PostgreSQL.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "std::ops::Not::not"))]
    pub match_full: bool,
    /// It says nothing of the rows that were there before it (`NOT VALID`); on PostgreSQL.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "std::ops::Not::not"))]
    pub not_valid: bool,
}

impl ForeignKey {
    /// A key from `columns` to `references_columns` of `references_table`, one for each, with nothing special.
    pub fn new<C: Into<String>, R: Into<String>>(
        name: impl Into<String>,
        columns: impl IntoIterator<Item = C>,
        references_table: impl Into<TableName>,
        references_columns: impl IntoIterator<Item = R>,
    ) -> Self {
        Self {
            name: name.into(),
            columns: columns.into_iter().map(Into::into).collect(),
            references_table: references_table.into(),
            references_columns: references_columns.into_iter().map(Into::into).collect(),
            on_delete: Action::NoAction,
            on_update: Action::NoAction,
            deferrable: Deferrable::No,
            match_full: false,
            not_valid: false,
        }
    }
}

/// What a foreign key does when the row that it points to is deleted or changed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "snake_case"))]
pub enum Action {
    /// Refuse, at the end of the statement or transaction (the engines' default).
    #[default]
    NoAction,
    /// Refuse at once.
    Restrict,
    /// Delete or change here too.
    Cascade,
    /// Put NULL here.
    SetNull,
    /// Put the default here.
    SetDefault,
}

impl Action {
    /// The words of SQL.
    pub const fn sql(self) -> &'static str {
        match self {
            Self::NoAction => "NO ACTION",
            Self::Restrict => "RESTRICT",
            Self::Cascade => "CASCADE",
            Self::SetNull => "SET NULL",
            Self::SetDefault => "SET DEFAULT",
        }
    }

    /// Whether it is what the engines do when nothing is said.
    pub fn is_default(&self) -> bool {
        *self == Self::NoAction
    }
}

impl fmt::Display for Action {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.sql().to_lowercase())
    }
}

/// A check constraint.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(deny_unknown_fields))]
pub struct Check {
    /// Name of the constraint.
    pub name: String,
    /// SQL that must not be false for any row; a dialect without a spelling has no such check.
    pub expression: Spelling,
    /// Tables that inherit from this one do not get it (`NO INHERIT`); on PostgreSQL.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "std::ops::Not::not"))]
    pub no_inherit: bool,
    /// As in [`ForeignKey::not_valid`].
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "std::ops::Not::not"))]
    pub not_valid: bool,
}

impl Check {
    /// A check with nothing special.
    pub fn new(name: impl Into<String>, expression: Spelling) -> Self {
        Self { name: name.into(), expression, no_inherit: false, not_valid: false }
    }
}

/// An exclusion constraint: no two rows for which all operators hold. PostgreSQL has them, and no other engine.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(deny_unknown_fields))]
pub struct Exclusion {
    /// Name of the constraint.
    pub name: String,
    /// Method of its index.
    #[cfg_attr(feature = "serde", serde(default = "gist"))]
    pub method: IndexMethod,
    /// What is compared, and the operator for each.
    pub elements: Vec<(IndexPart, String)>,
    /// Only rows for which this holds.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Option::is_none"))]
    pub predicate: Option<String>,
    /// When it is checked.
    #[cfg_attr(feature = "serde", serde(default, skip_serializing_if = "Deferrable::is_default"))]
    pub deferrable: Deferrable,
}

#[cfg(feature = "serde")]
fn gist() -> IndexMethod {
    IndexMethod::Gist
}
