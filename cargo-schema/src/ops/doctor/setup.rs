//! The set-up: manifests, build scripts, versions, and the folder of revisions.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use cargo_metadata::{DependencyKind, Package};
use schema_core::connect::DatabaseUrl;
use schema_core::diagnostic::{Code, Command, Help};
use schema_core::read::{Metadata, PUBLISHED, file};
use schema_core::revision::{Graph, Revisions, load, new_id};
use schema_core::schema::Dialect;
use toml::{Table, Value};

use super::{Finding, Same};
use crate::cli::global::Global;
use crate::project::Project;
use crate::project::settings::{DATABASE_URL, SCRATCH_URL};
use crate::project::setup::{self, BuildScript, CALL};
use crate::project::workspace::Workspace;

/// The version of this tool, which that of the libraries has to be.
const VERSION: &str = env!("CARGO_PKG_VERSION");

/// Looks at everything that needs no database. Gives the revisions too, where they can be read.
pub(crate) fn look(global: &Global, workspace: &Workspace, project: &Project) -> (Vec<Finding>, Option<Revisions>) {
    let mut look = Look { global, workspace, project, findings: Vec::new() };
    if project.dialects().is_err() {
        look.find(
            Code::NotSetUp,
            &project.root().join("Cargo.toml"),
            "`dialects` is missing in `metadata.schema`: the SQL dialect is unknown",
            Help::run(project.again().elsewhere(["init", "--dialect", Dialect::DEFAULT.name()]), |init| {
                format!("set it up with `{init}`, or with postgres, mysql or mariadb")
            }),
        );
    }
    for package in look.packages() {
        look.build_script(package);
        look.dependencies(package);
    }
    look.features();
    look.resolver();
    look.versions();
    look.packaged();
    look.password();
    let revisions = look.revisions();
    (look.findings, revisions)
}

struct Look<'a> {
    global: &'a Global,
    workspace: &'a Workspace,
    project: &'a Project,
    findings: Vec<Finding>,
}

impl<'a> Look<'a> {
    fn find(&mut self, code: Code, file: &Path, what: impl Into<String>, help: impl Into<Help>) {
        self.findings.push(Finding::of_file(code, file, what, help));
    }

    /// The packages whose models make up the schema.
    fn packages(&self) -> Vec<&'a Package> {
        let folders = self.project.folders();
        let mut packages = self.workspace.metadata.workspace_packages();
        packages.retain(|it| it.manifest_path.parent().is_some_and(|folder| folders.contains(&folder.as_std_path())));
        packages
    }

    /// The command that sets the package up, with what it cannot know by itself: the dialect, and where our crates come
    /// from. `does` says what that does.
    fn init(&self, package: &Package, does: &str) -> Help {
        let mut init = Command::schema(["init", "-p", package.name.as_str()]);
        if self.project.dialects().is_err() {
            init = init.args(["--dialect", Dialect::DEFAULT.name()]);
        }
        let root: PathBuf = self.workspace.metadata.workspace_root.join("Cargo.toml").into();
        let root = read_toml(&root);
        let shared = root.as_ref().and_then(|root| root.get("workspace")?.get("dependencies"));
        let is_shared = |name: &str| shared.is_some_and(|shared| shared.get(name).is_some());
        let has = |(name, kind): (&str, DependencyKind)| {
            let key = |it: &cargo_metadata::Dependency| it.rename.as_ref().unwrap_or(&it.name) == name;
            is_shared(name) || package.dependencies.iter().any(|it| key(it) && it.kind == kind)
        };
        let wanted = [("schema-core", DependencyKind::Normal), ("schema-core", DependencyKind::Build)];
        if PUBLISHED.is_some() || wanted.into_iter().all(has) {
            return Help::run(init, |init| format!("run `{init}`, which {does}"));
        }
        let init = init.arg("--git").placeholder("url");
        Help::run(init, |init| format!("run `{init}` or `--path <dir>`, which {does}"))
    }

    fn build_script(&mut self, package: &Package) {
        let manifest = package.manifest_path.as_std_path();
        let name = &package.name;
        let init = self.init(package, "adds what is missing");
        let Some(target) = package.targets.iter().find(|target| target.is_custom_build()) else {
            let what = format!("`{name}` has no build script: model changes without a revision are not detected");
            return self.find(Code::NoBuildScript, manifest, what, init);
        };
        let path = target.src_path.as_std_path();
        let text = file::text(path).unwrap_or_default();
        let code: Vec<&str> = text.lines().map(|line| line.split("//").next().unwrap_or_default()).collect();
        // `use schema_core::build;` and `build::run()`, `schema::build::run()` by another name: all the same call.
        let calls = code.iter().any(|line| line.contains("build::run()"));
        if setup::build_script(Some(&text)) != BuildScript::Fine && !calls {
            let what = "the build script does not compare models with revisions";
            let help = format!("add `{CALL}` to its `main`");
            let finding = Finding::of_file(Code::BuildScript, path, what, help);
            self.findings.push(Finding { same: Some(Same::Code), ..finding });
        }
    }

    fn dependencies(&mut self, package: &Package) {
        let manifest = package.manifest_path.as_std_path();
        let find = |name: &str, kind: DependencyKind| {
            let key = |it: &cargo_metadata::Dependency| it.rename.as_ref().unwrap_or(&it.name) == name;
            package.dependencies.iter().find(|it| key(it) && it.kind == kind)
        };
        self.strangers(package);
        let mut missing = Vec::new();
        for (name, kind, section) in [
            ("schema-core", DependencyKind::Normal, "dependencies"),
            ("schema-core", DependencyKind::Build, "build-dependencies"),
        ] {
            match find(name, kind) {
                None => missing.push(format!("`{name}` is not in `[{section}]`")),
                Some(it) if kind == DependencyKind::Build && !it.features.iter().any(|feature| feature == "build") => {
                    missing.push(format!("`{name}` in `[{section}]` has no feature `build`"));
                }
                Some(_) => {}
            }
        }
        for what in missing {
            let help = self.init(package, "adds it");
            self.find(Code::Dependencies, manifest, what, help);
        }
    }

    /// Features of schema-core that types of models need. Models that cannot be read are told by every other command.
    fn features(&mut self) {
        let Ok((models, _)) = self.project.models(self.global) else { return };
        for (package, feature) in self.project.missing_features(&models) {
            let what = format!("types in the models of `{package}` need `schema-core` with the feature `{feature}`");
            let help = Help::run(["init", "-p", package].into(), |init| format!("run `{init}`, which adds it"));
            self.find(Code::Features, &self.project.root().join("Cargo.toml"), what, help);
        }
    }

    /// A crate of somebody else in the place of ours: its code runs in every build.
    fn strangers(&mut self, package: &Package) {
        let root: PathBuf = self.workspace.metadata.workspace_root.join("Cargo.toml").into();
        let manifest = package.manifest_path.as_std_path();
        let (Some(root), Some(table)) = (read_toml(&root), read_toml(manifest)) else { return };
        let shared = root.get("workspace").and_then(|it| it.get("dependencies"));
        let name = "schema-core";
        let own = ["dependencies", "build-dependencies"].map(|section| table.get(section)?.get(name));
        let inherits = |it: &&Value| it.get("workspace").is_some();
        let strange = own.into_iter().flatten().any(|it| {
            let it = if inherits(&it) { shared.and_then(|shared| shared.get(name)).unwrap_or(it) } else { it };
            setup::is_strange(name, it, Some(&root))
        });
        if strange {
            let what = format!(
                "`{name}` comes from the public registry, where a package of this name is unrelated to cargo-schema"
            );
            let init = Command::schema(["init", "--git"]).placeholder("url");
            let help = Help::run(init, |init| {
                format!("remove the line, and name the source with `{init}` or with `--path <dir>`")
            });
            self.find(Code::Stranger, manifest, what, help);
        }
    }

    /// The first resolver gives what a build script needs to the program as well.
    fn resolver(&mut self) {
        let root: PathBuf = self.workspace.metadata.workspace_root.join("Cargo.toml").into();
        let Some(table) = read_toml(&root) else { return };
        let lookup = |section: &str, key: &str| table.get(section).and_then(|it| it.get(key)).and_then(Value::as_str);
        let shared = || {
            let package = table.get("workspace")?.get("package")?;
            package.get("edition")?.as_str()
        };
        let edition = lookup("package", "edition").or_else(shared).unwrap_or("2015");
        let by_edition = if table.contains_key("package") && !["2015", "2018"].contains(&edition) { "2" } else { "1" };
        let resolver = lookup("workspace", "resolver").or(lookup("package", "resolver")).unwrap_or(by_edition);
        if resolver == "1" {
            self.find(
                Code::Resolver,
                &root,
                "the workspace has resolver 1: features that only build scripts need (syn, serde, toml) are also \
                 built for the program",
                "set `resolver = \"2\"` or higher in `[workspace]`, or in `[package]` if there is no workspace",
            );
        }
    }

    /// What build scripts compare with, and what writes revisions, has to be the same.
    fn versions(&mut self) {
        let lock: PathBuf = self.workspace.metadata.workspace_root.join("Cargo.lock").into();
        let Some(table) = read_toml(&lock) else { return };
        let packages = table.get("package").and_then(Value::as_array).into_iter().flatten();
        let mut found: BTreeSet<(&str, &str)> = BTreeSet::new();
        for package in packages {
            let text = |key: &str| package.get(key).and_then(Value::as_str).unwrap_or_default();
            if text("name") == "schema-core" {
                found.insert((text("name"), text("version")));
            }
        }
        let wrong: Vec<String> =
            found.iter().filter(|(_, it)| *it != VERSION).map(|(name, it)| format!("{name} {it}")).collect();
        if !wrong.is_empty() {
            let what = format!("this is cargo-schema {VERSION}, but the workspace builds with {}", wrong.join(" and "));
            let help = format!(
                "use one version: run `cargo update -p schema-core`, or install the other cargo-schema; this one is \
                 {VERSION}"
            );
            self.find(Code::Versions, &lock, what, help);
        }
    }

    /// A published package without its revisions has a migrator that does nothing.
    fn packaged(&mut self) {
        let manifest = self.project.root().join("Cargo.toml");
        let Some(table) = read_toml(&manifest) else { return };
        let Some(package) = table.get("package") else { return };
        let published = match package.get("publish") {
            Some(Value::Boolean(publish)) => *publish,
            Some(Value::Array(registries)) => !registries.is_empty(),
            _ => true,
        };
        if !published {
            return;
        }
        let migrations = self.project.metadata().migrations.display().to_string().replace('\\', "/");
        let names = |key: &str| package.get(key).and_then(Value::as_array);
        let clean = |pattern: &Value| {
            let pattern = pattern.as_str().unwrap_or_default();
            let pattern = pattern.strip_prefix("./").unwrap_or(pattern);
            pattern.trim_start_matches('/').trim_end_matches('/').to_owned()
        };
        // In doubt nothing is left out: a pattern with a star in front may well mean the folder.
        let takes_in = |pattern: &Value| {
            let first = clean(pattern).split('/').next().unwrap_or_default().to_owned();
            first.contains('*') || migrations.split('/').next() == Some(first.as_str())
        };
        let leaves_out = |pattern: &Value| {
            let pattern = clean(pattern);
            let whole = pattern.strip_suffix("/**").or(pattern.strip_suffix("/*")).unwrap_or(&pattern);
            whole == migrations || migrations.starts_with(&format!("{whole}/"))
        };
        let left_out = match (names("include"), names("exclude")) {
            (Some(include), _) => (!include.iter().any(takes_in)).then_some("include"),
            (None, Some(exclude)) => exclude.iter().any(leaves_out).then_some("exclude"),
            (None, None) => None,
        };
        if let Some(key) = left_out {
            let what = format!("`{key}` excludes `{migrations}/` from the package: its `migrator!()` would be empty");
            let help = if key == "include" {
                format!("add `\"{migrations}/**\"` to `include`, or set `publish = false`")
            } else {
                format!("remove `{migrations}` from `exclude`, or set `publish = false`")
            };
            self.find(Code::NotPackaged, &manifest, what, help);
        }
    }

    fn password(&mut self) {
        let manifest = self.project.root().join("Cargo.toml");
        let Metadata { database_url, scratch_url, .. } = self.project.metadata().clone();
        for (known, url, variable) in
            [(DATABASE_URL, database_url, "DATABASE_URL"), (SCRATCH_URL, scratch_url, "CARGO_SCHEMA_SCRATCH_URL")]
        {
            let url = url.as_deref().map(DatabaseUrl::parse);
            if url.is_some_and(|url| url.is_ok_and(|url| url.has_password())) {
                let what = format!("`{}` contains a password, and `Cargo.toml` is committed and published", known.key);
                let help =
                    format!("set `{variable}` in the environment or in an ignored `.env`, and change the password");
                self.find(Code::Password, &manifest, what, help);
            }
        }
    }

    fn revisions(&mut self) -> Option<Revisions> {
        let migrations = self.project.migrations();
        if !migrations.is_dir() {
            if self.project.dialects().is_ok() {
                let init = self.project.again().elsewhere(["init"]);
                let help = Help::run(init, |init| {
                    format!(
                        "create it with `{init}`; the first revision creates it \
                    too"
                    )
                });
                self.find(Code::NoMigrations, &migrations, "migrations directory not found", help);
            }
            return load(&migrations).ok();
        }
        let dialects = self.project.dialects().unwrap_or_default();
        let revisions = load(&migrations).and_then(|revisions| {
            revisions.require_scripts(&dialects)?;
            revisions.schema()?;
            Ok(revisions)
        });
        let revisions = match revisions {
            Ok(revisions) => revisions,
            Err(problem) => {
                let help = problem.hint.unwrap_or_else(|| Help::new("restore it from version control"));
                self.find(problem.code, &problem.path, problem.message, help);
                return None;
            }
        };
        if let Err(two) = revisions.graph().head() {
            self.find(
                Code::MultipleHeads,
                &migrations,
                two.to_string(),
                Help::run(self.project.again().elsewhere(["merge"]), |merge| format!("merge them with `{merge}`")),
            );
        }
        // Ids are times: a clock that was wrong once would put every later revision before this one.
        // Several in one second have the seconds after it.
        let now = new_id(SystemTime::now() + Duration::from_secs(600), &Graph::default());
        let ids = revisions.iter().map(|file| file.id()).filter(|id| id.len() == now.len());
        if let Some(last) = ids.max().filter(|id| **id > *now) {
            let what = format!("revision `{last}` has a future timestamp");
            let help = "correct the clock; otherwise the next revision sorts before that one".to_owned();
            self.find(Code::FutureRevision, &migrations, what, help);
        }
        Some(revisions)
    }
}

fn read_toml(path: &Path) -> Option<Table> {
    file::text(path).ok()?.parse().ok()
}
