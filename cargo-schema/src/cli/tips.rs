//! What somebody meant who knows another tool: the command of ours that does it.

use clap::error::{ContextKind, ContextValue, ErrorKind};

use crate::cli;

/// Commands of other tools, and the ones here that do the same.
const COMMANDS: [(&[&str], &str); 8] = [
    (&["status", "state", "info", "version", "pending"], "current"),
    (
        &[
            "new",
            "create",
            "make",
            "generate",
            "gen",
            "add",
            "makemigrations",
            "make-migration",
            "migration",
            "autogenerate",
        ],
        "revision",
    ),
    (&["run", "migrate", "up", "apply", "deploy", "update", "forward"], "upgrade"),
    (&["revert", "rollback", "down", "undo", "redo", "back", "reset"], "downgrade"),
    (&["log", "list", "ls"], "history"),
    (&["validate", "verify", "drift", "lint"], "check"),
    (&["setup", "install"], "init"),
    (&["dump", "pull", "introspect", "print"], "inspect"),
];

/// `error` with the command that was meant, where that is known: the nearest word (`stamp` for `status`) does another thing. The
/// tool was called as `bin`.
pub(crate) fn with_tip(mut error: clap::Error, bin: &str) -> clap::Error {
    let (said, nearest) = match error.kind() {
        ErrorKind::InvalidSubcommand => (ContextKind::InvalidSubcommand, ContextKind::SuggestedSubcommand),
        ErrorKind::UnknownArgument => (ContextKind::InvalidArg, ContextKind::SuggestedArg),
        _ => return error,
    };
    let Some(ContextValue::String(word)) = error.get(said) else { return error };
    let word = word.to_lowercase();
    let tip = if said == ContextKind::InvalidSubcommand {
        COMMANDS
            .iter()
            .find(|(words, _)| words.contains(&word.as_str()))
            .map(|(_, it)| format!("there is `{it}` for that"))
    } else if word == "--autogenerate" {
        Some("leave it out: `revision` compares the models with the revisions by itself".to_owned())
    } else {
        None
    };
    if let Some(tip) = tip {
        error.remove(nearest);
        // The line has the nearest word in it as well.
        if said == ContextKind::InvalidArg {
            let mut command = cli::command().bin_name(bin);
            command.build();
            if let Some(revision) = command.find_subcommand_mut("revision") {
                error.insert(ContextKind::Usage, ContextValue::StyledStr(revision.render_usage()));
            }
        }
        error.insert(ContextKind::Suggested, ContextValue::StyledStrs(vec![tip.into()]));
    }
    error
}

#[cfg(test)]
mod tests {
    use super::{COMMANDS, cli, with_tip};

    #[test]
    fn each_tip_names_a_command_and_no_command_is_a_word_of_another_tool() {
        let known: Vec<String> =
            cli::command().get_subcommands().map(|command| command.get_name().to_owned()).collect();
        for (words, command) in COMMANDS {
            assert!(known.iter().any(|it| it == command), "{command}");
            for word in words {
                assert!(!known.iter().any(|it| it == word), "{word}");
                let error = cli::command().try_get_matches_from(["cargo-schema", word]).unwrap_err();
                let text = with_tip(error, "cargo-schema").to_string();
                assert!(text.contains(&format!("there is `{command}` for that")), "{text}");
            }
        }
    }
}
