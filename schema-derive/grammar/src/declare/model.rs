//! What a source says: models, enums, newtypes and aliases as written, before any name or type is resolved.
//!
//! Plain values without spans, so that the build step can keep them per file between runs. Errors are reported while
//! parsing, on the exact token; afterwards a [`Position`] is all that is needed.

use crate::schema::{
    Action, Check, ColumnType, DefaultValue, Deferrable, Exclusion, Generated, Identity, Index, Partitioning,
    PrimaryKey, Spelling, TableOptions, Unique,
};

/// A place in a source file; both count from 1, columns in characters.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Position {
    /// Line.
    pub line: u32,
    /// Column.
    pub column: u32,
}

/// A struct with `#[derive(Schema)]`.
#[derive(Clone, Debug, Default, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Model {
    /// Name of the struct, without `r#`.
    pub name: String,
    /// Where that name stands.
    pub at: Position,
    /// Hash of the definition's tokens after cfg-stripping ([`super::hash`]): what the witness compares.
    pub hash: u64,
    /// The path of `schema-core` for generated code, if it goes by another name.
    pub crate_path: Option<String>,
    /// `table = "users"`.
    pub table: Option<String>,
    /// `namespace = "auth"`.
    pub namespace: Option<String>,
    /// `renamed_from = "people"`: the table's former name.
    pub renamed_from: Option<String>,
    /// `comment = "..."`, else the doc comment.
    pub comment: Option<String>,
    /// `embedded`: no table of its own, but columns in the tables of models that flatten it.
    pub embedded: bool,
    /// `rename_all = "camelCase"` of ours, or of `#[sqlx(...)]` where the struct derives `FromRow`.
    pub rename_all: Option<Case>,
    /// `primary_key(a, b prefix = 10, name = "pk_users")` on the struct, by field name.
    pub primary_key: PrimaryKey,
    /// `unique(a, b, name = "...")` on the struct.
    pub uniques: Vec<Key<Unique>>,
    /// `index(a, b desc, where = "...")` on the struct.
    pub indexes: Vec<Key<Index>>,
    /// `check("a < b", name = "...")` on the struct.
    pub checks: Vec<Key<Check>>,
    /// `foreign_key(a, b, references = Other(x, y))` on the struct.
    pub foreign_keys: Vec<Reference>,
    /// `exclude(room with "=", span with "&&")` on the struct.
    pub exclusions: Vec<Key<Exclusion>>,
    /// `strict`, `engine = "InnoDB"`, `with(fillfactor = 70)` and the like.
    pub options: TableOptions,
    /// `partition_by(range(a), ...)`, by field name.
    pub partitioning: Option<Partitioning>,
    /// Fields in order; skipped ones are among them.
    pub fields: Vec<Field>,
}

/// A constraint or an index as declared: names of fields stand where its columns will, and its own name is empty if it was
/// given none. On a field it has that one column, and does not name it.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Key<T> {
    /// Where it is declared.
    pub at: Position,
    /// What.
    pub value: T,
    /// `repair = "DELETE ..."`: the statement that brings existing rows into order before it comes.
    pub repair: Spelling,
}

/// A field of a model.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Field {
    /// Name of the field, without `r#`.
    pub name: String,
    /// Where that name stands.
    pub at: Position,
    /// Where its type stands.
    pub ty_at: Position,
    /// Where the attribute stands that says the size of its column, and the length of its key.
    pub size_at: Option<(Position, usize)>,
    /// Its type as written.
    pub ty: TypeRef,
    /// `skip`, of ours or of `#[sqlx(...)]`: no column.
    pub skip: bool,
    /// `flatten`, of ours or of `#[sqlx(...)]`: the columns of an embedded struct, with this before their names.
    pub flatten: Option<String>,
    /// `column = "..."`, else `#[sqlx(rename = "...")]`.
    pub column: Option<String>,
    /// `type = "..."`: the logical type, instead of the one that the Rust type has.
    pub column_type: Option<ColumnType>,
    /// `native = "..."` or `postgres(type = "...")`: the SQL type, word for word.
    pub native: Option<Spelling>,
    /// `#[sqlx(json)]`: the value is kept as JSON whatever its type, and this alone says whether it takes NULL.
    pub json: Option<Json>,
    /// `primary_key`.
    pub primary_key: bool,
    /// `auto_increment`, `auto_increment(always, start = 1000)`.
    pub identity: Option<Identity>,
    /// `generated("price * amount")`.
    pub generated: Option<Generated>,
    /// `unique` or `unique(name = "...")`.
    pub unique: Option<Key<Unique>>,
    /// `index` or `index(name = "...")`.
    pub index: Option<Key<Index>>,
    /// `check("price > 0")`.
    pub checks: Vec<Key<Check>>,
    /// `default = 0`, `default(now)`, `default(sql = "...", postgres = "...")`.
    pub default: Option<DefaultValue>,
    /// `fill = 0` or `fill(sql = "...")`: the value for rows that exist when the column becomes NOT NULL.
    pub fill: Option<DefaultValue>,
    /// `max_length = 80`.
    pub max_length: Option<u32>,
    /// `collate = "NOCASE"`, `collate(sqlite = "NOCASE")`.
    pub collation: Spelling,
    /// `mysql(charset = "ascii")`.
    pub charset: Option<String>,
    /// `mysql(on_update(now))`.
    pub on_update_now: bool,
    /// `precision = 10`.
    pub precision: Option<u16>,
    /// `scale = 2`.
    pub scale: Option<u16>,
    /// `references(Other::id, on_delete(cascade))`.
    pub references: Option<Reference>,
    /// `renamed_from = "..."`: the column's former name.
    pub renamed_from: Option<String>,
    /// `comment = "..."`, else the doc comment.
    pub comment: Option<String>,
}

/// A field that sqlx keeps as JSON.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub enum Json {
    /// `#[sqlx(json)]`: never NULL; the `None` of an `Option` is the document `null`.
    NotNull,
    /// `#[sqlx(json(nullable))]`: the `None` of an `Option` is NULL.
    Nullable,
}

/// A foreign key as declared.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Reference {
    /// Where the path stands.
    pub at: Position,
    /// Path of the other model as written: `["crate", "users", "User"]`.
    pub model: Vec<String>,
    /// Fields here; none when it stands on the field itself.
    pub own: Vec<String>,
    /// Fields there, one for each of those here.
    pub fields: Vec<String>,
    /// `on_delete(...)`.
    pub on_delete: Action,
    /// `on_update(...)`.
    pub on_update: Action,
    /// `deferrable`, `initially_deferred`.
    pub deferrable: Deferrable,
    /// `match_full`.
    pub match_full: bool,
    /// `not_valid`.
    pub not_valid: bool,
    /// `name = "..."`.
    pub name: Option<String>,
    /// As in [`Key::repair`].
    pub repair: Spelling,
}

/// A type as written.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "serde", serde(rename_all = "snake_case"))]
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
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct EnumDecl {
    /// Name of the enum, without `r#`.
    pub name: String,
    /// Where that name stands.
    pub at: Position,
    /// As in [`Model::hash`].
    pub hash: u64,
    /// The path of `schema-core` for generated code, if it goes by another name.
    pub crate_path: Option<String>,
    /// `type_name = "..."` (or `#[sqlx(type_name = "...")]`); the default is the Rust name in snake case.
    pub sql_name: Option<String>,
    /// How variants become values; the default is snake case (or `#[sqlx(rename_all)]`).
    pub rename_all: Option<Case>,
    /// `renamed_from = "state"`: the type's former name.
    pub renamed_from: Option<String>,
    /// The whole number that `#[repr(i16)]` stores it as; without one it is stored by its names.
    pub repr: Option<ColumnType>,
    /// Variants in order.
    pub variants: Vec<Variant>,
}

/// A variant of such an enum.
#[derive(Clone, Debug, Default, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Variant {
    /// Its Rust name, without `r#`.
    pub name: String,
    /// Its number, written (`Open = 3`) or one more than the one before.
    pub discriminant: i64,
    /// `value = "..."`: its value.
    pub rename: Option<String>,
    /// `renamed_from = "..."`: the former value.
    pub renamed_from: Option<String>,
    /// `replaces("...")`: removed values, in whose place rows get this one.
    pub replaces: Vec<String>,
}

/// A tuple struct of one field with `#[derive(SchemaType)]`: stored as that field is.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Newtype {
    /// Name of the struct, without `r#`.
    pub name: String,
    /// Where that name stands.
    pub at: Position,
    /// As in [`Model::hash`].
    pub hash: u64,
    /// The path of `schema-core` for generated code, if it goes by another name.
    pub crate_path: Option<String>,
    /// The type inside.
    pub inner: TypeRef,
    /// `type = "..."`: the logical type, instead of the inner one's.
    pub column_type: Option<ColumnType>,
}

/// A `type X = Y;` without parameters.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
pub struct Alias {
    /// Name.
    pub name: String,
    /// What it stands for.
    pub target: TypeRef,
}

/// A way to write a name, called as serde and sqlx call it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize, serde::Deserialize))]
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
