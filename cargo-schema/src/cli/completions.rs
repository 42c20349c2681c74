//! The arguments of `cargo schema completions`.

use clap_complete::Shell;

#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// Shell
    pub(crate) shell: Shell,
}
