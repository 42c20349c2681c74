//! Files of a project as they are read: a pipe or a device, which may never end, is none, and nobody writes one of such a
//! size by hand. Whoever reads a file that nobody named on the command line reads it here.

use std::fs;
use std::io::{Error, ErrorKind};
use std::path::Path;

/// How many bytes a file may have.
const MOST: u64 = 1 << 28;

/// The content of a file.
///
/// # Errors
/// It cannot be read, it is no regular file, or it has more than 256 MiB.
pub fn bytes(path: &Path) -> Result<Vec<u8>, Error> {
    let about = fs::metadata(path)?;
    if !about.is_file() && !about.is_dir() {
        return Err(Error::new(ErrorKind::InvalidInput, "it is not a regular file"));
    }
    if about.is_file() && about.len() > MOST {
        return Err(Error::new(ErrorKind::FileTooLarge, "it is larger than 256 MiB"));
    }
    fs::read(path)
}

/// The text of a file.
///
/// # Errors
/// As for [`bytes`], or it is not UTF-8.
pub fn text(path: &Path) -> Result<String, Error> {
    String::from_utf8(bytes(path)?).map_err(|_| Error::new(ErrorKind::InvalidData, "it is not UTF-8"))
}
