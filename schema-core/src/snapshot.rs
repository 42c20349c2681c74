//! A schema as JSON: what the build step leaves in `OUT_DIR/schema/snapshot.json`.

use crate::schema::Schema;

/// The text form of a schema. The same schema gives the same bytes.
///
/// # Errors
/// A value cannot be written as JSON; none of ours is such.
pub fn save(schema: &Schema) -> Result<String, serde_json::Error> {
    serde_json::to_string(schema)
}

/// Reads what [`save`] wrote.
///
/// # Errors
/// It is no JSON, or not of this form.
pub fn load(text: &str) -> Result<Schema, serde_json::Error> {
    serde_json::from_str(text)
}

#[cfg(test)]
mod tests {
    use super::{load, save};
    use crate::schema::{Column, ColumnType, DefaultValue, Dialect, EnumType, Schema, Spelling, Table, TableName};

    #[test]
    fn text_form_is_exact() {
        let mut schema = Schema::default();
        let mut table = Table::new(TableName::in_namespace("a.b", "say \"hi\""));
        let spelling = Spelling { any: None, per_dialect: [(Dialect::POSTGRES, "citext".to_owned())].into() };
        let otherwise = Some(Box::new(ColumnType::Text { max_length: None }));
        table.columns.push(Column::new("name", ColumnType::Native { spelling, otherwise }));
        table.columns.push(Column {
            nullable: true,
            default: Some(DefaultValue::Now),
            ..Column::new("at", ColumnType::Date)
        });
        schema.insert_table(table);
        schema.insert_enum(EnumType { name: "state".into(), values: vec!["new".into()] });
        let text = save(&schema).unwrap();
        assert_eq!(load(&text).unwrap(), schema);
        assert_eq!(save(&load(&text).unwrap()).unwrap(), text);
        assert!(load("{}").unwrap().is_empty());
        load("[").unwrap_err();
    }
}
