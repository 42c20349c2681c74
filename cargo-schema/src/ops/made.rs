//! Schemas as the scripts of revisions made them, which depends on what each was written for.

use std::collections::BTreeSet;

use schema_core::dialect;
use schema_core::plan::StoredColumns;
use schema_core::revision::Revisions;
use schema_core::schema::{Dialect, Release, Schema};

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

/// What the scripts for `dialect` of all revisions, or of those that are `wanted`, stored.
pub(crate) fn stored(revisions: &Revisions, wanted: Option<&BTreeSet<&str>>, dialect: Dialect) -> StoredColumns {
    let mut stored = StoredColumns::default();
    // Those who did not note it wrote for the oldest.
    let oldest = Release::new(dialect, dialect.engine().oldest());
    if !StoredColumns::may_be_on(&dialect::capabilities(oldest)) {
        return stored;
    }
    for file in revisions.iter().filter(|file| wanted.is_none_or(|wanted| wanted.contains(file.id()))) {
        let facts = dialect::capabilities(file.manifest.target(dialect).unwrap_or(oldest));
        for change in &file.manifest.changes {
            stored.follow(change, &facts);
        }
    }
    stored
}
