//! The arguments of `cargo schema revision`.

use std::path::PathBuf;

use schema_core::diff::NO_REPAIR;
use schema_core::schema::Release;

use crate::cli::global::{Output, release};

#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// What it is for; the folder is named after it [default: from the changes]
    #[arg(short, long, value_name = "TEXT")]
    pub(crate) message: Option<String>,
    /// A table, column, enum or value of one has a new name: `users:people`, `users.name:users.full_name`
    #[arg(long = "rename", value_name = "OLD:NEW", help_heading = "Answers")]
    pub(crate) renames: Vec<String>,
    /// A table or column is new, and not a dropped one by a new name
    #[arg(long = "no-rename", value_name = "NEW", help_heading = "Answers")]
    pub(crate) not_renamed: Vec<String>,
    /// Value for rows that exist already: `users.age=0`, `users.at=now()`, `users.key=sql(lower(name))`; `users.name=` is
    /// the empty text
    #[arg(long = "fill", value_name = "TABLE.COLUMN=VALUE", help_heading = "Answers")]
    pub(crate) fills: Vec<String>,
    /// Rows with a removed value of an enum get another one: `status.draft=new`
    #[arg(long = "replace", value_name = "ENUM.REMOVED=VALUE", help_heading = "Answers")]
    pub(crate) replaced: Vec<String>,
    /// Statement that brings rows into order before a new constraint or unique index: `uq_users_email=DELETE FROM …`;
    /// `uq_users_email=none` where they are in order, `none` where all are
    #[arg(long = "repair", value_name = "NAME=SQL", help_heading = "Answers")]
    pub(crate) repairs: Vec<String>,
    /// A column of another type, to which no value can be converted, is dropped and added again; its values are lost
    #[arg(long = "recreate", value_name = "TABLE.COLUMN", help_heading = "Answers", conflicts_with = "from_database")]
    pub(crate) recreated: Vec<String>,
    /// File with answers, as `[answers]` of a revision has them
    #[arg(long = "answers", value_name = "FILE", help_heading = "Answers")]
    pub(crate) answers: Option<PathBuf>,
    /// Take what somebody changed by hand in a database, instead of what changed in the models [default: that of the
    /// project]
    #[arg(long, value_name = "URL", num_args = 0..=1)]
    pub(crate) from_database: Option<Option<String>>,
    /// With `--from-database`: only what is different in these tables, columns, constraints or enums: `users`,
    /// `users.age`, `legacy_*`; may be given several times
    #[arg(long, value_name = "PATTERN", requires = "from_database")]
    pub(crate) only: Vec<String>,
    /// Write a revision that drops every table
    #[arg(long, conflicts_with = "from_database")]
    pub(crate) drop_all_tables: bool,
    /// Write a revision without changes, for SQL of your own
    #[arg(long, conflicts_with_all = ["renames", "not_renamed", "fills", "replaced", "repairs", "recreated", "answers", "from_database"])]
    pub(crate) empty: bool,
    /// Database to write SQL for, instead of those in the metadata: `postgres`, or with a version `postgres@15`
    #[arg(long = "dialect", value_name = "NAME", value_parser = release, value_delimiter = ',')]
    pub(crate) releases: Vec<Release>,
    /// Write the SQL without trying it on a SQLite database in memory first
    #[arg(long)]
    pub(crate) no_verify: bool,
    /// Accepted for those who come from Alembic: models are always compared
    #[arg(long, hide = true)]
    pub(crate) autogenerate: bool,
    #[command(flatten)]
    pub(crate) output: Output,
}

impl Args {
    /// Whether all rows are in order for what comes.
    pub(crate) fn rows_in_order(&self) -> bool {
        self.repairs.iter().any(|text| text == NO_REPAIR)
    }
}
