//! The command line.

pub(crate) mod adopt;
pub(crate) mod again;
pub(crate) mod apply;
pub(crate) mod check;
pub(crate) mod completions;
pub(crate) mod diff;
pub(crate) mod doctor;
pub(crate) mod downgrade;
pub(crate) mod global;
pub(crate) mod heads;
pub(crate) mod history;
pub(crate) mod import;
pub(crate) mod init;
pub(crate) mod inspect;
pub(crate) mod merge;
pub(crate) mod remedy;
pub(crate) mod revision;
pub(crate) mod show;
pub(crate) mod source;
pub(crate) mod stamp;
pub(crate) mod status;
pub(crate) mod tips;
pub(crate) mod upgrade;

use clap::builder::Styles;
use clap::builder::styling::AnsiColor;
use clap::error::ErrorKind;
use clap::{CommandFactory as _, Parser, Subcommand};

use crate::cli::global::{Format, Global};

const STYLES: Styles = Styles::styled()
    .header(AnsiColor::BrightGreen.on_default().bold())
    .usage(AnsiColor::BrightGreen.on_default().bold())
    .literal(AnsiColor::BrightCyan.on_default().bold())
    .placeholder(AnsiColor::Cyan.on_default())
    .error(AnsiColor::BrightRed.on_default().bold())
    .valid(AnsiColor::BrightCyan.on_default().bold())
    .invalid(AnsiColor::BrightYellow.on_default().bold());

/// Database migrations generated from Rust structs
#[derive(Debug, Parser)]
#[command(name = "cargo-schema", version, styles = STYLES, max_term_width = 100)]
pub(crate) struct Cli {
    #[command(flatten)]
    pub(crate) global: Global,
    /// Without a command, the status of the project is shown.
    #[command(subcommand)]
    pub(crate) command: Option<Command>,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Set up a package: dependencies, build script, metadata, migrations directory
    Init(init::Args),
    /// Create a revision from model changes
    #[command(visible_aliases = ["generate", "new"])]
    Revision(revision::Args),
    /// Apply pending revisions
    #[command(visible_aliases = ["migrate", "up"])]
    Upgrade(upgrade::Args),
    /// Revert applied revisions
    #[command(visible_aliases = ["revert", "down"])]
    Downgrade(downgrade::Args),
    /// Mark revisions as applied without running them
    Stamp(stamp::Args),
    /// Show the status of models, revisions and database
    #[command(visible_alias = "current")]
    Status(status::Args),
    /// List the revisions, newest first
    History(history::Args),
    /// List head revisions
    Heads(heads::Args),
    /// Show one revision
    Show(show::Args),
    /// Show the schema of a database
    Inspect(inspect::Args),
    /// Compare two schemas: models, revisions, databases or SQL files
    Diff(diff::Args),
    /// Check for model changes without a revision
    Check(check::Args),
    /// Find DDL outside revisions and problems in project setup or database
    Doctor(doctor::Args),
    /// Merge multiple heads
    Merge(merge::Args),
    /// Generate shell completions
    Completions(completions::Args),
}

impl Command {
    /// Whether its data is for programs.
    pub(crate) fn writes_json(&self) -> bool {
        let output = match self {
            Self::Init(args) => return args.format == Format::Json,
            Self::Revision(args) => args.output,
            Self::Upgrade(args) => args.output,
            Self::Downgrade(args) => args.output,
            Self::Stamp(args) => args.output,
            Self::Status(args) => args.output,
            Self::History(args) => args.output,
            Self::Heads(args) => args.output,
            Self::Show(args) => args.output,
            Self::Diff(args) => args.output,
            Self::Check(args) => args.output,
            Self::Doctor(args) => args.output,
            Self::Merge(args) => args.output,
            Self::Inspect(args) => return args.format == inspect::Format::Json,
            Self::Completions(_) => return false,
        };
        output.format == Format::Json
    }
}

/// The help, as the error of a command line that names no command.
pub(crate) fn no_command(command: clap::Command) -> clap::Error {
    let mut command = command.subcommand_required(true).arg_required_else_help(true);
    let missing = ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand;
    match command.try_get_matches_from_mut([""; 1]) {
        Ok(_) => command.error(missing, ""),
        Err(error) => error,
    }
}

/// The command line.
pub(crate) fn command() -> clap::Command {
    Cli::command()
}
