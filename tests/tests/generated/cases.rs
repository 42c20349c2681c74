//! Every case below `tests/cases`: its changes and its SQL for all dialects as expected, and its SQL run with rows in
//! the tables on the engines that are there. `SNAPSHOTS=overwrite` writes what is expected anew; read it by eye.

use std::collections::BTreeSet;

use libtest_mimic::{Failed, Trial};
use schema_core::connect::Session;
use schema_core::diff::{Answers, Diff, apply_all, diff};
use schema_core::schema::{Dialect, Release, Schema};
use schema_core::script::Script;

use crate::support::Engine;
use crate::support::case::{Case, Planned};
use crate::{expected, for_each_case, pool, support};

/// `cases::changes::<case>` and `cases::<dialect>::<case>`.
pub(crate) fn trials() -> Vec<Trial> {
    let changes = Case::names().map(|name| {
        Trial::test(format!("cases::changes::{name}"), move || changes(Case::named(name)).map_err(Failed::from))
    });
    changes.chain(for_each_case("cases", |dialect, case| support::block_on(sql(dialect, case)))).collect()
}

/// The changes are as expected, and lead to the schema after and back.
fn changes(case: &Case) -> Result<(), String> {
    every_file_is_read(case)?;
    let changes = case.changes();
    let lines: String = changes.iter().map(|it| format!("{} {it}\n", it.symbol())).collect();
    expect(case, "changes.txt", Some(lines))?;
    let mut schema = case.before.clone();
    apply_all(&mut schema, &changes).map_err(|error| error.to_string())?;
    assert_eq!(in_order(&schema), in_order(&case.after));
    let back: Vec<_> = changes.into_iter().rev().map(|change| change.invert()).collect();
    apply_all(&mut schema, &back).map_err(|error| format!("back: {error}"))?;
    assert_eq!(in_order(&schema), in_order(&case.before));
    for side in [&case.before, &case.after] {
        assert_eq!(diff(side, side, &case.answers), Diff::default());
    }
    // Questions left open still give the rest.
    let found = diff(&case.before, &case.after, &Answers::default());
    let mut schema = case.before.clone();
    apply_all(&mut schema, &found.changes).map_err(|error| format!("without answers: {error}"))?;
    assert_eq!(in_order(&schema), in_order(&case.after));
    Ok(())
}

/// The SQL is as expected, is read as it is written, and runs; for the bare dialect, and for the releases of it that the case
/// names.
async fn sql(dialect: Dialect, case: &Case) -> Result<(), String> {
    let bare = Release::from(dialect);
    written(bare, dialect.name(), case)?;
    runs(bare, support::engine(dialect), case).await?;
    for &release in case.about.also.iter().filter(|release| release.dialect == dialect) {
        written(release, &release.to_string(), case)?;
        runs(release, support::engine_for(release).await, case).await?;
    }
    Ok(())
}

/// The scripts for a release are in the files that are `called` so, and are read as they are written.
fn written(release: Release, called: &str, case: &Case) -> Result<(), String> {
    let dialect = release.dialect;
    for (way, plan) in [("up", Case::up as fn(&Case, Release) -> Planned), ("down", Case::down)] {
        let planned = |release| match plan(case, release) {
            Ok(script) => (Some(script.to_string()), None),
            Err(error) => (None, Some(format!("{error}\n"))),
        };
        let own = planned(release);
        // What MariaDB has in common with MySQL stands in the files of that one alone.
        let shared = release == Dialect::MARIADB.into() && own == planned(Dialect::MYSQL.into());
        let (script, error) = if shared { (None, None) } else { own };
        expect(case, &format!("{called}.{way}.sql"), script)?;
        expect(case, &format!("{called}.{way}.error"), error)?;
    }
    for script in [case.start(release), case.up(release), case.down(release)].into_iter().flatten() {
        let text = script.to_string();
        let read = Script::parse(dialect, &text).map_err(|error| format!("{error}\n{text}"))?;
        let texts = |script: &Script| script.statements.iter().map(|it| it.text.clone()).collect::<Vec<_>>();
        assert_eq!(texts(&read), texts(&script));
        assert_eq!(read.directives, script.directives);
    }
    Ok(())
}

/// Whether each file of what is expected is one that some test reads.
fn every_file_is_read(case: &Case) -> Result<(), String> {
    let called = Dialect::ALL.map(|dialect| dialect.to_string()).into_iter();
    let files = called
        .chain(case.about.also.iter().map(ToString::to_string))
        .flat_map(|called| ["up.sql", "up.error", "down.sql", "down.error"].map(|name| format!("{called}.{name}")));
    let known: BTreeSet<String> = files.chain(["changes.txt".to_owned()]).collect();
    let entries = std::fs::read_dir(case.folder.join("expected")).into_iter().flatten();
    let names = entries.map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned());
    let strangers: Vec<String> = names.filter(|name| !known.contains(name)).collect();
    if strangers.is_empty() { Ok(()) } else { Err(format!("nothing reads {strangers:?}")) }
}

/// Holds a file of a case against `text`.
fn expect(case: &Case, name: &str, text: Option<String>) -> Result<(), String> {
    expected::expect(&case.folder.join("expected").join(name), text)
}

/// Runs the scripts where the engine is there: up, back and up again, with a look at the rows between.
async fn runs(release: Release, engine: Option<Engine>, case: &Case) -> Result<(), String> {
    let Some(engine) = engine else { return Ok(()) };
    let (Ok(start), Ok(up)) = (case.start(release), case.up(release)) else { return Ok(()) };
    let alone = case.alone(release.dialect).await;
    let database = pool::take(&engine).await;
    database.clear().await;
    let walked = walk(&mut *database.kept().await, case, &start, &up, case.down(release)).await;
    if alone.is_some() {
        // Its tables may point to some in a namespace, which is a database that other tests have too.
        database.clear().await;
    }
    walked?;
    pool::give_back([database]);
    Ok(())
}

async fn walk(session: &mut Session, case: &Case, start: &Script, up: &Script, down: Planned) -> Result<(), String> {
    case.make_room(session).await.map_err(|error| format!("room: {error}"))?;
    run(session, start).await.map_err(|error| format!("start: {error}"))?;
    let dialect = session.dialect();
    if let Some(rows) = case.about.rows.get(&dialect) {
        let rows = Script::parse(dialect, rows).map_err(|error| error.to_string())?;
        run(session, &rows).await.map_err(|error| format!("rows: {error}"))?;
    }
    run(session, up).await.map_err(|error| format!("up: {error}"))?;
    look(session, &case.about.up).await.map_err(|error| format!("after up: {error}"))?;
    let Ok(down) = down else { return Ok(()) };
    run(session, &down).await.map_err(|error| format!("down: {error}"))?;
    look(session, &case.about.down).await.map_err(|error| format!("after down: {error}"))?;
    run(session, up).await.map_err(|error| format!("up again: {error}"))
}

async fn run(session: &mut Session, script: &Script) -> Result<(), String> {
    let sqlite = session.dialect() == Dialect::SQLITE;
    let mut execute = async |sql: &str| session.execute(sql).await.map_err(|error| format!("{error}\n{sql}"));
    if sqlite {
        let on = if script.directives.foreign_keys_off { "OFF" } else { "ON" };
        execute(&format!("PRAGMA foreign_keys = {on}")).await?;
    }
    execute("BEGIN").await?;
    for statement in &script.statements {
        execute(&statement.text).await?;
    }
    execute("COMMIT").await?;
    if sqlite {
        let broken = session.rows("PRAGMA foreign_key_check").await.map_err(|error| error.to_string())?;
        if !broken.is_empty() {
            return Err(format!("rows point to nothing: {broken:?}"));
        }
    }
    Ok(())
}

async fn look(session: &mut Session, checks: &[(String, String)]) -> Result<(), String> {
    for (sql, expected) in checks {
        let rows = session.rows(sql).await.map_err(|error| format!("{error}\n{sql}"))?;
        let value = |value: &Option<String>| value.clone().unwrap_or_else(|| "NULL".to_owned());
        let line = |values: &[Option<String>]| values.iter().map(value).collect::<Vec<_>>().join(" ");
        let rows: Vec<_> = rows.iter().map(|row| line(row.values())).collect();
        if rows.join(", ") != *expected {
            return Err(format!("{sql}\n  gives    {}\n  expected {expected}", rows.join(", ")));
        }
    }
    Ok(())
}

/// The schema with the columns of each table by name: their order is no difference.
fn in_order(schema: &Schema) -> Schema {
    let mut schema = schema.clone();
    schema.tables.values_mut().for_each(|table| table.columns.sort_by(|a, b| a.name.cmp(&b.name)));
    schema
}
