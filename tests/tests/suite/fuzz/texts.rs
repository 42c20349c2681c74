//! Short texts with a form of their own: URLs, names, types, places, values, targets.

use proptest::prelude::*;
use schema_core::connect::DatabaseUrl;
use schema_core::declare::{Case, plural, snake_case};
use schema_core::diff::{Answers, Place, value_from_text};
use schema_core::revision::{Graph, Node, Target, slug};
use schema_core::schema::{Column, ColumnType, Dialect, Schema, Table, TableName, constraint_name};

use super::fuzz;
use super::mutate::{mutated, tokens};
use crate::support::hostile::{NAMES, TEXTS};

const TOKENS: &[&str] = &[
    "sqlite",
    "postgres",
    "postgresql",
    "mysql",
    "mariadb",
    "POSTGRES",
    ":",
    "://",
    "/",
    "//",
    "@",
    "?",
    "#",
    "&",
    "=",
    "%",
    "%40",
    "%3a",
    "%00",
    "+",
    "[::1]",
    "user",
    "host",
    "5432",
    "db",
    "password=",
    "pass%77ord=",
    "sslpassword=",
    "token=",
    "secret",
    ":memory:",
    "mode=memory",
    ".",
    "..",
    "\"",
    "\"\"",
    "'",
    " ",
    "head",
    "heads",
    "base",
    "+1",
    "-2",
    "head-1",
    "99999999999999999999",
    "-9223372036854775808",
    "now()",
    "sql(",
    ")",
    "x'",
    "00ff",
    "'",
    "true",
    "1e5",
    "-0",
    "decimal(",
    "varchar(",
    "enum(",
    "bytes(",
    "i64",
    "u8",
    "4294967296",
    ",",
    "(",
    "é",
    "🦀",
    "\0",
];

fn text() -> impl Strategy<Value = String> {
    prop_oneof![
        2 => tokens(TOKENS),
        2 => prop::sample::select(NAMES).prop_map(str::to_owned),
        1 => prop::sample::select(TEXTS).prop_map(str::to_owned),
        1 => ".{0,40}",
        2 => mutated(
            ["postgres://user:pw@host:5432/db?sslmode=require&password=x", "sqlite:data/app.db?mode=rwc", "decimal(10,2)", "head-1", "x'00ff'", "auth.users.name"]
                .map(str::to_owned)
                .to_vec(),
            TOKENS,
        ),
    ]
}

#[test]
fn a_password_is_in_no_text_of_a_url() {
    let secret = "[a-zA-Z0-9@:/?#&=%+ é'\"\\[\\]-]{0,8}";
    let place = prop::sample::select(vec!["://", ":", ":/", ":///"]);
    let scheme = prop::sample::select(vec!["postgres", "postgresql", "mysql", "mariadb", "sqlite", "redis"]);
    let keys = prop::sample::select(vec![
        "password",
        "PASSWORD",
        "pass%77ord",
        "sslpassword",
        "auth_token",
        "client_secret",
        "pwd",
    ]);
    let inputs = (scheme, place, secret, secret, keys, "[a-z]{0,4}", any::<bool>());
    fuzz(2_000, &inputs, |(scheme, place, before, behind, key, user, in_query)| {
        let secret = format!("{before}canary{behind}");
        // A value of a query ends at the next `&`; what follows is another.
        let value = secret.replace(['&', '#'], "");
        let text = if in_query {
            format!("{scheme}{place}{user}@host/db?a=b&{key}={value}&c=d")
        } else {
            format!("{scheme}{place}{user}:{secret}@host/db")
        };
        // SQLite knows no password in front of a host.
        if scheme == "sqlite" && !in_query {
            return Ok(());
        }
        let shown = match DatabaseUrl::parse(&text) {
            Ok(url) => format!("{url} {url:?}"),
            Err(error) => format!("{error} {error:?}"),
        };
        prop_assert!(!shown.contains("canary"), "{shown}");
        Ok(())
    });
}

#[test]
fn a_text_is_read_as_what_it_is_written_as() {
    fuzz(2_000, &(text(), text()), |(one, other)| {
        for name in [TableName::new(&*one), TableName::in_namespace(&*other, &*one)] {
            prop_assert_eq!(TableName::parse(&name.to_string()), name);
        }
        let name = TableName::parse(&one);
        prop_assert_eq!(TableName::parse(&name.to_string()), name);
        if let Ok(ty) = one.parse::<ColumnType>() {
            prop_assert_eq!(ty.to_string().parse::<ColumnType>(), Ok(ty));
        }
        let target = Target::parse(&one);
        prop_assert_eq!(Target::parse(&target.to_string()), target);
        if let Ok(dialect) = one.parse::<Dialect>() {
            prop_assert_eq!(dialect.to_string().parse::<Dialect>(), Ok(dialect));
        }
        if let Ok(url) = DatabaseUrl::parse(&one) {
            let shown = url.to_string();
            let again = DatabaseUrl::parse(&shown);
            prop_assert!(again.is_ok());
            prop_assert_eq!(again.unwrap().to_string(), shown);
            let _ = url.file();
        }
        let called = slug(&one);
        prop_assert!(!called.is_empty() && called.len() <= 50);
        prop_assert!(called.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_'));
        prop_assert_eq!(slug(&called), called);
        let long = constraint_name("ix", &TableName::new(&*one), [&other, &one]);
        prop_assert!(long.len() <= 63 && long.starts_with("ix_"));
        for case in Case::ALL {
            let _ = case.apply(&one);
        }
        let _ = (snake_case(&one), plural(&one), Case::parse(&one));
        for ty in [
            "bool",
            "i8",
            "u64",
            "f64",
            "decimal(3,1)",
            "char",
            "varchar(9)",
            "bytes",
            "date",
            "json",
            "uuid",
            "enum(a)",
        ] {
            let ty: ColumnType = ty.parse().unwrap();
            if let Err(message) = value_from_text(&one, &ty) {
                prop_assert!(!message.is_empty());
            }
        }
        Ok(())
    });
}

#[test]
fn a_target_names_a_revision_or_says_why_not() {
    let node = |id: &str, slug: &str, parents: &[&str]| Node {
        id: id.to_owned(),
        slug: slug.to_owned(),
        parents: parents.iter().map(|&id| id.to_owned()).collect(),
    };
    let graph = Graph::new([
        node("20260101000001", "a", &[]),
        node("20260101000002", "b-1", &["20260101000001"]),
        node("20260101000003", "head", &["20260101000002"]),
    ])
    .unwrap();
    let real = ["head", "head-1", "base+2", "2026", "20260101000002-1", "b-1", "a+9223372036854775807"]
        .map(str::to_owned)
        .to_vec();
    let applied = [["20260101000001"].into(), ["20260101000001", "20260101000002", "x"].into(), [].into()];
    fuzz(2_000, &(mutated(real, TOKENS), prop::sample::select(applied.to_vec())), |(text, applied)| {
        match Target::parse(&text).resolve_one(&graph, &applied) {
            Ok(node) => prop_assert!(node.is_none_or(|node| graph.get(&node.id).is_some())),
            Err(error) => prop_assert!(!error.to_string().is_empty()),
        }
        Ok(())
    });
}

/// A table of each of these names, with the columns of the others.
fn schema(names: &[String]) -> Schema {
    let mut schema = Schema::default();
    for (at, name) in names.iter().enumerate() {
        let mut table =
            Table::new(if at % 2 == 0 { TableName::new(name) } else { TableName::in_namespace("n.s", name) });
        for column in names {
            if table.column(column).is_none() {
                table.columns.push(Column::new(column, ColumnType::Text { max_length: None }));
            }
        }
        schema.insert_table(table);
    }
    schema
}

#[test]
fn flags_name_any_table_and_column() {
    let name = prop_oneof![3 => prop::sample::select(NAMES).prop_map(str::to_owned), 1 => "[a-z.\":=]{1,4}"];
    fuzz(
        2_000,
        &(prop::collection::vec(name.clone(), 2..4), prop::collection::vec(name, 2..4), text()),
        |(olds, news, text)| {
            let (old, new) = (schema(&olds), schema(&news));
            for table in new.tables.values() {
                let whole = Place::Table(table.name.clone());
                prop_assert_eq!(Place::find(&whole.to_string(), &new), Some(whole.clone()));
                for column in &table.columns {
                    let place = Place::Column(table.name.clone(), column.name.clone());
                    let found = Place::find(&place.to_string(), &new);
                    // `a.b` is a table of the namespace `a` before it is a column of the table `a`.
                    prop_assert!(
                        found == Some(place.clone()) || matches!(found, Some(Place::Table(_))),
                        "{place}: {found:?}"
                    );
                    // A sign in a name may be taken for the one between the sides.
                    // SQL that has no end is refused.
                    let is_sql = text.starts_with("sql(");
                    if format!("{place}").contains(['=', ':']) || found != Some(place.clone()) || is_sql {
                        continue;
                    }
                    let mut answers = Answers::default();
                    prop_assert_eq!(answers.fill_from_text(&format!("{place}={text}x"), &new), Ok(()));
                    prop_assert_eq!(answers.fills.len(), 1);
                    prop_assert_eq!((&answers.fills[0].table, &answers.fills[0].column), (&table.name, &column.name));
                }
                for former in old.tables.keys() {
                    let flag = format!("{former}:{}", table.name);
                    let mut answers = Answers::default();
                    let taken = answers.rename_from_text(&flag, &old, &new);
                    if flag.matches(':').count() == 1 {
                        prop_assert_eq!(taken, Ok(()));
                        prop_assert_eq!((&answers.tables[0].old, &answers.tables[0].new), (former, &table.name));
                    }
                }
            }
            let mut answers = Answers::default();
            for message in [
                answers.rename_from_text(&text, &old, &new),
                answers.not_renamed_from_text(&text, &new),
                answers.fill_from_text(&text, &new),
            ] {
                prop_assert!(message.is_ok() || !message.unwrap_err().is_empty());
            }
            Ok(())
        },
    );
}
