//! The options of `cargo schema init --from-database`.

use std::path::{Path, PathBuf};

/// What `init` asks for where a database is taken over.
#[derive(Debug, clap::Args)]
#[group(skip)]
pub(crate) struct Options {
    /// Take over a database as it is: write models, a first revision that equals it, and mark it [default: that of
    /// every command]
    #[arg(long, group = "taken", value_name = "URL", num_args = 0..=1, help_heading = "Taking a database over")]
    pub(crate) from_database: Option<Option<String>>,
    /// File for the models
    #[arg(
        long,
        value_name = "PATH",
        requires = "taken",
        default_value = "src/models.rs",
        help_heading = "Taking a database over"
    )]
    pub(crate) models: PathBuf,
    /// Say what would be done, and do nothing
    #[arg(long, requires = "from_database", help_heading = "Taking a database over")]
    pub(crate) dry_run: bool,
}

impl Options {
    /// The file for the models.
    pub(crate) fn models(&self) -> &Path {
        &self.models
    }

    /// Whether a database is to be taken over.
    pub(crate) fn is_asked_for(&self) -> bool {
        self.from_database.is_some()
    }
}
