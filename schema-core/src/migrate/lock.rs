//! One upgrader at a time.
//!
//! PostgreSQL and MySQL have locks that belong to a session, so that they end with it, however it ends. They are polled
//! rather than waited for: a session that waits inside of `pg_advisory_lock` keeps a `CREATE INDEX CONCURRENTLY` of the
//! session that holds the lock from ever ending, and MariaDB takes no endless time limit. SQLite needs none: a transaction that may write
//! is the lock, and the history is read again inside of it.

use super::{Error, Holder, Observer};
use crate::connect::Session;
use crate::schema::Dialect;
use std::time::{Duration, Instant};

/// The first half of the lock's key on PostgreSQL; the second is the schema. "schm" in ASCII.
const KEY: i32 = 0x7363_686d;

/// A name of at most 64 characters, without capitals, for MySQL knows none in it.
const NAME: &str = "CONCAT('cargo-schema:', LEFT(SHA2(DATABASE(), 256), 40))";

/// Takes the lock, within `limit`. Gives the id of the connection that has it.
pub(super) async fn take(
    session: &mut Session,
    limit: Duration,
    observer: &mut dyn Observer,
) -> Result<Option<i64>, Error> {
    if session.dialect() == Dialect::Sqlite {
        return Ok(None);
    }
    let start = Instant::now();
    let mut pause = Duration::from_millis(20);
    loop {
        if let Some(connection) = try_take(session).await? {
            observer.connected(connection);
            return Ok(Some(connection));
        }
        let holder = holder(session).await.unwrap_or(None);
        if start.elapsed() >= limit {
            return Err(Error::Locked { holder, waited: limit, dialect: session.dialect() });
        }
        observer.waiting(holder.as_ref());
        if observer.interrupted() {
            return Err(Error::Interrupted { part_way: None });
        }
        // The server does the waiting, so that no runtime has to be known here.
        let seconds = pause.min(limit.saturating_sub(start.elapsed())).as_secs_f64();
        match session.dialect() {
            Dialect::Postgres => session.rows(&format!("SELECT pg_catalog.pg_sleep({seconds:.3})")).await?,
            _ => session.rows(&format!("SELECT SLEEP({seconds:.3})")).await?,
        };
        pause = (pause * 2).min(Duration::from_millis(500));
    }
}

/// Gives the lock back; where that fails, it ends with the session. Behind a pooler it may not: `Err` has who holds it.
pub(super) async fn release(session: &mut Session) -> Result<(), Option<Holder>> {
    let sql = match session.dialect() {
        Dialect::Sqlite => return Ok(()),
        Dialect::Postgres => format!("SELECT pg_catalog.pg_advisory_unlock({KEY}, {})::text", schema_key()),
        // It is the session's whatever its name, which follows the current database.
        Dialect::Mysql | Dialect::Mariadb => "SELECT CAST(RELEASE_ALL_LOCKS() AS CHAR)".to_owned(),
    };
    match session.one(&sql).await {
        Ok(Some(released)) if session.dialect() == Dialect::Postgres && released == "false" => {
            Err(holder(session).await.unwrap_or(None))
        }
        _ => Ok(()),
    }
}

/// Returns `true` if this is still the connection that took the lock: a pooler may give each transaction another.
pub(super) async fn is_held(session: &mut Session, connection: Option<i64>) -> Result<bool, Error> {
    let sql = match session.dialect() {
        Dialect::Sqlite => return Ok(true),
        Dialect::Postgres => "SELECT pg_catalog.pg_backend_pid()::text",
        Dialect::Mysql | Dialect::Mariadb => "SELECT CAST(CONNECTION_ID() AS CHAR)",
    };
    Ok(session.rows(sql).await?.first().and_then(|row| row.int(0)) == connection)
}

async fn try_take(session: &mut Session) -> Result<Option<i64>, Error> {
    let sql = match session.dialect() {
        Dialect::Sqlite => return Ok(None),
        Dialect::Postgres => format!(
            "SELECT pg_catalog.pg_try_advisory_lock({KEY}, {}), current_schema(), pg_catalog.pg_backend_pid()::text",
            schema_key()
        ),
        // 0 is a lock that another has. MySQL takes no name that is NULL.
        Dialect::Mysql | Dialect::Mariadb => format!(
            "SELECT IF(DATABASE() IS NULL, NULL, GET_LOCK({NAME}, 0)), DATABASE(), CAST(CONNECTION_ID() AS CHAR)"
        ),
    };
    // Nobody gets the lock of no schema, however long it is waited for.
    let rows = session.rows(&sql).await?;
    let row = rows.first().filter(|row| row.get(1).is_some()).ok_or(Error::NoDatabase)?;
    Ok(if row.flag(0) { row.int(2) } else { None })
}

fn schema_key() -> &'static str {
    "pg_catalog.hashtext(current_schema()::text)"
}

async fn holder(session: &mut Session) -> Result<Option<Holder>, Error> {
    let sql = match session.dialect() {
        Dialect::Sqlite => return Ok(None),
        Dialect::Postgres => format!(
            "SELECT a.pid, coalesce(nullif(a.application_name, ''), a.usename), coalesce(host(a.client_addr), ''), \
             'connected since ' || to_char(a.backend_start AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI:SS') || ' UTC', \
             coalesce(a.state = 'idle' AND clock_timestamp() - a.state_change > interval '10 seconds', false)::text \
             FROM pg_catalog.pg_locks l JOIN pg_catalog.pg_stat_activity a ON a.pid = l.pid \
             WHERE l.locktype = 'advisory' AND l.granted AND l.classid::bigint = {KEY} AND l.objsubid = 2 \
             AND l.objid::bigint = ({}::bigint & 4294967295) \
             AND l.database = (SELECT oid FROM pg_catalog.pg_database WHERE datname = current_database())",
            schema_key()
        ),
        Dialect::Mysql | Dialect::Mariadb => format!(
            "SELECT id, user, host, CONCAT(command, ' for ', time, ' s'), \
             CAST(command = 'Sleep' AND time > 10 AS CHAR) FROM information_schema.processlist \
             WHERE id = IS_USED_LOCK({NAME})"
        ),
    };
    let rows = session.rows(&sql).await?;
    Ok(rows.first().map(|row| Holder {
        pid: row.int(0).unwrap_or(0),
        application: row.text(1).to_owned(),
        address: row.text(2).to_owned(),
        since: row.text(3).to_owned(),
        idle: row.flag(4),
    }))
}
