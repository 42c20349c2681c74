//! The sizes that types may have on MySQL and MariaDB.

use crate::schema::{Since, Sizes};

/// The most digits after the point of a decimal on MySQL: reference manual, 13.1.3.
pub(super) const MYSQL_SCALE: u32 = 30;

/// The same on MariaDB: "DECIMAL".
pub(super) const MARIADB_SCALE: u32 = 38;

/// The most bytes of a text or of bytes on MySQL: 65,535, the most of a row, without two for the length (10.4.7). A column that may be
/// NULL takes one more of the row, as do other columns.
pub(super) const MYSQL_BYTES: u32 = 65_533;

/// The same on MariaDB, whose manual has only the row. Its error 1074 ("Column length too big") names this number, also where the row
/// has room for more: so measured in 10.5, 10.11 and 11.8.
pub(super) const MARIADB_BYTES: u32 = 65_532;

/// Reference manuals of MySQL, 13.1.3 and 13.3.2, and MariaDB, "String Data Types", "DECIMAL", "BIT". The row may end texts and bytes
/// before `bytes`, and characters with several bytes end a text sooner: `limits.rs` counts both. `DECIMAL(0)` and MariaDB's `BIT(0)`
/// become types of another size, and so does a vector without dimensions on MySQL.
pub(super) fn sizes(scale: u32, bytes: u32) -> Sizes {
    Sizes {
        fixed_text: Some(0..=255),
        text: Some(0..=bytes),
        fixed_bytes: Some(0..=255),
        bytes: Some(0..=bytes),
        bits: Some(1..=64),
        varying_bits: None,
        arrays: false,
        decimal: Some([1..=65, 0..=scale]),
        longer_scales: Some(Since::Never),
        dimensions: Some(1..=16_383),
    }
}
