//! What the server writes as the definition of something (`SHOW CREATE …`).

use crate::connect::{Error, Session};

/// The definition of what `what` names, such as a table; `None` for whom the server does not show it.
///
/// It stands in the second column, whose name depends on what it is.
pub(super) async fn definition(session: &mut Session, what: &str) -> Result<Option<String>, Error> {
    let rows = session.rows(&format!("SHOW CREATE {what}")).await?;
    Ok(rows.first().and_then(|row| row.get(1)).map(str::to_owned))
}

/// The same; empty for what does not exist, and for whom the server does not show it.
pub(super) async fn definition_if_shown(session: &mut Session, what: &str) -> Result<String, Error> {
    match definition(session, what).await {
        Ok(shown) => Ok(shown.unwrap_or_default()),
        Err(error) if matches!(error.code(), Some("1142" | "1146")) => Ok(String::new()),
        Err(error) => Err(error),
    }
}

/// What stands behind the name of a column on its line: the definition of a table has one for each column, with what breaks
/// lines escaped.
pub(super) fn line_of_column<'d>(definition: &'d str, column: &str) -> Option<&'d str> {
    let names = ['`', '"'].map(|quote| {
        let doubled: String = [quote; 2].iter().collect();
        format!("  {quote}{}{quote} ", column.replace(quote, &doubled))
    });
    definition.lines().find_map(|line| {
        let same =
            |name: &&String| line.get(..name.len()).is_some_and(|text| text.to_lowercase() == name.to_lowercase());
        names.iter().find(same).map(|name| &line[name.len()..])
    })
}

/// A name as a statement has it.
pub(super) fn quoted(name: &str) -> String {
    format!("`{}`", name.replace('`', "``"))
}

#[cfg(test)]
mod tests {
    use super::line_of_column;

    #[test]
    fn a_column_has_its_line() {
        let definition =
            "CREATE TABLE `t` (\n  `a``b` int,\n  `C` text COMMENT 'x\\n  `d` y',\n  PRIMARY KEY (`a``b`)\n)";
        assert_eq!(line_of_column(definition, "a`b"), Some("int,"));
        assert_eq!(line_of_column(definition, "c"), Some("text COMMENT 'x\\n  `d` y',"));
        assert_eq!(line_of_column(definition, "d"), None);
    }
}
