//! What a revision renames or drops, and the body of a function, trigger or view still names: it fails when it runs next, and
//! no engine says so before.

use std::cell::LazyCell;

use schema_core::diagnostic::{Code, Diagnostic};
use schema_core::dialect::{self, Body};
use schema_core::diff::Change;
use schema_core::migrate::{Direction, Plan};
use schema_core::revision::Revisions;
use schema_core::schema::{Column, Dialect, Schema, TableName};
use schema_core::script::{self, Made, Script, Words};

use crate::output::shell::Shell;
use crate::project::database::Database;

/// Warns of them before `plan` is run. A database that cannot be asked is told about when it is upgraded.
pub(crate) async fn warn(shell: &mut Shell, database: &Database, revisions: &Revisions, plan: &Plan) {
    let lost = |change: &Change| !lost(change).is_empty();
    let files = || plan.revisions.iter().filter_map(|planned| Some((planned, revisions.get(&planned.id)?)));
    if !files().any(|(planned, file)| directed(&file.manifest.changes, planned.direction).iter().any(lost)) {
        return;
    }
    let Ok(mut session) = database.connect().await else { return };
    let bodies = dialect::bodies(&mut session).await;
    crate::project::database::end(session).await;
    let Ok(bodies) = bodies else { return };
    for (planned, file) in files() {
        // Only a value is looked for in columns. Revisions that contradict themselves are told by what runs them.
        let before = LazyCell::new(|| {
            let parents = file.manifest.parents.iter().map(String::as_str);
            let before = match planned.direction {
                Direction::Up => revisions.replay(parents),
                Direction::Down => revisions.replay([file.id()]),
            };
            before.unwrap_or_default()
        });
        let script = file.script(plan.dialect).and_then(|script| planned.direction.text(script));
        let changes = directed(&file.manifest.changes, planned.direction);
        let made = script.map(|script| made_by(plan.dialect, script)).unwrap_or_default();
        for body in bodies.iter().filter(|body| !made.iter().any(|it| body.is(plan.dialect, it))) {
            for what in named(body, || &*before, &changes) {
                let message = format!(
                    "`{}_{}` {what}, which {} {} uses: it will fail unless the script replaces it",
                    planned.id, planned.slug, body.it.kind, body.it.name
                );
                shell.say(&Diagnostic::warning(Code::BrokenBody, message));
            }
        }
    }
}

/// What the script itself makes, changes or drops. One that cannot be read is told by what runs it.
fn made_by(dialect: Dialect, script: &str) -> Vec<Made> {
    let statements = Script::parse(dialect, script).map(|script| script.statements).unwrap_or_default();
    statements
        .iter()
        .flat_map(|statement| script::made(dialect, &Words::of(dialect, &statement.text, usize::MAX)))
        .collect()
}

/// The changes as they are made in this direction.
fn directed(changes: &[Change], direction: Direction) -> Vec<Change> {
    match direction {
        Direction::Up => changes.to_vec(),
        Direction::Down => changes.iter().rev().cloned().map(Change::invert).collect(),
    }
}

/// What `changes` of the schema `before` do to things that the body names, in words.
fn named<'s>(body: &Body, before: impl Fn() -> &'s Schema, changes: &[Change]) -> Vec<String> {
    let renamed = |table: &TableName| {
        changes.iter().find_map(|change| match change {
            Change::RenameTable(pair) if pair.new == *table => Some(pair.old.clone()),
            _ => None,
        })
    };
    let former = |enum_type: &String| {
        changes.iter().find_map(|change| match change {
            Change::RenameEnum(pair) if pair.new == *enum_type => Some(pair.old.clone()),
            _ => None,
        })
    };
    let is_named = |lost: &Lost| match lost {
        Lost::Table(_, table) => names(body, table, renamed(table).as_ref(), None),
        Lost::Column(_, table, column) => names(body, table, renamed(table).as_ref(), Some(column)),
        Lost::Value(_, enum_type, value) => {
            let enum_type = former(enum_type).unwrap_or_else(|| enum_type.clone());
            body.has_value(value) && (body.names_type(&enum_type) || names_a_column(body, before(), &enum_type))
        }
    };
    let said = |lost: Lost| match lost {
        Lost::Table(verb, table) => format!("{verb} table `{table}`"),
        Lost::Column(verb, table, column) => format!("{verb} column `{table}.{column}`"),
        Lost::Value(verb, enum_type, value) => format!("{verb} value `{value}` of enum `{enum_type}`"),
    };
    changes.iter().flat_map(lost).filter(is_named).map(said).collect()
}

/// Whether the body names the table by this name or its former one, and the column with it.
fn names(body: &Body, table: &TableName, former: Option<&TableName>, column: Option<&str>) -> bool {
    [Some(table), former].into_iter().flatten().any(|it| body.names(&it.name, column))
}

/// Whether the body names a column of the enum type.
fn names_a_column(body: &Body, before: &Schema, enum_type: &str) -> bool {
    before.tables.values().any(|table| {
        let of_type = |column: &&Column| column.ty.enum_name() == Some(enum_type);
        table.columns.iter().filter(of_type).any(|column| body.names(&table.name.name, Some(&column.name)))
    })
}

/// A name that is gone after a change, or a value; each with what happened to it.
enum Lost {
    Table(&'static str, TableName),
    Column(&'static str, TableName, String),
    /// The enum type, and its value.
    Value(&'static str, String, String),
}

/// What is gone after `change`.
fn lost(change: &Change) -> Vec<Lost> {
    match change {
        Change::RenameTable(pair) => vec![Lost::Table("renames", pair.old.clone())],
        Change::RenameColumn { table, column } => vec![Lost::Column("renames", table.clone(), column.old.clone())],
        Change::RenameEnumValue { enum_type, value } => {
            vec![Lost::Value("renames", enum_type.clone(), value.old.clone())]
        }
        Change::DropTable(table) => vec![Lost::Table("drops", table.name.clone())],
        Change::DropColumn { table, column } => vec![Lost::Column("drops", table.clone(), column.name.clone())],
        Change::AlterEnum(it) => {
            it.removed().map(|value| Lost::Value("removes", it.old.name.clone(), value.clone())).collect()
        }
        Change::CreateEnum(_)
        | Change::DropEnum(_)
        | Change::RenameEnum(_)
        | Change::CreateTable(_)
        | Change::AlterTableComment { .. }
        | Change::AlterTableOptions { .. }
        | Change::AddPartition { .. }
        | Change::AlterPartitioning { .. }
        | Change::DropPartition { .. }
        | Change::RenameConstraint { .. }
        | Change::AddColumn { .. }
        | Change::AlterColumn { .. }
        | Change::AddPrimaryKey { .. }
        | Change::DropPrimaryKey { .. }
        | Change::RenamePrimaryKey { .. }
        | Change::AddUnique { .. }
        | Change::DropUnique { .. }
        | Change::AddIndex { .. }
        | Change::DropIndex { .. }
        | Change::AddForeignKey { .. }
        | Change::DropForeignKey { .. }
        | Change::AddCheck { .. }
        | Change::DropCheck { .. }
        | Change::AlterValidity { .. }
        | Change::AddExclusion { .. }
        | Change::DropExclusion { .. } => Vec::new(),
    }
}
