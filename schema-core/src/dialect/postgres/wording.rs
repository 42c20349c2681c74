//! How PostgreSQL words expressions.

use crate::dialect::{Wording, expression::typed};

pub(super) const WORDING: Wording = Wording {
    now: "now()",
    now_is_a_day_and_a_time: true,
    now_fits_any_type: false,
    now_in_utc: true,
    localtime_is_now: false,
    hexadecimal_bytes: true,
    casts: true,
    own_operators: true,
    synonyms: &[],
    kept: |literal, _, ty| Some(typed(literal, ty)),
};
