//! Ctrl-C: once finishes what is running, twice leaves at once. Either way nothing is half-applied.

#![cfg(unix)]

mod cli_support;

use std::process::{Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use cli_support::Shop;

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
fn interrupted(shop: &Shop, times: usize) -> (Option<i32>, String) {
    let child = Command::new(cli_support::tool())
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
        let pressed = Command::new("kill").args(["-INT", &child.id().to_string()]).status().unwrap();
        assert!(pressed.success());
        sleep(Duration::from_millis(300));
    }
    let output = child.wait_with_output().unwrap();
    (output.status.code(), String::from_utf8_lossy(&output.stderr).into_owned())
}

#[test]
fn once_finishes_the_revision() {
    let shop = shop(6_000_000);
    let (code, said) = interrupted(&shop, 1);
    assert_eq!(code, Some(130), "{said}");
    assert!(said.contains("interrupted; no revision is half done"), "{said}");
    let history = shop.schema(&["history", "--applied"]).fine().stdout;
    assert!(history.contains("last (head, pending)"), "{history}");
    shop.schema(&["upgrade"]).fine();
}

#[test]
fn twice_leaves_at_once() {
    let shop = shop(2_000_000_000);
    let start = Instant::now();
    let (code, said) = interrupted(&shop, 2);
    assert_eq!(code, Some(130), "{said}");
    assert!(start.elapsed() < Duration::from_secs(60), "it waited for the statement");
    let current = shop.schema(&["current"]).fine().stdout;
    assert!(current.contains("_first"), "{current}");
    std::fs::write(shop.revisions()[1].join("up.sql"), slow(10)).unwrap();
    shop.schema(&["upgrade"]).fine();
}
