//! What is dangerous about a step.

use std::fmt;

use crate::diagnostic::Code;
use crate::schema::{Column, ColumnType, DefaultValue, Special, TableName};

/// A danger, by name. Each speaks of rows that may be there; the planner sees none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Hazard {
    /// The rows of a table are lost.
    DropTable(TableName),
    /// The values of a column are lost.
    DropColumn(TableName, String),
    /// Values may not fit the new type.
    Narrow(TableName, String),
    /// Values may not fit the new type, and the engine keeps them as they are.
    KeepMisfits(TableName, String),
    /// Rows may have a value that the enum type loses.
    RemoveValues(String, Vec<String>),
    /// Existing rows get a value that nobody chose, since their own is unknown.
    StandIn(TableName, String, DefaultValue),
    /// Fails when there are rows, for nobody said which value they get.
    NoValue(TableName, String),
    /// Rows may have no value, or the same ones, in the columns of the new primary key.
    Key(TableName),
    /// Rows may break the new constraint of this name.
    Constraint(TableName, String),
    /// The SQL of this check, index or column compares a number that the engine keeps as text.
    TextCompared(TableName, String, String),
    /// Rows may have values that a table which takes only those of its columns' types refuses.
    Strict(TableName),
    /// A computed column can be NULL all the same, for the engine knows no NOT NULL of computed columns.
    MayBeNull(TableName, String),
    /// A check, index, exclusion, computed column or default of the table names a value that the enum type no longer has.
    NamesGoneValue {
        /// The table.
        table: TableName,
        /// What names it, in words.
        speaker: String,
        /// The enum type.
        enum_type: String,
        /// The value.
        value: String,
    },
}

impl Hazard {
    /// Its name in scripts.
    pub fn code(&self) -> Code {
        match self {
            Self::DropTable(_) => Code::DropTable,
            Self::DropColumn(..) => Code::DropColumn,
            Self::Narrow(..) | Self::KeepMisfits(..) => Code::NarrowType,
            Self::RemoveValues(..) => Code::RemoveEnumValue,
            Self::StandIn(..) => Code::StandInValue,
            Self::NoValue(..) => Code::NotNullWithoutValue,
            Self::Key(_) => Code::PrimaryKeyOnRows,
            Self::Constraint(..) => Code::ConstraintOnRows,
            Self::TextCompared(..) => Code::NumberComparedAsText,
            Self::Strict(_) => Code::StrictOnRows,
            Self::MayBeNull(..) => Code::ComputedNull,
            Self::NamesGoneValue { .. } => Code::NamesGoneValue,
        }
    }
}

/// One line: "loses the rows of `users`".
impl fmt::Display for Hazard {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::DropTable(table) => write!(f, "deletes all rows of `{table}`"),
            Self::DropColumn(table, column) => write!(f, "deletes all values of `{table}.{column}`"),
            Self::Narrow(table, column) => {
                write!(f, "fails or truncates values of `{table}.{column}` that do not fit the new type")
            }
            Self::KeepMisfits(table, column) => write!(
                f,
                "keeps values of `{table}.{column}` that do not fit the new type, which programs may fail to read"
            ),
            Self::RemoveValues(name, values) => {
                write!(f, "fails if a row still contains {} of enum `{name}`", quoted(values))
            }
            Self::StandIn(table, column, value) => {
                write!(f, "existing rows get {value} in `{table}.{column}`, because the original value is unknown")
            }
            Self::NoValue(table, column) => {
                write!(f, "fails if `{table}.{column}` contains NULL")
            }
            Self::Key(table) => write!(f, "fails if the new primary key has duplicates in `{table}`"),
            Self::Constraint(table, name) => write!(f, "fails if existing rows of `{table}` violate `{name}`"),
            Self::TextCompared(table, name, column) => write!(
                f,
                "`{name}` compares `{table}.{column}` as text, where 10 is less than 9: write `CAST({column} AS \
                 REAL)` for this dialect"
            ),
            Self::MayBeNull(table, column) => write!(
                f,
                "`{table}.{column}` can be NULL, because this dialect has no NOT NULL for generated columns: make \
                 the field an `Option`, or write `COALESCE`"
            ),
            Self::NamesGoneValue { table, speaker, enum_type, value } => write!(
                f,
                "{speaker} of `{table}` uses `{value}`, which is removed from enum `{enum_type}`: if it means this \
                 value, change it in the same revision"
            ),
            Self::Strict(table) => write!(f, "fails if a value of `{table}` does not have the type of its column"),
        }
    }
}

impl Hazard {
    /// The same on an engine that keeps values which do not fit the type of their column.
    pub(super) fn where_misfits_stay(self) -> Self {
        match self {
            Self::Narrow(table, column) => Self::KeepMisfits(table, column),
            other => other,
        }
    }
}

fn quoted(values: &[String]) -> String {
    values.iter().map(|value| format!("`{value}`")).collect::<Vec<_>>().join(" or ")
}

/// Whether values of the old type may not fit the new one.
pub(super) fn narrows(old: &Column, new: &Column) -> bool {
    use ColumnType as T;
    let whole = |bits: u8, unsigned: bool| u32::from(bits) - u32::from(!unsigned);
    match (&old.ty, &new.ty) {
        (a, b) if a == b => false,
        (T::Int { bits: a, unsigned: ua }, T::Int { bits: b, unsigned: ub }) => {
            whole(*b, *ub) < whole(*a, *ua) || (!ua && *ub)
        }
        (T::Bool, T::Int { .. }) | (T::Int { .. }, T::Float { bits: 64 }) => false,
        (T::Float { bits: a }, T::Float { bits: b }) => b < a,
        (T::Decimal { precision: p, scale: s }, T::Decimal { precision: q, scale: t }) => {
            t < s || q - q.min(t) < p - p.min(s)
        }
        (T::Int { bits, unsigned }, T::Decimal { precision, scale }) => {
            u32::from(*precision - (*precision).min(*scale)) * 10 < whole(*bits, *unsigned) * 3 + 10
        }
        (T::Bytes { max_length: a }, T::Bytes { max_length: b }) => shorter(*a, *b),
        (T::Uuid, T::Bytes { max_length }) => max_length.is_some_and(|length| length < 16),
        (T::Text { max_length: a }, T::Text { max_length: b }) => shorter(*a, *b),
        (T::Char, T::Text { max_length }) => *max_length == Some(0),
        (T::Enum { .. } | T::Json, T::Text { max_length: None }) => false,
        (T::Date, T::DateTime { .. } | T::TimestampTz { .. }) => false,
        (
            T::DateTime { precision: a } | T::TimestampTz { precision: a },
            T::DateTime { precision: b } | T::TimestampTz { precision: b },
        )
        | (T::Time { precision: a }, T::Time { precision: b }) => b.unwrap_or(6) < a.unwrap_or(6),
        (T::FixedText { length: a }, T::Text { max_length: b }) => b.is_some_and(|b| b < *a),
        (T::FixedText { length: a }, T::FixedText { length: b }) => b < a,
        (T::FixedBytes { length: a }, T::Bytes { max_length: b }) => b.is_some_and(|b| b < *a),
        (T::Bits { length: a, .. }, T::Bits { length: b, varying: true }) => b < a,
        (T::Special(a), T::Special(b)) => !holds(*b, *a),
        (T::Special(a), T::Bytes { max_length: None }) => !holds(Special::MediumBlob, *a),
        (T::Array(a), T::Array(b)) => {
            let item = |ty: &T| Column::new("", ty.clone());
            narrows(&item(a), &item(b))
        }
        (_, T::Text { max_length }) => max_length.is_some(),
        _ => true,
    }
}

/// Whether every value of `narrow` is one of `wide`.
fn holds(wide: Special, narrow: Special) -> bool {
    use Special as S;
    let all: &[S] = match wide {
        S::PlainText => &[S::TinyText],
        S::MediumText => &[S::TinyText, S::PlainText],
        S::PlainBlob => &[S::TinyBlob],
        S::MediumBlob => &[S::TinyBlob, S::PlainBlob],
        S::Int8Range => &[S::Int4Range],
        S::Inet => &[S::Cidr],
        _ => &[],
    };
    wide == narrow || all.contains(&narrow)
}

fn shorter(old: Option<u32>, new: Option<u32>) -> bool {
    match (old, new) {
        (_, None) => false,
        (None, Some(_)) => true,
        (Some(old), Some(new)) => new < old,
    }
}
