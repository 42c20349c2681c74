//! Unmanaged objects: what a database has and no model can declare.

use std::fmt;

use crate::connect::Error;

/// An object in a database that no model can declare.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Unmanaged {
    /// What it is.
    pub kind: UnmanagedKind,
    /// Its name, with that of the namespace or table that it lies in, as the engine would write it.
    pub name: String,
    /// Its name alone: without quotes, and without the namespace or table that it lies in or the types that it takes.
    pub own_name: String,
    /// The table that it is a part of, or that it is said of, on the engines with one namespace.
    pub table: Option<String>,
}

impl Unmanaged {
    /// An enum type that no column has.
    pub fn unused_enum(name: &str) -> Self {
        Self::new(UnmanagedKind::UnusedEnum, name, name)
    }

    /// An object that belongs to no table, or to one that nobody asks for.
    pub(super) fn new(kind: UnmanagedKind, name: impl Into<String>, own_name: impl Into<String>) -> Self {
        Self { kind, name: name.into(), own_name: own_name.into(), table: None }
    }

    /// A property of a table as a whole.
    pub(super) fn of_table(kind: UnmanagedKind, table: &str) -> Self {
        Self { table: Some(table.to_owned()), ..Self::new(kind, table, table) }
    }

    /// A part of a table.
    pub(super) fn of_part(kind: UnmanagedKind, table: &str, part: &str) -> Self {
        Self { table: Some(table.to_owned()), ..Self::new(kind, format!("{table}.{part}"), part) }
    }

    /// Returns `true` if it is lost when its table is rebuilt, and no statement has to name it for that.
    pub fn is_lost_by_rebuild(&self) -> bool {
        self.kind == UnmanagedKind::NullableKey
    }

    /// Returns `true` if it is part of the definition of `table` and is lost where that is rebuilt.
    pub fn is_defined_in(&self, table: &str) -> bool {
        self.is_of(table) && matches!(self.kind, UnmanagedKind::ConflictClause | UnmanagedKind::LooseForeignKey)
    }

    /// Returns `true` if it is a part of `table`, or is said of it.
    pub fn is_of(&self, table: &str) -> bool {
        self.table.as_deref() == Some(table)
    }

    /// Returns `true` if it is an attribute of that column and is lost where a statement defines the column anew.
    pub fn is_attribute_of(&self, table: &str, column: &str) -> bool {
        self.is_of(table) && self.own_name.eq_ignore_ascii_case(column) && self.kind.is_attribute()
    }
}

/// The kind and the name, for a person.
impl fmt::Display for Unmanaged {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.kind, self.name)
    }
}

/// How a statement shows that it is about an object of a kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sql {
    /// These keywords stand between `CREATE` and its name.
    Object(&'static [&'static str]),
    /// One of these phrases stands in the statement that creates or alters what it is a property or a part of.
    Part(&'static [&'static [&'static str]]),
}

use Sql::{Object, Part};

macro_rules! kinds {
    ($($kind:ident $code:literal $phrase:literal $sql:expr;)*) => {
        /// What an unmanaged object is. `Display` writes it for a person.
        #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
        #[non_exhaustive]
        pub enum UnmanagedKind {
            $(#[doc = concat!("A ", $phrase, ".")] $kind,)*
            /// An index by this method, which no model can declare.
            IndexMethod(String),
        }

        impl UnmanagedKind {
            /// All but those that have a value.
            pub(super) const ALL: &'static [Self] = &[$(Self::$kind),*];

            /// Returns its name for programs, in kebab case.
            pub fn code(&self) -> &'static str {
                match self {
                    $(Self::$kind => $code,)*
                    Self::IndexMethod(_) => "index-method",
                }
            }

            /// Returns how a statement shows that it is about such an object.
            pub(super) fn sql(&self) -> Sql {
                match self {
                    $(Self::$kind => $sql,)*
                    Self::IndexMethod(_) => INDEX,
                }
            }
        }

        impl fmt::Display for UnmanagedKind {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                match self {
                    $(Self::$kind => f.write_str($phrase),)*
                    Self::IndexMethod(method) => write!(f, "{method} index"),
                }
            }
        }
    };
}

const FOREIGN_KEY: Sql = Part(&[&["FOREIGN", "KEY"], &["REFERENCES"]]);
const INDEX: Sql = Part(&[&["INDEX"], &["KEY"]]);
const TYPE: Sql = Object(&["TYPE"]);

// In the order of the phrases, by which lists are sorted.
kinds! {
    Aggregate "aggregate" "aggregate" Object(&["AGGREGATE"]);
    Cast "cast" "cast" Part(&[&["CREATE", "CAST"]]);
    CheckOfColumn "column-check" "check of a column" Part(&[&["CHECK"]]);
    CheckOverVersions "check-over-versions" "check over system versioning" Part(&[&["CHECK"]]);
    UnenforcedCheck "unenforced-check" "check that is not enforced" Part(&[&["NOT", "ENFORCED"]]);
    Collation "collation" "collation" Object(&["COLLATION"]);
    ColumnFromVersions "column-from-versions" "column generated from system versioning" Part(&[&["AS"]]);
    VersionColumn "version-column" "column of system versioning" Part(&[&["AS", "ROW"]]);
    UnversionedColumn "unversioned-column" "column without system versioning" Part(&[&["WITHOUT", "SYSTEM", "VERSIONING"]]);
    CompositeType "composite-type" "composite type" TYPE;
    CompressedColumn "compressed-column" "compressed column" Part(&[&["COMPRESSED"]]);
    ConflictClause "conflict-clause" "conflict clause" Part(&[&["ON", "CONFLICT"]]);
    PeriodConstraint "period-constraint" "constraint over a period" Part(&[&["WITHOUT", "OVERLAPS"], &["PERIOD"]]);
    UnenforcedConstraint "unenforced-constraint" "constraint that is not enforced" Part(&[&["NOT", "ENFORCED"]]);
    UnvalidatedConstraint "unvalidated-constraint" "constraint that is not validated" Part(&[&["NOT", "VALID"]]);
    IncludedColumns "included-columns" "constraint with included columns" Part(&[&["INCLUDE"]]);
    HiddenDefault "hidden-default" "default that cannot be read" Part(&[&["DEFAULT"]]);
    DescendingKey "descending-key" "descending primary key" Part(&[&["DESC"]]);
    Domain "domain" "domain" Object(&["DOMAIN"]);
    EnumType "enum-type" "enum type" TYPE;
    UnusedEnum "unused-enum" "enum type without a column" TYPE;
    HiddenValue "hidden-value" "enum value that cannot be read" Part(&[&["ENUM"], &["SET"]]);
    Event "event" "event" Object(&["EVENT"]);
    EventTrigger "event-trigger" "event trigger" Object(&["EVENT", "TRIGGER"]);
    Extension "extension" "extension" Object(&["EXTENSION"]);
    ForeignDataWrapper "foreign-data-wrapper" "foreign data wrapper" Object(&["FOREIGN", "DATA", "WRAPPER"]);
    SetsNotNull "foreign-key-sets-not-null" "foreign key that sets a NOT NULL column to NULL" Part(&[&["SET", "NULL"]]);
    SetsSomeColumns "foreign-key-sets-some-columns" "foreign key that sets some of its columns" Part(&[&["SET", "NULL"], &["SET", "DEFAULT"]]);
    KeyToNoTable "foreign-key-to-no-table" "foreign key to a table that does not exist" FOREIGN_KEY;
    KeyToNotUnique "foreign-key-to-not-unique" "foreign key to columns that are not unique" FOREIGN_KEY;
    LooseForeignKey "loose-foreign-key" "foreign key whose target does not exist" FOREIGN_KEY;
    ForeignServer "foreign-server" "foreign server" Object(&["SERVER"]);
    ForeignTable "foreign-table" "foreign table" Object(&["FOREIGN", "TABLE"]);
    Function "function" "function" Object(&["FUNCTION"]);
    IgnoredIndex "ignored-index" "ignored index" Part(&[&["IGNORED"]]);
    IndexOverUnmanaged "index-over-unmanaged" "index over an unmanaged column" INDEX;
    InvalidIndex "invalid-index" "index that is not valid" INDEX;
    Inheritance "inheritance" "inheritance" Part(&[&["INHERITS"], &["INHERIT"]]);
    InvisibleColumn "invisible-column" "invisible column" Part(&[&["INVISIBLE"]]);
    InvisibleIndex "invisible-index" "invisible index" Part(&[&["INVISIBLE"]]);
    KeyWithoutOverlaps "key-without-overlaps" "key without overlaps" Part(&[&["WITHOUT", "OVERLAPS"]]);
    MaterializedView "materialized-view" "materialized view" Object(&["MATERIALIZED", "VIEW"]);
    Namespace "namespace" "namespace" Object(&["SCHEMA"]);
    NullableKey "nullable-key" "nullable primary key" Part(&[&["PRIMARY", "KEY"]]);
    Operator "operator" "operator" Object(&["OPERATOR"]);
    Package "package" "package" Object(&["PACKAGE"]);
    PackageBody "package-body" "package body" Object(&["PACKAGE", "BODY"]);
    Partition "partition" "partition" Part(&[&["PARTITION"]]);
    PartitionByExpression "partition-by-expression" "partitioning by an expression" Part(&[&["PARTITION", "BY"]]);
    Partitions "partitions" "partitions" Part(&[&["PARTITION"]]);
    Period "period" "period" Part(&[&["PERIOD"]]);
    Policy "policy" "policy" Object(&["POLICY"]);
    Procedure "procedure" "procedure" Object(&["PROCEDURE"]);
    Publication "publication" "publication" Object(&["PUBLICATION"]);
    RangeType "range-type" "range type" TYPE;
    RowSecurity "row-level-security" "row level security" Part(&[&["ROW", "LEVEL", "SECURITY"]]);
    Rule "rule" "rule" Object(&["RULE"]);
    Sequence "sequence" "sequence" Object(&["SEQUENCE"]);
    SequenceLimits "sequence-limits" "sequence with limits of its own" Object(&["SEQUENCE"]);
    ReferenceSystem "reference-system" "spatial reference system of a column" Part(&[&["SRID"], &["REF_SYSTEM_ID"]]);
    Statistics "statistics" "statistics" Object(&["STATISTICS"]);
    SystemVersioning "system-versioning" "system versioning" Part(&[&["SYSTEM", "VERSIONING"]]);
    OtherTable "other-table" "table of an unknown kind" Part(&[&["TABLE"]]);
    TableOption "table-option" "table option" Part(&[&["TABLE"]]);
    BareTable "bare-table" "table without columns" Part(&[&["TABLE"]]);
    IndexTablespace "index-tablespace" "tablespace of an index" Part(&[&["TABLESPACE"]]);
    TemporaryTable "temporary-table" "temporary table" Part(&[&["TEMPORARY"]]);
    SearchConfiguration "text-search-configuration" "text search configuration" Object(&["TEXT", "SEARCH", "CONFIGURATION"]);
    Trigger "trigger" "trigger" Object(&["TRIGGER"]);
    BaseType "base-type" "type" TYPE;
    View "view" "view" Object(&["VIEW"]);
    VirtualTable "virtual-table" "virtual table" Object(&["VIRTUAL", "TABLE"]);
}

impl UnmanagedKind {
    /// Reads the code that a query of ours gives for a kind.
    ///
    /// # Errors
    /// No kind has the code: the query is wrong.
    pub(super) fn of_code(code: &str) -> Result<Self, Error> {
        Self::ALL.iter().find(|kind| kind.code() == code).cloned().ok_or_else(|| Error::no_kind(code))
    }

    /// Returns `true` if a statement that defines a column anew loses it.
    pub(super) fn is_attribute(&self) -> bool {
        matches!(
            self,
            Self::CheckOfColumn
                | Self::CompressedColumn
                | Self::HiddenValue
                | Self::InvisibleColumn
                | Self::ReferenceSystem
                | Self::UnversionedColumn
        )
    }

    /// Returns `true` for what `DROP ROUTINE` can name.
    pub(super) fn is_routine(&self) -> bool {
        matches!(self, Self::Function | Self::Procedure)
    }

    /// The index method of [`IndexMethod`](Self::IndexMethod).
    pub fn method(&self) -> Option<&str> {
        match self {
            Self::IndexMethod(method) => Some(method),
            _ => None,
        }
    }
}

/// The codes that a query gives in its first column.
#[cfg(test)]
pub(super) fn codes_of(dialect: crate::schema::Dialect, query: &str) -> Vec<String> {
    use crate::script::Words;
    let words = Words::of(dialect, query, usize::MAX);
    let mut found = Vec::new();
    let mut depth = 0_usize;
    let mut is_first = false;
    for at in 0..words.len() {
        match words.text(at) {
            "(" => depth += 1,
            // One too many ends what was given.
            ")" if depth == 0 => break,
            ")" => depth -= 1,
            "," if depth == 0 => is_first = false,
            "SELECT" if depth == 0 => is_first = true,
            _ => {}
        }
        let is_value = |at: usize| ["SELECT", "THEN", "ELSE"].iter().any(|word| words.is(at, word));
        if is_first && depth == 0 && words.is_literal(at) && at.checked_sub(1).is_some_and(is_value) {
            found.extend(words.literal(at).map(std::borrow::Cow::into_owned));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::schema::Dialect;

    #[test]
    fn codes_and_phrases_are_distinct_and_in_order() {
        let codes: std::collections::BTreeSet<&str> = UnmanagedKind::ALL.iter().map(UnmanagedKind::code).collect();
        assert_eq!(codes.len(), UnmanagedKind::ALL.len());
        for kind in UnmanagedKind::ALL {
            assert_eq!(UnmanagedKind::of_code(kind.code()).as_ref(), Ok(kind));
        }
        let phrases: Vec<String> = UnmanagedKind::ALL.iter().map(ToString::to_string).collect();
        let mut sorted = phrases.clone();
        sorted.sort();
        sorted.dedup();
        assert_eq!(phrases, sorted);
        assert!(UnmanagedKind::of_code("table").is_err());
    }

    #[test]
    fn the_codes_of_a_query_are_found() {
        let query = "SELECT CASE a WHEN 'v' THEN 'view' ELSE 'rule' END, 'x' FROM t WHERE b IN (SELECT 'c') UNION ALL SELECT 'cast', 'y'";
        assert_eq!(codes_of(Dialect::POSTGRES, query), ["view", "rule", "cast"]);
    }
}
