//! What the server does where nothing is said.

use crate::schema::{Identity, TableName, fitting};

/// The name that the server itself gives to the constraint of a primary key, so that tables made by other hands fit, unless that
/// is too long. The server would cut it then, and put a number behind what is taken, so that the name depended on the tables
/// before it. Ours ends in a hash, and theirs is read as a name that was given.
pub(super) fn primary_key_name(table: &TableName) -> String {
    fitting(format!("{}_pkey", table.name))
}

/// An identity without what the server does anyway: numbers go up by one from one, or down from minus one.
pub(super) fn plain_identity(given: &Identity) -> Identity {
    let Identity { always, start, increment } = *given;
    let increment = increment.filter(|step| *step != 1);
    let first = if increment.is_some_and(|step| step < 0) { -1 } else { 1 };
    Identity { always, start: start.filter(|start| *start != first), increment }
}
