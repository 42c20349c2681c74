//! Ctrl-C: once finishes what is running, twice leaves at once. Either way nothing is half-applied.

use std::process::{Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use crate::support;
use crate::support::shop;
use crate::support::shop::Shop;
use schema_core::schema::Dialect;

/// A statement that takes a while, and leaves one row.
fn slow(rows: u32) -> String {
    format!(
        "CREATE TABLE slow AS WITH RECURSIVE c(x) AS (VALUES(1) UNION ALL SELECT x + 1 FROM c WHERE x < {rows}) \
         SELECT max(x) AS x FROM c;\n"
    )
}

/// Three revisions, of which the second takes its time.
fn shop(rows: u32) -> Shop {
    let shop = Shop::with("");
    for (message, up) in [
        ("first", "CREATE TABLE first (x);\n".to_owned()),
        ("slow", slow(rows)),
        ("last", "CREATE TABLE last (x);\n".to_owned()),
    ] {
        shop.schema(&["revision", "--empty", "-m", message]).fine();
        let folder = shop.revisions().pop().unwrap();
        std::fs::write(folder.join("up.sql"), up).unwrap();
        std::fs::write(folder.join("down.sql"), format!("DROP TABLE {message};\n")).unwrap();
    }
    shop
}

/// Runs an upgrade and presses Ctrl-C so many times while the slow statement runs.
fn interrupted(shop: &Shop, signal: &str, times: usize) -> (Option<i32>, String) {
    let child = Command::new(shop::tool())
        .arg("upgrade")
        .current_dir(shop.dir())
        .env_remove("DATABASE_URL")
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let deadline = Instant::now() + Duration::from_secs(30);
    while !shop.schema(&["history", "--applied"]).stdout.contains("first (applied)") {
        assert!(Instant::now() < deadline, "the first revision is not applied");
        sleep(Duration::from_millis(50));
    }
    for _ in 0..times {
        let pressed = Command::new("kill").args([signal, &child.id().to_string()]).status().unwrap();
        assert!(pressed.success());
        sleep(Duration::from_millis(300));
    }
    let output = child.wait_with_output().unwrap();
    (output.status.code(), String::from_utf8_lossy(&output.stderr).into_owned())
}

#[test]
fn once_finishes_the_revision() {
    let shop = shop(6_000_000);
    let (code, said) = interrupted(&shop, "-INT", 1);
    assert_eq!(code, Some(130), "{said}");
    assert!(said.contains("interrupted; no revision is partially applied"), "{said}");
    let history = shop.schema(&["history", "--applied"]).fine().stdout;
    assert!(history.contains("last (head, pending)"), "{history}");
    shop.schema(&["upgrade"]).fine();
}

/// What a deployment sends before it kills.
#[test]
fn a_request_to_terminate_finishes_the_revision() {
    let shop = shop(6_000_000);
    let (code, said) = interrupted(&shop, "-TERM", 1);
    assert_eq!(code, Some(130), "{said}");
    assert!(said.contains("interrupted; no revision is partially applied"), "{said}");
}

/// A terminal was closed. With `nohup` that is nothing.
#[test]
fn a_terminal_that_is_closed_finishes_the_revision() {
    let shop = shop(6_000_000);
    let (code, said) = interrupted(&shop, "-HUP", 1);
    assert_eq!(code, Some(130), "{said}");
    assert!(said.contains("interrupted; no revision is partially applied"), "{said}");
}

/// A statement that waits for a lock is ended on the server: nobody waits behind it, and it does not apply later.
#[test]
fn twice_ends_the_statement_on_the_server() {
    for engine in support::engines().into_iter().filter(|engine| engine.dialect != Dialect::SQLITE) {
        let shop = Shop::bare();
        shop.schema(&["init", "--dialect", engine.dialect.name()]).fine();
        for (message, up) in [("first", "CREATE TABLE first (x int);"), ("wait", "ALTER TABLE first ADD COLUMN y int;")]
        {
            shop.schema(&["revision", "--empty", "-m", message]).fine();
            std::fs::write(shop.revisions().pop().unwrap().join("up.sql"), format!("{up}\n")).unwrap();
        }
        support::block_on(async {
            let database = engine.database("interrupt").await;
            let url = ["--database-url", database.url.as_str()];
            shop.schema(&[&["upgrade", "+1"][..], &url].concat()).fine();
            let mut reader = database.session().await;
            reader.begin().await.unwrap();
            reader.rows("SELECT * FROM first").await.unwrap();
            let child = Command::new(shop::tool())
                .args([&["upgrade", "--lock-timeout", "0"][..], &url].concat())
                .current_dir(shop.dir())
                .stderr(Stdio::piped())
                .spawn()
                .unwrap();
            let waiting = match engine.dialect.name() {
                "postgres" => "SELECT count(*)::text FROM pg_locks WHERE NOT granted AND relation = 'first'::regclass",
                _ => {
                    "SELECT CAST(COUNT(*) AS CHAR) FROM information_schema.PROCESSLIST WHERE DB = DATABASE() \
                     AND STATE LIKE 'Waiting for table metadata lock%'"
                }
            };
            let mut asking = database.session().await;
            let deadline = Instant::now() + Duration::from_secs(60);
            while asking.one(waiting).await.unwrap().as_deref() != Some("1") {
                assert!(Instant::now() < deadline, "{}: it does not wait", engine.dialect);
                sleep(Duration::from_millis(50));
            }
            for _ in 0..2 {
                assert!(Command::new("kill").args(["-INT", &child.id().to_string()]).status().unwrap().success());
                sleep(Duration::from_millis(300));
            }
            let output = child.wait_with_output().unwrap();
            assert_eq!(output.status.code(), Some(130), "{}", String::from_utf8_lossy(&output.stderr));
            assert_eq!(asking.one(waiting).await.unwrap().as_deref(), Some("0"), "{}", engine.dialect);
            reader.close().await.unwrap();
            asking.rows("SELECT y FROM first").await.expect_err("it was not applied");
            asking.close().await.unwrap();
            shop.schema(&[&["upgrade"][..], &url].concat()).fine();
            shop.schema(&[&["current"][..], &url].concat()).fine();
        });
    }
}

#[test]
fn twice_leaves_at_once() {
    let shop = shop(2_000_000_000);
    let start = Instant::now();
    let (code, said) = interrupted(&shop, "-INT", 2);
    assert_eq!(code, Some(130), "{said}");
    assert!(start.elapsed() < Duration::from_secs(60), "it waited for the statement");
    let current = shop.schema(&["current"]).fine().stdout;
    assert!(current.contains("_first"), "{current}");
    std::fs::write(shop.revisions()[1].join("up.sql"), slow(10)).unwrap();
    shop.schema(&["upgrade"]).fine();
}
