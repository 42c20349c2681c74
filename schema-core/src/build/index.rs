//! The index for the witness: the numbered files in `OUT_DIR/schema`.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::verdict::Verdicts;
use crate::lower::{Lowered, LoweredModel};
use crate::read::{Found, ItemId, Read};
use crate::schema::TableName;
use crate::witness::{SHARDS, shard};

const SEEN: &str = "__schema_core::witness::Seen";
const FIELD: &str = "__schema_core::witness::SeenField";
const REFERENCE: &str = "__schema_core::witness::SeenReference";

/// The text of every index file, for the items of package `own`.
pub(super) fn files(read: &Read, lowered: &Lowered, own: usize, verdicts: &Verdicts) -> Vec<String> {
    let mut shards: BTreeMap<u8, String> = BTreeMap::new();
    for (at, found) in read.models.iter().enumerate().filter(|(_, found)| found.package == own) {
        let Some(model) = lowered.models.get(at) else { continue };
        let TableName { namespace, name } = &model.table;
        let fields = fields(model, ItemId::Model(at), verdicts);
        let verdict = verdicts.of(ItemId::Model(at), None);
        let rest = format!("table: {name:?}, namespace: {namespace:?}, fields: &[{fields}], verdict: {verdict:?}");
        put(&mut shards, found, &found.value.name, found.value.hash, &rest);
    }
    for (at, found) in read.enums.iter().enumerate().filter(|(_, found)| found.package == own) {
        let verdict = verdicts.of(ItemId::Enum(at), None);
        let rest = format!("table: \"\", namespace: None, fields: &[], verdict: {verdict:?}");
        put(&mut shards, found, &found.value.name, found.value.hash, &rest);
    }
    for (at, found) in read.newtypes.iter().enumerate().filter(|(_, found)| found.package == own) {
        let (ty, nullable) = lowered.newtypes.get(at).cloned().unwrap_or_default();
        let (ty, verdict) = (ty.to_string(), verdicts.of(ItemId::Newtype(at), None));
        let field = format!(
            "{FIELD} {{ name: \"0\", column: \"\", ty: {ty:?}, nullable: {nullable}, references: &[], verdict: \"\" }}"
        );
        let rest = format!("table: \"\", namespace: None, fields: &[{field}], verdict: {verdict:?}");
        put(&mut shards, found, &found.value.name, found.value.hash, &rest);
    }
    (0..SHARDS).map(|number| format!("[\n{}]\n", shards.remove(&number).unwrap_or_default())).collect()
}

/// Writes one entry for each path and hash of an item.
fn put<T>(shards: &mut BTreeMap<u8, String>, found: &Found<T>, name: &str, hash: u64, rest: &str) {
    let text = shards.entry(shard(name)).or_default();
    for path in std::iter::once(&found.path).chain(&found.other_paths) {
        for hash in std::iter::once(hash).chain(found.test_hash) {
            let hash = grouped(hash);
            let _ = writeln!(text, "{SEEN} {{ path: {:?}, hash: {hash}, {rest} }},", path.join("::"));
        }
    }
}

/// A number as the lints of the crate that includes it want to read it.
fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let first = digits.len() % 3;
    let groups = digits.as_bytes()[first..].chunks(3).map(|group| String::from_utf8_lossy(group).into_owned());
    let head = (first > 0).then(|| digits[..first].to_owned());
    head.into_iter().chain(groups).collect::<Vec<_>>().join("_")
}

fn fields(model: &LoweredModel, item: ItemId, verdicts: &Verdicts) -> String {
    let mut text = String::new();
    for field in &model.fields {
        let references = field.references.iter().map(|(TableName { namespace, name }, column)| {
            format!("{REFERENCE} {{ table: {name:?}, namespace: {namespace:?}, column: {column:?} }}")
        });
        let references = references.collect::<Vec<_>>().join(", ");
        let _ = write!(
            text,
            "\n  {FIELD} {{ name: {:?}, column: {:?}, ty: {:?}, nullable: {}, references: &[{references}], verdict: {:?} }},",
            field.name,
            field.column,
            field.ty.to_string(),
            field.nullable,
            verdicts.of(item, Some(&field.name)),
        );
    }
    text
}
