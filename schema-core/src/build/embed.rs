//! The revisions as an expression, for `schema_core::migrator!()`.

use std::fmt::Write as _;

use crate::read::Metadata;
use crate::revision::Revisions;
use crate::schema::{Dialect, Release, Version};

/// The text of `OUT_DIR/schema/revisions.rs`. Only scripts for the dialects of the project are in it; for all if there are none.
pub(super) fn text(revisions: &Revisions, metadata: &Metadata) -> String {
    let dialects = metadata.dialects();
    let dialects = if dialects.is_empty() { &Dialect::ALL } else { dialects.as_slice() };
    let mut text = format!(
        "__schema_core::migrate::Embedded {{ history_table: {:?}, history_schema: {:?}, revisions: &[\n",
        metadata.history_table, metadata.history_schema
    );
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
    text.push_str("] }\n");
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
