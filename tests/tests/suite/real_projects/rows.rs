//! Rows for the tables of somebody else's schema, as many as its constraints take, and what is in them afterwards.

use std::collections::{BTreeMap, BTreeSet};

use schema_core::connect::Session;
use schema_core::schema::{Column, ColumnType, Dialect, ForeignKey, IndexPart, PartOf, Schema, Table, TableName};

/// How many rows each table gets.
const ROWS: usize = 3;

/// Of each table the rows, each value as text; the columns in the order of the schema.
pub(crate) type Rows = BTreeMap<TableName, Vec<Vec<Option<String>>>>;

/// How a row that was refused is tried again.
#[derive(Clone, Copy)]
struct Attempt {
    /// What may be NULL is.
    sparse: bool,
    /// What is neither a key nor unique has the smallest value.
    small: bool,
    keys: Keys,
}

/// What the foreign keys of a row point to.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Keys {
    /// All to the rows of the same number.
    Same,
    /// Each to another number.
    Apart,
    /// The first alone does, of those that may be NULL.
    First,
}

/// The ways to make a row, the usual one first.
fn attempts(row: usize) -> impl Iterator<Item = Attempt> {
    let sparse_first = row + 1 == ROWS;
    [Keys::Same, Keys::Apart, Keys::First].into_iter().flat_map(move |keys| {
        let both = [sparse_first, !sparse_first];
        [false, true].into_iter().flat_map(move |small| both.map(|sparse| Attempt { sparse, small, keys }))
    })
}

/// A database that is filled.
pub(crate) struct Filling<'a> {
    pub(crate) session: &'a mut Session,
    pub(crate) schema: &'a Schema,
}

impl Filling<'_> {
    /// Puts rows into the tables, parents first. Gives the tables that have none afterwards, with the reason.
    pub(crate) async fn fill(&mut self) -> Result<BTreeMap<TableName, String>, String> {
        // Triggers of the program are not what is tried; the foreign keys hold by what is put in.
        if self.session.dialect() == Dialect::POSTGRES {
            self.run("SET session_replication_role = replica").await?;
        }
        let mut empty = BTreeMap::new();
        for name in self.in_order() {
            let table = &self.schema.tables[&name];
            let mut refused = None;
            for row in 0..ROWS {
                if let Err(error) = self.insert(table, row).await {
                    refused = Some(error);
                }
            }
            let count = format!("SELECT COUNT(*) FROM {}", self.table(&name));
            let count = self.session.one(&count).await.map_err(|error| error.to_string())?;
            if let (Some("0"), Some(error)) = (count.as_deref(), refused) {
                empty.insert(name, error);
            }
        }
        if self.session.dialect() == Dialect::POSTGRES {
            self.run("SET session_replication_role = DEFAULT").await?;
        }
        Ok(empty)
    }

    async fn run(&mut self, sql: &str) -> Result<(), String> {
        self.session.execute(sql).await.map(|_| ()).map_err(|error| format!("{error}: {sql}"))
    }

    /// The tables, each after those that it points to; those that point to each other in any order.
    fn in_order(&self) -> Vec<TableName> {
        let mut done: Vec<TableName> = Vec::new();
        let mut open: BTreeSet<&TableName> = self.schema.tables.keys().collect();
        while !open.is_empty() {
            let waits = |name: &TableName, also_optional: bool| {
                let table = &self.schema.tables[name];
                table.foreign_keys.values().any(|key| {
                    let optional =
                        key.columns.iter().any(|name| table.column(name).is_some_and(|column| column.nullable));
                    key.references_table != *name
                        && open.contains(&key.references_table)
                        && (also_optional || !optional)
                })
            };
            let next = open.iter().find(|name| !waits(name, true));
            let next = next.or_else(|| open.iter().find(|name| !waits(name, false))).or_else(|| open.first());
            let Some(next) = next.map(|next| (*next).clone()) else { break };
            open.remove(&next);
            done.push(next);
        }
        done
    }

    async fn insert(&mut self, table: &Table, row: usize) -> Result<(), String> {
        let mut refused = String::new();
        for attempt in attempts(row) {
            match self.try_insert(table, row, attempt).await {
                Ok(()) => return Ok(()),
                Err(error) if refused.is_empty() => refused = error,
                Err(_) => {}
            }
        }
        Err(refused)
    }

    async fn try_insert(&mut self, table: &Table, row: usize, attempt: Attempt) -> Result<(), String> {
        let mut values: BTreeMap<&str, String> = BTreeMap::new();
        let may_be_null = |name: &String| table.column(name).is_some_and(|column| column.nullable);
        let first = table.foreign_keys.values().position(|key| key.columns.iter().all(may_be_null));
        for (at, key) in table.foreign_keys.values().enumerate() {
            let row = if attempt.keys == Keys::Apart { (row + at) % ROWS } else { row };
            let target = self.target(table, key, row).await?;
            let is_left_out = match attempt.keys {
                Keys::First => first != Some(at),
                Keys::Same | Keys::Apart => attempt.sparse,
            };
            let absent = target.is_none() || is_left_out && key.columns.iter().all(may_be_null);
            if absent {
                let Some(column) = key.columns.iter().find(|name| may_be_null(name)) else {
                    return Err(format!("nothing to point to in {}", key.references_table));
                };
                values.insert(column, "NULL".to_owned());
                continue;
            }
            for (column, value) in key.columns.iter().zip(target.unwrap_or_default()) {
                values.entry(column).or_insert(value);
            }
        }
        for column in table.columns.iter().filter(|column| column.generated.is_none()) {
            if values.contains_key(column.name.as_str()) {
                continue;
            }
            let value = match column.nullable && attempt.sparse {
                true => "NULL".to_owned(),
                false => self.value(table, column, row, attempt).await?,
            };
            values.insert(&column.name, value);
        }
        let columns: Vec<String> = values.keys().map(|name| self.quoted(name)).collect();
        let own = if self.session.dialect() == Dialect::POSTGRES { " OVERRIDING SYSTEM VALUE" } else { "" };
        let list: Vec<&str> = values.values().map(String::as_str).collect();
        let (name, columns, list) = (self.table(&table.name), columns.join(", "), list.join(", "));
        self.run(&format!("INSERT INTO {name} ({columns}){own} VALUES ({list})")).await
    }

    /// What a row points to: the values of a row that is there, as SQL; itself where there is none and it may be.
    async fn target(&mut self, table: &Table, key: &ForeignKey, row: usize) -> Result<Option<Vec<String>>, String> {
        let Some(target) = self.schema.tables.get(&key.references_table) else { return Ok(None) };
        let columns: Vec<String> = key.references_columns.iter().map(|name| self.literal(target, name)).collect();
        let sql = format!("SELECT {} FROM {} ORDER BY 1", columns.join(", "), self.table(&target.name));
        let rows = self.session.rows(&sql).await.map_err(|error| format!("{error}: {sql}"))?;
        // The last ones are of the same making as the row.
        let there = rows.len().saturating_sub(ROWS);
        let found = rows.get(there + row).or_else(|| rows.first().filter(|_| !is_unique(table, &key.columns)));
        Ok(found.map(|row| row.values().iter().map(|value| value.clone().unwrap_or("NULL".to_owned())).collect()))
    }

    /// A query's expression that gives a column's value as SQL.
    fn literal(&self, table: &Table, column: &str) -> String {
        let name = self.quoted(column);
        match self.session.dialect().name() {
            "sqlite" => format!("quote({name})"),
            "postgres" => format!("quote_literal({name})"),
            _ => match table.column(column).map(|column| &column.ty) {
                Some(ColumnType::Bytes { .. } | ColumnType::FixedBytes { .. } | ColumnType::Uuid) => {
                    format!("CONCAT('x''', HEX({name}), '''')")
                }
                _ => format!("QUOTE({name})"),
            },
        }
    }

    /// A value as SQL; other rows have others.
    async fn value(&mut self, table: &Table, column: &Column, row: usize, attempt: Attempt) -> Result<String, String> {
        let dialect = self.session.dialect();
        let key = is_unique(table, std::slice::from_ref(&column.name)) || is_in_key(table, &column.name);
        let n = if attempt.small && !key { 1 } else { 101 + row };
        let words = words_of_checks(table, &column.name);
        let text = |text: String| format!("'{}'", text.replace('\'', "''"));
        let bytes = |length: u32| {
            let digits = format!("{n:0>width$}", width = 2 * usize::try_from(length.clamp(2, 64)).unwrap_or(2));
            if dialect == Dialect::POSTGRES { format!("'\\x{digits}'") } else { format!("x'{digits}'") }
        };
        Ok(match &column.ty {
            ColumnType::Text { max_length } if !words.is_empty() => {
                let longest = max_length.map_or(usize::MAX, |length| usize::try_from(length).unwrap_or(usize::MAX));
                text(words[row % words.len()].chars().take(longest).collect())
            }
            ColumnType::Text { max_length } => {
                let long = if attempt.small { n.to_string() } else { format!("{n}text") };
                text(long.chars().take(max_length.unwrap_or(32).try_into().unwrap_or(1)).collect())
            }
            ColumnType::Char => text((n % 10).to_string()),
            ColumnType::FixedText { length } => {
                text(format!("{n:0>width$}", width = usize::try_from(*length).unwrap_or(1)))
            }
            ColumnType::Bool if dialect == Dialect::SQLITE => ["1", "0"][row % 2].to_owned(),
            ColumnType::Bool => ["TRUE", "FALSE"][row % 2].to_owned(),
            ColumnType::Int { .. } => n.to_string(),
            ColumnType::Float { .. } => format!("{n}.5"),
            ColumnType::Decimal { precision, scale } if precision.saturating_sub(*scale) < 3 => text("0".to_owned()),
            ColumnType::Decimal { .. } => text(n.to_string()),
            ColumnType::Bytes { max_length } => bytes(max_length.unwrap_or(32)),
            ColumnType::FixedBytes { length } => bytes(*length),
            ColumnType::Date => text(format!("2020-01-1{}", n % 10)),
            ColumnType::Time { .. } => text(format!("10:00:0{}", n % 10)),
            ColumnType::DateTime { .. } | ColumnType::TimestampTz { .. } => {
                text(format!("2020-01-1{} 10:00:00", n % 10))
            }
            ColumnType::Uuid if dialect == Dialect::POSTGRES => text(format!("00000000-0000-0000-0000-{n:012}")),
            ColumnType::Uuid => bytes(16),
            ColumnType::Json => text(format!("{{\"a\": {n}}}")),
            ColumnType::Enum { name } | ColumnType::Set { name } => {
                let values = self.schema.enums.get(name).map(|it| it.values.as_slice()).unwrap_or_default();
                text(values.get(row % values.len().max(1)).cloned().unwrap_or_default())
            }
            ColumnType::Array(_) => text("{}".to_owned()),
            ColumnType::Bits { length, .. } => {
                format!("B'{n:0>width$b}'", width = usize::try_from(*length).unwrap_or(1))
            }
            ColumnType::Vector { .. } | ColumnType::Special(_) | ColumnType::Native { .. } => {
                self.value_that_fits(table, column, n).await?
            }
        })
    }

    /// A value for a type of which only the server knows what it takes.
    async fn value_that_fits(&mut self, table: &Table, column: &Column, n: usize) -> Result<String, String> {
        if self.session.dialect() != Dialect::POSTGRES {
            let is_moment = column.ty.to_string().to_ascii_lowercase().contains("time");
            return Ok(if is_moment { format!("'2020-01-1{} 10:00:00'", n % 10) } else { format!("'{n}'") });
        }
        let named = format!(
            "SELECT format_type(atttypid, atttypmod) FROM pg_attribute WHERE attrelid = '{}'::regclass AND attname = '{}'",
            self.table(&table.name).replace('\'', "''"),
            column.name.replace('\'', "''")
        );
        let ty = self.session.one(&named).await.map_err(|error| error.to_string())?.unwrap_or_default();
        let byte = n % 256;
        for text in [
            format!("{n}"),
            format!("10.0.0.{byte}"),
            format!("a{n}.b"),
            format!("[{n},{})", n + 1),
            format!("[2020-01-01 00:00:00,2020-01-02 00:00:{:02})", n % 60),
            "{}".to_owned(),
            "1 day".to_owned(),
            format!("({n},1)"),
            format!("08:00:2b:01:02:{byte:02x}"),
            "0".to_owned(),
            format!("[{n}]"),
        ] {
            if self.session.rows(&format!("SELECT CAST('{text}' AS {ty})::text")).await.is_ok() {
                return Ok(format!("'{text}'"));
            }
        }
        Err(format!("no value for {ty} is known"))
    }

    fn quoted(&self, name: &str) -> String {
        quoted(self.session.dialect(), name)
    }

    fn table(&self, name: &TableName) -> String {
        quoted_table(self.session.dialect(), name)
    }
}

/// The rows of the tables of `schema`; `now` says what a column is called by now.
pub(crate) async fn rows(
    session: &mut Session,
    schema: &Schema,
    now: &dyn Fn(&TableName, &str) -> String,
) -> Result<Rows, String> {
    let dialect = session.dialect();
    let mut rows = Rows::new();
    for table in schema.tables.values() {
        let column = |column: &Column| {
            let name = quoted(dialect, &now(&table.name, &column.name));
            match dialect.name() {
                "sqlite" => format!("quote({name})"),
                "postgres" => format!("{name}::text"),
                _ => format!("HEX({name})"),
            }
        };
        let columns: Vec<String> = std::iter::once("'1'".to_owned()).chain(table.columns.iter().map(column)).collect();
        let sql = format!("SELECT {} FROM {}", columns.join(", "), quoted_table(dialect, &table.name));
        let found = session.rows(&sql).await.map_err(|error| format!("{error}: {sql}"))?;
        let mut found: Vec<_> = found.iter().map(|row| row.values().to_vec()).collect();
        found.sort();
        rows.insert(table.name.clone(), found);
    }
    Ok(rows)
}

/// Whether no two rows have the same values in `columns`.
fn is_unique(table: &Table, columns: &[String]) -> bool {
    let within = |key: &[String]| key.iter().all(|name| columns.contains(name));
    let is_within = |part: &IndexPart| matches!(&part.of, PartOf::Column(name) if columns.contains(name));
    table.primary_key.as_ref().is_some_and(|key| within(&key.columns))
        || table.uniques.values().any(|unique| within(&unique.columns))
        || table.indexes.values().any(|index| index.unique && index.parts.iter().all(is_within))
}

fn is_in_key(table: &Table, column: &str) -> bool {
    table.primary_key.as_ref().is_some_and(|key| key.columns.iter().any(|name| name == column))
        || table.uniques.values().any(|unique| unique.columns.iter().any(|name| name == column))
}

/// The texts in checks that speak of a column: often the only ones that it takes.
fn words_of_checks(table: &Table, column: &str) -> Vec<String> {
    let mut words = Vec::new();
    for check in table.checks.values() {
        let expression = check.expression.to_string();
        if expression.contains(column) {
            words.extend(expression.split('\'').skip(1).step_by(2).map(str::to_owned).filter(|word| !word.is_empty()));
        }
    }
    words
}

pub(crate) fn quoted(dialect: Dialect, name: &str) -> String {
    let quote = if matches!(dialect.name(), "mysql" | "mariadb") { "`" } else { "\"" };
    format!("{quote}{}{quote}", name.replace(quote, &quote.repeat(2)))
}

pub(crate) fn quoted_table(dialect: Dialect, name: &TableName) -> String {
    let namespace = name.namespace.as_ref().map(|namespace| quoted(dialect, namespace) + ".");
    namespace.unwrap_or_default() + &quoted(dialect, &name.name)
}
