//! A program that derives nothing needs no build script.
#![deny(warnings)]

use schema_core::SqlType;

struct Own;

impl SqlType for Own {
    const TYPE: &'static str = "text";
}

fn main() {
    assert_eq!((<Option<Own>>::TYPE, <Option<Own>>::NULLABLE), ("text", true));
}
