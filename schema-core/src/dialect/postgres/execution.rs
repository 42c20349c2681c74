//! How PostgreSQL runs revisions.

use super::Postgres;
use super::effect::{concurrent_index, effect};
use crate::connect::{BoxFuture, Session};
use crate::migrate::parts::{
    Effect, Execution, Kind, LastingKind, Limits, Lock, Mode, Object, Patience, Records, Remembering, Roles,
    ScriptTransaction, SetUp, asks_a_sequence, calls, calls_with,
};
use crate::migrate::{Error, Health};
use crate::script::{Script, Statement, Words};
use std::time::Duration;

impl Execution for Postgres {
    fn transaction(&self) -> ScriptTransaction {
        ScriptTransaction::Message
    }

    fn mode(&self, _: &Statement, words: &Words<'_>) -> Mode {
        match words.first().as_str() {
            "SET" | "RESET" => Mode::Setting,
            // What a body does may commit.
            "CALL" | "DO" => Mode::Alone,
            "VACUUM" => Mode::Alone,
            "ALTER" if words.is(1, "SYSTEM") || words.is(1, "DATABASE") => Mode::Alone,
            "CREATE" | "DROP"
                if ["DATABASE", "TABLESPACE", "SUBSCRIPTION"].iter().any(|object| words.is(1, object)) =>
            {
                Mode::Alone
            }
            "CLUSTER" => Mode::Alone,
            _ if words.has("CONCURRENTLY") => Mode::Alone,
            "REINDEX" if words.has("DATABASE") || words.has("SYSTEM") || words.has("SCHEMA") => Mode::Alone,
            _ => Mode::Together,
        }
    }

    fn lock(&self) -> Option<&dyn Lock> {
        Some(self)
    }

    fn records(&self) -> &dyn Records {
        self
    }

    fn set_up(&self, limits: Limits) -> Vec<SetUp> {
        // The name is for those who have to wait.
        let sql = format!(
            "SELECT pg_catalog.set_config('application_name', 'cargo-schema {}', false) \
             WHERE current_setting('application_name') = ''; SET lock_timeout = {}",
            env!("CARGO_PKG_VERSION"),
            limits.table_lock.as_millis().min(i32::MAX.unsigned_abs().into()),
        );
        // A session that waits for a lock sees that its program is gone, and does not apply anything any more.
        let check = "SELECT pg_catalog.set_config(name, '5000', false) FROM pg_catalog.pg_settings \
                     WHERE name = 'client_connection_check_interval' AND version() ILIKE '%linux%'";
        vec![SetUp::Run(sql), SetUp::Try(check.to_owned())]
    }

    fn statement_timeout(&self, limit: Duration) -> Option<String> {
        let milliseconds = limit.as_millis().clamp(1, i32::MAX.unsigned_abs().into());
        Some(format!("SET statement_timeout = {milliseconds}"))
    }

    /// Unless that is `public` alone. Bare names are those of its namespaces, and `$user` is somebody else there. A namespace
    /// that does not exist yet may be created by a revision.
    fn search_path(&self) -> Option<&'static str> {
        Some(
            r#"SELECT 'SELECT pg_catalog.set_config(''search_path'', ' || quote_literal(path) || ', false)'
        FROM (
            SELECT string_agg(CASE WHEN is_user THEN quote_ident(current_user) ELSE name END, ', ' ORDER BY place) AS path
            FROM regexp_matches(current_setting('search_path'), '"(?:[^"]|"")*"|[^,"\s]+', 'g')
                WITH ORDINALITY AS found(names, place),
                LATERAL (SELECT names[1] AS name, names[1] = '"$user"' OR lower(names[1]) = '$user' AS is_user) AS of_it
            WHERE NOT is_user OR to_regnamespace(quote_ident(current_user)) IS NOT NULL
        ) AS resolved
        WHERE path <> 'public'"#,
        )
    }

    fn new_session(&self) -> &'static str {
        "DISCARD ALL;"
    }

    fn health<'a>(&'a self, session: &'a mut Session) -> BoxFuture<'a, Result<Health, Error>> {
        Box::pin(super::health::health(session))
    }

    fn effect(&self, words: &Words<'_>) -> Effect {
        effect(words)
    }

    fn definition_query(&self, object: &Object) -> Option<String> {
        let name = self.text(&object.name);
        let index = "SELECT (CASE WHEN i.indisvalid THEN 'valid ' ELSE 'invalid ' END) || c.oid::text \
                     FROM pg_catalog.pg_index i JOIN pg_catalog.pg_class c ON c.oid = i.indexrelid";
        Some(match (object.kind, &object.schema) {
            (Kind::Index, Some(table)) => {
                let table = self.text(table);
                format!("{index} WHERE i.indrelid = pg_catalog.to_regclass({table}) AND c.relname = {name}")
            }
            (Kind::Index, None) => format!("{index} WHERE c.oid = pg_catalog.to_regclass({name})"),
            (Kind::Tablespace, _) => {
                format!("SELECT oid::text FROM pg_catalog.pg_tablespace WHERE spcname = {name}")
            }
            // Of a subscription no more can be read by who is no superuser.
            (Kind::Subscription, _) => {
                format!("SELECT oid::text FROM pg_catalog.pg_subscription WHERE subname = {name}")
            }
            _ => format!("SELECT oid::text FROM pg_catalog.pg_database WHERE datname = {name}"),
        })
    }

    fn remembering(&self) -> &'static [Remembering] {
        const {
            &[
                Remembering {
                    name: "currval",
                    is_asked: |words| calls_with(words, "currval"),
                    is_set: asks_a_sequence,
                },
                Remembering { name: "lastval", is_asked: |words| calls(words, "lastval"), is_set: asks_a_sequence },
            ]
        }
    }

    fn lasting(&self, words: &Words<'_>) -> Vec<(LastingKind, String)> {
        let mut made = Vec::new();
        if words.is(0, "CREATE") {
            return made;
        }
        if words.has("set_config") {
            made.push((LastingKind::Setting, "set_config".to_owned()));
        }
        if let Some(into) = (0..words.len()).find(|at| words.is(*at, "INTO"))
            && (words.is(into + 1, "TEMP") || words.is(into + 1, "TEMPORARY"))
        {
            let name = words.name(words.skip(into + 2, &["TABLE"]));
            made.extend(name.map(|(name, _)| (LastingKind::Temporary, name)));
        }
        made
    }

    /// More rather than less, for a body may change the role too.
    ///
    /// Settings of a name that the server does not know keep any text. `RESET ALL` empties what was kept.
    fn roles(&self, script: &Script) -> Option<&'static Roles> {
        let says = |text: &str| text.contains("role") || text.contains("authorization");
        script.statements.iter().any(|it| says(&it.text.to_lowercase())).then_some(&Roles {
            keep: "SELECT pg_catalog.set_config('cargo_schema.own_user', \
                   pg_catalog.current_setting('session_authorization'), false), \
                   pg_catalog.set_config('cargo_schema.own_role', pg_catalog.current_setting('role'), false)",
            own: &[
                "SELECT pg_catalog.set_config('cargo_schema.user', pg_catalog.current_setting('session_authorization'), false), \
                 pg_catalog.set_config('cargo_schema.role', pg_catalog.current_setting('role'), false)",
                "SELECT pg_catalog.set_config('session_authorization', coalesce(nullif(\
                 pg_catalog.current_setting('cargo_schema.own_user', true), ''), \
                 pg_catalog.current_setting('session_authorization')), false)",
                "SELECT pg_catalog.set_config('role', coalesce(nullif(\
                 pg_catalog.current_setting('cargo_schema.own_role', true), ''), 'none'), false)",
            ],
            of_script: &[
                "SELECT pg_catalog.set_config('session_authorization', pg_catalog.current_setting('cargo_schema.user'), false)",
                "SELECT pg_catalog.set_config('role', pg_catalog.current_setting('cargo_schema.role'), false)",
            ],
        })
    }

    /// A statement that is `CONCURRENTLY` has nobody wait behind it.
    fn patience(&self, words: &Words<'_>) -> Option<&'static Patience> {
        words.has("CONCURRENTLY").then_some(&Patience {
            read: "SHOW lock_timeout",
            lift: "SET lock_timeout = 0",
            set: "SET lock_timeout = ",
        })
    }

    /// A `CREATE INDEX CONCURRENTLY` that failed or was stopped leaves an index that no query uses and every write pays for.
    fn leftovers(&self, words: &Words<'_>) -> Option<String> {
        let (name, table) = concurrent_index(words)?;
        Some(format!(
            "SELECT 'DROP INDEX CONCURRENTLY ' || pg_catalog.quote_ident(n.nspname) || '.' || pg_catalog.quote_ident(c.relname) \
             FROM pg_catalog.pg_index i JOIN pg_catalog.pg_class c ON c.oid = i.indexrelid \
             JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace WHERE NOT i.indisvalid \
             AND i.indrelid = pg_catalog.to_regclass({}) AND c.relname = {}",
            self.text(&table),
            self.text(&name)
        ))
    }
}
