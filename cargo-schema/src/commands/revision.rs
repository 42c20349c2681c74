//! `cargo schema revision`: what changed in the models, as a revision.

use std::path::PathBuf;
use std::time::SystemTime;

use schema_core::dialect;
use schema_core::diff::{Answers, Change, resolve};
use schema_core::revision::{Manifest, new_id, script_name, slug};
use schema_core::schema::{Dialect, Schema};
use serde_json::json;

use super::{Context, block_on};
use crate::ask::Asker;
use crate::error::{Error, Result};
use crate::exit::Exit;
use crate::manifest_text::manifest_text;
use crate::project::Project;
use crate::{args, prove, write};

#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// What it is for; the folder is named after it [default: from the changes]
    #[arg(short, long, value_name = "TEXT")]
    message: Option<String>,
    /// A table, column, enum or value of one has a new name: `users:people`, `users.name:users.full_name`
    #[arg(long = "rename", value_name = "OLD:NEW", help_heading = "Answers")]
    renames: Vec<String>,
    /// A table or column is new, and not a dropped one by a new name
    #[arg(long = "no-rename", value_name = "NEW", help_heading = "Answers")]
    not_renamed: Vec<String>,
    /// Value for rows that exist already: `users.age=0`, `users.at=now()`, `users.key=sql(lower(name))`
    #[arg(long = "fill", value_name = "TABLE.COLUMN=VALUE", help_heading = "Answers")]
    fills: Vec<String>,
    /// Rows with a removed value of an enum get another one: `status.draft=new`
    #[arg(long = "replace", value_name = "ENUM.REMOVED=VALUE", help_heading = "Answers")]
    replaced: Vec<String>,
    /// Statement that brings rows into order before a new constraint: `uq_users_email=DELETE FROM …`
    #[arg(long = "repair", value_name = "CONSTRAINT=SQL", help_heading = "Answers")]
    repairs: Vec<String>,
    /// File with answers, as `[answers]` of a revision has them
    #[arg(long = "answers", value_name = "FILE", help_heading = "Answers")]
    answers: Option<PathBuf>,
    /// Write a revision without changes, for SQL of your own
    #[arg(long, conflicts_with_all = ["renames", "not_renamed", "fills", "replaced", "repairs", "answers"])]
    empty: bool,
    /// Database to write SQL for, instead of those in the metadata
    #[arg(long = "dialect", value_name = "NAME", value_parser = args::dialect, value_delimiter = ',')]
    dialects: Vec<Dialect>,
    /// Write the SQL without trying it on a SQLite database in memory first
    #[arg(long)]
    no_verify: bool,
}

pub(crate) fn run(context: &mut Context, args: &Args) -> Result<Exit> {
    let project = Project::find(&context.global)?;
    let dialects = if args.dialects.is_empty() { project.dialects()? } else { &args.dialects };
    let revisions = project.revisions()?;
    let parent = revisions.graph().head()?.map(|head| head.id.clone());
    let old = revisions.schema()?;

    let mut answers = Answers::default();
    let changes = if args.empty {
        Vec::new()
    } else {
        let (models, complete) = project.models(&context.global)?;
        if !complete {
            return Err(Error::usage("a revision holds all models, and these features may leave some out or add some")
                .hint("leave the feature flags out, or list the features in `features` of the metadata"));
        }
        answers = models.answers();
        from_flags(args, &mut answers, &old, &models.schema)?;
        let mut asker = Asker::new(context.shell.is_interactive());
        let changes = resolve(&old, &models.schema, &mut answers, &mut asker);
        changes.map_err(|refused| asker.refused(&refused))?
    };
    if changes.is_empty() && !args.empty {
        return Ok(unchanged(context));
    }
    let new = after(&old, &changes)?;

    let message = args.message.clone().unwrap_or_else(|| default_message(&changes));
    let id = new_id(SystemTime::now(), revisions.graph());
    let name = format!("{id}_{}", slug(&message));
    let mut files = Vec::new();
    for &dialect in dialects {
        let scripts = Scripts::new(dialect, &old, &new, &changes)?;
        let up = text(&message, "up", &scripts.up);
        let down = text(&message, "down", &scripts.down);
        if dialect == Dialect::Sqlite && !args.no_verify && !changes.is_empty() {
            block_on(prove::prove(&old, &new, &changes, &up, &down))?;
        }
        let suffix = (dialects.len() > 1).then_some(dialect);
        files.push((script_name("up", suffix), up));
        files.push((script_name("down", suffix), down));
    }
    let manifest = Manifest {
        id: id.clone(),
        parents: parent.into_iter().collect(),
        message: message.clone(),
        dialects: if dialects.len() == 1 { dialects.to_vec() } else { Vec::new() },
        answers: used(answers, &changes),
        changes,
    };
    let toml = manifest_text(&manifest)?;
    files.insert(0, ("revision.toml".to_owned(), toml));
    let folder = write::folder(&project.migrations(), &name, &files)?;

    let shown = project.show(&folder);
    let mut hazards: Vec<&str> = Vec::new();
    for (_, text) in files.iter().filter(|(name, _)| name.starts_with("up.")) {
        let new: Vec<&str> = dialect::hazards(text).into_iter().filter(|hazard| !hazards.contains(hazard)).collect();
        hazards.extend(new);
    }
    if context.json() {
        let changes: Vec<String> = manifest.changes.iter().map(ToString::to_string).collect();
        context.write_json(&json!({
            "id": id,
            "message": message,
            "folder": shown,
            "files": files.iter().map(|(name, _)| name).collect::<Vec<_>>(),
            "changes": changes,
            "hazards": hazards,
        }));
    }
    let names: Vec<&str> = files.iter().map(|(name, _)| name.as_str()).collect();
    context.shell.status("Created", format_args!("{}: {}", shown.display(), names.join(", ")));
    for change in &manifest.changes {
        context.shell.detail(format_args!("{} {change}", change.symbol()));
    }
    for hazard in hazards {
        context.shell.warn(hazard);
    }
    Ok(Exit::Fine)
}

fn unchanged(context: &mut Context) -> Exit {
    if context.json() {
        context.write_json(&json!({ "changes": [] }));
    }
    context.shell.status("Unchanged", "models and revisions agree");
    Exit::Fine
}

/// Adds what the flags say, in the order in which answers build on each other.
fn from_flags(args: &Args, answers: &mut Answers, old: &Schema, new: &Schema) -> Result<()> {
    if let Some(path) = &args.answers {
        let text = std::fs::read_to_string(path)
            .map_err(|error| Error::usage(format!("cannot read `{}`: {error}", path.display())))?;
        let mut told: Answers = toml::from_str(&text)
            .map_err(|error| Error::usage(format!("`{}` is no file of answers: {error}", path.display())))?;
        told.for_now();
        answers.extend(told);
    }
    // The rename of a table first, for its columns are called by its new name.
    let (columns, tables): (Vec<&String>, Vec<&String>) = args.renames.iter().partition(|text| text.contains('.'));
    for text in tables.into_iter().chain(columns) {
        answers.rename_from_text(text, old, new).map_err(|message| Error::usage(message).cause("in `--rename`"))?;
    }
    for text in &args.not_renamed {
        answers.not_renamed_from_text(text, new).map_err(|message| Error::usage(message).cause("in `--no-rename`"))?;
    }
    for text in &args.fills {
        answers.fill_from_text(text, new).map_err(|message| Error::usage(message).cause("in `--fill`"))?;
    }
    for text in &args.replaced {
        answers.replace_from_text(text, old, new).map_err(|message| Error::usage(message).cause("in `--replace`"))?;
    }
    for text in &args.repairs {
        answers.repair_from_text(text, new).map_err(|message| Error::usage(message).cause("in `--repair`"))?;
    }
    Ok(())
}

/// The schema after `changes`, which the differ made for `old`.
fn after(old: &Schema, changes: &[Change]) -> Result<Schema> {
    let mut new = old.clone();
    schema_core::diff::apply_all(&mut new, changes)
        .map_err(|error| Error::new(Exit::Models, "the changes do not fit the last revision").causes(&error))?;
    Ok(new)
}

/// What runs on one dialect.
struct Scripts {
    up: String,
    down: String,
}

impl Scripts {
    /// The way from `old` to `new` and back.
    fn new(dialect: Dialect, old: &Schema, new: &Schema, changes: &[Change]) -> Result<Self> {
        let back: Vec<Change> = changes.iter().rev().cloned().map(Change::invert).collect();
        let render = |from: &Schema, changes: &[Change]| {
            dialect::script(dialect, from, changes).map(|script| script.to_string()).map_err(|error| {
                Error::new(Exit::Models, format!("the changes cannot be written as SQL for {dialect}")).causes(&error)
            })
        };
        Ok(Self { up: render(old, changes)?, down: render(new, &back)? })
    }
}

/// The text of a script's file.
pub(crate) fn text(message: &str, direction: &str, body: &str) -> String {
    let title = message.replace(['\n', '\r'], " ");
    let body = if body.is_empty() { "-- Nothing is run.\n" } else { body };
    match direction {
        "up" => format!("-- {title}\n\n{body}"),
        _ => format!("-- Takes back: {title}\n\n{body}"),
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

/// The answers that had a part in `changes`.
fn used(answers: Answers, changes: &[Change]) -> Answers {
    let Answers {
        mut tables,
        mut columns,
        mut new_tables,
        mut new_columns,
        mut fills,
        mut enums,
        mut values,
        mut replaced,
        mut repairs,
        now,
    } = answers;
    enums.retain(|it| changes.iter().any(|change| matches!(change, Change::RenameEnum(pair) if pair == it)));
    values.retain(|it| {
        let same = |change: &Change| matches!(change, Change::RenameEnumValue { enum_type, value } if *enum_type == it.enum_type && value.new == it.new);
        changes.iter().any(same)
    });
    replaced.retain(|it| {
        let same = |change: &Change| matches!(change, Change::AlterEnum(of) if of.new.name == it.enum_type && of.replaced.contains_key(&it.old));
        changes.iter().any(same)
    });
    repairs.retain(|it| {
        let same = |change: &Change| match change {
            Change::AddUnique { table, unique, .. } => *table == it.table && unique.name == it.constraint,
            Change::AddForeignKey { table, foreign_key, .. } => *table == it.table && foreign_key.name == it.constraint,
            Change::AddCheck { table, check, .. } => *table == it.table && check.name == it.constraint,
            _ => false,
        };
        changes.iter().any(same)
    });
    tables.retain(|it| changes.iter().any(|change| matches!(change, Change::RenameTable(pair) if pair == it)));
    columns.retain(|it| {
        let same = |change: &Change| matches!(change, Change::RenameColumn { table, column } if *table == it.table && column.new == it.new);
        changes.iter().any(same)
    });
    new_tables
        .retain(|it| changes.iter().any(|change| matches!(change, Change::CreateTable(table) if table.name == *it)));
    new_columns.retain(|it| {
        let same = |change: &Change| matches!(change, Change::AddColumn { table, column, .. } if *table == it.table && column.name == it.column);
        changes.iter().any(same)
    });
    fills.retain(|it| {
        let same = |change: &Change| match change {
            Change::AddColumn { table, column, fill: Some(_) } => *table == it.table && column.name == it.column,
            Change::AlterColumn { table, column, fill: Some(_) } => *table == it.table && column.new.name == it.column,
            _ => false,
        };
        changes.iter().any(same)
    });
    Answers { tables, columns, new_tables, new_columns, fills, enums, values, replaced, repairs, now }
}
