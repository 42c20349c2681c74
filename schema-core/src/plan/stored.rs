//! Computed columns that scripts stored, though models have them computed when they are read: the engine could not do that in the
//! version that the scripts were written for. They stay so when scripts are written for a later one.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::diff::Change;
use crate::schema::{Column, Schema, Since, Table, TableName};

use super::Capabilities;

/// The columns that are stored so, by table and name.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct StoredColumns(BTreeSet<(TableName, String)>);

impl StoredColumns {
    /// Whether there can be any on an engine: on others, nothing has to be followed.
    pub fn may_be_on(facts: &Capabilities) -> bool {
        facts.virtual_columns != Since::Always
    }

    /// Follows changes, one after the other, whose script was written with these facts. Gives them as the script carries them out.
    pub fn follow(&mut self, changes: &[Change], facts: &Capabilities) -> Vec<Change> {
        changes.iter().map(|change| self.follow_one(change, facts)).collect()
    }

    fn follow_one(&mut self, change: &Change, facts: &Capabilities) -> Change {
        let has_virtual = facts.has(facts.virtual_columns);
        let mut change = change.clone();
        match &mut change {
            Change::CreateTable(table) if !has_virtual && table.has_virtual_columns() => {
                let table = Arc::make_mut(table);
                for column in &mut table.columns {
                    self.make(&table.name, column, has_virtual);
                }
            }
            Change::DropTable(table) if table.has_virtual_columns() => {
                let table = Arc::make_mut(table);
                for column in &mut table.columns {
                    self.drop(&table.name, column);
                }
            }
            Change::AddColumn { table, column, .. } => self.make(table, Arc::make_mut(column), has_virtual),
            Change::DropColumn { table, column } => self.drop(table, Arc::make_mut(column)),
            Change::AlterColumn { table, column, .. } => {
                let same = column.old.generated == column.new.generated;
                let was = self.0.contains(&(table.clone(), column.old.name.clone()));
                self.drop(table, Arc::make_mut(&mut column.old));
                self.make(table, Arc::make_mut(&mut column.new), has_virtual && !(same && was));
            }
            Change::RenameTable(pair) => {
                let columns = std::mem::take(&mut self.0).into_iter();
                let renamed = |of: TableName| if of == pair.old { pair.new.clone() } else { of };
                self.0 = columns.map(|(table, column)| (renamed(table), column)).collect();
            }
            Change::RenameColumn { table, column } if self.0.remove(&(table.clone(), column.old.clone())) => {
                self.0.insert((table.clone(), column.new.clone()));
            }
            _ => {}
        }
        change
    }

    /// Has the columns of a schema be stored, where they are.
    pub fn mark(&self, schema: &mut Schema) {
        for (name, column) in &self.0 {
            let is_open = |table: &Table| table.name == *name;
            for table in schema.tables.values_mut_where(is_open) {
                let column = table.column_mut(column);
                if let Some(generated) = column.and_then(|it| it.generated.as_mut()) {
                    generated.stored = true;
                }
            }
        }
    }

    fn make(&mut self, table: &TableName, column: &mut Column, has_virtual: bool) {
        if let Some(generated) = column.generated.as_mut().filter(|it| !it.stored && !has_virtual) {
            generated.stored = true;
            self.0.insert((table.clone(), column.name.clone()));
        }
    }

    fn drop(&mut self, table: &TableName, column: &mut Column) {
        let was = self.0.remove(&(table.clone(), column.name.clone()));
        if let Some(generated) = column.generated.as_mut().filter(|_| was) {
            generated.stored = true;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::dialect::capabilities;
    use crate::diff::{Pair, apply};
    use crate::schema::{ColumnType, Dialect, Generated, Release, Spelling, Version};

    fn computed(name: &str, sql: &str) -> Column {
        let generated = Some(Generated { expression: Spelling::any(sql), stored: false });
        Column { generated, ..Column::new(name, ColumnType::Int { bits: 32, unsigned: false }) }
    }

    /// Each change is written for the version beside it; the columns that are stored afterwards.
    #[test]
    fn columns_stay_as_they_were_made() {
        let mut table = Table::new("a");
        table.columns = [Column::new("x", ColumnType::Int { bits: 32, unsigned: false }), computed("one", "x")].into();
        let nullable = Column { nullable: true, ..computed("uno", "x") };
        let changes = [
            (14, Change::CreateTable(table.into()), "a.one"),
            (18, Change::AddColumn { table: "a".into(), column: computed("two", "x").into(), fill: None }, "a.one"),
            (18, Change::RenameTable(Pair::new("a".into(), "b".into())), "b.one"),
            (18, Change::RenameColumn { table: "b".into(), column: Pair::new("one".into(), "uno".into()) }, "b.uno"),
            (
                18,
                Change::AlterColumn {
                    table: "b".into(),
                    column: Pair::new(computed("uno", "x").into(), nullable.clone().into()),
                    fill: None,
                },
                "b.uno",
            ),
            (
                18,
                Change::AlterColumn {
                    table: "b".into(),
                    column: Pair::new(nullable.into(), computed("uno", "x + 1").into()),
                    fill: None,
                },
                "",
            ),
            (15, Change::AddColumn { table: "b".into(), column: computed("six", "x").into(), fill: None }, "b.six"),
            (18, Change::DropColumn { table: "b".into(), column: computed("six", "x").into() }, ""),
        ];
        let (mut stored, mut schema) = (StoredColumns::default(), Schema::default());
        for (major, change, expected) in changes {
            let facts = capabilities(Release::new(Dialect::POSTGRES, Version::new(major, 0)));
            let made = stored.follow_one(&change, &facts);
            apply(&mut schema, &made).unwrap_or_else(|error| panic!("{error}"));
            let names: Vec<String> = stored.0.iter().map(|(table, column)| format!("{table}.{column}")).collect();
            assert_eq!(names.join(", "), expected, "{change}");
            let mut marked = schema.clone();
            stored.mark(&mut marked);
            assert_eq!(marked, schema);
        }
    }
}
