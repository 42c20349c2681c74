//! The arguments of `cargo schema import`.

use std::path::PathBuf;

use schema_core::schema::Release;

use crate::cli::global::{Connect, Limits, Output, ScratchServer, release};
use crate::cli::source;

#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// Tool: sqlx, diesel, sea-orm, refinery, flyway or alembic
    #[arg(value_name = "TOOL")]
    pub(crate) tool: String,
    /// Directory of its migrations
    #[arg(value_name = "DIR")]
    pub(crate) dir: PathBuf,
    /// Create a single revision from the database instead of one for each migration
    #[arg(long, conflicts_with = "scratch_url")]
    pub(crate) baseline: bool,
    /// SQL that the old tool runs before each migration, such as `SET FOREIGN_KEY_CHECKS = 0`
    #[arg(long = "session", value_name = "SQL")]
    pub(crate) session: Vec<String>,
    /// File for the generated models
    #[arg(long, value_name = "PATH", default_value = "src/models.rs")]
    pub(crate) models: PathBuf,
    /// Stamp a database that does not match the migrations, and replace a models file
    #[arg(long)]
    pub(crate) force: bool,
    /// Print what would be written, without writing it
    #[arg(long)]
    pub(crate) dry_run: bool,
    /// SQL dialect of the scripts, such as `postgres@15` [default: that of the server]
    #[arg(long = "dialect", value_name = "NAME", value_parser = release, value_delimiter = ',')]
    pub(crate) releases: Vec<Release>,
    #[command(flatten)]
    pub(crate) source: source::Options,
    #[command(flatten)]
    pub(crate) connect: Connect,
    #[command(flatten)]
    pub(crate) scratch: ScratchServer,
    #[command(flatten)]
    pub(crate) limits: Limits,
    #[command(flatten)]
    pub(crate) output: Output,
}
