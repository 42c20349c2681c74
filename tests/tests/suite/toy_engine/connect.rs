//! Connections of the toy. It has no URLs: programs lend it one.

use schema_core::connect::{Access, BoxFuture, Connector, DatabaseUrl, Driver, Error, ErrorKind, Held, Session, lend};
use schema_core::schema::Dialect;
use sqlx::sqlite::SqlitePool;

use super::engine::{TOY, Toy, below};

/// A session of the toy.
pub(crate) async fn open(pool: &SqlitePool) -> Session {
    lend(pool, TOY, |connection| Box::new(Held::Lent(connection))).await.expect("a session")
}

impl Connector for Toy {
    fn schemes(&self) -> &'static [&'static str] {
        &[]
    }

    fn is_embedded(&self) -> bool {
        true
    }

    fn open(&self, url: DatabaseUrl, access: Access) -> BoxFuture<'static, Result<Box<dyn Driver>, Error>> {
        below().connector().open(url, access)
    }

    fn version_query(&self) -> &'static str {
        "SELECT '1.2-toy'"
    }

    fn dialect_of(&self, _: &str) -> Dialect {
        TOY
    }

    fn error_kind(&self, code: &str) -> ErrorKind {
        below().connector().error_kind(code)
    }
}
