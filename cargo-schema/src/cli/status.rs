//! The arguments of `cargo schema status`.

use crate::cli::global::{Connect, Features, Folder, Output};

#[derive(Debug, Default, clap::Args)]
pub(crate) struct Args {
    /// End with exit code 1 if the models or the database are behind
    #[arg(long)]
    pub(crate) exit_code: bool,
    #[command(flatten)]
    pub(crate) folder: Folder,
    #[command(flatten)]
    pub(crate) connect: Connect,
    #[command(flatten)]
    pub(crate) features: Features,
    #[command(flatten)]
    pub(crate) output: Output,
}
