//! The names of the SQL dialects, and SQL that a user spells per dialect.

use std::any::Any;
use std::cmp::Ordering;
use std::collections::BTreeMap;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::str::FromStr;

/// What a dialect is called.
#[derive(Debug)]
pub struct DialectNames {
    /// The name in files, flags, and metadata, such as `postgres`.
    pub name: &'static str,
    /// Other names that are accepted for it.
    pub aliases: &'static [&'static str],
    /// The name of the other flavor of the same engine, whose SQL serves if there is none for this one.
    pub sibling: Option<&'static str>,
}

/// A SQL dialect. Two are equal if their names are.
///
/// MySQL and MariaDB are two dialects of one engine. What an engine does is implemented in `schema-core`, which knows the
/// engine of each name; the dialect of any other engine has it with it.
#[derive(Clone, Copy)]
pub struct Dialect {
    names: &'static DialectNames,
    engine: DialectEngine,
}

/// What `schema-core` finds the engine of a dialect by.
#[derive(Clone, Copy, Debug)]
pub enum DialectEngine {
    /// The place of the dialect in [`Dialect::ALL`].
    Listed(usize),
    /// What [`Dialect::of_engine`] was given.
    Own(&'static (dyn Any + Send + Sync)),
}

impl Dialect {
    /// The dialect of a project that names none: its databases need no server.
    pub const DEFAULT: Self = Self::SQLITE;

    /// SQLite.
    pub const SQLITE: Self = Self::listed(0, &DialectNames { name: "sqlite", aliases: &[], sibling: None });
    /// PostgreSQL.
    pub const POSTGRES: Self =
        Self::listed(1, &DialectNames { name: "postgres", aliases: &["postgresql"], sibling: None });
    /// MySQL.
    pub const MYSQL: Self = Self::listed(2, &DialectNames { name: "mysql", aliases: &[], sibling: Some("mariadb") });
    /// MariaDB.
    pub const MARIADB: Self = Self::listed(3, &DialectNames { name: "mariadb", aliases: &[], sibling: Some("mysql") });

    /// All of them, in the order in which they are listed to people.
    pub const ALL: [Self; 4] = [Self::SQLITE, Self::POSTGRES, Self::MYSQL, Self::MARIADB];

    const fn listed(place: usize, names: &'static DialectNames) -> Self {
        Self { names, engine: DialectEngine::Listed(place) }
    }

    /// Makes the dialect of an engine that is not in [`Dialect::ALL`], whose name is none of those. `engine` is what `schema-core`
    /// finds it by.
    pub const fn of_engine(names: &'static DialectNames, engine: &'static (dyn Any + Send + Sync)) -> Self {
        Self { names, engine: DialectEngine::Own(engine) }
    }

    /// Returns what its engine is found by.
    pub const fn engine_key(self) -> DialectEngine {
        self.engine
    }

    /// Returns the name in files, flags, and metadata: `sqlite`, `postgres`, `mysql`, `mariadb`.
    pub const fn name(self) -> &'static str {
        self.names.name
    }

    /// Returns the dialect whose script serves if a revision has none for this one: the other flavor of one engine.
    pub fn sibling(self) -> Option<Self> {
        let name = self.names.sibling?;
        Self::ALL.into_iter().find(|it| it.name() == name)
    }

    /// Returns `true` if both are flavors of one engine.
    pub fn is_kin_of(self, other: Self) -> bool {
        self == other || self.sibling() == Some(other)
    }

    /// The place in the list that people see; engines that are not in it come last, by name.
    fn place(self) -> (usize, &'static str) {
        match self.engine {
            DialectEngine::Listed(place) => (place, self.name()),
            DialectEngine::Own(_) => (Self::ALL.len(), self.name()),
        }
    }
}

impl PartialEq for Dialect {
    fn eq(&self, other: &Self) -> bool {
        self.name() == other.name()
    }
}

impl Eq for Dialect {}

impl PartialOrd for Dialect {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Dialect {
    fn cmp(&self, other: &Self) -> Ordering {
        self.place().cmp(&other.place())
    }
}

impl Hash for Dialect {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.name().hash(state);
    }
}

impl fmt::Debug for Dialect {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl fmt::Display for Dialect {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// A text that names no dialect.
#[derive(Clone, PartialEq, Eq)]
pub struct UnknownDialect(pub String);

impl fmt::Display for UnknownDialect {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [others @ .., last] = Dialect::ALL.map(Dialect::name);
        write!(f, "unknown dialect `{}`; available: {} and {last}", self.0, others.join(", "))
    }
}

impl std::error::Error for UnknownDialect {}

debug_as_display!(UnknownDialect);

impl FromStr for Dialect {
    type Err = UnknownDialect;

    fn from_str(name: &str) -> Result<Self, UnknownDialect> {
        let is = |it: &Self| it.name() == name || it.names.aliases.contains(&name);
        Self::ALL.into_iter().find(is).ok_or_else(|| UnknownDialect(name.to_owned()))
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

    /// All texts in it, each with the dialects that read it. Those that read the one for all are of `dialects`: none if all of these
    /// have a spelling of their own.
    pub fn readings(&self, dialects: &[Dialect]) -> impl Iterator<Item = (&String, Vec<Dialect>)> {
        let own = self.per_dialect.iter().map(|(dialect, text)| (text, vec![*dialect]));
        self.any.iter().map(|text| (text, self.readers_of_any(dialects))).chain(own)
    }

    /// As [`Spelling::readings`], to be changed.
    pub fn readings_mut(&mut self, dialects: &[Dialect]) -> impl Iterator<Item = (&mut String, Vec<Dialect>)> {
        let readers = self.readers_of_any(dialects);
        let own = self.per_dialect.iter_mut().map(|(dialect, text)| (text, vec![*dialect]));
        self.any.iter_mut().map(move |text| (text, readers.clone())).chain(own)
    }

    fn readers_of_any(&self, dialects: &[Dialect]) -> Vec<Dialect> {
        let has_own = |dialect: Dialect| self.per_dialect.contains_key(&dialect);
        let read_any = |dialect: &Dialect| !has_own(*dialect) && !dialect.sibling().is_some_and(has_own);
        dialects.iter().copied().filter(read_any).collect()
    }
}

impl fmt::Display for Spelling {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut texts: Vec<String> = self.any.iter().map(|text| format!("sql({text})")).collect();
        texts.extend(self.per_dialect.iter().map(|(dialect, text)| format!("{dialect}({text})")));
        f.write_str(&texts.join(" "))
    }
}

#[cfg(feature = "serde")]
mod serial {
    use std::collections::BTreeMap;

    use super::{Dialect, Spelling};
    use serde::de::Error as _;
    use serde::{Deserialize, Deserializer, Serialize, Serializer};

    impl Serialize for Dialect {
        fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
            serializer.serialize_str(self.name())
        }
    }

    impl<'de> Deserialize<'de> for Dialect {
        fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
            let name = String::deserialize(deserializer)?;
            let exact = Self::ALL.into_iter().find(|dialect| dialect.name() == name);
            exact.ok_or_else(|| {
                let known = Self::ALL.map(|dialect| format!("`{dialect}`")).join(", ");
                D::Error::custom(format!("unknown variant `{name}`, expected one of {known}"))
            })
        }
    }

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
            // The cache of the build step keeps what an attribute leaves out, too; a file says something or leaves out the key.
            let is_file = deserializer.is_human_readable();
            Ok(match Repr::deserialize(deserializer)? {
                Repr::Text(text) => Self::any(text),
                Repr::Map(Map { any: None, per_dialect }) if is_file && per_dialect.is_empty() => {
                    return Err(D::Error::custom("SQL of no dialect"));
                }
                Repr::Map(Map { any, per_dialect }) => Self { any, per_dialect },
            })
        }
    }
}
