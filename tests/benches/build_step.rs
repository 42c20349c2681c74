//! How long the build step and the reading of sources take on a crate of a thousand models.
//!
//! `cargo bench -p schema-tests --bench build_step` prints a table. The build script is a debug build, as users have it; what
//! the command line tool does is measured in this process, which is optimised. The second number is processor time, which says
//! more than the clock on a machine that has other work.

#![allow(clippy::print_stdout, reason = "a bench prints")]

#[path = "../tests/suite/build_step/package.rs"]
#[allow(dead_code, reason = "tests take more of it")]
mod package;
#[path = "../tests/support/mod.rs"]
#[allow(dead_code, reason = "tests take more of it")]
mod support;

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};

use package::Package;
use schema_core::diff::diff;
use schema_core::lower::lower;
use schema_core::read::{Cfg, Config, Project, Sources};
use schema_core::revision::{Manifest, load};

const MODELS: usize = 1000;
const RUNS: u32 = 7;

fn main() {
    // `cargo test --benches` asks whether it starts.
    if std::env::args().any(|argument| argument == "--test") {
        return;
    }
    println!("{MODELS} models, ten columns each; median on the clock and mean processor time of {RUNS} runs");
    for (layout, per_file) in [("ten to a file", 10), ("all in one file", MODELS)] {
        println!("\n{layout}:");
        let shop = crate_of(layout, per_file);
        build_script(&shop);
        command_line(&shop);
    }
}

/// A crate of a thousand models, recorded in one revision and a hundred small ones behind it.
fn crate_of(layout: &str, per_file: usize) -> Package {
    let mut lib = String::new();
    let mut files = Vec::new();
    for file in 0..MODELS / per_file {
        let _ = writeln!(lib, "pub mod m{file};");
        let mut text = String::from("use schema_core::Schema;\n");
        for model in 0..per_file {
            let number = file * per_file + model;
            let other = if model > 0 { format!("Model{}", number - 1) } else { "Self".to_owned() };
            let _ = write!(
                text,
                "\n/// Model number {number}.\n#[derive(Debug, Clone, Schema)]\npub struct Model{number} {{\n    \
                 #[schema(primary_key, auto_increment)]\n    pub id: i64,\n    #[schema(max_length = 80, unique)]\n    pub name: String,\n    \
                 /// What it is about.\n    pub text: Option<String>,\n    #[schema(default = 0)]\n    pub count: i32,\n    pub price: f64,\n    \
                 pub active: bool,\n    pub data: Vec<u8>,\n    #[schema(references({other}::id, on_delete(cascade)))]\n    pub other: Option<i64>,\n    \
                 #[schema(index)]\n    pub kind: i16,\n    pub last: String,\n}}\n"
            );
        }
        files.push((format!("src/m{file}.rs"), text));
    }
    files.push(("src/lib.rs".to_owned(), lib));
    let files: Vec<(&str, &str)> = files.iter().map(|(path, text)| (path.as_str(), text.as_str())).collect();
    let shop = Package::new(&format!("bench-{}", layout.replace(' ', "-")), &files);
    for number in 1..=100_u64 {
        let id = format!("{}", 20_270_101_000_000 + number);
        let parent =
            if number == 1 { "20260101000000".to_owned() } else { format!("{}", 20_270_101_000_000 + number - 1) };
        shop.revision(&Manifest { id, parents: vec![parent], ..Manifest::default() }, "empty");
    }
    shop
}

/// The build script of the crate, run as cargo runs it.
fn build_script(shop: &Package) {
    // Its own crate is not compiled: only the build script is what counts.
    let built = shop.cargo_with(&["check", "--message-format=json"], &[("CARGO_SCHEMA_CHECK", "off")]);
    let messages = built.text.lines().filter_map(|line| serde_json::from_str::<serde_json::Value>(line).ok());
    let script = messages
        .filter(|message| {
            message["target"]["kind"][0] == "custom-build"
                && message["package_id"].as_str().is_some_and(|id| id.contains("bench-"))
        })
        .find_map(|message| message["filenames"][0].as_str().map(PathBuf::from))
        .unwrap_or_else(|| panic!("cargo built no build script:\n{}", built.text));
    let out = shop.dir.join("out");
    let run = || {
        let start = Start::now();
        let output = Command::new(&script)
            .current_dir(&shop.dir)
            .envs([("CARGO_MANIFEST_DIR", &shop.dir), ("OUT_DIR", &out)])
            .output()
            .unwrap();
        let text = String::from_utf8(output.stdout).unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        (start.spent(), text)
    };
    print_row("build script, first run", &mut || {
        let _ = std::fs::remove_dir_all(&out);
        run().0
    });
    print_row("build script, nothing changed", &mut || run().0);
    let edit = |run_number: u32| {
        let field = format!("pub extra{run_number}: i64,\n    pub active");
        let text = shop.read("src/m0.rs");
        let start = text.find("pub active").unwrap();
        let from = text.rfind("pub extra").unwrap_or(start);
        shop.write("src/m0.rs", &format!("{}{field}{}", &text[..from], &text[start + "pub active".len()..]));
    };
    let mut number = 0;
    print_row("build script, one model changed", &mut || {
        number += 1;
        edit(number);
        let (time, text) = run();
        assert!(text.contains("model change without a revision: add column"), "{text}");
        time
    });
    let before = shop.tree().len();
    let mut number = 0;
    print_row("build script, that change recorded", &mut || {
        number += 1;
        edit(100 + number);
        let _ = run();
        shop.record(&format!("column{number}"));
        let (time, text) = run();
        assert!(!text.contains("no revision"), "{text}");
        time
    });
    assert!(shop.tree().len() > before);
}

/// What `cargo schema revision` does before it writes.
fn command_line(shop: &Package) {
    let rustc = Command::new("rustc").args(["--print", "cfg"]).output().unwrap();
    let cfg = Cfg::from_rustc(&String::from_utf8(rustc.stdout).unwrap());
    let manifest = shop.dir.join("Cargo.toml");
    print_row("sources to schema", &mut || {
        let start = Start::now();
        let schema = read(&manifest, &cfg);
        assert_eq!(schema.tables.len(), MODELS);
        start.spent()
    });
    print_row("revisions to schema", &mut || {
        let start = Start::now();
        let revisions = load(&shop.dir.join("migrations")).unwrap();
        assert_eq!(revisions.schema().unwrap().tables.len(), MODELS);
        start.spent()
    });
    print_row("both and the diff", &mut || {
        let start = Start::now();
        let head = load(&shop.dir.join("migrations")).unwrap().schema().unwrap();
        let found = diff(&head, &read(&manifest, &cfg), &Default::default());
        assert!(found.changes.is_empty());
        start.spent()
    });
}

fn read(manifest: &Path, cfg: &Cfg) -> schema_core::schema::Schema {
    let project = Project::find(manifest).unwrap();
    let read = Sources::new().read(&Config { project: &project, cfg, features: None });
    lower(&read, &project.metadata).check(&read).unwrap().schema
}

/// Clock and processor time.
type Spent = (Duration, Duration);

struct Start {
    clock: Instant,
    processor: Duration,
}

impl Start {
    fn now() -> Self {
        Self { clock: Instant::now(), processor: processor_time() }
    }

    fn spent(&self) -> Spent {
        (self.clock.elapsed(), processor_time().saturating_sub(self.processor))
    }
}

/// What this process and those that it waited for have used, in ticks of ten milliseconds; nothing where `/proc` is not.
fn processor_time() -> Duration {
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    // The name of the process, in parentheses, may hold anything.
    let rest = stat.rsplit_once(')').map_or("", |(_, rest)| rest);
    let ticks: u64 = rest.split_whitespace().skip(11).take(4).filter_map(|field| field.parse::<u64>().ok()).sum();
    Duration::from_millis(ticks * 10)
}

fn print_row(name: &str, run: &mut dyn FnMut() -> Spent) {
    let spent: Vec<Spent> = (0..RUNS).map(|_| run()).collect();
    let mut clock: Vec<Duration> = spent.iter().map(|it| it.0).collect();
    clock.sort();
    let median = clock[clock.len() / 2].as_secs_f64() * 1000.0;
    let processor = spent.iter().map(|it| it.1).sum::<Duration>().as_secs_f64() * 1000.0 / f64::from(RUNS);
    println!("  {name:<36} {median:>7.1} ms {processor:>7.1} ms");
}
