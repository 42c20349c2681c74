//! Servers of other Debian suites, unpacked beside the system with the libraries and the C library that they want.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::packages::{alone, create_folder, write};
use crate::{Result, output};

/// An unpacked suite. Nothing of it is installed, and none of its programs can start another.
#[derive(Clone, Debug)]
pub(crate) struct Unpacked {
    /// Its root folder.
    pub(crate) root: PathBuf,
}

impl Unpacked {
    /// `packages` of `suite` in `root`, downloaded where they are not there yet.
    pub(crate) fn get(root: PathBuf, suite: &str, packages: &[&str]) -> Result<Self> {
        let done = root.join("unpacked");
        let _alone = (!done.is_file()).then(|| alone(&root)).transpose()?;
        if !done.is_file() {
            println!("xtask: downloading {} of Debian {suite} to {}", packages.join(" "), root.display());
            download(&root, suite, packages)?;
            write(&done, "")?;
        }
        Ok(Self { root })
    }

    /// A program of it, started by its own loader, since the system's C library is another one.
    pub(crate) fn program(&self, path: &str) -> Result<Command> {
        let mut command = Command::new(self.loader()?);
        command.arg("--library-path").arg(self.libraries()).arg(self.root.join(path));
        Ok(command)
    }

    /// Older suites keep the libraries of `/` and of `/usr` apart.
    fn libraries(&self) -> String {
        let folders = ["usr/lib/x86_64-linux-gnu", "lib/x86_64-linux-gnu"].map(|folder| self.root.join(folder));
        folders.map(|folder| folder.display().to_string()).join(":")
    }

    fn loader(&self) -> Result<PathBuf> {
        for folder in ["usr/lib64", "usr/lib/x86_64-linux-gnu", "lib/x86_64-linux-gnu"] {
            let entries = fs::read_dir(self.root.join(folder)).into_iter().flatten().flatten();
            let mut loaders: Vec<PathBuf> = entries
                .map(|entry| entry.path())
                .filter(|path| {
                    let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
                    // A link may lead out of here, to the system's own.
                    let inside = path.canonicalize().is_ok_and(|path| path.starts_with(&self.root));
                    name.starts_with("ld-") && name.contains(".so") && inside
                })
                .collect();
            loaders.sort();
            if let Some(loader) = loaders.pop() {
                return Ok(loader);
            }
        }
        Err(format!("{} has no loader", self.root.display()))
    }
}

fn download(root: &Path, suite: &str, packages: &[&str]) -> Result<()> {
    let apt = root.join("apt");
    for folder in ["state/lists/partial", "cache/archives/partial"] {
        create_folder(&apt.join(folder))?;
    }
    let sites = output(Command::new("apt-get").args(["indextargets", "--format", "$(SITE)", "Created-By: Packages"]))?;
    let mirror = sites.lines().find(|site| site.trim_end_matches('/').ends_with("/debian"));
    let mirror = mirror.ok_or("`apt-get indextargets` names no Debian mirror")?;
    let keys = "/usr/share/keyrings/debian-archive-keyring.gpg";
    let configuration = apt.join("apt.conf");
    write(&apt.join("status"), "")?;
    write(&apt.join("sources.list"), &format!("deb [signed-by={keys}] {mirror} {suite} main\n"))?;
    // A private state, so that neither the system's lists nor its packages change.
    let folder = apt.display();
    write(
        &configuration,
        &format!(
            "Dir::State \"{folder}/state\";\nDir::State::status \"{folder}/status\";\nDir::Cache \"{folder}/cache\";\n\
             Dir::Etc::sourcelist \"{folder}/sources.list\";\nDir::Etc::sourceparts \"/dev/null\";\n\
             Dir::Etc::preferencesparts \"/dev/null\";\nAPT::Install-Recommends \"false\";\n\
             APT::Sandbox::User \"root\";\nAcquire::Check-Valid-Until \"false\";\nAcquire::Retries \"3\";\n"
        ),
    )?;
    let apt_get =
        |arguments: &[&str]| output(Command::new("apt-get").env("APT_CONFIG", &configuration).args(arguments));
    apt_get(&["update", "-qq"])?;
    apt_get(&[&["install", "-y", "-qq", "--download-only"], packages].concat())?;
    let archives = fs::read_dir(apt.join("cache/archives")).map_err(|error| error.to_string())?;
    for archive in archives.flatten().map(|entry| entry.path()) {
        let name = archive.file_name().unwrap_or_default().to_string_lossy().into_owned();
        if name.ends_with(".deb") && !name.starts_with("perl") && !name.starts_with("libperl") {
            output(Command::new("dpkg").arg("-x").arg(&archive).arg(root))?;
        }
    }
    fs::remove_dir_all(&apt).map_err(|error| format!("cannot remove {}: {error}", apt.display()))
}
