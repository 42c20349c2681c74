//! What is written.

use chrono::NaiveDateTime;
use schema_core::{Schema, SchemaEnum};
use serde_json::Value;

use super::{Account, Id};

/// How far a post has come.
#[derive(Clone, Copy, Debug, PartialEq, SchemaEnum, serde::Serialize, sqlx::Type)]
#[sqlx(type_name = "post_status", rename_all = "snake_case")]
#[serde(rename_all = "snake_case")]
#[schema(type_name = "post_status")]
pub enum Status {
    Draft,
    InReview,
    Published,
}

/// A post.
#[derive(Debug, Schema, serde::Serialize, sqlx::FromRow)]
#[schema(index(author_id, published_at))]
pub struct Post {
    #[schema(primary_key, auto_increment)]
    pub id: Id,
    #[schema(references(Account::id, on_delete(restrict)))]
    pub author_id: Id,
    #[schema(unique, max_length = 120)]
    pub slug: String,
    #[schema(max_length = 200)]
    pub title: String,
    #[sqlx(rename = "body_markdown")]
    pub body: String,
    #[schema(default = "draft")]
    pub status: Status,
    pub published_at: Option<NaiveDateTime>,
    /// Rendered when the post is read.
    #[sqlx(skip)]
    #[serde(skip)]
    pub html: Option<String>,
}

/// A comment on a post, or an answer to another one.
#[derive(Schema)]
pub struct Comment {
    #[schema(primary_key, auto_increment)]
    pub id: Id,
    #[schema(index, references(Post::id, on_delete(cascade)))]
    pub post_id: Id,
    #[schema(references(Comment::id, on_delete(set_null)))]
    pub parent_id: Option<Id>,
    #[schema(references(Account::id, on_delete(set_null)))]
    pub author_id: Option<Id>,
    pub text: String,
    #[schema(default = 0)]
    pub votes: i32,
}

/// A word to find posts by.
#[derive(Schema)]
pub struct Tag {
    #[schema(primary_key)]
    pub id: i32,
    #[schema(unique(name = "uq_tag_name"), max_length = 40)]
    pub name: String,
}

/// Which post has which tag.
#[derive(Schema)]
#[schema(primary_key(post_id, tag_id))]
pub struct PostTag {
    #[schema(references(Post::id, on_delete(cascade)))]
    pub post_id: Id,
    #[schema(references(Tag::id, on_delete(cascade)))]
    pub tag_id: i32,
    #[schema(default = 0)]
    pub position: i16,
}

/// A file that belongs to a post.
#[derive(Schema)]
pub struct Attachment {
    #[schema(primary_key, auto_increment)]
    pub id: Id,
    #[schema(index, references(Post::id, on_delete(cascade)))]
    pub post_id: Id,
    pub name: String,
    /// What the camera wrote.
    pub exif: Option<Value>,
    pub content: Vec<u8>,
    pub size: u32,
}
