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

    /// What stands around a name that is no plain word.
    pub const fn name_quote(self) -> char {
        match self {
            Self::Sqlite | Self::Postgres => '"',
            Self::Mysql | Self::Mariadb => '`',
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

/// How a project for `dialects` compares names: without letter case, unless all of them are told apart by it. Where it is
/// not said what the project is for, it is for all of them.
pub fn folded(dialects: &[Dialect], name: &str) -> String {
    let by_case = !dialects.is_empty() && dialects.iter().all(|dialect| *dialect == Dialect::Postgres);
    if by_case { name.to_owned() } else { name.to_lowercase() }
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
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Spelling {
    /// For every dialect without a spelling of its own.
    pub any: Option<String>,
    /// Per dialect.
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

    /// Whether no dialect has one.
    pub fn is_empty(&self) -> bool {
        self.any.is_none() && self.per_dialect.is_empty()
    }

    /// All texts in it.
    pub fn texts(&self) -> impl Iterator<Item = &String> {
        self.any.iter().chain(self.per_dialect.values())
    }

    /// All texts in it with their dialects (none for the one for all), to be changed.
    pub fn texts_mut(&mut self) -> impl Iterator<Item = (Option<Dialect>, &mut String)> {
        let own = self.per_dialect.iter_mut().map(|(dialect, text)| (Some(*dialect), text));
        self.any.iter_mut().map(|text| (None, text)).chain(own)
    }
}

impl fmt::Display for Spelling {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut texts: Vec<String> = self.any.iter().map(|text| format!("sql({text})")).collect();
        texts.extend(self.per_dialect.iter().map(|(dialect, text)| format!("{dialect}({text})")));
        f.write_str(&texts.join(" "))
    }
}

#[cfg(feature = "build")]
mod serial {
    use std::collections::BTreeMap;

    use super::{Dialect, Spelling};
    use serde::{Deserialize, Deserializer, Serialize, Serializer};

    /// One text for all dialects is that text; else there is a map.
    #[derive(Serialize, Deserialize)]
    #[serde(untagged)]
    enum Repr {
        Text(String),
        Map(Map),
    }

    #[derive(Serialize, Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Map {
        #[serde(default, skip_serializing_if = "Option::is_none")]
        any: Option<String>,
        #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
        per_dialect: BTreeMap<Dialect, String>,
    }

    impl Serialize for Spelling {
        fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
            match &self.any {
                Some(text) if self.per_dialect.is_empty() => text.serialize(serializer),
                any => Map { any: any.clone(), per_dialect: self.per_dialect.clone() }.serialize(serializer),
            }
        }
    }

    impl<'de> Deserialize<'de> for Spelling {
        fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
            Ok(match Repr::deserialize(deserializer)? {
                Repr::Text(text) => Self::any(text),
                Repr::Map(Map { any, per_dialect }) => Self { any, per_dialect },
            })
        }
    }
}
