//! Options that several commands have.

use std::path::PathBuf;

use clap::{Args, ValueEnum};
use schema_core::schema::{Release, UnknownRelease};

/// Options of every command.
#[derive(Clone, Debug, Args)]
pub(crate) struct Global {
    /// Package to use
    #[arg(short, long, global = true, value_name = "SPEC", help_heading = "Package Selection")]
    pub(crate) package: Option<String>,
    /// Path to Cargo.toml
    #[arg(long, global = true, value_name = "PATH", help_heading = "Package Selection")]
    pub(crate) manifest_path: Option<PathBuf>,
    /// Space- or comma-separated list of features to read the models with
    #[arg(short = 'F', long, global = true, value_name = "FEATURES", help_heading = "Feature Selection")]
    pub(crate) features: Vec<String>,
    /// Read the models with all features
    #[arg(long, global = true, help_heading = "Feature Selection")]
    pub(crate) all_features: bool,
    /// Read the models without the `default` feature
    #[arg(long, global = true, help_heading = "Feature Selection")]
    pub(crate) no_default_features: bool,
    /// Database URL [default: `DATABASE_URL`, then `.env`, then `database-url` in the metadata]
    #[arg(long, global = true, value_name = "URL")]
    pub(crate) database_url: Option<String>,
    /// When to use color
    #[arg(long, global = true, value_name = "WHEN")]
    pub(crate) color: Option<Color>,
    /// Print only results and errors
    #[arg(short, long, global = true, conflicts_with = "verbose")]
    pub(crate) quiet: bool,
    /// Print more detail
    #[arg(short, long, global = true)]
    pub(crate) verbose: bool,
    /// The tool was called by its own name, and not by cargo
    #[arg(skip)]
    pub(crate) without_cargo: bool,
}

/// Where revisions are, for the commands that need no models.
#[derive(Clone, Debug, Default, Args)]
pub(crate) struct Folder {
    /// Migrations directory to use instead of the package's; needs neither cargo nor Cargo.toml, and takes the dialect
    /// from the database URL
    #[arg(
        long,
        value_name = "DIR",
        help_heading = "Package Selection",
        conflicts_with_all = ["package", "manifest_path", "features", "all_features", "no_default_features"],
    )]
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
    /// What cargo's own variable asks for.
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
