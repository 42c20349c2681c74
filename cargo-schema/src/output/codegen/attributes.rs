//! The inside of `#[schema(...)]`.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use schema_core::schema::{
    ColumnType, DefaultValue, Identity, Literal, PartitionBy, Partitioning, Spelling, TableOptions,
};

use super::names::is_name;

/// The widest line that holds them all.
const WIDTH: usize = 110;

/// Keys on a struct or field, in order.
#[derive(Debug, Default)]
pub(super) struct Attributes(Vec<String>);

impl Attributes {
    pub(super) fn add(&mut self, key: impl Into<String>) {
        self.0.push(key.into());
    }

    pub(super) fn extend(&mut self, keys: impl IntoIterator<Item = String>) {
        self.0.extend(keys);
    }

    pub(super) fn options(&mut self, options: &TableOptions) {
        let TableOptions { strict, without_rowid, engine, charset, collation, tablespace, unlogged, parameters } =
            options;
        let flags = [(strict, "strict"), (without_rowid, "without_rowid"), (unlogged, "unlogged")];
        self.extend(flags.into_iter().filter(|(set, _)| **set).map(|(_, name)| name.to_owned()));
        let texts = [("engine", engine), ("charset", charset), ("collate", collation), ("tablespace", tablespace)];
        self.extend(texts.into_iter().filter_map(|(key, value)| Some(format!("{key} = {}", text(value.as_ref()?)))));
        self.extend((!parameters.is_empty()).then(|| with(parameters)));
    }

    /// One attribute with all, or a line for each where that gets too long.
    pub(super) fn write(&self, out: &mut String, indent: &str) {
        let keys = in_brackets(&self.0);
        let all = keys.join(", ");
        if keys.len() == 1 || (!all.is_empty() && all.len() + indent.len() < WIDTH) {
            let _ = writeln!(out, "{indent}#[schema({all})]");
        } else if !all.is_empty() {
            let _ =
                writeln!(out, "{indent}#[schema(\n{indent}    {}\n{indent})]", keys.join(&format!(",\n{indent}    ")));
        }
    }
}

/// The keys with brackets around the lists of those that come several times: `clippy::duplicated_attributes` takes names in
/// parentheses for attributes, and two lists may have one name.
fn in_brackets(keys: &[String]) -> Vec<String> {
    let name = |key: &str| key.split_once('(').map(|(name, _)| name.to_owned());
    let comes_again = |key: &str| keys.iter().filter(|other| name(other) == name(key)).count() > 1;
    let list = |key: &String| {
        let (name, rest) = key.split_once('(').filter(|_| comes_again(key))?;
        Some(format!("{name}[{}]", rest.strip_suffix(')')?))
    };
    keys.iter().map(|key| list(key).unwrap_or_else(|| key.clone())).collect()
}

/// `key(parts)`, or `key = part` where one text is all there is.
pub(super) fn call(key: &str, parts: &[String]) -> String {
    match parts {
        [one] if one.starts_with('"') => format!("{key} = {one}"),
        parts => format!("{key}({})", parts.join(", ")),
    }
}

/// A text as Rust spells it.
pub(super) fn text(text: &str) -> String {
    literal(text)
}

pub(super) fn literal(text: &str) -> String {
    format!("{text:?}")
}

/// SQL for all dialects, then for those that have their own.
pub(super) fn spelling(spelling: &Spelling) -> Vec<String> {
    let any = spelling.any.iter().map(|sql| text(sql));
    let own = spelling.per_dialect.iter().map(|(dialect, sql)| format!("{dialect} = {}", text(sql)));
    any.chain(own).collect()
}

pub(super) fn with(parameters: &BTreeMap<String, String>) -> String {
    let value = |value: &String| {
        let word = value.parse::<i64>().is_ok() || matches!(value.as_str(), "true" | "false");
        if word { value.clone() } else { text(value) }
    };
    let parts: Vec<String> = parameters.iter().map(|(name, it)| format!("{name} = {}", value(it))).collect();
    format!("with({})", parts.join(", "))
}

pub(super) fn identity(identity: &Identity) -> String {
    let Identity { always, start, increment } = identity;
    let mut parts: Vec<String> = always.then(|| "always".to_owned()).into_iter().collect();
    parts.extend(start.map(|start| format!("start = {start}")));
    parts.extend(increment.map(|step| format!("increment = {step}")));
    if parts.is_empty() { "auto_increment".to_owned() } else { format!("auto_increment({})", parts.join(", ")) }
}

pub(super) fn default(ty: &ColumnType, value: &DefaultValue) -> String {
    let ty = match ty {
        ColumnType::Native { otherwise: Some(known), .. } => known,
        ty => ty,
    };
    match value {
        DefaultValue::Now => "default = now()".to_owned(),
        DefaultValue::Sql(sql) => call("default_sql", &spelling(sql)),
        DefaultValue::Literal(it) => match it {
            Literal::Bool(value) => format!("default = {value}"),
            // A number in a text column is text that looks like one.
            Literal::Number(digits) if matches!(ty, ColumnType::Text { .. }) => format!("default = {}", text(digits)),
            Literal::Number(digits) if is_rust_number(digits) => format!("default = {digits}"),
            Literal::Number(digits) => call("default_sql", &[text(digits)]),
            Literal::Text(it) => format!("default = {}", text(it)),
            Literal::Bytes(hex) => {
                let pairs = hex.as_bytes().chunks(2).map(|pair| format!("\\x{}", String::from_utf8_lossy(pair)));
                format!("default = b\"{}\"", pairs.collect::<String>())
            }
        },
    }
}

/// A default that is no value of its column's type, as some engine takes it.
pub(super) fn as_sql(literal: &Literal) -> String {
    let sql = match literal {
        Literal::Text(it) => format!("'{}'", it.replace('\'', "''")),
        literal => literal.to_string(),
    };
    call("default_sql", &[text(&sql)])
}

fn is_rust_number(digits: &str) -> bool {
    syn::parse_str::<syn::Lit>(digits.strip_prefix('-').unwrap_or(digits))
        .is_ok_and(|lit| matches!(lit, syn::Lit::Int(_) | syn::Lit::Float(_)))
}

pub(super) fn partitioning(it: &Partitioning, field: &impl Fn(&str) -> String) -> String {
    let Partitioning { by, columns, partitions } = it;
    let way = match by {
        PartitionBy::Range => "range",
        PartitionBy::List => "list",
        PartitionBy::Hash => "hash",
    };
    let fields: Vec<String> = columns.iter().map(|column| field(column)).collect();
    let mut parts = vec![format!("{way}({})", fields.join(", "))];
    parts.extend(partitions.values().map(|it| {
        let plain = is_name(&it.name);
        let name = if plain { it.name.clone() } else { text(&it.name) };
        format!("{name} = {}", text(&it.bounds))
    }));
    format!("partition_by({})", parts.join(", "))
}
