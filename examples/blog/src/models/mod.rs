//! The models of the blog: together they use every kind of column that cargo-schema knows.

mod account;
mod measure;
mod post;

pub use account::{Account, Follow, Preferences, Role, Session};
pub use measure::{Invoice, Sensor, Visit};
pub use post::{Attachment, Comment, Post, PostTag, Status, Tag};

use schema_core::SchemaType;

/// A key of any table here. An alias is looked through.
pub type Id = i64;

/// An address that was checked. A newtype is stored as what it wraps.
#[derive(Clone, Debug, PartialEq, SchemaType, serde::Serialize, sqlx::Type)]
#[sqlx(transparent)]
#[serde(transparent)]
pub struct Email(pub String);
