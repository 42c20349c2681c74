//! The options of `cargo schema init --from-database`.

use std::path::{Path, PathBuf};

/// What `init` asks for to adopt a database.
#[derive(Debug, clap::Args)]
#[group(skip)]
pub(crate) struct Options {
    /// Adopt a database: generate matching models and an initial revision, then stamp it [default: the database of
    /// `--database-url`]
    #[arg(long, group = "taken", value_name = "URL", num_args = 0..=1, help_heading = "Adopting a database")]
    pub(crate) from_database: Option<Option<String>>,
    /// File for the generated models
    #[arg(
        long,
        value_name = "PATH",
        requires = "taken",
        default_value = "src/models.rs",
        help_heading = "Adopting a database"
    )]
    pub(crate) models: PathBuf,
    /// Print what would be written, without writing it
    #[arg(long, requires = "from_database", help_heading = "Adopting a database")]
    pub(crate) dry_run: bool,
}

impl Options {
    /// The file for the models.
    pub(crate) fn models(&self) -> &Path {
        &self.models
    }

    /// Returns `true` if a database is to be adopted.
    pub(crate) fn is_asked_for(&self) -> bool {
        self.from_database.is_some()
    }
}
