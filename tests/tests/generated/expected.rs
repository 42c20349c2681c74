//! Files with what is expected. `SNAPSHOTS=overwrite` writes them anew, to be read by eye.

use std::fs;
use std::path::Path;

/// Holds a file against `text`; `None` where there is to be no such file.
pub(crate) fn expect(path: &Path, text: Option<String>) -> Result<(), String> {
    let there = fs::read_to_string(path).ok().map(|text| text.replace("\r\n", "\n"));
    if there == text {
        return Ok(());
    }
    if std::env::var("SNAPSHOTS").is_ok_and(|value| value == "overwrite") {
        let written = match &text {
            Some(text) => fs::create_dir_all(path.parent().unwrap()).and_then(|()| fs::write(path, text)),
            None => fs::remove_file(path),
        };
        return written.map_err(|error| format!("{}: {error}", path.display()));
    }
    Err(match text {
        Some(text) => format!("{} differs; now it is\n{text}", path.display()),
        None => format!("{} is not expected any more", path.display()),
    })
}
