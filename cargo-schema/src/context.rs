//! What commands have at hand.

use serde::Serialize;

use schema_core::diagnostic::Code;

use crate::cli::global::Global;
use crate::error::{Error, Result};
use crate::output::json;
use crate::output::shell::Shell;
use crate::project::database::Database;

/// What every command has at hand.
pub(crate) struct Context {
    pub(crate) shell: Shell,
    pub(crate) global: Global,
    /// Data is for programs.
    pub(crate) json: bool,
}

impl Context {
    /// Whether data is for programs.
    pub(crate) fn json(&self) -> bool {
        self.json
    }

    /// The same for what follows a database that is known now.
    pub(crate) fn uses(&mut self, database: &Database) {
        self.shell.uses(json::Database::new(database.shown(), database.plain_url().dialect()));
    }

    /// Writes data for programs.
    pub(crate) fn write_json(&mut self, value: &impl Serialize) {
        self.shell.json(value);
    }
}

/// Runs a future to its end on this thread.
pub(crate) fn block_on<T>(future: impl Future<Output = Result<T>>) -> Result<T> {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .map_err(|error| Error::usage(Code::NoEventLoop, "cannot start the async runtime").cause(error.to_string()))?;
    runtime.block_on(future)
}
