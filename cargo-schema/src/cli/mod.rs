//! The command line.

pub(crate) mod adopt;
pub(crate) mod again;
pub(crate) mod apply;
pub(crate) mod check;
pub(crate) mod completions;
pub(crate) mod current;
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
pub(crate) mod revision;
pub(crate) mod show;
pub(crate) mod source;
pub(crate) mod stamp;
pub(crate) mod tips;
pub(crate) mod upgrade;

use clap::builder::styling::AnsiColor;
use clap::builder::{PossibleValuesParser, Styles, TypedValueParser as _};
use clap::{CommandFactory as _, Parser, Subcommand, ValueEnum};

use crate::cli::global::{Format, Global};

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
