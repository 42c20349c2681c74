//! Temporary packages, and the tool run in them as a user runs it.

use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::sync::OnceLock;

use tempfile::TempDir;

/// What this workspace is built to, in the profile of this test.
pub(crate) struct Built {
    /// What cargo says of each target: a value for each.
    artifacts: Vec<serde_json::Value>,
}

/// Builds this workspace.
pub(crate) fn built() -> &'static Built {
    static BUILT: OnceLock<Built> = OnceLock::new();
    BUILT.get_or_init(|| {
        let target = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).parent().unwrap().to_owned();
        let output = cargo()
            // The whole workspace has the feature set that the tests have: nothing is compiled twice.
            .args(["build", "--quiet", "--workspace", "--message-format=json-render-diagnostics"])
            .args((!cfg!(debug_assertions)).then_some("--release"))
            .arg("--target-dir")
            .arg(&target)
            .current_dir(workspace())
            .output()
            .unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        let messages = output.stdout.split(|byte| *byte == b'\n').filter(|line| !line.is_empty());
        let messages = messages.map(|line| serde_json::from_slice::<serde_json::Value>(line).unwrap());
        Built { artifacts: messages.filter(|message| message["reason"] == "compiler-artifact").collect() }
    })
}

impl Built {
    /// The library of this name; that with the most features, where build scripts have another.
    pub(crate) fn library(&self, name: &str) -> &Path {
        let named = self.artifacts.iter().filter(|artifact| artifact["target"]["name"] == name);
        let most = named.max_by_key(|artifact| artifact["features"].as_array().map_or(0, Vec::len));
        let files = most.and_then(|artifact| artifact["filenames"].as_array()).into_iter().flatten();
        let mut paths = files.map(|file| Path::new(file.as_str().unwrap()));
        // A library of metadata alone links to nothing.
        let library = paths.find(|path| path.extension().is_some_and(|extension| extension != "rmeta"));
        library.unwrap_or_else(|| panic!("there is no library {name}"))
    }

    /// The folder with all libraries.
    pub(crate) fn libraries(&self) -> &Path {
        self.library("sqlx").parent().unwrap()
    }

    fn program(&self, name: &str) -> &Path {
        let mut named = self.artifacts.iter().filter(|artifact| artifact["target"]["name"] == name);
        Path::new(named.find_map(|artifact| artifact["executable"].as_str()).expect("a program"))
    }
}

/// The tool, or the one that `SCHEMA_TEST_TOOL` names.
pub(crate) fn tool() -> &'static Path {
    static TOOL: OnceLock<PathBuf> = OnceLock::new();
    TOOL.get_or_init(|| match std::env::var_os("SCHEMA_TEST_TOOL") {
        Some(named) => named.into(),
        None => built().program("cargo-schema").to_owned(),
    })
}

/// The folder of this workspace.
pub(crate) fn workspace() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).parent().unwrap().to_owned()
}

/// The tool, without what this test run has put into the environment.
pub(crate) fn tool_command() -> Command {
    let mut command = Command::new(tool());
    clean(&mut command);
    command
}

/// Cargo, without what this test run has put into the environment.
pub(crate) fn cargo() -> Command {
    let mut command = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    clean(&mut command);
    command
}

fn clean(command: &mut Command) {
    let kept = ["CARGO_HOME", "CARGO_INCREMENTAL", "CARGO_NET_OFFLINE", "CARGO_BUILD_JOBS", "CARGO_PROFILE_DEV_DEBUG"];
    for (name, _) in std::env::vars_os() {
        let text = name.to_string_lossy();
        let ours = ["CARGO", "DATABASE_URL", "SCHEMA_", "NO_COLOR", "CLICOLOR", "RUST_BACKTRACE", "RUSTFLAGS"];
        if ours.iter().any(|ours| text.starts_with(ours)) && !kept.contains(&text.as_ref()) {
            command.env_remove(&name);
        }
    }
}

/// Makes cargo build a user's package where all tests do: the libraries are compiled once.
pub(crate) fn share_libraries(cargo: &mut Command) {
    cargo.env("CARGO_TARGET_DIR", Path::new(env!("CARGO_TARGET_TMPDIR")).join("target"));
}

/// The arguments of `cargo schema`, as somebody says them who has a checkout: this one.
pub(crate) fn with_source(args: &[&str]) -> Vec<String> {
    let here = workspace().display().to_string();
    // The pages name a checkout beside the package.
    let mut all: Vec<String> =
        args.iter().map(|it| if *it == "../cargo-schema" { here.clone() } else { (*it).to_owned() }).collect();
    if args.iter().any(|it| matches!(*it, "init" | "adopt" | "import"))
        && !args.iter().any(|it| matches!(*it, "--path" | "--git"))
    {
        all.extend(["--path".to_owned(), here]);
    }
    all
}

/// A package in a folder of its own.
pub(crate) struct Shop {
    dir: TempDir,
}

/// What a run gave.
pub(crate) struct Run {
    /// The id of the process that it was.
    pub(crate) process: u32,
    pub(crate) code: i32,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

impl Run {
    /// Runs `command` and keeps what it writes; `text` makes text of it.
    pub(crate) fn of(command: &mut Command, text: impl Fn(&[u8]) -> String) -> Self {
        let piped = command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
        Self::ended(piped.spawn().unwrap(), text)
    }

    /// Waits for the end of `child`.
    pub(crate) fn ended(child: Child, text: impl Fn(&[u8]) -> String) -> Self {
        let process = child.id();
        let Output { status, stdout, stderr } = child.wait_with_output().unwrap();
        Self { process, code: status.code().unwrap_or(-1), stdout: text(&stdout), stderr: text(&stderr) }
    }

    /// Exit code, stdout and stderr, one after the other.
    pub(crate) fn all(&self) -> String {
        let mut text = String::new();
        if !self.stdout.is_empty() {
            text += &self.stdout;
        }
        if !self.stderr.is_empty() {
            text += &format!("--- stderr\n{}", self.stderr);
        }
        text + &format!("--- exit {}\n", self.code)
    }

    /// The same, where all is to be well.
    #[track_caller]
    pub(crate) fn fine(self) -> Self {
        assert_eq!(self.code, 0, "{}", self.all());
        self
    }
}

impl Shop {
    /// A package `shop` without anything.
    pub(crate) fn bare() -> Self {
        let dir = tempfile::Builder::new().prefix("shop").tempdir().unwrap();
        let shop = Self { dir };
        shop.write(
            "Cargo.toml",
            "[package]\nname = \"shop\"\nversion = \"0.1.0\"\nedition = \"2024\"\n\n[dependencies]\n",
        );
        shop.write("src/main.rs", "fn main() {}\n");
        // What this workspace has resolved is there without a network.
        std::fs::copy(workspace().join("Cargo.lock"), shop.path("Cargo.lock")).unwrap();
        shop
    }

    /// A package that is set up for SQLite, with these models.
    pub(crate) fn with(models: &str) -> Self {
        let shop = Self::bare();
        shop.schema(&["init", "--dialect", "sqlite"]).fine();
        shop.models(models);
        shop
    }

    /// Sets the models.
    pub(crate) fn models(&self, text: &str) {
        self.write("src/main.rs", &format!("#![allow(dead_code)]\nuse schema_core::*;\n\n{text}\nfn main() {{}}\n"));
    }

    pub(crate) fn dir(&self) -> &Path {
        self.dir.path()
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.dir.path().join(name)
    }

    pub(crate) fn write(&self, name: &str, text: &str) {
        let path = self.path(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    }

    pub(crate) fn read(&self, name: &str) -> String {
        std::fs::read_to_string(self.path(name)).unwrap()
    }

    /// The folders of revisions, in order.
    pub(crate) fn revisions(&self) -> Vec<PathBuf> {
        let mut found: Vec<PathBuf> =
            std::fs::read_dir(self.path("migrations")).unwrap().map(|entry| entry.unwrap().path()).collect();
        found.sort();
        found
    }

    /// All files below the package but for build output, with their content: to see that nothing was written.
    pub(crate) fn files(&self) -> Vec<(PathBuf, Vec<u8>)> {
        let mut open = vec![self.dir.path().to_owned()];
        let mut files = Vec::new();
        while let Some(folder) = open.pop() {
            for entry in std::fs::read_dir(folder).unwrap() {
                let path = entry.unwrap().path();
                if path.is_dir() {
                    open.push(path);
                } else {
                    let content = std::fs::read(&path).unwrap();
                    files.push((path, content));
                }
            }
        }
        files.sort();
        files
    }

    /// Makes its folder a repository.
    pub(crate) fn keep_in_git(&self) {
        let git = Command::new("git").args(["init", "--quiet"]).current_dir(self.dir()).status();
        assert!(git.is_ok_and(|status| status.success()), "git is needed");
    }

    /// Runs `cargo schema` with these arguments.
    pub(crate) fn schema(&self, args: &[&str]) -> Run {
        self.schema_in(self.dir.path(), args, &[])
    }

    /// Runs `cargo schema` about the database of `url`, which is an option of the commands that open one.
    pub(crate) fn schema_on(&self, url: &str, args: &[&str]) -> Run {
        let opens = match args {
            ["heads" | "show" | "merge" | "completions", ..] => false,
            ["revision", ..] => args.contains(&"--from-database"),
            _ => true,
        };
        let option = ["--database-url", url];
        self.schema(&[args, if opens { &option } else { &[] }].concat())
    }

    /// Runs `cargo schema` in a folder, with variables.
    pub(crate) fn schema_in(&self, folder: &Path, args: &[&str], vars: &[(&str, &str)]) -> Run {
        let mut command = tool_command();
        command.arg("schema").args(with_source(args)).envs(vars.iter().copied()).current_dir(folder);
        self.run(&mut command)
    }

    /// Runs `cargo schema` with these arguments and no others.
    pub(crate) fn schema_exactly(&self, args: &[&str]) -> Run {
        let mut command = tool_command();
        command.arg("schema").args(args).current_dir(self.dir.path());
        self.run(&mut command)
    }

    /// Runs the last command that `run` names, as a user who pastes it into a shell.
    #[track_caller]
    pub(crate) fn paste(&self, run: &Run, vars: &[(&str, &str)]) -> Run {
        let text = run.all();
        let mut commands =
            text.split('`').filter(|it| it.starts_with("cargo schema ") || it.starts_with("cargo-schema "));
        let line = commands.next_back().unwrap_or_else(|| panic!("no command is named: {text}"));
        // What was read is levelled: of a revision, the slug is enough.
        let line = line.replace("[ID]_", "").replace("[DIR]", &self.dir.path().display().to_string());
        self.shell(&line, vars)
    }

    /// Runs a line of a shell that finds the tool.
    pub(crate) fn shell(&self, line: &str, vars: &[(&str, &str)]) -> Run {
        let mut command = Command::new("sh");
        clean(&mut command);
        let folders = std::env::var_os("PATH").unwrap_or_default();
        let folders = std::iter::once(tool().parent().unwrap().to_owned()).chain(std::env::split_paths(&folders));
        command.env("PATH", std::env::join_paths(folders).unwrap());
        command.args(["-c", line]).envs(vars.iter().copied()).current_dir(self.dir.path());
        self.run(&mut command)
    }

    /// Runs a statement in `shop.db`, and gives the first value that it returns.
    pub(crate) fn sqlite(&self, sql: &str) -> String {
        use schema_core::connect::{Access, Connect as _, DatabaseUrl};
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        runtime.block_on(async {
            let url = DatabaseUrl::parse(&format!("sqlite://{}", self.path("shop.db").display())).unwrap();
            let mut session = url.into_session(Access::Write).await.unwrap();
            let value = session.one(sql).await.unwrap();
            session.close().await.unwrap();
            value.unwrap_or_default()
        })
    }

    /// Runs cargo.
    pub(crate) fn cargo(&self, args: &[&str]) -> Run {
        let mut command = cargo();
        share_libraries(&mut command);
        command.args(args).arg("--offline").current_dir(self.dir.path());
        self.run(&mut command)
    }

    fn run(&self, command: &mut Command) -> Run {
        Run::of(command, |bytes| self.level(bytes))
    }

    /// Output without what differs from run to run: `[ID]` for ids, `[DIR]` for the folder, `[TIME]` for durations.
    pub(crate) fn level(&self, bytes: &[u8]) -> String {
        let dir = self.dir.path().canonicalize().unwrap();
        let mut text = String::from_utf8_lossy(bytes).replace(&dir.display().to_string(), "[DIR]");
        text = text.replace(&self.dir.path().display().to_string(), "[DIR]");
        let mut out = String::new();
        let mut rest = text.as_str();
        while let Some(at) = rest.find(|c: char| c.is_ascii_digit()) {
            out += &rest[..at];
            rest = &rest[at..];
            let end = rest.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(rest.len());
            let (number, after) = rest.split_at(end);
            if number.len() == 14 && number.starts_with("20") {
                out += "[ID]";
            } else if number.contains('.') && after.starts_with('s') && number.parse::<f64>().is_ok() {
                out += "[TIME]";
                rest = &after[1..];
                continue;
            } else {
                out += number;
            }
            rest = after;
        }
        out + rest
    }
}
