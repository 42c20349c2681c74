//! Changing a table in place by statements that change many things at once, since each may copy the table: as a rule one
//! that makes room, the rows brought into order, and one with all the rest.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::diff::{Change, Pair, Spoken};
use crate::plan::{
    Alteration, Capabilities, ColumnForm, Context, Conversion, Enumerations, Hazard, Item, Operation, Phase, PlanError,
    Reason, Step, TablePlanner, Work, first, in_order, made_again,
};
use crate::schema::{Column, DefaultValue, Dialect, EnumType, Index, PartOf, Schema, Spelling, Table, fitting};

use super::{aside, steps, supports};

/// Changes tables by statements that change many things at once.
#[derive(Debug)]
pub(super) struct Combined;

impl TablePlanner for Combined {
    fn detach<'a>(&self, context: &Context<'a>, work: &mut Work<'a>) -> Result<(), PlanError> {
        context.stand_aside_of_remade(work);
        context.stand_aside_of_swapped(work);
        context.detach_foreign_keys(work)
    }

    fn table(&self, context: &mut Context<'_>, old: &Table, new: &Table, items: &[Item]) -> Result<(), PlanError> {
        table(context, old, new, items)
    }

    fn not_null(&self, column: &Column, form: ColumnForm) -> Alteration {
        modify(form, &Pair::new(Arc::new(Column { nullable: true, ..column.clone() }), Arc::new(column.clone())))
    }

    fn finish_group(&self, capabilities: &Capabilities, group: Vec<Step>) -> Vec<Step> {
        let mut group = steps::merged(steps::stay_off(group));
        steps::write_anew(capabilities, &mut group);
        group
    }

    fn join_groups(&self, all: Vec<Step>) -> Vec<Step> {
        steps::to_the_end(all)
    }

    fn finish(&self, capabilities: &Capabilities, old: &Schema, all: Vec<Step>) -> Result<Vec<Step>, PlanError> {
        aside::set_aside(capabilities.dialect, old, all)
    }
}

/// Steps for `items`, which lead from `old` to `new`.
fn table(context: &mut Context<'_>, old: &Table, new: &Table, items: &[Item]) -> Result<(), PlanError> {
    let written = Written::of(context, items);
    let first = context.steps.len();
    for item in in_order(items, context.capabilities.dialect) {
        one(context, new, item, &written)?;
    }
    characters(context, old, new, items, first)?;
    supports::table(context, old, new, items, first);
    Ok(())
}

/// Columns whose rows get values before the one statement with all the rest: what no longer holds of them must be gone
/// by then.
struct Written<'a> {
    columns: BTreeSet<&'a str>,
    /// Those of them that get another type first: what kind of index stands on them may depend on it.
    retyped: BTreeSet<&'a str>,
    /// A statement of the user may write anything.
    all: bool,
    dialect: Dialect,
}

impl<'a> Written<'a> {
    fn of(context: &Context<'_>, items: &'a [Item]) -> Self {
        let mut written = Self {
            columns: BTreeSet::new(),
            retyped: BTreeSet::new(),
            all: false,
            dialect: context.capabilities.dialect,
        };
        for item in items {
            match &item.change {
                Change::AlterColumn { column, .. } => {
                    let through = matches!(
                        (context.capabilities.conversion)(&column.old, &column.new),
                        Some(Conversion::Through { .. })
                    );
                    let mapped = column.new.ty.enum_name().is_some_and(|name| context.values.contains_key(name));
                    let tightens = column.old.nullable && !column.new.nullable;
                    // It is dropped and made again before its rows are written.
                    let frees = made_again(column) && column.new.generated.is_none();
                    if tightens || mapped || frees || column.old.ty != column.new.ty && through {
                        written.columns.insert(&column.new.name);
                        if column.old.ty != column.new.ty {
                            written.retyped.insert(&column.new.name);
                        }
                    }
                }
                Change::AddForeignKey { .. } => {}
                change => written.all |= change.wants_of_rows().is_some_and(|(_, _, repair)| !repair.is_empty()),
            }
        }
        written
    }

    fn has(&self, column: &str) -> bool {
        self.all || self.columns.contains(column)
    }

    /// The phase in which something goes that stands on columns: before they are written, else with all the rest.
    fn phase<'c>(&self, columns: impl IntoIterator<Item = &'c str>) -> Phase {
        if columns.into_iter().any(|column| self.has(column)) { Phase::AlterTables } else { Phase::Tighten }
    }

    fn phase_of_sql(&self, sql: &Spelling) -> Phase {
        let speaks = |column: &&str| Spoken::from(*column).is_in_spelling(sql, &[self.dialect]);
        let any = self.all || self.columns.iter().any(speaks);
        if any { Phase::AlterTables } else { Phase::Tighten }
    }

    /// An index that forbids nothing may stay until the end.
    fn phase_of_index(&self, index: &Index) -> Phase {
        if index.named_columns().any(|column| self.retyped.contains(column)) {
            return Phase::AlterTables;
        }
        if !index.unique {
            return Phase::Tighten;
        }
        let expressions = index.parts.iter().any(|part| matches!(part.of, PartOf::Expression(_)));
        if expressions && !self.columns.is_empty() { Phase::AlterTables } else { self.phase(index.named_columns()) }
    }
}

fn one(context: &mut Context<'_>, new: &Table, item: &Item, written: &Written<'_>) -> Result<(), PlanError> {
    let Item { change, why, hazards } = item;
    let name = &new.name;
    context.repair_in_place(change);
    let (phase, alteration) = match change {
        Change::AddColumn { column, fill, .. } => return add_column(context, new, column, fill.as_ref(), item),
        Change::AlterColumn { column, fill, .. } => return alter_column(context, new, column, fill.as_ref(), item),
        Change::DropColumn { column, .. } => return drop_column(context, new, column, item),
        Change::DropForeignKey { foreign_key, .. } => {
            (Phase::DropForeignKeys, Alteration::DropForeignKey(foreign_key.name.clone()))
        }
        Change::AddForeignKey { foreign_key, .. } => {
            (Phase::AddForeignKeys, Alteration::AddForeignKey(foreign_key.clone()))
        }
        Change::DropPrimaryKey { primary_key, .. } => {
            // Values that swap their names are alike for a moment.
            let swaps = |name: &String| new.column(name).is_some_and(|column| context.swaps(column));
            let phase = if primary_key.columns.iter().any(swaps) { Phase::AlterTables } else { Phase::Tighten };
            (phase, Alteration::DropPrimaryKey(primary_key.name.clone()))
        }
        Change::AddPrimaryKey { primary_key, .. } => (Phase::Tighten, Alteration::AddPrimaryKey(primary_key.clone())),
        Change::DropUnique { unique, .. } => {
            (written.phase(unique.columns.iter().map(String::as_str)), Alteration::DropUnique(unique.name.clone()))
        }
        Change::AddUnique { unique, .. } => (Phase::Tighten, Alteration::AddUnique(unique.clone())),
        // Names of checks may be unique in the whole schema.
        Change::DropCheck { check, .. } if context.is_taken_over(&check.name, name) => {
            (Phase::AlterTables, Alteration::DropCheck(check.name.clone()))
        }
        Change::DropCheck { check, .. } => {
            (written.phase_of_sql(&check.expression), Alteration::DropCheck(check.name.clone()))
        }
        Change::AddCheck { check, .. } => (Phase::Tighten, Alteration::AddCheck(check.clone())),
        Change::DropIndex { index, .. } => (written.phase_of_index(index), Alteration::DropIndex(index.name.clone())),
        Change::AddIndex { index, .. } => (Phase::Tighten, Alteration::AddIndex(index.clone())),
        Change::AlterTableComment { comment, .. } => {
            (Phase::Tighten, Alteration::Comment(Some(comment.new.clone()).filter(|text| !text.is_empty())))
        }
        Change::AlterTableOptions { options, .. } => (Phase::Tighten, Alteration::SetOptions(options.clone())),
        // No engine that alters so has them, or they are no change of a table that stays.
        Change::AddExclusion { .. }
        | Change::DropExclusion { .. }
        | Change::AddPartition { .. }
        | Change::DropPartition { .. }
        | Change::AlterPartitioning { .. }
        | Change::RenamePrimaryKey { .. }
        | Change::AlterValidity { .. }
        | Change::CreateEnum(_)
        | Change::DropEnum(_)
        | Change::AlterEnum(_)
        | Change::RenameEnum(_)
        | Change::RenameEnumValue { .. }
        | Change::RenameTable(_)
        | Change::CreateTable(_)
        | Change::DropTable(_)
        | Change::RenameColumn { .. }
        | Change::RenameConstraint { .. } => return Ok(()),
    };
    // What a numbered column needs goes in the statement that brings its successor.
    let phase = if drops_key_of_number(context, change) { Phase::Tighten } else { phase };
    context.alter(phase, name, vec![alteration], why, hazards);
    Ok(())
}

fn drops_key_of_number(context: &Context<'_>, change: &Change) -> bool {
    match change {
        Change::DropPrimaryKey { table, primary_key } => context.is_numbered(table, first(&primary_key.columns)),
        Change::DropUnique { table, unique } => context.holds_number(table, first(&unique.columns)),
        Change::DropIndex { table, index } => context.holds_number(table, index.first_column()),
        _ => false,
    }
}

/// A column that is computed has no values to lose, and nothing may be computed from what comes after it.
fn drop_column(context: &mut Context<'_>, new: &Table, column: &Column, item: &Item) -> Result<(), PlanError> {
    let Item { change: _, why, hazards } = item;
    let table = &new.name;
    let drop = vec![Alteration::DropColumn(column.name.clone())];
    if column.generated.is_some() {
        context.alter(Phase::Tighten, table, drop, why, hazards);
        return Ok(());
    }
    if column.identity.is_some() {
        // Its key goes before it does, and its successor may be numbered.
        let plain = Column { identity: None, ..column.clone() };
        let form = context.capabilities.form(table, &plain, &context.old.enums)?;
        let pair = Pair::new(Arc::new(column.clone()), Arc::new(plain));
        context.alter(Phase::Tighten, table, vec![modify(form, &pair)], why, &[]);
    }
    context.alter(Phase::LoseData, table, drop, why, hazards);
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
    let table = &new.name;
    let form = context.capabilities.form(table, column, &context.new.enums)?;
    let (value, hazard) = context.value_of_new(new, column, fill);
    let hazards: Vec<_> = hazards.iter().cloned().chain(hazard).collect();
    match value {
        // It goes with the rest: a numbered column must become a key in the same statement.
        None => {
            let number = numbered(None, &form);
            let alterations = [Alteration::AddColumn(form, None)].into_iter().chain(number).collect();
            context.alter(Phase::Tighten, table, alterations, why, &hazards);
        }
        Some(value) => context.add_filled(table, column, form, value, why, &hazards)?,
    }
    Ok(())
}

/// What sets the first number, where it is a new one.
fn numbered(old: Option<&ColumnForm>, new: &ColumnForm) -> Option<Alteration> {
    let identity = new.identity.clone()?;
    let before = old.and_then(|old| old.identity.clone()).unwrap_or_default();
    let changes = identity.start.is_some() && identity.start != before.start;
    changes.then(|| Alteration::SetIdentity(new.name.clone(), Pair::new(before, identity)))
}

fn alter_column(
    context: &mut Context<'_>,
    new: &Table,
    pair: &Pair<Arc<Column>>,
    fill: Option<&DefaultValue>,
    item: &Item,
) -> Result<(), PlanError> {
    let Item { change: _, why, hazards } = item;
    let table = &new.name;
    let old = context.capabilities.form(table, &pair.old, &context.old.enums)?;
    let form = context.capabilities.form(table, &pair.new, &context.new.enums)?;
    let stays = ColumnForm { identity: old.identity.clone(), ..form.clone() } == old;
    let mapped = remapped(context, new, pair)?;
    if form == old {
        if let Some((_, expression)) = mapped {
            convert(context, new, &form.name, expression, why);
        }
        return Ok(());
    }
    let number: Vec<_> = numbered(Some(&old), &form).into_iter().collect();
    if stays && old.identity.is_some() && form.identity.is_some() {
        context.alter(Phase::Tighten, table, number, why, hazards);
        return Ok(());
    }
    if old.generated.as_ref().map(|it| it.1) != form.generated.as_ref().map(|it| it.1) {
        let done = computed(context, new, pair, (&old, &form), fill, item)?;
        if done {
            return Ok(());
        }
    }
    let computes = form.generated.is_some();
    let frees = old.generated.is_some() && !computes;
    let conversion = if old.ty != form.ty && !computes {
        let conversion = (context.capabilities.conversion)(&pair.old, &pair.new);
        conversion.ok_or_else(|| context.capabilities.no_conversion(table, &pair.old, &pair.new))?
    } else {
        Conversion::Implicit
    };
    let tightens = pair.old.nullable && !pair.new.nullable && !computes;
    let (value, hazard) = if tightens { context.value_for_rows(new, &pair.new, fill) } else { (None, None) };
    let hazards: Vec<_> = hazards.iter().cloned().chain(hazard).collect();
    // The key that it is in stands until the one statement with all the rest.
    let in_key = context.old.table(table).and_then(|old| old.primary_key.as_ref());
    let in_key = in_key.is_some_and(|key| key.columns.contains(&pair.old.name));
    let nullable = (pair.old.nullable || pair.new.nullable) && !in_key;
    let mut wide = false;
    if let Conversion::Through { ty, expression } = conversion {
        let between = ColumnForm { ty, ..bare(&form, nullable) };
        context.alter(Phase::AlterTables, table, vec![modify(between, pair)], why, &hazards);
        convert(context, new, &form.name, expression, why);
        wide = true;
    } else if let Some((union, expression)) = mapped {
        let between = ColumnForm { ty: union, nullable, ..form.clone() };
        if between.ty != old.ty || frees {
            context.alter(Phase::AlterTables, table, vec![modify(between, pair)], why, &hazards);
        }
        convert(context, new, &form.name, expression, why);
        wide = true;
    }
    if let Some(value) = value {
        // The value may be one that the old type does not take, and nothing is written into what is computed.
        if (old.ty != form.ty || frees) && !wide {
            let open = ColumnForm { nullable: true, ..form.clone() };
            context.alter(Phase::AlterTables, table, vec![modify(open, pair)], why, &hazards);
        }
        context.fill(table, &pair.new, &value, true, why)?;
    }
    let alterations = [modify(form, pair)].into_iter().chain(number).collect();
    context.alter(Phase::Tighten, table, alterations, why, &hazards);
    Ok(())
}

fn modify(form: ColumnForm, pair: &Pair<Arc<Column>>) -> Alteration {
    Alteration::ModifyColumn(form, pair.clone())
}

/// The column with its type and nothing else.
fn bare(form: &ColumnForm, nullable: bool) -> ColumnForm {
    ColumnForm {
        nullable,
        check: None,
        default: None,
        identity: None,
        generated: None,
        collation: None,
        charset: None,
        on_update_now: false,
        ..form.clone()
    }
}

/// Rows get what an expression makes of the value that they have.
fn convert(context: &mut Context<'_>, table: &Table, column: &str, expression: String, why: &[Reason]) {
    let operation =
        Operation::Convert { table: table.name.clone(), column: column.to_owned(), expression, kept: Vec::new() };
    context.push(Phase::FillRows, operation, why, &[]);
}

/// The type that takes the old and the new values of an enum, and the expression that makes the one of the other; none
/// where no value gets another.
fn remapped(
    context: &Context<'_>,
    table: &Table,
    pair: &Pair<Arc<Column>>,
) -> Result<Option<(String, String)>, PlanError> {
    let Some(name) = pair.new.ty.enum_name().filter(|_| pair.old.ty == pair.new.ty) else { return Ok(None) };
    let (Some(mapped), Some(old), Some(new)) =
        (context.values.get(name), context.old.enums.get(name), context.new.enums.get(name))
    else {
        return Ok(None);
    };
    let Some(expression) = (context.capabilities.remap)(&pair.new.ty, mapped) else { return Ok(None) };
    let collation = pair.new.collation.get(context.capabilities.dialect).or(table.options.collation.as_deref());
    let is_there = |value: &String| old.values.iter().any(|old| are_one(old, value, collation));
    let added = new.values.iter().filter(|value| !is_there(value));
    let values = old.values.iter().chain(added).cloned().collect();
    let union = Enumerations::from([(name.to_owned(), EnumType { name: name.to_owned(), values })]);
    let column = Column { default: None, ..pair.new.as_ref().clone() };
    Ok(Some((context.capabilities.form(&table.name, &column, &union)?.ty, expression)))
}

/// Whether an enum type cannot have both values: in most collations, letter case does not tell them apart. The value that is there
/// stands for the other one until the type has that.
fn are_one(one: &str, other: &str, collation: Option<&str>) -> bool {
    let tells_case = collation.is_some_and(|it| it == "binary" || it.ends_with("_bin") || it.ends_with("_cs"));
    one == other || !tells_case && one.to_lowercase() == other.to_lowercase()
}

/// A column that is computed, is no longer, or is otherwise: what no `MODIFY` does. Whether that was all.
fn computed(
    context: &mut Context<'_>,
    new: &Table,
    pair: &Pair<Arc<Column>>,
    (old, form): (&ColumnForm, &ColumnForm),
    fill: Option<&DefaultValue>,
    item: &Item,
) -> Result<bool, PlanError> {
    let Item { change: _, why, hazards } = item;
    let table = &new.name;
    let name = &form.name;
    let stored = |form: &ColumnForm| form.generated.as_ref().map(|it| it.1);
    let lost = Hazard::DropColumn(table.clone(), name.clone());
    // Its own values go. What stands on the column has to find the new ones.
    let last = if stored(old).is_none() && !context.is_leaned_on(new, name) { Phase::LoseData } else { Phase::Tighten };
    match (stored(old), stored(form)) {
        // The statement that says so computes it.
        (None, Some(true)) => {
            let hazards: Vec<_> = hazards.iter().cloned().chain([lost]).collect();
            context.alter(last, table, vec![modify(form.clone(), pair)], why, &hazards);
            Ok(true)
        }
        (_, Some(_)) => {
            let lost = stored(old).is_none().then_some(lost);
            let hazards: Vec<_> = hazards.iter().cloned().chain(lost).collect();
            let alterations = vec![Alteration::DropColumn(name.clone()), Alteration::AddColumn(form.clone(), None)];
            context.alter(last, table, alterations, why, &hazards);
            Ok(true)
        }
        // What is only computed has no values to keep: they wait in another column.
        (Some(false), None) => {
            let aside = fitting(format!("_schema_new_{name}"));
            let open = bare(form, true);
            let conversion = if old.ty == form.ty {
                Conversion::Implicit
            } else {
                (context.capabilities.conversion)(&pair.old, &pair.new)
                    .ok_or_else(|| context.capabilities.no_conversion(table, &pair.old, &pair.new))?
            };
            let by_way = match conversion {
                Conversion::Through { ty, expression } => Some((ty, expression)),
                Conversion::Implicit | Conversion::Using(_) => remapped(context, new, pair)?,
            };
            let ty = by_way.as_ref().map_or(&open.ty, |(ty, _)| ty).clone();
            let waiting = ColumnForm { name: aside.clone(), comment: None, ty, ..open.clone() };
            let copy = |column: &str, from: &str| Operation::Copy {
                table: table.clone(),
                column: column.to_owned(),
                from: from.to_owned(),
                kept: Vec::new(),
            };
            context.alter(Phase::AlterTables, table, vec![Alteration::AddColumn(waiting, None)], why, hazards);
            context.push(Phase::AlterTables, copy(&aside, name), why, &[]);
            if let Some((_, expression)) = by_way {
                let (table, column) = (table.clone(), aside.clone());
                let convert = Operation::Convert { table, column, expression, kept: Vec::new() };
                context.push(Phase::AlterTables, convert, why, &[]);
            }
            let again = vec![Alteration::DropColumn(name.clone()), Alteration::AddColumn(open, None)];
            context.alter(Phase::AlterTables, table, again, why, &[]);
            context.push(Phase::AlterTables, copy(name, &aside), why, &[]);
            let tightens = pair.old.nullable && !pair.new.nullable;
            let (value, hazard) = if tightens { context.value_for_rows(new, &pair.new, fill) } else { (None, None) };
            if let Some(value) = value {
                context.fill(table, &pair.new, &value, true, why)?;
            }
            let alterations = vec![Alteration::DropColumn(aside), modify(form.clone(), pair)];
            context.alter(Phase::Tighten, table, alterations, why, hazard.as_slice());
            Ok(true)
        }
        _ => Ok(false),
    }
}

/// Columns that have the character set of their table get its new one: the engine's own way of that would leave them
/// behind, or widen their types by itself.
fn characters(
    context: &mut Context<'_>,
    old: &Table,
    new: &Table,
    items: &[Item],
    first: usize,
) -> Result<(), PlanError> {
    let of = |table: &Table| (table.options.charset.clone(), table.options.collation.clone());
    if of(old) == of(new) {
        return Ok(());
    }
    let options = |item: &&Item| matches!(item.change, Change::AlterTableOptions { .. });
    let Some(item) = items.iter().find(options) else { return Ok(()) };
    let modified: BTreeSet<String> = context.steps[first..]
        .iter()
        .filter(|step| step.phase == Phase::Tighten)
        .filter_map(|step| match &step.operation {
            Operation::AlterTable { alterations, .. } => Some(alterations),
            _ => None,
        })
        .flatten()
        .filter_map(|alteration| match alteration {
            Alteration::ModifyColumn(form, _) | Alteration::AddColumn(form, _) => Some(form.name.clone()),
            _ => None,
        })
        .collect();
    // A column that is made before the rest has the character set that the table has by then.
    let is_new = |it: &Alteration| matches!(it, Alteration::AddColumn(..));
    let sets = |it: &Alteration| matches!(it, Alteration::SetOptions(_));
    let any = |step: &Step, is: &dyn Fn(&Alteration) -> bool| match &step.operation {
        Operation::AlterTable { alterations, .. } => alterations.iter().any(is),
        _ => false,
    };
    let steps = &mut context.steps[first..];
    if steps.iter().any(|step| step.phase == Phase::AlterTables && any(step, &is_new))
        && let Some(at) = steps.iter().position(|step| any(step, &sets))
    {
        steps[at].phase = Phase::AlterTables;
        // Rows may be written between the first of those columns and the last.
        steps[..=at].rotate_right(1);
    }
    for column in new.columns.shared() {
        let inherits = column.charset.is_none() && column.collation.is_empty();
        let Some(former) = old.shared_column(&column.name).filter(|_| inherits && !modified.contains(&column.name))
        else {
            continue;
        };
        let form = context.capabilities.form(&new.name, column, &context.new.enums)?;
        if (context.capabilities.has_charset)(&form.ty) {
            let pair = Pair::new(Arc::clone(former), Arc::clone(column));
            context.alter(Phase::Tighten, &new.name, vec![modify(form, &pair)], &item.why, &[]);
        }
    }
    Ok(())
}
