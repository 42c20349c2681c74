//! The arguments of `cargo schema revision`.

use std::path::PathBuf;

use schema_core::diff::NO_REPAIR;
use schema_core::schema::Release;

use crate::cli::global::{Connect, Output, release};

#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// Message, also in the directory name [default: generated from the changes]
    #[arg(short, long, value_name = "TEXT")]
    pub(crate) message: Option<String>,
    /// Treat as renamed
    ///
    /// A table, column, enum or enum value: `users:people`, `users.name:users.full_name`.
    #[arg(long = "rename", value_name = "OLD:NEW", help_heading = "Answers")]
    pub(crate) renames: Vec<String>,
    /// Treat a table or column as new, not renamed
    #[arg(long = "no-rename", value_name = "NEW", help_heading = "Answers")]
    pub(crate) not_renamed: Vec<String>,
    /// Backfill value for existing rows
    ///
    /// `users.age=0`, `users.at=now()`, `users.key=sql(lower(name))`; `users.name=` is the empty string.
    #[arg(long = "fill", value_name = "TABLE.COLUMN=VALUE", help_heading = "Answers")]
    pub(crate) fills: Vec<String>,
    /// Replacement for a removed enum value
    ///
    /// Existing rows with the value get this one: `status.draft=new`.
    #[arg(long = "replace", value_name = "ENUM.REMOVED=VALUE", help_heading = "Answers")]
    pub(crate) replaced: Vec<String>,
    /// SQL that fixes existing rows, or `none`
    ///
    /// It runs before a constraint or unique index is added: `uq_users_email=DELETE FROM …`; `uq_users_email=none` if the rows
    /// satisfy it, `none` if they satisfy all.
    #[arg(long = "repair", value_name = "NAME=SQL", help_heading = "Answers")]
    pub(crate) repairs: Vec<String>,
    /// Drop and add a column; deletes its values
    ///
    /// For a column whose values cannot be converted to its new type.
    #[arg(long = "recreate", value_name = "TABLE.COLUMN", help_heading = "Answers", conflicts_with = "from_database")]
    pub(crate) recreated: Vec<String>,
    /// File with answers, in TOML
    #[arg(long = "answers", value_name = "FILE", help_heading = "Answers")]
    pub(crate) answers: Option<PathBuf>,
    /// Take manual changes in the database instead of model changes
    #[arg(long, group = "of_database")]
    pub(crate) from_database: bool,
    /// With `--from-database`: only changes to these; repeatable
    ///
    /// Tables, columns, constraints or enums: `users`, `users.age`, `legacy_*`.
    #[arg(long, value_name = "PATTERN", requires = "from_database")]
    pub(crate) only: Vec<String>,
    /// Replace the last revision if the database does not have it
    ///
    /// The new one has all changes since the revision before it, and a new id.
    #[arg(long, group = "of_database", conflicts_with = "empty")]
    pub(crate) amend: bool,
    /// Create a revision that drops every table
    #[arg(long, conflicts_with = "from_database")]
    pub(crate) drop_all_tables: bool,
    /// Create a revision without changes, for your own SQL
    #[arg(long, conflicts_with_all = ["renames", "not_renamed", "fills", "replaced", "repairs", "recreated", "answers", "from_database"])]
    pub(crate) empty: bool,
    /// SQL dialect, such as `postgres@15` [default: those in the metadata]
    #[arg(long = "dialect", value_name = "NAME", value_parser = release, value_delimiter = ',')]
    pub(crate) releases: Vec<Release>,
    /// Skip testing the SQL on in-memory SQLite
    #[arg(long)]
    pub(crate) no_verify: bool,
    /// Accepted for those who come from Alembic: models are always compared
    #[arg(long, hide = true)]
    pub(crate) autogenerate: bool,
    #[command(flatten)]
    pub(crate) connect: Connect,
    #[command(flatten)]
    pub(crate) output: Output,
}

impl Args {
    /// Returns `true` if all existing rows satisfy the new constraints.
    pub(crate) fn rows_in_order(&self) -> bool {
        self.repairs.iter().any(|text| text == NO_REPAIR)
    }
}
