//! Versions of engines, and since which of them an engine has something.

use std::fmt;
use std::str::FromStr;

use super::{Dialect, Engines, UnknownDialect};

/// A version of an engine: `14`, `10.11`, `8.0.19`. Numbers that are not said are zero.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Version {
    /// The first number.
    pub major: u32,
    /// The second one.
    pub minor: u32,
    /// The third one.
    pub patch: u32,
}

impl Version {
    /// Makes a version of its first two numbers.
    pub const fn new(major: u32, minor: u32) -> Self {
        Self { major, minor, patch: 0 }
    }

    /// Makes a version of all three numbers.
    pub const fn with_patch(major: u32, minor: u32, patch: u32) -> Self {
        Self { major, minor, patch }
    }

    /// Reads what a server says of itself: `15.18 (Debian …)`, `10.11.19-MariaDB`, `3.51.3`. What it does not say is zero.
    pub fn of_server(text: &str) -> Self {
        // Some MariaDB servers lead with 5.5.5- for the sake of old clients.
        let text = text.strip_prefix("5.5.5-").unwrap_or(text);
        let mut numbers = text.split(|c: char| !c.is_ascii_digit()).map(|part| part.parse().unwrap_or(0));
        let mut next = || numbers.next().unwrap_or(0);
        Self { major: next(), minor: next(), patch: next() }
    }
}

/// Without the zeros at its end.
impl fmt::Display for Version {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { major, minor, patch } = self;
        match (minor, patch) {
            (0, 0) => write!(f, "{major}"),
            (minor, 0) => write!(f, "{major}.{minor}"),
            (minor, patch) => write!(f, "{major}.{minor}.{patch}"),
        }
    }
}

/// A text that is no version.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NoVersion(pub String);

impl fmt::Display for NoVersion {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "`{}` is not a version: write up to three numbers separated by dots, such as `10.11`", self.0)
    }
}

impl std::error::Error for NoVersion {}

impl FromStr for Version {
    type Err = NoVersion;

    fn from_str(text: &str) -> Result<Self, NoVersion> {
        let numbers = text.split('.').map(|part| {
            let is_number = !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
            part.parse::<u32>().ok().filter(|_| is_number)
        });
        let numbers: Option<Vec<u32>> = numbers.collect();
        match numbers.as_deref() {
            Some([major]) => Ok(Self::new(*major, 0)),
            Some([major, minor]) => Ok(Self::new(*major, *minor)),
            Some([major, minor, patch]) => Ok(Self::with_patch(*major, *minor, *patch)),
            _ => Err(NoVersion(text.to_owned())),
        }
    }
}

/// Since which version an engine has something.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Since {
    /// No version has it.
    Never,
    /// Every version that scripts are written for has it.
    Always,
    /// This version and those after it have it.
    Version(Version),
}

impl Since {
    /// Since the version of these two numbers.
    pub const fn version(major: u32, minor: u32) -> Self {
        Self::Version(Version::new(major, minor))
    }

    /// Returns `true` if `version` has it.
    pub fn is_in(self, version: Version) -> bool {
        match self {
            Self::Never => false,
            Self::Always => true,
            Self::Version(first) => version >= first,
        }
    }
}

/// A dialect in one version of its engine, written as `postgres@14`. Facts are known of this, and of no dialect alone.
///
/// A dialect as such is the version that its bare name stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Release {
    /// The dialect.
    pub dialect: Dialect,
    /// The version.
    pub version: Version,
}

impl Release {
    /// Makes a release of its two parts.
    pub const fn new(dialect: Dialect, version: Version) -> Self {
        Self { dialect, version }
    }

    /// Reads names of releases, of which no two may be of one dialect.
    ///
    /// # Errors
    /// The first that is no release, or a second one of a dialect.
    pub fn all<'a>(names: impl IntoIterator<Item = &'a str>) -> Result<Vec<Self>, UnknownRelease> {
        let mut all: Vec<Self> = Vec::new();
        for name in names {
            let release: Self = name.parse()?;
            match all.iter().find(|other| other.dialect == release.dialect) {
                Some(other) => return Err(UnknownRelease::Twice(*other, release)),
                None => all.push(release),
            }
        }
        Ok(all)
    }

    /// The dialects of `releases`.
    pub fn dialects(releases: &[Self]) -> Vec<Dialect> {
        releases.iter().map(|release| release.dialect).collect()
    }

    /// The one among `releases` that is of `dialect`; else what the bare name stands for.
    pub fn of(releases: &[Self], dialect: Dialect) -> Self {
        releases.iter().find(|release| release.dialect == dialect).copied().unwrap_or_else(|| dialect.into())
    }

    /// How metadata names it: by the bare name, where that says as much.
    pub fn short(self) -> String {
        if self == self.dialect.into() { self.dialect.to_string() } else { self.to_string() }
    }
}

impl From<Dialect> for Release {
    fn from(dialect: Dialect) -> Self {
        Self { dialect, version: dialect.engine().usual() }
    }
}

impl fmt::Display for Release {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}@{}", self.dialect, self.version)
    }
}

/// A text that names no release, or names that do not go together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum UnknownRelease {
    /// There is no such dialect.
    Dialect(UnknownDialect),
    /// What follows the dialect is no version.
    Version(Dialect, NoVersion),
    /// No scripts are written for so old a version, which is here as it was written.
    TooOld(Dialect, String),
    /// Two are of one dialect.
    Twice(Release, Release),
}

impl fmt::Display for UnknownRelease {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Dialect(error) => error.fmt(f),
            Self::Version(dialect, NoVersion(text)) if text.is_empty() => {
                let usual = Release::from(*dialect);
                write!(f, "`{dialect}@` names no version: write one, such as `{usual}`, or `{dialect}` alone")
            }
            Self::Version(dialect, error) => {
                write!(f, "{error}; with the dialect, `{}`", Release::from(*dialect))
            }
            Self::TooOld(dialect, version) => {
                let oldest = Release::new(*dialect, dialect.engine().oldest());
                write!(f, "`{dialect}@{version}` is too old: scripts are written for `{oldest}` and later versions")
            }
            Self::Twice(one, other) => {
                let oldest = one.min(other);
                write!(f, "`{one}` and `{other}` are versions of one engine: name the oldest alone, `{oldest}`")
            }
        }
    }
}

impl std::error::Error for UnknownRelease {}

impl FromStr for Release {
    type Err = UnknownRelease;

    fn from_str(text: &str) -> Result<Self, UnknownRelease> {
        let (name, version) = text.split_once('@').map_or((text, None), |(name, version)| (name, Some(version)));
        let dialect: Dialect = name.parse().map_err(UnknownRelease::Dialect)?;
        let Some(text) = version else { return Ok(dialect.into()) };
        let version: Version = text.parse().map_err(|error| UnknownRelease::Version(dialect, error))?;
        if version < dialect.engine().oldest() {
            return Err(UnknownRelease::TooOld(dialect, text.to_owned()));
        }
        Ok(Self { dialect, version })
    }
}

#[cfg(feature = "build")]
mod serial {
    use super::Release;
    use serde::de::Error as _;
    use serde::{Deserialize, Deserializer, Serialize, Serializer};

    impl Serialize for Release {
        fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
            serializer.collect_str(self)
        }
    }

    impl<'de> Deserialize<'de> for Release {
        fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
            String::deserialize(deserializer)?.parse().map_err(D::Error::custom)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_are_read_written_and_ordered() {
        for (text, version) in [
            ("14", Version::new(14, 0)),
            ("10.11", Version::new(10, 11)),
            ("8.0.19", Version::with_patch(8, 0, 19)),
            ("9.0.1", Version::with_patch(9, 0, 1)),
        ] {
            assert_eq!(text.parse(), Ok(version));
            assert_eq!(version.to_string(), text);
        }
        assert_eq!("3.40.0".parse::<Version>().unwrap().to_string(), "3.40");
        assert!(Version::new(3, 9) < Version::new(3, 35));
        assert!(Version::with_patch(8, 0, 19) < Version::new(8, 4));
        for text in ["", "new", "14.", ".1", "1.2.3.4", "+1", "1 4", "99999999999"] {
            assert!(text.parse::<Version>().is_err(), "{text}");
        }
    }

    #[test]
    fn servers_say_more_than_their_version() {
        for (text, version) in [
            ("15.18 (Debian 15.18-0+deb12u1)", Version::new(15, 18)),
            ("18beta1", Version::new(18, 0)),
            ("10.11.19-MariaDB-log", Version::with_patch(10, 11, 19)),
            ("5.5.5-10.5.2-MariaDB", Version::with_patch(10, 5, 2)),
            ("3.51.3", Version::with_patch(3, 51, 3)),
            ("", Version::default()),
        ] {
            assert_eq!(Version::of_server(text), version, "{text}");
        }
    }

    #[test]
    fn facts_begin_with_a_version() {
        let since = Since::version(15, 0);
        assert!(!since.is_in(Version::new(14, 9)) && since.is_in(Version::new(15, 0)));
        assert!(Since::Always.is_in(Version::default()) && !Since::Never.is_in(Version::new(99, 0)));
    }

    #[test]
    fn releases_are_read_and_written() {
        let release: Release = "postgres@15".parse().unwrap();
        assert_eq!(release, Release::new(Dialect::POSTGRES, Version::new(15, 0)));
        assert_eq!((release.to_string(), release.short()), ("postgres@15".to_owned(), "postgres@15".to_owned()));
        let bare: Release = "postgres".parse().unwrap();
        assert_eq!(bare, Dialect::POSTGRES.into());
        assert_eq!((bare.to_string(), bare.short()), ("postgres@14".to_owned(), "postgres".to_owned()));
        assert_eq!("postgres@14".parse(), Ok(bare));
        for dialect in Dialect::ALL {
            assert!(dialect.engine().oldest() <= dialect.engine().usual());
            assert_eq!(Release::from(dialect).to_string().parse(), Ok(Release::from(dialect)));
        }
    }

    #[test]
    fn an_error_names_what_would_be_right() {
        let all = |names: &[&str]| Release::all(names.iter().copied()).map_err(|error| error.to_string());
        for (names, message) in [
            (["oracle@19", "sqlite"], "unknown dialect `oracle`; available: sqlite, postgres, mysql and mariadb"),
            (
                ["sqlite", "postgres@new"],
                "`new` is not a version: write up to three numbers separated by dots, such as `10.11`; with the \
                 dialect, `postgres@14`",
            ),
            (
                ["postgres@9.6", "mysql"],
                "`postgres@9.6` is too old: scripts are written for `postgres@14` and later versions",
            ),
            (
                ["sqlite", "mysql@8.0"],
                "`mysql@8.0` is too old: scripts are written for `mysql@8.0.19` and later versions",
            ),
            (
                ["postgres@", "sqlite"],
                "`postgres@` names no version: write one, such as `postgres@14`, or `postgres` alone",
            ),
            (
                ["postgres@16", "postgres"],
                "`postgres@16` and `postgres@14` are versions of one engine: name the oldest alone, `postgres@14`",
            ),
        ] {
            assert_eq!(all(&names), Err(message.to_owned()));
        }
        let both = all(&["mariadb@10.11", "mysql"]).unwrap();
        assert_eq!(Release::dialects(&both), [Dialect::MARIADB, Dialect::MYSQL]);
        assert_eq!(Release::of(&both, Dialect::MARIADB).to_string(), "mariadb@10.11");
        assert_eq!(Release::of(&both, Dialect::SQLITE), Dialect::SQLITE.into());
    }
}
