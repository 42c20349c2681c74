//! Upgrades and downgrades as they are seen: lines, a bar, and Ctrl-C.

use std::time::{Duration, Instant};

use schema_core::dialect;
use schema_core::migrate::{Direction, Done, Holder, Migrator, Observer, Plan, Step};
use schema_core::revision::{Revisions, Target};
use schema_core::schema::Dialect;
use serde_json::{Value, json};

use crate::commands::Context;
use crate::database::Database;
use crate::error::{Error, Result};
use crate::exit::Exit;
use crate::interrupt::Interrupt;
use crate::project::Project;
use crate::shell::{Shell, count, seconds};

/// What `upgrade` and `downgrade` share.
#[derive(Debug, clap::Args)]
pub(crate) struct Options {
    /// Write the SQL to stdout, records in the history included, and run nothing; where a database is named and no
    /// `--from` is given, it is looked at to see where to begin
    #[arg(long)]
    pub(crate) sql: bool,
    /// Say what would be run, and run nothing
    #[arg(long, conflicts_with = "sql")]
    pub(crate) dry_run: bool,
    /// With `--sql`: the revision that the database is at, instead of looking there
    #[arg(long, value_name = "REVISION", requires = "sql")]
    pub(crate) from: Option<String>,
}

/// Runs, or says what would be run.
pub(crate) async fn run(
    context: &mut Context,
    target: &Target,
    options: &Options,
    direction: Direction,
) -> Result<Exit> {
    let project = Project::find(&context.global)?;
    let revisions = project.revisions()?;
    let migrator = project.migrator(&revisions)?;
    if options.sql || options.dry_run {
        let plan = plan(context, &project, &revisions, &migrator, target, options, direction).await?;
        if direction == Direction::Down {
            warn_of_hazards(context, &revisions, &plan);
        }
        show(context, &plan, options.sql);
        return Ok(Exit::Fine);
    }
    let database = Database::find(&context.global, &project)?;
    let is_new = database.is_missing();
    match direction {
        Direction::Up => database.require_folder()?,
        Direction::Down => database.require()?,
    }
    if is_new || !matches!(target, Target::Steps(_)) {
        // A target that there is not is told before anything is made.
        target.resolve(revisions.graph(), &std::collections::BTreeSet::new())?;
    }
    // What keeps the way from being planned is told when it is gone.
    if direction == Direction::Down
        && let Ok(plan) = migrator.plan(database.url(), target, direction).await
    {
        warn_of_hazards(context, &revisions, &plan);
    }
    let start = Instant::now();
    let mut watcher = Watcher::new(&mut context.shell);
    let done = match direction {
        Direction::Up => migrator.upgrade_to(database.url(), target, &mut watcher).await,
        Direction::Down => migrator.downgrade_to(database.url(), target, &mut watcher).await,
    };
    context.shell.end_progress();
    let done = done.map_err(|error| {
        if is_new {
            database.remove_empty();
        }
        database.migration_error(error)
    })?;
    if context.json() {
        let value =
            json!({ "database": database.shown(), "revisions": done.iter().map(done_json).collect::<Vec<_>>() });
        context.write_json(&value);
    }
    let time = seconds(start.elapsed());
    let how_many = count(done.len(), "revision");
    let name = database.shown();
    match (done.last(), direction) {
        (None, Direction::Up) => {
            context.shell.status("Unchanged", format_args!("{name} has all revisions up to {target}"))
        }
        (None, Direction::Down) => {
            context.shell.status("Unchanged", format_args!("{name} has nothing beyond {target}"))
        }
        (Some(last), Direction::Up) => {
            context
                .shell
                .status("Upgraded", format_args!("{name} to {}_{} ({how_many} in {time})", last.id, last.slug));
        }
        (Some(last), Direction::Down) => {
            let at = revisions.get(&last.id).map(|file| file.manifest.parents.clone()).unwrap_or_default();
            let at: Vec<String> = at.iter().filter_map(|id| revisions.get(id)).map(|file| file.name()).collect();
            let at = if at.is_empty() { "base".to_owned() } else { at.join(", ") };
            context.shell.status("Downgraded", format_args!("{name} to {at} ({how_many} in {time})"));
        }
    }
    Ok(Exit::Fine)
}

/// Says what is lost when revisions are taken back, as their scripts have it.
fn warn_of_hazards(context: &mut Context, revisions: &Revisions, plan: &Plan) {
    for planned in &plan.revisions {
        let file = revisions.get(&planned.id);
        let down = file.and_then(|file| file.script(plan.dialect)).and_then(|script| script.down.as_deref());
        for hazard in down.map(dialect::hazards).unwrap_or_default() {
            context.shell.warn(format_args!("taking back `{}_{}`: {hazard}", planned.id, planned.slug));
        }
    }
}

fn done_json(done: &Done) -> Value {
    json!({
        "id": done.id,
        "slug": done.slug,
        "direction": done.direction.name(),
        "duration_ms": u64::try_from(done.duration.as_millis()).unwrap_or(u64::MAX),
    })
}

/// What would be run: on the database, or without one from the base (back: from the head) or `--from` on.
async fn plan(
    context: &Context,
    project: &Project,
    revisions: &Revisions,
    migrator: &Migrator,
    target: &Target,
    options: &Options,
    direction: Direction,
) -> Result<Plan> {
    let dialects = project.dialects()?;
    // Without a look at the database only its kind matters, and that only if there are several.
    let database = match Database::find_if_any(&context.global, project) {
        Err(_) if options.sql && dialects.len() == 1 && options.from.is_some() => None,
        found => found?,
    };
    if options.dry_run && database.is_none() {
        Database::find(&context.global, project)?;
    }
    let dialect = match (&database, dialects) {
        (Some(database), _) => database.dialect(dialects),
        (None, [only]) => *only,
        (None, _) => return Err(several(dialects)),
    };
    if let Some(database) = database.filter(|database| options.from.is_none() && !database.is_missing()) {
        let plan = migrator.plan(database.url(), target, direction).await;
        return plan.map_err(|error| database.migration_error(error));
    }
    let from = match (&options.from, direction) {
        (Some(from), _) => Target::parse(from),
        (None, Direction::Up) => Target::Base,
        (None, Direction::Down) => Target::Head,
    };
    let applied = from.resolve(revisions.graph(), &std::collections::BTreeSet::new())?;
    let plan = migrator.plan_without_database(dialect, &applied, target, direction);
    plan.map_err(Error::from)
}

fn several(dialects: &[Dialect]) -> Error {
    let names: Vec<&str> = dialects.iter().map(|dialect| dialect.name()).collect();
    Error::usage(format!("for which database? There are scripts for {}", names.join(", ")))
        .hint("name it with `--database-url <url>`")
}

fn show(context: &mut Context, plan: &Plan, sql: bool) {
    if context.json() {
        let revision = |revision: &schema_core::migrate::PlannedRevision| {
            json!({
                "id": revision.id,
                "slug": revision.slug,
                "direction": revision.direction.name(),
                "statements": if sql { &revision.sql } else { &revision.statements },
            })
        };
        let revisions: Vec<Value> = plan.revisions.iter().map(revision).collect();
        let value = json!({ "dialect": plan.dialect, "setup": plan.setup, "revisions": revisions });
        return context.write_json(&value);
    }
    if plan.revisions.is_empty() {
        return context.shell.status("Unchanged", "there is nothing to run");
    }
    if sql {
        return context.shell.data(plan.to_string().trim_end());
    }
    for revision in &plan.revisions {
        let statements = count(revision.statements.len(), "statement");
        context.shell.data(format_args!(
            "{} {}_{} ({statements})",
            revision.direction.name(),
            revision.id,
            revision.slug
        ));
        if context.shell.is_verbose() {
            for statement in &revision.statements {
                context.shell.data(format_args!("{};", statement.trim_end()));
            }
        }
    }
}

/// Shows the migrator's work, and tells it when the user wants to stop.
struct Watcher<'a> {
    shell: &'a mut Shell,
    interrupt: Interrupt,
    told_waiting: bool,
    told_stopping: bool,
}

impl<'a> Watcher<'a> {
    fn new(shell: &'a mut Shell) -> Self {
        Self { shell, interrupt: Interrupt::listen(), told_waiting: false, told_stopping: false }
    }
}

impl Observer for Watcher<'_> {
    fn waiting(&mut self, holder: Option<&Holder>) {
        if !std::mem::replace(&mut self.told_waiting, true) {
            let who = holder.map(|holder| format!(": {holder}")).unwrap_or_default();
            self.shell.status("Waiting", format_args!("for another upgrade of this database{who}"));
        }
    }

    fn revision_started(&mut self, step: &Step<'_>) {
        if step.number == 1 {
            self.shell.start_progress(u64::try_from(step.of).unwrap_or(u64::MAX));
        }
        let verb = match step.direction {
            Direction::Up => "Applying",
            Direction::Down => "Reverting",
        };
        self.shell.progress(verb, &format!("{}_{}", step.id, step.slug));
        if step.resumed_after > 0 {
            let text = format!("{}_{} goes on after {}", step.id, step.slug, count(step.resumed_after, "statement"));
            self.shell.verbose("Resuming", text);
        }
    }

    fn statement_done(&mut self, _: &Step<'_>, _: usize, statement: &str) {
        if self.shell.is_verbose() {
            let mut lines = statement.trim().lines();
            self.shell.verbose("Ran", lines.next().unwrap_or_default());
            lines.for_each(|line| self.shell.detail(line));
        }
    }

    fn revision_finished(&mut self, step: &Step<'_>, duration: Duration) {
        self.shell.advance_progress();
        let verb = match step.direction {
            Direction::Up => "Applied",
            Direction::Down => "Reverted",
        };
        let statements = count(step.statements, "statement");
        self.shell.status(verb, format_args!("{}_{} ({statements} in {})", step.id, step.slug, seconds(duration)));
    }

    fn interrupted(&mut self) -> bool {
        let stop = self.interrupt.requested();
        if stop && !std::mem::replace(&mut self.told_stopping, true) {
            self.shell.warn("stopping after this statement; press Ctrl-C again to leave at once");
        }
        stop
    }
}
