//! Answers to what the differ asks on the way from one random schema to the next.

use schema_core::diff::{Answer, Ask, Question, Refused};
use schema_core::schema::{ColumnType, DefaultValue, Dialect, Literal, Schema, Spelling};

use super::words::own_value;

/// Answers what is left open: nothing was renamed but what was told, and existing rows get the value that is proposed.
pub(crate) struct Rest<'a> {
    pub(crate) dialect: Dialect,
    pub(crate) old: &'a Schema,
    pub(crate) new: &'a Schema,
}

impl Rest<'_> {
    /// A value that an enum type had before too: on the way back no other could stay.
    fn kept_value(&self, ty: &ColumnType) -> Option<DefaultValue> {
        let ColumnType::Enum { name } = ty else { return None };
        let (before, after) = (&self.old.enums.get(name)?.values, &self.new.enums.get(name)?.values);
        let kept = after.iter().find(|value| before.contains(value))?;
        Some(DefaultValue::Literal(Literal::Text(kept.clone())))
    }
}

impl Ask for Rest<'_> {
    fn ask(&mut self, question: &Question) -> Result<Answer, Refused> {
        Ok(match question {
            Question::NameTaken { .. } | Question::RenameTable { .. } | Question::RenameColumn { .. } => Answer::New,
            Question::ReplaceValue { .. } => Answer::Replaced(0),
            Question::Fill { example: Some(example), column, .. } => {
                Answer::Fill(self.kept_value(&column.ty).unwrap_or_else(|| example.clone()))
            }
            Question::Fill { column, .. } => match own_value(self.dialect, &column.ty, 0) {
                Some(sql) => Answer::Fill(DefaultValue::Sql(Spelling::any(sql))),
                None => return Err(Refused::new(question)),
            },
            Question::Repair { .. } => Answer::InOrder,
        })
    }
}
