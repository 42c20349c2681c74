//! Cases: folders below `tests/cases`, each with the models before and after a change, and what is expected of it.
//!
//! - `before.rs`, `after.rs`: models; without `before.rs`, there is nothing before. `before.json`, `after.json`: a schema,
//!   for what models do not say.
//! - `case.toml`: what the case is about, the answers to questions as the flags of the command line take them, SQL that
//!   makes room for the tables (`room-mysql`), rows that are there before, and queries with their results after the way up
//!   and after the way back. With `only-own-rows`, `roundtrip` adds none of its making.
//!   `also` names releases with other scripts than the bare dialect.
//! - `expected/`: `changes.txt`, and for each dialect `<dialect>.up.sql` and `<dialect>.down.sql`, or `….error` in their
//!   place where there is no plan; for each of `also` the same, as in `postgres@18.up.sql`. `mysql.up.sql` is MariaDB's too where there is no `mariadb.up.sql`.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use schema_core::connect::Session;
use schema_core::dialect;
use schema_core::diff::{Answers, Ask, Change, InOrder, Refuse, resolve};
use schema_core::lower::lower;
use schema_core::read::{Cfg, Config, Metadata, Project, Sources};
use schema_core::schema::{Dialect, Release, Schema};
use schema_core::script::Script;
use tokio::sync::{Mutex, MutexGuard};

/// A case as read from its folder.
#[derive(Debug)]
pub(crate) struct Case {
    /// Name of the folder.
    pub(crate) name: String,
    /// The folder.
    pub(crate) folder: PathBuf,
    /// The schema before.
    pub(crate) before: Schema,
    /// The schema after.
    pub(crate) after: Schema,
    /// What `renamed_from` and `fill` in the models, and `case.toml` say.
    pub(crate) answers: Answers,
    /// Whether rows are said to be in order for what comes.
    pub(crate) rows_in_order: bool,
    /// What is in `case.toml`.
    pub(crate) about: About,
}

/// `case.toml`.
#[derive(Debug, Default)]
pub(crate) struct About {
    /// SQL that runs before the first table is made, for each dialect.
    pub(crate) room: BTreeMap<Dialect, String>,
    /// SQL that puts rows into the tables before the way up, for each dialect.
    pub(crate) rows: BTreeMap<Dialect, String>,
    /// Releases with other scripts than their dialects.
    pub(crate) also: Vec<Release>,
    /// Whether other rows than these would break its keys and checks.
    pub(crate) only_own_rows: bool,
    /// A query, and its rows, after the way up.
    pub(crate) up: Vec<(String, String)>,
    /// A query, and its rows, after the way back.
    pub(crate) down: Vec<(String, String)>,
}

/// A script, or the text of the reason why there is none.
pub(crate) type Planned = Result<Script, String>;

impl Case {
    /// The names of all cases, in order.
    pub(crate) fn names() -> impl ExactSizeIterator<Item = &'static str> {
        known().keys().map(String::as_str)
    }

    /// The case of a name, which is read once.
    pub(crate) fn named(name: &str) -> &'static Self {
        known()[name].get_or_init(|| Self::read(&folder().join(name)))
    }

    /// All cases, by name.
    pub(crate) fn all() -> impl Iterator<Item = &'static Self> {
        Self::names().map(Self::named)
    }

    fn read(folder: &Path) -> Self {
        let file = folder.join("case.toml");
        let text = fs::read_to_string(&file).unwrap_or_default();
        let toml: toml::Table = text.parse().unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
        let metadata = |side: &str| {
            let of_side = toml.get("metadata").and_then(|it| it.get(side)).and_then(toml::Value::as_table);
            let metadata = of_side.map(|table| Metadata::from_table(table, &file));
            metadata.transpose().unwrap_or_else(|problem| panic!("{problem:#?}")).unwrap_or_default()
        };
        let (before, _) = schema(folder, "before", &metadata("before")).unwrap_or_default();
        let (after, mut answers) = schema(folder, "after", &metadata("after")).unwrap_or_default();
        let flags = |key: &str| -> Vec<String> {
            let list = toml.get(key).and_then(toml::Value::as_array);
            list.into_iter().flatten().map(|flag| flag.as_str().unwrap().to_owned()).collect()
        };
        for flag in flags("rename") {
            answers.rename_from_text(&flag, &before, &after).unwrap();
        }
        for flag in flags("no-rename") {
            answers.not_renamed_from_text(&flag, &after).unwrap();
        }
        for flag in flags("fill") {
            answers.fill_from_text(&flag, &after).unwrap();
        }
        for flag in flags("replace") {
            answers.replace_from_text(&flag, &before, &after).unwrap();
        }
        let (in_order, repairs): (Vec<_>, Vec<_>) = flags("repair").into_iter().partition(|flag| flag == "none");
        for flag in repairs {
            answers.repair_from_text(&flag, &after).unwrap();
        }
        let checks = |key: &str| -> Vec<(String, String)> {
            let list = toml.get(key).and_then(toml::Value::as_table);
            list.into_iter().flatten().map(|(sql, rows)| (sql.clone(), rows.as_str().unwrap().to_owned())).collect()
        };
        let sql = |key: &str| -> BTreeMap<Dialect, String> {
            let of = |dialect: Dialect| {
                let own = toml.get(&format!("{key}-{dialect}")).or_else(|| toml.get(key));
                own.map(|sql| (dialect, sql.as_str().unwrap().to_owned()))
            };
            Dialect::ALL.into_iter().filter_map(of).collect()
        };
        let only_own_rows = toml.get("only-own-rows").and_then(toml::Value::as_bool).unwrap_or(false);
        let also = flags("also").iter().map(|name| name.parse().unwrap()).collect();
        let (room, rows) = (sql("room"), sql("rows"));
        let about = About { room, rows, also, only_own_rows, up: checks("up"), down: checks("down") };
        assert!(!only_own_rows || !about.rows.is_empty(), "{}: rows of its own, and none", folder.display());
        let name = folder.file_name().unwrap().to_string_lossy().into_owned();
        let rows_in_order = !in_order.is_empty();
        Self { name, folder: folder.to_owned(), before, after, answers, rows_in_order, about }
    }

    /// Waits until no other test has the databases that are its namespaces on MySQL: their names are fixed.
    pub(crate) async fn alone(&self, dialect: Dialect) -> Option<MutexGuard<'static, ()>> {
        static NAMESPACES: Mutex<()> = Mutex::const_new(());
        let mut tables = [&self.before, &self.after].into_iter().flat_map(|schema| schema.tables.keys());
        let named = tables.any(|name| name.namespace.is_some()) || self.about.room.contains_key(&dialect);
        match named && matches!(dialect.name(), "mysql" | "mariadb") {
            true => Some(NAMESPACES.lock().await),
            false => None,
        }
    }

    /// Makes what its tables want to be there, in the database of `session`.
    pub(crate) async fn make_room(&self, session: &mut Session) -> Result<(), String> {
        let dialect = session.dialect();
        let Some(room) = self.about.room.get(&dialect) else { return Ok(()) };
        for statement in Script::parse(dialect, room).map_err(|error| error.to_string())?.statements {
            session.execute(&statement.text).await.map_err(|error| format!("{error}\n{}", statement.text))?;
        }
        Ok(())
    }

    /// The changes of the case.
    pub(crate) fn changes(&self) -> Vec<Change> {
        let mut answers = self.answers.clone();
        let ask: &mut dyn Ask = if self.rows_in_order { &mut InOrder(Refuse) } else { &mut Refuse };
        resolve(&self.before, &self.after, &mut answers, ask)
            .unwrap_or_else(|refused| panic!("{}: {refused}", self.name))
    }

    /// The way up.
    pub(crate) fn up(&self, release: impl Into<Release>) -> Planned {
        dialect::script(release, &self.before, &self.changes()).map_err(|error| error.to_string())
    }

    /// The way back.
    pub(crate) fn down(&self, release: impl Into<Release>) -> Planned {
        let back: Vec<Change> = self.changes().into_iter().rev().map(Change::invert).collect();
        dialect::script(release, &self.after, &back).map_err(|error| error.to_string())
    }

    /// The script that makes the schema before the change.
    pub(crate) fn start(&self, release: impl Into<Release>) -> Planned {
        let changes = resolve(&Schema::default(), &self.before, &mut Answers::default(), &mut Refuse).unwrap();
        dialect::script(release, &Schema::default(), &changes).map_err(|error| error.to_string())
    }
}

/// The folder with a folder for each case.
fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("cases")
}

/// The cases that there are, each to be read when somebody asks for it.
fn known() -> &'static BTreeMap<String, OnceLock<Case>> {
    static KNOWN: OnceLock<BTreeMap<String, OnceLock<Case>>> = OnceLock::new();
    KNOWN.get_or_init(|| {
        let entries = fs::read_dir(folder()).unwrap().map(|entry| entry.unwrap());
        let folders = entries.filter(|entry| entry.file_type().unwrap().is_dir());
        folders.map(|entry| (entry.file_name().into_string().unwrap(), OnceLock::new())).collect()
    })
}

/// The schema of `before` or `after` in a case's folder, with what its attributes answer.
fn schema(folder: &Path, side: &str, metadata: &Metadata) -> Option<(Schema, Answers)> {
    if let Ok(json) = fs::read_to_string(folder.join(side).with_extension("json")) {
        let schema = serde_json::from_str(&json).unwrap_or_else(|error| panic!("{}/{side}: {error}", folder.display()));
        return Some((schema, Answers::default()));
    }
    let models = fs::read_to_string(folder.join(side).with_extension("rs")).ok()?;
    let text = format!("use schema_core::{{Schema, SchemaEnum, SchemaType}};\n{models}");
    Some(declared(&text, metadata).unwrap_or_else(|problems| panic!("{}/{side}.rs: {problems}", folder.display())))
}

/// The schema of a source of models.
pub(crate) fn models(text: &str, dialect: Dialect) -> Result<Schema, String> {
    declared(text, &Metadata { releases: vec![dialect.into()], ..Metadata::default() }).map(|(schema, _)| schema)
}

/// The schema of a source of models, and what its attributes answer.
fn declared(models: &str, metadata: &Metadata) -> Result<(Schema, Answers), String> {
    let package = tempfile::TempDir::new().unwrap();
    let write = |path: &str, text: &str| fs::write(package.path().join(path), text).unwrap();
    fs::create_dir(package.path().join("src")).unwrap();
    write("Cargo.toml", "[package]\nname = \"case\"\nedition = \"2024\"\n[dependencies]\nschema-core = \"0\"\n");
    write("src/lib.rs", models);
    let project = Project::find(&package.path().join("Cargo.toml")).unwrap();
    let read = Sources::new().read(&Config { project: &project, cfg: &Cfg::from_rustc("unix"), features: None });
    let lowered = lower(&read, metadata).check(&read).map_err(|problems| format!("{problems:#?}"))?;
    let answers = lowered.answers();
    Ok((lowered.schema, answers))
}
