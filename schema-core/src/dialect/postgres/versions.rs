//! What depends on the version of PostgreSQL, and where that is said.

use crate::schema::{Since, Version};

/// The oldest that tests run on.
pub(super) const OLDEST: Version = Version::new(14, 0);

/// `UNIQUE NULLS NOT DISTINCT`: release notes of 15, "Allow unique constraints and indexes to treat NULL values as not distinct".
#[cfg(feature = "plan")]
pub(super) const NULLS_NOT_DISTINCT: Since = Since::version(15, 0);

/// `GENERATED ALWAYS AS (…) VIRTUAL`: release notes of 18, "Allow generated columns to be virtual".
#[cfg(feature = "plan")]
pub(super) const VIRTUAL_COLUMNS: Since = Since::version(18, 0);

/// A decimal can have more digits after the point than in all: release notes of 15, "Allow the scale of a numeric value to be
/// negative, or greater than its precision".
pub(super) const LONGER_SCALES: Since = Since::version(15, 0);
