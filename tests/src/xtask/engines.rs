//! The database servers that tests speak to.

use std::path::Path;
use std::process::Command;

use crate::server::{Recipe, Servers};
use crate::{Result, packages};

/// Name and password of the account on every server; a password, so that tests can get it wrong.
const USER: &str = "tester";
const PASSWORD: &str = "secret";

const POSTGRES: &str = "SCHEMA_TEST_POSTGRES";
const MARIADB: &str = "SCHEMA_TEST_MARIADB";
const MYSQL: &str = "SCHEMA_TEST_MYSQL";

/// Running servers; dropping it stops them.
pub(crate) struct Engines {
    variables: Vec<(String, String)>,
    other_postgres: Vec<(u8, String)>,
    _servers: Servers,
}

impl Engines {
    /// Starts PostgreSQL and MariaDB, with `all` everything else too; what an environment variable names is left alone.
    pub(crate) fn start(all: bool) -> Result<Self> {
        let given = |name: &str| std::env::var_os(name).is_some_and(|url| !url.is_empty());
        let mut servers = Servers::new()?;
        let mut variables = Vec::new();
        let mut other_postgres = Vec::new();
        if !given(POSTGRES) {
            let programs = packages::postgres()?;
            variables.push((POSTGRES.to_owned(), postgres(&mut servers, "postgres", &programs)?));
        }
        if !given(MARIADB) {
            variables.push((MARIADB.to_owned(), mariadb(&mut servers)?));
        }
        if all && !given(MYSQL) {
            variables.push((MYSQL.to_owned(), mysql(&mut servers)?));
        }
        if all {
            for (major, programs) in packages::other_postgres()? {
                let url = postgres(&mut servers, &format!("postgres-{major}"), &programs)?;
                variables.push((format!("{POSTGRES}_{major}"), url.clone()));
                other_postgres.push((major, url));
            }
        }
        Ok(Self { variables, other_postgres, _servers: servers })
    }

    /// The environment variables that tell tests where the servers are.
    pub(crate) fn variables(&self) -> Vec<(String, String)> {
        self.variables.clone()
    }

    /// Further major versions of PostgreSQL, each with its URL.
    pub(crate) fn other_postgres(&self) -> &[(u8, String)] {
        &self.other_postgres
    }
}

fn postgres(servers: &mut Servers, name: &str, programs: &Path) -> Result<String> {
    let folder = servers.folder(name)?;
    let data = folder.join("data");
    let password = folder.join("password");
    std::fs::write(&password, PASSWORD).map_err(|error| format!("cannot write {}: {error}", password.display()))?;
    let mut initdb = Command::new(programs.join("initdb"));
    initdb.arg("-D").arg(&data).args(["-U", USER, "-E", "UTF8", "--locale=C.UTF-8", "--no-sync"]);
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
        ] {
            server.args(["-c", setting]);
        }
        server
    };
    let ready = "database system is ready to accept connections";
    let port = servers.start(Recipe { name, prepare: Some(initdb), serve: &serve, ready, stop: "INT" })?;
    Ok(format!("postgres://{USER}:{PASSWORD}@127.0.0.1:{port}/postgres"))
}

fn mariadb(servers: &mut Servers) -> Result<String> {
    let (install, server) = packages::mariadb()?;
    let folder = servers.folder("mariadb")?;
    let data = folder.join("data");
    let account = account_file(&folder)?;
    let mut prepare = Command::new(install);
    prepare.arg("--no-defaults").arg(format!("--datadir={}", data.display()));
    prepare.args(["--auth-root-authentication-method=normal", "--skip-test-db", "--innodb-log-file-size=16M"]);
    prepare.args(["--innodb-flush-method=nosync", "--debug-no-sync"]);
    let serve = |port: u16| {
        let mut command = Command::new(&server);
        command.arg("--no-defaults").arg(format!("--datadir={}", data.display()));
        command.arg(format!("--socket={}", folder.join("socket").display()));
        command.arg(format!("--pid-file={}", folder.join("pid").display()));
        command.arg(format!("--init-file={}", account.display()));
        command.args([&format!("--port={port}"), "--bind-address=127.0.0.1", "--skip-networking=0"]);
        command.args(["--skip-name-resolve", "--debug-no-sync", "--innodb-flush-method=nosync"]);
        command.args(["--innodb-flush-log-at-trx-commit=0", "--innodb-doublewrite=0", "--innodb-log-file-size=16M"]);
        command.args(["--innodb-buffer-pool-size=64M", "--performance-schema=off", "--max-connections=200"]);
        command
    };
    let ready = "ready for connections";
    let port = servers.start(Recipe { name: "mariadb", prepare: Some(prepare), serve: &serve, ready, stop: "KILL" })?;
    Ok(format!("mysql://{USER}:{PASSWORD}@127.0.0.1:{port}/mysql"))
}

fn mysql(servers: &mut Servers) -> Result<String> {
    let root = packages::mysql()?;
    let folder = servers.folder("mysql")?;
    let data = folder.join("data");
    let account = account_file(&folder)?;
    // Its C library is newer than the system's, so its own loader starts it.
    let command = || {
        let mut command = Command::new(root.join("usr/lib64/ld-linux-x86-64.so.2"));
        command.arg("--library-path").arg(root.join("usr/lib/x86_64-linux-gnu")).arg(root.join("usr/sbin/mysqld"));
        command.arg("--no-defaults").arg(format!("--datadir={}", data.display()));
        for (option, path) in [
            ("basedir", "usr"),
            ("lc-messages-dir", "usr/share/mysql"),
            ("character-sets-dir", "usr/share/mysql/charsets"),
            ("plugin-dir", "usr/lib/mysql/plugin"),
        ] {
            command.arg(format!("--{option}={}", root.join(path).display()));
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
