//! The tables in which other tools note what is applied.

use schema_core::schema::Engines;
use std::collections::BTreeSet;

use schema_core::connect::{self, FromRow, Session, Values};
use schema_core::diagnostic::Code;

use super::{History, Tool, flyway};
use crate::error::{Error, Result};
use crate::exit::Exit;

/// What such a table says.
#[derive(Debug)]
pub(crate) struct Applied(Vec<Row>);

/// A row of such a table.
#[derive(Debug)]
struct Row {
    version: String,
    success: bool,
    checksum: Option<String>,
    /// Flyway: what it stands for.
    kind: String,
}

impl FromRow for Row {
    const COLUMNS: &'static [&'static str] = &["version", "success", "checksum", "kind"];

    fn from_row(values: &mut Values<'_>) -> Self {
        Self { version: values.take(), success: values.take(), checksum: values.take(), kind: values.take() }
    }
}

/// Where a database stands in a history.
#[derive(Debug)]
pub(crate) struct Standing {
    /// How many migrations it has, from the first on.
    pub(crate) applied: usize,
    /// Those of them whose file is not the one that was applied.
    pub(crate) edited: Vec<String>,
}

/// Reads the table of `tool`; `None` where there is none.
pub(crate) async fn read(tool: Tool, session: &mut Session) -> Result<Option<Applied>, connect::Error> {
    let (table, dialect) = (tool.table(), session.dialect());
    let catalog = dialect.engine().catalog();
    let exists = catalog.table_exists(table);
    if session.rows(&exists).await?.is_empty() {
        return Ok(None);
    }
    let text = |column: &str| catalog.as_text(column);
    let digits = catalog.as_digits("checksum");
    let version = text("version");
    let success = "CASE WHEN success THEN 1 ELSE 0 END";
    let select = |[version, success, checksum, kind]: [&str; 4], order: &str| {
        format!(
            "SELECT {version} AS version, {success} AS success, {checksum} AS checksum, {kind} AS kind \
             FROM {table} ORDER BY {table}.{order}"
        )
    };
    let sql = match tool {
        Tool::Sqlx => select([&version, success, &digits, "''"], "version"),
        Tool::Diesel | Tool::SeaOrm => select([&version, "1", "NULL", "''"], "version"),
        Tool::Refinery => select([&version, "1", &text("checksum"), "''"], "version"),
        Tool::Flyway => select([&version, success, &text("checksum"), "type"], "installed_rank"),
        Tool::Alembic => select(["version_num", "1", "NULL", "''"], "version_num"),
    };
    Ok(Some(Applied(session.fetch(&sql).await?)))
}

impl Applied {
    /// Where the database stands in `history`.
    ///
    /// # Errors
    /// A migration failed, is not in the folder, or came before another one that is missing.
    pub(crate) fn standing(&self, tool: Tool, history: &History, database: &str) -> Result<Standing> {
        let refuse = |message: String, cause: &str| {
            let hint = format!("fix the database with {} first, then import again", tool.name());
            Err(Error::new(Exit::History, Code::ForeignHistoryDiffers, message).cause(cause).hint(hint))
        };
        if let Some(failed) = self.0.iter().find(|row| !row.success) {
            let message =
                format!("migration `{}` failed on `{database}`, and may be partially applied", failed.version);
            return refuse(message, &format!("its row in `{}` has `success = false`", tool.table()));
        }
        let versions = self.versions(tool, history);
        let known = |version: &String| history.migrations.iter().any(|migration| migration.version == *version);
        if let Some(unknown) = versions.iter().find(|version| !known(version)) {
            let message = format!("migration `{unknown}` was applied to `{database}`, but is not in the directory");
            return refuse(message, &format!("it has a row in `{}`", tool.table()));
        }
        let applied = history.migrations.iter().take_while(|migration| versions.contains(&migration.version)).count();
        if applied < versions.len() {
            let missing = &history.migrations[applied];
            let late = history.migrations[applied..].iter().find(|migration| versions.contains(&migration.version));
            let late = late.map(|migration| migration.version.as_str()).unwrap_or_default();
            let message = format!("`{database}` has migration `{late}`, but not `{}` before it", missing.version);
            return refuse(message, "revisions must be applied in order");
        }
        let edited = history.migrations[..applied].iter().filter(|migration| {
            let row = self.0.iter().rev().find(|row| same(tool, &row.version, &migration.version));
            let noted = row.and_then(|row| row.checksum.as_ref());
            noted.is_some_and(|noted| !migration.checksums.is_empty() && !migration.checksums.contains(noted))
        });
        Ok(Standing { applied, edited: edited.map(|migration| migration.file.display().to_string()).collect() })
    }

    /// The versions that the database has.
    fn versions(&self, tool: Tool, history: &History) -> BTreeSet<String> {
        match tool {
            Tool::Flyway => self.flyway(history),
            // The table holds the last ones only, and those have all the others before them.
            Tool::Alembic => {
                let noted: BTreeSet<String> = self.0.iter().map(|row| row.version.clone()).collect();
                let heads: BTreeSet<String> = history.heads.iter().cloned().collect();
                if noted == heads {
                    history.migrations.iter().map(|migration| migration.version.clone()).collect()
                } else {
                    noted
                }
            }
            _ => self.0.iter().map(|row| row.version.clone()).collect(),
        }
    }

    /// Flyway's table is a log: what was undone has a row for either.
    fn flyway(&self, history: &History) -> BTreeSet<String> {
        let mut versions = BTreeSet::new();
        for row in &self.0 {
            // Migrations that run again whenever they change have no version.
            let Some(numbers) = flyway::version(&row.version) else { continue };
            let version = flyway::spelled(&numbers);
            match row.kind.as_str() {
                "UNDO_SQL" | "UNDO_JDBC" | "DELETE" => drop(versions.remove(&version)),
                "BASELINE" => {
                    let before = history.migrations.iter().filter(|migration| {
                        flyway::version(&migration.version).is_some_and(|earlier| earlier <= numbers)
                    });
                    versions.extend(before.map(|migration| migration.version.clone()));
                }
                _ => drop(versions.insert(version)),
            }
        }
        versions
    }
}

fn same(tool: Tool, noted: &str, version: &str) -> bool {
    match tool {
        Tool::Flyway => flyway::version(noted).is_some_and(|numbers| flyway::spelled(&numbers) == version),
        _ => noted == version,
    }
}
