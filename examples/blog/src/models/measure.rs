//! What is counted and paid.

use rust_decimal::Decimal;
use schema_core::Schema;

use super::{Account, Id, Post};

/// A read of a post.
#[derive(Schema)]
pub struct Visit {
    #[schema(primary_key, auto_increment)]
    pub id: Id,
    #[schema(references(Post::id, on_delete(cascade)))]
    pub post_id: Id,
    #[schema(index)]
    pub day: time::Date,
    pub at: time::Time,
    pub moment: time::OffsetDateTime,
    pub seconds: f32,
    /// How far down, from 0 to 1.
    pub depth: f64,
}

/// What an author is paid.
#[derive(Schema)]
pub struct Invoice {
    #[schema(primary_key, auto_increment)]
    pub id: Id,
    #[schema(index, references(Account::id, on_delete(restrict)))]
    pub account_id: Id,
    #[schema(precision = 12, scale = 2)]
    pub amount: Decimal,
    #[schema(default(sql = "CURRENT_DATE"))]
    pub issued_on: chrono::NaiveDate,
    pub sent_at: Option<chrono::NaiveTime>,
}

/// A thermometer in the server room: whole numbers of every width.
#[derive(Schema)]
pub struct Sensor {
    #[schema(primary_key)]
    pub id: u16,
    pub channel: u8,
    pub offset: i8,
    pub celsius: i16,
    pub pressure: i32,
    pub ticks: u32,
    pub uptime: u64,
}
