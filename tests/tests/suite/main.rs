//! All tests that need the whole workspace, in one program: it is linked once, and its tests run side by side.
//!
//! Tests share the database servers, so each has databases of its own: [`support::Engine::database`] gives them names that
//! no other test has. A test that changes what a whole server has, beyond its own databases, says how it stays alone.

mod adopt;
mod architecture;
mod build_step;
mod cli;
mod compiled_models;
mod conversions;
mod diff_properties;
mod docs;
mod engines;
mod examples;
mod fuzz;
mod glossary;
mod grammar;
mod hostile;
mod hostile_catalogs;
mod migrate;
mod mysql_vocabulary;
mod order_properties;
mod postgres_features;
mod readme;
mod real_projects;
mod revision_formats;
mod sqlite_rebuild;
mod sqlite_vocabulary;
mod toy_engine;
mod type_sizes;

#[allow(dead_code, reason = "generated tests take more of it")]
#[path = "../support/mod.rs"]
mod support;
