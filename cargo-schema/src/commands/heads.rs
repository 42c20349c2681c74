//! `cargo schema heads`.

use super::Context;
use crate::error::Result;
use crate::exit::Exit;
use crate::project::Project;
use crate::report;

#[derive(Debug, clap::Args)]
pub(crate) struct Args {}

pub(crate) fn run(context: &mut Context, _: &Args) -> Result<Exit> {
    let project = Project::find(&context.global)?;
    let revisions = project.revisions()?;
    let heads = revisions.graph().heads();
    if context.json() {
        let heads: Vec<_> =
            heads.iter().filter_map(|head| revisions.get(&head.id)).map(report::revision_json).collect();
        context.write_json(&heads.into());
        return Ok(Exit::Fine);
    }
    for head in &heads {
        context.shell.data(head);
    }
    if heads.len() > 1 {
        context.shell.warn("there are several heads: bring them together with `cargo schema merge`");
    }
    Ok(Exit::Fine)
}
