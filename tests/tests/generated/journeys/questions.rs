//! What the tool asks, answered by flags.

use schema_core::diff::{Answers, Change, Place, resolve};
use schema_core::schema::{ColumnType, DefaultValue, Dialect, Literal, Schema};

use crate::random::answers::Rest;

/// The way from one schema to the next, as a person would tell it.
#[derive(Clone, Debug)]
pub(crate) struct Told {
    pub(crate) changes: Vec<Change>,
    pub(crate) flags: Vec<String>,
}

/// Answers everything; why not, where nobody would know.
pub(crate) fn told(dialect: Dialect, old: &Schema, new: &Schema, renames: &Answers) -> Result<Told, String> {
    let mut answers = renames.clone();
    // What has come and gone between the two is not spoken of.
    answers.tables.retain(|pair| old.tables.contains_key(&pair.old) && new.tables.contains_key(&pair.new));
    answers.columns.retain(|it| {
        let former = answers.tables.iter().find(|pair| pair.new == it.table).map_or(&it.table, |pair| &pair.old);
        let was = old.table(former).and_then(|table| table.column(&it.old));
        was.is_some() && new.table(&it.table).and_then(|table| table.column(&it.new)).is_some()
    });
    answers.enums.retain(|pair| old.enums.contains_key(&pair.old) && new.enums.contains_key(&pair.new));
    answers.values.retain(|it| {
        let former = answers.enums.iter().find(|pair| pair.new == it.enum_type).map_or(&it.enum_type, |pair| &pair.old);
        let has = |schema: &Schema, name: &str, value: &String| {
            schema.enums.get(name).is_some_and(|it| it.values.contains(value))
        };
        has(old, former, &it.old) && has(new, &it.enum_type, &it.new)
    });
    answers.for_now();
    let changes = resolve(old, new, &mut answers, &mut Rest { dialect, old, new });
    let changes = changes.map_err(|refused| format!("question: {}", refused.question))?;
    let mut flags = flags(&answers, new);
    let dropped = changes.iter().filter(|change| matches!(change, Change::DropTable(_))).count();
    if dropped > 0 && dropped == old.tables.len() {
        flags.push("--drop-all-tables".to_owned());
    }
    Ok(Told { changes, flags })
}

fn flags(answers: &Answers, new: &Schema) -> Vec<String> {
    let mut flags = Vec::new();
    let mut add = |name: &str, value: String| flags.push(format!("{name}={value}"));
    let rename = |old: Place, new: Place| format!("{old}:{new}");
    for pair in &answers.tables {
        add("--rename", rename(Place::Table(pair.old.clone()), Place::Table(pair.new.clone())));
    }
    for pair in &answers.enums {
        add("--rename", rename(Place::Enum(pair.old.clone()), Place::Enum(pair.new.clone())));
    }
    for it in &answers.columns {
        let place = |name: &String| Place::Column(it.table.clone(), name.clone());
        add("--rename", rename(place(&it.old), place(&it.new)));
    }
    for it in &answers.values {
        let place = |value: &String| Place::Value(it.enum_type.clone(), value.clone());
        add("--rename", rename(place(&it.old), place(&it.new)));
    }
    for table in &answers.new_tables {
        add("--no-rename", Place::Table(table.clone()).to_string());
    }
    for it in &answers.new_columns {
        add("--no-rename", Place::Column(it.table.clone(), it.column.clone()).to_string());
    }
    for it in &answers.fills {
        let ty = new.table(&it.table).and_then(|table| table.column(&it.column)).map(|column| &column.ty);
        add("--fill", format!("{}={}", Place::Column(it.table.clone(), it.column.clone()), value(&it.value, ty)));
    }
    for it in &answers.replaced {
        add("--replace", format!("{}={}", Place::Value(it.enum_type.clone(), it.old.clone()), it.new));
    }
    if !answers.repairs.is_empty() {
        add("--repair", "none".to_owned());
    }
    flags
}

/// A value as people type it.
fn value(value: &DefaultValue, ty: Option<&ColumnType>) -> String {
    match value {
        DefaultValue::Literal(Literal::Text(text)) if matches!(ty, Some(ColumnType::Json)) => text.clone(),
        DefaultValue::Literal(Literal::Text(text)) => {
            format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
        }
        DefaultValue::Literal(Literal::Number(digits)) => digits.clone(),
        DefaultValue::Literal(Literal::Bool(value)) => value.to_string(),
        DefaultValue::Literal(Literal::Bytes(hex)) => format!("x'{hex}'"),
        DefaultValue::Now => "now()".to_owned(),
        DefaultValue::Sql(sql) => format!("sql({})", sql.any.as_deref().unwrap_or_default()),
    }
}
