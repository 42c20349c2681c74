//! How names and values are spelled.

use sea_query::MysqlQueryBuilder;

use crate::dialect::render::texts;

pub(super) const B: MysqlQueryBuilder = MysqlQueryBuilder;

/// The values of an enum in parentheses.
pub(super) fn values(of: &[String]) -> String {
    texts(&B, of)
}
