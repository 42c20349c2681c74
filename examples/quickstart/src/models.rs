//! The models. What stands here is the schema; `cargo schema revision` brings it into a migration.

use schema_core::Schema;

/// Somebody who takes notes.
#[derive(Debug, Schema, sqlx::FromRow)]
#[schema(table = "users")]
pub struct User {
    #[schema(primary_key, auto_increment)]
    pub id: i64,
    #[schema(unique, max_length = 254)]
    pub email: String,
    pub name: Option<String>,
}

/// A note of a user.
#[derive(Debug, Schema, sqlx::FromRow)]
#[schema(table = "notes")]
pub struct Note {
    #[schema(primary_key, auto_increment)]
    pub id: i64,
    #[schema(index, references(User::id, on_delete(cascade)))]
    pub user_id: i64,
    pub text: String,
    #[schema(default = false)]
    pub done: bool,
}
