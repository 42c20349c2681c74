//! The arguments of `cargo schema merge`.

#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// What it is for; the folder is named after it [default: merge]
    #[arg(short, long, value_name = "TEXT")]
    pub(crate) message: Option<String>,
}
