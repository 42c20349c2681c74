//! Answers to the differ's questions from a prompt; where nobody can be asked, none.

use inquire::validator::Validation;
use inquire::{Confirm, InquireError, Select, Text};
use schema_core::diagnostic::Code;
use schema_core::diff::{
    Answer, Answers, Ask, Change, NO_REPAIR, Place, Question, Refused, resolve, unfit, value_from_text,
};
use schema_core::schema::{DefaultValue, Literal, Schema, Table};

use crate::error::Error;
use crate::exit::Exit;
use crate::output::shell::count;
use crate::output::visible::visible;

/// Asks whether to do what `flags` say without a question: options in backticks.
pub(crate) fn confirm(question: &str, flags: &str, interactive: bool) -> Result<(), Error> {
    if !interactive {
        return Err(Error::usage(Code::ConfirmationNeeded, question).hint(format!("to confirm, pass {flags}")));
    }
    match Confirm::new(&visible(question)).with_default(false).prompt() {
        Ok(true) => Ok(()),
        Ok(false) => Err(Error::new(Exit::Interrupted, Code::Declined, "declined: nothing was done")),
        Err(_) => Err(Error::new(Exit::Interrupted, Code::Interrupted, "interrupted: nothing was done")),
    }
}

/// Asks on a terminal. Elsewhere it collects the questions, so that all of them are told at once.
pub(crate) struct Asker {
    interactive: bool,
    /// Rows are in order for whatever comes.
    rows_in_order: bool,
    /// The user left a prompt.
    left: bool,
    /// For now, what may be a rename is the likeliest one, and not new.
    renames: bool,
    /// What nobody was there to answer.
    open: Vec<Open>,
    /// What comes up besides if all is renamed that may be.
    if_renamed: Vec<Open>,
}

/// A question that stayed open.
struct Open {
    question: Question,
    /// The one that comes after it if a table or column is new.
    if_new: Option<Question>,
}

impl Asker {
    pub(crate) fn new(interactive: bool) -> Self {
        Self {
            interactive,
            rows_in_order: false,
            left: false,
            renames: false,
            open: Vec::new(),
            if_renamed: Vec::new(),
        }
    }

    /// Says of all rows that they are in order for what comes, where `yes`.
    pub(crate) fn with_rows_in_order(self, yes: bool) -> Self {
        Self { rows_in_order: yes, ..self }
    }

    /// The changes from `old` to `new`, if no question stayed open. What depends on the answer to another one is told beside it.
    pub(crate) fn resolve(&mut self, old: &Schema, new: &Schema, answers: &mut Answers) -> Result<Vec<Change>, Error> {
        let mut before = answers.clone();
        let changes = resolve(old, new, answers, self);
        if self.open.iter().any(Open::is_rename) {
            let mut other = Self { renames: true, ..Self::new(false).with_rows_in_order(self.rows_in_order) };
            // What it refuses is told when it is asked.
            let _ = resolve(old, new, &mut before, &mut other);
            let is_told = |question: &Question| {
                self.open.iter().any(|open| open.question == *question || open.if_new.as_ref() == Some(question))
            };
            other.open.retain(|open| !is_told(&open.question));
            self.if_renamed = other.open;
        }
        self.settled(changes)
    }

    /// What came of asking, if no question stayed open.
    pub(crate) fn settled<T>(&self, result: Result<T, Refused>) -> Result<T, Error> {
        match result {
            Err(_) if self.left => {
                Err(Error::new(Exit::Interrupted, Code::Interrupted, "interrupted: nothing was written"))
            }
            Err(refused) => Err(Open { question: *refused.question, if_new: None }.error()),
            Ok(value) => match self.open.as_slice() {
                [] => Ok(value),
                [one] if self.if_renamed.is_empty() => Err(one.error()),
                several => {
                    let later = self.if_renamed.iter().map(|open| (open, "after a rename: "));
                    let all = || several.iter().map(|open| (open, "")).chain(later.clone());
                    let mut error =
                        Error::usage(Code::OpenQuestions, format!("{} are open", count(all().count(), "question")));
                    for (open, when) in all() {
                        let (flag, other) = open.flags();
                        let other = other.map(|other| format!("\n  or `{other}`")).unwrap_or_default();
                        error.diagnostic.causes.push(format!("{when}{}\n  `{flag}`{other}", open.question));
                    }
                    let of_rows =
                        all().map(|(open, _)| open).any(|open| matches!(open.question, Question::Repair { .. }));
                    let in_order = format!("; `--repair {NO_REPAIR}` means that existing rows satisfy all rules");
                    Err(error
                        .hint(format!("answer each with one of its flags{}", if of_rows { &in_order } else { "" })))
                }
            },
        }
    }

    /// Keeps `question`, and answers it for now, so that those after it come up too.
    fn put_off(&mut self, question: &Question) -> Result<Answer, Refused> {
        let for_now = match question {
            Question::RenameTable { candidates, .. } if self.renames && !candidates.is_empty() => Answer::Renamed(0),
            Question::RenameColumn { candidates, .. } if self.renames && !candidates.is_empty() => Answer::Renamed(0),
            Question::RenameTable { .. } | Question::RenameColumn { .. } | Question::NameTaken { .. } => Answer::New,
            Question::Fill { example, .. } => Answer::Fill(example.clone().unwrap_or(DefaultValue::Now)),
            Question::Repair { .. } => Answer::InOrder,
            Question::ReplaceValue { .. } => return Err(Refused::new(question)),
        };
        let of_same =
            |open: &&mut Open| matches!(question, Question::Fill { .. }) && open.question.place() == question.place();
        match self.open.iter_mut().find(of_same) {
            Some(open) => open.if_new = Some(question.clone()),
            None => self.open.push(Open { question: question.clone(), if_new: None }),
        }
        Ok(for_now)
    }

    /// Asks for one of several, none of which is offered before the others: one of them drops something.
    fn rename(&mut self, question: &Question, candidates: &[String]) -> Result<Answer, InquireError> {
        let mut choices = vec!["(choose one)".to_owned()];
        choices.extend(candidates.iter().map(|old| visible(&format!("renamed from `{old}`")).into_owned()));
        choices.push("new".to_owned());
        let mut help = "↑↓ to move, Enter to choose; Esc to cancel and edit the model";
        loop {
            let chosen = Select::new(&visible(&question.to_string()), choices.clone())
                .with_help_message(help)
                .without_filtering()
                .raw_prompt()?;
            match chosen.index.checked_sub(1) {
                // The same question alone would look like a key that was not taken.
                None => help = "nothing is chosen yet: ↓ to move, then Enter; Esc to cancel",
                Some(at) if at < candidates.len() => return Ok(Answer::Renamed(at)),
                Some(_) => return Ok(Answer::New),
            }
        }
    }
}

impl Open {
    fn is_rename(&self) -> bool {
        matches!(self.question, Question::RenameTable { .. } | Question::RenameColumn { .. })
    }

    /// The flag that answers it, and the one that answers it the other way.
    fn flags(&self) -> (String, Option<String>) {
        let flag = self.question.flag();
        let other = self.question.other_flag().filter(|other| *other != flag);
        match &self.if_new {
            Some(next) => (flag, other.map(|other| format!("{other} {}", next.flag()))),
            None => (flag, other),
        }
    }

    fn error(&self) -> Error {
        let hint = match (&self.if_new, self.flags()) {
            (Some(_), (flag, Some(other))) => format!("pass `{flag}` or `{other}`"),
            _ => self.question.ways_out(),
        };
        Error::usage(Code::OpenQuestions, self.question.to_string()).hint(hint)
    }
}

impl Ask for Asker {
    fn ask(&mut self, question: &Question) -> Result<Answer, Refused> {
        let refused = || Refused::new(question);
        if self.rows_in_order && matches!(question, Question::Repair { .. }) {
            return Ok(Answer::InOrder);
        }
        if !self.interactive {
            return self.put_off(question);
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
            Question::Repair { .. } => Text::new(&visible(&question.to_string()))
                .with_help_message(
                    "SQL, or nothing if existing rows satisfy the rule; Esc to cancel and edit the model",
                )
                .prompt()
                .map(|sql| match sql.trim().trim_end_matches(';') {
                    "" | NO_REPAIR => Answer::InOrder,
                    sql => Answer::Repaired(sql.to_owned()),
                }),
            Question::NameTaken { .. } => Select::new(&visible(&question.to_string()), vec!["yes"])
                .with_help_message("Esc to cancel and edit the model")
                .without_filtering()
                .prompt()
                .map(|_| Answer::New),
            Question::Fill { .. } if !question.choices().is_empty() => {
                let mut values = question.choices();
                let texts = values.iter().map(|value| match value {
                    DefaultValue::Literal(Literal::Text(text)) => visible(text).into_owned(),
                    value => visible(&value.to_string()).into_owned(),
                });
                Select::new(&visible(&question.to_string()), texts.collect())
                    .with_help_message("Esc to cancel and edit the model")
                    .raw_prompt()
                    .map(|chosen| Answer::Fill(values.swap_remove(chosen.index)))
            }
            Question::Fill { table, column, .. } => {
                let (own, of) = (column.clone(), Table::new(table.clone()));
                let prompt = question.to_string();
                let prompt = visible(&prompt);
                let typed = Text::new(&prompt)
                    .with_help_message("a value, `now()` or `sql(…)`; Esc to cancel and edit the model")
                    .with_validator(move |text: &str| {
                        let problem = if text.is_empty() {
                            // Whoever presses Enter alone has not chosen what every row gets.
                            Some("enter a value: the empty string is `\"\"`".to_owned())
                        } else {
                            let value = value_from_text(text, &own.ty);
                            value.map_or_else(Some, |value| unfit(&value, &own, &of, |_| None))
                        };
                        Ok(problem.map_or(Validation::Valid, |message| {
                            Validation::Invalid(visible(&message).into_owned().into())
                        }))
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
    let mut choices = vec![("no rows use it".to_owned(), None)];
    choices
        .extend(added.iter().map(|value| (format!("renamed to `{value}`"), Some(Answer::RenamedValue(place(value))))));
    choices
        .extend(values.iter().map(|value| (format!("replace with `{value}`"), Some(Answer::Replaced(place(value))))));
    let texts = choices.iter().map(|(text, _)| visible(text).into_owned()).collect();
    let chosen = Select::new(&visible(&question.to_string()), texts)
        .with_help_message("Esc to cancel and edit the model")
        .without_filtering()
        .raw_prompt()?;
    Ok(choices.swap_remove(chosen.index).1)
}
