//! The database: tables that no revision made, other histories, what its user may do, and its clock.

use std::time::SystemTime;

use schema_core::diagnostic::{Code, Diagnostic, Help};
use schema_core::migrate::{self, Health, Status};
use schema_core::revision::Revisions;
use schema_core::schema::TableName;

use super::Finding;
use super::sources::Found;
use crate::cli::remedy;
use crate::error::{Error, Result};
use crate::ops::locate::{self, Known};
use crate::ops::made;
use crate::output::shell::count;
use crate::project::Project;
use crate::project::database::Database;

/// By how many seconds a server's clock may differ from ours before it is worth a word.
const CLOCK: i64 = 10;

/// What was seen of the database.
struct Seen {
    status: Status,
    /// Tables that no revision made.
    others: Vec<TableName>,
    /// How much is not as the revisions make it; none in a database without history.
    differences: usize,
    health: Health,
    /// Our clock when the server told its own.
    now: i64,
}

/// Looks into the database. What keeps it from being looked at is a finding, too.
pub(crate) async fn look(
    database: &Database,
    project: &Project,
    revisions: &Revisions,
    sources: &Found,
) -> Vec<Finding> {
    if database.is_missing() {
        let what = format!("database `{}` does not exist", database.shown());
        return vec![
            Finding::new(
                Code::NoDatabase,
                what,
                Help::run(database.again().command(["upgrade"]), |make| format!("create it with `{make}`")),
            )
            .note(),
        ];
    }
    match see(database, project, revisions).await {
        Ok(seen) => Look { database, project, revisions, sources, findings: Vec::new() }.all(&seen),
        Err(error) => vec![of_error(&error)],
    }
}

/// The finding for an error.
pub(crate) fn of_error(error: &Error) -> Finding {
    let Diagnostic { code, message, causes, help, .. } = error.diagnostic.clone();
    let help = help.unwrap_or_else(|| Help::new("check the URL, and whether the server runs"));
    let mut finding = Finding::new(code, message, help);
    finding.diagnostic.causes = causes;
    finding
}

async fn see(database: &Database, project: &Project, revisions: &Revisions) -> Result<Seen> {
    let migrator = project.migrator(revisions)?;
    let status = migrator.status(database.url()).await.map_err(|error| database.migration_error(error))?;
    let mut session = database.connect().await?;
    let before = seconds_now();
    let health = migrate::health(&mut session).await;
    let now = i64::midpoint(before, seconds_now());
    crate::project::database::end(session).await;
    let health = health.map_err(|error| database.migration_error(error))?;
    let known = Known::of(revisions);
    let mut found = locate::Found::read(database).await?;
    let tips = status.current.iter().map(|node| node.id.as_str());
    let expected = made::replay(revisions, tips, found.dialect()).unwrap_or_default();
    let others = found.others(&expected, &known, project.metadata()).into_iter().map(|table| table.name).collect();
    // Nobody has said yet what a database without history is to be.
    let differences = if status.history.exists { found.differences(&expected, &known).await?.len() } else { 0 };
    found.close().await;
    Ok(Seen { status, others, differences, health, now })
}

fn seconds_now() -> i64 {
    let now = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default();
    i64::try_from(now.as_secs()).unwrap_or(i64::MAX)
}

struct Look<'a> {
    database: &'a Database,
    project: &'a Project,
    revisions: &'a Revisions,
    sources: &'a Found,
    findings: Vec<Finding>,
}

impl Look<'_> {
    fn find(&mut self, code: Code, what: impl Into<String>, help: impl Into<Help>) {
        self.findings.push(Finding::new(code, what, help));
    }

    fn all(mut self, seen: &Seen) -> Vec<Finding> {
        self.history(&seen.status);
        // What half of a revision has left behind may hold the only copy of rows: nothing is to be dropped or declared.
        if seen.status.history.part_way().is_none() {
            self.tables(seen);
        }
        self.others(&seen.status);
        self.health(&seen.health, seen.now);
        self.findings
    }

    fn history(&mut self, status: &Status) {
        let shown = self.database.shown();
        let Ok(dialects) = self.project.dialects() else { return };
        let Ok(migrator) = self.project.migrator(self.revisions) else { return };
        match migrator.problem(self.database.dialect(&dialects), &status.history) {
            Ok(None) => {}
            Ok(Some(problem)) | Err(problem) => {
                let error = Error::of_migration(&problem, self.database.again());
                let see =
                    || Help::run(self.database.again().command(["history", "--applied"]), |see| format!("see `{see}`"));
                let help = error.diagnostic.help.clone().unwrap_or_else(see);
                self.find(error.diagnostic.code, format!("`{shown}`: {}", error.diagnostic.message), help);
            }
        }
        if status.history.part_way().is_none() && status.unmanaged.is_empty() {
            self.pending(status);
        }
        if let Some(record) = status.history.part_way() {
            let again = self.database.again();
            let told = status.obstacle.as_ref().map(|obstacle| remedy::diagnostic(obstacle, again));
            let (what, help) = told.map_or_else(
                || (format!("revision `{}` is partially applied", record.name()), None),
                |told| (told.message, told.help),
            );
            let go_on = || Help::run(again.go_on(record), |command| format!("to continue, run `{command}`"));
            let help = help.unwrap_or_else(go_on);
            self.find(Code::PartialRevision, format!("`{shown}`: {what}"), help);
        }
        if let Some(obstacle) = status.obstacle.as_ref().filter(|_| !status.history.exists) {
            let told = remedy::diagnostic(obstacle, self.database.again());
            let help = told.help.unwrap_or_else(|| Help::new("see what it has with `cargo schema status`"));
            self.find(told.code, format!("`{shown}`: {}", told.message), help);
        }
        if !status.unmanaged.is_empty() {
            let tables = count(status.unmanaged.len(), "table");
            self.find(
                Code::NoHistory,
                format!("`{shown}` has {tables} but no migration history"),
                Help::run(self.database.again().command(["stamp"]), |stamp| {
                    format!("create a first revision of these tables, then run `{stamp}`, which compares first")
                }),
            );
        }
    }

    /// The revisions that it lacks.
    fn pending(&mut self, status: &Status) {
        let (shown, again) = (self.database.shown(), self.database.again());
        if let Some(refused) = &status.old_server {
            // `upgrade` refuses it.
            let error = Error::of_migration(refused, again);
            let help = error.diagnostic.help.clone().unwrap_or_else(|| Help::new("upgrade the server"));
            self.find(error.diagnostic.code, format!("`{shown}`: {}", error.diagnostic.message), help);
        } else if !status.pending.is_empty() && status.history.exists {
            let what = format!("`{shown}` is {} behind", count(status.pending.len(), "revision"));
            let help =
                Help::run(again.command(["upgrade"]), |upgrade| format!("apply pending revisions with `{upgrade}`"));
            self.findings.push(Finding::new(Code::Behind, what, help).note());
        }
    }

    /// Tables that no revision made, and what differs in the others.
    fn tables(&mut self, seen: &Seen) {
        let revision = || self.project.again().elsewhere(["revision"]);
        for name in &seen.others {
            let what = format!("unmanaged table `{name}`");
            match self.sources.maker(&name.name) {
                Some(maker) => {
                    let place = format!("{}:{}", self.project.show(&maker.file).display(), maker.ddl.at.line);
                    let help = Help::run(revision(), |revision| {
                        format!(
                            "{place} creates it; declare it as a model, run `{revision}`, then delete that \
                            statement"
                        )
                    });
                    self.find(Code::UnknownTable, what, help);
                }
                None => self.find(
                    Code::UnknownTable,
                    what,
                    Help::run(revision(), |revision| {
                        format!(
                            "declare it as a model and run `{revision}`, drop it, or add it to `ignore-tables` in \
                             the metadata"
                        )
                    }),
                ),
            }
        }
        let differences = seen.differences;
        if differences > 0 {
            let what = format!(
                "`{}` does not match its revisions: {}",
                self.database.shown(),
                count(differences, "difference")
            );
            let check = self.database.again().command(["check", "--database"]);
            self.find(Code::Drift, what, Help::run(check, |check| format!("list them with `{check}`")));
        }
    }

    /// The histories of other tools.
    fn others(&mut self, status: &Status) {
        for table in &status.other_histories {
            let tool = schema_core::connect::history_of(table).unwrap_or("another tool");
            let what = format!("`{table}` is the history of {tool}");
            match self.sources.runner(tool) {
                Some(runner) => {
                    let place = format!("{}:{}", self.project.show(&runner.file).display(), runner.ddl.at.line);
                    let help = format!(
                        "{place} still runs its migrations: remove the call, because two migration runners must not \
                         change one schema"
                    );
                    self.find(Code::OtherHistory, what, help);
                }
                None => {
                    let help = "if that tool no longer runs on this database, the table is harmless";
                    self.findings.push(Finding::new(Code::OtherHistory, what, help).note());
                }
            }
        }
    }

    fn health(&mut self, health: &Health, now: i64) {
        for lack in &health.lacks {
            let what = format!("the user of `{}` cannot {lack}", self.database.shown());
            self.find(Code::Privileges, what, "grant the privilege, or upgrade as a user that has it");
        }
        if let Some(file) = self.database.read_only_file() {
            let what = format!("cannot write `{}`", file.display());
            self.find(Code::Privileges, what, "change the permissions of the file and its directory");
        }
        if let Some(difference) = health.clock.map(|clock| clock - now).filter(|it| it.abs() > CLOCK) {
            let (seconds, which) = (difference.abs(), if difference > 0 { "ahead of" } else { "behind" });
            self.find(
                Code::Clock,
                format!("the clock of `{}` is {seconds} s {which} this machine's", self.database.shown()),
                "revision ids are timestamps of the machine that creates them: synchronize both clocks",
            );
        }
    }
}
