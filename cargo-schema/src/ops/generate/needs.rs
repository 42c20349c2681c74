//! What comes before the statements of a script: what tables stand on and no model holds.

use schema_core::dialect::Needs;

/// What comes first in a script for another database: what the tables stand on and no model holds.
pub(crate) fn begin_with(needs: &Needs) -> String {
    let mut text = String::new();
    if !needs.made.is_empty() {
        text += "-- What the tables stand on and no model holds: made where it is not there yet, and never dropped.\n";
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
