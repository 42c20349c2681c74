//! Two branches from one revision, and the merge of both, applied in either order.

use std::path::{Path, PathBuf};
use std::time::SystemTime;

use schema_core::revision;

use super::database;
use super::journey::Journey;
use super::project::name;
use crate::random::dice::Roll;
use crate::random::generate::Draft;
use crate::random::rows::Filling;
use crate::random::trials::Failure;
use crate::support::{Database, block_on};

type Outcome<T> = Result<T, Failure>;

/// The id that the name of a revision's folder begins with.
fn id(folder: &Path) -> String {
    name(folder)[..14].to_owned()
}

impl Journey<'_> {
    /// Two people change the same models. What does not go together is refused, and the second change is left out.
    pub(crate) fn branches(&mut self, one: &[Roll], other: &[Roll]) -> Outcome<()> {
        self.tally.count("steps", 2);
        let start = self.draft.clone();
        let common = self.project.revisions();
        let (first, renames) = self.edited(&start, one);
        let Some(way) = self.write_revision(&first, &renames)? else { return Ok(()) };
        self.project.run(&["check"]).expect("check of one branch", 0)?;
        let mine = self.project.revisions().pop().expect("one was written");
        let aside = self.project.path("aside");
        std::fs::rename(&mine, &aside).unwrap();

        let (second, renames) = self.edited(&start.with_names_of(&first), other);
        let other_way = self.write_revision(&second, &renames)?;
        self.project.run(&["check"]).expect("check of the other branch", 0)?;
        let theirs = self.project.revisions().pop().filter(|_| other_way.is_some());
        let theirs_aside = self.project.path("theirs");
        if let Some(theirs) = &theirs {
            std::fs::rename(theirs, &theirs_aside).unwrap();
        }
        std::fs::rename(&aside, self.project.migrations().join(name(&mine))).unwrap();
        let merged = match (&theirs, other_way) {
            (Some(theirs), Some(other_way)) => {
                let theirs = self.put_back(&theirs_aside, theirs, &mine)?;
                self.project.run(&["check"]).expect("check with two heads", 6)?;
                let merge = self.project.run(&["merge"]);
                if merge.code == 0 {
                    Some((theirs, other_way))
                } else {
                    let merge = merge.expect("merge", 6)?;
                    self.tally.refuse(&format!("merge: {}", merge.reason()));
                    std::fs::remove_dir_all(theirs).unwrap();
                    None
                }
            }
            _ => None,
        };
        let Some((theirs, other_way)) = merged else {
            self.write_models(&way.new);
            self.draft = first;
            return self.apply(&way, false);
        };
        self.tally.count("merges", 1);
        let merged = revision::load(&self.project.migrations()).and_then(|revisions| revisions.schema());
        let merged = merged.map_err(|problem| Failure::new("merge", problem.to_string()))?;
        self.write_models(&merged);
        self.project.run(&["check"]).expect("check after the merge", 0)?;
        self.draft = Draft::from_schema(self.dialect(), merged.clone());

        let changes = [way.told.changes, other_way.told.changes].concat();
        let filling = Filling::new(self.dialect(), &way.old, &merged, &changes);
        self.tally.count("rows", filling.count());
        self.in_order(self.database, &[id(&mine), id(&theirs)], &filling, "a merge in its order")?;
        self.is_current("after the merge")?;
        block_on(self.fresh.clear());
        if let Some(last) = common.last() {
            let upgrade = self.project.run_on(&self.fresh.url, &["upgrade", &id(last)]);
            upgrade.expect("upgrade to where branches begin", 0)?;
        }
        self.in_order(self.fresh, &[id(&theirs), id(&mine)], &filling, "a merge in the other order")?;
        database::same(&self.project, &self.project.url, &self.fresh.url, "the two orders of a merge")
    }

    /// Puts back the folder of `theirs`, which is aside. Two people who write within one second do not know of each other; here
    /// the later one is given the next second.
    fn put_back(&self, aside: &Path, theirs: &Path, mine: &Path) -> Outcome<PathBuf> {
        let old = id(theirs);
        let mut folder = theirs.to_owned();
        if old == id(mine) {
            let revisions = revision::load(&self.project.migrations());
            let revisions = revisions.map_err(|problem| Failure::new("branches", problem.to_string()))?;
            let new = revision::new_id(SystemTime::now(), revisions.graph());
            let manifest = self.project.read("theirs/revision.toml").replacen(&old, &new, 1);
            self.project.write("theirs/revision.toml", &manifest);
            folder = self.project.migrations().join(name(theirs).replacen(&old, &new, 1));
        }
        std::fs::rename(aside, &folder).unwrap();
        Ok(folder)
    }

    /// Puts rows into a database that is where the branches begin, and applies both and the merge.
    fn in_order(&self, database: &Database, ids: &[String], filling: &Filling<'_>, stage: &'static str) -> Outcome<()> {
        let rows = database::fill(database, filling)?;
        for target in ids.iter().map(String::as_str).chain(["head"]) {
            self.project.run_on(&database.url, &["upgrade", target]).expect(stage, 0)?;
        }
        self.project.run_on(&database.url, &["check", "--database"]).expect(stage, 0)?;
        database::compare(database, filling, &rows, true, stage)
    }
}
