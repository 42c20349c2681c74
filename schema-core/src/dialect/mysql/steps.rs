//! The steps of a plan when they stand in order: what goes together in one statement, and what loses data last.

use crate::plan::{Alteration, Capabilities, Operation, Phase, Step};
use crate::schema::{IndexMethod, TableName};

/// Puts neighbouring alterations of one table into one statement.
pub(super) fn merged(steps: Vec<Step>) -> Vec<Step> {
    let mut merged: Vec<Step> = Vec::new();
    for mut step in steps {
        if let Operation::AlterTable { table, alterations } = &mut step.operation
            && let Some(Step { phase, operation: Operation::AlterTable { table: of, alterations: all }, why, hazards }) =
                merged.last_mut()
            && of == table
            && *phase == step.phase
            && go_together(all, alterations)
        {
            all.append(alterations);
            for reason in step.why {
                if !why.contains(&reason) {
                    why.push(reason);
                }
            }
            for hazard in step.hazards {
                if !hazards.contains(&hazard) {
                    hazards.push(hazard);
                }
            }
        } else {
            merged.push(step);
        }
    }
    merged
}

/// Whether a statement that holds `these` can take `those` too: the engine builds one index over words at a time, lets no
/// foreign key go while it renames a column, and reads all of a statement by the names that columns had before it.
fn go_together(these: &[Alteration], those: &[Alteration]) -> bool {
    let words =
        |it: &Alteration| matches!(it, Alteration::AddIndex(index) if index.method == Some(IndexMethod::Fulltext));
    let key = |it: &Alteration| matches!(it, Alteration::AddForeignKey(_) | Alteration::DropForeignKey(_));
    let renames = |it: &Alteration| matches!(it, Alteration::RenameColumn(_));
    let both = |one: &dyn Fn(&Alteration) -> bool, other: &dyn Fn(&Alteration) -> bool| {
        these.iter().any(one) && those.iter().any(other)
    };
    !(both(&renames, &renames) || both(&words, &words) || both(&key, &renames) || both(&renames, &key))
}

/// Says of each statement that has to copy its table that it does.
pub(super) fn write_anew(capabilities: &Capabilities, steps: &mut [Step]) {
    for step in steps {
        let Operation::AlterTable { alterations, .. } = &mut step.operation else { continue };
        let needs =
            |it: &Alteration| matches!(it, Alteration::DropColumn(name) if (capabilities.drop_needs_copy)(name));
        if alterations.iter().any(needs) {
            alterations.push(Alteration::WriteAnew);
        }
    }
}

/// Moves what loses data behind the groups that follow its own.
pub(super) fn to_the_end(steps: Vec<Step>) -> Vec<Step> {
    let mut late: Vec<Option<Step>> = steps.iter().enumerate().map(|(at, step)| late(step, &steps[at + 1..])).collect();
    let kept = steps.into_iter().zip(&late).filter(|(_, late)| late.is_none()).map(|(step, _)| step);
    let mut kept: Vec<Step> = kept.collect();
    kept.extend(merged(late.drain(..).flatten().collect()));
    kept
}

/// A step that loses data as it is after `later`; none for one that has to stay, and for any other.
fn late(step: &Step, later: &[Step]) -> Option<Step> {
    if step.phase != Phase::LoseData {
        return None;
    }
    match &step.operation {
        Operation::DropTable(name) => {
            let takes = |step: &Step| match &step.operation {
                Operation::CreateTable(form) => form.name == *name,
                Operation::RenameTable { table, .. } => table.new == *name,
                _ => false,
            };
            (!later.iter().any(takes)).then(|| step.clone())
        }
        Operation::AlterTable { table, alterations } => {
            let mut now = table;
            for step in later {
                match &step.operation {
                    Operation::RenameTable { table, .. } if table.old == *now => now = &table.new,
                    Operation::DropTable(table) if table == now => return None,
                    _ => {}
                }
            }
            let drops = |it: &Alteration| matches!(it, Alteration::DropColumn(_));
            alterations.iter().all(drops).then(|| {
                let drop = Operation::AlterTable { table: now.clone(), alterations: alterations.clone() };
                Step { operation: drop, ..step.clone() }
            })
        }
        _ => None,
    }
}

/// A foreign key that is put back after one rename, and would be taken off for the next thing, stays off.
pub(super) fn stay_off(steps: Vec<Step>) -> Vec<Step> {
    // As a rule no rename takes one off, and nothing is to be looked for.
    if !steps.iter().any(|step| step.phase == Phase::Rename && added(step).is_some()) {
        return steps;
    }
    let mut kept: Vec<Step> = Vec::new();
    for step in steps {
        let Some(name) = dropped(&step) else {
            kept.push(step);
            continue;
        };
        let same = |other: &Step| other.phase == Phase::Rename && table_of(other) == table_of(&step);
        let again = kept.iter().rposition(|it| same(it) && added(it) == Some(name));
        let off = kept.iter().rposition(|it| same(it) && dropped(it) == Some(name));
        match (again, off) {
            (Some(again), Some(off)) if off < again => {
                let Step { why, hazards, .. } = &mut kept[off];
                why.extend(step.why);
                hazards.extend(step.hazards);
                kept.remove(again);
            }
            _ => kept.push(step),
        }
    }
    kept
}

fn table_of(step: &Step) -> Option<&TableName> {
    match &step.operation {
        Operation::AlterTable { table, .. } => Some(table),
        _ => None,
    }
}

/// The foreign key that a step takes off, if it does nothing else.
fn dropped(step: &Step) -> Option<&str> {
    match &step.operation {
        Operation::AlterTable { alterations, .. } => match alterations.as_slice() {
            [Alteration::DropForeignKey(name)] => Some(name),
            _ => None,
        },
        _ => None,
    }
}

/// The foreign key that a step puts on, if it does nothing else.
fn added(step: &Step) -> Option<&str> {
    match &step.operation {
        Operation::AlterTable { alterations, .. } => match alterations.as_slice() {
            [Alteration::AddForeignKey(key)] => Some(&key.name),
            _ => None,
        },
        _ => None,
    }
}
