//! What is written for people and for programs.

pub(crate) mod codegen;
pub(crate) mod diagnostics;
pub(crate) mod json;
pub(crate) mod mermaid;
pub(crate) mod outline;
pub(crate) mod prompt;
pub(crate) mod shell;
pub(crate) mod unmanaged;
pub(crate) mod visible;
