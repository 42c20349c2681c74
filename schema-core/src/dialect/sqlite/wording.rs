//! How SQLite words expressions.

use crate::dialect::Wording;

pub(super) const WORDING: Wording = Wording {
    now: "current_timestamp",
    now_is_a_day_and_a_time: false,
    now_fits_any_type: true,
    now_in_utc: false,
    localtime_is_now: false,
    hexadecimal_bytes: false,
    casts: false,
    own_operators: false,
    synonyms: &[],
    kept: super::literal::kept,
};
