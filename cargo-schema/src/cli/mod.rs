//! The command line.

pub(crate) mod adopt;
pub(crate) mod again;
pub(crate) mod apply;
pub(crate) mod check;
pub(crate) mod completions;
pub(crate) mod diff;
pub(crate) mod doctor;
pub(crate) mod downgrade;
mod examples;
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

use std::ffi::OsString;

use clap::builder::Styles;
use clap::builder::styling::AnsiColor;
use clap::error::ErrorKind;
use clap::{CommandFactory as _, Parser, Subcommand};

use schema_core::diagnostic::{Code, Diagnostic, Severity};

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
    /// Adopt a database: generate matching models and an initial revision, then stamp it
    Adopt(adopt::Args),
    /// Import the migration history of another tool, and stamp the database
    Import(import::Args),
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
            Self::Init(_) | Self::Completions(_) => return false,
            Self::Adopt(args) => args.output,
            Self::Import(args) => args.output,
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
        };
        output.format == Format::Json
    }

    /// Writes what it says of the database and of features to `global`, where they are looked for.
    pub(crate) fn tell(&self, global: &mut Global) {
        let (connect, limits, scratch, features) = match self {
            Self::Init(args) => {
                global.connect.database_url.clone_from(&args.database_url);
                return;
            }
            Self::Adopt(args) => (&args.connect, Some(&args.limits), None, None),
            Self::Import(args) => (&args.connect, Some(&args.limits), Some(&args.scratch), None),
            Self::Revision(args) => (&args.connect, None, None, None),
            Self::Upgrade(args) => (&args.options.connect, Some(&args.options.limits), None, None),
            Self::Downgrade(args) => (&args.options.connect, Some(&args.options.limits), None, None),
            Self::Stamp(args) => (&args.connect, Some(&args.limits), None, None),
            Self::Status(args) => (&args.connect, None, None, Some(&args.features)),
            Self::History(args) => (&args.connect, None, None, None),
            Self::Inspect(args) => (&args.connect, None, None, None),
            Self::Diff(args) => (&args.connect, None, Some(&args.scratch), Some(&args.features)),
            Self::Check(args) => (&args.connect, None, None, Some(&args.features)),
            Self::Doctor(args) => (&args.connect, None, None, Some(&args.features)),
            Self::Heads(_) | Self::Show(_) | Self::Merge(_) | Self::Completions(_) => return,
        };
        global.connect = connect.clone();
        if let Self::Upgrade(upgrade::Args { options, .. }) | Self::Downgrade(downgrade::Args { options, .. }) = self {
            global.statements = options.statements.clone();
        }
        global.limits = limits.cloned().unwrap_or_default();
        global.scratch = scratch.cloned().unwrap_or_default();
        global.features = features.cloned().unwrap_or_default();
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

/// Whether a command line that cannot be parsed asks for JSON, and of which command.
pub(crate) fn asks_for_json(args: &[OsString]) -> Option<Option<String>> {
    let args: Vec<&str> = args.iter().skip(1).filter_map(|arg| arg.to_str()).collect();
    let asks = args.contains(&"--format=json") || args.windows(2).any(|pair| pair == ["--format", "json"]);
    let command = command();
    let name = || args.iter().find_map(|arg| command.find_subcommand(arg)).map(|it| it.get_name().to_owned());
    asks.then(name)
}

/// What the parser says of a command line that it refuses. It has no other form of it than its text.
pub(crate) fn rejection(text: &str) -> Diagnostic {
    let mut parts = text.trim().split("\n\n");
    let message = parts.next().unwrap_or_default();
    let message = message.strip_prefix("error: ").unwrap_or(message);
    Diagnostic::new(Severity::Error, Code::InvalidArguments, message)
}

/// The command line.
pub(crate) fn command() -> clap::Command {
    let has = |command: &clap::Command, id: &str| command.get_arguments().any(|arg| arg.get_id() == id);
    let with_examples = |command: clap::Command| match examples::of(command.get_name()) {
        Some(examples) => command.after_long_help(examples),
        None => command,
    };
    let mut command = Cli::command();
    if let Some(examples) = examples::of("") {
        command = command.after_long_help(examples);
    }
    let command = command.mut_subcommands(|command| {
        let command = with_examples(command);
        // A migrations directory alone has no models.
        if has(&command, "migrations") && has(&command, "features") {
            let features = ["features", "all_features", "no_default_features"];
            return command.mut_arg("migrations", |arg| arg.conflicts_with_all(features));
        }
        command
    });
    command.mut_subcommand("revision", |command| {
        // A revision from models opens no database.
        let of_database = |arg: clap::Arg| arg.requires("of_database");
        command.mut_arg("database_url", of_database).mut_arg("connect_timeout", of_database)
    })
}
