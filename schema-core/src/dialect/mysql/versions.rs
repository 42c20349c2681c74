//! What depends on the version of MySQL and MariaDB, and where that is said.

#[cfg(feature = "plan")]
use crate::schema::Since;
use crate::schema::Version;

/// The oldest MySQL that has what no script can do without: `DROP CONSTRAINT` for a check (reference manual 8.0, 13.1.9, "as of
/// MySQL 8.0.19"). Checks came with 8.0.16, expressions as defaults and in indexes with 8.0.13.
pub(super) const OLDEST_MYSQL: Version = Version::with_patch(8, 0, 19);

/// The oldest MariaDB that tests run on. It is also the first with `RENAME COLUMN` and `RENAME INDEX`.
pub(super) const OLDEST_MARIADB: Version = Version::new(10, 5);

/// `VECTOR`: reference manual 9.0, 1.4, "What Is New".
#[cfg(feature = "plan")]
pub(super) const MYSQL_VECTORS: Since = Since::version(9, 0);

/// `VECTOR`: release notes of MariaDB 11.7.1.
#[cfg(feature = "plan")]
pub(super) const MARIADB_VECTORS: Since = Since::version(11, 7);
