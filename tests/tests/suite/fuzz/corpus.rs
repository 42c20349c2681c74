//! The real texts that inputs are made of.

use std::fs;
use std::path::{Path, PathBuf};

/// The texts of all files below `folders` of the repository whose name ends so, in a stable order.
pub(crate) fn texts(folders: &[&str], suffix: &str) -> Vec<String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let mut files = Vec::new();
    folders.iter().for_each(|folder| collect(&root.join(folder), suffix, &mut files));
    files.sort();
    let texts: Vec<String> = files.iter().map(|file| fs::read_to_string(file).unwrap()).collect();
    assert!(!texts.is_empty());
    texts
}

fn collect(folder: &Path, suffix: &str, into: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            collect(&path, suffix, into);
        } else if path.to_string_lossy().ends_with(suffix) {
            into.push(path);
        }
    }
}
