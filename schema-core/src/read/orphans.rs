//! Files with models that are part of no crate.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use super::outline::{self, Declared, Outline};
use super::{Cfg, Package, Read};

/// How many modules lie in each other at most.
const DEPTH: usize = 32;

impl Read {
    /// The files in `src` of the packages that have models, and to which no `mod` item leads in this configuration.
    pub fn orphans(&self, cfg: &Cfg) -> Vec<PathBuf> {
        let reached: BTreeSet<&PathBuf> = self.files.iter().flatten().collect();
        let mut found = Vec::new();
        for package in &self.packages {
            let mut files = Vec::new();
            below(&package.folder.join("src"), &mut files);
            files.retain(|file| !reached.contains(file) && has_models(file, cfg));
            found.append(&mut files);
        }
        found.sort();
        found
    }

    /// Those of [`Read::orphans`] to which no `mod` item leads in any configuration, and that no file includes by name.
    pub fn forgotten(&self, cfg: &Cfg) -> Vec<PathBuf> {
        let mut found = self.orphans(cfg);
        if found.is_empty() {
            return found;
        }
        let reached: BTreeSet<&PathBuf> = self.files.iter().flatten().collect();
        let texts: Vec<String> = reached.iter().filter_map(|file| super::file::text(file).ok()).collect();
        found.retain(|file| {
            let included = file.file_name().map(|name| format!("{}\"", name.to_string_lossy()));
            let is_included = included.is_some_and(|name| texts.iter().any(|text| text.contains(&name)));
            let mut packages = self.packages.iter().filter(|package| file.starts_with(&package.folder));
            !is_included && !packages.any(|package| is_named(file, &reached, package, DEPTH))
        });
        found
    }
}

/// Returns `true` if a `mod` item leads to `file`, or another file includes it: one that is left out of this configuration
/// is not forgotten. `reached` are the files of all crates.
fn is_named(file: &Path, reached: &BTreeSet<&PathBuf>, package: &Package, depth: usize) -> bool {
    if reached.contains(&file.to_owned()) || package.targets.iter().any(|target| target.root == file) {
        return true;
    }
    let (Some(folder), Some(name), true) = (file.parent(), module_name(file), depth > 0) else { return false };
    // A file `mod.rs` is a module of the folder above its own.
    let is_mod = file.file_name().is_some_and(|name| name == "mod.rs");
    let folder = if is_mod { folder.parent().unwrap_or(folder) } else { folder };
    let mut above: Vec<PathBuf> = ["mod.rs", "lib.rs", "main.rs"].map(|name| folder.join(name)).into();
    above.push(folder.with_extension("rs"));
    let roots = package.targets.iter().map(|target| target.root.clone());
    above.extend(roots.filter(|root| root.parent() == Some(folder)));
    above.retain(|it| it != file);
    above.into_iter().any(|it| {
        let text = super::file::text(&it).unwrap_or_default();
        declares_module(&text, &name) && is_named(&it, reached, package, depth - 1)
    })
}

/// The name of the module that a file is.
fn module_name(file: &Path) -> Option<String> {
    let stem = file.file_stem()?.to_string_lossy();
    if stem == "mod" {
        Some(file.parent()?.file_name()?.to_string_lossy().into_owned())
    } else {
        Some(stem.into_owned())
    }
}

/// Returns `true` if `text` has `mod name`, whatever `cfg` says about it.
fn declares_module(text: &str, name: &str) -> bool {
    let is_word = |c: char| c.is_alphanumeric() || c == '_';
    text.match_indices("mod ").any(|(at, word)| {
        let before = text[..at].chars().next_back();
        let rest = text[at + word.len()..].trim_start();
        let rest = rest.strip_prefix("r#").unwrap_or(rest);
        let after = rest.strip_prefix(name).map(|rest| rest.chars().next());
        !before.is_some_and(is_word) && after.is_some_and(|after| !after.is_some_and(is_word))
    })
}

/// The Rust files in a folder and in those below it.
fn below(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        // A link to a folder may lead back here.
        match entry.file_type() {
            Ok(kind) if kind.is_dir() => below(&entry.path(), files),
            Ok(_) if entry.path().extension().is_some_and(|extension| extension == "rs") => files.push(entry.path()),
            _ => {}
        }
    }
}

fn has_models(file: &Path, cfg: &Cfg) -> bool {
    // Most files have none, and need no parser to tell that.
    let text = super::file::text(file).unwrap_or_default();
    let outline = text.contains("Schema").then(|| outline::read(&text, cfg, &outline::own_names(), None));
    outline.is_some_and(|outline| outline.is_ok_and(|outline| declares(&outline)))
}

fn declares(outline: &Outline) -> bool {
    let is_model = |item: &outline::Item| matches!(item.declared, Some(Declared::Model(_)));
    outline.items.iter().any(is_model) || outline.mods.iter().any(|it| it.inline.as_ref().is_some_and(declares))
}
