//! From two schemas and the answers given to the changes between them, and the questions still open.

mod answer;
mod apply;
mod change;
mod compare;
#[cfg(feature = "plan")]
mod compared;
mod place;
mod question;
mod rename;
mod repair;
mod reserved;
mod rewrite;
mod text;
mod value;
mod words;
mod written;

pub use answer::{Answers, ColumnPlace, ColumnRename, Fill, NO_REPAIR, Repair, ValueChange};
pub use apply::{ApplyError, Misfit, apply, apply_all};
#[cfg(feature = "build")]
pub(crate) use apply::{Pointing, dangling};
pub use change::{Change, ConstraintKind, EnumChange, Pair};
pub use compare::{Diff, diff};
#[cfg(feature = "plan")]
pub(crate) use compared::compares;
pub use place::Place;
pub use question::{Answer, Ask, FillReason, InOrder, PLACEHOLDER, Question, Refuse, Refused, resolve, stand_in};
#[cfg(feature = "plan")]
pub(crate) use repair::{empty_columns, holds_without_values, is_held_already};
#[cfg(feature = "plan")]
pub(crate) use rewrite::rename_words;
pub use rewrite::{Spoken, mentions, names, rename_in_sql};
#[cfg(feature = "build")]
pub(crate) use rewrite::{TwoReadings, two_readings};
pub use text::value_from_text;
pub use value::{is_one_of, numbers_of, unfit};
pub use words::{Words, column_words, options_words};

#[cfg(test)]
mod tests;
