//! Whether a value can stand in a column.

use super::{rename_in_sql, written};
use crate::schema::{Check, Column, ColumnType, DefaultValue, Dialect, EnumType, Literal, Spelling, Table};

/// Why `value` cannot stand in `column` of `table`, as a sentence without an end. None where it can, and where only the
/// database knows.
pub fn unfit<'a>(
    value: &DefaultValue,
    column: &Column,
    table: &Table,
    find_enum: impl Fn(&str) -> Option<&'a EnumType>,
) -> Option<String> {
    if column.generated.is_some() {
        return Some(format!("`{}.{}` is a generated column, and cannot get a value", table.name, column.name));
    }
    let unlisted = || unlisted(value, column, &numbers_of(table, &column.name)?);
    unfit_for_type(value, column, find_enum).or_else(unlisted)
}

/// The only numbers that a check of the table admits in a column, if it lists them: `status IN (0, 1)`.
pub fn numbers_of(table: &Table, column: &str) -> Option<Vec<i64>> {
    numbers_in(table.checks.values(), column)
}

fn numbers_in<'a>(mut checks: impl Iterator<Item = &'a Check>, column: &str) -> Option<Vec<i64>> {
    checks.find_map(|check| {
        let (listed, numbers) = check.expression.texts().next().and_then(|sql| listed_numbers(sql))?;
        (listed == column).then_some(numbers)
    })
}

/// Returns `true` if a check of `table` that all rows keep admits no more numbers than `check`, each in the same column.
pub(crate) fn admits_more(table: &Table, check: &Check) -> bool {
    let Some((column, numbers)) = check.expression.texts().next().and_then(|sql| listed_numbers(sql)) else {
        return false;
    };
    let valid = table.checks.values().filter(|it| !it.not_valid);
    numbers_in(valid, &column).is_some_and(|before| before.iter().all(|number| numbers.contains(number)))
}

/// SQL that holds for `numbers` in `column`, quoted where some dialect wants that.
pub fn is_one_of(column: &str, numbers: &[i64]) -> Spelling {
    let mut numbers = numbers.to_vec();
    numbers.sort_unstable();
    let listed = numbers.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ");
    let sql = |dialects: &[Dialect]| rename_in_sql(&format!("x IN ({listed})"), dialects, "x", column);
    let mut spelling = Spelling::any(sql(&[]));
    for dialect in Dialect::ALL {
        let own = sql(&[dialect]);
        if spelling.any.as_ref() != Some(&own) {
            spelling.per_dialect.insert(dialect, own);
        }
    }
    spelling
}

/// The numbers of `column`, if SQL says nothing else, and says it as [`is_one_of`] does.
pub(super) fn numbers_alone(spelling: &Spelling, column: &str) -> Option<Vec<i64>> {
    let (_, numbers) = listed_numbers(spelling.any.as_deref()?)?;
    (is_one_of(column, &numbers) == *spelling).then_some(numbers)
}

/// The column and the numbers of `column IN (1, 2)`, the name in quotes or not.
fn listed_numbers(sql: &str) -> Option<(String, Vec<i64>)> {
    let (name, list) = sql.trim().strip_suffix(')')?.rsplit_once('(')?;
    let name = name.trim_end();
    let name = name.get(..name.len().checked_sub(3)?).filter(|_| name.to_ascii_lowercase().ends_with(" in"))?.trim();
    let quoted =
        ['"', '`'].into_iter().find(|quote| name.len() > 1 && name.starts_with(*quote) && name.ends_with(*quote));
    let name = match quoted {
        Some(quote) => name[1..name.len() - 1].replace(&format!("{quote}{quote}"), &quote.to_string()),
        None => Some(name).filter(|name| name.chars().all(|c| c.is_alphanumeric() || c == '_'))?.to_owned(),
    };
    let numbers: Result<Vec<i64>, _> = list.split(',').map(|number| number.trim().parse()).collect();
    Some((name, numbers.ok()?))
}

/// Why a number is none of those that are listed.
pub(super) fn unlisted(value: &DefaultValue, column: &Column, numbers: &[i64]) -> Option<String> {
    let DefaultValue::Literal(Literal::Number(digits)) = value else { return None };
    let known = digits.parse().is_ok_and(|number| numbers.contains(&number));
    let all = numbers.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ");
    (!known).then(|| format!("{digits} is not a value of `{}`; its values: {all}", column.name))
}

/// The same, as far as the type of the column tells.
pub(super) fn unfit_for_type<'a>(
    value: &DefaultValue,
    column: &Column,
    find_enum: impl Fn(&str) -> Option<&'a EnumType>,
) -> Option<String> {
    if !column.nullable && is_null(value) {
        return Some(format!("`{}` is NOT NULL and cannot be NULL", column.name));
    }
    // A text in SQL is a value of an enum too. Of other types, databases are taken over with texts that are none.
    let texts;
    let literal = match (value, &column.ty) {
        (DefaultValue::Literal(literal), _) => literal,
        (DefaultValue::Sql(sql), ColumnType::Enum { name }) => {
            let known = |text: &String| find_enum(name).is_none_or(|it| it.values.contains(text));
            texts = Literal::Text(sql.texts().filter_map(|sql| quoted(sql)).find(|text| !known(text))?);
            &texts
        }
        _ => return None,
    };
    let no_value = |of: &str| format!("{literal} is not a value of {of}");
    match (&column.ty, literal) {
        (ColumnType::Bool, Literal::Bool(_)) => None,
        (ColumnType::Bool, _) => Some(format!("{}; its values: true and false", no_value("bool"))),
        (ColumnType::Int { bits, unsigned }, Literal::Number(digits)) => {
            let size = if *unsigned { 1_i128 << bits } else { 1_i128 << (bits - 1) };
            let least = if *unsigned { 0 } else { -size };
            let fits = digits.parse::<i128>().is_ok_and(|number| number < size && number >= least);
            (!fits).then(|| no_value(&column.ty.to_string()))
        }
        (ColumnType::Int { .. }, Literal::Text(text)) => {
            text.parse::<i128>().is_err().then(|| no_value(&column.ty.to_string()))
        }
        (ColumnType::Enum { name }, Literal::Text(text)) => {
            let it = find_enum(name).filter(|it| !it.values.contains(text))?;
            Some(format!("{}; its values: {}", no_value(&format!("enum `{name}`")), listed(&it.values)))
        }
        (ColumnType::Enum { name }, _) => {
            let it = find_enum(name)?;
            Some(format!("{}; its values: {}", no_value(&format!("enum `{name}`")), listed(&it.values)))
        }
        (ColumnType::Set { name }, Literal::Text(text)) => {
            let it = find_enum(name)?;
            let all = text.is_empty()
                || text.starts_with('{')
                || text.split(',').all(|part| it.values.iter().any(|value| value == part));
            (!all).then(|| {
                format!(
                    "{}; its values, separated by commas: {}",
                    no_value(&format!("set `{name}`")),
                    listed(&it.values)
                )
            })
        }
        (ty, literal) => (!written::fits(literal, ty)).then(|| no_value(&ty.to_string())),
    }
}

/// The text of SQL that is a text in quotes and nothing else.
fn quoted(sql: &str) -> Option<String> {
    let inner = sql.trim().strip_prefix('\'')?.strip_suffix('\'')?;
    let text = inner.replace("''", "");
    (!text.contains(['\'', '\\'])).then(|| inner.replace("''", "'"))
}

fn listed(values: &[String]) -> String {
    values.iter().map(|value| format!("`{value}`")).collect::<Vec<_>>().join(", ")
}

/// Returns `true` if the value is NULL on some dialect, however that is written.
pub(super) fn is_null(value: &DefaultValue) -> bool {
    matches!(value, DefaultValue::Sql(sql) if sql.texts().any(|sql| is_null_in_sql(sql)))
}

/// `NULL`, `(null)`, `NULL::int`, `CAST(NULL AS int)`, with comments and blanks.
pub(super) fn is_null_in_sql(sql: &str) -> bool {
    let bare = without_comments(sql).to_ascii_lowercase();
    let mut sql = bare.trim();
    loop {
        let inner = sql.strip_prefix('(').and_then(|rest| rest.strip_suffix(')'));
        let Some(inner) = inner else { break };
        sql = inner.trim();
    }
    if let Some(inner) = sql.strip_prefix("cast").map(str::trim_start).and_then(|rest| rest.strip_prefix('(')) {
        let value = inner.strip_suffix(')').and_then(|inner| inner.rsplit_once(" as "));
        return value.is_some_and(|(value, _)| is_null_in_sql(value));
    }
    let value = sql.split_once("::").map_or(sql, |(value, _)| value);
    value == "null" || value != sql && is_null_in_sql(value)
}

/// Comments become a blank. Quotes are not looked at: what has some is not NULL.
fn without_comments(sql: &str) -> String {
    let mut out = String::new();
    let mut rest = sql;
    while let Some(at) = rest.find("--").into_iter().chain(rest.find("/*")).min() {
        out.push_str(&rest[..at]);
        out.push(' ');
        let (comment, close) = (&rest[at..], if rest[at..].starts_with("--") { "\n" } else { "*/" });
        rest = comment.find(close).map_or("", |end| &comment[end + close.len()..]);
    }
    out + rest
}

#[cfg(test)]
mod tests {
    use super::{admits_more, is_null_in_sql, is_one_of, unfit, unfit_for_type};
    use crate::schema::{Check, Column, DefaultValue, Dialect, EnumType, Literal, Spelling, Table, TableName};

    #[test]
    fn null_is_seen_however_it_is_written() {
        for sql in
            ["NULL", "null", " ( (Null) ) ", "NULL::int", "(NULL)::text", "CAST(NULL AS char(3))", "/* no */ NULL -- !"]
        {
            assert!(is_null_in_sql(sql), "{sql}");
        }
        for sql in ["nullif(a, 1)", "'NULL'", "a IS NULL", "coalesce(NULL, 1)", "\"null\"", "(NULL) = (NULL)"] {
            assert!(!is_null_in_sql(sql), "{sql}");
        }
    }

    #[test]
    fn values_are_held_against_the_type() {
        let status = EnumType { name: "status".into(), values: vec!["open".into(), "shut".into()] };
        let of = |ty: &str, value: &DefaultValue| {
            let column = Column::new("c", ty.parse().unwrap());
            unfit(value, &column, &Table::new(TableName::new("t")), |name| (name == "status").then_some(&status))
        };
        let text = |text: &str| DefaultValue::Literal(Literal::Text(text.into()));
        let number = |text: &str| DefaultValue::Literal(Literal::Number(text.into()));
        let no = |value: &str, of: &str| Some(format!("{value} is not a value of {of}"));
        assert_eq!(of("enum(status)", &text("open")), None);
        assert_eq!(
            of("enum(status)", &text("hgh")).unwrap(),
            "\"hgh\" is not a value of enum `status`; its values: `open`, `shut`"
        );
        assert_eq!(of("enum(other)", &text("hgh")), None);
        let sql = |sql: &str| DefaultValue::Sql(Spelling::any(sql));
        assert!(of("enum(status)", &sql("'hgh'")).is_some());
        assert_eq!(of("enum(status)", &sql("'open'")), None);
        assert_eq!(of("enum(status)", &sql("lower('HGH')")), None);
        assert_eq!(of("set(status)", &text("open,shut")), None);
        assert!(of("set(status)", &text("open,hgh")).is_some());
        assert_eq!(of("bool", &text("maybe")).unwrap(), "\"maybe\" is not a value of bool; its values: true and false");
        assert!(of("bool", &number("1")).is_some());
        assert_eq!(of("i16", &number("32767")), None);
        assert_eq!(of("i16", &number("32768")), no("32768", "i16"));
        assert_eq!(of("u8", &number("-1")), no("-1", "u8"));
        assert_eq!(of("date", &text("2024-13-01")), no("\"2024-13-01\"", "date"));
        assert_eq!(of("varchar(3)", &text("abcd")), no("\"abcd\"", "varchar(3)"));
        let null = DefaultValue::Sql(Spelling::any("((NULL))"));
        assert_eq!(of("text", &null).unwrap(), "`c` is NOT NULL and cannot be NULL");
        let nullable = Column { nullable: true, ..Column::new("c", "text".parse().unwrap()) };
        assert_eq!(unfit_for_type(&null, &nullable, |_| None), None);
    }

    #[test]
    fn numbers_that_a_check_lists_are_the_only_ones() {
        let mut table = Table::new(TableName::new("t"));
        let check = |sql: &str| Check::new("ck", Spelling::any(sql));
        table.checks.insert("ck".into(), check("\"Kind\" IN (-1, 2)"));
        let column = Column::new("Kind", "i16".parse().unwrap());
        let of =
            |digits: &str| unfit(&DefaultValue::Literal(Literal::Number(digits.into())), &column, &table, |_| None);
        assert_eq!(of("2"), None);
        assert_eq!(of("0").unwrap(), "0 is not a value of `Kind`; its values: -1, 2");
        assert!(admits_more(&table, &check("\"Kind\" IN (-1, 2, 3)")));
        for name in ["int", "rank", "user", "order"] {
            assert_eq!(is_one_of(name, &[1]).get(Dialect::MYSQL), Some(format!("`{name}` IN (1)").as_str()));
        }
        for sql in ["\"Kind\" IN (2, 3)", "kind IN (-1, 2)", "\"Kind\" IN (-1, 2) OR x", "lower(\"Kind\") IN (-1, 2)"] {
            assert!(!admits_more(&table, &check(sql)), "{sql}");
        }
        table.checks.values_mut().for_each(|it| it.not_valid = true);
        assert!(!admits_more(&table, &check("\"Kind\" IN (-1, 2, 3)")), "rows may have any number");
    }
}
