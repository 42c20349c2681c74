//! The last revision, which is to be written again.

use schema_core::diagnostic::{Code, Diagnostic, Help};
use schema_core::diff::Answers;
use schema_core::migrate::{ErrorKind, checksum};
use schema_core::revision::{RevisionFile, Revisions, script_name};
use schema_core::schema::{Release, Schema, TableName};
use schema_core::script::Script;

use super::{Draft, Plan, default_message};
use crate::context::Context;
use crate::error::{Error, Result};
use crate::exit::Exit;
use crate::project::Project;
use crate::project::database::Database;

/// A revision that is replaced, and the revisions before it.
pub(crate) struct Amended {
    pub(crate) file: RevisionFile,
    pub(crate) before: Revisions,
}

impl Amended {
    /// The last revision of a project.
    ///
    /// # Errors
    /// It must stay as it is: the database has it, it is a merge, or somebody wrote SQL in it.
    pub(crate) async fn find(context: &mut Context, project: &Project, revisions: &Revisions) -> Result<Self> {
        let head = revisions.graph().head().map_err(|heads| Error::of_heads(&heads, project.again()))?;
        let Some(file) = head.and_then(|head| revisions.get(&head.id)) else {
            return Err(refused("there is no revision to amend")
                .hint(Help::run(project.again().elsewhere(["revision"]), |revision| {
                    format!("create the first one with `{revision}`")
                })));
        };
        let name = file.name();
        if file.manifest.parents.len() > 1 {
            return Err(refused(format!("`{name}` is a merge"))
                .hint("delete its directory, merge again, and create a revision from the model changes"));
        }
        let before = revisions.iter().filter(|other| other.id() != file.id()).cloned().collect();
        let before = Revisions::new(before).map_err(|error| {
            Error::new(Exit::History, Code::NotAmendable, "cannot read the revisions").causes(&error)
        })?;
        let amended = Self { file: file.clone(), before };
        amended.refuse_edited(project).await?;
        amended.refuse_applied(context, project, revisions).await?;
        Ok(amended)
    }

    /// Refuses a revision whose scripts are not those that its changes are written as: what somebody wrote would be lost.
    async fn refuse_edited(&self, project: &Project) -> Result<()> {
        let Self { file, before } = self;
        let manifest = &file.manifest;
        let releases = if manifest.targets.is_empty() { project.releases()? } else { manifest.targets.as_slice() };
        let mut old = before.schema()?;
        old.dialects = Release::dialects(releases);
        let again = Draft::new(Plan {
            revisions: before,
            taken: before.graph(),
            releases,
            old: &old,
            changes: manifest.changes.clone(),
            message: Some(&manifest.message),
            first: None,
            verify: false,
            again: project.again(),
        });
        let written = again.await.ok().filter(|_| !manifest.changes.is_empty());
        let is_ours = written.is_some_and(|written| {
            releases.iter().all(|release| {
                let dialect = release.dialect;
                let Some(script) = file.script(dialect) else { return false };
                let named = |direction: &str| {
                    let suffix = (releases.len() > 1).then_some(dialect);
                    let name = script_name(direction, suffix);
                    written.files.iter().find(|(file, _)| *file == name).map(|(_, text)| text.as_str())
                };
                let sum = |text: &str| Script::parse(dialect, text).ok().map(|script| checksum(dialect, &script));
                let same = |ours: Option<&str>, theirs: Option<&str>| match (ours.and_then(sum), theirs.and_then(sum)) {
                    (Some(ours), Some(theirs)) => ours == theirs,
                    _ => false,
                };
                same(named("up"), Some(&script.up)) && same(named("down"), script.down.as_deref())
            })
        });
        if is_ours {
            return Ok(());
        }
        let name = file.name();
        Err(refused(format!("the scripts of `{name}` have statements that were written by hand"))
            .cause("they would be lost")
            .hint(Help::run(project.again().elsewhere(["revision"]), |revision| {
                format!("create another revision with `{revision}`, or move the statements and delete `{name}` first")
            })))
    }

    /// Refuses a revision that the database has. Without a database nobody can tell, and a warning says so.
    async fn refuse_applied(&self, context: &mut Context, project: &Project, revisions: &Revisions) -> Result<()> {
        let name = self.file.name();
        let Some(database) = Database::find_if_any(&context.global, project)? else {
            let message = format!("no database URL: nobody checked that `{name}` was not applied");
            let help = "a database that has it stops with an error at the next upgrade";
            context.shell.say(&Diagnostic::warning(Code::NoDatabaseNamed, message).help(help));
            return Ok(());
        };
        if database.is_missing() {
            return Ok(());
        }
        let status = project.migrator(revisions)?.status(database.url()).await;
        let status = match status {
            Ok(status) => status,
            Err(error) => {
                return match error.kind() {
                    ErrorKind::Connection(error) if database.is_absent(error) => Ok(()),
                    _ => Err(database.migration_error(error)),
                };
            }
        };
        if !status.history.records.contains_key(self.file.id()) {
            return Ok(());
        }
        let again = database.again();
        let message = format!("`{}` already has `{name}`", database.shown());
        Err(Error::new(Exit::History, Code::NotAmendable, message)
            .hint(Help::run(again.command(["downgrade", "-1"]), |downgrade| {
                format!("create another revision, or first revert it with `{downgrade}`")
            })))
    }

    /// Its message, unless that only names its changes.
    pub(crate) fn message(&self) -> Option<&str> {
        let manifest = &self.file.manifest;
        (manifest.message != default_message(&manifest.changes)).then_some(manifest.message.as_str())
    }

    /// The answers that led to it, as far as they still fit between `old` and `new`.
    pub(crate) fn answers(&self, old: &Schema, new: &Schema) -> Answers {
        let mut told = Answers::of(&self.file.manifest.changes);
        let has = |schema: &Schema, table: &TableName, column: &str| {
            schema.tables.get(table).is_some_and(|table| table.columns.iter().any(|it| it.name == column))
        };
        told.tables.retain(|it| old.tables.contains_key(&it.old) && new.tables.contains_key(&it.new));
        told.columns.retain(|it| has(new, &it.table, &it.new) && !has(new, &it.table, &it.old));
        told.fills.retain(|it| has(new, &it.table, &it.column));
        told.for_now();
        told
    }

    /// Refuses an amendment that leaves nothing.
    pub(crate) fn nothing_left(&self) -> Error {
        let name = self.file.name();
        refused(format!("without `{name}` the models match the revisions"))
            .hint(format!("delete the directory of `{name}`: nothing is left of it"))
    }
}

fn refused(message: impl Into<String>) -> Error {
    Error::usage(Code::NotAmendable, message)
}
