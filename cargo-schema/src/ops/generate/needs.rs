//! What comes before the statements of a script: the unmanaged objects that tables depend on.

use schema_core::dialect::Needs;

/// What comes first in a script for another database: the unmanaged objects that the tables depend on.
pub(crate) fn begin_with(needs: &Needs) -> String {
    let mut text = String::new();
    if !needs.made.is_empty() {
        text += "-- Unmanaged objects that the tables depend on: created if they do not exist, and never dropped.\n";
        let statements: Vec<String> = needs.made.iter().map(|needed| format!("{};\n", needed.sql)).collect();
        text += &(statements.join("\n") + "\n");
    }
    for it in &needs.missing {
        text += &by_hand(it);
        text.push('\n');
    }
    if !needs.missing.is_empty() {
        text.push('\n');
    }
    text
}

/// The comment for what is missing.
pub(crate) fn by_hand(missing: &str) -> String {
    format!("-- To be made by hand before: {}", missing.replace(['\n', '\r'], " "))
}
