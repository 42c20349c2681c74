//! All that MySQL and MariaDB can say: made, read back, altered with rows in it, and compared with a database that never
//! was anything else.

use crate::support::catalog::catalog;
use crate::support::{Database, engines};
use schema_core::connect::Session;
use schema_core::dialect::{compare, compare_through, inspect, introspect, script};
use schema_core::diff::{Answers, Change, InOrder, Refuse, resolve};
use schema_core::schema::{
    Check, Column, DefaultValue, Dialect, EnumType, ForeignKey, Generated, Identity, Index, IndexMethod, IndexPart,
    Literal, PartOf, PrimaryKey, Schema, Spelling, Table, TableName, TableOptions, Unique,
};
use schema_core::script::Script;

fn column(name: &str, ty: &str) -> Column {
    Column::new(name, ty.parse().unwrap())
}

fn nullable(name: &str, ty: &str) -> Column {
    Column { nullable: true, ..column(name, ty) }
}

fn computed(name: &str, ty: &str, sql: &str, stored: bool) -> Column {
    Column { generated: Some(Generated { expression: Spelling::any(sql), stored }), ..nullable(name, ty) }
}

fn text(value: &str) -> Option<DefaultValue> {
    Some(DefaultValue::Literal(Literal::Text(value.to_owned())))
}

fn number(value: &str) -> Option<DefaultValue> {
    Some(DefaultValue::Literal(Literal::Number(value.to_owned())))
}

fn sql(text: &str) -> Option<DefaultValue> {
    Some(DefaultValue::Sql(Spelling::any(text)))
}

fn add_check(table: &mut Table, name: &str, sql: &str) {
    table.checks.insert(name.to_owned(), Check::new(name, Spelling::any(sql)));
}

fn add_index(table: &mut Table, index: Index) {
    table.indexes.insert(index.name.clone(), index);
}

fn add_key(table: &mut Table, key: ForeignKey) {
    table.foreign_keys.insert(key.name.clone(), key);
}

fn table(name: &str, columns: Vec<Column>) -> Table {
    Table { columns: columns.into(), primary_key: Some(PrimaryKey::new(["id"])), ..Table::new(name) }
}

fn schema(tables: impl IntoIterator<Item = Table>) -> Schema {
    let mut schema = Schema::default();
    let values = ["open", "it's", "do\\ne"].map(str::to_owned).to_vec();
    schema.insert_enum(EnumType { name: "state".to_owned(), values });
    tables.into_iter().for_each(|table| schema.insert_table(table));
    schema
}

fn prefixed(column: &str, length: u32) -> IndexPart {
    IndexPart { prefix: Some(length), ..IndexPart::column(column) }
}

/// Tables with all that can hang on one.
fn everything() -> Schema {
    let numbered = Identity { start: Some(100), ..Identity::default() };
    let mut things = table(
        "things",
        vec![
            Column { identity: Some(numbered), ..column("id", "u32") },
            column("medium", "i24"),
            nullable("unsigned", "u24"),
            column("tiny", "tinytext"),
            Column { default: text("it's \\ so"), ..column("plain", "plaintext") },
            nullable("wide", "mediumtext"),
            Column { default: text(""), ..column("long", "text") },
            nullable("raw", "tinyblob"),
            nullable("middle", "plainblob"),
            nullable("large", "mediumblob"),
            Column { charset: Some("latin1".to_owned()), ..column("code", "char(8)") },
            Column { collation: Spelling::any("utf8mb4_bin"), ..column("exact", "varchar(20)") },
            nullable("bytes8", "binary(8)"),
            Column { default: text("00101"), ..column("bits", "bit(8)") },
            Column { default: number("2000"), ..column("born", "year") },
            Column { default: text("open,it's"), ..column("may", "set(state)") },
            Column { default: text("do\\ne"), ..column("state", "enum(state)") },
            nullable("at", "time(0)"),
            Column { default: Some(DefaultValue::Now), on_update_now: true, ..column("seen", "datetime(3)") },
            Column { default: Some(DefaultValue::Now), ..column("made", "datetime(0)") },
            nullable("address", "inet"),
            nullable("kept", "json_text"),
            nullable("document", "json"),
            Column { default: sql("1 + 2"), ..column("three", "i32") },
            computed("twice", "i64", "medium * 2", false),
            computed("loud", "varchar(40)", "concat(upper(exact), '!', 'it''s')", true),
            Column { comment: Some("it's \\ a \"comment\"".to_owned()), ..nullable("told", "i32") },
        ],
    );
    things.options = TableOptions { engine: Some("InnoDB".to_owned()), ..TableOptions::default() };
    things.comment = Some("it's \\ a table".to_owned());
    add_check(&mut things, "ck_medium", "medium >= 0 AND (`unsigned` < 200 OR medium != 7)");
    add_check(&mut things, "ck_exact", "exact <> 'it''s (\\\\)' AND told IN (1, 2)");
    add_index(
        &mut things,
        Index { unique: true, parts: vec![prefixed("exact", 5)], ..Index::new("uq_start", [""; 0]) },
    );
    let mixed = vec![IndexPart { descending: true, ..IndexPart::column("medium") }, prefixed("wide", 10)];
    add_index(&mut things, Index { parts: mixed, comment: Some("it's".to_owned()), ..Index::new("ix_mixed", [""; 0]) });
    for (name, of) in [("ft_one", "wide"), ("ft_two", "plain")] {
        add_index(&mut things, Index { method: Some(IndexMethod::Fulltext), ..Index::new(name, [of]) });
    }
    things.uniques.insert("uq_two".to_owned(), Unique::new("uq_two", ["twice", "told"]));

    let mut others =
        table("others", vec![column("id", "u32"), nullable("name", "varchar(30)"), column("bin", "char(4)")]);
    others.options = TableOptions {
        charset: Some("latin1".to_owned()),
        collation: Some("latin1_bin".to_owned()),
        ..TableOptions::default()
    };
    add_key(&mut others, ForeignKey::new("fk_others", ["id"], "things", ["id"]));
    schema([things, others])
}

fn is_mysql(dialect: Dialect) -> bool {
    matches!(dialect.name(), "mysql" | "mariadb")
}

async fn run(session: &mut Session, script: &Script) {
    for statement in &script.statements {
        session.execute(&statement.text).await.unwrap_or_else(|error| panic!("{error}\n{script}"));
    }
}

fn plan(dialect: Dialect, old: &Schema, changes: &[Change]) -> Script {
    script(dialect, old, changes).unwrap_or_else(|error| panic!("{error}"))
}

/// Makes an empty database to be `schema`.
async fn make(database: &Database, schema: &Schema) {
    database.clear().await;
    let changes = resolve(&Schema::default(), schema, &mut Answers::default(), &mut InOrder(Refuse)).unwrap();
    let mut session = database.session().await;
    run(&mut session, &plan(database.dialect, &Schema::default(), &changes)).await;
    session.close().await.unwrap();
}

async fn lines(database: &Database) -> Vec<String> {
    let mut session = database.session().await;
    let lines = catalog(&mut session).await;
    session.close().await.unwrap();
    lines
}

/// Fails with what differs between the database and `schema`.
async fn assert_is(database: &Database, schema: &Schema, when: &str) {
    let mut session = database.session().await;
    let actual = introspect(&mut session).await.unwrap();
    session.close().await.unwrap();
    let left: Vec<String> = compare(database.dialect, schema, &actual).iter().map(ToString::to_string).collect();
    assert!(left.is_empty(), "{} {when}:\n{}\n{actual:#?}", database.dialect, left.join("\n"));
}

#[tokio::test]
async fn everything_is_made_and_read_back() {
    for engine in engines().into_iter().filter(|engine| is_mysql(engine.dialect)) {
        let database = engine.database("everything").await;
        make(&database, &everything()).await;
        assert_is(&database, &everything(), "made").await;
        // What was read makes the same again.
        let (first, mut session) = (lines(&database).await, database.session().await);
        let read = introspect(&mut session).await.unwrap();
        session.close().await.unwrap();
        make(&database, &read).await;
        assert_eq!(first, lines(&database).await, "{}", engine.dialect);
    }
}

/// A change of [`start`], with queries that give one value each after it and after the way back.
struct Step {
    name: &'static str,
    change: fn(&mut Schema),
    answers: fn(&mut Answers),
    after: &'static [(&'static str, &'static str)],
    back: &'static [(&'static str, &'static str)],
    /// What makes rows fit for the way back.
    between: &'static str,
}

const ROWS: &str = "INSERT INTO users (id, name, state, may, age, plain, seen, token) VALUES
    (1, 'ada', 'open', 'open,it''s', 30, 7, '2020-01-01 00:00:00', '67e55044-10b1-426f-9247-bb680e5fe0c8'),
    (2, 'bob', 'it''s', 'it''s', NULL, 8, '2020-01-01 00:00:00', NULL)";

fn start() -> Schema {
    let mut users = table(
        "users",
        vec![
            column("id", "i64"),
            column("name", "varchar(40)"),
            Column { default: text("open"), ..column("state", "enum(state)") },
            column("may", "set(state)"),
            nullable("age", "i32"),
            nullable("plain", "i32"),
            computed("twice", "i64", "age * 2", false),
            computed("kept", "i64", "age + 1", true),
            Column { default: Some(DefaultValue::Now), on_update_now: true, ..column("seen", "datetime") },
            nullable("token", "varchar(36)"),
            Column { collation: Spelling::any("latin1_bin"), ..nullable("own", "varchar(5)") },
        ],
    );
    users.options.charset = Some("latin1".to_owned());
    add_check(&mut users, "ck_age", "age < 100");
    add_index(&mut users, Index::new("ix_twice", ["twice", "name"]));
    users.uniques.insert("uq_token".to_owned(), Unique::new("uq_token", ["token"]));
    let mut posts = table("posts", vec![column("id", "i64"), nullable("token", "varchar(36)")]);
    posts.options.charset = Some("latin1".to_owned());
    add_key(&mut posts, ForeignKey::new("fk_token", ["token"], "users", ["token"]));
    schema([users, posts])
}

fn users(schema: &mut Schema) -> &mut Table {
    schema.tables.get_mut(&TableName::new("users")).unwrap()
}

fn of_users<'a>(schema: &'a mut Schema, name: &str) -> &'a mut Column {
    users(schema).column_mut(name).unwrap()
}

const SEEN: (&str, &str) = ("SELECT count(*) FROM users WHERE seen = '2020-01-01'", "2");

fn steps() -> Vec<Step> {
    vec![
        Step {
            name: "a character set reaches the columns of its table, and the keys that point there",
            change: |schema| {
                for table in schema.tables.values_mut() {
                    table.options.charset = None;
                }
            },
            answers: |_| {},
            after: &[
                ("SELECT CHARSET(name) FROM users LIMIT 1", "utf8mb4"),
                ("SELECT CHARSET(own) FROM users LIMIT 1", "latin1"),
            ],
            back: &[("SELECT CHARSET(name) FROM users LIMIT 1", "latin1")],
            between: "SELECT 1",
        },
        Step {
            name: "computed columns change kind and expression",
            change: |schema| {
                *of_users(schema, "twice") = computed("twice", "i64", "age * 2", true);
                *of_users(schema, "kept") = computed("kept", "i64", "age + 3", true);
            },
            answers: |_| {},
            after: &[("SELECT twice FROM users WHERE id = 1", "60"), ("SELECT kept FROM users WHERE id = 1", "33")],
            back: &[("SELECT twice FROM users WHERE id = 1", "60"), ("SELECT kept FROM users WHERE id = 1", "31")],
            between: "SELECT 1",
        },
        Step {
            name: "computed columns keep their values when they are no longer computed",
            change: |schema| {
                *of_users(schema, "twice") = nullable("twice", "i64");
                *of_users(schema, "kept") = nullable("kept", "i64");
            },
            answers: |_| {},
            after: &[("SELECT CONCAT(twice, ' ', kept) FROM users WHERE id = 1", "60 31"), SEEN],
            back: &[("SELECT CONCAT(twice, ' ', kept) FROM users WHERE id = 1", "60 31"), SEEN],
            between: "SELECT 1",
        },
        Step {
            name: "a rename takes what speaks of the column along",
            change: |schema| {
                let users = users(schema);
                users.column_mut("age").unwrap().name = "years".to_owned();
                *users.column_mut("twice").unwrap() = computed("twice", "i64", "years * 2", false);
                *users.column_mut("kept").unwrap() = computed("kept", "i64", "years + 1", true);
                add_check(users, "ck_age", "years < 100");
            },
            answers: |answers| answers.rename_column(TableName::new("users"), "age", "years"),
            after: &[("SELECT CONCAT(twice, ' ', kept, ' ', years) FROM users WHERE id = 1", "60 31 30"), SEEN],
            back: &[("SELECT CONCAT(twice, ' ', kept, ' ', age) FROM users WHERE id = 1", "60 31 30"), SEEN],
            between: "SELECT 1",
        },
        Step {
            name: "values of an enum and a set are replaced before one goes",
            change: |schema| {
                schema.enums.get_mut("state").unwrap().values = ["new", "open", "shut"].map(str::to_owned).to_vec();
            },
            answers: |answers| {
                answers.replace_value("state", "it's", "shut");
                answers.replace_value("state", "do\\ne", "shut");
            },
            after: &[
                ("SELECT GROUP_CONCAT(state ORDER BY id) FROM users", "open,shut"),
                ("SELECT GROUP_CONCAT(may ORDER BY id SEPARATOR ' ') FROM users", "open,shut shut"),
                SEEN,
            ],
            back: &[],
            between: "UPDATE users SET state = 'open', may = 'open'",
        },
        Step {
            name: "a fill that an old check and an old unique would refuse",
            change: |schema| {
                let users = users(schema);
                users.column_mut("age").unwrap().nullable = false;
                add_check(users, "ck_age", "age < 1000");
            },
            answers: |answers| answers.fill(TableName::new("users"), "age", number("500").unwrap()),
            after: &[("SELECT age FROM users WHERE id = 2", "500"), SEEN],
            back: &[],
            between: "UPDATE users SET age = 7 WHERE age = 500",
        },
        Step {
            name: "texts become UUIDs, also where a foreign key holds them",
            change: |schema| {
                of_users(schema, "token").ty = "uuid".parse().unwrap();
                schema.tables.get_mut(&TableName::new("posts")).unwrap().column_mut("token").unwrap().ty =
                    "uuid".parse().unwrap();
            },
            answers: |_| {},
            after: &[("SELECT HEX(token) FROM users WHERE id = 1", "67E5504410B1426F9247BB680E5FE0C8"), SEEN],
            back: &[("SELECT token FROM users WHERE id = 1", "67e55044-10b1-426f-9247-bb680e5fe0c8"), SEEN],
            between: "SELECT 1",
        },
        Step {
            name: "indexes of every kind come and go",
            change: |schema| {
                let users = users(schema);
                users.columns.push(nullable("essay", "text"));
                for name in ["ft_one", "ft_two"] {
                    add_index(users, Index { method: Some(IndexMethod::Fulltext), ..Index::new(name, ["essay"]) });
                }
                let parts = vec![prefixed("essay", 9), IndexPart { descending: true, ..IndexPart::column("age") }];
                add_index(users, Index { parts, comment: Some("it's".to_owned()), ..Index::new("ix_twice", [""; 0]) });
                // The foreign key that points there holds its index.
                users.uniques.clear();
                users.uniques.insert("uq_called".to_owned(), Unique::new("uq_called", ["token"]));
            },
            answers: |_| {},
            after: &[],
            back: &[],
            between: "SELECT 1",
        },
        Step {
            name: "a first number, an engine's option and a comment",
            change: |schema| {
                let users = users(schema);
                users.column_mut("id").unwrap().identity = Some(Identity { start: Some(50), ..Identity::default() });
                users.comment = Some("it's".to_owned());
                add_check(users, "ck_age", "age < 99");
            },
            answers: |_| {},
            after: &[],
            back: &[("SELECT max(id) FROM users", "50")],
            between: "INSERT INTO users (name, may) VALUES ('cy', 'open')",
        },
    ]
}

async fn look(database: &Database, name: &str, checks: &[(&str, &str)]) {
    let mut session = database.session().await;
    for (query, expected) in checks {
        let found = session.one(query).await.unwrap_or_else(|error| panic!("{error}\n{query}"));
        assert_eq!(found.as_deref(), Some(*expected), "{} {name}: {query}", database.dialect);
    }
    session.close().await.unwrap();
}

#[tokio::test]
async fn changes_lead_to_what_a_new_database_is() {
    let only = std::env::var("SCHEMA_TEST_CASE").unwrap_or_default();
    for engine in engines().into_iter().filter(|engine| is_mysql(engine.dialect)) {
        let (database, fresh) = (engine.database("altered").await, engine.database("fresh").await);
        for Step { name, change, answers, after, back, between } in
            steps().into_iter().filter(|it| it.name.contains(&only))
        {
            let (old, mut new, mut told) = (start(), start(), Answers::default());
            change(&mut new);
            answers(&mut told);
            let changes =
                resolve(&old, &new, &mut told, &mut InOrder(Refuse)).unwrap_or_else(|it| panic!("{name}: {it}"));
            let inverse: Vec<Change> = changes.iter().rev().cloned().map(Change::invert).collect();
            make(&database, &old).await;
            assert_is(&database, &old, &format!("{name}: before")).await;
            let mut session = database.session().await;
            session.execute(ROWS).await.unwrap();
            run(&mut session, &plan(engine.dialect, &old, &changes)).await;
            session.close().await.unwrap();
            look(&database, name, after).await;
            assert_is(&database, &new, &format!("{name}: after")).await;
            make(&fresh, &new).await;
            assert_eq!(lines(&fresh).await, lines(&database).await, "{} {name}", engine.dialect);

            let mut session = database.session().await;
            session.execute(between).await.unwrap();
            run(&mut session, &plan(engine.dialect, &new, &inverse)).await;
            session.close().await.unwrap();
            look(&database, name, back).await;
            assert_is(&database, &old, &format!("{name}: back")).await;
            make(&fresh, &old).await;
            assert_eq!(lines(&fresh).await, lines(&database).await, "{} {name} back", engine.dialect);
        }
    }
}

/// An index over an expression is MySQL's alone, and so is what has to happen to it when a column is renamed.
#[tokio::test]
async fn mysql_keeps_indexes_over_expressions() {
    for engine in engines().into_iter().filter(|engine| engine.dialect == Dialect::MYSQL) {
        let database = engine.database("expressions").await;
        let mut old = start();
        let part = IndexPart { descending: true, ..IndexPart::expression(Spelling::any("lower(name)")) };
        add_index(users(&mut old), Index { parts: vec![part], ..Index::new("ix_lower", [""; 0]) });
        let mut new = old.clone();
        of_users(&mut new, "name").name = "called".to_owned();
        let there = users(&mut new);
        there.indexes.get_mut("ix_twice").unwrap().parts[1] = IndexPart::column("called");
        let part = IndexPart { descending: true, ..IndexPart::expression(Spelling::any("lower(called)")) };
        there.indexes.get_mut("ix_lower").unwrap().parts = vec![part];
        let mut told = Answers::default();
        told.rename_column(TableName::new("users"), "name", "called");
        let changes = resolve(&old, &new, &mut told, &mut InOrder(Refuse)).unwrap();
        make(&database, &old).await;
        assert_is(&database, &old, "made").await;
        let mut session = database.session().await;
        run(&mut session, &plan(engine.dialect, &old, &changes)).await;
        session.close().await.unwrap();
        assert_is(&database, &new, "renamed").await;
    }
}

/// What the server writes in words that are not ours is compared through the server, and nothing is left behind.
#[tokio::test]
async fn expressions_are_compared_through_the_server() {
    for engine in engines().into_iter().filter(|engine| is_mysql(engine.dialect)) {
        let database = engine.database("through").await;
        let mut expected = start();
        add_check(
            users(&mut expected),
            "ck_age",
            "NOT (age IS NULL AND name NOT LIKE 'a%') OR age % 2 = 0 && age << 1 > 0",
        );
        *of_users(&mut expected, "kept") =
            computed("kept", "i64", "case when not age > 3 then ifnull(age, 0) end", true);
        make(&database, &expected).await;
        let mut session = database.session().await;
        let actual = introspect(&mut session).await.unwrap();
        assert_eq!(compare_through(&mut session, &expected, &actual).await.unwrap(), [], "{}", engine.dialect);
        let mut other = expected.clone();
        add_check(
            users(&mut other),
            "ck_age",
            "NOT (age IS NULL AND (name NOT LIKE 'a%' OR age % 2 = 0)) && age << 1 > 0",
        );
        let changes = compare_through(&mut session, &other, &actual).await.unwrap();
        assert_eq!(changes.len(), 2, "{}: {changes:#?}", engine.dialect);
        let left =
            session.one("SELECT SCHEMA_NAME FROM information_schema.SCHEMATA WHERE SCHEMA_NAME LIKE '\\_schema%'");
        assert_eq!(left.await.unwrap(), None, "{}", engine.dialect);
        session.close().await.unwrap();
    }
}

#[tokio::test]
async fn what_no_model_declares_is_told() {
    for engine in engines().into_iter().filter(|engine| is_mysql(engine.dialect)) {
        let database = engine.database("unmanaged").await;
        make(&database, &start()).await;
        let mut session = database.session().await;
        for statement in [
            "CREATE VIEW v AS SELECT 1 AS a",
            "CREATE TRIGGER tr BEFORE INSERT ON posts FOR EACH ROW SET NEW.id = 1",
            "CREATE PROCEDURE pr() SELECT 1",
            "CREATE FUNCTION fu() RETURNS INT DETERMINISTIC RETURN 1",
            "CREATE EVENT ev ON SCHEDULE EVERY 1 DAY DO SELECT 1",
            "CREATE TABLE pa (id int PRIMARY KEY) PARTITION BY HASH(id) PARTITIONS 2",
        ] {
            session.execute(statement).await.unwrap_or_else(|error| panic!("{error}\n{statement}"));
        }
        let found = inspect(&mut session).await.unwrap();
        session.close().await.unwrap();
        let told: Vec<String> = found.unmanaged.iter().map(|it| it.to_string()).collect();
        assert_eq!(
            told,
            ["event ev", "function fu", "partitions pa", "procedure pr", "trigger posts.tr", "view v"],
            "{}",
            engine.dialect
        );
    }
}

/// What the servers would refuse half-way is refused in the plan, with the way out.
#[test]
fn what_cannot_be_is_refused() {
    type Edit = (&'static str, fn(&mut Schema));
    let edits: [Edit; 10] = [
        ("unique constraint `uq_users` takes 4000 bytes, and may take 3072", |schema| {
            let users = users(schema);
            users.options.charset = None;
            users.columns.push(column("long", "varchar(1000)"));
            users.uniques.insert("uq_users".to_owned(), Unique::new("uq_users", ["long"]));
        }),
        ("it takes 80002 bytes, and a row has 65535", |schema| {
            let users = users(schema);
            users.options.charset = None;
            users.columns.push(column("long", "varchar(20000)"));
        }),
        ("there is no type for array(text)", |schema| users(schema).columns.push(column("list", "array(text)"))),
        ("has a comma", |schema| schema.enums.get_mut("state").unwrap().values.push("a,b".to_owned())),
        ("check constraint `ck_id` cannot reference a column with `auto_increment`", |schema| {
            let users = users(schema);
            users.column_mut("id").unwrap().identity = Some(Identity::default());
            add_check(users, "ck_id", "id > 0");
        }),
        ("must be the first of a key or index", |schema| {
            let users = users(schema);
            users.column_mut("plain").unwrap().identity = Some(Identity::default());
        }),
        ("a unique index cannot be over some rows", |schema| {
            let partial = Index { unique: true, predicate: Spelling::any("age > 1"), ..Index::new("uq", ["age"]) };
            add_index(users(schema), partial);
        }),
        ("gin indexes are not supported", |schema| {
            add_index(users(schema), Index { method: Some(IndexMethod::Gin), ..Index::new("ix", ["age"]) });
        }),
        ("index `ix` cannot be over a column that is computed when it is read", |schema| {
            let users = users(schema);
            users.columns.push(computed("made", "varchar(9)", "'x'", false));
            add_index(users, Index { method: Some(IndexMethod::Fulltext), ..Index::new("ix", ["made"]) });
        }),
        ("two NULLs are never one value", |schema| {
            let unique = Unique { nulls_not_distinct: true, ..Unique::new("uq", ["age"]) };
            users(schema).uniques.insert("uq".to_owned(), unique);
        }),
    ];
    for dialect in [Dialect::MYSQL, Dialect::MARIADB] {
        for (text, edit) in edits {
            let mut schema = start();
            edit(&mut schema);
            let changes = resolve(&Schema::default(), &schema, &mut Answers::default(), &mut InOrder(Refuse)).unwrap();
            let error = script(dialect, &Schema::default(), &changes).unwrap_err().to_string();
            assert!(error.contains(text), "{dialect}: {error}");
        }
    }
}

/// MariaDB has no index over expressions at all.
#[test]
fn an_index_over_an_expression_of_a_numbered_column_is_refused() {
    let mut schema = start();
    let users = users(&mut schema);
    users.column_mut("id").unwrap().identity = Some(Identity::default());
    let part = IndexPart { of: PartOf::Expression(Spelling::any("id + 1")), ..IndexPart::column("") };
    add_index(users, Index { parts: vec![part], ..Index::new("ix", [""; 0]) });
    let changes = resolve(&Schema::default(), &schema, &mut Answers::default(), &mut InOrder(Refuse)).unwrap();
    let error = script(Dialect::MYSQL, &Schema::default(), &changes).unwrap_err().to_string();
    assert!(error.contains("index `ix` cannot be over an expression of a column with `auto_increment`"), "{error}");
}
