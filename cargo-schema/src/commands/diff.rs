//! `cargo schema diff`: what lies between any two of models, revisions, databases, SQL files and snapshots.

use schema_core::diagnostic::{Code, Diagnostic};
use schema_core::dialect::{self, Introspection, Unmodelled};
use schema_core::diff::{Answers, Change, diff};
use schema_core::migrate::redefined_columns;
use schema_core::plan::PlanError;
use schema_core::schema::{Dialect, Release, Schema};
use schema_core::script::{HazardLine, Script};

use crate::cli::diff::Args;
use crate::context::Context;
use crate::error::{Error, Result};
use crate::exit::Exit;
use crate::ops::adopt::{Sides, make_way, merge};
use crate::ops::compare::{self, Around, Held, Side};
use crate::ops::generate::recreate;
use crate::ops::locate::by_words;
use crate::output::json;
use crate::output::json::commands::{Diff, DiffSql};
use crate::output::unmodelled;
use crate::project::Project;
use crate::project::database::not_compared;

pub(crate) async fn run(context: &mut Context, args: &Args) -> Result<Exit> {
    let (from, to) = (Side::parse(&args.from), Side::parse(&args.to));
    let around = &Around::new(&context.global, &args.folder);
    let spoken = args.dialect.map(|it| it.dialect).or_else(|| from.dialect(around)).or_else(|| to.dialect(around));
    let read = async |side: &Side| side.read(around, spoken, args.scratch.as_deref()).await;
    let sides = (&from, &to);
    let (mut from, mut to) = (read(&from).await?, read(&to).await?);
    let release = common(&from, &to, args.dialect)?;
    from.found.keep_bare();
    to.found.keep_bare();
    let in_the_words_of = |read: &mut Held, declared: &mut Held| {
        declared.found.schema.tables.retain(|name, _| read.found.reads(name));
        read.found.name_as(declared.found.schema.tables.keys());
        read.found.leave_bare(|name| declared.found.schema.tables.contains_key(name));
        compare::leave_unused_enums(&mut read.found, &declared.found.schema);
    };
    match (from.release, to.release) {
        (Some(_), None) => in_the_words_of(&mut from, &mut to),
        (None, Some(_)) => in_the_words_of(&mut to, &mut from),
        _ => {}
    }
    let (mut old, mut new) = (std::mem::take(&mut from.found.schema), std::mem::take(&mut to.found.schema));
    // Outside of a project nobody said anything.
    if let Ok(project) = around.project() {
        let nothing = Schema::default();
        let declared =
            |held: Option<Release>, schema: &Schema| if held.is_some() { nothing.clone() } else { schema.clone() };
        let (by_old, by_new) = (declared(from.release, &old), declared(to.release, &new));
        if from.release.is_some() {
            compare::leave_ignored(&mut old, project.metadata(), &by_new);
        }
        if to.release.is_some() {
            compare::leave_ignored(&mut new, project.metadata(), &by_old);
        }
    }
    let raw = args.sql.then(|| (old.clone(), new.clone()));
    if let Some(release) = release {
        let dialect = release.dialect;
        let through = async |read: &Side, one: &mut Schema, other: &mut Schema, one_is_read: bool| {
            self::through(dialect, around, read, args.scratch.as_deref(), one, other, one_is_read).await
        };
        let doubt = match (from.release, to.release) {
            (Some(_), None) => through(sides.0, &mut new, &mut old, false).await?,
            (None, Some(_)) => through(sides.1, &mut old, &mut new, false).await?,
            // Two servers may spell one expression in two ways.
            (Some(_), Some(_)) => through(sides.1, &mut old, &mut new, true).await?,
            (None, None) => {
                dialect::level(release, &mut old, &mut new, false, false);
                None
            }
        };
        if let Some(doubt) = doubt {
            context.shell.say(&doubt);
        }
    }
    let changes = changes(&args.recreated, &old, &new)?;
    if let Some(raw) = raw {
        let release = release.map_or_else(|| only_release(around.project()?), Ok)?;
        let dialect = release.dialect;
        let sql = if changes.is_empty() {
            String::new()
        } else {
            sql(release, raw, (old, new), &from.found, &args.recreated)?
        };
        if context.json() {
            context.write_json(&DiffSql { dialect: dialect.to_string(), sql });
        } else if !sql.is_empty() {
            context.shell.verbatim(sql.trim_end());
        }
    } else if context.json() {
        context.write_json(&Diff {
            from: from.shown.clone(),
            to: to.shown.clone(),
            changes: json::Change::all(&changes),
            unmodelled: [&from, &to].map(|side| json::Unmodelled::all(&side.found.unmodelled)),
        });
    } else {
        for change in &changes {
            context.shell.data(format_args!("{} {change}", change.symbol()));
        }
    }
    // Each side has its own list; what both have is no difference.
    for (shown, one, other) in [
        (&from.shown, &from.found.unmodelled, &to.found.unmodelled),
        (&to.shown, &to.found.unmodelled, &from.found.unmodelled),
    ] {
        let alone: Vec<_> = one.iter().filter(|it| !other.contains(it)).cloned().collect();
        unmodelled::tell(&mut context.shell, shown, &alone);
    }
    if changes.is_empty() {
        context.shell.status("Equal", format_args!("{} and {}", from.shown, to.shown));
        return Ok(Exit::Fine);
    }
    Ok(Exit::Findings)
}

/// What leads from `old` to `new`, with the columns in `recreated` dropped and added again.
fn changes(recreated: &[String], old: &Schema, new: &Schema) -> Result<Vec<Change>> {
    let between = recreate::without(recreated, old, new)?;
    let mut changes = diff(old, &between, &Answers::default()).changes;
    changes.extend(diff(&between, new, &Answers::default()).changes);
    Ok(changes)
}

/// Levels `one` and what was read from `side`, in a session with that. Gives what it could not be sure of.
async fn through(
    dialect: Dialect,
    around: &Around<'_>,
    side: &Side,
    scratch: Option<&str>,
    one: &mut Schema,
    read: &mut Schema,
    one_is_read: bool,
) -> Result<Option<Diagnostic>> {
    let Some(mut session) = side.session(around, dialect, scratch).await? else {
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
            Err(Error::usage(Code::DialectNeeded, format!("SQL for which of {}?", names.join(", ")))
                .hint(format!("say it with `--dialect {}`", names[0])))
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
        Error::new(Exit::Models, Code::NotRenderable, format!("the changes cannot be written as SQL for {dialect}"))
            .causes(&error)
    };
    let mut script = dialect::script(release, &sides.old, &changes).map_err(written)?;
    keep_unmodelled(dialect, &script, from)?;
    for table in script.rebuilt_tables(dialect) {
        for key in from.unmodelled.iter().filter(|it| it.stays_until().is_some() && it.is_of(&table)) {
            let message = format!("`{}` takes NULL so far, and no longer does", key.name);
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

/// Refuses what would lose a thing that no model declares: a table of SQLite that is made anew has only what is in its new
/// definition, and so has a column of MySQL and MariaDB that is defined anew.
fn keep_unmodelled(dialect: Dialect, script: &Script, from: &Introspection) -> Result<()> {
    let lost = |verb: &str, what: String, lost: &Unmodelled, hint: &str| {
        let message =
            format!("the SQL would {verb} `{what}` and lose what no model declares: {} `{}`", lost.kind, lost.name);
        Err(Error::new(Exit::Models, Code::LosesUnsupported, message).hint(hint))
    };
    for table in script.rebuilt_tables(dialect) {
        if let Some(it) = from.unmodelled.iter().find(|it| it.is_defined_in(&table)) {
            let hint = "change the table in a revision, and write it into the `CREATE TABLE` of its script";
            return lost("rebuild", table, it, hint);
        }
    }
    for (table, column) in redefined_columns(dialect, &script.statements) {
        if let Some(it) = from.unmodelled.iter().find(|it| it.is_attribute_of(&table, &column)) {
            let hint = "change the column in a revision, and write it into the `MODIFY COLUMN` of its script";
            return lost("define anew", format!("{table}.{column}"), it, hint);
        }
    }
    Ok(())
}
