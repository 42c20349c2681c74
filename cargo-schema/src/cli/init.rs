//! The arguments of `cargo schema init`.

use schema_core::schema::Dialect;

use crate::cli::global::dialect;
use crate::cli::{adopt, import, source};

#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// Database to write SQL for: sqlite, postgres, mysql or mariadb; may be given several times
    #[arg(long = "dialect", value_name = "NAME", value_parser = dialect, value_delimiter = ',')]
    pub(crate) dialects: Vec<Dialect>,
    /// Set up a workspace whose packages make one schema: keys and revisions at its root
    #[arg(long, conflicts_with_all = ["package", "from_database", "import"])]
    pub(crate) workspace: bool,
    #[command(flatten)]
    pub(crate) source: source::Options,
    #[command(flatten)]
    pub(crate) from_database: adopt::Options,
    #[command(flatten)]
    pub(crate) import: import::Options,
}
