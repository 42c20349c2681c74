//! What taking a history over would do or did, for people and for programs.

use std::collections::BTreeMap;

use schema_core::diagnostic::{Code, Diagnostic, Help, Span};
use schema_core::revision::RevisionFile;

use crate::context::Context;
use crate::ops::import::{Plan, Remark};
use crate::output::json;
use crate::output::shell::count;
use crate::project::setup;

/// Shows what will be written and marked.
pub(super) fn plan(context: &mut Context, plan: &Plan<'_>, dry_run: bool) {
    let stamps = plan.stamps();
    let at = plan.imported.revisions.iter().position(|file| Some(file.id()) == stamps);
    let shown = Shown { plan, at };
    plan.database.iter().for_each(|database| context.uses(database));
    if context.json() {
        context.write_json(&shown.json(dry_run));
    } else {
        shown.list(context);
        if dry_run {
            shown.rest(context);
        }
    }
    shown.warn_of_history(context);
    shown.warn_of_database(context);
}

struct Shown<'a> {
    plan: &'a Plan<'a>,
    /// The place of the last revision that the database is to be marked with.
    at: Option<usize>,
}

impl Shown<'_> {
    fn is_applied(&self, place: usize) -> bool {
        self.at.is_some_and(|at| place <= at)
    }

    /// All of it for programs.
    fn json(&self, dry_run: bool) -> json::commands::Import {
        let Self { plan, .. } = self;
        let revision = |(place, file): (usize, &RevisionFile)| json::commands::Imported {
            revision: json::RevisionRef::new(file.id(), &file.slug),
            applied: self.is_applied(place),
            changes: json::Change::all(&file.manifest.changes),
            untracked: self.unsaid(file),
            notes: plan.imported.notes.get(file.id()).cloned().unwrap_or_default(),
        };
        let whats = |changes: &[setup::Change]| changes.iter().map(|change| change.what.clone()).collect();
        json::commands::Import {
            tool: plan.tool.name(),
            directory: plan.prepared.migrations(),
            set_up: whats(plan.prepared.changes()),
            models: plan.files.as_ref().map(|files| whats(&files.changes)),
            revisions: plan.imported.revisions.iter().enumerate().map(revision).collect(),
            skipped: plan.history.aside.clone(),
            stamp: self.at.map(|at| &plan.imported.revisions[at]).map(|it| json::RevisionRef::new(it.id(), &it.slug)),
            edited: plan.standing.as_ref().map(|standing| standing.edited.clone()).unwrap_or_default(),
            dry_run,
        }
    }

    /// The revisions, a line for each.
    fn list(&self, context: &mut Context) {
        for (place, file) in self.plan.imported.revisions.iter().enumerate() {
            let unsaid = self.unsaid(file);
            let beside = if unsaid.is_empty() { String::new() } else { format!(", {} untracked", unsaid.len()) };
            let mark = match (&self.plan.database, self.is_applied(place)) {
                (None, _) => "",
                (Some(_), true) => ", applied",
                (Some(_), false) => ", pending",
            };
            let changes = count(file.manifest.changes.len(), "change");
            context.shell.data(format_args!("{}: {changes}{beside}{mark}", file.name()));
            if context.shell.is_verbose() {
                for change in &file.manifest.changes {
                    context.shell.data(format_args!("  {} {change}", change.symbol()));
                }
                for text in &unsaid {
                    context.shell.data(format_args!("  * {text}"));
                }
            }
        }
    }

    /// What the script of a revision does, and its changes do not say.
    fn unsaid(&self, file: &RevisionFile) -> Vec<String> {
        let remarks = self.plan.imported.unsaid.get(file.id()).map(Vec::as_slice).unwrap_or_default();
        remarks.iter().map(ToString::to_string).collect()
    }

    /// What will be written and marked, beside the revisions themselves.
    fn rest(&self, context: &mut Context) {
        let Self { plan, at } = self;
        for change in plan.prepared.changes() {
            context.shell.data(change.planned_set_up());
        }
        if plan.is_new {
            let folder = plan.prepared.metadata.migrations.display();
            let revisions = count(plan.imported.revisions.len(), "revision");
            context.shell.data(format_args!("write: {revisions} in `{folder}/`"));
        }
        plan.files.iter().flat_map(|files| &files.changes).for_each(|change| context.shell.data(change.planned()));
        if let (Some(database), Some(at)) = (&plan.database, *at) {
            let name = plan.imported.revisions[at].name();
            let revisions = count(at + 1, "revision");
            context.shell.data(format_args!("stamp: {} at {name} ({revisions})", database.shown()));
        }
    }

    /// What there is to say of the migrations.
    fn warn_of_history(&self, context: &mut Context) {
        let Self { plan, .. } = self;
        let imported = &plan.imported;
        if let Some(why) = plan.history.coded.as_ref().filter(|_| plan.is_new) {
            let message = format!("{why}: a single revision is created from the database");
            context.shell.say(&Diagnostic::warning(Code::CodedMigrations, message));
        }
        if let Some(why) = imported.without_models.as_ref().filter(|_| plan.is_new) {
            let of_model =
                |it: &Diagnostic| format!("{}: {}", it.spans.first().map(Span::place).unwrap_or_default(), it.message);
            let message = format!("no models were written, because {}", why.diagnostic.message);
            let mut said = Diagnostic::warning(Code::ModelsNotGenerated, message);
            said.causes = why.diagnostic.causes.iter().cloned().chain(why.related.iter().map(of_model)).collect();
            context.shell.say(&said);
        }
        for aside in &plan.history.aside {
            context.shell.say(&Diagnostic::warning(Code::SkippedFile, format!("skipped: {aside}")));
        }
        for file in &imported.revisions {
            for note in imported.notes.get(file.id()).into_iter().flatten() {
                let message = format!("{}: {note}", file.name());
                context.shell.say(&Diagnostic::warning(Code::ChangedMigration, message));
            }
        }
        for file in plan.standing.iter().flat_map(|standing| &standing.edited) {
            let message = format!("`{file}` was edited after it was applied: its checksum differs");
            context.shell.say(&Diagnostic::warning(Code::EditedMigration, message));
        }
        let unsaid = kinds(&imported.unsaid);
        if !unsaid.is_empty() {
            let message = format!("not tracked as schema changes: {unsaid}");
            context.shell.say(&Diagnostic::warning(Code::UntrackedStatements, message));
        }
    }

    /// Why the database is not marked, where it is not.
    fn warn_of_database(&self, context: &mut Context) {
        let not_stamped = |message: String| Diagnostic::warning(Code::NotStamped, message);
        let said = match (&self.plan.database, &self.plan.standing) {
            (None, _) => not_stamped("no database to stamp: no URL, or the database does not exist".to_owned()),
            (Some(database), None) => {
                let message =
                    format!("{} has no table `{}`; it was not stamped", database.shown(), self.plan.tool.table());
                not_stamped(message).help(Help::run(database.again().command(["stamp", "--detect"]), |detect| {
                    format!("to detect its revision, run `{detect}`")
                }))
            }
            (Some(_), Some(_)) if self.at.is_none() => {
                not_stamped("no imported migration is applied; the database was not stamped".to_owned())
            }
            (Some(_), Some(_)) => return,
        };
        context.shell.say(&said);
    }
}

/// How many of each kind there are: `create trigger` 12, `update` 3.
fn kinds(unsaid: &BTreeMap<String, Vec<Remark>>) -> String {
    let mut kinds: BTreeMap<&str, usize> = BTreeMap::new();
    for remark in unsaid.values().flatten() {
        *kinds.entry(remark.kind.as_deref().unwrap_or("others")).or_default() += 1;
    }
    kinds.iter().map(|(kind, number)| format!("{number} {kind}")).collect::<Vec<_>>().join(", ")
}

/// What is the user's to do now.
pub(super) fn what_remains(context: &mut Context, plan: &Plan<'_>) {
    let (tool, dir) = (plan.tool, plan.dir.display());
    let mut lines: Vec<String> = plan.files.as_ref().and_then(|files| files.by_hand.clone()).into_iter().collect();
    lines.extend([
        format!(
            "remove {}, because two migration runners must not change one schema; `cargo schema doctor` lists the \
             calls",
            tool.runner()
        ),
        format!(
            "keep `{dir}` and the table `{}` until no old version of the program runs; then remove them",
            tool.table()
        ),
    ]);
    if plan.files.is_none() {
        let line = "declare every table as a model: the next `cargo schema revision` drops tables without a model";
        lines.push(line.to_owned());
    }
    if plan.imported.baseline {
        lines.push(
            "stamp each other database that has all migrations: `cargo schema stamp head --database-url \
             <url>`"
                .to_owned(),
        );
    } else if plan.database.is_some() {
        lines.push(format!(
            "stamp each other database: `cargo schema import {} {dir} --database-url <url>`",
            tool.name()
        ));
    }
    context.shell.status("Remaining", "steps:");
    lines.iter().for_each(|line| context.shell.detail(format_args!("- {line}")));
}
