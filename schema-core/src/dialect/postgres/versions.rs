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

/// Since when a type exists that is spelled so: `numeric(2,5)`, `numeric(3,-2)`.
#[cfg(feature = "plan")]
pub(super) fn of_spelled(spelled: &str) -> Since {
    let spelled = spelled.trim().to_ascii_lowercase();
    let name = spelled.split(|c: char| !c.is_ascii_alphanumeric() && c != '_').next().unwrap_or_default();
    let rest = spelled[name.len()..].trim_start();
    let arguments = rest.strip_prefix('(').and_then(|rest| rest.split_once(')')).map(|(inside, _)| inside);
    let Some((precision, scale)) = arguments.and_then(|it| it.split_once(',')) else { return Since::Always };
    let (Ok(precision), Ok(scale)) = (precision.trim().parse::<i32>(), scale.trim().parse::<i32>()) else {
        return Since::Always;
    };
    let is_numeric = matches!(name, "numeric" | "decimal" | "dec");
    if is_numeric && !(0..=precision).contains(&scale) { LONGER_SCALES } else { Since::Always }
}
