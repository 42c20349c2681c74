//! The commands that are named to the user: they go on where this one stopped, on the same database and with the same
//! revisions.

use schema_core::connect::DatabaseUrl;
use schema_core::diff::shell_word;
use schema_core::migrate::{Origin, Record};

use crate::cli;
use crate::cli::global::{Folder, Global};

/// The options of this command line that the next one needs, too.
#[derive(Clone, Debug, Default)]
pub(crate) struct Again {
    /// How the tool was called.
    program: Option<&'static str>,
    /// The option that says where a folder of revisions is, for the commands that have it, with a space before it.
    folder: String,
    /// Options that say which package is meant, each with a space before it.
    project: String,
    /// The option that says which database, with a space before it.
    database: String,
}

impl Again {
    /// For the project that the command line means.
    pub(crate) fn new(global: &Global, folder: Option<&Folder>) -> Self {
        let mut again = Self::default();
        if let Some(migrations) = folder.and_then(|folder| folder.migrations.as_deref()) {
            again.folder = option("--migrations", &migrations.display().to_string());
            // Where there is only this folder, there is hardly a cargo.
            again.program = global.without_cargo.then_some("cargo-schema");
        }
        if let Some(path) = &global.manifest_path {
            again.project += &option("--manifest-path", &path.display().to_string());
        }
        if let Some(package) = &global.package {
            again.project += &option("-p", package);
        }
        again
    }

    /// For the project and the database of the command line, before either is looked for.
    pub(crate) fn of_command_line(global: &Global, folder: &Folder) -> Self {
        let again = Self::new(global, Some(folder));
        match &global.database_url {
            Some(url) => again.on(url),
            None => again,
        }
    }

    /// The same for the database `url` of the command line. A password is not shown, and the environment needs no option.
    pub(crate) fn on(mut self, url: &str) -> Self {
        let is_shown_whole = DatabaseUrl::parse(url).is_ok_and(|shown| shown.to_string() == url.trim());
        self.database = if std::env::var("DATABASE_URL").is_ok_and(|known| known == url) {
            String::new()
        } else if is_shown_whole {
            option("--database-url", url.trim())
        } else {
            " --database-url <url>".to_owned()
        };
        self
    }

    /// The command with these words behind `cargo schema`.
    pub(crate) fn command(&self, words: &str) -> String {
        format!("{}{}", self.elsewhere(words), self.database)
    }

    /// The command that goes on with a half-applied revision.
    pub(crate) fn go_on(&self, with: &Record) -> String {
        self.command(if with.origin == Origin::Down { "downgrade -1" } else { "upgrade" })
    }

    /// The same for a command that has nothing to do with a database.
    pub(crate) fn elsewhere(&self, words: &str) -> String {
        // What is told no folder is done in the project.
        let (program, folder) = if takes_folder(words) { (self.program, self.folder.as_str()) } else { (None, "") };
        format!("{} {words}{folder}{}", program.unwrap_or("cargo schema"), self.project)
    }
}

/// Whether the command with these words can be told where its revisions are.
fn takes_folder(words: &str) -> bool {
    let command = cli::command();
    let command = words.split(' ').next().and_then(|name| command.find_subcommand(name));
    command.is_some_and(|command| command.get_arguments().any(|arg| arg.get_long() == Some("migrations")))
}

fn option(name: &str, value: &str) -> String {
    format!(" {name} {}", shell_word(value))
}

#[cfg(test)]
mod tests {
    use super::shell_word;

    #[test]
    fn words_are_quoted_where_a_shell_would_read_more() {
        for (word, expected) in [
            ("sqlite:other.db", "sqlite:other.db"),
            ("postgres://me@h:5432/shop", "postgres://me@h:5432/shop"),
            ("postgres://h/shop?sslmode=require&a=b", "'postgres://h/shop?sslmode=require&a=b'"),
            ("my migrations", "'my migrations'"),
            ("it's", r"'it'\''s'"),
            ("", "''"),
        ] {
            assert_eq!(shell_word(word), expected);
        }
    }
}
