//! The dependencies of a package with models.

use schema_core::diagnostic::{Code, Command, Help};
use std::path::Path;

use toml_edit::{Array, DocumentMut, InlineTable, TableLike, Value, value};

use super::source::{CRATES, is_strange};
use super::tables::table;
use super::{Change, Source};
use crate::error::{Error, Result};

/// What the dependencies depend on.
pub(super) struct Needs<'a> {
    /// The folder of the manifest.
    pub(super) folder: &'a Path,
    /// The workspace's manifest, where it is another file.
    pub(super) workspace: Option<&'a DocumentMut>,
    /// The features of schema-core that the types of models need.
    pub(super) features: &'a [&'a str],
    /// The crates that these features are for are needed, too.
    pub(super) crates: bool,
    /// Where `schema-core` and `schema-derive` come from, where that is known.
    pub(super) source: Option<&'a Source>,
}

/// Sees to it that the package depends on what it and its models need.
pub(super) fn dependencies(document: &mut DocumentMut, needs: &Needs<'_>, changes: &mut Vec<Change>) -> Result<()> {
    refuse_strangers(document, needs.workspace)?;
    let [core, derive] = CRATES;
    let mut needed =
        vec![("dependencies", core, None), ("dependencies", derive, None), ("build-dependencies", core, Some("build"))];
    needed.extend(needs.features.iter().map(|feature| ("dependencies", core, Some(*feature))));
    for (section, name, feature) in needed {
        let dependencies = table(document.as_table_mut(), section)?;
        if let Some(what) = depend(dependencies, name, feature, needs)? {
            let with = feature.map(|feature| format!(" with feature `{feature}`")).unwrap_or_default();
            changes.push(Change::new(what, format!("`{name}`{with} in `[{section}]`")));
        }
    }
    // The crates of models that were written; others are the user's.
    for feature in needs.features.iter().filter(|_| needs.crates) {
        let (name, version) = match *feature {
            "json" => ("serde_json", "1"),
            "chrono" => ("chrono", "0.4"),
            "rust_decimal" => ("rust_decimal", "1"),
            "uuid" => ("uuid", "1"),
            _ => continue,
        };
        let dependencies = table(document.as_table_mut(), "dependencies")?;
        if dependencies.get(name).is_none() {
            let is_shared = needs.workspace.is_some_and(|workspace| is_shared(workspace, name));
            dependencies.insert(name, if is_shared { value(shared()) } else { value(version) });
            changes.push(Change::new("Added", format!("`{name}` in `[dependencies]`")));
        }
    }
    Ok(())
}

/// Sees to it that a workspace declares both crates for its members.
pub(super) fn share(
    dependencies: &mut dyn TableLike,
    folder: &Path,
    source: Option<&Source>,
    changes: &mut Vec<Change>,
) -> Result<()> {
    for name in CRATES {
        if !dependencies.contains_key(name) {
            let source = source.ok_or_else(Source::unknown)?;
            dependencies.insert(name, value(source.dependency(name, folder)));
            changes.push(Change::new("Added", format!("`{name}` in `[workspace.dependencies]`")));
        }
    }
    Ok(())
}

/// Sees to a dependency, and to a feature of it. Gives what was done, if anything.
fn depend(
    dependencies: &mut dyn TableLike,
    name: &str,
    feature: Option<&str>,
    needs: &Needs<'_>,
) -> Result<Option<&'static str>> {
    if let Some(item) = dependencies.get_mut(name) {
        let Some(feature) = feature else { return Ok(None) };
        if let Some(version) = item.as_str().map(str::to_owned) {
            let mut detailed = InlineTable::new();
            detailed.insert("version", version.into());
            detailed.insert("features", Value::Array([feature].into_iter().collect()));
            *item = value(detailed);
            return Ok(Some("Changed"));
        }
        let Some(detailed) = item.as_table_like_mut() else { return Ok(None) };
        let is_new = !detailed.contains_key("features");
        let features = detailed.entry("features").or_insert_with(|| value(Array::new())).as_array_mut();
        let Some(features) = features.filter(|features| !features.iter().any(|it| it.as_str() == Some(feature))) else {
            return Ok(None);
        };
        features.push(feature);
        if let Some(inline) = item.as_inline_table_mut().filter(|_| is_new) {
            inline.fmt();
        }
        return Ok(Some("Changed"));
    }
    let mut detailed = if needs.workspace.is_some_and(|workspace| is_shared(workspace, name)) {
        shared()
    } else {
        needs.source.ok_or_else(Source::unknown)?.dependency(name, needs.folder)
    };
    if let Some(feature) = feature {
        detailed.insert("features", Value::Array([feature].into_iter().collect()));
    }
    dependencies.insert(name, value(detailed));
    Ok(Some("Added"))
}

/// `{ workspace = true }`.
fn shared() -> InlineTable {
    let mut table = InlineTable::new();
    table.insert("workspace", true.into());
    table
}

/// Whether the workspace declares the dependency for its members.
fn is_shared(workspace: &DocumentMut, name: &str) -> bool {
    let dependencies = workspace.get("workspace").and_then(|workspace| workspace.get("dependencies"));
    dependencies.is_some_and(|dependencies| dependencies.get(name).is_some())
}

/// Refuses a manifest that takes a crate of a stranger for ours.
fn refuse_strangers(package: &DocumentMut, workspace: Option<&DocumentMut>) -> Result<()> {
    let text = |document: &DocumentMut| document.to_string().parse::<toml::Table>().unwrap_or_default();
    let package = text(package);
    let workspace = workspace.map(text);
    let root = workspace.as_ref().unwrap_or(&package);
    let shared = root.get("workspace").and_then(toml::Value::as_table);
    for (table, shown, section) in [
        (Some(&package), "", "dependencies"),
        (Some(&package), "", "build-dependencies"),
        (shared, "workspace.", "dependencies"),
    ] {
        for name in CRATES {
            let found = table.and_then(|table| table.get(section)?.get(name));
            if found.is_some_and(|it| is_strange(name, it, Some(root))) {
                return Err(Error::usage(
                    Code::Stranger,
                    format!(
                        "`{name}` in `[{shown}{section}]` is a package of the public registry, and that one is not ours"
                    ),
                )
                .cause("the crates of cargo-schema are not published: a package of this name belongs to others")
                .hint(Help::run(Command::schema(["init", "--git"]).placeholder("url"), |init| {
                    format!("remove the line, and name the source with `{init}` or with `--path <dir>`")
                })));
            }
        }
    }
    Ok(())
}
