//! The settings: one name each on the command line, in the environment and in the manifest, and one order in which they count.

mod environment;
mod show;

use std::path::Path;
use std::time::Duration;

use schema_core::migrate::Migrator;
use schema_core::read::{Layer, Metadata};

use crate::cli::global::Global;
use crate::error::Result;
use crate::project::origin::Origin;
use crate::project::variables;

pub(crate) use environment::check as check_environment;
pub(crate) use show::{Setting, all};

/// A setting: the key `some-key` is the option `--some-key` and the variable `CARGO_SCHEMA_SOME_KEY`, where it has them.
#[derive(Debug)]
pub(crate) struct Known {
    /// The key in the metadata, or what it would be.
    pub(crate) key: &'static str,
    /// The option of a command.
    pub(crate) flag: Option<&'static str>,
    /// The variables, the strongest first.
    pub(crate) variables: &'static [&'static str],
    /// What holds where nothing is said.
    pub(crate) default: &'static str,
    /// What it says, for the page.
    #[cfg_attr(not(test), expect(dead_code, reason = "only the page has it"))]
    pub(crate) about: &'static str,
}

/// The database.
pub(crate) const DATABASE_URL: &Known = &Known {
    key: "database-url",
    flag: Some("--database-url"),
    variables: &variables::DATABASE,
    default: "none",
    about: "URL of the database",
};

/// The server for scratch databases.
pub(crate) const SCRATCH_URL: &Known = &Known {
    key: "scratch-url",
    flag: Some("--scratch-url"),
    variables: &["CARGO_SCHEMA_SCRATCH_URL"],
    default: "none; SQLite needs no server",
    about: "URL of a server on which a scratch database can be created",
};

/// How long a server has to answer.
pub(crate) const CONNECT_TIMEOUT: &Known = &Known {
    key: "connect-timeout",
    flag: Some("--connect-timeout"),
    variables: &["CARGO_SCHEMA_CONNECT_TIMEOUT"],
    default: "30",
    about: "seconds within which a server must answer",
};

/// How long to wait for locks.
pub(crate) const LOCK_TIMEOUT: &Known = &Known {
    key: "lock-timeout",
    flag: Some("--lock-timeout"),
    variables: &["CARGO_SCHEMA_LOCK_TIMEOUT"],
    default: "10 for a table, 60 for another upgrade",
    about: "seconds to wait for a lock, 0 for no limit",
};

/// How long a statement of a revision may take.
pub(crate) const STATEMENT_TIMEOUT: &Known = &Known {
    key: "statement-timeout",
    flag: Some("--statement-timeout"),
    variables: &["CARGO_SCHEMA_STATEMENT_TIMEOUT"],
    default: "0",
    about: "seconds that a statement of a revision may take, 0 for no limit",
};

/// Files of extensions. There is no key: whoever starts the tool names the code that runs in it.
const SQLITE_EXTENSIONS: &Known = &Known {
    key: "sqlite-extensions",
    flag: None,
    variables: &["CARGO_SCHEMA_SQLITE_EXTENSIONS"],
    default: "none",
    about: "files of loadable extensions for every connection to SQLite, separated as in `PATH`",
};

/// How the build step says that a change is in no revision.
pub(crate) const CHECK: &Known = &Known {
    key: "check",
    flag: None,
    variables: &["CARGO_SCHEMA_CHECK"],
    default: "build-script",
    about: "how the [build step](build-step.md#modes-of-check) reports model changes without a revision",
};

/// A setting that says what the schema is. The build step reads it too and both must agree, so there is no variable.
const fn of_schema(key: &'static str, flag: Option<&'static str>, default: &'static str, about: &'static str) -> Known {
    Known { key, flag, variables: &[], default, about }
}

const DIALECTS: &Known = &of_schema(
    "dialects",
    Some("--dialect"),
    "none; `init` writes it",
    "SQL dialects of the scripts, each with the oldest version that they must run on",
);
const MIGRATIONS: &Known =
    &of_schema("migrations", Some("--migrations"), "`migrations`", "directory of the revisions, from the manifest on");
const FEATURES: &Known =
    &of_schema("features", Some("--features"), "`default`", "features with which all models are compiled");
const RENAME_ALL: &Known = &of_schema("rename-all", None, "none", "how columns are named after fields");
const PLURAL: &Known = &of_schema("plural", None, "`false`", "name tables after the plural of their model");
const TABLE_PREFIX: &Known = &of_schema("table-prefix", None, "none", "prefix of names of tables");
const NAMING: &Known =
    &of_schema("naming", None, "see [names](build-step.md#metadata)", "names of constraints and indexes");
const RUNTIME_DDL: &Known = &of_schema(
    "runtime-ddl",
    None,
    "`allow`",
    "how the [build step](build-step.md#runtime-ddl) reports DDL outside revisions",
);
const IGNORE_TABLES: &Known =
    &of_schema("ignore-tables", None, "none", "unmanaged tables that are left alone, as names and patterns");
const HISTORY_TABLE: &Known =
    &of_schema("history-table", None, "`_schema_revisions`", "table of the migration history");
const HISTORY_SCHEMA: &Known =
    &of_schema("history-schema", None, "the default one", "schema of that table, on engines that have schemas");
const MEMBERS: &Known =
    &of_schema("members", None, "none", "packages whose models make one schema; for a workspace only");

/// All settings, in the order in which they are shown.
pub(crate) const ALL: [&Known; 19] = [
    DATABASE_URL,
    SCRATCH_URL,
    CONNECT_TIMEOUT,
    LOCK_TIMEOUT,
    STATEMENT_TIMEOUT,
    SQLITE_EXTENSIONS,
    CHECK,
    DIALECTS,
    MIGRATIONS,
    FEATURES,
    RENAME_ALL,
    PLURAL,
    TABLE_PREFIX,
    NAMING,
    RUNTIME_DDL,
    IGNORE_TABLES,
    HISTORY_TABLE,
    HISTORY_SCHEMA,
    MEMBERS,
];

/// A value, and where it comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Told<T> {
    pub(crate) value: T,
    pub(crate) origin: Origin,
}

/// A server on which scratch databases are created.
#[derive(Clone, Debug)]
pub(crate) struct ScratchServer {
    pub(crate) url: String,
    pub(crate) origin: Origin,
    /// How long it has to answer.
    pub(crate) limit: Duration,
}

impl ScratchServer {
    /// Returns `true` if the command line names it. One that is a setting is there for the dialects that need a server.
    pub(crate) fn is_asked_for(&self) -> bool {
        matches!(self.origin, Origin::Flag(_))
    }
}

/// Where settings are looked for.
pub(crate) struct Settings<'a> {
    global: &'a Global,
    metadata: &'a Metadata,
    /// Our variables in the nearest `.env`.
    dot_env: Vec<(&'static str, String)>,
}

impl<'a> Settings<'a> {
    /// Those of the command line, the environment, the nearest `.env` from `root` up, and `metadata`, in this order.
    ///
    /// The program that the database is for reads the environment and `.env` too, and not the metadata: if the metadata came
    /// before them, the tool would change another database than the program opens.
    pub(crate) fn new(global: &'a Global, root: &Path, metadata: &'a Metadata) -> Result<Self> {
        Ok(Self { global, metadata, dot_env: environment::dot_env(root)? })
    }

    /// The URL of the database.
    pub(crate) fn database_url(&self) -> Result<Option<Told<String>>> {
        self.text(DATABASE_URL, self.global.connect.database_url.as_ref(), self.metadata.database_url.as_ref())
    }

    /// The URL of the server for scratch databases.
    fn scratch_url(&self) -> Result<Option<Told<String>>> {
        self.text(SCRATCH_URL, self.global.scratch.scratch_url.as_ref(), self.metadata.scratch_url.as_ref())
    }

    /// The server for scratch databases.
    pub(crate) fn scratch_server(&self) -> Result<Option<ScratchServer>> {
        let limit = self.limits()?.connect();
        Ok(self.scratch_url()?.map(|Told { value: url, origin }| ScratchServer { url, origin, limit }))
    }

    /// How long is waited for what.
    pub(crate) fn limits(&self) -> Result<Limits> {
        let Global { connect, limits, statements, .. } = self.global;
        let (metadata, least) = (self.metadata, 1);
        Ok(Limits {
            connect: self
                .seconds(CONNECT_TIMEOUT, connect.connect_timeout, metadata.connect_timeout, least)?
                .unwrap_or(Told { value: 30, origin: Origin::Default }),
            lock: self.seconds(LOCK_TIMEOUT, limits.lock_timeout, metadata.lock_timeout, 0)?,
            statement: self
                .seconds(STATEMENT_TIMEOUT, statements.statement_timeout, metadata.statement_timeout, 0)?
                .unwrap_or(Told { value: 0, origin: Origin::Default }),
        })
    }

    fn text(
        &self,
        known: &'static Known,
        flag: Option<&String>,
        metadata: Option<&String>,
    ) -> Result<Option<Told<String>>> {
        self.find(known, flag.cloned(), metadata.cloned(), |_, text| Ok(text.to_owned()))
    }

    fn seconds(
        &self,
        known: &'static Known,
        flag: Option<u64>,
        metadata: Option<u64>,
        least: u64,
    ) -> Result<Option<Told<u64>>> {
        self.find(known, flag, metadata, |origin, text| environment::seconds(origin, text, least))
    }

    /// The first value that there is.
    fn find<T>(
        &self,
        known: &'static Known,
        flag: Option<T>,
        metadata: Option<T>,
        read: impl Fn(Origin, &str) -> Result<T>,
    ) -> Result<Option<Told<T>>> {
        if let (Some(value), Some(name)) = (flag, known.flag) {
            return Ok(Some(Told { value, origin: Origin::Flag(name) }));
        }
        for name in known.variables {
            if let Some(text) = environment::variable(name)? {
                let origin = Origin::Variable(name);
                return Ok(Some(Told { value: read(origin, &text)?, origin }));
            }
        }
        for name in known.variables {
            if let Some((_, text)) = self.dot_env.iter().find(|(it, _)| it == name) {
                let origin = Origin::DotEnv(name);
                return Ok(Some(Told { value: read(origin, text)?, origin }));
            }
        }
        Ok(metadata.map(|value| Told { value, origin: of_key(self.metadata, known.key) }))
    }
}

/// The table of the manifest that has `key`; the default, where none has it.
fn of_key(metadata: &Metadata, key: &'static str) -> Origin {
    match metadata.set.get(key) {
        Some(Layer::Package) => Origin::Package(key),
        Some(Layer::Workspace) => Origin::Workspace(key),
        None => Origin::Default,
    }
}

/// How long is waited for what, in seconds.
#[derive(Clone, Debug)]
pub(crate) struct Limits {
    connect: Told<u64>,
    lock: Option<Told<u64>>,
    statement: Told<u64>,
}

impl Limits {
    /// How long a server has to answer.
    pub(crate) fn connect(&self) -> Duration {
        Duration::from_secs(self.connect.value)
    }

    /// The migrator with these limits.
    pub(crate) fn of(&self, migrator: Migrator) -> Migrator {
        let migrator = match self.statement.value {
            0 => migrator,
            seconds => migrator.statement_timeout(Duration::from_secs(seconds).min(FOR_EVER)),
        };
        match self.lock.as_ref().map(|lock| lock.value) {
            None => migrator,
            Some(0) => migrator.lock_timeout(FOR_EVER).table_lock_timeout(Duration::ZERO),
            Some(seconds) => {
                let time = Duration::from_secs(seconds).min(FOR_EVER);
                migrator.lock_timeout(time).table_lock_timeout(time)
            }
        }
    }
}

/// As long as every engine can count: three weeks.
const FOR_EVER: Duration = Duration::from_secs(1_814_400);

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;
    use std::fs;
    use std::path::Path;

    use super::{ALL, Known};
    use crate::cli;
    use schema_core::read::Metadata;

    /// The variable that the key of a setting means.
    fn variable(key: &str) -> String {
        format!("CARGO_SCHEMA_{}", key.to_uppercase().replace('-', "_"))
    }

    #[test]
    fn each_setting_has_one_name() {
        let command = cli::command();
        let flags: BTreeSet<String> = command
            .get_subcommands()
            .flat_map(|it| it.get_arguments())
            .filter_map(|arg| arg.get_long().map(|long| format!("--{long}")))
            .collect();
        for Known { key, flag, variables, .. } in ALL {
            if let Some(flag) = flag {
                assert!(flags.contains(*flag), "no command has `{flag}`");
                // A list is an option for each of its entries.
                let of_key = format!("--{key}");
                assert!(*flag == of_key || format!("{flag}s") == of_key, "`{flag}` is not `{key}`");
            }
            assert!(variables.first().is_none_or(|first| *first == variable(key)), "{variables:?} is not `{key}`");
        }
        let keys: BTreeSet<&str> =
            ALL.iter().map(|known| known.key).filter(|key| *key != "sqlite-extensions").collect();
        assert_eq!(keys, BTreeSet::from(Metadata::KEYS));
    }

    #[test]
    fn table_of_settings_is_that_of_the_page() {
        let mut table =
            "| setting | option | variable | key in `Cargo.toml` | default |\n|---|---|---|---|---|\n".to_owned();
        for Known { key, flag, variables, default, about } in ALL {
            let code = |text: &str| format!("`{text}`");
            let flag = flag.map_or("–".to_owned(), code);
            let list: Vec<String> = variables.iter().map(|name| code(name)).collect();
            let variables = if list.is_empty() { "–".to_owned() } else { list.join(", then ") };
            let key = if Metadata::KEYS.contains(key) { code(key) } else { "–".to_owned() };
            table += &format!("| {about} | {flag} | {variables} | {key} | {default} |\n");
        }
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap().join("docs/configuration.md");
        let old = fs::read_to_string(&path).unwrap().replace("\r\n", "\n");
        let (head, rest) = old.split_once("<!-- settings -->\n").unwrap();
        let (_, tail) = rest.split_once("<!-- /settings -->\n").unwrap();
        let new = format!("{head}<!-- settings -->\n{table}<!-- /settings -->\n{tail}");
        if std::env::var_os("UPDATE_DOCS").is_some() {
            fs::write(&path, new).unwrap();
        } else {
            assert_eq!(
                old, new,
                "docs/configuration.md is behind: run `UPDATE_DOCS=1 cargo test -p cargo-schema settings`"
            );
        }
    }
}
