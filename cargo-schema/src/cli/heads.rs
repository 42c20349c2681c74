//! The arguments of `cargo schema heads`.

use crate::cli::global::{Folder, Output};

#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    #[command(flatten)]
    pub(crate) folder: Folder,
    #[command(flatten)]
    pub(crate) output: Output,
}
