//! The arguments of `cargo schema doctor`.

use crate::cli::global::{Connect, Features, Output};

#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    #[command(flatten)]
    pub(crate) connect: Connect,
    #[command(flatten)]
    pub(crate) features: Features,
    #[command(flatten)]
    pub(crate) output: Output,
}
