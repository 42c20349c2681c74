//! The arguments of `cargo schema merge`.

use crate::cli::global::Output;

#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// Message, also used in the directory name [default: merge]
    #[arg(short, long, value_name = "TEXT")]
    pub(crate) message: Option<String>,
    #[command(flatten)]
    pub(crate) output: Output,
}
