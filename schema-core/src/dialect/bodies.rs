//! The bodies of functions, triggers and views that are text to the engine: a rename does not reach them, and what they name
//! is looked for when they run next.

use super::unmanaged::{Unmanaged, UnmanagedKind};
use crate::connect::{Error, Session, row};
use crate::schema::{Dialect, Engines};
use crate::script::Made;

/// A thing whose body is text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Body {
    /// What it is.
    pub it: Unmanaged,
    /// The tables that it is a trigger of.
    tables: Vec<String>,
    text: String,
    /// The types that it takes and gives.
    signature: String,
}

impl Body {
    /// Returns `true` if it is this one, which a statement creates, alters or drops.
    pub fn is(&self, dialect: Dialect, made: &Made) -> bool {
        self.it.is_made(dialect, made)
    }

    /// Returns `true` if the text names the table, or the column where it is about that table.
    pub fn names(&self, table: &str, column: Option<&str>) -> bool {
        let is_about = || self.tables.iter().any(|it| it == table) || has_word(&self.text, table);
        is_about() && column.is_none_or(|column| has_word(&self.text, column))
    }

    /// Returns `true` if the text, or what it takes and gives, names the type.
    pub fn names_type(&self, name: &str) -> bool {
        has_word(&self.text, name) || has_word(&self.signature, name)
    }

    /// Returns `true` if the text has this value as a literal.
    pub fn has_value(&self, value: &str) -> bool {
        self.text.contains(&format!("'{}'", value.replace('\'', "''")))
    }
}

row! {
    /// What [`Catalog::bodies`](super::Catalog::bodies) asks for.
    struct BodyRow {
        /// Its code.
        kind: String,
        name: String,
        bare_name: String,
        body: String,
        /// The tables that it is a trigger of, as a list in JSON.
        trigger_tables: Option<String>,
        signature: String,
    }
}

/// Reads them; none on an engine that rewrites what it renames.
///
/// # Errors
/// What the database answers to a query of its catalogs.
pub async fn bodies(session: &mut Session) -> Result<Vec<Body>, Error> {
    let Some(sql) = session.dialect().engine().catalog().bodies() else { return Ok(Vec::new()) };
    let body = |row: BodyRow| {
        Ok(Body {
            it: Unmanaged::new(UnmanagedKind::of_code(&row.kind)?, row.name, row.bare_name),
            tables: row.trigger_tables.and_then(|json| serde_json::from_str(&json).ok()).unwrap_or_default(),
            text: row.body,
            signature: row.signature,
        })
    };
    session.fetch(sql).await?.into_iter().map(body).collect()
}

/// Returns `true` if `word` stands in `text` by itself, in any letter case.
fn has_word(text: &str, word: &str) -> bool {
    let (text, word) = (text.to_lowercase(), word.to_lowercase());
    let inside = |c: char| c.is_alphanumeric() || matches!(c, '_' | '$');
    text.match_indices(&word).any(|(at, _)| {
        !text[..at].chars().next_back().is_some_and(inside)
            && !text[at + word.len()..].chars().next().is_some_and(inside)
    })
}

#[cfg(test)]
mod tests {
    use super::has_word;

    #[test]
    fn a_word_stands_by_itself() {
        for (text, found) in [
            ("NEW.name := 1", true),
            ("new.Name:=1", true),
            ("\"name\"", true),
            ("rename", false),
            ("name_of", false),
            ("surname, name", true),
            ("", false),
        ] {
            assert_eq!(has_word(text, "name"), found, "{text}");
        }
    }
}
