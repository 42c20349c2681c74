//! One upgrader at a time.
//!
//! A lock belongs to a session, so that it ends with it, however it ends. It is polled rather than waited for: a session that
//! waits inside of `pg_advisory_lock` keeps a `CREATE INDEX CONCURRENTLY` of the session that holds the lock from ever ending,
//! and MariaDB takes no endless time limit. An engine may need none: a transaction that may write is the lock then, and the
//! history is read again inside of it.

use super::execution::{Lock, Pooler};
use super::history::Place;
use super::observer::tell;
use super::settings::Settings;
use super::{Error, ErrorKind, Event, Holder, Observer};
use crate::connect::{Session, row};
use crate::schema::Engines;
use std::time::{Duration, Instant};

/// How many connections of a pooler are looked through for the lock.
const POOLED: usize = 20;

/// The lock that a connection has.
#[derive(Clone, Copy, Debug)]
pub(super) struct Held {
    /// The connection, by the server's number.
    connection: i64,
    /// The key. A script may change the current schema, from which it came.
    key: i64,
}

fn lock_of(session: &Session) -> Option<&'static dyn Lock> {
    session.dialect().engine().execution().lock()
}

/// The query for the key of the lock of a history.
fn key_query(lock: &dyn Lock, session: &Session, place: Place) -> Option<String> {
    let records = session.dialect().engine().execution().records();
    let own = place.schema.and_then(|schema| lock.key_of(&records.text(schema)));
    own.or_else(|| lock.key().map(str::to_owned))
}

/// Takes the lock, within the time limit.
pub(super) async fn take(
    session: &mut Session,
    settings: &Settings,
    observer: &mut dyn Observer,
) -> Result<Option<Held>, Error> {
    let limit = settings.lock_timeout;
    let Some(lock) = lock_of(session) else { return Ok(None) };
    let key = match key_query(lock, session, settings.history) {
        // Nobody gets the lock of no schema, however long it is waited for.
        Some(query) => session.value(&query).await?.flatten().ok_or(ErrorKind::NoDatabase)?,
        None => 0,
    };
    let start = Instant::now();
    let mut pause = Duration::from_millis(20);
    loop {
        if let Some(connection) = try_take(session, lock, key).await? {
            tell(observer, &Event::Connected { connection });
            return Ok(Some(Held { connection, key }));
        }
        let holder = holder(session, lock, key).await.unwrap_or(None);
        // An upgrade is never idle for so long: its lock was left to a pooler, and waiting does not end it.
        let is_left = holder.as_ref().is_some_and(|it| it.idle && it.at_rest && lock.pooler().is_some());
        if is_left || start.elapsed() >= limit {
            return Err(Error::from(ErrorKind::Locked { holder, waited: limit, dialect: session.dialect() }));
        }
        let is_stopped = tell(observer, &Event::Waiting { holder: holder.as_ref() });
        if is_stopped || tell(observer, &Event::Checkpoint) {
            return Err(Error::from(ErrorKind::Interrupted { part_way: None }));
        }
        // The server does the waiting, so that no runtime has to be known here.
        let seconds = pause.min(limit.saturating_sub(start.elapsed())).as_secs_f64();
        session.rows(&lock.wait(seconds)).await?;
        pause = (pause * 2).min(Duration::from_millis(500));
    }
}

/// Gives the lock back, and what was set; if that fails, both end with the session. Behind a pooler they do not: `Err`
/// has who holds the lock.
pub(super) async fn release(session: &mut Session, held: Option<Held>) -> Result<(), Option<Holder>> {
    let (Some(Held { key, .. }), Some(lock)) = (held, lock_of(session)) else { return Ok(()) };
    let Some(pooler) = lock.pooler() else {
        let _ = session.one(&lock.release(key)).await;
        return Ok(());
    };
    // If this is not known, the connection is lost, and the lock with it.
    let released = unlock(session, lock, pooler, key).await.unwrap_or(true)
        || unlock_where_it_is(session, lock, pooler, key).await;
    if released { Ok(()) } else { Err(holder(session, lock, key).await.unwrap_or(None)) }
}

/// Gives the lock back, if this connection has it, and the settings: a pooler hands them on to others.
async fn unlock(session: &mut Session, lock: &dyn Lock, pooler: &dyn Pooler, key: i64) -> Result<bool, Error> {
    let released = session.one(&lock.release(key)).await?.as_deref() != Some("false");
    let _ = session.execute(pooler.put_back()).await;
    Ok(released)
}

/// A pooler gives each transaction another connection, and the lock is left on an idle one. Transactions that stay open keep
/// the others busy, so that the next comes to that one.
async fn unlock_where_it_is(session: &mut Session, lock: &dyn Lock, pooler: &dyn Pooler, key: i64) -> bool {
    let Ok(Some(start)) = session.one(pooler.clock()).await else { return true };
    let is_new = pooler.is_new(&start);
    let mut busy = Vec::new();
    let (mut released, mut all_are_busy) = (false, false);
    while !released && !all_are_busy && busy.len() < POOLED {
        match holder(session, lock, key).await {
            // Whoever works on it gives it back to the pooler, or has taken the lock over.
            Ok(Some(holder)) if holder.at_rest => {}
            Ok(Some(_)) => break,
            Ok(None) | Err(_) => return true,
        }
        let Ok(mut other) = session.another().await else { break };
        if other.begin().await.is_err() {
            break;
        }
        released = unlock(&mut other, lock, pooler, key).await.unwrap_or(false);
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
    let Some(lock) = lock_of(session) else { return Ok(true) };
    Ok(session.value(lock.connection()).await?.flatten() == held.map(|held| held.connection))
}

row! {
    /// What [`Lock::take`] asks for.
    struct TakenRow {
        is_taken: bool,
        namespace: Option<String>,
        connection_id: Option<i64>,
    }
}

async fn try_take(session: &mut Session, lock: &dyn Lock, key: i64) -> Result<Option<i64>, Error> {
    let row = session.fetch_first::<TakenRow>(&lock.take(key)).await?;
    // Nobody gets the lock of no schema, however long it is waited for.
    let row = row.filter(|row| row.namespace.is_some()).ok_or(ErrorKind::NoDatabase)?;
    Ok(if row.is_taken { row.connection_id } else { None })
}

row! {
    /// What [`Lock::holder`] asks for.
    struct HolderRow {
        connection_id: i64,
        application: String,
        address: String,
        since: String,
        is_idle: bool,
        is_at_rest: bool,
    }
}

/// Who holds the lock of an upgrade now; `None` if nobody does, or this cannot be known.
pub(super) async fn held_by(session: &mut Session, place: Place) -> Option<Holder> {
    let lock = lock_of(session)?;
    let key = match key_query(lock, session, place) {
        Some(query) => session.value(&query).await.ok().flatten().flatten()?,
        None => 0,
    };
    holder(session, lock, key).await.ok()?
}

async fn holder(session: &mut Session, lock: &dyn Lock, key: i64) -> Result<Option<Holder>, Error> {
    let row = session.fetch_first::<HolderRow>(&lock.holder(key)).await?;
    Ok(row.map(|row| Holder {
        pid: row.connection_id,
        application: row.application,
        address: row.address,
        since: row.since,
        idle: row.is_idle,
        at_rest: row.is_at_rest,
    }))
}
