//! The models as `cargo schema adopt` wrote them, and what came later.

use schema_core::Schema;

#[derive(Schema, sqlx::FromRow)]
#[schema(table = "entries")]
pub struct Entries {
    #[schema(primary_key, auto_increment)]
    pub id: i64,
    #[schema(index, references(Guests::id, on_delete(cascade)))]
    pub guest: i64,
    #[schema(max_length = 500)]
    pub line: String,
    #[schema(default = false)]
    pub hidden: bool,
}

#[derive(Schema, sqlx::FromRow)]
#[schema(table = "guests")]
pub struct Guests {
    #[schema(primary_key, auto_increment)]
    pub id: i64,
    #[schema(unique, max_length = 120)]
    pub email: String,
    #[schema(max_length = 80)]
    pub name: Option<String>,
}
