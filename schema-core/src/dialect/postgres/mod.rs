//! PostgreSQL.

#[cfg(feature = "plan")]
mod alter;
#[cfg(feature = "introspect")]
mod catalog;
#[cfg(feature = "plan")]
mod computed;
#[cfg(feature = "migrate")]
mod connect;
#[cfg(feature = "migrate")]
mod effect;
mod engine;
#[cfg(feature = "migrate")]
mod execution;
#[cfg(feature = "plan")]
mod extensions;
#[cfg(feature = "plan")]
mod facts;
#[cfg(feature = "migrate")]
mod health;
#[cfg(feature = "migrate")]
mod history;
#[cfg(feature = "plan")]
mod implied;
#[cfg(feature = "introspect")]
mod introspect;
mod lexing;
#[cfg(feature = "migrate")]
mod lock;
#[cfg(feature = "introspect")]
mod needed;
#[cfg(feature = "introspect")]
mod normalize;
#[cfg(feature = "introspect")]
mod privileges;
#[cfg(feature = "introspect")]
mod queries;
#[cfg(feature = "plan")]
mod render;
#[cfg(feature = "introspect")]
mod scratch;
#[cfg(feature = "plan")]
mod serial;
mod sizes;
#[cfg(feature = "plan")]
mod spelling;
#[cfg(feature = "plan")]
mod types;
#[cfg(feature = "introspect")]
mod unmanaged;
#[cfg(feature = "plan")]
mod values;
mod versions;
#[cfg(feature = "introspect")]
mod wording;

pub(crate) use engine::Postgres;
