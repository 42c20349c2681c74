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

#[cfg(feature = "build")]
impl serde::Serialize for TableName {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

#[cfg(feature = "build")]
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
    use super::TableName;

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
