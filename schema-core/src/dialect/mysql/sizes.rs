//! The sizes that types may have on MySQL and MariaDB.

use crate::schema::{Since, Sizes};

/// The most digits after the point of a decimal on MySQL: reference manual, 13.1.3.
pub(super) const MYSQL_SCALE: u32 = 30;

/// The same on MariaDB: "DECIMAL".
pub(super) const MARIADB_SCALE: u32 = 38;

/// Reference manuals of MySQL, 13.1.3 and 13.3.2, and MariaDB, "String Data Types", "DECIMAL", "BIT". The most bytes of a row end texts
/// and bytes before the 65,535 that stand there; a text of characters with several bytes ends sooner. `DECIMAL(0)` and MariaDB's `BIT(0)`
/// become types of another size, and so does a vector without dimensions on MySQL.
pub(super) fn sizes(scale: u32) -> Sizes {
    Sizes {
        fixed_text: Some(0..=255),
        text: Some(0..=65_532),
        fixed_bytes: Some(0..=255),
        bytes: Some(0..=65_532),
        bits: Some(1..=64),
        decimal: Some([1..=65, 0..=scale]),
        longer_scales: Some(Since::Never),
        dimensions: Some(1..=16_383),
    }
}
