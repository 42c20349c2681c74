//! The parts of SQLite.

use crate::schema::{Engine, Extra, NameKind, Version};
use crate::script::Grammar;

#[derive(Debug)]
pub(crate) struct Sqlite;

impl Engine for Sqlite {
    fn name_quote(&self) -> char {
        '"'
    }

    fn shares_names(&self, kind: NameKind) -> bool {
        kind == NameKind::Key
    }

    fn has(&self, extra: Extra) -> bool {
        extra == Extra::PartialIndex
    }

    fn oldest(&self) -> Version {
        super::versions::OLDEST
    }

    fn usual(&self) -> Version {
        super::versions::USUAL
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
