//! The arguments of `cargo schema init`.

use schema_core::schema::Release;

use crate::cli::global::release;
use crate::cli::source;

#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// SQL dialect: sqlite, postgres, mysql or mariadb, optionally with the oldest supported version, such as
    /// `postgres@15`; repeatable
    #[arg(long = "dialect", value_name = "NAME", value_parser = release, value_delimiter = ',')]
    pub(crate) releases: Vec<Release>,
    /// Set up a workspace whose packages share one schema, with configuration and revisions at its root
    #[arg(long, conflicts_with = "package")]
    pub(crate) workspace: bool,
    /// SQLite database for the key `database-url` of the metadata [default: a file named after the package]
    #[arg(long, visible_alias = "url", value_name = "URL")]
    pub(crate) database_url: Option<String>,
    #[command(flatten)]
    pub(crate) source: source::Options,
}
