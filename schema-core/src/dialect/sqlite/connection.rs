//! What a script sets on its connection, which the next revision and the application go on with.

use crate::connect::{BoxFuture, Error, Session, row};
use crate::migrate::parts::Kept;

/// Settings of a connection, and not of the file.
const PRAGMAS: &[&str] = &[
    "analysis_limit",
    "automatic_index",
    "busy_timeout",
    "cache_size",
    "cache_spill",
    "cell_size_check",
    "checkpoint_fullfsync",
    "defer_foreign_keys",
    "foreign_keys",
    "fullfsync",
    "ignore_check_constraints",
    "journal_size_limit",
    "legacy_alter_table",
    "mmap_size",
    "query_only",
    "read_uncommitted",
    "recursive_triggers",
    "reverse_unordered_selects",
    "secure_delete",
    "synchronous",
    "temp_store",
    "threads",
    "trusted_schema",
    "wal_autocheckpoint",
    "writable_schema",
];

/// What is set on a connection, and what it has that no file has.
#[derive(Debug)]
pub(super) struct Connection {
    values: Vec<Option<String>>,
    like_has_case: bool,
    attached: Vec<String>,
    temporary: Vec<String>,
}

impl Connection {
    pub(super) async fn read(session: &mut Session) -> Result<Self, Error> {
        let mut values = Vec::new();
        for pragma in PRAGMAS {
            values.push(session.one(&format!("PRAGMA {pragma}")).await?);
        }
        // This one cannot be read.
        let like_has_case = session.one("SELECT 'a' LIKE 'A'").await?.as_deref() == Some("0");
        let attached = session.values(ATTACHED).await?;
        let temporary = session.values(TEMPORARY).await?;
        Ok(Self { values, like_has_case, attached, temporary })
    }

    async fn restore(self, session: &mut Session) -> Result<(), Error> {
        for (pragma, before) in PRAGMAS.iter().zip(&self.values) {
            let now = session.one(&format!("PRAGMA {pragma}")).await?;
            if let Some(before) = before.as_ref().filter(|before| now.as_ref() != Some(before)) {
                session.execute(&format!("PRAGMA {pragma} = {before}")).await?;
            }
        }
        let like = if self.like_has_case { "ON" } else { "OFF" };
        session.execute(&format!("PRAGMA case_sensitive_like = {like}")).await?;
        let temporary: Vec<TemporaryRow> = session.fetch(&format!("{TEMPORARY} ORDER BY type = 'table'")).await?;
        for TemporaryRow { name, kind } in temporary {
            // What lies on a table goes with it.
            if !self.temporary.contains(&name) {
                session.execute(&format!("DROP {kind} IF EXISTS temp.{}", quoted(&name))).await?;
            }
        }
        for name in session.values::<String>(ATTACHED).await? {
            if name != "temp" && !self.attached.contains(&name) {
                session.execute(&format!("DETACH {}", quoted(&name))).await?;
            }
        }
        Ok(())
    }
}

impl Kept for Connection {
    fn put_back<'a>(self: Box<Self>, session: &'a mut Session) -> BoxFuture<'a, Result<(), Error>> {
        Box::pin(self.restore(session))
    }
}

const ATTACHED: &str = "SELECT name FROM pragma_database_list";

const TEMPORARY: &str =
    "SELECT name AS name, type AS kind FROM temp.sqlite_schema WHERE name NOT LIKE 'sqlite\\_%' ESCAPE '\\'";

row! {
    struct TemporaryRow {
        name: String,
        kind: String,
    }
}

/// A name in double quotes.
pub(super) fn quoted(name: &str) -> String {
    format!("\"{}\"", name.replace('"', "\"\""))
}
