//! Files of migrations, as all tools have them.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use schema_core::diagnostic::Code;
use schema_core::read::file;

use super::Migration;
use crate::error::{Error, Result};
use crate::exit::Exit;

/// Puts a migration to its version, which no other may have.
pub(super) fn once<V: Ord>(found: &mut BTreeMap<V, Migration>, version: V, migration: Migration) -> Result<()> {
    if let Some(other) = found.get(&version) {
        let message = format!("two migrations have the version `{}`", migration.version);
        let places = format!("`{}` and `{}`", other.file.display(), migration.file.display());
        return Err(Error::new(Exit::History, Code::DuplicateMigration, message).cause(places));
    }
    found.insert(version, migration);
    Ok(())
}

/// What lies in a folder, by name; without hidden files.
pub(super) fn entries(dir: &Path) -> Result<BTreeMap<String, PathBuf>> {
    let failed = |error: &std::io::Error| Error::file("read", dir, error);
    let mut found = BTreeMap::new();
    for entry in std::fs::read_dir(dir).map_err(|error| failed(&error))? {
        let path = entry.map_err(|error| failed(&error))?.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        if !name.starts_with('.') {
            found.insert(name, path);
        }
    }
    Ok(found)
}

/// The files in a folder and those below it, with their names.
pub(super) fn below(dir: &Path) -> Result<Vec<(String, PathBuf)>> {
    let mut files = Vec::new();
    for (name, path) in entries(dir)? {
        if path.is_dir() {
            files.extend(below(&path)?);
        } else {
            files.push((name, path));
        }
    }
    Ok(files)
}

pub(super) fn text(path: &Path) -> Result<String> {
    file::text(path).map_err(|error| Error::file("read", path, &error))
}
