//! SQLite.

#[cfg(feature = "plan")]
mod alter;
#[cfg(feature = "migrate")]
mod attached;
#[cfg(feature = "introspect")]
mod catalog;
#[cfg(feature = "migrate")]
mod connect;
#[cfg(feature = "migrate")]
mod connection;
#[cfg(feature = "introspect")]
mod definition;
mod engine;
#[cfg(feature = "migrate")]
mod execution;
#[cfg(feature = "plan")]
mod facts;
#[cfg(feature = "introspect")]
mod introspect;
mod lexing;
#[cfg(feature = "introspect")]
mod literal;
#[cfg(feature = "introspect")]
mod normalize;
#[cfg(feature = "plan")]
mod own_name;
mod rebuilds;
#[cfg(feature = "plan")]
mod render;
#[cfg(feature = "introspect")]
mod scratch;
#[cfg(feature = "plan")]
mod types;
mod versions;
#[cfg(feature = "introspect")]
mod wording;

pub(crate) use engine::Sqlite;
