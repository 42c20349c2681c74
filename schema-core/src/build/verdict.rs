//! What the build step has to say, and where.

use std::collections::BTreeMap;
use std::path::PathBuf;

use crate::declare::Position;
use crate::diagnostic::{Code, Command, Diagnostic, Help, Severity, Span};
use crate::diff::Change;
use crate::lower::{Lowered, Origin};
use crate::read::{ItemId, Problem, Project, Read};

/// Texts for the witness, by item and field.
#[derive(Debug, Default)]
pub(super) struct Verdicts(BTreeMap<ItemId, BTreeMap<Option<String>, String>>);

impl Verdicts {
    /// What is said against an item or one of its fields; empty when nothing is.
    pub(super) fn of(&self, item: ItemId, field: Option<&str>) -> &str {
        let Some(texts) = self.0.get(&item) else { return "" };
        texts.get(&field.map(str::to_owned)).map_or("", String::as_str)
    }

    /// Says `text` of an item or field.
    pub(super) fn say(&mut self, item: ItemId, field: Option<String>, text: &str) {
        let all = self.0.entry(item).or_default().entry(field).or_default();
        if !all.is_empty() {
            all.push_str("; ");
        }
        all.push_str(text);
    }
}

/// A change of the models that is in no revision.
#[derive(Debug)]
pub(super) struct Unrecorded {
    pub(super) change: Change,
    /// Where it was made; nothing for what is gone.
    pub(super) origin: Option<Origin>,
}

/// The changes that package `own` answers for. What is absent counts only where `complete` says that all models are there.
pub(super) fn unrecorded(changes: Vec<Change>, lowered: &Lowered, own: usize, complete: bool) -> Vec<Unrecorded> {
    let changes = changes.into_iter().filter(|change| complete || change.symbol() != '-');
    let all = changes.map(|change| Unrecorded { origin: origin(&change, lowered).cloned(), change });
    all.filter(|it| it.origin.as_ref().is_none_or(|origin| origin.package == own)).collect()
}

/// Where a change was made, as close as can be; nothing for what is gone.
pub fn origin<'a>(change: &Change, lowered: &'a Lowered) -> Option<&'a Origin> {
    let column = match change {
        Change::CreateEnum(it) | Change::DropEnum(it) => return lowered.enum_origins.get(&it.name),
        Change::AlterEnum(pair) => return lowered.enum_origins.get(&pair.new.name),
        Change::RenameTable(pair) => return lowered.origins.get(&(pair.new.clone(), None)),
        Change::AddUnique { unique, .. } => single(&unique.columns),
        Change::AddIndex { index, .. } => match index.parts.as_slice() {
            [part] => part.column_name(),
            _ => None,
        },
        Change::RenameEnum(pair) => return lowered.enum_origins.get(&pair.new),
        Change::RenameEnumValue { enum_type, .. } => return lowered.enum_origins.get(enum_type),
        Change::AddForeignKey { foreign_key, .. } => single(&foreign_key.columns),
        change => change.column(),
    };
    let table = change.table()?;
    let of = |column: Option<&str>| lowered.origins.get(&(table.clone(), column.map(str::to_owned)));
    column.and_then(|column| of(Some(column))).or_else(|| of(None))
}

fn single(columns: &[String]) -> Option<&str> {
    match columns {
        [column] => Some(column),
        _ => None,
    }
}

/// What the build says of changes that are in no revision, for other tools to say the same: each with its source, the last one with
/// the next command, to which `command` adds the options that lead to the same project. `orphans` are the files with models that are
/// part of no crate.
pub fn unrecorded_changes(
    changes: &[Change],
    lowered: &Lowered,
    project: &Project,
    orphans: &[PathBuf],
    has_revisions: bool,
    command: &dyn Fn(Command) -> Command,
) -> Vec<Diagnostic> {
    let all =
        changes.iter().map(|change| Unrecorded { origin: origin(change, lowered).cloned(), change: change.clone() });
    let (placed, gone): (Vec<Unrecorded>, Vec<Unrecorded>) = all.partition(|it| it.origin.is_some());
    let all: Vec<Unrecorded> = placed.into_iter().chain(gone).collect();
    let mut said: Vec<Diagnostic> = all.iter().map(|it| diagnostic(it, project)).collect();
    if let Some(last) = said.last_mut() {
        last.help = Some(help(&all, lowered, project, orphans, has_revisions, command));
    }
    said
}

/// What to do about changes that are in no revision.
pub(super) fn help(
    changes: &[Unrecorded],
    lowered: &Lowered,
    project: &Project,
    orphans: &[PathBuf],
    has_revisions: bool,
    command: &dyn Fn(Command) -> Command,
) -> Help {
    let drops = changes.iter().any(|it| matches!(it.change, Change::DropTable(_)));
    let files: Vec<String> = orphans.iter().map(|file| format!("`{}`", project.show(file).display())).collect();
    if drops && let Some((last, others)) = files.split_last() {
        return Help::new(match others {
            [] => format!("{last} has models, but no `mod` item includes it: add one"),
            others => {
                format!("{} and {last} have models, but no `mod` item includes them: add them", others.join(", "))
            }
        });
    }
    if drops && lowered.schema.tables.is_empty() {
        return Help::run(command(["revision", "--drop-all-tables"].into()), |drop| {
            format!("no models found: write them, or drop all tables with `{drop}`")
        });
    }
    let command = command(recording(changes, has_revisions));
    let migrations = project.migrations();
    if !has_revisions && std::fs::symlink_metadata(&migrations).is_err() {
        return Help::run(command, |command| {
            format!(
                "migrations directory `{}` not found: restore it, or create the first revision with `{command}`",
                project.show(&migrations).display()
            )
        });
    }
    Help::run(command, |command| format!("run `{command}`"))
}

/// The command that records changes.
fn recording(changes: &[Unrecorded], has_revisions: bool) -> Command {
    let names: Vec<String> = changes.iter().map(|it| it.change.name_fragment().replace('_', " ")).collect();
    let message = match names.as_slice() {
        _ if !has_revisions => "initial".to_owned(),
        [one] => one.clone(),
        [one, two] => format!("{one} and {two}"),
        [one, rest @ ..] => format!("{one} and {} more changes", rest.len()),
        [] => String::new(),
    };
    // What a shell would take for something else has no place in a message that is to be pasted.
    let message: String = message.chars().filter(|c| c.is_alphanumeric() || " -.".contains(*c)).collect();
    Command::schema(["revision", "-m"]).text(message)
}

/// What is said of a change: at its place, or about the directory of migrations if it has none.
pub(super) fn diagnostic(it: &Unrecorded, project: &Project) -> Diagnostic {
    let message = format!("model change without a revision: {}", it.change);
    let span = match &it.origin {
        Some(origin) => Span::at(&origin.file, origin.at.line, origin.at.column, origin.length),
        None => Span::file(&project.migrations()),
    };
    Diagnostic::new(Severity::Error, Code::UnrecordedChange, message)
        .span(span)
        .shown(|file| project.show(file).display().to_string())
}

/// The item, and the field if it is on one, that a problem stands on in package `own`.
pub(super) fn place(problem: &Problem, read: &Read, own: usize) -> Option<(ItemId, Option<String>)> {
    let mut items: Vec<(Position, ItemId)> = Vec::new();
    let here = |package: usize, file: &std::path::Path| package == own && file == problem.file;
    for (at, it) in read.models.iter().enumerate().filter(|(_, it)| here(it.package, &it.file)) {
        items.push((it.value.at, ItemId::Model(at)));
    }
    for (at, it) in read.enums.iter().enumerate().filter(|(_, it)| here(it.package, &it.file)) {
        items.push((it.value.at, ItemId::Enum(at)));
    }
    for (at, it) in read.newtypes.iter().enumerate().filter(|(_, it)| here(it.package, &it.file)) {
        items.push((it.value.at, ItemId::Newtype(at)));
    }
    // The last item that starts before; attributes stand before the name of the first.
    items.sort();
    let (_, item) = items.iter().rev().find(|(at, _)| *at <= problem.at).or(items.first())?;
    let ItemId::Model(at) = *item else { return Some((*item, None)) };
    let on = read.models[at].value.fields.iter().find(|field| {
        let reference = field.references.as_ref().map(|it| it.at);
        let size = field.size_at.map(|(at, _)| at);
        [Some(field.at), Some(field.ty_at), size, reference].contains(&Some(problem.at))
    });
    Some((*item, on.map(|field| field.name.clone())))
}
