//! `cargo schema revision`: what changed in the models, as a revision.

use std::path::Path;

use schema_core::diagnostic::Command;
use schema_core::diff::Change;
use schema_core::revision::{Manifest, slug};
use schema_core::schema::Release;
use schema_core::script::HazardLine;

use crate::cli::revision::Args;
use crate::context::Context;
use crate::error::{Error, Result};
use crate::exit::Exit;
use crate::ops::generate::amend::Amended;
use crate::ops::generate::from_database::{self, Seen};
use crate::ops::generate::from_models;
use crate::ops::generate::needs::begin_with;
use crate::ops::generate::{Draft, Plan, releases};
use crate::ops::older;
use crate::output::diagnostics::of_hazard;
use crate::output::json::{
    self, Hazard, RevisionRef,
    commands::{FromDatabase, NewRevision, Written},
};
use crate::output::unmanaged;
use crate::project::Project;
use crate::project::write;

pub(crate) async fn run(context: &mut Context, args: &Args) -> Result<Exit> {
    let project = Project::find(&context.global)?;
    let releases = releases(&project, args)?;
    let all = project.revisions()?;
    let amended = match args.amend {
        true => Some(Amended::find(context, &project, &all).await?),
        false => None,
    };
    let revisions = amended.as_ref().map_or(&all, |amended| &amended.before);
    revisions.graph().head().map_err(|heads| Error::of_heads(&heads, project.again()))?;
    if !args.empty {
        older::refuse(releases, revisions, !args.releases.is_empty())?;
    }
    let mut old = revisions.schema()?;
    old.dialects = Release::dialects(releases);

    let mut seen = None;
    let changes = if args.empty {
        Vec::new()
    } else if args.from_database {
        let (changes, beyond) = from_database::look(context, &project, revisions, args).await?;
        if let Some(doubt) = &beyond.doubt {
            context.shell.say(doubt);
        }
        unmanaged::tell(&mut context.shell, "the database", &beyond.unmanaged);
        seen = Some(beyond);
        changes
    } else {
        let changed = from_models::look(context, &project, &old, args, amended.as_ref())?;
        if changed.changes.is_empty() && changed.without_models {
            return Ok(unchanged(context, "the project has no models, and the revisions create no tables"));
        }
        changed.changes
    };
    if let Some(amended) = amended.as_ref().filter(|_| changes.is_empty()) {
        return Err(amended.nothing_left());
    }
    if changes.is_empty() && !args.empty {
        let what = if seen.is_some() { "the database matches the revisions" } else { "models match revisions" };
        return Ok(unchanged(context, what));
    }
    let message = args.message.as_deref().or(amended.as_ref().and_then(Amended::message));
    let (verify, again) = (!args.no_verify, project.again());
    let needs = seen.as_ref().map(|seen| &seen.needs);
    let first = needs.map(|(dialect, needs)| (*dialect, begin_with(needs)));
    let taken = all.graph();
    let plan = Plan { revisions, taken, releases, old: &old, changes, message, first, verify, again };
    let draft = Draft::new(plan).await?;
    if let Some((_, needs)) = needs {
        from_database::tell_missing(&mut context.shell, needs);
    }
    let folder = match &amended {
        Some(amended) => {
            // A question may have stood open in the meantime.
            amended.refuse_edited(&project)?;
            let former = &amended.file.folder;
            let folder = write::replaced(former, &draft.name, &draft.files)?;
            context.shell.status("Removed", project.show(former).display());
            folder
        }
        None => write::folder(&project.migrations(), &draft.name, &draft.files)?,
    };
    tell(context, &project.show(&folder), &draft, seen.as_ref());
    Ok(Exit::Fine)
}

/// Says what was written, and what else was seen where it comes from a database.
fn tell(context: &mut Context, shown: &Path, draft: &Draft, seen: Option<&Seen>) {
    if context.json() {
        context.write_json(&written(shown, draft, seen));
    } else if let Some(seen) = seen.filter(|seen| !seen.models.is_empty()) {
        context.shell.lines(&seen.models);
    }
    context.shell.status("Created", format_args!("{}: {}", shown.display(), draft.file_names()));
    let changes = &draft.manifest.changes;
    for change in changes {
        context.shell.detail(format_args!("{} {change}", change.symbol()));
    }
    for hazard in &draft.hazards {
        context.shell.say_loss(&of_hazard(hazard));
    }
    tell_flags(context, changes);
    if let Some(seen) = seen {
        tell_what_remains(context, seen);
    }
}

/// All of it for programs.
fn written(shown: &Path, draft: &Draft, seen: Option<&Seen>) -> NewRevision {
    let Draft { name: _, manifest: Manifest { id, message, changes, .. }, files, hazards } = draft;
    let from_database = seen.map(|Seen { models, left, unmanaged, .. }| FromDatabase {
        models: models.clone(),
        unmanaged: json::Unmanaged::all(unmanaged),
        skipped: json::Change::all(left),
    });
    let revision = || RevisionRef::new(id, slug(message));
    let hazard = |hazard: &HazardLine| Hazard {
        revision: revision(),
        code: of_hazard(hazard).code.name(),
        message: hazard.message.clone(),
    };
    NewRevision {
        revision: Some(Written {
            revision: revision(),
            message: message.clone(),
            directory: shown.to_owned(),
            files: files.iter().map(|(name, _)| name.clone()).collect(),
        }),
        changes: json::Change::all(changes),
        hazards: hazards.iter().map(hazard).collect(),
        from_database,
    }
}

/// Says with which flags the values that an enum loses go on.
fn tell_flags(context: &mut Context, changes: &[Change]) {
    for change in changes {
        let Change::AlterEnum(it) = change else { continue };
        let has_new = it.new.values.iter().any(|value| !it.old.values.contains(value));
        for value in it.lost() {
            let (shell, name) = (&mut context.shell, &it.new.name);
            let flag = format!("--replace {name}.{value}=<value>");
            shell.detail(format_args!("- to replace `{value}` in existing rows, create it again with `{flag}`"));
            if has_new {
                let flag = format!("--rename {name}.{value}:{name}.<value>");
                shell.detail(format_args!("- if `{value}` was renamed, create it again with `{flag}`"));
            }
        }
    }
}

/// Says what is the user's to do where a revision comes from a database.
fn tell_what_remains(context: &mut Context, Seen { left, again, .. }: &Seen) {
    if !left.is_empty() {
        context.shell.status("Skipped", "changes that `--only` does not select:");
        for change in left {
            context.shell.detail(format_args!("{} {change}", change.symbol()));
        }
    }
    context.shell.status("Remaining", "steps:");
    context.shell.detail(
        "- make the same changes to the models, shown on stdout; the build lists remaining \
        differences",
    );
    // What is left is a difference, which `stamp` would refuse.
    let mark = Command::schema(["stamp", "head"]);
    let mark = again.command(if left.is_empty() { mark } else { mark.arg("--force") });
    context.shell.detail(format_args!("- stamp the database, which already has the changes: `{mark}`"));
}

fn unchanged(context: &mut Context, what: &str) -> Exit {
    if context.json() {
        let nothing = NewRevision { revision: None, changes: Vec::new(), hazards: Vec::new(), from_database: None };
        context.write_json(&nothing);
    }
    context.shell.status("Unchanged", what);
    Exit::Fine
}
