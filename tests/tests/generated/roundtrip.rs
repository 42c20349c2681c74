//! Every case on every engine: the database goes from before to after and back, with rows in it. What our reader finds
//! is compared with the models, and what the catalogs say with a database that never was anything else.

use crate::support::case::Case;
use crate::support::catalog::catalog;
use crate::support::rows::{Renames, Rows, Sides};
use crate::support::{Database, Way, block_on};
use crate::{for_each_case, for_each_case_on_engines, pool, support};
use libtest_mimic::Trial;
use schema_core::connect::Session;
use schema_core::dialect::{compare, compare_through, inspect, normalize, script};
use schema_core::diff::{Answers, Change, diff};
use schema_core::migrate::{Migrator, OwnedRevision, OwnedScript};
use schema_core::schema::{Dialect, Release, Schema};

/// The first and the second revision.
const IDS: [&str; 2] = ["20260101000001", "20260101000002"];

/// What went wrong, for a person.
type Outcome<T> = Result<T, String>;

/// The revision for `changes` that lead from `old` to `new`. `None` where the dialect cannot do what they ask; what can
/// be done must have a way back.
fn revision(
    release: Release,
    place: usize,
    old: &Schema,
    new: &Schema,
    changes: &[Change],
) -> Outcome<Option<OwnedRevision>> {
    let back: Vec<Change> = changes.iter().rev().cloned().map(Change::invert).collect();
    let Ok(up) = script(release, old, changes) else { return Ok(None) };
    let down = script(release, new, &back).map_err(|error| format!("no way back: {error}"))?;
    Ok(Some(OwnedRevision {
        id: IDS[place].to_owned(),
        slug: "step".to_owned(),
        parents: IDS[..place].iter().map(|&id| id.to_owned()).collect(),
        scripts: vec![OwnedScript {
            dialect: release.dialect,
            suffix: None,
            oldest: None,
            up: up.to_string(),
            down: Some(down.to_string()),
        }],
    }))
}

/// Whether the database is what `schema` says, compared as `check` does.
async fn is(session: &mut Session, schema: &Schema) -> Outcome<()> {
    let found = inspect(session).await.map_err(|error| error.to_string())?;
    let mut expected = schema.clone();
    expected.tables.retain(|name, _| found.reads(name));
    let left = compare_through(session, &expected, &found.schema).await.map_err(|error| error.to_string())?;
    let left: Vec<String> = left.iter().map(ToString::to_string).collect();
    if left.is_empty() { Ok(()) } else { Err(format!("left to do:\n  {}", left.join("\n  "))) }
}

/// Whether the catalogs are those of a database that was made as `schema` at once.
async fn is_as_if_new(session: &mut Session, fresh: &Database, case: &Case, schema: &Schema) -> Outcome<()> {
    let nothing = Schema::default();
    let all = diff(&nothing, schema, &Answers::default()).changes;
    // Another database of the server is there once only.
    let elsewhere = fresh.is_mysql() && schema.tables.keys().any(|name| name.namespace.is_some());
    let Some(only) = revision(session.release(), 0, &nothing, schema, &all)?.filter(|_| !elsewhere) else {
        return Ok(());
    };
    empty(fresh, case).await;
    fresh.go(&Migrator::from_revisions(vec![only]), "head", Way::Up).await?;
    let (here, there) = (catalog(session).await, catalog(&mut *fresh.kept().await).await);
    let mut lines: Vec<String> = Vec::new();
    lines.extend(here.iter().filter(|line| !there.contains(line)).map(|line| format!("migrated: {line}")));
    lines.extend(there.iter().filter(|line| !here.contains(line)).map(|line| format!("new:      {line}")));
    if lines.is_empty() { Ok(()) } else { Err(format!("the catalogs differ:\n  {}", lines.join("\n  "))) }
}

fn same_rows(before: &Rows, now: &Rows) -> Outcome<()> {
    if before == now { Ok(()) } else { Err(format!("rows were\n{before:#?}\nand are\n{now:#?}")) }
}

/// Empties a database, but for what the tables of a case want to be there, which is the user's to make: namespaces, and
/// what it names as its room.
async fn empty(database: &Database, case: &Case) {
    database.clear().await;
    if database.dialect == Dialect::SQLITE {
        return;
    }
    let tables = [&case.before, &case.after].into_iter().flat_map(|schema| schema.tables.keys());
    let namespaces = tables.filter_map(|name| name.namespace.as_deref());
    let mut session = database.kept().await;
    if database.is_mysql() {
        // Tables in one may point to those in another.
        session.execute("SET foreign_key_checks = 0").await.unwrap();
    }
    for namespace in namespaces {
        if database.is_mysql() {
            session.execute(&format!("DROP DATABASE IF EXISTS {namespace}")).await.unwrap();
        }
        session.execute(&format!("CREATE SCHEMA IF NOT EXISTS {namespace}")).await.unwrap();
    }
    if database.is_mysql() {
        session.execute("SET foreign_key_checks = 1").await.unwrap();
    }
    case.make_room(&mut session).await.unwrap();
}

/// One case on one engine, if the dialect can do it.
async fn round_trip(database: &Database, fresh: &Database, case: &Case) -> Outcome<()> {
    let dialect = database.dialect;
    let step = |place: &'static str| move |error: String| format!("{place}: {error}");
    let nothing = Schema::default();
    let start = diff(&nothing, &case.before, &Answers::default()).changes;
    let changes = case.changes();
    let release = database.release().await;
    let Some(first) = revision(release, 0, &nothing, &case.before, &start)? else { return Ok(()) };
    let Some(second) = revision(release, 1, &case.before, &case.after, &changes)? else { return Ok(()) };
    let _alone = case.alone(dialect).await;
    let migrator = Migrator::from_revisions(vec![first, second]);
    empty(database, case).await;
    database.go(&migrator, IDS[0], Way::Up).await.map_err(step("create"))?;
    let looks = &mut *database.kept().await;
    is(looks, &case.before).await.map_err(step("created"))?;
    let sides = Sides { dialect, before: &case.before, after: &case.after, renames: Renames::of(&changes) };
    if !case.about.only_own_rows {
        sides.insert(looks).await.map_err(step("insert"))?;
    }
    let rows = sides.rows(looks, false).await;

    database.go(&migrator, IDS[1], Way::Up).await.map_err(step("up"))?;
    is(looks, &case.after).await.map_err(step("after up"))?;
    same_rows(&rows, &sides.rows(looks, true).await).map_err(step("after up"))?;
    is_as_if_new(looks, fresh, case, &case.after).await.map_err(step("after up"))?;

    database.go(&migrator, IDS[0], Way::Down).await.map_err(step("down"))?;
    is(looks, &case.before).await.map_err(step("after down"))?;
    same_rows(&rows, &sides.rows(looks, false).await).map_err(step("after down"))?;
    is_as_if_new(looks, fresh, case, &case.before).await.map_err(step("after down"))?;

    // And once more, for what a way down may leave behind.
    database.go(&migrator, IDS[1], Way::Up).await.map_err(step("up again"))?;
    is(looks, &case.after).await.map_err(step("after up again"))?;
    database.go(&migrator, "base", Way::Down).await.map_err(step("to base"))?;
    is(looks, &nothing).await.map_err(step("at base"))
}

/// `roundtrip::<dialect>::<case>`, and `levelling::<dialect>::<case>`.
pub(crate) fn trials() -> Vec<Trial> {
    let trips = for_each_case_on_engines("roundtrip", |dialect, case| block_on(on(dialect, case)));
    trips.into_iter().chain(for_each_case("levelling", levelling_twice_is_as_once)).collect()
}

async fn on(dialect: Dialect, case: &Case) -> Outcome<()> {
    let engine = support::engine(dialect).expect("it is not ignored");
    let (database, fresh) = (pool::take(&engine).await, pool::take(&engine).await);
    round_trip(&database, &fresh, case).await?;
    pool::give_back([database, fresh]);
    Ok(())
}

/// Levelling is done once it is done, and a schema does not differ from itself.
fn levelling_twice_is_as_once(dialect: Dialect, case: &Case) -> Outcome<()> {
    for schema in [&case.before, &case.after] {
        let mut once = schema.clone();
        normalize(dialect, &mut once);
        let mut twice = once.clone();
        normalize(dialect, &mut twice);
        assert_eq!(once, twice);
        assert_eq!(compare(dialect, schema, &once), []);
    }
    Ok(())
}
