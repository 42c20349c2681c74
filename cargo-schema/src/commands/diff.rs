//! `cargo schema diff`: what lies between any two of models, revisions, databases, SQL files and snapshots.

use crate::cli::diff::Args;
use crate::context::Context;
use crate::error::Result;
use crate::exit::Exit;
use crate::ops::between::Between;
use crate::ops::compare::{Around, Held, Side};
use crate::output::json;
use crate::output::json::commands::Diff;
use crate::output::shell::Shell;
use crate::output::unmanaged;

pub(crate) async fn run(context: &mut Context, args: &Args) -> Result<Exit> {
    let around = &Around::new(&context.global, &args.folder);
    let between = Between::read(around, args).await?;
    for said in between.unfinished.iter().chain(&between.doubt) {
        context.shell.say(said);
    }
    let changes = between.changes()?;
    let release = match args.sql {
        true => Some(between.release(around)?),
        false => None,
    };
    let sql = match release {
        Some(release) if changes.is_empty() => Some((release, String::new())),
        Some(release) => Some((release, between.sql(release)?)),
        None => None,
    };
    if context.json() {
        let (sql, dialect) = sql.map(|(release, sql)| (sql, release.dialect.to_string())).unzip();
        let data = Diff {
            from: side(&mut context.shell, around, &args.from, &between.from)?,
            to: side(&mut context.shell, around, &args.to, &between.to)?,
            changes: json::Change::all(&changes),
            sql,
            dialect,
        };
        context.write_json(&data);
    } else {
        match sql {
            Some((_, sql)) if sql.is_empty() => {}
            Some((_, sql)) => context.shell.verbatim(sql.trim_end()),
            None => changes.iter().for_each(|it| context.shell.data(format_args!("{} {it}", it.symbol()))),
        }
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

/// A side for programs.
fn side(shell: &mut Shell, around: &Around<'_>, text: &str, held: &Held) -> Result<json::commands::Side> {
    let side = Side::parse(text);
    let database = side.database(around)?;
    if let (Side::Own, Some(database)) = (&side, &database) {
        shell.uses(json::Database::new(database.shown(), database.plain_url().dialect()));
    }
    Ok(json::commands::Side {
        kind: side.kind(),
        name: database.map_or_else(|| text.to_owned(), |database| database.shown().to_owned()),
        unmanaged: json::Unmanaged::all(&held.found.unmanaged),
    })
}
