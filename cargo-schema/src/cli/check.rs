//! The arguments of `cargo schema check`.

use crate::cli::global::{Connect, Features, Folder, Output};

#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// Also check the database for pending revisions, edited revisions and drift; `--database-url` implies it
    #[arg(long)]
    pub(crate) database: bool,
    #[command(flatten)]
    pub(crate) folder: Folder,
    #[command(flatten)]
    pub(crate) connect: Connect,
    #[command(flatten)]
    pub(crate) features: Features,
    #[command(flatten)]
    pub(crate) output: Output,
}
