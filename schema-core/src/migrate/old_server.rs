//! What is said of a server, or of an engine in the program, that is older than what a script was written for.

use std::fmt;

use crate::schema::{Engines, Release};

/// Whether the engine is part of the program.
fn is_embedded(release: Release) -> bool {
    release.dialect.engine().connector().is_embedded()
}

/// What is wrong.
pub(super) fn message(f: &mut fmt::Formatter<'_>, revision: &str, oldest: Release, server: Release) -> fmt::Result {
    let what = if is_embedded(server) { "this program has" } else { "the server is" };
    write!(f, "revision `{revision}` was written for `{oldest}` and later, and {what} `{server}`")
}

/// What to do about it.
pub(super) fn help(revision: &str, server: Release) -> String {
    let way = if is_embedded(server) {
        format!("{} is part of the program: build it with a newer version", server.dialect)
    } else {
        "upgrade the server".to_owned()
    };
    format!(
        "{way}; if the script also runs on this version, set `{server}` in `targets` in `revision.toml` of `{revision}`"
    )
}
