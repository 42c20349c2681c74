//! An upgrade or downgrade as it is seen: lines, a bar, and Ctrl-C.

use std::ops::ControlFlow;
use std::time::Duration;

use schema_core::connect::DatabaseUrl;
use schema_core::diagnostic::{Code, Diagnostic};
use schema_core::migrate::{Direction, Event, Holder, Lasting, Observer, Step};
use schema_core::revision::Revisions;
use schema_core::schema::Dialect;

use super::hazards;
use super::interrupt::Interrupt;
use crate::output::diagnostics::of_hazard;
use crate::output::shell::{Shell, count, seconds};

/// Shows the migrator's work, and tells it when the user wants to stop.
pub(super) struct Watcher<'a> {
    shell: &'a mut Shell,
    revisions: &'a Revisions,
    dialect: Dialect,
    /// The database had rows that a revision can do harm to: it had tables before this run.
    had_tables: bool,
    pub(super) interrupt: Interrupt,
    told_waiting: bool,
    told_stopping: bool,
}

impl<'a> Watcher<'a> {
    pub(super) fn new(shell: &'a mut Shell, revisions: &'a Revisions, dialect: Dialect, url: &DatabaseUrl) -> Self {
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
        for hazard in up.map(|up| hazards(self.dialect, up)).unwrap_or_default() {
            let said = of_hazard(&hazard);
            let message = format!("`{step}`: {}", said.message);
            self.shell.say_loss(&Diagnostic { message, ..said });
        }
    }
}

impl Observer for Watcher<'_> {
    fn event(&mut self, event: &Event<'_>) -> ControlFlow<()> {
        match event {
            Event::Waiting { holder, .. } => self.waiting(*holder),
            Event::Connected { connection, .. } => self.interrupt.works_on(*connection),
            Event::LockLeft { holder, .. } => self.lock_left(*holder),
            Event::NotResumable { step, lacking, .. } => self.not_resumable(step, lacking),
            Event::RevisionStarted { step, .. } => self.revision_started(step),
            Event::StatementFinished { sql, .. } => self.statement_finished(sql),
            Event::RevisionFinished { step, duration, .. } => self.revision_finished(step, *duration),
            Event::Checkpoint if self.is_stopped() => return ControlFlow::Break(()),
            _ => {}
        }
        ControlFlow::Continue(())
    }
}

impl Watcher<'_> {
    fn waiting(&mut self, holder: Option<&Holder>) {
        if !std::mem::replace(&mut self.told_waiting, true) {
            let who = holder.map(|holder| format!(": {holder}")).unwrap_or_default();
            self.shell.status("Waiting", format_args!("for another upgrade of this database{who}"));
        }
    }

    fn lock_left(&mut self, holder: Option<&Holder>) {
        let who = holder.map(|holder| format!(" by {holder}")).unwrap_or_default();
        let message = format!("the lock of this upgrade could not be released and is still held{who}");
        let said = Diagnostic::warning(Code::Pooler, message)
            .cause("the database URL points to a pooler that changes connections between transactions")
            .help("use a URL that points to the server itself");
        self.shell.say(&said);
    }

    fn not_resumable(&mut self, step: &Step<'_>, lacking: &Lasting) {
        let message = format!(
            "`{step}` cannot be resumed between statements {} and {}: a new session would lack {lacking}",
            lacking.made_by, lacking.until
        );
        self.shell.say(&Diagnostic::warning(Code::NotResumable, message));
    }

    fn revision_started(&mut self, step: &Step<'_>) {
        if step.number == 1 {
            self.shell.start_progress(u64::try_from(step.of).unwrap_or(u64::MAX));
        }
        let verb = match step.direction {
            Direction::Up => "Applying",
            Direction::Down => "Reverting",
        };
        self.shell.progress(verb, &step.to_string());
        self.warn_of_hazards(step);
        if step.resumed_after > 0 {
            let text = format!("{step} after {}", count(step.resumed_after, "statement"));
            self.shell.verbose("Resuming", text);
        }
    }

    fn statement_finished(&mut self, statement: &str) {
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
        self.shell.status(verb, format_args!("{step} ({statements} in {})", seconds(duration)));
    }

    fn is_stopped(&mut self) -> bool {
        let stop = self.interrupt.requested();
        if stop && !std::mem::replace(&mut self.told_stopping, true) {
            let said = Diagnostic::warning(Code::Interrupted, "stopping after this statement");
            self.shell.say(&said.help("press Ctrl-C again to end it on the server"));
        }
        stop
    }
}
