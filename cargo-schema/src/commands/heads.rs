//! `cargo schema heads`.

use super::Context;
use crate::cli::Folder;
use crate::error::Result;
use crate::exit::Exit;
use crate::output::diagnostics;
use crate::project::Project;

#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    #[command(flatten)]
    folder: Folder,
}

pub(crate) fn run(context: &mut Context, args: &Args) -> Result<Exit> {
    let project = Project::find_or_at(&context.global, &args.folder)?;
    let revisions = project.revisions()?;
    let heads = revisions.graph().heads();
    if context.json() {
        let heads: Vec<_> =
            heads.iter().filter_map(|head| revisions.get(&head.id)).map(diagnostics::revision_json).collect();
        context.write_json(&heads.into());
        return Ok(Exit::Fine);
    }
    for head in &heads {
        context.shell.data(head);
    }
    if heads.len() > 1 {
        let merge = project.again().elsewhere("merge");
        context.shell.warn(format_args!("there are several heads: bring them together with `{merge}`"));
    }
    Ok(Exit::Fine)
}
