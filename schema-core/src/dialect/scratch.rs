//! Having expressions spelled by the engine itself, in a place of its own, so that both sides of a comparison were written by
//! the same hand.

use std::collections::{BTreeMap, BTreeSet};

use super::{capabilities, introspect, level, script};
use crate::connect::{Error, Session};
use crate::diff::{Answers, Change, diff};
use crate::plan;
use crate::schema::{Column, DefaultValue, Dialect, Engines, EnumType, PartOf, Schema, Table, TableName, TableOptions};

/// [`compare`](super::compare()), with both sides spelled by the same engine, as [`level_through`] does it.
///
/// # Errors
/// As for [`level_through`].
pub async fn compare_through(session: &mut Session, expected: &Schema, actual: &Schema) -> Result<Vec<Change>, Error> {
    let (mut expected, mut actual) = (expected.clone(), actual.clone());
    level_through(session, &mut expected, &mut actual, false).await?;
    Ok(diff(&actual, &expected, &Answers::default()).changes)
}

/// [`level`] for what is expected and what the database of `session` has (`actual`), where expressions are the
/// same if the engine says so: those that are spelled differently are made in a scratch place and read back. On SQLite
/// that is a database in memory, on MySQL and MariaDB one of the same server that is dropped again, on PostgreSQL a schema
/// in a transaction that is rolled back; nothing is left in the database of `session`. What is expected is declared, or was
/// read from another database (`expected_is_read`), whose server may spell an expression in its own way.
///
/// Where that place cannot be made, or what is expected not be made in it, expressions are compared by their words, and the
/// reason is given.
///
/// # Errors
/// That the session cannot be brought back to where it was.
pub async fn level_through(
    session: &mut Session,
    expected: &mut Schema,
    actual: &mut Schema,
    expected_is_read: bool,
) -> Result<Option<String>, Error> {
    let dialect = session.dialect();
    let (mut said, raw) = (expected.clone(), actual.clone());
    plan::project(&mut said, &capabilities(session.release()));
    level(session.release(), expected, actual, expected_is_read, true);
    // The tables of one namespace at a time, for they are made without it.
    let mut namespaces: BTreeMap<Option<&str>, Vec<Table>> = BTreeMap::new();
    for (name, table) in &said.tables {
        let there = actual.table(name).and_then(|_| raw.table(name));
        if there.is_some_and(|there| is_open(dialect, table, there)) {
            namespaces.entry(name.namespace.as_deref()).or_default().push(bare(table));
        }
    }
    let mut why = None;
    for (namespace, tables) in namespaces {
        let Made { schema, why: reason } = make(session, &said.enums, tables).await?;
        why = why.or(reason);
        let full = |name: &TableName| TableName { namespace: namespace.map(str::to_owned), ..name.clone() };
        let spelled = schema.unwrap_or_default().tables.into_values();
        let pairs = spelled.filter_map(|table| raw.table(&full(&table.name)).map(|raw| (table, raw.clone()))).collect();
        let types = (&said.enums, &raw.enums);
        for (spelled, raw) in respell(session, types, pairs).await? {
            let name = full(&spelled.name);
            if let (Some(expected), Some(there)) = (expected.tables.get_mut(&name), actual.tables.get_mut(&name)) {
                settle(dialect, expected, there, &spelled, &raw);
            }
        }
    }
    Ok(why)
}

/// How often a text is given back to the engine, which may spell what it spelled itself in another way once more.
const ROUNDS: usize = 3;

/// Has the engine spell both sides again, where they differ, until it says nothing new: PostgreSQL writes `IN` over a `varchar`
/// in one way when it is made, and in another way when that text is read again, as by a dump.
async fn respell(
    session: &mut Session,
    (ours, theirs): (&BTreeMap<String, EnumType>, &BTreeMap<String, EnumType>),
    mut pairs: Vec<(Table, Table)>,
) -> Result<Vec<(Table, Table)>, Error> {
    let dialect = session.dialect();
    for _ in 0..ROUNDS {
        let open: Vec<usize> = (0..pairs.len()).filter(|at| is_open(dialect, &pairs[*at].0, &pairs[*at].1)).collect();
        if open.is_empty() {
            break;
        }
        let one = make(session, ours, open.iter().map(|at| bare(&pairs[*at].0)).collect()).await?;
        let other = make(session, theirs, open.iter().map(|at| bare(&pairs[*at].1)).collect()).await?;
        let (Some(mut one), Some(mut other)) = (one.schema, other.schema) else { break };
        let mut is_new = false;
        for at in open {
            let name = TableName::new(pairs[at].0.name.name.as_str());
            let (Some(mut one), Some(mut other)) = (one.tables.remove(&name), other.tables.remove(&name)) else {
                continue;
            };
            let (first, second) = &mut pairs[at];
            (one.name, other.name) = (first.name.clone(), second.name.clone());
            is_new |= texts(&one) != texts(first) || texts(&other) != texts(second);
            (*first, *second) = (one, other);
        }
        if !is_new {
            break;
        }
    }
    Ok(pairs)
}

/// What came of an attempt.
#[derive(Debug, Default)]
pub struct Made {
    /// What the engine made; none where it gave no place.
    pub schema: Option<Schema>,
    /// Why it did not make all of it.
    pub why: Option<String>,
}

impl Made {
    /// There is no place.
    pub(super) fn nothing(why: impl ToString) -> Self {
        Self { schema: None, why: Some(why.to_string()) }
    }
}

/// Has the engine make `tables`, each by itself: where one cannot be, the others tell all the same.
async fn make(session: &mut Session, enums: &BTreeMap<String, EnumType>, tables: Vec<Table>) -> Result<Made, Error> {
    let release = session.release();
    let types = Schema { enums: enums.clone(), ..Schema::default() };
    let enums: Vec<Change> = enums.values().cloned().map(Change::CreateEnum).collect();
    let nothing = Schema::default();
    let (mut batches, mut why) = (Vec::new(), None);
    let scripts = std::iter::once(script(release, &nothing, &enums))
        .chain(tables.into_iter().map(|table| script(release, &types, &[Change::CreateTable(table.into())])));
    for made in scripts {
        match made {
            Ok(script) => batches.push(script.statements.into_iter().map(|it| it.text).collect()),
            Err(error) => why = why.or(Some(error.to_string())),
        }
    }
    let made = release.dialect.engine().catalog().rehearse(session, &batches).await?;
    Ok(Made { why: made.why.or(why), ..made })
}

/// Runs each batch up to the first statement that fails, and reads what came of them. For engines on which a statement that
/// fails undoes itself alone.
pub(super) async fn fill(session: &mut Session, batches: &[Vec<String>]) -> Made {
    let mut why = None;
    for batch in batches {
        for statement in batch {
            if let Err(error) = session.execute(statement).await {
                why = why.or(Some(error.to_string()));
                break;
            }
        }
    }
    match introspect(session).await {
        Ok(schema) => Made { schema: Some(schema), why },
        Err(error) => Made::nothing(error),
    }
}

/// Whether two texts, both as the engine spells them, are one expression.
fn same(dialect: Dialect, one: &str, other: &str) -> bool {
    dialect.engine().catalog().same(one, other)
}

/// Whether only the engine knows that an expression of the one table is that of the other.
fn is_open(dialect: Dialect, table: &Table, there: &Table) -> bool {
    let found = texts(there);
    texts(table).iter().any(|(place, text)| found.get(place).is_some_and(|found| !same(dialect, text, found)))
        || table.columns.iter().any(|column| {
            let other = there.column(&column.name).and_then(|it| it.default.as_ref());
            column.default.as_ref() != other
                && matches!(
                    (&column.default, other),
                    (Some(DefaultValue::Sql(_)), Some(_)) | (Some(_), Some(DefaultValue::Sql(_)))
                )
        })
}

/// The table with nothing but its columns and what has expressions.
fn bare(table: &Table) -> Table {
    let mut table = table.clone();
    table.name.namespace = None;
    table.foreign_keys.clear();
    let TableOptions { charset, collation, .. } = table.options;
    table.options = TableOptions { charset, collation, ..TableOptions::default() };
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

/// Every expression of a table.
fn texts(table: &Table) -> BTreeMap<Place, String> {
    places(&mut table.clone()).into_iter().map(|(place, text)| (place, text.clone())).collect()
}

fn places(table: &mut Table) -> BTreeMap<Place, &mut String> {
    let mut places = BTreeMap::new();
    for column in &mut table.columns {
        let text = column.generated.as_mut().and_then(|it| it.expression.any.as_mut());
        places.extend(text.map(|text| (("column", column.name.clone(), 0), text)));
        if let Some(DefaultValue::Sql(sql)) = &mut column.default {
            places.extend(sql.any.as_mut().map(|text| (("default", column.name.clone(), 0), text)));
        }
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

/// Makes the two levelled sides the same where the engine spells them alike, and different where it does not. The same
/// words may be spelled in two ways where the types of the columns are two: then they are compared by the words.
fn settle(dialect: Dialect, expected: &mut Table, there: &mut Table, spelled: &Table, raw: &Table) {
    let types = |table: &Table| -> BTreeSet<(String, String)> {
        table.columns.iter().map(|it: &Column| (it.name.clone(), it.ty.to_string())).collect()
    };
    let same_types = types(expected) == types(there);
    let (by_engine, found) = (texts(spelled), texts(raw));
    let mut others = places(there);
    for (place, text) in places(expected) {
        let (Some(by_engine), Some(found), Some(other)) =
            (by_engine.get(&place), found.get(&place), others.get_mut(&place))
        else {
            continue;
        };
        if same(dialect, by_engine, found) {
            text.clone_from(other);
        } else if same_types && *text == **other {
            text.clone_from(by_engine);
            (**other).clone_from(found);
        }
    }
    for column in &mut expected.columns {
        let default = |table: &Table| table.column(&column.name).and_then(|it| it.default.clone());
        // What we wrote as an expression, the engine may tell as a value.
        if default(spelled) == default(raw) && column.default.is_some() && default(raw).is_some() {
            column.default = default(there);
        }
    }
}
