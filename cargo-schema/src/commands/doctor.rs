//! `cargo schema doctor`: second ways of making tables, and what is wrong with the set-up and the database.

use std::path::Path;

use schema_core::diagnostic::{Code, Span};

use crate::cli::doctor::Args;
use crate::context::Context;
use crate::error::Result;
use crate::exit::Exit;
use crate::ops::doctor::{self, Finding};
use crate::output::diagnostics;
use crate::output::json::commands::Doctor;
use crate::output::shell::count;
use crate::project::Project;
use crate::project::database::Database;
use crate::project::workspace::Workspace;

pub(crate) async fn run(context: &mut Context, _: &Args) -> Result<Exit> {
    let workspace = Workspace::find(&context.global)?;
    let project = Project::find(&context.global)?;
    let sources = doctor::sources::look(&workspace, &project)?;
    let mut findings = sources.findings(&project);
    findings.extend(doctor::models::look(&context.global, &project));
    let (setup, revisions) = doctor::setup::look(&context.global, &workspace, &project);
    findings.extend(setup);
    let mut shown = None;
    if project.dialects().is_ok() {
        match Database::find_if_any(&context.global, &project) {
            Ok(Some(database)) => {
                context.uses(&database);
                shown = Some(database.shown().to_owned());
                if let Some(revisions) = &revisions {
                    findings.extend(doctor::database::look(&database, &project, revisions, &sources).await);
                }
            }
            Ok(None) => {
                let help = "pass `--database-url <url>`, or set `DATABASE_URL` in the environment or `.env`";
                let finding = Finding::new(Code::NoDatabaseNamed, "no database URL, so no database is checked", help);
                findings.push(finding.note());
            }
            Err(error) => findings.push(doctor::database::of_error(&error)),
        }
    }
    let show = |path: &Path| project.show(path).display().to_string();
    for finding in &mut findings {
        finding.diagnostic = finding.diagnostic.clone().shown(show);
    }
    let counting = findings.iter().filter(|finding| finding.counts()).count();
    if context.json() {
        context.shell.found(findings.iter().map(|finding| &finding.diagnostic));
        context.write_json(&Doctor { files: sources.files });
    } else {
        let texts = texts(&findings);
        if !texts.is_empty() {
            context.shell.styled(texts.join("\n\n"));
        }
    }
    let files = count(sources.files, "source file");
    let database = shown.map_or_else(String::new, |shown| format!(" and {shown}"));
    let result = if counting == 0 { "nothing to do".to_owned() } else { count(counting, "finding") };
    context.shell.status("Checked", format_args!("{files}, the project setup{database}: {result}"));
    Ok(if counting == 0 { Exit::Fine } else { Exit::Findings })
}

/// The findings for people; what is the same in several places stands there once, with all of them.
fn texts(findings: &[Finding]) -> Vec<String> {
    let mut groups: Vec<(&Finding, Vec<String>)> = Vec::new();
    for finding in findings {
        let place = || finding.diagnostic.spans.first().map(Span::place).unwrap_or_default();
        match groups.iter_mut().find(|(first, _)| first.is_like(finding)) {
            Some((_, more)) => more.push(place()),
            None => groups.push((finding, Vec::new())),
        }
    }
    let text = |(finding, more): (&Finding, Vec<String>)| {
        let mut text = diagnostics::rendered(&finding.diagnostic);
        for place in more {
            text.push_str(&format!("\n  also at {place}"));
        }
        text
    };
    groups.into_iter().map(text).collect()
}
