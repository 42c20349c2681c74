//! Upgrades and downgrades: what they would do, what they do, and what is said of it.

mod bodies;
mod interrupt;
mod losses;
mod null_keys;
mod watcher;

use std::collections::BTreeSet;
use std::time::{Duration, Instant};

use schema_core::diagnostic::{Code, Diagnostic};
use schema_core::diff::diff;
use schema_core::migrate::{self, Direction, Migrator, Plan, Report, Resume};
use schema_core::revision::{Node, Revisions, Target};
use schema_core::schema::Dialect;
use schema_core::script::{HazardLine, Script};

use crate::cli::apply::Options;
use crate::context::Context;
use crate::error::{Error, Result};
use crate::exit::Exit;
use crate::ops::apply::losses::losses;
use crate::ops::apply::watcher::Watcher;
use crate::output::diagnostics::of_hazard;
use crate::output::json::commands::Run;
use crate::output::prompt;
use crate::output::shell::{count, seconds};
use crate::project::Project;
use crate::project::database::Database;

/// What only one of the two directions has.
pub(crate) enum Way<'a> {
    /// Forward.
    Up {
        /// Make a database that is not there.
        create: bool,
    },
    /// Back.
    Down {
        /// Rows may be lost, without a question.
        yes: bool,
        /// The hazards that need no question.
        allow: &'a [Code],
    },
}

impl Way<'_> {
    fn direction(&self) -> Direction {
        match self {
            Self::Up { .. } => Direction::Up,
            Self::Down { .. } => Direction::Down,
        }
    }
}

/// Where to go on in a partially applied revision.
fn resume(options: &Options) -> Option<Resume> {
    options.resume_at.map(Resume::At).or(options.resume_after.map(Resume::After))
}

/// What would be run on a database.
async fn plan_on(
    migrator: &Migrator,
    database: &Database,
    (target, resume): (&Target, Option<Resume>),
    direction: Direction,
) -> Result<Plan, migrate::Error> {
    match direction {
        Direction::Up => migrator.upgrade(database.url()).to(target).resume(resume).plan().await,
        Direction::Down => migrator.downgrade(database.url(), target).resume(resume).plan().await,
    }
}

/// Runs, or says what would be run.
pub(crate) async fn run(context: &mut Context, target: &Target, options: &Options, way: Way<'_>) -> Result<Exit> {
    let direction = way.direction();
    let project = Project::find_or_at(&context.global, &options.folder)?;
    let revisions = project.revisions()?;
    let limits = project.settings(&context.global)?.limits()?;
    let migrator = limits.of(project.migrator(&revisions)?);
    project.require_migrations()?;
    if options.sql || options.dry_run {
        let plan = plan(context, &project, &revisions, &migrator, target, options, direction).await?;
        if direction == Direction::Down {
            warn_of_hazards(context, &revisions, &plan);
        }
        if let Ok(Some(database)) = Database::find_if_any(&context.global, &project)
            && options.dry_run
        {
            bodies::warn(&mut context.shell, &database, &revisions, &plan).await;
            null_keys::warn(&mut context.shell, &database, &revisions, &plan).await;
        }
        show(context, &plan, options.sql);
        return Ok(Exit::Fine);
    }
    let database = Database::find(&context.global, &project)?;
    context.uses(&database);
    database.require_lasting()?;
    let is_new = database.is_missing();
    match way {
        Way::Up { create } => {
            database.require_folder()?;
            if create && database.create().await? {
                context.shell.status("Created", format_args!("database {}", database.shown()));
            }
        }
        Way::Down { .. } => database.require()?,
    }
    if is_new || !matches!(target, Target::Steps(_)) {
        // A target that there is not is told before anything is made.
        let tips = target.resolve(revisions.graph(), &BTreeSet::new());
        tips.map_err(|error| Error::of_target(&error, project.again()))?;
    }
    let dialect = database.dialect(&project.dialects()?);
    if is_new {
        let refused = migrator.refuse_old_engine(dialect, target).await;
        refused.map_err(|error| database.migration_error(error))?;
    }
    let (revisions, migrator, database) = (&revisions, &migrator, &database);
    let resume = resume(options);
    let work = Work { project: &project, revisions, migrator, database, target, resume, way, is_new };
    let is_there = work.announce(context).await?;
    let start = Instant::now();
    let done = work.perform(context, dialect, is_there).await?;
    work.tell(context, &done, start.elapsed()).await;
    Ok(Exit::Fine)
}

/// A database, and where it is to go.
struct Work<'a> {
    project: &'a Project,
    revisions: &'a Revisions,
    migrator: &'a Migrator,
    database: &'a Database,
    target: &'a Target,
    /// Where to go on in a partially applied revision.
    resume: Option<Resume>,
    way: Way<'a>,
    /// It is not there yet.
    is_new: bool,
}

impl Work<'_> {
    /// Says what will be lost or fail, and asks where rows are. Gives whether the database is there already.
    async fn announce(&self, context: &mut Context) -> Result<bool> {
        let Self { revisions, migrator, database, target, way, is_new, .. } = self;
        if *is_new {
            return Ok(false);
        }
        let plan = match (plan_on(migrator, database, (target, self.resume), way.direction()).await, way) {
            (Ok(plan), _) => plan,
            // The upgrade itself waits for what is in its way, or says what is wrong.
            (Err(_), Way::Up { .. }) => return Ok(false),
            (Err(error), Way::Down { .. }) => self.reverts(error).await?,
        };
        if let Way::Down { yes, allow } = way {
            warn_of_hazards(context, revisions, &plan);
            let mut losses = if *yes { Vec::new() } else { losses(database, revisions, &plan).await? };
            losses.retain(|(code, _)| !allow.contains(code));
            if !losses.is_empty() {
                let codes: BTreeSet<&str> =
                    losses.iter().map(|(code, _)| code.name()).chain(allow.iter().map(|it| it.name())).collect();
                let codes: Vec<&str> = codes.into_iter().collect();
                let flags = format!("`--yes` or `--allow {}`", codes.join(","));
                let losses: Vec<String> = losses.into_iter().map(|(_, loss)| loss).collect();
                let question = format!(
                    "revert {} of {} and lose {}?",
                    count(plan.revisions.len(), "revision"),
                    database.shown(),
                    in_short(&losses)
                );
                prompt::confirm(&question, &flags, context.shell.is_interactive())?;
            }
        }
        bodies::warn(&mut context.shell, database, revisions, &plan).await;
        null_keys::warn(&mut context.shell, database, revisions, &plan).await;
        Ok(plan.revisions.is_empty() && plan.setup.is_empty())
    }

    /// What a downgrade reverts by the history alone, where the database does not let it be planned in every detail: an extension
    /// may be missing that a rebuild is tried with. Nobody can agree to a loss that is not known: without the history, `error` ends
    /// the command.
    async fn reverts(&self, error: migrate::Error) -> Result<Plan> {
        let Self { project, migrator, database, target, .. } = self;
        let status = match migrator.status(database.url()).await {
            Ok(status) if status.history.part_way().is_none() && status.obstacle.is_none() => status,
            _ => return Err(database.migration_error(error)),
        };
        let (dialect, applied) = (database.dialect(&project.dialects()?), status.history.applied());
        let applied: Vec<&str> = applied.into_iter().collect();
        let plan = migrator.plan_without_database(dialect, &applied, target, Direction::Down);
        plan.map_err(|_| database.migration_error(error))
    }

    /// Applies the revisions, or takes them back.
    async fn perform(&self, context: &mut Context, dialect: Dialect, is_there: bool) -> Result<Report> {
        let Self { revisions, migrator, database, target, resume, way, is_new, .. } = self;
        let mut watcher = Watcher::new(&mut context.shell, revisions, dialect, database.plain_url());
        let done = match way {
            // What another run has begun is in the history as such, or is not seen yet and still to be done.
            _ if is_there => Ok(Report::default()),
            Way::Up { .. } => migrator.upgrade(database.url()).to(*target).resume(*resume).observer(&mut watcher).await,
            Way::Down { .. } => {
                migrator.downgrade(database.url(), *target).resume(*resume).observer(&mut watcher).await
            }
        };
        if done.is_err() {
            watcher.interrupt.wait_if_leaving().await;
        }
        context.shell.end_progress();
        done.map_err(|error| {
            if *is_new {
                database.remove_empty();
            }
            database.migration_error(error)
        })
    }

    /// Says what was done.
    async fn tell(&self, context: &mut Context, done: &Report, time: Duration) {
        let Self { project, revisions, migrator, database, target, way, .. } = self;
        let name = database.shown();
        if context.json() {
            context.write_json(&Run::applied(done));
        }
        let (how_many, time) = (count(done.len(), "revision"), seconds(time));
        let shell = &mut context.shell;
        match (done.iter().last(), way) {
            (None, Way::Up { .. }) => {
                shell.status("Unchanged", format_args!("{name} is already at {target} or later"));
                if let Some(changes) = unrecorded(context, project, revisions) {
                    let revision = project.again().elsewhere(["revision"]);
                    context.shell.detail(format_args!(
                        "- the models have {changes} without a revision: to record them, run \
                            `{revision}`"
                    ));
                }
            }
            (None, Way::Down { .. }) => shell.status(
                "Unchanged",
                format_args!(
                    "{name} has nothing to revert after \
                {target}"
                ),
            ),
            (Some(last), Way::Up { .. }) => {
                shell.status("Upgraded", format_args!("{name} to {last} ({how_many} in {time})"));
            }
            (Some(_), Way::Down { .. }) => {
                let to = current(migrator, database).await.map(|at| format!(" to {at}")).unwrap_or_default();
                shell.status("Downgraded", format_args!("{name}{to} ({how_many} in {time})"));
            }
        }
    }
}

/// Where the database is now, as `current` says it; `None` where that cannot be read.
async fn current(migrator: &Migrator, database: &Database) -> Option<String> {
    let status = migrator.status(database.url()).await.ok()?;
    let names: Vec<String> = status.current.iter().map(Node::name).collect();
    Some(if names.is_empty() { "base".to_owned() } else { names.join(", ") })
}

/// How many changes of the models are in no revision; `None` if there are none, the models cannot be read, or nobody would see it.
fn unrecorded(context: &Context, project: &Project, revisions: &Revisions) -> Option<String> {
    if context.shell.is_quiet() || !project.has_models() {
        return None;
    }
    let (models, _) = project.models(&context.global).ok().filter(|(_, complete)| *complete)?;
    let changes = diff(&revisions.schema().ok()?, &models.schema, &models.answers()).changes;
    (!changes.is_empty()).then(|| count(changes.len(), "change"))
}

/// The first few of them, and how many more there are.
fn in_short(losses: &[String]) -> String {
    let (shown, more) = losses.split_at(losses.len().min(5));
    let more = if more.is_empty() { String::new() } else { format!(", and {} more", more.len()) };
    format!("{}{more}", shown.join(", "))
}

/// Says what is lost when revisions are taken back, as their scripts have it.
fn warn_of_hazards(context: &mut Context, revisions: &Revisions, plan: &Plan) {
    for planned in &plan.revisions {
        let file = revisions.get(&planned.id);
        let script = file.and_then(|file| file.script(plan.dialect));
        let does = |text: &str| Script::parse(plan.dialect, text).is_ok_and(|script| !script.statements.is_empty());
        let does_nothing = planned.resumed_after == 0 && planned.statements.is_empty();
        if does_nothing && script.is_some_and(|script| does(&script.up)) {
            let message = format!(
                "reverting `{}_{}` undoes nothing: `{}` has no statements",
                planned.id, planned.slug, planned.file
            );
            context.shell.say_loss(&Diagnostic::warning(Code::EmptyDownScript, message));
        }
        let down = script.and_then(|script| script.down.as_deref());
        for hazard in down.map(|down| hazards(plan.dialect, down)).unwrap_or_default() {
            let said = of_hazard(&hazard);
            let message = format!("reverting `{}_{}`: {}", planned.id, planned.slug, said.message);
            context.shell.say_loss(&Diagnostic { message, ..said });
        }
    }
}

/// The hazards that a script names. The migrator tells what keeps a script from being read.
pub(crate) fn hazards(dialect: Dialect, script: &str) -> Vec<HazardLine> {
    let script = Script::parse(dialect, script).unwrap_or_default();
    script.all_hazards().into_iter().cloned().collect()
}

/// What would be run: on the database, or without one from the base (back: from the head) or `--from` on.
async fn plan(
    context: &mut Context,
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
    database.iter().for_each(|database| context.uses(database));
    if options.dry_run && database.is_none() {
        Database::find(&context.global, project)?;
    }
    let dialect = match (&database, dialects.as_slice()) {
        (Some(database), dialects) => database.dialect(dialects),
        (None, [only]) => *only,
        (None, dialects) => return Err(several(dialects)),
    };
    if let Some(database) = database.filter(|database| options.from.is_none() && !database.is_missing()) {
        let plan = plan_on(migrator, &database, (target, resume(options)), direction).await;
        return plan.map_err(|error| database.migration_error(error));
    }
    let from = match (&options.from, direction) {
        (Some(from), _) => Target::parse(from),
        (None, Direction::Up) => Target::Base,
        (None, Direction::Down) => Target::Head,
    };
    let applied = from.resolve(revisions.graph(), &BTreeSet::new());
    let applied = applied.map_err(|error| Error::of_target(&error, project.again()))?;
    let plan = migrator.plan_without_database(dialect, &applied, target, direction);
    plan.map_err(|error| Error::of_migration(&error, project.again()))
}

fn several(dialects: &[Dialect]) -> Error {
    let names: Vec<&str> = dialects.iter().map(|dialect| dialect.name()).collect();
    Error::usage(Code::DialectNeeded, format!("cannot choose a dialect: the project supports {}", names.join(", ")))
        .hint("pass `--database-url <url>`")
}

fn show(context: &mut Context, plan: &Plan, sql: bool) {
    if context.json() {
        return context.write_json(&Run::planned(plan, sql));
    }
    if plan.revisions.is_empty() {
        return context.shell.status("Unchanged", "nothing to do");
    }
    if sql {
        return context.shell.verbatim(plan.to_string().trim_end());
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
                context.shell.lines(format_args!("{};", statement.trim_end()));
            }
        }
    }
}
