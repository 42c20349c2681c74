//! The definition of a table as MySQL and MariaDB write it: a line for each column, with what breaks lines escaped.

/// What stands behind the name of a column on its line.
pub(crate) fn of_column<'d>(definition: &'d str, column: &str) -> Option<&'d str> {
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

#[cfg(test)]
mod tests {
    use super::of_column;

    #[test]
    fn a_column_has_its_line() {
        let definition =
            "CREATE TABLE `t` (\n  `a``b` int,\n  `C` text COMMENT 'x\\n  `d` y',\n  PRIMARY KEY (`a``b`)\n)";
        assert_eq!(of_column(definition, "a`b"), Some("int,"));
        assert_eq!(of_column(definition, "c"), Some("text COMMENT 'x\\n  `d` y',"));
        assert_eq!(of_column(definition, "d"), None);
    }
}
