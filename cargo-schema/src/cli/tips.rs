//! What somebody meant who knows another tool: the command of ours that does it.

use std::ffi::OsString;

use clap::error::{ContextKind, ContextValue, ErrorKind};

/// Commands of other tools, and the ones here that do the same.
const COMMANDS: [(&[&str], &str); 8] = [
    (&["state", "info", "version", "pending"], "status"),
    (&["create", "make", "gen", "add", "makemigrations", "make-migration", "migration", "autogenerate"], "revision"),
    (&["run", "apply", "deploy", "update", "forward"], "upgrade"),
    (&["rollback", "undo", "redo", "back", "reset"], "downgrade"),
    (&["log", "list", "ls"], "history"),
    (&["validate", "verify", "drift", "lint"], "check"),
    (&["setup", "install"], "init"),
    (&["dump", "pull", "introspect", "print"], "inspect"),
];

/// Former options of commands, and the commands that do the same.
const OPTIONS: [(&str, &str, &str); 2] =
    [("init", "--from-database", "adopt [URL]"), ("init", "--import", "import <TOOL> <DIR>")];

/// `error` with what was meant, where that is known: the nearest word (`stamp` for `state`) does another thing. `args` are
/// those of the command line.
pub(crate) fn with_tip(mut error: clap::Error, args: &[OsString]) -> clap::Error {
    if error.kind() == ErrorKind::UnknownArgument
        && let Some(ContextValue::String(unknown)) = error.get(ContextKind::InvalidArg)
    {
        let has = |word: &str| args.iter().any(|arg| arg == word);
        let former = OPTIONS.iter().find(|(command, option, _)| *option == unknown.as_str() && has(command));
        let tip = match former {
            Some((_, _, command)) => format!("use `{command}`"),
            None if unknown.contains("://") || unknown.starts_with("sqlite:") => {
                "use `--database-url <URL>`".to_owned()
            }
            None => return error,
        };
        error.remove(ContextKind::SuggestedArg);
        error.insert(ContextKind::Suggested, ContextValue::StyledStrs(vec![tip.into()]));
        return error;
    }
    if error.kind() != ErrorKind::InvalidSubcommand {
        return error;
    }
    let Some(ContextValue::String(word)) = error.get(ContextKind::InvalidSubcommand) else { return error };
    let word = word.to_lowercase();
    if let Some((_, command)) = COMMANDS.iter().find(|(words, _)| words.contains(&word.as_str())) {
        let tip = format!("use `{command}`");
        error.remove(ContextKind::SuggestedSubcommand);
        error.insert(ContextKind::Suggested, ContextValue::StyledStrs(vec![tip.into()]));
    }
    error
}

#[cfg(test)]
mod tests {
    use std::ffi::OsString;

    use super::{COMMANDS, OPTIONS, with_tip};
    use crate::cli;

    #[test]
    fn each_tip_names_a_command_and_no_command_is_a_word_of_another_tool() {
        let command = cli::command();
        let names = command.get_subcommands().flat_map(|it| [it.get_name()].into_iter().chain(it.get_all_aliases()));
        let known: Vec<String> = names.map(str::to_owned).collect();
        for (words, command) in COMMANDS {
            assert!(known.iter().any(|it| it == command), "{command}");
            for word in words {
                assert!(!known.iter().any(|it| it == word), "{word}");
                let error = cli::command().try_get_matches_from(["cargo-schema", word]).unwrap_err();
                let text = with_tip(error, &[]).to_string();
                assert!(text.contains(&format!("use `{command}`")), "{text}");
            }
        }
        for (of, option, command) in OPTIONS {
            let args = ["cargo-schema", of, option];
            let error = cli::command().try_get_matches_from(args).unwrap_err();
            let text = with_tip(error, &args.map(OsString::from)).to_string();
            assert!(text.contains(&format!("use `{command}`")), "{text}");
        }
        let error = cli::command().try_get_matches_from(["cargo-schema", "check", "--database", "sqlite:a.db"]);
        let text = with_tip(error.unwrap_err(), &[]).to_string();
        assert!(text.contains("use `--database-url <URL>`"), "{text}");
    }
}
