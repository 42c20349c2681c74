//! MySQL and MariaDB: two flavors of one dialect.

#[cfg(feature = "plan")]
mod alter;
#[cfg(feature = "plan")]
mod aside;
#[cfg(feature = "introspect")]
mod catalog;
#[cfg(feature = "plan")]
mod charset;
#[cfg(feature = "migrate")]
mod connect;
#[cfg(feature = "migrate")]
mod effect;
mod engine;
#[cfg(feature = "migrate")]
mod execution;
#[cfg(feature = "plan")]
mod facts;
#[cfg(feature = "migrate")]
mod health;
#[cfg(feature = "migrate")]
mod history;
#[cfg(feature = "introspect")]
mod introspect;
mod lexing;
#[cfg(feature = "plan")]
mod limits;
#[cfg(feature = "migrate")]
mod lock;
#[cfg(feature = "migrate")]
mod modify;
#[cfg(feature = "introspect")]
mod normalize;
#[cfg(feature = "introspect")]
mod others;
#[cfg(feature = "migrate")]
mod parts;
#[cfg(feature = "introspect")]
mod periods;
#[cfg(feature = "introspect")]
mod privileges;
#[cfg(feature = "introspect")]
mod queries;
#[cfg(feature = "plan")]
mod render;
#[cfg(feature = "introspect")]
mod scratch;
#[cfg(feature = "introspect")]
mod sequences;
#[cfg(feature = "migrate")]
mod shown;
mod sizes;
#[cfg(feature = "introspect")]
mod spelled;
#[cfg(feature = "plan")]
mod spelling;
#[cfg(feature = "plan")]
mod steps;
#[cfg(feature = "plan")]
mod supports;
#[cfg(feature = "plan")]
mod types;
#[cfg(feature = "migrate")]
mod untransactional;
mod versions;
#[cfg(feature = "introspect")]
mod wide;
#[cfg(feature = "introspect")]
mod wording;

pub(crate) use engine::Mysql;
