//! Making tables in memory, to see how SQLite keeps them.

use crate::connect::{Access, Connect, DatabaseUrl, Error};
use crate::dialect::scratch::{Made, fill};
use crate::dialect::{expression, tree};
use crate::schema::Dialect;

/// What comes of `batches`, each the statements for one table, in a database in memory.
pub(in crate::dialect) async fn make(batches: &[Vec<String>]) -> Result<Made, Error> {
    let mut memory = DatabaseUrl::parse("sqlite::memory:")?.into_session(Access::Write).await?;
    let made = fill(&mut memory, batches).await;
    memory.close().await?;
    Ok(made)
}

/// SQLite keeps an expression word for word: what differs in more than blanks, quotes and needless parentheses is another.
pub(in crate::dialect) fn same(one: &str, other: &str) -> bool {
    let words = |sql: &str| expression::canonical(Dialect::SQLITE, expression::tokens(Dialect::SQLITE, sql));
    one == other || words(one) == words(other) || tree::agree(Dialect::SQLITE, one, other)
}
