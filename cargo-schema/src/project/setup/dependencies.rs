//! The dependencies of a package with models.

use schema_core::diagnostic::{Code, Command, Help};
use std::path::Path;

use toml_edit::{Array, DocumentMut, InlineTable, TableLike, Value, value};

use super::source::{CRATE, is_strange};
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
    /// Where `schema-core` comes from, where that is known.
    pub(super) source: Option<&'a Source>,
}

/// Sees to it that the package depends on what it and its models need.
pub(super) fn dependencies(document: &mut DocumentMut, needs: &Needs<'_>, changes: &mut Vec<Change>) -> Result<()> {
    refuse_strangers(document, needs.workspace)?;
    let is_shared_bare = needs.workspace.is_some_and(is_bare);
    let derive = is_shared_bare.then_some("derive");
    let mut needed = vec![("dependencies", derive), ("build-dependencies", Some("build"))];
    needed.extend(needs.features.iter().map(|feature| ("dependencies", Some(*feature))));
    for (section, feature) in needed {
        let dependencies = table(document.as_table_mut(), section)?;
        if let Some(what) = depend(dependencies, section, feature, needs)? {
            let with = feature.map(|feature| format!(" with feature `{feature}`")).unwrap_or_default();
            changes.push(Change::new(what, format!("`{CRATE}`{with} in `[{section}]`")));
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

/// Sees to it that a workspace declares the crate for its members, without the derives: build scripts need none.
pub(super) fn share(
    dependencies: &mut dyn TableLike,
    folder: &Path,
    source: Option<&Source>,
    changes: &mut Vec<Change>,
) -> Result<()> {
    if !dependencies.contains_key(CRATE) {
        let source = source.ok_or_else(Source::unknown)?;
        dependencies.insert(CRATE, value(without_defaults(source.dependency(folder))));
        changes.push(Change::new("Added", format!("`{CRATE}` in `[workspace.dependencies]`")));
    }
    Ok(())
}

/// Sees to the dependency in a section, and to a feature of it. Gives what was done, if anything.
fn depend(
    dependencies: &mut dyn TableLike,
    section: &str,
    feature: Option<&str>,
    needs: &Needs<'_>,
) -> Result<Option<&'static str>> {
    if let Some(item) = dependencies.get_mut(CRATE) {
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
    let mut detailed = if needs.workspace.is_some_and(|workspace| is_shared(workspace, CRATE)) {
        shared()
    } else {
        let source = needs.source.ok_or_else(Source::unknown)?.dependency(needs.folder);
        if section == "build-dependencies" { without_defaults(source) } else { source }
    };
    if let Some(feature) = feature {
        detailed.insert("features", Value::Array([feature].into_iter().collect()));
    }
    dependencies.insert(CRATE, value(detailed));
    Ok(Some("Added"))
}

/// The dependency without its default features, which are the derives.
fn without_defaults(mut dependency: InlineTable) -> InlineTable {
    dependency.insert("default-features", false.into());
    dependency
}

/// Returns `true` if the workspace declares the crate for its members without its default features.
fn is_bare(workspace: &DocumentMut) -> bool {
    let shared = workspace.get("workspace").and_then(|it| it.get("dependencies")?.get(CRATE)?.get("default-features"));
    shared.and_then(|it| it.as_bool()) == Some(false)
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
        let found = table.and_then(|table| table.get(section)?.get(CRATE));
        if found.is_some_and(|it| is_strange(CRATE, it, Some(root))) {
            return Err(Error::usage(
                Code::Stranger,
                format!("`{CRATE}` in `[{shown}{section}]` is an unrelated package of the public registry"),
            )
            .cause("the crates of cargo-schema are not published: a package of this name belongs to others")
            .hint(Help::run(Command::schema(["init", "--git"]).placeholder("url"), |init| {
                format!("remove the line, and name the source with `{init}` or with `--path <dir>`")
            })));
        }
    }
    Ok(())
}
