//! Writing files so that a kill or a full disk leaves either the old or the new, never a half.

use std::fs::{self, File};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use schema_core::diagnostic::Code;

use crate::error::{Error, Result};

/// Makes the folder `parent/name` with `files` in it: in a hidden folder first, which then gets its name at once.
pub(crate) fn folder(parent: &Path, name: &str, files: &[(String, String)]) -> Result<PathBuf> {
    let path = parent.join(name);
    if path.exists() {
        return Err(Error::usage(Code::FileExists, format!("`{}` already exists", path.display())));
    }
    fs::create_dir_all(parent).map_err(|error| Error::file("create the directory", parent, &error))?;
    let hidden = parent.join(format!(".{name}.{}", std::process::id()));
    let made = fs::create_dir(&hidden).and_then(|()| {
        for (file, text) in files {
            whole(&hidden.join(file), text)?;
        }
        fs::rename(&hidden, &path)
    });
    made.map_err(|error| {
        // The first error is the one to tell.
        let _ = fs::remove_dir_all(&hidden);
        Error::file("write", &path, &error)
    })?;
    Ok(path)
}

/// Makes the folder `name` with `files` in it beside `former`, which then goes. The new one is there as a whole before the former
/// one is touched: a kill in between leaves both.
pub(crate) fn replaced(former: &Path, name: &str, files: &[(String, String)]) -> Result<PathBuf> {
    let parent = former.parent().unwrap_or(Path::new("."));
    let path = folder(parent, name, files)?;
    // Under a hidden name it is no revision any more, however far its removal comes.
    let aside = parent.join(format!(".former.{}", std::process::id()));
    fs::rename(former, &aside).map_err(|error| {
        // The former one is still there; this one would be another head.
        let _ = fs::remove_dir_all(&path);
        Error::file("remove", former, &error)
    })?;
    fs::remove_dir_all(&aside).map_err(|error| Error::file("remove", &aside, &error))?;
    Ok(path)
}

/// Makes the folder `path` with a folder for each of `folders` in it: in a hidden folder first, so that all are there or
/// none. In one that is there already they get their names one after the other.
pub(crate) fn folders(path: &Path, folders: &[(String, Vec<(String, String)>)]) -> Result<()> {
    let failed = |error: &io::Error| Error::file("write", path, error);
    let parent = path.parent().unwrap_or(Path::new("."));
    fs::create_dir_all(parent).map_err(|error| failed(&error))?;
    let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let hidden = parent.join(format!(".{name}.{}", std::process::id()));
    let made = fs::create_dir(&hidden).and_then(|()| {
        for (name, files) in folders {
            fs::create_dir(hidden.join(name))?;
            for (file, text) in files {
                whole(&hidden.join(name).join(file), text)?;
            }
        }
        if !path.is_dir() {
            return fs::rename(&hidden, path);
        }
        folders.iter().try_for_each(|(name, _)| fs::rename(hidden.join(name), path.join(name)))?;
        fs::remove_dir(&hidden)
    });
    made.map_err(|error| {
        // The first error is the one to tell.
        let _ = fs::remove_dir_all(&hidden);
        failed(&error)
    })
}

/// Replaces the content of a file. Permissions stay as they are.
pub(crate) fn file(path: &Path, text: &str) -> Result<()> {
    // A link is followed, so that what it points to changes and the link stays.
    let path = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let hidden = path.with_file_name(format!(".{name}.{}", std::process::id()));
    let made = whole(&hidden, text).and_then(|()| {
        if let Ok(metadata) = fs::metadata(&path) {
            fs::set_permissions(&hidden, metadata.permissions())?;
        }
        fs::rename(&hidden, &path)
    });
    made.map_err(|error| {
        let _ = fs::remove_file(&hidden);
        Error::file("write", &path, &error)
    })
}

fn whole(path: &Path, text: &str) -> io::Result<()> {
    let mut file = File::create_new(path)?;
    file.write_all(text.as_bytes())?;
    file.sync_all()
}
