//! Trying a revision on a database in memory before it is written: what it does is what it says, both ways.

use std::collections::BTreeSet;

use schema_core::connect::{Access, Session};
use schema_core::diagnostic::Code;
use schema_core::dialect;
use schema_core::diff::{Change, mentions};
use schema_core::schema::{Dialect, Engines, Schema, Table, TableName};
use schema_core::script::Script;

use crate::error::{Error, Result};
use crate::exit::Exit;
use crate::ops::scratch::Scratch;

/// Runs `up` on what `old` has of the tables that `changes` touch and of those around them, compares with `new`, and goes
/// back with `down`. Other tables are left out, so that one change in a thousand tables is tried as quickly as one in ten.
pub(crate) async fn prove(
    dialect: Dialect,
    (old, new): (&Schema, &Schema),
    changes: &[Change],
    (up, down): (&str, &str),
) -> Result<()> {
    let touched = touched(changes, [old, new]);
    let mut held = with_neighbours(&touched, [old, new]);
    held.extend(named(dialect, changes, [old, new]));
    let (before, after) = (part(old, &touched, &held), part(new, &touched, &held));
    let memory = Scratch::memory().await?;
    let mut session = memory.session(Access::Write).await.map_err(|error| failed("SQLite").causes(&error))?;
    // There are no rows, and tables that are left out are missing: nothing is to be enforced.
    if let Some(unchecked) = dialect.engine().catalog().unchecked() {
        run(&mut session, "the starting schema", unchecked).await?;
    }
    let tables = before.enums.values().cloned().map(Change::CreateEnum);
    let tables: Vec<Change> =
        tables.chain(before.tables.values().map(|table| Change::CreateTable(table.clone().into()))).collect();
    // Nobody may have noted what the tables were written for, and the engine at hand has all that they have.
    let start = dialect::script(session.release(), &Schema::default(), &tables);
    let start = start.map_err(|error| failed("the starting schema").causes(&error))?;
    run(&mut session, "the starting schema", &start.to_string()).await?;
    compare(&mut session, "the starting schema", &before, &held).await?;
    run(&mut session, "`up.sql`", up).await?;
    compare(&mut session, "`up.sql`", &after, &held).await?;
    run(&mut session, "`down.sql`", down).await?;
    compare(&mut session, "`down.sql`", &before, &held).await
}

/// The tables that are changed, by every name that they have on the way. A changed enum type changes those with a
/// column of it.
fn touched(changes: &[Change], sides: [&Schema; 2]) -> BTreeSet<TableName> {
    let mut names: BTreeSet<TableName> = changes.iter().filter_map(|change| change.table().cloned()).collect();
    for change in changes {
        if let Change::RenameTable(pair) = change {
            names.insert(pair.new.clone());
        }
    }
    let enums: BTreeSet<&str> = changes.iter().flat_map(enums).collect();
    let of_them = |table: &&Table| {
        table.columns.iter().any(|column| column.ty.enum_name().is_some_and(|name| enums.contains(name)))
    };
    let tables = sides.into_iter().flat_map(|side| side.tables.values().filter(of_them));
    names.extend(tables.map(|table| table.name.clone()));
    names
}

/// The enum types that a change is about, by every name that they have.
fn enums(change: &Change) -> Vec<&str> {
    match change {
        Change::AlterEnum(change) => vec![&change.old.name],
        Change::RenameEnum(pair) => vec![&pair.old, &pair.new],
        Change::RenameEnumValue { enum_type, .. } => vec![enum_type],
        _ => Vec::new(),
    }
}

/// The tables in `names`, and those at the other end of a foreign key of theirs, before or after: a new foreign key needs
/// its target from the starting schema, and what points to a changed table must still point to it.
fn with_neighbours(names: &BTreeSet<TableName>, sides: [&Schema; 2]) -> BTreeSet<TableName> {
    let mut held = names.clone();
    for table in sides.into_iter().flat_map(|side| side.tables.values()) {
        let mut targets = table.foreign_keys.values().map(|key| &key.references_table);
        if names.contains(&table.name) {
            held.extend(targets.cloned());
        } else if targets.any(|target| names.contains(target)) {
            held.insert(table.name.clone());
        }
    }
    held
}

/// The tables that fills and repairs name.
fn named(dialect: Dialect, changes: &[Change], sides: [&Schema; 2]) -> BTreeSet<TableName> {
    let spelled = changes.iter().filter_map(Change::sql_for_rows);
    let texts: Vec<&str> = spelled.filter_map(|sql| sql.get(dialect)).collect();
    let is_named = |name: &&TableName| texts.iter().any(|sql| mentions(sql, &[dialect], &name.name));
    sides.into_iter().flat_map(|side| side.tables.keys()).filter(is_named).cloned().collect()
}

/// The tables in `held`. Those that are not `touched` have only the foreign keys whose other end is held too.
fn part(schema: &Schema, touched: &BTreeSet<TableName>, held: &BTreeSet<TableName>) -> Schema {
    let mut part = Schema { enums: schema.enums.clone(), dialects: schema.dialects.clone(), ..Schema::default() };
    for table in held.iter().filter_map(|name| schema.table(name)) {
        let mut table = table.clone();
        let whole = touched.contains(&table.name);
        table.foreign_keys.retain(|_, key| whole || held.contains(&key.references_table));
        part.insert_table(table);
    }
    part
}

/// Runs the text of a script as the migrator would take it apart.
async fn run(session: &mut Session, what: &str, text: &str) -> Result<()> {
    let script = Script::parse(session.dialect(), text).map_err(|error| failed(what).causes(&error))?;
    for statement in &script.statements {
        let result = session.execute(&statement.text).await;
        result.map_err(|error| failed(what).cause(error.to_string()).cause(statement.text.as_str()))?;
    }
    Ok(())
}

/// What SQLite has of `names` against what `expected` has of them.
async fn compare(session: &mut Session, what: &str, expected: &Schema, names: &BTreeSet<TableName>) -> Result<()> {
    let mut actual = dialect::introspect(session).await.map_err(|error| failed(what).causes(&error))?;
    let mut expected = expected.clone();
    for schema in [&mut expected, &mut actual] {
        schema.tables.retain(|name, _| names.contains(name));
    }
    let differences = dialect::compare(session.release(), &expected, &actual);
    if differences.is_empty() {
        return Ok(());
    }
    let mut error = failed(what);
    error.diagnostic.causes.push("changes still needed:".to_owned());
    error.diagnostic.causes.extend(differences.iter().map(|change| format!("{} {change}", change.symbol())));
    Err(error)
}

fn failed(what: &str) -> Error {
    Error::new(Exit::Models, Code::VerificationFailed, format!("{what} failed verification on in-memory SQLite"))
        .hint("nothing was written; to skip verification, add `--no-verify`")
}
