//! What the toy can do: what the library below it can, but nothing is deferred, and STRICT came late.

use schema_core::plan::{Capabilities, ConstraintFacts};
use schema_core::schema::{Dialect, Engines, Since, Version};

use super::engine::{TOY, below};

/// Tables were not strict before it.
const STRICT_TABLES: Since = Since::version(1, 2);

pub(crate) fn facts(version: Version) -> Capabilities {
    let below = below().facts(Dialect::SQLITE.engine().usual());
    let constraints = ConstraintFacts { deferrable_foreign_keys: false, ..below.constraints };
    Capabilities { dialect: TOY, version, constraints, strict_tables: STRICT_TABLES, ..below }
}
