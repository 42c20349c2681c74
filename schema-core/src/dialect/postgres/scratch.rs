//! Comparing through the server itself: what is expected is made in a scratch place and read back, so that both sides were
//! spelled by the same hand.

use std::collections::{BTreeMap, BTreeSet};

use crate::connect::{Error, Session};
use crate::dialect;
use crate::diff::{Answers, Change, diff};
use crate::plan;
use crate::schema::{Column, Dialect, PartOf, Schema, Table, TableName, TableOptions};

/// The schema in which tables are made for a moment; nobody else sees it.
const SCRATCH: &str = "_schema_scratch";

/// What `compare` finds, where the expressions of `expected` are told in the server's own words. Where the session may not
/// make tables, they are compared as far as this program understands them, as `compare` does.
pub(in crate::dialect) async fn compare_through(
    session: &mut Session,
    expected: &Schema,
    actual: &Schema,
) -> Result<Vec<Change>, Error> {
    let mut said = expected.clone();
    plan::project(&mut said, &super::CAPABILITIES);
    let mut namespaces: BTreeMap<Option<String>, Vec<Table>> = BTreeMap::new();
    for (name, table) in &said.tables {
        if actual.table(name).is_some_and(|there| texts(there) != texts(table)) {
            namespaces.entry(name.namespace.clone()).or_default().push(bare(table));
        }
    }
    let mut spelled = BTreeMap::new();
    for (namespace, tables) in namespaces {
        let Some(made) = made(session, &said, tables).await? else { continue };
        let named = |name: TableName| TableName { namespace: namespace.clone(), ..name };
        spelled.extend(made.tables.into_iter().map(|(name, table)| (named(name), table)));
    }
    let (mut one, mut other) = (expected.clone(), actual.clone());
    dialect::level(Dialect::Postgres, &mut one, &mut other, false, true);
    for (name, by_server) in &spelled {
        let (Some(expected), Some(there), Some(raw)) =
            (one.tables.get_mut(name), other.tables.get_mut(name), actual.table(name))
        else {
            continue;
        };
        settle(expected, there, by_server, raw);
    }
    Ok(diff(&other, &one, &Answers::default()).changes)
}

/// Makes `tables` without their namespace, and reads them back. `None` where the server does not let us.
async fn made(session: &mut Session, schema: &Schema, tables: Vec<Table>) -> Result<Option<Schema>, Error> {
    let mut changes: Vec<Change> = schema.enums.values().cloned().map(Change::CreateEnum).collect();
    changes.extend(tables.into_iter().map(Change::CreateTable));
    let Ok(script) = dialect::script(Dialect::Postgres, &Schema::default(), &changes) else { return Ok(None) };
    let inside = session.in_transaction();
    if inside {
        session.execute(&format!("SAVEPOINT {SCRATCH}")).await?;
    } else {
        session.begin().await?;
    }
    let mut result = prepare(session).await;
    for statement in &script.statements {
        if result.is_ok() {
            result = session.execute(&statement.text).await.map(|_| ());
        }
    }
    let read = match result {
        Ok(()) => super::introspect::introspect_own(session).await.ok(),
        // What the expected side says may not fit what else the database has: then there is nothing to read.
        Err(_) => None,
    };
    if inside {
        session.execute(&format!("ROLLBACK TO SAVEPOINT {SCRATCH}; RELEASE SAVEPOINT {SCRATCH}")).await?;
    } else {
        session.rollback().await?;
    }
    Ok(read)
}

/// Names are looked up in the scratch place first, and then where they always are.
async fn prepare(session: &mut Session) -> Result<(), Error> {
    session.execute(&format!("CREATE SCHEMA {SCRATCH}")).await?;
    let path = format!("SELECT set_config('search_path', '{SCRATCH}, ' || current_setting('search_path'), true)");
    session.execute(&path).await.map(|_| ())
}

/// The table with nothing but its columns and what has expressions.
fn bare(table: &Table) -> Table {
    let mut table = table.clone();
    table.name.namespace = None;
    table.foreign_keys.clear();
    table.options = TableOptions::default();
    table.comment = None;
    table.primary_key = None;
    table.uniques.clear();
    table.partitioning = None;
    table
        .indexes
        .retain(|_, index| !index.predicate.is_empty() || index.parts.iter().any(|part| part.column_name().is_none()));
    table.columns.iter_mut().for_each(|column| column.identity = None);
    table
}

/// Where an expression stands in a table.
type Place = (&'static str, String, usize);

/// Every expression of a table. Defaults are not among them: they are read as values.
fn texts(table: &Table) -> BTreeMap<Place, String> {
    places(&mut table.clone()).into_iter().map(|(place, text)| (place, text.clone())).collect()
}

fn places(table: &mut Table) -> BTreeMap<Place, &mut String> {
    let mut places = BTreeMap::new();
    for column in &mut table.columns {
        let text = column.generated.as_mut().and_then(|it| it.expression.any.as_mut());
        places.extend(text.map(|text| (("column", column.name.clone(), 0), text)));
    }
    for check in table.checks.values_mut() {
        places.extend(check.expression.any.as_mut().map(|text| (("check", check.name.clone(), 0), text)));
    }
    for index in table.indexes.values_mut() {
        places.extend(index.predicate.any.as_mut().map(|text| (("index", index.name.clone(), 0), text)));
        for (at, part) in index.parts.iter_mut().enumerate() {
            let PartOf::Expression(sql) = &mut part.of else { continue };
            places.extend(sql.any.as_mut().map(|text| (("index", index.name.clone(), at + 1), text)));
        }
    }
    for exclusion in table.exclusions.values_mut() {
        places.extend(exclusion.predicate.as_mut().map(|text| (("exclusion", exclusion.name.clone(), 0), text)));
        for (at, (part, _)) in exclusion.elements.iter_mut().enumerate() {
            let PartOf::Expression(sql) = &mut part.of else { continue };
            places.extend(sql.any.as_mut().map(|text| (("exclusion", exclusion.name.clone(), at + 1), text)));
        }
    }
    places
}

/// Makes the two levelled sides the same where the server spells them alike, and different where it does not: the same
/// words over columns of the same types are the same expression.
fn settle(expected: &mut Table, there: &mut Table, by_server: &Table, raw: &Table) {
    let types = |table: &Table| -> BTreeSet<(String, String)> {
        table.columns.iter().map(|it: &Column| (it.name.clone(), it.ty.to_string())).collect()
    };
    let same_types = types(expected) == types(there);
    let (spelled, found) = (texts(by_server), texts(raw));
    let mut others = places(there);
    for (place, text) in places(expected) {
        let (Some(spelled), Some(found), Some(other)) =
            (spelled.get(&place), found.get(&place), others.get_mut(&place))
        else {
            continue;
        };
        if spelled == found {
            text.clone_from(other);
        } else if same_types && *text == **other {
            text.clone_from(spelled);
            (**other).clone_from(found);
        }
    }
    for column in &mut expected.columns {
        let default = |table: &Table| table.column(&column.name).and_then(|it| it.default.clone());
        if default(by_server) == default(raw) && column.default.is_some() && default(raw).is_some() {
            column.default = default(there);
        }
    }
}
