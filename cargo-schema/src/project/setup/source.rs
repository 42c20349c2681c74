//! Where `schema-core` comes from.

use std::path::{Component, Path, PathBuf};

use schema_core::diagnostic::Code;
use schema_core::read::PUBLISHED;
use toml_edit::{InlineTable, Value};

use crate::cli::source::Options;
use crate::error::{Error, Result};

/// The crate that a package with models depends on.
pub(super) const CRATE: &str = "schema-core";

/// A place that has it.
#[derive(Debug)]
pub(crate) enum Source {
    /// A checkout.
    Path {
        /// Its folder.
        folder: PathBuf,
        /// It was named from the current directory on, and the manifest names it from the package on.
        is_relative: bool,
    },
    /// A repository.
    Git {
        url: String,
        /// `branch`, `tag` or `rev`, with its value.
        reference: Option<(&'static str, String)>,
    },
    /// The public registry, with the name of [`PUBLISHED`].
    Registry(&'static str),
}

impl Source {
    /// The place that is asked for. `None` where none is and nothing is published.
    pub(crate) fn new(options: &Options) -> Result<Option<Self>> {
        if let Some(path) = &options.path {
            let folder = path.canonicalize().map_err(|error| Error::file("read", path, &error))?;
            if !folder.join(CRATE).join("Cargo.toml").is_file() {
                return Err(Error::usage(Code::NotOurCrates, format!("`{}` has no package `{CRATE}`", path.display()))
                    .hint("name the checkout of cargo-schema, the directory that contains `schema-core`"));
            }
            return Ok(Some(Self::Path { folder, is_relative: path.is_relative() }));
        }
        if let Some(url) = &options.git {
            if has_password(url) {
                return Err(Error::usage(Code::Password, "the URL of `--git` contains a password")
                    .cause("`Cargo.toml` is committed and published")
                    .hint("remove it; git will ask for it"));
            }
            let references = [("branch", &options.branch), ("tag", &options.tag), ("rev", &options.rev)];
            let reference = references.into_iter().find_map(|(key, value)| Some((key, value.clone()?)));
            return Ok(Some(Self::Git { url: url.clone(), reference }));
        }
        Ok(PUBLISHED.map(Self::Registry))
    }

    /// What the manifest in `folder` says of the crate.
    pub(super) fn dependency(&self, folder: &Path) -> InlineTable {
        let mut table = InlineTable::new();
        let mut say = |key: &str, text: &str| drop(table.insert(key, Value::from(text)));
        match self {
            Self::Path { folder: checkout, is_relative } => {
                let path = checkout.join(CRATE);
                let from = folder.canonicalize().ok().filter(|_| *is_relative);
                let path = from.map_or_else(|| path.clone(), |from| relative(&path, &from));
                say("path", &path.to_string_lossy().replace('\\', "/"));
            }
            Self::Git { url, reference } => {
                say("git", url);
                if let Some((key, value)) = reference {
                    say(key, value);
                }
            }
            Self::Registry(package) => {
                say("version", env!("CARGO_PKG_VERSION"));
                if *package != CRATE {
                    say("package", package);
                }
            }
        }
        table
    }

    /// That nobody said where the crate comes from.
    pub(super) fn unknown() -> Error {
        let error = Error::usage(Code::SourceNeeded, "the source of `schema-core` is unknown")
            .cause("it is not published: a package of this name in a public registry is unrelated");
        match Path::new(env!("CARGO_MANIFEST_DIR")).parent().filter(|it| it.join(CRATE).is_dir()) {
            Some(checkout) => error.hint(format!(
                "pass `--path {}`, the source of this tool, or `--git <url>`, which a team can commit",
                checkout.display()
            )),
            None => {
                error.hint("pass `--git <url>`, the repository of cargo-schema, or `--path <dir>`, a checkout of it")
            }
        }
    }
}

/// Returns `true` if the dependency `name`, as a manifest has it, is a package of the public registry that is not ours. `root` is
/// the manifest that may say what stands in the place of such packages.
pub(crate) fn is_strange(name: &str, dependency: &toml::Value, root: Option<&toml::Table>) -> bool {
    let field = |key: &str| dependency.get(key);
    let elsewhere = ["path", "git", "workspace", "registry", "registry-index"];
    if elsewhere.into_iter().any(|key| field(key).is_some()) {
        return false;
    }
    let package = field("package").and_then(toml::Value::as_str).unwrap_or(name);
    if PUBLISHED == Some(package) {
        return false;
    }
    let patched = root.and_then(|root| root.get("patch")?.get("crates-io")?.as_table());
    let is_patched = patched
        .into_iter()
        .flatten()
        .any(|(key, patch)| patch.get("package").and_then(toml::Value::as_str).unwrap_or(key) == package);
    !is_patched
}

/// `https://user:password@host/`.
fn has_password(url: &str) -> bool {
    let authority = url.split_once("://").map(|(_, rest)| rest.split('/').next().unwrap_or_default());
    let user = authority.and_then(|authority| Some(authority.rsplit_once('@')?.0));
    user.is_some_and(|user| user.contains(':'))
}

/// `path` from `folder` on; both are absolute and without `..`.
fn relative(path: &Path, folder: &Path) -> PathBuf {
    let shared = path.components().zip(folder.components()).take_while(|(a, b)| a == b).count();
    if shared == 0 {
        return path.to_owned();
    }
    let up = folder.components().skip(shared).map(|_| Component::ParentDir);
    up.chain(path.components().skip(shared)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_from_a_folder_on() {
        for (path, folder, expected) in
            [("/a/b/c", "/a/d", "../b/c"), ("/a/b/c", "/a/b", "c"), ("/a", "/a/b/c", "../.."), ("/x/y", "/a", "../x/y")]
        {
            assert_eq!(relative(Path::new(path), Path::new(folder)), Path::new(expected), "{path} from {folder}");
        }
    }

    #[test]
    fn each_source_is_said_in_full() {
        let folder = Path::new("/nowhere/shop");
        let of = |source: &Source| source.dependency(folder).to_string();
        let git = |reference| Source::Git { url: "https://host/schema".to_owned(), reference };
        assert_eq!(of(&git(None)), r#"{ git = "https://host/schema" }"#);
        let tag = git(Some(("tag", "v1".to_owned())));
        assert_eq!(of(&tag), r#"{ git = "https://host/schema", tag = "v1" }"#);
        let version = env!("CARGO_PKG_VERSION");
        assert_eq!(of(&Source::Registry("schema-core")), format!(r#"{{ version = "{version}" }}"#));
        let renamed = Source::Registry("our-core");
        assert_eq!(of(&renamed), format!(r#"{{ version = "{version}", package = "our-core" }}"#));
    }

    #[test]
    fn passwords_are_seen() {
        assert!(has_password("https://me:secret@host/x") && !has_password("https://me@host/x:y@z"));
        assert!(!has_password("git@host:x/y") && !has_password("ssh://git@host:22/x"));
    }

    #[test]
    fn a_name_in_the_public_registry_is_not_ours() {
        let manifest = |text: &str| text.parse::<toml::Table>().unwrap();
        let strange =
            |text: &str, root: &str| is_strange("schema-core", &manifest(text)["schema-core"], Some(&manifest(root)));
        assert!(strange("schema-core = \"0.1\"", ""));
        assert!(strange(
            "schema-core = { version = \"0.1\", features = [] }",
            "patch.crates-io.other = { path = \"x\" }"
        ));
        for ours in
            ["{ path = \"x\" }", "{ git = \"x\" }", "{ workspace = true }", "{ version = \"1\", registry = \"own\" }"]
        {
            assert!(!strange(&format!("schema-core = {ours}"), ""), "{ours}");
        }
        assert!(!strange("schema-core = \"0.1\"", "patch.crates-io.schema-core = { path = \"x\" }"));
    }
}
