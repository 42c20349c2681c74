//! The SQL of the toy: that of the library below it, with back quotes around names.

use schema_core::dialect::Part;
use schema_core::plan::Operation;

use super::engine::below;

pub(crate) fn render(operation: &Operation) -> Vec<Part> {
    let quoted = |(comment, sql): Part| (comment, sql.replace('"', "`"));
    below().render(operation).into_iter().map(quoted).collect()
}
