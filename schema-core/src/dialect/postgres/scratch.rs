//! Making tables in a schema that nobody else ever sees, to see how the server spells them.

use super::introspect::introspect_own;
use crate::connect::{Error, Session};
use crate::dialect::scratch::Made;

/// The schema in which tables are made for a moment.
const SCRATCH: &str = "_schema_scratch";

/// What comes of `batches`, each the statements for one table.
///
/// # Errors
/// That the transaction cannot be rolled back.
pub(in crate::dialect) async fn make(session: &mut Session, batches: &[Vec<String>]) -> Result<Made, Error> {
    let inside = session.in_transaction();
    if inside {
        session.execute(&format!("SAVEPOINT {SCRATCH}")).await?;
    } else {
        session.begin().await?;
    }
    let made = match prepare(session).await {
        Ok(()) => fill(session, batches).await.unwrap_or_else(Made::nothing),
        Err(error) => Made::nothing(error),
    };
    if inside {
        session.execute(&format!("ROLLBACK TO SAVEPOINT {SCRATCH}; RELEASE SAVEPOINT {SCRATCH}")).await?;
    } else {
        session.rollback().await?;
    }
    Ok(made)
}

/// Names are looked up in the scratch place first, and then where they always are.
async fn prepare(session: &mut Session) -> Result<(), Error> {
    session.execute(&format!("CREATE SCHEMA {SCRATCH}")).await?;
    let path = format!("SELECT set_config('search_path', '{SCRATCH}, ' || current_setting('search_path'), true)");
    session.execute(&path).await.map(|_| ())
}

/// A statement that fails would take all that was made with it: each batch can be undone alone. What the expected side says
/// may not fit what else the database has.
async fn fill(session: &mut Session, batches: &[Vec<String>]) -> Result<Made, Error> {
    let mut why = None;
    for batch in batches.iter().filter(|batch| !batch.is_empty()) {
        session.execute("SAVEPOINT _schema_batch").await?;
        let mut done = Ok(0);
        for statement in batch {
            if done.is_ok() {
                done = session.execute(statement).await;
            }
        }
        if let Err(error) = done {
            why = why.or(Some(error.to_string()));
            session.execute("ROLLBACK TO SAVEPOINT _schema_batch").await?;
        }
    }
    Ok(Made { schema: Some(introspect_own(session).await?), why })
}

/// The server spells an expression in one way, with all casts and parentheses.
pub(in crate::dialect) fn same(one: &str, other: &str) -> bool {
    one == other
}
