//! The arguments of `cargo schema inspect`.

/// How the schema is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub(crate) enum Format {
    /// For people
    Human,
    /// For programs
    Json,
    /// As statements that make it
    Sql,
    /// As a Mermaid diagram
    Mermaid,
    /// As models
    Rust,
}

#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// Database [default: that of the project]
    #[arg(value_name = "URL")]
    pub(crate) url: Option<String>,
    /// Only tables in this namespace; may be given several times
    #[arg(long = "namespace", value_name = "NAME")]
    pub(crate) namespaces: Vec<String>,
    /// How to write data
    #[arg(long, value_name = "FMT", default_value = "human")]
    pub(crate) format: Format,
}
