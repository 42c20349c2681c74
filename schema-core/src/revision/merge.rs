//! Bringing heads together.

use std::collections::BTreeSet;
use std::fmt;

use super::replay::replay;
use super::{Problem, RevisionFile, Revisions, rows};
use crate::diff::{Answers, Change};
use crate::schema::{ColumnType, Dialect, Schema, TableName};
use crate::script::Script;

/// Two heads that cannot both be right.
#[derive(Clone, PartialEq, Eq)]
pub struct Conflict {
    /// Names of the two heads.
    pub heads: [String; 2],
    /// What stands against what, a line each.
    pub reasons: Vec<String>,
    /// Where only the scripts stand against each other: names of the revisions of the younger branch. Written again
    /// after the others, they do the same and do it right.
    pub write_again: Vec<String>,
    /// Where that is one revision: what was answered for it, and holds after the others, too.
    pub answers: Answers,
}

impl fmt::Display for Conflict {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [first, second] = &self.heads;
        write!(f, "`{first}` and `{second}` conflict: {}", self.reasons.join("; "))
    }
}

impl std::error::Error for Conflict {}

debug_as_display!(Conflict);

/// Writes the scripts of changes again, to see whether they are the same after other revisions.
#[derive(Clone, Copy)]
pub struct Writer<'a> {
    /// The dialects that there are scripts for.
    pub dialects: &'a [Dialect],
    /// Writes the script for changes of a schema; says why where there is none.
    pub write: &'a Write,
}

/// Writes the script for changes of a schema, to which these revisions lead.
pub type Write = dyn Fn(Dialect, &[&RevisionFile], Schema, &[Change]) -> Result<Script, String>;

/// Whether the revisions in `heads` (ids) can be merged: whichever side comes first, the schema afterwards is the same, and the
/// scripts of each side are those that `writer` would write after the other side.
///
/// # Errors
/// The first two heads for which that does not hold. A problem with the revisions that both sides share is not looked
/// for; [`Revisions::replay`] finds it.
pub fn merge(revisions: &Revisions, heads: &[&str], writer: &Writer<'_>) -> Result<(), Conflict> {
    for (at, first) in heads.iter().enumerate() {
        for second in &heads[at + 1..] {
            let sides = Sides::new(revisions, first, second);
            let mut reasons = sides.in_schema();
            let (mut write_again, mut answers) = (Vec::new(), Answers::default());
            if reasons.is_empty() {
                reasons = sides.in_rows();
                let in_rows = !reasons.is_empty();
                reasons.extend(sides.in_scripts());
                if reasons.is_empty() {
                    reasons = sides.in_written(writer);
                }
                let others = revisions.graph().closure(heads.iter().copied().filter(|head| head != first.max(second)));
                let younger = if first > second { &sides.left } else { &sides.right };
                let own = younger.iter().filter(|file| !reasons.is_empty() && !others.contains(file.id()));
                let own: Vec<&&RevisionFile> = own.collect();
                if let [only] = own.as_slice() {
                    answers = Answers::of(&only.manifest.changes);
                }
                // Its SQL may name what is not there any more.
                if in_rows {
                    answers = answers.without_sql();
                }
                write_again = own.into_iter().map(|file| file.name()).collect();
            }
            if !reasons.is_empty() {
                let name = |id: &str| revisions.get(id).map_or_else(|| id.to_owned(), RevisionFile::name);
                return Err(Conflict { heads: [name(first), name(second)], reasons, write_again, answers });
            }
        }
    }
    Ok(())
}

/// Two branches: the revisions that both have, and those that one of them has.
struct Sides<'a> {
    shared: Vec<&'a RevisionFile>,
    left: Vec<&'a RevisionFile>,
    right: Vec<&'a RevisionFile>,
}

impl<'a> Sides<'a> {
    fn new(revisions: &'a Revisions, first: &str, second: &str) -> Self {
        let left = revisions.graph().closure([first]);
        let right = revisions.graph().closure([second]);
        let of = |in_left: bool, in_right: bool| {
            let is =
                |file: &&RevisionFile| (left.contains(file.id()), right.contains(file.id())) == (in_left, in_right);
            revisions.iter().filter(is).collect()
        };
        Self { shared: of(true, true), left: of(true, false), right: of(false, true) }
    }

    /// What makes the schema another one when the other side comes first.
    fn in_schema(&self) -> Vec<String> {
        let in_order = |parts: [&[&RevisionFile]; 3]| replay(parts.into_iter().flatten().copied());
        let one = in_order([&self.shared, &self.left, &self.right]);
        let other = in_order([&self.shared, &self.right, &self.left]);
        match (one, other) {
            (Ok(one), Ok(other)) => {
                let left = in_order([&self.shared, &self.left, &[]]);
                let right = in_order([&self.shared, &self.right, &[]]);
                let known: Vec<Unlike> = [left, right].into_iter().flatten().flat_map(|side| unlike(&side)).collect();
                let new = unlike(&one).into_iter().filter(|it| !known.contains(it));
                let mut reasons: Vec<String> = new.map(|it| it.to_string()).collect();
                reasons.extend(differences(one, other));
                reasons
            }
            (one, other) => {
                let mut problems: Vec<Problem> = [one, other].into_iter().filter_map(Result::err).collect();
                problems.dedup();
                problems.into_iter().map(|problem| problem.message).collect()
            }
        }
    }

    /// The scripts of one side that would be others if they were written after the other side: they spell out, take off or add again
    /// what that side changes or depends on.
    fn in_written(&self, writer: &Writer<'_>) -> Vec<String> {
        let mut reasons = Vec::new();
        for (one, other) in [(&self.left, &self.right), (&self.right, &self.left)] {
            for (at, file) in one.iter().enumerate() {
                let before =
                    [[self.shared.as_slice(), &one[..at]].concat(), [&self.shared, other, &one[..at]].concat()];
                // That these can be replayed is known by now.
                let [Ok(mut alone), Ok(mut after)] = before.each_ref().map(|files| replay(files.iter().copied()))
                else {
                    continue;
                };
                for schema in [&mut alone, &mut after] {
                    schema.dialects = file.manifest.readers();
                }
                for &dialect in writer.dialects {
                    let sides = [(before[0].as_slice(), &alone), (before[1].as_slice(), &after)];
                    let Some(differs) = writer.difference(dialect, &file.manifest.changes, sides) else { continue };
                    let by = other.last().map(|file| file.name()).unwrap_or_default();
                    reasons.push(format!(
                        "on {dialect}, `{}` needs another script if `{by}` comes first: {differs}",
                        file.name()
                    ));
                }
            }
        }
        reasons
    }

    /// The fills and repairs of one side that name what the other side renames, drops or changes.
    fn in_rows(&self) -> Vec<String> {
        let mut reasons = rows::stale(&self.left, &self.right);
        reasons.extend(rows::stale(&self.right, &self.left));
        reasons
    }

    /// The tables that one side's script for SQLite makes anew, as the side knows them, and the other side changes: with
    /// that script after it, the change would be gone. Ways back do not count: they run in the opposite order.
    fn in_scripts(&self) -> Vec<String> {
        let mut reasons = Vec::new();
        let mut told = BTreeSet::new();
        for (one, other) in [(&self.left, &self.right), (&self.right, &self.left)] {
            for file in one {
                for table in rebuilt(file) {
                    let Some(by) = other.iter().find(|other| touches(other, &table)) else { continue };
                    // Where both sides make it anew, it is one matter.
                    if told.insert(table.clone()) {
                        reasons.push(format!(
                            "on sqlite, `{}` rebuilds table `{table}` without the changes of `{}`",
                            file.name(),
                            by.name()
                        ));
                    }
                }
            }
        }
        reasons
    }
}

impl Writer<'_> {
    /// The first thing in which the script for `changes` of the second side is another one than that for the same changes of the
    /// first. A side is the schema, and the revisions that lead to it.
    fn difference(
        &self,
        dialect: Dialect,
        changes: &[Change],
        [(before, alone), (before_after, after)]: [(&[&RevisionFile], &Schema); 2],
    ) -> Option<String> {
        // What cannot be written was not written by us.
        let own = (self.write)(dialect, before, alone.clone(), changes).ok()?;
        let mut after = after.clone();
        // The migrator puts new indexes on a table that is made anew again.
        for rebuilt in own.rebuilt_tables(dialect) {
            for (name, table) in after.tables.iter_mut().filter(|(name, _)| name.name.eq_ignore_ascii_case(&rebuilt)) {
                let Some(known) = alone.tables.get(name) else { continue };
                table.indexes.retain(|name, _| known.indexes.contains_key(name));
                table.uniques.retain(|name, _| known.uniques.contains_key(name));
            }
        }
        let then = match (self.write)(dialect, before_after, after, changes) {
            Ok(then) => then,
            Err(error) => return Some(error),
        };
        let text = |at: usize, script: &Script| script.statements.get(at).map(|it| it.text.clone());
        let at = (0..own.statements.len().max(then.statements.len())).find(|&at| text(at, &own) != text(at, &then))?;
        let statement = then.statements.get(at).or(own.statements.get(at))?;
        let line = |text: &str| text.lines().next().unwrap_or_default().to_owned();
        Some(statement.comment.as_deref().map_or_else(|| line(&statement.text), line))
    }
}

/// A foreign key between columns whose types do not go together: a column and the one that it references.
#[derive(PartialEq)]
struct Unlike {
    column: (TableName, String, ColumnType),
    referenced: (TableName, String, ColumnType),
}

impl fmt::Display for Unlike {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { column: (table, column, ty), referenced: (other, there, referenced) } = self;
        write!(f, "`{table}.{column}` ({ty}) would reference `{other}.{there}` ({referenced})")
    }
}

/// The foreign keys between columns whose types do not go together.
fn unlike(schema: &Schema) -> Vec<Unlike> {
    let mut found = Vec::new();
    for table in schema.tables.values() {
        for key in table.foreign_keys.values() {
            for (own, there) in key.columns.iter().zip(&key.references_columns) {
                let of = |table: &TableName, column: &str| Some(schema.table(table)?.column(column)?.ty.clone());
                let (Some(ty), Some(referenced)) = (of(&table.name, own), of(&key.references_table, there)) else {
                    continue;
                };
                if !ty.may_reference(&referenced) {
                    found.push(Unlike {
                        column: (table.name.clone(), own.clone(), ty),
                        referenced: (key.references_table.clone(), there.clone(), referenced),
                    });
                }
            }
        }
    }
    found
}

/// The tables that a script makes anew. A script that cannot be read is told when it is to run.
fn rebuilt(file: &RevisionFile) -> Vec<String> {
    let of = |dialect: Dialect| {
        let script = file.script(dialect).and_then(|script| Script::parse(dialect, &script.up).ok());
        script.map(|script| script.rebuilt_tables(dialect)).unwrap_or_default()
    };
    Dialect::ALL.into_iter().flat_map(of).collect()
}

/// Whether a revision changes what a table that is made anew is made of. New indexes are put on it again after that.
fn touches(file: &RevisionFile, table: &str) -> bool {
    let changed = file.manifest.changes.iter().any(|change| {
        let apart =
            matches!(change, Change::AddIndex { .. } | Change::AddUnique { .. } | Change::AlterTableComment { .. });
        !apart && change.table().is_some_and(|name| name.name.eq_ignore_ascii_case(table))
    });
    changed || rebuilt(file).iter().any(|name| name.eq_ignore_ascii_case(table))
}

/// The tables and enums that differ. The order of columns is no difference.
fn differences(mut one: Schema, mut other: Schema) -> Vec<String> {
    for schema in [&mut one, &mut other] {
        for table in schema.tables.values_mut() {
            table.columns.sort_by(|a, b| a.name.cmp(&b.name));
        }
    }
    let mut reasons = Vec::new();
    for name in one.tables.keys().chain(other.tables.keys()).collect::<BTreeSet<_>>() {
        match (one.tables.get(name), other.tables.get(name)) {
            (Some(a), Some(b)) if a == b => {}
            (Some(a), Some(b)) => {
                let columns = a.columns.iter().chain(&b.columns).map(|column| &column.name).collect::<BTreeSet<_>>();
                let differing: Vec<String> = columns
                    .into_iter()
                    .filter(|column| a.column(column) != b.column(column))
                    .map(|column| format!("both change `{name}.{column}`"))
                    .collect();
                if differing.is_empty() {
                    reasons.push(format!("both change keys, indexes or comment of `{name}`"));
                }
                reasons.extend(differing);
            }
            _ => reasons.push(format!("both change `{name}`")),
        }
    }
    for name in one.enums.keys().chain(other.enums.keys()).collect::<BTreeSet<_>>() {
        if one.enums.get(name) != other.enums.get(name) {
            reasons.push(format!("both change enum `{name}`"));
        }
    }
    reasons
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diff::{Change, Pair};
    use crate::revision::{Manifest, ScriptFile};
    use crate::schema::{Check, Column, ColumnType, Index, Table};

    fn text(name: &str) -> Column {
        Column::new(name, ColumnType::Text { max_length: None })
    }

    fn add(column: &str) -> Change {
        Change::AddColumn {
            table: "users".into(),
            column: Column { nullable: true, ..text(column) }.into(),
            fill: None,
        }
    }

    /// Two heads, `2` and `3`, after a base that makes `users` with the column `id`.
    fn two_heads(left: Vec<Change>, right: Vec<Change>) -> String {
        two_heads_with([left, right], [String::new(), String::new()])
            .map_or_else(|conflict| conflict.to_string(), |()| "merged".to_owned())
    }

    fn two_heads_with([left, right]: [Vec<Change>; 2], [left_up, right_up]: [String; 2]) -> Result<(), Conflict> {
        let file = |id: &str, parents: &[&str], changes, up| RevisionFile {
            slug: "s".into(),
            manifest: Manifest {
                id: id.into(),
                parents: parents.iter().map(|&id| id.to_owned()).collect(),
                changes,
                ..Manifest::default()
            },
            folder: Default::default(),
            scripts: vec![ScriptFile { dialect: None, up, down: None }],
        };
        let mut users = Table::new("users");
        users.columns = [text("id")].into();
        let base = file("1", &[], vec![Change::CreateTable(users.into())], String::new());
        let heads = [file("2", &["1"], left, left_up), file("3", &["1"], right, right_up)];
        let all = Revisions::new([base].into_iter().chain(heads).collect()).unwrap();
        merge(&all, &["2", "3"], &Writer { dialects: &[], write: &|_, _, _, _| Err(String::new()) })
    }

    #[test]
    fn independent_changes_merge_whatever_the_order_of_columns() {
        assert_eq!(two_heads(vec![add("a")], vec![add("b")]), "merged");
        let index = Index::new("ix", ["id"]);
        assert_eq!(
            two_heads(
                vec![Change::AddIndex { table: "users".into(), index: index.into(), repair: Default::default() }],
                vec![add("b")]
            ),
            "merged"
        );
        assert_eq!(two_heads(vec![], vec![]), "merged");
    }

    #[test]
    fn the_same_column_twice_conflicts() {
        let told = two_heads(vec![add("a")], vec![add("a")]);
        assert!(told.starts_with("`2_s` and `3_s` conflict: revision `3_s` does not follow"), "{told}");
        assert!(told.contains("column `users.a`"), "{told}");
    }

    #[test]
    fn a_table_dropped_on_one_side_and_changed_on_the_other_conflicts() {
        let mut users = Table::new("users");
        users.columns = [text("id")].into();
        assert!(two_heads(vec![Change::DropTable(users.into())], vec![add("a")]).contains("conflict"));
        let rename = Change::RenameTable(Pair::new("users".into(), "people".into()));
        assert!(two_heads(vec![rename], vec![add("a")]).contains("conflict"));
    }

    #[test]
    fn a_table_made_anew_on_one_side_and_changed_on_the_other_conflicts() {
        let anew = "CREATE TABLE _schema_rebuild_users (id); DROP TABLE users; \
                    ALTER TABLE _schema_rebuild_users RENAME TO users;";
        let check = || {
            let check = Check::new("ck", crate::schema::Spelling::any("id <> ''"));
            vec![Change::AddCheck { table: "users".into(), check: check.into(), repair: Default::default() }]
        };
        let scripts = |left: &str, right: &str| [left.to_owned(), right.to_owned()];
        let told = "on sqlite, `2_s` rebuilds table `users` without the changes of `3_s`";
        for (changes, ups) in [
            ([check(), vec![add("a")]], scripts(anew, "")),
            ([check(), vec![add("a")]], scripts(anew, anew)),
            // An enum's values are in the table, and the change does not name it.
            ([check(), vec![]], scripts(anew, anew)),
        ] {
            let conflict = two_heads_with(changes, ups).unwrap_err();
            assert_eq!((conflict.reasons, conflict.write_again), (vec![told.to_owned()], vec!["3_s".to_owned()]));
        }
        let conflict = two_heads_with([vec![add("a")], check()], scripts("", anew)).unwrap_err();
        assert_eq!(conflict.reasons, [told.replace("2_s", "4_s").replace("3_s", "2_s").replace("4_s", "3_s")]);
        let index = || Change::AddIndex {
            table: "users".into(),
            index: Index::new("ix", ["id"]).into(),
            repair: Default::default(),
        };
        two_heads_with([check(), vec![index()]], scripts(anew, "")).unwrap();
        two_heads_with([vec![index()], check()], scripts("", anew)).unwrap();
    }
}
