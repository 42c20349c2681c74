//! Answers in a file, which `--answers` names. Values in it are written as in a revision.

use toml::de::DeTable;

use super::changes::from_to;
use super::reader::Reader;
use super::{Form, ManifestError, Shape, Value};
use crate::diff::{Answers, ColumnPlace, ColumnRename, Fill, Pair, Repair, ValueChange};
use crate::schema::{DefaultValue, Literal, Spelling, TableName};

/// Something with a new name.
#[derive(Clone, PartialEq)]
struct Renamed<T>(Pair<T>);

impl<T: Value + for<'a> From<&'a str>> Shape for Renamed<T> {
    fn blank() -> Self {
        Self(Pair::new(T::from(""), T::from("")))
    }

    fn describe<F: Form>(&mut self, form: &mut F) {
        from_to(&mut self.0, form);
    }
}

impl Shape for ColumnRename {
    fn blank() -> Self {
        Self { table: TableName::new(""), old: String::new(), new: String::new() }
    }

    fn describe<F: Form>(&mut self, form: &mut F) {
        form.need("table", &mut self.table);
        form.need("from", &mut self.old);
        form.need("to", &mut self.new);
    }
}

impl Shape for ValueChange {
    fn blank() -> Self {
        Self { enum_type: String::new(), old: String::new(), new: String::new() }
    }

    fn describe<F: Form>(&mut self, form: &mut F) {
        form.need("enum", &mut self.enum_type);
        form.need("from", &mut self.old);
        form.need("to", &mut self.new);
    }
}

impl Shape for ColumnPlace {
    fn blank() -> Self {
        Self { table: TableName::new(""), column: String::new() }
    }

    fn describe<F: Form>(&mut self, form: &mut F) {
        form.need("table", &mut self.table);
        form.need("column", &mut self.column);
    }
}

impl Shape for Fill {
    fn blank() -> Self {
        let value = DefaultValue::Literal(Literal::Bool(false));
        Self { table: TableName::new(""), column: String::new(), value }
    }

    fn describe<F: Form>(&mut self, form: &mut F) {
        form.need("table", &mut self.table);
        form.need("column", &mut self.column);
        form.need("value", &mut self.value);
    }
}

impl Shape for Repair {
    fn blank() -> Self {
        Self { table: TableName::new(""), constraint: String::new(), sql: Spelling::default() }
    }

    fn describe<F: Form>(&mut self, form: &mut F) {
        form.need("table", &mut self.table);
        form.need("constraint", &mut self.constraint);
        form.may("sql", &mut self.sql);
    }
}

impl Answers {
    /// Reads a file of answers.
    ///
    /// # Errors
    /// It is not TOML, or not of this form.
    pub fn from_toml(text: &str) -> Result<Self, ManifestError> {
        let document = DeTable::parse(text)?;
        let span = document.span();
        let mut reader = Reader::new(document.into_inner(), span);
        let mut answers = Self::default();
        let (mut tables, mut enums) = (Vec::<Renamed<TableName>>::new(), Vec::<Renamed<String>>::new());
        reader.may("tables", &mut tables);
        reader.may("columns", &mut answers.columns);
        reader.may("new_tables", &mut answers.new_tables);
        reader.may("new_columns", &mut answers.new_columns);
        reader.may("fills", &mut answers.fills);
        reader.may("enums", &mut enums);
        reader.may("values", &mut answers.values);
        reader.may("replaced", &mut answers.replaced);
        reader.may("repairs", &mut answers.repairs);
        reader.finish()?;
        answers.tables = tables.into_iter().map(|it| it.0).collect();
        answers.enums = enums.into_iter().map(|it| it.0).collect();
        Ok(answers)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_of_answers_is_read() {
        let text = r#"
            tables = [{ from = "a", to = "b" }]
            columns = [{ table = "b", from = "x", to = "y" }]
            new_tables = ["c"]
            new_columns = [{ table = "b", column = "z" }]
            fills = [{ table = "b", column = "y", value = 0 }, { table = "b", column = "z", value = { sql = "x + 1" } }]
            enums = [{ from = "kind", to = "sort" }]
            values = [{ enum = "sort", from = "p", to = "q" }]
            replaced = [{ enum = "sort", from = "r", to = "q" }]
            repairs = [{ table = "b", constraint = "ck" }, { table = "b", constraint = "uq", sql = "DELETE FROM b" }]
        "#;
        let mut told = Answers::default();
        told.rename_table("a".into(), "b".into());
        told.rename_column("b".into(), "x", "y");
        told.new_table("c".into());
        told.new_column("b".into(), "z");
        told.fill("b".into(), "y", DefaultValue::Literal(Literal::Number("0".into())));
        told.fill("b".into(), "z", DefaultValue::Sql(Spelling::any("x + 1")));
        told.rename_enum("kind", "sort");
        told.rename_value("sort", "p", "q");
        told.replace_value("sort", "r", "q");
        told.repair("b".into(), "ck", Spelling::default());
        told.repair("b".into(), "uq", Spelling::any("DELETE FROM b"));
        assert_eq!(Answers::from_toml(text), Ok(told));
        let error = Answers::from_toml("fills = [{ table = \"b\" }]").unwrap_err();
        assert_eq!(error.message(), "the key `column` is missing");
    }
}
