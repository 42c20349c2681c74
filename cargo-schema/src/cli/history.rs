//! The arguments of `cargo schema history`.

use crate::cli::global::{Folder, Output};

#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// Read the database, and mark applied revisions
    #[arg(long)]
    pub(crate) applied: bool,
    #[command(flatten)]
    pub(crate) folder: Folder,
    #[command(flatten)]
    pub(crate) output: Output,
}
