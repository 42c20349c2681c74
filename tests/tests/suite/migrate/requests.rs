//! What an application gives to the migrator, and what it gets.

use super::basic::{each, revisions};
use super::support::{id, migrator};
use schema_core::migrate::{Direction, Migrator, Report, Target};
use std::future::IntoFuture;

/// A static migrator with options, as an application has it.
static STATIC: Migrator =
    Migrator::new(&[]).lock_timeout(std::time::Duration::from_secs(5)).table_lock_timeout(std::time::Duration::ZERO);

#[tokio::test]
async fn a_database_is_named_in_several_ways() {
    each(async |database| {
        let all = migrator(database.dialect, &revisions(database.dialect));
        let text: &str = &database.text;
        let planned = all.upgrade(text).to("+1").plan().await.expect("a plan");
        assert_eq!(planned.revisions.len(), 1);
        let report = all.upgrade(text).to("+1").await.expect("a URL");
        let done = &report.revisions[0];
        assert_eq!(done.to_string(), format!("{}_create_users", id(1)));
        assert_eq!((done.direction, report.len(), report.is_empty()), (Direction::Up, 1, false));
        let report = all.upgrade(&database.text).await.expect("a String");
        assert_eq!(report.into_iter().map(|done| done.slug).collect::<Vec<_>>(), ["add_age", "create_posts"]);
        assert!(all.upgrade(database.url.clone()).await.expect("a DatabaseUrl").is_empty());
        all.require_current(text).await.expect("current");
        let target = Target::parse(&id(1));
        let report = all.downgrade(text, &target).await.expect("a downgrade");
        let reverted: Vec<String> = (&report).into_iter().map(ToString::to_string).collect();
        assert_eq!(reverted, [format!("{}_create_posts", id(3)), format!("{}_add_age", id(2))]);
        assert!(report.iter().all(|done| done.direction == Direction::Down));
        assert_eq!(all.stamp(text, "head").await.expect("stamped").len(), 3);
    })
    .await;
}

/// Nothing runs before a request is awaited, and it can be sent to another task.
#[tokio::test]
async fn a_request_is_nothing_before_it_is_awaited() {
    fn is_send<T: Send>(value: T) -> T {
        value
    }
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("a.db");
    let url = format!("sqlite:{}", file.display());
    let request = STATIC.upgrade(&url);
    assert_eq!(format!("{request:?}"), "Upgrade(up to head)");
    drop(request);
    assert!(!file.exists());
    let report: Report = is_send(STATIC.upgrade(&url).into_future()).await.expect("nothing to do");
    assert!(report.is_empty() && file.exists());
}

#[tokio::test]
async fn a_text_that_is_no_url_is_said() {
    let error = STATIC.upgrade("shop.db").await.expect_err("no URL");
    assert_eq!(error.to_string(), "a database URL starts with `sqlite:`, `postgres://` or `mysql://`");
}
