//! From the changes in revisions to the schema that they lead to.

use super::{Problem, RevisionFile, Revisions};
use crate::diagnostic::{Code, Help};
use crate::diff::{ApplyError, Pointing, dangling};
use crate::schema::Schema;

impl Revisions {
    /// The schema after `tips` and all revisions before them, from the base on.
    ///
    /// # Errors
    /// A revision changes what is not there; it names the revision and the change.
    pub fn replay<'a>(&'a self, tips: impl IntoIterator<Item = &'a str>) -> Result<Schema, Problem> {
        let wanted = self.graph().closure(tips);
        replay(self.iter().filter(|file| wanted.contains(file.id())))
    }

    /// The schema after all heads.
    ///
    /// # Errors
    /// As for [`Revisions::replay`].
    pub fn schema(&self) -> Result<Schema, Problem> {
        replay(self.iter())
    }
}

/// The schema after `files`, in their order.
pub(super) fn replay<'a>(files: impl IntoIterator<Item = &'a RevisionFile>) -> Result<Schema, Problem> {
    let mut schema = Schema::default();
    let mut pointing = Pointing::default();
    let mut last = None;
    for file in files {
        schema.dialects = file.manifest.readers();
        for change in &file.manifest.changes {
            pointing.apply(&mut schema, change).map_err(|error| unfit(file, &error))?;
        }
        last = Some(file);
    }
    // Looking for keys that point to nothing walks the whole schema: once, for a thousand revisions are many.
    match (dangling(&schema), last) {
        (Err(error), Some(file)) => Err(unfit(file, &error)),
        _ => Ok(schema),
    }
}

fn unfit(file: &RevisionFile, error: &ApplyError) -> Problem {
    let message = format!("revision `{}` does not follow from its parents: {error}", file.name());
    Problem::new(&file.folder.join("revision.toml"), Code::ChangesDoNotApply, message)
        .hint(Help::run(["revision"].into(), |revision| {
            format!("correct its changes, or write the revision again with `{revision}`")
        }))
}
