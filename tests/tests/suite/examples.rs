//! The examples, as a user runs them. That they compile says that build step and derive agree on their models; `check`
//! says that the tool does too.

use std::path::PathBuf;
use std::process::{Command, Output};

use crate::support;
use crate::support::shop;
use crate::support::shop::{tool, workspace};

fn example(name: &str) -> PathBuf {
    workspace().join("examples").join(name)
}

/// Runs the tool in an example; gives exit code and output.
fn schema(name: &str, url: &str, arguments: &[&str]) -> (Option<i32>, String) {
    told(Command::new(tool()).current_dir(example(name)).env("DATABASE_URL", url).args(arguments))
}

/// Runs the program of an example.
fn program(name: &str, url: &str) -> (Option<i32>, String) {
    let file = format!("{name}{}", std::env::consts::EXE_SUFFIX);
    let mut command = Command::new(tool().parent().unwrap().join(file));
    told(command.env("DATABASE_URL", url).env("ADDRESS", "127.0.0.1:not-a-port"))
}

fn told(command: &mut Command) -> (Option<i32>, String) {
    let Output { status, stdout, stderr } = command.output().unwrap();
    (status.code(), String::from_utf8_lossy(&stdout).into_owned() + &String::from_utf8_lossy(&stderr))
}

#[track_caller]
fn fine((code, output): (Option<i32>, String)) -> String {
    assert_eq!(code, Some(0), "{output}");
    output
}

/// Builds the programs of the examples, which a test of this package alone does not.
fn build_programs() {
    let target = tool().parent().unwrap().parent().unwrap();
    let mut cargo = shop::cargo();
    cargo.args(["build", "--quiet", "--workspace", "--target-dir"]).arg(target);
    assert!(cargo.current_dir(workspace()).status().unwrap().success());
}

#[test]
fn tool_build_step_and_derive_agree_on_every_example() {
    let mut examples = 0;
    for entry in std::fs::read_dir(workspace().join("examples")).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        fine(schema(&name, "", &["check"]));
        examples += 1;
    }
    assert!(examples >= 2);
}

#[test]
fn the_quickstart_runs_on_a_current_database_only() {
    build_programs();
    let folder = tempfile::tempdir().unwrap();
    let url = format!("sqlite:{}", folder.path().join("quickstart.db").display());
    fine(schema("quickstart", &url, &["upgrade"]));
    assert!(fine(program("quickstart", &url)).contains("structs are the schema"));
    fine(schema("quickstart", &url, &["downgrade", "base", "--yes"]));
    let (code, output) = program("quickstart", &url);
    assert_eq!(code, Some(1), "{output}");
    assert!(output.contains("the database is 1 revision behind"), "{output}");
}

/// The blog's server gets past its own check only on a current database; then an impossible address stops it.
fn blog_on(url: &str) {
    fine(schema("blog", url, &["upgrade", "+2"]));
    let (code, output) = program("blog", url);
    assert_eq!(code, Some(1), "{output}");
    assert!(output.contains("1 revision behind"), "{output}");
    fine(schema("blog", url, &["upgrade"]));
    fine(schema("blog", url, &["check", "--database"]));
    let (code, output) = program("blog", url);
    assert_eq!(code, Some(1), "{output}");
    assert!(!output.contains("behind"), "{output}");
    fine(schema("blog", url, &["downgrade", "base", "--yes"]));
    fine(schema("blog", url, &["upgrade"]));
}

#[tokio::test]
async fn the_blog_starts_on_a_current_database_only() {
    build_programs();
    for engine in support::engines() {
        if matches!(engine.dialect.name(), "sqlite" | "postgres") {
            let database = engine.database("blog_example").await;
            blog_on(&database.url);
        }
    }
}
