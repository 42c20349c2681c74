//! The way of one history, phase by phase, through the program.

use std::collections::BTreeSet;
use std::path::Path;
use std::process::Command;

use schema_core::connect::Session;
use schema_core::dialect::introspect;
use schema_core::schema::{Dialect, Schema, TableName};

use super::edit::{Edit, FILL, FILLED, KINDS, Kind};
use super::projects::History;
use super::rows::{Filling, Rows, quoted, quoted_table, rows};
use super::scripts::Tool;
use crate::support::shop::{Shop, tool_command, with_source};
use crate::support::{Database, Engine, block_on};

/// How a project comes to revisions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Way {
    /// `import`: each migration becomes a revision; those that are a program become one together.
    Import,
    /// `adopt`: one revision makes what the database has.
    Adopt,
}

impl Way {
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Import => "import",
            Self::Adopt => "adopt",
        }
    }
}

/// What is done, in order.
pub(crate) const PHASES: [&str; 9] =
    ["scripts", "set up", "check", "database", "revision", "upgrade", "downgrade", "again", "rebuild"];

/// A phase of [`PHASES`], by its place.
mod phase {
    pub(super) const SCRIPTS: usize = 0;
    pub(super) const SET_UP: usize = 1;
    pub(super) const CHECK: usize = 2;
    pub(super) const DATABASE: usize = 3;
    pub(super) const REVISION: usize = 4;
    pub(super) const UPGRADE: usize = 5;
    pub(super) const DOWNGRADE: usize = 6;
    pub(super) const AGAIN: usize = 7;
    pub(super) const REBUILD: usize = 8;
}

/// What came of a history.
#[derive(Debug, Default)]
pub(crate) struct Report {
    pub(crate) migrations: usize,
    pub(crate) tables: usize,
    /// How many of the tables have rows.
    pub(crate) filled: usize,
    /// What is to know of it.
    pub(crate) notes: Vec<String>,
    /// The phase that failed, and why.
    pub(crate) failure: Option<(usize, String)>,
}

/// One history on one engine.
pub(crate) struct Journey<'a> {
    pub(crate) history: &'a History,
    pub(crate) folder: &'a Path,
    /// What makes the database: the folder itself, or a dump where its migrations are a program.
    pub(crate) source: &'a Path,
    pub(crate) engine: &'a Engine,
    /// For its databases; letters, digits and `_`.
    pub(crate) name: &'a str,
    pub(crate) way: Way,
}

/// What was made on the way.
struct Stage {
    shop: Shop,
    database: Database,
    schema: Schema,
    before: Rows,
}

type Result<T> = std::result::Result<T, String>;

impl Journey<'_> {
    /// Goes all the way, or as far as it goes.
    pub(crate) fn go(&self) -> Report {
        let mut report = Report::default();
        report.failure = self.phases(&mut report).err();
        report
    }

    fn phases(&self, report: &mut Report) -> std::result::Result<(), (usize, String)> {
        let at = |phase: usize| move |error: String| (phase, error);
        let stage = self.scripts(report).map_err(at(phase::SCRIPTS))?;
        self.set_up(&stage).map_err(at(phase::SET_UP))?;
        stage.schema(&["check"]).map_err(at(phase::CHECK))?;
        stage.schema_with_database(&["check", "--database"]).map_err(at(phase::DATABASE))?;
        // The old tool's table is what `init` leaves to the user.
        stage.execute(&format!("DROP TABLE {}", self.history.tool.table())).map_err(at(phase::DATABASE))?;

        let source = stage.shop.read("src/models.rs");
        let has_rows = |table: &TableName| stage.before.get(table).is_some_and(|rows| !rows.is_empty());
        let edit = Edit::find(&source, &stage.schema, &has_rows).map_err(at(phase::REVISION))?;
        // One way has all changes in one revision, the other each in its own.
        let steps: Vec<&[Kind]> = match self.way {
            Way::Import => vec![&KINDS],
            Way::Adopt => KINDS.chunks(1).collect(),
        };
        let mut made = Vec::new();
        for step in steps {
            let named = step.iter().map(|kind| kind.name()).collect::<Vec<_>>().join(", ");
            let at = |phase: usize| {
                let named = &named;
                move |error: String| (phase, format!("{named}: {error}"))
            };
            let before = made.clone();
            made.extend_from_slice(step);
            stage.revision(&edit, step, &made, &named).map_err(at(phase::REVISION))?;
            stage.upgrade(&edit, &made).map_err(at(phase::UPGRADE))?;
            stage.downgrade(&edit, &before).map_err(at(phase::DOWNGRADE))?;
            stage.upgrade(&edit, &made).map_err(at(phase::AGAIN))?;
        }
        self.rebuild(&stage, report).map_err(at(phase::REBUILD))
    }

    /// The database that the project's scripts make, with rows.
    fn scripts(&self, report: &mut Report) -> Result<Stage> {
        let database = block_on(self.engine.database(&format!("real_{}", self.name)));
        let shop = Shop::bare();
        let (schema, before) = block_on(async {
            let mut session = database.session().await;
            if database.dialect == Dialect::SQLITE {
                // Diesel and refinery leave them off; sqlx has them on, and a dump says it itself.
                let on = self.history.tool == Tool::Sqlx;
                session.execute(&format!("PRAGMA foreign_keys = {on}")).await.map_err(|error| error.to_string())?;
            }
            if !self.history.before.is_empty() {
                session.execute(self.history.before).await.map_err(|error| error.to_string())?;
            }
            report.migrations = self.history.tool.migrate(self.source, &mut session).await?;
            session.close().await.map_err(|error| error.to_string())?;
            let mut session = database.session().await;
            let mut schema = introspect(&mut session).await.map_err(|error| error.to_string())?;
            schema.tables.retain(|name, _| name.name != self.history.tool.table());
            report.tables = schema.tables.len();
            let empty = Filling { session: &mut session, schema: &schema }.fill().await?;
            report.filled = report.tables - empty.len();
            report.notes.extend(empty.iter().map(|(table, error)| format!("no rows in {table}: {error}")));
            let before = rows(&mut session, &schema, &|_, column| column.to_owned()).await?;
            session.close().await.map_err(|error| error.to_string())?;
            Ok::<_, String>((schema, before))
        })?;
        Ok(Stage { shop, database, schema, before })
    }

    /// A package with revisions and models, and the database marked.
    fn set_up(&self, stage: &Stage) -> Result<()> {
        let dialect = stage.database.dialect.name();
        match self.way {
            Way::Adopt => {
                stage.schema_with_database(&["adopt", "--dialect", dialect])?;
            }
            Way::Import => {
                let folder = self.folder.display().to_string();
                let mut arguments = vec!["import", self.history.tool.name(), &folder, "--dialect", dialect];
                if let Some(server) = self.engine.server().filter(|_| !self.has_one_revision()) {
                    arguments.extend(["--scratch-url", server]);
                }
                // A lock is for the old tool's runner alone.
                if self.history.before.starts_with("SET ") {
                    arguments.extend(["--session", self.history.before]);
                }
                stage.schema_with_database(&arguments)?;
            }
        }
        Ok(())
    }

    /// Whether one revision makes all that the database had, and so nothing that no model declares.
    fn has_one_revision(&self) -> bool {
        self.way == Way::Adopt || self.history.tool.is_program()
    }

    /// An empty database that goes through all revisions is the same.
    fn rebuild(&self, stage: &Stage, report: &mut Report) -> Result<()> {
        let fresh = block_on(self.engine.database(&format!("real_{}_fresh", self.name)));
        if self.has_one_revision() {
            let columns = stage.schema.tables.values().flat_map(|table| &table.columns);
            let used: BTreeSet<&str> = columns.filter_map(|column| column.ty.enum_name()).collect();
            for name in stage.schema.enums.keys().filter(|name| !used.contains(name.as_str())) {
                stage.execute(&format!("DROP TYPE {}", quoted(stage.database.dialect, name)))?;
                report
                    .notes
                    .push(format!("a new database lacks, as `init` says: enum type {name}, which no column has"));
            }
        }
        stage.schema(&["upgrade", "--database-url", &fresh.url])?;
        stage.schema(&["diff", &stage.database.url, &fresh.url])?;
        let text = |url: &str| stage.schema(&["inspect", "--format", "sql", "--database-url", url]);
        let (one, other) = (text(&stage.database.url)?, text(&fresh.url)?);
        let is_aside = |line: &&str| line.starts_with(NOT_IN_HERE);
        let aside = |text: &str| text.lines().filter(is_aside).map(str::to_owned).collect::<BTreeSet<_>>();
        let lacks: Vec<_> = aside(&one).difference(&aside(&other)).map(|line| line.replace(NOT_IN_HERE, "")).collect();
        if !lacks.is_empty() {
            let lacks = format!("a new database lacks, as `init` says: {}", lacks.join(", "));
            if !self.has_one_revision() {
                return Err(lacks);
            }
            report.notes.push(lacks);
        }
        let tables = |text: &str| text.lines().filter(|line| !is_aside(line)).collect::<Vec<_>>().join("\n");
        // What the engine keeps as it was written may be written otherwise, and mean the same: `diff` says so.
        report.notes.extend(same("written otherwise", &tables(&one), &tables(&other)).err());
        Ok(())
    }
}

/// What `inspect` says of objects that no model declares.
const NOT_IN_HERE: &str = "-- unmanaged: ";

impl Stage {
    /// Runs the program; anything but exit code 0 is a failure.
    fn schema(&self, arguments: &[&str]) -> Result<String> {
        self.run(tool_command().arg("schema").args(with_source(arguments)))
    }

    fn schema_with_database(&self, arguments: &[&str]) -> Result<String> {
        self.run(tool_command().arg("schema").args(with_source(arguments)).env("DATABASE_URL", &self.database.url))
    }

    fn run(&self, command: &mut Command) -> Result<String> {
        let output = command.current_dir(self.shop.dir()).output().map_err(|error| error.to_string())?;
        let stdout = String::from_utf8_lossy(&output.stdout).into_owned();
        if output.status.success() {
            return Ok(stdout);
        }
        let words: Vec<_> = command.get_args().skip(1).map(|word| word.to_string_lossy().into_owned()).collect();
        let errors = String::from_utf8_lossy(&output.stderr);
        Err(format!("`{}` ({})\n{stdout}{errors}", words.join(" "), output.status))
    }

    fn execute(&self, sql: &str) -> Result<()> {
        block_on(async {
            let mut session = self.database.session().await;
            session.execute(sql).await.map_err(|error| format!("{error}: {sql}"))?;
            session.close().await.map_err(|error| error.to_string())
        })
    }

    /// Changes the models by `step`, after which they have `made`, and writes the revision.
    fn revision(&self, edit: &Edit<'_>, step: &[Kind], made: &[Kind], message: &str) -> Result<()> {
        self.shop.write("src/models.rs", &edit.source(made));
        let answers: Vec<String> = step.iter().filter_map(|kind| edit.answer(*kind)).collect();
        let mut arguments = vec!["revision", "-m", message];
        arguments.extend(answers.iter().map(String::as_str));
        self.schema(&arguments)?;
        self.schema(&["check"]).map(|_| ())
    }

    /// Upgrades, and looks at the database and its rows.
    fn upgrade(&self, edit: &Edit<'_>, made: &[Kind]) -> Result<()> {
        self.schema_with_database(&["upgrade"])?;
        self.schema_with_database(&["check", "--database"])?;
        self.same_rows(edit, made)
    }

    /// Takes the revision back: the database is what it was before.
    fn downgrade(&self, edit: &Edit<'_>, made: &[Kind]) -> Result<()> {
        let before = self.schema_with_database(&["status"])?;
        self.schema_with_database(&["downgrade", "-1", "--yes"])?;
        let after = self.schema_with_database(&["status"])?;
        if before == after {
            return Err(format!("`downgrade -1` leaves the database at {before}"));
        }
        let at = after.split_once(" is at ").map_or("", |(_, at)| at);
        let at = at.split([',', ' ']).next().unwrap_or_default();
        self.schema(&["diff", &self.database.url, at])?;
        self.same_rows(edit, made)
    }

    /// The rows are those that were there, now that the models have `made`.
    fn same_rows(&self, edit: &Edit<'_>, made: &[Kind]) -> Result<()> {
        let is_renamed = made.contains(&Kind::Rename);
        let now = |table: &TableName, column: &str| match *table == edit.table && *column == edit.renamed.0 {
            true if is_renamed => edit.renamed.1.clone(),
            _ => column.to_owned(),
        };
        block_on(async {
            let mut session = self.database.session().await;
            let after = rows(&mut session, &self.schema, &now).await?;
            for (table, before) in &self.before {
                same(&format!("rows of {table}"), &format!("{before:#?}"), &format!("{:#?}", after[table]))?;
            }
            if made.contains(&Kind::AddFilled) {
                filled(&mut session, edit).await?;
            }
            session.close().await.map_err(|error| error.to_string())
        })
    }
}

/// Every row has the value that the answer gave.
async fn filled(session: &mut Session, edit: &Edit<'_>) -> Result<()> {
    let dialect = session.dialect();
    let (table, column) = (quoted_table(dialect, &edit.table), quoted(dialect, FILLED));
    let sql = format!("SELECT COUNT(*) FROM {table} WHERE {column} <> {FILL} OR {column} IS NULL");
    match session.one(&sql).await.map_err(|error| error.to_string())?.as_deref() {
        Some("0") => Ok(()),
        count => Err(format!("{count:?} rows of {table} lack the value of `--fill`")),
    }
}

/// The first lines that two texts do not share.
fn same(what: &str, one: &str, other: &str) -> Result<()> {
    if one == other {
        return Ok(());
    }
    let beyond = |one: &str, other: &str| {
        let lines: BTreeSet<&str> = other.lines().map(str::trim).collect();
        let mut own = one.lines().map(str::trim).filter(|line| !lines.contains(line));
        own.next().unwrap_or("nothing").to_owned()
    };
    Err(format!("{what}: {} | {}", beyond(one, other), beyond(other, one)))
}
