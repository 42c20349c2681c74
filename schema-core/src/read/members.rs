//! The packages that `members` of a workspace's schema means: folders, and patterns for them.

use std::fs;
use std::path::{Path, PathBuf};

use toml::{Table, Value};

use super::project::{clean, is_ours, lookup};

/// Whether `folder`, from the workspace on, is one that `pattern` means: `crates/users`, `crates/*`, `**/db`.
pub fn is_member(pattern: &str, folder: &str) -> bool {
    fn parts(text: &str) -> Vec<&str> {
        text.split('/').filter(|part| !matches!(*part, "" | ".")).collect()
    }
    fn fits(pattern: &[&str], folder: &[&str]) -> bool {
        match (pattern, folder) {
            (["**", rest @ ..], _) => fits(rest, folder) || !folder.is_empty() && fits(pattern, &folder[1..]),
            ([first, rest @ ..], [part, others @ ..]) => wild(first.as_bytes(), part.as_bytes()) && fits(rest, others),
            (pattern, folder) => pattern.is_empty() && folder.is_empty(),
        }
    }
    fn wild(pattern: &[u8], text: &[u8]) -> bool {
        match (pattern, text) {
            ([b'*', rest @ ..], _) => wild(rest, text) || !text.is_empty() && wild(pattern, &text[1..]),
            ([b'?', rest @ ..], [_, others @ ..]) => wild(rest, others),
            ([first, rest @ ..], [other, others @ ..]) => first == other && wild(rest, others),
            (pattern, text) => pattern.is_empty() && text.is_empty(),
        }
    }
    fits(&parts(pattern), &parts(folder))
}

/// The folders that `members` of the workspace in `root` mean. A pattern leaves out what cargo excludes, and packages that have no
/// build step: these have no models.
pub(super) fn folders(root: &Path, workspace: &Table, members: &[PathBuf]) -> Vec<PathBuf> {
    let excluded = lookup(workspace, &["workspace", "exclude"]).and_then(Value::as_array);
    let excluded: Vec<PathBuf> =
        excluded.into_iter().flatten().filter_map(Value::as_str).map(|folder| clean(&root.join(folder))).collect();
    let mut found: Vec<PathBuf> = Vec::new();
    for member in members {
        let pattern = member.to_string_lossy().replace('\\', "/");
        let mut matching = Vec::new();
        if pattern.contains(['*', '?']) {
            below(root, "", &pattern, &mut matching);
            matching.retain(|folder| !excluded.iter().any(|it| folder.starts_with(it)) && has_build_step(folder));
            matching.sort();
        } else {
            matching.push(clean(&root.join(member)));
        }
        matching.retain(|folder| !found.contains(folder));
        found.append(&mut matching);
    }
    found
}

/// The folders of packages in and below `folder` (which is `shown` from the workspace on) that `pattern` means.
fn below(folder: &Path, shown: &str, pattern: &str, found: &mut Vec<PathBuf>) {
    if is_member(pattern, shown) && folder.join("Cargo.toml").is_file() {
        found.push(clean(folder));
    }
    let depth = |text: &str| text.split('/').filter(|part| !part.is_empty()).count();
    if !pattern.contains("**") && depth(shown) >= depth(pattern) {
        return;
    }
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        // A link to a folder may lead back here; the rest holds no packages.
        let is_folder = entry.file_type().is_ok_and(|kind| kind.is_dir());
        if is_folder && !name.starts_with('.') && name != "target" {
            let shown = if shown.is_empty() { name.clone() } else { format!("{shown}/{name}") };
            below(&folder.join(&name), &shown, pattern, found);
        }
    }
}

fn has_build_step(folder: &Path) -> bool {
    let table = super::file::text(&folder.join("Cargo.toml")).ok().and_then(|text| text.parse::<Table>().ok());
    let dependencies = table.as_ref().and_then(|table| table.get("build-dependencies")?.as_table());
    dependencies
        .into_iter()
        .flatten()
        .any(|(key, dependency)| is_ours(dependency.get("package").and_then(Value::as_str).unwrap_or(key)))
}

#[cfg(test)]
mod tests {
    use super::is_member;

    #[test]
    fn patterns() {
        for (pattern, folder, fits) in [
            ("crates/users", "crates/users", true),
            ("./crates/users/", "crates/users", true),
            ("crates/*", "crates/users", true),
            ("crates/*", "crates/users/macros", false),
            ("crates/*", "crates", false),
            ("crates/u*s", "crates/users", true),
            ("crates/user?", "crates/users", true),
            ("*/db", "users/db", true),
            ("**/db", "a/b/db", true),
            ("**", "a/b", true),
            (".", "", true),
            ("*", "", false),
        ] {
            assert_eq!(is_member(pattern, folder), fits, "{pattern} {folder}");
        }
    }
}
