//! Private database servers in a temporary folder, which stop with us, however we end.

use std::fs;
use std::io::Write as _;
use std::net::TcpListener;
use std::os::unix::fs::{PermissionsExt as _, chown};
use std::os::unix::process::CommandExt as _;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use crate::packages::create_folder;
use crate::{Result, output};

/// Reads lines `<signal> <pid>` until we close the pipe or die, then stops the clients and those servers, and removes the folder.
/// A process of its own, since neither Ctrl-C nor SIGKILL lets us do it ourselves. Clients are found by their environment:
/// they include commands that tests started in process groups of their own.
const WATCHDOG: &str = r#"
trap '' INT TERM HUP
servers=
while read -r signal pid; do
    servers="$servers $pid"
    eval "signal_$pid=$signal"
done
alive() {
    kill -0 "$1" 2>/dev/null && ! grep -q '^State:.Z' "/proc/$1/status" 2>/dev/null
}
left=100
# By what is found, not by the status: that tells of processes that ended meanwhile.
while clients=$(grep -lsxz "$2" /proc/[0-9]*/environ); [ -n "$clients" ] && [ "$left" != 0 ]; do
    for environment in $clients; do
        pid=${environment#/proc/}
        kill -KILL "${pid%/environ}" 2>/dev/null
    done
    left=$((left - 1))
    sleep 0.05
done
for pid in $servers; do
    eval "kill -\$signal_$pid $pid" 2>/dev/null
done
for pid in $servers; do
    left=100
    while alive "$pid"; do
        left=$((left - 1))
        if [ "$left" = 0 ]; then kill -KILL "$pid"; break; fi
        sleep 0.05
    done
done
rm -rf "$1"
"#;

/// The variable that marks the clients of one set of servers.
const CLIENT: &str = "SCHEMA_TEST_CLIENT_OF";

/// Servers that run until this is dropped.
pub(crate) struct Servers {
    folder: PathBuf,
    user: Option<User>,
    watchdog: Child,
    running: Vec<Child>,
}

/// The unprivileged user that servers run as when we are root, since PostgreSQL refuses root.
#[derive(Clone, Copy)]
struct User {
    uid: u32,
    gid: u32,
}

/// What makes and runs one server.
pub(crate) struct Recipe<'a> {
    /// Name of its folder.
    pub(crate) name: &'a str,
    /// Makes the data folder, if more than the server itself is needed for that.
    pub(crate) prepare: Option<Command>,
    /// The server, given its port; it stays in the foreground.
    pub(crate) serve: &'a dyn Fn(u16) -> Command,
    /// What it writes to its log when it takes connections.
    pub(crate) ready: &'a str,
    /// The signal that ends it fast: throwaway data needs no clean shutdown.
    pub(crate) stop: &'a str,
}

impl Servers {
    /// An empty folder and the process that will clear it away.
    pub(crate) fn new() -> Result<Self> {
        let user = User::unprivileged()?;
        let folder = std::env::temp_dir().join(format!("schema-test-{}", std::process::id()));
        fs::create_dir_all(&folder).map_err(|error| format!("cannot create {}: {error}", folder.display()))?;
        let watchdog = Command::new("sh")
            .args(["-c", WATCHDOG, "watchdog"])
            .arg(&folder)
            .arg(format!("{CLIENT}={}", std::process::id()))
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .process_group(0)
            .spawn()
            .map_err(|error| format!("cannot run `sh`: {error}"))?;
        let servers = Self { folder, user, watchdog, running: Vec::new() };
        servers.own(&servers.folder)?;
        create_folder(&servers.temporary())?;
        Ok(servers)
    }

    /// The environment of a command that uses the servers. It ends with them, at the latest, and its temporary files go
    /// with their folder.
    pub(crate) fn client(&self) -> [(String, String); 2] {
        let temporary = self.temporary().display().to_string();
        [(CLIENT.to_owned(), std::process::id().to_string()), ("TMPDIR".to_owned(), temporary)]
    }

    fn temporary(&self) -> PathBuf {
        self.folder.join("tmp")
    }

    /// A folder of its own for a server called `name`; it exists and is empty.
    pub(crate) fn folder(&self, name: &str) -> Result<PathBuf> {
        let folder = self.folder.join(name);
        fs::create_dir_all(&folder).map_err(|error| format!("cannot create {}: {error}", folder.display()))?;
        self.own(&folder)?;
        Ok(folder)
    }

    /// Starts a server and waits until it takes connections; gives its port.
    pub(crate) fn start(&mut self, recipe: Recipe<'_>) -> Result<u16> {
        let Recipe { name, prepare, serve, ready, stop } = recipe;
        let folder = self.folder(name)?;
        if let Some(mut prepare) = prepare {
            output(self.tame(&mut prepare, &folder))?;
        }
        let log = folder.join("log");
        let mut last = String::new();
        for attempt in 0..3 {
            let port = free_port(attempt)?;
            let file = fs::File::create(&log).map_err(|error| format!("cannot create {}: {error}", log.display()))?;
            let errors = file.try_clone().map_err(|error| error.to_string())?;
            let mut command = serve(port);
            self.tame(&mut command, &folder).stdin(Stdio::null()).stdout(file).stderr(errors).process_group(0);
            let mut server = command.spawn().map_err(|error| format!("cannot start {name}: {error}"))?;
            let told = self.watchdog.stdin.as_mut().map(|pipe| writeln!(pipe, "{stop} {}", server.id()));
            told.transpose().map_err(|error| format!("the watchdog is gone: {error}"))?;
            let up = wait_until_ready(&mut server, &log, ready);
            self.running.push(server);
            match up {
                Ok(()) => return Ok(port),
                Err(text) => last = text,
            }
        }
        Err(format!("{name} does not start: {last}"))
    }

    /// Makes `command` run as the unprivileged user, in a folder that it may read.
    fn tame<'a>(&self, command: &'a mut Command, folder: &Path) -> &'a mut Command {
        if let Some(User { uid, gid }) = self.user {
            command.uid(uid).gid(gid);
        }
        command.current_dir(folder).env("HOME", folder).env("LC_ALL", "C.UTF-8").env_remove("TMPDIR")
    }

    fn own(&self, folder: &Path) -> Result<()> {
        let Some(User { uid, gid }) = self.user else { return Ok(()) };
        fs::set_permissions(folder, fs::Permissions::from_mode(0o755))
            .and_then(|()| chown(folder, Some(uid), Some(gid)))
            .map_err(|error| format!("cannot give {} away: {error}", folder.display()))
    }
}

impl Drop for Servers {
    fn drop(&mut self) {
        drop(self.watchdog.stdin.take());
        for server in &mut self.running {
            let _ = server.wait();
        }
        let _ = self.watchdog.wait();
    }
}

impl User {
    /// `postgres` or `nobody` when we are root; else ourselves.
    fn unprivileged() -> Result<Option<Self>> {
        let id = |arguments: &[&str]| -> Result<u32> {
            let text = output(Command::new("id").args(arguments))?;
            text.trim().parse().map_err(|_| format!("`id` says {text:?}"))
        };
        if id(&["-u"])? != 0 {
            return Ok(None);
        }
        let user = if id(&["-u", "postgres"]).is_ok() { "postgres" } else { "nobody" };
        Ok(Some(Self { uid: id(&["-u", user])?, gid: id(&["-g", user])? }))
    }
}

/// A port that nobody listens on. Below 32768, since the ports above are lent to clients of other servers.
fn free_port(attempt: u16) -> Result<u16> {
    let start = 20_000 + (std::process::id() % 10_000) as u16;
    let mut candidates = (start + 10 * attempt..32_768).chain(20_000..start);
    candidates
        .find(|port| TcpListener::bind(("127.0.0.1", *port)).is_ok())
        .ok_or_else(|| "no port between 20000 and 32767 is free".to_owned())
}

/// Waits for `ready` in the log. Not for an open port: a connection attempt can reach a stranger, or itself.
fn wait_until_ready(server: &mut Child, log: &Path, ready: &str) -> Result<()> {
    let until = Instant::now() + Duration::from_secs(120);
    loop {
        let text = fs::read(log).map(|bytes| String::from_utf8_lossy(&bytes).into_owned()).unwrap_or_default();
        if text.contains(ready) {
            return Ok(());
        }
        let ended = server.try_wait().map_err(|error| error.to_string())?;
        if ended.is_some() || Instant::now() > until {
            let lines: Vec<&str> = text.lines().collect();
            let tail = &lines[lines.len().saturating_sub(20)..];
            let how = ended.map_or("not ready after 120 seconds".to_owned(), |status| format!("ended, {status}"));
            return Err(format!("{how}\n{}", tail.join("\n")));
        }
        std::thread::sleep(Duration::from_millis(20));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn clients_end_with_the_servers_and_leave_no_files() -> Result<()> {
        let servers = Servers::new()?;
        let folder = servers.folder.clone();
        let mut client = Command::new("sh");
        client.args(["-c", "echo here > \"$TMPDIR/file\"; exec sleep 600"]).envs(servers.client()).process_group(0);
        let mut client = client.spawn().map_err(|error| error.to_string())?;
        drop(servers);
        let status = client.wait().map_err(|error| error.to_string())?;
        assert!(!status.success(), "the client was killed, not waited for: {status}");
        assert!(!folder.exists(), "{} is still there", folder.display());
        Ok(())
    }
}
