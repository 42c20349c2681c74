//! What to run after an error of the migrator. The library says what happened, and what a program can do about it; the commands
//! are the tool's.

use schema_core::diagnostic::{Command, Diagnostic, Help};
use schema_core::migrate::{self, Direction, ErrorKind, FailedStatement, Left};

use crate::cli::again::Again;

/// What the migrator said, with the command that goes on.
pub(crate) fn diagnostic(error: &migrate::Error, again: &Again) -> Diagnostic {
    let mut said = again.with_paths(error.diagnostic());
    if let ErrorKind::Unknown { revision, .. } = error.kind() {
        said.message = format!("applied revision `{revision}` is missing from this project");
    }
    if let Some(help) = help(error, &|command| again.command(command)) {
        said.help = help;
    }
    said
}

/// What to do; `None` if what the library says fits here, too.
fn help(error: &migrate::Error, command: &dyn Fn(Command) -> Command) -> Option<Option<Help>> {
    let schema = |arguments: &[&str]| command(Command::schema(arguments.iter().copied()));
    let help = match error.kind() {
        ErrorKind::Locked { holder, .. } if holder.as_ref().is_none_or(|holder| !holder.idle) => {
            Help::run(schema(&["upgrade"]), |command| format!("when it has ended, run `{command}`"))
        }
        ErrorKind::Busy(_) | ErrorKind::Target(_) | ErrorKind::TwoHeads(_) => return Some(of_place(error, command)),
        ErrorKind::Statement(failed) => return Some(of_statement(failed, command)),
        ErrorKind::Edited { .. } => Help::run(schema(&["stamp", "--refresh"]), |command| {
            format!("restore its script; if the database is correct, run `{command}`")
        }),
        ErrorKind::EditedPartWay { .. } => Help::run(schema(&["upgrade"]), |command| {
            format!(
                "restore the script and run `{command}`; or undo those statements yourself and add `--resume-at 1` to start \
                 again"
            )
        }),
        ErrorKind::Unknown { .. } => Help::run(schema(&["stamp", "--purge", "--detect"]), |command| {
            format!(
                "find it with `git log --all`; if it no longer exists, clear the history and detect the revision that matches: `{command}`"
            )
        }),
        ErrorKind::PartWay { direction, .. } => {
            Help::run(command(go_on(*direction)), |command| format!("to finish it, run `{command}`"))
        }
        ErrorKind::InDoubt(doubt) => look(doubt.direction, doubt.statement, command),
        ErrorKind::NotResumable { direction, of, .. } => start_again(*direction, "those statements", *of, command),
        ErrorKind::NothingToResume => Help::new("remove `--resume-at` and `--resume-after`"),
        ErrorKind::Unmanaged { tables, .. } => {
            let they = if tables.len() == 1 { "it matches" } else { "they match" };
            Help::run(schema(&["stamp", "head"]), |command| {
                format!("if {they} the newest revision, run `{command}`; otherwise name the revision, or `base`")
            })
        }
        ErrorKind::OtherHistory { found, named, .. } => Help::run(schema(&["stamp", "base"]), |command| {
            format!(
                "if it is the history of this project, rename the table, or name it as `history-table` in the metadata; if \
                 `{found}` belongs to another program, create `{named}` with `{command}`"
            )
        }),
        ErrorKind::OldServer { .. } => Help::run(schema(&["upgrade"]), |command| {
            format!("{}, and run `{command}`", error.help().unwrap_or_default())
        }),
        ErrorKind::Behind { .. } => Help::run(schema(&["upgrade"]), |command| format!("run `{command}`")),
        ErrorKind::Interrupted { part_way: Some(_), .. } => {
            Help::run(schema(&["upgrade"]), |command| format!("to continue, run `{command}`"))
        }
        _ => return None,
    };
    Some(Some(help))
}

fn of_place(error: &migrate::Error, command: &dyn Fn(Command) -> Command) -> Option<Help> {
    match error.kind() {
        ErrorKind::Target(target) => target.help(command),
        ErrorKind::TwoHeads(heads) => heads.help(command),
        _ => None,
    }
}

/// What to do about a statement that failed, and then about its revision.
fn of_statement(failed: &FailedStatement, command: &dyn Fn(Command) -> Command) -> Option<Help> {
    let FailedStatement { direction, of, error, left, lacking, .. } = failed;
    let is_busy = error.kind() == schema_core::connect::ErrorKind::Busy;
    let wait = (is_busy && failed.statement.is_some())
        .then_some("another connection held a lock for too long: end it, or wait longer with `--lock-timeout`");
    let run = |what: &str| Help::run(command(go_on(*direction)), |command| format!("{what}, run `{command}`"));
    let them = if matches!(left, Left::Statements(1)) { "it" } else { "them" };
    let go_on = match (left, lacking) {
        (Left::Nothing, _) => is_busy.then(|| run("to retry")),
        (Left::Statements(_), Some(_)) => Some(start_again(*direction, them, *of, command)),
        (Left::Statements(0), _) => Some(run("to retry")),
        (Left::Statements(_), _) => Some(run(&format!("to resume after {them}"))),
        (Left::InDoubt(done), _) => Some(look(*direction, done + 1, command)),
        _ => Some(run("to continue")),
    };
    match (failed.remedy().or(wait), go_on) {
        (Some(remedy), Some(help)) => Some(Help { text: format!("{remedy}; {}", help.text), ..help }),
        (Some(remedy), None) => Some(Help::new(remedy)),
        (None, go_on) => go_on,
    }
}

/// What to do about a statement that may have run.
fn look(direction: Direction, number: usize, command: &dyn Fn(Command) -> Command) -> Help {
    Help::run(command(resume_at(direction, number)), |run| {
        format!(
            "check the database, then run `{run}` to run it again; if it already ran, pass `--resume-after {number}` \
             instead"
        )
    })
}

/// What to do about a revision that cannot be resumed where it stopped: `them` names the statements that have run, and `of` is
/// how many there are.
fn start_again(direction: Direction, them: &str, of: usize, command: &dyn Fn(Command) -> Command) -> Help {
    Help::run(command(resume_at(direction, 1)), |run| {
        format!(
            "undo {them} yourself and start again with `{run}`; or run the remaining statements yourself and pass \
             `--resume-after {of}` instead"
        )
    })
}

/// The command that goes on.
fn go_on(direction: Direction) -> Command {
    match direction {
        Direction::Up => Command::schema(["upgrade"]),
        Direction::Down => Command::schema(["downgrade", "-1"]),
    }
}

/// The command that goes on at a statement.
fn resume_at(direction: Direction, number: usize) -> Command {
    go_on(direction).arg("--resume-at").arg(number.to_string())
}
