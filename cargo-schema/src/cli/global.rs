//! Options that several commands have.

use std::path::PathBuf;

use clap::{Args, ValueEnum};
use schema_core::schema::{Release, UnknownRelease};

/// Options of every command, and what the groups of options below say, which only some commands have.
#[derive(Clone, Debug, Args)]
pub(crate) struct Global {
    /// Package to use
    #[arg(short, long, global = true, value_name = "SPEC", help_heading = "Package Selection")]
    pub(crate) package: Option<String>,
    /// Path to Cargo.toml
    #[arg(long, global = true, value_name = "PATH", help_heading = "Package Selection")]
    pub(crate) manifest_path: Option<PathBuf>,
    /// When to use color
    #[arg(long, global = true, value_name = "WHEN")]
    pub(crate) color: Option<Color>,
    /// Print only results, errors and hazards
    #[arg(short, long, global = true, conflicts_with = "verbose")]
    pub(crate) quiet: bool,
    /// Print more detail
    #[arg(short, long, global = true)]
    pub(crate) verbose: bool,
    #[arg(skip)]
    pub(crate) connect: Connect,
    #[arg(skip)]
    pub(crate) limits: Limits,
    #[arg(skip)]
    pub(crate) statements: Statements,
    #[arg(skip)]
    pub(crate) scratch: ScratchServer,
    #[arg(skip)]
    pub(crate) features: Features,
    /// The tool was called by its own name, and not by cargo
    #[arg(skip)]
    pub(crate) without_cargo: bool,
}

/// The database, for the commands that open one.
#[derive(Clone, Debug, Default, Args)]
#[group(skip)]
pub(crate) struct Connect {
    /// Database URL [default: the project's database]
    #[arg(long, visible_alias = "url", value_name = "URL", help_heading = "Database")]
    pub(crate) database_url: Option<String>,
    /// Seconds within which a server must answer [default: 30]
    #[arg(long, value_name = "SECONDS", value_parser = clap::value_parser!(u64).range(1..), hide_short_help = true, help_heading = "Database")]
    pub(crate) connect_timeout: Option<u64>,
}

/// How long to wait, for the commands that write to a database.
#[derive(Clone, Debug, Default, Args)]
#[group(skip)]
pub(crate) struct Limits {
    /// Seconds to wait for a lock, 0 for no limit [default: 10 for a table, 60 for another upgrade]
    #[arg(long, value_name = "SECONDS", hide_short_help = true, help_heading = "Database")]
    pub(crate) lock_timeout: Option<u64>,
}

/// How long statements may take, for the commands that run revisions.
#[derive(Clone, Debug, Default, Args)]
#[group(skip)]
pub(crate) struct Statements {
    /// Seconds that a statement may take, 0 for no limit; on MySQL only for queries, and not on SQLite [default: 0]
    #[arg(long, value_name = "SECONDS", hide_short_help = true, help_heading = "Database")]
    pub(crate) statement_timeout: Option<u64>,
}

/// The server for scratch databases, for the commands that need one.
#[derive(Clone, Debug, Default, Args)]
#[group(skip)]
pub(crate) struct ScratchServer {
    /// Server on which a scratch database is created; not needed for SQLite
    #[arg(long, value_name = "URL", help_heading = "Database")]
    pub(crate) scratch_url: Option<String>,
}

/// The features with which models are read, for the commands that read them.
#[derive(Clone, Debug, Default, Args)]
#[group(skip)]
pub(crate) struct Features {
    /// Features to read the models with, separated by spaces or commas
    #[arg(short = 'F', long, value_name = "FEATURES", help_heading = "Feature Selection")]
    pub(crate) features: Vec<String>,
    /// Read the models with all features
    #[arg(long, help_heading = "Feature Selection")]
    pub(crate) all_features: bool,
    /// Read the models without the `default` feature
    #[arg(long, help_heading = "Feature Selection")]
    pub(crate) no_default_features: bool,
}

/// Where revisions are, for the commands that need no models.
#[derive(Clone, Debug, Default, Args)]
pub(crate) struct Folder {
    /// Migrations directory to use without a package; needs neither cargo nor Cargo.toml
    #[arg(long, value_name = "DIR", help_heading = "Package Selection", conflicts_with_all = ["package", "manifest_path"])]
    pub(crate) migrations: Option<PathBuf>,
}

/// How a command writes its data, if it writes text and JSON.
#[derive(Clone, Copy, Debug, Default, Args)]
pub(crate) struct Output {
    /// Output format
    #[arg(long, value_name = "FMT", default_value = "human")]
    pub(crate) format: Format,
}

/// What [`Output`] offers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// For people
    #[default]
    Human,
    /// For programs
    Json,
}

/// When to use color.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, clap::ValueEnum)]
pub(crate) enum Color {
    /// On a terminal, unless the environment disables it
    #[default]
    Auto,
    /// Always
    Always,
    /// Never
    Never,
}

impl Color {
    /// What cargo's own variable asks for. Another word than these is an error of the settings.
    pub(crate) fn from_environment() -> Self {
        match std::env::var("CARGO_TERM_COLOR").as_deref() {
            Ok("always") => Self::Always,
            Ok("never") => Self::Never,
            _ => Self::Auto,
        }
    }
}

impl From<Color> for clap::ColorChoice {
    fn from(color: Color) -> Self {
        match color {
            Color::Auto => Self::Auto,
            Color::Always => Self::Always,
            Color::Never => Self::Never,
        }
    }
}

/// Reads a dialect, which may have a version, with the names that there are in the error.
pub(crate) fn release(text: &str) -> Result<Release, String> {
    text.parse().map_err(|error: UnknownRelease| error.to_string())
}
