//! Loadable extensions of SQLite: `CARGO_SCHEMA_SQLITE_EXTENSIONS` names their files, as `PATH` names folders.

use std::ffi::OsString;

use schema_core::connect::{self, Access, Connect as _, DatabaseUrl, Session};
use sqlx::sqlite::SqliteConnectOptions;

const VARIABLE: &str = "CARGO_SCHEMA_SQLITE_EXTENSIONS";

/// The variable, where it names anything.
fn told() -> Option<OsString> {
    std::env::var_os(VARIABLE).filter(|told| !told.is_empty())
}

/// Whether there are any.
pub(crate) fn any() -> bool {
    told().is_some()
}

/// The options of a connection that has them.
#[expect(unsafe_code, reason = "code of a library is run: it is one that the user names")]
pub(crate) fn with_all(mut options: SqliteConnectOptions) -> SqliteConnectOptions {
    for file in told().iter().flat_map(std::env::split_paths).filter(|file| !file.as_os_str().is_empty()) {
        // SAFETY: whoever starts the tool names the file, and could start the code in it in any other way.
        options = unsafe { options.extension(file.to_string_lossy().into_owned()) };
    }
    options
}

/// Connects to the database of `url` with them.
pub(crate) async fn connect(url: &DatabaseUrl, access: Access) -> Result<Session, connect::Error> {
    match url.to_string().parse::<SqliteConnectOptions>() {
        Ok(options) => with_all(options.create_if_missing(access == Access::Write)).into_session(access).await,
        // It says what is wrong with the URL.
        Err(_) => url.into_session(access).await,
    }
}
