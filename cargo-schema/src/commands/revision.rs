//! `cargo schema revision`: what changed in the models, as a revision.

use std::path::{Path, PathBuf};

use schema_core::diff::{Answers, Change, NO_REPAIR, diff};
use schema_core::revision::Manifest;
use schema_core::schema::{Dialect, Schema};
use serde_json::json;

use super::Context;
use super::from_database::{self, Seen};
use super::inspect::begin_with;
use crate::cli;
use crate::error::{Error, Result};
use crate::exit::Exit;
use crate::ops::generate::recreate;
use crate::ops::generate::{Draft, Plan};
use crate::output::diagnostics;
use crate::output::prompt::Asker;
use crate::project::Project;
use crate::project::write;

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
    /// Value for rows that exist already: `users.age=0`, `users.at=now()`, `users.key=sql(lower(name))`; `users.name=` is
    /// the empty text
    #[arg(long = "fill", value_name = "TABLE.COLUMN=VALUE", help_heading = "Answers")]
    fills: Vec<String>,
    /// Rows with a removed value of an enum get another one: `status.draft=new`
    #[arg(long = "replace", value_name = "ENUM.REMOVED=VALUE", help_heading = "Answers")]
    replaced: Vec<String>,
    /// Statement that brings rows into order before a new constraint or unique index: `uq_users_email=DELETE FROM …`;
    /// `uq_users_email=none` where they are in order, `none` where all are
    #[arg(long = "repair", value_name = "NAME=SQL", help_heading = "Answers")]
    repairs: Vec<String>,
    /// A column of another type, to which no value can be converted, is dropped and added again; its values are lost
    #[arg(long = "recreate", value_name = "TABLE.COLUMN", help_heading = "Answers", conflicts_with = "from_database")]
    recreated: Vec<String>,
    /// File with answers, as `[answers]` of a revision has them
    #[arg(long = "answers", value_name = "FILE", help_heading = "Answers")]
    answers: Option<PathBuf>,
    /// Take what somebody changed by hand in a database, instead of what changed in the models [default: that of the
    /// project]
    #[arg(long, value_name = "URL", num_args = 0..=1)]
    from_database: Option<Option<String>>,
    /// With `--from-database`: only what is different in these tables, columns, constraints or enums: `users`,
    /// `users.age`, `legacy_*`; may be given several times
    #[arg(long, value_name = "PATTERN", requires = "from_database")]
    pub(super) only: Vec<String>,
    /// Write a revision that drops every table
    #[arg(long, conflicts_with = "from_database")]
    drop_all_tables: bool,
    /// Write a revision without changes, for SQL of your own
    #[arg(long, conflicts_with_all = ["renames", "not_renamed", "fills", "replaced", "repairs", "recreated", "answers", "from_database"])]
    empty: bool,
    /// Database to write SQL for, instead of those in the metadata
    #[arg(long = "dialect", value_name = "NAME", value_parser = cli::dialect, value_delimiter = ',')]
    dialects: Vec<Dialect>,
    /// Write the SQL without trying it on a SQLite database in memory first
    #[arg(long)]
    no_verify: bool,
}

impl Args {
    /// Whether all rows are in order for what comes.
    fn rows_in_order(&self) -> bool {
        self.repairs.iter().any(|text| text == NO_REPAIR)
    }
}

pub(crate) async fn run(context: &mut Context, args: &Args) -> Result<Exit> {
    let project = Project::find(&context.global)?;
    let dialects = if args.dialects.is_empty() { project.dialects()? } else { &args.dialects };
    let revisions = project.revisions()?;
    revisions.graph().head().map_err(|heads| Error::of_heads(&heads, project.again()))?;
    let old = revisions.schema()?;

    let mut answers = Answers::default();
    let mut seen = None;
    let changes = if args.empty {
        Vec::new()
    } else if let Some(url) = &args.from_database {
        let (changes, told, beyond) = from_database::look(context, &project, &revisions, url.as_deref(), args).await?;
        answers = told;
        if let Some(doubt) = &beyond.doubt {
            context.shell.warn(doubt);
        }
        seen = Some(beyond);
        changes
    } else {
        let (models, complete, forgotten) = project.models_and_forgotten(&context.global)?;
        if !complete {
            return Err(Error::usage("a revision holds all models, and these features may leave some out or add some")
                .hint("leave the feature flags out, or list the features in `features` of the metadata"));
        }
        for (package, feature) in project.missing_features(&models) {
            context.shell.warn(format_args!(
                "the models of `{package}` need `schema-core` with the feature `{feature}`: `cargo schema init -p {package}` adds it"
            ));
        }
        for package in project.not_set_up()? {
            context.shell.warn(format_args!(
                "`{package}` has models that are in no schema: `cargo schema init -p {package}` sets it up"
            ));
        }
        answers = models.answers();
        from_flags(args, &mut answers, &old, &models.schema)?;
        if models.schema.tables.is_empty() && !args.drop_all_tables {
            refuse_nothing(context, &project, &old)?;
        }
        for file in &forgotten {
            context.shell.warn(diagnostics::forgotten(&project, file));
        }
        let mut asker = Asker::new(context.shell.is_interactive()).with_rows_in_order(args.rows_in_order());
        let between = recreate::without(&args.recreated, &old, &models.schema)?;
        let mut changes = diff(&old, &between, &Answers::default()).changes;
        changes.extend(asker.resolve(&between, &models.schema, &mut answers)?);
        if !args.drop_all_tables {
            refuse_drop_of_all(&project, &old, &changes)?;
        }
        if changes.is_empty() && models.schema.tables.is_empty() {
            return Ok(unchanged(context, "there are no models, and revisions make no tables"));
        }
        changes
    };
    if let Some(seen) = &seen {
        diagnostics::tell_unmodelled(&mut context.shell, "the database", &seen.unmodelled);
    }
    if changes.is_empty() && !args.empty {
        let what =
            if seen.is_some() { "the database is what the revisions make" } else { "models and revisions agree" };
        return Ok(unchanged(context, what));
    }
    let (graph, message) = (revisions.graph(), args.message.as_deref());
    let (verify, again) = (!args.no_verify, project.again());
    let plan = Plan { graph, dialects, old: &old, changes, answers, message, verify, again };
    let mut draft = Draft::new(plan).await?;
    if let Some(Seen { needs: (dialect, needs), .. }) = &seen {
        draft.begin_with(*dialect, &begin_with(needs));
        from_database::tell_missing(context, needs);
    }
    let folder = write::folder(&project.migrations(), &draft.name, &draft.files)?;
    tell(context, &project.show(&folder), &draft, seen.as_ref());
    Ok(Exit::Fine)
}

/// Refuses a project without models where there are tables: more likely than not nobody has said where the models are.
fn refuse_nothing(context: &Context, project: &Project, old: &Schema) -> Result<()> {
    let orphans = project.orphans(&context.global)?;
    if old.tables.is_empty() && orphans.is_empty() {
        return Ok(());
    }
    let mut error = Error::new(Exit::Models, "there are no models");
    if !old.tables.is_empty() {
        error = error.cause(would_drop(old));
    }
    if let Some(first) = orphans.first() {
        let module = first.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        for file in &orphans {
            error = error.cause(diagnostics::forgotten(project, file));
        }
        return Err(error.hint(format!("add a `mod` item, such as `mod {module};`, to the file above it")));
    }
    let drop = project.again().elsewhere("revision --drop-all-tables");
    Err(error.hint(format!("write the models, or drop all tables with `{drop}`")))
}

/// Refuses changes after which none of several tables is left.
fn refuse_drop_of_all(project: &Project, old: &Schema, changes: &[Change]) -> Result<()> {
    let dropped = changes.iter().filter(|change| matches!(change, Change::DropTable(_))).count();
    if dropped < 2 || dropped < old.tables.len() {
        return Ok(());
    }
    let drop = project.again().elsewhere("revision --drop-all-tables");
    Err(Error::new(Exit::Models, would_drop(old))
        .cause("none of the models declares one of them")
        .hint(format!("set the models right, or drop all tables with `{drop}`")))
}

fn would_drop(old: &Schema) -> String {
    let names: Vec<String> = old.tables.keys().take(5).map(|name| format!("`{name}`")).collect();
    let more = if old.tables.len() > names.len() { ", …" } else { "" };
    format!("the revision would drop every table: {}{more}", names.join(", "))
}

/// Says what was written, and what else was seen where it comes from a database.
fn tell(context: &mut Context, shown: &Path, draft: &Draft, seen: Option<&Seen>) {
    let Draft { name: _, manifest: Manifest { id, message, changes, .. }, files, hazards } = draft;
    let hazards: Vec<&str> = hazards.iter().map(|hazard| hazard.message.as_str()).collect();
    if context.json() {
        let mut value = json!({
            "id": id,
            "message": message,
            "folder": shown,
            "files": files.iter().map(|(name, _)| name).collect::<Vec<_>>(),
            "changes": changes.iter().map(ToString::to_string).collect::<Vec<_>>(),
            "hazards": hazards,
        });
        if let Some(Seen { models, left, unmodelled, .. }) = seen {
            value["models"] = models.as_str().into();
            value["unmodelled"] = diagnostics::unmodelled_json(unmodelled);
            value["left"] = left.iter().map(ToString::to_string).collect::<Vec<_>>().into();
        }
        context.write_json(&value);
    } else if let Some(seen) = seen.filter(|seen| !seen.models.is_empty()) {
        context.shell.lines(&seen.models);
    }
    context.shell.status("Created", format_args!("{}: {}", shown.display(), draft.file_names()));
    for change in changes {
        context.shell.detail(format_args!("{} {change}", change.symbol()));
    }
    for hazard in hazards {
        context.shell.warn(hazard);
    }
    for change in changes {
        let Change::AlterEnum(it) = change else { continue };
        let has_new = it.new.values.iter().any(|value| !it.old.values.contains(value));
        for value in it.lost() {
            let (shell, name) = (&mut context.shell, &it.new.name);
            let flag = format!("--replace {name}.{value}=<value>");
            shell.detail(format_args!("- to give rows with `{value}` another value, write it again with `{flag}`"));
            if has_new {
                let flag = format!("--rename {name}.{value}:{name}.<value>");
                shell.detail(format_args!("- if `{value}` has a new name, write it again with `{flag}`"));
            }
        }
    }
    if let Some(Seen { left, again, .. }) = seen {
        if !left.is_empty() {
            context.shell.status("Left", "as it is, for `--only` does not mean it:");
            for change in left {
                context.shell.detail(format_args!("{} {change}", change.symbol()));
            }
        }
        context.shell.status("Remaining", "by hand:");
        context
            .shell
            .detail("- say the same in the models, as they stand on stdout: the build tells what still differs");
        // What is left is a difference, which `stamp` would refuse.
        let force = if left.is_empty() { "" } else { " --force" };
        let mark = again.command(&format!("stamp head{force}"));
        context.shell.detail(format_args!("- mark the database, which has it already: `{mark}`"));
    }
}

fn unchanged(context: &mut Context, what: &str) -> Exit {
    if context.json() {
        context.write_json(&json!({ "changes": [] }));
    }
    context.shell.status("Unchanged", what);
    Exit::Fine
}

/// Adds what the flags say, in the order in which answers build on each other.
pub(super) fn from_flags(args: &Args, answers: &mut Answers, old: &Schema, new: &Schema) -> Result<()> {
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
    for text in args.repairs.iter().filter(|text| *text != NO_REPAIR) {
        answers.repair_from_text(text, new).map_err(|message| Error::usage(message).cause("in `--repair`"))?;
    }
    Ok(())
}
