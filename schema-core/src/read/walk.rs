//! From the first file of a crate through its `mod` items.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::rc::Rc;

use super::outline::{Item, Mod, Outline, When};
use super::project::clean;
use super::tree::{Module, ModuleId, Tree};

/// An item as a module holds it.
pub(super) struct Met {
    pub(super) module: ModuleId,
    /// Names of the modules from the crate's root on.
    pub(super) path: Vec<String>,
    pub(super) file: PathBuf,
    /// Whether it is there in no build but a test's, an example's or a benchmark's.
    pub(super) outside: bool,
    pub(super) item: Item,
}

/// Gives what the file at a path says; nothing if there is none.
pub(super) type Open<'a> = dyn FnMut(&Path) -> Option<Rc<Outline>> + 'a;

/// The walk through one package's crates.
pub(super) struct Walk<'a, 'b> {
    pub(super) tree: &'a mut Tree,
    pub(super) open: &'a mut Open<'b>,
    pub(super) package: usize,
    pub(super) met: Vec<Met>,
    /// Every file that was reached since this was emptied.
    pub(super) files: BTreeSet<PathBuf>,
    /// Those that were reached as a part of something else than tests, examples and benchmarks.
    pub(super) inside: BTreeSet<PathBuf>,
    /// Folders in which a file that a `mod` asks for is not there.
    pub(super) missing: BTreeSet<PathBuf>,
}

/// Where in a crate the walk is.
#[derive(Clone)]
struct Here {
    root: ModuleId,
    id: ModuleId,
    path: Vec<String>,
    file: PathBuf,
    /// Where the files of child modules lie.
    children: PathBuf,
    /// Where `#[path]` starts from.
    paths: PathBuf,
    outside: bool,
    /// The files that led here, so that one that includes itself ends.
    trail: Vec<PathBuf>,
}

impl Walk<'_, '_> {
    /// Walks through the crate that starts at `root`. Gives its root module.
    pub(super) fn target(&mut self, root: &Path, outside: bool) -> Option<ModuleId> {
        let outline = (self.open)(root)?;
        let id = ModuleId(self.tree.modules.len());
        self.add_module(id, id);
        let folder = root.parent().unwrap_or(Path::new("")).to_owned();
        let here = Here {
            root: id,
            id,
            path: Vec::new(),
            file: root.to_owned(),
            children: folder.clone(),
            paths: folder,
            outside,
            trail: vec![root.to_owned()],
        };
        self.reached(root, outside);
        self.module(&here, &outline);
        Some(id)
    }

    fn add_module(&mut self, parent: ModuleId, root: ModuleId) {
        self.tree.modules.push(Module {
            package: self.package,
            parent,
            root,
            children: BTreeMap::new(),
            uses: Vec::new(),
            opaque: BTreeSet::new(),
            aliases: BTreeMap::new(),
            items: BTreeMap::new(),
        });
    }

    fn module(&mut self, here: &Here, outline: &Outline) {
        if outline.when == When::Never {
            return;
        }
        let outside = here.outside || outline.when == When::Test;
        let module = &mut self.tree.modules[here.id.0];
        module.uses.extend(outline.uses.iter().cloned());
        module.opaque.extend(outline.types.iter().cloned());
        module.aliases.extend(outline.aliases.iter().map(|alias| (alias.name.clone(), alias.clone())));
        for item in &outline.items {
            self.met.push(Met {
                module: here.id,
                path: here.path.clone(),
                file: here.file.clone(),
                outside: outside || item.when == When::Test,
                item: item.clone(),
            });
        }
        for child in &outline.mods {
            let outside = outside || child.when == When::Test;
            match &child.inline {
                Some(inline) => self.inline(&Here { outside, ..here.clone() }, child, inline),
                None => self.file(&Here { outside, ..here.clone() }, child),
            }
        }
        for include in &outline.includes {
            let file = clean(&here.file.parent().unwrap_or(Path::new("")).join(include));
            if let Some(outline) = self.enter(here, &file) {
                let trail = extended(&here.trail, &file);
                self.module(&Here { outside, file, trail, ..here.clone() }, &outline);
            }
        }
    }

    fn inline(&mut self, here: &Here, child: &Mod, outline: &Outline) {
        let id = self.child(here, child);
        // A path on a module with braces is the folder of the modules in it.
        let children =
            child.path.as_ref().map_or_else(|| here.children.join(&child.name), |path| here.paths.join(path));
        let path = extended(&here.path, &child.name);
        self.module(&Here { id, path, paths: children.clone(), children, ..here.clone() }, outline);
    }

    fn file(&mut self, here: &Here, child: &Mod) {
        let name = &child.name;
        let candidates = match &child.path {
            Some(path) => vec![(clean(&here.paths.join(path)), true)],
            None => {
                vec![(here.children.join(format!("{name}.rs")), false), (here.children.join(name).join("mod.rs"), true)]
            }
        };
        for (file, owns_its_folder) in &candidates {
            let Some(outline) = self.enter(here, file) else { continue };
            let folder = file.parent().unwrap_or(Path::new("")).to_owned();
            let id = self.child(here, child);
            let next = Here {
                id,
                path: extended(&here.path, name),
                file: file.clone(),
                children: if *owns_its_folder { folder.clone() } else { folder.join(name) },
                paths: folder,
                trail: extended(&here.trail, file),
                ..here.clone()
            };
            return self.module(&next, &outline);
        }
        let existing = candidates.iter().flat_map(|(file, _)| file.ancestors().skip(1)).find(|folder| folder.is_dir());
        self.missing.extend(existing.map(Path::to_owned));
    }

    /// Opens `file`, unless it is being read already.
    fn enter(&mut self, here: &Here, file: &PathBuf) -> Option<Rc<Outline>> {
        if here.trail.contains(file) {
            return None;
        }
        let outline = (self.open)(file)?;
        self.reached(file, here.outside);
        Some(outline)
    }

    fn reached(&mut self, file: &Path, outside: bool) {
        self.files.insert(file.to_owned());
        if !outside {
            self.inside.insert(file.to_owned());
        }
    }

    fn child(&mut self, here: &Here, child: &Mod) -> ModuleId {
        let id = ModuleId(self.tree.modules.len());
        self.add_module(here.id, here.root);
        self.tree.modules[here.id.0].children.insert(child.name.clone(), id);
        id
    }
}

fn extended<T: Clone, U: ToOwned<Owned = T> + ?Sized>(list: &[T], last: &U) -> Vec<T> {
    let mut list = list.to_vec();
    list.push(last.to_owned());
    list
}
