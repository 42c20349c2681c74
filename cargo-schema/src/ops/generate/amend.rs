//! The last revision, which is to be written again.

use std::collections::BTreeMap;
use std::fs;

use schema_core::diagnostic::{Code, Diagnostic, Help};
use schema_core::diff::Answers;
use schema_core::migrate::ErrorKind;
use schema_core::revision::{Manifest, RevisionFile, Revisions};
use schema_core::schema::{Release, Schema, TableName};

use super::{Draft, Plan, default_message};
use crate::context::Context;
use crate::error::{Error, Result};
use crate::exit::Exit;
use crate::project::Project;
use crate::project::database::Database;

const MANIFEST: &str = "revision.toml";

/// A revision that is replaced, and the revisions before it.
pub(crate) struct Amended {
    pub(crate) file: RevisionFile,
    pub(crate) before: Revisions,
    /// The names and texts of its files, if it were written now as it was.
    written: Vec<(String, String)>,
}

impl Amended {
    /// The last revision of a project.
    ///
    /// # Errors
    /// It must stay as it is: the database has it, it is a merge, or somebody wrote something in its directory.
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
        let written = written(&file.manifest, &before, project).await?;
        let amended = Self { file: file.clone(), before, written };
        amended.refuse_edited(project)?;
        amended.refuse_applied(context, project, revisions).await?;
        Ok(amended)
    }

    /// Refuses a revision whose directory has anything that this version would not write again for the same changes: it would be
    /// lost.
    ///
    /// # Errors
    /// A file was edited, added or deleted, or its directory cannot be read.
    pub(crate) fn refuse_edited(&self, project: &Project) -> Result<()> {
        let name = self.file.name();
        let edits = self.edits()?;
        if edits.is_empty() {
            return Ok(());
        }
        let said = refused(format!("`{name}` has content that was written by hand, and would be lost"));
        let said = edits.into_iter().fold(said, Error::cause);
        Err(said.hint(Help::run(project.again().elsewhere(["revision"]), |revision| {
            format!(
                "create another revision with `{revision}`; or copy what you wrote, delete the directory of `{name}`, and \
                 create it again with `{revision}`"
            )
        })))
    }

    /// What is in its directory, and is not as this version would write it.
    fn edits(&self) -> Result<Vec<String>> {
        let folder = &self.file.folder;
        let unreadable = |error: &std::io::Error| Error::file("read", folder, error);
        let mut there = BTreeMap::new();
        for entry in fs::read_dir(folder).map_err(|error| unreadable(&error))? {
            let entry = entry.map_err(|error| unreadable(&error))?;
            let text = fs::read(entry.path()).ok().and_then(|bytes| String::from_utf8(bytes).ok());
            there.insert(entry.file_name().to_string_lossy().into_owned(), text);
        }
        let mut edits = Vec::new();
        for (name, written) in &self.written {
            match there.remove(name) {
                None => edits.push(format!("`{name}` is missing")),
                Some(Some(text)) if self.is_same(name, &text, written) => {}
                Some(_) => edits.push(format!("`{name}` would be written differently")),
            }
        }
        edits.extend(there.into_keys().map(|name| format!("`{name}` would not be written again")));
        Ok(edits)
    }

    /// Whether a file says what would be written, to the letter but for ends of lines. Format 1 of `revision.toml` is no longer
    /// written; there the values count, and comments.
    fn is_same(&self, name: &str, text: &str, written: &str) -> bool {
        if text.replace("\r\n", "\n") == written {
            return true;
        }
        let read = |text: &str| Manifest::from_toml(text).ok();
        name == MANIFEST && is_first_format(text) && read(text).is_some() && read(text) == self.first_format(written)
    }

    /// The values of `written` as format 1 has them, which names no targets.
    fn first_format(&self, written: &str) -> Option<Manifest> {
        let mut manifest = Manifest::from_toml(written).ok()?;
        manifest.targets.clone_from(&self.file.manifest.targets);
        Some(manifest)
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
            // What is in a history of another name was not read.
            if let Some(obstacle) = status.obstacle.filter(|_| !status.history.exists) {
                return Err(database.migration_error(obstacle));
            }
            if !status.unmanaged.is_empty() {
                let message = format!(
                    "`{}` has tables but no migration history: nobody checked that `{name}` was not applied",
                    database.shown()
                );
                let help = "if its tables were made by the revisions, another revision is needed";
                context.shell.say(&Diagnostic::warning(Code::NoHistory, message).help(help));
            }
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

/// The files of a revision, as they are written for the same changes now; none for one without changes, which is for SQL of its
/// author.
async fn written(manifest: &Manifest, before: &Revisions, project: &Project) -> Result<Vec<(String, String)>> {
    if manifest.changes.is_empty() {
        return Ok(Vec::new());
    }
    let releases = if manifest.targets.is_empty() { project.releases()? } else { manifest.targets.as_slice() };
    let mut old = before.schema()?;
    old.dialects = Release::dialects(releases);
    let draft = Draft::new(Plan {
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
    let draft = draft.await?;
    let same = Manifest { id: manifest.id.clone(), ..draft.manifest }.to_toml();
    let files = draft.files.into_iter();
    Ok(files.map(|(name, text)| if name == MANIFEST { (name, same.clone()) } else { (name, text) }).collect())
}

/// Whether the text of a `revision.toml` is of format 1, and has no comment.
fn is_first_format(text: &str) -> bool {
    let Ok(table) = text.parse::<toml::Table>() else { return false };
    let is_first = table.get("format").is_none_or(|format| format.as_integer() == Some(1));
    is_first && text.matches('#').count() <= signs(&toml::Value::Table(table))
}

/// How many `#` are in texts and names.
fn signs(value: &toml::Value) -> usize {
    match value {
        toml::Value::String(text) => text.matches('#').count(),
        toml::Value::Array(values) => values.iter().map(signs).sum(),
        toml::Value::Table(table) => table.iter().map(|(key, value)| key.matches('#').count() + signs(value)).sum(),
        _ => 0,
    }
}

fn refused(message: impl Into<String>) -> Error {
    Error::usage(Code::NotAmendable, message)
}
