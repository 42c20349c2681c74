//! Runs a script one statement after the other, each with its record, where no transaction can hold the whole of it:
//! on MySQL and MariaDB, whose DDL commits by itself, and in `no-transaction` scripts.
//!
//! A statement that can be in a transaction is in one together with its record: it ran if and only if it is recorded.
//! One that cannot is recorded as begun, with the state of what it changes, then run, then recorded as done. A run that
//! finds one begun and not done asks the catalog whether it has run, and stops where the catalog does not say.

use super::apply::{Runner, Task, failed, failure};
use super::effect::{Doubt, Effect, Verdict, effect};
use super::execution::Patience;
use super::halt::Halt;
use super::lasting::{Lasting, lacking, lasting, refuse_lacking};
use super::mode::{Mode, mode};
use super::observer::tell;
use super::record::{Begun, Progress};
use super::revision::{Item, prefix_checksums, refuse_edited};
use super::{Direction, Error, ErrorKind, Event, FailedStatement, InDoubt, Left, functions};
use crate::connect;
use crate::script::{Script, Statement, Words};

impl Runner<'_> {
    pub(super) async fn stepwise(&mut self, task: &Task<'_>) -> Result<(), Halt> {
        let sums = prefix_checksums(self.catalog.dialect, &task.script);
        let lasting = lasting(self.catalog.dialect, &task.script);
        self.keep_attributes(task, 0..task.script.statements.len()).await?;
        if let Some(roles) = task.roles {
            self.session.execute(roles.keep).await?;
        }
        let mut state = self.enter(task, &sums, &lasting).await?;
        if let Some(first) = lasting.first() {
            tell(self.observer, &Event::NotResumable { step: task.step, lacking: first });
        }
        for at in 0..state.done {
            if self.mode(task, at) == Mode::Setting {
                let result = self.setting(&task.script.statements[at]).await;
                result.map_err(|error| failure(task, at, error, Left::Statements(state.done)))?;
            }
        }
        while state.done < task.script.statements.len() {
            // Where a new session would lack something, the script is not left.
            if lacking(&lasting, state.done).is_none() && tell(self.observer, &Event::Checkpoint) {
                return Err(Error::from(ErrorKind::Interrupted { part_way: Some(task.item.name()) }).into());
            }
            // A column may have another name by now.
            self.keep_attributes(task, state.done..state.done + 1).await?;
            match self.statement(task, &sums, &mut state).await {
                Ok(()) => {
                    let statement = &task.script.statements[state.done - 1];
                    let (step, number) = (task.step, state.done);
                    tell(self.observer, &Event::StatementFinished { step, number, sql: &statement.text });
                }
                Err(Failed::Statement(error)) => {
                    return Err(self.stopped(task, &state, error, lacking(&lasting, state.done)).await);
                }
                Err(Failed::InDoubt(doubt)) => {
                    return Err(in_doubt(task.item, task.step.direction, &task.script, state.done, doubt).into());
                }
                Err(Failed::Raced) => return Err(Halt::Raced),
            }
        }
        let end = match task.step.direction {
            Direction::Up => self.table.finish(task.item.id),
            Direction::Down => self.table.delete(task.item.id),
        };
        let result = self.write(task, &end).await;
        result.map_err(|error| failure(task, state.done, error, Left::Statements(state.done)))?;
        Ok(())
    }

    /// Where the script stands by its record and by what was told. Writes nothing.
    fn standing(&self, task: &Task<'_>, sums: &[String], lasting: &[Lasting]) -> Result<State, Error> {
        let total = task.script.statements.len();
        let record = self.history.records.get(task.item.id);
        let Some(part_way) = record.filter(|record| !record.is_applied()) else {
            functions::refuse_overwritten(self.catalog.dialect, task.item, task.step.direction, &task.script, 0)?;
            return Ok(State::default());
        };
        let state = match self.settings.resume {
            Some(resume) => State { done: resume.done(task.item, total)?, resumed: true, ..State::default() },
            None => State {
                done: part_way.statements_done,
                begun: part_way.statement_begun.map(|number| Begun { number, before: part_way.state_before.clone() }),
                failed: part_way.error.is_some(),
                resumed: true,
            },
        };
        refuse_edited(task.item, sums, part_way, state.done)?;
        functions::refuse_overwritten(self.catalog.dialect, task.item, task.step.direction, &task.script, state.done)?;
        refuse_lacking(task.item, task.step.direction, lasting, state.done, total)?;
        Ok(state)
    }

    /// Writes or reads the row of the revision.
    async fn enter(&mut self, task: &Task<'_>, sums: &[String], lasting: &[Lasting]) -> Result<State, Halt> {
        let state = self.standing(task, sums, lasting)?;
        self.table.complete(self.session).await?;
        let id = task.item.id;
        let total = task.script.statements.len();
        let record = self.history.records.get(id);
        if !state.resumed {
            let sql = match task.step.direction {
                Direction::Up => self.table.insert_begun(task.item, &sums[0]),
                Direction::Down => self.table.begin_down(id, total, &sums[0]),
            };
            return match self.session.execute(&sql).await {
                Ok(1) => Ok(state),
                Ok(_) => Err(Halt::Raced),
                // Another upgrader was faster, on SQLite, where nothing else holds it back.
                Err(_) if self.table.read(self.session).await?.records.get(id) != record => Err(Halt::Raced),
                Err(error) => Err(error.into()),
            };
        }
        let checksum = (task.step.direction == Direction::Up).then_some(task.item.checksum.as_str());
        self.session.execute(&self.table.resume(id, checksum, total)).await?;
        if self.settings.resume.take().is_some() {
            let done = Progress { done: state.done, checksum: &sums[state.done] };
            self.session.execute(&self.table.jump(id, done)).await?;
        }
        Ok(state)
    }

    fn mode(&self, task: &Task<'_>, at: usize) -> Mode {
        mode(self.catalog.dialect, &task.script.statements[at])
    }

    /// Runs the next statement and its record.
    async fn statement(&mut self, task: &Task<'_>, sums: &[String], state: &mut State) -> Result<(), Failed> {
        let at = state.done;
        let statement = &task.script.statements[at];
        let done = Progress { done: at + 1, checksum: &sums[at + 1] };
        let mut mode = self.mode(task, at);
        if mode == Mode::Together && self.is_kept_by_rollback(statement).await? {
            mode = Mode::Alone;
        }
        match mode {
            Mode::Together => {
                self.session.begin().await?;
                // The record first, so that an upgrader who comes second on SQLite does not run the statement.
                let recorded = self.recorded(task, done).await;
                if matches!(recorded, Err(Failed::Raced)) {
                    self.session.rollback().await?;
                }
                recorded?;
                self.session.execute(&statement.text).await?;
                self.session.commit().await?;
            }
            Mode::Alone => {
                let effect = effect(self.catalog.dialect, statement);
                let verdict = match state.begun.as_ref().filter(|begun| begun.number == at + 1) {
                    None => Verdict::Before,
                    Some(begun) => effect.judge(self.session, begun.before.as_deref()).await?,
                };
                match verdict {
                    Verdict::Before => {
                        if state.resumed {
                            self.drop_leftovers(statement).await?;
                        }
                        let begun = Begun { number: at + 1, before: effect.state(self.session).await? };
                        self.write(task, &self.table.begun(task.item.id, &begun)).await?;
                        state.begun = Some(begun);
                        self.alone(statement).await?;
                    }
                    Verdict::After => {}
                    Verdict::Unknown(Doubt::Invisible) if state.failed => return Err(Failed::InDoubt(Doubt::Failed)),
                    Verdict::Unknown(doubt) => return Err(Failed::InDoubt(doubt)),
                }
                self.rollback_gaps = None;
                self.recorded(task, done).await?;
            }
            Mode::Setting => {
                self.setting(statement).await?;
                self.recorded(task, done).await?;
            }
        }
        *state = State { done: at + 1, ..State::default() };
        Ok(())
    }

    /// Runs a statement that sets up the connection. What is written is committed at once whatever it says.
    async fn setting(&mut self, statement: &Statement) -> Result<(), connect::Error> {
        self.session.execute(&statement.text).await?;
        // It may have changed the current database.
        self.rollback_gaps = None;
        if let Some(again) = self.execution().commit_each_again(statement) {
            self.session.execute(again).await?;
        }
        Ok(())
    }

    /// Runs a statement outside of a transaction. One that has nobody wait behind it may wait itself for whoever reads.
    async fn alone(&mut self, statement: &Statement) -> Result<(), connect::Error> {
        let words = Words::of(self.catalog.dialect, &statement.text, usize::MAX);
        let Some(Patience { read, lift, set }) = self.execution().patience(&words) else {
            return self.session.execute(&statement.text).await.map(|_| ());
        };
        let limit = self.session.one(read).await?.unwrap_or_default();
        self.session.execute(lift).await?;
        let result = self.session.execute(&statement.text).await;
        let restored = self.session.execute(&format!("{set}{}", self.table.text(&limit))).await;
        result?;
        restored.map(|_| ())
    }

    /// Returns `true` if a rollback may leave what the statement wrote.
    async fn is_kept_by_rollback(&mut self, statement: &Statement) -> Result<bool, connect::Error> {
        let Some(mut gaps) = self.rollback_gaps.take().or_else(|| self.execution().rollback_gaps()) else {
            return Ok(false);
        };
        let kept = gaps.is_written_by(self.session, statement).await?;
        self.rollback_gaps = Some(gaps);
        Ok(kept)
    }

    async fn recorded(&mut self, task: &Task<'_>, done: Progress<'_>) -> Result<(), Failed> {
        let sql = self.table.progress(task.item.id, done);
        if self.write(task, &sql).await? == 1 { Ok(()) } else { Err(Failed::Raced) }
    }

    /// Drops what the statement left when it failed or was stopped, before it runs again.
    async fn drop_leftovers(&mut self, statement: &Statement) -> Result<(), connect::Error> {
        let words = Words::of(self.catalog.dialect, &statement.text, 24);
        let Some(sql) = self.execution().leftovers(&words) else { return Ok(()) };
        for drop in self.session.values::<String>(&sql).await? {
            self.session.execute(&drop).await?;
        }
        Ok(())
    }

    /// Records that the statement behind those that are done failed.
    async fn stopped(
        &mut self,
        task: &Task<'_>,
        state: &State,
        error: connect::Error,
        lacking: Option<&Lasting>,
    ) -> Halt {
        let done = state.done;
        if error.kind() == connect::ErrorKind::Broken {
            return failure(task, done, error, Left::Unknown);
        }
        if self.session.in_transaction() {
            let _ = self.session.rollback().await;
        }
        let doubtful = self.is_doubtful(task, state).await;
        // Of a revision that failed in its first statement, there may be nothing: it is as if it had been rolled back.
        let record =
            if !self.execution().leaves_traces() && done == 0 && !doubtful && task.step.direction == Direction::Up {
                self.table.delete(task.item.id)
            } else {
                self.table.failed(task.item.id, &error.to_string(), doubtful)
            };
        // Where this does not succeed, the row still says how far it came.
        let _ = self.write(task, &record).await;
        let left = if doubtful { Left::InDoubt(done) } else { Left::Statements(done) };
        let failed = FailedStatement { lacking: lacking.cloned(), ..failed(task, done, error, left) };
        Halt::Error(ErrorKind::Statement(Box::new(failed)).into())
    }

    /// Returns `true` if a statement that failed may have done a part of its work all the same.
    async fn is_doubtful(&mut self, task: &Task<'_>, state: &State) -> bool {
        let Some(begun) = state.begun.as_ref().filter(|begun| begun.number == state.done + 1) else { return false };
        match effect(self.catalog.dialect, &task.script.statements[state.done]) {
            Effect::Repeatable => false,
            Effect::Opaque { partial } => partial,
            visible @ Effect::Visible(_) => {
                let verdict = visible.judge(self.session, begun.before.as_deref()).await;
                !matches!(verdict, Ok(Verdict::Before))
            }
        }
    }
}

/// The error for a statement of which it is not known whether it has run.
pub(super) fn in_doubt(item: &Item<'_>, direction: Direction, script: &Script, at: usize, doubt: Doubt) -> Error {
    let statement = &script.statements[at];
    let doubt = InDoubt {
        revision: item.name(),
        direction,
        file: item.file(direction),
        statement: at + 1,
        of: script.statements.len(),
        line: statement.line,
        sql: statement.text.clone(),
        doubt,
    };
    ErrorKind::InDoubt(Box::new(doubt)).into()
}

/// How far a script has come.
#[derive(Default)]
struct State {
    done: usize,
    /// The statement that was begun, by this run or the one before.
    begun: Option<Begun>,
    /// The run before saw it fail.
    failed: bool,
    /// A run before came to this statement.
    resumed: bool,
}

enum Failed {
    Statement(connect::Error),
    InDoubt(Doubt),
    Raced,
}

impl From<connect::Error> for Failed {
    fn from(error: connect::Error) -> Self {
        Self::Statement(error)
    }
}
