//! What rendering has in common for all dialects. `sea-query` spells names and literals.

use sea_query::{Alias, IntoIden, QueryBuilder, QuotedBuilder, Value};

use crate::plan::{Hazard, Plan, Step};
use crate::schema::{
    Action, DefaultValue, Dialect, ForeignKey, IndexPart, Literal, Nulls, PartOf, Spelling, TableName,
};
use crate::script::{HazardLine, Statement, one_line};
use crate::sql::Lexer;

/// A statement as the renderers give it: what it does, where that is not said by the step, and its text.
pub type Part = (Option<String>, String);

/// The comment line for what is dangerous.
pub(super) fn hazard(hazard: &Hazard) -> HazardLine {
    HazardLine::new(hazard.code().name(), &hazard.to_string())
}

/// The statements of a step: above the first stands what the step does and what is dangerous about it.
pub(super) fn commented(plan: &Plan, step: &Step, parts: Vec<Part>) -> Vec<Statement> {
    let mut why: Vec<String> = step.why.iter().map(|reason| plan.sentence(reason)).collect();
    let mut hazards: Vec<HazardLine> = step.hazards.iter().map(hazard).collect();
    let statement = |(comment, sql): Part| {
        let lines: Vec<_> = why.drain(..).chain(comment).map(|line| one_line(&line)).collect();
        let comment = (!lines.is_empty()).then(|| lines.join("\n"));
        Statement { comment, hazards: std::mem::take(&mut hazards), ..Statement::new(sql) }
    };
    parts.into_iter().map(statement).collect()
}

/// A quoted name.
pub(super) fn name(builder: &impl QuotedBuilder, name: &str) -> String {
    let mut sql = String::new();
    builder.prepare_iden(&Alias::new(name.to_owned()).into_iden(), &mut sql);
    sql
}

/// A quoted table name, with its namespace.
pub(super) fn table(builder: &impl QuotedBuilder, table: &TableName) -> String {
    let namespace = table.namespace.as_ref().map(|it| format!("{}.", name(builder, it))).unwrap_or_default();
    namespace + &name(builder, &table.name)
}

/// Quoted names in parentheses.
pub(super) fn names(builder: &impl QuotedBuilder, columns: &[String]) -> String {
    format!("({})", columns.iter().map(|column| name(builder, column)).collect::<Vec<_>>().join(", "))
}

/// Quoted text.
pub(super) fn text(builder: &impl QueryBuilder, text: &str) -> String {
    builder.value_to_string(&Value::from(text))
}

/// Quoted texts in parentheses.
pub(super) fn texts(builder: &impl QueryBuilder, values: &[String]) -> String {
    format!("({})", values.iter().map(|value| text(builder, value)).collect::<Vec<_>>().join(", "))
}

/// A literal as it is on all dialects.
pub(super) fn literal(builder: &impl QueryBuilder, literal: &Literal) -> Result<String, String> {
    match literal {
        Literal::Bool(value) => Ok(builder.value_to_string(&Value::from(*value))),
        Literal::Number(digits) if is_number(digits) => Ok(digits.clone()),
        Literal::Number(digits) => Err(format!("`{digits}` is no number")),
        // Engines have no text with NUL, or no literal for it; the other is spelled differently by each.
        Literal::Text(value) if value.contains(['\0', '\u{1a}']) => {
            Err("a text with the control characters 0x00 or 0x1a has no literal: write it as `default(sql = \"...\")`"
                .to_owned())
        }
        Literal::Text(value) => Ok(text(builder, value)),
        Literal::Bytes(hex) => {
            let bytes = bytes_of(hex).ok_or_else(|| format!("`{hex}` is no text of hexadecimal pairs"))?;
            Ok(builder.value_to_string(&Value::from(bytes)))
        }
    }
}

/// The bytes of hexadecimal pairs.
pub(super) fn bytes_of(hex: &str) -> Option<Vec<u8>> {
    let byte = |at: usize| hex.get(at..at + 2).and_then(|pair| u8::from_str_radix(pair, 16).ok());
    (0..hex.len()).step_by(2).map(byte).collect()
}

fn is_number(text: &str) -> bool {
    let digits = text.strip_prefix(['-', '+']).unwrap_or(text);
    digits.starts_with(|c: char| c.is_ascii_digit())
        && digits.bytes().all(|byte| byte.is_ascii_digit() || b".eE+-".contains(&byte))
        && digits.parse::<f64>().is_ok()
}

/// The sixteen bytes of a UUID in text form, as a literal.
pub(super) fn uuid(builder: &impl QueryBuilder, text: &str) -> Result<String, String> {
    let hex: String = text.chars().filter(|c| *c != '-').collect();
    if hex.len() != 32 || !hex.bytes().all(|byte| byte.is_ascii_hexdigit()) {
        return Err(format!("`{text}` is no UUID"));
    }
    literal(builder, &Literal::Bytes(hex.to_ascii_lowercase()))
}

/// The SQL of a user for `dialect`.
pub(super) fn sql(dialect: Dialect, spelling: &Spelling) -> Result<String, String> {
    let sql = spelling.get(dialect).map(str::to_owned);
    sql.ok_or_else(|| format!("the value has no SQL for {dialect}: add `{dialect} = \"...\"` to it"))
}

/// The refusal of the present time for a type that has none.
pub(super) fn no_time(value: &DefaultValue, ty: impl std::fmt::Display) -> String {
    format!("`{value}` is no value of type {ty}")
}

/// The first word of a spelled type, in lower case.
pub(super) fn first_word(spelled: &str) -> String {
    spelled.trim_start().chars().take_while(char::is_ascii_alphabetic).collect::<String>().to_ascii_lowercase()
}

/// `REFERENCES` with what follows.
pub(super) fn references(builder: &impl QuotedBuilder, key: &ForeignKey) -> String {
    let ForeignKey {
        name: _,
        columns: _,
        references_table,
        references_columns,
        on_delete,
        on_update,
        deferrable,
        match_full,
        not_valid,
    } = key;
    let action = |word: &str, action: Action| {
        if action.is_default() { String::new() } else { format!(" ON {word} {}", action.sql()) }
    };
    format!(
        "REFERENCES {} {}{}{}{}{}{}",
        table(builder, references_table),
        names(builder, references_columns),
        if *match_full { " MATCH FULL" } else { "" },
        action("DELETE", *on_delete),
        action("UPDATE", *on_update),
        deferrable.sql(),
        if *not_valid { " NOT VALID" } else { "" },
    )
}

/// A named foreign key as a part of a table.
pub(super) fn foreign_key(builder: &impl QuotedBuilder, key: &ForeignKey) -> String {
    let columns = names(builder, &key.columns);
    format!("CONSTRAINT {} FOREIGN KEY {columns} {}", name(builder, &key.name), references(builder, key))
}

/// The engine's own spelling, which the planner has put in the place of all.
pub(super) fn own(spelling: &Spelling) -> &str {
    spelling.any.as_deref().unwrap_or_default()
}

/// A column or expression of an index.
pub(super) fn index_part(builder: &impl QuotedBuilder, part: &IndexPart) -> String {
    let IndexPart { of, descending, nulls, operator_class, collation, prefix } = part;
    let mut sql = match of {
        PartOf::Column(column) => name(builder, column),
        PartOf::Expression(expression) => format!("({})", own(expression)),
    };
    sql.extend(prefix.map(|length| format!("({length})")));
    sql.extend(collation.as_ref().map(|collation| format!(" COLLATE {}", name(builder, collation))));
    sql.extend(operator_class.as_ref().map(|class| format!(" {class}")));
    if *descending {
        sql.push_str(" DESC");
    }
    sql.push_str(match nulls {
        Some(Nulls::First) => " NULLS FIRST",
        Some(Nulls::Last) => " NULLS LAST",
        None => "",
    });
    sql
}

/// The parts of an index in parentheses. What an engine does not know is no longer in them.
pub(super) fn index_parts(builder: &impl QuotedBuilder, parts: &[IndexPart]) -> String {
    format!("({})", parts.iter().map(|part| index_part(builder, part)).collect::<Vec<_>>().join(", "))
}

/// `CREATE TABLE` over several lines.
pub(super) fn create_table(name: &str, lines: &[String], after: &str) -> String {
    if lines.is_empty() {
        return format!("CREATE TABLE {name} (){after}");
    }
    format!("CREATE TABLE {name} (\n    {}\n){after}", lines.join(",\n    "))
}

/// `ALTER TABLE`: on one line with one change, else with a line for each.
pub(super) fn alter_table(name: &str, lines: &[String]) -> String {
    match lines {
        [line] => format!("ALTER TABLE {name} {line}"),
        lines => format!("ALTER TABLE {name}\n    {}", lines.join(",\n    ")),
    }
}

/// The expression of a conversion with the names put in, but not into its literals, names and comments: the value of an enum type may read like a
/// place for a name, and a name like another place.
pub(super) fn converted(dialect: Dialect, expression: &str, column: &str, ty: &str) -> String {
    let mut sql = String::with_capacity(expression.len());
    let mut lexer = Lexer::new(dialect, expression);
    while let Some(token) = lexer.next_open() {
        let rest = &expression[token.start..];
        let place = [("{column}", column), ("{type}", ty)].into_iter().find(|(place, _)| rest.starts_with(place));
        if let Some((place, text)) = place {
            sql.push_str(text);
            lexer.jump(token.start + place.len());
        } else {
            sql.push_str(token.text(expression));
        }
    }
    sql
}

/// `UPDATE` of one column.
pub(super) fn update(table: &str, column: &str, value: &str, only_null: bool) -> String {
    let which = if only_null { format!(" WHERE {column} IS NULL") } else { String::new() };
    format!("UPDATE {table} SET {column} = {value}{which}")
}

#[cfg(test)]
mod tests {
    use super::converted;
    use crate::schema::Dialect;

    #[test]
    fn places_in_literals_stay() {
        for (dialect, expression, expected) in [
            (
                Dialect::MYSQL,
                r"CASE {column} WHEN 'it\'s' THEN '{column}' ELSE {column} END",
                r"CASE c WHEN 'it\'s' THEN '{column}' ELSE c END",
            ),
            (Dialect::MARIADB, r"f('\\', {column})", r"f('\\', c)"),
            (Dialect::POSTGRES, r"f(E'\'{column}', '\', {column}::{type})", r"f(E'\'{column}', '\', c::t)"),
            (Dialect::POSTGRES, r"f(E'a''\'{type}', {column})", r"f(E'a''\'{type}', c)"),
            (Dialect::SQLITE, r"f('ends in \', {column}, 'it''s {column}')", r"f('ends in \', c, 'it''s {column}')"),
            (Dialect::SQLITE, "{column}", "c"),
            (Dialect::MYSQL, r#"f("it's {column}", {column})"#, r#"f("it's {column}", c)"#),
            (Dialect::POSTGRES, "f(\"it's\", {column}, $${column}'$$, {type})", "f(\"it's\", c, $${column}'$$, t)"),
            (Dialect::POSTGRES, "{column} /* it's {type} */ || {column}", "c /* it's {type} */ || c"),
        ] {
            assert_eq!(converted(dialect, expression, "c", "t"), expected);
        }
    }
}
