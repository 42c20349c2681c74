//! Files as they are read: a pipe or a device, which may never end, is none.

use std::fs;
use std::io::{Error, ErrorKind};
use std::path::Path;

/// The content of a file.
pub(crate) fn bytes(path: &Path) -> Result<Vec<u8>, Error> {
    let kind = fs::metadata(path)?;
    if !kind.is_file() && !kind.is_dir() {
        return Err(Error::new(ErrorKind::InvalidInput, "it is not a regular file"));
    }
    fs::read(path)
}

/// The text of a file.
pub(crate) fn text(path: &Path) -> Result<String, Error> {
    String::from_utf8(bytes(path)?).map_err(|_| Error::new(ErrorKind::InvalidData, "it is not UTF-8"))
}
