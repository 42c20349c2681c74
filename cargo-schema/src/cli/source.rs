//! Where `cargo schema init` takes the crates from.

use std::path::PathBuf;

/// What `init` asks for, in the words of `cargo add`.
#[derive(Debug, clap::Args)]
#[group(skip)]
pub(crate) struct Options {
    /// Checkout of cargo-schema, which has `schema-core`
    #[arg(long, value_name = "DIR", conflicts_with = "git", help_heading = "Source of the crates")]
    pub(crate) path: Option<PathBuf>,
    /// Git repository that has `schema-core`
    #[arg(long, value_name = "URL", help_heading = "Source of the crates")]
    pub(crate) git: Option<String>,
    /// Branch of the git repository
    #[arg(
        long,
        value_name = "NAME",
        group = "reference",
        requires = "git",
        hide_short_help = true,
        help_heading = "Source of the crates"
    )]
    pub(crate) branch: Option<String>,
    /// Tag of the git repository
    #[arg(
        long,
        value_name = "NAME",
        group = "reference",
        requires = "git",
        hide_short_help = true,
        help_heading = "Source of the crates"
    )]
    pub(crate) tag: Option<String>,
    /// Commit of the git repository
    #[arg(
        long,
        value_name = "ID",
        group = "reference",
        requires = "git",
        hide_short_help = true,
        help_heading = "Source of the crates"
    )]
    pub(crate) rev: Option<String>,
}
