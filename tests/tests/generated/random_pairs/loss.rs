//! The order of a plan on engines that cannot roll a revision back.

use libtest_mimic::Failed;
use proptest::strategy::{Strategy as _, ValueTree as _};
use schema_core::dialect::capabilities;
use schema_core::diff::Change;
use schema_core::plan::{Alteration, Hazard, Operation, Step, plan};
use schema_core::schema::Dialect;

use super::{FIRST, pair, runner};
use crate::random::dice;
use crate::support::rows::Renames;

/// Returns `true` if rows can stop a step.
fn can_fail_on_rows(step: &Step) -> bool {
    let harmless = |alteration: &Alteration| match alteration {
        Alteration::DropColumn(_)
        | Alteration::RenameColumn(_)
        | Alteration::DropDefault(_)
        | Alteration::DropPrimaryKey(_)
        | Alteration::DropUnique(_)
        | Alteration::DropIndex(_)
        | Alteration::DropForeignKey(_)
        | Alteration::DropCheck(_)
        | Alteration::Comment(_)
        | Alteration::WriteAnew => true,
        Alteration::AddIndex(index) => !index.unique,
        _ => false,
    };
    match &step.operation {
        Operation::AlterTable { alterations, .. } => !alterations.iter().all(harmless),
        Operation::Fill { .. } | Operation::Convert { .. } | Operation::Copy { .. } | Operation::Run(_) => true,
        _ => false,
    }
}

/// Where nothing is rolled back, nothing may be gone when rows stop a statement. A column that is computed from now on is left
/// out: what stands on it has to find its new values.
pub(super) fn nothing_is_lost() -> Result<(), Failed> {
    let mut losing = 0;
    for dialect in [Dialect::MARIADB, Dialect::MYSQL] {
        for number in FIRST..FIRST + 400 {
            let seed = dice::pair().new_tree(&mut runner(number)).expect("all seeds are good");
            let pair = pair(dialect, &seed.current());
            let changes = pair.changes().unwrap_or_else(|failure| panic!("pair {number}: {}", failure.text));
            let Ok(changes) = changes else { continue };
            let back: Vec<Change> = changes.iter().cloned().rev().map(Change::invert).collect();
            for (old, changes) in [(&pair.old, changes), (&pair.new, back)] {
                let Ok(plan) = plan(old, &changes, &capabilities(dialect)) else { continue };
                let renames = Renames::of(&changes);
                let loses = |step: &Step| {
                    step.hazards.iter().any(|hazard| match hazard {
                        Hazard::DropTable(_) => true,
                        // What is computed has no values of its own, before or after.
                        Hazard::DropColumn(table, column) => !changes.iter().any(|change| match change {
                            Change::DropColumn { table: of, column: it } => {
                                of == table && it.name == *column && it.generated.is_some()
                            }
                            Change::AlterColumn { table: of, column: it, .. } => {
                                // A hazard names columns as they are called in the end.
                                let called = [it.new.name.clone(), renames.column(of, &it.new.name)];
                                of == table && called.contains(column) && it.new.generated.is_some()
                            }
                            _ => false,
                        }),
                        _ => false,
                    })
                };
                let Some(first) = plan.steps.iter().position(loses) else { continue };
                losing += 1;
                let late = plan.steps[first + 1..].iter().find(|step| can_fail_on_rows(step));
                assert!(
                    late.is_none(),
                    "pair {number} on {dialect}: {late:#?}\nafter {:#?}\nof {changes:#?}",
                    plan.steps[first]
                );
            }
        }
    }
    assert!(losing > 200, "{losing} plans lose anything");
    Ok(())
}
