//! What a source says: models, enums, newtypes and aliases as written, before any name or type is resolved.
//!
//! Plain values without spans, so that the build step can keep them per file between runs. Errors are reported while
//! parsing, on the exact token; afterwards a [`Position`] is all that is needed.

use crate::schema::{Action, ColumnType, DefaultValue, Spelling};

/// A place in a source file; both count from 1, columns in characters.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
#[cfg_attr(feature = "build", derive(serde::Serialize, serde::Deserialize))]
pub struct Position {
    /// Line.
    pub line: u32,
    /// Column.
    pub column: u32,
}

/// A struct with `#[derive(Schema)]`.
#[derive(Clone, Debug, Default, PartialEq)]
#[cfg_attr(feature = "build", derive(serde::Serialize, serde::Deserialize))]
pub struct Model {
    /// Name of the struct, without `r#`.
    pub name: String,
    /// Where that name stands.
    pub at: Position,
    /// Hash of the definition's tokens after cfg-stripping ([`super::hash`]): what the witness compares.
    pub hash: u64,
    /// `table = "users"`.
    pub table: Option<String>,
    /// `namespace = "auth"`.
    pub namespace: Option<String>,
    /// `renamed_from = "people"`: the table's former name.
    pub renamed_from: Option<String>,
    /// The doc comment.
    pub comment: Option<String>,
    /// `rename_all = "camelCase"` of ours, or of `#[sqlx(...)]` where the struct derives `FromRow`.
    pub rename_all: Option<Case>,
    /// `primary_key(a, b)` on the struct, by field name.
    pub primary_key: Vec<String>,
    /// `unique(a, b, name = "...")` on the struct.
    pub uniques: Vec<Key>,
    /// `index(a, b, name = "...")` on the struct.
    pub indexes: Vec<Key>,
    /// Fields in order; skipped ones are among them.
    pub fields: Vec<Field>,
}

/// A unique constraint or an index as declared.
#[derive(Clone, Debug, Default, PartialEq)]
#[cfg_attr(feature = "build", derive(serde::Serialize, serde::Deserialize))]
pub struct Key {
    /// Where it is declared.
    pub at: Position,
    /// Its name, if it was given one.
    pub name: Option<String>,
    /// Field names; empty when it stands on the field itself.
    pub fields: Vec<String>,
}

/// A field of a model.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "build", derive(serde::Serialize, serde::Deserialize))]
pub struct Field {
    /// Name of the field, without `r#`.
    pub name: String,
    /// Where that name stands.
    pub at: Position,
    /// Where its type stands.
    pub ty_at: Position,
    /// Its type as written.
    pub ty: TypeRef,
    /// `skip`, of ours or of `#[sqlx(...)]`: no column.
    pub skip: bool,
    /// `column = "..."`, else `#[sqlx(rename = "...")]`.
    pub column: Option<String>,
    /// `type = "..."`: the logical type, instead of the one that the Rust type has.
    pub column_type: Option<ColumnType>,
    /// `native = "..."` or `native(postgres = "...")`: the SQL type, word for word.
    pub native: Option<Spelling>,
    /// `#[sqlx(json)]`: the value is kept as JSON whatever its type, and this alone says whether it takes NULL.
    pub json: Option<Json>,
    /// `primary_key`.
    pub primary_key: bool,
    /// `auto_increment`.
    pub auto_increment: bool,
    /// `unique` or `unique = "name"`.
    pub unique: Option<Key>,
    /// `index` or `index = "name"`.
    pub index: Option<Key>,
    /// `default = 0`, `default = now()`, `default_sql = "..."`, `default_sql(postgres = "...")`.
    pub default: Option<DefaultValue>,
    /// `fill = 0` or `fill_sql = "..."`: the value for rows that exist when the column becomes NOT NULL.
    pub fill: Option<DefaultValue>,
    /// `max_length = 80`.
    pub max_length: Option<u32>,
    /// `precision = 10`.
    pub precision: Option<u16>,
    /// `scale = 2`.
    pub scale: Option<u16>,
    /// `references(Other::id, on_delete = cascade)`.
    pub references: Option<Reference>,
    /// `renamed_from = "..."`: the column's former name.
    pub renamed_from: Option<String>,
    /// The doc comment.
    pub comment: Option<String>,
}

/// A field that sqlx keeps as JSON.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "build", derive(serde::Serialize, serde::Deserialize))]
pub enum Json {
    /// `#[sqlx(json)]`: never NULL; the `None` of an `Option` is the document `null`.
    NotNull,
    /// `#[sqlx(json(nullable))]`: the `None` of an `Option` is NULL.
    Nullable,
}

/// A foreign key as declared on a field.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "build", derive(serde::Serialize, serde::Deserialize))]
pub struct Reference {
    /// Where the path stands.
    pub at: Position,
    /// Path of the other model as written: `["crate", "users", "User"]`.
    pub model: Vec<String>,
    /// Field there.
    pub field: String,
    /// `on_delete = ...`.
    pub on_delete: Action,
    /// `on_update = ...`.
    pub on_update: Action,
    /// `name = "..."`.
    pub name: Option<String>,
}

/// A type as written.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "build", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "build", serde(rename_all = "snake_case"))]
pub enum TypeRef {
    /// `Option<String>`, `chrono::DateTime<Utc>`: segments, and the type arguments of the last one.
    Path {
        /// Names, without `r#`; a leading `::` is an empty first segment.
        segments: Vec<String>,
        /// Type arguments of the last segment.
        args: Vec<TypeRef>,
    },
    /// `[u8; 16]` and `[T]`.
    Array(Box<TypeRef>),
    /// Anything else, as tokens.
    Other(String),
}

/// An enum with `#[derive(SchemaEnum)]`.
#[derive(Clone, Debug, Default, PartialEq)]
#[cfg_attr(feature = "build", derive(serde::Serialize, serde::Deserialize))]
pub struct EnumDecl {
    /// Name of the enum, without `r#`.
    pub name: String,
    /// Where that name stands.
    pub at: Position,
    /// As in [`Model::hash`].
    pub hash: u64,
    /// `name = "..."` (or `#[sqlx(type_name = "...")]`); the default is the Rust name in snake case.
    pub sql_name: Option<String>,
    /// How variants become values; the default is snake case (or `#[sqlx(rename_all)]`).
    pub rename_all: Option<Case>,
    /// Variants in order: Rust name and `rename = "..."`.
    pub variants: Vec<(String, Option<String>)>,
}

/// A tuple struct of one field with `#[derive(SchemaType)]`: stored as that field is.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "build", derive(serde::Serialize, serde::Deserialize))]
pub struct Newtype {
    /// Name of the struct, without `r#`.
    pub name: String,
    /// Where that name stands.
    pub at: Position,
    /// As in [`Model::hash`].
    pub hash: u64,
    /// The type inside.
    pub inner: TypeRef,
    /// `type = "..."`: the logical type, instead of the inner one's.
    pub column_type: Option<ColumnType>,
}

/// A `type X = Y;` without parameters.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "build", derive(serde::Serialize, serde::Deserialize))]
pub struct Alias {
    /// Name.
    pub name: String,
    /// What it stands for.
    pub target: TypeRef,
}

/// A way to write a name, called as serde and sqlx call it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "build", derive(serde::Serialize, serde::Deserialize))]
pub enum Case {
    /// `lowercase`.
    Lower,
    /// `UPPERCASE`.
    Upper,
    /// `camelCase`.
    Camel,
    /// `PascalCase`.
    Pascal,
    /// `snake_case`.
    Snake,
    /// `SCREAMING_SNAKE_CASE`.
    ScreamingSnake,
    /// `kebab-case`.
    Kebab,
    /// `SCREAMING-KEBAB-CASE`.
    ScreamingKebab,
}
