//! What depends on the version of SQLite, and where that is said.

#[cfg(feature = "plan")]
use crate::schema::Since;
use crate::schema::Version;

/// The oldest that has what no script can do without: computed columns came with 3.31 (`gencol.html`), `RENAME COLUMN` with 3.25
/// (`lang_altertable.html`).
pub(super) const OLDEST: Version = Version::new(3, 31);

/// A program brings its SQLite along, and sqlx brings a newer one than this. A default for the sake of the oldest would write a
/// table anew for every column that goes, on behalf of hardly anybody.
pub(super) const USUAL: Version = Version::new(3, 37);

/// `ALTER TABLE … DROP COLUMN`: `lang_altertable.html`, section 5.
#[cfg(feature = "plan")]
pub(super) const DROPS_COLUMNS: Since = Since::version(3, 35);

/// `STRICT`: `stricttables.html`.
#[cfg(feature = "plan")]
pub(super) const STRICT_TABLES: Since = Since::version(3, 37);
