//! Columns that are in the way of another one's name: they step aside under a name of their own until they go or take their
//! last name. Names that differ in letter case alone are one name to every engine that is planned so.

use std::collections::BTreeMap;

use super::step::{Alteration, Operation, Phase, Step};
use crate::diff::Pair;
use crate::schema::{Schema, TableName, fitting};

/// `steps` from `old`, with each column that is in the way of a new name renamed before that. As they were, where such a column
/// stays: then the name is taken.
pub(super) fn set_aside(old: &Schema, steps: Vec<Step>) -> Vec<Step> {
    if !may_meet(old, &steps) {
        return steps;
    }
    let mut aside = Aside { old, tables: BTreeMap::new(), steps: Vec::with_capacity(steps.len()) };
    steps.iter().cloned().for_each(|step| aside.step(step));
    let stays = aside.tables.values().any(|table| !table.aside.is_empty());
    if stays { steps } else { aside.steps }
}

/// Whether a column gets a name that another one of its table has at first. Steps are many, and copied only then.
fn may_meet(old: &Schema, steps: &[Step]) -> bool {
    let mut first: BTreeMap<&TableName, &TableName> = BTreeMap::new();
    steps.iter().any(|step| {
        let (table, alterations) = match &step.operation {
            Operation::RenameTable { table, .. } => {
                let name = first.remove(&table.old).unwrap_or(&table.old);
                first.insert(&table.new, name);
                return false;
            }
            Operation::RenameColumn { table, column } => {
                return is_there(old, first.get(table).copied().unwrap_or(table), &column.new, Some(&column.old));
            }
            Operation::AlterTable { table, alterations } => (table, alterations),
            _ => return false,
        };
        let table = first.get(table).copied().unwrap_or(table);
        alterations.iter().any(|alteration| match alteration {
            Alteration::AddColumn(form, _) => is_there(old, table, &form.name, None),
            Alteration::RenameColumn(column) => is_there(old, table, &column.new, Some(&column.old)),
            _ => false,
        })
    })
}

/// Whether a table has a column of this name beside the one that is about to get it.
fn is_there(old: &Schema, table: &TableName, name: &str, of: Option<&str>) -> bool {
    let columns = old.table(table).map(|table| table.columns.as_slice()).unwrap_or_default();
    columns.iter().any(|column| is_one(&column.name, name, of))
}

/// Whether `one` is the same name as `other` and not that `of` the column which takes that.
fn is_one(one: &str, other: &str, of: Option<&str>) -> bool {
    Some(one) != of && one.chars().flat_map(char::to_lowercase).eq(other.chars().flat_map(char::to_lowercase))
}

/// The columns of a table at one step.
#[derive(Default)]
struct Columns {
    names: Vec<String>,
    /// Those that are aside: their names in the steps, and what they are called meanwhile.
    aside: BTreeMap<String, String>,
}

impl Columns {
    /// What a column that the steps call `name` is called now.
    fn now<'a>(&'a self, name: &'a str) -> &'a str {
        self.aside.get(name).map_or(name, String::as_str)
    }

    fn remove(&mut self, name: &str) {
        self.names.retain(|it| it != name);
    }
}

struct Aside<'a> {
    old: &'a Schema,
    tables: BTreeMap<TableName, Columns>,
    steps: Vec<Step>,
}

impl Aside<'_> {
    fn step(&mut self, mut step: Step) {
        match &mut step.operation {
            Operation::RenameTable { table, .. } => {
                let columns = std::mem::take(self.columns(&table.old));
                self.tables.remove(&table.old);
                self.tables.insert(table.new.clone(), columns);
            }
            Operation::CreateTable(form) => self.made(&form.name, form.columns.iter().map(|it| it.name.clone())),
            Operation::Rebuild(of) => {
                for (table, column) in &mut of.dropped {
                    *column = self.columns(table).now(column).to_owned();
                }
                self.made(&of.table.name, of.table.columns.iter().map(|it| it.name.clone()));
            }
            Operation::RenameColumn { table, column } => self.rename(table, column),
            Operation::AlterTable { table, alterations } => {
                // Within one statement, names that it takes away are free.
                for alteration in alterations.iter_mut() {
                    if let Alteration::DropColumn(name) = alteration {
                        let columns = self.columns(table);
                        if let Some(aside) = columns.aside.remove(name) {
                            *name = aside;
                        }
                        columns.remove(name);
                    }
                }
                for alteration in alterations {
                    match alteration {
                        Alteration::AddColumn(form, _) => {
                            self.make_room(table, &form.name, None);
                            self.columns(table).names.push(form.name.clone());
                        }
                        Alteration::RenameColumn(pair) => self.rename(table, pair),
                        Alteration::ModifyColumn(form) => {
                            let columns = self.columns(table);
                            if !columns.names.contains(&form.name) {
                                form.name = columns.now(&form.name).to_owned();
                            }
                        }
                        _ => {}
                    }
                }
            }
            _ => {}
        }
        self.steps.push(step);
    }

    /// The columns of a table; those that it had at first where no step before was about it.
    fn columns(&mut self, table: &TableName) -> &mut Columns {
        let old = self.old;
        self.tables.entry(table.clone()).or_insert_with(|| {
            let columns = old.table(table).map(|table| table.columns.as_slice()).unwrap_or_default();
            Columns { names: columns.iter().map(|column| column.name.clone()).collect(), aside: BTreeMap::new() }
        })
    }

    fn made(&mut self, table: &TableName, names: impl Iterator<Item = String>) {
        self.tables.insert(table.clone(), Columns { names: names.collect(), aside: BTreeMap::new() });
    }

    fn rename(&mut self, table: &TableName, column: &mut Pair<String>) {
        if let Some(aside) = self.columns(table).aside.remove(&column.old) {
            column.old = aside;
        }
        self.make_room(table, &column.new, Some(&column.old));
        let columns = self.columns(table);
        columns.remove(&column.old);
        columns.names.push(column.new.clone());
    }

    /// Sets the column aside that has the name which another one, maybe by a name of its own, is about to get.
    fn make_room(&mut self, table: &TableName, name: &str, of: Option<&str>) {
        let columns = self.columns(table);
        let Some(taken) = columns.names.iter_mut().find(|it| is_one(it, name, of)) else { return };
        let column = Pair::new(taken.clone(), fitting(format!("_schema_old_{taken}")));
        taken.clone_from(&column.new);
        columns.aside.insert(column.old.clone(), column.new.clone());
        self.steps.push(Step {
            phase: Phase::AlterTables,
            why: vec![format!("set column `{table}.{}` aside", column.old)],
            operation: Operation::RenameColumn { table: table.clone(), column },
            hazards: Vec::new(),
        });
    }
}
