//! Names and texts that were chosen to break quoting: every engine has to keep each of them as it is.

use crate::support::hostile::{NAMES, NO_NAMES, NO_TEXTS, TEXTS, names};
use crate::support::{Engine, engines};
use schema_core::dialect::{compare, introspect, script};
use schema_core::diff::{Answers, Diff, diff};
use schema_core::schema::{
    Check, Column, ColumnType, DefaultValue, Deferrable, Dialect, Engines, EnumType, Exclusion, ForeignKey, Generated,
    Index, IndexMethod, IndexPart, Literal, Partition, PartitionBy, Partitioning, PrimaryKey, Schema, Spelling, Table,
    Unique,
};

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
    !matches!(dialect.name(), "mysql" | "mariadb") || name != "primary"
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

/// A name as SQL that a user writes, for one dialect.
fn quoted(dialect: Dialect, name: &str) -> String {
    let quote = dialect.name_quote();
    format!("{quote}{}{quote}", name.replace(quote, &format!("{quote}{quote}")))
}

fn literal(dialect: Dialect, text: &str) -> String {
    let text = text.replace('\'', "''");
    let of_mysql = matches!(dialect.name(), "mysql" | "mariadb");
    format!("'{}'", if of_mysql { text.replace('\\', "\\\\") } else { text })
}

/// Checks, foreign keys, computed columns, partial indexes: their names, and what stands in their SQL.
#[tokio::test]
async fn constraints_and_their_sql_are_hostile() {
    for engine in engines() {
        let dialect = engine.dialect;
        let mut schema = Schema::default();
        let mut target = table("target");
        target.columns.push(text_column("key"));
        target.uniques.insert("uq_target".to_owned(), Unique::new("uq_target", ["key"]));
        schema.insert_table(target);
        let all: Vec<&str> = names(dialect).filter(|name| takes_index(dialect, name)).collect();
        for (at, chunk) in all.chunks(TOGETHER).enumerate() {
            let (mut checked, mut pointing) = (table(&format!("checked{at}")), table(&format!("pointing{at}")));
            for (at, name) in chunk.iter().map(|name| (*name).to_owned()).enumerate() {
                let column = Column { nullable: true, ..text_column(&name) };
                let text = TEXTS[at * 2 + 3];
                let sql = format!("{} <> {}", quoted(dialect, &name), literal(dialect, text));
                checked.columns.push(column.clone());
                checked.checks.insert(name.clone(), Check::new(name.clone(), Spelling::any(sql)));
                pointing.columns.push(column);
                pointing.foreign_keys.insert(name.clone(), ForeignKey::new(&name, [&name], "target", ["key"]));
            }
            schema.insert_table(checked);
            schema.insert_table(pointing);
        }
        let mut computed = table("computed");
        for name in ["it's", "say \"hi\"", "`now`", "back\\slash", "; DROP TABLE users; --", "select", "数"] {
            computed.columns.push(Column { nullable: true, ..text_column(name) });
            let expression = Spelling::any(format!("upper({})", quoted(dialect, name)));
            let generated = Some(Generated { stored: true, expression });
            computed.columns.push(Column { nullable: true, generated, ..text_column(format!("of {name}")) });
            if matches!(dialect.name(), "sqlite" | "postgres") {
                let predicate = Spelling::any(format!("{} = {}", quoted(dialect, name), literal(dialect, "\\'$$;--")));
                let index = Index { predicate, ..Index::new(format!("where {name}"), [name]) };
                computed.indexes.insert(index.name.clone(), index);
            }
        }
        schema.insert_table(computed);
        there_and_back(&engine, "hostile_constraints", &schema, &[]).await;
    }
}

/// What PostgreSQL alone has: exclusion constraints, partitions, sequences of hostile tables, comments of indexes.
#[tokio::test]
async fn what_postgres_alone_has_is_hostile() {
    for engine in engines().into_iter().filter(|engine| engine.dialect == Dialect::POSTGRES) {
        let dialect = engine.dialect;
        let mut schema = Schema::default();
        let mut all = table("of indexes");
        for (at, name) in names(dialect).enumerate() {
            let comment = TEXTS.get(at).filter(|text| !text.is_empty()).map(|text| (*text).to_owned());
            if at % 2 == 0 {
                let index = Index { comment, ..Index::new(name, ["number"]) };
                all.indexes.insert(index.name.clone(), index);
                continue;
            }
            let predicate = Some(format!("number > length({})", literal(dialect, TEXTS[at % TEXTS.len()])));
            let exclusion = Exclusion {
                name: name.to_owned(),
                method: IndexMethod::Btree,
                elements: vec![(IndexPart::column("number"), "=".to_owned())],
                predicate,
                deferrable: Deferrable::No,
            };
            all.exclusions.insert(exclusion.name.clone(), exclusion);
        }
        schema.insert_table(all);
        for (at, name) in
            ["it's", "say \"hi\"", "back\\slash", "; DROP TABLE users; --", "$$", "a.b", "数"].into_iter().enumerate()
        {
            let mut parent = table(&format!("parent {name}"));
            parent.columns.push(text_column(name));
            parent.primary_key = Some(PrimaryKey::new(["number", name]));
            parent.column_mut("number").unwrap().identity = None;
            let bounds = format!("FOR VALUES IN ({})", literal(dialect, TEXTS[at + 3]));
            let partition = Partition { name: format!("part {name}"), bounds };
            let partitions = [(partition.name.clone(), partition)].into();
            parent.partitioning =
                Some(Partitioning { by: PartitionBy::List, columns: vec![name.to_owned()], partitions });
            schema.insert_table(parent);
            let mut numbered = table(&format!("numbered {name}"));
            numbered.column_mut("number").unwrap().identity = Some(Default::default());
            schema.insert_table(numbered);
        }
        there_and_back(&engine, "hostile_postgres", &schema, &[]).await;
    }
}

/// Values of enums, and values that rows get from a revision.
#[tokio::test]
async fn values_of_enums_and_fills_are_hostile() {
    for engine in engines() {
        let dialect = engine.dialect;
        let mut old = Schema::default();
        let mut users = table("users");
        let kept = |text: &str| !text.is_empty() && text.trim_end() == text && text.len() < 64;
        let values: Vec<String> = TEXTS.iter().filter(|text| kept(text)).map(|text| (*text).to_owned()).collect();
        // To MySQL they are one value, for its collation looks away from what they differ in.
        let values: Vec<String> =
            values.into_iter().filter(|value| value != "NULL" && value != "\u{fffd}\u{ffff}").collect();
        old.insert_enum(EnumType { name: "kind".to_owned(), values: values.clone() });
        users
            .columns
            .push(Column { nullable: true, ..Column::new("kind", ColumnType::Enum { name: "kind".to_owned() }) });
        old.insert_table(users);
        let mut new = old.clone();
        let mut answers = Answers::default();
        // There is another value before all others, and every text is what rows get in a new column.
        new.enums.get_mut("kind").unwrap().values.insert(0, "first of all".to_owned());
        for (at, chunk) in TEXTS.chunks(TOGETHER).enumerate() {
            let mut filled = table(&format!("t{at}"));
            old.insert_table(filled.clone());
            for (at, text) in chunk.iter().enumerate() {
                let column = text_column(format!("c{at}"));
                let value = DefaultValue::Literal(Literal::Text((*text).to_owned()));
                answers.fill(filled.name.clone(), column.name.as_str(), value);
                filled.columns.push(column);
            }
            new.insert_table(filled);
        }
        let database = engine.database("hostile_values").await;
        let mut session = database.session().await;
        let nothing = Schema::default();
        for (from, to) in [(&nothing, &old), (&old, &new)] {
            let changes = diff(from, to, &answers).changes;
            let script = script(dialect, from, &changes).unwrap_or_else(|error| panic!("{dialect}: {error}"));
            for statement in &script.statements {
                let done = session.execute(&statement.text).await;
                done.unwrap_or_else(|error| panic!("{dialect}: {error}\n{}", statement.text));
            }
            let there = introspect(&mut session).await.unwrap();
            let changes: Vec<String> = compare(dialect, to, &there).iter().map(ToString::to_string).collect();
            assert!(changes.is_empty(), "{dialect}: {changes:#?}");
            if !from.is_empty() {
                continue;
            }
            for (at, value) in values.iter().enumerate() {
                let sql = format!("INSERT INTO users (number, kind) VALUES ({at}, {})", literal(dialect, value));
                session.execute(&sql).await.unwrap_or_else(|error| panic!("{dialect}: {error}\n{sql}"));
            }
            for at in 0..TEXTS.chunks(TOGETHER).count() {
                session.execute(&format!("INSERT INTO t{at} (number) VALUES (1)")).await.unwrap();
            }
        }
        let rows = session.rows("SELECT kind FROM users ORDER BY number").await.unwrap();
        let found: Vec<&str> = rows.iter().map(|row| row.values()[0].as_deref().unwrap()).collect();
        assert_eq!(found, values, "{dialect}");
        for (at, chunk) in TEXTS.chunks(TOGETHER).enumerate() {
            let columns: Vec<String> = (0..chunk.len()).map(|at| format!("c{at}")).collect();
            let rows = session.rows(&format!("SELECT {} FROM t{at}", columns.join(", "))).await.unwrap();
            let found: Vec<&str> = rows[0].values().iter().map(|value| value.as_deref().unwrap()).collect();
            assert_eq!(found, chunk, "{dialect}");
        }
        session.close().await.unwrap();
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
        (with(&|table| table.columns.push(text_column("ctid"))), vec![Dialect::POSTGRES], "every table"),
        (with(&index), vec![Dialect::MYSQL, Dialect::MARIADB], "keeps the name"),
        (line, vec![Dialect::POSTGRES], "has a type `line` of its own"),
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
                assert!(message.to_string().contains("is not a valid name"), "{message}");
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
