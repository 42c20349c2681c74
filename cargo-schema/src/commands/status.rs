//! `cargo schema status`: models, revisions and database on one screen.

use schema_core::diagnostic::{Code, Diagnostic};
use schema_core::migrate;
use schema_core::revision::{Node, Revisions};

use crate::cli::global::Global;
use crate::cli::status::Args;
use crate::context::Context;
use crate::error::Result;
use crate::exit::Exit;
use crate::ops::locate::stopped;
use crate::ops::status::{Models, Pending, Seen, compare, next};
use crate::output::json::commands::{LockHolder, PartWay, SettingOf, Status};
use crate::output::json::{self, Hazard, RevisionRef};
use crate::output::shell::{Shell, count};
use crate::project::Project;
use crate::project::database::Database;
use crate::project::settings::{self, Setting};
use crate::project::workspace::Workspace;

/// How many changes or revisions are listed without `-v`.
const LISTED: usize = 12;

/// Whether the command line means a package or workspace that is set up, or has an error that says why nobody can tell.
pub(crate) fn has_project(global: &Global) -> bool {
    match Project::find(global) {
        Ok(project) => !project.metadata().releases.is_empty(),
        Err(error) => match error.diagnostic.code {
            Code::CargoFailed | Code::CannotRun => false,
            Code::PackageNeeded => Workspace::find(global).is_ok_and(|workspace| workspace.has_keys()),
            _ => true,
        },
    }
}

pub(crate) async fn run(context: &mut Context, args: &Args) -> Result<Exit> {
    let project = Project::find_or_at(&context.global, &args.folder)?;
    let revisions = project.revisions()?;
    let found = Database::find_if_any(&context.global, &project);
    let settings = settings::all(&project.settings(&context.global)?, &project)?;
    let models = Models::look(&context.global, &project, &revisions);
    let is_json = context.json();
    if !is_json {
        // The database may keep us waiting, or refuse us.
        show_project(&mut context.shell, &settings, &models, &revisions);
    }
    let database = found?;
    database.iter().for_each(|database| context.uses(database));
    let seen = match &database {
        Some(database) => Some(Seen::look(&project, &revisions, database).await?),
        None => None,
    };
    if is_json {
        let data = data(&project, &revisions, &models, seen.as_ref(), &settings);
        context.write_json(&data);
        seen.iter().flat_map(Seen::diagnostics).for_each(|said| context.shell.say(said));
    } else {
        match (&database, &seen) {
            (Some(database), Some(seen)) => show_database(&mut context.shell, database, seen, &revisions),
            _ => row(&mut context.shell, "database", "no database URL: only models and revisions are shown"),
        }
    }
    let is_behind = models.are_ahead() || seen.as_ref().is_some_and(Seen::is_behind);
    let help = next(&project, &revisions, &models, seen.as_ref());
    if let Some(problem) = seen.and_then(|seen| seen.problem) {
        return Err(problem);
    }
    if !is_json {
        row(&mut context.shell, "next", help.as_ref().map_or("nothing to do", |help| &help.text));
    }
    Ok(if args.exit_code && is_behind { Exit::Findings } else { Exit::Fine })
}

/// A line with its label.
fn row(shell: &mut Shell, label: &str, text: &str) {
    shell.data(format_args!("{label:<11}{text}"));
}

/// Lines below the label of the first one, not too many.
fn list(shell: &mut Shell, label: &str, lines: &[String]) {
    let listed = if shell.is_verbose() { lines.len() } else { LISTED };
    for (at, line) in lines.iter().take(listed).enumerate() {
        row(shell, if at == 0 { label } else { "" }, line);
    }
    if lines.len() > listed {
        row(shell, "", &format!("and {} more, with `-v`", lines.len() - listed));
    }
}

/// What needs no database.
fn show_project(shell: &mut Shell, settings: &[Setting], models: &Models, revisions: &Revisions) {
    if shell.is_verbose() {
        let lines = settings.iter().map(|setting| {
            let value = setting.value.as_deref().unwrap_or("none");
            format!("{} = {value} ({})", setting.name, setting.origin.shown())
        });
        list(shell, "settings", &lines.collect::<Vec<_>>());
    }
    match models {
        Models::None => {}
        Models::NotCompared => row(shell, "models", "not compared"),
        Models::Unreadable(error) => row(shell, "models", &error.to_string()),
        Models::Read { models, changes } if changes.is_empty() => {
            let is_empty = models.schema.tables.is_empty();
            row(shell, "models", if is_empty { "none" } else { "match the revisions" });
        }
        Models::Read { changes, .. } => {
            row(shell, "models", &format!("{} without a revision", count(changes.len(), "change")));
            let lines: Vec<String> = changes.iter().map(|change| format!("  {} {change}", change.symbol())).collect();
            list(shell, "", &lines);
        }
    }
    let number = revisions.iter().count();
    let text = match revisions.graph().head() {
        Ok(None) => "none".to_owned(),
        Ok(Some(head)) => format!("{number}, the head is {head}"),
        Err(heads) => format!("{number}, {heads}"),
    };
    row(shell, "revisions", &text);
}

/// What the database says.
fn show_database(shell: &mut Shell, database: &Database, seen: &Seen, revisions: &Revisions) {
    match &seen.status {
        Err(missing) => {
            let is_file = missing.code == Code::NoDatabase;
            let absent = is_file.then(|| format!("`{}` does not exist", database.shown()));
            row(shell, "database", absent.as_deref().unwrap_or(&missing.message));
            list(shell, "", &missing.causes);
        }
        Ok(status) => row(shell, "database", &place(database, status, revisions)),
    }
    let lines = seen.pending.iter().flat_map(|Pending { node, hazards }| {
        let hazards = hazards.iter().map(|hazard| format!("  warning: {}", hazard.message));
        std::iter::once(node.to_string()).chain(hazards)
    });
    list(shell, "pending", &lines.collect::<Vec<_>>());
    let Ok(status) = &seen.status else { return };
    if let Some(record) = status.history.part_way() {
        row(shell, "stopped", &stopped(record));
        if let Some(error) = &record.error {
            row(shell, "", &format!("  {error}"));
        }
    }
    if let Some(holder) = &status.holder {
        row(shell, "lock", &format!("held by {holder}"));
    }
    if status.history.exists && status.history.part_way().is_none() {
        row(shell, "drift", &format!("not compared here: `{}` compares", compare(database.again())));
    }
    // It may be about a line of a script.
    seen.refused.iter().for_each(|said| shell.say(said));
}

/// The revision that a database is at, and how far that is from the head.
fn place(database: &Database, status: &migrate::Status, revisions: &Revisions) -> String {
    let shown = database.shown();
    if !status.unmanaged.is_empty() {
        return format!("`{shown}` has {} but no migration history", count(status.unmanaged.len(), "table"));
    }
    let name = |node: &Node| {
        let is_head = revisions.graph().children(&node.id).next().is_none();
        format!("{node}{}", if is_head { " (head)" } else { "" })
    };
    let names: Vec<String> = status.current.iter().map(name).collect();
    let at = if names.is_empty() { "base".to_owned() } else { names.join(", ") };
    let behind = match status.pending.len() {
        0 => String::new(),
        number => format!(", {} behind", count(number, "revision")),
    };
    format!("`{shown}` is at {at}{behind}")
}

/// All of it for programs.
fn data(
    project: &Project,
    revisions: &Revisions,
    models: &Models,
    seen: Option<&Seen>,
    settings: &[Setting],
) -> Status {
    let status = seen.and_then(|seen| seen.status.as_deref().ok());
    let pending = || seen.into_iter().flat_map(|seen| &seen.pending);
    let hazard = |pending: &Pending| {
        let of = |hazard: &Diagnostic| Hazard {
            revision: (&pending.node).into(),
            code: hazard.code.name(),
            message: hazard.message.clone(),
        };
        pending.hazards.iter().map(of).collect::<Vec<_>>()
    };
    let setting = |setting: &Setting| SettingOf {
        name: setting.name,
        value: setting.value.clone(),
        origin: setting.origin.name(),
    };
    Status {
        models: match models {
            Models::None => None,
            Models::NotCompared => Some("not-compared"),
            Models::Unreadable(_) => Some("unreadable"),
            Models::Read { changes, .. } => Some(if changes.is_empty() { "match" } else { "changed" }),
        },
        changes: match models {
            Models::Read { models, changes } => {
                changes.iter().map(|it| json::Change::in_models(it, models, |path| project.show(path))).collect()
            }
            _ => Vec::new(),
        },
        heads: RevisionRef::all(revisions.graph().heads()),
        current: status.map(|status| RevisionRef::all(&status.current)),
        pending: RevisionRef::all(pending().map(|pending| &pending.node)),
        hazards: pending().flat_map(hazard).collect(),
        has_history: status.is_some_and(|status| status.history.exists),
        unmanaged_tables: status.map(|status| status.unmanaged.clone()).unwrap_or_default(),
        partially_applied: status.and_then(|status| status.history.part_way()).map(PartWay::of),
        lock: status.and_then(|status| status.holder.as_ref()).map(LockHolder::of),
        next: next(project, revisions, models, seen).as_ref().map(json::Help::from),
        configuration: settings.iter().map(setting).collect(),
    }
}
