//! The unmanaged objects of a database, for people.

use schema_core::dialect::Unmanaged;

use crate::output::shell::Shell;

/// How many objects are listed.
const LISTED: usize = 20;

/// Lists the unmanaged objects of `place`: views, triggers, functions and the like.
pub(crate) fn tell(shell: &mut Shell, place: &str, unmanaged: &[Unmanaged]) {
    if unmanaged.is_empty() {
        return;
    }
    shell.status("Found", format_args!("unmanaged objects in {place}, not compared:"));
    for it in unmanaged.iter().take(LISTED) {
        shell.detail(format_args!("{it}"));
    }
    if let Some(more) = unmanaged.len().checked_sub(LISTED).filter(|more| *more > 0) {
        shell.detail(format_args!("and {more} more"));
    }
}
