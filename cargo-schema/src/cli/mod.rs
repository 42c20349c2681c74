//! The command line.

pub(crate) mod again;
pub(crate) mod tips;

use std::path::PathBuf;

use clap::builder::styling::AnsiColor;
use clap::builder::{PossibleValuesParser, Styles, TypedValueParser as _};
use clap::{Args, CommandFactory as _, Parser, Subcommand, ValueEnum};
use schema_core::schema::Dialect;

use crate::commands::{
    check, completions, current, diff, doctor, downgrade, heads, history, init, inspect, merge, revision, show, stamp,
    upgrade,
};
use crate::output::shell::Color;

const STYLES: Styles = Styles::styled()
    .header(AnsiColor::BrightGreen.on_default().bold())
    .usage(AnsiColor::BrightGreen.on_default().bold())
    .literal(AnsiColor::BrightCyan.on_default().bold())
    .placeholder(AnsiColor::Cyan.on_default())
    .error(AnsiColor::BrightRed.on_default().bold())
    .valid(AnsiColor::BrightCyan.on_default().bold())
    .invalid(AnsiColor::BrightYellow.on_default().bold());

/// Migrations from your structs
#[derive(Debug, Parser)]
#[command(name = "cargo-schema", version, styles = STYLES, max_term_width = 100)]
pub(crate) struct Cli {
    #[command(flatten)]
    pub(crate) global: Global,
    #[command(subcommand)]
    pub(crate) command: Command,
}

/// Options of every command.
#[derive(Clone, Debug, Args)]
pub(crate) struct Global {
    /// Package whose models and migrations are meant
    #[arg(short, long, global = true, value_name = "SPEC", help_heading = "Package Selection")]
    pub(crate) package: Option<String>,
    /// Path to Cargo.toml
    #[arg(long, global = true, value_name = "PATH", help_heading = "Package Selection")]
    pub(crate) manifest_path: Option<PathBuf>,
    /// Space or comma separated list of features to read the models with
    #[arg(short = 'F', long, global = true, value_name = "FEATURES", help_heading = "Feature Selection")]
    pub(crate) features: Vec<String>,
    /// Read the models with all features
    #[arg(long, global = true, help_heading = "Feature Selection")]
    pub(crate) all_features: bool,
    /// Read the models without the `default` feature
    #[arg(long, global = true, help_heading = "Feature Selection")]
    pub(crate) no_default_features: bool,
    /// Database [default: DATABASE_URL, then .env, then `database-url` of the metadata]
    #[arg(long, global = true, value_name = "URL")]
    pub(crate) database_url: Option<String>,
    /// How to write data
    #[arg(long, global = true, value_name = "FMT", default_value = "human")]
    pub(crate) format: Format,
    /// Coloring
    #[arg(long, global = true, value_name = "WHEN")]
    pub(crate) color: Option<Color>,
    /// Write data and errors only
    #[arg(short, long, global = true, conflicts_with = "verbose")]
    pub(crate) quiet: bool,
    /// Say more of what is done
    #[arg(short, long, global = true)]
    pub(crate) verbose: bool,
    /// The tool was called by its own name, and not by cargo
    #[arg(skip)]
    pub(crate) without_cargo: bool,
}

/// Where revisions are, for the commands that need no models.
#[derive(Clone, Debug, Default, Args)]
pub(crate) struct Folder {
    /// Migrations directory, instead of that of the package; neither cargo nor Cargo.toml is needed then, and the
    /// dialect is that of the database URL
    #[arg(
        long,
        value_name = "DIR",
        help_heading = "Package Selection",
        conflicts_with_all = ["package", "manifest_path", "features", "all_features", "no_default_features"],
    )]
    pub(crate) migrations: Option<PathBuf>,
}

/// How data is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// For people
    Human,
    /// For programs
    Json,
    /// As statements that make it (`inspect`)
    Sql,
    /// As a Mermaid diagram (`inspect`)
    Mermaid,
    /// As models (`inspect`)
    Rust,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Set a package up: dependencies, build script, metadata, migrations folder
    Init(init::Args),
    /// Write a revision with what changed in the models
    Revision(revision::Args),
    /// Bring the database forward
    Upgrade(upgrade::Args),
    /// Bring the database back
    Downgrade(downgrade::Args),
    /// Mark a database that has the tables already
    Stamp(stamp::Args),
    /// Show the revision that the database is at
    Current(current::Args),
    /// List the revisions, newest first
    History(history::Args),
    /// List the revisions that no other follows
    Heads(heads::Args),
    /// Show one revision
    Show(show::Args),
    /// Show what a database has
    Inspect(inspect::Args),
    /// Show what lies between two of models, revisions, databases and SQL files
    Diff(diff::Args),
    /// Find changes of models that are in no revision
    Check(check::Args),
    /// Find second ways of making tables, and what is wrong with the set-up and the database
    Doctor(doctor::Args),
    /// Bring several heads together
    Merge(merge::Args),
    /// Write the completions of a shell to stdout
    Completions(completions::Args),
}

/// The command line. `--format` of a command takes the formats that it has; only `inspect` has all of them.
pub(crate) fn command() -> clap::Command {
    let formats = || {
        PossibleValuesParser::new([Format::Human, Format::Json].iter().filter_map(ValueEnum::to_possible_value))
            .map(|name| if name == "json" { Format::Json } else { Format::Human })
    };
    Cli::command().mut_subcommands(|command| match command.get_name() {
        "inspect" => command,
        _ => {
            let format = Cli::command().get_arguments().find(|arg| arg.get_id() == "format").cloned();
            command.args(format.map(|format| format.global(false).value_parser(formats())))
        }
    })
}

/// Reads a dialect, with the names that there are in the error.
pub(crate) fn dialect(text: &str) -> Result<Dialect, String> {
    text.parse().map_err(|error: schema_core::schema::UnknownDialect| error.to_string())
}
