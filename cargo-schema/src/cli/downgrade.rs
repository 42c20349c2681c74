//! The arguments of `cargo schema downgrade`.

use crate::cli::apply::Options;
use crate::cli::global::Output;

#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// Where to: `-1`, `base`, `head-1`, the beginning of an id, or a slug
    #[arg(value_name = "REVISION", allow_negative_numbers = true)]
    pub(crate) target: String,
    /// Do not ask before rows are lost
    #[arg(long)]
    pub(crate) yes: bool,
    #[command(flatten)]
    pub(crate) options: Options,
    #[command(flatten)]
    pub(crate) output: Output,
}
