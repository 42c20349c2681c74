//! `cargo schema doctor`: second ways of making tables, and what is wrong with the set-up and the database.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::Context;
use crate::error::Result;
use crate::exit::Exit;
use crate::ops::doctor::{self, Finding, Section};
use crate::output::diagnostics;
use crate::output::shell::count;
use crate::project::Project;
use crate::project::database::Database;
use crate::project::workspace::Workspace;

#[derive(Debug, clap::Args)]
pub(crate) struct Args {}

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
                shown = Some(database.shown().to_owned());
                if let Some(revisions) = &revisions {
                    findings.extend(doctor::database::look(&database, &project, revisions, &sources).await);
                }
            }
            Ok(None) => {
                let help = "name one with `--database-url <url>`, in `DATABASE_URL`, or in `.env`";
                let finding =
                    Finding::new(Section::Database, "no-url", "no database is named, so none is looked at", help);
                findings.push(finding.note());
            }
            Err(error) => findings.push(doctor::database::of_error("url", &error)),
        }
    }
    let counting = findings.iter().filter(|finding| finding.counts).count();
    if context.json() {
        let list: Vec<Value> = findings.iter().map(|finding| finding.json(&project)).collect();
        context.write_json(&json!({ "findings": list, "files": sources.files, "database": shown }));
    } else {
        let texts = texts(&findings, &project);
        if !texts.is_empty() {
            context.shell.styled(texts.join("\n\n"));
        }
    }
    let files = count(sources.files, "source file");
    let database = shown.map_or_else(String::new, |shown| format!(" and {shown}"));
    let result = if counting == 0 { "nothing to do".to_owned() } else { count(counting, "finding") };
    context.shell.status("Checked", format_args!("{files}, the set-up{database}: {result}"));
    Ok(if counting == 0 { Exit::Fine } else { Exit::Findings })
}

/// The findings for people; what is the same in several places stands there once, with all of them.
fn texts(findings: &[Finding], project: &Project) -> Vec<String> {
    let place = |finding: &Finding| {
        let shown = finding.shown(project).map(|file| file.display().to_string()).unwrap_or_default();
        let at = finding.problem.at;
        if at.line > 0 { format!("{shown}:{}:{}", at.line, at.column) } else { shown }
    };
    let mut texts: Vec<(&Finding, Vec<String>)> = Vec::new();
    let mut known: BTreeMap<(&str, Option<&str>), usize> = BTreeMap::new();
    for finding in findings {
        let key = (finding.problem.message.as_str(), finding.problem.hint.as_deref());
        match known.get(&key) {
            Some(at) => texts[*at].1.push(place(finding)),
            None => {
                known.insert(key, texts.len());
                texts.push((finding, Vec::new()));
            }
        }
    }
    let text = |(finding, more): (&Finding, Vec<String>)| {
        let shown = finding.shown(project).map(|file| file.display().to_string());
        let mut text = diagnostics::finding(&finding.problem, shown.as_deref(), finding.counts);
        for place in more {
            text.push_str(&format!("\n  also at {place}"));
        }
        text
    };
    texts.into_iter().map(text).collect()
}
