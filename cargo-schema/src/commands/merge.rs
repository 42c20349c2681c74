//! `cargo schema merge`: one revision that follows several heads.

use std::time::SystemTime;

use schema_core::diagnostic::{Code, Command, Help};
use schema_core::dialect;
use schema_core::diff::Change;
use schema_core::revision::{self, Conflict, Manifest, RevisionFile, Writer, new_id, script_name, slug};
use schema_core::schema::{Release, Schema};

use crate::cli::merge::Args;
use crate::context::Context;
use crate::error::{Error, Result};
use crate::exit::Exit;
use crate::ops::generate::{served, text};
use crate::ops::made;
use crate::ops::older;
use crate::output::json::RevisionRef;
use crate::output::json::commands::{Merge, Written};
use crate::project::Project;
use crate::project::write;

pub(crate) fn run(context: &mut Context, args: &Args) -> Result<Exit> {
    let project = Project::find(&context.global)?;
    let releases = project.releases()?.to_vec();
    let dialects = &Release::dialects(&releases);
    let revisions = project.revisions()?;
    let heads: Vec<&str> = revisions.graph().heads().into_iter().map(|head| head.id.as_str()).collect();
    if heads.len() < 2 {
        if context.json() {
            context.write_json(&Merge { revision: None, parents: Vec::new() });
        }
        context.shell.status("Unchanged", "nothing to merge");
        return Ok(Exit::Fine);
    }
    older::refuse(&releases, &revisions, false)?;
    let written = releases.clone();
    let write = move |dialect, before: &[&RevisionFile], mut old: Schema, changes: &[Change]| {
        let release = Release::of(&written, dialect);
        let mut stored = made::stored_by(before.iter().copied(), dialect);
        stored.mark(&mut old);
        let changes = stored.follow(changes, &dialect::capabilities(release));
        dialect::script(release, &old, &changes).map_err(|error| error.to_string())
    };
    let writer = Writer { dialects, write: &write };
    revision::merge(&revisions, &heads, &writer).map_err(|conflict| cannot_merge(conflict, &project))?;
    let message = args.message.clone().unwrap_or_else(|| "merge".to_owned());
    let id = new_id(SystemTime::now(), revisions.graph());
    let manifest = Manifest {
        id: id.clone(),
        parents: heads.iter().map(|&head| head.to_owned()).collect(),
        message: message.clone(),
        dialects: served(&releases),
        targets: releases.clone(),
        ..Manifest::default()
    };
    let toml = manifest.to_toml();
    let mut files = vec![("revision.toml".to_owned(), toml)];
    for &dialect in dialects {
        let suffix = (dialects.len() > 1).then_some(dialect);
        for direction in ["up", "down"] {
            files.push((script_name(direction, suffix), text(&message, direction, "")));
        }
    }
    let folder = write::folder(&project.migrations(), &format!("{id}_{}", slug(&message)), &files)?;
    let shown = project.show(&folder);
    if context.json() {
        let files = files.into_iter().map(|(name, _)| name).collect();
        let revision = RevisionRef::new(id, slug(&message));
        let written = Written { revision, message, directory: shown.clone(), files };
        context.write_json(&Merge { revision: Some(written), parents: RevisionRef::all(revisions.graph().heads()) });
    }
    context.shell.status("Created", format_args!("{}, which follows {} heads", shown.display(), heads.len()));
    for head in heads {
        let name = revisions.graph().get(head).map(ToString::to_string).unwrap_or_default();
        context.shell.detail(format_args!("after {name}"));
    }
    Ok(Exit::Fine)
}

/// What stands between two heads, and the way out.
fn cannot_merge(conflict: Conflict, project: &Project) -> Error {
    let [first, second] = &conflict.heads;
    let mut error =
        Error::new(Exit::History, Code::MergeConflict, format!("`{first}` and `{second}` cannot be merged"));
    error.diagnostic.causes = conflict.reasons;
    if !conflict.write_again.is_empty() {
        let flags = conflict.answers.flags();
        let write =
            flags.into_iter().fold(Command::schema(["revision"]), |write, (flag, value)| write.arg(flag).arg(value));
        let folder = |name: &String| format!("`{}`", folder_of(project, name));
        let folders: Vec<String> = conflict.write_again.iter().map(folder).collect();
        return error.hint(Help::run(project.again().elsewhere(write), |write| {
            format!(
                "if the newer branch was not applied anywhere, delete it ({}) and create it again on top of the \
                 other: `{write}`",
                folders.join(", ")
            )
        }));
    }
    error.hint(Help::run(project.again().elsewhere(["revision"]), |revision| {
        format!(
            "remove the directory of a revision that was not applied anywhere, possibly `{second}`, fix the models, \
             and create it again with `{revision}`"
        )
    }))
}

/// The folder of a revision as one types it.
fn folder_of(project: &Project, name: &str) -> String {
    project.show(&project.migrations().join(name)).display().to_string()
}
