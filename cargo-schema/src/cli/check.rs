//! The arguments of `cargo schema check`.

use crate::cli::global::{Folder, Output};

#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// Compare a database too: pending and edited revisions, and what is not as the revisions make it [default: that of
    /// the project]
    #[arg(long, value_name = "URL", num_args = 0..=1)]
    pub(crate) database: Option<Option<String>>,
    #[command(flatten)]
    pub(crate) folder: Folder,
    #[command(flatten)]
    pub(crate) output: Output,
}
