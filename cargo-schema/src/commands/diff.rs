//! `cargo schema diff`: what lies between any two of models, revisions, databases, SQL files and snapshots.

use schema_core::diff::Change;

use crate::cli::diff::Args;
use crate::context::Context;
use crate::error::Result;
use crate::exit::Exit;
use crate::ops::between::Between;
use crate::ops::compare::Around;
use crate::output::json;
use crate::output::json::commands::{Diff, DiffSql};
use crate::output::unmanaged;

pub(crate) async fn run(context: &mut Context, args: &Args) -> Result<Exit> {
    let around = &Around::new(&context.global, &args.folder);
    let between = Between::read(around, args).await?;
    for said in between.unfinished.iter().chain(&between.doubt) {
        context.shell.say(said);
    }
    let changes = between.changes()?;
    if args.sql {
        let release = between.release(around)?;
        let sql = if changes.is_empty() { String::new() } else { between.sql(release)? };
        if context.json() {
            context.write_json(&DiffSql { dialect: release.dialect.to_string(), sql });
        } else if !sql.is_empty() {
            context.shell.verbatim(sql.trim_end());
        }
    } else {
        show(context, &between, &changes);
    }
    let Between { from, to, .. } = &between;
    // Each side has its own list; what both have is no difference.
    for (side, other) in [(from, to), (to, from)] {
        let alone = side.found.unmanaged.iter().filter(|it| !other.found.unmanaged.contains(it));
        unmanaged::tell(&mut context.shell, &side.shown, &alone.cloned().collect::<Vec<_>>());
    }
    if changes.is_empty() {
        context.shell.status("Unchanged", format_args!("{} and {} are equal", from.shown, to.shown));
        return Ok(Exit::Fine);
    }
    Ok(Exit::Findings)
}

fn show(context: &mut Context, Between { from, to, .. }: &Between<'_>, changes: &[Change]) {
    if context.json() {
        context.write_json(&Diff {
            from: from.shown.clone(),
            to: to.shown.clone(),
            changes: json::Change::all(changes),
            unmanaged: [from, to].map(|side| json::Unmanaged::all(&side.found.unmanaged)),
        });
        return;
    }
    for change in changes {
        context.shell.data(format_args!("{} {change}", change.symbol()));
    }
}
