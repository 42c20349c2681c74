//! Valid schemas from seeds.

use std::collections::BTreeSet;

use schema_core::dialect::capabilities;
use schema_core::plan::{Capabilities, Comments};
use schema_core::schema::{
    Action, Check, Column, ColumnType, Deferrable, Dialect, EnumType, ForeignKey, Index, PrimaryKey, Schema, Since,
    Spelling, Table, TableName, Unique,
};

use super::dice::{Dice, Roll, SchemaSeed, TableSeed};
use super::ordinary::{all_names, other_case};
use super::words::{any_type, can_be_key, condition, literal, ty};
use crate::support;
use crate::support::hostile::{TEXTS, names};

/// The beginning of a name: in some throws as long as one can be with a number behind it, so that whatever else is put there or
/// before it makes it too long.
fn at_any_length(prefix: &str, dice: &mut Dice<'_>) -> String {
    if dice.chance(12) {
        format!("{prefix}_{}", "long_".repeat(20).split_at(58 - prefix.len()).0)
    } else {
        prefix.to_owned()
    }
}

/// A schema in the making. Everything that is put in leaves it valid.
#[derive(Clone, Debug)]
pub(crate) struct Draft {
    pub(crate) dialect: Dialect,
    pub(crate) schema: Schema,
    /// Names that were given once, in lower case: some engines look away from case.
    taken: BTreeSet<String>,
}

impl Draft {
    /// The schema of a seed.
    pub(crate) fn of(dialect: Dialect, seed: &SchemaSeed) -> Self {
        let mut draft = Self { dialect, schema: Schema::default(), taken: BTreeSet::new() };
        seed.enums.iter().for_each(|roll| draft.add_enum(roll));
        let tables: Vec<TableName> = seed.tables.iter().map(|seed| draft.add_table(seed)).collect();
        for (name, seed) in tables.iter().zip(&seed.tables) {
            seed.keys.iter().for_each(|roll| draft.add_key(name, roll));
        }
        draft.tidy();
        draft
    }

    /// A schema that is there already.
    pub(crate) fn from_schema(dialect: Dialect, schema: Schema) -> Self {
        let mut draft = Self { dialect, schema, taken: BTreeSet::new() };
        draft.take_names();
        draft
    }

    /// Gives nothing new a name that something has.
    pub(crate) fn take_names(&mut self) {
        let tables = self.schema.tables.values();
        let of_table = tables.flat_map(|table| {
            let keys = table.uniques.keys().chain(table.indexes.keys()).chain(table.foreign_keys.keys());
            let keys = keys.chain(table.checks.keys()).chain(table.exclusions.keys());
            let partitions = table.partitioning.iter().flat_map(|it| it.partitions.keys());
            keys.chain(partitions).chain([&table.name.name])
        });
        let names = of_table.chain(self.schema.enums.keys()).map(|name| name.to_lowercase());
        self.taken.extend(names);
    }

    /// This, where nothing new gets a name that the other one has given.
    pub(crate) fn with_names_of(&self, other: &Self) -> Self {
        Self { taken: self.taken.union(&other.taken).cloned().collect(), ..self.clone() }
    }

    /// The schema without the enum types that nothing has: to models, they are not there.
    pub(crate) fn used(&self) -> Schema {
        let mut schema = self.schema.clone();
        schema.enums.retain(|name, _| self.uses_enum(name));
        schema
    }

    pub(crate) fn capabilities(&self) -> Capabilities {
        capabilities(support::release(self.dialect))
    }

    /// A name that nothing has; of `TEXTS` in some throws, and long in some.
    pub(crate) fn name(&mut self, prefix: &str, dice: &mut Dice<'_>) -> String {
        let prefix = at_any_length(prefix, dice);
        let known: Vec<&str> = names(self.dialect).filter(|name| self.is_free(name)).collect();
        let name = if dice.chance(30) { dice.pick(&known).map(|name| (*name).to_owned()) } else { None };
        let mut counted = (0..).map(|number| format!("{prefix}{number}"));
        let name = name.unwrap_or_else(|| counted.find(|name| self.is_free(name)).expect("numbers do not end"));
        self.taken.insert(name.to_lowercase());
        name
    }

    /// Takes this very name, if nothing has it.
    pub(crate) fn take_name(&mut self, name: &str) -> bool {
        self.taken.insert(name.to_lowercase())
    }

    /// The name of something in the other case, where the engine tells the two apart and nothing has it.
    fn in_other_case(&self, of: &[&String], dice: &mut Dice<'_>) -> Option<String> {
        let tells_apart = self.dialect == Dialect::POSTGRES && dice.chance(8);
        let name = other_case(dice.pick(of).filter(|_| tells_apart)?)?;
        (!of.contains(&&name)).then_some(name)
    }

    /// Whether nothing is called so, and no engine has something of its own so called.
    fn is_free(&self, name: &str) -> bool {
        let kept = ["primary", "interval", "timestamp", "int"];
        !self.taken.contains(&name.to_lowercase()) && !kept.contains(&name)
    }

    pub(crate) fn add_enum(&mut self, roll: &Roll) {
        let mut dice = Dice::new(roll);
        let name = self.name("e", &mut dice);
        let mut values = vec!["a".to_owned(), "b".to_owned(), "c".to_owned()];
        for _ in 0..dice.below(4) {
            values.extend(self.new_value(&values, &mut dice));
        }
        self.schema.insert_enum(EnumType { name, values });
    }

    /// A value that is none of `values`.
    pub(crate) fn new_value(&self, values: &[String], dice: &mut Dice<'_>) -> Option<String> {
        // MySQL takes values that differ in case or in blanks at the end for one.
        let same = |one: &str, other: &str| one.trim_end().to_lowercase() == other.trim_end().to_lowercase();
        let plain = ["d", "e", "f", "g", "h", "i"];
        let hostile: Vec<&str> = TEXTS
            .iter()
            .copied()
            .filter(|text| text.is_ascii() && text.len() < 60 && !text.contains(',') && !text.trim_end().is_empty())
            .filter(|text| *text == text.trim_end())
            .collect();
        let from: &[&str] = if dice.chance(40) { &hostile } else { &plain };
        let free: Vec<&str> =
            from.iter().copied().filter(|text| !values.iter().any(|value| same(value, text))).collect();
        dice.pick(&free).map(|text| (*text).to_owned())
    }

    /// A table with columns and primary key.
    pub(crate) fn add_table(&mut self, seed: &TableSeed) -> TableName {
        let mut dice = Dice::new(&seed.head);
        let tables: Vec<&String> = self.schema.tables.keys().map(|table| &table.name).collect();
        let name = match self.in_other_case(&tables, &mut dice) {
            Some(name) if !all_names(&self.schema).contains(&name) => name,
            _ => self.name("t", &mut dice),
        };
        let facts = self.capabilities().constraints;
        let name = if self.capabilities().makes_namespaces && dice.chance(10) {
            TableName::in_namespace("apart", name)
        } else {
            TableName::new(name)
        };
        let mut table = Table::new(name.clone());
        let key = dice.below(100);
        table.comment = self.comment(&mut dice);
        table.options = self.options(&mut dice);
        self.schema.insert_table(table);
        if key < 60 {
            let ty = ty(dice.pick(&["i64", "i32", "i64", "u32"]).expect("one"));
            let mut id = Column::new("id", ty);
            id.identity = if dice.chance(40) { Some(self.identity(&mut dice)) } else { None };
            self.table_mut(&name).columns.push(id);
            self.table_mut(&name).primary_key = Some(PrimaryKey::new(["id"]));
            if facts.partitions && dice.chance(15) {
                self.part(&name, &mut dice);
            }
        }
        seed.columns.iter().for_each(|roll| self.add_column(&name, roll));
        if (60..90).contains(&key) {
            self.choose_primary_key(&name, &mut dice);
        } else if dice.chance(15) {
            self.widen_numbered_key(&name, &mut dice);
        }
        if facts.primary_key_names && dice.chance(20) {
            let named = self.name("pk", &mut dice);
            self.table_mut(&name).primary_key.iter_mut().for_each(|key| key.name = Some(named.clone()));
        }
        name
    }

    pub(crate) fn table_mut(&mut self, name: &TableName) -> &mut Table {
        self.schema.tables.get_mut(name).expect("it was made")
    }

    /// A primary key of some columns, which become NOT NULL.
    pub(crate) fn choose_primary_key(&mut self, name: &TableName, dice: &mut Dice<'_>) {
        let columns = dice.some(&self.key_columns(name), 3);
        let table = self.table_mut(name);
        if columns.is_empty() {
            return;
        }
        table.columns.iter_mut().filter(|column| columns.contains(&column.name)).for_each(|column| {
            column.nullable = false;
        });
        table.primary_key = Some(PrimaryKey::new(columns));
    }

    /// Other columns in a primary key, behind the number that it begins with. `false` where there is none, or may be none.
    pub(crate) fn widen_numbered_key(&mut self, name: &TableName, dice: &mut Dice<'_>) -> bool {
        let others = dice.some(&self.key_columns(name), 2);
        let alone = self.capabilities().identity_is_the_key;
        let table = self.table_mut(name);
        let numbered = table.columns.iter().find(|column| column.identity.is_some() && !alone);
        let Some((number, key)) = numbered.zip(table.primary_key.as_mut()) else { return false };
        let others = others.into_iter().filter(|other| *other != number.name);
        key.columns = [number.name.clone()].into_iter().chain(others).collect();
        true
    }

    fn comment(&self, dice: &mut Dice<'_>) -> Option<String> {
        let comments = self.capabilities().comments != Comments::Absent && dice.chance(25);
        comments.then(|| dice.pick(TEXTS).filter(|text| !text.is_empty()).map(|text| (*text).to_owned())).flatten()
    }

    /// Columns that can stand in a key.
    pub(crate) fn key_columns(&self, name: &TableName) -> Vec<String> {
        let capabilities = self.capabilities();
        let fit = |column: &&Column| can_be_key(&capabilities, &column.ty) && column.generated.is_none();
        self.schema.tables[name].columns.iter().filter(fit).map(|column| column.name.clone()).collect()
    }

    /// A name for a column that the table does not have.
    pub(crate) fn column_name(&self, table: &TableName, prefix: &str, dice: &mut Dice<'_>) -> String {
        let prefix = at_any_length(prefix, dice);
        let table = &self.schema.tables[table];
        let free = |name: &str| !table.columns.iter().any(|column| column.name.to_lowercase() == name.to_lowercase());
        let known: Vec<&str> = names(self.dialect).filter(|name| free(name)).collect();
        let names: Vec<&String> = table.columns.iter().map(|column| &column.name).collect();
        if let Some(name) = self.in_other_case(&names, dice) {
            return name;
        }
        let hostile = if dice.chance(30) { dice.pick(&known).map(|name| (*name).to_owned()) } else { None };
        let mut counted = (0..).map(|number| format!("{prefix}{number}"));
        hostile.unwrap_or_else(|| counted.find(|name| free(name)).expect("numbers do not end"))
    }

    pub(crate) fn add_column(&mut self, table: &TableName, roll: &Roll) {
        let mut dice = Dice::new(roll);
        let column = any_type(self.dialect, &mut dice, &self.schema);
        let mut column = Column::new("", column);
        column.nullable = !dice.chance(50);
        column.name = self.column_name(table, "c", &mut dice);
        if dice.chance(40) {
            column.default = literal(&column.ty, &mut dice, &self.schema);
            if (self.capabilities().default_problem)(&column).is_some() {
                column.default = None;
            }
        }
        column.comment = self.comment(&mut dice);
        self.collate(&mut column, &mut dice);
        if dice.chance(12) {
            self.compute(table, &mut column, &mut dice);
        }
        let name = column.name.clone();
        self.table_mut(table).columns.push(column);
        if dice.chance(40) {
            self.enumerate(table, &name, &mut dice);
        }
    }

    /// A unique constraint, an index, a foreign key or a check.
    pub(crate) fn add_key(&mut self, table: &TableName, roll: &Roll) {
        let mut dice = Dice::new(roll);
        match dice.below(9) {
            0 | 1 => self.add_foreign_key(table, &mut dice),
            2 | 3 => self.add_unique(table, &mut dice),
            4..=6 => self.add_index(table, &mut dice),
            7 if self.capabilities().constraints.exclusions => {
                let keys = self.key_columns(table);
                self.add_exclusion(table, &keys, &mut dice);
            }
            _ => self.add_check(table, &mut dice),
        }
    }

    fn add_unique(&mut self, table: &TableName, dice: &mut Dice<'_>) {
        let columns = dice.some(&self.key_columns(table), 3);
        if !columns.is_empty() {
            let name = self.name("uq", dice);
            let facts = self.capabilities().constraints;
            let unique = Unique {
                deferrable: self.deferrable(facts.deferrable_uniques, dice),
                nulls_not_distinct: facts.nulls_not_distinct != Since::Never && dice.chance(15),
                ..Unique::new(name.clone(), columns)
            };
            self.table_mut(table).uniques.insert(name, unique);
        }
    }

    fn add_index(&mut self, table: &TableName, dice: &mut Dice<'_>) {
        let columns = dice.some(&self.key_columns(table), 3);
        if columns.is_empty() {
            return;
        }
        let name = self.name("ix", dice);
        let mut index = Index::new(name.clone(), columns);
        index.unique = dice.chance(25);
        self.widen(table, &mut index, dice);
        self.table_mut(table).indexes.insert(name, index);
    }

    fn add_check(&mut self, table: &TableName, dice: &mut Dice<'_>) {
        let columns: Vec<_> = self.schema.tables[table]
            .columns
            .iter()
            .filter(|column| column.identity.is_none())
            .map(|column| (column.name.clone(), column.ty.clone()))
            .collect();
        let Some(expression) = condition(self.dialect, &columns, dice) else { return };
        let name = self.name("ck", dice);
        let mut check = Check::new(name.clone(), Spelling::any(expression));
        let facts = self.capabilities().constraints;
        check.no_inherit = facts.no_inherit && dice.chance(10);
        check.not_valid = facts.not_valid && dice.chance(15);
        self.table_mut(table).checks.insert(name, check);
    }

    /// A foreign key to any key of any table, over columns that are made for it, or that fit.
    fn add_foreign_key(&mut self, table: &TableName, dice: &mut Dice<'_>) {
        let targets: Vec<(TableName, Vec<String>)> = self
            .schema
            .tables
            .values()
            .flat_map(|of| {
                let primary = of.primary_key.iter().map(|key| key.columns.clone());
                let uniques = of.uniques.values().filter(|unique| unique.deferrable == Deferrable::No);
                let uniques = uniques.map(|unique| unique.columns.clone());
                primary.chain(uniques).map(|columns| (of.name.clone(), columns))
            })
            .collect();
        let Some((target, references)) = dice.pick(&targets).cloned() else { return };
        let nullable = !dice.chance(40);
        let reuse = dice.chance(30);
        let mut columns: Vec<String> = Vec::new();
        for reference in &references {
            let of = self.schema.tables[&target].column(reference).expect("it is in the key").clone();
            let here = &self.schema.tables[table].columns;
            let there = here.iter().find(|column| {
                column.ty == of.ty
                    && column.identity.is_none()
                    && column.generated.is_none()
                    && column.collation == of.collation
                    && !columns.contains(&column.name)
                    && (target != *table || !references.contains(&column.name))
            });
            if let Some(column) = there.filter(|_| reuse) {
                columns.push(column.name.clone());
                continue;
            }
            let name = self.column_name(table, "r", dice);
            let column = Column { nullable, collation: of.collation, ..Column::new(name.clone(), of.ty) };
            self.table_mut(table).columns.push(column);
            columns.push(name);
        }
        let name = self.name("fk", dice);
        let mut key = ForeignKey::new(name.clone(), columns, target, references);
        let facts = self.capabilities().constraints;
        key.match_full = facts.match_full && dice.chance(15);
        key.not_valid = facts.not_valid && dice.chance(10);
        key.deferrable = self.deferrable(facts.deferrable_foreign_keys, dice);
        key.on_delete = self.action(table, &key, false, dice);
        key.on_update = self.action(table, &key, true, dice);
        self.table_mut(table).foreign_keys.insert(name, key);
    }

    /// What the key may do when its target is deleted, or changed.
    pub(crate) fn action(&self, table: &TableName, key: &ForeignKey, changed: bool, dice: &mut Dice<'_>) -> Action {
        let all = [Action::NoAction, Action::Restrict, Action::Cascade, Action::SetNull, Action::SetDefault];
        let able: Vec<Action> =
            all.into_iter().filter(|action| can_do(self.dialect, &self.schema, table, key, *action, changed)).collect();
        *dice.pick(&able).expect("every key can do nothing")
    }
}

/// Whether the engine lets a key do so.
pub(crate) fn can_do(
    dialect: Dialect,
    schema: &Schema,
    of: &TableName,
    key: &ForeignKey,
    action: Action,
    changed: bool,
) -> bool {
    let family = matches!(dialect.name(), "mysql" | "mariadb");
    let (table, target) = (&schema.tables[of], schema.table(&key.references_table));
    // It refuses what would change columns that its checks speak of.
    let checked = || {
        let says = |sql: &String| key.columns.iter().any(|column| schema_core::diff::mentions(sql, &[dialect], column));
        let computed = table.columns.iter().filter_map(|column| column.generated.as_ref());
        table.checks.values().any(|check| check.expression.texts().any(says))
            || computed.clone().any(|it| it.expression.texts().any(says))
    };
    // A NULL there would have to be one here.
    let nulls_there = || {
        let nullable = |name: &String| target.and_then(|it| it.column(name)).is_some_and(|it| it.nullable);
        key.references_columns.iter().any(nullable) && !may_be_null(table, key)
    };
    match action {
        Action::NoAction | Action::Restrict => true,
        Action::Cascade => !(family && (checked() || changed && nulls_there())),
        Action::SetNull => may_be_null(table, key) && !(family && checked()),
        Action::SetDefault => !family,
    }
}

/// Whether all columns of a key take NULL.
pub(crate) fn may_be_null(table: &Table, key: &ForeignKey) -> bool {
    let in_key = |name: &String| table.primary_key.as_ref().is_some_and(|it| it.columns.contains(name));
    key.columns.iter().all(|name| table.column(name).is_some_and(|column| column.nullable) && !in_key(name))
}

/// Whether a column is of a type that is numbered.
pub(crate) fn can_be_identity(column: &Column) -> bool {
    matches!(column.ty, ColumnType::Int { bits, .. } if bits >= 32)
}
