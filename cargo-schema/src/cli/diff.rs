//! The arguments of `cargo schema diff`.

use schema_core::schema::Release;

use crate::cli::global::{Folder, Output, release};

#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// `models`, `database` (that of the project), a revision (`head`, `base`, an id), a database URL, a `.sql` file or a
    /// snapshot `.json`
    #[arg(value_name = "FROM")]
    pub(crate) from: String,
    /// The same
    #[arg(value_name = "TO")]
    pub(crate) to: String,
    /// Write the statements that lead from the one to the other, in order
    #[arg(long)]
    pub(crate) sql: bool,
    /// A column of another type, to which no value can be converted, is dropped and added again; its values are lost
    #[arg(long = "recreate", value_name = "TABLE.COLUMN")]
    pub(crate) recreated: Vec<String>,
    /// Database that SQL is read and written for: `postgres`, or with a version `postgres@15`
    #[arg(long, value_name = "NAME", value_parser = release)]
    pub(crate) dialect: Option<Release>,
    /// Server where a database can be made for a moment, to load a `.sql` file
    #[arg(long, value_name = "URL")]
    pub(crate) scratch: Option<String>,
    #[command(flatten)]
    pub(crate) folder: Folder,
    #[command(flatten)]
    pub(crate) output: Output,
}
