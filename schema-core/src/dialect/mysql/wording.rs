//! How MySQL and MariaDB words expressions.

use crate::dialect::{Wording, expression::typed};

pub(super) const WORDING: Wording = Wording {
    now: "now()",
    now_is_a_day_and_a_time: true,
    now_fits_any_type: true,
    now_in_utc: false,
    localtime_is_now: true,
    hexadecimal_bytes: true,
    casts: false,
    own_operators: false,
    // MariaDB gives functions back by another of their names.
    synonyms: &[
        ("lcase", "lower"),
        ("ucase", "upper"),
        ("mid", "substr"),
        ("substring", "substr"),
        ("character_length", "char_length"),
        ("power", "pow"),
    ],
    kept: |literal, _, ty| Some(typed(literal, ty)),
};
