//! What a role cannot see as others see it. The catalogs are open to everybody, but the connection's default namespace is
//! the first one that the role may use: without the right one, every table would seem to lie elsewhere.

use crate::connect::{Error, Session, row};

/// The first namespace of the search path that is there, where the role may not use it.
const CLOSED: &str = "
SELECT nspname AS namespace, current_user AS role
FROM (
    SELECT n.oid, n.nspname
    FROM unnest(string_to_array(current_setting('search_path'), ',')) WITH ORDINALITY AS p (name, place)
    JOIN pg_catalog.pg_namespace AS n ON n.nspname = replace(btrim(p.name, ' \"'), '$user', current_user)
    ORDER BY p.place
    LIMIT 1
) AS first
WHERE NOT has_schema_privilege(oid, 'USAGE')";

row! {
    struct ClosedRow {
        namespace: String,
        role: String,
    }
}

/// Refuses to read what would be read wrongly.
pub(super) async fn check(session: &mut Session) -> Result<(), Error> {
    let Some(ClosedRow { namespace, role }) = session.fetch_first(CLOSED).await? else { return Ok(()) };
    let quoted = |name: &str| format!("\"{}\"", name.replace('"', "\"\""));
    let (namespace, role) = (quoted(&namespace), quoted(&role));
    Err(Error::hidden(format!(
        "the role {role} may not use the namespace {namespace}, the first in its search path: use another role, or \
         GRANT USAGE ON SCHEMA {namespace} TO {role}"
    )))
}
