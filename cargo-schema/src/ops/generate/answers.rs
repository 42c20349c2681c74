//! Answers on the command line of `cargo schema revision`.

use schema_core::diagnostic::Code;
use schema_core::diff::{Answers, NO_REPAIR};
use schema_core::schema::Schema;

use crate::cli::revision::Args;
use crate::error::{Error, Result};

/// Adds what the flags say, in the order in which answers build on each other.
pub(crate) fn from_flags(args: &Args, answers: &mut Answers, old: &Schema, new: &Schema) -> Result<()> {
    if let Some(path) = &args.answers {
        let text = std::fs::read_to_string(path)
            .map_err(|error| Error::usage(Code::FileAccess, format!("cannot read `{}`: {error}", path.display())))?;
        let mut told = Answers::from_toml(&text).map_err(|error| {
            Error::usage(Code::InvalidAnswer, format!("`{}` is not a valid answers file: {error}", path.display()))
        })?;
        told.for_now();
        answers.extend(told);
    }
    // The rename of a table first, for its columns are called by its new name.
    let (columns, tables): (Vec<&String>, Vec<&String>) = args.renames.iter().partition(|text| text.contains('.'));
    for text in tables.into_iter().chain(columns) {
        answers
            .rename_from_text(text, old, new)
            .map_err(|message| Error::usage(Code::InvalidAnswer, message).cause("in `--rename`"))?;
    }
    for text in &args.not_renamed {
        answers
            .not_renamed_from_text(text, new)
            .map_err(|message| Error::usage(Code::InvalidAnswer, message).cause("in `--no-rename`"))?;
    }
    for text in &args.fills {
        answers
            .fill_from_text(text, new)
            .map_err(|message| Error::usage(Code::InvalidAnswer, message).cause("in `--fill`"))?;
    }
    for text in &args.replaced {
        answers
            .replace_from_text(text, old, new)
            .map_err(|message| Error::usage(Code::InvalidAnswer, message).cause("in `--replace`"))?;
    }
    for text in args.repairs.iter().filter(|text| *text != NO_REPAIR) {
        answers
            .repair_from_text(text, new)
            .map_err(|message| Error::usage(Code::InvalidAnswer, message).cause("in `--repair`"))?;
    }
    Ok(())
}
