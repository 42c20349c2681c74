//! What changed in the models, as the changes of a revision.

use schema_core::diagnostic::{Code, Diagnostic, Help};
use schema_core::diff::{Answers, Change, diff};
use schema_core::schema::Schema;

use super::amend::Amended;
use super::{answers, recreate};
use crate::cli::revision::Args;
use crate::context::Context;
use crate::error::{Error, Result};
use crate::exit::Exit;
use crate::ops::check::package_not_set_up;
use crate::output::prompt::Asker;
use crate::project::Project;

/// What the models have beyond the revisions.
pub(crate) struct Changed {
    pub(crate) changes: Vec<Change>,
    /// There is no model at all.
    pub(crate) without_models: bool,
}

/// Compares the models with `old`, the schema that the revisions make.
/// `amended` has answers from before.
pub(crate) fn look(
    context: &mut Context,
    project: &Project,
    old: &Schema,
    args: &Args,
    amended: Option<&Amended>,
) -> Result<Changed> {
    // No option names features here: a revision is written from all models.
    let (models, _, forgotten) = project.models_and_forgotten(&context.global)?;
    for (package, feature) in project.missing_features(&models) {
        let message = format!("the models of `{package}` need `schema-core` with the feature `{feature}`");
        let help = Help::run(["init", "-p", package].into(), |init| format!("`{init}` adds it"));
        context.shell.say(&Diagnostic::warning(Code::Features, message).help(help));
    }
    for package in project.not_set_up()? {
        context.shell.say(&package_not_set_up(package));
    }
    let mut answers = models.answers();
    if let Some(amended) = amended {
        answers.extend(amended.answers(old, &models.schema));
    }
    answers::from_flags(args, &mut answers, old, &models.schema)?;
    let without_models = models.schema.tables.is_empty();
    if without_models && !args.drop_all_tables {
        refuse_nothing(context, project, old)?;
    }
    for file in &forgotten {
        context.shell.say(&project.forgotten(file));
    }
    let mut asker = Asker::new(context.shell.is_interactive()).with_rows_in_order(args.rows_in_order());
    let between = recreate::without(&args.recreated, old, &models.schema)?;
    let mut changes = diff(old, &between, &Answers::default()).changes;
    changes.extend(asker.resolve(&between, &models.schema, &mut answers)?);
    if !args.drop_all_tables {
        refuse_drop_of_all(project, old, &changes)?;
    }
    Ok(Changed { changes, without_models })
}

/// Refuses a project without models where there are tables: more likely than not nobody has said where the models are.
fn refuse_nothing(context: &Context, project: &Project, old: &Schema) -> Result<()> {
    let orphans = project.orphans(&context.global)?;
    if old.tables.is_empty() && orphans.is_empty() {
        return Ok(());
    }
    let mut error = Error::new(Exit::Models, Code::NoModels, "no models found");
    if !old.tables.is_empty() {
        error = error.cause(would_drop(old));
    }
    if let Some(first) = orphans.first() {
        let module = first.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        for file in &orphans {
            error = error.cause(project.forgotten(file).message);
        }
        return Err(error.hint(format!("add a `mod` item, such as `mod {module};`, to the file above it")));
    }
    let drop = project.again().elsewhere(["revision", "--drop-all-tables"]);
    Err(error.hint(Help::run(drop, |drop| format!("write the models, or drop all tables with `{drop}`"))))
}

/// Refuses changes after which none of several tables is left.
fn refuse_drop_of_all(project: &Project, old: &Schema, changes: &[Change]) -> Result<()> {
    let dropped = changes.iter().filter(|change| matches!(change, Change::DropTable(_))).count();
    if dropped < 2 || dropped < old.tables.len() {
        return Ok(());
    }
    let drop = project.again().elsewhere(["revision", "--drop-all-tables"]);
    Err(Error::new(Exit::Models, Code::DropsAllTables, would_drop(old))
        .cause("no model declares any of them")
        .hint(Help::run(drop, |drop| format!("fix the models, or drop all tables with `{drop}`"))))
}

fn would_drop(old: &Schema) -> String {
    let names: Vec<String> = old.tables.keys().take(5).map(|name| format!("`{name}`")).collect();
    let more = if old.tables.len() > names.len() { ", …" } else { "" };
    format!("the revision would drop every table: {}{more}", names.join(", "))
}
