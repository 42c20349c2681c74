//! What the differ cannot know: questions as values, and the loop that has them answered.

use std::fmt;

use crate::diagnostic::shell_word;
use crate::schema::{Column, ColumnType, DefaultValue, EnumType, Literal, Schema, Spelling, TableName};

use super::answer::NO_REPAIR;
use super::value::{unfit_for_type, unlisted};
use super::{Answers, Change, Place, diff};

/// Something that the differ does not guess.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(clippy::large_enum_variant, reason = "few are open at a time")]
pub enum Question {
    /// Is the new table a dropped one by a new name?
    RenameTable {
        /// The new table.
        new: TableName,
        /// Dropped tables, the most similar first.
        candidates: Vec<TableName>,
    },
    /// Is the new column a dropped one by a new name?
    RenameColumn {
        /// The table.
        table: TableName,
        /// The new column.
        new: String,
        /// Dropped columns, the most similar first.
        candidates: Vec<String>,
    },
    /// A rename was told, and the table or column whose name it takes is still there: is that one meant, and the rename
    /// one that was told for an earlier revision?
    NameTaken {
        /// What is no longer there, and would be dropped.
        old: Place,
        /// What it was told to become.
        new: Place,
    },
    /// Which value do rows get that have a removed value of an enum type?
    ReplaceValue {
        /// The enum type.
        enum_type: String,
        /// The removed value.
        old: String,
        /// The values that it has now.
        values: Vec<String>,
        /// Those of them that are new: the removed one may be one of these by a new name.
        added: Vec<String>,
    },
    /// Are the rows that exist already in order for a new constraint or unique index, or which statement brings them
    /// into order?
    Repair {
        /// The table.
        table: TableName,
        /// The constraint or index.
        constraint: String,
        /// What it wants, as a sentence.
        rule: String,
    },
    /// Which value do rows get that exist already?
    Fill {
        /// The table.
        table: TableName,
        /// The column as it will be.
        column: Column,
        /// Why one is needed.
        why: FillReason,
        /// A value that fits the type, for the example in [`Question::flag`]; none where we know of none.
        example: Option<DefaultValue>,
        /// The enum type of the column, if it has one.
        enum_type: Option<EnumType>,
        /// The only numbers that the column takes, if a check lists them.
        numbers: Vec<i64>,
        /// The table that the column references, if that is new: it has no row with any value.
        references_empty: Option<TableName>,
    },
}

/// What stands in a suggested flag where the user is to write a text. As a value it is refused, lest rows get it from a
/// flag that was pasted as it stood.
pub const PLACEHOLDER: &str = "VALUE";

/// What stands in a suggested flag where the user is to write a statement.
pub(super) const STATEMENT: &str = "SQL";

/// Whether every text is a value of the type, so that none of them is a good suggestion.
fn takes_any_text(ty: &ColumnType) -> bool {
    matches!(ty, ColumnType::Char | ColumnType::Text { .. } | ColumnType::FixedText { .. })
}

/// Why rows that exist already need a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FillReason {
    /// The column is new, NOT NULL, and has no default.
    NewColumn,
    /// The column was nullable and is NOT NULL now.
    NoLongerNull,
}

/// An answer to a [`Question`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answer {
    /// It is the dropped table or column of this place in `candidates`, renamed.
    Renamed(usize),
    /// It is new, or the one that has been there: no rename.
    New,
    /// Rows that exist already get this value.
    Fill(DefaultValue),
    /// The removed value of an enum type is the one of this place in `values` by a new name.
    RenamedValue(usize),
    /// Rows with a removed value of an enum type get the one of this place in `values`.
    Replaced(usize),
    /// This statement brings the rows into order.
    Repaired(String),
    /// The rows are in order.
    InOrder,
}

impl Question {
    /// What it is about.
    pub fn place(&self) -> Place {
        match self {
            Self::RenameTable { new, .. } => Place::Table(new.clone()),
            Self::RenameColumn { table, new, .. } => Place::Column(table.clone(), new.clone()),
            Self::NameTaken { new, .. } => new.clone(),
            Self::ReplaceValue { enum_type, old, .. } => Place::Value(enum_type.clone(), old.clone()),
            Self::Repair { table, .. } => Place::Table(table.clone()),
            Self::Fill { table, column, .. } => Place::Column(table.clone(), column.name.clone()),
        }
    }

    /// The new column that may be a dropped one by a new name, if that is the question.
    pub(super) fn renamed_column(&self) -> Option<(&TableName, &str)> {
        match self {
            Self::RenameColumn { table, new, .. } => Some((table, new)),
            _ => None,
        }
    }

    /// The flag that answers it, for a shell: the likeliest rename, or a value that fits. For text there is none that
    /// is likelier than others, and [`PLACEHOLDER`] stands for it.
    pub fn flag(&self) -> String {
        let place = self.place();
        match self {
            Self::RenameTable { candidates, .. } => match candidates.first() {
                Some(old) => format!("--rename {}", shell_word(&format!("{}:{place}", Place::Table(old.clone())))),
                None => format!("--no-rename {}", shell_word(&place.to_string())),
            },
            Self::RenameColumn { table, candidates, .. } => match candidates.first() {
                Some(old) => {
                    let old = Place::Column(table.clone(), old.clone());
                    format!("--rename {}", shell_word(&format!("{old}:{place}")))
                }
                None => format!("--no-rename {}", shell_word(&place.to_string())),
            },
            Self::NameTaken { .. } => format!("--no-rename {}", shell_word(&place.to_string())),
            Self::ReplaceValue { values, .. } => {
                let value = values.first().map_or(PLACEHOLDER, String::as_str);
                format!("--replace {}", shell_word(&format!("{place}={value}")))
            }
            Self::Repair { constraint, .. } => format!("--repair {}", shell_word(&format!("{constraint}={NO_REPAIR}"))),
            Self::Fill { example, column, .. } => {
                let value = match example {
                    _ if takes_any_text(&column.ty) => PLACEHOLDER.to_owned(),
                    Some(DefaultValue::Literal(Literal::Text(text))) => text.clone(),
                    Some(value) => value.to_string(),
                    None => PLACEHOLDER.to_owned(),
                };
                format!("--fill {}", shell_word(&format!("{place}={value}")))
            }
        }
    }

    /// All values that answer it, where they are few.
    pub fn choices(&self) -> Vec<DefaultValue> {
        match self {
            Self::Fill { column, .. } if column.ty == ColumnType::Bool => {
                [false, true].map(|value| DefaultValue::Literal(Literal::Bool(value))).into()
            }
            Self::Fill { numbers, .. } if !numbers.is_empty() => {
                numbers.iter().map(|number| DefaultValue::Literal(Literal::Number(number.to_string()))).collect()
            }
            Self::Fill { column: Column { ty: ColumnType::Enum { .. }, .. }, enum_type: Some(it), .. } => {
                it.values.iter().map(|value| DefaultValue::Literal(Literal::Text(value.clone()))).collect()
            }
            _ => Vec::new(),
        }
    }

    /// The flag that answers the other way, where there is one: `--no-rename users.full_name`.
    pub fn other_flag(&self) -> Option<String> {
        match self {
            Self::RenameTable { .. } | Self::RenameColumn { .. } => {
                Some(format!("--no-rename {}", shell_word(&self.place().to_string())))
            }
            Self::Repair { constraint, .. } => {
                Some(format!("--repair {}", shell_word(&format!("{constraint}={STATEMENT}"))))
            }
            Self::NameTaken { .. } | Self::ReplaceValue { .. } | Self::Fill { .. } => None,
        }
    }

    /// How it is answered by flags, as the end of a sentence or a hint.
    pub fn ways_out(&self) -> String {
        let flag = self.flag();
        match (self, self.other_flag().filter(|other| *other != flag)) {
            (Self::Repair { .. }, Some(other)) => {
                format!("if so, pass `{flag}` (`--repair {NO_REPAIR}` for all); otherwise pass `{other}`")
            }
            (_, Some(other)) => format!("pass `{flag}` or `{other}`"),
            (Self::Fill { references_empty: Some(parent), .. }, _) => format!(
                "`{parent}` has no rows yet: make the field an `Option`, or pass `{flag}` and insert the row with \
                 this key in `up.sql`, after `{parent}` is created and before the foreign key is added"
            ),
            (_, None) => format!("pass `{flag}`"),
        }
    }

    /// Puts `answer` into `answers`.
    ///
    /// # Errors
    /// The answer back when it is none to this question.
    pub fn record(&self, answer: Answer, answers: &mut Answers) -> Result<(), Answer> {
        match (self, answer) {
            (Self::RenameTable { new, candidates }, Answer::Renamed(at)) if at < candidates.len() => {
                answers.rename_table(candidates[at].clone(), new.clone());
            }
            (Self::RenameTable { new, .. }, Answer::New) => answers.new_table(new.clone()),
            (Self::RenameColumn { table, new, candidates }, Answer::Renamed(at)) if at < candidates.len() => {
                answers.rename_column(table.clone(), candidates[at].clone(), new.clone());
            }
            (Self::RenameColumn { table, new, .. }, Answer::New) => answers.new_column(table.clone(), new.clone()),
            (Self::NameTaken { new: Place::Table(new), .. }, Answer::New) => answers.new_table(new.clone()),
            (Self::NameTaken { new: Place::Column(table, new), .. }, Answer::New) => {
                answers.new_column(table.clone(), new.clone());
            }
            (Self::Fill { table, column, enum_type, numbers, .. }, Answer::Fill(value)) => {
                let listed = !numbers.is_empty() && unlisted(&value, column, numbers).is_some();
                if listed || unfit_for_type(&value, column, |_| enum_type.as_ref()).is_some() {
                    return Err(Answer::Fill(value));
                }
                answers.fill(table.clone(), column.name.clone(), value);
            }
            (Self::ReplaceValue { enum_type, old, values, .. }, Answer::RenamedValue(at)) if at < values.len() => {
                answers.rename_value(enum_type.as_str(), old.as_str(), values[at].as_str());
            }
            (Self::ReplaceValue { enum_type, old, values, .. }, Answer::Replaced(at)) if at < values.len() => {
                answers.replace_value(enum_type.as_str(), old.as_str(), values[at].as_str());
            }
            (Self::Repair { table, constraint, .. }, Answer::Repaired(sql)) => {
                answers.repair(table.clone(), constraint.as_str(), Spelling::any(sql));
            }
            (Self::Repair { table, constraint, .. }, Answer::InOrder) => {
                answers.repair(table.clone(), constraint.as_str(), Spelling::default());
            }
            (_, answer) => return Err(answer),
        }
        Ok(())
    }
}

impl fmt::Display for Question {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::RenameTable { new, candidates } => {
                let old: Vec<_> = candidates.iter().map(|old| format!("`{old}`")).collect();
                write!(f, "is table `{new}` new, or renamed from {}?", old.join(" or "))
            }
            Self::RenameColumn { table, new, candidates } => {
                let old: Vec<_> = candidates.iter().map(|old| format!("`{old}`")).collect();
                write!(f, "is column `{table}.{new}` new, or renamed from {}?", old.join(" or "))
            }
            Self::NameTaken { old, new } => write!(
                f,
                "drop `{old}` and keep the existing `{new}`? (to rename instead, first drop the existing one in a \
                 separate revision)"
            ),
            Self::ReplaceValue { enum_type, old, .. } => {
                write!(f, "what replaces the removed value `{old}` of `{enum_type}` in existing rows?")
            }
            Self::Repair { table, rule, .. } => {
                write!(f, "do existing rows of `{table}` satisfy this rule: {rule}?")
            }
            Self::Fill { table, column, why, references_empty, example: _, enum_type: _, numbers: _ } => {
                let Column { name, ty, .. } = column;
                let joint = match why {
                    FillReason::NewColumn => {
                        write!(
                            f,
                            "what value should existing rows get in the new column `{table}.{name}` ({ty}, not null)"
                        )?;
                        "which"
                    }
                    FillReason::NoLongerNull => {
                        write!(f, "what value should replace NULL in `{table}.{name}` ({ty}), which is now NOT NULL")?;
                        "and"
                    }
                };
                if let Some(parent) = references_empty {
                    write!(f, ", {joint} references the new table `{parent}`")?;
                }
                f.write_str("?")
            }
        }
    }
}

/// Answers questions: from a prompt, a file, or not at all.
pub trait Ask {
    /// The answer.
    ///
    /// # Errors
    /// [`Refused`] when there is none to be had, or the user wants to leave.
    fn ask(&mut self, question: &Question) -> Result<Answer, Refused>;

    /// An answer to one of [`Diff::offers`](super::Diff::offers), if anybody wants to give one.
    ///
    /// # Errors
    /// [`Refused`] when the user wants to leave.
    fn offer(&mut self, question: &Question) -> Result<Option<Answer>, Refused> {
        let _ = question;
        Ok(None)
    }
}

/// Refuses every question: for CI, and wherever nobody sits at the terminal.
#[derive(Clone, Copy, Debug, Default)]
pub struct Refuse;

impl Ask for Refuse {
    fn ask(&mut self, question: &Question) -> Result<Answer, Refused> {
        Err(Refused::new(question))
    }
}

/// Says of all rows that they are in order for what comes, and leaves every other question to the one inside.
#[derive(Clone, Copy, Debug, Default)]
pub struct InOrder<A>(pub A);

impl<A: Ask> Ask for InOrder<A> {
    fn ask(&mut self, question: &Question) -> Result<Answer, Refused> {
        if matches!(question, Question::Repair { .. }) { Ok(Answer::InOrder) } else { self.0.ask(question) }
    }

    fn offer(&mut self, question: &Question) -> Result<Option<Answer>, Refused> {
        self.0.offer(question)
    }
}

/// A question without an answer.
#[derive(Clone, PartialEq, Eq)]
pub struct Refused {
    /// The question.
    pub question: Box<Question>,
}

impl Refused {
    /// No answer to `question`.
    pub fn new(question: &Question) -> Self {
        Self { question: Box::new(question.clone()) }
    }
}

impl fmt::Display for Refused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.question, self.question.ways_out())
    }
}

impl std::error::Error for Refused {}

debug_as_display!(Refused);

/// Diffs, asks, and diffs again until nothing is open. `answers` gets every answer, to be kept in the revision.
///
/// # Errors
/// [`Refused`] for the first question that `ask` does not answer.
pub fn resolve(old: &Schema, new: &Schema, answers: &mut Answers, ask: &mut dyn Ask) -> Result<Vec<Change>, Refused> {
    let mut declined = Vec::new();
    loop {
        let found = diff(old, new, answers);
        if found.questions.is_empty() {
            let open: Vec<_> = found.offers.into_iter().filter(|offer| !declined.contains(offer)).collect();
            if open.is_empty() {
                return Ok(found.changes);
            }
            for offer in open {
                match ask.offer(&offer)? {
                    Some(answer) => offer.record(answer, answers).map_err(|_| Refused::new(&offer))?,
                    None => declined.push(offer),
                }
            }
            continue;
        }
        // A rename may settle what comes after it; values come last, and leave each other alone.
        let of_rows = |question: &&Question| matches!(question, Question::Fill { .. } | Question::Repair { .. });
        let values = found.questions.iter().take_while(of_rows).count();
        for question in &found.questions[..values.max(1)] {
            let answer = ask.ask(question)?;
            question.record(answer, answers).map_err(|_| Refused::new(question))?;
        }
    }
}

/// A neutral value of type `ty` for rows whose own value nobody knows; none for types that we do not know.
pub fn stand_in<'a>(ty: &ColumnType, find_enum: impl Fn(&str) -> Option<&'a EnumType>) -> Option<DefaultValue> {
    let text = |text: &str| Some(DefaultValue::Literal(Literal::Text(text.to_owned())));
    match ty {
        ColumnType::Bool => Some(DefaultValue::Literal(Literal::Bool(false))),
        ColumnType::Int { .. } | ColumnType::Float { .. } | ColumnType::Decimal { .. } => {
            Some(DefaultValue::Literal(Literal::Number("0".to_owned())))
        }
        ColumnType::Char => text(" "),
        ColumnType::Text { .. } => text(""),
        ColumnType::Bytes { .. } => Some(DefaultValue::Literal(Literal::Bytes(String::new()))),
        ColumnType::FixedText { .. } => text(""),
        ColumnType::FixedBytes { length } => {
            Some(DefaultValue::Literal(Literal::Bytes("00".repeat(usize::try_from(*length).unwrap_or_default()))))
        }
        ColumnType::Date | ColumnType::Time { .. } | ColumnType::DateTime { .. } | ColumnType::TimestampTz { .. } => {
            Some(DefaultValue::Now)
        }
        ColumnType::Array(_) => text("{}"),
        ColumnType::Set { .. } => text(""),
        ColumnType::Uuid => text("00000000-0000-0000-0000-000000000000"),
        ColumnType::Json => text("{}"),
        ColumnType::Enum { name } => find_enum(name).and_then(|it| it.values.first()).and_then(|value| text(value)),
        ColumnType::Bits { .. } | ColumnType::Vector { .. } | ColumnType::Special(_) | ColumnType::Native { .. } => {
            None
        }
    }
}
