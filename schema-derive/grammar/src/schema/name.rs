//! Names of tables, with the PostgreSQL schema (elsewhere: database) that they may carry.

use std::fmt;

/// Name of a table: `users`, or `auth.users` with a namespace.
///
/// As text, a part that holds a dot or a double quote is written in double quotes (quotes doubled), so that
/// `TableName` → text → `TableName` is exact for any name that an engine allows.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TableName {
    /// PostgreSQL schema; `None` is the connection's default.
    pub namespace: Option<String>,
    /// The name itself, as the engine stores it.
    pub name: String,
}

impl TableName {
    /// A name without namespace. `name` is taken as it is: a dot in it is part of the name.
    pub fn new(name: impl Into<String>) -> Self {
        Self { namespace: None, name: name.into() }
    }

    /// A name in a namespace.
    pub fn in_namespace(namespace: impl Into<String>, name: impl Into<String>) -> Self {
        Self { namespace: Some(namespace.into()), name: name.into() }
    }

    /// Reads the text form that `Display` writes. Malformed quoting is taken literally, so this never fails.
    pub fn parse(text: &str) -> Self {
        match split_part(text) {
            Some((name, "")) => Self::new(name),
            Some((namespace, rest)) => match rest.strip_prefix('.').and_then(split_part) {
                Some((name, "")) => Self::in_namespace(namespace, name),
                _ => Self::new(text),
            },
            None => Self::new(text),
        }
    }
}

impl TableName {
    /// The parts of a name of any length, each quoted or bare: `"T.x"."Ä b"` is two. `None` where a quote has no end.
    pub fn parts(text: &str) -> Option<Vec<String>> {
        let (first, mut rest) = split_part(text)?;
        let mut parts = vec![first];
        while !rest.is_empty() {
            let (part, after) = split_part(rest.strip_prefix('.')?)?;
            parts.push(part);
            rest = after;
        }
        Some(parts)
    }

    /// Whether it fits a pattern, in which `*` stands for any characters: `legacy_*`, `archive.*`. A pattern without a
    /// namespace means the connection's default.
    pub fn fits(&self, pattern: &str) -> bool {
        let Self { namespace, name } = Self::parse(pattern);
        let same_namespace = match (&self.namespace, &namespace) {
            (None, None) => true,
            (Some(own), Some(pattern)) => fits(own, pattern),
            _ => false,
        };
        same_namespace && fits(&self.name, &name)
    }
}

/// Whether `text` fits a pattern, in which `*` stands for any characters, or none.
pub fn fits(text: &str, pattern: &str) -> bool {
    let Some((start, rest)) = pattern.split_once('*') else { return text == pattern };
    let Some(text) = text.strip_prefix(start) else { return false };
    let ends = text.char_indices().map(|(at, _)| at).chain([text.len()]);
    ends.into_iter().any(|at| fits(&text[at..], rest))
}

/// Takes one part, quoted or bare, from the front of `text`; gives it unquoted, with what follows.
fn split_part(text: &str) -> Option<(String, &str)> {
    let Some(quoted) = text.strip_prefix('"') else {
        let end = text.find('.').unwrap_or(text.len());
        return (end > 0).then(|| (text[..end].to_owned(), &text[end..]));
    };
    let mut part = String::new();
    let mut chars = quoted.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        if c != '"' {
            part.push(c);
        } else if chars.next_if(|(_, next)| *next == '"').is_some() {
            part.push('"');
        } else {
            return Some((part, &quoted[at + 1..]));
        }
    }
    None
}

impl fmt::Display for TableName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fn part(f: &mut fmt::Formatter<'_>, text: &str) -> fmt::Result {
            if text.is_empty() || text.contains(['.', '"']) {
                write!(f, "\"{}\"", text.replace('"', "\"\""))
            } else {
                f.write_str(text)
            }
        }
        if let Some(namespace) = &self.namespace {
            part(f, namespace)?;
            f.write_str(".")?;
        }
        part(f, &self.name)
    }
}

impl From<&str> for TableName {
    fn from(name: &str) -> Self {
        Self::new(name)
    }
}

/// How long a name may be: PostgreSQL cuts at 63 bytes, MySQL refuses from 65 characters on.
const LONGEST: usize = 63;

/// The name of a constraint or index that was given none: `prefix_table_columns`, such as `uq_users_email`.
///
/// A longer one than every engine takes is cut, and ends in a hash of the whole, so that two long names stay two.
pub fn constraint_name<C: AsRef<str>>(prefix: &str, table: &TableName, columns: impl IntoIterator<Item = C>) -> String {
    let mut name = format!("{prefix}_{}", table.name);
    for column in columns {
        name.push('_');
        name.push_str(column.as_ref());
    }
    fitting(name)
}

/// `name`, cut where it is longer than every engine takes: it then ends in a hash of the whole.
pub fn fitting(mut name: String) -> String {
    if name.len() > LONGEST {
        let hash = name.bytes().fold(0x811c_9dc5_u32, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193));
        let mut end = LONGEST - 9;
        while !name.is_char_boundary(end) {
            end -= 1;
        }
        name.truncate(end);
        name.push_str(&format!("_{hash:08x}"));
    }
    name
}

#[cfg(feature = "serde")]
impl serde::Serialize for TableName {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

#[cfg(feature = "serde")]
impl<'de> serde::Deserialize<'de> for TableName {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Text;
        impl serde::de::Visitor<'_> for Text {
            type Value = TableName;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("the name of a table")
            }
            fn visit_str<E>(self, text: &str) -> Result<TableName, E> {
                Ok(TableName::parse(text))
            }
        }
        deserializer.deserialize_str(Text)
    }
}

#[cfg(test)]
mod tests {
    use super::{TableName, constraint_name};

    #[test]
    fn long_constraint_names_stay_apart() {
        let users = TableName::new("users");
        assert_eq!(constraint_name("uq", &users, ["email"]), "uq_users_email");
        assert_eq!(constraint_name("ix", &users, ["a", "b"]), "ix_users_a_b");
        let long = |last: &str| constraint_name("ix", &users, [&"ä".repeat(40), last]);
        assert!(long("a").len() <= 63 && long("a") != long("b"), "{} {}", long("a"), long("b"));
    }

    #[test]
    fn patterns_have_stars() {
        let fits = |name: &str, pattern: &str| TableName::parse(name).fits(pattern);
        assert!(fits("legacy_a", "legacy_*") && fits("legacy_", "legacy_*") && fits("a_b_c", "a*b*") && fits("é", "*"));
        assert!(!fits("legacy", "legacy_*") && !fits("old_legacy_a", "legacy_*") && !fits("ab", "a*c"));
        assert!(fits("archive.users", "archive.*") && !fits("archive.users", "users") && !fits("users", "archive.*"));
    }

    #[test]
    fn text_form_is_exact() {
        for name in [
            TableName::new("users"),
            TableName::new("a.b"),
            TableName::new("say \"hi\""),
            TableName::new("\""),
            TableName::new(""),
            TableName::in_namespace("auth", "users"),
            TableName::in_namespace("a.b", "c\"d"),
        ] {
            assert_eq!(TableName::parse(&name.to_string()), name, "{name}");
        }
    }
}
