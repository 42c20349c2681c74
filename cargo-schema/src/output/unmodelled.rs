//! What a database has and no model can declare, for people.

use schema_core::dialect::Unmodelled;

use crate::output::shell::Shell;

/// How many things are told that no model can declare.
const TOLD: usize = 20;

/// Says what `place` has and no model can declare: views, triggers, functions and the like.
pub(crate) fn tell(shell: &mut Shell, place: &str, unmodelled: &[Unmodelled]) {
    if unmodelled.is_empty() {
        return;
    }
    shell.status("Found", format_args!("in {place}, and not compared, for no model can declare it:"));
    for it in unmodelled.iter().take(TOLD) {
        shell.detail(format_args!("{} {}", it.kind, it.name));
    }
    if let Some(more) = unmodelled.len().checked_sub(TOLD).filter(|more| *more > 0) {
        shell.detail(format_args!("and {more} more"));
    }
}
