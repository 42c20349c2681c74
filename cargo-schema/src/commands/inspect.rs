//! `cargo schema inspect`: what a database has.

use schema_core::diagnostic::Code;
use schema_core::dialect::{self, Introspection, Needs, Unmanaged};
use schema_core::diff::{Answers, diff};
use schema_core::schema::{Release, Schema};

use crate::cli::inspect::{Args, Format};
use crate::context::Context;
use crate::error::{Error, Result};
use crate::exit::Exit;
use crate::ops::compare;
use crate::ops::generate::needs::begin_with;
use crate::ops::locate::unfinished_revision;
use crate::output::codegen;
use crate::output::json::{self, commands::Inspect};
use crate::output::mermaid;
use crate::output::outline;
use crate::output::shell::count;
use crate::project::Project;
use crate::project::database::Database;

pub(crate) async fn run(context: &mut Context, args: &Args) -> Result<Exit> {
    let database = match &args.url {
        Some(url) => Database::at(&context.global, url)?,
        None => Database::find(&context.global, &Project::find(&context.global)?)?,
    };
    context.uses(&database);
    let (mut session, mut found) = compare::open(&database).await?;
    let release = session.release();
    let dialect = release.dialect;
    if !args.namespaces.is_empty() {
        found.schema.tables.retain(|name, _| name.namespace.as_ref().is_some_and(|it| args.namespaces.contains(it)));
    }
    let needed = match args.format {
        Format::Sql => dialect::needed(&mut session, &found.schema.tables.keys().collect()).await,
        _ => Ok(Needs::default()),
    };
    let needed = needed.map_err(|error| database.error(&error))?;
    crate::project::database::end(session).await;
    if let Some(said) = unfinished_revision(&database).await {
        context.shell.say(&said);
    }
    found.schema.enums.retain(|name, _| !needed.makes(&Unmanaged::unused_enum(name)));
    let Introspection { schema, unmanaged, .. } = &found;
    match args.format {
        Format::Human => {
            context.shell.lines(outline::outline(schema).trim_end());
            for it in unmanaged {
                context.shell.data(format_args!("unmanaged: {it}"));
            }
        }
        Format::Json => {
            // A schema is text and numbers alone.
            let schema = serde_json::to_value(schema).unwrap_or_default();
            let unmanaged = json::Unmanaged::all(unmanaged);
            context.write_json(&Inspect { schema, unmanaged });
        }
        Format::Sql => {
            let mut first = needed.clone();
            first.leave_extensions(&dialect::extensions(dialect, schema));
            let sql = begin_with(&first) + &create(release, schema)?;
            context.shell.verbatim(sql.trim_end());
            for it in unmanaged.iter().filter(|it| !needed.makes(it)) {
                context.shell.data(format_args!("-- unmanaged: {}", it.to_string().replace(['\n', '\r'], " ")));
            }
        }
        Format::Mermaid => context.shell.lines(mermaid::diagram(schema).trim_end()),
        Format::Rust => {
            // Outside of a project nobody said what is to be left alone.
            let project = Project::find(&context.global).ok();
            let revisions = project.as_ref().and_then(|project| project.revisions().ok());
            let declared = revisions.and_then(|revisions| revisions.schema().ok()).unwrap_or_default();
            let metadata = project.map(|project| project.metadata().clone()).unwrap_or_default();
            compare::for_models(&mut found, &metadata, &declared);
            context.shell.verbatim(codegen::source(dialect, &found).trim_end());
        }
    }
    let Introspection { schema, unmanaged, .. } = &found;
    let tables = count(schema.tables.len(), "table");
    let others =
        if unmanaged.is_empty() { String::new() } else { format!(", {}", count(unmanaged.len(), "unmanaged object")) };
    context.shell.status("Inspected", format_args!("{}: {tables}{others}", database.shown()));
    Ok(Exit::Fine)
}

/// The statements that make `schema` in an empty database.
fn create(release: Release, schema: &Schema) -> Result<String> {
    let nothing = Schema::default();
    let changes = diff(&nothing, schema, &Answers::default()).changes;
    let script = dialect::script(release, &nothing, &changes);
    let script = script.map_err(|error| {
        Error::new(Exit::Models, Code::NotRenderable, format!("cannot write the schema as SQL for {}", release.dialect))
            .causes(&error)
    })?;
    Ok(script.to_string())
}
