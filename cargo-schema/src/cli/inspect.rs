//! The arguments of `cargo schema inspect`.

#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// Database [default: that of the project]
    #[arg(value_name = "URL")]
    pub(crate) url: Option<String>,
    /// Only tables in this namespace; may be given several times
    #[arg(long = "namespace", value_name = "NAME")]
    pub(crate) namespaces: Vec<String>,
}
