//! What the build step saw otherwise, or did not see, or has something to say about.

//@ unseen WitnessUnseen
//@ stale WitnessStale
//@ unseen WitnessState
//@ verdict WitnessModel: the model `WitnessModel` is in no revision: run `cargo schema revision -m "create witness_model"`
//@ verdict WitnessField.bio: the column `witness_field.bio` is in no revision: run `cargo schema revision -m "add witness_field.bio"`

use schema_core::{Schema, SchemaEnum};

#[derive(Schema)]
struct WitnessUnseen {
    id: i64,
}

mod inner {
    #[derive(schema_core::Schema)]
    struct WitnessStale {
        id: i64,
    }
}

#[derive(SchemaEnum)]
enum WitnessState {
    On,
}

#[derive(Schema)]
struct WitnessModel {
    id: i64,
}

#[derive(Schema)]
struct WitnessField {
    id: i64,
    bio: Option<String>,
}

macro_rules! model {
    ($name:ident) => {
        #[derive(Schema)]
        struct $name {
            id: i64,
        }
    };
}

model!(WitnessMacro);

fn main() {
    #[derive(Schema)]
    struct WitnessLocal {
        id: i64,
    }
}
