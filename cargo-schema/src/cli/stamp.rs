//! The arguments of `cargo schema stamp`.

use crate::cli::global::{Connect, Folder, Limits, Output};

#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// Revision to stamp: `head`, `base`, the start of an id, or a slug [default: head]
    #[arg(value_name = "REVISION")]
    pub(crate) target: Option<String>,
    /// Stamp even if the database does not match the revision
    #[arg(long)]
    pub(crate) force: bool,
    /// Detect and stamp the revision that exactly matches the database
    #[arg(long, conflicts_with_all = ["target", "force", "refresh"])]
    pub(crate) detect: bool,
    /// Clear the recorded history first; without a revision, do only that
    #[arg(long, conflicts_with = "refresh")]
    pub(crate) purge: bool,
    /// Do not ask before clearing the history
    #[arg(long, requires = "purge")]
    pub(crate) yes: bool,
    /// Accept edits to applied revisions; stamp nothing else
    #[arg(long, conflicts_with_all = ["target", "force"])]
    pub(crate) refresh: bool,
    #[command(flatten)]
    pub(crate) folder: Folder,
    #[command(flatten)]
    pub(crate) connect: Connect,
    #[command(flatten)]
    pub(crate) limits: Limits,
    #[command(flatten)]
    pub(crate) output: Output,
}
