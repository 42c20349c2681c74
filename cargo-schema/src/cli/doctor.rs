//! The arguments of `cargo schema doctor`.

use crate::cli::global::Output;

#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    #[command(flatten)]
    pub(crate) output: Output,
}
