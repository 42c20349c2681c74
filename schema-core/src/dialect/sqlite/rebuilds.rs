//! Tables that a script makes anew under another name, to put them in the place of the old ones.

use crate::schema::Dialect;
use crate::script::rebuild::{PREFIX, same};
use crate::script::{Rebuild, Script, ScriptError, Words};

/// The rebuilds of a script that are written as generated ones are.
pub(super) fn find(script: &Script) -> Vec<Rebuild> {
    let generated = |(under, rebuild): (String, Rebuild)| {
        under.strip_prefix(PREFIX).is_some_and(|table| same(table, &rebuild.table)).then_some(rebuild)
    };
    all(script).into_iter().filter_map(generated).collect()
}

/// All rebuilds of a script, each with the new table's name until it is renamed.
fn all(script: &Script) -> Vec<(String, Rebuild)> {
    let mut dropped: Vec<(String, usize)> = Vec::new();
    let mut found = Vec::new();
    for (at, statement) in script.statements.iter().enumerate() {
        let words = Words::of(Dialect::SQLITE, &statement.text, 12);
        if words.begin_with(&["DROP", "TABLE"]) {
            let name = words.name(words.skip(2, &["IF", "EXISTS"]));
            dropped.extend(name.map(|(name, _)| (name, at)));
        } else if let Some((under, table)) = renamed(&words)
            && let Some((_, drop)) = dropped.iter().rev().find(|(name, _)| same(name, &table))
        {
            found.push((under, Rebuild { table, drop: *drop, rename: at }));
        }
    }
    found
}

/// Both names of a table that a statement renames.
fn renamed(words: &Words<'_>) -> Option<(String, String)> {
    let (old, next) = words.begin_with(&["ALTER", "TABLE"]).then(|| words.name(2)).flatten()?;
    let to = words.skip(next, &["RENAME", "TO"]);
    let (new, _) = (to > next).then(|| words.name(to)).flatten()?;
    Some((old, new))
}

/// The table that a script renames, makes again under its name, and drops: rebuilt the other way round. Gives the
/// position of the drop too.
fn rebuilt_behind(script: &Script) -> Option<(String, usize)> {
    let mut away: Vec<(String, String, bool)> = Vec::new();
    for (at, statement) in script.statements.iter().enumerate() {
        let words = Words::of(Dialect::SQLITE, &statement.text, 12);
        if words.begin_with(&["DROP", "TABLE"]) {
            let name = words.name(words.skip(2, &["IF", "EXISTS"])).map(|(name, _)| name);
            let behind = name.and_then(|name| away.iter().find(|(_, new, again)| *again && same(new, &name)));
            if let Some((old, ..)) = behind {
                return Some((old.clone(), at));
            }
        } else if words.begin_with(&["CREATE", "TABLE"]) {
            let name = words.name(words.skip(2, &["IF", "NOT", "EXISTS"])).map(|(name, _)| name);
            for (old, _, again) in &mut away {
                *again |= name.as_ref().is_some_and(|name| same(old, name));
            }
        } else if let Some((old, new)) = renamed(&words) {
            away.push((old, new, false));
        }
    }
    None
}

/// Refuses a rebuild in a script that runs without a transaction. What hangs on the table is kept, and foreign keys are
/// off, only in one.
pub(super) fn refuse(script: &Script) -> Result<(), ScriptError> {
    let first = all(script).into_iter().next().map(|(_, Rebuild { table, drop, rename: _ })| (table, drop));
    let Some((table, drop)) = first.or_else(|| rebuilt_behind(script)) else { return Ok(()) };
    let message = format!(
        "table `{table}` is rebuilt, which is not possible with `no-transaction`: its triggers and the rows that \
         reference it would be lost; put statements that cannot run in a transaction in their own revision"
    );
    Err(ScriptError { line: script.statements[drop].line, message })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rebuilds_are_seen() {
        let text = "DROP TABLE other; CREATE TABLE \"_schema_rebuild_users\" (id); DROP TABLE \"users\"; \
                    ALTER TABLE \"_schema_rebuild_users\" RENAME TO \"users\"; ALTER TABLE a RENAME TO b;";
        let script = Script::parse(Dialect::SQLITE, text).expect("a script");
        assert_eq!(find(&script), [Rebuild { table: "users".into(), drop: 2, rename: 3 }]);
    }

    #[test]
    fn a_rebuild_needs_the_transaction() {
        let error = |statements: &str| {
            let text = format!("-- cargo-schema: no-transaction\n{statements}");
            Script::parse(Dialect::SQLITE, &text).err().map(|error| error.to_string())
        };
        for text in [
            "CREATE TABLE \"_schema_rebuild_users\" (id);\nDROP TABLE \"users\";\nALTER TABLE \"_schema_rebuild_users\" RENAME TO \"users\";",
            "CREATE TABLE u (id);\nDROP TABLE IF EXISTS Users;\nALTER TABLE u RENAME TO users;",
            "ALTER TABLE users RENAME TO u; CREATE TABLE users (id);\nDROP TABLE u;",
        ] {
            let told = error(text).expect(text);
            assert!(told.starts_with("line 3: table `") && told.contains("no-transaction"), "{told}");
            Script::parse(Dialect::SQLITE, text).expect("in a transaction it is fine");
        }
        assert_eq!(error("DROP TABLE a; ALTER TABLE b RENAME TO c; ALTER TABLE c RENAME COLUMN x TO a; VACUUM;"), None);
        assert_eq!(error("ALTER TABLE a RENAME TO b; CREATE TABLE c (x); DROP TABLE b;"), None);
    }
}
