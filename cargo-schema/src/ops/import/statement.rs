//! What the statements of an old script are about, as far as their first words tell.

use std::fmt;

use schema_core::diff::{Answers, ColumnRename, Pair};
use schema_core::schema::{Dialect, Engines, Schema, TableName};
use schema_core::script::{Script, Statement, Words};

/// Things that are created, altered and dropped, and that no model declares.
const OBJECTS: [&str; 24] = [
    "AGGREGATE",
    "CAST",
    "COLLATION",
    "DATABASE",
    "DOMAIN",
    "EVENT",
    "EXTENSION",
    "FUNCTION",
    "LANGUAGE",
    "OPERATOR",
    "POLICY",
    "PROCEDURE",
    "PUBLICATION",
    "ROLE",
    "RULE",
    "SCHEMA",
    "SEQUENCE",
    "SERVER",
    "STATISTICS",
    "SUBSCRIPTION",
    "TRIGGER",
    "USER",
    "VIEW",
    "VIRTUAL",
];

/// Something that a script does and that no change says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Remark {
    /// What kind it is, where the statement says to what it is done: "create trigger".
    pub(crate) kind: Option<String>,
    /// To what, or the beginning of the statement.
    what: String,
}

impl Remark {
    fn named(kind: String, name: &str) -> Self {
        Self { kind: Some(kind), what: format!("`{name}`") }
    }

    /// A statement of which only its beginning is known.
    fn other(what: String) -> Self {
        Self { kind: None, what }
    }
}

/// In words: "create trigger `audit`".
impl fmt::Display for Remark {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.kind.as_ref().map_or(Ok(()), |kind| write!(f, "{kind} "))?;
        f.write_str(&self.what)
    }
}

/// What a statement is about.
#[derive(Debug, PartialEq, Eq)]
enum About {
    /// Tables and what belongs to them: compared by their effect.
    Table,
    /// An index that is made, by name.
    Index(String),
    /// Something that no change says.
    Other(Remark),
}

/// What `script` does that the changes from it cannot say. `after` is the schema that it led to.
pub(super) fn unsaid(dialect: Dialect, script: &Script, after: &Schema, without_changes: bool) -> Vec<Remark> {
    let mut remarks: Vec<Remark> = Vec::new();
    for statement in &script.statements {
        let remark = match about(dialect, statement) {
            About::Table => None,
            About::Index(name) => (!has_index(after, &name)).then(|| Remark::named("create index".to_owned(), &name)),
            About::Other(remark) => Some(remark),
        };
        remarks.extend(remark.filter(|remark| !remarks.contains(remark)));
    }
    if without_changes && remarks.is_empty() {
        remarks = script.statements.iter().map(|statement| first_line(&statement.text)).collect();
    }
    remarks
}

fn has_index(schema: &Schema, name: &str) -> bool {
    let mut tables = schema.tables.values();
    tables.any(|table| table.indexes.contains_key(name) || table.uniques.contains_key(name))
}

fn about(dialect: Dialect, statement: &Statement) -> About {
    let words = Words::of(dialect, &statement.text, 40);
    let named = |kind: &str, at: usize| {
        let at = words.skip(words.skip(at, &["IF", "NOT", "EXISTS"]), &["IF", "EXISTS"]);
        match words.name(at) {
            Some((name, _)) => Remark::named(kind.to_owned(), &name),
            None => Remark::other(kind.to_owned()),
        }
    };
    let first = words.first();
    match first.as_str() {
        "CREATE" | "ALTER" | "DROP" => {
            let verb = first.to_lowercase();
            let found =
                (1..8).find(|at| ["TABLE", "INDEX", "TYPE"].iter().chain(&OBJECTS).any(|word| words.is(*at, word)));
            let Some(at) = found else { return About::Other(first_line(&statement.text)) };
            if words.is(at, "INDEX") {
                let at = words.skip(words.skip(at + 1, &["CONCURRENTLY"]), &["IF", "NOT", "EXISTS"]);
                return match words.name(at).filter(|_| verb == "create") {
                    Some((name, _)) => About::Index(name),
                    None => About::Table,
                };
            }
            // An enum type is part of the schema; one that goes or changes is seen by its absence.
            let is_enum = words.is(at, "TYPE") && (verb != "create" || words.has("ENUM"));
            if words.is(at, "TABLE") && !words.is(at.saturating_sub(1), "FOREIGN") || is_enum {
                return About::Table;
            }
            let kind = kind_of(&words, at);
            let virtual_table = words.is(at, "VIRTUAL") && words.is(at + 1, "TABLE");
            About::Other(named(&format!("{verb} {kind}"), at + 1 + usize::from(virtual_table)))
        }
        "COMMENT" if words.is(2, "TABLE") || words.is(2, "COLUMN") => About::Table,
        "COMMENT" => About::Other(first_line(&statement.text)),
        // MySQL renames and SQLite's settings are seen by their effect.
        "RENAME" => About::Table,
        "INSERT" | "REPLACE" => {
            let into = (1..5).find(|at| words.is(*at, "INTO")).map_or(1, |at| at + 1);
            About::Other(named("insert into", into))
        }
        "UPDATE" => About::Other(named("update", words.skip(1, &["ONLY"]))),
        "DELETE" => About::Other(named("delete from", words.skip(2, &["ONLY"]))),
        "TRUNCATE" => About::Other(named("truncate", words.skip(1, &["TABLE"]))),
        _ => About::Other(first_line(&statement.text)),
    }
}

fn kind_of(words: &Words<'_>, at: usize) -> String {
    let object = OBJECTS.iter().find(|object| words.is(at, object)).copied().unwrap_or("TYPE");
    match object {
        "VIRTUAL" => "virtual table".to_owned(),
        "VIEW" if words.is(at - 1, "MATERIALIZED") => "materialized view".to_owned(),
        _ => object.to_lowercase(),
    }
}

/// The first line of a statement, cut short.
fn first_line(text: &str) -> Remark {
    let line = text.lines().next().unwrap_or_default().trim();
    let cut: String = line.chars().take(60).collect();
    Remark::other(if cut.len() < text.trim().len() { format!("`{} …`", cut.trim_end()) } else { format!("`{cut}`") })
}

/// The renames that `script` makes, as answers to the differ's questions.
pub(super) fn renames(dialect: Dialect, script: &Script, old: &Schema, new: &Schema) -> Answers {
    let mut answers = Answers::default();
    for statement in &script.statements {
        let words = Words::of(dialect, &statement.text, 40);
        if words.begin_with(&["RENAME", "TABLE"]) {
            let pair = words.name(2).and_then(|(from, at)| Some((from, words.name(words.skip(at, &["TO"]))?.0)));
            answers.tables.extend(pair.and_then(|(from, to)| table_pair(old, new, &from, &to)));
        }
        if !words.begin_with(&["ALTER", "TABLE"]) {
            continue;
        }
        let at = words.skip(words.skip(2, &["IF", "EXISTS"]), &["ONLY"]);
        let Some((table, at)) = words.name(at) else { continue };
        if words.begins_at(at, &["RENAME", "TO"]) {
            let to = words.name(at + 2).map(|(to, _)| to);
            answers.tables.extend(to.and_then(|to| table_pair(old, new, &table, &to)));
            continue;
        }
        let column = if words.is(at, "RENAME") && !words.is(at + 1, "CONSTRAINT") {
            let from = words.name(words.skip(at + 1, &["COLUMN"]));
            from.and_then(|(from, at)| Some((from, words.name(words.skip(at, &["TO"]))?.0)))
        } else if words.is(at, "CHANGE") {
            let from = words.name(words.skip(at + 1, &["COLUMN"]));
            from.and_then(|(from, at)| Some((from, words.name(at)?.0)))
        } else {
            None
        };
        if let Some((old, new)) = column.filter(|(old, new)| old != new) {
            answers.columns.push(ColumnRename { table: TableName::new(table), old, new });
        }
    }
    // A column is called by its table's new name, and a rename that another one went on with is none of the whole.
    for column in &mut answers.columns {
        if let Some(pair) = answers.tables.iter().find(|pair| pair.old == column.table) {
            column.table = pair.new.clone();
        }
    }
    answers.columns.retain(|column| {
        let before =
            answers.tables.iter().find(|pair| pair.new == column.table).map_or(&column.table, |pair| &pair.old);
        let has = |schema: &Schema, table: &TableName, name: &str| {
            schema.table(table).is_some_and(|table| table.column(name).is_some())
        };
        has(old, before, &column.old)
            && !has(old, before, &column.new)
            && has(new, &column.table, &column.new)
            && !has(new, &column.table, &column.old)
    });
    answers
}

/// A table that is there by its old name before and by its new one after, and never by both.
fn table_pair(old: &Schema, new: &Schema, from: &str, to: &str) -> Option<Pair<TableName>> {
    let pair = Pair::new(TableName::new(from), TableName::new(to));
    let fits = old.table(&pair.old).is_some()
        && old.table(&pair.new).is_none()
        && new.table(&pair.new).is_some()
        && new.table(&pair.old).is_none();
    fits.then_some(pair)
}

/// Returns `true` if the engine refuses one of the statements inside of a transaction.
pub(super) fn refuses_transaction(dialect: Dialect, script: &Script) -> bool {
    let grammar = dialect.engine().grammar();
    script.statements.iter().any(|it| grammar.refuses_transaction(&Words::of(dialect, &it.text, 8)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn statements_are_named() {
        for (sql, expected) in [
            ("CREATE TABLE IF NOT EXISTS a (b int)", None),
            ("CREATE OR REPLACE FUNCTION set_at() RETURNS trigger AS $$ x $$", Some("create function `set_at`")),
            ("CREATE EXTENSION IF NOT EXISTS ltree", Some("create extension `ltree`")),
            ("CREATE MATERIALIZED VIEW sums AS SELECT 1", Some("create materialized view `sums`")),
            ("DROP VIEW IF EXISTS sums", Some("drop view `sums`")),
            ("CREATE CONSTRAINT TRIGGER t AFTER INSERT ON a", Some("create trigger `t`")),
            ("CREATE TYPE mood AS ENUM ('a')", None),
            ("CREATE TYPE pair AS (a int)", Some("create type `pair`")),
            ("INSERT INTO users (id) VALUES (1)", Some("insert into `users`")),
            ("INSERT OR IGNORE INTO users VALUES (1)", Some("insert into `users`")),
            ("UPDATE users SET a = 1", Some("update `users`")),
            ("DELETE FROM users", Some("delete from `users`")),
            ("COMMENT ON COLUMN a.b IS 'c'", None),
            ("DO $$ BEGIN END $$", Some("`DO $$ BEGIN END $$`")),
        ] {
            let found = match about(Dialect::POSTGRES, &Statement::new(sql)) {
                About::Table => None,
                About::Index(name) => panic!("{sql}: index {name}"),
                About::Other(remark) => Some(remark.to_string()),
            };
            assert_eq!(found.as_deref(), expected, "{sql}");
        }
        let index = Statement::new("CREATE UNIQUE INDEX CONCURRENTLY IF NOT EXISTS ix ON a (lower(b))");
        assert_eq!(about(Dialect::POSTGRES, &index), About::Index("ix".to_owned()));
    }
}
