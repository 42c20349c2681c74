//! Where the crates of a package start: what `Cargo.toml` lists, and what cargo finds by itself.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use toml::{Table, Value};

use super::project::clean;

/// What a target is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Kind {
    /// The library.
    Library,
    /// A binary.
    Binary,
    /// A test, example or benchmark: models there are in no schema.
    Outside,
}

/// A crate of a package.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Target {
    pub(super) kind: Kind,
    /// Name of the crate, with underscores.
    pub(super) name: String,
    /// Its first file.
    pub(super) root: PathBuf,
    /// Features without which it is not built.
    pub(super) required_features: Vec<String>,
}

/// All targets of the package in `folder` but its build script: the library, then binaries, then the rest.
pub(super) fn discover(folder: &Path, manifest: &Table, package: &str) -> Vec<Target> {
    let mut found = Vec::new();
    let lib = manifest.get("lib").and_then(Value::as_table);
    let lib_text = |key: &str| lib.and_then(|lib| lib.get(key)).and_then(Value::as_str);
    let root = folder.join(lib_text("path").unwrap_or("src/lib.rs"));
    let auto = |key: &str| {
        let value = manifest.get("package").and_then(|package| package.get(key));
        value.and_then(Value::as_bool)
    };
    if root.is_file() && (lib.is_some() || auto("autolib") != Some(false)) {
        let name = lib_text("name").unwrap_or(package).replace('-', "_");
        found.push(Target { kind: Kind::Library, name, root: clean(&root), required_features: Vec::new() });
    }
    for (section, key, dir, kind) in [
        ("bin", "autobins", "src/bin", Kind::Binary),
        ("example", "autoexamples", "examples", Kind::Outside),
        ("test", "autotests", "tests", Kind::Outside),
        ("bench", "autobenches", "benches", Kind::Outside),
    ] {
        let mut roots: BTreeMap<String, PathBuf> = in_folder(&folder.join(dir));
        if section == "bin" && folder.join("src/main.rs").is_file() {
            roots.insert(package.to_owned(), folder.join("src/main.rs"));
        }
        let listed = manifest.get(section).and_then(Value::as_array);
        let edition = manifest.get("package").and_then(|package| package.get("edition"));
        let is_2015 = edition.is_none_or(|edition| edition.as_str() == Some("2015"));
        let automatic = auto(key).unwrap_or(!is_2015 || listed.is_none());
        let mut targets = Vec::new();
        for entry in listed.into_iter().flatten() {
            let text = |key: &str| entry.get(key).and_then(Value::as_str);
            let Some(name) = text("name") else { continue };
            let usual = roots.remove(name);
            let root = text("path").map(|path| clean(&folder.join(path))).or(usual);
            let features = entry.get("required-features").and_then(Value::as_array).into_iter().flatten();
            let required_features = features.filter_map(|feature| feature.as_str().map(str::to_owned)).collect();
            if let Some(root) = root.filter(|root| root.is_file()) {
                roots.retain(|_, other| *other != root);
                targets.push(Target { kind, name: name.replace('-', "_"), root, required_features });
            }
        }
        if automatic {
            targets.extend(roots.into_iter().map(|(name, root)| Target {
                kind,
                name: name.replace('-', "_"),
                root,
                required_features: Vec::new(),
            }));
        }
        found.extend(targets);
    }
    found.sort_by_key(|target| target.kind);
    found
}

/// `<folder>/x.rs` and `<folder>/x/main.rs`, by name.
fn in_folder(folder: &Path) -> BTreeMap<String, PathBuf> {
    let mut found = BTreeMap::new();
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        let name = |part: Option<&std::ffi::OsStr>| part.and_then(|name| name.to_str()).map(str::to_owned);
        let root = if path.is_dir() { path.join("main.rs") } else { path.clone() };
        let name = if path.is_dir() { name(path.file_name()) } else { name(path.file_stem()) };
        if root.extension().is_some_and(|extension| extension == "rs") && root.is_file() {
            found.extend(name.map(|name| (name, root)));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::{Kind, discover};

    #[test]
    fn targets_are_found_as_cargo_finds_them() {
        let dir = std::env::temp_dir().join(format!("schema-targets-{}", std::process::id()));
        for file in [
            "src/lib.rs",
            "src/main.rs",
            "src/bin/tool.rs",
            "src/bin/big/main.rs",
            "src/bin/big/part.rs",
            "other/x.rs",
            "tests/it.rs",
            "examples/e.rs",
        ] {
            let path = dir.join(file);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(path, "").unwrap();
        }
        let list = |manifest: &str| {
            let found = discover(&dir, &manifest.parse().unwrap(), "my-app");
            let show = |target: &super::Target| {
                let root = target.root.strip_prefix(&dir).unwrap().display().to_string();
                format!("{:?} {} {root}", target.kind, target.name)
            };
            found.iter().map(show).collect::<Vec<_>>()
        };
        assert_eq!(
            list("package.edition = '2024'\n[[bin]]\nname = 'x'\npath = 'other/x.rs'\nrequired-features = ['f']"),
            [
                "Library my_app src/lib.rs",
                "Binary x other/x.rs",
                "Binary big src/bin/big/main.rs",
                "Binary my_app src/main.rs",
                "Binary tool src/bin/tool.rs",
                "Outside e examples/e.rs",
                "Outside it tests/it.rs",
            ]
        );
        assert_eq!(
            list(
                "package.edition = '2021'\npackage.autobins = false\npackage.autotests = false\npackage.autoexamples = false\nlib.name = 'core'\n[[bin]]\nname = 'my-app'\npath = 'src/main.rs'"
            ),
            ["Library core src/lib.rs", "Binary my_app src/main.rs"]
        );
        assert!(discover(&dir, &Default::default(), "p").iter().any(|target| target.kind == Kind::Outside));
        std::fs::remove_dir_all(dir).unwrap();
    }
}
