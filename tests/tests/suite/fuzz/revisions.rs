//! Revisions and snapshots: files that people edit, merge by hand and cut in two.

use std::fs;

use proptest::prelude::*;
use schema_core::dialect;
use schema_core::diff::{Answers, Change, apply, apply_all, diff};
use schema_core::revision::{Manifest, load};
use schema_core::schema::{Dialect, Schema};
use schema_core::snapshot;
use tempfile::TempDir;

use super::mutate::{mutated, tokens};
use super::{corpus, fuzz};
use crate::support::case::Case;

const TOKENS: &[&str] = &[
    "id = ",
    "\"20261122184548\"",
    "parents = []",
    "message = ",
    "dialects = [\"sqlite\"]",
    "format = 2\n",
    "answers = {}",
    "[[changes]]",
    "[changes.create_table]",
    "[[changes.create_table.columns]]",
    "[changes.add_column]",
    "[changes.alter_column]",
    "[changes.rename_table]",
    "table = ",
    "old = ",
    "new = ",
    "name = ",
    "type = ",
    "\"i64\"",
    "\"enum(a)\"",
    "\"varchar(99999999999)\"",
    "\"decimal(0,9)\"",
    "{ native = { any = \"x\" } }",
    "default = { literal = { text = \"a\" } }",
    "default = \"now\"",
    "default = { sql = \"a\" }",
    "default = 1.5",
    "changes = [{ drop_enum = { name = \"a\", values = [\"a\"] } }]",
    "[[\"a\"], [\"b\"]]",
    "from = \"a\"",
    "to = \"b\"",
    "null = true",
    "null = [false, true]",
    "nullable = true",
    "identity = {}",
    "fill = ",
    "columns = [\"a\"]",
    "=",
    "[",
    "]",
    "{",
    "}",
    "\"",
    "'",
    "'''",
    "\"\"\"",
    "\\u0000",
    "\n",
    ",",
    ":",
    ".",
    "-1",
    "1e999",
    "nan",
    "true",
    "null",
    "\"tables\"",
    "\"enums\"",
    "\"columns\"",
    "\"\"",
    "\"a\\\"b\"",
    "é",
    "\0",
    "\u{feff}",
];

/// Everything that the change of a revision leads to; none of it may panic, however little sense it makes.
fn follow(schema: &Schema, changes: &[Change]) -> Result<(), TestCaseError> {
    let mut new = schema.clone();
    let applied = apply_all(&mut new, changes);
    if let Err(error) = applied {
        prop_assert!(!error.to_string().is_empty());
        return Ok(());
    }
    for change in changes {
        prop_assert!(!change.to_string().is_empty());
    }
    let back: Vec<Change> = changes.iter().rev().cloned().map(Change::invert).collect();
    for dialect in Dialect::ALL {
        for (from, changes) in [(schema, changes), (&new, &back)] {
            let _ = dialect::script(dialect, from, changes).map(|script| script.to_string());
        }
    }
    whole(&new)
}

/// What holds for every schema, even for one that no model can declare.
fn whole(schema: &Schema) -> Result<(), TestCaseError> {
    let changes = diff(schema, schema, &Answers::default()).changes;
    prop_assert!(changes.is_empty(), "{changes:?}");
    for dialect in Dialect::ALL {
        let mut level = schema.clone();
        dialect::normalize(dialect, &mut level);
        let mut again = level.clone();
        dialect::normalize(dialect, &mut again);
        prop_assert_eq!(&again, &level, "{}", dialect);
        let changes = dialect::compare(dialect, schema, schema);
        prop_assert!(changes.is_empty(), "{dialect}: {changes:?}");
    }
    Ok(())
}

#[test]
fn a_manifest_that_is_read_is_written_as_the_same() {
    let real = corpus::texts(&["tests/revisions"], ".toml");
    fuzz(500, &prop_oneof![3 => mutated(real, TOKENS), 1 => tokens(TOKENS)], |text| {
        let Ok(manifest) = Manifest::from_toml(&text) else { return Ok(()) };
        let written = manifest.to_toml();
        prop_assert_eq!(Manifest::from_toml(&written), Ok(manifest.clone()), "{}", written);
        follow(&Schema::default(), &manifest.changes)
    });
}

#[test]
fn a_folder_of_revisions_is_read_whatever_is_in_it() {
    let folder = TempDir::new().unwrap();
    let name = "20261122184548_accounts_and_posts";
    let revision = folder.path().join(name);
    fs::create_dir(&revision).unwrap();
    let real = corpus::texts(&["examples"], "revision.toml");
    let files = prop::collection::btree_map(
        prop::sample::select(vec![
            "up.sql",
            "down.sql",
            "up.sqlite.sql",
            "up.x.sql",
            "down.mysql.sql",
            "up.sqlite.x.sql",
            "notes.txt",
        ]),
        prop::sample::select(vec![&b""[..], b"SELECT 1;", b"\xff\xfe", b"\0"]),
        0..4,
    );
    let inputs = (prop_oneof![3 => mutated(real, TOKENS), 1 => tokens(TOKENS)], files);
    fuzz(500, &inputs, |(text, files)| {
        fs::write(revision.join("revision.toml"), &text).unwrap();
        for (name, content) in &files {
            fs::write(revision.join(name), content).unwrap();
        }
        let revisions = load(folder.path());
        for name in files.keys() {
            fs::remove_file(revision.join(name)).unwrap();
        }
        match revisions {
            Ok(revisions) => {
                let _ = revisions.schema().map_err(|problem| problem.to_string());
                let _ = revisions.require_scripts(&Dialect::ALL).map_err(|problem| problem.to_string());
            }
            Err(problem) => prop_assert!(problem.path.starts_with(folder.path()) && !problem.message.is_empty()),
        }
        Ok(())
    });
}

#[test]
fn a_snapshot_that_is_read_is_written_as_the_same() {
    let mut real = corpus::texts(&["tests/cases"], ".json");
    for text in corpus::texts(&["examples"], "revision.toml") {
        let mut schema = Schema::default();
        if apply_all(&mut schema, &Manifest::from_toml(&text).unwrap().changes).is_ok() {
            real.push(snapshot::save(&schema).unwrap());
        }
    }
    fuzz(500, &prop_oneof![3 => mutated(real, TOKENS), 1 => tokens(TOKENS)], |text| {
        let Ok(schema) = snapshot::load(&text) else { return Ok(()) };
        let written = snapshot::save(&schema).unwrap();
        let again = snapshot::load(&written);
        prop_assert!(again.is_ok(), "{again:?}");
        prop_assert_eq!(&again.unwrap(), &schema);
        follow(&Schema::default(), &diff(&Schema::default(), &schema, &Answers::default()).changes)?;
        whole(&schema)
    });
}

/// Changes of a revision that somebody put together by hand: real ones, from anywhere, in any order, some of them with the
/// names of others.
#[test]
fn changes_that_do_not_fit_each_other_are_refused() {
    let cases: Vec<&Case> = Case::all().collect();
    let starts: Vec<Schema> = cases.iter().flat_map(|case| [case.before.clone(), case.after.clone()]).collect();
    let groups: Vec<Vec<String>> = cases.iter().map(|case| json(&case.changes())).collect();
    let all: Vec<String> = groups.concat();
    let names: Vec<String> = starts.iter().flat_map(names).collect();
    let picked = prop_oneof![
        prop::collection::vec(prop::sample::select(all), 1..6),
        (prop::sample::select(groups.clone()), prop::sample::select(groups))
            .prop_map(|(one, other)| [one, other].concat()),
    ];
    let swaps = prop::collection::vec((prop::sample::select(names.clone()), prop::sample::select(names)), 0..3);
    let inputs = (prop::sample::select(starts), picked.prop_shuffle(), swaps);
    fuzz(1_000, &inputs, |(start, picked, swaps)| {
        let mut changes = Vec::new();
        for mut text in picked {
            for (old, new) in &swaps {
                text = text.replace(&json_text(old), &json_text(new));
            }
            changes.extend(serde_json::from_str::<Change>(&text));
        }
        follow(&start, &changes)?;
        // What does not fit stops all that is behind it, so the rest is looked at without it.
        let mut new = start.clone();
        changes.retain(|change| {
            let before = new.clone();
            let fits = apply(&mut new, change).is_ok();
            if !fits {
                new = before;
            }
            fits
        });
        follow(&start, &changes)
    });
}

fn json(changes: &[Change]) -> Vec<String> {
    changes.iter().map(|change| serde_json::to_string(change).unwrap()).collect()
}

fn json_text(name: &str) -> String {
    serde_json::to_string(name).unwrap()
}

/// The names of tables and columns in `schema`.
fn names(schema: &Schema) -> Vec<String> {
    let tables = schema.tables.values();
    tables
        .flat_map(|table| table.columns.iter().map(|it| it.name.clone()).chain([table.name.to_string()]))
        .chain(schema.enums.keys().cloned())
        .collect()
}
