//! The SQL dialects, and texts that a user spells per dialect.

use std::collections::BTreeMap;
use std::fmt;
use std::str::FromStr;

/// A SQL dialect. MariaDB and MySQL are two flavours of one family.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "build", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "build", serde(rename_all = "lowercase"))]
pub enum Dialect {
    /// SQLite.
    Sqlite,
    /// PostgreSQL.
    Postgres,
    /// MySQL.
    Mysql,
    /// MariaDB.
    Mariadb,
}

impl Dialect {
    /// All of them, in the order in which they are listed to people.
    pub const ALL: [Self; 4] = [Self::Sqlite, Self::Postgres, Self::Mysql, Self::Mariadb];

    /// The name in files, flags and metadata: `sqlite`, `postgres`, `mysql`, `mariadb`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Sqlite => "sqlite",
            Self::Postgres => "postgres",
            Self::Mysql => "mysql",
            Self::Mariadb => "mariadb",
        }
    }

    /// The dialect whose script serves when there is none for this one: the other flavour of the family.
    pub const fn sibling(self) -> Option<Self> {
        match self {
            Self::Mysql => Some(Self::Mariadb),
            Self::Mariadb => Some(Self::Mysql),
            Self::Sqlite | Self::Postgres => None,
        }
    }
}

impl fmt::Display for Dialect {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// A text that names no dialect.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnknownDialect(pub String);

impl fmt::Display for UnknownDialect {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "no dialect is called `{}`: there are sqlite, postgres, mysql and mariadb", self.0)
    }
}

impl std::error::Error for UnknownDialect {}

impl FromStr for Dialect {
    type Err = UnknownDialect;

    fn from_str(name: &str) -> Result<Self, UnknownDialect> {
        match name {
            "sqlite" => Ok(Self::Sqlite),
            "postgres" | "postgresql" => Ok(Self::Postgres),
            "mysql" => Ok(Self::Mysql),
            "mariadb" => Ok(Self::Mariadb),
            _ => Err(UnknownDialect(name.to_owned())),
        }
    }
}

/// A piece of SQL as the user spells it: one for all dialects, or one for each.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "build", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "build", serde(deny_unknown_fields))]
pub struct Spelling {
    /// For every dialect without a spelling of its own.
    #[cfg_attr(feature = "build", serde(default, skip_serializing_if = "Option::is_none"))]
    pub any: Option<String>,
    /// Per dialect.
    #[cfg_attr(feature = "build", serde(default, skip_serializing_if = "BTreeMap::is_empty"))]
    pub per_dialect: BTreeMap<Dialect, String>,
}

impl Spelling {
    /// The same text for every dialect.
    pub fn any(text: impl Into<String>) -> Self {
        Self { any: Some(text.into()), per_dialect: BTreeMap::new() }
    }

    /// The spelling for `dialect`: its own, its sibling's, or the one for all.
    pub fn get(&self, dialect: Dialect) -> Option<&str> {
        let own = self.per_dialect.get(&dialect);
        own.or_else(|| dialect.sibling().and_then(|sibling| self.per_dialect.get(&sibling)))
            .or(self.any.as_ref())
            .map(String::as_str)
    }
}
