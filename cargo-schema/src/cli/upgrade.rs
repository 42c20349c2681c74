//! The arguments of `cargo schema upgrade`.

use crate::cli::apply::Options;
use crate::cli::global::Output;

#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// Target revision: `head`, `heads`, `+1`, `head-1`, the start of an id, or a slug
    #[arg(default_value = "head", value_name = "REVISION")]
    pub(crate) target: String,
    /// Create the database if it does not exist
    #[arg(long, conflicts_with_all = ["sql", "dry_run"])]
    pub(crate) create: bool,
    #[command(flatten)]
    pub(crate) options: Options,
    #[command(flatten)]
    pub(crate) output: Output,
}
