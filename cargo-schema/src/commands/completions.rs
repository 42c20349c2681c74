//! `cargo schema completions`.

use crate::cli;
use crate::cli::completions::Args;
use crate::context::Context;
use crate::error::Result;
use crate::exit::Exit;

pub(crate) fn run(context: &mut Context, args: &Args) -> Result<Exit> {
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut cli::command(), "cargo-schema", &mut script);
    context.shell.verbatim(String::from_utf8_lossy(&script).trim_end());
    Ok(Exit::Fine)
}
