//! The inside of `#[schema(...)]`.

use std::collections::BTreeMap;
use std::fmt::{self, Write as _};

use schema_core::schema::{
    ColumnType, DefaultValue, Identity, Literal, PartitionBy, Partitioning, Spelling, TableOptions,
};

use super::names::is_name;

/// The widest line that holds them all.
const WIDTH: usize = 110;

/// One key of an attribute.
#[derive(Debug)]
pub(super) enum Key {
    /// A flag, or `name = value`, as it is written.
    Plain(String),
    /// `name(parts)`.
    List { name: &'static str, parts: Vec<String> },
}

impl Key {
    pub(super) fn list(name: &'static str, parts: Vec<String>) -> Self {
        Self::List { name, parts }
    }

    /// The name of a list.
    fn name_of_list(&self) -> Option<&'static str> {
        match self {
            Self::Plain(_) => None,
            Self::List { name, .. } => Some(name),
        }
    }
}

impl From<String> for Key {
    fn from(key: String) -> Self {
        Self::Plain(key)
    }
}

impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Plain(key) => f.write_str(key),
            Self::List { name, parts } => write!(f, "{name}({})", parts.join(", ")),
        }
    }
}

/// Keys on a struct or field, in order.
#[derive(Debug, Default)]
pub(super) struct Attributes(Vec<Key>);

impl Attributes {
    pub(super) fn add(&mut self, key: impl Into<Key>) {
        self.0.push(key.into());
    }

    pub(super) fn extend<K: Into<Key>>(&mut self, keys: impl IntoIterator<Item = K>) {
        self.0.extend(keys.into_iter().map(Into::into));
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
fn in_brackets(keys: &[Key]) -> Vec<String> {
    let comes_again = |name| keys.iter().filter(|other| other.name_of_list() == Some(name)).count() > 1;
    let written = |key: &Key| match key {
        Key::List { name, parts } if comes_again(*name) => format!("{name}[{}]", parts.join(", ")),
        key => key.to_string(),
    };
    keys.iter().map(written).collect()
}

/// `name(flags, SQL)`, or `name = SQL` where one text is all there is.
pub(super) fn sql(name: &'static str, flags: &[&str], it: &Spelling) -> Key {
    match &it.any {
        Some(only) if flags.is_empty() && it.per_dialect.is_empty() => Key::Plain(format!("{name} = {}", text(only))),
        _ => Key::list(name, flags.iter().map(|flag| (*flag).to_owned()).chain(spelling(it)).collect()),
    }
}

/// A text as Rust spells it.
pub(super) fn text(text: &str) -> String {
    format!("{text:?}")
}

/// SQL for all dialects, then for those that have their own.
pub(super) fn spelling(spelling: &Spelling) -> Vec<String> {
    let any = spelling.any.iter().map(|sql| text(sql));
    let own = spelling.per_dialect.iter().map(|(dialect, sql)| format!("{dialect} = {}", text(sql)));
    any.chain(own).collect()
}

pub(super) fn with(parameters: &BTreeMap<String, String>) -> Key {
    let value = |value: &String| {
        let word = value.parse::<i64>().is_ok() || matches!(value.as_str(), "true" | "false");
        if word { value.clone() } else { text(value) }
    };
    Key::list("with", parameters.iter().map(|(name, it)| format!("{name} = {}", value(it))).collect())
}

pub(super) fn identity(identity: &Identity) -> Key {
    let Identity { always, start, increment } = identity;
    let mut parts: Vec<String> = always.then(|| "always".to_owned()).into_iter().collect();
    parts.extend(start.map(|start| format!("start = {start}")));
    parts.extend(increment.map(|step| format!("increment = {step}")));
    let name = "auto_increment";
    if parts.is_empty() { Key::Plain(name.to_owned()) } else { Key::list(name, parts) }
}

pub(super) fn default(ty: &ColumnType, value: &DefaultValue) -> Key {
    let ty = match ty {
        ColumnType::Native { otherwise: Some(known), .. } => known,
        ty => ty,
    };
    let plain = match value {
        DefaultValue::Now => "default = now()".to_owned(),
        DefaultValue::Sql(it) => return sql("default_sql", &[], it),
        DefaultValue::Literal(it) => match it {
            Literal::Bool(value) => format!("default = {value}"),
            // A number in a text column is text that looks like one.
            Literal::Number(digits) if matches!(ty, ColumnType::Text { .. }) => format!("default = {}", text(digits)),
            Literal::Number(digits) if is_rust_number(digits) => format!("default = {digits}"),
            Literal::Number(digits) => format!("default_sql = {}", text(digits)),
            Literal::Text(it) => format!("default = {}", text(it)),
            Literal::Bytes(hex) => {
                let pairs = hex.as_bytes().chunks(2).map(|pair| format!("\\x{}", String::from_utf8_lossy(pair)));
                format!("default = b\"{}\"", pairs.collect::<String>())
            }
        },
    };
    Key::Plain(plain)
}

/// A default that is no value of its column's type, as some engine takes it.
pub(super) fn as_sql(literal: &Literal) -> Key {
    let sql = match literal {
        Literal::Text(it) => format!("'{}'", it.replace('\'', "''")),
        literal => literal.to_string(),
    };
    Key::Plain(format!("default_sql = {}", text(&sql)))
}

fn is_rust_number(digits: &str) -> bool {
    syn::parse_str::<syn::Lit>(digits.strip_prefix('-').unwrap_or(digits))
        .is_ok_and(|lit| matches!(lit, syn::Lit::Int(_) | syn::Lit::Float(_)))
}

pub(super) fn partitioning(it: &Partitioning, field: &impl Fn(&str) -> String) -> Key {
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
    Key::list("partition_by", parts)
}
