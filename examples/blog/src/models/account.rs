//! Who writes and reads.

use chrono::{DateTime, Utc};
use schema_core::{Schema, SchemaEnum};
use sqlx::types::Json;
use uuid::Uuid;

use super::{Email, Id};

/// What an account may do.
#[derive(Clone, Copy, Debug, PartialEq, SchemaEnum)]
pub enum Role {
    Reader,
    Author,
    Admin,
}

/// What an account chose for itself.
#[derive(Debug, Default, serde::Serialize, serde::Deserialize)]
pub struct Preferences {
    pub dark: bool,
    pub language: Option<String>,
}

/// Somebody who signed up.
#[derive(Schema)]
pub struct Account {
    #[schema(primary_key, auto_increment)]
    pub id: Id,
    /// Where mail goes.
    #[schema(unique, max_length = 254)]
    pub email: Email,
    #[schema(max_length = 80)]
    pub name: String,
    #[schema(default = "reader")]
    pub role: Role,
    #[schema(default = true)]
    pub active: bool,
    pub preferences: Json<Preferences>,
    pub avatar: Option<Vec<u8>>,
    /// First letter of the name, for lists.
    pub initial: Option<char>,
    #[schema(default(now))]
    pub created_at: DateTime<Utc>,
}

/// A device that is signed in.
#[derive(Schema)]
pub struct Session {
    #[schema(primary_key)]
    pub token: Uuid,
    #[schema(index, references(Account::id, on_delete(cascade)))]
    pub account_id: Id,
    #[schema(postgres(type = "inet"), type = "varchar(45)")]
    pub address: Option<String>,
    pub expires_at: DateTime<Utc>,
}

/// Who follows whom: a key of two columns.
#[derive(Schema)]
#[schema(primary_key(follower_id, followed_id))]
pub struct Follow {
    #[schema(references(Account::id, on_delete(cascade)))]
    pub follower_id: Id,
    #[schema(index, references(Account::id, on_delete(cascade)))]
    pub followed_id: Id,
}
