//! What the differ was told: renames, and values for rows that exist already.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use crate::schema::{ColumnType, DefaultValue, Literal, Schema, Spelling, TableName};

use super::question::takes_any_text;
use super::{PLACEHOLDER, Pair};

/// Answers to the differ's questions, from attributes, flags, a file or a prompt. Those that fit nothing have no effect,
/// so that `renamed_from` may stay in a model after its revision.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "build", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "build", serde(deny_unknown_fields, default))]
pub struct Answers {
    /// Tables with a new name.
    #[cfg_attr(feature = "build", serde(skip_serializing_if = "Vec::is_empty"))]
    pub tables: Vec<Pair<TableName>>,
    /// Columns with a new name.
    #[cfg_attr(feature = "build", serde(skip_serializing_if = "Vec::is_empty"))]
    pub columns: Vec<ColumnRename>,
    /// Tables that are new, and not a dropped one by a new name.
    #[cfg_attr(feature = "build", serde(skip_serializing_if = "Vec::is_empty"))]
    pub new_tables: Vec<TableName>,
    /// Columns that are new, and not a dropped one by a new name.
    #[cfg_attr(feature = "build", serde(skip_serializing_if = "Vec::is_empty"))]
    pub new_columns: Vec<ColumnPlace>,
    /// Values for rows that exist already.
    #[cfg_attr(feature = "build", serde(skip_serializing_if = "Vec::is_empty"))]
    pub fills: Vec<Fill>,
    /// Enum types with a new name.
    #[cfg_attr(feature = "build", serde(skip_serializing_if = "Vec::is_empty"))]
    pub enums: Vec<Pair<String>>,
    /// Values of enum types with a new name.
    #[cfg_attr(feature = "build", serde(skip_serializing_if = "Vec::is_empty"))]
    pub values: Vec<ValueChange>,
    /// Values of enum types that are removed, and what rows that have them get.
    #[cfg_attr(feature = "build", serde(skip_serializing_if = "Vec::is_empty"))]
    pub replaced: Vec<ValueChange>,
    /// Statements that bring existing rows into order for a new constraint.
    #[cfg_attr(feature = "build", serde(skip_serializing_if = "Vec::is_empty"))]
    pub repairs: Vec<Repair>,
}

/// A value of an enum type, and the one in its place.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "build", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "build", serde(deny_unknown_fields))]
pub struct ValueChange {
    /// The enum type, by its new name.
    pub enum_type: String,
    /// The former value.
    pub old: String,
    /// The value in its place.
    pub new: String,
}

/// A statement that brings existing rows into order before a constraint comes.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "build", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "build", serde(deny_unknown_fields))]
pub struct Repair {
    /// The table, by its new name.
    pub table: TableName,
    /// The constraint.
    pub constraint: String,
    /// The statement; none at all where the rows are known to be in order.
    pub sql: Spelling,
}

/// A column by table and name.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[cfg_attr(feature = "build", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "build", serde(deny_unknown_fields))]
pub struct ColumnPlace {
    /// The table, by its new name.
    pub table: TableName,
    /// The column.
    pub column: String,
}

/// A column with a new name.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "build", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "build", serde(deny_unknown_fields))]
pub struct ColumnRename {
    /// The table, by its new name.
    pub table: TableName,
    /// Former name.
    pub old: String,
    /// New name.
    pub new: String,
}

/// A value for rows that exist already.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "build", derive(serde::Serialize, serde::Deserialize))]
#[cfg_attr(feature = "build", serde(deny_unknown_fields))]
pub struct Fill {
    /// The table, by its new name.
    pub table: TableName,
    /// The column, by its new name.
    pub column: String,
    /// The value.
    pub value: DefaultValue,
}

/// A table or a column, in the text form of flags: `users`, `users.name`, `auth.users.name`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    /// A table.
    Table(TableName),
    /// A column.
    Column(TableName, String),
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Table(table) => table.fmt(f),
            // A column is quoted as a table's name would be, so that a dot in it is no separator.
            Self::Column(table, column) => write!(f, "{table}.{}", TableName::new(column.as_str())),
        }
    }
}

impl Place {
    /// The table or column of `schema` that `text` names, if there is one.
    pub fn find(text: &str, schema: &Schema) -> Option<Self> {
        let table = TableName::parse(text);
        if schema.tables.contains_key(&table) {
            return Some(Self::Table(table));
        }
        let places = schema
            .tables
            .values()
            .flat_map(|table| table.columns.iter().map(|column| Self::Column(table.name.clone(), column.name.clone())));
        places.into_iter().find(|place| place.to_string() == text)
    }
}

impl Answers {
    /// Takes over the answers of `other`; for the same thing the later answer counts.
    pub fn extend(&mut self, other: Self) {
        let Self { tables, columns, new_tables, new_columns, fills, enums, values, replaced, repairs } = other;
        tables.into_iter().for_each(|pair| self.rename_table(pair.old, pair.new));
        columns.into_iter().for_each(|it| self.rename_column(it.table, it.old, it.new));
        new_tables.into_iter().for_each(|table| self.new_table(table));
        new_columns.into_iter().for_each(|it| self.new_column(it.table, it.column));
        fills.into_iter().for_each(|it| self.fill(it.table, it.column, it.value));
        enums.into_iter().for_each(|pair| self.rename_enum(pair.old, pair.new));
        values.into_iter().for_each(|it| self.rename_value(it.enum_type, it.old, it.new));
        replaced.into_iter().for_each(|it| self.replace_value(it.enum_type, it.old, it.new));
        repairs.into_iter().for_each(|it| self.repair(it.table, it.constraint, it.sql));
    }

    /// The enum type `new` was called `old`.
    pub fn rename_enum(&mut self, old: impl Into<String>, new: impl Into<String>) {
        let pair = Pair::new(old.into(), new.into());
        self.enums.retain(|there| there.new != pair.new);
        self.enums.push(pair);
    }

    /// The value `new` of an enum type was `old`.
    pub fn rename_value(&mut self, enum_type: impl Into<String>, old: impl Into<String>, new: impl Into<String>) {
        let it = ValueChange { enum_type: enum_type.into(), old: old.into(), new: new.into() };
        self.values.retain(|there| there.enum_type != it.enum_type || there.new != it.new);
        self.values.push(it);
    }

    /// Rows with the removed value `old` of an enum type get `new`.
    pub fn replace_value(&mut self, enum_type: impl Into<String>, old: impl Into<String>, new: impl Into<String>) {
        let it = ValueChange { enum_type: enum_type.into(), old: old.into(), new: new.into() };
        self.replaced.retain(|there| there.enum_type != it.enum_type || there.old != it.old);
        self.replaced.push(it);
    }

    /// What rows with removed values of an enum type get.
    pub fn replaced_values(&self, enum_type: &str) -> BTreeMap<String, String> {
        let of_it = self.replaced.iter().filter(|it| it.enum_type == enum_type);
        of_it.map(|it| (it.old.clone(), it.new.clone())).collect()
    }

    /// `sql` brings rows into order before `constraint` comes to `table`.
    pub fn repair(&mut self, table: TableName, constraint: impl Into<String>, sql: Spelling) {
        let it = Repair { table, constraint: constraint.into(), sql };
        self.repairs.retain(|there| there.table != it.table || there.constraint != it.constraint);
        self.repairs.push(it);
    }

    /// The statement that brings rows into order for a constraint.
    pub fn repair_of(&self, table: &TableName, constraint: &str) -> Option<&Spelling> {
        self.repairs.iter().find(|it| it.table == *table && it.constraint == constraint).map(|it| &it.sql)
    }

    /// The table `new` was called `old`.
    pub fn rename_table(&mut self, old: TableName, new: TableName) {
        self.tables.retain(|pair| pair.new != new);
        self.tables.push(Pair::new(old, new));
    }

    /// The column `new` of `table` was called `old`.
    pub fn rename_column(&mut self, table: TableName, old: impl Into<String>, new: impl Into<String>) {
        let (old, new) = (old.into(), new.into());
        self.columns.retain(|it| it.table != table || it.new != new);
        self.columns.push(ColumnRename { table, old, new });
    }

    /// `table` is new.
    pub fn new_table(&mut self, table: TableName) {
        self.tables.retain(|pair| pair.new != table);
        if !self.new_tables.contains(&table) {
            self.new_tables.push(table);
        }
    }

    /// `column` of `table` is new.
    pub fn new_column(&mut self, table: TableName, column: impl Into<String>) {
        let place = ColumnPlace { table, column: column.into() };
        self.columns.retain(|it| it.table != place.table || it.new != place.column);
        if !self.new_columns.contains(&place) {
            self.new_columns.push(place);
        }
    }

    /// Rows that exist already get `value` in `column` of `table`.
    pub fn fill(&mut self, table: TableName, column: impl Into<String>, value: DefaultValue) {
        let column = column.into();
        self.fills.retain(|it| it.table != table || it.column != column);
        self.fills.push(Fill { table, column, value });
    }

    /// The value for rows that exist already.
    pub fn fill_of(&self, table: &TableName, column: &str) -> Option<&DefaultValue> {
        self.fills.iter().find(|it| it.table == *table && it.column == column).map(|it| &it.value)
    }

    /// Takes the text of `--rename OLD:NEW`: two tables, or two columns of one table (`users.name:users.full_name`; the
    /// old one may stand without its table).
    ///
    /// # Errors
    /// A text for the user when the two sides are not a table or column of `old` and one of `new`.
    pub fn rename_from_text(&mut self, text: &str, old: &Schema, new: &Schema) -> Result<(), String> {
        let mut colons = text.match_indices(':').map(|(at, _)| (&text[..at], &text[at + 1..])).peekable();
        if colons.peek().is_none() {
            return Err(format!("`{text}` is no rename: write `OLD:NEW`, as in `users.name:users.full_name`"));
        }
        let found = colons.clone().find_map(|(from, to)| Place::find(to, new).map(|place| (from, place)));
        let Some((from, to)) = found else {
            let to = colons.next().map_or("", |(_, to)| to);
            return Err(format!("no model has a table or column `{to}`"));
        };
        match to {
            Place::Table(to) => {
                let from = TableName::parse(from);
                if !old.tables.contains_key(&from) {
                    return Err(format!("the last revision has no table `{from}`"));
                }
                self.rename_table(from, to);
            }
            Place::Column(table, to) => {
                let former = self.tables.iter().find(|pair| pair.new == table).map_or(&table, |pair| &pair.old);
                let columns = old.table(former).map(|table| table.columns.as_slice()).unwrap_or_default();
                let called = |column: &str| {
                    [&table, former]
                        .iter()
                        .any(|table| Place::Column((*table).clone(), column.into()).to_string() == from)
                        || TableName::new(column).to_string() == from
                };
                let Some(from) = columns.iter().map(|column| &column.name).find(|column| called(column)) else {
                    return Err(format!("the last revision has no column `{from}` in `{former}`"));
                };
                self.rename_column(table.clone(), from.clone(), to);
            }
        }
        Ok(())
    }

    /// Takes the text of `--no-rename NEW`: a table or a column of `new`.
    ///
    /// # Errors
    /// A text for the user when there is no such table or column.
    pub fn not_renamed_from_text(&mut self, text: &str, new: &Schema) -> Result<(), String> {
        match Place::find(text, new) {
            Some(Place::Table(table)) => self.new_table(table),
            Some(Place::Column(table, column)) => self.new_column(table, column),
            None => return Err(format!("no model has a table or column `{text}`")),
        }
        Ok(())
    }

    /// Takes the text of `--fill TABLE.COLUMN=VALUE`; the value is read by [`value_from_text`].
    ///
    /// # Errors
    /// A text for the user when there is no such column, or the value does not fit it.
    pub fn fill_from_text(&mut self, text: &str, new: &Schema) -> Result<(), String> {
        let mut signs = text.match_indices('=').map(|(at, _)| (&text[..at], &text[at + 1..]));
        let found = signs.find_map(|(place, value)| match Place::find(place, new) {
            Some(Place::Column(table, column)) => Some((table, column, value)),
            _ => None,
        });
        let Some((table, column, value)) = found else {
            return Err(format!("`{text}` names no column of a model: write `TABLE.COLUMN=VALUE`"));
        };
        let ty = new.table(&table).and_then(|table| table.column(&column)).map(|column| &column.ty);
        if value == PLACEHOLDER && ty.is_some_and(takes_any_text) {
            return Err(format!(
                "`{value}` stands for the value of your choice; if you mean this word, write it in double quotes"
            ));
        }
        let value = ty.map_or_else(|| Err(String::new()), |ty| value_from_text(value, ty))?;
        self.fill(table, column, value);
        Ok(())
    }
}

/// The answers by what they are about, for a differ that asks of each table.
#[derive(Debug)]
pub(super) struct Told<'a> {
    /// Tables with their old and new names.
    pub(super) tables: Vec<(&'a TableName, &'a TableName)>,
    columns: BTreeMap<&'a TableName, Vec<(&'a str, &'a str)>>,
    new_tables: BTreeSet<&'a TableName>,
    new_columns: BTreeSet<(&'a TableName, &'a str)>,
    fills: BTreeMap<(&'a TableName, &'a str), &'a DefaultValue>,
}

impl<'a> Told<'a> {
    pub(super) fn new(answers: &'a Answers) -> Self {
        let Answers { tables, columns, new_tables, new_columns, fills, .. } = answers;
        let mut told = Self {
            tables: tables.iter().map(|pair| (&pair.old, &pair.new)).collect(),
            columns: BTreeMap::new(),
            new_tables: new_tables.iter().collect(),
            new_columns: new_columns.iter().map(|place| (&place.table, place.column.as_str())).collect(),
            fills: BTreeMap::new(),
        };
        for it in columns {
            told.columns.entry(&it.table).or_default().push((&it.old, &it.new));
        }
        for it in fills {
            told.fills.entry((&it.table, &it.column)).or_insert(&it.value);
        }
        told
    }

    /// Columns of `table` with their old and new names.
    pub(super) fn columns_of(&self, table: &TableName) -> &[(&'a str, &'a str)] {
        self.columns.get(table).map(Vec::as_slice).unwrap_or_default()
    }

    /// Whether `table` was told to be new.
    pub(super) fn is_new_table(&self, table: &TableName) -> bool {
        self.new_tables.contains(table)
    }

    /// Whether `column` of `table` was told to be new.
    pub(super) fn is_new_column(&self, table: &TableName, column: &str) -> bool {
        self.new_columns.contains(&(table, column))
    }

    /// The value for rows that exist already.
    pub(super) fn fill_of(&self, table: &TableName, column: &str) -> Option<&'a DefaultValue> {
        self.fills.get(&(table, column)).copied()
    }
}

/// Reads a value for a column of type `ty` as people type it: `0`, `true`, `any text` (with or without double quotes),
/// `x'00ff'` for bytes, `now()`, `sql(lower(name))`.
///
/// # Errors
/// A text for the user when the value does not fit the type.
pub fn value_from_text(text: &str, ty: &ColumnType) -> Result<DefaultValue, String> {
    if text == "now()" {
        return Ok(DefaultValue::Now);
    }
    if let Some(sql) = text.strip_prefix("sql(").and_then(|rest| rest.strip_suffix(')')) {
        return Ok(DefaultValue::Sql(Spelling::any(sql)));
    }
    let unfit = || Err(format!("`{text}` is no value of type {ty}"));
    let literal = match ty {
        ColumnType::Bool => match text {
            "true" => Literal::Bool(true),
            "false" => Literal::Bool(false),
            _ => return unfit(),
        },
        ColumnType::Int { bits, unsigned } => {
            let size = if *unsigned { 1_i128 << bits } else { 1_i128 << (bits - 1) };
            match text.parse::<i128>() {
                Ok(number) if number < size && number >= if *unsigned { 0 } else { -size } => {
                    Literal::Number(number.to_string())
                }
                _ => return unfit(),
            }
        }
        ColumnType::Float { .. } | ColumnType::Decimal { .. } if is_number(text) => Literal::Number(text.to_owned()),
        ColumnType::Float { .. } | ColumnType::Decimal { .. } => return unfit(),
        ColumnType::Bytes { .. } | ColumnType::FixedBytes { .. } => {
            let hex = text.strip_prefix("x'").and_then(|rest| rest.strip_suffix('\'')).map(str::to_ascii_lowercase);
            match hex {
                Some(hex) if hex.len() % 2 == 0 && hex.bytes().all(|byte| byte.is_ascii_hexdigit()) => {
                    Literal::Bytes(hex)
                }
                _ => return unfit(),
            }
        }
        ColumnType::Native { .. } => match text {
            "true" | "false" => Literal::Bool(text == "true"),
            number if is_number(number) => Literal::Number(number.to_owned()),
            text => Literal::Text(unquoted(text)),
        },
        // The quotes around a JSON string are part of it.
        ColumnType::Json => Literal::Text(text.to_owned()),
        ColumnType::Char
        | ColumnType::Text { .. }
        | ColumnType::Date
        | ColumnType::FixedText { .. }
        | ColumnType::Time { .. }
        | ColumnType::DateTime { .. }
        | ColumnType::TimestampTz { .. }
        | ColumnType::Uuid
        | ColumnType::Bits { .. }
        | ColumnType::Array(_)
        | ColumnType::Vector { .. }
        | ColumnType::Special(_)
        | ColumnType::Set { .. }
        | ColumnType::Enum { .. } => Literal::Text(unquoted(text)),
    };
    Ok(DefaultValue::Literal(literal))
}

/// Text without the double quotes around it, if they are there, and without the backslashes before quotes inside.
fn unquoted(text: &str) -> String {
    let inner = text.strip_prefix('"').and_then(|rest| rest.strip_suffix('"'));
    let Some(inner) = inner else { return text.to_owned() };
    let mut out = String::with_capacity(inner.len());
    let mut chars = inner.chars();
    while let Some(c) = chars.next() {
        match c {
            '\\' => out.extend(chars.next()),
            c => out.push(c),
        }
    }
    out
}

/// Decimal notation as every dialect reads it: sign, digits with at most one point, exponent.
fn is_number(text: &str) -> bool {
    let unsigned = text.strip_prefix(['-', '+']).unwrap_or(text);
    let (mantissa, exponent) = match unsigned.split_once(['e', 'E']) {
        Some((mantissa, exponent)) => (mantissa, Some(exponent.strip_prefix(['-', '+']).unwrap_or(exponent))),
        None => (unsigned, None),
    };
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let mantissa = match mantissa.split_once('.') {
        Some((whole, part)) => digits(whole) && digits(part),
        None => digits(mantissa),
    };
    mantissa && exponent.is_none_or(digits)
}
