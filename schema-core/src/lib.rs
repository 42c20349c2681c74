//! Structs are the schema: models, the build step, and the migrator of [cargo-schema](https://github.com/cargo-schema/cargo-schema).
//!
//! A package with models depends on this crate, with the feature of each engine that its migrator speaks to. Its build script
//! depends on it with the feature `build`. `cargo schema init` writes both lines.
//!
//! ```toml
//! [dependencies]
//! schema-core = { version = "0.1", features = ["sqlite"] }
//! [build-dependencies]
//! schema-core = { version = "0.1", default-features = false, features = ["build"] }
//! ```
//!
//! Models derive [`Schema`](derive@Schema); `build.rs` calls `schema_core::build::run()`, and a program
//! `schema_core::migrator!()`.
//!
//! # Stages
//!
//! One module each, much as a change of a model passes through them. The first is a crate of its own, `schema-core-grammar`: from the tokens
//! of a struct or enum to what it declares. Each imports only modules above it; a test holds that.
//!
//! | stage | in | out | feature |
//! |---|---|---|---|
//! | [`diagnostic`] | | what is said to a person or a program | |
//! | [`schema`] | | the vocabulary: tables, columns, keys, types | |
//! | [`sql`] | SQL text | its tokens | |
//! | [`script`] | the text of a script | its statements | |
//! | [`model`] | | what derives give to a program: names, column types | |
//! | [`witness`] | what the build step saw | checks in the expansions of the derives | |
//! | [`read`] | sources | declarations, and what names in them mean | `build` |
//! | [`diff`] | two schemas, answers | changes and open questions | |
//! | [`plan`](mod@plan) | changes, what an engine can do | ordered steps and their hazards | `plan` |
//! | [`lower`] | declarations | the schema | `build` |
//! | [`snapshot`] | the schema | its JSON | `build` |
//! | [`revision`] | folders of revisions | their order, and the schema at each | files: `build` |
//! | [`build`](mod@build) | sources and revisions | the index, the snapshot, what cargo is told | `build` |
//! | [`connect`](mod@connect) | a URL or a pool | a session | `migrate` |
//! | [`migrate`](mod@migrate) | revisions and a session | a database with those revisions | `migrate` |
//! | [`dialect`] | steps | SQL | `plan` |
//! | | a database | its schema, and what differs from models | `introspect` |

#![cfg_attr(docsrs, feature(doc_cfg))]

#[macro_use(debug_as_display)]
extern crate schema_core_grammar;

/// `Debug` of an error says what its `Display` says, and what to do: `help` gives that.
macro_rules! debug_with_help {
    ($error:ty) => {
        impl std::fmt::Debug for $error {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                std::fmt::Display::fmt(self, f)?;
                self.help(&|command| command).map_or(Ok(()), |help| write!(f, "; {help}"))
            }
        }
    };
}

#[doc(hidden)]
pub mod attr_docs;
#[cfg(feature = "build")]
pub mod build;
#[cfg(feature = "migrate")]
pub mod connect;
pub mod diagnostic;
pub mod dialect;
pub mod diff;
#[cfg(feature = "build")]
pub mod lower;
#[cfg(feature = "migrate")]
pub mod migrate;
pub mod model;
#[cfg(feature = "plan")]
pub mod plan;
#[cfg(feature = "build")]
pub mod read;
pub mod revision;
pub mod schema;
pub mod script;
#[cfg(feature = "build")]
pub mod snapshot;
pub mod sql;
pub mod witness;

#[cfg(feature = "build")]
#[doc(hidden)]
pub use schema_core_grammar::declare;

pub use model::{Model, SchemaEnum, SqlType};
#[cfg(feature = "derive")]
pub use schema_core_derive::{Schema, SchemaEnum, SchemaType};
