//! What `init` writes: decided from texts, written by nobody here.

mod build_script;
mod dependencies;
mod ignore;
mod manifest;
mod source;
mod tables;

pub(crate) use build_script::{BuildScript, CALL, build_script};
pub(crate) use ignore::ignore;
pub(crate) use manifest::{Plan, has_keys, manifest, member, shared_releases, workspace};
pub(crate) use source::{Source, is_strange};

/// Something that was changed, for the user to read.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Change {
    pub(crate) verb: &'static str,
    pub(crate) what: String,
}

impl Change {
    pub(crate) fn new(verb: &'static str, what: impl Into<String>) -> Self {
        Self { verb, what: what.into() }
    }

    /// What is said of it before it is done.
    pub(crate) fn planned(&self) -> String {
        match self.verb {
            "Created" => format!("write: {}", self.what),
            _ => self.planned_set_up(),
        }
    }

    /// The same for what is no file of models or revisions.
    pub(crate) fn planned_set_up(&self) -> String {
        let verb = match self.verb {
            "Created" => "create",
            "Added" => "add",
            "Changed" => "change",
            verb => verb,
        };
        format!("setup: {verb} {}", self.what)
    }
}
