//! `cargo schema revision`: what changed in the models, as a revision.

use std::path::Path;

use schema_core::diagnostic::{Code, Command, Diagnostic, Help, Severity};
use schema_core::diff::{Answers, Change, diff};
use schema_core::revision::Manifest;
use schema_core::schema::Schema;

use crate::cli::revision::Args;
use crate::context::Context;
use crate::error::{Error, Result};
use crate::exit::Exit;
use crate::ops::check::package_not_set_up;
use crate::ops::generate::answers::from_flags;
use crate::ops::generate::from_database::{self, Seen};
use crate::ops::generate::needs::begin_with;
use crate::ops::generate::recreate;
use crate::ops::generate::{Draft, Plan};
use crate::output::diagnostics::of_hazard;
use crate::output::json::{
    self,
    commands::{FromDatabase, NewRevision, Written},
};
use crate::output::prompt::Asker;
use crate::output::unmodelled;
use crate::project::Project;
use crate::project::write;

pub(crate) async fn run(context: &mut Context, args: &Args) -> Result<Exit> {
    let project = Project::find(&context.global)?;
    let releases = if args.releases.is_empty() { project.releases()? } else { &args.releases };
    let revisions = project.revisions()?;
    revisions.graph().head().map_err(|heads| Error::of_heads(&heads, project.again()))?;
    let old = revisions.schema()?;

    let mut answers = Answers::default();
    let mut seen = None;
    let changes = if args.empty {
        Vec::new()
    } else if let Some(url) = &args.from_database {
        let (changes, told, beyond) = from_database::look(context, &project, &revisions, url.as_deref(), args).await?;
        answers = told;
        if let Some(doubt) = &beyond.doubt {
            context.shell.say(doubt);
        }
        seen = Some(beyond);
        changes
    } else {
        let (models, complete, forgotten) = project.models_and_forgotten(&context.global)?;
        if !complete {
            return Err(Error::usage(
                Code::PartialFeatures,
                "a revision holds all models, and these features may leave some out or add some",
            )
            .hint("leave the feature flags out, or list the features in `features` of the metadata"));
        }
        for (package, feature) in project.missing_features(&models) {
            let message = format!("the models of `{package}` need `schema-core` with the feature `{feature}`");
            let help = Help::run(["init", "-p", package].into(), |init| format!("`{init}` adds it"));
            context.shell.say(&Diagnostic::new(Severity::Warning, Code::Features, message).help(help));
        }
        for package in project.not_set_up()? {
            context.shell.say(&package_not_set_up(package));
        }
        answers = models.answers();
        from_flags(args, &mut answers, &old, &models.schema)?;
        if models.schema.tables.is_empty() && !args.drop_all_tables {
            refuse_nothing(context, &project, &old)?;
        }
        for file in &forgotten {
            context.shell.say(&project.forgotten(file));
        }
        let mut asker = Asker::new(context.shell.is_interactive()).with_rows_in_order(args.rows_in_order());
        let between = recreate::without(&args.recreated, &old, &models.schema)?;
        let mut changes = diff(&old, &between, &Answers::default()).changes;
        changes.extend(asker.resolve(&between, &models.schema, &mut answers)?);
        if !args.drop_all_tables {
            refuse_drop_of_all(&project, &old, &changes)?;
        }
        if changes.is_empty() && models.schema.tables.is_empty() {
            return Ok(unchanged(context, "there are no models, and revisions make no tables"));
        }
        changes
    };
    if let Some(seen) = &seen {
        unmodelled::tell(&mut context.shell, "the database", &seen.unmodelled);
    }
    if changes.is_empty() && !args.empty {
        let what = if seen.is_some() { "the database is what the revisions make" } else { "models match revisions" };
        return Ok(unchanged(context, what));
    }
    let message = args.message.as_deref();
    let (verify, again) = (!args.no_verify, project.again());
    let needs = seen.as_ref().map(|seen| &seen.needs);
    let first = needs.map(|(dialect, needs)| (*dialect, begin_with(needs)));
    let plan = Plan { revisions: &revisions, releases, old: &old, changes, answers, message, first, verify, again };
    let draft = Draft::new(plan).await?;
    if let Some((_, needs)) = needs {
        from_database::tell_missing(&mut context.shell, needs);
    }
    let folder = write::folder(&project.migrations(), &draft.name, &draft.files)?;
    tell(context, &project.show(&folder), &draft, seen.as_ref());
    Ok(Exit::Fine)
}

/// Refuses a project without models where there are tables: more likely than not nobody has said where the models are.
fn refuse_nothing(context: &Context, project: &Project, old: &Schema) -> Result<()> {
    let orphans = project.orphans(&context.global)?;
    if old.tables.is_empty() && orphans.is_empty() {
        return Ok(());
    }
    let mut error = Error::new(Exit::Models, Code::NoModels, "there are no models");
    if !old.tables.is_empty() {
        error = error.cause(would_drop(old));
    }
    if let Some(first) = orphans.first() {
        let module = first.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        for file in &orphans {
            error = error.cause(project.forgotten(file).message);
        }
        return Err(error.hint(format!("add a `mod` item, such as `mod {module};`, to the file above it")));
    }
    let drop = project.again().elsewhere(["revision", "--drop-all-tables"]);
    Err(error.hint(Help::run(drop, |drop| format!("write the models, or drop all tables with `{drop}`"))))
}

/// Refuses changes after which none of several tables is left.
fn refuse_drop_of_all(project: &Project, old: &Schema, changes: &[Change]) -> Result<()> {
    let dropped = changes.iter().filter(|change| matches!(change, Change::DropTable(_))).count();
    if dropped < 2 || dropped < old.tables.len() {
        return Ok(());
    }
    let drop = project.again().elsewhere(["revision", "--drop-all-tables"]);
    Err(Error::new(Exit::Models, Code::DropsAllTables, would_drop(old))
        .cause("none of the models declares one of them")
        .hint(Help::run(drop, |drop| format!("set the models right, or drop all tables with `{drop}`"))))
}

fn would_drop(old: &Schema) -> String {
    let names: Vec<String> = old.tables.keys().take(5).map(|name| format!("`{name}`")).collect();
    let more = if old.tables.len() > names.len() { ", …" } else { "" };
    format!("the revision would drop every table: {}{more}", names.join(", "))
}

/// Says what was written, and what else was seen where it comes from a database.
fn tell(context: &mut Context, shown: &Path, draft: &Draft, seen: Option<&Seen>) {
    let Draft { name: _, manifest: Manifest { id, message, changes, .. }, files, hazards } = draft;
    if context.json() {
        let from_database = seen.map(|Seen { models, left, unmodelled, .. }| FromDatabase {
            models: models.clone(),
            unmodelled: json::Unmodelled::all(unmodelled),
            left: json::sentences(left),
        });
        context.write_json(&NewRevision::Written(Box::new(Written {
            id: id.clone(),
            message: message.clone(),
            folder: shown.to_owned(),
            files: files.iter().map(|(name, _)| name.clone()).collect(),
            changes: json::sentences(changes),
            hazards: hazards.iter().map(|hazard| hazard.message.clone()).collect(),
            diagnostics: hazards.iter().map(|hazard| json::Diagnostic::from(&of_hazard(hazard))).collect(),
            from_database,
        })));
    } else if let Some(seen) = seen.filter(|seen| !seen.models.is_empty()) {
        context.shell.lines(&seen.models);
    }
    context.shell.status("Created", format_args!("{}: {}", shown.display(), draft.file_names()));
    for change in changes {
        context.shell.detail(format_args!("{} {change}", change.symbol()));
    }
    for hazard in hazards {
        context.shell.say(&of_hazard(hazard));
    }
    for change in changes {
        let Change::AlterEnum(it) = change else { continue };
        let has_new = it.new.values.iter().any(|value| !it.old.values.contains(value));
        for value in it.lost() {
            let (shell, name) = (&mut context.shell, &it.new.name);
            let flag = format!("--replace {name}.{value}=<value>");
            shell.detail(format_args!("- to give rows with `{value}` another value, write it again with `{flag}`"));
            if has_new {
                let flag = format!("--rename {name}.{value}:{name}.<value>");
                shell.detail(format_args!("- if `{value}` has a new name, write it again with `{flag}`"));
            }
        }
    }
    if let Some(Seen { left, again, .. }) = seen {
        if !left.is_empty() {
            context.shell.status("Left", "as it is, for `--only` does not mean it:");
            for change in left {
                context.shell.detail(format_args!("{} {change}", change.symbol()));
            }
        }
        context.shell.status("Remaining", "by hand:");
        context
            .shell
            .detail("- say the same in the models, as they stand on stdout: the build tells what still differs");
        // What is left is a difference, which `stamp` would refuse.
        let mark = Command::schema(["stamp", "head"]);
        let mark = again.command(if left.is_empty() { mark } else { mark.arg("--force") });
        context.shell.detail(format_args!("- mark the database, which has it already: `{mark}`"));
    }
}

fn unchanged(context: &mut Context, what: &str) -> Exit {
    if context.json() {
        context.write_json(&NewRevision::Nothing { changes: [] });
    }
    context.shell.status("Unchanged", what);
    Exit::Fine
}
