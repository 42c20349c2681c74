//! The arguments of `cargo schema init`.

use schema_core::schema::Release;

use crate::cli::global::{Format, release};
use crate::cli::{adopt, import, source};

#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// SQL dialect: sqlite, postgres, mysql or mariadb, optionally with the oldest supported version, such as
    /// `postgres@15`; repeatable
    #[arg(long = "dialect", value_name = "NAME", value_parser = release, value_delimiter = ',')]
    pub(crate) releases: Vec<Release>,
    /// Set up a workspace whose packages share one schema, with configuration and revisions at its root
    #[arg(long, conflicts_with_all = ["package", "from_database", "import"])]
    pub(crate) workspace: bool,
    #[command(flatten)]
    pub(crate) source: source::Options,
    #[command(flatten)]
    pub(crate) from_database: adopt::Options,
    #[command(flatten)]
    pub(crate) import: import::Options,
    /// Output format of `--from-database` and `--import`
    #[arg(long, requires = "taken", value_name = "FMT", default_value = "human")]
    pub(crate) format: Format,
}
