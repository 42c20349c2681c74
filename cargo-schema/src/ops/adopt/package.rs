//! The package that gets the models of a database.

use schema_core::diagnostic::{Code, Command, Help};
use std::path::{Component, Path, PathBuf};

use schema_core::connect::DatabaseUrl;
use schema_core::read::{self, Cfg, Config, Metadata, Sources, file};

use super::module;
use crate::cli::global::Global;
use crate::error::{Error, Result};
use crate::output::codegen::{Models, is_name};
use crate::project::compiler::target_cfg;
use crate::project::setup::Change;
use crate::project::workspace::Workspace;
use crate::project::write;

/// The package that gets the models.
pub(crate) struct Package {
    pub(crate) folder: PathBuf,
    manifest: PathBuf,
    /// The first file of its library, else of its program.
    first: Option<PathBuf>,
    /// The file for the models.
    pub(crate) models: PathBuf,
    /// Its keys, or those of its workspace, say for which databases it is.
    pub(crate) has_dialects: bool,
    /// Its first file is that of a library.
    is_library: bool,
}

impl Package {
    pub(crate) fn find(global: &Global, models: &Path) -> Result<Self> {
        let workspace = Workspace::find(global)?;
        let package = workspace.require_package(global)?;
        let manifest = package.manifest_path.as_std_path().to_owned();
        let folder = manifest.parent().unwrap_or(Path::new(".")).to_owned();
        let has_dialects = [&package.metadata, &workspace.metadata.workspace_metadata]
            .into_iter()
            .any(|it| it.get("schema").and_then(|keys| keys.get("dialects")).is_some());
        let targets = || package.targets.iter();
        let first = targets().find(|it| it.is_lib()).or_else(|| targets().find(|it| it.is_bin()));
        let found = Self {
            is_library: first.is_some_and(|target| target.is_lib()),
            first: first.map(|target| target.src_path.as_std_path().to_owned()),
            models: plain(&folder.join(models)),
            folder,
            manifest,
            has_dialects,
        };
        let roots: Vec<&Path> = targets().map(|target| target.src_path.as_std_path()).collect();
        found.refuse_place(&roots)?;
        Ok(found)
    }

    /// Refuses a file for the models that can be no module of the crate: the first file of a target, one that Cargo would take
    /// for that, or one outside of the sources.
    fn refuse_place(&self, roots: &[&Path]) -> Result<()> {
        let (src, path) = (self.folder.join("src"), &self.models);
        let sources = [Some(src.as_path()), self.first.as_deref().and_then(Path::parent)];
        let parent = path.parent();
        let is_source = sources.iter().flatten().any(|sources| path.starts_with(sources));
        let is_in = |folder: Option<&Path>| folder.is_some() && folder == parent;
        let real = |path: &Path| path.canonicalize().unwrap_or_else(|_| path.to_owned());
        let at = real(path);
        let is_root = roots.iter().any(|root| real(root) == at)
            || is_in(Some(&src.join("bin")))
            || sources.into_iter().any(is_in)
                && ["lib", "main", "mod"].iter().any(|name| path.file_stem().is_some_and(|stem| stem == *name));
        let stem = path.file_stem().unwrap_or_default().to_string_lossy();
        let is_module = path.extension().is_some_and(|it| it == "rs") && (stem == "mod" || is_name(&stem));
        if is_source && is_module && !is_root {
            return Ok(());
        }
        let why = if !is_module {
            "its name is not that of a Rust module"
        } else if is_root {
            "it is the first file of a crate"
        } else {
            "it is outside of the sources of the package"
        };
        Err(Error::usage(Code::InvalidArguments, format!("`{}` cannot be the file for the models", self.shown(path)))
            .cause(why)
            .hint("name a file that becomes a module, such as `--models src/models.rs`"))
    }

    /// The keys in its metadata; the defaults where it has none yet.
    pub(crate) fn keys(&self) -> Metadata {
        read::Project::find(&self.manifest).map(|project| project.metadata).unwrap_or_default()
    }

    /// A path as people see it: from the package on.
    pub(crate) fn shown(&self, path: &Path) -> String {
        path.strip_prefix(&self.folder).unwrap_or(path).display().to_string()
    }

    /// The URL of a SQLite file, which the user wrote from the current folder on, from the package on.
    pub(crate) fn url_of(&self, text: &str) -> String {
        let here = std::env::current_dir().unwrap_or_default();
        let same = here.canonicalize().is_ok_and(|here| self.folder.canonicalize().is_ok_and(|it| it == here));
        let file = DatabaseUrl::parse(text).ok().and_then(|url| url.file().map(str::to_owned));
        match file.map(PathBuf::from) {
            Some(file) if !same && file.is_relative() => {
                let path = here.join(file);
                let path = path.strip_prefix(&self.folder).unwrap_or(&path);
                format!("sqlite:{}", path.display())
            }
            _ => text.to_owned(),
        }
    }

    /// Refuses a package that has models, or a file in the place of them.
    pub(crate) fn refuse_models(&self, force: bool) -> Result<()> {
        let shown = self.shown(&self.models);
        if self.models.exists() && !force {
            return Err(Error::usage(Code::FileExists, format!("`{shown}` already exists"))
                .hint("choose another file with `--models <path>`, or replace it with `--force`"));
        }
        let Some(model) = self.first_model()? else { return Ok(()) };
        Err(Error::usage(Code::ModelsExist, format!("the package already has models: `{}`", model.path))
            .at(&model.file)
            .cause("two models would declare the same table")
            .hint(Help::run(Command::schema(["diff", "models"]).placeholder("url"), |diff| {
                format!("list the differences with `{diff}`, update the models, then run `revision` and `stamp head`")
            })))
    }

    /// A model that the package has, in another file than that for the models.
    pub(crate) fn first_model(&self) -> Result<Option<Model>> {
        let Ok(project) = read::Project::find(&self.manifest) else { return Ok(None) };
        let cfg = Cfg::from_rustc(&target_cfg()?);
        let found = Sources::new().read(&Config { project: &project, cfg: &cfg, features: None });
        let same =
            |file: &Path| file.canonicalize().is_ok_and(|it| self.models.canonicalize().is_ok_and(|at| at == it));
        let model = found.models.iter().find(|model| !model.outside && !same(&model.file));
        Ok(model.map(|model| Model { path: model.path_text(), file: model.file.clone() }))
    }

    /// The files that hold the models and lead to them. Nothing is written.
    pub(crate) fn files(&self, models: &Models) -> Result<Files> {
        let what = format!("{}: {}", self.shown(&self.models), models.count());
        let mut files = Files {
            texts: vec![(self.models.clone(), models.source.clone())],
            changes: vec![Change::new("Created", what)],
            by_hand: None,
        };
        let Some(first) = &self.first else { return Ok(files) };
        let shown = self.shown(first);
        if first.parent() != self.models.parent() {
            files.by_hand = Some(format!("add `mod` items from `{shown}` to `{}`", self.shown(&self.models)));
            return Ok(files);
        }
        let name = self.models.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        let text = file::text(first).map_err(|error| Error::file("read", first, &error))?;
        if let Some(text) = module::with_module(&text, &name, self.is_library) {
            files.texts.push((first.clone(), text));
            let visibility = if self.is_library { "pub " } else { "" };
            files.changes.push(Change::new("Changed", format!("`{shown}`: `{visibility}mod {name};`")));
        }
        Ok(files)
    }
}

/// The path without `.` and `..`.
fn plain(path: &Path) -> PathBuf {
    let mut plain = PathBuf::new();
    for part in path.components() {
        match part {
            Component::CurDir => {}
            Component::ParentDir => {
                plain.pop();
            }
            part => plain.push(part),
        }
    }
    plain
}

/// What is to be written for models.
pub(crate) struct Files {
    texts: Vec<(PathBuf, String)>,
    /// What that changes.
    pub(crate) changes: Vec<Change>,
    /// What is left to do by hand.
    pub(crate) by_hand: Option<String>,
}

impl Files {
    /// Writes them.
    pub(crate) fn write(&self) -> Result<()> {
        for (path, text) in &self.texts {
            let parent = path.parent().unwrap_or(Path::new("."));
            std::fs::create_dir_all(parent).map_err(|error| Error::file("create the directory", parent, &error))?;
            write::file(path, text)?;
        }
        Ok(())
    }
}

/// A model, as an error names it.
pub(crate) struct Model {
    path: String,
    pub(crate) file: PathBuf,
}
