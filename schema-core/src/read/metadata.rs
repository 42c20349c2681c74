//! `[package.metadata.schema]` and `[workspace.metadata.schema]`.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use toml::{Table, Value};

use super::{Naming, Problem, toml_place};
use crate::declare::{self, Case};
use crate::diagnostic::Code;
use crate::schema::{Dialect, Release, TableName};

/// What `Cargo.toml` says about a project's schema.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Metadata {
    /// `dialects = ["postgres@15", "sqlite"]`: what scripts are written for, each with the oldest version that they must run on.
    /// Empty when nothing is said.
    pub releases: Vec<Release>,
    /// `migrations = "migrations"`: the folder of revisions, relative to the manifest.
    pub migrations: PathBuf,
    /// `database-url = "..."`.
    pub database_url: Option<String>,
    /// `scratch-url = "..."`: the server on which scratch databases are created.
    pub scratch_url: Option<String>,
    /// `connect-timeout = 30`: seconds within which a database has to answer.
    pub connect_timeout: Option<u64>,
    /// `lock-timeout = 60`: seconds to wait for a lock; 0 is no limit.
    pub lock_timeout: Option<u64>,
    /// `statement-timeout = 300`: seconds that a statement of a revision may take; 0 is no limit.
    pub statement_timeout: Option<u64>,
    /// `features = ["..."]`: the features with which every model is there; by default the default features.
    pub features: Option<Vec<String>>,
    /// `rename-all = "camelCase"`: how columns are called where a model does not say.
    pub rename_all: Option<Case>,
    /// `plural = true`: a table's default name is the plural of its model's.
    pub plural: bool,
    /// `table-prefix = "app_"`: what a table's default name starts with.
    pub table_prefix: String,
    /// `naming = { ix = "..." }`: how constraints and indexes are called that are given no name.
    pub naming: Naming,
    /// `check = "build-script"`: how the build says that a change is in no revision.
    pub check: Option<Mode>,
    /// `runtime-ddl = "warn"`: how the build says that the program makes tables by itself.
    pub runtime_ddl: RuntimeDdlMode,
    /// `ignore-tables = ["spatial_ref_sys", "legacy_*"]`: tables of a database that are nobody's business here, as patterns.
    pub ignore_tables: Vec<String>,
    /// `history-table = "shop_revisions"`: the table of the migration history.
    pub history_table: Option<String>,
    /// `history-schema = "ops"`: the schema of that table, where an engine has schemas.
    pub history_schema: Option<String>,
    /// `members = ["crates/users"]`, in a workspace: the packages whose models make up the schema.
    pub members: Vec<PathBuf>,
    /// The keys that are set, each with the table that sets it.
    pub set: BTreeMap<String, Layer>,
}

/// A table of keys.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Layer {
    /// `[package.metadata.schema]`.
    Package,
    /// `[workspace.metadata.schema]`.
    Workspace,
}

impl Default for Metadata {
    fn default() -> Self {
        Self {
            releases: Vec::new(),
            migrations: PathBuf::from("migrations"),
            database_url: None,
            scratch_url: None,
            connect_timeout: None,
            lock_timeout: None,
            statement_timeout: None,
            features: None,
            rename_all: None,
            plural: false,
            table_prefix: String::new(),
            naming: Naming::default(),
            check: None,
            runtime_ddl: RuntimeDdlMode::Allow,
            ignore_tables: Vec::new(),
            history_table: None,
            history_schema: None,
            members: Vec::new(),
            set: BTreeMap::new(),
        }
    }
}

/// How the build step says that a change of a model is in no revision.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// `build-script`: the build script fails, and nothing of the crate is compiled.
    BuildScript,
    /// `field`: the field or struct that changed does not compile.
    Field,
    /// `warn`: the build script warns.
    Warn,
    /// `off`: nothing is said.
    Off,
}

impl Mode {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::BuildScript, Self::Field, Self::Warn, Self::Off];

    /// What metadata and `CARGO_SCHEMA_CHECK` call it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::BuildScript => "build-script",
            Self::Field => "field",
            Self::Warn => "warn",
            Self::Off => "off",
        }
    }

    /// The mode that is called `name`.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|mode| mode.name() == name)
    }
}

/// How the build step says that the program makes tables by itself.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum RuntimeDdlMode {
    /// `allow`: nothing is said.
    #[default]
    Allow,
    /// `warn`: the build script warns.
    Warn,
    /// `deny`: the build script fails.
    Deny,
}

impl RuntimeDdlMode {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Allow, Self::Warn, Self::Deny];

    /// What metadata calls it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Allow => "allow",
            Self::Warn => "warn",
            Self::Deny => "deny",
        }
    }
}

impl Metadata {
    /// All keys.
    pub const KEYS: [&str; 18] = [
        "database-url",
        "scratch-url",
        "connect-timeout",
        "lock-timeout",
        "statement-timeout",
        "dialects",
        "migrations",
        "features",
        "rename-all",
        "plural",
        "table-prefix",
        "naming",
        "check",
        "runtime-ddl",
        "ignore-tables",
        "history-table",
        "history-schema",
        "members",
    ];

    /// Reads the keys of a package in `table`, which stands in `manifest`.
    ///
    /// # Errors
    /// The first key that is unknown or has a value of another form.
    pub fn from_table(table: &Table, manifest: &Path) -> Result<Self, Problem> {
        let mut metadata = Self::default();
        metadata.read(table, manifest, Layer::Package)?;
        Ok(metadata)
    }

    /// Reads the keys in `table`, which stands in `manifest`. They replace those that were read before.
    ///
    /// # Errors
    /// The first key that is unknown or has a value of another form.
    pub fn read(&mut self, table: &Table, manifest: &Path, layer: Layer) -> Result<(), Problem> {
        let metadata = self;
        for (key, value) in table {
            let wrong = |wanted: &str| at_key(manifest, key, format!("`{key}` in `metadata.schema` is {wanted}"));
            match key.as_str() {
                "dialects" => {
                    let wanted = "a list of names, as in `[\"sqlite\"]` or `[\"postgres@15\"]`";
                    let names = texts(value).ok_or_else(|| wrong(wanted))?;
                    let releases = Release::all(names.iter().map(String::as_str));
                    metadata.releases = releases.map_err(|error| wrong(&format!("wrong: {error}")))?;
                }
                "migrations" => metadata.migrations = value.as_str().ok_or_else(|| wrong("a directory"))?.into(),
                "database-url" => {
                    metadata.database_url = Some(value.as_str().ok_or_else(|| wrong("the URL of a database"))?.into());
                }
                "scratch-url" => {
                    metadata.scratch_url = Some(value.as_str().ok_or_else(|| wrong("the URL of a server"))?.into());
                }
                "connect-timeout" => {
                    let told = seconds(value).filter(|seconds| *seconds > 0);
                    metadata.connect_timeout = Some(told.ok_or_else(|| wrong("a number of seconds from 1 on"))?);
                }
                "lock-timeout" => {
                    metadata.lock_timeout = Some(seconds(value).ok_or_else(|| wrong("a number of seconds"))?);
                }
                "statement-timeout" => {
                    metadata.statement_timeout = Some(seconds(value).ok_or_else(|| wrong("a number of seconds"))?);
                }
                "features" => metadata.features = Some(texts(value).ok_or_else(|| wrong("a list of features"))?),
                "rename-all" => {
                    let case = value.as_str().and_then(Case::parse);
                    let names = Case::ALL.map(|case| format!("`{}`", case.name())).join(", ");
                    metadata.rename_all = Some(case.ok_or_else(|| wrong(&format!("one of {names}")))?);
                }
                "plural" => metadata.plural = value.as_bool().ok_or_else(|| wrong("`true` or `false`"))?,
                "table-prefix" => {
                    metadata.table_prefix = value
                        .as_str()
                        .ok_or_else(|| wrong("what names of tables start with, as in `\"app_\"`"))?
                        .into();
                }
                "naming" => {
                    let table = value
                        .as_table()
                        .ok_or_else(|| wrong("a table, as in `{ ix = \"ix_%(table_name)s_%(column_0_N_name)s\" }`"))?;
                    metadata.naming = Naming::from_table(table).map_err(|error| wrong(&format!("wrong: {error}")))?;
                }
                "check" => {
                    let names = Mode::ALL.map(|mode| format!("`{}`", mode.name())).join(", ");
                    let mode = value.as_str().and_then(Mode::parse);
                    metadata.check = Some(mode.ok_or_else(|| wrong(&format!("one of {names}")))?);
                }
                "runtime-ddl" => {
                    let modes = RuntimeDdlMode::ALL;
                    let names = modes.map(|mode| format!("`{}`", mode.name())).join(", ");
                    let mode = value.as_str().and_then(|name| modes.into_iter().find(|mode| mode.name() == name));
                    metadata.runtime_ddl = mode.ok_or_else(|| wrong(&format!("one of {names}")))?;
                }
                "ignore-tables" => {
                    let wanted = "a list of names and patterns, as in `[\"spatial_ref_sys\", \"legacy_*\"]`";
                    metadata.ignore_tables = texts(value).ok_or_else(|| wrong(wanted))?;
                }
                "history-table" => {
                    metadata.history_table = Some(name(value).ok_or_else(|| wrong("the name of a table"))?);
                }
                "history-schema" => {
                    metadata.history_schema = Some(name(value).ok_or_else(|| wrong("the name of a schema"))?);
                }
                "members" => {
                    let members = texts(value).ok_or_else(|| wrong("a list of package directories"))?;
                    metadata.members = members.into_iter().map(PathBuf::from).collect();
                }
                _ => {
                    let near = declare::nearest(key, Self::KEYS).map(|near| format!(": did you mean `{near}`?"));
                    let message = format!("`metadata.schema` has no key `{key}`{}", near.unwrap_or_default());
                    return Err(at_key(manifest, key, message));
                }
            }
            metadata.set.insert(key.clone(), layer);
        }
        Ok(())
    }

    /// The dialects that scripts are written for.
    pub fn dialects(&self) -> Vec<Dialect> {
        Release::dialects(&self.releases)
    }

    /// Whether a table of a database is to be left alone, as `ignore-tables` says, where no model declares it and no revision
    /// made it.
    pub fn ignores(&self, table: &TableName) -> bool {
        self.ignore_tables.iter().any(|pattern| table.fits(pattern))
    }
}

/// A problem with a key, at its place.
fn at_key(manifest: &Path, key: &str, message: String) -> Problem {
    let problem = Problem::of_file(Code::InvalidMetadata, manifest, message);
    match toml_place::of_key(manifest, key) {
        Some((at, length)) => Problem { at, ..problem }.length(length),
        None => problem,
    }
}

/// A name that every engine takes.
fn name(value: &Value) -> Option<String> {
    let fits = |name: &&str| (1..=63).contains(&name.len()) && !name.contains(|c: char| c.is_control());
    value.as_str().filter(fits).map(str::to_owned)
}

fn seconds(value: &Value) -> Option<u64> {
    value.as_integer().and_then(|seconds| u64::try_from(seconds).ok())
}

fn texts(value: &Value) -> Option<Vec<String>> {
    value.as_array()?.iter().map(|text| text.as_str().map(str::to_owned)).collect()
}
