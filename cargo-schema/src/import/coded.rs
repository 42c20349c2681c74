//! Migrations that are programs: only their versions are read.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use super::folder::{below, entries, text};
use super::{History, Migration};
use crate::error::Result;

/// `m20240101_120000_users.rs`, in the folder, its `src`, or below.
pub(super) fn sea_orm(dir: &Path) -> Result<History> {
    let mut found = BTreeMap::new();
    for (name, path) in below(dir)? {
        let Some(stem) = name.strip_suffix(".rs") else { continue };
        let mut parts = stem.splitn(3, '_');
        let is_number = |text: &str| text.len() >= 6 && text.bytes().all(|byte| byte.is_ascii_digit());
        let date = parts.next().and_then(|part| part.strip_prefix('m')).filter(|date| is_number(date));
        let time = parts.next().filter(|time| is_number(time));
        if let (Some(_), Some(_), Some(rest)) = (date, time, parts.next()) {
            found.insert(stem.to_owned(), Migration::new(stem, rest, path, String::new()));
        }
    }
    let coded = Some("migrations of SeaORM are Rust, and what they run is not seen from here".to_owned());
    Ok(History { migrations: found.into_values().collect(), coded, ..History::default() })
}

/// `versions/ae1027a6acf_users.py`, each of which names the ones before it.
pub(super) fn alembic(dir: &Path) -> Result<History> {
    let versions = dir.join("versions");
    let dir = if versions.is_dir() { versions.as_path() } else { dir };
    let mut found = BTreeMap::new();
    let mut parents: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for (name, path) in entries(dir)? {
        if !name.ends_with(".py") {
            continue;
        }
        let source = text(&path)?;
        let Some(version) = assigned(&source, "revision").into_iter().next() else { continue };
        let message = source.trim_start().trim_start_matches(['"', '\'']).lines().next().unwrap_or_default().to_owned();
        parents.insert(version.clone(), assigned(&source, "down_revision"));
        found.insert(version.clone(), Migration::new(version, &message, path, String::new()));
    }
    let is_parent = |version: &String| parents.values().flatten().any(|parent| parent == version);
    let heads = found.keys().filter(|version| !is_parent(version)).cloned().collect();
    // Parents before children; what stands in a circle comes in any order, for it is alembic's to refuse it.
    let mut migrations = Vec::new();
    let mut done: BTreeSet<String> = BTreeSet::new();
    while !found.is_empty() {
        let ready = |version: &&String| {
            parents[*version].iter().all(|parent| done.contains(parent) || !parents.contains_key(parent))
        };
        let Some(next) = found.keys().find(ready).or_else(|| found.keys().next()).cloned() else { break };
        migrations.extend(found.remove(&next));
        done.insert(next);
    }
    let coded = Some("migrations of Alembic are Python, and what they run is not seen from here".to_owned());
    Ok(History { migrations, heads, coded, ..History::default() })
}

/// The texts that a module assigns to `name`: one, several in a tuple, or none.
fn assigned(source: &str, name: &str) -> Vec<String> {
    let value = source.lines().find_map(|line| {
        let rest = line.strip_prefix(name)?;
        let (annotation, value) = rest.split_once('=')?;
        let annotation = annotation.trim();
        (annotation.is_empty() || annotation.starts_with(':')).then_some(value)
    });
    let mut texts = Vec::new();
    let mut rest = value.unwrap_or_default();
    while let Some(at) = rest.find(['"', '\'']) {
        let quote = if rest[at..].starts_with('"') { '"' } else { '\'' };
        let Some((text, after)) = rest[at + 1..].split_once(quote) else { break };
        texts.push(text.to_owned());
        rest = after;
    }
    texts
}

#[cfg(test)]
mod tests {
    use super::assigned;

    #[test]
    fn assignments() {
        let source = "revision: str = 'b'\ndown_revision: Union[str, Sequence[str], None] = ('a', \"c\")\nx = 1\n";
        assert_eq!(assigned(source, "revision"), ["b"]);
        assert_eq!(assigned(source, "down_revision"), ["a", "c"]);
        assert!(assigned("down_revision = None\n", "down_revision").is_empty());
    }
}
