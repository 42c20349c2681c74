//! The parts of PostgreSQL.

use crate::schema::{Engine, Extra, NameKind, Sizes, Version};
use crate::script::Grammar;

#[derive(Debug)]
pub(crate) struct Postgres;

impl Engine for Postgres {
    fn name_quote(&self) -> char {
        '"'
    }

    fn names_differ_by_case(&self) -> bool {
        true
    }

    fn shares_names(&self, kind: NameKind) -> bool {
        kind == NameKind::Key
    }

    fn has(&self, extra: Extra) -> bool {
        match extra {
            Extra::Exclusion | Extra::OperatorClass | Extra::Partition | Extra::PartialIndex => true,
        }
    }

    fn oldest(&self) -> Version {
        super::versions::OLDEST
    }

    fn sizes(&self) -> Sizes {
        super::sizes::sizes()
    }

    fn grammar(&self) -> &dyn Grammar {
        self
    }

    #[cfg(feature = "migrate")]
    fn connector(&self) -> &dyn crate::connect::Connector {
        self
    }

    #[cfg(feature = "migrate")]
    fn execution(&self) -> &dyn crate::migrate::parts::Execution {
        self
    }

    #[cfg(feature = "plan")]
    fn facts(&self, version: Version) -> crate::plan::Capabilities {
        crate::plan::Capabilities { version, ..super::facts::CAPABILITIES }
    }

    #[cfg(feature = "plan")]
    fn render(&self, operation: &crate::plan::Operation) -> Vec<crate::dialect::Part> {
        super::render::step(operation)
    }

    #[cfg(feature = "introspect")]
    fn catalog(&self) -> &dyn crate::dialect::Catalog {
        self
    }
}
