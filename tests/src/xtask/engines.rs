//! The database servers that tests speak to.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::debian::Unpacked;
use crate::server::{Recipe, Servers};
use crate::{Result, packages};

/// Name and password of the account on every server; a password, so that tests can get it wrong.
const USER: &str = "tester";
const PASSWORD: &str = "secret";

/// The version that CI has beside the system's: the newest.
const NEWEST_POSTGRES: u8 = 18;

/// The variable with the URL of a MariaDB that folds names of tables.
const FOLDED: &str = "SCHEMA_TEST_MARIADB_FOLDED";

/// A server that tests speak to by one environment variable.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Server {
    Postgres,
    Mariadb,
    Mysql,
}

/// Those that the system has, or can install.
pub(crate) const OF_THE_SYSTEM: &[Server] = &[Server::Postgres, Server::Mariadb];
const ALL: &[Server] = &[Server::Postgres, Server::Mariadb, Server::Mysql];

impl Server {
    /// The server that is called so on the command line; `None` for SQLite, which needs none.
    pub(crate) fn named(name: &str) -> Result<Option<Self>> {
        match name {
            "sqlite" => Ok(None),
            "postgres" => Ok(Some(Self::Postgres)),
            "mariadb" => Ok(Some(Self::Mariadb)),
            "mysql" => Ok(Some(Self::Mysql)),
            _ => Err(format!("no engine is called `{name}`: there are sqlite, postgres, mariadb and mysql")),
        }
    }

    /// What it is called on the command line.
    const fn name(self) -> &'static str {
        match self {
            Self::Postgres => "postgres",
            Self::Mariadb => "mariadb",
            Self::Mysql => "mysql",
        }
    }

    /// The variable that holds the URL.
    const fn variable(self) -> &'static str {
        match self {
            Self::Postgres => "SCHEMA_TEST_POSTGRES",
            Self::Mariadb => "SCHEMA_TEST_MARIADB",
            Self::Mysql => "SCHEMA_TEST_MYSQL",
        }
    }
}

/// Another version of a server.
#[derive(Debug)]
pub(crate) struct Other {
    /// What it is called: `PostgreSQL 18`.
    pub(crate) name: String,
    /// The name of its engine in tests.
    pub(crate) engine: &'static str,
    /// The variable in which tests look for such a server, and its URL.
    pub(crate) variable: (&'static str, String),
    /// The variable that is its own: `SCHEMA_TEST_POSTGRES_18`.
    own: String,
}

/// Running servers; dropping it stops them.
pub(crate) struct Engines {
    variables: Vec<(String, String)>,
    others: Vec<Other>,
    servers: Servers,
}

impl Engines {
    /// Starts `wanted`; what an environment variable names is left alone.
    pub(crate) fn start(wanted: &[Server]) -> Result<Self> {
        let mut engines = Self { variables: Vec::new(), others: Vec::new(), servers: Servers::new()? };
        for server in wanted {
            let variable = server.variable();
            if std::env::var_os(variable).is_some_and(|url| !url.is_empty()) {
                continue;
            }
            let servers = &mut engines.servers;
            let url = match server {
                Server::Postgres => postgres(servers, "postgres", &packages::postgres()?)?,
                Server::Mariadb => mariadb(servers, "mariadb", &Mariadb::of_the_system()?, &[])?,
                Server::Mysql => mysql(servers)?,
            };
            engines.variables.push((variable.to_owned(), url));
        }
        Ok(engines)
    }

    /// Starts every server in every version that there is.
    pub(crate) fn start_all() -> Result<Self> {
        let mut engines = Self::start(ALL)?;
        for major in packages::other_postgres() {
            engines.add_postgres(major)?;
        }
        for version in packages::MARIADB_VERSIONS {
            let unpacked = packages::other_mariadb(version)?;
            let (number, ..) = version;
            let name = format!("mariadb-{number}");
            let url = mariadb(&mut engines.servers, &name, &Mariadb::Unpacked(unpacked), &[])?;
            engines.add(format!("MariaDB {number}"), Server::Mariadb, &number.replace('.', "_"), url);
        }
        Ok(engines)
    }

    /// Starts a MariaDB that keeps names of tables in lower case, as on Windows: a server has one way or the other.
    pub(crate) fn start_folded(&mut self) -> Result<()> {
        if std::env::var_os(FOLDED).is_none_or(|url| url.is_empty()) {
            let options = ["--lower-case-table-names=1", "--innodb-buffer-pool-size=16M"];
            let url = mariadb(&mut self.servers, "mariadb-folded", &Mariadb::of_the_system()?, &options)?;
            self.variables.push((FOLDED.to_owned(), url));
        }
        Ok(())
    }

    /// Starts what CI has beside the system's servers. Where that cannot be had, says so; in CI it is an error.
    pub(crate) fn start_newest(&mut self) -> Result<()> {
        let ci = std::env::var("CI").is_ok_and(|value| !value.is_empty() && value != "false");
        match self.add_postgres(NEWEST_POSTGRES) {
            Err(error) if !ci => {
                println!("xtask: not tested on PostgreSQL {NEWEST_POSTGRES}: {error}");
                Ok(())
            }
            done => done,
        }
    }

    fn add_postgres(&mut self, major: u8) -> Result<()> {
        let programs = packages::postgres_from_npm(major)?;
        let url = postgres(&mut self.servers, &format!("postgres-{major}"), &programs)?;
        self.add(format!("PostgreSQL {major}"), Server::Postgres, &major.to_string(), url);
        Ok(())
    }

    fn add(&mut self, name: String, server: Server, version: &str, url: String) {
        let variable = server.variable();
        let own = format!("{variable}_{version}");
        self.others.push(Other { name, engine: server.name(), variable: (variable, url), own });
    }

    /// The environment variables that tell tests where the servers are.
    pub(crate) fn variables(&self) -> Vec<(String, String)> {
        let others = self.others.iter().map(|other| (other.own.clone(), other.variable.1.clone()));
        self.variables.iter().cloned().chain(others).collect()
    }

    /// The environment of a command that uses these servers: their URLs, and what ends the command with them.
    pub(crate) fn environment(&self) -> Vec<(String, String)> {
        self.variables().into_iter().chain(self.servers.client()).collect()
    }

    /// Further versions.
    pub(crate) fn others(&self) -> &[Other] {
        &self.others
    }
}

fn postgres(servers: &mut Servers, name: &str, programs: &Path) -> Result<String> {
    let folder = servers.folder(name)?;
    let data = folder.join("data");
    let password = folder.join("password");
    std::fs::write(&password, PASSWORD).map_err(|error| format!("cannot write {}: {error}", password.display()))?;
    let mut initdb = Command::new(programs.join("initdb"));
    initdb.arg("-D").arg(&data).args(["-U", USER, "-E", "UTF8", "--locale=C.UTF-8", "--no-sync"]);
    // Small segments, so that the log of throwaway data does not grow to its default of a gigabyte.
    initdb.arg("--wal-segsize=1");
    // Plain text on loopback: a hash would cost tests in the debug profile 50 ms for each connection.
    initdb.args(["-A", "password", "--pwfile"]).arg(&password);
    let serve = |port: u16| {
        let mut server = Command::new(programs.join("postgres"));
        server.arg("-D").arg(&data).args(["-p", &port.to_string()]);
        for setting in [
            "listen_addresses=127.0.0.1",
            "unix_socket_directories=",
            "fsync=off",
            "synchronous_commit=off",
            "full_page_writes=off",
            "max_connections=200",
            "shared_buffers=64MB",
            "max_wal_size=64MB",
            "min_wal_size=16MB",
        ] {
            server.args(["-c", setting]);
        }
        server
    };
    let ready = "database system is ready to accept connections";
    let port = servers.start(Recipe { name, prepare: Some(initdb), serve: &serve, ready, stop: "INT" })?;
    Ok(format!("postgres://{USER}:{PASSWORD}@127.0.0.1:{port}/postgres"))
}

/// Where the programs of a MariaDB are.
enum Mariadb {
    /// `mariadb-install-db` and `mariadbd`.
    System(PathBuf, PathBuf),
    Unpacked(Unpacked),
}

impl Mariadb {
    fn of_the_system() -> Result<Self> {
        let (install, server) = packages::mariadb()?;
        Ok(Self::System(install, server))
    }

    /// The server, with what has to come first among its options.
    fn server(&self) -> Result<Command> {
        let unpacked = match self {
            Self::System(_, server) => {
                let mut command = Command::new(server);
                command.arg("--no-defaults");
                return Ok(command);
            }
            Self::Unpacked(unpacked) => unpacked,
        };
        let mut command = unpacked.program("usr/sbin/mariadbd")?;
        let (root, share) = (&unpacked.root, share(unpacked));
        command.arg("--no-defaults").arg(format!("--basedir={}", root.join("usr").display()));
        command.arg(format!("--lc-messages-dir={}", share.display()));
        command.arg(format!("--character-sets-dir={}", share.join("charsets").display()));
        command.arg(format!("--plugin-dir={}", root.join("usr/lib/mysql/plugin").display()));
        Ok(command)
    }

    /// What makes the `data` folder in `folder`: `mariadb-install-db`, or what it does, since that script would run the system's server.
    fn prepare(&self, folder: &Path, data: &Path) -> Result<Command> {
        let options = [
            format!("--datadir={}", data.display()),
            format!("--tmpdir={}", folder.display()),
            "--innodb-log-file-size=16M".to_owned(),
            "--innodb-flush-method=nosync".to_owned(),
            "--debug-no-sync".to_owned(),
        ];
        let unpacked = match self {
            Self::System(install, _) => {
                let mut command = Command::new(install);
                command.arg("--no-defaults").args(options);
                command.args(["--auth-root-authentication-method=normal", "--skip-test-db"]);
                return Ok(command);
            }
            Self::Unpacked(unpacked) => unpacked,
        };
        let mut script = format!("mkdir -p {0}/mysql && {{ echo '{PREPARE}'; cat", data.display());
        for name in ["system_tables", "performance_tables", "system_tables_data"] {
            let share = share(unpacked);
            let named = |project: &str| Some(share.join(format!("{project}_{name}.sql"))).filter(|file| file.is_file());
            let file = named("mariadb").or_else(|| named("mysql"));
            let file = file.ok_or_else(|| format!("{} has no definitions of {name}", share.display()))?;
            script.push_str(&format!(" {}", file.display()));
        }
        script.push_str("; } | exec \"$@\"");
        let server = self.server()?;
        let mut command = Command::new("sh");
        command.args(["-c", &script, "prepare"]).arg(server.get_program()).args(server.get_args()).args(options);
        command.args(["--bootstrap", "--skip-grant-tables", "--enforce-storage-engine=", "--max_allowed_packet=8M"]);
        Ok(command)
    }
}

/// Where its messages, character sets and definitions are: version 11 has the name of the project.
fn share(unpacked: &Unpacked) -> PathBuf {
    let named = |project: &str| unpacked.root.join("usr/share").join(project);
    Some(named("mariadb")).filter(|folder| folder.join("charsets").is_dir()).unwrap_or_else(|| named("mysql"))
}

/// What `mariadb-install-db` says before it reads the definitions of the system tables; a statement on each line.
const PREPARE: &str = "create database if not exists mysql;
use mysql;
SET @auth_root_socket=NULL;
SET @skip_auth_anonymous=1;";

fn mariadb(servers: &mut Servers, name: &str, programs: &Mariadb, options: &[&str]) -> Result<String> {
    let folder = servers.folder(name)?;
    let data = folder.join("data");
    let account = account_file(&folder)?;
    let prepare = programs.prepare(&folder, &data)?;
    let server = programs.server()?;
    let serve = |port: u16| {
        let mut command = Command::new(server.get_program());
        command.args(server.get_args()).arg(format!("--datadir={}", data.display()));
        command.arg(format!("--socket={}", folder.join("socket").display()));
        // A server that starts deletes what it finds of temporary tables there, whosever they are.
        command.arg(format!("--tmpdir={}", folder.display()));
        command.arg(format!("--pid-file={}", folder.join("pid").display()));
        command.arg(format!("--init-file={}", account.display()));
        command.args([&format!("--port={port}"), "--bind-address=127.0.0.1", "--skip-networking=0"]);
        command.args(["--skip-name-resolve", "--debug-no-sync", "--innodb-flush-method=nosync"]);
        command.args(["--innodb-flush-log-at-trx-commit=0", "--innodb-doublewrite=0", "--innodb-log-file-size=16M"]);
        command.args(["--innodb-buffer-pool-size=64M", "--performance-schema=off", "--max-connections=200"]);
        command.args(options);
        command
    };
    let ready = "ready for connections";
    let port = servers.start(Recipe { name, prepare: Some(prepare), serve: &serve, ready, stop: "KILL" })?;
    Ok(format!("mysql://{USER}:{PASSWORD}@127.0.0.1:{port}/mysql"))
}

fn mysql(servers: &mut Servers) -> Result<String> {
    let unpacked = packages::mysql()?;
    let program = unpacked.program("usr/sbin/mysqld")?;
    let folder = servers.folder("mysql")?;
    let data = folder.join("data");
    let account = account_file(&folder)?;
    let command = || {
        let mut command = Command::new(program.get_program());
        command.args(program.get_args());
        command.arg("--no-defaults").arg(format!("--datadir={}", data.display()));
        command.arg(format!("--tmpdir={}", folder.display()));
        for (option, path) in [
            ("basedir", "usr"),
            ("lc-messages-dir", "usr/share/mysql"),
            ("character-sets-dir", "usr/share/mysql/charsets"),
            ("plugin-dir", "usr/lib/mysql/plugin"),
        ] {
            command.arg(format!("--{option}={}", unpacked.root.join(path).display()));
        }
        command.args(["--secure-file-priv=NULL", "--innodb-redo-log-capacity=16M", "--innodb-buffer-pool-size=64M"]);
        command.args(["--innodb-doublewrite=0", "--innodb-flush-method=nosync", "--innodb-flush-log-at-trx-commit=0"]);
        command.args(["--performance-schema=OFF", "--mysqlx=OFF", "--disable-log-bin"]);
        command
    };
    let mut prepare = command();
    prepare.arg("--initialize-insecure").arg(format!("--init-file={}", account.display()));
    let serve = |port: u16| {
        let mut server = command();
        server.arg(format!("--socket={}", folder.join("socket").display()));
        server.arg(format!("--pid-file={}", folder.join("pid").display()));
        server.args([&format!("--port={port}"), "--bind-address=127.0.0.1", "--skip-name-resolve"]);
        server.arg("--max-connections=200");
        server
    };
    let ready = "ready for connections";
    let port = servers.start(Recipe { name: "mysql", prepare: Some(prepare), serve: &serve, ready, stop: "KILL" })?;
    Ok(format!("mysql://{USER}:{PASSWORD}@127.0.0.1:{port}/mysql"))
}

/// The SQL that makes the account, run by the server as it starts.
fn account_file(folder: &Path) -> Result<std::path::PathBuf> {
    let file = folder.join("account.sql");
    let sql = format!(
        "CREATE USER IF NOT EXISTS '{USER}'@'%' IDENTIFIED BY '{PASSWORD}';\n\
         GRANT ALL ON *.* TO '{USER}'@'%' WITH GRANT OPTION;\n"
    );
    std::fs::write(&file, sql).map_err(|error| format!("cannot write {}: {error}", file.display()))?;
    Ok(file)
}
