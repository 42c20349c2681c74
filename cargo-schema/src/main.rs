//! `cargo schema`: migrations from your structs.

mod cli;
mod commands;
mod context;
mod error;
mod exit;
mod ops;
mod output;
mod project;

use std::ffi::OsString;
use std::process::ExitCode;

use clap::FromArgMatches as _;

use schema_core::diagnostic::Code;

use crate::cli::global::{Color, Global};
use crate::cli::{Cli, Command};
use crate::context::Context;
use crate::error::Error;
use crate::exit::Exit;
use crate::output::shell::{Shell, Unwritten, Verbosity};

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
    let command = || cli::command().bin_name(bin).color(color.into());
    let matches = command().try_get_matches_from(&args);
    let parsed = matches
        .and_then(|matches| Ok((Cli::from_arg_matches(&matches)?, matches.subcommand_name().map(str::to_owned))));
    let (cli, name) = match parsed {
        Ok(parsed) => parsed,
        Err(error) => return not_parsed(error, color, &args),
    };
    let verbosity = match (cli.global.quiet, cli.global.verbose) {
        (true, _) => Verbosity::Quiet,
        (_, true) => Verbosity::Verbose,
        _ => Verbosity::Normal,
    };
    let shell = Shell::new(cli.global.color.unwrap_or(color), verbosity);
    let mut global = Global { without_cargo: !by_cargo, ..cli.global };
    let asked = match cli.command {
        Some(asked) => asked,
        None if commands::status::has_project(&global) => Command::Status(cli::status::Args::default()),
        None => return not_parsed(cli::no_command(command()), color, &args),
    };
    asked.tell(&mut global);
    let mut context = Context { shell, global, json: asked.writes_json() };
    if context.json() {
        context.shell.start_json(name);
    }
    let exit = match commands::run(&mut context, asked) {
        Ok(exit) => {
            context.shell.end_json(exit);
            exit
        }
        Err(error) => {
            let error = error.with_visible(&args);
            context.shell.fail_json(&error);
            context.shell.error(&error);
            return error.exit.into();
        }
    };
    written(&mut context.shell, exit)
}

/// What clap says: help on stdout, an error on stderr.
fn not_parsed(error: clap::Error, color: Color, args: &[OsString]) -> ExitCode {
    let (to_stderr, error) = (error.use_stderr(), cli::tips::with_tip(error, args));
    let text = error.render();
    let mut shell = Shell::new(color, Verbosity::Normal);
    if to_stderr {
        let visible = |text: String| {
            let arguments = args.iter().map(|arg| arg.to_string_lossy().into_owned());
            output::visible::visible_arguments(text, arguments)
        };
        if let Some(name) = cli::asks_for_json(args) {
            shell.start_json(name);
            shell.found(&[cli::rejection(&visible(text.to_string()))]);
            shell.end_json(Exit::Usage);
        }
        shell.rejected(visible(text.ansi().to_string()).trim_end());
        return Exit::Usage.into();
    }
    shell.styled(text.ansi().to_string().trim_end());
    written(&mut shell, Exit::Fine)
}

/// The exit code of a command that went well, unless its output got lost.
fn written(shell: &mut Shell, exit: Exit) -> ExitCode {
    match shell.unwritten() {
        None => exit.into(),
        // Its reader knows why it left.
        Some(Unwritten::CutOff) => Exit::Output.into(),
        Some(Unwritten::Failed(error)) => {
            shell.error(
                &Error::new(Exit::Output, Code::UnwritableOutput, "cannot write the output").cause(error.to_string()),
            );
            Exit::Output.into()
        }
    }
}
