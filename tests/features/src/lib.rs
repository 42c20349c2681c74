//! Nothing but its dependencies: with them, `cargo build --workspace` and `cargo test --workspace` build the same libraries,
//! and tests that build the tool do not compile these a second time. Without, `cargo build` leaves out what only tests ask for.
