//! Names and texts that were chosen to break quoting: every engine has to keep each of them as it is.

mod support;

use schema_core::dialect::{compare, introspect, script};
use schema_core::diff::{Answers, Diff, diff};
use schema_core::schema::{
    Column, ColumnType, DefaultValue, Dialect, EnumType, Index, Literal, PrimaryKey, Schema, Table, Unique,
};
use support::hostile::{NAMES, NO_NAMES, NO_TEXTS, TEXTS, names};
use support::{Engine, engines};

/// As many columns as fit beside each other in a row of MySQL, and as indexes in a table of it.
const TOGETHER: usize = 30;

fn table(name: &str) -> Table {
    let mut table = Table::new(name);
    table.columns.push(Column::new("number", ColumnType::Int { bits: 32, unsigned: false }));
    table.primary_key = Some(PrimaryKey::new(["number"]));
    table
}

fn text_column(name: impl Into<String>) -> Column {
    Column::new(name, ColumnType::Text { max_length: Some(60) })
}

/// MySQL keeps one name for the primary key alone.
fn takes_index(dialect: Dialect, name: &str) -> bool {
    !matches!(dialect, Dialect::Mysql | Dialect::Mariadb) || name != "primary"
}

/// Makes `schema` in a new database, reads it back, and drops it again.
async fn there_and_back(engine: &Engine, name: &str, schema: &Schema, rows: &[String]) -> Vec<Vec<Option<String>>> {
    let dialect = engine.dialect;
    let database = engine.database(name).await;
    let mut session = database.session().await;
    let mut kept = Vec::new();
    let empty = Schema::default();
    for (old, new) in [(&empty, schema), (schema, &empty)] {
        let Diff { changes, .. } = diff(old, new, &Answers::default());
        let script = script(dialect, old, &changes).unwrap_or_else(|error| panic!("{dialect}: {error}"));
        for statement in &script.statements {
            let done = session.execute(&statement.text).await;
            done.unwrap_or_else(|error| panic!("{dialect}: {error}\n{}", statement.text));
        }
        let there = introspect(&mut session).await.unwrap();
        let changes: Vec<String> = compare(dialect, new, &there).iter().map(ToString::to_string).collect();
        assert!(changes.is_empty(), "{dialect}: {changes:#?}");
        // On the way there only.
        for sql in rows.iter().filter(|_| !new.is_empty()) {
            if sql.starts_with("SELECT") {
                let found = session.rows(sql).await.unwrap_or_else(|error| panic!("{dialect}: {error}\n{sql}"));
                kept.extend(found.into_iter().map(|row| row.values().to_vec()));
            } else {
                session.execute(sql).await.unwrap_or_else(|error| panic!("{dialect}: {error}\n{sql}"));
            }
        }
    }
    session.close().await.unwrap();
    kept
}

#[tokio::test]
async fn tables_and_enum_types_have_hostile_names() {
    for engine in engines() {
        let mut schema = Schema::default();
        for (at, name) in names(engine.dialect).enumerate() {
            if at % 2 == 0 {
                schema.insert_table(table(name));
                continue;
            }
            // Types of PostgreSQL's own: an enum type of that name is refused.
            let name = if ["interval", "timestamp"].contains(&name) { "other" } else { name };
            // A type and a table cannot share a name on PostgreSQL.
            let values = vec!["a".to_owned(), name.trim_end().to_owned() + "."];
            let values = values.into_iter().filter(|value| value.len() < 64).collect();
            schema.insert_enum(EnumType { name: name.to_owned(), values });
            let mut table = table(&format!("t{at}"));
            table.columns.push(Column::new("kind", ColumnType::Enum { name: name.to_owned() }));
            schema.insert_table(table);
        }
        there_and_back(&engine, "hostile_tables", &schema, &[]).await;
    }
}

#[tokio::test]
async fn columns_keys_and_indexes_have_hostile_names() {
    for engine in engines() {
        let mut schema = Schema::default();
        let all: Vec<&str> = names(engine.dialect).filter(|name| takes_index(engine.dialect, name)).collect();
        for (at, chunk) in all.chunks(TOGETHER).enumerate() {
            let mut table = table(&format!("t{at}"));
            for (at, name) in chunk.iter().map(|name| (*name).to_owned()).enumerate() {
                table.columns.push(text_column(&name));
                let columns = vec![name.clone()];
                if at % 2 == 0 {
                    table.indexes.insert(name.clone(), Index::new(name, columns));
                } else {
                    table.uniques.insert(name.clone(), Unique::new(name, columns));
                }
            }
            schema.insert_table(table);
        }
        there_and_back(&engine, "hostile_columns", &schema, &[]).await;
    }
}

#[tokio::test]
async fn defaults_and_comments_are_hostile_texts() {
    for engine in engines() {
        let mut schema = Schema::default();
        let mut rows = Vec::new();
        for (at, chunk) in TEXTS.chunks(TOGETHER).enumerate() {
            let mut table = table(&format!("t{at}"));
            for (at, text) in chunk.iter().map(|text| (*text).to_owned()).enumerate() {
                let default = Some(DefaultValue::Literal(Literal::Text(text.clone())));
                let comment = Some(text).filter(|text| !text.is_empty());
                table.columns.push(Column { default, comment, ..text_column(format!("c{at}")) });
            }
            table.comment = chunk.last().map(|text| (*text).to_owned());
            schema.insert_table(table);
            let columns: Vec<String> = (0..chunk.len()).map(|at| format!("c{at}")).collect();
            rows.push(format!("INSERT INTO t{at} (number) VALUES (1)"));
            rows.push(format!("SELECT {} FROM t{at}", columns.join(", ")));
        }
        let kept = there_and_back(&engine, "hostile_texts", &schema, &rows).await;
        let kept: Vec<&str> = kept.iter().flatten().map(|value| value.as_deref().unwrap()).collect();
        assert_eq!(kept, TEXTS, "{}", engine.dialect);
    }
}

#[test]
fn what_an_engine_keeps_for_itself_is_refused() {
    let refused = |dialect: Dialect, schema: &Schema| {
        let Diff { changes, .. } = diff(&Schema::default(), schema, &Answers::default());
        script(dialect, &Schema::default(), &changes).map(|script| script.to_string()).err().map(|it| it.to_string())
    };
    let with = |change: &dyn Fn(&mut Table)| {
        let mut schema = Schema::default();
        let mut table = table("t");
        change(&mut table);
        schema.insert_table(table);
        schema
    };
    let index = |table: &mut Table| {
        let index = Index::new("Primary", ["number"]);
        table.indexes.insert(index.name.clone(), index);
    };
    let mut line = with(&|table| {
        let ty = ColumnType::Enum { name: "line".to_owned() };
        table.columns.push(Column::new("l", ty));
    });
    line.insert_enum(EnumType { name: "line".to_owned(), values: vec!["a".to_owned()] });
    for (schema, by, message) in [
        (with(&|table| table.columns.push(text_column("ctid"))), vec![Dialect::Postgres], "every table"),
        (with(&index), vec![Dialect::Mysql, Dialect::Mariadb], "keeps the name"),
        (line, vec![Dialect::Postgres], "has a type `line` of its own"),
    ] {
        for dialect in Dialect::ALL {
            let told = refused(dialect, &schema);
            assert_eq!(told.is_some(), by.contains(&dialect), "{told:?}");
            assert!(told.is_none_or(|told| told.contains(message)));
        }
    }
}

#[test]
fn what_no_engine_takes_is_refused() {
    for engine in engines() {
        let refused = |schema: &Schema| {
            let Diff { changes, .. } = diff(&Schema::default(), schema, &Answers::default());
            script(engine.dialect, &Schema::default(), &changes).map(|script| script.to_string()).err()
        };
        for name in NO_NAMES.iter().map(|name| (*name).to_owned()) {
            let columns = vec!["number".to_owned()];
            let mut with_table = Schema::default();
            with_table.insert_table(table(&name));
            let mut all = vec![with_table];
            let mut of_table = |change: &dyn Fn(&mut Table)| {
                let mut table = table("t");
                change(&mut table);
                let mut schema = Schema::default();
                schema.insert_table(table);
                all.push(schema);
            };
            of_table(&|table| table.columns.push(text_column(&name)));
            let index = Index::new(&name, &columns);
            of_table(&|table| drop(table.indexes.insert(name.clone(), index.clone())));
            let unique = Unique::new(&name, columns);
            of_table(&|table| drop(table.uniques.insert(name.clone(), unique.clone())));
            for schema in all {
                let message = refused(&schema).unwrap_or_else(|| panic!("{}: {schema:?}", engine.dialect));
                assert!(message.to_string().contains("is no name"), "{message}");
            }
        }
        for text in NO_TEXTS {
            let mut table = table("t");
            let default = Some(DefaultValue::Literal(Literal::Text((*text).to_owned())));
            table.columns.push(Column { default, ..text_column("c") });
            let mut schema = Schema::default();
            schema.insert_table(table);
            assert!(refused(&schema).is_some(), "{}: {text:?}", engine.dialect);
        }
    }
    assert!(NAMES.len() > 100);
}
