//! Schemas as the scripts of revisions made them, which depends on what each was written for.

use std::collections::BTreeSet;

use schema_core::dialect;
use schema_core::diff::{Answers, diff};
use schema_core::plan::StoredColumns;
use schema_core::revision::{RevisionFile, Revisions};
use schema_core::schema::{Dialect, Engines, Release, Schema};

use crate::error::Result;

/// The schema after `tips` and all revisions before them, as their scripts for `dialect` made it.
pub(crate) fn replay<'a>(
    revisions: &'a Revisions,
    tips: impl IntoIterator<Item = &'a str> + Clone,
    dialect: Dialect,
) -> Result<Schema> {
    let mut schema = revisions.replay(tips.clone())?;
    mark(&mut schema, revisions, Some(&revisions.graph().closure(tips)), dialect);
    Ok(schema)
}

/// Has `schema` be as the scripts for `dialect` of all revisions, or of those that are `wanted`, made it.
pub(crate) fn mark(schema: &mut Schema, revisions: &Revisions, wanted: Option<&BTreeSet<&str>>, dialect: Dialect) {
    // It takes a look at every change.
    if schema.has_virtual_columns() {
        stored(revisions, wanted, dialect).mark(schema);
    }
}

/// Has `models`, which follow all revisions, be as scripts for `release` make them after those.
pub(crate) fn mark_models(models: &mut Schema, revisions: &Revisions, release: Release) -> Result<()> {
    if models.has_virtual_columns() {
        let mut stored = stored(revisions, None, release.dialect);
        let changes = diff(&revisions.schema()?, models, &Answers::default()).changes;
        stored.follow(&changes, &dialect::capabilities(release));
        stored.mark(models);
    }
    Ok(())
}

/// What the scripts for `dialect` of all revisions, or of those that are `wanted`, stored.
pub(crate) fn stored(revisions: &Revisions, wanted: Option<&BTreeSet<&str>>, dialect: Dialect) -> StoredColumns {
    stored_by(revisions.iter().filter(|file| wanted.is_none_or(|wanted| wanted.contains(file.id()))), dialect)
}

/// What the scripts for `dialect` of `files`, which stand in their order, stored.
pub(crate) fn stored_by<'a>(files: impl IntoIterator<Item = &'a RevisionFile>, dialect: Dialect) -> StoredColumns {
    let mut stored = StoredColumns::default();
    // Those who did not note it wrote for the oldest.
    let oldest = Release::new(dialect, dialect.engine().oldest());
    if !StoredColumns::may_be_on(&dialect::capabilities(oldest)) {
        return stored;
    }
    for file in files {
        let facts = dialect::capabilities(file.manifest.target(dialect).unwrap_or(oldest));
        stored.follow(&file.manifest.changes, &facts);
    }
    stored
}
