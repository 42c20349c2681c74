//! The options of `cargo schema init --import`.

/// What `init` asks for where a history is taken over.
#[derive(Debug, clap::Args)]
#[group(skip)]
pub(crate) struct Options {
    /// Take over the history of sqlx, diesel, sea-orm, refinery, flyway or alembic from its folder; without `--write`
    /// it is only shown what would be done
    #[arg(long, group = "taken", num_args = 2, value_names = ["TOOL", "DIR"], help_heading = "Taking a history over")]
    pub(crate) import: Option<Vec<String>>,
    /// Server on which migrations are tried, in a database that is made for it and dropped; SQLite needs none
    #[arg(long, value_name = "URL", requires = "import", help_heading = "Taking a history over")]
    pub(crate) scratch: Option<String>,
    /// One revision that makes all that the database has, in place of one for each migration
    #[arg(long, requires = "import", conflicts_with = "scratch", help_heading = "Taking a history over")]
    pub(crate) baseline: bool,
    /// Statement that the old tool runs before each migration, as in `SET FOREIGN_KEY_CHECKS = 0`; may be given several times
    #[arg(long = "session", value_name = "SQL", requires = "import", help_heading = "Taking a history over")]
    pub(crate) session: Vec<String>,
    /// Write the revisions and models, and mark in the database the revisions that it has
    #[arg(long, requires = "import", help_heading = "Taking a history over")]
    pub(crate) write: bool,
    /// Mark them even if the tables are not what the migrations make; with `--from-database`: replace the file of models
    /// that is there
    #[arg(long, requires = "taken", help_heading = "Taking a history over")]
    pub(crate) force: bool,
}

impl Options {
    /// Whether a history is to be taken over.
    pub(crate) fn is_asked_for(&self) -> bool {
        self.import.is_some()
    }
}
