//! Which packages make up a schema, and what their manifests say.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use toml::{Table, Value};

use super::{Layer, Metadata, Problem, members, targets, toml_place};
use crate::diagnostic::Code;
use crate::read::targets::Target;

/// The name of `schema-core` in the public registry, once it is published. It is not, and anybody can publish a package of that
/// name: nothing that the tool writes may depend on a name that is not given here.
pub const PUBLISHED: Option<&str> = None;

/// A schema's packages, and the keys that hold for all of them.
#[derive(Clone, Debug)]
pub struct Project {
    /// The folder of the manifest that holds the keys.
    pub root: PathBuf,
    /// The folder that paths are shown relative to: the workspace's, as in the compiler's messages.
    pub shown_from: PathBuf,
    /// The keys.
    pub metadata: Metadata,
    /// The packages, in the order in which the keys list them.
    pub packages: Vec<Package>,
    /// The place in `packages` of the package that was asked about; none for a workspace without one.
    pub own: Option<usize>,
    /// Every manifest that was read.
    pub manifests: Vec<PathBuf>,
}

/// A package with models.
#[derive(Clone, Debug)]
pub struct Package {
    /// Its folder.
    pub folder: PathBuf,
    /// Its name.
    pub name: String,
    /// The name by which other crates know its library, if it has one.
    pub library: Option<String>,
    pub(super) targets: Vec<Target>,
    pub(super) externs: BTreeMap<String, Extern>,
    features: BTreeMap<String, Vec<String>>,
    /// Optional dependencies, each of which is a feature.
    optional: BTreeSet<String>,
}

/// Another crate, as far as names from it say anything.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Extern {
    /// One of ours: derives come from it.
    Ours,
    /// A package of this project, by its place.
    Member(usize),
    /// Another package that lies beside this one, and may re-export derives.
    Local,
    /// From a registry or repository.
    Foreign,
}

impl Project {
    /// Finds the project that the package or workspace of `manifest` belongs to.
    ///
    /// # Errors
    /// A manifest cannot be read or has keys that mean nothing.
    pub fn find(manifest: &Path) -> Result<Self, Problem> {
        let folder = manifest.parent().unwrap_or(Path::new("."));
        let own = read_toml(manifest)?;
        let mut manifests = vec![manifest.to_owned()];
        let mut workspace = None;
        // A packaged crate stands alone: what lies above it is not its workspace.
        if own.contains_key("workspace") {
            workspace = Some((folder.to_owned(), own.clone()));
        } else if !folder.join("Cargo.toml.orig").exists() {
            workspace = find_workspace(folder, &own)?;
            manifests.extend(workspace.iter().map(|(folder, _)| folder.join("Cargo.toml")));
        }
        let shown_from = workspace.as_ref().map_or(folder, |(folder, _)| folder).to_owned();
        let package_keys = lookup(&own, &["package", "metadata", "schema"]).and_then(Value::as_table);
        let shared = workspace.as_ref().and_then(|(folder, table)| {
            let keys = lookup(table, &["workspace", "metadata", "schema"])?.as_table()?;
            Some((folder, keys))
        });

        let mut project = Self {
            root: folder.to_owned(),
            shown_from,
            metadata: Metadata::default(),
            packages: Vec::new(),
            own: None,
            manifests,
        };
        let mut folders = vec![folder.to_owned()];
        match (package_keys, shared) {
            (Some(keys), shared) => {
                if let Some((root, defaults)) = shared {
                    let mut metadata = Metadata::default();
                    metadata.read(defaults, &root.join("Cargo.toml"), Layer::Workspace)?;
                    // Members make one schema: another package has nothing to do with its keys.
                    if metadata.members.is_empty() {
                        project.metadata = metadata;
                    }
                }
                project.metadata.read(keys, manifest, Layer::Package)?;
            }
            (None, Some((root, keys))) => {
                let mut metadata = Metadata::default();
                metadata.read(keys, &root.join("Cargo.toml"), Layer::Workspace)?;
                let members = workspace.as_ref().map(|(root, table)| members::folders(root, table, &metadata.members));
                let members = members.unwrap_or_default();
                if !own.contains_key("package") || members.contains(&clean(folder)) {
                    (project.root, folders) = (root.clone(), members);
                }
                project.metadata = metadata;
            }
            (None, None) => {}
        }
        let mut tables = Vec::new();
        for member in folders {
            let path = member.join("Cargo.toml");
            if member == clean(folder) || member == folder {
                project.own = own.contains_key("package").then_some(tables.len());
                tables.push((folder.to_owned(), own.clone()));
            } else {
                tables.push((member, read_toml(&path)?));
                project.manifests.push(path);
            }
        }
        tables.retain(|(_, table)| table.contains_key("package"));
        let inherited = workspace.as_ref().map(|(_, table)| table);
        let names: Vec<String> = tables.iter().map(|(_, table)| package_name(table)).collect();
        for (folder, table) in tables {
            project.packages.push(Package::read(folder, &table, inherited, &names));
        }
        project.link_libraries();
        Ok(project)
    }

    /// The folder of revisions.
    pub fn migrations(&self) -> PathBuf {
        self.root.join(&self.metadata.migrations)
    }

    /// The features with which all models of `package` are there.
    pub fn canonical_features(&self, package: &Package) -> BTreeSet<String> {
        match &self.metadata.features {
            Some(features) => package.closure(package.known(features.iter().map(String::as_str))),
            None => package.closure(["default"]),
        }
    }

    /// `path` as it is shown to people.
    pub fn show(&self, path: &Path) -> PathBuf {
        path.strip_prefix(&self.shown_from).unwrap_or(path).to_owned()
    }

    /// A package's binaries and tests know its library by name.
    fn link_libraries(&mut self) {
        for (at, package) in self.packages.iter_mut().enumerate() {
            if let Some(library) = package.library.clone() {
                package.externs.insert(library, Extern::Member(at));
            }
        }
    }
}

impl Package {
    fn read(folder: PathBuf, table: &Table, workspace: Option<&Table>, members: &[String]) -> Self {
        let name = package_name(table);
        let targets = targets::discover(&folder, table, &name);
        let library =
            targets.iter().find(|target| target.kind == targets::Kind::Library).map(|target| target.name.clone());
        let mut externs = BTreeMap::new();
        for (key, dependency) in dependencies(table) {
            let inherited =
                dependency.get("workspace").and_then(|_| lookup(workspace?, &["workspace", "dependencies", key]));
            let field = |name: &str| dependency.get(name).or_else(|| inherited.and_then(|value| value.get(name)));
            let package = field("package").and_then(Value::as_str).unwrap_or(key);
            let is = match members.iter().position(|member| member == package) {
                Some(at) => Extern::Member(at),
                None if is_ours(package) => Extern::Ours,
                None if field("path").is_some() => Extern::Local,
                None => Extern::Foreign,
            };
            externs.insert(key.replace('-', "_"), is);
        }
        let features = table.get("features").and_then(Value::as_table).into_iter().flatten();
        let features = features.map(|(name, list)| {
            let list = list.as_array().into_iter().flatten();
            (name.clone(), list.filter_map(|entry| entry.as_str().map(str::to_owned)).collect())
        });
        let is_optional = |it: &Value| it.get("optional").and_then(Value::as_bool).unwrap_or_default();
        let optional = dependencies(table).into_iter().filter(|(_, it)| is_optional(it)).map(|(key, _)| key.to_owned());
        let (features, optional) = (features.collect(), optional.collect());
        Self { folder, name, library, targets, externs, features, optional }
    }

    /// Those of `features` that the package has.
    pub fn known<'a>(&'a self, features: impl IntoIterator<Item = &'a str>) -> impl Iterator<Item = &'a str> {
        features.into_iter().filter(|name| {
            let name = name.split('/').next().unwrap_or_default();
            self.features.contains_key(name) || self.optional.contains(name)
        })
    }

    /// `requested` features and those that they bring.
    pub fn closure<'a>(&self, requested: impl IntoIterator<Item = &'a str>) -> BTreeSet<String> {
        let mut found = BTreeSet::new();
        let mut open: Vec<String> = requested.into_iter().map(str::to_owned).collect();
        while let Some(entry) = open.pop() {
            // `dep:x` and `x?/y` switch on no feature of this package; `x/y` does where `x` is one.
            if entry.starts_with("dep:") || entry.contains("?/") {
                continue;
            }
            let (name, of_dependency) = entry.split_once('/').map_or((entry.as_str(), false), |(name, _)| (name, true));
            match self.features.get(name) {
                Some(more) if found.insert(name.to_owned()) => open.extend(more.iter().cloned()),
                Some(_) => {}
                // The feature that an optional dependency is.
                None if name != "default" && !of_dependency => {
                    found.insert(name.to_owned());
                }
                None => {}
            }
        }
        found
    }
}

pub(super) fn is_ours(package: &str) -> bool {
    package == "schema-core" || PUBLISHED == Some(package)
}

fn package_name(table: &Table) -> String {
    lookup(table, &["package", "name"]).and_then(Value::as_str).unwrap_or_default().to_owned()
}

/// Key and value of every dependency, whatever it is for.
fn dependencies(table: &Table) -> Vec<(&str, &Value)> {
    let mut found = Vec::new();
    let targets = table.get("target").and_then(Value::as_table).into_iter().flatten();
    let tables = targets.filter_map(|(_, target)| target.as_table());
    for table in std::iter::once(table).chain(tables) {
        for kind in ["dependencies", "dev-dependencies"] {
            let entries = table.get(kind).and_then(Value::as_table).into_iter().flatten();
            found.extend(entries.map(|(key, value)| (key.as_str(), value)));
        }
    }
    found
}

/// The workspace above `folder`.
fn find_workspace(folder: &Path, own: &Table) -> Result<Option<(PathBuf, Table)>, Problem> {
    if let Some(path) = lookup(own, &["package", "workspace"]).and_then(Value::as_str) {
        let root = clean(&folder.join(path));
        let table = read_toml(&root.join("Cargo.toml"))?;
        return Ok(Some((root, table)));
    }
    for above in folder.ancestors().skip(1) {
        let path = above.join("Cargo.toml");
        if path.is_file() {
            let table = read_toml(&path)?;
            if table.contains_key("workspace") {
                return Ok(Some((above.to_owned(), table)));
            }
        }
    }
    Ok(None)
}

fn read_toml(path: &Path) -> Result<Table, Problem> {
    let text = super::file::text(path)
        .map_err(|error| Problem::of_file(Code::FileAccess, path, format!("it cannot be read: {error}")))?;
    text.parse::<Table>().map_err(|error| {
        let problem = Problem::of_file(Code::InvalidToml, path, format!("it is no TOML: {}", error.message()));
        match error.span().map(|span| toml_place::place(&text, span)) {
            Some((at, length)) => Problem { at, ..problem }.length(length),
            None => problem,
        }
    })
}

pub(super) fn lookup<'a>(table: &'a Table, keys: &[&str]) -> Option<&'a Value> {
    let (first, rest) = keys.split_first()?;
    let value = table.get(*first)?;
    if rest.is_empty() { Some(value) } else { lookup(value.as_table()?, rest) }
}

/// `path` without `.` and `..`, as far as that can be done by its text.
pub(super) fn clean(path: &Path) -> PathBuf {
    let mut cleaned = PathBuf::new();
    for part in path.components() {
        match part {
            std::path::Component::CurDir => {}
            std::path::Component::ParentDir if cleaned.file_name().is_some() => {
                cleaned.pop();
            }
            part => cleaned.push(part),
        }
    }
    cleaned
}
