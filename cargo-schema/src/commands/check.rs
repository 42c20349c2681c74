//! `cargo schema check`: what is in no revision, and, with a database, what is not in it.

use crate::cli::check::Args;
use crate::context::Context;
use crate::error::Result;
use crate::exit::Exit;
use crate::ops::check;
use crate::project::Project;

pub(crate) async fn run(context: &mut Context, args: &Args) -> Result<Exit> {
    let project = Project::find_or_at(&context.global, &args.folder)?;
    let findings = check::look(context, &project, args).await?;
    let mut said = findings.diagnostics(&project);
    if context.json() {
        context.write_json(&findings.json(&project));
    } else if context.shell.is_verbose() {
        said.extend(findings.unmanaged());
    }
    context.shell.diagnostics(&said);
    for warning in &findings.warnings(&project) {
        context.shell.say(warning);
    }
    if !findings.is_empty() {
        return Ok(Exit::Findings);
    }
    context.shell.status("Checked", findings.agreement());
    Ok(Exit::Fine)
}
