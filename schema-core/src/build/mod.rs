//! The build step: what a crate's build script does.
//!
//! All of `build.rs` that is needed is this call in `main`:
//!
//! ```no_run
//! schema_core::build::run();
//! ```
//!
//! It reads the crate's models, compares them with the revisions, and leaves in `OUT_DIR/schema` the index that the derives
//! check themselves against (numbered files), the schema (`snapshot.json`) and the revisions for
//! `schema_core::migrator!()` (`revisions.rs`). It writes nowhere else, each file only when its content changes, and needs
//! neither network nor database.

mod embed;
mod environment;
mod head;
mod index;
mod render;
mod verdict;

use std::collections::BTreeSet;
use std::fs;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use crate::diagnostic::{Code, Diagnostic, Help, Severity};
use crate::diff::{Change, diff};
use crate::lower::{Lowered, lower};
use crate::read::compact;
use crate::read::{Config, FoundDdl, MEANT, Mode, Problem, Project, Read, RuntimeDdlMode, Sources};
use crate::revision::Revisions;
use crate::snapshot;
use environment::{CHECK, Environment, FORMER_CHECK};
use head::Head;
use verdict::{Unrecorded, Verdicts};

pub use verdict::{origin, unrecorded_changes};

/// How many problems are shown with their source; a crate's first build has as many as it has models.
const SHOWN: usize = 12;

/// Does the build step of the crate whose build script calls this, and tells cargo when to do it again.
///
/// A change of the models that is in no revision fails the build: here, or on the field that changed where an editor checks
/// the crate or `check = "field"` is in `[package.metadata.schema]`. `CARGO_SCHEMA_CHECK` in the environment overrides that:
/// `build-script`, `field`, `warn` or `off`. In a dependency from elsewhere nothing is checked.
pub fn run() {
    let lines = match Environment::current() {
        Ok(environment) => Step::new(environment).run(),
        Err(error) => vec![format!("cargo::error={}", render::line(&error))],
    };
    let mut out = io::stdout().lock();
    for line in lines {
        // Cargo has gone away if nobody reads this.
        let _ = writeln!(out, "{line}");
    }
}

/// One run of the build step.
struct Step {
    environment: Environment,
    folder: PathBuf,
    lines: Vec<String>,
}

/// How something is said to cargo.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Level {
    Error,
    Warning,
}

impl Step {
    fn new(environment: Environment) -> Self {
        let folder = environment.out_dir.join("schema");
        Self { environment, folder, lines: Vec::new() }
    }

    fn run(mut self) -> Vec<String> {
        for variable in [CHECK, FORMER_CHECK] {
            self.lines.push(format!("cargo::rerun-if-env-changed={variable}"));
        }
        self.say(Level::Warning, self.environment.renamed());
        if let Err(error) = self.try_run() {
            self.say(Level::Error, [render::line(&error)]);
        }
        self.lines
    }

    fn try_run(&mut self) -> Result<(), Box<Diagnostic>> {
        let manifest = self.environment.folder.join("Cargo.toml");
        self.rerun(&manifest);
        let project = Project::find(&manifest).map_err(|problem| {
            let said = problem.diagnostic(Severity::Error);
            Box::new(Diagnostic { help: None, ..said })
        })?;
        let no_package = || {
            let message = format!("{} describes no package", manifest.display());
            Box::new(Diagnostic::new(Severity::Error, Code::InvalidManifest, message))
        };
        let own = project.own.ok_or_else(no_package)?;
        let mode = self.environment.mode(project.metadata.check)?;

        let features = self.environment.cfg.features();
        let runtime_ddl = self.environment.runtime_ddl(project.metadata.runtime_ddl);
        let sources = Sources::load(&self.kept("cache"));
        let mut sources = sources.with_runtime_ddl(runtime_ddl != RuntimeDdlMode::Allow);
        let config = Config { project: &project, cfg: &self.environment.cfg, features: Some(&features) };
        let read = sources.read(&config);
        let lowering = lower(&read, &project.metadata);
        let lowered = lowering.lowered;
        self.reruns(&project, &read, &lowered, own);

        let mut verdicts = Verdicts::default();
        let mut report = Report { mode, half_typed: !read.half_typed.is_empty(), verdicts: &mut verdicts };
        let problems: Vec<Problem> = read.problems.iter().chain(&lowering.problems).cloned().collect();
        let own_files = &read.files[own];
        let own_problems: Vec<Problem> = problems.iter().filter(|it| own_files.contains(&it.file)).cloned().collect();
        self.problems(&mut report, &project, &read, own, &own_problems);

        let migrations = project.migrations();
        let revisions = self.revisions(&project)?;
        let Head { revisions, schema, keep } = revisions;
        if problems.is_empty() {
            let found = diff(&schema, &lowered.schema, &lowered.answers());
            let package = &project.packages[own];
            let complete = features == project.canonical_features(package);
            let unrecorded = verdict::unrecorded(found.changes, &lowered, own, complete);
            // Until there is a folder of revisions, nothing else tells cargo that there is one now.
            if !migrations.is_dir() && !unrecorded.is_empty() && !self.environment.dependency {
                self.rerun(&migrations);
            }
            // What is there with all models, too, was forgotten; the rest may be there with these features only.
            let forgotten = complete || {
                let features = project.canonical_features(package);
                let config = Config { project: &project, cfg: &self.environment.cfg, features: Some(&features) };
                let lowered = lower(&sources.read(&config), &project.metadata).lowered;
                let found = diff(&schema, &lowered.schema, &lowered.answers()).changes;
                unrecorded.iter().all(|it| found.contains(&it.change))
            };
            let help = if forgotten {
                let drops = unrecorded.iter().any(|it| matches!(it.change, Change::DropTable(_)));
                let orphans = if drops { read.orphans(&self.environment.cfg) } else { Vec::new() };
                let has_revisions = !revisions.graph().is_empty();
                verdict::help(&unrecorded, &lowered, &project, &orphans, has_revisions, &|command| command)
            } else {
                Help::run(["check"].into(), |check| {
                    format!(
                        "run `{check}`; if these models need features, list the features in `metadata.schema.features`"
                    )
                })
            };
            self.changes(&mut report, &project, &unrecorded, &help);
        }
        self.older(mode, &project, &revisions);
        self.heads(mode, &project, &revisions);
        self.runtime_ddl(runtime_ddl, &project, &read, own);

        self.write("revisions.rs", embed::text(&revisions, &project.metadata))?;
        self.write("snapshot.json", &snapshot::save(&lowered.schema).map_err(|error| unwritable(error.to_string()))?)?;
        for (number, text) in index::files(&read, &lowered, own, &verdicts).iter().enumerate() {
            self.write(&format!("{number:02}.rs"), text)?;
        }
        if let Some(saved) = sources.save() {
            self.keep("cache", saved)?;
        }
        if let Some(keep) = keep {
            self.keep("head", compact::to_vec(&keep))?;
        }
        Ok(())
    }

    /// The revisions and the schema at their head.
    fn revisions(&mut self, project: &Project) -> Result<Head, Box<Diagnostic>> {
        let migrations = project.migrations();
        let kept = compact::from_slice(&self.kept("head")).unwrap_or_default();
        let found = head::read(&migrations, kept).and_then(|head| {
            head.revisions.require_scripts(&project.metadata.dialects())?;
            Ok(head)
        });
        found.map_err(|problem| {
            let said = problem.diagnostic(Severity::Error);
            Box::new(said.shown(|file| project.show(file).display().to_string()))
        })
    }

    /// Says what is wrong with the models themselves.
    fn problems(&mut self, report: &mut Report<'_>, project: &Project, read: &Read, own: usize, problems: &[Problem]) {
        let level = match report.mode {
            Mode::Off => return,
            Mode::BuildScript if !report.half_typed => Level::Error,
            Mode::BuildScript | Mode::Field => {
                for problem in problems {
                    if let Some((item, field)) = verdict::place(problem, read, own) {
                        let said = said(problem, project);
                        report.verdicts.say(item, field, &render::text_with_help(&said));
                    }
                }
                return;
            }
            Mode::Warn => Level::Warning,
        };
        let said: Vec<_> = problems.iter().map(|problem| said(problem, project)).collect();
        self.show(level, &said, None);
    }

    /// Says which changes are in no revision.
    fn changes(&mut self, report: &mut Report<'_>, project: &Project, changes: &[Unrecorded], help: &Help) {
        if changes.is_empty() || report.mode == Mode::Off {
            return;
        }
        let on_field = report.mode == Mode::Field || report.mode == Mode::BuildScript && report.half_typed;
        let (placed, gone): (Vec<&Unrecorded>, Vec<&Unrecorded>) = changes.iter().partition(|it| it.origin.is_some());
        let said = |list: &[&Unrecorded]| list.iter().map(|it| verdict::diagnostic(it, project)).collect::<Vec<_>>();
        if on_field {
            for it in placed {
                let Some(origin) = &it.origin else { continue };
                let said = verdict::diagnostic(it, project).help(help.clone());
                report.verdicts.say(origin.item, origin.field.clone(), &render::text_with_help(&said));
            }
            // What is gone may be half-typed, and no struct is left to say it on.
            let level = if report.half_typed { Level::Warning } else { Level::Error };
            self.show(level, &said(&gone), Some(help));
        } else {
            let level = if report.mode == Mode::Warn { Level::Warning } else { Level::Error };
            let all: Vec<&Unrecorded> = placed.into_iter().chain(gone).collect();
            self.show(level, &said(&all), Some(help));
        }
    }

    /// Says that scripts would be written for an older server than those of the revisions.
    fn older(&mut self, mode: Mode, project: &Project, revisions: &Revisions) {
        let Some(level) = level_of(mode) else { return };
        if let Some(mut said) = revisions.older_release(&project.metadata.releases, false) {
            let help = said.help.take();
            self.show(level, &[said], help.as_ref());
        }
    }

    /// Says that there is more than one head.
    fn heads(&mut self, mode: Mode, project: &Project, revisions: &Revisions) {
        let Some(level) = level_of(mode) else { return };
        if let Err(two) = revisions.graph().head() {
            let problem = Problem::of_file(Code::MultipleHeads, &project.migrations(), two.to_string());
            let said = said(&problem, project);
            self.show(level, &[said], two.help(&|command| command).as_ref());
        }
    }

    /// Says where the program makes tables by itself.
    fn runtime_ddl(&mut self, mode: RuntimeDdlMode, project: &Project, read: &Read, own: usize) {
        let level = match mode {
            RuntimeDdlMode::Allow => return,
            RuntimeDdlMode::Deny if read.half_typed.is_empty() => Level::Error,
            RuntimeDdlMode::Warn | RuntimeDdlMode::Deny => Level::Warning,
        };
        let migrations = project.migrations();
        let found: Vec<&FoundDdl> = read.runtime_ddl.iter().filter(|found| found.package == own).collect();
        for script in found.iter().filter_map(|found| found.script.as_ref()) {
            self.rerun(script);
        }
        let one = |found: &&FoundDdl| {
            let said = said(&found.problem(&migrations), project);
            Diagnostic { help: None, ..said }
        };
        let all: Vec<Diagnostic> = found.iter().map(one).collect();
        let help = Help::run(["doctor"].into(), |doctor| {
            format!("use revisions for DDL; if this is intentional, add `// {MEANT}` above it; see `{doctor}`")
        });
        self.show(level, &all, Some(&help));
    }

    /// Shows what is said with its source, and `help` once.
    fn show(&mut self, level: Level, said: &[Diagnostic], help: Option<&Help>) {
        if said.is_empty() {
            return;
        }
        for one in said.iter().take(SHOWN) {
            self.say(level, render::lines(one));
        }
        if said.len() > SHOWN {
            self.say(level, [format!("and {} more", said.len() - SHOWN)]);
        }
        self.say(level, help.map(|help| format!("help: {help}")));
    }

    fn say(&mut self, level: Level, lines: impl IntoIterator<Item = String>) {
        let key = match level {
            Level::Error => "error",
            Level::Warning => "warning",
        };
        for text in lines {
            self.lines.extend(text.lines().map(|line| format!("cargo::{key}={line}")));
        }
    }

    /// Tells cargo which files to watch: those that exist, for one that does not would be a change in every build.
    fn reruns(&mut self, project: &Project, read: &Read, lowered: &Lowered, own: usize) {
        let folder = &self.environment.folder;
        let src = folder.join("src");
        let with_items: BTreeSet<&PathBuf> = read
            .models
            .iter()
            .map(|it| &it.file)
            .chain(read.enums.iter().map(|it| &it.file))
            .chain(read.newtypes.iter().map(|it| &it.file))
            .collect();
        let mut paths: BTreeSet<&Path> = project.manifests.iter().map(PathBuf::as_path).collect();
        // The whole folder, so that new files count as cargo finds them.
        paths.extend(Some(src.as_path()).filter(|src| src.is_dir()));
        let outside = &read.outside_files[own];
        for file in read.files[own].iter().filter(|file| !file.starts_with(&src)) {
            // A test without models can change without the crate being compiled again.
            if with_items.contains(file) || !outside.contains(file) {
                paths.insert(file);
            }
        }
        paths.extend(
            read.missing
                .iter()
                .filter(|missing| !missing.starts_with(&src) && *missing != folder)
                .map(PathBuf::as_path),
        );
        // Where this package refers to another, it is compiled again after that one anyway.
        paths.extend(lowered.touched.iter().filter(|(from, _)| *from == own).map(|(_, file)| file.as_path()));
        let migrations = project.migrations();
        paths.extend(Some(migrations.as_path()).filter(|migrations| migrations.is_dir()));
        let paths: Vec<PathBuf> = paths.into_iter().map(Path::to_owned).collect();
        for path in paths {
            self.rerun(&path);
        }
    }

    fn rerun(&mut self, path: &Path) {
        let line = format!("cargo::rerun-if-changed={}", path.display());
        if !self.lines.contains(&line) {
            self.lines.push(line);
        }
    }

    /// What an earlier run of this very build script kept under `name`; nothing if there is no such thing.
    fn kept(&self, name: &str) -> Vec<u8> {
        let mut saved = fs::read(self.folder.join(name)).unwrap_or_default();
        let stamp = stamp();
        if !saved.starts_with(&stamp) {
            return Vec::new();
        }
        saved.drain(..stamp.len());
        saved
    }

    /// Keeps `content` for the next run.
    fn keep(&self, name: &str, content: Vec<u8>) -> Result<(), Box<Diagnostic>> {
        self.write(name, [stamp(), content].concat())
    }

    /// Writes a file of `OUT_DIR/schema`, unless it has this content already.
    fn write(&self, name: &str, content: impl AsRef<[u8]>) -> Result<(), Box<Diagnostic>> {
        let path = self.folder.join(name);
        if fs::read(&path).is_ok_and(|there| there == content.as_ref()) {
            return Ok(());
        }
        fs::create_dir_all(&self.folder)
            .and_then(|()| fs::write(&path, content))
            .map_err(|error| unwritable(format!("cannot write {}: {error}", path.display())))
    }
}

fn unwritable(message: String) -> Box<Diagnostic> {
    Box::new(Diagnostic::new(Severity::Error, Code::UnwritableOutput, message))
}

/// What tells this build of the build script from every other one: kept data is in a form that each may have its own of.
fn stamp() -> Vec<u8> {
    let metadata = std::env::current_exe().and_then(fs::metadata).ok();
    let modified = metadata.as_ref().and_then(|metadata| metadata.modified().ok());
    format!("{} {:?} {modified:?}\n", env!("CARGO_PKG_VERSION"), metadata.map(|metadata| metadata.len())).into_bytes()
}

/// How what is about no model is reported; none where nothing is said.
fn level_of(mode: Mode) -> Option<Level> {
    match mode {
        Mode::Off => None,
        Mode::Warn => Some(Level::Warning),
        Mode::BuildScript | Mode::Field => Some(Level::Error),
    }
}

/// What is said of a problem, with the paths as people see them.
fn said(problem: &Problem, project: &Project) -> Diagnostic {
    problem.diagnostic(Severity::Error).shown(|file| project.show(file).display().to_string())
}

/// Where and how something is reported.
struct Report<'a> {
    mode: Mode,
    /// Whether sources are being typed, so that the compiler has more to say than this.
    half_typed: bool,
    verdicts: &'a mut Verdicts,
}
