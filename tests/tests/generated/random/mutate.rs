//! One schema from another by edits such as people make, with the answers that they would give.

use schema_core::diff::{Answers, Spoken, is_one_of, numbers_of};
use schema_core::schema::{
    ColumnType, DefaultValue, Literal, PartOf, Partition, PartitionBy, Spelling, Table, TableName,
};

use super::dice::{Dice, Roll, TableSeed};
use super::generate::{Draft, can_be_identity};
use super::numbers::listed;
use super::origins::Origins;
use super::tidy::{is_entangled, is_spoken_of};
use super::words::{Kind, convertible, kind, literal};
use crate::support::hostile::TEXTS;

/// A schema that is being edited.
pub(crate) struct Edited {
    pub(super) draft: Draft,
    pub(super) origins: Origins,
}

impl Edited {
    pub(crate) fn new(draft: &Draft) -> Self {
        Self { draft: draft.clone(), origins: Origins::of(&draft.schema) }
    }

    /// The schema, and what a person says of the way to it.
    pub(crate) fn done(self) -> (Draft, Answers) {
        let answers = self.origins.answers();
        (self.draft, answers)
    }

    /// One edit; none where there is nothing to edit so.
    pub(crate) fn edit(&mut self, roll: &Roll) {
        let (first, rest) = roll.split_first().expect("rolls have dice");
        let mut dice = Dice::new(rest);
        self.edit_kind(usize::from(*first) * KINDS / 256, roll, &mut dice);
        self.draft.tidy();
    }

    fn edit_kind(&mut self, kind: usize, roll: &Roll, dice: &mut Dice<'_>) -> Option<()> {
        // The first die has said what is done.
        let mut rest = *roll;
        rest.rotate_left(3);
        match kind {
            0..=2 => {
                let table = self.table(dice)?;
                self.draft.add_column(&table, &rest);
            }
            3..=6 => {
                let table = self.table(dice)?;
                self.draft.add_key(&table, &rest);
            }
            7 => self.add_table(rest),
            8 => self.draft.add_enum(&rest),
            9 | 10 => {
                let (table, column) = self.column(dice)?;
                let parted = &self.draft.schema.tables[&table].partitioning;
                if parted.as_ref().is_some_and(|it| it.columns.contains(&column)) {
                    return None;
                }
                self.origins.column_dropped(&table, &column);
                let table = self.draft.table_mut(&table);
                table.columns.retain(|it| it.name != column);
                // Names in it need no quotes.
                table.checks.retain(|_, check| listed(check, &column).is_none());
            }
            11 | 12 => self.drop_key(dice)?,
            13 => {
                let table = self.table(dice)?;
                self.origins.table_dropped(&table);
                self.draft.schema.tables.remove(&table);
            }
            14 | 15 => self.rename_column(dice)?,
            16 => self.rename_table(dice)?,
            17 => self.rename_constraint(dice)?,
            18 | 19 => {
                let (table, name) = self.column(dice)?;
                let column = self.draft.table_mut(&table).column_mut(&name)?;
                let may_be = column.identity.is_none();
                column.nullable = column.generated.is_some() || !column.nullable && may_be;
            }
            20 | 21 => self.change_default(dice)?,
            22 | 23 => self.change_type(dice)?,
            24 => self.change_comment(dice)?,
            25 => self.swap_columns(dice)?,
            26 => self.swap_tables(dice)?,
            27..=30 => self.change_enum(kind, dice)?,
            31 => self.change_primary_key(dice)?,
            32 => self.change_action(dice)?,
            33 => self.change_identity(dice)?,
            35 | 36 => {
                let table = self.table(dice)?;
                let options = self.draft.options(dice);
                self.draft.table_mut(&table).options = options;
            }
            37 => self.change_computed(dice)?,
            38 => self.change_partitions(dice)?,
            39 => self.change_validity(dice)?,
            34 => {
                let table = self.table(dice)?;
                self.draft.table_mut(&table).columns.reverse();
            }
            40..=42 => self.change_key(dice)?,
            _ => self.change_numbers(dice)?,
        }
        Some(())
    }

    pub(super) fn table(&self, dice: &mut Dice<'_>) -> Option<TableName> {
        dice.pick(&self.draft.schema.tables.keys().collect::<Vec<_>>()).map(|name| (*name).clone())
    }

    pub(super) fn column(&self, dice: &mut Dice<'_>) -> Option<(TableName, String)> {
        let table = self.table(dice)?;
        let column = dice.pick(self.draft.schema.tables[&table].columns.shared())?.name.clone();
        Some((table, column))
    }

    fn add_table(&mut self, roll: Roll) {
        let table = |seed: u8| roll.map(|die| die.wrapping_mul(seed).wrapping_add(seed));
        let seed = TableSeed { head: roll, columns: vec![table(7), table(31)], keys: vec![table(11), table(101)] };
        let name = self.draft.add_table(&seed);
        seed.keys.iter().for_each(|roll| self.draft.add_key(&name, roll));
    }

    fn drop_key(&mut self, dice: &mut Dice<'_>) -> Option<()> {
        let table = self.table(dice)?;
        let table = self.draft.table_mut(&table);
        let names = constraint_names(table);
        let (kind, name) = dice.pick(&names)?;
        take_constraint(table, *kind, name);
        Some(())
    }

    fn rename_column(&mut self, dice: &mut Dice<'_>) -> Option<()> {
        let (table, old) = self.column(dice)?;
        let new = self.draft.column_name(&table, "n", dice);
        self.origins.column_renamed(&table, &old, &new);
        self.draft.rename_column(&table, &old, &new);
        Some(())
    }

    fn swap_columns(&mut self, dice: &mut Dice<'_>) -> Option<()> {
        let (table, one) = self.column(dice)?;
        let other = dice.pick(self.draft.schema.tables[&table].columns.shared())?.name.clone();
        if one != other {
            self.origins.columns_swapped(&table, &one, &other);
            for (old, new) in [(one.as_str(), "swap aside"), (&other, &one), ("swap aside", &other)] {
                self.draft.rename_column(&table, old, new);
            }
        }
        Some(())
    }

    fn rename_table(&mut self, dice: &mut Dice<'_>) -> Option<()> {
        let old = self.table(dice)?;
        let new = TableName { namespace: old.namespace.clone(), name: self.draft.name("t", dice) };
        self.origins.table_renamed(&old, &new);
        self.draft.rename_table(&old, &new);
        Some(())
    }

    fn swap_tables(&mut self, dice: &mut Dice<'_>) -> Option<()> {
        let (one, other) = (self.table(dice)?, self.table(dice)?);
        if one != other && one.namespace == other.namespace {
            self.origins.tables_swapped(&one, &other);
            let aside = TableName { namespace: one.namespace.clone(), name: "swap aside".to_owned() };
            for (old, new) in [(&one, &aside), (&other, &one), (&aside, &other)] {
                self.draft.rename_table(old, new);
            }
        }
        Some(())
    }

    fn rename_constraint(&mut self, dice: &mut Dice<'_>) -> Option<()> {
        let of = self.table(dice)?;
        let new = self.draft.name("k", dice);
        let table = self.draft.table_mut(&of);
        let (kind, old) = dice.pick(&constraint_names(table))?.clone();
        rename_constraint(table, kind, &old, new)
    }

    fn change_default(&mut self, dice: &mut Dice<'_>) -> Option<()> {
        let (table, name) = self.column(dice)?;
        let mut column = self.draft.schema.tables[&table].column(&name)?.clone();
        let drops = dice.chance(30);
        if column.identity.is_some() || column.generated.is_some() {
            return None;
        }
        column.default = match numbers_of(&self.draft.schema.tables[&table], &name) {
            _ if drops => None,
            Some(numbers) => dice.pick(&numbers).map(|it| DefaultValue::Literal(Literal::Number(it.to_string()))),
            None => literal(&column.ty, dice, &self.draft.schema),
        };
        if (self.draft.capabilities().default_problem)(&column).is_none() {
            *self.draft.table_mut(&table).column_mut(&name)? = column;
        }
        Some(())
    }

    /// Another type, where nothing else depends on the one that there is.
    fn change_type(&mut self, dice: &mut Dice<'_>) -> Option<()> {
        let (table, name) = self.column(dice)?;
        let mut column = self.draft.schema.tables[&table].column(&name)?.clone();
        if is_entangled(&self.draft.schema, &table, &name) || column.identity.is_some() {
            return None;
        }
        let enums = self.draft.schema.enums.keys().map(|name| ColumnType::Enum { name: name.clone() });
        let mut all = convertible(self.draft.dialect, &column.ty);
        column.collation = Spelling::default();
        if matches!(column.ty, ColumnType::Text { .. }) {
            all.extend(enums);
        }
        column.ty = dice.pick(&all)?.clone();
        column.default = if dice.chance(60) { literal(&column.ty, dice, &self.draft.schema) } else { None };
        if (self.draft.capabilities().default_problem)(&column).is_some() {
            column.default = None;
        }
        *self.draft.table_mut(&table).column_mut(&name)? = column;
        Some(())
    }

    fn change_comment(&mut self, dice: &mut Dice<'_>) -> Option<()> {
        let (table, name) = self.column(dice)?;
        let comment = dice.pick(TEXTS).filter(|text| !text.is_empty()).map(|text| (*text).to_owned());
        let of_table = dice.chance(30);
        let table = self.draft.table_mut(&table);
        if of_table {
            table.comment = comment;
        } else {
            table.column_mut(&name)?.comment = comment;
        }
        Some(())
    }

    fn change_enum(&mut self, kind: usize, dice: &mut Dice<'_>) -> Option<()> {
        let name = dice.pick(&self.draft.schema.enums.keys().cloned().collect::<Vec<_>>())?.clone();
        let mut values = self.draft.schema.enums[&name].values.clone();
        let at = dice.below(values.len());
        match (kind, dice.below(3)) {
            (27, 0) => values.reverse(),
            (27, _) | (28, 0) => {
                let value = self.draft.new_value(&values, dice)?;
                values.insert(at, value);
            }
            (28, 1) => {
                let new = self.draft.name("e", dice);
                self.origins.enum_renamed(&name, &new);
                self.draft.rename_enum(&name, &new);
                return Some(());
            }
            (28, _) if !self.draft.uses_enum(&name) => {
                self.origins.enum_dropped(&name);
                self.draft.schema.enums.remove(&name);
                return Some(());
            }
            (29, 0) => {
                let other = dice.below(values.len());
                if at != other {
                    self.origins.values_swapped(&name, &values[at], &values[other]);
                    let (one, other) = (values[at].clone(), values[other].clone());
                    for (old, new) in [(one.as_str(), "swap aside"), (&other, &one), ("swap aside", &other)] {
                        self.draft.rename_value(&name, old, new);
                    }
                }
                return Some(());
            }
            (29, _) => {
                let new = self.draft.new_value(&values, dice)?;
                self.origins.value_renamed(&name, &values[at], &new);
                let old = values[at].clone();
                self.draft.rename_value(&name, &old, &new);
                return Some(());
            }
            _ if values.len() > 2 => {
                let value = values.remove(at);
                self.origins.value_dropped(&name, &value);
            }
            _ => return None,
        }
        self.draft.schema.enums.get_mut(&name)?.values = values;
        Some(())
    }

    fn change_primary_key(&mut self, dice: &mut Dice<'_>) -> Option<()> {
        let name = self.table(dice)?;
        if dice.chance(50) && self.draft.widen_numbered_key(&name, dice) {
            return Some(());
        }
        let drops = dice.chance(40);
        let table = self.draft.table_mut(&name);
        table.columns.iter_mut().for_each(|column| column.identity = None);
        table.primary_key = None;
        if !drops {
            self.draft.choose_primary_key(&name, dice);
        }
        Some(())
    }

    fn change_action(&mut self, dice: &mut Dice<'_>) -> Option<()> {
        let name = self.table(dice)?;
        let keys: Vec<_> = self.draft.schema.tables[&name].foreign_keys.values().cloned().collect();
        let mut key = dice.pick(&keys)?.clone();
        key.on_delete = self.draft.action(&name, &key, false, dice);
        key.on_update = self.draft.action(&name, &key, true, dice);
        self.draft.table_mut(&name).foreign_keys.insert(key.name.clone(), key);
        Some(())
    }

    /// Checks and foreign keys of a table hold for all rows, or for new ones alone.
    fn change_validity(&mut self, dice: &mut Dice<'_>) -> Option<()> {
        let name = self.table(dice)?;
        let can = self.draft.capabilities().constraints.not_valid;
        let table = self.draft.table_mut(&name);
        table.checks.values_mut().for_each(|check| check.not_valid = can && !check.not_valid);
        table.foreign_keys.values_mut().for_each(|key| key.not_valid = can && !key.not_valid);
        Some(())
    }

    fn change_identity(&mut self, dice: &mut Dice<'_>) -> Option<()> {
        let name = self.table(dice)?;
        let table = self.draft.table_mut(&name);
        let [only] = table.primary_key.as_ref()?.columns.as_slice() else { return None };
        let only = only.clone();
        if is_spoken_of(table, &only) {
            return None;
        }
        let identity = self.draft.identity(dice);
        let changes = dice.chance(40);
        let column = self.draft.table_mut(&name).column_mut(&only)?;
        if can_be_identity(column) {
            column.identity = if column.identity.is_some() && !changes { None } else { Some(identity) };
            column.default = None;
            column.nullable = false;
        }
        Some(())
    }

    /// Another expression, or kept otherwise, or no longer computed.
    fn change_computed(&mut self, dice: &mut Dice<'_>) -> Option<()> {
        let name = self.table(dice)?;
        let facts = self.draft.capabilities();
        let always_stored = !facts.has(facts.virtual_columns);
        let table = self.draft.table_mut(&name);
        let columns: Vec<String> =
            table.columns.iter().filter(|it| it.generated.is_some()).map(|it| it.name.clone()).collect();
        let column = table.column_mut(dice.pick(&columns)?)?;
        match dice.below(3) {
            0 if kind(&column.ty) == Kind::Number => {
                let generated = column.generated.as_mut()?;
                generated.expression.readings_mut(&[]).for_each(|(sql, _)| *sql = format!("{sql} + 1"));
            }
            0 | 1 => {
                let generated = column.generated.as_mut()?;
                generated.stored = !generated.stored || always_stored;
            }
            _ => column.generated = None,
        }
        Some(())
    }

    /// One partition more, or one less that has no rows of ours.
    fn change_partitions(&mut self, dice: &mut Dice<'_>) -> Option<()> {
        let name = self.table(dice)?;
        let new = self.draft.name("p", dice);
        let by = self.draft.table_mut(&name).partitioning.as_mut()?;
        if by.by == PartitionBy::Hash {
            return None;
        }
        let empty = by
            .partitions
            .values()
            .find(|it| {
                ["FOR VALUES FROM (1000)", "FOR VALUES IN (1000"].iter().any(|start| it.bounds.starts_with(start))
            })
            .map(|it| it.name.clone());
        if let Some(empty) = empty.filter(|_| dice.chance(50)) {
            by.partitions.remove(&empty);
        } else {
            let bounds =
                if by.by == PartitionBy::List { "FOR VALUES IN (5000)" } else { "FOR VALUES FROM (5000) TO (6000)" };
            if by.partitions.values().all(|it| it.bounds != bounds) {
                by.partitions.insert(new.clone(), Partition { name: new, bounds: bounds.to_owned() });
            }
        }
        Some(())
    }

    /// Other columns, or whether an index is unique.
    fn change_key(&mut self, dice: &mut Dice<'_>) -> Option<()> {
        let name = self.table(dice)?;
        let table = self.draft.table_mut(&name);
        let at = dice.below(table.uniques.len() + table.indexes.len() + 1);
        if let Some(unique) = table.uniques.values_mut().nth(at) {
            unique.columns.reverse();
        } else if let Some(index) = table.indexes.values_mut().nth(at - table.uniques.len()) {
            let keys = index.columns().is_some() && index.method.is_none();
            if dice.chance(50) && keys { index.unique = !index.unique } else { index.parts.reverse() }
        }
        Some(())
    }
}

/// So many kinds of edits there are; some count more than once.
const KINDS: usize = 47;

/// The constraints of a table by the first letter of what they are, and name.
pub(super) fn constraint_names(table: &Table) -> Vec<(char, String)> {
    let uniques = table.uniques.keys().map(|name| ('u', name.clone()));
    let indexes = table.indexes.keys().map(|name| ('i', name.clone()));
    let keys = table.foreign_keys.keys().map(|name| ('f', name.clone()));
    let checks = table.checks.keys().map(|name| ('c', name.clone()));
    let exclusions = table.exclusions.keys().map(|name| ('x', name.clone()));
    uniques.chain(indexes).chain(keys).chain(checks).chain(exclusions).collect()
}

/// Gives a constraint another name.
pub(super) fn rename_constraint(table: &mut Table, kind: char, old: &str, new: String) -> Option<()> {
    macro_rules! renamed {
        ($all:ident) => {{
            let mut it = table.$all.remove(old)?;
            it.name.clone_from(&new);
            table.$all.insert(new, it);
        }};
    }
    match kind {
        'u' => renamed!(uniques),
        'i' => renamed!(indexes),
        'f' => renamed!(foreign_keys),
        'x' => renamed!(exclusions),
        _ => renamed!(checks),
    }
    Some(())
}

fn take_constraint(table: &mut Table, kind: char, name: &str) {
    match kind {
        'u' => drop(table.uniques.remove(name)),
        'i' => drop(table.indexes.remove(name)),
        'f' => drop(table.foreign_keys.remove(name)),
        'x' => drop(table.exclusions.remove(name)),
        _ => drop(table.checks.remove(name)),
    }
}

impl Draft {
    /// Gives a column another name, with all that names it.
    pub(crate) fn rename_column(&mut self, of: &TableName, old: &str, new: &str) {
        let dialect = self.dialect;
        let spoken = Spoken::of(&self.schema.tables[of], old);
        let renamed = |name: &mut String| {
            if name == old {
                new.clone_into(name);
            }
        };
        let in_sql = |spelling: &mut Spelling| {
            spelling.readings_mut(&[dialect]).for_each(|(sql, readers)| *sql = spoken.rename_in(sql, &readers, new));
        };
        for (name, table) in &mut self.schema.tables {
            for key in table.foreign_keys.values_mut().filter(|key| key.references_table == *of) {
                key.references_columns.iter_mut().for_each(renamed);
            }
            if name != of {
                continue;
            }
            let enums = table.checks.iter().filter_map(|(name, check)| Some((name.clone(), listed(check, old)?)));
            let enums: Vec<_> = enums.collect();
            for column in &mut table.columns {
                renamed(&mut column.name);
                column.generated.iter_mut().for_each(|generated| in_sql(&mut generated.expression));
            }
            table.partitioning.iter_mut().for_each(|it| it.columns.iter_mut().for_each(renamed));
            let parts = table.exclusions.values_mut().flat_map(|it| &mut it.elements).map(|(part, _)| part);
            for part in parts {
                if let PartOf::Column(name) = &mut part.of {
                    renamed(name);
                }
            }
            table.primary_key.iter_mut().for_each(|key| key.columns.iter_mut().for_each(renamed));
            table.uniques.values_mut().for_each(|unique| unique.columns.iter_mut().for_each(renamed));
            table.foreign_keys.values_mut().for_each(|key| key.columns.iter_mut().for_each(renamed));
            table.checks.values_mut().for_each(|check| in_sql(&mut check.expression));
            for (name, numbers) in enums {
                table.checks.get_mut(&name).into_iter().for_each(|it| it.expression = is_one_of(new, &numbers));
            }
            for index in table.indexes.values_mut() {
                in_sql(&mut index.predicate);
                index.include.iter_mut().for_each(renamed);
                for part in &mut index.parts {
                    match &mut part.of {
                        PartOf::Column(name) => renamed(name),
                        PartOf::Expression(sql) => in_sql(sql),
                    }
                }
            }
        }
    }

    pub(crate) fn rename_table(&mut self, old: &TableName, new: &TableName) {
        if let Some(mut table) = self.schema.tables.remove(old) {
            table.name = new.clone();
            self.schema.insert_table(table);
        }
        for key in self.schema.tables.values_mut().flat_map(|table| table.foreign_keys.values_mut()) {
            if key.references_table == *old {
                key.references_table = new.clone();
            }
        }
    }

    pub(crate) fn rename_enum(&mut self, old: &str, new: &str) {
        if let Some(mut it) = self.schema.enums.remove(old) {
            new.clone_into(&mut it.name);
            self.schema.insert_enum(it);
        }
        for column in self.schema.tables.values_mut().flat_map(|table| &mut table.columns) {
            column.ty = column.ty.clone().with_enum_renamed(old, new);
        }
    }

    pub(crate) fn rename_value(&mut self, of: &str, old: &str, new: &str) {
        let renamed = |value: &mut String| {
            if value == old {
                new.clone_into(value);
            }
        };
        if let Some(it) = self.schema.enums.get_mut(of) {
            it.values.iter_mut().for_each(renamed);
        }
        for column in self.schema.tables.values_mut().flat_map(|table| &mut table.columns) {
            if let Some(DefaultValue::Literal(Literal::Text(text))) = &mut column.default
                && matches!(&column.ty, ColumnType::Enum { name } if name == of)
            {
                renamed(text);
            }
        }
    }

    pub(crate) fn uses_enum(&self, name: &str) -> bool {
        let mut columns = self.schema.tables.values().flat_map(|table| &table.columns);
        columns.any(|column| column.ty.enum_name() == Some(name))
    }
}
