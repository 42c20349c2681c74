//! Changing a table on an engine that alters little in place: directly where it can, else by making the table anew once.

use std::sync::Arc;

use crate::diff::{Change, Pair, Spoken};
use crate::plan::{
    Alteration, Context, Conversion, CopyValue, Hazard, Item, Operation, Phase, PlanError, Rebuild, TablePlanner, Work,
};
use crate::schema::{Column, ColumnType, DefaultValue, ForeignKey, Index, Spelling, Table, TableName};

/// Changes tables directly where the engine can, and rebuilds them otherwise.
#[derive(Debug)]
pub(super) struct ByRebuild;

impl TablePlanner for ByRebuild {
    /// A rebuilt table has what it is to have, whatever depends on it.
    fn detach<'a>(&self, _context: &Context<'a>, _work: &mut Work<'a>) -> Result<(), PlanError> {
        Ok(())
    }

    fn table(&self, context: &mut Context<'_>, old: &Table, new: &Table, items: &[Item]) -> Result<(), PlanError> {
        table(context, old, new, items)
    }
}

/// Steps for `items`, which lead from `old` to `new`.
fn table(context: &mut Context<'_>, old: &Table, new: &Table, items: &[Item]) -> Result<(), PlanError> {
    let mut direct = true;
    for item in items {
        direct = direct && is_direct(context, old, new, items, &item.change)?;
    }
    for item in items {
        let Item { change, why, hazards } = item;
        // Before the table is made anew: an index that is still there afterwards is one that nobody dropped.
        let dropped = match change {
            Change::DropIndex { index, .. } => Some((&index.name, false)),
            Change::DropUnique { unique, .. } => Some((&unique.name, true)),
            _ => None,
        };
        if let Some((name, if_there)) = dropped {
            let operation = Operation::DropIndex { table: new.name.clone(), name: name.clone(), if_there };
            context.push(Phase::DropConstraints, operation, why, hazards);
        }
    }
    // A table that is made anew has what is new from then on.
    let before = if direct { Phase::FillRows } else { Phase::AlterTables };
    items.iter().for_each(|item| context.repair(&item.change, before));
    if direct {
        return items.iter().try_for_each(|item| one(context, new, items, item));
    }
    rebuild(context, old, new, items)
}

/// Whether a change needs no new table.
fn is_direct(
    context: &Context<'_>,
    old: &Table,
    new: &Table,
    items: &[Item],
    change: &Change,
) -> Result<bool, PlanError> {
    Ok(match change {
        Change::DropIndex { .. }
        | Change::AddIndex { .. }
        | Change::AddUnique { .. }
        | Change::AlterTableComment { .. } => true,
        // In a table that was made by other hands it may stand in the definition, and has no index to drop.
        Change::DropUnique { .. } => false,
        Change::AddColumn { column, fill, .. } => {
            let in_key = new.primary_key.as_ref().is_some_and(|key| key.columns.contains(&column.name));
            // The value of a new column must be a constant, and there must be one if NULL may not stand in it; that of a
            // computed one must not be kept.
            let constant = match (&column.generated, &column.default) {
                (Some(generated), _) => !generated.stored,
                (None, None) => column.nullable,
                (None, Some(default)) => matches!(default, DefaultValue::Literal(_)),
            };
            let filled = fill.is_some() && !column.nullable && column.default.is_none() && column.generated.is_none();
            // In another letter case, the name of a column that goes is the same to the engine.
            let is_taken = old.columns.iter().any(|it| it.name.to_lowercase() == column.name.to_lowercase());
            constant && !filled && column.identity.is_none() && !in_key && !is_taken
        }
        Change::DropColumn { column, .. } => {
            let has = |columns: &[String]| columns.contains(&column.name);
            let in_key = old.primary_key.as_ref().is_some_and(|key| has(&key.columns))
                || old.foreign_keys.values().any(|key| has(&key.columns));
            let speaks = |sql: &Spelling| {
                Spoken::from(column.name.as_str()).is_in_spelling(sql, &[context.capabilities.dialect])
            };
            let computed = old.columns.iter().filter_map(|it| it.generated.as_ref());
            let in_sql = old.checks.values().any(|check| speaks(&check.expression))
                || computed.into_iter().any(|it| speaks(&it.expression));
            context.capabilities.has(context.capabilities.drops_columns) && !in_key && !in_sql
        }
        Change::AlterColumn { column, .. } => {
            let before = context.capabilities.form_in(old, &column.old, &context.old.enums)?;
            let same = before == context.capabilities.form_in(new, &column.new, &context.new.enums)?;
            same && mapped(context, &column.old, &column.new).is_none()
        }
        Change::AddForeignKey { foreign_key, .. } => comes_with_column(items, foreign_key).is_some(),
        Change::CreateEnum(_)
        | Change::DropEnum(_)
        | Change::RenameEnum(_)
        | Change::RenameEnumValue { .. }
        | Change::AlterEnum(_)
        | Change::RenameTable(_)
        | Change::CreateTable(_)
        | Change::DropTable(_)
        | Change::AlterTableOptions { .. }
        | Change::AddPartition { .. }
        | Change::AlterPartitioning { .. }
        | Change::DropPartition { .. }
        | Change::RenameColumn { .. }
        | Change::RenameConstraint { .. }
        | Change::AddPrimaryKey { .. }
        | Change::DropPrimaryKey { .. }
        | Change::RenamePrimaryKey { .. }
        | Change::DropForeignKey { .. }
        | Change::AddCheck { .. }
        | Change::DropCheck { .. }
        | Change::AlterValidity { .. }
        | Change::AddExclusion { .. }
        | Change::DropExclusion { .. } => false,
    })
}

/// The new column that a foreign key can be made together with: the engine wants NULL in it, and one comes with one.
fn comes_with_column<'a>(items: &'a [Item], key: &ForeignKey) -> Option<&'a str> {
    let on_same = |item: &&Item| matches!(&item.change, Change::AddForeignKey { foreign_key, .. } if foreign_key.columns == key.columns);
    if items.iter().filter(on_same).count() > 1 {
        return None;
    }
    items.iter().find_map(|item| match &item.change {
        Change::AddColumn { column, fill: None, .. }
            if column.nullable && column.default.is_none() && key.columns == [column.name.as_str()] =>
        {
            Some(column.name.as_str())
        }
        _ => None,
    })
}

fn one(context: &mut Context<'_>, new: &Table, items: &[Item], item: &Item) -> Result<(), PlanError> {
    let Item { change, why, hazards } = item;
    let table = &new.name;
    match change {
        Change::AddColumn { column, fill, .. } => {
            let form = context.capabilities.form_in(new, column, &context.new.enums)?;
            let mut why = why.clone();
            let key = items.iter().find_map(|item| match &item.change {
                Change::AddForeignKey { foreign_key, .. } if foreign_key.columns == [column.name.as_str()] => {
                    why.extend(item.why.iter().cloned());
                    Some(foreign_key.clone())
                }
                _ => None,
            });
            context.alter(Phase::AlterTables, table, vec![Alteration::AddColumn(form, key)], &why, hazards);
            if let Some(fill) = fill.as_ref().filter(|_| column.generated.is_none()) {
                context.fill(table, column, fill, false, &why)?;
            }
        }
        Change::DropColumn { column, .. } => {
            let alterations = vec![Alteration::DropColumn(column.name.clone())];
            context.alter(Phase::DropColumns, table, alterations, why, hazards);
        }
        Change::AddIndex { index, .. } => {
            let operation = Operation::CreateIndex { table: table.clone(), index: index.clone() };
            context.push(Phase::AddKeys, operation, why, hazards);
        }
        Change::AddUnique { unique, .. } => {
            let index = Index { unique: true, ..Index::new(&unique.name, &unique.columns) };
            let operation = Operation::CreateIndex { table: table.clone(), index: Arc::new(index) };
            context.push(Phase::AddKeys, operation, why, hazards);
        }
        _ => {}
    }
    Ok(())
}

fn rebuild(context: &mut Context<'_>, old: &Table, new: &Table, items: &[Item]) -> Result<(), PlanError> {
    let mut copy = Vec::new();
    let mut hazards: Vec<Hazard> = Vec::new();
    for column in new.columns.iter().filter(|column| column.generated.is_none()) {
        let fill = items.iter().find_map(|item| match &item.change {
            Change::AddColumn { column: it, fill, .. } if it.name == column.name => fill.as_ref(),
            Change::AlterColumn { column: it, fill, .. } if it.new.name == column.name => fill.as_ref(),
            _ => None,
        });
        let (value, hazard) = match old.column(&column.name) {
            Some(former) => copied(context, new, former, column, fill)?,
            None => made(context, new, column, fill)?,
        };
        copy.extend(value.map(|value| (column.name.clone(), value)));
        hazards.extend(hazard);
    }
    // Rows of which nothing is kept are rows still: one number, or NULL, for each.
    if copy.is_empty()
        && let Some(column) = new.columns.iter().find(|column| column.generated.is_none())
    {
        copy.push((column.name.clone(), CopyValue::Value("NULL".to_owned())));
    }
    // What rows have in a column that is computed from now on is not kept.
    let plain = |name: &str| old.column(name).is_some_and(|former| former.generated.is_none());
    let computed = new.columns.iter().filter(|column| column.generated.is_some() && plain(&column.name));
    hazards.extend(computed.map(|column| Hazard::DropColumn(new.name.clone(), column.name.clone())));
    let mut why = Vec::new();
    for item in items {
        let dropped_before = matches!(item.change, Change::DropIndex { .. } | Change::DropUnique { .. });
        for hazard in item.hazards.iter().filter(|_| !dropped_before) {
            if !hazards.contains(hazard) {
                hazards.push(hazard.clone());
            }
        }
        for reason in item.why.iter().filter(|_| !dropped_before) {
            if !why.contains(reason) {
                why.push(reason.clone());
            }
        }
    }
    let numbered = |table: &Table| table.columns.iter().any(|column| column.identity.is_some());
    let gone = old.columns.iter().filter(|column| new.column(&column.name).is_none());
    let mut source = source(old, new, items, &mut copy);
    // It would be taken for a constant, and the constant written into every row.
    let nameless =
        |name: &String| context.capabilities.nameless_in_subqueries.iter().any(|it| it.eq_ignore_ascii_case(name));
    if let Some((column, _)) = source.iter().find(|(name, _)| nameless(name)) {
        let reason = "rows cannot be copied by that name while others get values that are made from theirs: give the \
                      column another name in a revision before this one, as in `renamed_from`";
        return Err(context.capabilities.column_error(&new.name, column, reason));
    }
    if let Some(number) = (context.capabilities.row_number)(old, new) {
        copy.insert(0, (number.to_owned(), CopyValue::Column(number.to_owned())));
        if !source.is_empty() {
            // By its name, which a column of a query has not by itself.
            source.insert(0, (number.to_owned(), CopyValue::Converted(number.to_owned(), "{column}".to_owned())));
        }
    }
    let rebuild = Rebuild {
        table: context.capabilities.table_form(new, &context.new.enums, |_| false)?,
        under: TableName { namespace: None, name: format!("_schema_rebuild_{}", new.name.name) },
        source,
        copy,
        dropped: gone.map(|column| (new.name.clone(), column.name.clone())).collect(),
        altered: items.iter().filter_map(altered).cloned().collect(),
        keep_sequence: numbered(old) && numbered(new),
    };
    context.foreign_keys_off = true;
    context.push(Phase::AlterTables, Operation::Rebuild(Box::new(rebuild)), &why, &hazards);
    Ok(())
}

/// The column that an item alters.
fn altered(item: &Item) -> Option<&Pair<Arc<Column>>> {
    match &item.change {
        Change::AlterColumn { column, .. } => Some(column),
        _ => None,
    }
}

/// The old columns as they will be, where an expression for a new column looks at them and one of them is filled or
/// gets another type. Elsewhere rows are filled after that too. `copy` then takes them from there.
fn source(old: &Table, new: &Table, items: &[Item], copy: &mut [(String, CopyValue)]) -> Vec<(String, CopyValue)> {
    let made = |name: &str| old.column(name).is_none();
    let by_expression = items.iter().any(|item| {
        matches!(&item.change, Change::AddColumn { fill: Some(DefaultValue::Sql(_)), column, .. } if made(&column.name))
    });
    let altered = copy.iter().any(|(name, value)| !made(name) && !matches!(value, CopyValue::Column(_)));
    if !by_expression || !altered {
        return Vec::new();
    }
    let gone = old.columns.iter().filter(|column| new.column(&column.name).is_none());
    let mut source = Vec::new();
    for (name, value) in copy.iter_mut().filter(|(name, _)| !made(name)) {
        source.push((name.clone(), std::mem::replace(value, CopyValue::Column(name.clone()))));
    }
    source.extend(gone.map(|column| (column.name.clone(), CopyValue::Column(column.name.clone()))));
    source
}

/// The value of a column that was there.
fn copied(
    context: &Context<'_>,
    table: &Table,
    old: &Column,
    new: &Column,
    fill: Option<&DefaultValue>,
) -> Result<(Option<CopyValue>, Option<Hazard>), PlanError> {
    let conversion = if old.ty == new.ty {
        Conversion::Implicit
    } else {
        (context.capabilities.conversion)(old, new)
            .ok_or_else(|| context.capabilities.no_conversion(&table.name, old, new))?
    };
    let name = new.name.clone();
    let value = match (mapped(context, old, new), conversion) {
        (Some(expression), _) | (None, Conversion::Using(expression) | Conversion::Through { ty: _, expression }) => {
            CopyValue::Converted(name, expression)
        }
        (None, Conversion::Implicit) => CopyValue::Column(name),
    };
    if !old.nullable || new.nullable {
        return Ok((Some(value), None));
    }
    let (fill, hazard) = context.value_for_rows(table, new, fill);
    let value = match fill {
        Some(fill) => CopyValue::OrElse(Box::new(value), context.spelled(&table.name, new, &fill)?),
        None => value,
    };
    Ok((Some(value), hazard))
}

/// The expression for the values of an enum type, or of a set of them, where some of them become others.
fn mapped(context: &Context<'_>, old: &Column, new: &Column) -> Option<String> {
    let text = |value: &str| format!("'{}'", value.replace('\'', "''"));
    match (&old.ty, &new.ty) {
        // Values of another type are not those that have new names.
        (old, new) if old.enum_name() != new.enum_name() => None,
        (ColumnType::Enum { .. }, ColumnType::Enum { name }) => {
            let cases =
                context.values.get(name)?.iter().map(|(old, new)| format!("WHEN {} THEN {}", text(old), text(new)));
            let cases = cases.collect::<Vec<_>>().join(" ");
            Some(format!("CASE {{column}} {cases} ELSE {{column}} END"))
        }
        (ColumnType::Set { .. }, ColumnType::Set { name }) => {
            // A mark before each new value keeps it from being taken for an old one of the same name.
            let within =
                context.values.get(name)?.iter().fold("',' || {column} || ','".to_owned(), |within, (old, new)| {
                    format!(
                        "replace({within}, {}, ',' || char(1) || {})",
                        text(&format!(",{old},")),
                        text(&format!("{new},"))
                    )
                });
            Some(format!("trim(replace({within}, char(1), ''), ',')"))
        }
        _ => None,
    }
}

/// The value of a column that was not there; none where the engine puts NULL or the next number.
fn made(
    context: &Context<'_>,
    table: &Table,
    column: &Column,
    fill: Option<&DefaultValue>,
) -> Result<(Option<CopyValue>, Option<Hazard>), PlanError> {
    let given = fill.or(column.default.as_ref());
    let (value, hazard) = context.value_of_new(table, column, given);
    let value = value.map(|value| context.spelled(&table.name, column, &value)).transpose()?;
    Ok((value.map(CopyValue::Value), hazard))
}
