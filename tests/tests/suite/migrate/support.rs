//! Databases and revisions for the tests of the migrator.

use schema_core::connect::{Access, Connect, DatabaseUrl, Session};
use schema_core::migrate::{Migrator, OwnedRevision, OwnedScript};
use schema_core::schema::Dialect;
use std::sync::atomic::{AtomicUsize, Ordering};

/// A migrator for revisions that follow each other: (slug, up, down). Ids are 1, 2, 3, … in 14 digits.
pub(crate) fn migrator(dialect: Dialect, revisions: &[(&str, &str, &str)]) -> Migrator {
    Migrator::from_revisions(chain(dialect, revisions))
}

/// The revisions of [`migrator`].
pub(crate) fn chain(dialect: Dialect, revisions: &[(&str, &str, &str)]) -> Vec<OwnedRevision> {
    let revision = |(at, (slug, up, down)): (usize, &(&str, &str, &str))| OwnedRevision {
        id: id(at + 1),
        slug: (*slug).to_owned(),
        parents: if at == 0 { Vec::new() } else { vec![id(at)] },
        scripts: vec![OwnedScript {
            dialect,
            suffix: None,
            oldest: None,
            up: (*up).to_owned(),
            down: (!down.is_empty()).then(|| (*down).to_owned()),
        }],
    };
    revisions.iter().enumerate().map(revision).collect()
}

/// The id of the revision `number` (from 1).
pub(crate) fn id(number: usize) -> String {
    format!("{number:014}")
}

/// A database of its own on one of the engines; dropped at the end.
pub(crate) struct Database {
    pub(crate) dialect: Dialect,
    pub(crate) url: DatabaseUrl,
    /// The same with the password in it.
    pub(crate) text: String,
    server: Option<(DatabaseUrl, String)>,
    folder: Option<tempfile::TempDir>,
}

/// The dialects whose engines can be reached.
pub(crate) fn engines() -> Vec<Dialect> {
    crate::support::engines().into_iter().map(|engine| engine.dialect).collect()
}

impl Database {
    /// Makes an empty one; `None` where the server is not named.
    pub(crate) async fn new(dialect: Dialect) -> Option<Self> {
        static NUMBER: AtomicUsize = AtomicUsize::new(0);
        if dialect == Dialect::SQLITE {
            let folder = tempfile::tempdir().expect("a folder");
            let text = format!("sqlite:{}", folder.path().join("app.db").display());
            let url = DatabaseUrl::parse(&text).expect("a URL");
            let database = Self { dialect, url, text, server: None, folder: Some(folder) };
            database.session().await.close().await.expect("a file");
            return Some(database);
        }
        let server = std::env::var(format!("SCHEMA_TEST_{}", dialect.name().to_uppercase())).ok()?;
        let name = format!("migrate_{}_{}", std::process::id(), NUMBER.fetch_add(1, Ordering::Relaxed));
        let (base, _) = server.rsplit_once('/').expect("a URL with a database");
        let text = format!("{base}/{name}");
        let server = DatabaseUrl::parse(&server).expect("a URL");
        run(&server, &format!("CREATE DATABASE {name}")).await;
        let url = DatabaseUrl::parse(&text).expect("a URL");
        Some(Self { dialect, url, text, server: Some((server, name)), folder: None })
    }

    pub(crate) async fn session(&self) -> Session {
        (&self.url).into_session(Access::Write).await.expect("a session")
    }

    /// Runs statements.
    pub(crate) async fn run(&self, sql: &str) {
        run(&self.url, sql).await;
    }

    /// The rows of a query, each as its values with commas between.
    pub(crate) async fn rows(&self, sql: &str) -> Vec<String> {
        let mut session = self.session().await;
        let rows = session.rows(sql).await.unwrap_or_else(|error| panic!("{error}: {sql}"));
        session.close().await.expect("closed");
        let text = |row: &schema_core::connect::Row| {
            row.values().iter().map(|value| value.as_deref().unwrap_or("NULL").to_owned()).collect::<Vec<_>>().join(",")
        };
        rows.iter().map(text).collect()
    }

    /// The history: direction, statements done of total, whether it is finished and has an error; in order.
    pub(crate) async fn history(&self) -> Vec<String> {
        self.rows(
            "SELECT slug, direction, statements_done, statements_total, \
             CASE WHEN finished_at IS NULL THEN 'open' ELSE 'done' END, \
             CASE WHEN error IS NULL THEN '' ELSE 'error' END FROM _schema_revisions ORDER BY id",
        )
        .await
    }

    /// Makes it empty again.
    pub(crate) async fn reset(&self) {
        match &self.server {
            None => {
                let path = self.folder.as_ref().expect("a folder").path();
                for suffix in ["", "-journal", "-wal", "-shm"] {
                    let _ = std::fs::remove_file(path.join(format!("app.db{suffix}")));
                }
                self.session().await.close().await.expect("a file");
            }
            Some(_) if self.dialect == Dialect::POSTGRES => {
                self.run("DROP SCHEMA public CASCADE; CREATE SCHEMA public").await;
            }
            Some((server, name)) => run(server, &format!("DROP DATABASE {name}; CREATE DATABASE {name}")).await,
        }
    }

    /// Drops it.
    pub(crate) async fn drop(self) {
        if let Some((server, name)) = self.server {
            let force = if self.dialect == Dialect::POSTGRES { " WITH (FORCE)" } else { "" };
            run(&server, &format!("DROP DATABASE {name}{force}")).await;
        }
    }
}

async fn run(url: &DatabaseUrl, sql: &str) {
    let mut session = url.into_session(Access::Write).await.expect("a session");
    session.execute(sql).await.unwrap_or_else(|error| panic!("{error}: {sql}"));
    session.close().await.expect("closed");
}

/// Polls a future so many times, each when it asks for it, and drops it. Gives whether it was finished before.
pub(crate) async fn poll_times<T>(times: usize, future: impl Future<Output = T>) -> bool {
    let mut future = std::pin::pin!(future);
    let mut polls = 0;
    std::future::poll_fn(|context| {
        if polls == times {
            return std::task::Poll::Ready(false);
        }
        polls += 1;
        future.as_mut().poll(context).map(|_| true)
    })
    .await
}
