//! Second ways of making tables: where a program does by itself what a revision is there for.
//!
//! A file is looked at by its text and its tokens: string literals that hold SQL which makes or changes tables (those in
//! macros too), and calls by which other libraries make tables or run migrations of their own. What is meant for tests
//! does not count, nor do tables that go with the connection, nor what a comment says is meant:
//! `// cargo-schema: runtime-ddl` on the line, or above the statement or item.
//!
//! Most files have nothing of it, which a search for a few words shows; only the others are stepped through.

mod calls;
mod decoded;
mod skip;
mod source;
mod sql;
#[cfg(test)]
mod tests;
mod tokens;

use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::Problem;
use crate::declare::Position;
use crate::diagnostic::{Code, Command, Help};

/// The comment that says of a place that it is meant.
pub const MEANT: &str = "cargo-schema: runtime-ddl";

/// A place where a program makes or changes tables by itself.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RuntimeDdl {
    /// Where it begins.
    pub at: Position,
    /// How many characters it is about.
    pub length: u32,
    /// What it does.
    pub does: Does,
}

/// What is done at a place.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Does {
    /// SQL in a string literal.
    Sql {
        /// The beginning of the first statement: `CREATE TABLE users`.
        statement: String,
        /// The table that is made by it; nothing where it makes none, or its name is put in at run time.
        table: Option<String>,
        /// How many more such statements the literal has.
        more: usize,
    },
    /// A call makes tables.
    Call {
        /// The call: `create_table_from_entity`.
        call: String,
        /// Whose it is.
        library: String,
    },
    /// Migrations of another tool are run.
    Migrations {
        /// The call: `embed_migrations!`.
        call: String,
        /// Whose it is.
        library: String,
    },
    /// A file with SQL is taken into the program.
    Script {
        /// The path as it is written.
        path: String,
        /// Whether it starts from the folder of the package, and not from that of the source file.
        from_package: bool,
    },
}

/// A [`RuntimeDdl`] and where it was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FoundDdl {
    /// The package, by its place in [`super::Project::packages`].
    pub package: usize,
    /// The source file.
    pub file: PathBuf,
    /// The file with SQL, for one that the program takes in.
    pub script: Option<PathBuf>,
    /// What it is.
    pub ddl: RuntimeDdl,
}

/// All places in the text of one source file, in their order. Scripts are among them whatever is in them.
pub(super) fn scan(text: &str) -> Vec<RuntimeDdl> {
    if sql::mentions(text) || calls::may_be_in(text) || text.contains(".sql\"") {
        source::scan(text)
    } else {
        Vec::new()
    }
}

/// What [`super::Sources::with_runtime_ddl`] would find in one file of the package in `folder`, whatever leads to it.
pub fn runtime_ddl_of(package: usize, folder: &Path, file: &Path) -> Vec<FoundDdl> {
    let text = super::file::text(file).unwrap_or_default();
    scan(&text).iter().filter_map(|ddl| ddl.found(package, folder, file)).collect()
}

/// Whether the text of a script makes or changes anything of a schema.
fn script_has_ddl(text: &str) -> bool {
    let found = sql::statements(text, 0..text.len(), false);
    !sql::lasting(found.into_iter().map(|it| (it, ())).collect()).is_empty()
}

impl RuntimeDdl {
    /// The place as one of `package`, in the folder `folder`, where it counts: the script that it names has to be there
    /// and to make or change something.
    pub(super) fn found(&self, package: usize, folder: &Path, file: &Path) -> Option<FoundDdl> {
        let mut script = None;
        if let Does::Script { path, from_package } = &self.does {
            let base = if *from_package { folder } else { file.parent().unwrap_or(Path::new("")) };
            let path = super::project::clean(&base.join(path));
            let text = super::file::text(&path).ok()?;
            if !script_has_ddl(&text) || text.contains(MEANT) {
                return None;
            }
            script = Some(path);
        }
        Some(FoundDdl { package, file: file.to_owned(), script, ddl: self.clone() })
    }
}

impl FoundDdl {
    /// What is wrong, in one sentence.
    pub fn message(&self, migrations: &Path) -> String {
        match &self.ddl.does {
            Does::Sql { statement, more, .. } => {
                let more = match more {
                    0 => String::new(),
                    1 => " and one more statement".to_owned(),
                    more => format!(" and {more} more statements"),
                };
                format!("`{statement}`{more} outside a revision")
            }
            Does::Call { call, library } => format!("`{call}` of {library} creates tables outside a revision"),
            Does::Migrations { call, library } => format!("`{call}` runs migrations of {library} beside the revisions"),
            Does::Script { path, .. } if self.is_of_a_revision(migrations) => {
                format!("`{path}` is the script of a revision, which only the migrator may run")
            }
            Does::Script { path, .. } => format!("`{path}` creates or alters tables outside a revision"),
        }
    }

    /// What to do about it.
    pub fn advice(&self, migrations: &Path) -> Help {
        let mut advice = match &self.ddl.does {
            Does::Sql { table: Some(table), .. } => Help::run(["revision"].into(), |revision| {
                format!("declare `{table}` as a model, run `{revision}`, then delete this statement")
            }),
            Does::Script { .. } if self.is_of_a_revision(migrations) => Help::new("call `MIGRATOR.upgrade` instead"),
            Does::Sql { .. } | Does::Script { .. } => Help::run(["revision", "--empty"].into(), |revision| {
                format!("move it to a revision created with `{revision}`, then delete this statement")
            }),
            Does::Call { .. } => Help::run(["revision"].into(), |revision| {
                format!("declare the tables as models, run `{revision}`, and call `MIGRATOR.upgrade` instead")
            }),
            Does::Migrations { library, .. } => {
                // The tools whose history can be taken over as it is.
                let tool = match library.as_str() {
                    "SeaORM" => Some("sea-orm"),
                    "sqlx" | "diesel" | "refinery" => Some(library.as_str()),
                    _ => None,
                };
                let then = "; then call `MIGRATOR.upgrade` instead";
                match tool {
                    None => Help::run(["stamp"].into(), |stamp| {
                        format!("create a first revision of their tables, and stamp each database with `{stamp}`{then}")
                    }),
                    Some(tool) => {
                        let import = Command::schema(["import", tool]).placeholder("dir");
                        Help::run(import, |import| format!("import their history with `{import}`{then}"))
                    }
                }
            }
        };
        advice.text += &format!("; if this is intentional, add `// {MEANT}` above it");
        advice
    }

    /// Returns `true` if the file with SQL is the script of a revision.
    pub fn is_of_a_revision(&self, migrations: &Path) -> bool {
        self.script.as_ref().is_some_and(|script| script.starts_with(migrations))
    }

    /// As a problem at its place.
    pub fn problem(&self, migrations: &Path) -> Problem {
        let code = match self.ddl.does {
            Does::Migrations { .. } => Code::OtherMigrations,
            Does::Sql { .. } | Does::Call { .. } | Does::Script { .. } => Code::RuntimeDdl,
        };
        let problem = Problem::new(code, &self.file, self.ddl.at, self.message(migrations));
        problem.length(self.ddl.length as usize).hint(self.advice(migrations))
    }
}
