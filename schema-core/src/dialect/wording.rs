//! How engines word expressions, as far as comparing them needs it.

use crate::schema::{ColumnType, Literal};

/// How an engine words expressions.
#[derive(Clone, Copy, Debug)]
#[expect(clippy::struct_excessive_bools, reason = "each is a fact of its own")]
pub struct Wording {
    /// The current time.
    pub now: &'static str,
    /// As a default of a date or a time of the day, that is the current date and the time of the day.
    pub now_is_a_day_and_a_time: bool,
    /// As a default of a column without a time zone, that is the current time, whatever the session's time zone is.
    pub now_fits_any_type: bool,
    /// `now() AT TIME ZONE 'utc'` is the current time for a column without a time zone.
    pub now_in_utc: bool,
    /// `localtime` is the current time and not the time of the day.
    pub localtime_is_now: bool,
    /// `0x00` is a string of bytes and not a number.
    pub hexadecimal_bytes: bool,
    /// The engine writes casts beside literals.
    pub casts: bool,
    /// Operators other than those of all engines bind as PostgreSQL has them.
    pub own_operators: bool,
    /// Other names of functions, each with the name that is compared.
    pub synonyms: &'static [(&'static str, &'static str)],
    /// The literal that a column keeps of one that is written so in its default; `None` if that is not sure.
    pub kept: fn(Literal, &str, &ColumnType) -> Option<Literal>,
}
