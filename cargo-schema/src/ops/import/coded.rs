//! Migrations that are programs: only their versions are read.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use super::files::{below, entries, text};
use super::{History, Migration};
use crate::error::Result;

/// Files that implement `MigrationTrait`, in the folder, its `src`, or below. They run in the order in which the `Migrator` lists
/// them; without a list that can be read, by name.
pub(super) fn sea_orm(dir: &Path) -> Result<History> {
    let mut found = BTreeMap::new();
    let mut listed: Vec<String> = Vec::new();
    for (name, path) in below(dir)? {
        let Some(stem) = name.strip_suffix(".rs") else { continue };
        let source = text(&path)?;
        if source.contains("MigratorTrait for") {
            listed.extend(listed_modules(&source));
        }
        if !source.contains("MigrationTrait for") && !is_dated(stem) {
            continue;
        }
        // A file called `mod.rs` has the name of its folder.
        let folder = path.parent().and_then(Path::file_name).map(|name| name.to_string_lossy().into_owned());
        let module = if stem == "mod" { folder.unwrap_or_default() } else { stem.to_owned() };
        let version = stated_name(&source).unwrap_or_else(|| stem.to_owned());
        let words = version.trim_start_matches(|c: char| c == 'm' || c == '_' || c.is_ascii_digit());
        let migration =
            Migration::new(version.clone(), if words.is_empty() { &version } else { words }, path, String::new());
        found.insert(module, migration);
    }
    let mut history = History {
        coded: Some("SeaORM migrations are Rust code, which cannot be read as SQL".to_owned()),
        ..History::default()
    };
    for module in listed {
        history.migrations.extend(found.remove(&module));
    }
    if history.migrations.is_empty() {
        history.migrations = found.into_values().collect();
        history.migrations.sort_by(|one, other| one.version.cmp(&other.version));
    } else {
        let aside = found.into_keys().map(|module| format!("`{module}.rs`: not in the list of the `Migrator`"));
        history.aside.extend(aside);
    }
    Ok(history)
}

/// `m20240101_120000_users`, `m00001_users`.
fn is_dated(stem: &str) -> bool {
    let digits = stem.strip_prefix('m').and_then(|rest| rest.split_once('_')).map(|(digits, _)| digits);
    digits.is_some_and(|digits| digits.len() >= 3 && digits.bytes().all(|byte| byte.is_ascii_digit()))
}

/// The modules in `vec![Box::new(m20240101_120000_users::Migration), …]`, in their order.
fn listed_modules(source: &str) -> Vec<String> {
    let code: Vec<&str> = source.lines().map(|line| line.split("//").next().unwrap_or_default()).collect();
    let code = code.join("\n");
    let boxed = code.split("Box::new(").skip(1);
    let paths = boxed.filter_map(|rest| rest.split([')', '{', '(']).next());
    let module = |path: &str| Some(path.trim().rsplit("::").nth(1)?.trim().to_owned());
    paths.filter_map(module).collect()
}

/// The text that `fn name(&self) -> &str` gives, where it is written and not derived.
fn stated_name(source: &str) -> Option<String> {
    let body = source.split("impl MigrationName for").nth(1)?.split("fn name").nth(1)?;
    let body = &body[body.find('{')? + 1..body.find('}')?];
    let (_, rest) = body.split_once('"')?;
    Some(rest.split_once('"')?.0.to_owned())
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
    let coded = Some("Alembic migrations are Python code, which cannot be read as SQL".to_owned());
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
    use super::{assigned, is_dated, listed_modules, stated_name};

    #[test]
    fn names_of_sea_orm() {
        let stated =
            "impl MigrationName for Migration {\n    fn name(&self) -> &str {\n        \"m2020_users\"\n    }\n}\n";
        assert_eq!(stated_name(stated).as_deref(), Some("m2020_users"));
        assert_eq!(stated_name("#[derive(DeriveMigrationName)]\npub struct Migration;\n"), None);
        let list = "vec![\n Box::new(m00002_b::Migration),\n // Box::new(m00003_c::Migration),\n \
                    Box::new(crate::old::m00001_a::Migration {}),\n]";
        assert_eq!(listed_modules(list), ["m00002_b", "m00001_a"]);
        assert!(is_dated("m20240101_120000_users") && is_dated("m00001_users") && !is_dated("models_a"));
    }

    #[test]
    fn assignments() {
        let source = "revision: str = 'b'\ndown_revision: Union[str, Sequence[str], None] = ('a', \"c\")\nx = 1\n";
        assert_eq!(assigned(source, "revision"), ["b"]);
        assert_eq!(assigned(source, "down_revision"), ["a", "c"]);
        assert!(assigned("down_revision = None\n", "down_revision").is_empty());
    }
}
