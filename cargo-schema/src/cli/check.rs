//! The arguments of `cargo schema check`.

use crate::cli::global::{Folder, Output};

#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// Also check a database for pending revisions, edited revisions and drift [default: the project's database]
    #[arg(long, value_name = "URL", num_args = 0..=1)]
    pub(crate) database: Option<Option<String>>,
    #[command(flatten)]
    pub(crate) folder: Folder,
    #[command(flatten)]
    pub(crate) output: Output,
}
