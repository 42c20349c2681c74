//! Upgrades and downgrades as they are seen: lines, a bar, and Ctrl-C.

mod bodies;
mod interrupt;
mod losses;
mod null_keys;

use std::time::{Duration, Instant};

use schema_core::connect::DatabaseUrl;
use schema_core::diff::diff;
use schema_core::migrate::{Direction, Done, Holder, Lasting, Migrator, Observer, Plan, Resume, Step};
use schema_core::revision::{Node, Revisions, Target};
use schema_core::schema::Dialect;
use schema_core::script::{HazardLine, Script};
use serde_json::{Value, json};

use crate::cli::Folder;
use crate::commands::Context;
use crate::error::{Error, Result};
use crate::exit::Exit;
use crate::ops::apply::interrupt::Interrupt;
use crate::ops::apply::losses::losses;
use crate::output::prompt;
use crate::output::shell::{Shell, count, seconds};
use crate::project::Project;
use crate::project::database::Database;

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
    /// Resume a half-applied revision at this statement: it did not run, or is to run again
    #[arg(long, value_name = "NUMBER", conflicts_with = "resume_after")]
    resume_at: Option<usize>,
    /// Resume a half-applied revision after this statement: count it as done
    #[arg(long, value_name = "NUMBER")]
    resume_after: Option<usize>,
    /// Seconds to wait for a lock, 0 for ever [default: 10 for one on a table, 60 for another upgrade]
    #[arg(long, value_name = "SECONDS")]
    lock_timeout: Option<u64>,
    #[command(flatten)]
    pub(crate) folder: Folder,
}

/// What only one of the two directions has.
pub(crate) enum Way {
    /// Forward.
    Up {
        /// Make a database that is not there.
        create: bool,
    },
    /// Back.
    Down {
        /// Rows may be lost, without a question.
        yes: bool,
    },
}

impl Way {
    fn direction(&self) -> Direction {
        match self {
            Self::Up { .. } => Direction::Up,
            Self::Down { .. } => Direction::Down,
        }
    }
}

impl Options {
    /// The migrator as the options have it.
    fn apply(&self, mut migrator: Migrator) -> Migrator {
        let resume = self.resume_at.map(Resume::At).or(self.resume_after.map(Resume::After));
        if let Some(resume) = resume {
            migrator = migrator.resume(resume);
        }
        match self.lock_timeout {
            None => migrator,
            Some(0) => migrator.lock_timeout(FOR_EVER).table_lock_timeout(Duration::ZERO),
            Some(seconds) => {
                let time = Duration::from_secs(seconds).min(FOR_EVER);
                migrator.lock_timeout(time).table_lock_timeout(time)
            }
        }
    }
}

/// As long as every engine can count: three weeks.
const FOR_EVER: Duration = Duration::from_secs(1_814_400);

/// Runs, or says what would be run.
pub(crate) async fn run(context: &mut Context, target: &Target, options: &Options, way: Way) -> Result<Exit> {
    let direction = way.direction();
    let project = Project::find_or_at(&context.global, &options.folder)?;
    let revisions = project.revisions()?;
    let migrator = options.apply(project.migrator(&revisions)?);
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
        let tips = target.resolve(revisions.graph(), &std::collections::BTreeSet::new());
        tips.map_err(|error| Error::of_target(&error, project.again()))?;
    }
    let mut is_there = false;
    // What keeps the way from being planned is told when it is gone.
    if !is_new && let Ok(plan) = migrator.plan(database.url(), target, direction).await {
        is_there = plan.revisions.is_empty() && plan.setup.is_empty();
        if let Way::Down { yes } = way {
            warn_of_hazards(context, &revisions, &plan);
            let losses = if yes { Vec::new() } else { losses(&database, &revisions, &plan).await? };
            if !losses.is_empty() {
                let question = format!(
                    "revert {} of {} and lose {}?",
                    count(plan.revisions.len(), "revision"),
                    database.shown(),
                    in_short(&losses)
                );
                prompt::confirm(&question, "--yes", context.shell.is_interactive())?;
            }
        }
        bodies::warn(&mut context.shell, &database, &revisions, &plan).await;
        null_keys::warn(&mut context.shell, &database, &revisions, &plan).await;
    }
    let start = Instant::now();
    let dialect = database.dialect(project.dialects()?);
    let mut watcher = Watcher::new(&mut context.shell, &revisions, dialect, database.plain_url());
    let done = match direction {
        // What another run has begun is in the history as such, or is not seen yet and still to be done.
        _ if is_there => Ok(Vec::new()),
        Direction::Up => migrator.upgrade_to(database.url(), target, &mut watcher).await,
        Direction::Down => migrator.downgrade_to(database.url(), target, &mut watcher).await,
    };
    if done.is_err() {
        watcher.interrupt.wait_if_leaving().await;
    }
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
    let at = match direction {
        Direction::Up => None,
        Direction::Down => current(&migrator, &database).await,
    };
    match (done.last(), direction) {
        (None, Direction::Up) => {
            context.shell.status("Unchanged", format_args!("{name} has all revisions up to {target}"));
            if let Some(changes) = unrecorded(context, &project, &revisions) {
                let revision = project.again().elsewhere("revision");
                context
                    .shell
                    .detail(format_args!("- the models have {changes} in no revision: `{revision}` records them"));
            }
        }
        (None, Direction::Down) => {
            context.shell.status("Unchanged", format_args!("{name} has nothing beyond {target}"))
        }
        (Some(last), Direction::Up) => {
            context
                .shell
                .status("Upgraded", format_args!("{name} to {}_{} ({how_many} in {time})", last.id, last.slug));
        }
        (Some(_), Direction::Down) => {
            let to = at.map(|at| format!(" to {at}")).unwrap_or_default();
            context.shell.status("Downgraded", format_args!("{name}{to} ({how_many} in {time})"));
        }
    }
    Ok(Exit::Fine)
}

/// Where the database is now, as `current` says it; `None` where that cannot be read.
async fn current(migrator: &Migrator, database: &Database) -> Option<String> {
    let status = migrator.status(database.url()).await.ok()?;
    let names: Vec<String> = status.current.iter().map(Node::name).collect();
    Some(if names.is_empty() { "base".to_owned() } else { names.join(", ") })
}

/// How many changes of the models are in no revision; `None` if there are none, or the models cannot be read.
fn unrecorded(context: &Context, project: &Project, revisions: &Revisions) -> Option<String> {
    if !project.has_models() {
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
            context.shell.warn_of_loss(format_args!(
                "taking back `{}_{}`: what its statements did stays, because `{}` has none",
                planned.id, planned.slug, planned.file
            ));
        }
        let down = script.and_then(|script| script.down.as_deref());
        for HazardLine { message, .. } in down.map(|down| hazards(plan.dialect, down)).unwrap_or_default() {
            context.shell.warn_of_loss(format_args!("taking back `{}_{}`: {message}", planned.id, planned.slug));
        }
    }
}

/// The hazards that a script names. The migrator tells what keeps a script from being read.
fn hazards(dialect: Dialect, script: &str) -> Vec<HazardLine> {
    let script = Script::parse(dialect, script).unwrap_or_default();
    script.all_hazards().into_iter().cloned().collect()
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
    let applied = from.resolve(revisions.graph(), &std::collections::BTreeSet::new());
    let applied = applied.map_err(|error| Error::of_target(&error, project.again()))?;
    let plan = migrator.plan_without_database(dialect, &applied, target, direction);
    plan.map_err(|error| Error::of_migration(&error, project.again()))
}

fn several(dialects: &[Dialect]) -> Error {
    let names: Vec<&str> = dialects.iter().map(|dialect| dialect.name()).collect();
    Error::usage(format!("for which database? There are scripts for {}", names.join(", ")))
        .hint("name it with `--database-url <url>`")
}

fn show(context: &mut Context, plan: &Plan, sql: bool) {
    if context.json() {
        let revision = |revision: &schema_core::migrate::PlannedRevision| {
            let whole: Vec<&String> = revision.sql.iter().map(|statement| &statement.text).collect();
            json!({
                "id": revision.id,
                "slug": revision.slug,
                "direction": revision.direction.name(),
                "fresh_session": revision.fresh_session,
                "statements": if sql { whole } else { revision.statements.iter().collect() },
            })
        };
        let revisions: Vec<Value> = plan.revisions.iter().map(revision).collect();
        let value =
            json!({ "dialect": plan.dialect, "session": plan.session, "setup": plan.setup, "revisions": revisions });
        return context.write_json(&value);
    }
    if plan.revisions.is_empty() {
        return context.shell.status("Unchanged", "there is nothing to run");
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

/// Shows the migrator's work, and tells it when the user wants to stop.
struct Watcher<'a> {
    shell: &'a mut Shell,
    revisions: &'a Revisions,
    dialect: Dialect,
    /// The database had rows that a revision can do harm to: it had tables before this run.
    had_tables: bool,
    interrupt: Interrupt,
    told_waiting: bool,
    told_stopping: bool,
}

impl<'a> Watcher<'a> {
    fn new(shell: &'a mut Shell, revisions: &'a Revisions, dialect: Dialect, url: &DatabaseUrl) -> Self {
        let interrupt = Interrupt::listen(url);
        Self { shell, revisions, dialect, had_tables: true, interrupt, told_waiting: false, told_stopping: false }
    }

    /// Says what a revision does to rows that were there before this run.
    fn warn_of_hazards(&mut self, step: &Step<'_>) {
        let Some(file) = self.revisions.get(step.id) else { return };
        if step.number == 1 {
            self.had_tables = !file.manifest.parents.is_empty();
        }
        // On the way back they were told before the question.
        if step.direction == Direction::Down || !self.had_tables {
            return;
        }
        let up = file.script(self.dialect).map(|script| script.up.as_str());
        for HazardLine { message, .. } in up.map(|up| hazards(self.dialect, up)).unwrap_or_default() {
            self.shell.warn_of_loss(format_args!("`{}_{}`: {message}", step.id, step.slug));
        }
    }
}

impl Observer for Watcher<'_> {
    fn waiting(&mut self, holder: Option<&Holder>) {
        if !std::mem::replace(&mut self.told_waiting, true) {
            let who = holder.map(|holder| format!(": {holder}")).unwrap_or_default();
            self.shell.status("Waiting", format_args!("for another upgrade of this database{who}"));
        }
    }

    fn connected(&mut self, connection: i64) {
        self.interrupt.works_on(connection);
    }

    fn lock_left(&mut self, holder: Option<&Holder>) {
        let who = holder.map(|holder| format!(" by {holder}")).unwrap_or_default();
        self.shell.warn(format_args!(
            "the lock of this upgrade could not be released and is still held{who}: the database URL leads to a pooler that \
             changes connections between transactions; give cargo-schema a URL that leads to the server itself"
        ));
    }

    fn not_resumable(&mut self, step: &Step<'_>, lacking: &Lasting) {
        self.shell.warn(format_args!(
            "`{}_{}` cannot be resumed between statements {} and {}: a new session would lack {lacking}",
            step.id, step.slug, lacking.made_by, lacking.until
        ));
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
        self.warn_of_hazards(step);
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
            self.shell.warn("stopping after this statement; press Ctrl-C again to end it on the server");
        }
        stop
    }
}
