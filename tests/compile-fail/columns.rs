//! A column that is not there does not compile, and neither does one of another model.

use schema_core::Model;
use schema_core::model::Column;
use schema_core::Schema;

#[derive(Schema)]
struct ColumnsUser {
    id: i64,
    #[schema(skip)]
    cache: i64,
}

#[derive(Schema)]
struct ColumnsOther {
    id: i64,
}

fn main() {
    let _ = ColumnsUser::columns().emial;
    let _ = ColumnsUser::columns().cache;
    let _: Column<ColumnsUser> = ColumnsOther::columns().id;
}
