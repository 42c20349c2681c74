//! One side of a comparison: the models, a revision, a database, a file of SQL or a snapshot.

use std::cell::OnceCell;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use schema_core::connect::{Access, Connect as _, DatabaseUrl, Session};
use schema_core::diagnostic::Code;
use schema_core::dialect::{self, Introspection, Unmanaged};
use schema_core::read::Metadata;
use schema_core::revision::Target;
use schema_core::schema::{Dialect, Engines, Release, Schema};
use schema_core::script::Script;
use schema_core::snapshot;

use crate::cli::global::{Folder, Global};
use crate::error::{Error, Result};
use crate::exit::Exit;
use crate::ops::made;
use crate::ops::scratch::Scratch;
use crate::ops::scratch_guard::Elsewhere;
use crate::project::Project;
use crate::project::database::Database;
use crate::project::settings::{ScratchServer, Settings};

/// A side as the command line names it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Side {
    /// `models`.
    Models,
    /// `head`, `base`, the beginning of an id, a slug.
    Revision(String),
    /// A URL.
    Database(String),
    /// `database`: that of the project, or of `--database-url`.
    Own,
    /// A file that ends in `.sql`.
    Sql(PathBuf),
    /// A file that ends in `.json`.
    Snapshot(PathBuf),
}

/// Where a command stands: what its options say of the project.
pub(crate) struct Around<'a> {
    global: &'a Global,
    folder: &'a Folder,
    /// The project, once it was found: cargo is asked for it.
    project: OnceCell<Project>,
}

impl<'a> Around<'a> {
    pub(crate) fn new(global: &'a Global, folder: &'a Folder) -> Self {
        Self { global, folder, project: OnceCell::new() }
    }

    pub(crate) fn project(&self) -> Result<&Project> {
        if let Some(project) = self.project.get() {
            return Ok(project);
        }
        let project = Project::find_or_at(self.global, self.folder)?;
        Ok(self.project.get_or_init(|| project))
    }

    /// The server for scratch databases; outside of a project, the one that the surroundings name.
    pub(crate) fn scratch(&self) -> Result<Option<ScratchServer>> {
        if let Ok(project) = self.project() {
            return project.settings(self.global)?.scratch_server();
        }
        let here = std::env::current_dir().unwrap_or_default();
        Settings::new(self.global, &here, &Metadata::default())?.scratch_server()
    }

    /// `release`, or the newest one that the revisions of the project are written for: each of its databases runs them.
    pub(crate) fn at_least(&self, release: Release) -> Release {
        let revisions = self.project().and_then(Project::revisions);
        revisions.map_or(release, |revisions| revisions.at_least(release))
    }
}

/// A side that was read.
#[derive(Debug)]
pub(crate) struct Held {
    /// What it is called in messages; never with a password.
    pub(crate) shown: String,
    /// The database that spelled it; none for what is declared.
    pub(crate) release: Option<Release>,
    /// What it has.
    pub(crate) found: Introspection,
}

impl Held {
    fn new(shown: String, release: Option<Release>, found: Introspection) -> Self {
        Self { shown, release, found }
    }
}

impl Side {
    /// Reads the text of an argument.
    pub(crate) fn parse(text: &str) -> Self {
        let path = Path::new(text);
        let ends = |extension: &str| path.extension().is_some_and(|it| it.eq_ignore_ascii_case(extension));
        if text == "models" {
            Self::Models
        } else if text == "database" {
            Self::Own
        } else if text.contains("://") || text.starts_with("sqlite:") {
            Self::Database(text.to_owned())
        } else if ends("sql") {
            Self::Sql(path.to_owned())
        } else if ends("json") {
            Self::Snapshot(path.to_owned())
        } else {
            Self::Revision(text.to_owned())
        }
    }

    /// The dialect that it speaks for sure, before it is read. Which flavor a MySQL is, only the server says.
    pub(crate) fn dialect(&self, around: &Around<'_>) -> Option<Dialect> {
        let database = self.database(around).ok()??;
        Some(database.plain_url().dialect())
    }

    /// The database that it is.
    pub(crate) fn database(&self, around: &Around<'_>) -> Result<Option<Database>> {
        match self {
            Self::Database(url) => Database::at(around.global, url).map(Some),
            Self::Own => Database::find(around.global, around.project()?).map(Some),
            _ => Ok(None),
        }
    }

    /// A session in which expressions of `dialect` are compared with what was read from here; none for what is declared.
    pub(crate) async fn session(
        &self,
        around: &Around<'_>,
        dialect: Dialect,
        scratch: Option<&ScratchServer>,
    ) -> Result<Option<Session>> {
        if let Some(database) = self.database(around)? {
            return database.connect().await.map(Some);
        }
        let failed = |error: &dyn std::error::Error| {
            Error::new(Exit::Unreachable, Code::NoScratchDatabase, "cannot reach the scratch database").causes(error)
        };
        let url = match (self, scratch) {
            (Self::Sql(_), _) if dialect.engine().connector().is_embedded() => {
                let memory = Scratch::memory().await?;
                return memory.session(Access::Write).await.map(Some).map_err(|error| failed(&error));
            }
            (Self::Sql(_), Some(server)) => &server.url,
            _ => return Ok(None),
        };
        let url = DatabaseUrl::parse(url).map_err(|error| failed(&error))?;
        url.into_session(Access::Write).await.map(Some).map_err(|error| failed(&error))
    }

    /// Its kind, for programs.
    pub(crate) fn kind(&self) -> &'static str {
        match self {
            Self::Models => "models",
            Self::Revision(_) => "revision",
            Self::Database(_) | Self::Own => "database",
            Self::Sql(_) => "sql",
            Self::Snapshot(_) => "snapshot",
        }
    }

    /// Whether it is declared, and no database or script has it.
    pub(crate) fn is_declared(&self) -> bool {
        matches!(self, Self::Models | Self::Revision(_) | Self::Snapshot(_))
    }

    /// Reads it. `release` is what a file of SQL is written for, and scripts made a
    /// declared side for; `scratch` the server that it is loaded on.
    pub(crate) async fn read(
        &self,
        around: &Around<'_>,
        release: Option<Release>,
        scratch: Option<&ScratchServer>,
    ) -> Result<Held> {
        if let Some(database) = self.database(around)? {
            let (release, found) = inspect(&database).await?;
            return Ok(Held::new(format!("`{}`", database.shown()), Some(release), found));
        }
        let declared = |shown: String, schema: Schema| Held::new(shown, None, Introspection::from(schema));
        match self {
            Self::Models => {
                let project = around.project()?;
                if !project.has_models() {
                    return Err(Error::usage(Code::InvalidArguments, "`models` is not available with `--migrations`"));
                }
                let (models, _) = project.models(around.global)?;
                let mut schema = models.schema;
                if let (Some(release), Ok(revisions)) = (release, project.revisions()) {
                    made::mark_models(&mut schema, &revisions, release)?;
                }
                Ok(declared("the models".to_owned(), schema))
            }
            Self::Revision(text) => {
                let project = around.project()?;
                let revisions = project.revisions()?;
                let tips = Target::parse(text).resolve(revisions.graph(), &BTreeSet::new());
                let tips = tips.map_err(|error| {
                    Error::of_target(&error, project.again()).cause(
                        "expected `models`, `database`, a revision, a \
                        database URL, a `.sql` file, or a snapshot `.json`",
                    )
                })?;
                let mut schema = revisions.replay(tips.iter().copied())?;
                if let Some(release) = release {
                    made::mark(&mut schema, &revisions, Some(&revisions.graph().closure(tips)), release.dialect);
                }
                Ok(declared(format!("revision `{text}`"), schema))
            }
            Self::Snapshot(path) => {
                let text = std::fs::read_to_string(path).map_err(|error| Error::file("read", path, &error))?;
                let schema = snapshot::load(&text).map_err(|error| {
                    Error::usage(Code::InvalidSnapshot, "not a schema snapshot").cause(error.to_string()).at(path)
                })?;
                Ok(declared(format!("`{}`", path.display()), schema))
            }
            Self::Database(_) | Self::Own => Err(Database::not_named()),
            Self::Sql(path) => {
                let dialect = release.map(|it| it.dialect).ok_or_else(|| {
                    Error::usage(Code::DialectNeeded, format!("the dialect of `{}` is unknown", path.display()))
                        .hint("pass `--dialect sqlite`, `postgres`, `mysql` or `mariadb`")
                })?;
                let (release, found) = load(path, dialect, scratch).await?;
                Ok(Held::new(format!("`{}`", path.display()), Some(release), found))
            }
        }
    }
}

/// What a database has, and what it speaks.
pub(crate) async fn inspect(database: &Database) -> Result<(Release, Introspection)> {
    let (session, found) = open(database).await?;
    let release = session.release();
    crate::project::database::end(session).await;
    Ok((release, found))
}

/// What a database has, and the session in which it can be asked more.
pub(crate) async fn open(database: &Database) -> Result<(Session, Introspection)> {
    let mut session = database.connect().await?;
    let found = dialect::inspect(&mut session).await.map_err(|error| database.error(&error))?;
    Ok((session, found))
}

/// What models can declare of a database, without the tables that are to be left alone and that are not in `declared`, and
/// without enum types that no column has.
pub(crate) fn for_models(found: &mut Introspection, metadata: &Metadata, declared: &Schema) {
    found.name_as(declared.tables.keys());
    leave_ignored(&mut found.schema, metadata, declared);
    leave_unused_enums(found, declared);
}

/// Takes out the enum types that no column has and that are not in `declared`. They are unmanaged.
pub(crate) fn leave_unused_enums(found: &mut Introspection, declared: &Schema) {
    let Introspection { schema, unmanaged, .. } = found;
    let used = enums_of(schema);
    let unused = |name: &String| !used.contains(name) && !declared.enums.contains_key(name);
    for name in schema.enums.keys().filter(|name| unused(name)) {
        unmanaged.push(Unmanaged::unused_enum(name));
    }
    schema.enums.retain(|name, _| !unused(name));
    unmanaged.sort();
}

/// The enum types that columns have.
pub(crate) fn enums_of(schema: &Schema) -> BTreeSet<String> {
    let columns = schema.tables.values().flat_map(|table| &table.columns);
    columns.filter_map(|column| column.ty.enum_name().map(str::to_owned)).collect()
}

/// Takes out the tables that are to be left alone and that are not in `declared`, with the enum types that they alone have.
pub(crate) fn leave_ignored(found: &mut Schema, metadata: &Metadata, declared: &Schema) {
    let before = enums_of(found);
    found.tables.retain(|name, _| !metadata.ignores(name) || declared.tables.contains_key(name));
    let after = enums_of(found);
    found.enums.retain(|name, _| !before.contains(name) || after.contains(name) || declared.enums.contains_key(name));
}

/// Runs a file of SQL on a database of our own, and reads that.
async fn load(path: &Path, dialect: Dialect, scratch: Option<&ScratchServer>) -> Result<(Release, Introspection)> {
    let text = std::fs::read_to_string(path).map_err(|error| Error::file("read", path, &error))?;
    let script = Script::parse_dump(dialect, &text).map_err(|error| {
        Error::usage(Code::UnreadableScript, "cannot split this file into statements").causes(&error).at(path)
    })?;
    let scratch = match scratch {
        _ if dialect.engine().connector().is_embedded() => Scratch::memory().await?,
        Some(server) => Scratch::on(server, None).await?,
        None => {
            return Err(Error::usage(
                Code::ScratchNeeded,
                format!("`{}` must be loaded on a {dialect} server", path.display()),
            )
            .hint("pass `--scratch-url <url>`, a server on which a scratch database can be created"));
        }
    };
    let found = run(&scratch, &script, path).await;
    // The first thing that went wrong is the one to tell.
    let removed = scratch.remove().await;
    let found = found?;
    removed?;
    Ok(found)
}

async fn run(scratch: &Scratch, script: &Script, path: &Path) -> Result<(Release, Introspection)> {
    let unreachable = |error: &dyn std::error::Error| {
        Error::new(Exit::Unreachable, Code::NoScratchDatabase, "cannot reach the scratch database").causes(error)
    };
    let mut session: Session = scratch.session(Access::Write).await.map_err(|error| unreachable(&error))?;
    let elsewhere = Elsewhere::of(&mut session).await.map_err(|error| unreachable(&error))?;
    elsewhere.refuse(script).map_err(|error| error.at(path))?;
    for statement in &script.statements {
        let result = session.execute(&statement.text).await;
        result.map_err(|error| {
            Error::usage(Code::InvalidSqlFile, "a statement failed")
                .cause(error.to_string())
                .cause(statement.text.as_str())
                .at(path)
        })?;
    }
    crate::project::database::end(session).await;
    // Settings that the file made, such as an empty search path, end with their session.
    let mut session: Session = scratch.session(Access::Read).await.map_err(|error| unreachable(&error))?;
    let found = dialect::inspect(&mut session).await.map_err(|error| unreachable(&error))?;
    let release = session.release();
    let _ = session.close().await;
    Ok((release, found))
}

#[cfg(test)]
mod tests {
    use super::Side;

    #[test]
    fn sides_are_told_apart_by_their_text() {
        for (text, side) in [
            ("models", Side::Models),
            ("database", Side::Own),
            ("head", Side::Revision("head".into())),
            ("base", Side::Revision("base".into())),
            ("20260101", Side::Revision("20260101".into())),
            ("sqlite:shop.db", Side::Database("sqlite:shop.db".into())),
            ("postgres://localhost/shop", Side::Database("postgres://localhost/shop".into())),
            ("old/schema.sql", Side::Sql("old/schema.sql".into())),
            ("snapshot.json", Side::Snapshot("snapshot.json".into())),
        ] {
            assert_eq!(Side::parse(text), side);
        }
    }
}
