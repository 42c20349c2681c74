//! Every case below `tests/cases`: its changes and its SQL for all dialects as expected, and its SQL run with rows in
//! the tables on the engines that are there. `SNAPSHOTS=overwrite` writes what is expected anew; read it by eye.

use std::collections::BTreeSet;
use std::fs;

use crate::support;
use crate::support::case::{Case, Planned};
use schema_core::connect::Session;
use schema_core::diff::{Answers, Diff, apply_all, diff};
use schema_core::schema::{Dialect, Schema};
use schema_core::script::Script;

#[test]
fn changes_and_sql_are_as_expected() {
    let overwrite = std::env::var("SNAPSHOTS").is_ok_and(|value| value == "overwrite");
    let mut wrong = Vec::new();
    for case in Case::all() {
        let folder = case.folder.join("expected");
        let changes: String = case.changes().iter().map(|it| format!("{} {it}\n", it.symbol())).collect();
        let mut files = vec![("changes.txt".to_owned(), changes)];
        for dialect in Dialect::ALL {
            for (way, planned) in [("up", case.up(dialect)), ("down", case.down(dialect))] {
                files.push(match planned {
                    Ok(script) => (format!("{dialect}.{way}.sql"), script.to_string()),
                    Err(error) => (format!("{dialect}.{way}.error"), format!("{error}\n")),
                });
            }
        }
        let expected: BTreeSet<_> = files.iter().map(|(name, _)| folder.join(name)).collect();
        let there = fs::read_dir(&folder).into_iter().flatten().map(|entry| entry.unwrap().path());
        let stale: Vec<_> = there.filter(|path| !expected.contains(path)).collect();
        if overwrite {
            fs::create_dir_all(&folder).unwrap();
            stale.iter().for_each(|path| fs::remove_file(path).unwrap());
        } else {
            wrong.extend(stale.iter().map(|path| format!("{} is not expected any more", path.display())));
        }
        for (name, text) in files {
            let path = folder.join(name);
            if overwrite {
                fs::write(&path, &text).unwrap();
            } else if fs::read_to_string(&path).unwrap_or_default().replace("\r\n", "\n") != text {
                wrong.push(format!("{} differs; now it is\n{text}", path.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn changes_lead_to_the_schema_after_and_back() {
    for case in Case::all() {
        let changes = case.changes();
        let mut schema = case.before.clone();
        apply_all(&mut schema, &changes).unwrap_or_else(|error| panic!("{}: {error}", case.name));
        assert_eq!(in_order(&schema), in_order(&case.after), "{}", case.name);
        let back: Vec<_> = changes.into_iter().rev().map(|change| change.invert()).collect();
        apply_all(&mut schema, &back).unwrap_or_else(|error| panic!("{} back: {error}", case.name));
        assert_eq!(in_order(&schema), in_order(&case.before), "{} back", case.name);
        for side in [&case.before, &case.after] {
            assert_eq!(diff(side, side, &case.answers), Diff::default(), "{}", case.name);
        }
    }
}

/// What is written is read as the statements that were meant.
#[test]
fn scripts_are_read_as_they_are_written() {
    for case in Case::all() {
        for dialect in Dialect::ALL {
            for script in [case.start(dialect), case.up(dialect), case.down(dialect)].into_iter().flatten() {
                let text = script.to_string();
                let read =
                    Script::parse(dialect, &text).unwrap_or_else(|error| panic!("{}: {error}\n{text}", case.name));
                let texts = |script: &Script| script.statements.iter().map(|it| it.text.clone()).collect::<Vec<_>>();
                assert_eq!(texts(&read), texts(&script), "{} on {dialect}", case.name);
                assert_eq!(read.directives, script.directives, "{} on {dialect}", case.name);
            }
        }
    }
}

#[tokio::test]
async fn scripts_run_with_rows_in_the_tables() {
    let mut failed = Vec::new();
    for engine in support::engines() {
        for case in Case::all() {
            let dialect = engine.dialect;
            let (Ok(start), Ok(up)) = (case.start(dialect), case.up(dialect)) else { continue };
            let database = engine.database(&format!("case_{}", case.name)).await;
            if !database.has_all_of(&[&case.before, &case.after]).await {
                continue;
            }
            let _alone = case.alone(dialect).await;
            let mut session = support::session(&database.url).await;
            let result = walk(&mut session, &case, dialect, &start, &up, case.down(dialect)).await;
            session.close().await.unwrap();
            // Its tables may point to some in a namespace, which is a database that other tests have too.
            database.clear().await;
            failed.extend(result.err().map(|error| format!("{} on {dialect}: {error}", case.name)));
        }
    }
    assert!(failed.is_empty(), "{}", failed.join("\n\n"));
}

/// Up, back and up again, with a look at the rows between.
async fn walk(
    session: &mut Session,
    case: &Case,
    dialect: Dialect,
    start: &Script,
    up: &Script,
    down: Planned,
) -> Result<(), String> {
    case.make_room(session).await.map_err(|error| format!("room: {error}"))?;
    run(session, start).await.map_err(|error| format!("start: {error}"))?;
    if let Some(rows) = case.about.rows.get(&dialect) {
        let rows = Script::parse(dialect, rows).map_err(|error| error.to_string())?;
        run(session, &rows).await.map_err(|error| format!("rows: {error}"))?;
    }
    run(session, up).await.map_err(|error| format!("up: {error}"))?;
    look(session, &case.about.up).await.map_err(|error| format!("after up: {error}"))?;
    let Ok(down) = down else { return Ok(()) };
    run(session, &down).await.map_err(|error| format!("down: {error}"))?;
    look(session, &case.about.down).await.map_err(|error| format!("after down: {error}"))?;
    run(session, up).await.map_err(|error| format!("up again: {error}"))?;
    Ok(())
}

async fn run(session: &mut Session, script: &Script) -> Result<(), String> {
    let sqlite = session.dialect() == Dialect::Sqlite;
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

#[test]
fn questions_left_open_still_give_the_rest() {
    for case in Case::all() {
        let found = diff(&case.before, &case.after, &Answers::default());
        let mut schema = case.before.clone();
        apply_all(&mut schema, &found.changes).unwrap_or_else(|error| panic!("{}: {error}", case.name));
        assert_eq!(in_order(&schema), in_order(&case.after), "{}", case.name);
    }
}
