//! How names and values are spelled.

use sea_query::PostgresQueryBuilder;

use crate::dialect::render::name;

pub(super) const B: PostgresQueryBuilder = PostgresQueryBuilder;

/// A quoted name, for types.
pub(super) fn quoted(of: &str) -> String {
    name(&B, of)
}
