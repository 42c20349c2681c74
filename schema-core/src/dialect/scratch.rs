//! Having a schema spelled by the engine itself, in a place of its own.

use super::{compare, introspect, script};
use crate::connect::{Access, DatabaseUrl, Error, IntoSession, Session};
use crate::diff::{Answers, Change, diff};
use crate::schema::{Dialect, Schema};

/// [`compare`], with both sides spelled by the same engine: what is expected is made in a scratch place and read back.
/// On SQLite that is a database in memory, on MySQL and MariaDB one of the same server that is dropped again, where the
/// account may make one, on PostgreSQL a schema in a transaction that is rolled back; nothing is left in the database of
/// `session`.
///
/// What cannot be made is compared as it is.
///
/// # Errors
/// What the scratch place answers.
pub async fn compare_through(session: &mut Session, expected: &Schema, actual: &Schema) -> Result<Vec<Change>, Error> {
    let dialect = session.dialect();
    let made = match dialect {
        Dialect::Sqlite => in_memory(expected).await?,
        Dialect::Mysql | Dialect::Mariadb => super::mysql::scratch::respelled(session, expected, actual).await?,
        Dialect::Postgres => return super::postgres::scratch::compare_through(session, expected, actual).await,
    };
    Ok(compare(dialect, made.as_ref().unwrap_or(expected), actual))
}

/// `schema` as a database of SQLite in memory has it; none where it cannot be made.
async fn in_memory(schema: &Schema) -> Result<Option<Schema>, Error> {
    let nothing = Schema::default();
    let all = diff(&nothing, schema, &Answers::default()).changes;
    let Ok(script) = script(Dialect::Sqlite, &nothing, &all) else { return Ok(None) };
    let mut memory = DatabaseUrl::parse("sqlite::memory:")?.into_session(Access::Write).await?;
    memory.begin().await?;
    for statement in &script.statements {
        // An expression may call what only the user's own connections know.
        if memory.execute(&statement.text).await.is_err() {
            return Ok(None);
        }
    }
    let made = introspect(&mut memory).await?;
    memory.rollback().await?;
    memory.close().await?;
    Ok(Some(made))
}
