//! The revisions as an array expression, for `schema_core::migrator!()`.

use std::fmt::Write as _;

use crate::revision::Revisions;
use crate::schema::{Dialect, Release, Version};

/// The text of `OUT_DIR/schema/revisions.rs`. Only scripts for `dialects` are in it; for all if there are none.
pub(super) fn text(revisions: &Revisions, dialects: &[Dialect]) -> String {
    let dialects = if dialects.is_empty() { &Dialect::ALL } else { dialects };
    let mut text = String::from("[\n");
    for revision in revisions.iter() {
        let _ = write!(
            text,
            "__schema_core::migrate::Revision {{ id: {:?}, slug: {:?}, parents: &{:?}, scripts: &[",
            revision.id(),
            revision.slug,
            revision.manifest.parents
        );
        for dialect in dialects {
            let Some(script) = revision.script(*dialect) else { continue };
            let _ = write!(
                text,
                "\n__schema_core::migrate::Script {{ dialect: {}, suffix: {}, oldest: {}, up: {:?}, down: {:?} }},",
                constant(*dialect),
                suffix(script.dialect),
                oldest(revision.manifest.target(*dialect)),
                script.up,
                script.down
            );
        }
        text.push_str("] },\n");
    }
    text.push_str("]\n");
    text
}

fn suffix(dialect: Option<Dialect>) -> String {
    dialect.map_or_else(|| "None".to_owned(), |dialect| format!("Some({})", constant(dialect)))
}

fn oldest(target: Option<Release>) -> String {
    target.map_or_else(
        || "None".to_owned(),
        |Release { version: Version { major, minor, patch }, .. }| {
            format!("Some(__schema_core::schema::Version::with_patch({major}, {minor}, {patch}))")
        },
    )
}

/// The path of the constant of a dialect.
fn constant(dialect: Dialect) -> String {
    format!("__schema_core::schema::Dialect::{}", dialect.name().to_uppercase())
}
