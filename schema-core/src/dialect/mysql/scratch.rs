//! Making tables in a database of their own, which is dropped again, to see how the server spells them.

use crate::connect::{Error, Session};
use crate::dialect::expression;
use crate::dialect::scratch::{Made, fill};
use crate::schema::Dialect;

use super::shown::quoted;

const SEQUENCES: &str = "
SELECT TABLE_NAME FROM information_schema.TABLES WHERE TABLE_SCHEMA = DATABASE() AND TABLE_TYPE = 'SEQUENCE'";

/// What comes of `batches`, each the statements for one table. In a transaction nothing is made, for that would commit it.
///
/// # Errors
/// That the connection cannot go back to its own database, or the other one not be dropped.
pub(in crate::dialect) async fn make(session: &mut Session, batches: &[Vec<String>]) -> Result<Made, Error> {
    if session.in_transaction() {
        return Ok(Made::nothing("a transaction is open"));
    }
    let Some(own) = session.one("SELECT DATABASE()").await? else {
        return Ok(Made::nothing("no database is chosen"));
    };
    let sequences = match session.dialect().name() {
        "mariadb" => session.values::<String>(SEQUENCES).await?,
        _ => Vec::new(),
    };
    let number = session.one("SELECT CAST(UUID_SHORT() AS CHAR)").await?.unwrap_or_default();
    let name = format!("_schema_scratch_{number}");
    if let Err(error) = session.execute(&format!("CREATE DATABASE `{name}`")).await {
        return Ok(Made::nothing(error));
    }
    // Defaults draw from those, by their bare names.
    for sequence in sequences {
        let _ = session.execute(&format!("CREATE SEQUENCE `{name}`.{}", quoted(&sequence))).await;
    }
    let made = match session.execute(&format!("USE `{name}`")).await {
        Ok(_) => fill(session, batches).await,
        Err(error) => Made::nothing(error),
    };
    let back = session.execute(&format!("USE {}", quoted(&own))).await;
    session.execute(&format!("DROP DATABASE `{name}`")).await?;
    back?;
    Ok(made)
}

/// The server writes all parentheses itself. What is left are the character sets of texts, which are those of the
/// connection that made the table, and the names of functions that have several.
pub(in crate::dialect) fn same(dialect: Dialect, one: &str, other: &str) -> bool {
    let words = |sql: &str| expression::canonical(dialect, expression::tokens(dialect, sql));
    one == other || words(one) == words(other)
}
