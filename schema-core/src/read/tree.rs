//! The modules of all crates, and what a path means in one of them.

use std::collections::{BTreeMap, BTreeSet};

use super::outline::{Derive, Use};
use super::project::{Extern, Package};
use crate::declare::Alias;

/// A module, by its place in the tree of modules.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct ModuleId(pub(super) usize);

/// A module.
#[derive(Clone, Debug)]
pub(super) struct Module {
    pub(super) package: usize,
    /// The module itself, for the root of a crate.
    pub(super) parent: ModuleId,
    pub(super) root: ModuleId,
    pub(super) children: BTreeMap<String, ModuleId>,
    pub(super) uses: Vec<Use>,
    /// What has a name here and is none of ours.
    pub(super) opaque: BTreeSet<String>,
    pub(super) aliases: BTreeMap<String, Alias>,
    pub(super) items: BTreeMap<String, ItemId>,
}

/// A declaration, by its place in the list of its kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum ItemId {
    /// In [`super::Read::models`].
    Model(usize),
    /// In [`super::Read::enums`].
    Enum(usize),
    /// In [`super::Read::newtypes`].
    Newtype(usize),
}

/// What a path means.
#[derive(Clone, Debug, PartialEq)]
pub enum Meaning {
    /// A declaration.
    Item(ItemId),
    /// A type alias, with the module in which its target is to be read.
    Alias(ModuleId, Alias),
    /// A module.
    Module(ModuleId),
    /// A type of these crates without a derive of ours.
    Opaque,
    /// Something of another crate, by its full path; a single name is of the prelude or nothing that we know.
    Extern(Vec<String>),
    /// A single name that is not declared where globs of other crates may bring it in: the paths of these.
    Glob(Vec<Vec<String>>),
}

/// All modules of all crates.
#[derive(Clone, Debug, Default)]
pub(super) struct Tree {
    pub(super) modules: Vec<Module>,
    /// The library of each package.
    pub(super) libraries: BTreeMap<usize, ModuleId>,
}

/// What is looked for: a type, or a derive, which lives in a namespace of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Space {
    Types,
    Macros,
}

/// Names that are being looked up, so that a `use` that leads to itself ends.
type Trail = BTreeSet<(ModuleId, String)>;

impl Tree {
    pub(super) fn get(&self, id: ModuleId) -> &Module {
        &self.modules[id.0]
    }

    /// What the type path `path` means in `module`.
    pub(super) fn resolve(&self, packages: &[Package], module: ModuleId, path: &[String]) -> Meaning {
        Resolver { tree: self, packages, space: Space::Types }.path(module, path, &mut Trail::new())
    }

    /// Whether the derive `path` in `module` is one of ours. One whose origin cannot be seen counts as ours: if it is not,
    /// the compiler says so.
    pub(super) fn is_ours(&self, packages: &[Package], module: ModuleId, path: &[String]) -> bool {
        let resolver = Resolver { tree: self, packages, space: Space::Macros };
        let known = |first: &String| packages[self.get(module).package].externs.get(first);
        match resolver.path(module, path, &mut Trail::new()) {
            Meaning::Extern(path) if path.len() > 1 => {
                path.first().and_then(known).is_some_and(|it| *it != Extern::Foreign)
            }
            Meaning::Glob(globs) => {
                let mut origins = globs.iter().map(|glob| glob.first().and_then(known));
                // A glob of another crate is no sign against a name that no item brings in.
                globs.is_empty() || origins.any(|it| it.is_some_and(|it| *it != Extern::Foreign))
            }
            _ => true,
        }
    }

    /// The derive that `name` stands for through `use ... as name`, in any module.
    pub(super) fn renames(&self, own: &BTreeMap<String, Derive>) -> BTreeMap<String, Derive> {
        let uses = self.modules.iter().flat_map(|module| &module.uses);
        uses.filter_map(|it| {
            let (name, last) = (it.name.as_ref()?, it.path.last()?);
            let derive = own.get(last).filter(|_| name != last && name != "_")?;
            Some((name.clone(), *derive))
        })
        .collect()
    }
}

struct Resolver<'a> {
    tree: &'a Tree,
    packages: &'a [Package],
    space: Space,
}

impl Resolver<'_> {
    fn path(&self, module: ModuleId, path: &[String], trail: &mut Trail) -> Meaning {
        let Some((first, rest)) = path.split_first() else { return Meaning::Module(module) };
        match first.as_str() {
            "" => self.foreign(module, rest, trail),
            "crate" | "$crate" => self.inside(Meaning::Module(self.tree.get(module).root), rest, trail),
            "self" => self.inside(Meaning::Module(module), rest, trail),
            "super" => self.inside(Meaning::Module(self.tree.get(module).parent), rest, trail),
            _ => {
                let mut globs = Vec::new();
                match self.name(module, first, !rest.is_empty(), trail, &mut globs) {
                    Some(meaning) => self.inside(meaning, rest, trail),
                    None if rest.is_empty() && !globs.is_empty() && !self.is_crate(module, first) => {
                        Meaning::Glob(globs)
                    }
                    None => self.foreign(module, path, trail),
                }
            }
        }
    }

    fn is_crate(&self, module: ModuleId, name: &str) -> bool {
        self.packages[self.tree.get(module).package].externs.contains_key(name)
    }

    /// What `rest` means inside of `meaning`.
    fn inside(&self, meaning: Meaning, rest: &[String], trail: &mut Trail) -> Meaning {
        let Some((first, deeper)) = rest.split_first() else { return meaning };
        match meaning {
            Meaning::Module(module) => match first.as_str() {
                "self" => self.inside(Meaning::Module(module), deeper, trail),
                "super" => self.inside(Meaning::Module(self.tree.get(module).parent), deeper, trail),
                _ => {
                    let mut globs = Vec::new();
                    match self.name(module, first, !deeper.is_empty(), trail, &mut globs) {
                        Some(meaning) => self.inside(meaning, deeper, trail),
                        None => Meaning::Glob(globs),
                    }
                }
            },
            Meaning::Extern(mut path) => {
                path.extend(rest.iter().cloned());
                Meaning::Extern(path)
            }
            // `Enum::Variant`, `Self::Item`: no type that a column can have.
            _ => Meaning::Opaque,
        }
    }

    /// What a path that starts with the name of a crate means.
    fn foreign(&self, module: ModuleId, path: &[String], trail: &mut Trail) -> Meaning {
        let Some((first, rest)) = path.split_first() else { return Meaning::Opaque };
        let package = self.tree.get(module).package;
        if let Some(Extern::Member(member)) = self.packages[package].externs.get(first)
            && let Some(library) = self.tree.libraries.get(member)
        {
            return self.inside(Meaning::Module(*library), rest, trail);
        }
        Meaning::Extern(path.to_vec())
    }

    /// What `name` means among the names of `module`; `leads_on` where more of a path follows. Globs of other crates, which
    /// may bring in any name, go into `globs`.
    fn name(
        &self,
        module: ModuleId,
        name: &str,
        leads_on: bool,
        trail: &mut Trail,
        globs: &mut Vec<Vec<String>>,
    ) -> Option<Meaning> {
        let here = self.tree.get(module);
        if let Some(child) = here.children.get(name).filter(|_| leads_on || self.space == Space::Types) {
            return Some(Meaning::Module(*child));
        }
        if self.space == Space::Types {
            if let Some(item) = here.items.get(name) {
                return Some(Meaning::Item(*item));
            }
            if let Some(alias) = here.aliases.get(name) {
                return Some(Meaning::Alias(module, alias.clone()));
            }
            if here.opaque.contains(name) {
                return Some(Meaning::Opaque);
            }
        }
        if !trail.insert((module, name.to_owned())) {
            return None;
        }
        let found = self.brought_in(module, name, leads_on, trail, globs);
        trail.remove(&(module, name.to_owned()));
        found
    }

    fn brought_in(
        &self,
        module: ModuleId,
        name: &str,
        leads_on: bool,
        trail: &mut Trail,
        globs: &mut Vec<Vec<String>>,
    ) -> Option<Meaning> {
        let uses = &self.tree.get(module).uses;
        for it in uses.iter().filter(|it| it.name.as_deref() == Some(name)) {
            match self.path(module, &it.path, trail) {
                // `use a::X` may bring in a function `X` as well as nothing that we can see.
                Meaning::Glob(more) => globs.extend(more),
                meaning => return Some(meaning),
            }
        }
        for it in uses.iter().filter(|it| it.name.is_none()) {
            match self.path(module, &it.path, trail) {
                Meaning::Module(from) if from != module => {
                    if let Some(meaning) = self.name(from, name, leads_on, trail, globs) {
                        return Some(meaning);
                    }
                }
                Meaning::Extern(path) => globs.push(path),
                _ => {}
            }
        }
        None
    }
}
