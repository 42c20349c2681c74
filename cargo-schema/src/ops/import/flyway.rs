//! Reading a folder of Flyway: `V1.2__users.sql`, `U1.2__users.sql`, `R__views.sql`.

use std::collections::BTreeMap;
use std::path::Path;

use super::files::{below, once, text};
use super::{History, Migration, checksum};
use schema_core::diagnostic::Code;

use crate::error::{Error, Result};
use crate::exit::Exit;

pub(super) fn read(dir: &Path) -> Result<History> {
    let mut history = History::default();
    let mut found: BTreeMap<Vec<u64>, Migration> = BTreeMap::new();
    let mut undos: BTreeMap<Vec<u64>, String> = BTreeMap::new();
    for (name, path) in below(dir)? {
        let (stem, extension) = name.rsplit_once('.').unwrap_or((&name, ""));
        let is_code = matches!(extension, "java" | "kt" | "class" | "groovy");
        if extension != "sql" && !is_code {
            continue;
        }
        let Some((head, description)) = stem.split_once("__") else {
            history.aside.push(format!("`{name}`: not a migration file name"));
            continue;
        };
        match (head.get(..1), head.get(1..).and_then(version)) {
            (Some("V"), Some(version)) => {
                let mut migration = Migration::new(spelled(&version), description, path.clone(), String::new());
                if is_code {
                    let why = || format!("`{name}` is not SQL, and cannot be read");
                    history.coded.get_or_insert_with(why);
                } else {
                    migration.up = text(&path)?;
                    migration.checksums = vec![checksum::flyway(&migration.up)];
                    refuse_placeholders(&path, &migration.up)?;
                    let options = path.with_file_name(format!("{name}.conf"));
                    if options.is_file() {
                        let options = text(&options)?.replace(' ', "").to_ascii_lowercase();
                        migration.transaction = !options.contains("executeintransaction=false");
                    }
                }
                once(&mut found, version, migration)?;
            }
            (Some("U"), Some(version)) if !is_code => {
                let sql = text(&path)?;
                refuse_placeholders(&path, &sql)?;
                undos.insert(version, sql);
            }
            (Some("R"), _) => {
                let why = "a repeatable migration; create its objects in a revision";
                history.aside.push(format!("`{name}`: {why}"));
            }
            (Some("B"), Some(_)) => {
                history.aside.push(format!("`{name}`: a baseline of migrations that are imported themselves"));
            }
            _ => history.aside.push(format!("`{name}`: not a migration file name")),
        }
    }
    for (version, migration) in &mut found {
        migration.down = undos.remove(version);
    }
    history.migrations = found.into_values().collect();
    Ok(history)
}

/// The numbers of a version: `1.2`, `1_2`. Zeros at its end say nothing.
pub(super) fn version(text: &str) -> Option<Vec<u64>> {
    let mut numbers = text.split(['.', '_']).map(|part| part.parse().ok()).collect::<Option<Vec<u64>>>()?;
    while numbers.len() > 1 && numbers.last() == Some(&0) {
        numbers.pop();
    }
    Some(numbers)
}

/// A version in one spelling.
pub(super) fn spelled(numbers: &[u64]) -> String {
    numbers.iter().map(ToString::to_string).collect::<Vec<_>>().join(".")
}

/// Flyway writes values in place of `${name}`; which ones, the file does not say.
fn refuse_placeholders(path: &Path, sql: &str) -> Result<()> {
    let Some(at) = sql.find("${") else { return Ok(()) };
    let line = sql[..at].matches('\n').count() + 1;
    let name: String = sql[at..].chars().take_while(|c| *c != '\n' && *c != '}').chain(['}']).collect();
    Err(Error::new(
        Exit::History,
        Code::UnreadableMigration,
        format!("line {line} has the placeholder `{name}`, whose value is unknown"),
    )
    .at(path)
    .hint("replace it by its value in a copy of the directory, and import the copy"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions() {
        assert_eq!(version("1"), Some(vec![1]));
        assert_eq!(version("1_2.03"), Some(vec![1, 2, 3]));
        assert_eq!(version("2.0.0"), Some(vec![2]));
        assert_eq!(version("x"), None);
        assert_eq!(spelled(&[1, 2]), "1.2");
    }
}
