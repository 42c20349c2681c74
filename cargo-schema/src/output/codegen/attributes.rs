//! The inside of `#[schema(...)]`.

use std::collections::BTreeMap;
use std::fmt::{self, Write as _};

use schema_core::declare::engine_of;
use schema_core::declare::keys::Place;
use schema_core::schema::{
    ColumnType, DefaultValue, Identity, Literal, PartitionBy, Partitioning, Spelling, TableOptions,
};

use super::layout::attribute;

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

    /// What one engine keeps of a table.
    pub(super) fn options(
        &mut self,
        options: &TableOptions,
        partitioning: Option<&Partitioning>,
        field: &impl Fn(&str) -> String,
    ) {
        let TableOptions { strict, without_rowid, engine, charset, collation, tablespace, unlogged, parameters } =
            options;
        for (key, is_set) in [("strict", strict), ("without_rowid", without_rowid), ("unlogged", unlogged)] {
            self.of_engine(Place::Model, key, is_set.then(|| key.to_owned()));
        }
        let texts = [("engine", engine), ("charset", charset), ("collate", collation), ("tablespace", tablespace)];
        for (key, value) in texts {
            self.of_engine(Place::Model, key, value.as_ref().map(|it| format!("{key} = {}", text(it))));
        }
        self.of_engine(Place::Model, "with", (!parameters.is_empty()).then(|| with(parameters)));
        self.of_engine(Place::Model, "partition_by", partitioning.map(|it| partition_by(it, field).to_string()));
    }

    /// A key that one engine has.
    pub(super) fn of_engine(&mut self, place: Place, key: &str, said: Option<String>) {
        if let (Some(engine), Some(said)) = (engine_of(place, key), said) {
            self.engine(engine, vec![said]);
        }
    }

    /// Keys of one engine, which has one list.
    pub(super) fn engine(&mut self, engine: &'static str, keys: Vec<String>) {
        let there = self.0.iter_mut().find_map(|key| match key {
            Key::List { name, parts } if *name == engine => Some(parts),
            _ => None,
        });
        match there {
            Some(parts) => parts.extend(keys),
            None => self.extend((!keys.is_empty()).then(|| Key::list(engine, keys))),
        }
    }

    /// One attribute with all, but for lists that come several times: each of those has an attribute of its own, in brackets.
    /// `clippy::duplicated_attributes` takes names in parentheses for attributes, and two lists may have one name.
    pub(super) fn write(&self, out: &mut String, indent: &str) {
        let comes_again = |name| self.0.iter().filter(|other| other.name_of_list() == Some(name)).count() > 1;
        let (apart, together): (Vec<&Key>, Vec<&Key>) =
            self.0.iter().partition(|key| key.name_of_list().is_some_and(comes_again));
        if !together.is_empty() {
            let keys: Vec<String> = together.iter().map(ToString::to_string).collect();
            let _ = writeln!(out, "{}", attribute(&keys.join(", "), indent));
        }
        for key in apart {
            if let Key::List { name, parts } = key {
                let _ = writeln!(out, "{indent}#[schema({name}[{}])]", parts.join(", "));
            }
        }
    }
}

/// `name = SQL`, or `name(SQL)` where dialects have their own.
pub(super) fn sql(name: &'static str, it: &Spelling) -> Key {
    match &it.any {
        Some(only) if it.per_dialect.is_empty() => Key::Plain(format!("{name} = {}", text(only))),
        _ => Key::list(name, spelling(it)),
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

pub(super) fn with(parameters: &BTreeMap<String, String>) -> String {
    let value = |value: &String| {
        let word = value.parse::<u64>().is_ok() || matches!(value.as_str(), "true" | "false");
        if word { value.clone() } else { text(value) }
    };
    let parameters: Vec<String> = parameters.iter().map(|(name, it)| format!("{name} = {}", value(it))).collect();
    format!("with({})", parameters.join(", "))
}

pub(super) fn identity(identity: &Identity) -> Key {
    let Identity { always, start, increment } = identity;
    let mut parts: Vec<String> = always.then(|| "always".to_owned()).into_iter().collect();
    let number = |key: &str, it: i64| {
        if it < 0 { format!("{key}(number = \"{it}\")") } else { format!("{key} = {it}") }
    };
    parts.extend(start.map(|start| number("start", start)));
    parts.extend(increment.map(|step| number("increment", step)));
    let name = "auto_increment";
    if parts.is_empty() { Key::Plain(name.to_owned()) } else { Key::list(name, parts) }
}

pub(super) fn default(ty: &ColumnType, value: &DefaultValue) -> Key {
    let ty = match ty {
        ColumnType::Native { otherwise: Some(known), .. } => known,
        ty => ty,
    };
    let plain = match value {
        DefaultValue::Now => "default(now)".to_owned(),
        DefaultValue::Sql(it) => return default_sql(it),
        DefaultValue::Literal(it) => match it {
            Literal::Bool(value) => format!("default = {value}"),
            // A number in a text column is text that looks like one.
            Literal::Number(digits) if matches!(ty, ColumnType::Text { .. }) => format!("default = {}", text(digits)),
            Literal::Number(digits) => match digits.strip_prefix('-') {
                Some(positive) if is_rust_number(positive) => format!("default(number = {})", text(digits)),
                None if is_rust_number(digits) => format!("default = {digits}"),
                _ => format!("default(sql = {})", text(digits)),
            },
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
    default_sql(&Spelling::any(sql))
}

fn default_sql(it: &Spelling) -> Key {
    let any = it.any.iter().map(|sql| format!("sql = {}", text(sql)));
    let own = it.per_dialect.iter().map(|(dialect, sql)| format!("{dialect} = {}", text(sql)));
    Key::Plain(format!("default({})", any.chain(own).collect::<Vec<_>>().join(", ")))
}

fn is_rust_number(digits: &str) -> bool {
    syn::parse_str::<syn::Lit>(digits).is_ok_and(|lit| matches!(lit, syn::Lit::Int(_) | syn::Lit::Float(_)))
}

fn partition_by(it: &Partitioning, field: &impl Fn(&str) -> String) -> Key {
    let Partitioning { by, columns, partitions } = it;
    let way = match by {
        PartitionBy::Range => "range",
        PartitionBy::List => "list",
        PartitionBy::Hash => "hash",
    };
    let fields: Vec<String> = columns.iter().map(|column| field(column)).collect();
    let mut parts = vec![format!("{way}({})", fields.join(", "))];
    parts.extend(
        partitions.values().map(|it| format!("partition(name = {}, bounds = {})", text(&it.name), text(&it.bounds))),
    );
    Key::list("partition_by", parts)
}
