//! The parts of the toy, and its handle.

use schema_core::connect::Connector;
use schema_core::dialect::{Catalog, Part};
use schema_core::migrate::parts::Execution;
use schema_core::plan::{Capabilities, Operation};
use schema_core::schema::{Dialect, DialectNames, Engine, Engines, NameKind, OwnEngine, Version, dialect_of};
use schema_core::script::Grammar;

/// The dialect of the toy. It is in no registry.
pub(crate) const TOY: Dialect = dialect_of(&NAMES, &OwnEngine(&Toy));

const NAMES: DialectNames = DialectNames { name: "toy", aliases: &[], sibling: None };

/// An engine that has the library of SQLite below it, and a client of its own.
#[derive(Debug)]
pub(crate) struct Toy;

/// What lies below it.
pub(crate) fn below() -> &'static dyn Engine {
    Dialect::SQLITE.engine()
}

impl Engine for Toy {
    fn name_quote(&self) -> char {
        '`'
    }

    fn shares_names(&self, kind: NameKind) -> bool {
        below().shares_names(kind)
    }

    fn grammar(&self) -> &dyn Grammar {
        self
    }

    fn connector(&self) -> &dyn Connector {
        self
    }

    fn execution(&self) -> &dyn Execution {
        self
    }

    fn oldest(&self) -> Version {
        Version::new(1, 0)
    }

    fn facts(&self, version: Version) -> Capabilities {
        super::facts::facts(version)
    }

    fn render(&self, operation: &Operation) -> Vec<Part> {
        super::render::render(operation)
    }

    fn catalog(&self) -> &dyn Catalog {
        self
    }
}
