//! A crate without a build script is told how to get one, once for each model and nothing else.

use schema_core::Model;
use schema_core::Schema;

#[derive(Schema)]
struct Bare {
    id: i64,
    name: Option<String>,
}

fn main() {
    let _ = (Bare::TABLE, Bare::columns().name);
}
