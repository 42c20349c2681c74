//! Reading the folder of another tool.

use std::collections::BTreeMap;
use std::path::Path;

use super::files::{below, entries, once, text};
use super::{History, Migration, Tool, checksum, coded, distinguish, flyway};
use schema_core::diagnostic::Code;

use crate::error::{Error, Result};

/// Reads the migrations in `dir`.
pub(crate) fn read(tool: Tool, dir: &Path) -> Result<History> {
    if !dir.is_dir() {
        return Err(Error::usage(Code::NoDirectory, format!("directory `{}` not found", dir.display())));
    }
    let mut history = match tool {
        Tool::Sqlx => sqlx(dir),
        Tool::Diesel => diesel(dir),
        Tool::Refinery => refinery(dir),
        Tool::Flyway => flyway::read(dir),
        Tool::SeaOrm => coded::sea_orm(dir),
        Tool::Alembic => coded::alembic(dir),
    }?;
    if history.migrations.is_empty() {
        let message = format!("`{}` contains no migrations of {}", dir.display(), tool.name());
        return Err(Error::usage(Code::NoMigrations, message).hint("name the directory that the tool reads"));
    }
    distinguish(&mut history.migrations);
    Ok(history)
}

/// `20240101120000_users.sql`, or `.up.sql` and `.down.sql`.
fn sqlx(dir: &Path) -> Result<History> {
    let mut history = History::default();
    let mut ups: BTreeMap<i64, Migration> = BTreeMap::new();
    let mut downs: BTreeMap<i64, String> = BTreeMap::new();
    for (name, path) in entries(dir)? {
        let Some(stem) = name.strip_suffix(".sql").filter(|_| path.is_file()) else { continue };
        let parsed = stem.split_once('_').and_then(|(version, rest)| Some((version.parse::<i64>().ok()?, rest)));
        let Some((version, rest)) = parsed else {
            history.aside.push(format!("`{name}`: its name does not start with a version"));
            continue;
        };
        let text = text(&path)?;
        if let Some(_description) = rest.strip_suffix(".down") {
            downs.insert(version, text);
            continue;
        }
        let mut migration = Migration::new(version.to_string(), rest.strip_suffix(".up").unwrap_or(rest), path, text);
        migration.transaction = !migration.up.starts_with("-- no-transaction");
        migration.checksums = vec![checksum::sqlx(&migration.up)];
        once(&mut ups, version, migration)?;
    }
    for (version, migration) in &mut ups {
        migration.down = downs.remove(version);
    }
    history.migrations = ups.into_values().collect();
    Ok(history)
}

/// `2024-01-01-120000_users/up.sql`, `down.sql` and `metadata.toml`.
fn diesel(dir: &Path) -> Result<History> {
    let mut history = History::default();
    let mut found: BTreeMap<String, Migration> = BTreeMap::new();
    for (name, folder) in entries(dir)? {
        if !folder.is_dir() {
            continue;
        }
        let up = folder.join("up.sql");
        if !up.is_file() {
            history.aside.push(format!("`{name}/`: it has no `up.sql`"));
            continue;
        }
        let (version, rest) = name.split_once('_').unwrap_or((&name, &name));
        let version = version.replace('-', "");
        let mut migration = Migration::new(version.clone(), rest, up.clone(), text(&up)?);
        let down = folder.join("down.sql");
        migration.down = if down.is_file() { Some(text(&down)?) } else { None };
        let metadata = folder.join("metadata.toml");
        if metadata.is_file() {
            let table: toml::Table = text(&metadata)?.parse().map_err(|error: toml::de::Error| {
                Error::usage(Code::InvalidToml, format!("`{}` is not TOML", metadata.display()))
                    .cause(error.message().to_owned())
            })?;
            migration.transaction = table.get("run_in_transaction").and_then(toml::Value::as_bool).unwrap_or(true);
        }
        once(&mut found, version, migration)?;
    }
    history.migrations = found.into_values().collect();
    Ok(history)
}

/// `V1__users.sql`; `U1__users.sql` is the same for migrations that may come late. Also in folders below.
fn refinery(dir: &Path) -> Result<History> {
    let mut history = History::default();
    let mut found: BTreeMap<i64, Migration> = BTreeMap::new();
    for (name, path) in below(dir)? {
        let (stem, extension) = name.rsplit_once('.').unwrap_or((&name, ""));
        let parsed = stem.strip_prefix(['V', 'U']).and_then(|rest| rest.split_once("__"));
        let Some((version, rest)) = parsed.and_then(|(version, rest)| Some((version.parse::<i64>().ok()?, rest)))
        else {
            if extension == "sql" {
                history.aside.push(format!("`{name}`: not a migration file name"));
            }
            continue;
        };
        match extension {
            "sql" => {
                let text = text(&path)?;
                let checksums = checksum::refinery(rest, version, &text);
                let migration = Migration::new(version.to_string(), rest, path, text);
                once(&mut found, version, Migration { checksums, ..migration })?;
            }
            "rs" => {
                history.coded.get_or_insert_with(|| format!("`{name}` is Rust code, which cannot be read as SQL"));
                once(&mut found, version, Migration::new(version.to_string(), rest, path, String::new()))?;
            }
            _ => {}
        }
    }
    history.migrations = found.into_values().collect();
    Ok(history)
}
