//! The arguments of `cargo schema diff`.

use schema_core::schema::Release;

use crate::cli::global::{Connect, Features, Folder, Output, ScratchServer, release};

#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// `models`, `database` (the project's database), a revision (`head`, `base`, an id), a database URL, a `.sql` file,
    /// or a snapshot `.json`
    #[arg(value_name = "FROM")]
    pub(crate) from: String,
    /// Other side, in the same form
    #[arg(value_name = "TO")]
    pub(crate) to: String,
    /// Print the SQL that changes the first schema into the second
    #[arg(long)]
    pub(crate) sql: bool,
    /// Drop and add a column whose values cannot be converted to its new type; deletes its values
    #[arg(long = "recreate", value_name = "TABLE.COLUMN")]
    pub(crate) recreated: Vec<String>,
    /// SQL dialect to read and write: `postgres`, or with a version `postgres@15`
    #[arg(long, value_name = "NAME", value_parser = release)]
    pub(crate) dialect: Option<Release>,
    #[command(flatten)]
    pub(crate) folder: Folder,
    #[command(flatten)]
    pub(crate) connect: Connect,
    #[command(flatten)]
    pub(crate) scratch: ScratchServer,
    #[command(flatten)]
    pub(crate) features: Features,
    #[command(flatten)]
    pub(crate) output: Output,
}
