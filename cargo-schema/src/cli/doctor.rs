//! The arguments of `cargo schema doctor`.

#[derive(Debug, clap::Args)]
pub(crate) struct Args {}
