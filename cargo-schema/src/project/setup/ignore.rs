//! Keeping a SQLite database out of git.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use schema_core::read::file;

use crate::error::{Error, Result};

/// The file to write, its text, and the line in it that is new; `None` when git would not commit the database anyway.
pub(crate) fn ignore(folder: &Path, database: &Path) -> Result<Option<(PathBuf, String, String)>> {
    // The journal beside it, too. Another name would be ignored by another pattern.
    let Ok(name) = database.strip_prefix(folder) else { return Ok(None) };
    let asked = Command::new("git")
        .arg("-C")
        .arg(folder)
        .args(["check-ignore", "--quiet"])
        .arg(database)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .status();
    // 1 is "not ignored"; anything else is no repository, or no git.
    if asked.ok().and_then(|status| status.code()) != Some(1) {
        return Ok(None);
    }
    let path = folder.join(".gitignore");
    let old = match file::text(&path) {
        Ok(text) => text,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => String::new(),
        Err(error) => return Err(Error::file("read", &path, &error)),
    };
    let line = format!("/{}*", name.to_string_lossy().replace('\\', "/"));
    let gap = if old.is_empty() || old.ends_with('\n') { "" } else { "\n" };
    Ok(Some((path, format!("{old}{gap}{line}\n"), line)))
}
