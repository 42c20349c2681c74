//! `cargo schema heads`.

use crate::cli::heads::Args;
use crate::context::Context;
use crate::error::{Error, Result};
use crate::exit::Exit;
use crate::output::json::{Revision, commands::Heads};
use crate::project::Project;

pub(crate) fn run(context: &mut Context, args: &Args) -> Result<Exit> {
    let project = Project::find_or_at(&context.global, &args.folder)?;
    let revisions = project.revisions()?;
    let heads = revisions.graph().heads();
    if context.json() {
        let files = heads.iter().filter_map(|head| revisions.get(&head.id));
        context.write_json(&Heads { revisions: files.map(|file| Revision::of(file, &revisions)).collect() });
    } else {
        for head in &heads {
            context.shell.data(head);
        }
    }
    if let Err(heads) = revisions.graph().head() {
        context.shell.say(&Error::of_heads(&heads, project.again()).warning());
    }
    Ok(Exit::Fine)
}
