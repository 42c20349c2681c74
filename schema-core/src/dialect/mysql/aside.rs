//! Columns of MySQL and MariaDB that are in the way of another one's name: they step aside under a name of their own until they
//! go or take their last name. Names that differ in letter case alone are one name there.

use std::collections::{BTreeMap, BTreeSet};

use crate::diff::{Pair, Spoken, mentions, rename_words};
use crate::plan::{Alteration, Operation, Phase, PlanError, Reason, Step};
use crate::schema::{Dialect, Schema, Spelling, Table, TableName, fitting};

/// `steps` from `old`, with each column that is in the way of a new name renamed before that. As they were, where such a column
/// stays: then the name is taken.
///
/// # Errors
/// [`PlanError::Column`] for a column that cannot be renamed meanwhile, or that a statement of the user speaks of.
pub(super) fn set_aside(dialect: Dialect, old: &Schema, steps: Vec<Step>) -> Result<Vec<Step>, PlanError> {
    if !may_meet(old, &steps) {
        return Ok(steps);
    }
    let mut aside = Aside { dialect, old, tables: BTreeMap::new(), steps: Vec::with_capacity(steps.len()) };
    steps.iter().cloned().try_for_each(|step| aside.step(step))?;
    let stays = aside.tables.values().any(|table| !table.aside.is_empty());
    Ok(if stays { steps } else { aside.steps })
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
    let mut columns = old.table(table).into_iter().flat_map(|table| &table.columns);
    columns.any(|column| Some(column.name.as_str()) != of && is_one(&column.name, name))
}

/// Whether two names are one to the engine.
fn is_one(one: &str, other: &str) -> bool {
    one.chars().flat_map(char::to_lowercase).eq(other.chars().flat_map(char::to_lowercase))
}

/// The columns of a table at one step.
#[derive(Default)]
struct Columns<'a> {
    names: Vec<String>,
    /// Those that are aside: their names in the steps, and what they are called meanwhile.
    aside: BTreeMap<String, String>,
    /// The table as it was at first, if it was there.
    old: Option<&'a Table>,
    /// Checks of it that are gone.
    unchecked: BTreeSet<String>,
}

impl Columns<'_> {
    /// What a column that the steps call `name` is called now.
    fn now<'n>(&'n self, name: &'n str) -> &'n str {
        self.aside.get(name).map_or(name, String::as_str)
    }

    fn remove(&mut self, name: &str) {
        self.names.retain(|it| it != name);
    }

    /// `sql` of the user about the rows of the table. A word that is no name of a column by now means the one that is aside.
    fn in_sql(&self, dialect: Dialect, sql: &str) -> String {
        self.aside.iter().fold(sql.to_owned(), |sql, (name, aside)| {
            let means = |word: &str| is_one(word, name) && !self.names.iter().any(|it| it == word);
            rename_words(&sql, dialect, means, aside)
        })
    }

    /// What the server does not rename a column under: a check, or a column that is computed from it.
    fn speaker(&self, dialect: Dialect, column: &str) -> Option<String> {
        let old = self.old?;
        let speaks = |sql: &Spelling| Spoken::from(column).is_in_spelling(sql, &[dialect]);
        let mut checks = old.checks.values().filter(|check| !self.unchecked.contains(&check.name));
        let check =
            checks.find(|check| speaks(&check.expression)).map(|check| format!("check constraint `{}`", check.name));
        let computed = || {
            let mut columns = old.columns.iter().filter(|it| self.names.contains(&it.name));
            let found = columns.find(|it| it.generated.as_ref().is_some_and(|it| speaks(&it.expression)));
            found.map(|it| format!("column `{}`", it.name))
        };
        check.or_else(computed)
    }
}

struct Aside<'a> {
    dialect: Dialect,
    old: &'a Schema,
    tables: BTreeMap<TableName, Columns<'a>>,
    steps: Vec<Step>,
}

impl<'a> Aside<'a> {
    fn step(&mut self, mut step: Step) -> Result<(), PlanError> {
        match &mut step.operation {
            Operation::RenameTable { table, .. } => {
                let columns = std::mem::take(self.columns(&table.old));
                self.tables.remove(&table.old);
                self.tables.insert(table.new.clone(), columns);
            }
            Operation::CreateTable(form) => {
                let names = form.columns.iter().map(|it| it.name.clone()).collect();
                self.tables.insert(form.name.clone(), Columns { names, ..Columns::default() });
            }
            Operation::RenameColumn { table, column } => self.rename(table, column)?,
            Operation::Fill { table, value, .. } => {
                let dialect = self.dialect;
                *value = self.columns(table).in_sql(dialect, value);
            }
            // Whatever it does, the words that it says it with are somebody's who knows of one column.
            Operation::Run(sql) => self.refuse_spoken_of(sql)?,
            Operation::AlterTable { table, alterations } => self.alter(table, alterations)?,
            _ => {}
        }
        self.steps.push(step);
        Ok(())
    }

    fn alter(&mut self, table: &TableName, alterations: &mut [Alteration]) -> Result<(), PlanError> {
        // Within one statement, names that it takes away are free.
        for alteration in alterations.iter_mut() {
            let columns = self.columns(table);
            match alteration {
                Alteration::DropColumn(name) => {
                    if let Some(aside) = columns.aside.remove(name) {
                        *name = aside;
                    }
                    columns.remove(name);
                }
                Alteration::DropCheck(name) => drop(columns.unchecked.insert(name.clone())),
                _ => {}
            }
        }
        for alteration in alterations {
            match alteration {
                Alteration::AddColumn(form, _) => {
                    self.make_room(table, &form.name, None)?;
                    self.columns(table).names.push(form.name.clone());
                }
                Alteration::RenameColumn(pair) => self.rename(table, pair)?,
                Alteration::ModifyColumn(form, _) => {
                    let columns = self.columns(table);
                    if !columns.names.contains(&form.name) {
                        form.name = columns.now(&form.name).to_owned();
                    }
                }
                _ => {}
            }
        }
        Ok(())
    }

    /// The columns of a table; those that it had at first where no step before was about it.
    fn columns(&mut self, table: &TableName) -> &mut Columns<'a> {
        let old = self.old.table(table);
        self.tables.entry(table.clone()).or_insert_with(|| {
            let names = old.into_iter().flat_map(|table| &table.columns).map(|column| column.name.clone()).collect();
            Columns { names, old, ..Columns::default() }
        })
    }

    fn rename(&mut self, table: &TableName, column: &mut Pair<String>) -> Result<(), PlanError> {
        if let Some(aside) = self.columns(table).aside.remove(&column.old) {
            column.old = aside;
        }
        self.make_room(table, &column.new, Some(&column.old))?;
        let columns = self.columns(table);
        columns.remove(&column.old);
        columns.names.push(column.new.clone());
        Ok(())
    }

    /// Sets the column aside that has the name which another one, maybe by a name of its own, is about to get.
    fn make_room(&mut self, table: &TableName, name: &str, of: Option<&str>) -> Result<(), PlanError> {
        let dialect = self.dialect;
        let columns = self.columns(table);
        let in_the_way = |it: &&String| Some(it.as_str()) != of && is_one(it, name);
        let Some(taken) = columns.names.iter().find(in_the_way).cloned() else { return Ok(()) };
        if let Some(speaker) = columns.speaker(dialect, &taken) {
            return Err(refused(dialect, table, &taken, &speaker));
        }
        let column = Pair::new(taken.clone(), fitting(format!("_schema_old_{taken}")));
        columns.remove(&taken);
        columns.names.push(column.new.clone());
        columns.aside.insert(taken, column.new.clone());
        self.steps.push(Step {
            phase: Phase::AlterTables,
            why: vec![Reason::SetAside { table: table.clone(), column: column.old.clone() }],
            operation: Operation::RenameColumn { table: table.clone(), column },
            hazards: Vec::new(),
        });
        Ok(())
    }

    fn refuse_spoken_of(&self, sql: &str) -> Result<(), PlanError> {
        for (table, columns) in &self.tables {
            if let Some(name) = columns.aside.keys().find(|name| mentions(sql, &[self.dialect], name)) {
                return Err(refused(self.dialect, table, name, "a statement for rows"));
            }
        }
        Ok(())
    }
}

fn refused(dialect: Dialect, table: &TableName, column: &str, speaker: &str) -> PlanError {
    PlanError::Column {
        dialect,
        table: table.clone(),
        column: column.to_owned(),
        reason: format!(
            "another column takes its name, in which case is not significant, and {speaker} references it: drop or rename \
             it in a revision of its own before"
        ),
    }
}
