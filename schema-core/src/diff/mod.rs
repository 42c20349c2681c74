//! From two schemas and the answers given to the changes between them, and the questions still open.

mod answer;
mod apply;
mod change;
mod compare;
mod question;
mod rename;

pub use answer::{Answers, ColumnPlace, ColumnRename, Fill, Place, value_from_text};
pub use apply::{ApplyError, Misfit, apply, apply_all};
#[cfg(feature = "build")]
pub(crate) use apply::{Pointing, dangling};
pub use change::{Change, ConstraintKind, Pair};
pub use compare::{Diff, diff};
pub use question::{Answer, Ask, FillReason, PLACEHOLDER, Question, Refuse, Refused, resolve, stand_in};

#[cfg(test)]
mod tests;
