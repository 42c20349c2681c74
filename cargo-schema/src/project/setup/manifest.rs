//! Cargo.toml, edited without touching what is not ours.

use schema_core::diagnostic::{Code, Help};
use std::path::{Path, PathBuf};

use schema_core::connect::DatabaseUrl;
use schema_core::read::is_member;
use schema_core::schema::{Dialect, Engines, Release};
use toml_edit::{Array, DocumentMut, Item, TableLike, Value, value};

use super::dependencies::{Needs, dependencies, share};
use super::tables::{implicit_table, table};
use super::{Change, Source};
use crate::error::{Error, Result};
use crate::project::settings::DATABASE_URL;

/// What `init` knows before it decides.
pub(crate) struct Plan<'a> {
    /// The package's manifest as it is.
    pub(crate) text: &'a str,
    /// The package's folder.
    pub(crate) folder: &'a Path,
    /// The package's name.
    pub(crate) name: &'a str,
    /// The dialects asked for.
    pub(crate) releases: &'a [Release],
    /// The workspace's manifest, where it is another file.
    pub(crate) workspace: Option<&'a str>,
    /// `--database-url`.
    pub(crate) database_url: Option<&'a str>,
    /// The SQLite file of `DATABASE_URL` in the environment.
    pub(crate) environment: Option<&'a str>,
    /// The folder of revisions, where none is named yet.
    pub(crate) migrations: Option<&'a str>,
    /// The features of schema-core that the types of models need.
    pub(crate) features: &'a [&'a str],
    /// The crates that these features are for are needed, too.
    pub(crate) crates: bool,
    /// Where `schema-core` comes from, where that is known.
    pub(crate) source: Option<&'a Source>,
}

/// The manifest as it is to be.
pub(crate) struct Manifest {
    /// Its text.
    pub(crate) text: String,
    /// What differs from before.
    pub(crate) changes: Vec<Change>,
    /// The file of the SQLite database in `database-url`.
    pub(crate) sqlite_file: Option<PathBuf>,
}

/// Decides about Cargo.toml.
pub(crate) fn manifest(plan: &Plan<'_>) -> Result<Manifest> {
    let mut document = parse(plan.text)?;
    let workspace: Option<DocumentMut> = plan.workspace.and_then(|text| text.parse().ok());
    let mut changes = Vec::new();
    let needs = Needs {
        folder: plan.folder,
        workspace: workspace.as_ref(),
        features: plan.features,
        crates: plan.crates,
        source: plan.source,
    };
    dependencies(&mut document, &needs, &mut changes)?;
    let sqlite_file = keys(&mut document, "package", plan, &mut changes)?;
    let text = if changes.is_empty() { plan.text.to_owned() } else { document.to_string() };
    Ok(Manifest { text, changes, sqlite_file })
}

/// Decides about Cargo.toml of a workspace whose packages make one schema.
pub(crate) fn workspace(plan: &Plan<'_>) -> Result<Manifest> {
    let mut document = parse(plan.text)?;
    let has_package = document.contains_key("package");
    let Some(workspace) = document.get_mut("workspace").and_then(Item::as_table_like_mut) else {
        return Err(Error::usage(Code::NoWorkspace, "no workspace found")
            .hint(Help::run(["init"].into(), |init| format!("set up the package with `{init}`"))));
    };
    let mut members: Vec<String> = if has_package { vec![".".to_owned()] } else { Vec::new() };
    let listed = workspace.get("members").and_then(Item::as_array).into_iter().flatten();
    members.extend(listed.filter_map(|member| member.as_str().map(str::to_owned)));
    let mut changes = Vec::new();
    share(table(workspace, "dependencies")?, plan.folder, plan.source, &mut changes)?;
    let sqlite_file = keys(&mut document, "workspace", plan, &mut changes)?;
    if let Some(keys) = workspace_schema(&mut document).filter(|keys| !keys.contains_key("members")) {
        keys.insert("members", value(members.iter().map(String::as_str).collect::<Array>()));
        let members = members.join(", ");
        changes.push(Change::new("Added", format!("`members` = {members} in `[workspace.metadata.schema]`")));
    }
    let text = if changes.is_empty() { plan.text.to_owned() } else { document.to_string() };
    Ok(Manifest { text, changes, sqlite_file })
}

/// Decides about Cargo.toml of a package whose models are part of its workspace's schema: it gets no keys of its own.
/// `shown` is the package's folder, relative to the workspace's. Gives the package's manifest and the workspace's.
pub(crate) fn member(plan: &Plan<'_>, workspace: &str, shown: &str) -> Result<Member> {
    let mut changes = Vec::new();
    let mut shared = parse(workspace)?;
    let schema =
        workspace_schema(&mut shared).ok_or_else(|| Error::usage(Code::NotSetUp, "the workspace has no schema"))?;
    let members = schema.entry("members").or_insert_with(|| value(Array::new()));
    let members = members.as_array_mut().ok_or_else(|| {
        Error::usage(
            Code::InvalidMetadata,
            "`members` in `[workspace.metadata.schema]` must be a list of package directories",
        )
    })?;
    if !members.iter().any(|item| item.as_str().is_some_and(|member| is_member(member, shown))) {
        push(members, shown);
        changes.push(Change::new("Added", format!("`{shown}` to `members` in `[workspace.metadata.schema]`")));
    }
    let mut document = parse(plan.text)?;
    let before = changes.len();
    let needs = Needs {
        folder: plan.folder,
        workspace: Some(&shared),
        features: plan.features,
        crates: plan.crates,
        source: plan.source,
    };
    dependencies(&mut document, &needs, &mut changes)?;
    let package = if changes.len() == before { plan.text.to_owned() } else { document.to_string() };
    let workspace = if before == 0 { workspace.to_owned() } else { shared.to_string() };
    Ok(Member { package, workspace, changes })
}

/// The manifests of a member and its workspace as they are to be.
pub(crate) struct Member {
    /// The text of the member's.
    pub(crate) package: String,
    /// The text of the workspace's.
    pub(crate) workspace: String,
    /// What differs from before.
    pub(crate) changes: Vec<Change>,
}

/// The dialects of the schema of a workspace; `None` where it has no schema. Keys without `members` are defaults of packages.
pub(crate) fn shared_releases(workspace: &str) -> Result<Option<Vec<Release>>> {
    let mut document = parse(workspace)?;
    let schema = workspace_schema(&mut document).filter(|keys| keys.contains_key("members"));
    Ok(schema.map(|keys| existing_releases(keys).unwrap_or_default()))
}

fn workspace_schema(document: &mut DocumentMut) -> Option<&mut dyn TableLike> {
    let metadata = document.get_mut("workspace")?.as_table_like_mut()?.get_mut("metadata")?;
    metadata.as_table_like_mut()?.get_mut("schema")?.as_table_like_mut()
}

/// Whether the package has keys of its own.
pub(crate) fn has_keys(package: &str) -> Result<bool> {
    let document = parse(package)?;
    let metadata = document.get("package").and_then(|package| package.get("metadata"));
    Ok(metadata.is_some_and(|metadata| metadata.get("schema").is_some()))
}

pub(super) fn parse(text: &str) -> Result<DocumentMut> {
    text.parse().map_err(|error: toml_edit::TomlError| {
        Error::usage(Code::InvalidToml, "`Cargo.toml` is not TOML").cause(error.message().to_owned())
    })
}

/// Adds to a list as it is written: on a line of its own where the others are.
fn push(list: &mut Array, text: &str) {
    let mut item = Value::from(text);
    if let Some(last) = list.iter().last() {
        let prefix = last.decor().prefix().and_then(|prefix| prefix.as_str()).unwrap_or_default().to_owned();
        let prefix = if list.len() == 1 && prefix.is_empty() { " ".to_owned() } else { prefix };
        *item.decor_mut() = toml_edit::Decor::new(prefix, "");
        list.push_formatted(item);
    } else {
        list.push(item);
    }
}

/// The keys of a package or workspace. Gives the file of the SQLite database.
fn keys(document: &mut DocumentMut, of: &str, plan: &Plan<'_>, changes: &mut Vec<Change>) -> Result<Option<PathBuf>> {
    let keys = format!("[{of}.metadata.schema]");
    let package = table(document.as_table_mut(), of)?;
    let metadata = implicit_table(package, "metadata")?;
    let ours = table(metadata, "schema")?;
    let mut migrations = String::from("migrations");
    if let Some(folder) = ours.get("migrations").and_then(Item::as_str) {
        migrations = folder.to_owned();
    } else if let Some(folder) = plan.migrations {
        folder.clone_into(&mut migrations);
        ours.insert("migrations", value(folder));
        changes.push(Change::new("Added", format!("`migrations` = {folder} in `{keys}`")));
    }
    let existing = existing_releases(ours);
    let releases = releases(plan, existing.as_deref(), &plan.folder.join(&migrations))?;
    if existing.as_deref() != Some(&releases) {
        let names: Vec<String> = releases.iter().map(|release| release.short()).collect();
        ours.insert("dialects", value(names.iter().map(String::as_str).collect::<Array>()));
        changes.push(Change::new("Added", format!("`dialects` = {} in `{keys}`", names.join(", "))));
    }
    let mut url = ours.get("database-url").and_then(Item::as_str).map(str::to_owned);
    if url.is_none()
        && let Some(default) = database_url(plan, &Release::dialects(&releases))
    {
        ours.insert("database-url", value(&default));
        changes.push(Change::new("Added", format!("`database-url` = {default} in `{keys}`")));
        url = Some(default);
    }
    let file = url.as_deref().and_then(|url| url.strip_prefix("sqlite:"));
    let file = file.map(|rest| rest.strip_prefix("//").unwrap_or(rest));
    let file = file.map(|rest| rest.split('?').next().unwrap_or(rest)).filter(|path| *path != ":memory:");
    Ok(file.map(|path| plan.folder.join(path)))
}

fn existing_releases(keys: &dyn TableLike) -> Option<Vec<Release>> {
    let names = keys.get("dialects")?.as_array()?;
    Some(names.iter().filter_map(|name| name.as_str()?.parse().ok()).collect())
}

/// Those asked for; without any, those that are there.
fn releases(plan: &Plan<'_>, existing: Option<&[Release]>, migrations: &Path) -> Result<Vec<Release>> {
    let mut all: Vec<Release> = existing.unwrap_or_default().to_vec();
    for release in plan.releases {
        // A version that is there stays, unless another one is asked for.
        match all.iter_mut().find(|there| there.dialect == release.dialect) {
            Some(there) if *release != release.dialect.into() => *there = *release,
            Some(_) => {}
            None => all.push(*release),
        }
    }
    if all.is_empty() {
        return Err(Error::usage(Code::DialectNeeded, "no dialect given")
            .cause("available: sqlite, postgres, mysql and mariadb")
            .hint(Help::run(["init", "--dialect", Dialect::DEFAULT.name()].into(), |init| format!("run `{init}`"))));
    }
    let is_new = |existing: &[Release]| all.iter().any(|it| !Release::dialects(existing).contains(&it.dialect));
    if existing.is_some_and(|existing| !existing.is_empty() && is_new(existing)) && has_revisions(migrations) {
        return Err(Error::usage(Code::NoScript, "existing revisions have no scripts for another dialect")
            .hint("add `up.<dialect>.sql` and `down.<dialect>.sql` to each, and the dialect to `Cargo.toml`"));
    }
    Ok(all)
}

fn has_revisions(migrations: &Path) -> bool {
    std::fs::read_dir(migrations).is_ok_and(|mut entries| {
        entries.any(|entry| entry.is_ok_and(|entry| entry.path().join("revision.toml").exists()))
    })
}

/// A file beside the manifest, for SQLite only: a server's URL holds a password, which does not belong in a manifest,
/// and a URL in `.env` would be overruled by one here.
fn database_url(plan: &Plan<'_>, dialects: &[Dialect]) -> Option<String> {
    if !matches!(dialects, [one] if one.engine().connector().is_embedded()) {
        return None;
    }
    if let Some(url) = plan.database_url {
        return DatabaseUrl::parse(url).is_ok_and(|url| url.is_embedded()).then(|| url.to_owned());
    }
    let env = dotenvy::from_path_iter(plan.folder.join(".env"));
    if env.is_ok_and(|mut pairs| {
        pairs.any(|pair| pair.is_ok_and(|(key, _)| DATABASE_URL.variables.contains(&key.as_str())))
    }) {
        return None;
    }
    Some(plan.environment.map_or_else(|| format!("sqlite:{}.db", plan.name), str::to_owned))
}

#[cfg(test)]
mod tests {
    use schema_core::schema::Version;

    use super::*;

    const SQLITE: Release = Release::new(Dialect::SQLITE, Version::new(3, 37));

    fn plan(text: &str) -> Plan<'_> {
        Plan {
            text,
            folder: Path::new("/nowhere"),
            name: "shop",
            releases: &[SQLITE],
            workspace: Some(
                "[workspace.dependencies]\nschema-core = { path = \"../core\", default-features = false }\n",
            ),
            database_url: None,
            environment: None,
            migrations: None,
            features: &[],
            crates: true,
            source: None,
        }
    }

    #[test]
    fn a_new_package() {
        let made = manifest(&plan("[package]\nname = \"shop\" # mine\n\n[dependencies]\n")).unwrap();
        assert_eq!(
            made.text,
            r#"[package]
name = "shop" # mine

[package.metadata.schema]
dialects = ["sqlite"]
database-url = "sqlite:shop.db"

[dependencies]
schema-core = { workspace = true, features = ["derive"] }

[build-dependencies]
schema-core = { workspace = true, features = ["build"] }
"#
        );
        assert_eq!(made.changes.len(), 4);
        let again = manifest(&plan(&made.text)).unwrap();
        assert_eq!(again.text, made.text);
        assert_eq!(again.changes, []);
    }

    #[test]
    fn what_is_there_stays() {
        let text = "package.name = \"shop\"\n\n[build-dependencies]\nschema-core = { path = \"core\" } # keep\n\n\
                    [package.metadata.schema]\nmigrations = \"db\"\ndialects = [\"postgres\"]\n";
        let made = manifest(&Plan { releases: &[], ..plan(text) }).unwrap();
        assert!(made.text.contains(r#"schema-core = { path = "core", features = ["build"] } # keep"#), "{}", made.text);
        assert!(!made.text.contains("database-url"));
    }

    #[test]
    fn types_of_models_bring_their_crates() {
        let text = "[package]\nname = \"shop\"\n\n[dependencies]\nuuid = \"1.8\"\n";
        let made = manifest(&Plan { features: &["json", "uuid"], ..plan(text) }).unwrap();
        let line = made.text.lines().find(|line| line.starts_with("schema-core")).unwrap();
        assert!(line.contains(r#"features = ["derive", "json", "uuid"]"#), "{line}");
        assert!(made.text.contains("uuid = \"1.8\"\n") && made.text.contains("serde_json = \"1\"\n"), "{}", made.text);
        let again = manifest(&Plan { features: &["json", "uuid"], ..plan(&made.text) }).unwrap();
        assert_eq!(again.changes, []);
    }

    #[test]
    fn without_a_source_no_dependency_is_written() {
        let alone = |text| manifest(&Plan { workspace: None, ..plan(text) }).map(|made| made.text);
        assert!(alone("[package]\nname = \"shop\"\n").is_err());
        let stranger = "[package]\nname = \"shop\"\n\n[dependencies]\nschema-core = \"0.1\"\n";
        assert!(alone(stranger).is_err());
        let patched = format!("{stranger}\n[patch.crates-io]\nschema-core = {{ path = \"core\" }}\n");
        assert!(alone(&patched).unwrap_err().to_string().contains("the source of"));
        let whole = format!("{patched}\n[build-dependencies]\nschema-core.path = \"core\"\n");
        assert!(alone(&whole).unwrap().contains("features = [\"build\"]"));
    }

    #[test]
    fn no_dialect_is_an_error() {
        assert!(manifest(&Plan { releases: &[], ..plan("[package]\n") }).is_err());
    }
}
