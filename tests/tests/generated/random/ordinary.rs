//! Edits that make or leave open what the engines themselves are at odds with: names that differ in case alone, the namespace that
//! is the default anyway, and the names that constraints get when they are given none.

use std::collections::BTreeSet;

use schema_core::schema::{
    Column, ColumnType, Dialect, ForeignKey, PrimaryKey, Schema, Spelling, Table, TableName, constraint_name,
};

use super::dice::{Dice, Roll};
use super::generate::Draft;
use super::mutate::{Edited, constraint_names, rename_constraint};
use super::numbers::listed;

/// The same letters in the other case.
pub(super) fn other_case(name: &str) -> Option<String> {
    let swapped = |c: char| if c.is_ascii_lowercase() { c.to_ascii_uppercase() } else { c.to_ascii_lowercase() };
    let other: String = name.chars().map(swapped).collect();
    (other != name).then_some(other)
}

impl Edited {
    /// One such edit; none where there is nothing to edit so.
    pub(crate) fn edit_ordinarily(&mut self, roll: &Roll) {
        let (first, rest) = roll.split_first().expect("rolls have dice");
        let mut dice = Dice::new(rest);
        match usize::from(*first) * 10 / 256 {
            0..=3 => self.add_child(&mut dice),
            4 => match dice.below(4) {
                0 | 1 => self.table_in_other_case(&mut dice),
                2 => self.enum_in_other_case(&mut dice),
                _ => self.value_in_other_case(&mut dice),
            },
            5 => match dice.below(3) {
                0 | 1 => self.column_in_other_case(&mut dice),
                _ => self.constraint_in_other_case(&mut dice),
            },
            6 => self.add_in_default_namespace(&mut dice),
            7 => self.stamp_changes(&mut dice),
            _ => self.usual_names(&mut dice),
        };
        self.draft.tidy();
    }

    /// A new table that points to an old one, and nothing else.
    fn add_child(&mut self, dice: &mut Dice<'_>) -> Option<()> {
        let keyed = |table: &&Table| matches!(&table.primary_key, Some(key) if key.columns.len() == 1);
        let parents: Vec<Table> = self.draft.schema.tables.values().filter(keyed).cloned().collect();
        let parent = dice.pick(&parents)?.clone();
        let key = parent.primary_key?.columns[0].clone();
        let target = parent.columns.iter().find(|column| column.name == key)?.clone();
        let name = TableName::new(self.draft.name("t", dice));
        let mut table = Table::new(name.clone());
        table.columns.push(Column::new("id", ColumnType::Int { bits: 64, unsigned: false }));
        table.primary_key = Some(PrimaryKey::new(["id"]));
        let column = Column { identity: None, default: None, generated: None, name: "parent".to_owned(), ..target };
        table.columns.push(Column { nullable: dice.chance(40), comment: None, ..column });
        let named = constraint_name("fk", &name, ["parent"]);
        let mut foreign = ForeignKey::new(named.clone(), ["parent"], parent.name, [key]);
        table.options = parent.options.clone();
        self.draft.schema.insert_table(table);
        foreign.on_delete = self.draft.action(&name, &foreign, false, dice);
        self.draft.table_mut(&name).foreign_keys.insert(named, foreign);
        Some(())
    }

    fn table_in_other_case(&mut self, dice: &mut Dice<'_>) -> Option<()> {
        let old = self.table(dice)?;
        let new = TableName { namespace: old.namespace.clone(), name: other_case(&old.name)? };
        if all_names(&self.draft.schema).contains(&new.name) {
            return None;
        }
        self.origins.table_renamed(&old, &new);
        self.draft.rename_table(&old, &new);
        Some(())
    }

    fn column_in_other_case(&mut self, dice: &mut Dice<'_>) -> Option<()> {
        let (table, old) = self.column(dice)?;
        let new = other_case(&old)?;
        if self.draft.schema.tables[&table].column(&new).is_some() {
            return None;
        }
        self.origins.column_renamed(&table, &old, &new);
        self.draft.rename_column(&table, &old, &new);
        Some(())
    }

    fn enum_in_other_case(&mut self, dice: &mut Dice<'_>) -> Option<()> {
        let old = dice.pick(&self.draft.schema.enums.keys().cloned().collect::<Vec<_>>())?.clone();
        let new = other_case(&old).filter(|new| !all_names(&self.draft.schema).contains(new))?;
        self.origins.enum_renamed(&old, &new);
        self.draft.rename_enum(&old, &new);
        Some(())
    }

    fn value_in_other_case(&mut self, dice: &mut Dice<'_>) -> Option<()> {
        let of = dice.pick(&self.draft.schema.enums.keys().cloned().collect::<Vec<_>>())?.clone();
        let values = &self.draft.schema.enums[&of].values;
        let old = dice.pick(values)?.clone();
        let new = other_case(&old).filter(|new| !values.contains(new))?;
        self.origins.value_renamed(&of, &old, &new);
        self.draft.rename_value(&of, &old, &new);
        Some(())
    }

    fn constraint_in_other_case(&mut self, dice: &mut Dice<'_>) -> Option<()> {
        let of = self.table(dice)?;
        let all = all_names(&self.draft.schema);
        let table = self.draft.table_mut(&of);
        let (kind, old) = dice.pick(&constraint_names(table))?.clone();
        let new = other_case(&old).filter(|new| !all.contains(new))?;
        rename_constraint(table, kind, &old, new)
    }

    /// A new table in the namespace where it would be anyway.
    fn add_in_default_namespace(&mut self, dice: &mut Dice<'_>) -> Option<()> {
        if self.draft.dialect != Dialect::POSTGRES {
            return None;
        }
        let name = TableName::in_namespace("public", self.draft.name("t", dice));
        let mut table = Table::new(name);
        table.columns.push(Column::new("id", ColumnType::Int { bits: 32, unsigned: false }));
        table.primary_key = Some(PrimaryKey::new(["id"]));
        self.draft.schema.insert_table(table);
        Some(())
    }

    /// A column that gets the time of every change, or a character set of its own.
    fn stamp_changes(&mut self, dice: &mut Dice<'_>) -> Option<()> {
        if !matches!(self.draft.dialect.name(), "mysql" | "mariadb") {
            return None;
        }
        let table = self.table(dice)?;
        let (times, nullable) = (dice.chance(50), dice.chance(50));
        let name = self.draft.column_name(&table, "s", dice);
        let ty =
            if times { ColumnType::DateTime { precision: None } } else { ColumnType::Text { max_length: Some(20) } };
        let mut column = Column { nullable: nullable || !times, ..Column::new(name, ty) };
        column.on_update_now = times;
        column.charset = (!times).then(|| "latin1".to_owned());
        column.collation = if times { Spelling::default() } else { Spelling::any("latin1_swedish_ci") };
        self.draft.table_mut(&table).columns.push(column);
        Some(())
    }

    /// The constraints of a table are given no names any more.
    fn usual_names(&mut self, dice: &mut Dice<'_>) -> Option<()> {
        let name = self.table(dice)?;
        let all = names_of(&self.draft.schema);
        let table = self.draft.table_mut(&name);
        for (prefix, old, columns) in named(table) {
            let new = constraint_name(prefix, &name, &columns);
            if !all.contains(&new.to_lowercase()) {
                rename(table, prefix, &old, &new);
            }
        }
        Some(())
    }
}

/// The names of all constraints, tables and enum types.
pub(super) fn all_names(schema: &Schema) -> BTreeSet<String> {
    let of_table = |table: &Table| {
        let keys = table.uniques.keys().chain(table.indexes.keys()).chain(table.foreign_keys.keys());
        let all = keys.chain(table.checks.keys()).chain(table.exclusions.keys()).chain([&table.name.name]);
        all.cloned().collect::<Vec<_>>()
    };
    schema.tables.values().flat_map(of_table).chain(schema.enums.keys().cloned()).collect()
}

/// The same in lower case.
fn names_of(schema: &Schema) -> BTreeSet<String> {
    all_names(schema).iter().map(|name| name.to_lowercase()).collect()
}

/// The constraints that can do without a name: the prefix of the usual one, the name, and the columns.
fn named(table: &Table) -> Vec<(&'static str, String, Vec<String>)> {
    let uniques = table.uniques.values().map(|it| ("uq", it.name.clone(), it.columns.clone()));
    let keys = table.foreign_keys.values().map(|it| ("fk", it.name.clone(), it.columns.clone()));
    let plain = table.indexes.values().filter(|it| it.parts.len() == 1 && it.is_plain() && !it.unique);
    let indexes = plain.filter_map(|it| Some(("ix", it.name.clone(), vec![it.parts[0].column_name()?.to_owned()])));
    let enums = table.columns.iter().filter_map(|column| {
        let check = table.checks.values().find(|check| listed(check, &column.name).is_some())?;
        Some(("ck", check.name.clone(), vec![column.name.clone()]))
    });
    uniques.chain(keys).chain(indexes).chain(enums).collect()
}

fn rename(table: &mut Table, prefix: &str, old: &str, new: &str) {
    let kind = match prefix {
        "uq" => 'u',
        "fk" => 'f',
        "ix" => 'i',
        _ => 'c',
    };
    rename_constraint(table, kind, old, new.to_owned());
}

impl Draft {
    /// Names that were the usual ones of `before` follow the tables and columns that they are made of.
    pub(crate) fn follow_names(&mut self, before: &Schema) {
        let usual: BTreeSet<String> = before
            .tables
            .values()
            .flat_map(|table| named(table).into_iter().map(|it| (table.name.clone(), it)))
            .filter(|(name, (prefix, old, columns))| constraint_name(prefix, name, columns) == *old)
            .map(|(_, (_, old, _))| old)
            .collect();
        let mut all = names_of(&self.schema);
        for table in self.schema.tables.values_mut() {
            for (prefix, old, columns) in named(table).into_iter().filter(|(_, old, _)| usual.contains(old)) {
                let new = constraint_name(prefix, &table.name, &columns);
                if new != old && all.insert(new.to_lowercase()) {
                    rename(table, prefix, &old, &new);
                }
            }
        }
    }
}
