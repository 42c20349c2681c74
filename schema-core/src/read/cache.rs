//! What files said when they were last read, by their content.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::rc::Rc;

use serde::de::Visitor;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::Problem;
use super::cfg::Cfg;
use super::compact;
use super::ddl;
use super::outline::{self, Names, Outline, text_hash};
use super::place::Lines;
use crate::diagnostic::Code;

/// All that is known, per package.
#[derive(Debug, Default)]
pub(super) struct Cache {
    sections: BTreeMap<PathBuf, Known>,
    /// Names that `use ... as` gave to our derives in the last run.
    names: Names,
    /// Whether files are looked through for tables that the program makes by itself.
    pub(super) with_ddl: bool,
    changed: bool,
}

/// What is known of a package under one configuration.
#[derive(Debug, Default)]
struct Known {
    /// Version, configuration and names of derives: another key is another cache.
    key: u64,
    files: BTreeMap<PathBuf, File>,
}

#[derive(Debug)]
struct File {
    hash: u64,
    outline: Rc<Outline>,
    /// The outline as it was saved, so that one changed file is all that is written anew.
    saved: Option<Bytes>,
}

/// Bytes that are saved as such.
#[derive(Clone, Debug)]
struct Bytes(Rc<[u8]>);

impl Serialize for Bytes {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_bytes(&self.0)
    }
}

impl<'de> Deserialize<'de> for Bytes {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Visit;
        impl Visitor<'_> for Visit {
            type Value = Bytes;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("bytes")
            }
            fn visit_bytes<E>(self, bytes: &[u8]) -> Result<Bytes, E> {
                Ok(Bytes(bytes.into()))
            }
        }
        deserializer.deserialize_bytes(Visit)
    }
}

/// Names, and for each package its key and its files: path, hash, outline.
type Saved = (Names, Vec<(PathBuf, u64, Vec<(PathBuf, u64, Bytes)>)>);

impl Cache {
    pub(super) fn load(saved: &[u8]) -> Self {
        let (names, sections): Saved = compact::from_slice(saved).unwrap_or_default();
        let file = |(path, hash, saved): (PathBuf, u64, Bytes)| {
            let outline = compact::from_slice(&saved.0)?;
            Some((path, File { hash, outline: Rc::new(outline), saved: Some(saved) }))
        };
        let sections = sections
            .into_iter()
            .map(|(package, key, files)| (package, Known { key, files: files.into_iter().filter_map(file).collect() }));
        Self { sections: sections.collect(), names, with_ddl: false, changed: false }
    }

    pub(super) fn save(&self) -> Option<Vec<u8>> {
        let sections = self.sections.iter().map(|(package, known)| {
            let saved =
                |file: &File| file.saved.clone().unwrap_or_else(|| Bytes(compact::to_vec(&*file.outline).into()));
            let files = known.files.iter().map(|(path, file)| (path.clone(), file.hash, saved(file)));
            (package.clone(), known.key, files.collect())
        });
        self.changed.then(|| compact::to_vec::<Saved>(&(self.names.clone(), sections.collect())))
    }

    /// The names that our derives got besides their own.
    pub(super) fn names(&self) -> &Names {
        &self.names
    }

    /// Keeps the names that our derives got. Gives whether they were these before.
    pub(super) fn set_names(&mut self, names: Names) -> bool {
        let same = self.names == names;
        if !same {
            self.names = names;
            self.changed = true;
        }
        same
    }

    /// The part for the package in `folder`, to be read with `cfg` and derives by `names`.
    pub(super) fn section<'a>(&'a mut self, folder: &Path, cfg: &'a Cfg, names: &'a Names) -> Section<'a> {
        let key =
            text_hash(format!("{} {} {names:?} {}", env!("CARGO_PKG_VERSION"), cfg.key(), self.with_ddl).as_bytes());
        let known = self.sections.entry(folder.to_owned()).or_default();
        if known.key != key {
            *known = Known { key, files: BTreeMap::new() };
            self.changed = true;
        }
        Section { known, changed: &mut self.changed, cfg, names, with_ddl: self.with_ddl, opened: BTreeMap::new() }
    }
}

/// The part of the cache for one package.
pub(super) struct Section<'a> {
    known: &'a mut Known,
    changed: &'a mut bool,
    cfg: &'a Cfg,
    names: &'a Names,
    with_ddl: bool,
    /// Files of this run: several crates may share one.
    opened: BTreeMap<PathBuf, Option<Rc<Outline>>>,
}

impl Section<'_> {
    /// What the file at `path` says; nothing if there is none. What is wrong with it goes into `half_typed`.
    pub(super) fn open(&mut self, path: &Path, half_typed: &mut Vec<Problem>) -> Option<Rc<Outline>> {
        if let Some(opened) = self.opened.get(path) {
            return opened.clone();
        }
        let outline = self.read(path, half_typed);
        if let Some(at) = outline.as_ref().and_then(|outline| outline.broken) {
            half_typed.push(Problem::new(Code::UnreadableSource, path, at, "the item before this one is not finished"));
        }
        self.opened.insert(path.to_owned(), outline.clone());
        outline
    }

    fn read(&mut self, path: &Path, half_typed: &mut Vec<Problem>) -> Option<Rc<Outline>> {
        let bytes = match super::file::bytes(path) {
            Ok(bytes) => bytes,
            Err(error)
                if matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory | ErrorKind::IsADirectory) =>
            {
                return None;
            }
            Err(error) => {
                half_typed.push(Problem::of_file(Code::UnreadableSource, path, format!("it cannot be read: {error}")));
                return self.last(path);
            }
        };
        let hash = text_hash(&bytes);
        if let Some(file) = self.known.files.get(path).filter(|file| file.hash == hash) {
            return Some(file.outline.clone());
        }
        let Ok(text) = std::str::from_utf8(&bytes) else {
            half_typed.push(Problem::of_file(Code::UnreadableSource, path, "it is not UTF-8"));
            return self.last(path);
        };
        let old = self.known.files.get(path).map(|file| file.outline.clone());
        match outline::read(text, self.cfg, self.names, old.as_deref()) {
            Ok(mut outline) => {
                if self.with_ddl {
                    outline.ddl = ddl::scan(text);
                }
                let outline = Rc::new(outline);
                self.known.files.insert(path.to_owned(), File { hash, outline: outline.clone(), saved: None });
                *self.changed = true;
                Some(outline)
            }
            Err(unclosed) => {
                let at = Lines::new(text).position(unclosed.0);
                half_typed.push(Problem::new(Code::UnreadableSource, path, at, "what opens here does not close"));
                self.last(path)
            }
        }
    }

    /// What the file last said, when it says nothing now.
    fn last(&self, path: &Path) -> Option<Rc<Outline>> {
        Some(self.known.files.get(path).map(|file| file.outline.clone()).unwrap_or_default())
    }

    /// Forgets files that are none of `files`.
    pub(super) fn forget_others(&mut self, files: &BTreeSet<PathBuf>) {
        let before = self.known.files.len();
        self.known.files.retain(|path, _| files.contains(path));
        *self.changed |= self.known.files.len() != before;
    }
}
