//! `cargo schema init`: everything that a package needs, once.

use schema_core::lower::lower;
use schema_core::read::{self, Cfg, Config, Sources};

use crate::cli::global::Global;
use crate::cli::init::Args;
use crate::context::Context;
use crate::error::Result;
use crate::exit::Exit;
use crate::ops::set_up::{Prepared, Request};
use crate::project::compiler::target_cfg;
use crate::project::setup::Source;
use crate::project::workspace::Workspace;

pub(crate) fn run(context: &mut Context, args: &Args) -> Result<Exit> {
    let source = Source::new(&args.source)?;
    let request = Request { releases: &args.releases, source: source.as_ref(), ..Request::default() };
    let mut prepared = if args.workspace {
        Prepared::workspace(&context.global, &request)?
    } else {
        let features = features_of_models(&context.global);
        Prepared::new(&context.global, &Request { features: &features, ..request })?
    };
    prepared.compare_releases(context, !args.releases.is_empty())?;
    prepared.make_folder(args.workspace)?;
    prepared.write(context)?;
    if args.workspace {
        context.shell.status("Remaining", "steps:");
        context.shell.detail("- set up each package with models: `cargo schema init -p <package>`");
    }
    Ok(Exit::Fine)
}

/// The features of schema-core that the models of the package need, where there are models that can be read.
fn features_of_models(global: &Global) -> Vec<&'static str> {
    let read = || {
        let workspace = Workspace::find(global).ok()?;
        let package = workspace.require_package(global).ok()?;
        let project = read::Project::find(package.manifest_path.as_std_path()).ok()?;
        let cfg = Cfg::from_rustc(&target_cfg().ok()?);
        let found = Sources::new().read(&Config { project: &project, cfg: &cfg, features: None });
        let features = lower(&found, &project.metadata).lowered.features;
        Some(features.into_iter().filter(|(at, _)| project.own == Some(*at)).map(|(_, feature)| feature).collect())
    };
    // What is wrong with the package is told by what comes after.
    read().unwrap_or_default()
}
