//! The arguments of `cargo schema heads`.

use crate::cli::global::Folder;

#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    #[command(flatten)]
    pub(crate) folder: Folder,
}
