//! A project's migrations, run on an empty database as its own tool runs them, with the table in which that tool notes them.
//! Migrations that are programs are not run: a dump has the database that they made, that table included.

use std::path::{Path, PathBuf};

use schema_core::connect::Session;
use schema_core::schema::Dialect;

/// The tool that a project migrates with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Tool {
    Sqlx,
    Diesel,
    Refinery,
    SeaOrm,
}

/// A migration as its tool reads it.
struct Script {
    /// The version, as SQL.
    version: String,
    name: String,
    /// As hexadecimal digits; of sqlx alone.
    checksum: String,
    transaction: bool,
    text: String,
}

impl Tool {
    /// Its name, as `import` takes it.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Sqlx => "sqlx",
            Self::Diesel => "diesel",
            Self::Refinery => "refinery",
            Self::SeaOrm => "sea-orm",
        }
    }

    /// The table in which it notes what is applied.
    pub(crate) const fn table(self) -> &'static str {
        match self {
            Self::Sqlx => "_sqlx_migrations",
            Self::Diesel => "__diesel_schema_migrations",
            Self::Refinery => "refinery_schema_history",
            Self::SeaOrm => "seaql_migrations",
        }
    }

    /// Whether its migrations are a program.
    pub(crate) const fn is_program(self) -> bool {
        matches!(self, Self::SeaOrm)
    }

    /// Runs all migrations in the folder `path`, or the dump `path` where they are a program. Gives how many are noted.
    pub(crate) async fn migrate(self, path: &Path, session: &mut Session) -> Result<usize, String> {
        let scripts = self.read(path).await?;
        let dialect = session.dialect();
        let run = async |session: &mut Session, sql: &str| {
            session.execute(sql).await.map_err(|error| error.to_string()).map(|_| ())
        };
        if let Some(table) = self.create_table(dialect) {
            run(session, &table).await?;
        }
        for script in &scripts {
            if script.transaction {
                session.begin().await.map_err(|error| error.to_string())?;
            }
            let failed = |error: String| format!("migration {}_{}: {error}", script.version, script.name);
            run(session, &script.text).await.map_err(failed)?;
            if let Some(note) = self.note(dialect, script) {
                run(session, &note).await.map_err(failed)?;
            }
            if script.transaction {
                session.commit().await.map_err(|error| failed(error.to_string()))?;
            }
        }
        let count = format!("SELECT COUNT(*) FROM {}", self.noted_in(dialect));
        let count = session.one(&count).await.map_err(|error| error.to_string())?;
        count.and_then(|count| count.parse().ok()).ok_or_else(|| format!("`{}` has no rows", self.table()))
    }

    /// Its table, also where a migration or a dump left another search path behind.
    fn noted_in(self, dialect: Dialect) -> String {
        if dialect == Dialect::POSTGRES { format!("public.{}", self.table()) } else { self.table().to_owned() }
    }

    /// None where the dump has it.
    fn create_table(self, dialect: Dialect) -> Option<String> {
        let (bytes, time) = match dialect.name() {
            "postgres" => ("bytea", "timestamptz"),
            _ => ("blob", "timestamp"),
        };
        let columns = match self {
            Self::Sqlx => format!(
                "version bigint PRIMARY KEY, description text NOT NULL, installed_on {time} NOT NULL DEFAULT \
                 CURRENT_TIMESTAMP, success boolean NOT NULL, checksum {bytes} NOT NULL, execution_time bigint NOT NULL"
            ),
            Self::Diesel => "version varchar(50) PRIMARY KEY NOT NULL, run_on timestamp NOT NULL DEFAULT \
                             CURRENT_TIMESTAMP"
                .to_owned(),
            Self::Refinery => {
                "version int4 PRIMARY KEY, name varchar(255), applied_on varchar(255), checksum varchar(255)".to_owned()
            }
            Self::SeaOrm => return None,
        };
        Some(format!("CREATE TABLE {} ({columns})", self.table()))
    }

    /// None where the dump has it.
    fn note(self, dialect: Dialect, script: &Script) -> Option<String> {
        let Script { version, name, checksum, .. } = script;
        let name = name.replace('\'', "''");
        let (columns, values) = match self {
            Self::Sqlx => {
                let bytes = match dialect.name() {
                    "postgres" => format!("'\\x{checksum}'"),
                    _ => format!("x'{checksum}'"),
                };
                (
                    "version, description, success, checksum, execution_time",
                    format!("{version}, '{name}', true, {bytes}, 1"),
                )
            }
            Self::Diesel => ("version", format!("'{version}'")),
            Self::Refinery => ("version, name", format!("{version}, '{name}'")),
            Self::SeaOrm => return None,
        };
        Some(format!("INSERT INTO {} ({columns}) VALUES ({values})", self.noted_in(dialect)))
    }

    /// The migrations in the order in which the tool runs them.
    async fn read(self, folder: &Path) -> Result<Vec<Script>, String> {
        match self {
            Self::Sqlx => sqlx(folder).await,
            Self::Diesel => diesel(folder),
            Self::Refinery => refinery(folder),
            Self::SeaOrm => dump(folder),
        }
    }
}

/// What `sqlite3 .dump`, `pg_dump` or `mysqldump` wrote, as one script.
fn dump(file: &Path) -> Result<Vec<Script>, String> {
    // Lines that begin so are for `psql`, and no SQL.
    let text: String =
        text(file)?.lines().filter(|line| !line.starts_with('\\')).flat_map(|line| [line, "\n"]).collect();
    let name = file.display().to_string();
    Ok(vec![Script { version: "dump".to_owned(), name, checksum: String::new(), transaction: false, text }])
}

/// As sqlx itself reads them.
async fn sqlx(folder: &Path) -> Result<Vec<Script>, String> {
    let migrator = sqlx::migrate::Migrator::new(folder).await.map_err(|error| error.to_string())?;
    let ups = migrator.iter().filter(|migration| migration.migration_type.is_up_migration());
    let script = |migration: &sqlx::migrate::Migration| Script {
        version: migration.version.to_string(),
        name: migration.description.to_string(),
        checksum: migration.checksum.iter().map(|byte| format!("{byte:02x}")).collect(),
        transaction: !migration.no_tx,
        text: migration.sql.as_str().to_owned(),
    };
    Ok(ups.map(script).collect())
}

/// `2024-01-01-120000_users/up.sql` and `metadata.toml`.
fn diesel(folder: &Path) -> Result<Vec<Script>, String> {
    let mut scripts = Vec::new();
    for path in entries(folder)? {
        let up = path.join("up.sql");
        if !up.is_file() {
            continue;
        }
        let folder = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let (version, name) = folder.split_once('_').unwrap_or((&folder, &folder));
        let metadata = std::fs::read_to_string(path.join("metadata.toml")).unwrap_or_default();
        let metadata: toml::Table = metadata.parse().map_err(|error| format!("{}: {error}", path.display()))?;
        scripts.push(Script {
            version: version.replace('-', ""),
            name: name.to_owned(),
            checksum: String::new(),
            transaction: metadata.get("run_in_transaction").and_then(toml::Value::as_bool).unwrap_or(true),
            text: text(&up)?,
        });
    }
    scripts.sort_by(|one, other| one.version.cmp(&other.version));
    Ok(scripts)
}

/// `V1__users.sql` and `U1__users.sql`.
fn refinery(folder: &Path) -> Result<Vec<Script>, String> {
    let mut scripts = Vec::new();
    for path in entries(folder)? {
        let file = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let stem = file.strip_suffix(".sql").and_then(|stem| stem.strip_prefix(['V', 'U']));
        let Some((version, name)) = stem.and_then(|stem| stem.split_once("__")) else { continue };
        let number: u32 = version.parse().map_err(|_| format!("{file}: `{version}` is not a version"))?;
        scripts.push((
            number,
            Script {
                version: number.to_string(),
                name: name.to_owned(),
                checksum: String::new(),
                transaction: true,
                text: text(&path)?,
            },
        ));
    }
    scripts.sort_by_key(|(number, _)| *number);
    Ok(scripts.into_iter().map(|(_, script)| script).collect())
}

fn entries(folder: &Path) -> Result<Vec<PathBuf>, String> {
    let failed = |error: std::io::Error| format!("{}: {error}", folder.display());
    let entries = std::fs::read_dir(folder).map_err(failed)?;
    entries.map(|entry| entry.map(|entry| entry.path()).map_err(failed)).collect()
}

fn text(path: &Path) -> Result<String, String> {
    std::fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()))
}
