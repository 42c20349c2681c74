//! The arguments of `cargo schema adopt`.

use std::path::PathBuf;

use schema_core::schema::Release;

use crate::cli::global::{Connect, Limits, Output, release};
use crate::cli::source;

#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// Database URL; a relative path starts in the current directory [default: the project's database]
    #[arg(value_name = "URL", conflicts_with = "database_url")]
    pub(crate) url: Option<String>,
    /// File for the generated models
    #[arg(long, value_name = "PATH", default_value = "src/models.rs")]
    pub(crate) models: PathBuf,
    /// Replace an existing models file
    #[arg(long)]
    pub(crate) force: bool,
    /// Print what would be written, without writing it
    #[arg(long)]
    pub(crate) dry_run: bool,
    /// SQL dialect of the scripts, such as `postgres@15`; repeatable [default: that of the database]
    #[arg(long = "dialect", value_name = "NAME", value_parser = release, value_delimiter = ',')]
    pub(crate) releases: Vec<Release>,
    #[command(flatten)]
    pub(crate) source: source::Options,
    #[command(flatten)]
    pub(crate) connect: Connect,
    #[command(flatten)]
    pub(crate) limits: Limits,
    #[command(flatten)]
    pub(crate) output: Output,
}
