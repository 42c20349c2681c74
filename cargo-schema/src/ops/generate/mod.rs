//! A revision before it is written: its name and its files, tried where that costs nothing.

pub(crate) mod amend;
pub(crate) mod answers;
pub(crate) mod from_database;
pub(crate) mod from_models;
pub(crate) mod needs;
mod only;
pub(crate) mod recreate;

use std::borrow::Cow;
use std::time::SystemTime;

use schema_core::diagnostic::Code;
use schema_core::dialect;
use schema_core::diff::Change;
use schema_core::plan::{PlanError, StoredColumns};
use schema_core::revision::{Graph, Manifest, Revisions, new_id, script_name, slug};
use schema_core::schema::{Dialect, Engines, Release, Schema};
use schema_core::script::{HazardLine, Script};

use crate::cli::again::Again;
use crate::cli::revision::Args;
use crate::error::{Error, Result};
use crate::exit::Exit;
use crate::ops::{made, verify};
use crate::project::Project;

/// A revision that is not written yet.
pub(crate) struct Draft {
    /// The name of its folder.
    pub(crate) name: String,
    /// What it says.
    pub(crate) manifest: Manifest,
    /// The names and texts of its files.
    pub(crate) files: Vec<(String, String)>,
    /// What may go wrong when it is applied, each once.
    pub(crate) hazards: Vec<HazardLine>,
}

/// What a revision is made from.
pub(crate) struct Plan<'a> {
    /// The revisions that there are.
    pub(crate) revisions: &'a Revisions,
    /// The revisions whose ids are taken.
    pub(crate) taken: &'a Graph,
    /// What it gets scripts for.
    pub(crate) releases: &'a [Release],
    /// The schema before it.
    pub(crate) old: &'a Schema,
    /// What it changes.
    pub(crate) changes: Vec<Change>,
    /// What it is for.
    pub(crate) message: Option<&'a str>,
    /// What comes before all that runs on one dialect on the way up.
    pub(crate) first: Option<(Dialect, String)>,
    /// Try it on SQLite in memory.
    pub(crate) verify: bool,
    /// The commands that go on with it.
    pub(crate) again: &'a Again,
}

impl Draft {
    /// The revision that follows the head.
    pub(crate) async fn new(plan: Plan<'_>) -> Result<Self> {
        let Plan { revisions, taken, releases, old, changes, message, first, verify, again } = plan;
        let parent =
            revisions.graph().head().map_err(|heads| Error::of_heads(&heads, again))?.map(|head| head.id.clone());
        let new = after(old, &changes)?;
        let message = message.map_or_else(|| default_message(&changes), str::to_owned);
        let id = new_id(SystemTime::now(), taken);
        let name = format!("{id}_{}", slug(&message));
        let mut files = Vec::new();
        let mut hazards: Vec<HazardLine> = Vec::new();
        for &release in releases {
            let dialect = release.dialect;
            let made = Made::new(release, revisions, (old, &new), &changes);
            let scripts = Scripts::new(release, &made.old, &made.new, &made.changes)?;
            let first = first.as_ref().filter(|(of, _)| releases.len() == 1 || *of == dialect);
            let up = text_after(first.map_or("", |(_, sql)| sql), &message, "up", &scripts.up.to_string());
            let down = text(&message, "down", &scripts.down.to_string());
            for hazard in scripts.up.all_hazards() {
                if !hazards.contains(hazard) {
                    hazards.push(hazard.clone());
                }
            }
            if dialect.engine().connector().is_embedded() && verify && !changes.is_empty() {
                verify::prove(release.dialect, (old, &new), &changes, (&up, &down)).await?;
            }
            let suffix = (releases.len() > 1).then_some(dialect);
            files.push((script_name("up", suffix), up));
            files.push((script_name("down", suffix), down));
        }
        let manifest = Manifest {
            id,
            parents: parent.into_iter().collect(),
            message,
            dialects: served(releases),
            targets: releases.to_vec(),
            changes,
        };
        files.insert(0, ("revision.toml".to_owned(), manifest.to_toml()));
        Ok(Self { name, manifest, files, hazards })
    }

    /// The names of its files, in a row.
    pub(crate) fn file_names(&self) -> String {
        self.files.iter().map(|(name, _)| name.as_str()).collect::<Vec<_>>().join(", ")
    }
}

/// The schema after `changes`, which the differ made for `old`.
fn after(old: &Schema, changes: &[Change]) -> Result<Schema> {
    let mut new = old.clone();
    schema_core::diff::apply_all(&mut new, changes).map_err(|error| {
        Error::new(
            Exit::Models,
            Code::ChangesDoNotApply,
            "the changes do not apply to the last \
            revision",
        )
        .causes(&error)
    })?;
    Ok(new)
}

/// A change as the scripts for one dialect carry it out.
struct Made<'a> {
    old: Cow<'a, Schema>,
    new: Cow<'a, Schema>,
    changes: Cow<'a, [Change]>,
}

impl<'a> Made<'a> {
    fn new(
        release: Release,
        revisions: &Revisions,
        (old, new): (&'a Schema, &'a Schema),
        changes: &'a [Change],
    ) -> Self {
        let facts = dialect::capabilities(release);
        let mut made = Self { old: Cow::Borrowed(old), new: Cow::Borrowed(new), changes: Cow::Borrowed(changes) };
        if StoredColumns::may_be_on(&facts) && (old.has_virtual_columns() || new.has_virtual_columns()) {
            let mut stored = made::stored(revisions, None, release.dialect);
            stored.mark(made.old.to_mut());
            made.changes = Cow::Owned(stored.follow(changes, &facts));
            stored.mark(made.new.to_mut());
        }
        made
    }
}

/// What runs on one dialect.
struct Scripts {
    up: Script,
    down: Script,
}

impl Scripts {
    /// The way from `old` to `new` and back.
    fn new(release: Release, old: &Schema, new: &Schema, changes: &[Change]) -> Result<Self> {
        let back: Vec<Change> = changes.iter().rev().cloned().map(Change::invert).collect();
        let render = |from: &Schema, changes: &[Change]| {
            let what = format!("cannot write the changes as SQL for {}", release.dialect);
            dialect::script(release, from, changes).map_err(|error| not_written(what, &error))
        };
        Ok(Self { up: render(old, changes)?, down: render(new, &back)? })
    }
}

/// The error for changes that have no SQL. Where a later version of the engine has what is asked, says how to have that.
pub(crate) fn not_written(what: String, error: &PlanError) -> Error {
    let said = Error::new(Exit::Models, Code::NotRenderable, what).causes(error);
    match error.since() {
        Some(since) => said.hint(for_newer(since)),
        None => said,
    }
}

/// What a revision gets scripts for.
pub(crate) fn releases<'a>(project: &'a Project, args: &'a Args) -> Result<&'a [Release]> {
    if args.releases.is_empty() { project.releases() } else { Ok(&args.releases) }
}

/// What to do where scripts have to be written for `release`.
fn for_newer(release: Release) -> String {
    format!("if no older server must run the scripts, set `{release}` in `dialects` in `Cargo.toml`")
}

/// The dialects that `up.sql` and `down.sql` of a revision for `releases` serve; none where each dialect has its files.
pub(crate) fn served(releases: &[Release]) -> Vec<Dialect> {
    if releases.len() == 1 { Release::dialects(releases) } else { Vec::new() }
}

/// The text of a script's file.
pub(crate) fn text(message: &str, direction: &str, body: &str) -> String {
    text_after("", message, direction, body)
}

/// The same with `first` below its title.
fn text_after(first: &str, message: &str, direction: &str, body: &str) -> String {
    let title = message.replace(['\n', '\r'], " ");
    let body = if body.is_empty() { "-- Nothing is run.\n" } else { body };
    match direction {
        "up" => format!("-- {title}\n\n{first}{body}"),
        _ => format!("-- Reverts: {title}\n\n{first}{body}"),
    }
}

/// A message that names the changes.
fn default_message(changes: &[Change]) -> String {
    let fragments: Vec<String> = changes.iter().map(Change::name_fragment).collect();
    let text = match fragments.as_slice() {
        [] => "empty".to_owned(),
        [first, ..] if fragments.len() > 3 => format!("{first} and {} more", fragments.len() - 1),
        few => few.join(" "),
    };
    text.replace('_', " ")
}
