//! What lies between two sides: the changes, and the SQL that makes them.

use schema_core::connect::Session;
use schema_core::diagnostic::{Code, Diagnostic};
use schema_core::dialect::{self, Introspection, Unmanaged};
use schema_core::diff::{Answers, Change, diff};
use schema_core::migrate::redefined_columns;
use schema_core::plan::PlanError;
use schema_core::schema::{Dialect, Engines, Release, Schema};
use schema_core::script::{HazardLine, Script};

use super::adopt::{Sides, make_way, merge};
use super::compare::{self, Around, Held, Side};
use super::generate::recreate;
use super::locate::{by_words, unfinished_revision};
use crate::cli::diff::Args;
use crate::error::{Error, Result};
use crate::exit::Exit;
use crate::project::Project;
use crate::project::database::not_compared;

/// Two sides that were read and levelled.
pub(crate) struct Between<'a> {
    args: &'a Args,
    /// What each side is, without its schema.
    pub(crate) from: Held,
    pub(crate) to: Held,
    /// What both sides are compared as; none where nothing but declarations are.
    release: Option<Release>,
    /// The schemas, levelled with each other.
    old: Schema,
    new: Schema,
    /// The schemas in the words of each side, where SQL is asked for.
    raw: Option<(Schema, Schema)>,
    /// What the levelling could not be sure of.
    pub(crate) doubt: Option<Diagnostic>,
    /// That a side is a database with a partially applied revision.
    pub(crate) unfinished: Vec<Diagnostic>,
}

impl<'a> Between<'a> {
    pub(crate) async fn read(around: &Around<'_>, args: &'a Args) -> Result<Self> {
        let sides = (&Side::parse(&args.from), &Side::parse(&args.to));
        let told = args.dialect.map(|it| around.at_least(it));
        let spoken = told.or_else(|| made_for(around, sides, args.sql));
        let scratch = around.scratch()?;
        let read = async |side: &Side| side.read(around, spoken, scratch.as_ref()).await;
        let (mut from, mut to) = (read(sides.0).await?, read(sides.1).await?);
        let release = common(&from, &to, told)?;
        speak_alike(&mut from, &mut to);
        let (mut old, mut new) = (std::mem::take(&mut from.found.schema), std::mem::take(&mut to.found.schema));
        leave_ignored(around, (from.release, &mut old), (to.release, &mut new));
        let raw = args.sql.then(|| (old.clone(), new.clone()));
        let mut doubt = None;
        if let Some(release) = release {
            let through = async |read: &Side, one: &mut Schema, other: &mut Schema, one_is_read: bool| {
                let session = read.session(around, release.dialect, scratch.as_ref()).await?;
                self::through(session, release.dialect, one, other, one_is_read).await
            };
            doubt = match (from.release, to.release) {
                (Some(_), None) => through(sides.0, &mut new, &mut old, false).await?,
                (None, Some(_)) => through(sides.1, &mut old, &mut new, false).await?,
                // Two servers may spell one expression in two ways.
                (Some(_), Some(_)) => through(sides.1, &mut old, &mut new, true).await?,
                (None, None) => {
                    dialect::level(release, &mut old, &mut new, false, false);
                    None
                }
            };
        }
        let mut unfinished = Vec::new();
        for side in [sides.0, sides.1] {
            if let Some(database) = side.database(around)? {
                unfinished.extend(unfinished_revision(&database).await);
            }
        }
        Ok(Self { args, from, to, release, old, new, raw, doubt, unfinished })
    }

    /// What leads from the one side to the other.
    pub(crate) fn changes(&self) -> Result<Vec<Change>> {
        changes(&self.args.recreated, &self.old, &self.new)
    }

    /// What the SQL is for.
    pub(crate) fn release(&self, around: &Around<'_>) -> Result<Release> {
        if let Some(release) = self.release {
            return Ok(release);
        }
        Ok(around.at_least(only_release(around.project()?)?))
    }

    /// The statements that make the changes on `release`.
    pub(crate) fn sql(&self, release: Release) -> Result<String> {
        let raw = self.raw.clone().unwrap_or_default();
        sql(release, raw, (self.old.clone(), self.new.clone()), &self.from.found, &self.args.recreated)
    }
}

/// What scripts made declared sides for, where no option says it: what the project writes for the dialect of the other side, or its
/// only dialect where SQL between two declared sides is asked for.
fn made_for(around: &Around<'_>, sides: (&Side, &Side), sql: bool) -> Option<Release> {
    let releases = || around.project().and_then(Project::releases).unwrap_or_default();
    let release = match sides.0.dialect(around).or_else(|| sides.1.dialect(around)) {
        Some(dialect) => Release::of(releases(), dialect),
        None if sql && sides.0.is_declared() && sides.1.is_declared() => only_release(around.project().ok()?).ok()?,
        None => return None,
    };
    Some(around.at_least(release))
}

/// Where one side was read from a server and the other was declared, leaves out of each what the other cannot say.
fn speak_alike(from: &mut Held, to: &mut Held) {
    from.found.keep_bare();
    to.found.keep_bare();
    let (read, declared) = match (from.release, to.release) {
        (Some(_), None) => (from, to),
        (None, Some(_)) => (to, from),
        _ => return,
    };
    declared.found.schema.tables.retain(|name, _| read.found.reads(name));
    read.found.name_as(declared.found.schema.tables.keys());
    read.found.leave_bare(|name| declared.found.schema.tables.contains_key(name));
    compare::leave_unused_enums(&mut read.found, &declared.found.schema);
}

/// Leaves out what the project ignores. Outside of a project nobody said anything.
fn leave_ignored(
    around: &Around<'_>,
    (from, old): (Option<Release>, &mut Schema),
    (to, new): (Option<Release>, &mut Schema),
) {
    let Ok(project) = around.project() else { return };
    let declared =
        |held: Option<Release>, schema: &Schema| if held.is_some() { Schema::default() } else { schema.clone() };
    let (by_old, by_new) = (declared(from, old), declared(to, new));
    if from.is_some() {
        compare::leave_ignored(old, project.metadata(), &by_new);
    }
    if to.is_some() {
        compare::leave_ignored(new, project.metadata(), &by_old);
    }
}

/// What leads from `old` to `new`, with the columns in `recreated` dropped and added again.
fn changes(recreated: &[String], old: &Schema, new: &Schema) -> Result<Vec<Change>> {
    let between = recreate::without(recreated, old, new)?;
    let mut changes = diff(old, &between, &Answers::default()).changes;
    changes.extend(diff(&between, new, &Answers::default()).changes);
    Ok(changes)
}

/// Levels `one` and what was `read`, in a session where there is one. Gives what it could not be sure of.
async fn through(
    session: Option<Session>,
    dialect: Dialect,
    one: &mut Schema,
    read: &mut Schema,
    one_is_read: bool,
) -> Result<Option<Diagnostic>> {
    let Some(mut session) = session else {
        dialect::level(dialect, one, read, one_is_read, true);
        return Ok(None);
    };
    let levelled = dialect::level_through(&mut session, one, read, one_is_read).await;
    crate::project::database::end(session).await;
    Ok(levelled.map_err(|error| not_compared(&error))?.as_deref().map(by_words))
}

/// What both sides are compared as, and the SQL runs on; none where nothing but declarations are.
fn common(from: &Held, to: &Held, told: Option<Release>) -> Result<Option<Release>> {
    match (from.release, to.release) {
        (Some(one), Some(other)) if one.dialect != other.dialect => {
            let (one, other) = (one.dialect, other.dialect);
            Err(Error::usage(Code::DialectMismatch, format!("{} is {one}, and {} is {other}", from.shown, to.shown))
                .hint("compare each with `models` or a revision"))
        }
        (one, other) => Ok(one.or(other).or(told)),
    }
}

fn only_release(project: &Project) -> Result<Release> {
    match project.releases()? {
        [only] => Ok(*only),
        several => {
            let names: Vec<&str> = several.iter().map(|release| release.dialect.name()).collect();
            Err(Error::usage(Code::DialectNeeded, format!("cannot choose a dialect: {}", names.join(", ")))
                .hint(format!("pass `--dialect {}`", names[0])))
        }
    }
}

/// The statements that lead from the one to the other. What is levelled says which things differ; what stands in the
/// statements is said in the words of each side, since levelled ones leave casts and quotes out. What is idle in the old side
/// goes first where its name is given to another thing.
fn sql(
    release: Release,
    (mut old, mut new): (Schema, Schema),
    (old_level, new_level): (Schema, Schema),
    from: &Introspection,
    recreated: &[String],
) -> Result<String> {
    let dialect = release.dialect;
    old.tables.retain(|name, _| old_level.tables.contains_key(name));
    new.tables.retain(|name, _| new_level.tables.contains_key(name));
    let sides = Sides { old, old_level, new, new_level };
    let new = merge(&sides);
    let changes = changes(recreated, &sides.old, &new)?;
    let written = |error: PlanError| {
        Error::new(Exit::Models, Code::NotRenderable, format!("cannot write the changes as SQL for {dialect}"))
            .causes(&error)
    };
    let mut script = dialect::script(release, &sides.old, &changes).map_err(written)?;
    keep_unmanaged(dialect, &script, from)?;
    for table in script.rebuilt_tables(dialect) {
        for key in from.unmanaged.iter().filter(|it| it.is_lost_by_rebuild() && it.is_of(&table)) {
            let message = format!("`{}` was nullable, and becomes NOT NULL", key.name);
            if let Some(first) = script.statements.first_mut() {
                first.hazards.push(HazardLine::new(Code::NullInKey.name(), &message));
            }
        }
    }
    // On their own: to a plan, what is dropped and made again as it was is one thing that stays.
    let first = make_way(release, &sides.old, &from.idle, &changes).map_err(written)?;
    script.statements.splice(..0, first);
    // What makes a table anew runs whole or not at all: half-way, the rows are nowhere.
    Ok(dialect.engine().grammar().for_shell(&script))
}

/// Refuses what would lose an unmanaged object: a table of SQLite that is made anew has only what is in its new
/// definition, and so has a column of MySQL and MariaDB that is defined anew.
fn keep_unmanaged(dialect: Dialect, script: &Script, from: &Introspection) -> Result<()> {
    let lost = |verb: &str, what: String, lost: &Unmanaged, hint: &str| {
        let message =
            format!("the SQL would {verb} `{what}` and lose an unmanaged object: {} `{}`", lost.kind, lost.name);
        Err(Error::new(Exit::Models, Code::LosesUnsupported, message).hint(hint))
    };
    for table in script.rebuilt_tables(dialect) {
        if let Some(it) = from.unmanaged.iter().find(|it| it.is_defined_in(&table)) {
            let hint = "change the table in a revision, and write it into the `CREATE TABLE` of its script";
            return lost("rebuild", table, it, hint);
        }
    }
    for (table, column) in redefined_columns(dialect, &script.statements) {
        if let Some(it) = from.unmanaged.iter().find(|it| it.is_attribute_of(&table, &column)) {
            let hint = "change the column in a revision, and write it into the `MODIFY COLUMN` of its script";
            return lost("redefine", format!("{table}.{column}"), it, hint);
        }
    }
    Ok(())
}
