//! The options of a program: `const` methods, so that they can stand beside `migrator!()` in a `static`.

use super::{Ahead, Migrator};
use std::time::Duration;

impl Migrator {
    /// Sets how long to wait for another upgrade; 60 seconds by default. On SQLite, for any connection that writes.
    ///
    /// ```
    /// # use schema_core::migrate::Migrator;
    /// # use std::time::Duration;
    /// static MIGRATOR: Migrator = Migrator::new(&[]).lock_timeout(Duration::from_secs(10));
    /// ```
    #[must_use]
    pub const fn lock_timeout(mut self, limit: Duration) -> Self {
        self.settings.lock_timeout = limit;
        self
    }

    /// Sets how long a statement may wait for a lock on a table, in whole milliseconds or, on MySQL and MariaDB, seconds; 10
    /// seconds by default. While it waits, everything that comes after it waits too. Zero is no limit.
    ///
    /// ```
    /// # use schema_core::migrate::Migrator;
    /// # use std::time::Duration;
    /// static MIGRATOR: Migrator = Migrator::new(&[]).table_lock_timeout(Duration::from_secs(3));
    /// ```
    #[must_use]
    pub const fn table_lock_timeout(mut self, limit: Duration) -> Self {
        self.settings.table_lock_timeout = limit;
        self
    }

    /// Sets how long a statement of a revision may run; without it, there is no limit. A statement that runs longer fails.
    ///
    /// PostgreSQL and MariaDB limit every statement, MySQL queries alone (`max_execution_time`), and SQLite has no such limit.
    ///
    /// ```
    /// # use schema_core::migrate::Migrator;
    /// # use std::time::Duration;
    /// static MIGRATOR: Migrator = Migrator::new(&[]).statement_timeout(Duration::from_secs(300));
    /// ```
    #[must_use]
    pub const fn statement_timeout(mut self, limit: Duration) -> Self {
        self.settings.statement_timeout = Some(limit);
        self
    }

    /// Sets how long a server has to answer when a database is given as a URL; without it, as long as the operating system waits.
    /// A pool has a limit of its own.
    ///
    /// The limit needs no runtime: a thread waits beside the connection that is opened.
    ///
    /// ```
    /// # use schema_core::migrate::Migrator;
    /// # use std::time::Duration;
    /// static MIGRATOR: Migrator = Migrator::new(&[]).connect_timeout(Duration::from_secs(5));
    /// ```
    #[must_use]
    pub const fn connect_timeout(mut self, limit: Duration) -> Self {
        self.settings.connect_timeout = Some(limit);
        self
    }

    /// Sets what to do about a database that a newer version of the program upgraded; it is refused by default.
    ///
    /// ```
    /// # use schema_core::migrate::Migrator;
    /// # use std::time::Duration;
    /// static MIGRATOR: Migrator = Migrator::new(&[]).ahead(schema_core::migrate::Ahead::Allow);
    /// ```
    #[must_use]
    pub const fn ahead(mut self, ahead: Ahead) -> Self {
        self.settings.ahead = ahead;
        self
    }

    /// Sets the name of the history table, in place of the key `history-table` in the metadata; `_schema_revisions` by default.
    ///
    /// The build step embeds the key, so that the program and `cargo schema` agree. This is for programs without a build step, and for
    /// tests. A database with a history in another table is refused.
    ///
    /// ```
    /// # use schema_core::migrate::Migrator;
    /// # use std::time::Duration;
    /// static MIGRATOR: Migrator = Migrator::new(&[]).history_table("shop_revisions");
    /// ```
    #[must_use]
    pub const fn history_table(mut self, name: &'static str) -> Self {
        self.settings.history.table = name;
        self
    }

    /// Sets the PostgreSQL schema of the history, in place of the key `history-schema` in the metadata; the current schema by default.
    /// It is created if it does not exist. On other engines the history is always where the tables are.
    ///
    /// ```
    /// # use schema_core::migrate::Migrator;
    /// # use std::time::Duration;
    /// static MIGRATOR: Migrator = Migrator::new(&[]).history_schema("ops");
    /// ```
    #[must_use]
    pub const fn history_schema(mut self, name: &'static str) -> Self {
        self.settings.history.schema = Some(name);
        self
    }
}
