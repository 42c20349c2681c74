//! From the sources of a project to its declarations.
//!
//! The reader starts at the first file of every crate (as `Cargo.toml` lists them and as cargo finds them), follows `mod`
//! items, strips what `cfg` excludes, and gives every struct and enum with a derive of ours to the grammar. Nothing is
//! compiled and nothing is written. Names are resolved as far as that can be done without the compiler; what is guessed here
//! is verified there, by the witness in the derives.
//!
//! Half-typed code is no error: a file whose delimiters do not close, or a struct that does not parse, keeps what it last
//! said (where there is a cache), and [`Read::half_typed`] names it. The compiler reports it better.

mod cache;
mod cfg;
pub(crate) mod compact;
mod ddl;
pub mod file;
mod lex;
mod members;
mod metadata;
mod naming;
mod orphans;
mod outline;
mod place;
mod problem;
mod project;
mod scan;
mod strip;
mod targets;
pub(crate) mod toml_place;
mod tree;
mod uses;
mod walk;

pub use cfg::Cfg;
pub use ddl::{Does, FoundDdl, MEANT, RuntimeDdl, runtime_ddl_of};
pub use members::is_member;
pub use metadata::{Layer, Metadata, Mode, RuntimeDdlMode};
pub use naming::{Kind, Named, Naming};
pub use problem::Problem;
pub use project::{PUBLISHED, Package, Project};
pub use tree::{ItemId, Meaning, ModuleId};

#[cfg(test)]
pub(crate) mod tests;

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use crate::declare::{EnumDecl, Model, Newtype, Position};
use crate::diagnostic::Code;
use cache::Cache;
use outline::{Declared, Names};
use tree::Tree;
use walk::{Met, Walk};

/// A declaration and where it was found.
#[derive(Clone, Debug)]
pub struct Found<T> {
    /// The declaration.
    pub value: T,
    /// Its package, by its place in [`Project::packages`].
    pub package: usize,
    /// Its module, in which the paths in it are to be read.
    pub module: ModuleId,
    /// Its path inside the crate: `["models", "User"]`.
    pub path: Vec<String>,
    /// The other paths at which crates of the package have it: a library and a binary may share a file.
    pub other_paths: Vec<Vec<String>>,
    /// The file.
    pub file: PathBuf,
    /// Whether it is only there in tests, examples and benchmarks, and so in no schema.
    pub outside: bool,
    /// Its hash under `cfg(test)`, where that is another one.
    pub test_hash: Option<u64>,
    /// Whether it does not parse now, and `value` is what it last said.
    pub half_typed: bool,
}

impl<T> Found<T> {
    /// A problem of the kind `code` with what stands at `at` in it.
    pub fn problem(&self, code: Code, at: Position, message: impl Into<String>) -> Problem {
        Problem::new(code, &self.file, at, message)
    }

    /// Its path inside the crate as text: `models::User`.
    pub fn path_text(&self) -> String {
        self.path.join("::")
    }
}

/// What the sources of a project declare.
#[derive(Debug, Default)]
pub struct Read {
    /// Structs that derive `Schema`.
    pub models: Vec<Found<Model>>,
    /// Enums that derive `SchemaEnum`.
    pub enums: Vec<Found<EnumDecl>>,
    /// Structs that derive `SchemaType`.
    pub newtypes: Vec<Found<Newtype>>,
    /// The files of each package.
    pub files: Vec<BTreeSet<PathBuf>>,
    /// Those among the files of each package that only tests, examples and benchmarks lead to.
    pub outside_files: Vec<BTreeSet<PathBuf>>,
    /// Where the programs make tables by themselves, where [`Sources::with_runtime_ddl`] asks for that.
    pub runtime_ddl: Vec<FoundDdl>,
    /// Folders in which a `mod` item asks for a file that is not there.
    pub missing: BTreeSet<PathBuf>,
    /// What the grammar says against definitions.
    pub problems: Vec<Problem>,
    /// Files that cannot be read, or whose delimiters or structs do not parse.
    pub half_typed: Vec<Problem>,
    packages: Vec<Package>,
    tree: Tree,
}

impl Read {
    /// What the type path `path` means in `module`.
    pub fn resolve(&self, module: ModuleId, path: &[String]) -> Meaning {
        self.tree.resolve(&self.packages, module, path)
    }

    /// The package that `module` belongs to.
    pub fn package_of(&self, module: ModuleId) -> usize {
        self.tree.get(module).package
    }
}

/// The configuration to read with.
#[derive(Clone, Copy, Debug)]
pub struct Config<'a> {
    /// The project.
    pub project: &'a Project,
    /// What is set for the target; features in it do not count.
    pub cfg: &'a Cfg,
    /// The features of the project's own package, where they are known; other packages are read with their canonical ones.
    /// Where the project has no own package, as at the root of a workspace, each package has those of them that it knows.
    pub features: Option<&'a BTreeSet<String>>,
}

/// Source files, and what was read from them before.
#[derive(Debug, Default)]
pub struct Sources {
    cache: Cache,
}

impl Sources {
    /// Sources of which nothing is known.
    pub fn new() -> Self {
        Self::default()
    }

    /// Sources with what [`Sources::save`] gave earlier, to the same build of this crate. What does not fit any more is read again.
    pub fn load(saved: &[u8]) -> Self {
        Self { cache: Cache::load(saved) }
    }

    /// The same, which looks for places where the programs make tables by themselves, too.
    #[must_use]
    pub fn with_runtime_ddl(mut self, look: bool) -> Self {
        self.cache.with_ddl = look;
        self
    }

    /// What is known now, for the next run; nothing when that is the same as what was loaded.
    pub fn save(&self) -> Option<Vec<u8>> {
        self.cache.save()
    }

    /// Reads all packages of a project.
    pub fn read(&mut self, config: &Config<'_>) -> Read {
        // A derive that goes by another name somewhere may be used by that name anywhere.
        let own = outline::own_names();
        loop {
            let mut names = self.cache.names().clone();
            names.extend(own.clone());
            let read = self.read_with(config, &names);
            let renames = read.tree.renames(&own);
            if self.cache.set_names(renames) {
                return read;
            }
        }
    }

    fn read_with(&mut self, config: &Config<'_>, names: &Names) -> Read {
        let project = config.project;
        let mut read = Read { packages: project.packages.clone(), ..Read::default() };
        let mut met = Vec::new();
        for (at, package) in project.packages.iter().enumerate() {
            let features = match config.features {
                Some(features) if project.own == Some(at) => features.clone(),
                Some(features) if project.own.is_none() => {
                    package.closure(package.known(features.iter().map(String::as_str)))
                }
                _ => project.canonical_features(package),
            };
            let cfg = config.cfg.clone().with_features(features.clone());
            let half_typed = RefCell::new(Vec::new());
            let mut section = self.cache.section(&package.folder, &cfg, names);
            let mut open = |path: &Path| section.open(path, &mut half_typed.borrow_mut());
            let mut walk = Walk {
                tree: &mut read.tree,
                open: &mut open,
                package: at,
                met: Vec::new(),
                files: BTreeSet::new(),
                inside: BTreeSet::new(),
                missing: BTreeSet::new(),
            };
            let (mut files, mut outside, mut inside) = (BTreeSet::new(), BTreeSet::new(), BTreeSet::new());
            for target in &package.targets {
                if !target.required_features.iter().all(|feature| features.contains(feature)) {
                    continue;
                }
                let is_outside = target.kind == targets::Kind::Outside;
                let root = walk.target(&target.root, is_outside);
                (if is_outside { &mut outside } else { &mut files }).append(&mut walk.files);
                inside.append(&mut walk.inside);
                if let (Some(root), targets::Kind::Library) = (root, target.kind) {
                    walk.tree.libraries.insert(at, root);
                }
            }
            met.append(&mut walk.met);
            read.missing.append(&mut walk.missing);
            for file in &inside {
                let Some(outline) = section.open(file, &mut Vec::new()) else { continue };
                let found = outline.ddl.iter().filter_map(|ddl| ddl.found(at, &package.folder, file));
                read.runtime_ddl.extend(found);
            }
            outside.retain(|file| !files.contains(file));
            files.extend(outside.iter().cloned());
            section.forget_others(&files);
            read.files.push(files);
            read.outside_files.push(outside);
            read.half_typed.append(&mut half_typed.into_inner());
        }
        let mut seen = BTreeMap::new();
        for it in met {
            place(&mut read, &mut seen, it);
        }
        read
    }
}

/// Where an item stands, and the declaration made of it, if any.
type Seen = BTreeMap<(PathBuf, Position), Option<ItemId>>;

/// Puts what was met where it belongs: a new declaration, or another path to one that is known.
fn place(read: &mut Read, seen: &mut Seen, met: Met) {
    let Met { module, path, file, outside, item } = met;
    if !item.derive.is_empty() && !read.tree.is_ours(&read.packages, module, &item.derive) {
        read.tree.modules[module.0].opaque.insert(item.name);
        return;
    }
    let mut path = path;
    path.push(item.name.clone());
    let key = (file, item.base);
    if let Some(known) = seen.get(&key) {
        if let Some(id) = *known {
            another_path(read, id, path, outside);
            read.tree.modules[module.0].items.insert(item.name, id);
        }
        return;
    }
    let file = key.0.clone();
    for flaw in &item.flaws {
        let at = place::moved(flaw.at, item.base);
        let end = place::moved(flaw.end, item.base);
        let length = if at.line == end.line { end.column.saturating_sub(at.column) as usize } else { 1 };
        read.problems.push(Problem::new(flaw.code, &file, at, flaw.message.clone()).length(length));
    }
    if item.half_typed {
        read.half_typed.push(Problem::new(
            Code::UnreadableSource,
            &file,
            item.base,
            format!("`{}` does not parse", item.name),
        ));
    }
    let package = read.tree.get(module).package;
    let (test_hash, half_typed, base) = (item.test_hash, item.half_typed, item.base);
    let name = item.name.clone();
    macro_rules! found {
        ($value:expr) => {
            Found {
                value: $value,
                package,
                module,
                path,
                other_paths: Vec::new(),
                file,
                outside,
                test_hash,
                half_typed,
            }
        };
    }
    let id = match item.declared {
        Some(Declared::Model(mut model)) => {
            place::move_model(&mut model, base);
            read.models.push(found!(*model));
            Some(ItemId::Model(read.models.len() - 1))
        }
        Some(Declared::Enum(mut decl)) => {
            decl.at = place::moved(decl.at, base);
            read.enums.push(found!(decl));
            Some(ItemId::Enum(read.enums.len() - 1))
        }
        Some(Declared::Newtype(mut newtype)) => {
            newtype.at = place::moved(newtype.at, base);
            read.newtypes.push(found!(newtype));
            Some(ItemId::Newtype(read.newtypes.len() - 1))
        }
        None => None,
    };
    let here = &mut read.tree.modules[module.0];
    match id {
        Some(id) => {
            here.items.insert(name, id);
        }
        None => {
            here.opaque.insert(name);
        }
    }
    seen.insert(key, id);
}

fn another_path(read: &mut Read, id: ItemId, path: Vec<String>, outside: bool) {
    fn add<T>(found: &mut Found<T>, path: Vec<String>, outside: bool) {
        found.outside &= outside;
        if found.path != path && !found.other_paths.contains(&path) {
            found.other_paths.push(path);
        }
    }
    match id {
        ItemId::Model(at) => add(&mut read.models[at], path, outside),
        ItemId::Enum(at) => add(&mut read.enums[at], path, outside),
        ItemId::Newtype(at) => add(&mut read.newtypes[at], path, outside),
    }
}
