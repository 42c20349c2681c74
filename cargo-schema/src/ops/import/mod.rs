//! Histories of other tools: their folders, their tables of applied versions, and the revisions that they become.

mod applied;
mod case;
mod checksum;
mod coded;
mod files;
mod flyway;
mod folder;
mod plan;
mod replay;
mod source;
mod statement;
mod table;
mod texts;

pub(crate) use applied::Standing;
pub(crate) use case::Case;
pub(crate) use plan::Plan;
pub(crate) use replay::Imported;
pub(crate) use statement::Remark;

use std::path::PathBuf;

use schema_core::diagnostic::Code;
use schema_core::schema::Dialect;

use crate::error::Result;
use applied::read as read_applied;
use folder::read as read_folder;
use replay::{baseline, replay};

/// A tool whose history can be taken over.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Tool {
    Sqlx,
    Diesel,
    SeaOrm,
    Refinery,
    Flyway,
    Alembic,
}

impl Tool {
    const ALL: [Self; 6] = [Self::Sqlx, Self::Diesel, Self::SeaOrm, Self::Refinery, Self::Flyway, Self::Alembic];

    /// What the command line calls it.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Sqlx => "sqlx",
            Self::Diesel => "diesel",
            Self::SeaOrm => "sea-orm",
            Self::Refinery => "refinery",
            Self::Flyway => "flyway",
            Self::Alembic => "alembic",
        }
    }

    /// The tool that is called `name`.
    pub(crate) fn parse(name: &str) -> Result<Self> {
        Self::ALL.into_iter().find(|tool| tool.name() == name).ok_or_else(|| {
            crate::error::Error::usage(Code::UnknownTool, format!("cannot import migrations of `{name}`"))
                .cause(format!("supported tools: {}", Self::ALL.map(Self::name).join(", ")))
        })
    }

    /// The table in which it keeps what is applied.
    pub(crate) const fn table(self) -> &'static str {
        match self {
            Self::Sqlx => "_sqlx_migrations",
            Self::Diesel => "__diesel_schema_migrations",
            Self::SeaOrm => "seaql_migrations",
            Self::Refinery => "refinery_schema_history",
            Self::Flyway => "flyway_schema_history",
            Self::Alembic => "alembic_version",
        }
    }

    /// Whether it leaves the foreign keys of SQLite off, as SQLite does by itself.
    const fn leaves_foreign_keys_off(self) -> bool {
        matches!(self, Self::Diesel | Self::Refinery)
    }

    /// The calls that run its migrations, which have to go.
    pub(crate) const fn runner(self) -> &'static str {
        match self {
            Self::Sqlx => "`sqlx::migrate!` and `sqlx migrate run`",
            Self::Diesel => "`embed_migrations!`, `run_pending_migrations` and `diesel migration run`",
            Self::SeaOrm => "`Migrator::up` and `sea-orm-cli migrate`",
            Self::Refinery => "`embed_migrations!`, `runner().run` and `refinery migrate`",
            Self::Flyway => "`flyway migrate`",
            Self::Alembic => "`alembic upgrade`",
        }
    }
}

/// A folder of migrations as it was read.
#[derive(Debug, Default)]
pub(crate) struct History {
    /// In the order in which the tool applies them.
    pub(crate) migrations: Vec<Migration>,
    /// Files that are left aside, each with the reason.
    pub(crate) aside: Vec<String>,
    /// Alembic: the versions that no other follows.
    pub(crate) heads: Vec<String>,
    /// Why the migrations cannot be read as SQL, where they cannot.
    pub(crate) coded: Option<String>,
}

/// One migration.
#[derive(Clone, Debug)]
pub(crate) struct Migration {
    /// The version, as the tool's table has it.
    pub(crate) version: String,
    /// The id of the revision that it becomes.
    pub(crate) id: String,
    /// What it is for, in words.
    pub(crate) message: String,
    /// The file with the way up.
    pub(crate) file: PathBuf,
    /// Its text.
    pub(crate) up: String,
    /// The text of the way back.
    pub(crate) down: Option<String>,
    /// It runs in a transaction.
    pub(crate) transaction: bool,
    /// The checksums that the tool may have noted for it.
    pub(crate) checksums: Vec<String>,
}

impl Migration {
    fn new(version: impl Into<String>, message: &str, file: PathBuf, up: String) -> Self {
        let version = version.into();
        let message = message.replace('_', " ").trim().to_owned();
        Self { id: id(&version), version, message, file, up, down: None, transaction: true, checksums: Vec::new() }
    }
}

/// The text of `migration` as a revision ends with it.
fn body(dialect: Dialect, migration: &Migration) -> Option<String> {
    texts::Body::read(dialect, &migration.up).ok().map(|body| body.text)
}

/// The id for a version: a time as it is; a smaller number with zeros before it, so that it stands before every time;
/// `1.2` with a part for each. Anything else keeps its letters and digits.
fn id(version: &str) -> String {
    let is_number = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let mut parts = version.split('.');
    let first = parts.next().unwrap_or_default();
    let rest: Vec<&str> = parts.collect();
    if is_number(first) && rest.iter().all(|part| is_number(part)) {
        let mut id = format!("{first:0>14}");
        rest.iter().for_each(|part| id.push_str(&format!(".{part:0>4}")));
        return id;
    }
    version.chars().filter(char::is_ascii_alphanumeric).collect()
}

/// Sees to it that every id is there once: where versions are too much alike, the places in the order are the ids.
fn distinguish(migrations: &mut [Migration]) {
    let ids: std::collections::BTreeSet<&str> = migrations.iter().map(|migration| migration.id.as_str()).collect();
    if ids.len() == migrations.len() && !ids.contains("") {
        return;
    }
    for (at, migration) in migrations.iter_mut().enumerate() {
        migration.id = format!("{:014}", at + 1);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_keep_the_order() {
        let versions = ["1", "2", "2.1", "2.10", "10", "20200101000000", "202607151829340000", "20261122000000"];
        let ids: Vec<String> = versions.iter().map(|version| id(version)).collect();
        assert_eq!(ids[..3], ["00000000000001", "00000000000002", "00000000000002.0001"]);
        assert!(ids.is_sorted(), "{ids:?}");
        assert_eq!(id("m20220101_000001_create"), "m20220101000001create");
    }

    #[test]
    fn ids_are_distinct() {
        let migration = |version: &str| Migration::new(version, "a", PathBuf::new(), String::new());
        let mut alike = [migration("1"), migration("01")];
        distinguish(&mut alike);
        assert_eq!(alike.map(|it| it.id), ["00000000000001", "00000000000002"]);
    }
}
