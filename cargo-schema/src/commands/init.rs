//! `cargo schema init`: everything that a package needs, once.

use std::path::{Path, PathBuf};

use schema_core::schema::Dialect;

use super::Context;
use crate::args::dialect;
use crate::error::{Error, Result};
use crate::exit::Exit;
use crate::setup::{self, Change};
use crate::shell::Shell;
use crate::workspace::Workspace;
use crate::write;

#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// Database to write SQL for: sqlite, postgres, mysql or mariadb; may be given several times
    #[arg(long = "dialect", value_name = "NAME", value_parser = dialect, value_delimiter = ',')]
    dialects: Vec<Dialect>,
}

pub(crate) fn run(context: &mut Context, args: &Args) -> Result<Exit> {
    let workspace = Workspace::find(&context.global)?;
    let package = workspace.require_package(&context.global)?;
    let manifest_path = package.manifest_path.as_std_path();
    let folder = manifest_path.parent().unwrap_or(Path::new("."));
    let text = read(manifest_path)?.unwrap_or_default();
    let shared = workspace_manifest(&workspace, manifest_path)?;
    let build_script = package.targets.iter().find(|target| target.is_custom_build());
    let script_path = build_script.map_or(folder.join("build.rs"), |target| target.src_path.as_std_path().to_owned());
    let script = Script { text: read(&script_path)?, shown: relative(&script_path, folder), path: &script_path };

    let dialects = shared.as_deref().map(setup::shared_dialects).transpose()?.flatten();
    let done = match (&shared, dialects) {
        (Some(shared), Some(dialects)) if !setup::has_keys(&text)? => {
            if let Some(other) = args.dialects.iter().find(|dialect| !dialects.contains(dialect)) {
                return Err(Error::usage(format!("the workspace's schema is not for {other}"))
                    .hint("a member has the dialects of the workspace: say them in `[workspace.metadata.schema]`"));
            }
            let root = workspace.metadata.workspace_root.as_std_path();
            let shown = relative(folder, root).replace('\\', "/");
            let member = setup::member(&text, shared, &shown)?;
            let mut done: Vec<Change> = script.write(&mut context.shell)?.into_iter().collect();
            write_changed(manifest_path, &text, &member.package)?;
            write_changed(&root.join("Cargo.toml"), shared, &member.workspace)?;
            done.extend(member.changes);
            done
        }
        _ => {
            let plan = setup::Plan {
                text: &text,
                folder,
                name: package.name.as_str(),
                dialects: &args.dialects,
                workspace: shared.as_deref(),
                database_url: context.global.database_url.as_deref(),
            };
            alone(&mut context.shell, &plan, &script, manifest_path)?
        }
    };
    if done.is_empty() {
        context.shell.status("Unchanged", format_args!("`{}` is set up already", package.name));
    }
    for change in done {
        context.shell.status(change.verb, change.what);
    }
    Ok(Exit::Fine)
}

/// Sets up a package with a schema of its own. Gives what was done.
fn alone(shell: &mut Shell, plan: &setup::Plan<'_>, script: &Script<'_>, manifest_path: &Path) -> Result<Vec<Change>> {
    let mut manifest = setup::manifest(plan)?;
    let migrations = plan.folder.join(&manifest.migrations);
    let ignored = manifest.sqlite_file.as_ref().map(|file| setup::ignore(plan.folder, file)).transpose()?.flatten();

    // All is decided; now it is written, the manifest last, for cargo refuses one that names a missing build script.
    let mut done = Vec::new();
    if !migrations.is_dir() {
        std::fs::create_dir_all(&migrations).map_err(|error| Error::file("make the folder", &migrations, &error))?;
        done.push(Change::new("Created", format!("`{}/` for revisions", manifest.migrations)));
    }
    done.extend(script.write(shell)?);
    write_changed(manifest_path, plan.text, &manifest.text)?;
    done.append(&mut manifest.changes);
    if let Some((path, text, line)) = ignored {
        write::file(&path, &text)?;
        done.push(Change::new("Changed", format!("`.gitignore`: `{line}`, the database of `database-url`")));
    }
    Ok(done)
}

/// The build script as it is.
struct Script<'a> {
    path: &'a Path,
    shown: String,
    text: Option<String>,
}

impl Script<'_> {
    /// Sees to it that it calls ours; says so where only its author can. Gives what was done.
    fn write(&self, shell: &mut Shell) -> Result<Option<Change>> {
        let Self { path, shown, text } = self;
        Ok(match setup::build_script(text.as_deref()) {
            setup::BuildScript::Fine => None,
            setup::BuildScript::Write { text, new: true } => {
                write::file(path, &text)?;
                Some(Change::new("Created", format!("`{shown}`, which compares models and revisions")))
            }
            setup::BuildScript::Write { text, new: false } => {
                write::file(path, &text)?;
                Some(Change::new("Changed", format!("`{shown}`: `{}` in `main`", setup::CALL)))
            }
            setup::BuildScript::Tell => {
                shell.warn(format_args!("`{shown}` is there already: add `{}` to its `main`", setup::CALL));
                None
            }
        })
    }
}

fn write_changed(path: &Path, old: &str, new: &str) -> Result<()> {
    if old == new { Ok(()) } else { write::file(path, new) }
}

/// The manifest of the workspace, when it is not the package's own.
fn workspace_manifest(workspace: &Workspace, manifest_path: &Path) -> Result<Option<String>> {
    let root: PathBuf = workspace.metadata.workspace_root.join("Cargo.toml").into();
    if root == manifest_path { Ok(None) } else { read(&root) }
}

fn read(path: &Path) -> Result<Option<String>> {
    match std::fs::read_to_string(path) {
        Ok(text) => Ok(Some(text)),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(Error::file("read", path, &error)),
    }
}

fn relative(path: &Path, folder: &Path) -> String {
    path.strip_prefix(folder).unwrap_or(path).display().to_string()
}
