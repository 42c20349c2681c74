//! The options of a migrator, on live databases.

use super::basic::{each, revisions};
use super::support::{Database, chain, engines, id, migrator};
use schema_core::migrate::{Ahead, Error, ErrorKind, Event, Migrator, OwnedRevision};
use schema_core::schema::Dialect;
use std::ops::ControlFlow;
use std::time::{Duration, Instant};

/// What two versions of a program have: the first `number` revisions.
fn version(dialect: Dialect, number: usize) -> Migrator {
    Migrator::from_revisions(chain(dialect, &revisions(dialect)[..number]))
}

/// A rolling deployment: instances of the old version start after the new one has upgraded.
#[tokio::test]
async fn a_database_that_is_ahead_is_refused_or_allowed() {
    each(async |database| {
        let dialect = database.dialect;
        let (old, new) = (version(dialect, 2), version(dialect, 3));
        new.upgrade(&database.url).await.expect("the new version");
        for refused in [old.require_current(&database.url).await, old.upgrade(&database.url).await.map(|_| ())] {
            assert!(
                matches!(refused.as_ref().map_err(Error::kind), Err(ErrorKind::Unknown { .. })),
                "{dialect}: {refused:?}"
            );
        }
        let old = old.ahead(Ahead::Allow);
        old.require_current(&database.url).await.unwrap_or_else(|error| panic!("{dialect}: {error}"));
        assert!(old.upgrade(&database.url).await.expect("nothing to do").is_empty());
        assert!(old.upgrade(&database.url).plan().await.expect("nothing to do").revisions.is_empty());
        // It does not revert below what it does not know.
        let error = old.downgrade(&database.url, "base").await.expect_err("what it does not know depends on it");
        assert!(matches!(error.kind(), ErrorKind::Unknown { .. }), "{dialect}: {error}");
        // A database that lacks something is not ahead.
        assert!(new.unstamp(&database.url, &id(2)).await.expect("unstamped"));
        for refused in [old.require_current(&database.url).await, old.upgrade(&database.url).await.map(|_| ())] {
            assert!(
                matches!(refused.as_ref().map_err(Error::kind), Err(ErrorKind::Unknown { .. })),
                "{dialect}: {refused:?}"
            );
        }
    })
    .await;
}

/// An edited revision is none of a newer version, and what a newer version has half done is no state to start on.
#[tokio::test]
async fn ahead_allows_nothing_else() {
    each(async |database| {
        let dialect = database.dialect;
        let mut all = chain(dialect, &revisions(dialect)[..2]);
        all.push(OwnedRevision {
            parents: vec![id(2)],
            ..chain(dialect, &[("a", "", ""), ("b", "", ""), FAILS]).remove(2)
        });
        Migrator::from_revisions(all).upgrade(&database.url).await.expect_err("it fails");
        let old = version(dialect, 2).ahead(Ahead::Allow);
        let started = old.require_current(&database.url).await;
        if database.history().await.len() == 3 {
            assert!(
                matches!(started.as_ref().map_err(Error::kind), Err(ErrorKind::PartWay { .. })),
                "{dialect}: {started:?}"
            );
        } else {
            started.expect("it was rolled back");
        }
    })
    .await;
}

const FAILS: (&str, &str, &str) = ("fails", "CREATE TABLE f (id integer);\nINSERT INTO missing VALUES (1);", "");

/// A statement that takes three seconds.
fn slow(dialect: Dialect) -> &'static str {
    match dialect.name() {
        "postgres" => "CREATE TABLE t (a text);\nINSERT INTO t SELECT pg_sleep(3)::text;",
        _ => "CREATE TABLE t (a integer);\nSELECT SLEEP(3) FROM (SELECT 1) AS one;\nINSERT INTO t SELECT SLEEP(3);",
    }
}

#[tokio::test]
async fn a_statement_that_runs_too_long_fails() {
    for dialect in engines().into_iter().filter(|dialect| *dialect != Dialect::SQLITE) {
        let database = Database::new(dialect).await.expect("a database");
        let all = migrator(dialect, &[("slow", slow(dialect), "")]).statement_timeout(Duration::from_millis(300));
        let start = Instant::now();
        let result = all.upgrade(&database.url).await;
        let took = start.elapsed();
        match dialect.name() {
            // It limits queries alone, and gives up a `SLEEP` without an error.
            "mysql" => {
                assert!((Duration::from_secs(3)..Duration::from_secs(6)).contains(&took), "{took:?}: {result:?}")
            }
            _ => {
                assert!(took < Duration::from_secs(3), "{dialect}: {took:?}");
                let text = result.expect_err("too slow").to_string();
                assert!(text.contains("timeout") || text.contains("max_statement_time"), "{dialect}: {text}");
            }
        }
        database.drop().await;
    }
    // Where the engine has no limit, the option does nothing.
    let database = Database::new(Dialect::SQLITE).await.expect("a database");
    let all = migrator(Dialect::SQLITE, &revisions(Dialect::SQLITE)).statement_timeout(Duration::from_millis(1));
    all.upgrade(&database.url).await.expect("no limit");
}

/// The time for which another upgrade is waited for is no statement's.
#[tokio::test]
async fn waiting_for_the_lock_is_not_limited_as_a_statement() {
    for dialect in engines().into_iter().filter(|dialect| *dialect != Dialect::SQLITE) {
        let database = Database::new(dialect).await.expect("a database");
        let all = migrator(dialect, &[("a", "CREATE TABLE a (id integer);", "")]);
        let impatient = all.clone().statement_timeout(Duration::from_millis(50));
        let held = match dialect.name() {
            "postgres" => "SELECT pg_advisory_lock(1935894637, hashtext(current_schema()::text))",
            _ => "SELECT GET_LOCK(CONCAT('cargo-schema:', LEFT(SHA2(DATABASE(), 256), 40)), 0)",
        };
        let mut other = database.session().await;
        other.execute(held).await.map(|_| ()).expect("the lock");
        let mut waits = 0;
        let mut other = Some(other);
        let mut observer = |event: &Event<'_>| {
            if let Event::Waiting { holder, .. } = event {
                assert!(holder.is_some(), "{dialect}");
                waits += 1;
                if waits == 8 {
                    // Its connection ends, and so does its lock.
                    drop(other.take());
                }
            }
            ControlFlow::Continue(())
        };
        impatient
            .upgrade(&database.url)
            .observer(&mut observer)
            .await
            .unwrap_or_else(|error| panic!("{dialect}: {error}"));
        assert!(waits >= 8, "{dialect}: {waits}");
        database.drop().await;
    }
}

#[tokio::test]
async fn a_server_that_says_nothing_is_given_up() {
    let listener = std::net::TcpListener::bind("127.0.0.1:0").expect("a listener");
    let address = listener.local_addr().expect("an address");
    for url in [format!("postgres://u:secret@{address}/shop"), format!("mysql://u:secret@{address}/shop")] {
        let all = migrator(Dialect::POSTGRES, &[]).connect_timeout(Duration::from_millis(300));
        let start = Instant::now();
        let error = all.upgrade(&url).await.expect_err("silent");
        assert!(start.elapsed() < Duration::from_secs(5), "{:?}", start.elapsed());
        let expected = format!("cannot connect to `{}`: it did not answer within 300 ms", url.replace("secret", "***"));
        assert_eq!(error.to_string(), expected);
    }
}

#[tokio::test]
async fn a_history_has_another_name() {
    each(async |database| {
        let dialect = database.dialect;
        let plain = migrator(dialect, &revisions(dialect));
        // A word of SQL, with capitals and a quote.
        let named = plain.clone().history_table("Order's \"table\"").history_schema("ops");
        assert_eq!(named.upgrade(&database.url).await.expect("upgraded").len(), 3, "{dialect}");
        named.require_current(&database.url).await.expect("current");
        assert_eq!(named.status(&database.url).await.expect("a status").history.records.len(), 3);
        // Whoever looks for it elsewhere is told, and nothing runs.
        for error in [
            plain.upgrade(&database.url).await.map(|_| ()),
            plain.require_current(&database.url).await,
            plain.upgrade(&database.url).plan().await.map(|_| ()),
        ] {
            // On PostgreSQL, where that lies in another schema, it is tables without a history.
            match dialect.name() {
                "postgres" => assert!(matches!(error.as_ref().map_err(Error::kind), Err(ErrorKind::Unmanaged { .. })), "{dialect}: {error:?}"),
                _ => assert!(
                    matches!(error.as_ref().map_err(Error::kind), Err(ErrorKind::OtherHistory { found, named, .. }) if found == "Order's \"table\"" && named == "_schema_revisions"),
                    "{dialect}: {error:?}"
                ),
            }
        }
        assert_eq!(named.downgrade(&database.url, "base").await.expect("reverted").len(), 3);
        if dialect == Dialect::POSTGRES {
            database.run("DROP SCHEMA ops CASCADE").await;
        }
    })
    .await;
}

/// A database that keeps its history under the default name, and a program that names another.
#[tokio::test]
async fn a_renamed_history_is_not_begun_anew() {
    each(async |database| {
        let dialect = database.dialect;
        let plain = migrator(dialect, &revisions(dialect));
        plain.upgrade(&database.url).await.expect("upgraded");
        let named = plain.clone().history_table("shop_history");
        let error = named.upgrade(&database.url).await.expect_err("the history is elsewhere");
        assert!(
            matches!(error.kind(), ErrorKind::OtherHistory { found, named, .. } if found == "_schema_revisions" && named == "shop_history"),
            "{error}"
        );
        let status = named.status(&database.url).await.expect("a status");
        assert!(matches!(status.obstacle.as_ref().map(Error::kind), Some(ErrorKind::OtherHistory { .. })), "{:?}", status.obstacle);
        database.run("ALTER TABLE _schema_revisions RENAME TO shop_history").await;
        named.require_current(&database.url).await.expect("renamed");
        // Two programs in one database: the second begins with a stamp.
        let other = migrator(dialect, &[("other", "CREATE TABLE other_t (id integer);", "")]).history_table("other");
        other.upgrade(&database.url).await.expect_err("nobody knows whose history that is");
        other.stamp(&database.url, "base").await.expect("stamped");
        assert_eq!(other.upgrade(&database.url).await.expect("upgraded").len(), 1);
        named.require_current(&database.url).await.expect("still current");
    })
    .await;
}
