//! Databases for tests: on SQLite always, on servers where `cargo xtask test` has started them.

#![expect(clippy::print_stderr, reason = "a test says what it leaves out")]

pub(crate) mod case;
pub(crate) mod catalog;
pub(crate) mod grown;
pub(crate) mod hostile;
pub(crate) mod rows;
pub(crate) mod shop;

use std::sync::OnceLock;
use std::sync::atomic::{AtomicU32, Ordering};

use schema_core::connect::{Access, Connect, DatabaseUrl, Session};
use schema_core::migrate::Migrator;
use schema_core::revision::Target;
use schema_core::schema::{Dialect, Engines, Release, Version};
use sqlx::postgres::{PgPool, PgPoolOptions};
use tempfile::TempDir;
use tokio::runtime::{Builder, Runtime};
use tokio::sync::{MappedMutexGuard, Mutex, MutexGuard};

/// The extensions that a test may ask PostgreSQL for by `CREATE EXTENSION`: all that come with the server, in every version
/// of `cargo xtask test --all-engines` (14 to 18). `vector` and `postgis` are in none of them; procedural languages beside
/// `plpgsql` are not in those that are downloaded.
pub(crate) const POSTGRES_EXTENSIONS: [&str; 10] = [
    "btree_gin",
    "btree_gist",
    "citext",
    "hstore",
    "intarray",
    "ltree",
    "pg_trgm",
    "pgcrypto",
    "unaccent",
    "uuid-ossp",
];

/// An engine on which tests run.
#[derive(Clone, Debug)]
pub(crate) struct Engine {
    /// What it speaks.
    pub(crate) dialect: Dialect,
    /// URL of a database in which others can be made; none for SQLite.
    server: Option<String>,
}

/// A database of a test's own, gone with the value.
#[derive(Debug)]
pub(crate) struct Database {
    /// What it speaks.
    pub(crate) dialect: Dialect,
    /// Its URL.
    pub(crate) url: String,
    /// What it is called on its server.
    pub(crate) name: String,
    engine: Engine,
    folder: Option<TempDir>,
    kept: Mutex<Option<Session>>,
    pool: OnceLock<PgPool>,
}

/// SQLite, and the servers that environment variables name; `SCHEMA_TEST_ENGINE` is the one engine to run on. Says once which are
/// left out.
pub(crate) fn engines() -> Vec<Engine> {
    static LEFT_OUT: OnceLock<()> = OnceLock::new();
    let only = std::env::var("SCHEMA_TEST_ENGINE").ok().filter(|name| !name.is_empty());
    let mut engines = vec![Engine { dialect: Dialect::SQLITE, server: None }];
    let mut missing = Vec::new();
    for (dialect, variable) in [
        (Dialect::POSTGRES, "SCHEMA_TEST_POSTGRES"),
        (Dialect::MARIADB, "SCHEMA_TEST_MARIADB"),
        (Dialect::MYSQL, "SCHEMA_TEST_MYSQL"),
    ] {
        match std::env::var(variable).ok().filter(|url| !url.is_empty()) {
            Some(url) => engines.push(Engine { dialect, server: Some(url) }),
            None => missing.push(format!("{dialect} ({variable})")),
        }
    }
    if let Some(only) = only {
        engines.retain(|engine| engine.dialect.name() == only);
        return engines;
    }
    LEFT_OUT.get_or_init(|| {
        if !missing.is_empty() {
            eprintln!("not tested on {}: run `cargo xtask test`", missing.join(", "));
        }
    });
    engines
}

/// That of a dialect, where it is there.
pub(crate) fn engine(dialect: Dialect) -> Option<Engine> {
    engines().into_iter().find(|engine| engine.dialect == dialect)
}

/// A server that has what scripts for a release need, where there is one.
pub(crate) async fn engine_for(release: Release) -> Option<Engine> {
    let mut there: Vec<Engine> = engine(release.dialect).into_iter().collect();
    there.extend(there.first().and_then(|engine| engine.version(release.version.major)));
    for engine in there {
        let Some(url) = engine.server() else { return Some(engine) };
        let session = session(url).await;
        let version = session.release().version;
        session.close().await.unwrap();
        if version >= release.version {
            return Some(engine);
        }
    }
    None
}

/// What random schemas are for: a release that has more than the bare name stands for, and that most servers of tests are.
pub(crate) fn release(dialect: Dialect) -> Release {
    let version = match dialect.name() {
        "postgres" => Version::new(15, 0),
        "mysql" => Version::new(9, 0),
        _ => dialect.engine().usual(),
    };
    Release::new(dialect, version)
}

/// Waits for what a test asks of a database. All tests share one runtime, since a session ends with the runtime that it began
/// in, and those of [`Database::kept`] outlive a test.
pub(crate) fn block_on<F: Future>(future: F) -> F::Output {
    static RUNTIME: OnceLock<Runtime> = OnceLock::new();
    let new = || Builder::new_multi_thread().worker_threads(1).enable_all().build().unwrap();
    RUNTIME.get_or_init(new).block_on(future)
}

/// A session with the database at `url`, to change it.
pub(crate) async fn session(url: &str) -> Session {
    let parsed = DatabaseUrl::parse(url).unwrap();
    (&parsed).into_session(Access::Write).await.unwrap_or_else(|error| panic!("{parsed}: {error}"))
}

/// The way of a migration.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Way {
    Up,
    Down,
}

impl Engine {
    /// The URL of its server; none for SQLite.
    pub(crate) fn server(&self) -> Option<&str> {
        self.server.as_deref()
    }

    /// Another version of PostgreSQL, where a variable names its server: `SCHEMA_TEST_POSTGRES_16`.
    pub(crate) fn version(&self, major: u32) -> Option<Self> {
        let server = std::env::var(format!("SCHEMA_TEST_POSTGRES_{major}")).ok().filter(|url| !url.is_empty())?;
        (self.dialect == Dialect::POSTGRES).then_some(Self { dialect: self.dialect, server: Some(server) })
    }

    /// The MariaDB that keeps names of tables in lower case, where `SCHEMA_TEST_MARIADB_FOLDED` names it.
    pub(crate) fn folded() -> Option<Self> {
        let server = std::env::var("SCHEMA_TEST_MARIADB_FOLDED").ok().filter(|url| !url.is_empty());
        if server.is_none() {
            eprintln!("not tested on a MariaDB that folds names (SCHEMA_TEST_MARIADB_FOLDED): run `cargo xtask test`");
        }
        Some(Self { dialect: Dialect::MARIADB, server: Some(server?) })
    }

    /// Whether it is MySQL or MariaDB.
    pub(crate) fn is_mysql(&self) -> bool {
        matches!(self.dialect.name(), "mysql" | "mariadb")
    }

    /// A new, empty database. No other has its name, also where two programs run the tests on one server; `about` says in
    /// that name what it is for: letters, digits and `_`.
    pub(crate) async fn database(&self, about: &str) -> Database {
        static NUMBER: AtomicU32 = AtomicU32::new(0);
        let number = NUMBER.fetch_add(1, Ordering::Relaxed);
        // No engine takes more than 63 characters.
        let name = format!("cs_{about:.40}_{}_{number}", std::process::id());
        let folder = self.server.is_none().then(|| TempDir::new().unwrap());
        let url = match (&folder, &self.server) {
            (Some(folder), _) => format!("sqlite:{}", folder.path().join("test.db").display()),
            (None, server) => {
                let server = server.as_deref().unwrap();
                // What follows the last slash is the database; the variables hold no parameters.
                format!("{}/{name}", &server[..server.rfind('/').unwrap()])
            }
        };
        let kept = Mutex::new(None);
        let pool = OnceLock::new();
        let database = Database { dialect: self.dialect, url, name, engine: self.clone(), folder, kept, pool };
        database.clear().await;
        database
    }
}

impl Database {
    /// Its URL, as a session is opened from it.
    pub(crate) fn url(&self) -> DatabaseUrl {
        DatabaseUrl::parse(&self.url).unwrap()
    }

    /// A session with it.
    pub(crate) async fn session(&self) -> Session {
        session(&self.url).await
    }

    /// Whether it is a database of this engine.
    pub(crate) fn is_on(&self, engine: &Engine) -> bool {
        self.dialect == engine.dialect && self.engine.server == engine.server
    }

    /// The session that stays open from one look at it to the next, alone: PostgreSQL reads the catalogs for the first time in
    /// a session five times as long as afterwards.
    pub(crate) async fn kept(&self) -> MappedMutexGuard<'_, Session> {
        let mut kept = self.kept.lock().await;
        if kept.is_none() {
            *kept = Some(self.session().await);
        }
        MutexGuard::map(kept, |kept| kept.as_mut().unwrap())
    }

    /// Takes it to a revision, as an application does: on PostgreSQL through a pool, whose connection knows the catalogs after its
    /// first use.
    pub(crate) async fn go(&self, migrator: &Migrator, target: &str, way: Way) -> Result<(), String> {
        let target = Target::parse(target);
        let done = match (self.dialect.name(), way) {
            ("postgres", Way::Up) => migrator.upgrade(self.pool()).to(&target).await,
            ("postgres", Way::Down) => migrator.downgrade(self.pool(), target).await,
            (_, Way::Up) => migrator.upgrade(&self.url()).to(&target).await,
            (_, Way::Down) => migrator.downgrade(&self.url(), target).await,
        };
        done.map(|_| ()).map_err(|error| error.to_string())
    }

    /// A pool of one connection with a database of PostgreSQL.
    fn pool(&self) -> &PgPool {
        self.pool.get_or_init(|| {
            let options = PgPoolOptions::new().max_connections(1).idle_timeout(None).max_lifetime(None);
            options.connect_lazy(&self.url).unwrap()
        })
    }

    /// What its server is.
    pub(crate) async fn release(&self) -> Release {
        if let Some(kept) = &*self.kept.lock().await {
            return kept.release();
        }
        let session = self.session().await;
        let release = session.release();
        session.close().await.unwrap();
        release
    }

    /// PostgreSQL knows `NULLS NOT DISTINCT` from version 15 on, which random schemas are for.
    pub(crate) async fn is_too_early_for_nulls_not_distinct(&self) -> bool {
        self.dialect == Dialect::POSTGRES && self.release().await < release(self.dialect)
    }

    /// Whether it is a MySQL or a MariaDB.
    pub(crate) fn is_mysql(&self) -> bool {
        matches!(self.dialect.name(), "mysql" | "mariadb")
    }

    /// Empties it. No other session than the kept one may be open.
    pub(crate) async fn clear(&self) {
        let mut kept = self.kept.lock().await;
        let open = kept.take();
        if self.dialect == Dialect::POSTGRES {
            let is_kept = open.is_some();
            // Making a database copies one there; emptying one is a matter of milliseconds.
            let inside = self.emptied(open).await;
            if is_kept {
                *kept = Some(inside);
            } else {
                inside.close().await.unwrap();
            }
            return;
        }
        if let Some(open) = open {
            open.close().await.unwrap();
        }
        let Some(server) = &self.engine.server else {
            for suffix in ["", "-wal", "-shm", "-journal"] {
                let file = self.folder.as_ref().unwrap().path().join(format!("test.db{suffix}"));
                let _ = std::fs::remove_file(file);
            }
            return;
        };
        let name = &self.name;
        let mut server = session(server).await;
        server.execute(&format!("DROP DATABASE IF EXISTS `{name}`")).await.unwrap();
        server.execute(&format!("CREATE DATABASE `{name}`")).await.unwrap();
        server.close().await.unwrap();
    }

    /// A session with a database of PostgreSQL that has nothing in it: that which is open, if it can be used.
    async fn emptied(&self, open: Option<Session>) -> Session {
        let usable = match open {
            Some(mut open) => open.execute("ROLLBACK").await.is_ok().then_some(open),
            None => None,
        };
        let inside = match usable {
            Some(usable) => Ok(usable),
            None => self.url().into_session(Access::Write).await,
        };
        let mut inside = match inside {
            Ok(inside) => inside,
            Err(_) => {
                let mut server = session(self.engine.server().unwrap()).await;
                server.execute(&format!("CREATE DATABASE \"{}\"", self.name)).await.unwrap();
                server.close().await.unwrap();
                self.session().await
            }
        };
        let own =
            "SELECT nspname FROM pg_namespace WHERE nspname <> 'information_schema' AND left(nspname, 3) <> 'pg_'";
        for schema in inside.rows(own).await.unwrap() {
            let schema = schema.text(0).replace('"', "\"\"");
            inside.execute(&format!("DROP SCHEMA \"{schema}\" CASCADE")).await.unwrap();
        }
        inside.execute("CREATE SCHEMA public").await.unwrap();
        inside
    }
}

impl Drop for Database {
    fn drop(&mut self) {
        let Some(server) = self.engine.server.clone() else { return };
        let name = &self.name;
        let sql = match self.dialect.name() {
            // FORCE, since a test that fails leaves its sessions open.
            "postgres" => format!("DROP DATABASE IF EXISTS \"{name}\" WITH (FORCE)"),
            _ => format!("DROP DATABASE IF EXISTS `{name}`"),
        };
        // A runtime cannot wait inside of another. What fails here costs space alone.
        let dropped = std::thread::spawn(move || {
            block_on(async {
                let mut server = DatabaseUrl::parse(&server).ok()?.into_session(Access::Write).await.ok()?;
                server.execute(&sql).await.ok()?;
                server.close().await.ok()
            })
        });
        let _ = dropped.join();
    }
}
