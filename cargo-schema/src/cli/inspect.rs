//! The arguments of `cargo schema inspect`.

use crate::cli::global::Connect;

/// How the schema is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub(crate) enum Format {
    /// For people
    Human,
    /// For programs
    Json,
    /// SQL statements that create it
    Sql,
    /// Mermaid diagram
    Mermaid,
    /// Models
    Rust,
}

#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// Database URL [default: the project's database]
    #[arg(value_name = "URL", conflicts_with = "database_url")]
    pub(crate) url: Option<String>,
    /// Only tables in this namespace; repeatable
    #[arg(long = "namespace", value_name = "NAME")]
    pub(crate) namespaces: Vec<String>,
    #[command(flatten)]
    pub(crate) connect: Connect,
    /// Output format
    #[arg(long, value_name = "FMT", default_value = "human")]
    pub(crate) format: Format,
}
