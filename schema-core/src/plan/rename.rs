//! New names where the engine does not carry them into SQL by itself.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::Arc;

use crate::diff::{Change, Pair, Pointing, Spoken};
use crate::schema::{Column, DefaultValue, EnumType, ForeignKey, Index, PartOf, Schema, Spelling, Table, TableName};

use super::context::Context;
use super::reason::{Dependent, Obstacle, Reason};
use super::step::{Alteration, Phase};
use super::{PlanError, project};

/// A column takes another name on an engine that refuses that while anything in SQL speaks of it: what does is made anew
/// in the same statement. `now` is the schema before `change`, and after, with what points to what in it. Whether there
/// was anything of that kind.
pub(super) fn in_sql(
    context: &mut Context<'_>,
    (now, pointing): &mut (Cow<'_, Schema>, Pointing),
    change: &Change,
    why: Reason,
) -> Result<bool, PlanError> {
    let before = match change {
        Change::RenameColumn { table, .. } => now.table(table).filter(|table| has_sql(table)).cloned(),
        _ => None,
    };
    pointing.apply(now.to_mut(), change)?;
    let (Change::RenameColumn { table: name, column }, Some(before)) = (change, before) else { return Ok(false) };
    let Some(after) = now.table(name).cloned() else { return Ok(false) };
    let (Some(before), Some(after)) = (own(context, before), own(context, after)) else { return Ok(false) };
    let speaks =
        |sql: &Spelling| Spoken::from(column.old.as_str()).is_in_spelling(sql, &[context.capabilities.dialect]);
    let (mut gone, mut come) = (Vec::new(), Vec::new());
    for check in before.checks.values().filter(|check| speaks(&check.expression)) {
        gone.push(Alteration::DropCheck(check.name.clone()));
        come.extend(after.checks.get_shared(&check.name).cloned().map(Alteration::AddCheck));
    }
    for index in before.indexes.values() {
        let speaks = |of: &PartOf| matches!(of, PartOf::Expression(sql) if speaks(sql));
        if index.parts.iter().any(|part| speaks(&part.of)) {
            gone.push(Alteration::DropIndex(index.name.clone()));
            come.extend(after.indexes.get_shared(&index.name).cloned().map(Alteration::AddIndex));
        }
    }
    for (old, new) in before.columns.shared().iter().zip(after.columns.shared()) {
        let computed = old.generated.as_ref().is_some_and(|it| speaks(&it.expression));
        if computed || matches!(&old.default, Some(DefaultValue::Sql(sql)) if speaks(sql)) {
            let form = context.capabilities.form(name, new, &now.enums)?;
            come.insert(0, Alteration::ModifyColumn(form, Pair::new(Arc::clone(old), Arc::clone(new))));
        }
    }
    let plain = come.is_empty() && gone.is_empty();
    if plain && !copies(context, &after, &now.enums)? {
        return Ok(false);
    }
    // Such a statement copies the table, which the engine refuses while a foreign key holds the column.
    let keys = keys_at(context, now, name, &column.new);
    if plain && keys.is_empty() {
        return Ok(false);
    }
    gone.push(Alteration::RenameColumn(column.clone()));
    gone.extend(come);
    for (of, key) in &keys {
        let obstacle = Obstacle::Rename(name.clone(), column.old.clone());
        let why = Reason::detach(Dependent::ForeignKey(key.name.clone()), of, obstacle);
        context.alter(Phase::Rename, of, vec![Alteration::DropForeignKey(key.name.clone())], &[why], &[]);
    }
    context.alter(Phase::Rename, name, gone, &[why], &[]);
    for (of, key) in keys {
        let why = Reason::Attach { dependent: Dependent::ForeignKey(key.name.clone()), table: of.clone() };
        context.alter(Phase::Rename, &of, vec![Alteration::AddForeignKey(Arc::new(key))], &[why], &[]);
    }
    Ok(true)
}

/// Whether anything in the table is written in SQL.
pub(super) fn has_sql(table: &Table) -> bool {
    let in_column =
        |column: &Column| column.generated.is_some() || matches!(column.default, Some(DefaultValue::Sql(_)));
    let in_index = |index: &Index| index.parts.iter().any(|part| matches!(part.of, PartOf::Expression(_)));
    !table.checks.is_empty() || table.columns.iter().any(in_column) || table.indexes.values().any(in_index)
}

/// Whether the engine copies a table to rename any column of it.
fn copies(context: &Context<'_>, table: &Table, enums: &BTreeMap<String, EnumType>) -> Result<bool, PlanError> {
    for check in table.checks.values() {
        let spoken = |name: &str| Spoken::from(name).is_in_spelling(&check.expression, &[context.capabilities.dialect]);
        for column in table.columns.iter().filter(|column| spoken(&column.name)) {
            let form = context.capabilities.form(&table.name, column, enums)?;
            if (context.capabilities.rename_needs_copy)(&form.ty) {
                return Ok(true);
            }
        }
    }
    Ok(false)
}

/// The table with what the engine has of it.
fn own(context: &Context<'_>, table: Table) -> Option<Table> {
    let name = table.name.clone();
    let mut schema = Schema::default();
    schema.insert_table(table);
    project(&mut schema, context.capabilities);
    schema.tables.remove(&name)
}

/// The foreign keys that hold a column at either end, each with its table.
fn keys_at(context: &Context<'_>, schema: &Schema, of: &TableName, column: &String) -> Vec<(TableName, ForeignKey)> {
    let holds = |table: &TableName, key: &ForeignKey| {
        table == of && key.columns.contains(column)
            || key.references_table == *of && key.references_columns.contains(column)
    };
    let tables = schema.tables.values();
    let tables = tables.filter(|table| table.foreign_keys.values().any(|key| holds(&table.name, key)));
    let keys = tables.filter_map(|table| own(context, table.clone())).flat_map(|table| {
        let name = table.name;
        table.foreign_keys.into_values().map(move |key| (name.clone(), key))
    });
    keys.filter(|(table, key)| holds(table, key)).collect()
}
