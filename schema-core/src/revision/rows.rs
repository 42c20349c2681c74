//! SQL for rows in the revisions of two branches: fills and repairs of one side that name what the other side renames,
//! drops or changes. No schema keeps them, so neither order of the changes shows that one of the two orders fails.

use super::RevisionFile;
use crate::diff::{Change, Pair, names};
use crate::schema::{DefaultValue, Dialect, Literal, TableName};

/// Why the SQL for rows in `one` cannot run after `other`, a line each.
pub(super) fn stale(one: &[&RevisionFile], other: &[&RevisionFile]) -> Vec<String> {
    let gone = Gone::of(other);
    let mut reasons = Vec::new();
    // What this side has renamed by then has its later name in the SQL.
    let mut tables: Vec<Pair<TableName>> = Vec::new();
    for file in one {
        let dialects = file.manifest.readers();
        for change in &file.manifest.changes {
            if let Change::RenameTable(pair) = change {
                tables.push(pair.clone());
            }
            let Some(row_sql) = RowSql::of(change, &dialects) else { continue };
            let former = |name: &TableName| tables.iter().rfind(|it| it.new == *name).map(|it| it.old.clone());
            for it in gone.iter().filter(|it| row_sql.names(it, &former)) {
                let reason = format!(
                    "`{}` {} by SQL that names {}, which `{}` {}",
                    file.name(),
                    row_sql.what,
                    it.what,
                    it.by.name(),
                    it.how
                );
                if !reasons.contains(&reason) {
                    reasons.push(reason);
                }
            }
        }
    }
    reasons
}

/// SQL that runs once, over the rows that are there.
struct RowSql<'a> {
    table: &'a TableName,
    what: String,
    texts: Vec<(&'a str, Vec<Dialect>)>,
    /// The value, where it is one and no SQL.
    value: Option<&'a str>,
}

impl<'a> RowSql<'a> {
    /// The SQL of a change in a revision whose dialects are `dialects`.
    fn of(change: &'a Change, dialects: &[Dialect]) -> Option<Self> {
        let readings = change.sql_for_rows().into_iter().flat_map(|sql| sql.readings(dialects));
        let texts = readings.map(|(sql, readers)| (sql.as_str(), readers)).collect();
        if let Some((table, name, _)) = change.wants_of_rows() {
            return Some(Self { table, what: format!("repairs rows for `{name}`"), texts, value: None });
        }
        let (table, column, fill) = match change {
            Change::AddColumn { table, column, fill } => (table, &column.name, fill.as_ref()?),
            Change::AlterColumn { table, column, fill } => (table, &column.new.name, fill.as_ref()?),
            _ => return None,
        };
        let value = match fill {
            DefaultValue::Sql(_) => None,
            DefaultValue::Literal(Literal::Text(text)) => Some(text.as_str()),
            DefaultValue::Literal(_) | DefaultValue::Now => return None,
        };
        Some(Self { table, what: format!("fills `{table}.{column}`"), texts, value })
    }

    fn names(&self, gone: &Gone<'_>, former: &dyn Fn(&TableName) -> Option<TableName>) -> bool {
        let is_own = |table: &TableName| self.table == table || former(self.table).as_ref() == Some(table);
        let mut texts = self.texts.iter();
        match &gone.name {
            Name::Table(table) | Name::Enum(table) => texts.any(|(sql, readers)| names(sql, readers, table)),
            Name::Column(table, column) => texts.any(|(sql, readers)| {
                names(sql, readers, column) && (is_own(table) || names(sql, readers, &table.name))
            }),
            Name::Value(value) => {
                let literal = format!("'{}'", value.replace('\'', "''"));
                self.value == Some(value) || texts.any(|(sql, _)| sql.contains(&literal))
            }
        }
    }
}

/// A name that one side knows and that has no meaning, or another one, after the other side.
enum Name {
    Table(String),
    Column(TableName, String),
    Enum(String),
    Value(String),
}

struct Gone<'a> {
    name: Name,
    what: String,
    how: &'static str,
    by: &'a RevisionFile,
}

impl<'a> Gone<'a> {
    fn of(side: &[&'a RevisionFile]) -> Vec<Self> {
        let mut all = Vec::new();
        // By what name the other side knows a table.
        let mut renamed: Vec<Pair<TableName>> = Vec::new();
        for &by in side {
            for change in &by.manifest.changes {
                let known = |table: &TableName| {
                    renamed.iter().rfind(|it| it.new == *table).map_or_else(|| table.clone(), |it| it.old.clone())
                };
                let mut push = |name, what: String, how| all.push(Gone { name, what: format!("`{what}`"), how, by });
                let column = |table: &TableName, column: &str| {
                    let table = known(table);
                    let what = format!("{table}.{column}");
                    (Name::Column(table, column.to_owned()), what)
                };
                match change {
                    Change::RenameTable(pair) => {
                        let old = known(&pair.old);
                        push(Name::Table(old.name.clone()), old.to_string(), "renames");
                        renamed.push(Pair::new(old, pair.new.clone()));
                    }
                    Change::DropTable(table) => {
                        let table = known(&table.name);
                        push(Name::Table(table.name.clone()), table.to_string(), "drops");
                    }
                    Change::RenameColumn { table, column: pair } => {
                        let (name, what) = column(table, &pair.old);
                        push(name, what, "renames");
                    }
                    Change::DropColumn { table, column: old } => {
                        let (name, what) = column(table, &old.name);
                        push(name, what, "drops");
                    }
                    Change::AlterColumn { table, column: pair, .. } if pair.old.ty != pair.new.ty => {
                        let (name, what) = column(table, &pair.old.name);
                        push(name, what, "gives another type");
                    }
                    Change::RenameEnum(pair) => push(Name::Enum(pair.old.clone()), pair.old.clone(), "renames"),
                    Change::DropEnum(it) => push(Name::Enum(it.name.clone()), it.name.clone(), "drops"),
                    Change::RenameEnumValue { enum_type, value } => {
                        push(Name::Value(value.old.clone()), format!("{enum_type}.{}", value.old), "renames");
                    }
                    Change::AlterEnum(change) => {
                        for value in change.removed() {
                            push(Name::Value(value.clone()), format!("{}.{value}", change.new.name), "removes");
                        }
                    }
                    Change::CreateEnum(_)
                    | Change::CreateTable(_)
                    | Change::AlterTableComment { .. }
                    | Change::AlterTableOptions { .. }
                    | Change::AddPartition { .. }
                    | Change::AlterPartitioning { .. }
                    | Change::DropPartition { .. }
                    | Change::RenameConstraint { .. }
                    | Change::AddColumn { .. }
                    | Change::AlterColumn { .. }
                    | Change::AddPrimaryKey { .. }
                    | Change::DropPrimaryKey { .. }
                    | Change::RenamePrimaryKey { .. }
                    | Change::AddUnique { .. }
                    | Change::DropUnique { .. }
                    | Change::AddIndex { .. }
                    | Change::DropIndex { .. }
                    | Change::AddForeignKey { .. }
                    | Change::DropForeignKey { .. }
                    | Change::AddCheck { .. }
                    | Change::DropCheck { .. }
                    | Change::AlterValidity { .. }
                    | Change::AddExclusion { .. }
                    | Change::DropExclusion { .. } => {}
                }
            }
        }
        all
    }
}
