//! `cargo schema show`.

use schema_core::diagnostic::{Code, Help};
use std::collections::BTreeSet;

use schema_core::revision::Target;

use crate::cli::show::Args;
use crate::context::Context;
use crate::error::{Error, Result};
use crate::exit::Exit;
use crate::output::json::{
    Revision,
    commands::{Scripts, Show},
};
use crate::project::Project;

pub(crate) fn run(context: &mut Context, args: &Args) -> Result<Exit> {
    let project = Project::find_or_at(&context.global, &args.folder)?;
    let revisions = project.revisions()?;
    let target = Target::parse(&args.target);
    if let Target::Steps(_) = target {
        return Err(Error::usage(Code::UnsuitableTarget, format!("`{target}` is relative to a database")).hint(
            Help::run(["show", "head"].into(), |show| format!("name a revision instead, for example `{show}`")),
        ));
    }
    let node = target.resolve_one(revisions.graph(), &BTreeSet::new());
    let node = node.map_err(|error| Error::of_target(&error, project.again()))?;
    let Some(file) = node.and_then(|node| revisions.get(&node.id)) else {
        return Err(Error::usage(
            Code::UnsuitableTarget,
            format!("`{target}` is the state before the first revision, not a revision"),
        ));
    };
    if context.json() {
        let scripts = file.scripts.iter().map(|script| Scripts {
            dialect: script.dialect.map(|dialect| dialect.to_string()),
            up: script.up.clone(),
            down: script.down.clone(),
        });
        let (revision, directory) = (Revision::of(file, &revisions), project.show(&file.folder));
        context.write_json(&Show { revision, directory, scripts: scripts.collect() });
        return Ok(Exit::Fine);
    }
    let manifest = &file.manifest;
    let mut line = |label: &str, text: String| context.shell.data(format_args!("{label:<9}{text}"));
    line("revision", file.name());
    line("message", manifest.message.clone());
    let names = |ids: &[String]| {
        let names: Vec<String> =
            ids.iter().filter_map(|id| revisions.graph().get(id)).map(ToString::to_string).collect();
        if names.is_empty() { "base".to_owned() } else { names.join(", ") }
    };
    line("after", names(&manifest.parents));
    line("folder", project.show(&file.folder).display().to_string());
    for change in &manifest.changes {
        context.shell.data(format_args!("  {} {change}", change.symbol()));
    }
    for script in &file.scripts {
        let name = schema_core::revision::script_name("up", script.dialect);
        context.shell.lines(format_args!("\n{name}:\n{}", script.up.trim_end()));
        if let Some(down) = &script.down {
            let name = schema_core::revision::script_name("down", script.dialect);
            context.shell.lines(format_args!("\n{name}:\n{}", down.trim_end()));
        }
    }
    Ok(Exit::Fine)
}
