//! Reading the folder of migrations.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use super::{Graph, GraphError, Manifest, ManifestError, RevisionFile, ScriptFile, script_name};
use crate::declare::Position;
use crate::diagnostic::{Code, Diagnostic, Help, Severity, Span};
use crate::read::{file, toml_place};
use crate::schema::{Dialect, Release};

/// All revisions of a project, parents before children.
#[derive(Clone, Debug, Default)]
pub struct Revisions {
    graph: Graph,
    files: Vec<RevisionFile>,
}

impl Revisions {
    /// Puts `files` in order.
    ///
    /// # Errors
    /// Their parents give no order.
    pub fn new(files: Vec<RevisionFile>) -> Result<Self, GraphError> {
        let graph = Graph::new(files.iter().map(RevisionFile::node))?;
        let mut by_id: BTreeMap<String, RevisionFile> =
            files.into_iter().map(|file| (file.manifest.id.clone(), file)).collect();
        let files = graph.iter().filter_map(|node| by_id.remove(&node.id)).collect();
        Ok(Self { graph, files })
    }

    /// Their graph.
    pub fn graph(&self) -> &Graph {
        &self.graph
    }

    /// The revisions, parents before children.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = &RevisionFile> + ExactSizeIterator {
        self.files.iter()
    }

    /// The revision with this id.
    pub fn get(&self, id: &str) -> Option<&RevisionFile> {
        self.files.iter().find(|file| file.manifest.id == id)
    }

    /// The dialects that their files name; none where every script serves all.
    pub fn dialects(&self) -> BTreeSet<Dialect> {
        let of_scripts = self.files.iter().flat_map(|file| file.scripts.iter().filter_map(|script| script.dialect));
        let of_manifests = self.files.iter().flat_map(|file| file.manifest.dialects.iter().copied());
        of_scripts.chain(of_manifests).collect()
    }

    /// The newest release of `dialect` that a script is written for, and the first revision with it; none where no revision notes
    /// one.
    pub fn newest_target(&self, dialect: Dialect) -> Option<(&RevisionFile, Release)> {
        let noted = self.files.iter().filter_map(|file| Some((file, file.manifest.target(dialect)?)));
        noted.reduce(|newest, one| if one.1 > newest.1 { one } else { newest })
    }

    /// Whether every revision has scripts for each of `dialects`.
    ///
    /// # Errors
    /// The first that has none.
    pub fn require_scripts(&self, dialects: &[Dialect]) -> Result<(), Problem> {
        for file in &self.files {
            for dialect in dialects {
                if file.script(*dialect).is_none() {
                    let message = format!("revision `{}` has no {dialect} script", file.name());
                    let wanted = script_name("up", Some(*dialect));
                    return Err(Problem::new(&file.folder, Code::NoScript, message).hint(format!(
                        "write `{wanted}` and `{}` there, with the same effect as its other scripts",
                        script_name("down", Some(*dialect))
                    )));
                }
            }
        }
        Ok(())
    }
}

/// Reads all revisions under `dir`. A folder that does not exist holds none; so do files and folders whose name begins
/// with a dot, and plain files.
///
/// # Errors
/// The first folder that is no revision, or that parents give no order. Nothing that lies there is passed over in
/// silence: a revision that is not seen is a revision that never runs.
pub fn load(dir: &Path) -> Result<Revisions, Problem> {
    load_with(dir, &mut Manifest::from_toml)
}

/// What reads the text of a `revision.toml`.
pub type ReadManifest<'a> = dyn FnMut(&str) -> Result<Manifest, ManifestError> + 'a;

/// The same with another reader of `revision.toml`: one that knows most of them from an earlier run.
///
/// # Errors
/// As for [`load`].
pub fn load_with(dir: &Path, manifest: &mut ReadManifest<'_>) -> Result<Revisions, Problem> {
    let entries = match fs::read_dir(dir) {
        Ok(entries) => entries,
        Err(error) if error.kind() == ErrorKind::NotFound && fs::symlink_metadata(dir).is_ok() => {
            return Err(Problem::new(dir, Code::NoMigrations, "the directory of migrations is a link to nothing"));
        }
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Revisions::default()),
        Err(error) => return Err(Problem::unreadable(dir, &error)),
    };
    let mut folders = Vec::new();
    for entry in entries {
        let path = entry.map_err(|error| Problem::unreadable(dir, &error))?.path();
        let hidden = path.file_name().is_some_and(|name| name.as_encoded_bytes().starts_with(b"."));
        if !hidden && path.is_dir() {
            folders.push(path);
        }
    }
    folders.sort();
    let files = folders.into_iter().map(|folder| read_folder(folder, manifest)).collect::<Result<Vec<_>, _>>()?;
    let paths: BTreeMap<String, PathBuf> = files.iter().map(|file| (file.name(), file.folder.clone())).collect();
    Revisions::new(files).map_err(|error| {
        let name = match &error {
            GraphError::DuplicateId { names, .. } => &names[1],
            GraphError::UnknownParent { name, .. } => name,
            GraphError::Cycle { names } => &names[0],
        };
        let folder = paths.get(name).map_or(dir, PathBuf::as_path);
        Problem::new(&folder.join("revision.toml"), Code::RevisionOrder, error.to_string()).hint(error.help())
    })
}

/// What to do about a revision of a later version.
const NEWER_NEEDED: &str = "install a newer cargo-schema, and update `schema-core` in `Cargo.toml` to its version";

fn read_folder(folder: PathBuf, manifest: &mut ReadManifest<'_>) -> Result<RevisionFile, Problem> {
    let toml = folder.join("revision.toml");
    let text = match file::text(&toml) {
        Ok(text) => text,
        Err(error) if error.kind() == ErrorKind::NotFound => {
            return Err(Problem::new(
                &folder,
                Code::InvalidRevision,
                "the directory has no `revision.toml`, so it is not a revision",
            )
            .hint("if it is not a revision, move it out of the migrations directory"));
        }
        Err(error) => return Err(Problem::unreadable(&toml, &error)),
    };
    let manifest = manifest(&text).map_err(|error| {
        let message = format!("`revision.toml` cannot be read: {}", error.message());
        let problem = Problem::new(&toml, Code::InvalidRevisionToml, message);
        let problem = Problem { at: error.span().map(|span| toml_place::place(&text, span)), ..problem };
        if error.is_newer() { problem.hint(NEWER_NEEDED) } else { problem }
    })?;
    let name = folder.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let slug = name.strip_prefix(manifest.id.as_str()).and_then(|rest| rest.strip_prefix('_'));
    let Some(slug) = slug.filter(|slug| !slug.is_empty() && !manifest.id.is_empty()) else {
        let message = format!("the name of the directory `{name}` does not start with its id, `{}`", manifest.id);
        return Err(Problem::new(&toml, Code::InvalidRevision, message)
            .hint(format!("rename the directory to `{}_<a few words>`", manifest.id)));
    };
    let (slug, scripts) = (slug.to_owned(), read_scripts(&folder)?);
    let file = RevisionFile { folder, slug, manifest, scripts };
    refuse_foreign_targets(&file, &toml, &text)?;
    Ok(file)
}

/// Refuses `targets` of which none is of a script's dialect: nothing would be compared with the server. One of them may be left of a
/// dialect whose scripts were deleted.
fn refuse_foreign_targets(file: &RevisionFile, toml: &Path, text: &str) -> Result<(), Problem> {
    let targets = &file.manifest.targets;
    if targets.is_empty() || targets.iter().any(|target| file.script(target.dialect).is_some()) {
        return Ok(());
    }
    let names: Vec<String> = targets.iter().map(|target| format!("`{target}`")).collect();
    let message = format!("`targets` names {}, and no script of the revision is for that", names.join(" and "));
    let problem = Problem::new(toml, Code::InvalidRevisionToml, message)
        .hint("name the versions that its scripts were written for, or leave `targets` out");
    Err(Problem { at: toml_place::of_value(text, "targets"), ..problem })
}

fn read_scripts(folder: &Path) -> Result<Vec<ScriptFile>, Problem> {
    let mut ups = BTreeMap::new();
    let mut downs = BTreeMap::new();
    for entry in fs::read_dir(folder).map_err(|error| Problem::unreadable(folder, &error))? {
        let path = entry.map_err(|error| Problem::unreadable(folder, &error))?.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let Some(stem) = name.strip_suffix(".sql") else { continue };
        let (direction, dialect) = stem.split_once('.').map_or((stem, None), |(first, rest)| (first, Some(rest)));
        let into = match direction {
            "up" => &mut ups,
            "down" => &mut downs,
            _ => continue,
        };
        let dialect = dialect.map(str::parse::<Dialect>).transpose();
        let dialect = dialect.map_err(|error| Problem::new(&path, Code::UnsupportedDialect, error.to_string()))?;
        let text = file::text(&path).map_err(|error| Problem::unreadable(&path, &error))?;
        into.insert(dialect, text);
    }
    let mut scripts = Vec::new();
    for (dialect, up) in ups {
        scripts.push(ScriptFile { dialect, up, down: downs.remove(&dialect) });
    }
    if scripts.is_empty() {
        return Err(Problem::new(folder, Code::InvalidRevision, "the revision has no `up.sql`")
            .hint("bring the file back; an empty one is a revision that does nothing"));
    }
    if let Some(dialect) = downs.into_keys().next() {
        let (down, up) = (script_name("down", dialect), script_name("up", dialect));
        return Err(Problem::new(folder, Code::InvalidRevision, format!("the revision has `{down}` and no `{up}`")));
    }
    Ok(scripts)
}

/// What is wrong with the revisions on disk.
#[derive(Clone, PartialEq, Eq)]
pub struct Problem {
    /// The file or folder that it is about.
    pub path: PathBuf,
    /// Where it is in the file, and how many characters it is about; `None` if it is about the file as a whole.
    pub at: Option<(Position, usize)>,
    /// What kind it is, for programs.
    pub code: Code,
    /// What is wrong there.
    pub message: String,
    /// What to do.
    pub hint: Option<Help>,
}

impl Problem {
    /// A problem at `path`.
    pub fn new(path: &Path, code: Code, message: impl Into<String>) -> Self {
        Self { path: path.to_owned(), at: None, code, message: message.into(), hint: None }
    }

    /// The same with a hint.
    #[must_use]
    pub fn hint(self, hint: impl Into<Help>) -> Self {
        Self { hint: Some(hint.into()), ..self }
    }

    /// What is said of it.
    pub fn diagnostic(self, severity: Severity) -> Diagnostic {
        let Self { path, at, code, message, hint } = self;
        let span = match at {
            Some((at, length)) => Span::at(&path, at.line, at.column, u32::try_from(length).unwrap_or(1).max(1)),
            None => Span::file(&path),
        };
        let said = Diagnostic::new(severity, code, message).span(span);
        match hint {
            Some(hint) => said.help(hint),
            None => said,
        }
    }

    fn unreadable(path: &Path, error: &std::io::Error) -> Self {
        Self::new(
            path,
            Code::FileAccess,
            format!("`{}` cannot be read: {error}", path.file_name().unwrap_or_default().to_string_lossy()),
        )
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.path.display())?;
        if let Some((at, _)) = &self.at {
            write!(f, ":{}:{}", at.line, at.column)?;
        }
        write!(f, ": {}", self.message)
    }
}

impl std::error::Error for Problem {}

/// As its `Display`, and what to do: it is what a `main` that returns it shows.
impl fmt::Debug for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)?;
        self.hint.as_ref().map_or(Ok(()), |hint| write!(f, "; {hint}"))
    }
}
