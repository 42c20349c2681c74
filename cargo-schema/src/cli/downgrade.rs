//! The arguments of `cargo schema downgrade`.

use crate::cli::apply::Options;
use crate::cli::global::Output;

#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// Target revision: `-1`, `base`, `head-1`, the start of an id, or a slug
    #[arg(value_name = "REVISION", allow_negative_numbers = true)]
    pub(crate) target: String,
    /// Do not ask before deleting data
    #[arg(long)]
    pub(crate) yes: bool,
    #[command(flatten)]
    pub(crate) options: Options,
    #[command(flatten)]
    pub(crate) output: Output,
}
