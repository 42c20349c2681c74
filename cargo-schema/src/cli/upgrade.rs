//! The arguments of `cargo schema upgrade`.

use crate::cli::apply::Options;
use crate::cli::global::Output;

#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// Where to: `head`, `heads`, `+1`, `head-1`, the beginning of an id, or a slug
    #[arg(default_value = "head", value_name = "REVISION")]
    pub(crate) target: String,
    /// Make the database if the server has none of this name
    #[arg(long, conflicts_with_all = ["sql", "dry_run"])]
    pub(crate) create: bool,
    #[command(flatten)]
    pub(crate) options: Options,
    #[command(flatten)]
    pub(crate) output: Output,
}
