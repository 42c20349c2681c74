//! One pair on one engine: from nothing to the first schema, to the second, back, and there again.

use std::collections::BTreeSet;

use schema_core::dialect::{UnmanagedKind, compare_through, inspect, script};
use schema_core::diff::{Answers, Change, Diff, Refused, apply_all, diff, resolve};
use schema_core::migrate::{Migrator, OwnedRevision, OwnedScript};
use schema_core::plan::PlanError;
use schema_core::schema::{DefaultValue, Dialect, Literal, Schema};

use crate::random::answers::Rest;
use crate::random::rows::Filling;
use crate::random::trials::Failure;
use crate::support::catalog::{bare_list, catalog};
use crate::support::{self, Database, Way};

/// The first and the second revision.
const IDS: [&str; 2] = ["20260101000001", "20260101000002"];

/// Two schemas, and what is told of the way from one to the other.
#[derive(Clone, Debug)]
pub(crate) struct Pair {
    pub(crate) dialect: Dialect,
    pub(crate) old: Schema,
    pub(crate) new: Schema,
    pub(crate) answers: Answers,
}

/// How a pair ended well.
#[derive(Clone, Debug)]
pub(crate) enum Verdict {
    /// There and back with so many rows.
    Done { rows: usize },
    /// The dialect does not do that, and says why.
    Refused(String),
}

type Outcome<T> = Result<T, Failure>;

fn at<E: ToString>(stage: &'static str) -> impl FnOnce(E) -> Failure {
    move |error| Failure::new(stage, error.to_string())
}

/// Everything that a database says of itself.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Seen {
    catalog: Vec<String>,
    schema: Schema,
    /// The columns whose defaults MariaDB does not tell, as it does of a table without rows: `table.column`.
    untold: BTreeSet<String>,
}

/// The two scripts of a pair, planned.
struct Planned {
    changes: Vec<Change>,
    revisions: Vec<OwnedRevision>,
    text: String,
}

impl Pair {
    /// What holds without any database: the changes lead from one schema to the other and back.
    pub(crate) fn changes(&self) -> Outcome<Result<Vec<Change>, Refused>> {
        let Self { dialect, old, new, answers } = self;
        for schema in [old, new] {
            let same = diff(schema, schema, &Answers::default());
            if same != Diff::default() {
                return Err(at("diff of one schema with itself")(format!("{same:?}")));
            }
        }
        let changes = match resolve(old, new, &mut answers.clone(), &mut Rest { dialect: *dialect, old, new }) {
            Ok(changes) => changes,
            Err(refused) => return Ok(Err(refused)),
        };
        let mut here = old.clone();
        apply_all(&mut here, &changes).map_err(at("apply"))?;
        if in_order(&here) != in_order(new) {
            let left = diff(&here, new, &Answers::default());
            return Err(at("apply")(format!("the changes lead elsewhere, left: {left:?}\n{changes:?}")));
        }
        apply_all(&mut here, &back(&changes)).map_err(at("apply back"))?;
        if in_order(&here) != in_order(old) {
            let left = diff(&here, old, &Answers::default());
            return Err(at("apply back")(format!("the changes lead elsewhere, left: {left:?}\n{changes:?}")));
        }
        Ok(Ok(changes))
    }

    /// The scripts, or why the dialect does not do that.
    fn planned(&self) -> Outcome<Result<Planned, String>> {
        let Self { dialect, old, new, .. } = self;
        let changes = match self.changes()? {
            Ok(changes) => changes,
            Err(refused) => return Ok(Err(format!("question: {}", refused.question))),
        };
        let nothing = Schema::default();
        let start = diff(&nothing, old, &Answers::default()).changes;
        let mut revisions = Vec::new();
        let mut text = String::new();
        for (place, (from, changes, to)) in [(&nothing, &start, old), (old, &changes, new)].into_iter().enumerate() {
            let told = |way: &'static str| move |error: PlanError| format!("{way}: {error}");
            let scripts = script(support::release(*dialect), from, changes)
                .map_err(told(["create", "up"][place]))
                .and_then(|up| Ok((up, script(support::release(*dialect), to, &back(changes)).map_err(told("down"))?)));
            let (up, down) = match scripts {
                Ok(scripts) => scripts,
                Err(reason) => return Ok(Err(reason)),
            };
            text += &format!("-- {}\n{up}\n-- and back\n{down}\n", ["create", "up"][place]);
            revisions.push(OwnedRevision {
                id: IDS[place].to_owned(),
                slug: "step".to_owned(),
                parents: IDS[..place].iter().map(|&id| id.to_owned()).collect(),
                scripts: vec![OwnedScript {
                    dialect: *dialect,
                    suffix: None,
                    oldest: None,
                    up: up.to_string(),
                    down: Some(down.to_string()),
                }],
            });
        }
        Ok(Ok(Planned { changes, revisions, text }))
    }

    /// The whole way on `database`; `fresh` becomes the second schema at once.
    pub(crate) async fn walk(&self, database: &Database, fresh: &Database) -> Outcome<Verdict> {
        let planned = match self.planned()? {
            Ok(planned) => planned,
            Err(reason) => return Ok(Verdict::Refused(reason)),
        };
        let scripts = planned.text.clone();
        self.walk_planned(planned, database, fresh).await.map_err(|failure| Failure { beside: scripts, ..failure })
    }

    async fn walk_planned(&self, planned: Planned, database: &Database, fresh: &Database) -> Outcome<Verdict> {
        let Self { dialect, old, new, .. } = self;
        let Planned { changes, revisions, text: _ } = planned;
        let nothing = Schema::default();
        let all = diff(&nothing, new, &Answers::default()).changes;
        let direct = match script(support::release(*dialect), &nothing, &all) {
            Ok(direct) => direct,
            Err(error) => return Ok(Verdict::Refused(format!("create: {error}"))),
        };
        let migrator = Migrator::from_revisions(revisions);
        database.clear().await;
        database.go(&migrator, IDS[0], Way::Up).await.map_err(at("create"))?;
        let first = seen(database).await.map_err(at("created"))?;
        is(database, old, &first).await.map_err(at("created"))?;

        let filling = Filling::new(*dialect, old, new, &changes);
        filling.insert(&mut *database.kept().await).await.map_err(at("insert"))?;
        let rows = filling.rows(&mut *database.kept().await, false).await.map_err(at("insert"))?;

        fresh.clear().await;
        for statement in &direct.statements {
            let done = fresh.kept().await.execute(&statement.text).await;
            done.map_err(|error| at("create straight")(format!("{error}\n{}", statement.text)))?;
        }
        let second = seen(fresh).await.map_err(at("created straight"))?;
        is(fresh, new, &second).await.map_err(at("created straight"))?;

        for (stage, after, target, way, expected) in [
            ("up", "after up", IDS[1], Way::Up, &second),
            ("down", "after down", IDS[0], Way::Down, &first),
            ("up again", "after up again", IDS[1], Way::Up, &second),
        ] {
            database.go(&migrator, target, way).await.map_err(at(stage))?;
            let changed = way == Way::Up;
            let there = seen(database).await.map_err(at(after))?;
            is(database, if changed { new } else { old }, &there).await.map_err(at(after))?;
            same(&there, expected).map_err(at(after))?;
            let now = filling.rows(&mut *database.kept().await, changed).await.map_err(at(after))?;
            if now != rows {
                return Err(at(after)(format!("rows were\n{rows:?}\nand are\n{now:?}")));
            }
        }
        database.go(&migrator, "base", Way::Down).await.map_err(at("to base"))?;
        let there = seen(database).await.map_err(at("at base"))?;
        is(database, &nothing, &there).await.map_err(at("at base"))?;
        Ok(Verdict::Done { rows: filling.count() })
    }
}

fn back(changes: &[Change]) -> Vec<Change> {
    changes.iter().rev().cloned().map(Change::invert).collect()
}

/// The schema with the columns of each table by name: their order is no difference.
fn in_order(schema: &Schema) -> Schema {
    let mut schema = schema.clone();
    schema.tables.values_mut().for_each(|table| table.columns.sort_by(|a, b| a.name.cmp(&b.name)));
    schema
}

async fn seen(database: &Database) -> Result<Seen, String> {
    let session = &mut *database.kept().await;
    let catalog = catalog(session).await;
    let found = inspect(session).await.map_err(|error| error.to_string())?;
    let untold = found.unmanaged.into_iter().filter(|it| it.kind == UnmanagedKind::HiddenDefault);
    Ok(Seen { catalog, schema: in_order(&found.schema), untold: untold.map(|it| it.name).collect() })
}

/// Whether our own comparison finds nothing, as `check` makes it: the engine spells what is expected.
async fn is(database: &Database, schema: &Schema, seen: &Seen) -> Result<(), String> {
    let through = compare_through(&mut *database.kept().await, schema, &seen.schema).await;
    let left = through.map_err(|error| error.to_string())?;
    let left: Vec<String> = left.iter().map(|change| format!("{change}: {change:?}")).collect();
    if left.is_empty() { Ok(()) } else { Err(format!("left to do:\n  {}", left.join("\n  "))) }
}

/// Has the checks that list values as [`bare_list`] has them.
fn bare_lists(schema: &mut Schema) {
    let checks = schema.tables.values_mut().flat_map(|table| table.checks.values_mut());
    for sql in checks.filter_map(|check| check.expression.any.as_mut()) {
        if let Some(bare) = bare_list(sql) {
            *sql = bare;
        }
    }
}

/// Whether the catalogs say the same, and what our reader makes of them is the same to the last detail.
fn same(here: &Seen, there: &Seen) -> Result<(), String> {
    let mut lines: Vec<String> = Vec::new();
    let not_in = |all: &Vec<String>, line: &&String| !all.contains(line);
    lines.extend(here.catalog.iter().filter(|it| not_in(&there.catalog, it)).map(|it| format!("migrated: {it}")));
    lines.extend(there.catalog.iter().filter(|it| not_in(&here.catalog, it)).map(|it| format!("new:      {it}")));
    if !lines.is_empty() {
        return Err(format!("the catalogs differ:\n  {}", lines.join("\n  ")));
    }
    let untold: BTreeSet<&String> = here.untold.union(&there.untold).collect();
    let (mut here, mut there) = (told(here, &untold), told(there, &untold));
    bare_lists(&mut here);
    bare_lists(&mut there);
    if here != there {
        return Err(format!("our reader differs:\nmigrated: {here:?}\nnew:      {there:?}"));
    }
    Ok(())
}

/// The schema with one and the same default where the database told none of `untold`.
fn told(seen: &Seen, untold: &BTreeSet<&String>) -> Schema {
    let mut schema = seen.schema.clone();
    for table in schema.tables.values_mut() {
        for column in &mut table.columns {
            if untold.contains(&format!("{}.{}", table.name.name, column.name)) {
                column.default = column.default.take().map(|_| DefaultValue::Literal(Literal::Text("?".to_owned())));
            }
        }
    }
    schema
}
