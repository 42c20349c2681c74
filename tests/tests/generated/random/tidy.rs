//! What an edit leaves dangling goes with it.

use std::collections::BTreeSet;

use schema_core::diff::{mentions, numbers_of};
use schema_core::schema::{
    Action, Column, ColumnType, DefaultValue, Deferrable, Literal, PartOf, Schema, Spelling, Table, TableName,
    TableOptions, Unique,
};

use super::generate::{Draft, can_do};
use super::numbers::{is_called_like_that_of_an_enum, is_one_of_them, lists_others};
use super::words::{Kind, kind};

impl Draft {
    /// Takes out what names something that is gone, and what no longer fits.
    pub(crate) fn tidy(&mut self) {
        self.schema.tables.values_mut().for_each(without_lost_columns);
        self.schema.tables.retain(|_, table| !table.columns.is_empty());
        let identity_is_the_key = self.capabilities().identity_is_the_key;
        let default_problem = self.capabilities().default_problem;
        let enums = self.schema.enums.clone();
        for table in self.schema.tables.values_mut() {
            if let Some(partitioning) = table.partitioning.clone() {
                level_partitioned(table, &partitioning.columns);
            }
            table.indexes.values_mut().for_each(|index| index.nulls_not_distinct &= index.unique);
            let numbered = table.columns.iter().any(|column| column.identity.is_some());
            table.options.without_rowid &= table.primary_key.is_some() && !numbered;
            let key = table.primary_key.clone();
            let here = table.clone();
            table
                .checks
                .retain(|_, check| !lists_others(&here, check) && !is_called_like_that_of_an_enum(&here, check));
            let listed = table.clone();
            for column in &mut table.columns {
                if numbers_of(&listed, &column.name).is_some_and(|numbers| !is_one_of_them(column, &numbers)) {
                    column.default = None;
                }
                column.on_update_now &=
                    matches!(column.ty, ColumnType::DateTime { .. } | ColumnType::TimestampTz { .. });
                if !matches!(column.ty, ColumnType::Char | ColumnType::Text { .. } | ColumnType::FixedText { .. }) {
                    column.charset = None;
                    column.collation = Spelling::default();
                }
                let in_key = key.as_ref().is_some_and(|key| key.columns.contains(&column.name));
                let is_key = in_key && key.as_ref().is_some_and(|key| key.columns.len() == 1);
                let leads = key.as_ref().is_some_and(|key| key.columns.first() == Some(&column.name));
                if !is_key && (identity_is_the_key || !leads) {
                    column.identity = None;
                }
                column.nullable &= !in_key && column.identity.is_none();
                let lost = |text: &String, name: &String| enums.get(name).is_none_or(|it| !it.values.contains(text));
                if let (ColumnType::Enum { name }, Some(DefaultValue::Literal(Literal::Text(text)))) =
                    (&column.ty, &column.default)
                    && lost(text, name)
                {
                    column.default = None;
                }
                if default_problem(column).is_some() {
                    column.default = None;
                }
            }
        }
        loop {
            let lost = lost_keys(&self.schema);
            if lost.is_empty() {
                break;
            }
            for (table, name) in lost {
                self.table_mut(&table).foreign_keys.remove(&name);
            }
        }
        let here = self.schema.clone();
        for (name, table) in &mut self.schema.tables {
            for key in table.foreign_keys.values_mut() {
                let of = key.clone();
                for (action, changed) in [(&mut key.on_delete, false), (&mut key.on_update, true)] {
                    if !can_do(self.dialect, &here, name, &of, *action, changed) {
                        *action = Action::NoAction;
                    }
                }
            }
        }
    }
}

fn says(spelling: &Spelling, column: &str) -> bool {
    spelling.texts().any(|sql| mentions(sql, &[], column))
}

/// What a partitioned table may have: keys that hold the columns that it is spread by.
fn level_partitioned(table: &mut Table, by: &[String]) {
    let holds = |columns: &[String]| by.iter().all(|name| columns.contains(name));
    table.primary_key = table.primary_key.take().filter(|key| holds(&key.columns));
    table.uniques.retain(|_, unique| holds(&unique.columns));
    table.exclusions.clear();
    table.options = TableOptions::default();
    table.checks.values_mut().for_each(|check| check.no_inherit = false);
    table.foreign_keys.values_mut().for_each(|key| key.not_valid = false);
    for index in table.indexes.values_mut() {
        index.unique &= index.columns().is_some_and(|columns| by.iter().all(|name| columns.contains(&name.as_str())));
    }
    for column in &mut table.columns {
        column.identity = None;
        column.nullable &= !by.contains(&column.name);
    }
}

/// Expressions name columns that are there or that were there; of those that were, what names them goes.
fn without_lost_columns(table: &mut Table) {
    let names = |table: &Table| table.columns.iter().map(|column| column.name.clone()).collect::<BTreeSet<_>>();
    let known = |spelling: &Spelling, there: &BTreeSet<String>| {
        spelling.texts().all(|sql| quoted_names(sql).iter().all(|name| there.contains(name)))
    };
    // A computed column goes with what it is computed from, and what names it goes too.
    let there = names(table);
    table.columns.retain(|column| column.generated.as_ref().is_none_or(|it| known(&it.expression, &there)));
    let there = names(table);
    let knows = |spelling: &Spelling| known(spelling, &there);
    let all = |names: &[String]| names.iter().all(|name| there.contains(name));
    if table.primary_key.as_ref().is_some_and(|key| !all(&key.columns)) {
        table.primary_key = None;
    }
    table.uniques.retain(|_, unique| all(&unique.columns));
    table.foreign_keys.retain(|_, key| all(&key.columns));
    table.checks.retain(|_, check| knows(&check.expression));
    table.exclusions.retain(|_, it| {
        it.elements.iter().all(|(part, _)| part.column_name().is_some_and(|name| there.contains(name)))
    });
    table.indexes.retain(|_, index| {
        all(&index.include)
            && knows(&index.predicate)
            && index.parts.iter().all(|part| match &part.of {
                PartOf::Column(name) => there.contains(name),
                PartOf::Expression(sql) => knows(sql),
            })
    });
}

/// The names in SQL of ours, which has each of them in quotes.
fn quoted_names(sql: &str) -> Vec<String> {
    let mut names = Vec::new();
    let mut chars = sql.chars().peekable();
    while let Some(quote) = chars.next() {
        if !['\'', '"', '`'].contains(&quote) {
            continue;
        }
        let mut text = String::new();
        while let Some(c) = chars.next() {
            if c == quote && chars.next_if_eq(&quote).is_none() {
                break;
            }
            text.push(c);
        }
        if quote != '\'' {
            names.push(text);
        }
    }
    names
}

/// Foreign keys that point to no key, or to columns of another type.
fn lost_keys(schema: &Schema) -> Vec<(TableName, String)> {
    let mut lost = Vec::new();
    for table in schema.tables.values() {
        for key in table.foreign_keys.values() {
            let there = schema.table(&key.references_table).is_some_and(|target| {
                let is_key = |columns: &[String]| columns == key.references_columns;
                let at_once = |it: &&Unique| it.deferrable == Deferrable::No;
                let keyed = target.primary_key.as_ref().is_some_and(|it| is_key(&it.columns))
                    || target.uniques.values().filter(at_once).any(|it| is_key(&it.columns));
                let texts = |column: &Column| matches!(kind(&column.ty), Kind::Text | Kind::Enum);
                let collated = table.options.collation != target.options.collation;
                let mut pairs = key.columns.iter().zip(&key.references_columns);
                keyed
                    && (table.options.unlogged || !target.options.unlogged)
                    && pairs.all(|(here, there)| {
                        table.column(here).zip(target.column(there)).is_some_and(|(one, other)| {
                            one.ty == other.ty
                                && one.collation == other.collation
                                && one.charset == other.charset
                                && !(collated && texts(one))
                        })
                    })
            });
            if !there {
                lost.push((table.name.clone(), key.name.clone()));
            }
        }
    }
    lost
}

/// Whether something depends on the type and the values of a column.
pub(crate) fn is_entangled(schema: &Schema, of: &TableName, column: &str) -> bool {
    let has = |names: &[String]| names.iter().any(|name| name == column);
    let says = |spelling: &Spelling| says(spelling, column);
    let Some(table) = schema.table(of) else { return false };
    is_referenced(schema, of, column)
        || table.foreign_keys.values().any(|key| has(&key.columns))
        || table.primary_key.as_ref().is_some_and(|key| has(&key.columns))
        || table.uniques.values().any(|unique| has(&unique.columns))
        || table.checks.values().any(|check| says(&check.expression))
        || table.columns.iter().any(|it| it.generated.as_ref().is_some_and(|it| says(&it.expression)))
        || table.column(column).is_some_and(|it| it.generated.is_some())
        || table.partitioning.as_ref().is_some_and(|it| has(&it.columns))
        || table.exclusions.values().any(|it| it.elements.iter().any(|(part, _)| part.column_name() == Some(column)))
        || table.indexes.values().any(|index| {
            says(&index.predicate)
                || has(&index.include)
                || index.parts.iter().any(|part| match &part.of {
                    PartOf::Column(name) => name == column,
                    PartOf::Expression(sql) => says(sql),
                })
        })
}

/// Whether a foreign key points to a column.
pub(crate) fn is_referenced(schema: &Schema, of: &TableName, column: &str) -> bool {
    let mut keys = schema.tables.values().flat_map(|table| table.foreign_keys.values());
    keys.any(|key| key.references_table == *of && key.references_columns.iter().any(|name| name == column))
}

/// Whether SQL of the table speaks of a column.
pub(crate) fn is_spoken_of(table: &Table, column: &str) -> bool {
    let says = |spelling: &Spelling| says(spelling, column);
    table.checks.values().any(|check| says(&check.expression))
        || table.columns.iter().any(|it| it.generated.as_ref().is_some_and(|it| says(&it.expression)))
}
