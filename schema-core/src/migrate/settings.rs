//! What a migrator is told, and what it sets on its connection.

use super::Error;
use super::revision::Item;
use crate::connect::Session;
use crate::schema::Dialect;
use std::time::Duration;

/// Where to go on in a revision that stopped half-way. Statements are counted from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Resume {
    /// With this statement: it did not run, or is to run again.
    At(usize),
    /// With the one behind this: it has run.
    After(usize),
}

impl Resume {
    /// How many of the `total` statements of a revision count as done.
    ///
    /// # Errors
    /// It has no such statement.
    pub(super) fn done(self, item: &Item<'_>, total: usize) -> Result<usize, Error> {
        let (number, done) = match self {
            Self::At(number) => (number, number.saturating_sub(1)),
            Self::After(number) => (number, number),
        };
        if (1..=total).contains(&number) {
            return Ok(done);
        }
        Err(Error::NoStatement { revision: item.name(), number, of: total })
    }
}

/// Gives the settings of a PostgreSQL connection the values that it began with.
pub(super) const PUT_BACK: &str = "SELECT pg_catalog.set_config(name, reset_val, false) FROM pg_catalog.pg_settings \
     WHERE name IN ('application_name', 'lock_timeout', 'client_connection_check_interval')";

/// MySQL, MariaDB: without the strict mode a narrowed column cuts its values silently.
const STRICT: &str = "sql_mode = CONCAT(@@sql_mode, ',STRICT_ALL_TABLES')";

/// What sets up a session in which somebody else runs the statements of a plan.
pub(super) fn by_hand(dialect: Dialect) -> Vec<String> {
    match dialect {
        Dialect::Sqlite | Dialect::Postgres => Vec::new(),
        Dialect::Mysql | Dialect::Mariadb => vec![format!("SET SESSION {STRICT}")],
    }
}

/// What gives the session of somebody else the search path of this one, unless that is `public` alone. Bare names are those of
/// its namespaces, and `$user` is somebody else there.
pub(super) async fn search_path(session: &mut Session) -> Result<Option<String>, Error> {
    if session.dialect() != Dialect::Postgres {
        return Ok(None);
    }
    // A namespace that is not there yet may be made by a revision.
    let sql = r#"SELECT 'SELECT pg_catalog.set_config(''search_path'', ' || quote_literal(path) || ', false)'
        FROM (
            SELECT string_agg(CASE WHEN is_user THEN quote_ident(current_user) ELSE name END, ', ' ORDER BY place) AS path
            FROM regexp_matches(current_setting('search_path'), '"(?:[^"]|"")*"|[^,"\s]+', 'g')
                WITH ORDINALITY AS found(names, place),
                LATERAL (SELECT names[1] AS name, names[1] = '"$user"' OR lower(names[1]) = '$user' AS is_user) AS of_it
            WHERE NOT is_user OR to_regnamespace(quote_ident(current_user)) IS NOT NULL
        ) AS resolved
        WHERE path <> 'public'"#;
    Ok(session.one(sql).await?)
}

#[derive(Clone, Copy, Debug)]
pub(super) struct Settings {
    /// For another upgrader.
    pub(super) lock_timeout: Duration,
    /// For a lock on a table.
    pub(super) table_lock_timeout: Duration,
    pub(super) resume: Option<Resume>,
}

impl Settings {
    pub(super) const DEFAULT: Self =
        Self { lock_timeout: Duration::from_secs(60), table_lock_timeout: Duration::from_secs(10), resume: None };

    /// Sets up a fresh connection.
    pub(super) async fn set_up(&self, session: &mut Session) -> Result<(), Error> {
        match session.dialect() {
            Dialect::Sqlite => {
                let before = session.one("PRAGMA busy_timeout").await?.unwrap_or_default();
                let set = format!("PRAGMA busy_timeout = {}", self.lock_timeout.as_millis());
                session.change_until_end(&set, format!("PRAGMA busy_timeout = {before}")).await?;
            }
            Dialect::Postgres => {
                // The name is for those who have to wait.
                let sql = format!(
                    "SELECT pg_catalog.set_config('application_name', 'cargo-schema {}', false) \
                     WHERE current_setting('application_name') = ''; SET lock_timeout = {}",
                    env!("CARGO_PKG_VERSION"),
                    self.table_lock_timeout.as_millis().min(i32::MAX.unsigned_abs().into()),
                );
                session.execute(&sql).await?;
                // A session that waits for a lock sees that its program is gone, and does not apply anything any more.
                let _ = session
                    .execute(
                        "SELECT pg_catalog.set_config(name, '5000', false) FROM pg_catalog.pg_settings \
                         WHERE name = 'client_connection_check_interval' AND version() ILIKE '%linux%'",
                    )
                    .await;
            }
            Dialect::Mysql | Dialect::Mariadb => {
                let mut sql = format!("SET SESSION autocommit = 1, {STRICT}");
                let seconds = self.table_lock_timeout.as_millis().div_ceil(1000).min(31_536_000);
                if seconds > 0 {
                    sql.push_str(&format!(", lock_wait_timeout = {seconds}, innodb_lock_wait_timeout = {seconds}"));
                }
                session.execute(&sql).await?;
            }
        }
        Ok(())
    }
}
