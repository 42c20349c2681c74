//! Answers to the differ's questions from a prompt; where nobody can be asked, none.

use inquire::validator::Validation;
use inquire::{Confirm, InquireError, Select, Text};
use schema_core::diff::{Answer, Ask, NO_REPAIR, Place, Question, Refused, unfit, value_from_text};
use schema_core::schema::{DefaultValue, Literal, Table};

use crate::error::Error;
use crate::exit::Exit;

/// Asks whether to do what `flag` says without a question.
pub(crate) fn confirm(question: &str, flag: &str, interactive: bool) -> Result<(), Error> {
    if !interactive {
        return Err(Error::usage(question).hint(format!("say yes with `{flag}`")));
    }
    match Confirm::new(question).with_default(false).prompt() {
        Ok(true) => Ok(()),
        _ => Err(Error::new(Exit::Interrupted, "interrupted: nothing was done")),
    }
}

/// Asks on a terminal, refuses elsewhere.
pub(crate) struct Asker {
    interactive: bool,
    /// Rows are in order for whatever comes.
    rows_in_order: bool,
    /// The user left a prompt.
    left: bool,
}

impl Asker {
    pub(crate) fn new(interactive: bool) -> Self {
        Self { interactive, rows_in_order: false, left: false }
    }

    /// Says of all rows that they are in order for what comes, where `yes`.
    pub(crate) fn with_rows_in_order(self, yes: bool) -> Self {
        Self { rows_in_order: yes, ..self }
    }

    /// The error for a question that stayed open.
    pub(crate) fn refused(&self, refused: &Refused) -> Error {
        if self.left {
            return Error::new(Exit::Interrupted, "interrupted: nothing was written");
        }
        let question = &refused.question;
        Error::usage(question.to_string()).hint(question.ways_out())
    }

    fn rename(&mut self, question: &Question, candidates: &[String]) -> Result<Answer, InquireError> {
        let mut choices = vec!["it is new".to_owned()];
        choices.extend(candidates.iter().map(|old| format!("it was `{old}`")));
        let chosen = Select::new(&question.to_string(), choices)
            .with_help_message("esc to leave, and change the model first")
            .without_filtering()
            .raw_prompt()?;
        Ok(chosen.index.checked_sub(1).map_or(Answer::New, Answer::Renamed))
    }
}

impl Ask for Asker {
    fn ask(&mut self, question: &Question) -> Result<Answer, Refused> {
        let refused = || Refused::new(question);
        if self.rows_in_order && matches!(question, Question::Repair { .. }) {
            return Ok(Answer::InOrder);
        }
        if !self.interactive {
            return Err(refused());
        }
        let answer = match question {
            Question::RenameTable { candidates, .. } => {
                let candidates: Vec<String> = candidates.iter().map(ToString::to_string).collect();
                self.rename(question, &candidates)
            }
            Question::RenameColumn { table, candidates, .. } => {
                let place = |old: &String| Place::Column(table.clone(), old.clone()).to_string();
                self.rename(question, &candidates.iter().map(place).collect::<Vec<_>>())
            }
            Question::ReplaceValue { .. } => return Err(refused()),
            Question::Repair { .. } => Text::new(&question.to_string())
                .with_help_message(
                    "SQL, or nothing where the rows are in order; esc to leave, and change the model first",
                )
                .prompt()
                .map(|sql| match sql.trim().trim_end_matches(';') {
                    "" | NO_REPAIR => Answer::InOrder,
                    sql => Answer::Repaired(sql.to_owned()),
                }),
            Question::NameTaken { .. } => Select::new(&question.to_string(), vec!["yes"])
                .with_help_message("esc to leave, and change the model first")
                .without_filtering()
                .prompt()
                .map(|_| Answer::New),
            Question::Fill { .. } if !question.choices().is_empty() => {
                let mut values = question.choices();
                let texts = values.iter().map(|value| match value {
                    DefaultValue::Literal(Literal::Text(text)) => text.clone(),
                    value => value.to_string(),
                });
                Select::new(&question.to_string(), texts.collect())
                    .with_help_message("esc to leave, and change the model first")
                    .raw_prompt()
                    .map(|chosen| Answer::Fill(values.swap_remove(chosen.index)))
            }
            Question::Fill { table, column, .. } => {
                let (own, of) = (column.clone(), Table::new(table.clone()));
                let prompt = question.to_string();
                let typed = Text::new(&prompt)
                    .with_help_message("a value, `now()` or `sql(…)`; esc to leave, and change the model first")
                    .with_validator(move |text: &str| {
                        let value = value_from_text(text, &own.ty);
                        let problem = value.map_or_else(Some, |value| unfit(&value, &own, &of, |_| None));
                        Ok(problem.map_or(Validation::Valid, |message| Validation::Invalid(message.into())))
                    })
                    .prompt();
                typed.and_then(|text| {
                    let value = value_from_text(&text, &column.ty);
                    value.map(Answer::Fill).map_err(|message| InquireError::Custom(message.into()))
                })
            }
        };
        answer.map_err(|error| {
            self.left = matches!(error, InquireError::OperationCanceled | InquireError::OperationInterrupted);
            refused()
        })
    }

    fn offer(&mut self, question: &Question) -> Result<Option<Answer>, Refused> {
        if !self.interactive {
            return Ok(None);
        }
        let answer = match question {
            Question::ReplaceValue { values, added, .. } => replacement(question, values, added),
            _ => return Ok(None),
        };
        answer.map_err(|error| {
            self.left = matches!(error, InquireError::OperationCanceled | InquireError::OperationInterrupted);
            Refused::new(question)
        })
    }
}

/// What becomes of a removed value: nothing, a new one that it is by another name, or another one for its rows.
fn replacement(question: &Question, values: &[String], added: &[String]) -> Result<Option<Answer>, InquireError> {
    let place = |value: &String| values.iter().position(|there| there == value).unwrap_or_default();
    let mut choices = vec![("no row has it".to_owned(), None)];
    choices.extend(
        added.iter().map(|value| (format!("it is `{value}` by a new name"), Some(Answer::RenamedValue(place(value))))),
    );
    choices.extend(values.iter().map(|value| (format!("they get `{value}`"), Some(Answer::Replaced(place(value))))));
    let texts = choices.iter().map(|(text, _)| text.clone()).collect();
    let chosen = Select::new(&question.to_string(), texts)
        .with_help_message("esc to leave, and change the model first")
        .without_filtering()
        .raw_prompt()?;
    Ok(choices.swap_remove(chosen.index).1)
}
