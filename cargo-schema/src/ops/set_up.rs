//! What `init` writes to set a package or a workspace up.

use std::path::{Path, PathBuf};

use schema_core::connect::DatabaseUrl;
use schema_core::diagnostic::{Code, Diagnostic, Severity, Span};
use schema_core::read::{self, Metadata};
use schema_core::revision::load;
use schema_core::schema::Release;

use crate::cli::global::Global;
use crate::context::Context;
use crate::error::{Error, Result};
use crate::exit::Exit;
use crate::project::setup::{self, Change, Source};
use crate::project::variables;
use crate::project::workspace::Workspace;
use crate::project::write;

/// What a package is to be set up with.
#[derive(Clone, Copy, Default)]
pub(crate) struct Request<'a> {
    /// The dialects asked for.
    pub(crate) releases: &'a [Release],
    /// The folder of revisions, where nothing is said of it so far.
    pub(crate) migrations: Option<&'a str>,
    /// The features of schema-core that models need.
    pub(crate) features: &'a [&'a str],
    /// The crates that these features are for are needed, too.
    pub(crate) crates: bool,
    /// Where `schema-core` comes from, where that is known.
    pub(crate) source: Option<&'a Source>,
}

/// What is to be written to set a package up.
pub(crate) struct Prepared {
    /// Name of the package.
    name: String,
    /// The folder of the manifest that holds the keys.
    pub(crate) root: PathBuf,
    /// The keys as they will be.
    pub(crate) metadata: Metadata,
    /// Texts to write, in this order.
    texts: Vec<(PathBuf, String)>,
    /// What that changes.
    changes: Vec<Change>,
    /// What only the user can do.
    warnings: Vec<Diagnostic>,
}

impl Prepared {
    /// Decides; nothing is written.
    pub(crate) fn new(global: &Global, request: &Request<'_>) -> Result<Self> {
        let &Request { releases, migrations, features, crates, source } = request;
        let workspace = Workspace::find(global)?;
        let package = workspace.require_package(global)?;
        let manifest_path = package.manifest_path.as_std_path();
        let folder = manifest_path.parent().unwrap_or(Path::new("."));
        let text = text_of(manifest_path)?.unwrap_or_default();
        let shared = workspace_manifest(&workspace, manifest_path)?;
        let environment = environment_url(folder);
        let build_script = package.targets.iter().find(|target| target.is_custom_build());
        let script = build_script.map_or(folder.join("build.rs"), |target| target.src_path.as_std_path().to_owned());
        let mut prepared = Self {
            name: format!("`{}`", package.name),
            root: folder.to_owned(),
            metadata: Metadata::default(),
            texts: Vec::new(),
            changes: Vec::new(),
            warnings: Vec::new(),
        };
        prepared.build_script(&script, folder)?;
        let plan = setup::Plan {
            text: &text,
            folder,
            name: package.name.as_str(),
            releases,
            workspace: shared.as_deref(),
            database_url: global.connect.database_url.as_deref(),
            environment: environment.as_deref(),
            migrations,
            features,
            crates,
            source,
        };
        let shared_releases = shared.as_deref().map(setup::shared_releases).transpose()?.flatten();
        // The manifest comes last, for cargo refuses one that names a missing build script.
        if let (Some(shared), Some(theirs)) = (&shared, shared_releases)
            && !setup::has_keys(&text)?
        {
            if let Some(other) = releases.iter().find(|release| theirs.iter().all(|it| it.dialect != release.dialect)) {
                return Err(Error::usage(
                    Code::DialectMismatch,
                    format!("the workspace's schema does not support {}", other.dialect),
                )
                .hint("members use the dialects of the workspace: list them in `[workspace.metadata.schema]`"));
            }
            let root = workspace.metadata.workspace_root.as_std_path();
            prepared.member(&plan, manifest_path, root, shared)?;
            return Ok(prepared);
        }
        let manifest = setup::manifest(&plan)?;
        let ignored = manifest.sqlite_file.as_ref().map(|file| setup::ignore(folder, file)).transpose()?.flatten();
        prepared.keys(&manifest.text, "package", manifest_path)?;
        prepared.text(manifest_path, &text, manifest.text);
        prepared.changes.extend(manifest.changes);
        prepared.ignores(ignored);
        Ok(prepared)
    }

    /// Makes the package of `plan` a member of the schema of the workspace in `root`, whose manifest is `shared`.
    fn member(&mut self, plan: &setup::Plan<'_>, manifest: &Path, root: &Path, shared: &str) -> Result<()> {
        let shown = relative(plan.folder, root).replace('\\', "/");
        let member = setup::member(plan, shared, &shown)?;
        let of_workspace = root.join("Cargo.toml");
        self.text(manifest, plan.text, member.package);
        self.keys(&member.workspace, "workspace", &of_workspace)?;
        self.text(&of_workspace, shared, member.workspace);
        self.changes.extend(member.changes);
        root.clone_into(&mut self.root);
        Ok(())
    }

    /// Decides about a workspace; nothing is written.
    pub(crate) fn workspace(global: &Global, request: &Request<'_>) -> Result<Self> {
        let workspace = Workspace::find(global)?;
        let root = workspace.metadata.workspace_root.as_std_path();
        let manifest_path = root.join("Cargo.toml");
        let text = text_of(&manifest_path)?.unwrap_or_default();
        for package in workspace.metadata.workspace_packages() {
            if package.metadata.get("schema").is_some() {
                return Err(Error::usage(Code::OwnSchema, format!("`{}` has a schema of its own", package.name))
                    .at(package.manifest_path.as_std_path())
                    .hint("remove its `[package.metadata.schema]`, and move its revisions to the root"));
            }
        }
        let environment = environment_url(root);
        let name = root.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let manifest = setup::workspace(&setup::Plan {
            text: &text,
            folder: root,
            name: &name,
            releases: request.releases,
            workspace: None,
            database_url: global.connect.database_url.as_deref(),
            environment: environment.as_deref(),
            migrations: request.migrations,
            features: &[],
            crates: false,
            source: request.source,
        })?;
        let ignored = manifest.sqlite_file.as_ref().map(|file| setup::ignore(root, file)).transpose()?.flatten();
        let mut prepared = Self {
            name: "the workspace".to_owned(),
            root: root.to_owned(),
            metadata: Metadata::default(),
            texts: Vec::new(),
            changes: manifest.changes,
            warnings: Vec::new(),
        };
        prepared.keys(&manifest.text, "workspace", &manifest_path)?;
        prepared.text(&manifest_path, &text, manifest.text);
        prepared.ignores(ignored);
        Ok(prepared)
    }

    /// The folder of revisions.
    pub(crate) fn migrations(&self) -> PathBuf {
        self.root.join(&self.metadata.migrations)
    }

    /// What will be changed.
    pub(crate) fn changes(&self) -> &[Change] {
        &self.changes
    }

    /// Writes all, and says what was done.
    pub(crate) fn write(&self, context: &mut Context) -> Result<Exit> {
        for (path, text) in &self.texts {
            write::file(path, text)?;
        }
        for warning in &self.warnings {
            context.shell.say(warning);
        }
        if self.changes.is_empty() {
            context.shell.status("Unchanged", format_args!("{} is already set up", self.name));
        }
        for change in &self.changes {
            context.shell.status(change.verb, &change.what);
        }
        Ok(Exit::Fine)
    }

    /// Keeps the database out of git.
    fn ignores(&mut self, ignored: Option<(PathBuf, String, String)>) {
        if let Some((path, text, line)) = ignored {
            self.texts.push((path, text));
            let what = format!("`.gitignore`: `{line}`, the database of `database-url`");
            self.changes.push(Change::new("Changed", what));
        }
    }

    /// Makes the folder of revisions: of a package with a schema of its own, or of a workspace when that is set up.
    pub(crate) fn make_folder(&mut self, is_workspace: bool) -> Result<()> {
        let migrations = self.migrations();
        let is_own = is_workspace || self.metadata.members.is_empty();
        if is_own && !migrations.is_dir() {
            std::fs::create_dir_all(&migrations)
                .map_err(|error| Error::file("create the directory", &migrations, &error))?;
            let what = format!("`{}/` for revisions", self.metadata.migrations.display());
            self.changes.insert(0, Change::new("Created", what));
        }
        Ok(())
    }

    /// Refuses releases of `--dialect` that are older than what the revisions are written for, and warns of those in the manifest.
    /// What is wrong with the revisions is for later commands to say.
    pub(crate) fn compare_releases(&self, context: &mut Context, by_flag: bool) -> Result<()> {
        let Ok(revisions) = load(&self.migrations()) else { return Ok(()) };
        let is_told = by_flag && !self.changes.is_empty();
        match revisions.older_release(&self.metadata.releases, is_told) {
            Some(said) if is_told => return Err(Error::of(Exit::Usage, said)),
            Some(said) => context.shell.say(&Diagnostic { severity: Severity::Warning, ..said }),
            None => {}
        }
        Ok(())
    }

    fn text(&mut self, path: &Path, old: &str, new: String) {
        if old != new {
            self.texts.push((path.to_owned(), new));
        }
    }

    /// Reads the keys in the text of a manifest.
    fn keys(&mut self, text: &str, of: &str, path: &Path) -> Result<()> {
        let document: toml::Table = text.parse().unwrap_or_default();
        let keys = document.get(of).and_then(|it| it.get("metadata")).and_then(|it| it.get("schema"));
        if let Some(keys) = keys.and_then(toml::Value::as_table) {
            self.metadata = Metadata::from_table(keys, path)
                .map_err(|problem| Error::usage(Code::InvalidMetadata, problem.message.clone()).at(&problem.file))?;
        }
        Ok(())
    }

    /// Sees to it that the build script calls ours; says so where only its author can.
    fn build_script(&mut self, path: &Path, folder: &Path) -> Result<()> {
        let shown = relative(path, folder);
        match setup::build_script(text_of(path)?.as_deref()) {
            setup::BuildScript::Fine => {}
            setup::BuildScript::Write { text, new: true } => {
                self.texts.push((path.to_owned(), text));
                let what = format!("`{shown}`, which compares models and revisions");
                self.changes.push(Change::new("Created", what));
            }
            setup::BuildScript::Write { text, new: false } => {
                self.texts.push((path.to_owned(), text));
                self.changes.push(Change::new("Changed", format!("`{shown}`: `{}` in `main`", setup::CALL)));
            }
            setup::BuildScript::Tell => {
                let message = format!("`{shown}` already exists, but does not compare models and revisions");
                let help = format!("add `{}` to its `main`", setup::CALL);
                let said = Diagnostic::warning(Code::BuildScript, message).help(help);
                self.warnings.push(said.span(Span::file(path)).shown(|_| shown.clone()));
            }
        }
        Ok(())
    }
}

/// The SQLite file that `DATABASE_URL` in the environment names, from `folder` on if it lies there. It has no password.
fn environment_url(folder: &Path) -> Option<String> {
    let text = variables::database_url()?;
    let text = text.trim();
    let url = DatabaseUrl::parse(text).ok()?;
    let file = url.file().filter(|file| !file.is_empty())?;
    let Ok(inside) = Path::new(file).strip_prefix(folder) else { return Some(text.to_owned()) };
    let query = text.split_once('?').map(|(_, query)| format!("?{query}")).unwrap_or_default();
    Some(format!("sqlite:{}{query}", inside.display()))
}

/// The manifest of the workspace, when it is not the package's own.
fn workspace_manifest(workspace: &Workspace, manifest_path: &Path) -> Result<Option<String>> {
    let root: PathBuf = workspace.metadata.workspace_root.join("Cargo.toml").into();
    if root == manifest_path { Ok(None) } else { text_of(&root) }
}

fn text_of(path: &Path) -> Result<Option<String>> {
    match read::file::text(path) {
        Ok(text) => Ok(Some(text)),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(Error::file("read", path, &error)),
    }
}

fn relative(path: &Path, folder: &Path) -> String {
    path.strip_prefix(folder).unwrap_or(path).display().to_string()
}
