//! The options of `cargo schema upgrade` and `cargo schema downgrade`.

use crate::cli::global::{Connect, Folder, Limits, Statements};

/// What `upgrade` and `downgrade` share.
#[derive(Debug, clap::Args)]
pub(crate) struct Options {
    /// Print the SQL, including history updates, without running it; starts at the database's current revision unless
    /// `--from` is given
    #[arg(long)]
    pub(crate) sql: bool,
    /// Print what would run, without running it
    #[arg(long, conflicts_with = "sql")]
    pub(crate) dry_run: bool,
    /// With `--sql`: the revision to start from, without reading the database
    #[arg(long, value_name = "REVISION", requires = "sql")]
    pub(crate) from: Option<String>,
    /// Resume a partially applied revision at this statement, which did not run or must run again
    #[arg(long, value_name = "NUMBER", conflicts_with = "resume_after")]
    pub(crate) resume_at: Option<usize>,
    /// Resume a partially applied revision after this statement, which counts as run
    #[arg(long, value_name = "NUMBER")]
    pub(crate) resume_after: Option<usize>,
    #[command(flatten)]
    pub(crate) folder: Folder,
    #[command(flatten)]
    pub(crate) connect: Connect,
    #[command(flatten)]
    pub(crate) limits: Limits,
    #[command(flatten)]
    pub(crate) statements: Statements,
}
