//! Files with models that are part of no crate.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use super::outline::{self, Declared, Outline};
use super::{Cfg, Read};

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
