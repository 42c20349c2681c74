//! A package that is set up: its metadata, revisions and models.

pub(crate) mod compiler;
pub(crate) mod database;
pub(crate) mod extensions;
mod features;
pub(crate) mod origin;
pub(crate) mod settings;
pub(crate) mod setup;
pub(crate) mod variables;
pub(crate) mod workspace;
pub(crate) mod write;

use schema_core::diagnostic::{Code, Diagnostic, Help, Severity};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use cargo_metadata::Package;
use schema_core::diff::Change;
use schema_core::lower::{Lowered, lower};
use schema_core::migrate::{Migrator, OwnedRevision, OwnedScript};
use schema_core::read::{self, Cfg, Config, Metadata, Problem, Read, Sources};
use schema_core::revision::{RevisionFile, Revisions, ScriptFile, load};
use schema_core::schema::{Dialect, Release};

use crate::cli::again::Again;
use crate::cli::global::{Folder, Global};
use crate::error::{Error, Result};
use crate::exit::Exit;
use crate::output::shell::count;
use crate::project::compiler::target_cfg;
use crate::project::features::{asked, known};
use crate::project::settings::Settings;
use crate::project::workspace::{Workspace, names};

/// A project as the build step sees it, too.
pub(crate) struct Project {
    read: read::Project,
    name: String,
    /// The features of schema-core that packages of the workspace ask for.
    of_core: BTreeSet<String>,
    /// The packages of the workspace, as cargo knows them.
    cargo: Vec<Package>,
    /// The commands that are about it.
    again: Again,
}

impl Project {
    /// The project that the command line means.
    pub(crate) fn find(global: &Global) -> Result<Self> {
        let workspace = Workspace::find(global)?;
        let (manifest, package) = choose(&workspace, global)?;
        let name = package.map_or_else(|| "the workspace".to_owned(), |package| package.name.to_string());
        let cargo: Vec<Package> = workspace.metadata.workspace_packages().into_iter().cloned().collect();
        let read = read::Project::find(&manifest).map_err(|problem| configuration(&problem))?;
        let of_core = cargo.iter().flat_map(features_of_core).collect();
        let again = Again::new(global, None).in_migrations(read.migrations());
        let project = Self { read, name, of_core, cargo, again };
        features::refuse_unknown(&project, global)?;
        Ok(project)
    }

    /// The project of a command that needs no models: that of `--migrations`, else the one that the command line means.
    pub(crate) fn find_or_at(global: &Global, folder: &Folder) -> Result<Self> {
        match &folder.migrations {
            Some(migrations) => Self::at(migrations, Again::new(global, Some(folder))),
            None => Self::find(global),
        }
    }

    /// A folder of revisions alone: no manifest, no models, and the dialects that its revisions have scripts for.
    fn at(migrations: &Path, again: Again) -> Result<Self> {
        let here = std::env::current_dir().map_err(|error| Error::file("find", Path::new("."), &error))?;
        if !migrations.is_dir() {
            return Err(Error::usage(Code::NoDirectory, format!("directory `{}` not found", migrations.display()))
                .cause("in `--migrations`"));
        }
        let migrations = here.join(migrations);
        let revisions = load(&migrations)?;
        if revisions.graph().is_empty() {
            // A package without revisions is new; whoever names a folder means revisions.
            return Err(no_revisions(&migrations));
        }
        let mut dialects = revisions.dialects();
        if dialects.is_empty() {
            dialects = Dialect::ALL.into();
        }
        let releases = dialects.into_iter().map(Release::from).collect();
        let metadata = Metadata { releases, migrations, ..Metadata::default() };
        let read = read::Project {
            root: here.clone(),
            shown_from: here,
            metadata,
            packages: Vec::new(),
            own: None,
            manifests: Vec::new(),
        };
        let name = "the directory".to_owned();
        let again = again.in_migrations(read.migrations());
        Ok(Self { read, name, of_core: BTreeSet::new(), cargo: Vec::new(), again })
    }

    /// The commands that are about it.
    pub(crate) fn again(&self) -> &Again {
        &self.again
    }

    /// The packages with models.
    pub(crate) fn packages(&self) -> &[read::Package] {
        &self.read.packages
    }

    /// The keys in the metadata.
    pub(crate) fn metadata(&self) -> &Metadata {
        &self.read.metadata
    }

    /// Whether there are models to look at: a folder of revisions alone has none.
    pub(crate) fn has_models(&self) -> bool {
        !self.read.manifests.is_empty()
    }

    /// The folder of the manifest that holds the keys.
    pub(crate) fn root(&self) -> &Path {
        &self.read.root
    }

    /// The folder of revisions.
    pub(crate) fn migrations(&self) -> PathBuf {
        self.read.migrations()
    }

    /// The dialects that there are scripts for.
    pub(crate) fn dialects(&self) -> Result<Vec<Dialect>> {
        self.releases().map(Release::dialects)
    }

    /// The same, each with the oldest version that scripts must run on.
    pub(crate) fn releases(&self) -> Result<&[Release]> {
        let releases = &self.read.metadata.releases;
        if releases.is_empty() {
            return Err(Error::usage(Code::NotSetUp, format!("`{}` has no dialect in `metadata.schema`", self.name))
                .hint(Help::run(self.again.elsewhere(["init", "--dialect", Dialect::DEFAULT.name()]), |init| {
                    format!("set it up with `{init}`")
                })));
        }
        Ok(releases)
    }

    /// The folders of the packages whose models make up the schema.
    pub(crate) fn folders(&self) -> Vec<&Path> {
        self.read.packages.iter().map(|package| package.folder.as_path()).collect()
    }

    /// `path` as it is shown to people: from the current folder on where it is below it, else from the workspace's.
    pub(crate) fn show(&self, path: &Path) -> PathBuf {
        let here = std::env::current_dir().unwrap_or_default();
        path.strip_prefix(&here).map_or_else(|_| self.read.show(path), Path::to_owned)
    }

    /// The revisions, each with scripts for every dialect.
    pub(crate) fn revisions(&self) -> Result<Revisions> {
        let dialects = self.dialects()?;
        let revisions = load(&self.migrations()).and_then(|revisions| {
            revisions.require_scripts(&dialects)?;
            Ok(revisions)
        });
        revisions.map_err(|problem| {
            let mut error = Error::from(problem);
            error.diagnostic = error.diagnostic.clone().shown(|path| self.show(path).display().to_string());
            error
        })
    }

    /// Refuses a project whose directory of migrations is missing: a database has no revisions of nothing.
    pub(crate) fn require_migrations(&self) -> Result<()> {
        let directory = self.migrations();
        // A link to nothing is told where it is read.
        if std::fs::symlink_metadata(&directory).is_ok() {
            return Ok(());
        }
        Err(Error::usage(
            Code::NoMigrations,
            format!("migrations directory `{}` not found", self.show(&directory).display()),
        )
        .hint(Help::run(self.again.elsewhere(["revision"]), |revision| {
            format!("restore it, or create the first revision with `{revision}`")
        })))
    }

    /// The settings that hold for it.
    pub(crate) fn settings<'a>(&'a self, global: &'a Global) -> Result<Settings<'a>> {
        Settings::new(global, self.root(), self.metadata())
    }

    /// The migrator over `revisions`.
    pub(crate) fn migrator(&self, revisions: &Revisions) -> Result<Migrator> {
        Ok(migrator(&self.dialects()?, revisions, &self.read.metadata))
    }

    /// What the build says of changes that are in no revision.
    pub(crate) fn unrecorded(
        &self,
        changes: &[Change],
        models: &Lowered,
        orphans: &[PathBuf],
        has_revisions: bool,
    ) -> Vec<Diagnostic> {
        let command = |command| self.again.elsewhere(command);
        let said =
            schema_core::build::unrecorded_changes(changes, models, &self.read, orphans, has_revisions, &command);
        said.into_iter().map(|said| said.shown(|path| self.show(path).display().to_string())).collect()
    }

    /// The files with models to which no `mod` item leads.
    pub(crate) fn orphans(&self, global: &Global) -> Result<Vec<PathBuf>> {
        let (found, cfg) = self.sources(global)?;
        Ok(found.orphans(&cfg))
    }

    /// That nothing leads to a file with models.
    pub(crate) fn forgotten(&self, file: &Path) -> Diagnostic {
        let message = format!("`{}` has models, but no `mod` item includes it", self.show(file).display());
        Diagnostic::warning(Code::FileWithoutMod, message)
    }

    /// What the sources of the packages declare, and the configuration in which they do.
    fn sources(&self, global: &Global) -> Result<(Read, Cfg)> {
        let features = self.features(global);
        let cfg = Cfg::from_rustc(&target_cfg()?);
        let config = Config { project: &self.read, cfg: &cfg, features: features.as_ref() };
        Ok((Sources::new().read(&config), cfg))
    }

    /// Reads the models from their sources; nothing is compiled. Says, too, whether they are all there: the features are
    /// the canonical ones.
    pub(crate) fn models(&self, global: &Global) -> Result<(Lowered, bool)> {
        let (found, _) = self.sources(global)?;
        self.lowered(global, &found)
    }

    /// As [`Project::models`], with the files that have models and to which no `mod` item leads in any configuration.
    pub(crate) fn models_and_forgotten(&self, global: &Global) -> Result<(Lowered, bool, Vec<PathBuf>)> {
        let (found, cfg) = self.sources(global)?;
        let (lowered, complete) = self.lowered(global, &found)?;
        Ok((lowered, complete, found.forgotten(&cfg)))
    }

    fn lowered(&self, global: &Global, found: &Read) -> Result<(Lowered, bool)> {
        let features = self.features(global);
        let wrong = |problems: Vec<Problem>| unreadable(&problems, |path| self.show(path).display().to_string());
        let lowered = lower(found, &self.read.metadata).check(found).map_err(wrong)?;
        let canonical = |features: &BTreeSet<String>| {
            self.selected().into_iter().all(|package| {
                let features = match self.read.own {
                    Some(_) => features.clone(),
                    None => package.closure(package.known(features.iter().map(String::as_str))),
                };
                features == self.read.canonical_features(package)
            })
        };
        Ok((lowered, features.as_ref().is_none_or(canonical)))
    }

    /// The features of schema-core that models need and no package of the workspace asks for, each with the package whose
    /// models need it.
    pub(crate) fn missing_features(&self, models: &Lowered) -> Vec<(&str, &'static str)> {
        let missing = models.features.iter().filter(|(_, feature)| !self.of_core.contains(*feature));
        missing.filter_map(|(at, feature)| Some((self.read.packages.get(*at)?.name.as_str(), *feature))).collect()
    }

    /// The features that the flags ask for; `None` when they say nothing, and the canonical ones count.
    fn features(&self, global: &Global) -> Option<BTreeSet<String>> {
        let flags = &global.features;
        if flags.features.is_empty() && !flags.all_features && !flags.no_default_features {
            return None;
        }
        let own = self.read.own.and_then(|own| self.read.packages.get(own));
        let mut names: BTreeSet<&str> = BTreeSet::new();
        if flags.all_features {
            names.extend(self.selected().into_iter().flat_map(|package| known(self, package)));
        } else {
            for name in asked(global) {
                let package =
                    name.split_once('/').filter(|(package, _)| self.selected().iter().any(|it| it.name == *package));
                names.insert(package.map_or(name, |(_, name)| name));
            }
            if !flags.no_default_features {
                names.insert("default");
            }
        }
        Some(match own {
            Some(own) => own.closure(names),
            // Each package takes those that it knows.
            None => names.into_iter().map(str::to_owned).collect(),
        })
    }

    /// The packages that the feature flags are about: the one that is meant, else all.
    pub(crate) fn selected(&self) -> Vec<&read::Package> {
        match self.read.own {
            Some(own) => self.read.packages.get(own).into_iter().collect(),
            None => self.read.packages.iter().collect(),
        }
    }

    /// The package as cargo knows it.
    pub(crate) fn cargo_package(&self, package: &read::Package) -> Option<&Package> {
        self.cargo.iter().find(|it| folder(it) == Some(&package.folder))
    }

    /// The names of packages that `members` in the metadata means and that have models, but no build step: these are in no schema.
    pub(crate) fn not_set_up(&self) -> Result<Vec<&str>> {
        let is_in = |folder: &Path| self.read.packages.iter().any(|package| package.folder == folder);
        let patterns: Vec<String> =
            self.metadata().members.iter().map(|it| it.to_string_lossy().replace('\\', "/")).collect();
        let is_meant = |package: &&Package| {
            // One with keys of its own has a schema of its own.
            let is_others = package.metadata.get("schema").is_some();
            let folder = folder(package).filter(|folder| !is_others && !is_in(folder));
            let shown = folder.and_then(|folder| folder.strip_prefix(self.root()).ok());
            let shown = shown.map(|shown| shown.to_string_lossy().replace('\\', "/"));
            shown.is_some_and(|shown| patterns.iter().any(|pattern| read::is_member(pattern, &shown)))
        };
        let meant: Vec<&Package> = self.cargo.iter().filter(is_meant).collect();
        if meant.is_empty() {
            return Ok(Vec::new());
        }
        let cfg = Cfg::from_rustc(&target_cfg()?);
        let has_models = |package: &&Package| {
            let Ok(found) = read::Project::find(package.manifest_path.as_std_path()) else { return false };
            let mut read = Sources::new().read(&Config { project: &found, cfg: &cfg, features: None });
            let mut own = read.models.iter().filter(|model| Some(model.package) == found.own).peekable();
            if own.peek().is_some() {
                return own.any(|model| !model.outside);
            }
            // Without our crates among its dependencies no name leads to them: its files are looked at as those that
            // nothing leads to.
            read.files.iter_mut().for_each(BTreeSet::clear);
            let of_tests = |file: &PathBuf| read.outside_files.iter().any(|files| files.contains(file));
            read.orphans(&cfg).iter().any(|file| !of_tests(file))
        };
        Ok(meant.into_iter().filter(has_models).map(|package| package.name.as_str()).collect())
    }
}

/// The folder of a package.
fn folder(package: &Package) -> Option<&Path> {
    package.manifest_path.parent().map(|path| path.as_std_path())
}

/// The features of schema-core that a package asks for, always or by a feature of its own.
fn features_of_core(package: &Package) -> Vec<String> {
    let own = package.dependencies.iter().filter(|it| it.rename.as_ref().unwrap_or(&it.name) == "schema-core");
    let own = own.flat_map(|it| it.features.iter().cloned());
    let passed = package.features.values().flatten();
    let passed = passed.filter_map(|it| it.strip_prefix("schema-core/").or(it.strip_prefix("schema-core?/")));
    own.chain(passed.map(str::to_owned)).collect()
}

/// The migrator over `revisions`, with their scripts for `dialects`, and the history where `metadata` says.
pub(crate) fn migrator(dialects: &[Dialect], revisions: &Revisions, metadata: &Metadata) -> Migrator {
    let owned = |file: &RevisionFile| {
        let scripts = dialects.iter().filter_map(|dialect| {
            let ScriptFile { dialect: suffix, up, down } = file.script(*dialect)?.clone();
            let oldest = file.manifest.target(*dialect).map(|target| target.version);
            Some(OwnedScript { dialect: *dialect, suffix, oldest, up, down })
        });
        OwnedRevision {
            id: file.id().to_owned(),
            slug: file.slug.clone(),
            parents: file.manifest.parents.clone(),
            scripts: scripts.collect(),
        }
    };
    let mut migrator = Migrator::from_revisions(revisions.iter().map(owned).collect());
    // The names live as long as the process, as those that a program has in itself do.
    if let Some(table) = &metadata.history_table {
        migrator = migrator.history_table(table.clone().leak());
    }
    if let Some(schema) = &metadata.history_schema {
        migrator = migrator.history_schema(schema.clone().leak());
    }
    migrator
}

/// The manifest that holds the keys, or that of the package in question.
fn choose<'a>(workspace: &'a Workspace, global: &Global) -> Result<(PathBuf, Option<&'a Package>)> {
    let package = workspace.package(global)?;
    let root = workspace.metadata.workspace_root.join("Cargo.toml");
    let is_set_up = |package: &&Package| package.metadata.get("schema").is_some();
    let found = |package: &'a Package| (package.manifest_path.clone().into(), Some(package));
    if let Some(package) = package.filter(is_set_up) {
        return Ok(found(package));
    }
    if let Some(keys) = workspace.metadata.workspace_metadata.get("schema") {
        let members = keys.get("members").and_then(|members| members.as_array()).into_iter().flatten();
        let patterns: Vec<&str> = members.filter_map(|member| member.as_str()).collect();
        let member = package.filter(|package| {
            let folder =
                package.manifest_path.parent().and_then(|it| it.strip_prefix(&workspace.metadata.workspace_root).ok());
            folder.is_some_and(|folder| {
                let folder = folder.as_str().replace('\\', "/");
                patterns.iter().any(|pattern| read::is_member(pattern, &folder))
            })
        });
        return Ok(member.map_or_else(|| (root.into(), None), found));
    }
    let packages = workspace.metadata.workspace_packages();
    let set_up: Vec<&Package> = packages.into_iter().filter(is_set_up).collect();
    match (set_up.as_slice(), package) {
        (_, Some(package)) if global.package.is_some() || set_up.is_empty() => Ok(found(package)),
        ([only], _) => Ok(found(only)),
        ([], _) => workspace.require_package(global).map(found),
        ([first, ..], _) => Err(Error::usage(Code::PackageNeeded, "several packages of the workspace are set up")
            .cause(format!("available: {}", names(&set_up)))
            .hint(format!("choose one with `-p {}`", first.name))),
    }
}

/// The error for a directory in `--migrations` that holds no revisions.
fn no_revisions(directory: &Path) -> Error {
    let error = Error::usage(Code::NoRevisions, "no revisions in the directory of `--migrations`").at(directory);
    if directory.join("revision.toml").is_file() {
        return error.hint("this is a single revision: name its parent directory");
    }
    error
}

/// The error for problems with the models.
pub(crate) fn unreadable(problems: &[Problem], show: impl Fn(&Path) -> String) -> Error {
    let mut error = Error::new(
        Exit::Models,
        Code::InvalidModel,
        format!("cannot read the models: {}", count(problems.len(), "problem")),
    );
    let shown = |problem: &Problem| problem.diagnostic(Severity::Error).shown(&show);
    error.related = problems.iter().map(shown).collect();
    error
}

fn configuration(problem: &Problem) -> Error {
    let here = std::env::current_dir().unwrap_or_default();
    let said = problem.diagnostic(Severity::Error);
    Error::of(Exit::Usage, said.shown(|path| path.strip_prefix(&here).unwrap_or(path).display().to_string()))
}
