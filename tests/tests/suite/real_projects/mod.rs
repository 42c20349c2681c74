//! Histories of real projects, from their own migrations to revisions and on from there, all through the program.
//!
//! `cargo xtask real` runs this: `SCHEMA_TEST_REAL` is the folder with the projects' sources, each in a folder of its name;
//! `SCHEMA_TEST_REAL_PROJECT` names one, and `SCHEMA_TEST_REAL` is then its own folder. Without them, small histories that
//! are written here go the same way. Where the migrations are a program, beside the project's folder lies a dump of the database that
//! they made: `<folder>.<engine>.sql`.

#![expect(clippy::print_stdout, reason = "a test says what it did")]

mod edit;
mod journey;
mod projects;
mod rows;
mod scripts;

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use self::journey::{Journey, PHASES, Report, Way};
use self::projects::{History, PROJECTS, Project};
use self::scripts::Tool;
use crate::support;
use crate::support::{Engine, engines};
use schema_core::schema::Dialect;

/// A row of the table.
struct Line {
    project: String,
    tool: Tool,
    dialect: Dialect,
    way: Way,
    report: Report,
    took: Duration,
}

const USERS: &str = "CREATE TABLE users (id INTEGER PRIMARY KEY, name VARCHAR(80) NOT NULL, age BIGINT);\n";
const POSTS: &str = "CREATE TABLE posts (\n    id INTEGER PRIMARY KEY,\n    author BIGINT NOT NULL REFERENCES users (id) ON \
                     DELETE CASCADE,\n    title TEXT NOT NULL\n);\nCREATE INDEX ix_posts_author ON posts (author);\n";

/// What SeaORM's migrator makes of the same tables: `sqlite3 .dump` of a database that it migrated.
const MIGRATED: &str = r#"PRAGMA foreign_keys=OFF;
BEGIN TRANSACTION;
CREATE TABLE IF NOT EXISTS "seaql_migrations" ( "version" varchar NOT NULL PRIMARY KEY, "applied_at" integer NOT NULL );
INSERT INTO seaql_migrations VALUES('m20240101_000000_users',1704067200);
INSERT INTO seaql_migrations VALUES('m20240102_000000_posts',1704153600);
CREATE TABLE IF NOT EXISTS "users" ( "id" integer NOT NULL PRIMARY KEY AUTOINCREMENT, "name" varchar(80) NOT NULL UNIQUE, "age" bigint NULL, "settings" json_text NOT NULL, "admin" boolean NOT NULL DEFAULT FALSE );
CREATE TABLE IF NOT EXISTS "posts" ( "id" uuid_text NOT NULL PRIMARY KEY, "author" integer NOT NULL, "title" varchar NOT NULL, "published" timestamp_with_timezone_text NOT NULL DEFAULT CURRENT_TIMESTAMP, FOREIGN KEY ("author") REFERENCES "users" ("id") ON DELETE CASCADE ON UPDATE NO ACTION );
CREATE UNIQUE INDEX "idx-posts-author-title" ON "posts" ("author", "title");
COMMIT;
"#;

/// What every real project is taken through, for each tool.
#[test]
fn small_histories() {
    let engine = engines().into_iter().find(|engine| engine.dialect == Dialect::SQLITE).unwrap();
    let migration = "impl MigrationTrait for Migration {}\n";
    for (tool, files) in [
        (Tool::Sqlx, [("20240101000000_users.sql", USERS), ("20240102000000_posts.sql", POSTS)]),
        (Tool::Diesel, [("2024-01-01-000000_users/up.sql", USERS), ("2024-01-02-000000_posts/up.sql", POSTS)]),
        (Tool::Refinery, [("V1__users.sql", USERS), ("V2__posts.sql", POSTS)]),
        (Tool::SeaOrm, [("src/m20240101_000000_users.rs", migration), ("src/m20240102_000000_posts.rs", migration)]),
    ] {
        let folder = tempfile::TempDir::new().unwrap();
        for (file, text) in files {
            let path = folder.path().join(file);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(path, text).unwrap();
        }
        let dump = folder.path().join("dump.sql");
        if tool.is_program() {
            std::fs::write(&dump, MIGRATED).unwrap();
        }
        let history = History { dialect: engine.dialect, tool, folder: "", since: 0, before: "" };
        let source = if tool.is_program() { &dump } else { folder.path() };
        for way in [Way::Import, Way::Adopt] {
            let line = go("small", &history, folder.path(), source, &engine, way);
            assert_eq!(line.report.failure, None);
            assert_eq!((line.report.migrations, line.report.tables, line.report.filled), (2, 2, 2));
            assert_eq!(line.report.notes, Vec::<String>::new());
        }
    }
}

/// Sources that are there, and the way of each history in them.
#[test]
fn any_project() {
    let Some(folder) = std::env::var_os("SCHEMA_TEST_REAL").map(PathBuf::from) else { return };
    let one = std::env::var("SCHEMA_TEST_REAL_PROJECT").ok();
    let only = std::env::var("SCHEMA_TEST_ENGINE").ok();
    let projects: Vec<&Project> =
        PROJECTS.iter().filter(|project| one.as_deref().is_none_or(|name| name == project.name)).collect();
    assert!(!projects.is_empty(), "no project is called `{}`: there are {}", one.unwrap_or_default(), names());
    let engines = engines();
    let is_wanted = |engine: &&Engine| only.as_deref().is_none_or(|name| name == engine.dialect.name());
    let (mut lines, mut missing) = (Vec::new(), Vec::new());
    for project in projects {
        let root = if one.is_some() { folder.clone() } else { folder.join(project.name) };
        for history in project.histories {
            let path = root.join(history.folder);
            for engine in engines.iter().filter(is_wanted).filter(|engine| history.is_for(engine.dialect)) {
                if !path.is_dir() {
                    missing.push(format!(
                        "{}: no folder {}; clone {}",
                        project.name,
                        path.display(),
                        project.repository
                    ));
                    continue;
                }
                let dump = PathBuf::from(format!("{}.{}.sql", root.display(), engine.dialect));
                if history.tool.is_program() && !dump.is_file() {
                    missing.push(format!("{}: no dump {}", project.name, dump.display()));
                    continue;
                }
                let source = if history.tool.is_program() { &dump } else { &path };
                let Some(engine) = new_enough(engine, history.since) else {
                    missing.push(format!(
                        "{}: {} {} or newer; name one in SCHEMA_TEST_POSTGRES",
                        project.name, engine.dialect, history.since
                    ));
                    continue;
                };
                lines.extend(
                    [Way::Import, Way::Adopt].map(|way| go(project.name, history, &path, source, &engine, way)),
                );
            }
        }
    }
    println!("{}", table(&lines));
    assert!(!lines.is_empty() || !missing.is_empty(), "nothing runs on the engine");
    let failed = lines.iter().filter(|line| line.report.failure.is_some()).count();
    assert!(missing.is_empty(), "missing:\n{}", missing.join("\n"));
    assert!(failed == 0, "{failed} of {} failed", lines.len());
}

/// The engine, or a newer version of it for which a variable is set, as `cargo xtask` does.
fn new_enough(engine: &Engine, since: u32) -> Option<Engine> {
    let is_new_enough = |engine: &Engine| {
        since == 0
            || engine.server().is_some_and(|url| {
                let release = support::block_on(async { support::session(url).await.release() });
                release.version.major >= since
            })
    };
    let newer = (since..since + 10).filter_map(|version| engine.version(version));
    std::iter::once(engine.clone()).chain(newer).find(is_new_enough)
}

fn names() -> String {
    PROJECTS.iter().map(|project| project.name).collect::<Vec<_>>().join(", ")
}

fn go(project: &str, history: &History, folder: &Path, source: &Path, engine: &Engine, way: Way) -> Line {
    let start = Instant::now();
    let letters: String = project.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '_' }).collect();
    let name = format!("{letters}_{}", way.name());
    let report = Journey { history, folder, source, engine, name: &name, way }.go();
    let line = Line {
        project: project.to_owned(),
        tool: history.tool,
        dialect: engine.dialect,
        way,
        report,
        took: start.elapsed(),
    };
    println!("{}", row(&line));
    line.report.notes.iter().for_each(|text| println!("    note: {text}"));
    if let Some((_, failure)) = &line.report.failure {
        println!("    {}", failure.replace('\n', "\n    "));
    }
    line
}

/// All rows under a head.
fn table(lines: &[Line]) -> String {
    let mut head = vec!["project", "tool", "engine", "way", "migrations", "tables (with rows)"];
    head.extend(PHASES);
    head.push("seconds");
    let rule = format!("|{}", "---|".repeat(head.len()));
    let mut rows = vec![format!("| {} |", head.join(" | ")), rule];
    rows.extend(lines.iter().map(row));
    rows.join("\n")
}

fn row(line: &Line) -> String {
    let Line { project, tool, dialect, way, report, took } = line;
    let mut cells = vec![
        project.clone(),
        tool.name().to_owned(),
        dialect.to_string(),
        way.name().to_owned(),
        report.migrations.to_string(),
        format!("{} ({})", report.tables, report.filled),
    ];
    for at in 0..PHASES.len() {
        cells.push(match &report.failure {
            Some((phase, _)) if at > *phase => "–".to_owned(),
            Some((phase, failure)) if at == *phase => {
                let first = failure.lines().find(|line| line.starts_with("error")).or(failure.lines().next());
                format!("failed: {}", first.unwrap_or_default().replace('|', "\\|"))
            }
            _ => "ok".to_owned(),
        });
    }
    cells.push(format!("{:.1}", took.as_secs_f64()));
    format!("| {} |", cells.join(" | "))
}
