//! Runs a script one statement after the other, each with its record, where no transaction can hold the whole of it:
//! on MySQL and MariaDB, whose DDL commits by itself, and in `no-transaction` scripts.
//!
//! A statement that can be in a transaction is in one together with its record: it ran if and only if it is recorded.
//! One that cannot is recorded as begun, then run, then recorded as done. A run that finds one begun and not done runs
//! it again; that it has been done then shows in the error (it exists already, it is gone already).

use super::apply::{Halt, Runner, Task, failure};
use super::mode::{Mode, concurrent_index, had_happened, mode};
use super::record::Progress;
use super::revision::prefix_checksums;
use super::{Direction, Error, Left};
use crate::connect;
use crate::schema::Dialect;

impl Runner<'_> {
    pub(super) async fn stepwise(&mut self, task: &Task<'_>) -> Result<(), Halt> {
        let sums = prefix_checksums(self.catalog.dialect, &task.script);
        let mut state = self.enter(task, &sums).await?;
        for at in 0..state.done {
            if self.mode(task, at) == Mode::Setting {
                let result = self.session.execute(&task.script.statements[at].text).await;
                result.map_err(|error| failure(task, at, error, Left::Statements(state.done)))?;
            }
        }
        while state.done < task.script.statements.len() {
            if self.observer.interrupted() {
                self.session.execute(&self.table.begun(task.item.id, None)).await?;
                return Err(Error::Interrupted { part_way: Some(task.item.name()) }.into());
            }
            match self.statement(task, &sums, &mut state).await {
                Ok(()) => {
                    let statement = &task.script.statements[state.done - 1];
                    self.observer.statement_done(&task.step, state.done, &statement.text);
                }
                Err(Failed::Statement(error)) => return Err(self.stopped(task, state.done, error).await),
                Err(Failed::Raced) => return Err(Halt::Raced),
            }
        }
        let end = match task.step.direction {
            Direction::Up => self.table.finish(task.item.id),
            Direction::Down => self.table.delete(task.item.id),
        };
        let result = self.session.execute(&end).await;
        result.map_err(|error| failure(task, state.done, error, Left::Statements(state.done)))?;
        Ok(())
    }

    /// Writes or reads the row of the revision.
    async fn enter(&mut self, task: &Task<'_>, sums: &[String]) -> Result<State, Halt> {
        let id = task.item.id;
        let total = task.script.statements.len();
        let record = self.history.records.get(id).filter(|record| !record.is_applied());
        let Some(record) = record else {
            let sql = match task.step.direction {
                Direction::Up => self.table.insert_begun(task.item, &sums[0]),
                Direction::Down => self.table.begin_down(id, total, &sums[0]),
            };
            return match self.session.execute(&sql).await {
                Ok(1) => Ok(State { done: 0, begun: None, resumed: None }),
                Ok(_) => Err(Halt::Raced),
                // The row is there already: another upgrader was faster, on SQLite, where nothing else holds it back.
                Err(_) if self.table.read(self.session).await?.records.contains_key(id) => Err(Halt::Raced),
                Err(error) => Err(error.into()),
            };
        };
        // What ran must be what the script says, or there is no telling where to go on.
        let done = record.statements_done;
        if sums.get(done) != Some(&record.done_checksum) {
            return Err(Error::EditedPartWay { revision: task.item.name(), done }.into());
        }
        let state = State { done, begun: record.statement_begun, resumed: Some(done) };
        let checksum = (task.step.direction == Direction::Up).then_some(task.item.checksum.as_str());
        self.session.execute(&self.table.resume(id, checksum, total)).await?;
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
        // Where the next one runs alone too, its beginning is recorded with the end of this one.
        let next = (at + 1 < task.script.statements.len() && self.mode(task, at + 1) == Mode::Alone).then_some(at + 2);
        match self.mode(task, at) {
            Mode::Together => {
                self.session.begin().await?;
                // The record first, so that an upgrader who comes second on SQLite does not run the statement.
                let recorded = self.recorded(task, done, next).await;
                if matches!(recorded, Err(Failed::Raced)) {
                    self.session.rollback().await?;
                }
                recorded?;
                self.session.execute(&statement.text).await?;
                self.session.commit().await?;
            }
            Mode::Alone => {
                let ambiguous = state.resumed == Some(at) && state.begun == Some(at + 1);
                if state.begun != Some(at + 1) {
                    self.session.execute(&self.table.begun(task.item.id, Some(at + 1))).await?;
                }
                if state.resumed == Some(at) {
                    self.drop_invalid_index(statement).await?;
                }
                match self.session.execute(&statement.text).await {
                    Err(error) if ambiguous && had_happened(self.catalog.dialect, statement, &error) => {}
                    result => {
                        result?;
                    }
                }
                self.recorded(task, done, next).await?;
            }
            Mode::Setting => {
                self.session.execute(&statement.text).await?;
                self.recorded(task, done, next).await?;
            }
        }
        state.done = at + 1;
        state.begun = next;
        Ok(())
    }

    async fn recorded(&mut self, task: &Task<'_>, done: Progress<'_>, next: Option<usize>) -> Result<(), Failed> {
        let sql = self.table.progress(task.item.id, done, next);
        if self.session.execute(&sql).await? == 1 { Ok(()) } else { Err(Failed::Raced) }
    }

    /// PostgreSQL: a `CREATE INDEX CONCURRENTLY` that failed or was killed leaves an index that no query uses and
    /// every write pays for. It is dropped before the index is built again.
    async fn drop_invalid_index(&mut self, statement: &crate::script::Statement) -> Result<(), connect::Error> {
        let postgres = self.catalog.dialect == Dialect::Postgres;
        let Some((name, table)) = concurrent_index(statement).filter(|_| postgres) else { return Ok(()) };
        let sql = format!(
            "SELECT pg_catalog.quote_ident(n.nspname) || '.' || pg_catalog.quote_ident(c.relname) \
             FROM pg_catalog.pg_index i JOIN pg_catalog.pg_class c ON c.oid = i.indexrelid \
             JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace WHERE NOT i.indisvalid \
             AND i.indrelid = pg_catalog.to_regclass({}) AND c.relname = {}",
            self.table.text(&table),
            self.table.text(&name)
        );
        for row in self.session.rows(&sql).await? {
            self.session.execute(&format!("DROP INDEX CONCURRENTLY {}", row.text(0))).await?;
        }
        Ok(())
    }

    /// Records that the statement behind the first `done` ones failed.
    async fn stopped(&mut self, task: &Task<'_>, done: usize, error: connect::Error) -> Halt {
        if error.kind() == connect::ErrorKind::Broken {
            return failure(task, done, error, Left::Unknown);
        }
        if self.session.in_transaction() {
            let _ = self.session.rollback().await;
        }
        // Where this does not succeed, the row still says how far it came.
        let _ = self.session.execute(&self.table.failed(task.item.id, &error.to_string())).await;
        failure(task, done, error, Left::Statements(done))
    }
}

/// How far a script has come.
struct State {
    done: usize,
    begun: Option<usize>,
    /// Where an earlier run had stopped.
    resumed: Option<usize>,
}

enum Failed {
    Statement(connect::Error),
    Raced,
}

impl From<connect::Error> for Failed {
    fn from(error: connect::Error) -> Self {
        Self::Statement(error)
    }
}
