//! The promises of ARCHITECTURE.md, held against the sources: which stage may import which, where dialects may differ,
//! what each build carries, how long a file may be.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// A file of Rust, with the tests in it left out.
struct Source {
    path: PathBuf,
    code: String,
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap().to_owned()
}

/// All files of Rust below `folder`.
fn files(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    let mut entries: Vec<PathBuf> =
        fs::read_dir(folder).into_iter().flatten().map(|entry| entry.unwrap().path()).collect();
    entries.sort();
    for path in entries {
        if path.is_dir() {
            files.extend(self::files(&path));
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            files.push(path);
        }
    }
    files
}

/// The code of a module of schema-core: without comments, and without its tests.
fn module(name: &str) -> Vec<Source> {
    let source = root().join("schema-core/src");
    let mut paths = files(&source.join(name));
    paths.extend(Some(source.join(format!("{name}.rs"))).filter(|path| path.is_file()));
    let is_test = |path: &Path| {
        let path = path.strip_prefix(&source).unwrap();
        path.components().any(|part| part.as_os_str() == "tests")
            || path.file_stem().is_some_and(|stem| stem == "tests")
    };
    paths.retain(|path| !is_test(path));
    let read = |path: PathBuf| {
        let text = fs::read_to_string(&path).unwrap();
        let code = text.split("#[cfg(test)]\nmod tests {").next().unwrap();
        let lines = code.lines().map(|line| line.split("//").next().unwrap());
        Source { code: lines.collect::<Vec<_>>().join("\n"), path }
    };
    paths.into_iter().map(read).collect()
}

/// The stages in the order of the table at the head of schema-core: each may import those before it.
fn stages() -> Vec<String> {
    let text = fs::read_to_string(root().join("schema-core/src/lib.rs")).unwrap();
    text.lines()
        .filter_map(|line| line.strip_prefix("//! | [`")?.split_once('`'))
        .map(|(name, _)| name.to_owned())
        .collect()
}

/// The modules of the crate that `code` names: `crate::schema::…` and `crate::{diff::…, schema}`.
fn imports(code: &str) -> BTreeSet<String> {
    let word = |text: &str| text.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect::<String>();
    let mut found = BTreeSet::new();
    for rest in code.split("crate::").skip(1) {
        let Some(group) = rest.strip_prefix('{') else {
            found.insert(word(rest));
            continue;
        };
        let mut depth = 0;
        let mut start = true;
        for (at, c) in group.char_indices() {
            match c {
                '{' => depth += 1,
                '}' if depth == 0 => break,
                '}' => depth -= 1,
                ',' if depth == 0 => start = true,
                c if start && !c.is_whitespace() => {
                    found.insert(word(&group[at..]));
                    start = false;
                }
                _ => {}
            }
        }
    }
    found
}

#[test]
fn a_stage_imports_only_stages_before_it() {
    let stages = stages();
    let text = fs::read_to_string(root().join("schema-core/src/lib.rs")).unwrap();
    let lines: Vec<&str> = text.lines().collect();
    let modules = lines.windows(2).filter(|lines| lines[0] != "#[doc(hidden)]");
    for module in modules.filter_map(|lines| lines[1].strip_prefix("pub mod ")?.strip_suffix(';')) {
        assert!(stages.iter().any(|stage| stage == module), "the table in lib.rs lacks the stage `{module}`");
    }
    let mut wrong = Vec::new();
    for (place, stage) in stages.iter().enumerate() {
        let sources = module(stage);
        assert!(!sources.is_empty(), "the table in lib.rs has `{stage}`, which is no module");
        for source in sources {
            for import in imports(&source.code) {
                let known = stages.iter().position(|stage| *stage == import);
                if known.is_some_and(|known| known > place) {
                    wrong.push(format!("{}: `{stage}` comes before `{import}`", source.path.display()));
                }
            }
            // The crate's root, from a file in its first level of folders.
            if source.code.contains("super::super::super::") {
                wrong.push(format!("{}: write `crate::` instead of three times `super::`", source.path.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn imports_are_found_in_every_spelling() {
    let code = "use crate::{a::{b, c}, d,\n e::F};\nlet x = crate::g::h; pub(in crate::i) fn f() {}";
    assert_eq!(imports(code), ["a", "d", "e", "g", "i"].map(str::to_owned).into());
}

/// A difference between dialects is a capability, an equivalence, a spelling or a reading; each has its place.
#[test]
fn diff_and_plan_know_no_dialect() {
    let mut wrong = Vec::new();
    for source in ["diff", "plan"].into_iter().flat_map(module) {
        for line in source.code.lines() {
            let asks = ["Sqlite", "Postgres", "Mysql", "Mariadb"]
                .iter()
                .any(|name| line.contains(&format!("Dialect::{name}")));
            let matches = line.contains("match ") && line.to_lowercase().contains("dialect");
            if asks || matches {
                wrong.push(format!("{}: {}", source.path.display(), line.trim()));
            }
        }
    }
    assert!(wrong.is_empty(), "ask a capability instead:\n{}", wrong.join("\n"));
}

#[test]
fn no_file_is_longer_than_600_lines() {
    let mut long = Vec::new();
    for folder in
        ["schema-core", "schema-derive", "cargo-schema", "tests/src", "tests/tests", "tests/benches", "examples"]
    {
        for path in files(&root().join(folder)) {
            let lines = fs::read_to_string(&path).unwrap().lines().count();
            if lines > 600 && !path.components().any(|part| part.as_os_str() == "target") {
                long.push(format!("{} has {lines}", path.display()));
            }
        }
    }
    assert!(long.is_empty(), "split by noun:\n{}", long.join("\n"));
}

/// What `cargo tree` says, a package a line: `name version features`.
fn tree(folder: &Path, arguments: &[&str]) -> Vec<String> {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let output = Command::new(cargo)
        .args(["tree", "--offline", "--prefix", "none", "--format", "{p} [{f}]"])
        .args(arguments)
        .current_dir(folder)
        .output()
        .unwrap();
    assert!(output.status.success(), "cargo tree {arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap().lines().filter(|line| !line.is_empty()).map(str::to_owned).collect()
}

/// Whether a build of schema-core or schema-derive brings these packages, and none of those.
#[track_caller]
fn carries(arguments: &[&str], brings: &[&str], never: &[&str]) {
    let lines = tree(&root(), arguments);
    assert_packages(&lines, brings, never);
}

#[track_caller]
fn assert_packages(lines: &[String], brings: &[&str], never: &[&str]) {
    let there: BTreeSet<&str> = lines.iter().filter_map(|line| line.split(' ').next()).collect();
    let missing: Vec<_> = brings.iter().filter(|name| !there.contains(*name)).collect();
    let wrong: Vec<_> = never.iter().filter(|name| there.contains(*name)).collect();
    assert!(missing.is_empty() && wrong.is_empty(), "missing {missing:?}, too many {wrong:?}:\n{}", lines.join("\n"));
}

#[test]
fn the_derive_carries_the_grammar_alone() {
    let never = ["serde", "serde_core", "serde_json", "toml", "sqlx", "sqlx-core", "sea-query", "tokio", "clap"];
    carries(&["--package", "schema-derive", "--edges", "normal"], &["syn", "quote", "proc-macro2"], &never);
}

#[test]
fn a_build_script_carries_no_database_and_no_terminal() {
    let never = ["sqlx", "sqlx-core", "tokio", "sea-query", "clap", "sha2"];
    let arguments =
        ["--package", "schema-core", "--no-default-features", "--features", "build", "--edges", "normal,build"];
    carries(&arguments, &["syn", "serde", "toml", "serde_json"], &never);
}

/// A library that tests want with other features than the tool would be compiled twice, and all that stands on it;
/// `tests/features` holds what they want.
#[test]
fn tests_and_tool_are_built_of_the_same_libraries() {
    let libraries =
        |edges| tree(&root(), &["--workspace", "--edges", edges]).into_iter().map(|line| line.replace(" (*)", ""));
    let with_tests: BTreeSet<String> = libraries("normal,build,dev").collect();
    let twice: BTreeSet<String> = libraries("normal,build").filter(|line| !with_tests.contains(line)).collect();
    assert!(twice.is_empty(), "{twice:#?}");
}

#[test]
fn models_carry_nothing() {
    let lines = tree(&root(), &["--package", "schema-core", "--no-default-features", "--edges", "normal,build"]);
    assert_eq!(lines.len(), 1, "{}", lines.join("\n"));
}

#[test]
fn the_migrator_carries_sqlx_and_no_grammar() {
    let never = ["syn", "quote", "proc-macro2", "clap", "sea-query", "toml"];
    let arguments = [
        "--package",
        "schema-core",
        "--no-default-features",
        "--features",
        "sqlite,postgres,mysql",
        "--edges",
        "normal,no-proc-macro",
    ];
    carries(&arguments, &["sqlx", "sha2", "sqlx-sqlite", "sqlx-postgres", "sqlx-mysql"], &never);
    // The application chooses runtime and TLS.
    let lines = tree(&root(), &arguments);
    let sqlx = lines.iter().find(|line| line.starts_with("sqlx v")).unwrap();
    for feature in ["default", "macros", "any", "migrate", "runtime-tokio", "tls-rustls"] {
        let features = sqlx.split('[').nth(1).unwrap().trim_end_matches(']');
        assert!(!features.split(',').any(|there| there == feature), "{sqlx}");
    }
}

/// A user's package: what its build script carries does not leak into the program, nor the other way round.
#[test]
fn build_script_and_program_of_a_user_stay_apart() {
    let folder = tempfile::tempdir().unwrap();
    let core = root().join("schema-core");
    let derive = root().join("schema-derive");
    let manifest = format!(
        "[package]\nname = \"app\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\
         [dependencies]\nschema-core = {{ path = {core:?}, features = [\"sqlite\"] }}\nschema-derive = {{ path = {derive:?} }}\n\
         [build-dependencies]\nschema-core = {{ path = {core:?}, features = [\"build\"] }}\n[workspace]\n"
    );
    fs::write(folder.path().join("Cargo.toml"), manifest).unwrap();
    fs::create_dir(folder.path().join("src")).unwrap();
    fs::write(folder.path().join("src/main.rs"), "fn main() {}").unwrap();
    fs::write(folder.path().join("build.rs"), "fn main() {}").unwrap();
    fs::copy(root().join("Cargo.lock"), folder.path().join("Cargo.lock")).unwrap();

    let program = tree(folder.path(), &["--edges", "normal,no-proc-macro"]);
    assert_packages(&program, &["schema-core", "sqlx"], &["syn", "quote", "clap", "sea-query", "sqlx-mysql", "tokio"]);
    // Cargo shows schema-core once for each set of features that it is built with.
    let all = tree(folder.path(), &["--edges", "normal,build"]);
    let cores: Vec<&String> = all.iter().filter(|line| line.starts_with("schema-core v")).collect();
    let has = |line: &str, feature: &str| {
        line.split(['[', ']']).nth(1).is_some_and(|features| features.split(',').any(|there| there == feature))
    };
    assert!(cores.iter().any(|line| has(line, "sqlite")), "{cores:?}");
    assert!(cores.iter().any(|line| has(line, "build")), "{cores:?}");
    assert!(!cores.iter().any(|line| has(line, "build") && has(line, "sqlite")), "{cores:?}");
}
