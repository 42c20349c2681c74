//! What the toy can do: what the library below it can, but nothing is deferred.

use std::sync::LazyLock;

use schema_core::plan::{Capabilities, ConstraintFacts};

use super::engine::{TOY, below};

static FACTS: LazyLock<Capabilities> = LazyLock::new(|| {
    let below = *below().facts();
    let constraints = ConstraintFacts { deferrable_foreign_keys: false, ..below.constraints };
    Capabilities { dialect: TOY, constraints, ..below }
});

pub(crate) fn facts() -> &'static Capabilities {
    &FACTS
}
