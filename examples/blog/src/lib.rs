//! A blog: models, and the revisions that lead to them.

pub mod models;

use schema_core::migrate::Migrator;

/// The revisions in `migrations/`, put into the program by the build step.
pub static MIGRATOR: Migrator = schema_core::migrator!();
