//! `cargo schema`: migrations from your structs.

mod adopt;
mod args;
mod ask;
mod commands;
mod database;
mod detect;
mod doctor;
mod draft;
mod drift;
mod elsewhere;
mod error;
mod exit;
mod import;
mod interrupt;
mod manifest_text;
mod mermaid;
mod migrating;
mod outline;
mod project;
mod prove;
mod report;
mod rust_models;
mod scratch;
mod setup;
mod shell;
mod side;
mod workspace;
mod write;

use std::ffi::OsString;
use std::process::ExitCode;

use clap::{CommandFactory as _, FromArgMatches as _};

use crate::args::Cli;
use crate::commands::Context;
use crate::exit::Exit;
use crate::shell::{Color, Shell, Verbosity};

/// A schema is many small texts: most of the time of planning a large one goes into getting and giving back memory.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    let mut args: Vec<OsString> = std::env::args_os().collect();
    // Cargo runs `cargo-schema schema …` for `cargo schema …`.
    let by_cargo = args.get(1).is_some_and(|arg| arg == "schema");
    if by_cargo {
        args.remove(1);
    }
    let bin = if by_cargo { "cargo schema" } else { "cargo-schema" };
    let color = Color::from_environment();
    let command = Cli::command().bin_name(bin).color(color.into());
    let cli = match command.try_get_matches_from(args).and_then(|matches| Cli::from_arg_matches(&matches)) {
        Ok(cli) => cli,
        Err(error) => {
            // Clap knows which stream help and errors belong to.
            let _ = error.print();
            return if error.use_stderr() { Exit::Usage.into() } else { Exit::Fine.into() };
        }
    };
    let verbosity = match (cli.global.quiet, cli.global.verbose) {
        (true, _) => Verbosity::Quiet,
        (_, true) => Verbosity::Verbose,
        _ => Verbosity::Normal,
    };
    let shell = Shell::new(cli.global.color.unwrap_or(color), verbosity);
    let mut context = Context { shell, global: cli.global };
    match commands::run(&mut context, cli.command) {
        Ok(exit) => exit.into(),
        Err(error) => {
            context.shell.error(&error);
            error.exit.into()
        }
    }
}
