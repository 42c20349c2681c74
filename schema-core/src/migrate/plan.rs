//! What would be run, as text for people: for a look, or to run by hand.

use super::apply::{refuse_made, refuse_tables};
use super::attributes::keep_attributes;
use super::effect::{Verdict, effect};
use super::execution::{Execution, ScriptTransaction};
use super::functions::refuse_overwritten;
use super::goal::Goal;
use super::history::{History, Origin, Place, Record, Table};
use super::lasting::{lasting, marks_session, refuse_lacking};
use super::mode::{Mode, mode};
use super::rebuild::Rebuilds;
use super::record::Progress;
use super::revision::{Catalog, Item, prefix_checksums, refuse_edited};
use super::settings::{Resume, Settings};
use super::stepwise::in_doubt;
use super::{Direction, Error, ErrorKind};
use crate::connect::Session;
use crate::revision::Target;
use crate::schema::{Dialect, Engines};
use crate::script::{Directives, Script, Statement};
use std::fmt;

/// The revisions that would be run, in order. Its `Display` is SQL that does the same by hand, the records in
/// the history included.
///
/// ```no_run
/// # use schema_core::migrate::{Error, Migrator};
/// # static MIGRATOR: Migrator = Migrator::new(&[]);
/// # async fn start() -> Result<(), Error> {
/// let plan = MIGRATOR.upgrade("sqlite:shop.db").plan().await?;
/// for revision in &plan.revisions {
///     println!("{}_{}: {} statements", revision.id, revision.slug, revision.statements.len());
/// }
/// println!("{plan}");
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Plan {
    /// The dialect of the database.
    pub dialect: Dialect,
    /// What sets up a session for the revisions: the strict mode on MySQL and MariaDB, the search path on PostgreSQL unless it is
    /// `public` alone.
    pub session: Vec<String>,
    /// What comes before the first revision: making the history, where it is not there.
    pub setup: Vec<String>,
    /// The revisions.
    pub revisions: Vec<PlannedRevision>,
}

/// A revision that would be run.
///
/// ```
/// use schema_core::migrate::PlannedRevision;
///
/// fn is_begun(revision: &PlannedRevision) -> bool {
///     revision.resumed_after > 0
/// }
/// ```
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct PlannedRevision {
    /// Its id.
    pub id: String,
    /// The readable half of its name.
    pub slug: String,
    /// Up or down.
    pub direction: Direction,
    /// Whether it runs in a session of its own, because the one before it leaves something in its session.
    pub fresh_session: bool,
    /// Name of its script's file.
    pub file: String,
    /// The statements of its script that are still to run.
    pub statements: Vec<String>,
    /// How its script wants to be run.
    pub directives: Directives,
    /// How many of its statements have run before.
    pub resumed_after: usize,
    /// Those statements, with the comments above them and all that belongs to them: transaction, settings, and records.
    pub sql: Vec<Statement>,
}

impl Plan {
    pub(super) async fn read(
        session: &mut Session,
        catalog: &Catalog<'_>,
        settings: &Settings,
        target: &Target,
        direction: Direction,
    ) -> Result<Self, Error> {
        let resume = settings.resume;
        let table = Table::of(session, settings.history).await?;
        let mut history = table.read(session).await?;
        if !history.exists {
            refuse_tables(session, &table).await?;
        }
        history.admit(catalog, settings.ahead)?;
        if history.exists && history.records.is_empty() && direction == Direction::Up {
            let ids = Goal::new(catalog, &history, target, direction)?.way(catalog, &history)?;
            refuse_made(session, &table, catalog, &ids).await?;
        }
        if let Some(id) = history.part_way().map(|record| record.id.clone()) {
            settle(session, catalog, &mut history, &id, resume).await?;
        } else if resume.is_some() {
            return Err(Error::from(ErrorKind::NothingToResume));
        }
        let mut plan = Self::new(catalog, &history, &table, target, direction)?;
        let ids: Vec<String> = plan.revisions.iter().map(|revision| revision.id.clone()).collect();
        catalog.refuse_older(&ids, direction, session.release())?;
        if let Some(query) = catalog.dialect.engine().execution().search_path() {
            plan.session.extend(session.one(query).await?);
        }
        if let Some(next) = plan.revisions.first() {
            // What the others find in the database is known when those before them have run.
            let item = catalog.item(&next.id)?;
            let script = item.script(catalog.dialect, direction)?;
            let statements = next.resumed_after..script.statements.len();
            keep_attributes(session, (item, direction), &script, statements).await?;
        }
        if let Some(rebuilds) = catalog.dialect.engine().execution().rebuilds() {
            plan.add_attached(session, rebuilds).await?;
        }
        Ok(plan)
    }

    pub(super) fn without_database(
        catalog: &Catalog<'_>,
        place: Place,
        applied: &[&str],
        (target, direction): (&Target, Direction),
    ) -> Result<Self, Error> {
        let mut history = History { exists: !applied.is_empty(), ..History::default() };
        for id in catalog.graph.closure(applied.iter().copied()) {
            history.records.insert(id.to_owned(), applied_record(catalog.item(id)?));
        }
        Self::new(catalog, &history, &Table::unnamed(catalog.dialect, place), target, direction)
    }

    fn new(
        catalog: &Catalog<'_>,
        history: &History,
        table: &Table,
        target: &Target,
        direction: Direction,
    ) -> Result<Self, Error> {
        let goal = Goal::new(catalog, history, target, direction)?;
        let mut revisions = Vec::new();
        let mut marked = false;
        for id in goal.way(catalog, history)? {
            let item = catalog.item(&id)?;
            let script = item.script(catalog.dialect, direction)?;
            let record = history.records.get(&id).filter(|record| !record.is_applied());
            let planned = revision(table, item, direction, &script, record)?;
            revisions.push(PlannedRevision { fresh_session: marked, ..planned });
            marked = script.statements.iter().any(|statement| marks_session(catalog.dialect, statement));
        }
        let setup = if history.exists { Vec::new() } else { table.set_up() };
        Ok(Self {
            dialect: catalog.dialect,
            session: catalog.dialect.engine().execution().set_up_by_hand(),
            setup,
            revisions,
        })
    }

    /// What is attached to a table that is rebuilt is made again right after its rename. What that will be is
    /// seen on a copy of the database without its rows, on which the revisions run: by then the table may have another
    /// name, its triggers and indexes other texts, and some of them may come from a revision before.
    async fn add_attached(&mut self, session: &mut Session, how: &dyn Rebuilds) -> Result<(), Error> {
        let grammar = self.dialect.engine().grammar();
        let script = |revision: &PlannedRevision| Script {
            directives: revision.directives.clone(),
            statements: revision.statements.iter().map(Statement::new).collect(),
            ..Script::default()
        };
        let scripts: Vec<Script> = self.revisions.iter().map(script).collect();
        if scripts.iter().all(|script| grammar.rebuilds(script).is_empty()) {
            return Ok(());
        }
        let mut copy = how.empty_copy(session).await?;
        for (revision, script) in self.revisions.iter_mut().zip(&scripts) {
            let rebuilds = grammar.rebuilds(script);
            let mut attached = Vec::new();
            for (at, statement) in script.statements.iter().enumerate() {
                if let Some(rebuild) = rebuilds.iter().find(|rebuild| rebuild.drop == at) {
                    let name = format!("{}_{}", revision.id, revision.slug);
                    how.refuse_loss(&mut copy, rebuild, script, &name).await?;
                    attached.push((rebuild.rename, how.attached(&mut copy, rebuild, script).await?));
                }
                how.rehearse(&mut copy, &statement.text, rebuilds.iter().any(|it| it.rename == at)).await?;
                for (_, objects) in attached.iter().filter(|(rename, _)| *rename == at) {
                    for object in objects {
                        how.rehearse(&mut copy, &object.sql, false).await?;
                    }
                    if let Some(at) = revision.sql.iter().position(|sql| sql.text == statement.text) {
                        let objects = objects.iter().map(|object| Statement::new(object.sql.clone()));
                        revision.sql.splice(at + 2..at + 2, objects);
                    }
                }
            }
        }
        copy.close().await?;
        Ok(())
    }
}

/// Refuses a half-applied revision with which a run cannot go on.
pub(super) async fn refuse_resuming(
    session: &mut Session,
    catalog: &Catalog<'_>,
    history: &History,
) -> Result<(), Error> {
    let Some(id) = history.part_way().map(|record| record.id.clone()) else { return Ok(()) };
    settle(session, catalog, &mut history.clone(), &id, None).await
}

/// Finds out how far a half-applied revision has come, as a run would, and has the history say that.
async fn settle(
    session: &mut Session,
    catalog: &Catalog<'_>,
    history: &mut History,
    id: &str,
    resume: Option<Resume>,
) -> Result<(), Error> {
    let (Some(record), Some(item)) = (history.records.get_mut(id), catalog.get(id)) else { return Ok(()) };
    let direction = record.direction();
    let script = item.script(catalog.dialect, direction)?;
    let sums = prefix_checksums(catalog.dialect, &script);
    let done = match resume {
        Some(resume) => resume.done(item, script.statements.len())?,
        None => record.statements_done,
    };
    refuse_edited(item, &sums, record, done)?;
    if resume.is_some() {
        record.statements_done = done;
    } else if let Some(at) =
        record.statement_begun.filter(|number| *number == record.statements_done + 1).map(|number| number - 1)
        && let Some(statement) = script.statements.get(at)
    {
        match effect(catalog.dialect, statement).judge(session, record.state_before.as_deref()).await? {
            Verdict::Before => {}
            Verdict::After => record.statements_done += 1,
            Verdict::Unknown(doubt) => return Err(in_doubt(item, direction, &script, at, doubt)),
        }
    }
    let (lasting, done) = (lasting(catalog.dialect, &script), record.statements_done);
    refuse_lacking(item, direction, &lasting, done, script.statements.len())?;
    record.done_checksum.clone_from(&sums[record.statements_done]);
    Ok(())
}

fn applied_record(item: &Item<'_>) -> Record {
    let total = item.up.statements.len();
    Record {
        id: item.id.to_owned(),
        slug: item.slug.to_owned(),
        origin: Origin::Up,
        checksum: item.checksum.clone(),
        statements_done: total,
        statements_total: total,
        statement_begun: None,
        done_checksum: item.checksum.clone(),
        started_at: String::new(),
        finished_at: Some(String::new()),
        duration_ms: None,
        tool_version: String::new(),
        error: None,
        state_before: None,
    }
}

fn revision(
    table: &Table,
    item: &Item<'_>,
    direction: Direction,
    script: &Script,
    record: Option<&Record>,
) -> Result<PlannedRevision, Error> {
    let done = record.map_or(0, |record| record.statements_done);
    let how = table.dialect.engine().execution().transaction();
    let transactional = script.directives.transaction && how != ScriptTransaction::None && record.is_none();
    let sql = if transactional {
        together(table, item, direction, script)
    } else {
        let sums = prefix_checksums(table.dialect, script);
        if let Some(record) = record {
            refuse_edited(item, &sums, record, done)?;
        }
        refuse_overwritten(table.dialect, item, direction, script, done)?;
        one_by_one(table, item, direction, script, record, &sums)
    };
    Ok(PlannedRevision {
        id: item.id.to_owned(),
        slug: item.slug.to_owned(),
        direction,
        fresh_session: false,
        file: item.file(direction),
        statements: script.statements.iter().skip(done).map(|statement| statement.text.clone()).collect(),
        directives: script.directives.clone(),
        resumed_after: done,
        sql,
    })
}

fn together(table: &Table, item: &Item<'_>, direction: Direction, script: &Script) -> Vec<Statement> {
    let execution = table.dialect.engine().execution();
    let unchecked = execution.unchecked().filter(|_| script.directives.foreign_keys_off);
    let mut sql = Vec::new();
    sql.extend(unchecked.map(|it| Statement::new(it.setting.set)));
    sql.push(Statement::new(table.dialect.engine().connector().begin()));
    let roles = execution.roles(script);
    sql.extend(roles.map(|roles| Statement::new(roles.keep)));
    sql.extend(with_settings(table.dialect, execution, script));
    sql.extend(unchecked.map(|it| Statement::new(it.check)));
    sql.extend(roles.iter().flat_map(|roles| roles.own).map(|step| Statement::new(*step)));
    sql.push(Statement::new(match direction {
        // A script of a shell keeps no time that it could be compared with.
        Direction::Up if execution.transaction() == ScriptTransaction::Lock => table.insert_unmeasured(item),
        Direction::Up => table.insert_applied(item, table.records().begun()),
        Direction::Down => table.delete(item.id),
    }));
    sql.push(Statement::new("COMMIT"));
    sql.extend(unchecked.map(|it| Statement::new(it.setting.unset)));
    sql
}

/// The statements of a script, with the setting around each rename at the end of a rebuild.
fn with_settings(dialect: Dialect, execution: &dyn Execution, script: &Script) -> Vec<Statement> {
    let Some(how) = execution.rebuilds() else { return script.statements.clone() };
    let rebuilds = dialect.engine().grammar().rebuilds(script);
    let mut sql = Vec::new();
    for (at, statement) in script.statements.iter().enumerate() {
        let is_rename = rebuilds.iter().any(|it| it.rename == at) && !how.is_set_around(script, at);
        sql.extend(is_rename.then(|| Statement::new(how.renaming().set)));
        sql.push(statement.clone());
        sql.extend(is_rename.then(|| Statement::new(how.renaming().unset)));
    }
    sql
}

fn one_by_one(
    table: &Table,
    item: &Item<'_>,
    direction: Direction,
    script: &Script,
    record: Option<&Record>,
    sums: &[String],
) -> Vec<Statement> {
    let done = record.map_or(0, |record| record.statements_done);
    let roles = table.dialect.engine().execution().roles(script);
    let own = || roles.iter().flat_map(|roles| roles.own).map(|step| Statement::new(*step));
    let of_script = || roles.iter().flat_map(|roles| roles.of_script).map(|step| Statement::new(*step));
    let mut sql = Vec::new();
    sql.extend(roles.map(|roles| Statement::new(roles.keep)));
    for statement in &script.statements[..done] {
        if mode(table.dialect, statement) == Mode::Setting {
            sql.push(statement.clone());
        }
    }
    sql.extend(own());
    sql.push(Statement::new(match (record, direction) {
        (Some(_), _) => table.resume(
            item.id,
            (direction == Direction::Up).then_some(item.checksum.as_str()),
            script.statements.len(),
        ),
        (None, Direction::Up) => table.insert_begun(item, &sums[0]),
        (None, Direction::Down) => table.begin_down(item.id, script.statements.len(), &sums[0]),
    }));
    sql.extend(of_script());
    for (at, statement) in script.statements.iter().enumerate().skip(done) {
        let progress = Statement::new(table.progress(item.id, Progress { done: at + 1, checksum: &sums[at + 1] }));
        let together = mode(table.dialect, statement) == Mode::Together;
        sql.extend(together.then(|| Statement::new("BEGIN")));
        sql.push(statement.clone());
        sql.extend(own());
        sql.push(progress);
        sql.extend(of_script());
        sql.extend(together.then(|| Statement::new("COMMIT")));
    }
    sql.extend(own());
    sql.push(Statement::new(match direction {
        Direction::Up => table.finish(item.id),
        Direction::Down => table.delete(item.id),
    }));
    sql
}

impl fmt::Display for Plan {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { dialect, session, setup, revisions } = self;
        for statement in session.iter().filter(|_| !revisions.is_empty()).chain(setup) {
            f.write_str(&dialect.engine().execution().for_shell(statement))?;
        }
        for (at, revision) in revisions.iter().enumerate() {
            let PlannedRevision {
                id,
                slug,
                direction,
                fresh_session,
                file: _,
                statements: _,
                directives: _,
                resumed_after,
                sql,
            } = revision;
            if at > 0 || !setup.is_empty() || !session.is_empty() {
                writeln!(f)?;
            }
            if *fresh_session {
                writeln!(f, "{}", dialect.engine().execution().new_session())?;
                for statement in session {
                    f.write_str(&dialect.engine().execution().for_shell(statement))?;
                }
                writeln!(f)?;
            }
            write!(f, "-- {} {id}_{slug}", direction.name())?;
            match resumed_after {
                0 => writeln!(f)?,
                done => writeln!(f, ", after its first {done} statements, which already ran")?,
            }
            for statement in sql {
                for line in statement.comment_lines() {
                    writeln!(f, "-- {line}")?;
                }
                f.write_str(&dialect.engine().execution().for_shell(&statement.text))?;
            }
        }
        Ok(())
    }
}
