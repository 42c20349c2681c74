//! The commands that are named to the user: they go on where this one stopped, on the same database and with the same
//! revisions.

use std::path::PathBuf;

use schema_core::connect::DatabaseUrl;
use schema_core::diagnostic::{Command, Diagnostic};
use schema_core::migrate::{Origin, Record};

use crate::cli;
use crate::cli::global::{Folder, Global};
use crate::project::variables;

/// The options of this command line that the next one needs, too.
#[derive(Clone, Debug, Default)]
pub(crate) struct Again {
    /// The tool is called by its own name, where the command has the option `migrations`.
    without_cargo: bool,
    /// The option that says where the migrations directory is, for the commands that have it.
    folder: Option<String>,
    /// Options that say which package is meant.
    project: Vec<(&'static str, String)>,
    /// The database of the option that names it.
    database: Option<Named>,
    /// The directory of migrations, where it is known.
    migrations: Option<PathBuf>,
}

/// How the database of the command line is named again.
#[derive(Clone, Debug)]
enum Named {
    Url(String),
    /// It has a password, which is not shown.
    Hidden,
}

impl Again {
    /// For the project that the command line means.
    pub(crate) fn new(global: &Global, folder: Option<&Folder>) -> Self {
        let mut again = Self::default();
        if let Some(migrations) = folder.and_then(|folder| folder.migrations.as_deref()) {
            again.folder = Some(migrations.display().to_string());
            // Where there is only this folder, there is hardly a cargo.
            again.without_cargo = global.without_cargo;
        }
        if let Some(path) = &global.manifest_path {
            again.project.push(("--manifest-path", path.display().to_string()));
        }
        if let Some(package) = &global.package {
            again.project.push(("-p", package.clone()));
        }
        again
    }

    /// For the project and the database of the command line, before either is looked for.
    pub(crate) fn of_command_line(global: &Global, folder: &Folder) -> Self {
        let again = Self::new(global, Some(folder));
        match &global.connect.database_url {
            Some(url) => again.on(url),
            None => again,
        }
    }

    /// The same for the database `url` of the command line. A password is not shown, and the environment needs no option.
    pub(crate) fn on(mut self, url: &str) -> Self {
        let is_shown_whole = DatabaseUrl::parse(url).is_ok_and(|shown| shown.to_string() == url.trim());
        self.database = if variables::database_url().is_some_and(|known| known == url) {
            None
        } else if is_shown_whole {
            Some(Named::Url(url.trim().to_owned()))
        } else {
            Some(Named::Hidden)
        };
        self
    }

    /// The same with the directory of migrations.
    pub(crate) fn in_migrations(self, migrations: PathBuf) -> Self {
        Self { migrations: Some(migrations), ..self }
    }

    /// What the migrator said of a script, with the path of the script. The migrator knows that in the directory of migrations.
    pub(crate) fn with_paths(&self, mut said: Diagnostic) -> Diagnostic {
        let Some(migrations) = &self.migrations else { return said };
        let here = std::env::current_dir().unwrap_or_default();
        for span in &mut said.spans {
            span.file = migrations.join(&span.file);
            let shown = span.file.strip_prefix(&here).unwrap_or(&span.file);
            span.shown = Some(shown.display().to_string());
        }
        said
    }

    /// The command with the options that lead to the same database.
    pub(crate) fn command(&self, command: impl Into<Command>) -> Command {
        let command = self.elsewhere(command);
        match self.database.as_ref().filter(|_| takes(&command, "database-url")) {
            None => command,
            Some(Named::Url(url)) => command.args(["--database-url", url]),
            Some(Named::Hidden) => command.arg("--database-url").placeholder("url"),
        }
    }

    /// The command that goes on with a partially applied revision.
    pub(crate) fn go_on(&self, with: &Record) -> Command {
        match with.origin {
            Origin::Down => self.command(["downgrade", "-1"]),
            _ => self.command(["upgrade"]),
        }
    }

    /// The same for a command that has nothing to do with a database.
    pub(crate) fn elsewhere(&self, command: impl Into<Command>) -> Command {
        let mut command = command.into();
        // What is told no folder is done in the project.
        if let Some(folder) = self.folder.as_ref().filter(|_| takes(&command, "migrations")) {
            command = command.args(["--migrations", folder]);
            if self.without_cargo {
                command = command.of(&["cargo-schema"]);
            }
        }
        self.project.iter().fold(command, |command, (option, value)| command.args([*option, value]))
    }
}

/// Whether the command has this option.
fn takes(named: &Command, option: &str) -> bool {
    let command = cli::command();
    let command = named.name().and_then(|name| command.find_subcommand(name));
    command.is_some_and(|command| command.get_arguments().any(|arg| arg.get_long() == Some(option)))
}
