//! The commands, a file each.

pub(crate) mod adopt;
pub(crate) mod check;
pub(crate) mod completions;
pub(crate) mod diff;
pub(crate) mod doctor;
pub(crate) mod downgrade;
pub(crate) mod heads;
pub(crate) mod history;
pub(crate) mod import;
pub(crate) mod init;
pub(crate) mod inspect;
pub(crate) mod merge;
pub(crate) mod revision;
pub(crate) mod show;
pub(crate) mod stamp;
pub(crate) mod status;
pub(crate) mod upgrade;

use crate::cli::Command;
use crate::context::{Context, block_on};
use crate::error::Result;
use crate::exit::Exit;
use crate::project::settings::check_environment;

/// Runs a command.
pub(crate) fn run(context: &mut Context, command: Command) -> Result<Exit> {
    if !matches!(command, Command::Completions(_)) {
        for said in check_environment()? {
            context.shell.say(&said);
        }
    }
    match command {
        Command::Init(args) => init::run(context, &args),
        Command::Adopt(args) => block_on(adopt::run(context, &args)),
        Command::Import(args) => block_on(import::run(context, &args)),
        Command::Revision(args) => block_on(revision::run(context, &args)),
        Command::Upgrade(args) => block_on(upgrade::run(context, &args)),
        Command::Downgrade(args) => block_on(downgrade::run(context, &args)),
        Command::Stamp(args) => block_on(stamp::run(context, &args)),
        Command::Status(args) => block_on(status::run(context, &args)),
        Command::History(args) => block_on(history::run(context, &args)),
        Command::Heads(args) => heads::run(context, &args),
        Command::Show(args) => show::run(context, &args),
        Command::Inspect(args) => block_on(inspect::run(context, &args)),
        Command::Diff(args) => block_on(diff::run(context, &args)),
        Command::Check(args) => block_on(check::run(context, &args)),
        Command::Doctor(args) => block_on(doctor::run(context, &args)),
        Command::Merge(args) => merge::run(context, &args),
        Command::Completions(args) => completions::run(context, &args),
    }
}
