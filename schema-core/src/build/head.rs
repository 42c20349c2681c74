//! The revisions of a project and the schema at their head, replayed once and kept.

use std::collections::BTreeMap;
use std::hash::{DefaultHasher, Hasher as _};
use std::path::Path;

use serde::{Deserialize, Serialize};

use crate::diff::dangling;
use crate::revision::{self, Manifest, Problem, Revisions};
use crate::schema::Schema;

/// What an earlier run knew.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(super) struct Kept {
    /// Manifests without their changes, by the hash of their text.
    manifests: BTreeMap<u64, Manifest>,
    /// Ids and hashes of the revisions that `schema` is the replay of, in their order.
    order: Vec<(String, u64)>,
    /// The schema after them.
    schema: Schema,
}

/// The revisions and where they lead.
pub(super) struct Head {
    /// The revisions; those that were known have no changes.
    pub(super) revisions: Revisions,
    /// The schema after all of them.
    pub(super) schema: Schema,
    /// What to keep, if that is not what was kept.
    pub(super) keep: Option<Kept>,
}

/// Reads the revisions in `dir`. What `kept` knows is neither parsed nor replayed again.
///
/// # Errors
/// As for [`revision::load`] and [`Revisions::schema`].
pub(super) fn read(dir: &Path, kept: Kept) -> Result<Head, Problem> {
    let mut hashes: BTreeMap<String, u64> = BTreeMap::new();
    let mut known = 0;
    let revisions = revision::load_with(dir, &mut |text| {
        let hash = text_hash(text);
        let manifest = match kept.manifests.get(&hash) {
            Some(manifest) => {
                known += 1;
                manifest.clone()
            }
            None => Manifest::from_toml(text)?,
        };
        hashes.insert(manifest.id.clone(), hash);
        Ok(manifest)
    })?;
    let hash_of = |id: &str| hashes.get(id).copied().unwrap_or_default();
    let order: Vec<(String, u64)> = revisions.iter().map(|it| (it.id().to_owned(), hash_of(it.id()))).collect();
    if order == kept.order {
        return Ok(Head { revisions, schema: kept.schema, keep: None });
    }
    // The usual change is one more revision at the end; known ones have no changes to replay.
    let goes_on = order.starts_with(&kept.order) && known == kept.order.len();
    let schema = match goes_on.then(|| go_on(kept.schema, &revisions, kept.order.len())).flatten() {
        Some(schema) => schema,
        None => revision::load(dir)?.schema()?,
    };
    let manifests = revisions.iter().map(|it| {
        let manifest = Manifest { changes: Vec::new(), ..it.manifest.clone() };
        (hash_of(it.id()), manifest)
    });
    let keep = Kept { manifests: manifests.collect(), order, schema: schema.clone() };
    Ok(Head { revisions, schema, keep: Some(keep) })
}

/// `schema` after the revisions behind the first `done`; nothing where one does not fit, which a replay of all explains.
fn go_on(mut schema: Schema, revisions: &Revisions, done: usize) -> Option<Schema> {
    for revision in revisions.iter().skip(done) {
        revision.manifest.apply(&mut schema).ok()?;
    }
    dangling(&schema).ok()?;
    Some(schema)
}

fn text_hash(text: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    hasher.write(text.as_bytes());
    hasher.finish()
}
