//! Applies revisions and takes them back: where the engine has transactional DDL, each with its record in one
//! transaction.

use super::execution::{Execution, Roles, RollbackGaps, ScriptTransaction};
use super::foreign_keys;
use super::goal::Goal;
use super::halt::Halt;
use super::history::{History, Table};
use super::lasting::marks_session;
use super::lock::{self, Held};
use super::mode::created_table;
use super::observer::tell;
use super::portion::portions;
use super::rebuild::Captured;
use super::revision::{Catalog, Item};
use super::settings::Settings;
use super::{Direction, Done, Error, ErrorKind, Event, FailedStatement, Left, Observer, Step, trace};
use crate::connect::{self, Session};
use crate::revision::Target;
use crate::schema::{Dialect, Engines};
use crate::script::{Rebuild, Script};
use std::collections::BTreeSet;
use std::time::Instant;

/// An upgrade or downgrade at work, on a session that has the lock.
pub(super) struct Runner<'a> {
    pub(super) session: &'a mut Session,
    pub(super) catalog: &'a Catalog<'a>,
    pub(super) table: Table,
    pub(super) history: History,
    /// The version of the database's contents when the history was read, where no lock keeps upgrades apart.
    seen: Option<i64>,
    goal: Goal,
    pub(super) observer: &'a mut dyn Observer,
    pub(super) settings: Settings,
    /// The lock.
    pub(super) held: Option<Held>,
    /// Where a rollback takes nothing back; `None` if that is to be asked.
    pub(super) rollback_gaps: Option<Box<dyn RollbackGaps>>,
}

/// The revision that a [`Runner`] is at.
pub(super) struct Task<'a> {
    pub(super) item: &'a Item<'a>,
    pub(super) script: Script,
    pub(super) step: Step<'a>,
    /// How the history is written, if the script may change the role.
    pub(super) roles: Option<&'static Roles>,
}

impl<'a> Runner<'a> {
    /// Reads the history; makes the table where it is not there and the database is empty.
    ///
    /// # Errors
    /// The database has tables and no history, or a history that is not that of the revisions at hand.
    pub(super) async fn new(
        session: &'a mut Session,
        catalog: &'a Catalog<'a>,
        settings: Settings,
        held: Option<Held>,
        observer: &'a mut dyn Observer,
    ) -> Result<Self, Error> {
        let table = Table::of(session, settings.history).await?;
        let mut runner = Self {
            session,
            catalog,
            table,
            history: History::default(),
            seen: None,
            goal: Goal { tips: Vec::new(), direction: Direction::Up },
            observer,
            settings,
            held,
            rollback_gaps: None,
        };
        if !runner.table.exists(runner.session).await? {
            runner.create_history().await?;
        }
        runner.read_history().await?;
        Ok(runner)
    }

    /// Makes the table in a database that has no others; in a transaction if that is the lock.
    async fn create_history(&mut self) -> Result<(), Error> {
        let Self { session, table, .. } = self;
        if !is_lock(table.dialect) {
            refuse_tables(session, table).await?;
            for statement in table.set_up() {
                session.execute(&statement).await?;
            }
            return Ok(());
        }
        session.begin().await.map_err(locked)?;
        let made = async {
            if !table.exists(session).await? {
                refuse_tables(session, table).await?;
                for statement in table.set_up() {
                    session.execute(&statement).await?;
                }
            }
            session.commit().await.map_err(Error::from)
        };
        let made = made.await;
        if made.is_err() {
            let _ = session.rollback().await;
        }
        made
    }

    async fn read_history(&mut self) -> Result<(), Error> {
        // Before the history: what is committed in between then counts as new.
        self.seen = self.version().await?;
        self.history = self.table.read(self.session).await?;
        self.history.admit(self.catalog, self.settings.ahead)
    }

    /// What tells whether another connection has written.
    async fn version(&mut self) -> Result<Option<i64>, connect::Error> {
        match self.execution().written() {
            Some(query) => Ok(self.session.value(query).await?.flatten()),
            None => Ok(None),
        }
    }

    pub(super) fn execution(&self) -> &'static dyn Execution {
        self.catalog.dialect.engine().execution()
    }

    /// Applies or takes back what is between the database and `target`.
    pub(super) async fn run(&mut self, target: &Target, direction: Direction) -> Result<Vec<Done>, Error> {
        self.goal = Goal::new(self.catalog, &self.history, target, direction)?;
        if direction == Direction::Up && self.history.records.is_empty() {
            let ids = self.goal.way(self.catalog, &self.history)?;
            refuse_made(self.session, &self.table, self.catalog, &ids).await?;
        }
        if self.settings.resume.is_some() && self.history.part_way().is_none() {
            return Err(Error::from(ErrorKind::NothingToResume));
        }
        let ids = self.goal.way(self.catalog, &self.history)?;
        self.catalog.refuse_older(&ids, direction, self.session.release())?;
        let mut done = Vec::new();
        let mut marked = false;
        'history: loop {
            let ids = self.goal.way(self.catalog, &self.history)?;
            let (before, of) = (done.len(), done.len() + ids.len());
            for (at, id) in ids.into_iter().enumerate() {
                if tell(self.observer, &Event::Checkpoint) {
                    return Err(Error::from(ErrorKind::Interrupted { part_way: None }));
                }
                if std::mem::take(&mut marked) && !is_lock(self.table.dialect) {
                    self.fresh_session().await?;
                    continue 'history;
                }
                let start = Instant::now();
                match self.one(&id, (before + at + 1, of)).await {
                    Ok(marks) => {
                        marked = marks;
                        let slug = self.catalog.item(&id)?.slug.to_owned();
                        done.push(Done { id, slug, direction, duration: start.elapsed() });
                    }
                    Err(Halt::Error(error)) => return Err(error),
                    Err(Halt::Raced) => {
                        self.read_history().await?;
                        continue 'history;
                    }
                }
            }
            return Ok(done);
        }
    }

    /// Goes on with a session that no script has set up, and with what the history says by then: the lock is given back
    /// for a moment, because a connection takes it along.
    async fn fresh_session(&mut self) -> Result<(), Error> {
        if let Err(holder) = lock::release(self.session, self.held.take()).await {
            tell(self.observer, &Event::LockLeft { holder: holder.as_ref() });
        }
        self.session.renew().await?;
        self.rollback_gaps = None;
        self.settings.set_up(self.session).await?;
        self.held = lock::take(self.session, &self.settings, self.observer).await?;
        self.settings.limit_statements(self.session).await?;
        self.read_history().await
    }

    /// Runs one revision. Gives whether the next could see in the session that this one ran.
    async fn one(&mut self, id: &str, (number, of): (usize, usize)) -> Result<bool, Halt> {
        let catalog = self.catalog;
        let direction = self.goal.direction;
        let item = catalog.item(id)?;
        let script = item.script(catalog.dialect, direction)?;
        let part_way = self.history.records.get(id).filter(|record| !record.is_applied());
        let transactional = script.directives.transaction
            && self.execution().transaction() != ScriptTransaction::None
            && part_way.is_none();
        let step = Step {
            id: item.id,
            slug: item.slug,
            direction,
            number,
            of,
            statements: script.statements.len(),
            resumed_after: part_way.map_or(0, |record| record.statements_done),
        };
        let marks = script.statements.iter().any(|statement| marks_session(catalog.dialect, statement));
        let roles = self.execution().roles(&script);
        let task = Task { item, script, step, roles };
        if !lock::is_held(self.session, self.held).await? {
            return Err(Error::from(ErrorKind::Pooler).into());
        }
        trace::in_span(&step, self.whole(&task, transactional, marks)).await?;
        Ok(marks)
    }

    /// Runs the script of a revision.
    async fn whole(&mut self, task: &Task<'_>, transactional: bool, marks: bool) -> Result<(), Halt> {
        tell(self.observer, &Event::RevisionStarted { step: task.step });
        let start = Instant::now();
        match (transactional, is_lock(self.catalog.dialect)) {
            (transactional, true) if marks => self.as_it_was(task, transactional).await?,
            (false, _) => self.stepwise(task).await?,
            (true, true) => self.locking(task).await?,
            (true, _) => self.batch(task).await?,
        }
        tell(self.observer, &Event::RevisionFinished { step: task.step, duration: start.elapsed() });
        Ok(())
    }

    /// Runs a revision and sets the connection, which is kept, back to what it was before.
    async fn as_it_was(&mut self, task: &Task<'_>, transactional: bool) -> Result<(), Halt> {
        let before = self.execution().kept(self.session).await?;
        let result = if transactional { self.locking(task).await } else { self.stepwise(task).await };
        let put_back = match before {
            Some(before) => before.put_back(self.session).await,
            None => Ok(()),
        };
        result?;
        Ok(put_back?)
    }

    /// The record of the revision, for the end of its transaction.
    fn record(&self, task: &Task<'_>, started: &str) -> String {
        match task.step.direction {
            Direction::Up => self.table.insert_applied(task.item, started),
            Direction::Down => self.table.delete(task.item.id),
        }
    }

    /// The transaction, its script and its record in one message.
    async fn batch(&mut self, task: &Task<'_>) -> Result<(), Halt> {
        let mut sql = String::from("BEGIN;\n");
        if let Some(roles) = task.roles {
            sql.push_str(roles.keep);
            sql.push_str(";\n");
        }
        // What runs before the script.
        let before = 1 + usize::from(task.roles.is_some());
        let mut ends = Vec::new();
        let mut length = sql.len();
        for statement in &task.script.statements {
            sql.push_str(&statement.text);
            sql.push_str(";\n");
            length += statement.text.chars().count() + 2;
            ends.push(length);
        }
        for step in task.roles.iter().flat_map(|roles| roles.own) {
            sql.push_str(step);
            sql.push_str(";\n");
        }
        sql.push_str(&self.record(task, self.table.records().begun()));
        sql.push_str(";\nCOMMIT");
        let Self { session, observer, .. } = self;
        let mut ran = 0_usize;
        let statements = task.script.statements.len();
        session.set_in_transaction(true);
        let result = session
            .run(&sql, &mut |_| {
                ran += 1;
                if let Some(done) = ran.checked_sub(before).filter(|done| (1..=statements).contains(done)) {
                    let sql = &task.script.statements[done - 1].text;
                    tell(*observer, &Event::StatementFinished { step: task.step, number: done, sql });
                }
            })
            .await;
        let Err(error) = result else {
            session.set_in_transaction(false);
            return Ok(());
        };
        // A syntax error stops the whole message before its first statement, so that counting would blame that one.
        let at = match error.position() {
            Some(position) => ends.iter().position(|end| position <= *end).unwrap_or(statements),
            None => ran.saturating_sub(before),
        };
        Err(self.rolled_back(task, at, error).await)
    }

    /// A transaction that may write, which is the lock: the history is looked at again in it.
    async fn locking(&mut self, task: &Task<'_>) -> Result<(), Halt> {
        let changes = self.session.changes();
        let result = self.locking_guarded(task).await;
        if result.is_err() && self.session.in_transaction() {
            let _ = self.session.rollback().await;
        }
        let restored = self.session.restore_to(changes).await;
        result?;
        Ok(restored?)
    }

    async fn locking_guarded(&mut self, task: &Task<'_>) -> Result<(), Halt> {
        let unchecked = self.execution().unchecked().filter(|_| task.script.directives.foreign_keys_off);
        if let Some(unchecked) = unchecked {
            unchecked.setting.make(self.session).await?;
        }
        self.session.begin().await.map_err(locked)?;
        let version = self.version().await?;
        let started = self.session.one(&format!("SELECT {}", self.table.now())).await?.unwrap_or_default();
        if version != self.seen {
            // Another connection wrote something. Most likely the application, but it may have been an upgrader.
            self.history = self.table.read(self.session).await?;
            self.seen = version;
            self.history.admit(self.catalog, self.settings.ahead)?;
            if self.goal.way(self.catalog, &self.history)?.first().map(String::as_str) != Some(task.item.id) {
                return Err(Halt::Raced);
            }
        }
        let record = self.record(task, &format!("'{started}'"));
        let before = match unchecked {
            Some(unchecked) => Some((unchecked, unchecked.violations(self.session).await)),
            None => None,
        };
        let rebuilds = self.catalog.dialect.engine().grammar().rebuilds(&task.script);
        if rebuilds.is_empty() && before.is_none() {
            self.statements(task, 0, task.script.statements.len(), Some(&record)).await?;
        } else {
            self.with_rebuilds(task, &rebuilds).await?;
            if let Some((unchecked, before)) = before {
                let after = unchecked.violations(self.session).await;
                foreign_keys::compare(task.item, task.step.direction, unchecked, &before, after)?;
            }
            self.session.execute(&record).await?;
        }
        match self.session.commit().await {
            Ok(()) => Ok(()),
            Err(error) => Err(self.rolled_back(task, task.script.statements.len(), error).await),
        }
    }

    /// The statements, with a stop before each drop and around each rename of a rebuild.
    async fn with_rebuilds(&mut self, task: &Task<'_>, rebuilds: &[Rebuild]) -> Result<(), Halt> {
        let Some(how) = self.execution().rebuilds() else {
            return self.statements(task, 0, task.script.statements.len(), None).await;
        };
        let mut captured: Vec<(usize, Captured)> = Vec::new();
        let mut from = 0;
        for at in 0..task.script.statements.len() {
            if let Some(rebuild) = rebuilds.iter().find(|rebuild| rebuild.drop == at) {
                self.statements(task, from, at, None).await?;
                from = at;
                how.refuse_loss(self.session, rebuild, &task.script, &task.item.name()).await?;
                captured.push((rebuild.rename, Captured::read(how, self.session, rebuild, &task.script).await?));
            } else if rebuilds.iter().any(|rebuild| rebuild.rename == at) {
                self.statements(task, from, at, None).await?;
                from = at + 1;
                let changes = self.session.changes();
                how.renaming().make(self.session).await?;
                self.statements(task, at, at + 1, None).await?;
                self.session.restore_to(changes).await?;
                for (_, captured) in captured.iter().filter(|(rename, _)| *rename == at) {
                    captured.restore(self.session, task.item, task.step.direction).await?;
                }
            }
        }
        self.statements(task, from, task.script.statements.len(), None).await?;
        for (_, captured) in &captured {
            captured.check(self.session, task.item, task.step.direction).await?;
        }
        Ok(())
    }

    /// Runs statements of the script, inside of the transaction, and then `last`.
    async fn statements(&mut self, task: &Task<'_>, from: usize, to: usize, last: Option<&str>) -> Result<(), Halt> {
        let Self { session, observer, .. } = self;
        let all = &task.script.statements;
        let own = portions(all, from..to).chain(last.map(|sql| (to..to, sql.to_owned())));
        let mut failed = None;
        for (range, sql) in own {
            let mut ran = range.start;
            let result = session
                .run(&sql, &mut |_| {
                    ran += 1;
                    if ran <= range.end {
                        let sql = &all[ran - 1].text;
                        tell(*observer, &Event::StatementFinished { step: task.step, number: ran, sql });
                    }
                })
                .await;
            if let Err(error) = result {
                failed = Some((ran, error));
                break;
            }
        }
        match failed {
            None => Ok(()),
            Some((at, error)) => Err(self.rolled_back(task, at, error).await),
        }
    }

    /// Rolls back after the statement at `at` failed, or, behind the last one, the commit.
    async fn rolled_back(&mut self, task: &Task<'_>, at: usize, error: connect::Error) -> Halt {
        let broken = error.kind() == connect::ErrorKind::Broken;
        if !broken && self.session.in_transaction() {
            let _ = self.session.rollback().await;
        }
        failure(task, at, error, if broken { Left::Unknown } else { Left::Nothing })
    }
}

/// Returns `true` if a transaction that may write is the lock of an upgrade.
fn is_lock(dialect: Dialect) -> bool {
    dialect.engine().execution().transaction() == ScriptTransaction::Lock
}

/// The error for a statement that failed.
pub(super) fn failure(task: &Task<'_>, at: usize, error: connect::Error, left: Left) -> Halt {
    Halt::Error(ErrorKind::Statement(Box::new(failed(task, at, error, left))).into())
}

/// What is told of a statement that failed.
pub(super) fn failed(task: &Task<'_>, at: usize, error: connect::Error, left: Left) -> FailedStatement {
    let statement = task.script.statements.get(at);
    FailedStatement {
        revision: task.item.name(),
        direction: task.step.direction,
        file: task.item.file(task.step.direction),
        statement: statement.map(|_| at + 1),
        of: task.script.statements.len(),
        line: statement.map_or(0, |statement| statement.line),
        sql: statement.map_or("COMMIT", |statement| &statement.text).to_owned(),
        error,
        left,
        lacking: None,
    }
}

/// Refuses a database that has tables and no history.
pub(super) async fn refuse_tables(session: &mut Session, table: &Table) -> Result<(), Error> {
    if let Some(found) = table.elsewhere(session).await? {
        return Err(Error::from(ErrorKind::OtherHistory { found, named: table.shown() }));
    }
    let (tables, _) = table.others(session).await?;
    if tables.is_empty() { Ok(()) } else { Err(Error::from(ErrorKind::Unmanaged { tables })) }
}

/// Refuses a database whose history says that nothing is applied, while a table is there that one of the revisions `ids`
/// makes: the history was emptied, or never told. Tables of others are none of its business.
pub(super) async fn refuse_made(
    session: &mut Session,
    table: &Table,
    catalog: &Catalog<'_>,
    ids: &[String],
) -> Result<(), Error> {
    let (mut tables, _) = table.others(session).await?;
    if tables.is_empty() {
        return Ok(());
    }
    let mut made = BTreeSet::new();
    for id in ids {
        let script = catalog.item(id)?.script(catalog.dialect, Direction::Up)?;
        let names = script.statements.iter().filter_map(|statement| created_table(catalog.dialect, statement));
        made.extend(names.map(|name| name.to_lowercase()));
    }
    tables.retain(|name| made.contains(&name.to_lowercase()));
    // Where there is no lock, another upgrader may have made them since the history was read.
    if tables.is_empty() || !table.read(session).await?.records.is_empty() {
        return Ok(());
    }
    Err(Error::from(ErrorKind::Unmanaged { tables }))
}

/// The error of a transaction that could not begin, which may say that another upgrader is at work.
pub(super) fn locked(error: connect::Error) -> Error {
    match error.kind() {
        connect::ErrorKind::Busy => ErrorKind::Busy(error).into(),
        _ => error.into(),
    }
}
