//! From two schemas and the answers given to the changes between them, and the questions still open.

mod change;

pub use change::{Change, Pair};
