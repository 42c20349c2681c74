//! `cargo schema init --import`: takes over the history of another tool. Shows first, and writes with `--write` only.

mod show;

use std::path::Path;

use schema_core::diagnostic::Code;

use crate::cli::import::Options;
use crate::context::Context;
use crate::error::{Error, Result};
use crate::exit::Exit;
use crate::ops::import::{Case, Tool};
use crate::ops::set_up::Request;

/// `models` is the file for the models.
pub(crate) async fn run(
    context: &mut Context,
    request: &Request<'_>,
    options: &Options,
    models: &Path,
) -> Result<Exit> {
    let [tool, dir] = options.import.as_deref().unwrap_or_default() else {
        return Err(Error::usage(Code::InvalidArguments, "`--import` takes a tool and a directory"));
    };
    let case = Case { tool: Tool::parse(tool)?, dir: Path::new(dir), request, options, models };
    let plan = case.plan(context).await?;
    show::plan(context, &plan, options.write);
    if !options.force {
        plan.refuse_differences(context).await?;
    }
    if !options.write {
        context.shell.status("Unchanged", "preview, nothing was written; to write, add `--write`");
        return Ok(Exit::Fine);
    }
    plan.write(context)?;
    plan.stamp(context).await?;
    show::what_remains(context, &plan);
    Ok(Exit::Fine)
}
