//! Every kind of column, under the strictest lints.
#![deny(warnings, missing_docs, unreachable_pub, unused, nonstandard_style, rust_2018_idioms, future_incompatible)]
#![forbid(unsafe_code, dead_code, non_snake_case, unused_imports, clippy::all, clippy::pedantic)]

use schema_core::{Model, Schema, SchemaEnum, SchemaType, SqlType};

/// How an order stands.
#[derive(SchemaEnum)]
pub enum OrderStatus {
    /// Just come.
    New,
    /// On its way.
    #[schema(value = "on the way")]
    Sent,
}

/// A mail address.
#[derive(SchemaType)]
pub struct Email(pub String);

/// A short one.
#[derive(SchemaType)]
#[schema(type = "varchar(9)")]
pub struct Code(pub Unknown);

/// No column type of its own.
pub struct Unknown;

type Nickname = String;

/// Everything.
#[derive(Schema)]
#[schema(primary_key(id, r#type), unique(email, code, name = "uq_both"), index(email))]
#[schema(index(email(desc, nulls_last), sql("lower(nick)", collate = "C"), r#unique, include(code), where = "inner > 0"))]
#[schema(foreign_key(parent, r#type, references(Self(id, r#type)), on_delete(cascade), match_full))]
#[schema(exclude(inner(op = "="), sql("int4range(inner, twice)", op = "&&"), initially_deferred), check("id > inner"))]
#[schema(sqlite(strict), mysql(engine = "InnoDB", charset = "utf8mb4", collate = "utf8mb4_bin"), postgres(with(fillfactor = 70)))]
pub struct Every {
    /// The key.
    pub id: i64,
    /// A raw name.
    pub r#type: u8,
    /// Text.
    #[schema(max_length = 80, default = "a\"b", unique)]
    pub email: Email,
    /// A type that is said.
    #[schema(type = "text")]
    pub code: Unknown,
    /// A newtype with its own type.
    pub short: Option<Code>,
    /// An alias.
    #[schema(column = "nick")]
    pub nickname: Option<Nickname>,
    /// An enum.
    #[schema(default = "new")]
    pub status: OrderStatus,
    /// Bytes.
    pub bytes: Vec<u8>,
    /// More of them.
    pub array: [u8; 16],
    /// Spelled.
    #[schema(native = "tsvector")]
    pub spelled: Unknown,
    /// chrono.
    #[schema(default(now))]
    pub created: chrono::DateTime<chrono::Utc>,
    /// time.
    pub day: time::Date,
    /// uuid.
    pub uuid: uuid::Uuid,
    /// serde_json.
    pub json: serde_json::Value,
    /// sqlx.
    pub document: sqlx::types::Json<Unknown>,
    /// Decimal.
    #[schema(precision = 10, scale = 2)]
    pub price: rust_decimal::Decimal,
    /// Itself.
    #[schema(references(Self::id, on_delete(set_null)))]
    pub parent: Option<i64>,
    /// Another.
    #[schema(references(private::Inner::id))]
    pub inner: i32,
    /// An array.
    #[schema(max_length = 9)]
    pub tags: Vec<String>,
    /// Arrays of arrays of enums.
    pub states: Option<Vec<Vec<Option<OrderStatus>>>>,
    /// Of newtypes, and of bytes.
    pub emails: Vec<Email>,
    /// Of bytes.
    pub blobs: Vec<Vec<u8>>,
    /// An address.
    #[schema(index(method(gist), ops = "inet_ops", only(postgres)), unique(nulls_not_distinct, deferrable))]
    pub address: Option<std::net::IpAddr>,
    /// Computed.
    #[schema(generated(stored, "inner * 2"), check("twice > 0"), check("twice < 9", name = "ck_nine"))]
    pub twice: i32,
    /// Its name is a word.
    pub r#unique: bool,
    /// With few digits.
    #[schema(precision = 3, mysql(on_update(now)))]
    pub changed: chrono::NaiveDateTime,
    /// Left out.
    #[schema(skip)]
    pub skipped: std::marker::PhantomData<u8>,
}

mod private {
    /// In a module.
    #[derive(schema_core::Schema)]
    pub(crate) struct Inner {
        #[schema(primary_key)]
        pub(super) id: i32,
        pub(crate) _hidden: bool,
        own: f32,
    }

    pub(crate) fn inner() -> Inner {
        let inner = Inner { id: 1, _hidden: true, own: 0.5 };
        let _ = (inner.id, inner.own);
        inner
    }
}

/// Old.
#[deprecated]
#[derive(Schema)]
pub struct Old {
    /// The key.
    pub id: i64,
}

fn main() {
    assert_eq!(Every::TABLE, "every");
    assert_eq!(Every::COLUMNS.len(), 26);
    assert_eq!(Every::FIELDS[1], "type");
    assert_eq!(Every::columns().r#type.name(), "type");
    assert_eq!(Every::columns().nickname.name(), "nick");
    assert_eq!(OrderStatus::TYPE, "enum(order_status)");
    assert_eq!(OrderStatus::VALUES, ["new", "on the way"]);
    assert_eq!((<Option<Vec<Vec<Email>>> as SqlType>::TYPE, <Option<Vec<Vec<Email>>> as SqlType>::DEPTH), ("text", 2));
    assert_eq!(<Option<Code> as SqlType>::TYPE, "varchar(9)");
    assert_eq!(private::Inner::table().to_string(), "inner");
    assert_eq!(private::inner().id, 1);

    let columns = Every::columns();
    let query = sea_query::Query::select()
        .columns([columns.id, columns.nickname])
        .column(columns.email.of_table())
        .from(Every::table())
        .and_where(sea_query::ExprTrait::eq(sea_query::Expr::col(columns.status), "new"))
        .to_string(sea_query::SqliteQueryBuilder);
    assert_eq!(query, r#"SELECT "id", "nick", "every"."email" FROM "every" WHERE "status" = 'new'"#);
}
