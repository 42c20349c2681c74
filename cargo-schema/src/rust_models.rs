//! A schema as model structs.

use schema_core::dialect::Introspection;
use schema_core::schema::Dialect;

use crate::error::{Error, Result};

/// The source of models that declare what was found.
pub(crate) fn source(_: Dialect, _: &Introspection) -> Result<String> {
    Err(Error::usage("models are not written yet"))
}
