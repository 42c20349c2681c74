//! What an engine is made of, and which engines exist.
//!
//! Each stage declares what it asks of an engine. This trait names the parts, one method for each, so that a [`Dialect`]
//! leads to all of them. The parts of one engine are in one folder below `dialect/`. This file is the only one that names
//! what comes after it: the stages that declare parts, and the engines themselves.

use std::fmt::Debug;

use super::{Dialect, DialectEngine, DialectNames, Sizes, Version};
use crate::dialect::{mysql::Mysql, postgres::Postgres, sqlite::Sqlite};
use crate::script::Grammar;

/// A database engine, as the stages ask for its parts.
///
/// Code of this crate reaches an engine through its [`Dialect`], by [`Engines::engine`]. A crate with the same features can
/// implement the trait for an engine of its own and make its dialect by [`dialect_of`].
pub trait Engine: Debug + Sync {
    /// Returns the quotation mark around a name that is no plain word.
    fn name_quote(&self) -> char;

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

/// What leads from a [`Dialect`] to its engine.
pub trait Engines: Copy {
    /// Returns the engine, which has the parts that the stages ask for.
    ///
    /// # Panics
    /// If the dialect was made by [`Dialect::of_engine`] of something else than an [`OwnEngine`]; [`dialect_of`] makes none such.
    fn engine(self) -> &'static dyn Engine;

    /// Returns the quotation mark around a name that is no plain word.
    fn name_quote(self) -> char {
        self.engine().name_quote()
    }
}

/// An engine that is not in [`Dialect::ALL`], as its dialect has it.
#[derive(Debug)]
pub struct OwnEngine(pub &'static dyn Engine);

/// Returns the dialect of an engine that is not in [`Dialect::ALL`].
pub const fn dialect_of(names: &'static DialectNames, engine: &'static OwnEngine) -> Dialect {
    Dialect::of_engine(names, engine)
}

/// The engine of each dialect in [`Dialect::ALL`], in that order.
const ENGINES: [&dyn Engine; Dialect::ALL.len()] = [&Sqlite, &Postgres, &Mysql::Mysql, &Mysql::Mariadb];

impl Engines for Dialect {
    fn engine(self) -> &'static dyn Engine {
        match self.engine_key() {
            DialectEngine::Listed(place) => ENGINES[place],
            DialectEngine::Own(engine) => engine.downcast_ref::<OwnEngine>().expect("an engine of `dialect_of`").0,
        }
    }
}

/// How a project for `dialects` compares names: without letter case, unless all of them are told apart by it. Where it is
/// not said what the project is for, it is for all of them.
pub fn folded(dialects: &[Dialect], name: &str) -> String {
    let by_case = !dialects.is_empty() && dialects.iter().all(|dialect| dialect.engine().names_differ_by_case());
    if by_case { name.to_owned() } else { name.to_lowercase() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_dialect_has_its_engine() {
        let engines = Dialect::ALL.map(|dialect| (dialect.name(), format!("{:?}", dialect.engine())));
        let names = ["sqlite", "postgres", "mysql", "mariadb"];
        let expected = ["Sqlite", "Postgres", "Mysql", "Mariadb"].map(str::to_owned);
        assert_eq!(engines, std::array::from_fn(|at| (names[at], expected[at].clone())));
    }
}
