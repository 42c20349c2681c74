//! Reading databases back that others have made: what models can declare is found, whatever its spelling, and all else
//! is left out. What each engine can say is made and read back in its own `…_vocabulary.rs`.

use crate::support;
use crate::support::{Database, engines};
use schema_core::connect::Session;
use schema_core::dialect::{compare, introspect, normalize, script};
use schema_core::diff::{Answers, diff};
use schema_core::schema::{
    Action, Check, Column, ColumnType, DefaultValue, Dialect, EnumType, ForeignKey, Identity, Index, IndexMethod,
    IndexPart, Literal, PrimaryKey, Schema, Spelling, Table, TableName, Unique,
};

async fn run(session: &mut Session, script: &str) {
    for statement in script.split(";\n").filter(|statement| !statement.trim().is_empty()) {
        session.execute(statement).await.unwrap_or_else(|error| panic!("{error}\n{statement}"));
    }
}

async fn read(database: &Database) -> Schema {
    let mut session = database.session().await;
    let schema = introspect(&mut session).await.unwrap();
    session.close().await.unwrap();
    schema
}

/// Fails with what differs.
fn assert_same(dialect: Dialect, expected: &Schema, actual: &Schema) {
    let changes = compare(dialect, expected, actual);
    let text: Vec<String> = changes.iter().map(|change| format!("{} {change}", change.symbol())).collect();
    assert!(changes.is_empty(), "{dialect}:\n{}", text.join("\n"));
}

/// A column of the type of this text form.
fn column(name: &str, ty: &str) -> Column {
    Column::new(name, ty.parse().unwrap())
}

fn nullable(name: &str, ty: &str) -> Column {
    Column { nullable: true, ..column(name, ty) }
}

fn with_default(name: &str, ty: &str, default: DefaultValue) -> Column {
    Column { default: Some(default), ..column(name, ty) }
}

fn number(digits: &str) -> DefaultValue {
    DefaultValue::Literal(Literal::Number(digits.to_owned()))
}

fn text(text: &str) -> DefaultValue {
    DefaultValue::Literal(Literal::Text(text.to_owned()))
}

fn names(names: &[&str]) -> Vec<String> {
    names.iter().map(|&name| name.to_owned()).collect()
}

fn index(table: &mut Table, name: &str, columns: &[&str]) {
    table.indexes.insert(name.to_owned(), Index::new(name.to_owned(), names(columns)));
}

fn unique(table: &mut Table, name: &str, columns: &[&str]) {
    table.uniques.insert(name.to_owned(), Unique::new(name.to_owned(), names(columns)));
}

fn key(columns: &[&str]) -> Option<PrimaryKey> {
    Some(PrimaryKey::new(names(columns)))
}

/// Two tables with everything that a model can declare, under names that need quotes.
fn shop() -> Schema {
    let mut schema = Schema::default();
    schema.insert_enum(EnumType { name: "size".into(), values: names(&["small", "it's, (big)"]) });
    let mut owner = Table::new("say \"hi\"");
    owner.columns = [
        Column { identity: Some(Identity::default()), ..column("id", "i64") },
        Column { ty: ColumnType::Text { max_length: Some(80) }, ..column("e.mail", "text") },
        nullable("order", "i32"),
    ]
    .into();
    owner.primary_key = key(&["id"]);
    unique(&mut owner, "uq mail", &["e.mail"]);
    index(&mut owner, "ix; order", &["order", "e.mail"]);
    let mut item = Table::new("items");
    item.columns = [
        column("a", "i32"),
        column("b", "i32"),
        with_default("flag", "bool", DefaultValue::Literal(Literal::Bool(true))),
        with_default("tiny", "i8", number("-1")),
        with_default("share", "decimal(10,2)", number("0.50")),
        with_default("rate", "f64", number("1e-5")),
        with_default("label", "varchar(40)", text("it's \\ \"x\"")),
        with_default("size", "enum(size)", text("small")),
        with_default("made", "timestamptz", DefaultValue::Now),
        with_default("seen", "datetime", text("2020-01-01T00:00:00")),
        with_default("next", "i32", DefaultValue::Sql(Spelling::any("(1 + 2)"))),
        nullable("blob", "bytes"),
        nullable("id16", "uuid"),
        nullable("doc", "json"),
        nullable("big", "u64"),
        nullable("day", "date"),
        nullable("hour", "time"),
        nullable("initial", "char"),
        nullable("owner", "i64"),
    ]
    .into();
    item.primary_key = key(&["b", "a"]);
    item.foreign_keys.insert(
        "fk owner".into(),
        ForeignKey {
            name: "fk owner".into(),
            columns: names(&["owner"]),
            references_table: owner.name.clone(),
            references_columns: names(&["id"]),
            on_delete: Action::Cascade,
            on_update: Action::NoAction,
            deferrable: Default::default(),
            match_full: false,
            not_valid: false,
        },
    );
    schema.insert_table(owner);
    schema.insert_table(item);
    schema
}

/// [`shop`] with what the text for `dialect` has beyond it.
fn shop_on(dialect: Dialect) -> Schema {
    let mut schema = shop();
    let items = schema.tables.get_mut(&TableName::new("items")).unwrap();
    // MySQL and MariaDB are asked for other things.
    let check = match dialect.name() {
        "postgres" => "items_a_check",
        "sqlite" => "ck_items_a",
        _ => return schema,
    };
    items.checks.insert(check.into(), Check::new(check, Spelling::any("a > 0")));
    let part = |part: IndexPart, name: &str| Index { parts: vec![part], ..Index::new(name, [""; 0]) };
    let mut indexes = vec![
        Index { predicate: Spelling::any("a > 1"), ..Index::new("part", ["a"]) },
        part(IndexPart::expression(Spelling::any("a + 1")), "expression"),
        part(IndexPart { descending: true, ..IndexPart::column("a") }, "backwards"),
    ];
    if dialect == Dialect::POSTGRES {
        indexes.push(Index { method: Some(IndexMethod::Hash), ..Index::new("hashed", ["a"]) });
        indexes.push(Index { include: names(&["b"]), ..Index::new("covering", ["a"]) });
    }
    for index in indexes {
        items.indexes.insert(index.name.clone(), index);
    }
    schema
}

/// [`shop`] as a person would write it.
fn shop_sql(dialect: Dialect) -> &'static str {
    match dialect.name() {
        "sqlite" => {
            r#"CREATE TABLE "say ""hi""" (
                id integer PRIMARY KEY autoincrement, [e.mail] varchar(80) NOT NULL, `order` INT, -- no, (comment
                CONSTRAINT "uq mail" UNIQUE ("e.mail"));
CREATE INDEX "ix; order" ON "say ""hi""" ("order", "e.mail");
CREATE TABLE items (
                a INT NOT NULL, b INT NOT NULL, flag BOOLEAN NOT NULL DEFAULT 1, tiny INTEGER NOT NULL DEFAULT -1,
                share TEXT NOT NULL DEFAULT '0.50', rate REAL NOT NULL DEFAULT 0.00001,
                label VARCHAR(40) NOT NULL DEFAULT 'it''s \ "x"',
                size TEXT NOT NULL DEFAULT 'small' CHECK (size IN ('small','it''s, (big)')),
                made TIMESTAMP NOT NULL DEFAULT CURRENT_TIMESTAMP,
                seen DATETIME NOT NULL DEFAULT '2020-01-01T00:00:00', next INT NOT NULL DEFAULT (1+2),
                "blob" BLOB, id16 BLOB, doc TEXT, big INTEGER, day DATE, hour TIME, initial TEXT,
                owner INT CONSTRAINT "fk owner" REFERENCES "say ""hi""" (ID) ON DELETE CASCADE,
                PRIMARY KEY (b, a), CHECK (a > 0));
CREATE INDEX part ON items (a) WHERE a > 1;
CREATE INDEX expression ON items (a + 1);
CREATE INDEX backwards ON items (a DESC);
CREATE VIEW v AS SELECT a FROM items;
CREATE VIRTUAL TABLE words USING fts5(word);
CREATE TABLE _sqlx_migrations (version BIGINT PRIMARY KEY);
CREATE TABLE _schema_revisions (id TEXT PRIMARY KEY);
"#
        }
        "postgres" => {
            r#"CREATE TYPE size AS ENUM ('small', 'it''s, (big)');
CREATE TABLE "say ""hi""" (
                id bigserial PRIMARY KEY, "e.mail" varchar(80) NOT NULL, "order" int4,
                CONSTRAINT "uq mail" UNIQUE ("e.mail"));
CREATE INDEX "ix; order" ON "say ""hi""" ("order", "e.mail");
CREATE TABLE items (
                a int NOT NULL, b int NOT NULL, flag bool NOT NULL DEFAULT 't', tiny int2 NOT NULL DEFAULT -1,
                share numeric(10, 2) NOT NULL DEFAULT 0.50, rate float8 NOT NULL DEFAULT 1e-5,
                label varchar(40) NOT NULL DEFAULT 'it''s \ "x"', size size NOT NULL DEFAULT 'small',
                made timestamptz NOT NULL DEFAULT current_timestamp, seen timestamp NOT NULL DEFAULT '2020-01-01',
                next int NOT NULL DEFAULT 1+2, blob bytea, id16 uuid, doc jsonb, big numeric(20), day date,
                hour time, initial varchar(1), owner bigint,
                CONSTRAINT "fk owner" FOREIGN KEY (owner) REFERENCES "say ""hi""" ON DELETE CASCADE,
                PRIMARY KEY (b, a), CHECK (a > 0));
CREATE VIEW v AS SELECT a FROM items;
CREATE INDEX part ON items (a) WHERE a > 1;
CREATE INDEX expression ON items ((a + 1));
CREATE INDEX backwards ON items (a DESC);
CREATE INDEX hashed ON items USING hash (a);
CREATE INDEX covering ON items (a) INCLUDE (b);
CREATE SCHEMA other;
CREATE TABLE other.others (id int PRIMARY KEY);
CREATE TYPE other.size AS ENUM ('x');
CREATE TABLE _sqlx_migrations (version bigint PRIMARY KEY);
CREATE TABLE _schema_revisions (id text PRIMARY KEY);
"#
        }
        _ => {
            r#"CREATE TABLE `say "hi"` (
                id bigint PRIMARY KEY AUTO_INCREMENT, `e.mail` varchar(80) NOT NULL, `order` int(11),
                UNIQUE `uq mail` (`e.mail`), KEY `ix; order` (`order`, `e.mail`)) CHARSET utf8mb4;
CREATE TABLE items (
                a int NOT NULL, b int NOT NULL, flag bool NOT NULL DEFAULT true, tiny tinyint NOT NULL DEFAULT -1,
                share decimal(10, 2) NOT NULL DEFAULT 0.5, rate double NOT NULL DEFAULT 1e-5,
                label varchar(40) NOT NULL DEFAULT 'it''s \\ "x"',
                size enum('small','it''s, (big)') NOT NULL DEFAULT 'small',
                made datetime(6) NOT NULL DEFAULT now(6), seen datetime(6) NOT NULL DEFAULT '2020-01-01',
                next int NOT NULL DEFAULT (1+2), `blob` longblob, id16 binary(16), doc json, big bigint unsigned,
                day date, hour time(6), initial char(1), owner bigint,
                CONSTRAINT `fk owner` FOREIGN KEY (owner) REFERENCES `say "hi"` (id) ON DELETE CASCADE,
                PRIMARY KEY (b, a)) CHARSET utf8mb4;
CREATE VIEW v AS SELECT a FROM items;
CREATE TABLE _sqlx_migrations (version bigint PRIMARY KEY);
CREATE TABLE _schema_revisions (id varchar(20) PRIMARY KEY);
"#
        }
    }
}

#[tokio::test]
async fn what_others_made_is_read_as_what_it_means() {
    for engine in engines() {
        let database = engine.database("others").await;
        let mut session = database.session().await;
        run(&mut session, shop_sql(engine.dialect)).await;
        session.close().await.unwrap();
        assert_same(engine.dialect, &shop_on(engine.dialect), &read(&database).await);
    }
}

#[tokio::test]
async fn nothing_is_read_from_an_empty_database() {
    for engine in engines() {
        let database = engine.database("nothing").await;
        assert_eq!(read(&database).await, Schema::default(), "{}", engine.dialect);
    }
}

#[test]
fn normalizing_twice_is_as_once() {
    for dialect in Dialect::ALL {
        let mut once = shop_on(dialect);
        normalize(dialect, &mut once);
        let mut twice = once.clone();
        normalize(dialect, &mut twice);
        assert_eq!(once, twice, "{dialect}");
    }
}

/// Names of tables, columns and constraints are data: nothing in them means anything to a query.
#[tokio::test]
async fn names_may_hold_any_character() {
    for engine in engines() {
        let mut schema = Schema::default();
        for name in [
            "plain",
            "Two Words",
            "dot.ted",
            "quo\"te",
            "tick`s",
            "it's",
            "back\\slash",
            "semi;colon",
            "per%cent_",
            "--dash",
            "/*star*/",
            "x]y[",
            "ünï✓",
            "select",
            "new\nline",
            "$1 ?1 :a {b}",
        ] {
            let mut table = Table::new(name);
            table.columns = [column("id", "i64"), column(name, "varchar(20)"), nullable("to", "i64")].into();
            table.primary_key = key(&["id"]);
            unique(&mut table, &format!("uq {name}"), &[name, "id"]);
            index(&mut table, &format!("ix {name}"), &["id", name]);
            let fk = format!("fk {name}");
            let target = ForeignKey {
                name: fk.clone(),
                columns: names(&["to"]),
                references_table: table.name.clone(),
                references_columns: names(&["id"]),
                on_delete: Action::NoAction,
                on_update: Action::Cascade,
                deferrable: Default::default(),
                match_full: false,
                not_valid: false,
            };
            table.foreign_keys.insert(fk, target);
            schema.insert_table(table);
        }
        let database = engine.database("names").await;
        let changes = diff(&Schema::default(), &schema, &Answers::default()).changes;
        let script = script(engine.dialect, &Schema::default(), &changes).unwrap();
        let mut session = database.session().await;
        for statement in script.statements {
            session.execute(&statement.text).await.unwrap_or_else(|error| panic!("{error}\n{}", statement.text));
        }
        session.close().await.unwrap();
        assert_same(engine.dialect, &schema, &read(&database).await);
    }
}

/// The connection's own namespace is no part of a name, whatever it is called.
#[tokio::test]
async fn the_default_namespace_may_be_any() {
    for engine in engines().into_iter().filter(|engine| engine.dialect == Dialect::POSTGRES) {
        let database = engine.database("namespaces").await;
        let mut session = database.session().await;
        run(&mut session, "CREATE SCHEMA \"My \"\"own\"\"\";\nSET search_path = \"My \"\"own\"\"\", public").await;
        run(&mut session, shop_sql(engine.dialect)).await;
        let actual = introspect(&mut session).await.unwrap();
        session.close().await.unwrap();
        assert_same(engine.dialect, &shop_on(engine.dialect), &actual);
    }
}

/// Each change of one thing must be seen, and on the right thing.
#[tokio::test]
async fn every_difference_is_seen() {
    type Edit = (&'static str, fn(&mut Schema));
    fn table<'a>(schema: &'a mut Schema, name: &str) -> &'a mut Table {
        schema.tables.get_mut(&TableName::new(name)).unwrap()
    }
    let edits: [Edit; 12] = [
        ("drop table `items`", |schema| {
            schema.tables.remove(&TableName::new("items"));
        }),
        ("add column `items.new`: text, not null", |schema| table(schema, "items").columns.push(column("new", "text"))),
        ("drop column `items.hour`", |schema| table(schema, "items").columns.retain(|column| column.name != "hour")),
        ("alter column `items.day`: null -> not null", |schema| {
            table(schema, "items").column_mut("day").unwrap().nullable = false;
        }),
        ("alter column `items.flag`: default true -> false", |schema| {
            table(schema, "items").column_mut("flag").unwrap().default =
                Some(DefaultValue::Literal(Literal::Bool(false)));
        }),
        ("alter column `items.made`: default now() -> none", |schema| {
            table(schema, "items").column_mut("made").unwrap().default = None;
        }),
        ("alter column `items.label`: varchar(40) -> varchar(41)", |schema| {
            table(schema, "items").column_mut("label").unwrap().ty = ColumnType::Text { max_length: Some(41) };
        }),
        ("drop primary key of `items`", |schema| table(schema, "items").primary_key = key(&["a", "b"])),
        ("drop unique constraint `uq mail` on ", |schema| table(schema, "say \"hi\"").uniques.clear()),
        ("drop index `ix; order` on ", |schema| table(schema, "say \"hi\"").indexes.clear()),
        ("drop foreign key `fk owner` on `items`", |schema| {
            table(schema, "items").foreign_keys.get_mut("fk owner").unwrap().on_delete = Action::SetNull;
        }),
        ("size", |schema| schema.enums.get_mut("size").unwrap().values.push("new".into())),
    ];
    for engine in engines() {
        let database = engine.database("differences").await;
        let mut session = database.session().await;
        run(&mut session, shop_sql(engine.dialect)).await;
        session.close().await.unwrap();
        let actual = read(&database).await;
        for (sentence, edit) in edits {
            let mut expected = shop_on(engine.dialect);
            edit(&mut expected);
            let changes = compare(engine.dialect, &expected, &actual);
            let text: Vec<String> = changes.iter().map(ToString::to_string).collect();
            assert!(
                text.first().is_some_and(|first| first.contains(sentence)),
                "{}: {sentence}\n{text:#?}",
                engine.dialect
            );
            assert!(changes.len() <= 2, "{}: {sentence}\n{text:#?}", engine.dialect);
        }
    }
}

#[tokio::test]
async fn extensions_of_postgres_are_there_to_be_tested_with() {
    for engine in engines().into_iter().filter(|engine| engine.dialect == Dialect::POSTGRES) {
        let database = engine.database("extensions").await;
        let mut session = database.session().await;
        for extension in support::POSTGRES_EXTENSIONS {
            session.execute(&format!("CREATE EXTENSION \"{extension}\"")).await.unwrap();
        }
        let there = introspect(&mut session).await.unwrap();
        assert!(there.is_empty(), "{there:?}");
        session.close().await.unwrap();
    }
}
