//! The databases of a journey: their rows, and what the tool says of them.

use schema_core::dialect::inspect;

use super::project::Project;
use crate::random::rows::Filling;
use crate::random::trials::Failure;
use crate::random::words::quoted;
use crate::support::rows::Rows;
use crate::support::{Database, block_on};

/// Puts the rows of `filling` in place of all rows, and reads them.
pub(crate) fn fill(database: &Database, filling: &Filling<'_>) -> Result<Rows, Failure> {
    let filled = block_on(async {
        let session = &mut *database.kept().await;
        filling.clear(session).await?;
        filling.insert(session).await?;
        filling.rows(session, false).await
    });
    filled.map_err(|text: String| Failure::new("rows", text))
}

/// Takes all rows out of a database.
pub(crate) fn empty(database: &Database) -> Result<(), Failure> {
    let emptied = block_on(async {
        let session = &mut *database.kept().await;
        let schema = inspect(session).await.map_err(|error| error.to_string())?.schema;
        Filling::new(database.dialect, &schema, &schema, &[]).clear(session).await
    });
    emptied.map_err(|text: String| Failure::new("take the rows out", text))
}

/// Whether the rows are still those that were put in.
pub(crate) fn compare(
    database: &Database,
    filling: &Filling<'_>,
    rows: &Rows,
    changed: bool,
    stage: &'static str,
) -> Result<(), Failure> {
    let now = block_on(async {
        let session = &mut *database.kept().await;
        filling.rows(session, changed).await
    });
    let now = now.map_err(|text: String| Failure::new(stage, text))?;
    if now == *rows { Ok(()) } else { Err(Failure::new(stage, format!("rows were\n{rows:?}\nand are\n{now:?}"))) }
}

/// Takes the history out of a database, so that nobody knows how it came to be.
pub(crate) fn forget(database: &Database) -> Result<(), Failure> {
    let forgotten = block_on(async {
        let session = &mut *database.kept().await;
        let sql = format!("DROP TABLE {}", quoted(database.dialect, "_schema_revisions"));
        session.execute(&sql).await.map(|_| ()).map_err(|error| error.to_string())
    });
    forgotten.map_err(|text| Failure::new("forget the history", text))
}

/// What `inspect --format sql` says of a database, line by line. Columns may stand in another order where a way back put
/// one in again. MariaDB does not tell the default of a NOT NULL column without rows where a character of it has four bytes,
/// which is said.
pub(crate) fn sql(project: &Project, url: &str, stage: &'static str) -> Result<Vec<String>, Failure> {
    let inspected = project.run_on(url, &["inspect", "--format", "sql"]).expect(stage, 0)?;
    let is_untold = |line: &&str| line.trim_start().starts_with("-- unmanaged: default that cannot be read");
    let level = |line: &str| -> String {
        let narrow = |c: char| if url.starts_with("mysql:") && c.len_utf8() > 3 { '?' } else { c };
        line.trim_end_matches(',').chars().map(narrow).collect()
    };
    let mut lines: Vec<String> = inspected.stdout.lines().filter(|line| !is_untold(line)).map(level).collect();
    lines.sort();
    Ok(lines)
}

/// Whether two databases are the same to `inspect`.
pub(crate) fn same(project: &Project, one: &str, other: &str, stage: &'static str) -> Result<(), Failure> {
    let (here, there) = (sql(project, one, stage)?, sql(project, other, stage)?);
    if here == there {
        return Ok(());
    }
    let only = |one: &[String], other: &[String]| {
        one.iter().filter(|line| !other.contains(line)).cloned().collect::<Vec<_>>().join("\n  ")
    };
    let text = format!("in the one only:\n  {}\nin the other only:\n  {}", only(&here, &there), only(&there, &here));
    Err(Failure::new(stage, text))
}
