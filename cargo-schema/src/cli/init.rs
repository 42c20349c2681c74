//! The arguments of `cargo schema init`.

use schema_core::schema::Release;

use crate::cli::global::{Format, release};
use crate::cli::{adopt, import, source};

#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// Database to write SQL for: sqlite, postgres, mysql or mariadb; each may have the
    /// oldest version that the SQL must run on, as in `postgres@15`; may be given several times
    #[arg(long = "dialect", value_name = "NAME", value_parser = release, value_delimiter = ',')]
    pub(crate) releases: Vec<Release>,
    /// Set up a workspace whose packages make one schema: keys and revisions at its root
    #[arg(long, conflicts_with_all = ["package", "from_database", "import"])]
    pub(crate) workspace: bool,
    #[command(flatten)]
    pub(crate) source: source::Options,
    #[command(flatten)]
    pub(crate) from_database: adopt::Options,
    #[command(flatten)]
    pub(crate) import: import::Options,
    /// How to write data; a set-up alone writes none
    #[arg(long, requires = "taken", value_name = "FMT", default_value = "human")]
    pub(crate) format: Format,
}
