//! PgBouncer between the tool and PostgreSQL, where it is installed: connections that change between transactions, with the
//! lock of an upgrade on one of them.

#![expect(clippy::print_stderr, reason = "a test says what it leaves out")]

use std::net::{TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::Duration;
use std::{fs, thread};

use crate::support;
use crate::support::shop::Shop;
use crate::support::{Database, engines};
use schema_core::schema::Dialect;
use tempfile::TempDir;

/// A pooler of a test's own, which ends with the value.
struct Pooler {
    process: Child,
    /// URL of the database through it.
    url: String,
    _folder: TempDir,
}

impl Pooler {
    fn start(program: &Path, mode: &str, database: &Database) -> Self {
        let (scheme, rest) = database.url.split_once("://").unwrap();
        let (user, rest) = rest.split_once('@').unwrap();
        let (server, name) = rest.split_once('/').unwrap();
        let (user_name, password) = user.split_once(':').unwrap();
        let (host, port) = server.split_once(':').unwrap();
        let own_port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
        let folder = tempfile::tempdir().unwrap();
        let (users, settings) = (folder.path().join("users"), folder.path().join("pgbouncer.ini"));
        fs::write(&users, format!("\"{user_name}\" \"{password}\"\n")).unwrap();
        // It refuses to run as root, and reads the users when it is none any more.
        let id = Command::new("id").arg("-u").output().unwrap();
        let is_root = String::from_utf8_lossy(&id.stdout).trim() == "0";
        let user_line = if is_root { "user = nobody\n" } else { "" };
        let text = format!(
            "[databases]\n* = host={host} port={port}\n[pgbouncer]\nlisten_addr = 127.0.0.1\nlisten_port = {own_port}\n\
             unix_socket_dir =\nauth_type = trust\nauth_file = {}\npool_mode = {mode}\ndefault_pool_size = 5\n\
             ignore_startup_parameters = extra_float_digits\n{user_line}",
            users.display()
        );
        fs::write(&settings, text).unwrap();
        Command::new("chmod").arg("-R").arg("a+rX").arg(folder.path()).status().unwrap();
        let process = Command::new(program).arg("-q").arg(&settings).stderr(Stdio::null()).spawn().unwrap();
        let up = || TcpStream::connect(("127.0.0.1", own_port)).is_ok();
        assert!((0..200).any(|_| up() || (thread::sleep(Duration::from_millis(50)), false).1), "it does not start");
        Self { process, url: format!("{scheme}://{user}@127.0.0.1:{own_port}/{name}"), _folder: folder }
    }
}

impl Drop for Pooler {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// The program, where it is installed.
fn program() -> Option<PathBuf> {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let folders = std::env::split_paths(&path).chain([PathBuf::from("/usr/sbin")]);
    let found = folders.map(|folder| folder.join("pgbouncer")).find(|file| file.is_file());
    if found.is_none() {
        eprintln!("PgBouncer is left out: it is not installed");
    }
    found
}

/// The first value of a query.
fn one(url: &str, query: &str) -> String {
    use schema_core::connect::{Access, Connect as _, DatabaseUrl};
    support::block_on(async {
        let mut session = DatabaseUrl::parse(url).unwrap().into_session(Access::Read).await.unwrap();
        let value = session.one(query).await.unwrap().unwrap_or_default();
        session.close().await.unwrap();
        value
    })
}

/// A package with one revision, with these lines at the head of its script and a second at its end.
fn shop(head: &str) -> Shop {
    let shop = Shop::bare();
    shop.schema(&["init", "--dialect", "postgres"]).fine();
    shop.models(
        "#[derive(Schema)]\n#[schema(table = \"users\")]\nstruct User {\n    #[schema(primary_key)]\n    id: i64,\n}\n",
    );
    shop.schema(&["revision", "-m", "users"]).fine();
    let script = shop.revisions()[0].join("up.sql");
    let text = fs::read_to_string(&script).unwrap();
    fs::write(&script, format!("{head}{text}\nSELECT pg_sleep(2);\n")).unwrap();
    shop
}

#[test]
fn two_upgrades_at_once_leave_no_lock_and_no_settings_behind() {
    let Some(program) = program() else { return };
    for engine in engines().into_iter().filter(|engine| engine.dialect == Dialect::POSTGRES) {
        for (mode, head) in [
            ("transaction", ""),
            ("transaction", "-- cargo-schema: no-transaction\n"),
            ("session", ""),
            ("session", "-- cargo-schema: no-transaction\n"),
        ] {
            let shop = shop(head);
            let database = support::block_on(engine.database("cli_pgbouncer"));
            let pooler = Pooler::start(&program, mode, &database);
            let upgrade = || shop.schema(&["upgrade", "--database-url", &pooler.url]);
            let (first, second) = thread::scope(|scope| {
                let first = scope.spawn(upgrade);
                thread::sleep(Duration::from_millis(700));
                let second = scope.spawn(upgrade);
                (first.join().unwrap().fine(), second.join().unwrap().fine())
            });
            let both = format!("{mode}: {}{}", first.all(), second.all());
            assert_eq!(both.matches("Applied").count(), 1, "{both}");
            assert!(!both.contains("warning"), "{both}");
            let locks = "SELECT count(*)::text FROM pg_locks l JOIN pg_database d ON d.oid = l.database \
                         WHERE l.locktype = 'advisory' AND d.datname = current_database()";
            assert_eq!(one(&database.url, locks), "0", "{both}");
            assert_eq!(one(&pooler.url, "SHOW lock_timeout"), "0", "{both}");
            for command in [&["check", "--database-url", &pooler.url][..], &["diff", &pooler.url, "head"]] {
                shop.schema(command).fine();
            }
            shop.schema(&["downgrade", "base", "--yes", "--database-url", &pooler.url]).fine();
            assert_eq!(one(&database.url, locks), "0");
        }
    }
}

/// The lock is found again under its own key, whatever schema the script left behind.
#[test]
fn a_script_that_changes_the_schema_leaves_no_lock() {
    let Some(program) = program() else { return };
    for engine in engines().into_iter().filter(|engine| engine.dialect == Dialect::POSTGRES) {
        let shop = shop("CREATE SCHEMA app;\nSET search_path = app;\n");
        let database = support::block_on(engine.database("cli_pgbouncer_schema"));
        let pooler = Pooler::start(&program, "transaction", &database);
        let run = shop.schema(&["upgrade", "--database-url", &pooler.url]).fine();
        let locks = "SELECT count(*)::text FROM pg_locks l JOIN pg_database d ON d.oid = l.database \
                     WHERE l.locktype = 'advisory' AND d.datname = current_database()";
        assert_eq!(one(&database.url, locks), "0", "{}", run.all());
        assert!(!run.all().contains("warning"), "{}", run.all());
    }
}

/// Whoever is killed between two transactions leaves the lock on a connection that the pooler keeps.
#[test]
fn a_lock_that_a_pooler_keeps_is_told() {
    let Some(program) = program() else { return };
    for engine in engines().into_iter().filter(|engine| engine.dialect == Dialect::POSTGRES) {
        let shop = shop("");
        let database = support::block_on(engine.database("cli_pgbouncer_kept"));
        let pooler = Pooler::start(&program, "transaction", &database);
        let left = one(
            &pooler.url,
            "SELECT pg_backend_pid()::text FROM pg_advisory_lock(1935894637, hashtext(current_schema()::text))",
        );
        let run = shop.schema(&["upgrade", "--database-url", &database.url]);
        assert_eq!(run.code, 4, "{}", run.all());
        assert!(run.stderr.contains("a pooler that changes connections"), "{}", run.all());
        let end = format!("SELECT pg_terminate_backend({left})");
        assert!(run.stderr.contains(&end), "{}", run.all());
        one(&database.url, &format!("{end}::text"));
        shop.schema(&["upgrade", "--database-url", &pooler.url]).fine();
    }
}

#[test]
fn a_pooler_without_transactions_is_named() {
    let Some(program) = program() else { return };
    for engine in engines().into_iter().filter(|engine| engine.dialect == Dialect::POSTGRES) {
        let shop = shop("-- cargo-schema: no-transaction\n");
        let database = support::block_on(engine.database("cli_pgbouncer_statement"));
        let pooler = Pooler::start(&program, "statement", &database);
        let run = shop.schema(&["upgrade", "--database-url", &pooler.url]);
        assert_eq!(run.code, 5, "{}", run.all());
        assert!(run.stderr.contains("a pooler in statement mode does not support transactions"), "{}", run.all());
        shop.schema(&["upgrade", "--database-url", &database.url]).fine();
    }
}
