//! `cargo schema completions`.

use clap_complete::Shell;

use super::Context;
use crate::cli;
use crate::error::Result;
use crate::exit::Exit;

#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// Shell
    shell: Shell,
}

pub(crate) fn run(context: &mut Context, args: &Args) -> Result<Exit> {
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut cli::command(), "cargo-schema", &mut script);
    context.shell.verbatim(String::from_utf8_lossy(&script).trim_end());
    Ok(Exit::Fine)
}
