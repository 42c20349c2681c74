//! What comes before the statements of a script: the unmanaged objects that tables depend on.

use schema_core::dialect::Needs;

/// What comes first in a script for another database: the unmanaged objects that the tables depend on. Those that it cannot create
/// are named by directives.
pub(crate) fn begin_with(needs: &Needs) -> String {
    let mut text = String::new();
    for it in &needs.missing {
        text += &format!("-- cargo-schema: requires {}\n", required(it));
    }
    if !needs.missing.is_empty() {
        text.push('\n');
    }
    if !needs.made.is_empty() {
        text += "-- Unmanaged objects that the tables depend on: created if they do not exist, and never dropped.\n";
        let statements: Vec<String> = needs.made.iter().map(|needed| format!("{};\n", needed.sql)).collect();
        text += &(statements.join("\n") + "\n");
    }
    text
}

/// What is missing, as the directive has it.
pub(crate) fn required(missing: &str) -> String {
    missing.replace(['\n', '\r'], " ").trim().to_owned()
}
