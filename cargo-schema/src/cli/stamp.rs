//! The arguments of `cargo schema stamp`.

use crate::cli::global::{Folder, Output};

#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// Revision that the database is at: `head`, `base`, the beginning of an id, or a slug [default: head]
    #[arg(value_name = "REVISION")]
    pub(crate) target: Option<String>,
    /// Mark it even if its tables are not what the revisions make
    #[arg(long)]
    pub(crate) force: bool,
    /// Find the revision by comparing the database with each, and mark the one that makes exactly what it has
    #[arg(long, conflicts_with_all = ["target", "force", "refresh"])]
    pub(crate) detect: bool,
    /// Clear a wrong history first; without a revision that is all that is done
    #[arg(long, conflicts_with = "refresh")]
    pub(crate) purge: bool,
    /// With `--purge`: do not ask
    #[arg(long, requires = "purge")]
    pub(crate) yes: bool,
    /// Take the text of applied revisions as it is now, and mark nothing else
    #[arg(long, conflicts_with_all = ["target", "force"])]
    pub(crate) refresh: bool,
    #[command(flatten)]
    pub(crate) folder: Folder,
    #[command(flatten)]
    pub(crate) output: Output,
}
