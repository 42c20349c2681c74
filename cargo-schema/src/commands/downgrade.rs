//! `cargo schema downgrade`.

use schema_core::diagnostic::{Code, Help};
use schema_core::revision::Target;

use crate::cli::again::Again;
use crate::cli::downgrade::Args;
use crate::context::Context;
use crate::error::{Error, Result};
use crate::exit::Exit;
use crate::ops::apply::{self, Way};

pub(crate) async fn run(context: &mut Context, args: &Args) -> Result<Exit> {
    let target = Target::parse(&args.target);
    if matches!(target, Target::Steps(steps) if steps > 0) {
        let folder = &args.options.folder;
        let again = Again::of_command_line(&context.global, folder);
        return Err(Error::usage(Code::UnsuitableTarget, format!("`downgrade` cannot go forward to `{target}`")).hint(
            Help::run(again.command(["upgrade", &target.to_string()]), |upgrade| format!("run `{upgrade}` instead")),
        ));
    }
    apply::run(context, &target, &args.options, Way::Down { yes: args.yes, allow: &args.allow }).await
}
