//! `cargo schema import`: imports the migration history of another tool.

mod show;

use crate::cli::import::Args;
use crate::context::Context;
use crate::error::Result;
use crate::exit::Exit;
use crate::ops::import::{Case, Tool};
use crate::ops::set_up::Request;
use crate::project::setup::Source;

pub(crate) async fn run(context: &mut Context, args: &Args) -> Result<Exit> {
    let source = Source::new(&args.source)?;
    let request = Request { releases: &args.releases, source: source.as_ref(), ..Request::default() };
    let case = Case { tool: Tool::parse(&args.tool)?, request: &request, args };
    let plan = case.plan(context).await?;
    show::plan(context, &plan, args.dry_run);
    if !args.force {
        plan.refuse_differences(context).await?;
    }
    if args.dry_run {
        context.shell.status("Unchanged", "dry run, nothing was written; to write, run again without `--dry-run`");
        return Ok(Exit::Fine);
    }
    plan.write(context)?;
    plan.stamp(context).await?;
    show::what_remains(context, &plan);
    Ok(Exit::Fine)
}
