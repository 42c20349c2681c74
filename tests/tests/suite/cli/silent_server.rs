//! Servers that stop answering: before the first answer, behind the handshake, and in the middle of a statement.

use crate::support::shop::Shop;
use crate::support::{Engine, engines};
use schema_core::schema::Dialect;
use std::io::{Read as _, Write as _};
use std::net::{Shutdown, TcpListener, TcpStream};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use crate::support;

/// Stands between the tool and a server. Once the tool says `until`, nothing goes through any more.
fn until(engine: &Engine, database: &str, until: &'static str) -> String {
    between(engine, database, until).0
}

/// The same, with the number of connections that the tool made.
fn between(engine: &Engine, database: &str, until: &'static str) -> (String, Arc<AtomicUsize>) {
    let count = Arc::new(AtomicUsize::new(0));
    let made = Arc::clone(&count);
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let (scheme, rest) = database.split_once("://").unwrap();
    let (user, rest) = rest.split_once('@').unwrap();
    let (server, path) = rest.split_once('/').unwrap();
    let plain = if engine.dialect == Dialect::POSTGRES { "sslmode=disable" } else { "ssl-mode=disabled" };
    let join = if path.contains('?') { '&' } else { '?' };
    let url = format!("{scheme}://{user}@{}/{path}{join}{plain}", listener.local_addr().unwrap());
    let (server, silent) = (server.to_owned(), Arc::new(AtomicBool::new(false)));
    thread::spawn(move || {
        let mut kept = Vec::new();
        for tool in listener.incoming() {
            let tool = tool.unwrap();
            count.fetch_add(1, Ordering::SeqCst);
            if silent.load(Ordering::SeqCst) {
                kept.push(tool);
                continue;
            }
            let server = TcpStream::connect(&server).unwrap();
            for (from, to, until) in [(&tool, &server, until), (&server, &tool, "")] {
                let (mut from, mut to, silent) = (from.try_clone().unwrap(), to.try_clone().unwrap(), silent.clone());
                thread::spawn(move || {
                    let mut bytes = [0; 65536];
                    while let Ok(length @ 1..) = from.read(&mut bytes) {
                        let said = String::from_utf8_lossy(&bytes[..length]);
                        if !until.is_empty() && said.contains(until) {
                            silent.store(true, Ordering::SeqCst);
                        }
                        if !silent.load(Ordering::SeqCst) && to.write_all(&bytes[..length]).is_err() {
                            break;
                        }
                    }
                    let _ = to.shutdown(Shutdown::Both);
                });
            }
        }
    });
    (url, made)
}

fn servers() -> Vec<Engine> {
    engines().into_iter().filter(|engine| engine.dialect != Dialect::SQLITE).collect()
}

/// A package with one revision, whose script has `statement` behind the table.
fn shop(engine: &Engine, statement: &str) -> Shop {
    let shop = Shop::bare();
    shop.schema(&["init", "--dialect", engine.dialect.name()]).fine();
    shop.models(
        "#[derive(Schema)]\n#[schema(table = \"users\")]\nstruct User {\n    #[schema(primary_key)]\n    id: i64,\n}\n",
    );
    shop.schema(&["revision", "-m", "users"]).fine();
    let script = shop.revisions()[0].join("up.sql");
    let text = std::fs::read_to_string(&script).unwrap();
    std::fs::write(&script, format!("{text}\n{statement};\n")).unwrap();
    shop
}

#[test]
fn a_server_that_is_silent_is_given_up() {
    for engine in servers() {
        let postgres = engine.dialect == Dialect::POSTGRES;
        let sleep = if postgres { "SELECT pg_sleep(3)" } else { "SELECT SLEEP(3)" };
        let shop = shop(&engine, sleep);
        let database = support::block_on(engine.database("cli_silent"));
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let scheme = database.url.split_once("://").unwrap().0;
        let nobody = format!("{scheme}://ada:secret@{}/shop", listener.local_addr().unwrap());
        let version = if postgres { "server_version" } else { "VERSION()" };
        for (url, code, said) in [
            (nobody, 4, "it did not answer within 1 s"),
            (until(&engine, &database.url, version), 4, "it did not answer within 1 s"),
            (until(&engine, &database.url, "_timeout"), 4, "the server no longer answers"),
            (until(&engine, &database.url, sleep), 5, "the server no longer answers"),
        ] {
            let start = Instant::now();
            let vars = [("DATABASE_URL", url.as_str()), ("CARGO_SCHEMA_CONNECT_TIMEOUT", "1")];
            let run = shop.schema_in(shop.dir(), &["upgrade"], &vars);
            assert_eq!(run.code, code, "{}: {}", engine.dialect, run.all());
            assert!(run.stderr.contains(said), "{}: {}", engine.dialect, run.all());
            assert!(!run.stderr.contains("secret"), "{}: {}", engine.dialect, run.all());
            assert!(start.elapsed() < Duration::from_secs(30), "{}: {:?}", engine.dialect, start.elapsed());
        }
        // One that works for longer than that is waited for, and what was left half-way is finished.
        let vars = [("DATABASE_URL", database.url.as_str()), ("CARGO_SCHEMA_CONNECT_TIMEOUT", "1")];
        shop.schema_in(shop.dir(), &["upgrade"], &vars).fine();
        shop.schema_in(shop.dir(), &["check", "--database-url", &database.url], &vars).fine();
    }
}

/// Where nothing is to be done, one look is enough.
#[test]
fn nothing_to_do_takes_one_connection() {
    for engine in servers() {
        let shop = shop(&engine, "SELECT 1");
        let database = support::block_on(engine.database("cli_one_connection"));
        let (url, made) = between(&engine, &database.url, "");
        let upgrade = |args: &[&str]| {
            let before = made.load(Ordering::SeqCst);
            let run = shop.schema_on(&url, args).fine();
            (run, made.load(Ordering::SeqCst) - before)
        };
        assert!(upgrade(&["upgrade"]).1 > 1);
        let (run, connections) = upgrade(&["upgrade"]);
        assert!(run.stderr.contains("Unchanged"), "{}", run.all());
        assert_eq!(connections, 1, "{}", engine.dialect);
        let (run, _) = upgrade(&["upgrade", "--format", "json"]);
        assert!(run.stdout.contains("\"revisions\": []"), "{}", run.all());
    }
}
