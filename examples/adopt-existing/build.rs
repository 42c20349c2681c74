//! Takes the snapshot of the models, and fails the build while a change of them is in no revision.

fn main() {
    schema_core::build::run();
}
