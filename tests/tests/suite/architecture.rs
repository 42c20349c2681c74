//! The promises of ARCHITECTURE.md, held against the sources: which stage may import which, where dialects may differ,
//! what each build carries, how long a file may be.

use std::collections::{BTreeMap, BTreeSet};
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
    sources(paths)
}

/// The code of files: without comments, and without tests.
fn sources(mut paths: Vec<PathBuf>) -> Vec<Source> {
    let is_test = |path: &Path| {
        let path = path.strip_prefix(root()).unwrap();
        path.components().any(|part| part.as_os_str() == "tests")
            || path.file_stem().is_some_and(|stem| stem == "tests")
    };
    paths.retain(|path| !is_test(path));
    paths.into_iter().map(|path| Source { code: code_of(&path), path }).collect()
}

/// The code of a file: without comments, and without its tests.
fn code_of(path: &Path) -> String {
    let text = fs::read_to_string(path).unwrap();
    let code = text.split("\nmod tests {").next().unwrap();
    let lines = code.lines().map(|line| line.split("//").next().unwrap());
    lines.collect::<Vec<_>>().join("\n")
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
                // Names the engines, and the parts that stages after it declare.
                if source.path.ends_with("schema/engine.rs") {
                    continue;
                }
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

/// Returns `true` if a line names an engine, by its constant or by its name.
fn names_an_engine(line: &str) -> bool {
    let names = ["sqlite", "postgres", "mysql", "mariadb"];
    // The features of this crate and of others have the same names.
    let is_feature = line.contains("feature = ");
    names.iter().any(|name| {
        line.contains(&format!("Dialect::{}", name.to_uppercase()))
            || !is_feature && line.contains(&format!("{name:?}"))
    })
}

/// What differs between engines is in the directory of the engine below `dialect/`.
#[test]
fn no_code_outside_of_dialect_names_an_engine() {
    let root = root();
    let dialect = root.join("schema-core/src/dialect");
    let mut paths: Vec<PathBuf> =
        ["schema-core/src", "schema-derive/src", "schema-derive/grammar/src", "cargo-schema/src"]
            .iter()
            .flat_map(|it| files(&root.join(it)))
            .collect();
    // The list of names, and the registry.
    let lists = ["grammar/src/schema/dialect.rs", "schema-core/src/schema/engine.rs"];
    paths.retain(|path| !path.starts_with(&dialect) && !lists.iter().any(|list| path.ends_with(list)));
    let mut wrong = Vec::new();
    for source in sources(paths) {
        let named = source.code.lines().filter(|line| names_an_engine(line));
        wrong.extend(named.map(|line| format!("{}: {}", source.path.display(), line.trim())));
    }
    assert!(wrong.is_empty(), "ask a part of the engine instead:\n{}", wrong.join("\n"));
}

/// Words of one engine's SQL.
const WORDS_OF_ONE_ENGINE: [&str; 14] = [
    "@@",
    "CONCURRENTLY",
    "DATABASE()",
    "GET_LOCK",
    "LAST_INSERT",
    "LEGACY_ALTER",
    "MODIFY",
    "PRAGMA",
    "SHOW ",
    "information_schema",
    "last_insert",
    "pg_",
    "sqlite_",
    "sqlite:",
];

/// The modules that plan SQL and send it ask the engine for its own. Other modules read such words in scripts and sources, or tell
/// them to people.
#[test]
fn no_sql_of_one_engine_is_sent_from_outside_of_dialect() {
    let mut wrong = Vec::new();
    for source in ["connect", "diff", "plan", "migrate"].into_iter().flat_map(module) {
        // What a build with an engine's driver adds.
        let lines = source.code.lines().filter(|line| !line.contains("sqlx::"));
        let found = lines.filter(|line| WORDS_OF_ONE_ENGINE.iter().any(|word| line.contains(word)));
        wrong.extend(found.map(|line| format!("{}: {}", source.path.display(), line.trim())));
    }
    assert!(wrong.is_empty(), "ask a part of the engine instead:\n{}", wrong.join("\n"));
}

/// The planner and the comparison ask facts.
#[test]
fn diff_and_plan_know_no_dialect() {
    let mut wrong = Vec::new();
    for source in ["diff", "plan"].into_iter().flat_map(module) {
        for line in source.code.lines() {
            let matches = line.contains("match ") && line.to_lowercase().contains("dialect");
            if names_an_engine(line) || matches {
                wrong.push(format!("{}: {}", source.path.display(), line.trim()));
            }
        }
    }
    assert!(wrong.is_empty(), "ask a capability instead:\n{}", wrong.join("\n"));
}

/// The paths that `code` names behind `crate::` and `super::`, each from the root of the crate. `module` is where it stands.
fn paths(code: &str, module: &[String]) -> Vec<Vec<String>> {
    let mut found = Vec::new();
    for (marker, base) in [("crate::", &[][..]), ("super::", &module[..module.len().saturating_sub(1)])] {
        for (at, _) in code.match_indices(marker) {
            // `super::super::` is read from its beginning on, and `$crate::` of a macro is another crate's.
            let is_whole = !code[..at].ends_with(|c: char| c.is_alphanumeric() || matches!(c, '_' | '$' | ':'));
            if is_whole {
                spread(&code[at + marker.len()..], base, &mut found);
            }
        }
    }
    found
}

/// Takes a path from the front of `text`, with all that is in its braces. Gives what follows.
fn spread<'a>(text: &'a str, before: &[String], found: &mut Vec<Vec<String>>) -> &'a str {
    let text = text.trim_start();
    if let Some(mut group) = text.strip_prefix('{') {
        loop {
            group = group.trim_start();
            match group.chars().next() {
                Some('}') => return &group[1..],
                Some(',') => group = &group[1..],
                None => return group,
                Some(_) => {
                    let rest = spread(group, before, found);
                    // What is no path ends the group.
                    if rest.len() == group.len() {
                        return rest;
                    }
                    group = rest
                        .trim_start()
                        .strip_prefix("as ")
                        .map_or(rest, |name| name.trim_start_matches(|c: char| c.is_alphanumeric() || c == '_'));
                }
            }
        }
    }
    let end = text.find(|c: char| !c.is_alphanumeric() && c != '_' && c != '*').unwrap_or(text.len());
    let (word, rest) = text.split_at(end);
    let path = match word {
        "super" => before[..before.len().saturating_sub(1)].to_vec(),
        word => before.iter().cloned().chain([word.to_owned()]).collect(),
    };
    match rest.strip_prefix("::") {
        Some(rest) => spread(rest, &path, found),
        None => {
            found.push(path);
            rest
        }
    }
}

/// The files of the crate in `folder`, each with those that it imports but for its own parents and children.
fn import_graph(folder: &Path) -> BTreeMap<Vec<String>, BTreeSet<Vec<String>>> {
    let mut sources: BTreeMap<Vec<String>, String> = BTreeMap::new();
    for path in files(folder) {
        let shown = path.strip_prefix(folder).unwrap().with_extension("");
        let mut module: Vec<String> = shown.iter().map(|part| part.to_string_lossy().into_owned()).collect();
        if module.iter().any(|part| part == "tests") {
            continue;
        }
        module.pop_if(|last| matches!(last.as_str(), "mod" | "main" | "lib"));
        sources.insert(module, code_of(&path));
    }
    let known: BTreeSet<Vec<String>> = sources.keys().cloned().collect();
    let imports = |module: &Vec<String>, code: &str| {
        let to_file = |mut path: Vec<String>| {
            while !known.contains(&path) && path.pop().is_some() {}
            path
        };
        let found = paths(code, module).into_iter().map(to_file);
        found.filter(|other| !other.starts_with(module) && !module.starts_with(other)).collect()
    };
    sources.iter().map(|(module, code)| (module.clone(), imports(module, code))).collect()
}

/// The files that import each other, by whatever way round.
fn circles(graph: &BTreeMap<Vec<String>, BTreeSet<Vec<String>>>) -> Vec<String> {
    let reached = |from: &Vec<String>| {
        let mut seen: BTreeSet<&Vec<String>> = BTreeSet::new();
        let mut next: Vec<&Vec<String>> = graph[from].iter().collect();
        while let Some(module) = next.pop() {
            if seen.insert(module) {
                next.extend(&graph[module]);
            }
        }
        seen
    };
    let in_circle = graph.keys().filter(|module| reached(module).contains(module));
    in_circle.map(|module| module.join("/")).collect()
}

/// A file that another one needs does not need it: what both share is in a third.
#[test]
fn no_files_import_each_other() {
    let circles = circles(&import_graph(&root().join("cargo-schema/src")));
    assert!(circles.is_empty(), "these import each other: {}", circles.join(", "));
    // Stages and engines whose files are in such an order.
    let ordered = ["connect/", "diff/", "migrate/", "dialect/mysql/", "dialect/postgres/", "dialect/sqlite/"];
    let mut circles = self::circles(&import_graph(&root().join("schema-core/src")));
    circles.retain(|file| ordered.iter().any(|folder| file.starts_with(folder)));
    assert!(circles.is_empty(), "these import each other: {}", circles.join(", "));
}

#[test]
fn paths_are_found_in_every_spelling() {
    let module = ["a", "b"].map(str::to_owned);
    let code = "use crate::{c::{self, D as E}, f};\nuse super::super::g; super::h::i(); $crate::no";
    let found: Vec<String> = paths(code, &module).iter().map(|path| path.join("::")).collect();
    assert_eq!(found, ["c::self", "c::D", "f", "g", "a::h::i"]);
    let graph = [("a", "b"), ("b", "c"), ("c", "a"), ("d", "a")];
    let one = |name: &str| vec![name.to_owned()];
    let graph = graph.into_iter().map(|(from, to)| (one(from), [one(to)].into())).collect();
    assert_eq!(circles(&graph), ["a", "b", "c"]);
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

/// Whether a build of schema-core or of its derives brings these packages, and none of those.
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
    carries(&["--package", "schema-core-derive", "--edges", "normal"], &["syn", "quote", "proc-macro2"], &never);
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
    let names: Vec<&str> = lines.iter().filter_map(|line| line.split(' ').next()).collect();
    assert_eq!(names, ["schema-core", "schema-core-grammar"]);
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
    let manifest = format!(
        "[package]\nname = \"app\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\
         [dependencies]\nschema-core = {{ path = {core:?}, features = [\"sqlite\"] }}\n\
         [build-dependencies]\nschema-core = {{ path = {core:?}, default-features = false, features = [\"build\"] }}\n[workspace]\n"
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
