//! Reading and comparing databases of the toy: its tables are those of the library below it.

use schema_core::connect::{BoxFuture, Error, Session};
use schema_core::dialect::{Catalog, Introspection, Made, Wording};
use schema_core::plan::Capabilities;
use schema_core::schema::Schema;

use super::engine::{Toy, below};

impl Catalog for Toy {
    fn inspect<'a>(&'a self, session: &'a mut Session) -> BoxFuture<'a, Result<Introspection, Error>> {
        below().catalog().inspect(session)
    }

    fn normalize(&self, schema: &mut Schema, facts: &Capabilities) {
        below().catalog().normalize(schema, facts);
    }

    fn wording(&self) -> &'static Wording {
        below().catalog().wording()
    }

    fn rehearse<'a>(
        &'a self,
        session: &'a mut Session,
        batches: &'a [Vec<String>],
    ) -> BoxFuture<'a, Result<Made, Error>> {
        below().catalog().rehearse(session, batches)
    }

    fn same(&self, one: &str, other: &str) -> bool {
        below().catalog().same(one, other)
    }

    fn table_exists(&self, table: &str) -> String {
        below().catalog().table_exists(table)
    }
}
