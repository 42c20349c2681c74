//! The parts of MySQL and MariaDB.

use crate::schema::{Engine, NameKind, Sizes, Version};
use crate::script::Grammar;

use super::sizes;

/// Which of the two it is.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Mysql {
    Mysql,
    Mariadb,
}

#[cfg(feature = "migrate")]
impl Mysql {
    /// The handle of this flavor.
    pub(super) const fn dialect(&self) -> crate::schema::Dialect {
        use crate::schema::Dialect;
        match self {
            Self::Mysql => Dialect::MYSQL,
            Self::Mariadb => Dialect::MARIADB,
        }
    }
}

impl Engine for Mysql {
    fn name_quote(&self) -> char {
        '`'
    }

    fn shares_names(&self, kind: NameKind) -> bool {
        match kind {
            NameKind::Key => false,
            NameKind::ForeignKey => true,
            NameKind::Check => *self == Self::Mysql,
        }
    }

    fn oldest(&self) -> Version {
        match self {
            Self::Mysql => super::versions::OLDEST_MYSQL,
            Self::Mariadb => super::versions::OLDEST_MARIADB,
        }
    }

    fn sizes(&self) -> Sizes {
        match self {
            Self::Mysql => sizes::sizes(sizes::MYSQL_SCALE, sizes::MYSQL_BYTES),
            Self::Mariadb => sizes::sizes(sizes::MARIADB_SCALE, sizes::MARIADB_BYTES),
        }
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
        let facts = match self {
            Self::Mysql => super::facts::MYSQL,
            Self::Mariadb => super::facts::MARIADB,
        };
        crate::plan::Capabilities { version, ..facts }
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
