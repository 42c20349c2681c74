//! The inside of `#[schema(...)]`, but for keys.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use schema_core::schema::{
    Column, DefaultValue, Generated, Identity, Literal, PartitionBy, Partitioning, Spelling, TableOptions,
};

use super::style::Style;

/// What is said on a struct or a field, in order.
#[derive(Debug, Default)]
pub(crate) struct Attributes(Vec<String>);

impl Attributes {
    pub(crate) fn add(&mut self, key: impl Into<String>) {
        self.0.push(key.into());
    }

    pub(crate) fn extend(&mut self, keys: impl IntoIterator<Item = String>) {
        self.0.extend(keys);
    }

    /// What a column says beside its type and keys.
    pub(crate) fn column(&mut self, column: &Column) {
        self.extend(column.identity.as_ref().map(identity));
        if let Some(Generated { expression, stored }) = &column.generated {
            let stored = stored.then(|| "stored".to_owned());
            self.add(list("generated", &stored.into_iter().chain(spelling(expression)).collect::<Vec<_>>()));
        }
        self.extend(column.default.as_ref().map(default));
        self.extend((!column.collation.is_empty()).then(|| call("collate", &spelling(&column.collation))));
        let charset = column.charset.as_ref().map(|charset| format!("charset = {}", literal(charset)));
        let on_update = column.on_update_now.then(|| "on_update(now)".to_owned());
        self.extend(engine("mysql", [charset, on_update]));
    }

    /// A comment: as documentation, which is given, or as a key.
    pub(crate) fn comment(&mut self, comment: Option<&str>, indent: &str, style: Style) -> String {
        let Some(comment) = comment else { return String::new() };
        let plain = comment.chars().all(|c| c == ' ' || c.is_ascii_graphic());
        if !plain || comment.trim() != comment || style.chance(comment, 40) {
            self.add(format!("comment = {}", literal(comment)));
            return String::new();
        }
        format!("{indent}/// {comment}\n")
    }

    /// One attribute with all, or one for each.
    pub(crate) fn write(&self, out: &mut String, indent: &str, style: Style, what: &str) {
        if self.0.is_empty() {
            return;
        }
        if style.chance(&format!("apart {what}"), 25) {
            for key in &self.0 {
                let _ = writeln!(out, "{indent}#[schema({key})]");
            }
        } else {
            let _ = writeln!(out, "{indent}#[schema({})]", self.0.join(", "));
        }
    }
}

/// `key(parts)`, or `key = part` where one text is all there is.
pub(crate) fn call(key: &str, parts: &[String]) -> String {
    match parts {
        [one] if one.starts_with('"') => format!("{key} = {one}"),
        parts => format!("{key}({})", parts.join(", ")),
    }
}

/// `key(parts)`.
pub(crate) fn list(key: &str, parts: &[String]) -> String {
    format!("{key}({})", parts.join(", "))
}

/// Keys of one engine, where there are any.
fn engine<const N: usize>(name: &str, keys: [Option<String>; N]) -> Option<String> {
    let keys: Vec<String> = keys.into_iter().flatten().collect();
    (!keys.is_empty()).then(|| list(name, &keys))
}

/// A text as Rust spells it.
pub(crate) fn literal(text: &str) -> String {
    format!("{text:?}")
}

/// SQL for all dialects, then for those that have their own.
pub(crate) fn spelling(spelling: &Spelling) -> Vec<String> {
    let any = spelling.any.iter().map(|sql| literal(sql));
    let own = spelling.per_dialect.iter().map(|(dialect, sql)| format!("{dialect} = {}", literal(sql)));
    any.chain(own).collect()
}

/// Storage parameters.
pub(crate) fn with(parameters: &BTreeMap<String, String>) -> String {
    let value = |value: &String| {
        let word = value.parse::<i64>().is_ok() || matches!(value.as_str(), "true" | "false");
        if word { value.clone() } else { literal(value) }
    };
    let parts: Vec<String> = parameters.iter().map(|(name, it)| format!("{name} = {}", value(it))).collect();
    format!("with({})", parts.join(", "))
}

pub(crate) fn options(options: &TableOptions, partitioning: Option<String>) -> Vec<String> {
    let TableOptions { strict, without_rowid, engine, charset, collation, tablespace, unlogged, parameters } = options;
    let flag = |set: &bool, name: &str| set.then(|| name.to_owned());
    let value = |key: &str, value: &Option<String>| value.as_ref().map(|it| format!("{key} = {}", literal(it)));
    let with = (!parameters.is_empty()).then(|| with(parameters));
    let sqlite = self::engine("sqlite", [flag(strict, "strict"), flag(without_rowid, "without_rowid")]);
    let postgres = [value("tablespace", tablespace), flag(unlogged, "unlogged"), with, partitioning];
    let mysql = [value("engine", engine), value("charset", charset), value("collate", collation)];
    [sqlite, self::engine("postgres", postgres), self::engine("mysql", mysql)].into_iter().flatten().collect()
}

fn identity(identity: &Identity) -> String {
    let Identity { always, start, increment } = identity;
    let mut parts: Vec<String> = always.then(|| "always".to_owned()).into_iter().collect();
    let number = |key: &str, it: i64| {
        if it < 0 { format!("{key}(number = \"{it}\")") } else { format!("{key} = {it}") }
    };
    parts.extend(start.map(|start| number("start", start)));
    parts.extend(increment.map(|step| number("increment", step)));
    if parts.is_empty() { "auto_increment".to_owned() } else { format!("auto_increment({})", parts.join(", ")) }
}

fn default(value: &DefaultValue) -> String {
    match value {
        DefaultValue::Now => "default(now)".to_owned(),
        DefaultValue::Sql(sql) => {
            let any = sql.any.iter().map(|sql| format!("sql = {}", literal(sql)));
            let own = sql.per_dialect.iter().map(|(dialect, sql)| format!("{dialect} = {}", literal(sql)));
            list("default", &any.chain(own).collect::<Vec<_>>())
        }
        DefaultValue::Literal(Literal::Bool(value)) => format!("default = {value}"),
        DefaultValue::Literal(Literal::Number(digits)) if digits.starts_with('-') => {
            format!("default(number = {})", literal(digits))
        }
        DefaultValue::Literal(Literal::Number(digits)) => format!("default = {digits}"),
        DefaultValue::Literal(Literal::Text(text)) => format!("default = {}", literal(text)),
        DefaultValue::Literal(Literal::Bytes(hex)) => {
            let pairs = hex.as_bytes().chunks(2).map(|pair| format!("\\x{}", String::from_utf8_lossy(pair)));
            format!("default = b\"{}\"", pairs.collect::<String>())
        }
    }
}

pub(crate) fn partitioning(it: &Partitioning, field: impl Fn(&str) -> String) -> String {
    let Partitioning { by, columns, partitions } = it;
    let way = match by {
        PartitionBy::Range => "range",
        PartitionBy::List => "list",
        PartitionBy::Hash => "hash",
    };
    let fields: Vec<String> = columns.iter().map(|column| field(column)).collect();
    let mut parts = vec![format!("{way}({})", fields.join(", "))];
    parts.extend(
        partitions
            .values()
            .map(|it| format!("partition(name = {}, bounds = {})", literal(&it.name), literal(&it.bounds))),
    );
    format!("partition_by({})", parts.join(", "))
}
