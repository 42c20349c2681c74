//! Changing a table in place, thing by thing.

use std::sync::Arc;

use crate::diff::{Change, Pair};
use crate::plan::{
    Alteration, ColumnForm, Comments, Context, Conversion, Item, Operation, Phase, PlanError, TablePlanner, Work,
    enum_of,
};
use crate::schema::{Column, DefaultValue, Identity, Index, Table};

/// Changes tables by statements that each change one thing.
#[derive(Debug)]
pub(super) struct InPlace;

impl TablePlanner for InPlace {
    fn detach<'a>(&self, context: &Context<'a>, work: &mut Work<'a>) -> Result<(), PlanError> {
        context.stand_aside(work)?;
        context.detach_foreign_keys(work)
    }

    fn table(&self, context: &mut Context<'_>, _old: &Table, new: &Table, items: &[Item]) -> Result<(), PlanError> {
        table(context, new, items)
    }
}

/// Steps for `items`, which lead to `new`.
fn table(context: &mut Context<'_>, new: &Table, items: &[Item]) -> Result<(), PlanError> {
    for item in items {
        if !comment_of_index(context, items, item) {
            one(context, new, item)?;
        }
    }
    Ok(())
}

/// Whether `item` drops and adds an index of which only the comment changes; then the comment is changed.
fn comment_of_index(context: &mut Context<'_>, items: &[Item], item: &Item) -> bool {
    if context.capabilities.comments != Comments::Statement {
        return false;
    }
    let bare = |index: &Index| Index { comment: None, ..index.clone() };
    let same = |a: &Index, b: &Index| a.comment != b.comment && bare(a) == bare(b);
    match &item.change {
        Change::DropIndex { index, .. } => {
            items.iter().any(|other| matches!(&other.change, Change::AddIndex { index: new, .. } if same(index, new)))
        }
        Change::AddIndex { table, index, .. } => {
            let dropped =
                |other: &&Item| matches!(&other.change, Change::DropIndex { index: old, .. } if same(old, index));
            let Some(other) = items.iter().find(dropped) else { return false };
            let operation = Operation::CommentIndex {
                table: table.clone(),
                name: index.name.clone(),
                comment: index.comment.clone(),
            };
            let why: Vec<_> = other.why.iter().chain(&item.why).cloned().collect();
            context.push(Phase::Comments, operation, &why, &[]);
            true
        }
        _ => false,
    }
}

fn one(context: &mut Context<'_>, new: &Table, item: &Item) -> Result<(), PlanError> {
    let Item { change, why, hazards } = item;
    let name = &new.name;
    context.repair_in_place(change);
    let (phase, alteration) = match change {
        Change::AddColumn { column, fill, .. } => return add_column(context, new, column, fill.as_ref(), item),
        Change::AlterColumn { column, fill, .. } => return alter_column(context, new, column, fill.as_ref(), item),
        // What it is computed from may change type or go.
        Change::DropColumn { column, .. } if column.generated.is_some() => {
            (Phase::DropConstraints, Alteration::DropColumn(column.name.clone()))
        }
        Change::DropColumn { column, .. } => (Phase::DropColumns, Alteration::DropColumn(column.name.clone())),
        Change::DropForeignKey { foreign_key, .. } => {
            (Phase::DropForeignKeys, Alteration::DropForeignKey(foreign_key.name.clone()))
        }
        Change::AddForeignKey { foreign_key, .. } => {
            (Phase::AddForeignKeys, Alteration::AddForeignKey(foreign_key.clone()))
        }
        Change::DropPrimaryKey { primary_key, .. } => {
            (Phase::DropConstraints, Alteration::DropPrimaryKey(primary_key.name.clone()))
        }
        Change::AddPrimaryKey { primary_key, .. } => (Phase::AddKeys, Alteration::AddPrimaryKey(primary_key.clone())),
        Change::DropUnique { unique, .. } => (Phase::DropConstraints, Alteration::DropUnique(unique.name.clone())),
        Change::AddUnique { unique, .. } => (Phase::AddKeys, Alteration::AddUnique(unique.clone())),
        Change::DropCheck { check, .. } => (Phase::DropConstraints, Alteration::DropCheck(check.name.clone())),
        Change::AddCheck { check, .. } => (Phase::AddKeys, Alteration::AddCheck(check.clone())),
        Change::DropIndex { index, .. } => {
            let operation = Operation::DropIndex { table: name.clone(), name: index.name.clone(), if_there: false };
            context.push(Phase::DropConstraints, operation, why, hazards);
            return Ok(());
        }
        Change::AddIndex { index, .. } => {
            let operation = Operation::CreateIndex { table: name.clone(), index: index.clone() };
            context.push(Phase::AddKeys, operation, why, hazards);
            return Ok(());
        }
        Change::AlterTableComment { comment, .. } => {
            let comment = Some(comment.new.clone()).filter(|text| !text.is_empty());
            match context.capabilities.comments {
                Comments::Absent => return Ok(()),
                Comments::Inline => (Phase::AlterTables, Alteration::Comment(comment)),
                Comments::Statement => {
                    let operation = Operation::Comment { table: name.clone(), column: None, comment };
                    context.push(Phase::Comments, operation, why, hazards);
                    return Ok(());
                }
            }
        }
        Change::AlterValidity { name, .. } => (Phase::AddForeignKeys, Alteration::Validate(name.clone())),
        Change::AddExclusion { exclusion, .. } => (Phase::AddKeys, Alteration::AddExclusion(exclusion.clone())),
        Change::DropExclusion { exclusion, .. } => {
            (Phase::DropConstraints, Alteration::DropExclusion(exclusion.name.clone()))
        }
        Change::AlterTableOptions { options, .. } => (Phase::AlterTables, Alteration::SetOptions(options.clone())),
        Change::AddPartition { partition, .. } => {
            let operation = Operation::CreatePartition { table: name.clone(), partition: partition.clone() };
            context.push(Phase::CreateTables, operation, why, hazards);
            return Ok(());
        }
        Change::DropPartition { partition, .. } => {
            let operation = Operation::DropPartition { table: name.clone(), partition: partition.name.clone() };
            context.push(Phase::DropTables, operation, why, hazards);
            return Ok(());
        }
        Change::AlterPartitioning { .. } => {
            let reason = "how its rows are spread over partitions cannot change: make a new table by another name, copy \
                          the rows in a revision of your own, and drop the old one";
            return Err(context.capabilities.table_error(name, reason));
        }
        Change::CreateEnum(_)
        | Change::DropEnum(_)
        | Change::AlterEnum(_)
        | Change::RenameEnum(_)
        | Change::RenameEnumValue { .. }
        | Change::RenameTable(_)
        | Change::CreateTable(_)
        | Change::DropTable(_)
        | Change::RenameColumn { .. }
        | Change::RenameConstraint { .. }
        | Change::RenamePrimaryKey { .. } => return Ok(()),
    };
    context.alter(phase, name, vec![alteration], why, hazards);
    Ok(())
}

fn add_column(
    context: &mut Context<'_>,
    new: &Table,
    column: &Column,
    fill: Option<&DefaultValue>,
    item: &Item,
) -> Result<(), PlanError> {
    let Item { change: _, why, hazards } = item;
    let capabilities = context.capabilities;
    let table = &new.name;
    let form = capabilities.form(table, column, &context.new.enums)?;
    let (value, hazard) = context.value_of_new(new, column, fill);
    let hazards: Vec<_> = hazards.iter().cloned().chain(hazard).collect();
    let comment = column.comment.clone().filter(|_| capabilities.comments == Comments::Statement);

    match value {
        None => {
            let phase = if column.generated.is_some() { Phase::AddGenerated } else { Phase::AlterTables };
            context.alter(phase, table, vec![Alteration::AddColumn(form, None)], why, &hazards);
        }
        Some(value) => context.add_filled(table, column, form, value, why, &hazards)?,
    }
    if comment.is_some() {
        let operation = Operation::Comment { table: table.clone(), column: Some(column.name.clone()), comment };
        context.push(Phase::Comments, operation, why, &[]);
    }
    Ok(())
}

fn alter_column(
    context: &mut Context<'_>,
    new: &Table,
    pair: &Pair<Arc<Column>>,
    fill: Option<&DefaultValue>,
    item: &Item,
) -> Result<(), PlanError> {
    let Item { change: _, why, hazards } = item;
    let capabilities = context.capabilities;
    let table = &new.name;
    let old_form = capabilities.form(table, &pair.old, &context.old.enums)?;
    let form = capabilities.form(table, &pair.new, &context.new.enums)?;
    let column = &pair.new.name;
    let values = enum_of(&pair.new.ty, capabilities.dialect).and_then(|name| context.replaced.get(name));
    let recollated = old_form.collation != form.collation;
    let type_changes = old_form.ty != form.ty || values.is_some() || recollated;
    let conversion = if type_changes {
        let conversion = match values.filter(|values| !values.is_empty() && pair.old.ty == pair.new.ty) {
            Some(values) => Some((capabilities.replaced)(&pair.new.ty, values)),
            None if old_form.ty == form.ty && values.is_none() => Some(Conversion::Implicit),
            None => (capabilities.conversion)(&pair.old, &pair.new),
        };
        Some(conversion.ok_or_else(|| capabilities.no_conversion(table, &pair.old, &pair.new))?)
    } else {
        None
    };
    let tightens = pair.old.nullable && !pair.new.nullable;
    let (value, hazard) = if tightens { context.value_for_rows(new, &pair.new, fill) } else { (None, None) };
    let hazards: Vec<_> = hazards.iter().cloned().chain(hazard).collect();

    let mut first = Vec::new();
    if old_form.identity.is_some() && form.identity.is_none() {
        let no_more = Alteration::DropIdentity(column.clone());
        if type_changes {
            // By itself: PostgreSQL looks whether numbers can be of the new type before it looks at the rest.
            context.alter(Phase::AlterTables, table, vec![no_more], why, &[]);
        } else {
            first.push(no_more);
        }
    }
    if let Some((expression, false)) = &old_form.generated
        && form.generated.is_none()
    {
        // Its values are nowhere yet.
        let stored = ColumnForm { generated: Some((expression.clone(), true)), ..old_form.clone() };
        for alteration in [Alteration::DropColumn(column.clone()), Alteration::AddColumn(stored, None)] {
            context.alter(Phase::DropConstraints, table, vec![alteration], why, &[]);
        }
    }
    if old_form.generated.is_some() && form.generated.is_none() {
        // Before what it is computed from changes its type.
        context.alter(Phase::DropConstraints, table, vec![Alteration::DropExpression(column.clone())], why, &[]);
    }
    if let Some(conversion) = conversion {
        // A default is of the old type, and is not turned into the new one by itself.
        if old_form.default.is_some() {
            first.push(Alteration::DropDefault(column.clone()));
        }
        first.push(Alteration::SetType {
            column: pair.clone(),
            ty: form.ty.clone(),
            collation: form.collation.clone(),
            conversion,
        });
        first.extend(form.default.clone().map(|default| Alteration::SetDefault(column.clone(), default)));
    } else if old_form.default != form.default {
        first.push(match form.default.clone() {
            Some(default) => Alteration::SetDefault(column.clone(), default),
            None => Alteration::DropDefault(column.clone()),
        });
    }
    if !pair.old.nullable && pair.new.nullable {
        first.push(Alteration::DropNotNull(column.clone()));
    }
    let mut goes_on = false;
    if let (Some(old), Some(new)) = (&old_form.identity, &form.identity)
        && old != new
    {
        first.push(Alteration::SetIdentity(column.clone(), Pair::new(old.clone(), new.clone())));
        let turns = |it: &Identity| it.increment.is_some_and(|step| step < 0);
        goes_on = old.start != new.start || turns(old) != turns(new);
    }
    context.alter(Phase::AlterTables, table, first, why, &hazards);
    if type_changes && old_form.identity.is_some() && form.identity.is_some() {
        let operation = Operation::RetypeNumbers { table: table.clone(), column: column.clone(), ty: form.ty.clone() };
        context.push(Phase::AlterTables, operation, why, &[]);
    }
    if let Some(value) = value {
        context.fill(table, &pair.new, &value, true, why)?;
    }
    if tightens {
        context.alter(Phase::Tighten, table, vec![Alteration::SetNotNull(column.clone())], why, &hazards);
    }
    if let Some(identity) = form.identity.clone().filter(|_| old_form.identity.is_none()) {
        context.alter(Phase::Tighten, table, vec![Alteration::AddIdentity(column.clone(), identity)], why, &[]);
        goes_on = true;
    }
    if let Some(identity) = form.identity.clone().filter(|_| goes_on) {
        let operation = Operation::ContinueIdentity { table: table.clone(), column: column.clone(), identity };
        context.push(Phase::Tighten, operation, why, &[]);
    }
    let is_made_again = pair.old.is_virtual() && form.generated.is_none() && pair.new.comment.is_some();
    if (pair.old.comment != pair.new.comment || is_made_again) && capabilities.comments == Comments::Statement {
        let comment = pair.new.comment.clone();
        let operation = Operation::Comment { table: table.clone(), column: Some(column.clone()), comment };
        context.push(Phase::Comments, operation, why, &[]);
    }
    Ok(())
}
