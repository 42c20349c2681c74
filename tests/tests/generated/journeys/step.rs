//! One step: the sources change, and the change goes through the tool into the database and back.

use schema_core::dialect::script;
use schema_core::diff::{Answers, Change, diff};
use schema_core::revision;
use schema_core::schema::{Dialect, Schema};
use serde_json::Value;

use super::database;
use super::journey::Journey;
use super::project::{Ran, name};
use super::questions::{Told, told};
use super::source;
use crate::random::generate::Draft;
use crate::random::rows::Filling;
use crate::random::trials::Failure;
use crate::support;

type Outcome<T> = Result<T, Failure>;

/// What a step leads from and to.
pub(crate) struct Way {
    pub(crate) old: Schema,
    pub(crate) new: Schema,
    pub(crate) told: Told,
}

/// Why a dialect does not do what is wanted, as the plan says it.
fn refusal(dialect: Dialect, old: &Schema, new: &Schema, changes: &[Change]) -> Option<String> {
    let back: Vec<Change> = changes.iter().rev().cloned().map(Change::invert).collect();
    let up = script(support::release(dialect), old, changes).err().map(|error| format!("up: {error}"));
    up.or_else(|| script(support::release(dialect), new, &back).err().map(|error| format!("down: {error}")))
}

/// The sentences of changes, in order of the alphabet.
fn sentences(changes: &[Change]) -> Vec<String> {
    let mut sentences: Vec<String> = changes.iter().map(ToString::to_string).collect();
    sentences.sort();
    sentences
}

fn same_sentences(ran: &Ran, stage: &'static str, mut found: Vec<String>, changes: &[Change]) -> Outcome<()> {
    found.sort();
    let wanted = sentences(changes);
    if found == wanted { Ok(()) } else { Err(ran.failure(stage, &format!("it says {found:?}, and not {wanted:?}"))) }
}

fn texts(value: &Value) -> Vec<String> {
    let text = |it: &Value| it.get("text").unwrap_or(it).as_str().map(str::to_owned);
    value.as_array().into_iter().flatten().filter_map(text).collect()
}

/// The schema with the columns of each table by name: their order is no difference.
fn in_order(schema: &Schema) -> Schema {
    let mut schema = schema.clone();
    schema.tables.values_mut().for_each(|table| table.columns.sort_by(|a, b| a.name.cmp(&b.name)));
    schema
}

impl Journey<'_> {
    /// Writes the sources of a schema.
    pub(crate) fn write_models(&self, schema: &Schema) {
        self.project.write_sources(&source::files(schema, self.style));
    }

    /// Whether the revisions lead to a schema: what the tool has read in the sources is what was meant.
    fn lead_to(&self, schema: &Schema) -> Outcome<()> {
        let stage = "the revisions lead elsewhere";
        let there = revision::load(&self.project.migrations()).and_then(|revisions| revisions.schema());
        let there = there.map_err(|problem| Failure::new(stage, problem.to_string()))?;
        if in_order(&there) == in_order(schema) {
            return Ok(());
        }
        let left = diff(&there, schema, &Answers::default()).changes;
        let left: Vec<String> = left.iter().map(|change| format!("{change}: {change:?}")).collect();
        Err(Failure::new(stage, format!("left to do:\n  {}", left.join("\n  "))))
    }

    /// The models become those of `after`, and a revision says so. No way where nothing changes, or where the dialect
    /// does not do that: the models are then what they were.
    pub(crate) fn write_revision(&mut self, after: &Draft, renames: &Answers) -> Outcome<Option<Way>> {
        let (dialect, old, new) = (self.dialect(), self.draft.used(), after.used());
        self.write_models(&new);
        let open = diff(&old, &new, &Answers::default()).changes;
        let check = self.project.run(&["check", "--format", "json"]).expect("check", i32::from(!open.is_empty()))?;
        let json = &check.json("check")?["data"];
        same_sentences(&check, "check", texts(&json["changes"]), &open)?;
        for change in json["changes"].as_array().into_iter().flatten() {
            let dropped = change["symbol"] == "-";
            let there = change["span"]["file"].as_str().is_some_and(|file| self.project.path(file).is_file());
            if !dropped && !there {
                return Err(check.failure("check", &format!("this change has no place: {}", change["text"])));
            }
        }
        let planned = told(dialect, &old, &new, renames);
        let refused = match &planned {
            Ok(told) => refusal(dialect, &old, &new, &told.changes),
            Err(reason) => Some(reason.clone()),
        };
        let flags = planned.as_ref().map(|told| told.flags.clone()).unwrap_or_default();
        let before = self.project.revisions();
        let mut arguments = vec!["revision", "--format", "json"];
        arguments.extend(flags.iter().map(String::as_str));
        let revision = self.project.run(&arguments);
        if let Some(reason) = refused {
            if revision.code == 0 {
                return Err(revision.failure("revision", &format!("it was to be refused: {reason}")));
            }
            if self.project.revisions() != before {
                return Err(revision.failure("revision", "it is refused, and something was written"));
            }
            self.tally.refuse(&reason);
            self.write_models(&old);
            self.project.run(&["check"]).expect("check", 0)?;
            return Ok(None);
        }
        let told = planned.expect("nothing was refused");
        let revision = revision.expect("revision", 0)?;
        same_sentences(&revision, "revision", texts(&revision.json("revision")?["data"]["changes"]), &told.changes)?;
        self.lead_to(&new)?;
        if open.is_empty() && told.changes.is_empty() {
            self.draft = after.clone();
            return Ok(None);
        }
        Ok(Some(Way { old, new, told }))
    }

    /// One step to `after`, with rows.
    pub(crate) fn step(&mut self, after: &Draft, renames: &Answers, back: bool) -> Outcome<()> {
        self.tally.count("steps", 1);
        let Some(way) = self.write_revision(after, renames)? else { return Ok(()) };
        self.draft = after.clone();
        self.apply(&way, back)
    }

    /// Brings the database to the newest revision, with rows, and where wanted back and there again.
    pub(crate) fn apply(&mut self, way: &Way, back: bool) -> Outcome<()> {
        let filling = Filling::new(self.dialect(), &way.old, &way.new, &way.told.changes);
        let rows = database::fill(self.database, &filling)?;
        self.tally.count("rows", filling.count());
        self.project.run(&["upgrade"]).expect("upgrade", 0)?;
        self.is_current("after the upgrade")?;
        database::compare(self.database, &filling, &rows, true, "rows after the upgrade")?;
        if back {
            self.project.run(&["downgrade", "-1", "--yes"]).expect("downgrade", 0)?;
            self.is_behind()?;
            database::compare(self.database, &filling, &rows, false, "rows after the downgrade")?;
            self.project.run(&["upgrade"]).expect("upgrade again", 0)?;
            self.is_current("after the second upgrade")?;
            database::compare(self.database, &filling, &rows, true, "rows after the second upgrade")?;
        }
        Ok(())
    }

    /// The database is what models and revisions say.
    pub(crate) fn is_current(&self, stage: &'static str) -> Outcome<()> {
        self.project.run(&["check", "--database"]).expect(stage, 0)?;
        self.project.run(&["diff", &self.project.url, "models"]).expect(stage, 0)?;
        Ok(())
    }

    /// The database lacks the newest revision, and is what the others say.
    fn is_behind(&self) -> Outcome<()> {
        let stage = "check after the downgrade";
        let check = self.project.run(&["check", "--database", "--format", "json"]).expect(stage, 1)?;
        let json = check.json(stage)?;
        let newest = self.project.revisions().last().map(|path| name(path)).unwrap_or_default();
        let (data, said) = (&json["data"], &json["diagnostics"]);
        let (id, slug) = newest.split_once('_').unwrap_or_default();
        let fine = data["pending"] == serde_json::json!([{ "id": id, "slug": slug }])
            && data["drift"] == serde_json::json!([])
            && said.as_array().is_some_and(|said| said.iter().all(|it| it["code"] == "behind"))
            && data["changes"] == serde_json::json!([]);
        if fine { Ok(()) } else { Err(check.failure(stage, "one pending revision was expected, and nothing else")) }
    }
}
