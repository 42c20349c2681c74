//! The options of `cargo schema init --import`.

/// What `init` asks for to import a migration history.
#[derive(Debug, clap::Args)]
#[group(skip)]
pub(crate) struct Options {
    /// Import migrations from sqlx, diesel, sea-orm, refinery, flyway or alembic; previews unless `--write` is given
    #[arg(long, group = "taken", num_args = 2, value_names = ["TOOL", "DIR"], help_heading = "Importing migrations")]
    pub(crate) import: Option<Vec<String>>,
    /// Server for the scratch database used to test migrations; not needed for SQLite
    #[arg(long, value_name = "URL", requires = "import", help_heading = "Importing migrations")]
    pub(crate) scratch: Option<String>,
    /// Create a single revision from the current database instead of one for each migration
    #[arg(long, requires = "import", conflicts_with = "scratch", help_heading = "Importing migrations")]
    pub(crate) baseline: bool,
    /// Statement that the old tool runs before each migration, such as `SET FOREIGN_KEY_CHECKS = 0`; repeatable
    #[arg(long = "session", value_name = "SQL", requires = "import", help_heading = "Importing migrations")]
    pub(crate) session: Vec<String>,
    /// Write the revisions and models, and stamp the database
    #[arg(long, requires = "import", help_heading = "Importing migrations")]
    pub(crate) write: bool,
    /// Stamp the database even if it does not match the migrations; with `--from-database`: replace an existing models
    /// file
    #[arg(long, requires = "taken", help_heading = "Importing migrations")]
    pub(crate) force: bool,
}

impl Options {
    /// Returns `true` if a migration history is to be imported.
    pub(crate) fn is_asked_for(&self) -> bool {
        self.import.is_some()
    }
}
