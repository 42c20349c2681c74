//! `cargo schema current`.

use schema_core::diagnostic::{Code, Diagnostic, Help};
use schema_core::migrate::{self, Status};
use schema_core::revision::{Node, Revisions};

use crate::cli::current::Args;
use crate::context::Context;
use crate::error::{Error, Result};
use crate::exit::Exit;
use crate::ops::locate::{no_history, old_server, part_way};
use crate::output::json::commands::{Current, PartWay};
use crate::output::shell::count;
use crate::project::Project;
use crate::project::database::Database;

pub(crate) async fn run(context: &mut Context, args: &Args) -> Result<Exit> {
    let project = Project::find_or_at(&context.global, &args.folder)?;
    let revisions = project.revisions()?;
    let migrator = project.migrator(&revisions)?;
    let database = Database::find(&context.global, &project)?;
    database.require()?;
    let again = database.again();
    let status = migrator.status(database.url()).await.map_err(|error| database.migration_error(error))?;
    let Status { current, pending, history, unmanaged, other_histories: _, obstacle, .. } = &status;
    let problem = migrator.problem(database.dialect(&project.dialects()?), history);
    if let Ok(Some(unknown @ migrate::Error::Unknown { .. })) = &problem {
        // Which of the revisions is the newest, only one who has them all can say.
        return Err(Error::of_migration(unknown, again));
    }
    if context.json() {
        context.write_json(&json(&database, &status));
    } else if !unmanaged.is_empty() {
        context.shell.data("no history");
    } else if current.is_empty() {
        context.shell.data("base");
    }
    let shown = if context.json() { &[][..] } else { current.as_slice() };
    for node in shown {
        let is_head = revisions.graph().children(&node.id).next().is_none();
        context.shell.data(format_args!("{node}{}", if is_head { " (head)" } else { "" }));
    }
    if let Some(record) = history.part_way() {
        context.shell.say(&match obstacle {
            Some(obstacle) => again.with_paths(obstacle.diagnostic(&|command| again.command(command))),
            None => part_way(record, again),
        });
    }
    if !unmanaged.is_empty() {
        context.shell.say(&no_history(&database, unmanaged.len()));
    } else if !pending.is_empty() {
        let old_server = old_server(&database, &status);
        context.shell.say(&behind(&database, &status, &revisions, old_server.is_some()));
        if let Some(refused) = old_server.filter(|_| obstacle.is_none()) {
            context.shell.say(&refused);
        }
    }
    match problem {
        Ok(None) => Ok(Exit::Fine),
        Ok(Some(problem)) | Err(problem) => Err(Error::of_migration(&problem, again)),
    }
}

/// All of it for programs.
fn json(database: &Database, status: &Status) -> Current {
    let Status { current, pending, history, unmanaged, .. } = status;
    let ids = |nodes: &[Node]| nodes.iter().map(|node| node.id.clone()).collect::<Vec<_>>();
    Current {
        database: database.shown().to_owned(),
        current: ids(current),
        pending: ids(pending),
        history: history.exists,
        unmanaged_tables: unmanaged.clone(),
        part_way: history.part_way().map(PartWay::of),
    }
}

/// What is said of a database that lacks revisions.
fn behind(database: &Database, status: &Status, revisions: &Revisions, is_refused: bool) -> Diagnostic {
    let (again, head) = (database.again(), revisions.graph().head());
    // An upgrade goes to one head, not before a partially applied revision is finished, and on no server that is too old.
    let help = match (status.history.part_way(), &head) {
        _ if is_refused => None,
        (Some(record), _) => Some(Help::run(again.go_on(record), |command| {
            format!("first run `{command}`, which finishes `{}`", record.name())
        })),
        (None, Ok(_)) => Some(Help::run(again.command(["upgrade"]), |upgrade| format!("run `{upgrade}`"))),
        (None, Err(heads)) => heads.help(&|command| again.elsewhere(command)),
    };
    let message = format!("`{}` is {} behind", database.shown(), count(status.pending.len(), "revision"));
    let mut said = Diagnostic::warning(Code::Behind, message);
    said.causes.extend(head.err().map(|heads| heads.to_string()));
    Diagnostic { help, ..said }
}
