//! What an engine is made of, and which engines exist.
//!
//! Each stage declares what it asks of an engine. This trait names the parts, one method for each, so that a [`Dialect`]
//! leads to all of them. The parts of one engine are in one folder below `dialect/`. This file is the only one that names
//! what comes after it: the stages that declare parts, and the engines themselves.

use std::fmt::Debug;

use super::{Dialect, Sizes, Version};
use crate::dialect::{mysql::Mysql, postgres::Postgres, sqlite::Sqlite};
use crate::script::Grammar;

/// A database engine, as the stages ask for its parts.
///
/// Code of this crate reaches an engine through its [`Dialect`]. A crate with the same features can implement the trait
/// for an engine of its own and make a handle by [`Dialect::new`].
pub trait Engine: Debug + Sync {
    /// Returns the name in files, flags, and metadata, such as `postgres`.
    fn name(&self) -> &'static str;

    /// Returns other names that are accepted for it.
    fn aliases(&self) -> &'static [&'static str] {
        &[]
    }

    /// Returns the quotation mark around a name that is no plain word.
    fn name_quote(&self) -> char;

    /// Returns the dialect whose script serves if a revision has none for this one: the other flavor of one engine.
    fn sibling(&self) -> Option<Dialect> {
        None
    }

    /// Returns `true` if names that differ in letter case alone are two names.
    fn names_differ_by_case(&self) -> bool {
        false
    }

    /// Returns `true` if two constraints of this kind in one namespace cannot have one name.
    fn shares_names(&self, kind: NameKind) -> bool;

    /// Returns `true` if tables may have this.
    fn has(&self, _extra: Extra) -> bool {
        false
    }

    /// Returns the oldest version that scripts are written for.
    fn oldest(&self) -> Version;

    /// Returns the version that scripts are written for where none is said: the oldest, unless hardly anybody has that.
    fn usual(&self) -> Version {
        self.oldest()
    }

    /// Returns the sizes that types may have.
    fn sizes(&self) -> Sizes {
        Sizes::default()
    }

    /// Returns how scripts are read.
    fn grammar(&self) -> &dyn Grammar;

    /// Returns how it is connected to.
    #[cfg(feature = "migrate")]
    fn connector(&self) -> &dyn crate::connect::Connector;

    /// Returns how revisions are applied.
    #[cfg(feature = "migrate")]
    fn execution(&self) -> &dyn crate::migrate::parts::Execution;

    /// Returns what the planner has to know of a version.
    #[cfg(feature = "plan")]
    fn facts(&self, version: Version) -> crate::plan::Capabilities;

    /// Returns the statements of one operation of a plan.
    #[cfg(feature = "plan")]
    fn render(&self, operation: &crate::plan::Operation) -> Vec<crate::dialect::Part>;

    /// Returns how databases are read and compared.
    #[cfg(feature = "introspect")]
    fn catalog(&self) -> &dyn crate::dialect::Catalog;
}

/// Kinds of constraints, as far as their names are told apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NameKind {
    /// Indexes, and constraints that have an index.
    Key,
    /// Foreign keys.
    ForeignKey,
    /// Checks.
    Check,
}

/// What tables have on some engines alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Extra {
    /// Exclusion constraints.
    Exclusion,
    /// Operator classes in indexes.
    OperatorClass,
    /// Partitions that are tables.
    Partition,
    /// Indexes over some of the rows.
    PartialIndex,
}

impl Dialect {
    /// The dialect of a project that names none: its databases need no server.
    pub const DEFAULT: Self = Self::SQLITE;

    /// SQLite.
    pub const SQLITE: Self = Self::new(&Sqlite);
    /// PostgreSQL.
    pub const POSTGRES: Self = Self::new(&Postgres);
    /// MySQL.
    pub const MYSQL: Self = Self::new(&Mysql::Mysql);
    /// MariaDB.
    pub const MARIADB: Self = Self::new(&Mysql::Mariadb);

    /// All of them, in the order in which they are listed to people.
    pub const ALL: [Self; 4] = [Self::SQLITE, Self::POSTGRES, Self::MYSQL, Self::MARIADB];
}
