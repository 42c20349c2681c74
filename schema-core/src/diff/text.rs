//! Answers as people type them: the values of flags.

use crate::schema::{ColumnType, DefaultValue, Dialect, Literal, Schema, Spelling, TableName};
use crate::sql::{Kind, Lexer, Token};

use super::answer::NO_REPAIR;
use super::question::STATEMENT;
use super::value::{is_null_in_sql, unfit};
use super::{Answers, PLACEHOLDER, Place};

impl Answers {
    /// Takes the text of `--rename OLD:NEW`: two tables, two columns of one table (`users.name:users.full_name`; the
    /// old one may stand without its table), two enum types, or two values of one (`status.new:status.open`).
    ///
    /// What is told here is told for this difference alone: two such renames may swap two names.
    ///
    /// # Errors
    /// A text for the user when the two sides are not something of `old` and the same kind of thing of `new`.
    pub fn rename_from_text(&mut self, text: &str, old: &Schema, new: &Schema) -> Result<(), String> {
        let mut colons = text.match_indices(':').map(|(at, _)| (&text[..at], &text[at + 1..])).peekable();
        if colons.peek().is_none() {
            return Err(format!("`{text}` is not a rename: write `OLD:NEW`, such as `users.name:users.full_name`"));
        }
        let found = colons.clone().find_map(|(from, to)| Place::find(to, new).map(|place| (from, place)));
        let Some((from, to)) = found else {
            let (from, to) = colons.next().unwrap_or_default();
            let hint = whole_rename(from, to, new).map(|meant| format!(": write `{meant}`")).unwrap_or_default();
            return Err(format!("no model has a table, column or enum `{to}`{hint}"));
        };
        match to.clone() {
            Place::Table(to) => {
                let from = TableName::parse(from);
                if !old.tables.contains_key(&from) {
                    return Err(format!("the last revision has no table `{from}`"));
                }
                self.rename_table(from, to);
            }
            Place::Column(table, to) => {
                let former = self.tables.iter().find(|pair| pair.new == table).map_or(&table, |pair| &pair.old);
                let mut columns = old.table(former).into_iter().flat_map(|table| &table.columns);
                let called = |column: &str| {
                    [&table, former].iter().any(|table| Place::Column((*table).clone(), column.into()).is_called(from))
                        || Place::Enum(column.to_owned()).is_called(from)
                };
                let Some(from) = columns.find(|column| called(&column.name)).map(|column| &column.name) else {
                    return Err(format!("the last revision has no column `{from}` in `{former}`"));
                };
                self.rename_column(table.clone(), from.clone(), to);
            }
            Place::Enum(to) => {
                let former = old.enums.keys().find(|name| Place::Enum((*name).clone()).is_called(from));
                let former = former.ok_or_else(|| format!("the last revision has no enum `{from}`"))?;
                self.rename_enum(former.as_str(), to);
            }
            Place::Value(name, to) => {
                let former = self.former_value(&name, from, old)?;
                self.rename_value(name, former, to);
            }
        }
        self.now.insert(to);
        Ok(())
    }

    /// The value of an enum type, called `name` now, that `text` means in `old`.
    fn former_value(&self, name: &str, text: &str, old: &Schema) -> Result<String, String> {
        let former = self.enums.iter().find(|pair| pair.new == name).map_or(name, |pair| &pair.old);
        let values = old.enums.get(former).map(|it| it.values.as_slice()).unwrap_or_default();
        let called = |value: &&String| {
            let of = |name: &str| Place::Value(name.to_owned(), (*value).clone()).is_called(text);
            of(name) || of(former) || Place::Enum((*value).clone()).is_called(text)
        };
        let found = values.iter().find(called).cloned();
        found.ok_or_else(|| format!("the last revision has no value `{text}` in the enum `{former}`"))
    }

    /// Takes the text of `--no-rename NEW`: a table or a column of `new`.
    ///
    /// # Errors
    /// A text for the user when there is no such table or column.
    pub fn not_renamed_from_text(&mut self, text: &str, new: &Schema) -> Result<(), String> {
        match Place::find(text, new) {
            Some(Place::Table(table)) => self.new_table(table),
            Some(Place::Column(table, column)) => self.new_column(table, column),
            _ => return Err(format!("no model has a table or column `{text}`")),
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
            return Err(format!("`{text}` does not name a column of a model: write `TABLE.COLUMN=VALUE`"));
        };
        let there = new.table(&table).and_then(|table| Some((table, table.column(&column)?)));
        let Some((of, there)) = there else { return Err(String::new()) };
        let find_enum = |name: &str| new.enums.get(name);
        let is_value =
            there.ty.enum_name().and_then(find_enum).is_some_and(|it| it.values.iter().any(|it| it == value));
        if value == PLACEHOLDER && !is_value {
            return Err(format!(
                "`{value}` is a placeholder: replace it by a value, or write it in double quotes to use this word"
            ));
        }
        let value = value_from_text(value, &there.ty)?;
        if let Some(problem) = unfit(&value, there, of, find_enum) {
            return Err(problem);
        }
        self.fill(table, column, value);
        Ok(())
    }

    /// Takes the text of `--replace ENUM.REMOVED=VALUE`: rows that have a removed value get another one.
    ///
    /// # Errors
    /// A text for the user when the one is no value of `old`, or the other none of `new`.
    pub fn replace_from_text(&mut self, text: &str, old: &Schema, new: &Schema) -> Result<(), String> {
        for (at, _) in text.match_indices('=') {
            let (place, value) = (&text[..at], &text[at + 1..]);
            for it in new.enums.values() {
                let Ok(former) = self.former_value(&it.name, place, old) else { continue };
                let qualified = place.contains('.');
                let value = it
                    .values
                    .iter()
                    .find(|known| *known == value || Place::Value(it.name.clone(), (*known).clone()).is_called(value));
                match value {
                    Some(_) if it.values.contains(&former) => {
                        return Err(format!("`{former}` is still a value of the enum `{}`", it.name));
                    }
                    Some(value) if qualified => {
                        let value = value.clone();
                        self.replace_value(it.name.as_str(), former, value);
                        return Ok(());
                    }
                    Some(_) => {}
                    None => {
                        let known = it.values.join(", ");
                        return Err(format!("the enum `{}` has no such value; its values: {known}", it.name));
                    }
                }
            }
        }
        Err(format!("`{text}` does not name a removed enum value: write `ENUM.REMOVED=VALUE`"))
    }

    /// Takes the text of `--repair CONSTRAINT=SQL`: a statement that brings the rows that are there into order before
    /// a new constraint or unique index comes; `CONSTRAINT=none` says that they are in order.
    ///
    /// # Errors
    /// A text for the user when no model has such a constraint, or several have.
    pub fn repair_from_text(&mut self, text: &str, new: &Schema) -> Result<(), String> {
        for (at, _) in text.match_indices('=') {
            let (name, sql) = (&text[..at], text[at + 1..].trim());
            let has = |table: &&crate::schema::Table| {
                table.uniques.contains_key(name)
                    || table.checks.contains_key(name)
                    || table.foreign_keys.contains_key(name)
                    || table.exclusions.contains_key(name)
                    || table.indexes.get(name).is_some_and(|index| index.unique)
            };
            let mut tables = new.tables.values().filter(has);
            let Some(table) = tables.next() else { continue };
            if let Some(other) = tables.next() {
                let (one, other) = (&table.name, &other.name);
                return Err(format!("both `{one}` and `{other}` have a constraint `{name}`: rename one"));
            }
            if sql.is_empty() {
                return Err(format!("`{name}=` needs a statement, or `{NO_REPAIR}` if existing rows satisfy it"));
            }
            if sql == STATEMENT {
                return Err(format!("`{sql}` is a placeholder: replace it by a statement"));
            }
            self.repair(table.name.clone(), name, Spelling::any(sql.trim_end_matches(';')));
            return Ok(());
        }
        Err(format!("`{text}` does not name a constraint of a model: write `CONSTRAINT=SQL`"))
    }
}

impl Answers {
    /// The flags that give these answers, each with its value. What no flag can say, as SQL that is another one on each dialect, is left out:
    /// it stands in a model, or is asked for.
    pub fn flags(&self) -> Vec<(&'static str, String)> {
        let Self { tables, columns, new_tables, new_columns, fills, enums, values, replaced, repairs, now: _ } = self;
        let mut flags: Vec<(&str, String)> = Vec::new();
        let mut renames: Vec<(Place, Place)> = Vec::new();
        renames.extend(tables.iter().map(|it| (Place::Table(it.old.clone()), Place::Table(it.new.clone()))));
        renames.extend(enums.iter().map(|it| (Place::Enum(it.old.clone()), Place::Enum(it.new.clone()))));
        renames.extend(columns.iter().map(|it| {
            let place = |name: &String| Place::Column(it.table.clone(), name.clone());
            (place(&it.old), place(&it.new))
        }));
        let value_of = |enum_type: &String, value: &String| Place::Value(enum_type.clone(), value.clone());
        renames.extend(values.iter().map(|it| (value_of(&it.enum_type, &it.old), value_of(&it.enum_type, &it.new))));
        flags.extend(renames.into_iter().map(|(old, new)| ("--rename", format!("{old}:{new}"))));
        flags.extend(new_tables.iter().map(|it| ("--no-rename", Place::Table(it.clone()).to_string())));
        let column = |table: &TableName, column: &String| Place::Column(table.clone(), column.clone()).to_string();
        flags.extend(new_columns.iter().map(|it| ("--no-rename", column(&it.table, &it.column))));
        for it in fills {
            let place = column(&it.table, &it.column);
            flags.extend(text_of(&it.value).map(|value| ("--fill", format!("{place}={value}"))));
        }
        flags.extend(
            replaced.iter().map(|it| ("--replace", format!("{}={}", value_of(&it.enum_type, &it.old), it.new))),
        );
        for it in repairs.iter().filter(|it| it.sql.per_dialect.is_empty()) {
            let sql = it.sql.any.as_deref().unwrap_or(NO_REPAIR);
            flags.push(("--repair", format!("{}={sql}", it.constraint)));
        }
        flags
    }

    /// Leaves out those that are SQL.
    pub fn without_sql(mut self) -> Self {
        self.fills.retain(|it| !matches!(it.value, DefaultValue::Sql(_)));
        self.repairs.retain(|it| it.sql.is_empty());
        self
    }
}

/// The value as [`value_from_text`] reads it: in double quotes where a text of its letters would be read as something else.
fn text_of(value: &DefaultValue) -> Option<String> {
    match value {
        DefaultValue::Sql(sql) => sql.per_dialect.is_empty().then(|| sql.to_string()),
        DefaultValue::Literal(Literal::Text(text)) => {
            let is_read = |spelled: &String| {
                spelled != PLACEHOLDER
                    && value_from_text(spelled, &ColumnType::Text { max_length: None }).as_ref() == Ok(value)
            };
            let quoted = || format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""));
            Some(text.clone()).filter(is_read).or_else(|| Some(quoted()).filter(is_read))
        }
        DefaultValue::Literal(_) | DefaultValue::Now => Some(value.to_string()),
    }
}

/// Reads a value for a column of type `ty` as people type it: `0`, `true`, `any text` (with or without double quotes),
/// `x'00ff'` for bytes, `now()`, `NULL`, `sql(lower(name))`.
///
/// # Errors
/// A text for the user when the value does not fit the type.
pub fn value_from_text(text: &str, ty: &ColumnType) -> Result<DefaultValue, String> {
    if text == "now()" {
        return Ok(DefaultValue::Now);
    }
    if is_null_in_sql(text) {
        return Ok(DefaultValue::Sql(Spelling::any("NULL")));
    }
    if let Some(rest) = text.strip_prefix("sql(") {
        // Taken as a text, half an expression would stand in every row.
        let sql = rest.strip_suffix(')').filter(|sql| is_closed(sql));
        return match sql {
            Some(sql) => Ok(DefaultValue::Sql(Spelling::any(sql))),
            None => Err(format!("`{text}` has unclosed parentheses or quotes")),
        };
    }
    let unfit = || Err(format!("`{text}` is not a value of type {ty}"));
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

/// The rename of a column in full, where the table is missing before its new name, or before both.
fn whole_rename(from: &str, to: &str, new: &Schema) -> Option<String> {
    if let Some((table, _)) = from.rsplit_once('.') {
        let meant = format!("{table}.{to}");
        return Place::find(&meant, new).is_some().then(|| format!("{from}:{meant}"));
    }
    let mut tables = new.tables.values().filter(|table| table.columns.iter().any(|column| column.name == to));
    let table = tables.next().filter(|_| tables.next().is_none())?;
    Some(format!("{0}.{from}:{0}.{to}", table.name))
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

/// Whether every parenthesis, quote and comment of `sql` is closed, to one dialect at least.
fn is_closed(sql: &str) -> bool {
    Dialect::ALL.into_iter().any(|dialect| {
        let mut depth = 0_usize;
        let mut closes = |token: Token| match token.text(sql) {
            "(" => {
                depth += 1;
                true
            }
            ")" if depth == 0 => false,
            ")" => {
                depth -= 1;
                true
            }
            // A comment up to the end of its line takes in what stands behind.
            text => token.kind != Kind::Comment || token.end < sql.len() || text.starts_with("/*"),
        };
        Lexer::new(dialect, sql).all(|token| token.is_ok_and(&mut closes)) && depth == 0
    })
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
