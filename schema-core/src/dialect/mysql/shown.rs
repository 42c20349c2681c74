//! What the server writes as the definition of something (`SHOW CREATE …`).

use crate::connect::{Error, Session};

/// The definition of what `what` names, such as a table; `None` for whom the server does not show it.
///
/// It stands in the second column, whose name depends on what it is.
pub(super) async fn definition(session: &mut Session, what: &str) -> Result<Option<String>, Error> {
    let rows = session.rows(&format!("SHOW CREATE {what}")).await?;
    Ok(rows.first().and_then(|row| row.get(1)).map(str::to_owned))
}

/// A name as a statement has it.
pub(super) fn quoted(name: &str) -> String {
    format!("`{}`", name.replace('`', "``"))
}
