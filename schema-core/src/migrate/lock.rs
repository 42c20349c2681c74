//! One upgrader at a time.
//!
//! PostgreSQL and MySQL have locks that belong to a session, so that they end with it, however it ends. They are polled
//! rather than waited for: a session that waits inside of `pg_advisory_lock` keeps a `CREATE INDEX CONCURRENTLY` of the
//! session that holds the lock from ever ending, and MariaDB takes no endless time limit. SQLite needs none: a transaction that may write
//! is the lock, and the history is read again inside of it.

use super::{Error, Holder, Observer, settings};
use crate::connect::Session;
use crate::schema::Dialect;
use std::time::{Duration, Instant};

/// The first half of the lock's key on PostgreSQL; the second is the schema. "schm" in ASCII.
const KEY: i32 = 0x7363_686d;

/// How many connections of a pooler are looked through for the lock.
const POOLED: usize = 20;

/// A name of at most 64 characters, without capitals, for MySQL knows none in it.
const NAME: &str = "CONCAT('cargo-schema:', LEFT(SHA2(DATABASE(), 256), 40))";

/// The lock that a connection has.
#[derive(Clone, Copy, Debug)]
pub(super) struct Held {
    /// The connection, by the server's number.
    connection: i64,
    /// PostgreSQL: the second half of the key. A script may change the current schema, from which it came.
    schema: i64,
}

/// Takes the lock, within `limit`.
pub(super) async fn take(
    session: &mut Session,
    limit: Duration,
    observer: &mut dyn Observer,
) -> Result<Option<Held>, Error> {
    let schema = match session.dialect() {
        Dialect::Sqlite => return Ok(None),
        Dialect::Postgres => {
            let sql = "SELECT pg_catalog.hashtext(current_schema()::text)::text";
            // Nobody gets the lock of no schema, however long it is waited for.
            session.rows(sql).await?.first().and_then(|row| row.int(0)).ok_or(Error::NoDatabase)?
        }
        Dialect::Mysql | Dialect::Mariadb => 0,
    };
    let start = Instant::now();
    let mut pause = Duration::from_millis(20);
    loop {
        if let Some(connection) = try_take(session, schema).await? {
            observer.connected(connection);
            return Ok(Some(Held { connection, schema }));
        }
        let holder = holder(session, schema).await.unwrap_or(None);
        // An upgrade is never idle for so long: its lock was left to a pooler, and waiting does not end it.
        let is_left = holder.as_ref().is_some_and(|it| it.idle && it.at_rest && session.dialect() == Dialect::Postgres);
        if is_left || start.elapsed() >= limit {
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

/// Gives the lock back, and what was set; where that fails, both end with the session. Behind a pooler they do not: `Err`
/// has who holds the lock.
pub(super) async fn release(session: &mut Session, held: Option<Held>) -> Result<(), Option<Holder>> {
    let Some(Held { schema, .. }) = held else { return Ok(()) };
    match session.dialect() {
        Dialect::Sqlite => Ok(()),
        // It is the session's whatever its name, which follows the current database.
        Dialect::Mysql | Dialect::Mariadb => {
            let _ = session.one("SELECT CAST(RELEASE_ALL_LOCKS() AS CHAR)").await;
            Ok(())
        }
        Dialect::Postgres => {
            // Where this is not known, the connection is lost, and the lock with it.
            let released = unlock(session, schema).await.unwrap_or(true) || unlock_where_it_is(session, schema).await;
            if released { Ok(()) } else { Err(holder(session, schema).await.unwrap_or(None)) }
        }
    }
}

/// Gives the lock of PostgreSQL back, if this connection has it, and the settings: a pooler hands them on to others.
async fn unlock(session: &mut Session, schema: i64) -> Result<bool, Error> {
    let sql = format!("SELECT pg_catalog.pg_advisory_unlock({KEY}, {schema})::text");
    let released = session.one(&sql).await?.as_deref() != Some("false");
    let _ = session.execute(settings::PUT_BACK).await;
    Ok(released)
}

/// A pooler gives each transaction another connection, and the lock is left on an idle one. Transactions that stay open keep
/// the others busy, so that the next comes to that one.
async fn unlock_where_it_is(session: &mut Session, schema: i64) -> bool {
    let Ok(Some(start)) = session.one("SELECT pg_catalog.clock_timestamp()::text").await else { return true };
    let is_new = format!(
        "SELECT (backend_start > '{start}'::timestamptz)::text FROM pg_catalog.pg_stat_activity \
         WHERE pid = pg_catalog.pg_backend_pid()"
    );
    let mut busy = Vec::new();
    let (mut released, mut all_are_busy) = (false, false);
    while !released && !all_are_busy && busy.len() < POOLED {
        match holder(session, schema).await {
            // Whoever works on it gives it back to the pooler, or has taken the lock over.
            Ok(Some(holder)) if holder.at_rest => {}
            Ok(Some(_)) => break,
            Ok(None) | Err(_) => return true,
        }
        let Ok(mut other) = session.another().await else { break };
        if other.begin().await.is_err() {
            break;
        }
        released = unlock(&mut other, schema).await.unwrap_or(false);
        all_are_busy = other.one(&is_new).await.ok().flatten().as_deref() != Some("false");
        busy.push(other);
    }
    for mut other in busy {
        let _ = other.commit().await;
        let _ = other.close().await;
    }
    released
}

/// Returns `true` if this is still the connection that took the lock: a pooler may give each transaction another.
pub(super) async fn is_held(session: &mut Session, held: Option<Held>) -> Result<bool, Error> {
    let sql = match session.dialect() {
        Dialect::Sqlite => return Ok(true),
        Dialect::Postgres => "SELECT pg_catalog.pg_backend_pid()::text",
        Dialect::Mysql | Dialect::Mariadb => "SELECT CAST(CONNECTION_ID() AS CHAR)",
    };
    Ok(session.rows(sql).await?.first().and_then(|row| row.int(0)) == held.map(|held| held.connection))
}

async fn try_take(session: &mut Session, schema: i64) -> Result<Option<i64>, Error> {
    let sql = match session.dialect() {
        Dialect::Sqlite => return Ok(None),
        // A connection that has it already comes from a pooler, and has it for somebody else: it would get it again.
        Dialect::Postgres => format!(
            "SELECT CASE WHEN EXISTS (SELECT FROM pg_catalog.pg_locks l WHERE {} AND l.pid = pg_catalog.pg_backend_pid()) \
             THEN false ELSE pg_catalog.pg_try_advisory_lock({KEY}, {schema}) END, \
             current_schema(), pg_catalog.pg_backend_pid()::text",
            is_lock(schema)
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

/// Whether `l` of `pg_locks` is the lock.
fn is_lock(schema: i64) -> String {
    format!(
        "l.locktype = 'advisory' AND l.granted AND l.classid::bigint = {KEY} AND l.objsubid = 2 \
         AND l.objid::bigint = ({schema}::bigint & 4294967295) \
         AND l.database = (SELECT oid FROM pg_catalog.pg_database WHERE datname = current_database())"
    )
}

async fn holder(session: &mut Session, schema: i64) -> Result<Option<Holder>, Error> {
    let sql = match session.dialect() {
        Dialect::Sqlite => return Ok(None),
        Dialect::Postgres => format!(
            "SELECT a.pid, coalesce(nullif(a.application_name, ''), a.usename), coalesce(host(a.client_addr), ''), \
             'connected since ' || to_char(a.backend_start AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI:SS') || ' UTC', \
             coalesce(a.pid = pg_catalog.pg_backend_pid() OR a.state = 'idle' \
             AND clock_timestamp() - a.state_change > interval '10 seconds', false)::text, \
             coalesce(a.state = 'idle', false)::text \
             FROM pg_catalog.pg_locks l JOIN pg_catalog.pg_stat_activity a ON a.pid = l.pid WHERE {}",
            is_lock(schema)
        ),
        Dialect::Mysql | Dialect::Mariadb => format!(
            "SELECT id, user, host, CONCAT(command, ' for ', time, ' s'), \
             CAST(command = 'Sleep' AND time > 10 AS CHAR), CAST(command = 'Sleep' AS CHAR) FROM information_schema.processlist \
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
        at_rest: row.flag(5),
    }))
}
