//! What the server hides from an account that may only read. It does not say so: a foreign key would seem to be gone.

use crate::connect::{Error, Session, row};

use super::shown::quoted;

/// Whether the account may do more than read, on all tables here: then all is shown. One row if so. Who has it by a role
/// or for single tables is not told by this; the tables then show it.
const MAY: &str = "
SELECT 1 FROM (
    SELECT GRANTEE, PRIVILEGE_TYPE FROM information_schema.USER_PRIVILEGES
    UNION ALL
    SELECT GRANTEE, PRIVILEGE_TYPE FROM information_schema.SCHEMA_PRIVILEGES WHERE DATABASE() LIKE TABLE_SCHEMA
) AS p
WHERE GRANTEE = CONCAT('''', REPLACE(CURRENT_USER(), '@', '''@'''), '''')
    AND PRIVILEGE_TYPE IN ('INSERT', 'UPDATE', 'DELETE', 'CREATE', 'DROP', 'REFERENCES', 'INDEX', 'ALTER')
LIMIT 1";

/// Tables with a key, of which no constraint is shown: that of the key would be.
const HIDDEN: &str = "
SELECT DISTINCT s.TABLE_NAME AS table_name, CURRENT_USER() AS account, DATABASE() AS own_database
FROM information_schema.STATISTICS AS s
WHERE s.TABLE_SCHEMA = DATABASE() AND s.NON_UNIQUE = 0 AND NOT EXISTS (
    SELECT 1 FROM information_schema.TABLE_CONSTRAINTS AS c
    WHERE c.TABLE_SCHEMA = DATABASE() AND c.TABLE_NAME = s.TABLE_NAME
)
ORDER BY s.TABLE_NAME";

row! {
    struct HiddenRow {
        table_name: String,
        account: String,
        own_database: String,
    }
}

/// Refuses to read what would be read wrongly.
pub(super) async fn check(session: &mut Session) -> Result<(), Error> {
    if !session.rows(MAY).await?.is_empty() {
        return Ok(());
    }
    let hidden = session.fetch(HIDDEN).await?;
    let Some(HiddenRow { table_name, account, own_database }) = hidden.first() else { return Ok(()) };
    let tables = match hidden.len() {
        1 => format!("`{table_name}`"),
        count => format!("`{table_name}` and {} more", count - 1),
    };
    Err(Error::hidden(format!(
        "the server hides foreign keys and checks of {tables} from {account}, who may only read: use another account, or give this \
         one a privilege that changes no row, GRANT REFERENCES ON {}.* TO it",
        quoted(own_database),
    )))
}
