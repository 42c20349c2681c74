//! The arguments of `cargo schema show`.

use crate::cli::global::{Folder, Output};

#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// Revision: `head`, `head-1`, the start of an id, or a slug
    #[arg(default_value = "head", value_name = "REVISION")]
    pub(crate) target: String,
    #[command(flatten)]
    pub(crate) folder: Folder,
    #[command(flatten)]
    pub(crate) output: Output,
}
