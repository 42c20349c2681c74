//! The arguments of `cargo schema downgrade`.

use schema_core::diagnostic::Code;

use crate::cli::apply::Options;
use crate::cli::global::Output;

#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// Target revision: `-1`, `base`, `head-1`, the start of an id, or a slug
    #[arg(value_name = "REVISION", allow_negative_numbers = true)]
    pub(crate) target: String,
    /// Do not ask before deleting data
    #[arg(long)]
    pub(crate) yes: bool,
    /// Do not ask before these hazards: `drop-table`, `drop-column`, or `hazard` for what nobody can look into
    #[arg(long, value_name = "CODE", value_delimiter = ',', value_parser = loss, conflicts_with = "yes")]
    pub(crate) allow: Vec<Code>,
    #[command(flatten)]
    pub(crate) options: Options,
    #[command(flatten)]
    pub(crate) output: Output,
}

/// Reads the code of a hazard that is asked about.
fn loss(text: &str) -> Result<Code, String> {
    const CODES: [Code; 3] = [Code::DropTable, Code::DropColumn, Code::Hazard];
    let found = CODES.into_iter().find(|code| code.name() == text);
    found.ok_or_else(|| format!("not one of {}", CODES.map(|code| format!("`{}`", code.name())).join(", ")))
}
