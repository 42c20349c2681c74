//! The options of `cargo schema upgrade` and `cargo schema downgrade`.

use crate::cli::global::Folder;

/// What `upgrade` and `downgrade` share.
#[derive(Debug, clap::Args)]
pub(crate) struct Options {
    /// Write the SQL to stdout, records in the history included, and run nothing; where a database is named and no
    /// `--from` is given, it is looked at to see where to begin
    #[arg(long)]
    pub(crate) sql: bool,
    /// Say what would be run, and run nothing
    #[arg(long, conflicts_with = "sql")]
    pub(crate) dry_run: bool,
    /// With `--sql`: the revision that the database is at, instead of looking there
    #[arg(long, value_name = "REVISION", requires = "sql")]
    pub(crate) from: Option<String>,
    /// Resume a half-applied revision at this statement: it did not run, or is to run again
    #[arg(long, value_name = "NUMBER", conflicts_with = "resume_after")]
    pub(crate) resume_at: Option<usize>,
    /// Resume a half-applied revision after this statement: count it as done
    #[arg(long, value_name = "NUMBER")]
    pub(crate) resume_after: Option<usize>,
    /// Seconds to wait for a lock, 0 for ever [default: 10 for one on a table, 60 for another upgrade]
    #[arg(long, value_name = "SECONDS")]
    pub(crate) lock_timeout: Option<u64>,
    #[command(flatten)]
    pub(crate) folder: Folder,
}
