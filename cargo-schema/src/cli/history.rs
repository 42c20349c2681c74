//! The arguments of `cargo schema history`.

use crate::cli::global::{Connect, Folder, Output};

#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// Read the database, and mark applied revisions; `--database-url` implies it
    #[arg(long)]
    pub(crate) applied: bool,
    #[command(flatten)]
    pub(crate) folder: Folder,
    #[command(flatten)]
    pub(crate) connect: Connect,
    #[command(flatten)]
    pub(crate) output: Output,
}
