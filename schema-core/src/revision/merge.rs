//! Bringing heads together.

use std::collections::BTreeSet;
use std::fmt;

use super::replay::replay;
use super::{RevisionFile, Revisions};
use crate::schema::Schema;

/// Two heads that cannot both be right.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Conflict {
    /// Names of the two heads.
    pub heads: [String; 2],
    /// What stands against what, a line each.
    pub reasons: Vec<String>,
}

impl fmt::Display for Conflict {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [first, second] = &self.heads;
        write!(f, "`{first}` and `{second}` conflict: {}", self.reasons.join("; "))
    }
}

impl std::error::Error for Conflict {}

/// Whether the revisions in `heads` (ids) can be merged: whichever side comes first, the schema afterwards is the same.
///
/// # Errors
/// The first two heads for which that does not hold. A problem with the revisions that both sides share is not looked
/// for; [`Revisions::replay`] finds it.
pub fn merge(revisions: &Revisions, heads: &[&str]) -> Result<(), Conflict> {
    for (at, first) in heads.iter().enumerate() {
        for second in &heads[at + 1..] {
            let reasons = conflicts(revisions, first, second);
            if !reasons.is_empty() {
                let name = |id: &str| revisions.get(id).map_or_else(|| id.to_owned(), RevisionFile::name);
                return Err(Conflict { heads: [name(first), name(second)], reasons });
            }
        }
    }
    Ok(())
}

fn conflicts(revisions: &Revisions, first: &str, second: &str) -> Vec<String> {
    let left = revisions.graph().closure([first]);
    let right = revisions.graph().closure([second]);
    let of = |from: &BTreeSet<&str>, without: &BTreeSet<&str>| -> Vec<&RevisionFile> {
        revisions.iter().filter(|file| from.contains(file.id()) && !without.contains(file.id())).collect()
    };
    let shared: Vec<&RevisionFile> =
        revisions.iter().filter(|file| left.contains(file.id()) && right.contains(file.id())).collect();
    let (only_left, only_right) = (of(&left, &right), of(&right, &left));
    let in_order = |parts: [&[&RevisionFile]; 3]| replay(parts.into_iter().flatten().copied());
    let one = in_order([&shared, &only_left, &only_right]);
    let other = in_order([&shared, &only_right, &only_left]);
    match (one, other) {
        (Ok(one), Ok(other)) => differences(one, other),
        (one, other) => {
            let mut reasons: Vec<String> =
                [one, other].into_iter().filter_map(Result::err).map(|p| p.message).collect();
            reasons.dedup();
            reasons
        }
    }
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
    use crate::revision::Manifest;
    use crate::schema::{Column, ColumnType, Index, Table};

    fn text(name: &str) -> Column {
        Column::new(name, ColumnType::Text { max_length: None })
    }

    fn add(column: &str) -> Change {
        Change::AddColumn { table: "users".into(), column: Column { nullable: true, ..text(column) }, fill: None }
    }

    /// Two heads, `2` and `3`, after a base that makes `users` with the column `id`.
    fn two_heads(left: Vec<Change>, right: Vec<Change>) -> String {
        let file = |id: &str, parents: &[&str], changes| RevisionFile {
            slug: "s".into(),
            manifest: Manifest {
                id: id.into(),
                parents: parents.iter().map(|&id| id.to_owned()).collect(),
                changes,
                ..Manifest::default()
            },
            folder: Default::default(),
            scripts: Vec::new(),
        };
        let mut users = Table::new("users");
        users.columns = vec![text("id")];
        let base = file("1", &[], vec![Change::CreateTable(users)]);
        let all = Revisions::new(vec![base, file("2", &["1"], left), file("3", &["1"], right)]).unwrap();
        merge(&all, &["2", "3"]).map_or_else(|conflict| conflict.to_string(), |()| "merged".to_owned())
    }

    #[test]
    fn independent_changes_merge_whatever_the_order_of_columns() {
        assert_eq!(two_heads(vec![add("a")], vec![add("b")]), "merged");
        let index = Index { name: "ix".into(), columns: vec!["id".into()] };
        assert_eq!(two_heads(vec![Change::AddIndex { table: "users".into(), index }], vec![add("b")]), "merged");
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
        users.columns = vec![text("id")];
        assert!(two_heads(vec![Change::DropTable(users)], vec![add("a")]).contains("conflict"));
        let rename = Change::RenameTable(Pair::new("users".into(), "people".into()));
        assert!(two_heads(vec![rename], vec![add("a")]).contains("conflict"));
    }
}
