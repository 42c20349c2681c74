//! What taking a history over writes and marks.

use std::path::Path;

use schema_core::diagnostic::{Code, Command, Diagnostic, Help};
use schema_core::diff::Change;
use schema_core::revision::{RevisionFile, Revisions, Target};

use super::{History, Imported, Standing, Tool};
use crate::context::Context;
use crate::error::{Error, Result};
use crate::exit::Exit;
use crate::ops::adopt::Files;
use crate::ops::locate::differences;
use crate::ops::set_up::Prepared;
use crate::output::shell::count;
use crate::project::database::Database;
use crate::project::migrator;
use crate::project::write;

/// What will be written and marked.
pub(crate) struct Plan<'a> {
    pub(crate) tool: Tool,
    pub(crate) dir: &'a Path,
    pub(crate) history: History,
    pub(crate) imported: Imported,
    pub(crate) revisions: Revisions,
    pub(crate) prepared: Prepared,
    /// The files for the models, where they are written.
    pub(crate) files: Option<Files>,
    /// The database, where there is one already.
    pub(crate) database: Option<Database>,
    /// Where it stands in the history.
    pub(crate) standing: Option<Standing>,
    /// The revisions are written now, and were not before.
    pub(crate) is_new: bool,
}

impl Plan<'_> {
    /// The last revision that the database is to be marked with.
    pub(crate) fn stamps(&self) -> Option<&str> {
        let applied = self.database.as_ref().and(self.standing.as_ref())?.applied;
        let at = if self.imported.baseline { 1 } else { applied };
        self.imported.revisions.get(at.checked_sub(1)?).map(RevisionFile::id)
    }

    /// Refuses a database that is not what the migrations up to the mark make.
    pub(crate) async fn refuse_differences(&self, context: &mut Context) -> Result<()> {
        let (Some(database), Some(id)) = (&self.database, self.stamps()) else { return Ok(()) };
        let found = differences(&mut context.shell, database, &self.revisions, &[id.to_owned()]).await?;
        if found.is_empty() {
            return Ok(());
        }
        let name = self.revisions.get(id).map(RevisionFile::name).unwrap_or_default();
        let message = format!("`{}` does not match its migrations up to `{name}`", database.shown());
        let mut error = Error::new(Exit::History, Code::DatabaseDiffers, message).cause("changes needed to match:");
        let sentence = |change: &Change| format!("{} {change}", change.symbol());
        error.diagnostic.causes.extend(found.iter().map(sentence));
        let again = Command::schema(["import", self.tool.name()]).arg(self.dir.display().to_string());
        let again = again.arg("--force");
        Err(error
            .hint(Help::run(again, |again| format!("nothing was written; to import and stamp anyway, run `{again}`"))))
    }

    /// Writes the revisions, the set-up and the models.
    pub(crate) fn write(&self, context: &mut Context) -> Result<()> {
        let folder = self.prepared.migrations();
        if self.is_new {
            write_revisions(&folder, self.tool, &self.imported)?;
        }
        if !self.prepared.changes().is_empty() {
            self.prepared.write(context)?;
        }
        if self.is_new {
            let revisions = count(self.imported.revisions.len(), "revision");
            let shown = folder.strip_prefix(std::env::current_dir().unwrap_or_default()).unwrap_or(&folder);
            context.shell.status("Created", format_args!("{}/: {revisions}", shown.display()));
        }
        if let Some(files) = &self.files {
            files.write()?;
            for change in &files.changes {
                context.shell.status(change.verb, &change.what);
            }
        }
        Ok(())
    }

    /// Marks the database with the revisions that it has.
    pub(crate) async fn stamp(&self, context: &mut Context) -> Result<()> {
        let (Some(database), Some(id)) = (&self.database, self.stamps()) else { return Ok(()) };
        let dialects = self.prepared.metadata.dialects();
        let target = Target::Named(id.to_owned());
        let migrator = database.limited(migrator(&dialects, &self.revisions, &self.prepared.metadata));
        // A database that went on from there keeps its history.
        let status = migrator.status(database.url()).await.map_err(|error| database.migration_error(error))?;
        let stamped = self.revisions.graph().closure([id]);
        if let Some(later) = status.history.records.values().find(|record| !stamped.contains(record.id.as_str())) {
            let message = format!("{} already has {}; it was not stamped", database.shown(), later.name());
            context.shell.say(&Diagnostic::warning(Code::NotStamped, message));
            return Ok(());
        }
        let nodes = migrator.stamp(database.url(), target).await;
        let nodes = nodes.map_err(|error| database.migration_error(error))?;
        let at = nodes.last().map_or_else(|| "base".to_owned(), ToString::to_string);
        let how_many = count(nodes.len(), "revision");
        context.shell.status("Stamped", format_args!("{} at {at} ({how_many})", database.shown()));
        Ok(())
    }
}

/// Writes all folders at once: into a hidden folder first, which then gets its name.
fn write_revisions(folder: &Path, tool: Tool, imported: &Imported) -> Result<()> {
    let mut folders = Vec::new();
    for file in &imported.revisions {
        let mut remarks = format!("# Imported from {}.\n", tool.name());
        for note in imported.notes.get(file.id()).into_iter().flatten() {
            remarks.push_str(&format!("# Script: {}\n", note.replace(['\n', '\r'], " ")));
        }
        let unsaid = imported.unsaid.get(file.id()).map(Vec::as_slice).unwrap_or_default();
        if !unsaid.is_empty() {
            remarks.push_str("# Not tracked as schema changes:\n");
        }
        for remark in unsaid {
            remarks.push_str(&format!("#   {}\n", remark.to_string().replace(['\n', '\r'], " ")));
        }
        let mut files = vec![("revision.toml".to_owned(), format!("{remarks}\n{}", file.manifest.to_toml()))];
        for script in &file.scripts {
            files.push(("up.sql".to_owned(), script.up.clone()));
            files.extend(script.down.clone().map(|down| ("down.sql".to_owned(), down)));
        }
        folders.push((file.name(), files));
    }
    write::folders(folder, &folders)
}
