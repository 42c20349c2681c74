//! The end of a journey: a new database, the way back to nothing, and the database taken over into a new project.

use schema_core::revision;

use super::database;
use super::journey::Journey;
use super::project::Project;
use crate::random::dice::Roll;
use crate::random::generate::Draft;
use crate::random::trials::Failure;
use crate::support::block_on;

type Outcome<T> = Result<T, Failure>;

impl Journey<'_> {
    /// All that a journey ends with.
    pub(crate) fn end(&mut self, last: &[Roll]) -> Outcome<()> {
        if self.project.revisions().is_empty() {
            return Ok(());
        }
        block_on(self.fresh.clear());
        let url = self.fresh.url.clone();
        self.project.run_on(&url, &["upgrade"]).expect("upgrade of an empty database", 0)?;
        database::same(&self.project, &self.project.url, &url, "an upgraded and a new database")?;
        self.go_to_base()?;
        self.project.run(&["upgrade"]).expect("upgrade from base", 0)?;
        database::same(&self.project, &self.project.url, &url, "a database that was at base")?;
        if self.draft.schema.tables.is_empty() {
            return Ok(());
        }
        self.detect(&url)?;
        self.adopt(&url, last)
    }

    /// Back to nothing, with the rows that the last step has left.
    fn go_to_base(&mut self) -> Outcome<()> {
        let down = ["downgrade", "base", "--yes"];
        let went = self.project.run(&down);
        if went.code == 5 {
            // Rows of today need not fit what was before: texts may be too long, or twice there.
            self.tally.refuse(&format!("rows: {}", went.reason()));
            database::empty(self.database)?;
            self.project.run(&down).expect("downgrade to base without rows", 0)?;
        } else {
            went.expect("downgrade to base with rows", 0)?;
        }
        let inspected = self.project.run(&["inspect", "--format", "json"]).expect("at base", 0)?;
        let left = &inspected.json("at base")?["data"]["schema"]["tables"];
        if left.as_object().is_some_and(|it| !it.is_empty()) || left.as_array().is_some_and(|it| !it.is_empty()) {
            return Err(inspected.failure("at base", "tables are left"));
        }
        Ok(())
    }

    /// A database without history is found to be what the last revision makes.
    fn detect(&mut self, url: &str) -> Outcome<()> {
        database::forget(self.fresh)?;
        let stage = "stamp --detect";
        let stamped = self.project.run_on(url, &["stamp", "--detect"]);
        if stamped.code != 0 && stamped.stderr.contains("matches several revisions") {
            // Revisions that differ in what the engine does not keep.
            self.tally.refuse(&stamped.reason());
            self.project.run_on(url, &["stamp", "head"]).expect(stage, 0)?;
        } else {
            stamped.expect(stage, 0)?;
        }
        self.project.run_on(url, &["check", "--database"]).expect(stage, 0)?;
        database::forget(self.fresh)
    }

    /// The database becomes that of a new package, which goes on by one step.
    fn adopt(&mut self, url: &str, last: &[Roll]) -> Outcome<()> {
        let new = Project::bare(1, url);
        new.run(&["adopt", url]).expect("adopt", 0)?;
        if !new.read("src/main.rs").contains("mod models;") {
            new.write("src/main.rs", "mod models;\n\nfn main() {}\n");
        }
        let stage = "check of the new package";
        new.run(&["check"]).expect(stage, 0)?;
        new.run(&["check", "--database"]).expect(stage, 0)?;
        let models = new.run(&["inspect", "--format", "rust"]).expect("inspect --format rust", 0)?;
        new.write("src/models.rs", &models.stdout);
        new.run(&["check"]).expect("check of inspected models", 0)?;

        let adopted = revision::load(&new.migrations()).and_then(|revisions| revisions.schema());
        let adopted = adopted.map_err(|problem| Failure::new("the adopted revision", problem.to_string()))?;
        self.project = new;
        self.style.crates = 1;
        self.draft = Draft::from_schema(self.dialect(), adopted);
        let (after, renames) = self.edited(&self.draft, last);
        std::mem::swap(&mut self.database, &mut self.fresh);
        self.step(&after, &renames, true)
    }
}
