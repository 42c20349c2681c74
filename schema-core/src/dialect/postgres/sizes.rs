//! The sizes that types may have on PostgreSQL, and pgvector's type.

use crate::schema::Sizes;

use super::versions::LONGER_SCALES;

/// `datatype-character.html` ("n cannot … exceed 10,485,760"), `datatype-numeric.html` (a precision of 1000, a scale of 1000 at most),
/// `varbit.c` (`MaxAttrSize * BITS_PER_BYTE`), and the README of pgvector ("up to 16,000 dimensions"). Bytes have no length here.
pub(super) fn sizes() -> Sizes {
    let text = Some(1..=10_485_760);
    Sizes {
        fixed_text: text.clone(),
        text,
        bits: Some(1..=83_886_080),
        varying_bits: Some(1..=83_886_080),
        arrays: true,
        decimal: Some([1..=1000, 0..=1000]),
        longer_scales: Some(LONGER_SCALES),
        dimensions: Some(1..=16_000),
        ..Sizes::default()
    }
}
