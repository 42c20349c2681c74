//! What `docs/` says, held against the code.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::support::shop;
use schema_core::diagnostic::Code;
use schema_core::dialect::capabilities;
use schema_core::lower::lower;
use schema_core::read::{Cfg, Config, Project, Sources};
use schema_core::schema::{Column, ColumnType, DefaultValue, Dialect, EnumType, Identity, Special};

fn docs() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap().join("docs")
}

/// Compares the text between two marks in a page with `table`; with `UPDATE_DOCS` in the environment it writes it.
fn assert_table(page: &str, mark: &str, table: &str) {
    let path = docs().join(page);
    let old = fs::read_to_string(&path).unwrap().replace("\r\n", "\n");
    let (head, rest) = old.split_once(&format!("<!-- {mark} -->\n")).expect("a mark where the table starts");
    let (_, tail) = rest.split_once(&format!("<!-- /{mark} -->\n")).expect("a mark where the table ends");
    let new = format!("{head}<!-- {mark} -->\n{table}<!-- /{mark} -->\n{tail}");
    if std::env::var_os("UPDATE_DOCS").is_some() {
        fs::write(&path, new).unwrap();
    } else {
        assert_eq!(old, new, "docs/{page} is behind: run `UPDATE_DOCS=1 cargo test -p schema-tests docs::`");
    }
}

/// What each dialect has, with MySQL and MariaDB in one cell; a dash where it has nothing.
fn cells(column: &Column, spell: impl Fn(Dialect, &Column) -> Result<String, String>) -> String {
    let cell = |dialect| spell(dialect, column).map_or_else(|_| "–".to_owned(), |text| format!("`{text}`"));
    let [sqlite, postgres, mysql, mariadb] = Dialect::ALL.map(cell);
    let family = if mysql == mariadb { mysql } else { format!("{mysql}, on MariaDB {mariadb}") };
    format!("{sqlite} | {postgres} | {family}")
}

fn type_name(dialect: Dialect, column: &Column) -> Result<String, String> {
    let status = EnumType { name: "status".into(), values: vec!["active".into(), "locked".into()] };
    let enums = [(status.name.clone(), status)].into();
    (capabilities(dialect).type_name)(dialect, column, &enums)
}

#[test]
fn codes_page_has_all_codes() {
    let mut table = String::new();
    for (group, codes) in Code::GROUPS {
        table += &format!("### {group}\n\n| code | meaning |\n|---|---|\n");
        for code in *codes {
            table += &format!("| `{code}` | {} |\n", code.about());
        }
        table += "\n";
    }
    assert_table("codes.md", "codes", &table);
}

/// The codes of the problems that a crate of these models has.
fn problems_of(models: &str) -> Vec<&'static str> {
    let dir = tempfile::tempdir().unwrap();
    let manifest = "[package]\nname = 'shop'\nedition = '2024'\n[dependencies]\nschema-core = '1'\nrust_decimal = '1'\n\
                    [package.metadata.schema]\ndialects = ['sqlite']\n";
    fs::write(dir.path().join("Cargo.toml"), manifest).unwrap();
    fs::create_dir(dir.path().join("src")).unwrap();
    fs::write(dir.path().join("src/lib.rs"), format!("use schema_core::{{Schema, SchemaEnum}};\n\n{models}")).unwrap();
    let project = Project::find(&dir.path().join("Cargo.toml")).unwrap();
    let config = Config { project: &project, cfg: &Cfg::from_rustc("unix"), features: None };
    let read = Sources::new().read(&config);
    match lower(&read, &project.metadata).check(&read) {
        Ok(_) => Vec::new(),
        Err(problems) => problems.iter().map(|problem| problem.code.name()).collect(),
    }
}

#[test]
fn examples_on_the_page_of_codes_have_the_problems_that_they_are_for() {
    let page = fs::read_to_string(docs().join("codes.md")).unwrap().replace("\r\n", "\n");
    let (_, page) = page.split_once("\n## Problems with models\n").unwrap();
    let sections: Vec<(&str, &str)> =
        page.split("\n### `").skip(1).map(|section| section.split_once('`').unwrap()).collect();
    for (code, section) in &sections {
        let (_, example) = section.split_once("```rust\n").unwrap();
        let (example, _) = example.split_once("```").unwrap();
        assert_eq!(problems_of(example), [*code], "{example}");
    }
    let (_, codes) = Code::GROUPS.iter().find(|(group, _)| *group == "Models").unwrap();
    let from = codes.iter().position(|code| *code == Code::UnreadableSource).unwrap();
    let until = codes.iter().position(|code| *code == Code::UnclosedSql).unwrap();
    let all: Vec<&str> = codes[from..=until].iter().map(|code| code.name()).collect();
    assert_eq!(sections.iter().map(|(code, _)| *code).collect::<Vec<_>>(), all);
}

/// A code that nothing says is no promise.
#[test]
fn each_code_is_said() {
    let root = docs().parent().unwrap().to_owned();
    let mut said = String::new();
    let mut folders = ["schema-core/src", "cargo-schema/src"].map(|folder| root.join(folder)).to_vec();
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
            if entry.is_dir() {
                folders.push(entry);
            } else if !entry.ends_with("diagnostic/code.rs") {
                said += &fs::read_to_string(entry).unwrap();
            }
        }
    }
    let names: BTreeSet<&str> =
        said.split("Code::").skip(1).filter_map(|rest| rest.split(|c: char| !c.is_alphanumeric()).next()).collect();
    let all = Code::GROUPS.iter().flat_map(|(_, codes)| *codes);
    let unsaid: Vec<&Code> = all.filter(|code| !names.contains(format!("{code:?}").as_str())).collect();
    assert!(unsaid.is_empty(), "nothing says these codes: {unsaid:?}");
}

#[test]
fn dialects_page_has_types_and_times() {
    let mut table = "| column type | SQLite | PostgreSQL | MySQL, MariaDB |\n|---|---|---|---|\n".to_owned();
    let types = "bool i8 i16 i24 i32 i64 u8 u16 u24 u32 u64 f32 f64 decimal(10,2) char char(8) text varchar(80) bytes bytes(16) \
                 binary(16) bit(8) varbit(8) date time time(3) datetime datetime(3) timestamptz timestamptz(3) uuid json \
                 enum(status) set(status) array(text) array(array(i32)) vector(3)";
    for text in types.split_whitespace().chain(Special::ALL.iter().map(|special| special.name())) {
        let column = Column::new("c", text.parse::<ColumnType>().unwrap());
        table += &format!("| `{text}` | {} |\n", cells(&column, type_name));
    }
    let numbered = Column { identity: Some(Identity::default()), ..Column::new("c", "u64".parse().unwrap()) };
    table += &format!("| `u64` with `auto_increment` | {} |\n", cells(&numbered, type_name));
    assert_table("dialects.md", "types", &table);

    let mut table = "| column type | SQLite | PostgreSQL | MySQL, MariaDB |\n|---|---|---|---|\n".to_owned();
    for text in ["date", "time", "datetime", "datetime(3)", "timestamptz"] {
        let column = Column::new("c", text.parse::<ColumnType>().unwrap());
        let now =
            |dialect: Dialect, column: &Column| (capabilities(dialect).value)(dialect, &column.ty, &DefaultValue::Now);
        table += &format!("| `{text}` | {} |\n", cells(&column, now));
    }
    assert_table("dialects.md", "now", &table);
}

#[test]
fn commands_page_has_every_command_and_option() {
    let help = |command: &[&str]| {
        let output = Command::new(shop::tool()).args(command).arg("--help").output().unwrap();
        String::from_utf8(output.stdout).unwrap()
    };
    let options = |text: &str| {
        let words = text.lines().filter(|line| line.trim_start().starts_with('-')).flat_map(str::split_whitespace);
        words.filter(|word| word.starts_with("--")).map(str::to_owned).collect::<Vec<_>>()
    };
    let page = fs::read_to_string(docs().join("commands.md")).unwrap().replace("\r\n", "\n");
    let (general, rest) = page.split_once("\n## Exit codes\n").unwrap();
    let overview = help(&[]);
    for option in options(&overview) {
        assert!(
            general.contains(&format!("`{option}")),
            "docs/commands.md has no `{option}` among those of every command"
        );
    }
    let list = overview.split("Commands:\n").nth(1).unwrap().split("\n\n").next().unwrap();
    for command in list.lines().filter_map(|line| line.split_whitespace().next()) {
        let section = rest.split(&format!("\n## {command}\n")).nth(1);
        let section = section.unwrap_or_else(|| panic!("docs/commands.md has no section on `{command}`"));
        let section = section.split("\n## ").next().unwrap();
        for option in options(&help(&[command])) {
            let known = section.contains(&option) || general.contains(&format!("`{option}"));
            assert!(known, "docs/commands.md: the section on `{command}` has no `{option}`");
        }
    }
}

#[test]
fn links_lead_somewhere() {
    for entry in fs::read_dir(docs()).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            continue;
        }
        let text = fs::read_to_string(&path).unwrap();
        for (_, rest) in text.match_indices("](").map(|(at, mark)| text.split_at(at + mark.len())) {
            let link = rest.split(')').next().unwrap_or_default();
            if link.contains("://") {
                continue;
            }
            let (file, anchor) = link.split_once('#').unwrap_or((link, ""));
            let target = if file.is_empty() { path.clone() } else { docs().join(file) };
            assert!(target.is_file(), "{}: there is no `{link}`", path.display());
            let anchors = fs::read_to_string(&target).unwrap();
            let mut headings = anchors.lines().filter(|line| line.starts_with('#')).map(slug);
            assert!(anchor.is_empty() || headings.any(|heading| heading == anchor), "{}: `{link}`", path.display());
        }
    }
}

/// The anchor that GitHub gives to a heading.
fn slug(heading: &str) -> String {
    let text = heading.trim_start_matches('#').trim().to_lowercase();
    let kept = text.chars().filter(|c| c.is_alphanumeric() || " -_".contains(*c));
    kept.map(|c| if c == ' ' { '-' } else { c }).collect()
}

/// The pool of the page about applications opens a database that does not exist yet, and the migrator makes it.
#[tokio::test]
async fn application_page_opens_a_new_database() {
    let page = fs::read_to_string(docs().join("application.md")).unwrap();
    let (_, upgrade) = page.split_once("**Upgrade at start-up.**").unwrap();
    let (_, code) = upgrade.split_once("SqlitePool::connect(\"").unwrap();
    let (url, _) = code.split_once('"').unwrap();
    let folder = tempfile::tempdir().unwrap();
    let url = url.replace("shop.db", &folder.path().join("shop.db").display().to_string());
    let pool = sqlx::SqlitePool::connect(&url).await.unwrap();
    let migrator = schema_core::migrate::Migrator::from_revisions(Vec::new());
    migrator.upgrade(&pool).await.unwrap();
    migrator.require_current(&pool).await.unwrap();
}
