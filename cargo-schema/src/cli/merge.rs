//! The arguments of `cargo schema merge`.

use crate::cli::global::Output;

#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// What it is for; the folder is named after it [default: merge]
    #[arg(short, long, value_name = "TEXT")]
    pub(crate) message: Option<String>,
    #[command(flatten)]
    pub(crate) output: Output,
}
