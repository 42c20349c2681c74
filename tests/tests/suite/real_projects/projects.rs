//! The projects: where each keeps its migrations, and which tool wrote them.

use schema_core::schema::Dialect;

use super::scripts::Tool;

/// A public project.
pub(crate) struct Project {
    /// What it is called on the command line.
    pub(crate) name: &'static str,
    /// Where to clone it from.
    pub(crate) repository: &'static str,
    pub(crate) histories: &'static [History],
}

/// One folder of migrations in it.
pub(crate) struct History {
    /// The engine that they are written for. What is written for MySQL runs on MariaDB too.
    pub(crate) dialect: Dialect,
    pub(crate) tool: Tool,
    /// The folder, from the root of the repository.
    pub(crate) folder: &'static str,
    /// The first version of the engine that takes its scripts.
    pub(crate) since: u32,
    /// What the program runs before it migrates; empty for nothing.
    pub(crate) before: &'static str,
}

impl History {
    /// Whether it runs on `dialect`.
    pub(crate) fn is_for(&self, dialect: Dialect) -> bool {
        self.dialect == dialect || (self.dialect, dialect) == (Dialect::MYSQL, Dialect::MARIADB)
    }
}

const fn history(dialect: Dialect, tool: Tool, folder: &'static str) -> History {
    History { dialect, tool, folder, since: 0, before: "" }
}

impl History {
    const fn before(mut self, sql: &'static str) -> Self {
        self.before = sql;
        self
    }

    const fn since(mut self, version: u32) -> Self {
        self.since = version;
        self
    }
}

const fn project(name: &'static str, repository: &'static str, histories: &'static [History]) -> Project {
    Project { name, repository, histories }
}

use Tool::{Diesel, Refinery, SeaOrm, Sqlx};

pub(crate) const PROJECTS: &[Project] = &[
    project("atuin-client", "atuinsh/atuin", &[history(Dialect::SQLITE, Sqlx, "crates/atuin-client/migrations")]),
    project(
        "atuin-records",
        "atuinsh/atuin",
        &[history(Dialect::SQLITE, Sqlx, "crates/atuin-client/record-migrations")],
    ),
    project(
        "atuin-server",
        "atuinsh/atuin",
        &[
            history(Dialect::POSTGRES, Sqlx, "crates/atuin-server-postgres/migrations"),
            history(Dialect::SQLITE, Sqlx, "crates/atuin-server-sqlite/migrations"),
        ],
    ),
    project("crates.io", "rust-lang/crates.io", &[history(Dialect::POSTGRES, Diesel, "migrations")]),
    project(
        "das",
        "metaplex-foundation/digital-asset-rpc-infrastructure",
        &[history(Dialect::POSTGRES, SeaOrm, "migration")],
    ),
    project(
        "docs.rs",
        "rust-lang/docs.rs",
        &[history(Dialect::POSTGRES, Sqlx, "crates/lib/docs_rs_database/migrations")],
    ),
    project(
        "fuel-indexer",
        "FuelLabs/fuel-indexer",
        &[history(Dialect::POSTGRES, Sqlx, "packages/fuel-indexer-database/postgres/migrations")],
    ),
    project(
        "kellnr",
        "kellnr/kellnr",
        &[
            history(Dialect::SQLITE, SeaOrm, "crates/db/migration"),
            history(Dialect::POSTGRES, SeaOrm, "crates/db/migration"),
        ],
    ),
    project("labrinth", "modrinth/labrinth", &[history(Dialect::POSTGRES, Sqlx, "migrations")]),
    project(
        "lemmy",
        "LemmyNet/lemmy",
        &[history(Dialect::POSTGRES, Diesel, "migrations").since(16).before("SELECT pg_advisory_lock(0)")],
    ),
    project(
        "matrix-authentication-service",
        "element-hq/matrix-authentication-service",
        &[history(Dialect::POSTGRES, Sqlx, "crates/storage-pg/migrations")],
    ),
    project(
        "plume",
        "Plume-org/Plume",
        &[
            history(Dialect::POSTGRES, Diesel, "migrations/postgres"),
            history(Dialect::SQLITE, Diesel, "migrations/sqlite"),
        ],
    ),
    project(
        "quickwit",
        "quickwit-oss/quickwit",
        &[history(Dialect::POSTGRES, Sqlx, "quickwit/quickwit-metastore/migrations/postgresql")],
    ),
    project("realworld", "launchbadge/realworld-axum-sqlx", &[history(Dialect::POSTGRES, Sqlx, "migrations")]),
    project(
        "screenpipe",
        "mediar-ai/screenpipe",
        &[history(Dialect::SQLITE, Sqlx, "crates/screenpipe-db/src/migrations")],
    ),
    project("si-cache", "systeminit/si", &[history(Dialect::POSTGRES, Refinery, "lib/si-layer-cache/src/migrations")]),
    project("si-db", "systeminit/si", &[history(Dialect::POSTGRES, Refinery, "lib/si-db/src/migrations")]),
    project(
        "si-modules",
        "systeminit/si",
        &[history(Dialect::POSTGRES, Refinery, "lib/module-index-server/src/migrations")],
    ),
    project("svix", "svix/svix-webhooks", &[history(Dialect::POSTGRES, Sqlx, "server/svix-server/migrations")]),
    project(
        "syncstorage",
        "mozilla-services/syncstorage-rs",
        &[history(Dialect::MYSQL, Diesel, "syncstorage-mysql/migrations")],
    ),
    project("tabby", "TabbyML/tabby", &[history(Dialect::SQLITE, Sqlx, "ee/tabby-db/migrations")]),
    project(
        "tokenserver",
        "mozilla-services/syncstorage-rs",
        &[history(Dialect::MYSQL, Diesel, "tokenserver-mysql/migrations")],
    ),
    project(
        "vaultwarden",
        "dani-garcia/vaultwarden",
        &[
            history(Dialect::SQLITE, Diesel, "migrations/sqlite"),
            history(Dialect::POSTGRES, Diesel, "migrations/postgresql"),
            history(Dialect::MYSQL, Diesel, "migrations/mysql").before("SET foreign_key_checks = 0"),
        ],
    ),
    project("zksync", "matter-labs/zksync-era", &[history(Dialect::POSTGRES, Sqlx, "core/lib/dal/migrations")]),
    project(
        "zksync-prover",
        "matter-labs/zksync-era",
        &[history(Dialect::POSTGRES, Sqlx, "prover/crates/lib/prover_dal/migrations")],
    ),
];
