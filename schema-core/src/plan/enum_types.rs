//! Steps for enum types, where they are types of their own.

use crate::diff::{Change, EnumChange, Pair};
use crate::schema::{ColumnType, DefaultValue, Literal};

use super::context::{Context, NetChanges};
use super::hazard::Hazard;
use super::reason::Reason;
use super::row_data::RowData;
use super::step::{Operation, Phase, ValuePlace};
use super::{Enums, PlanError, enums};

impl Context<'_> {
    /// Steps for enum types, where they are types of their own.
    pub(super) fn enums(&mut self, net: &NetChanges, rows: &RowData<'_>) -> Result<(), PlanError> {
        if self.capabilities.enums != Enums::Type {
            return Ok(());
        }
        for (why, change) in net.with_reasons() {
            let why = [why];
            if let Change::CreateEnum(it) = change
                && let Some(problem) =
                    self.capabilities.bad_name(&it.name).or_else(|| self.capabilities.own_type_problem(&it.name))
            {
                let dialect = self.capabilities.dialect;
                return Err(PlanError::Enum { dialect, name: it.name.clone(), reason: problem });
            }
            match change {
                Change::CreateEnum(it) => self.push(Phase::CreateTypes, Operation::CreateEnum(it.clone()), &why, &[]),
                Change::DropEnum(it) => self.push(Phase::DropTypes, Operation::DropEnum(it.name.clone()), &why, &[]),
                Change::AlterEnum(pair) => self.alter_enum(pair, net, rows, &why)?,
                _ => {}
            }
        }
        Ok(())
    }

    fn alter_enum(
        &mut self,
        pair: &EnumChange,
        net: &[Change],
        rows: &RowData<'_>,
        why: &[Reason],
    ) -> Result<(), PlanError> {
        let name = &pair.new.name;
        let fills: Vec<&DefaultValue> = rows.fills().collect();
        let usable = |added: &Vec<(String, ValuePlace)>| {
            let values = added.iter().map(|(value, _)| value.as_str()).collect();
            !enums::uses(self.new, name, net, &fills, &values)
        };
        if let Some(added) = enums::additions(pair).filter(usable) {
            for (value, place) in added {
                self.push(Phase::CreateTypes, Operation::AddEnumValue { name: name.clone(), value, place }, why, &[]);
            }
            return Ok(());
        }
        let removed: Vec<String> = pair.lost().cloned().collect();
        let hazards: Vec<_> =
            (!removed.is_empty()).then(|| Hazard::RemoveValues(name.clone(), removed)).into_iter().collect();
        let aside = Pair::new(name.clone(), enums::aside(name));
        self.push(Phase::CreateTypes, Operation::RenameEnum(aside.clone()), why, &hazards);
        self.push(Phase::CreateTypes, Operation::CreateEnum(pair.new.clone()), why, &[]);
        self.push(Phase::DropTypes, Operation::DropEnum(aside.new), why, &[]);
        let dialect = self.capabilities.dialect;
        let spelled = |value: &String| {
            let value = DefaultValue::Literal(Literal::Text(value.clone()));
            (self.capabilities.value)(dialect, &ColumnType::Text { max_length: None }, &value)
        };
        let gone = pair.replaced.iter().filter(|(old, _)| pair.old.values.contains(old));
        let values = gone.map(|(old, new)| Ok((spelled(old)?, spelled(new)?))).collect::<Result<Vec<_>, String>>();
        let values = values.map_err(|reason| PlanError::Enum { dialect, name: name.clone(), reason })?;
        self.replaced.extend(self.new.enums.get_key_value(name).map(|(name, _)| (name.as_str(), values)));
        Ok(())
    }
}
