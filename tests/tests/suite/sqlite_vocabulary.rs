//! All that SQLite can say: made, read back, altered with rows in it, and compared with a database that never was
//! anything else.

use std::collections::BTreeSet;

use crate::support;
use crate::support::Database;
use schema_core::connect::Session;
use schema_core::dialect::{compare, compare_through, inspect, introspect, normalize, script};
use schema_core::diff::{Answers, Change, InOrder, Refuse, resolve};
use schema_core::migrate::{Migrator, OwnedRevision, OwnedScript};
use schema_core::revision::Target;
use schema_core::schema::{
    Check, Column, DefaultValue, Deferrable, Dialect, EnumType, ForeignKey, Generated, Identity, Index, IndexPart,
    Literal, PrimaryKey, Schema, Spelling, Table, TableOptions, Unique,
};

const SQLITE: Dialect = Dialect::SQLITE;

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

fn add_check(table: &mut Table, name: &str, sql: &str) {
    table.checks.insert(name.to_owned(), Check::new(name, Spelling::any(sql)));
}

fn add_index(table: &mut Table, index: Index) {
    table.indexes.insert(index.name.clone(), index);
}

fn add_key(table: &mut Table, key: ForeignKey) {
    table.foreign_keys.insert(key.name.clone(), key);
}

/// A table with all that can hang on one, one without row numbers, a strict one, and one whose key is no number.
fn everything() -> Schema {
    let mut users = Table::new("users");
    users.columns = [
        Column { identity: Some(Identity::default()), ..column("id", "i64") },
        Column { collation: Spelling::any("NOCASE"), ..column("name", "varchar(40)") },
        Column { default: text("open"), ..column("state", "enum(state)") },
        nullable("age", "i32"),
        computed("double", "i64", "age * 2", false),
        computed("loud", "text", "upper(name) || '!'", true),
        Column { default: Some(DefaultValue::Sql(Spelling::any("1 + 1"))), ..column("two", "i16") },
        nullable("boss", "i64"),
    ]
    .into();
    users.primary_key = Some(PrimaryKey::new(["id"]));
    users.uniques.insert("uq_users_name".to_owned(), Unique::new("uq_users_name", ["name"]));
    add_check(&mut users, "ck_users_age", "age >= 0 AND \"age\" < 200");
    add_check(&mut users, "ck_users_both", "age <> 7 OR name <> 'seven, (7)'");
    let lower = IndexPart::expression(Spelling::any("lower(name)"));
    let partial = Index { predicate: Spelling::any("age > 17"), ..Index::new("ix_users_adult", ["age"]) };
    let mixed = [
        IndexPart { descending: true, ..IndexPart::column("age") },
        IndexPart { collation: Some("RTRIM".to_owned()), ..IndexPart::column("name") },
        IndexPart { collation: Some("NOCASE".to_owned()), descending: true, ..lower.clone() },
    ];
    add_index(&mut users, partial);
    add_index(&mut users, Index { parts: mixed.to_vec(), ..Index::new("ix_users_mixed", [""; 0]) });
    let one_open =
        Index { unique: true, predicate: Spelling::any("state = 'open'"), ..Index::new("uq_users_open", ["boss"]) };
    add_index(&mut users, one_open);
    let boss = ForeignKey::new("fk_users_boss", ["boss"], "users", ["id"]);
    add_key(&mut users, ForeignKey { deferrable: Deferrable::InitiallyDeferred, ..boss });

    let mut tags = Table::new("tags");
    tags.columns = [column("a", "text"), column("b", "i32"), nullable("note", "set(state)")].into();
    tags.primary_key = Some(PrimaryKey::new(["b", "a"]));
    tags.options = TableOptions { without_rowid: true, ..TableOptions::default() };

    let mut facts = Table::new("facts");
    facts.columns = [
        column("id", "i64"),
        column("yes", "bool"),
        column("at", "datetime"),
        Column {
            default: Some(DefaultValue::Literal(Literal::Number("0.10".to_owned()))),
            ..column("price", "decimal(8,2)")
        },
        nullable("code", "char(3)"),
        nullable("user", "i64"),
    ]
    .into();
    facts.primary_key = Some(PrimaryKey::new(["id"]));
    facts.options = TableOptions { strict: true, ..TableOptions::default() };
    let user = ForeignKey::new("fk_facts_user", ["user"], "users", ["id"]);
    add_key(&mut facts, ForeignKey { deferrable: Deferrable::Deferrable, ..user });

    let mut loose = Table::new("loose");
    loose.columns = [column("key", "uuid"), nullable("address", "inet"), nullable("label", "citext")].into();
    loose.primary_key = Some(PrimaryKey::new(["key"]));

    let mut schema = Schema::default();
    let values = ["open", "it's", "done"].map(str::to_owned).to_vec();
    schema.insert_enum(EnumType { name: "state".to_owned(), values });
    for table in [users, tags, facts, loose] {
        schema.insert_table(table);
    }
    schema
}

const ROWS: &str =
    "INSERT INTO users (id, name, state, age, boss) VALUES (1, 'ada', 'open', 30, NULL), (2, 'bob', 'it''s', NULL, 1),
        (90, 'gone', 'done', 1, NULL);
    DELETE FROM users WHERE id = 90;
    INSERT INTO tags VALUES ('x', 1, 'open,done'), ('y', 1, NULL);
    INSERT INTO facts VALUES (1, 1, '2020-01-01 00:00:00', '1.50', 'abc', 1);
    INSERT INTO loose (rowid, \"key\", label) VALUES (7, x'01', 'L'), (3, x'02', NULL);";

/// What people made by hand.
const BY_HAND: &str = "CREATE TABLE log (what TEXT);
    CREATE INDEX by_hand ON users (two) WHERE two > 5;
    CREATE VIEW names AS SELECT name, loud FROM users;
    CREATE TRIGGER audit AFTER UPDATE OF name ON users BEGIN INSERT INTO log VALUES (old.name || '>' || new.name); END;
    CREATE TRIGGER other AFTER INSERT ON tags BEGIN INSERT INTO log SELECT 'tag of ' || count(*) FROM users; END;";

fn plan(old: &Schema, new: &Schema, answers: &Answers) -> (String, String) {
    let changes = resolve(old, new, &mut answers.clone(), &mut InOrder(Refuse)).unwrap();
    let back: Vec<Change> = changes.iter().rev().cloned().map(Change::invert).collect();
    let up = script(SQLITE, old, &changes).unwrap_or_else(|error| panic!("{error}"));
    (up.to_string(), script(SQLITE, new, &back).unwrap_or_else(|error| panic!("{error}")).to_string())
}

fn revision(place: usize, (up, down): (String, String)) -> OwnedRevision {
    let ids = ["20260101000001", "20260101000002"];
    OwnedRevision {
        id: ids[place].to_owned(),
        slug: "step".to_owned(),
        parents: ids[..place].iter().map(|&id| id.to_owned()).collect(),
        scripts: vec![OwnedScript { dialect: SQLITE, suffix: None, oldest: None, up, down: Some(down) }],
    }
}

/// What the texts of the database say, thing by thing, in an order of its own: quotes and blanks are no difference.
async fn dump(session: &mut Session) -> BTreeSet<String> {
    let sql = "SELECT type, name, tbl_name, sql FROM sqlite_schema WHERE sql IS NOT NULL AND name NOT LIKE '\\_schema%' ESCAPE '\\'";
    let mut lines = BTreeSet::new();
    for row in session.rows(sql).await.unwrap() {
        let (kind, name, text) = (row.text(0), row.text(1), row.text(3));
        if kind == "table" {
            let (open, close) = (text.find('(').unwrap(), text.rfind(')').unwrap());
            lines.extend(items(&text[open + 1..close]).iter().map(|item| format!("{name}: {}", plain(item))));
            lines.insert(format!("{name}: after {}", plain(&text[close + 1..])));
        } else {
            lines.insert(format!("{kind} {name} on {}: {}", row.text(2), plain(text)));
        }
    }
    lines
}

fn items(text: &str) -> Vec<String> {
    let (mut depth, mut quote, mut items) = (0, None, vec![String::new()]);
    for c in text.chars() {
        match (quote, c) {
            (Some(open), _) if open == c => quote = None,
            (None, '\'' | '"') => quote = Some(c),
            (None, '(') => depth += 1,
            (None, ')') => depth -= 1,
            (None, ',') if depth == 0 => {
                items.push(String::new());
                continue;
            }
            _ => {}
        }
        items.last_mut().unwrap().push(c);
    }
    items
}

fn plain(text: &str) -> String {
    text.replace('"', "").split_whitespace().collect::<Vec<_>>().join(" ")
}

async fn is(database: &Database, schema: &Schema, what: &str) {
    let mut session = database.session().await;
    let there = introspect(&mut session).await.unwrap();
    session.close().await.unwrap();
    let mut there = there;
    there.tables.remove(&"log".into());
    let left: Vec<String> = compare(SQLITE, schema, &there).iter().map(ToString::to_string).collect();
    assert!(left.is_empty(), "{what}: left to do:\n  {}", left.join("\n  "));
}

async fn database(name: &str) -> Database {
    support::engines().remove(0).database(name).await
}

async fn fresh(schema: &Schema) -> BTreeSet<String> {
    let database = database("fresh").await;
    let first = revision(0, plan(&Schema::default(), schema, &Answers::default()));
    Migrator::from_revisions(vec![first]).upgrade(&database.url()).await.unwrap();
    let mut session = database.session().await;
    dump(&mut session).await
}

#[tokio::test]
async fn what_is_made_is_read_back() {
    let schema = everything();
    let database = database("read").await;
    let first = revision(0, plan(&Schema::default(), &schema, &Answers::default()));
    Migrator::from_revisions(vec![first]).upgrade(&database.url()).await.unwrap();
    let mut session = database.session().await;
    session.execute(BY_HAND).await.unwrap();
    session
        .execute("CREATE VIEW broken AS SELECT * FROM nowhere; CREATE VIRTUAL TABLE words USING fts5(word)")
        .await
        .unwrap();
    let found = inspect(&mut session).await.unwrap();
    let unmanaged: Vec<String> = found.unmanaged.iter().map(|it| it.to_string()).collect();
    assert_eq!(
        unmanaged,
        ["trigger tags.other", "trigger users.audit", "view broken", "view names", "virtual table words"]
    );
    let mut there = found.schema;
    assert!(there.tables.remove(&"log".into()).is_some());
    let users = there.tables.get_mut(&"users".into()).unwrap();
    assert!(users.indexes.remove("by_hand").is_some());
    assert_eq!(compare(SQLITE, &schema, &there), []);
    assert_eq!(compare_through(&mut session, &schema, &there).await.unwrap(), []);

    // Not only what the differ sees: word for word.
    let users = &there.tables[&"users".into()];
    let expected = &schema.tables[&"users".into()];
    assert_eq!(users.checks["ck_users_age"], expected.checks["ck_users_age"]);
    assert_eq!(users.checks["ck_users_both"], expected.checks["ck_users_both"]);
    assert_eq!(users.column("loud").unwrap().generated, expected.column("loud").unwrap().generated);
    assert_eq!(users.column("name").unwrap().collation, Spelling::any("NOCASE"));
    assert_eq!(users.column("two").unwrap().default, expected.column("two").unwrap().default);
    assert_eq!(users.indexes, expected.indexes);
    assert_eq!(users.uniques, expected.uniques);
    assert_eq!(users.foreign_keys, expected.foreign_keys);
    assert_eq!(there.tables[&"facts".into()].foreign_keys, schema.tables[&"facts".into()].foreign_keys);
    assert!(there.tables[&"facts".into()].options.strict && there.tables[&"tags".into()].options.without_rowid);
    let (mut once, mut twice) = (schema.clone(), there.clone());
    normalize(SQLITE, &mut once);
    normalize(SQLITE, &mut twice);
    assert_eq!(once.tables, twice.tables);
}

/// A change of [`everything`], with the answers to the questions that it raises.
type Step = (&'static str, fn(&mut Schema), fn(&mut Answers));

fn users(schema: &mut Schema) -> &mut Table {
    schema.tables.get_mut(&"users".into()).unwrap()
}

const STEPS: &[Step] = &[
    ("a virtual column is added", |it| users(it).columns.push(computed("half", "i64", "age / 2", false)), |_| {}),
    ("a stored column is added", |it| users(it).columns.push(computed("half", "i64", "age / 2", true)), |_| {}),
    (
        "a virtual column becomes a stored one",
        |it| users(it).column_mut("double").unwrap().generated.as_mut().unwrap().stored = true,
        |_| {},
    ),
    (
        "a column is computed otherwise",
        |it| {
            users(it).column_mut("double").unwrap().generated.as_mut().unwrap().expression = Spelling::any("age + age")
        },
        |_| {},
    ),
    ("a computed column becomes a plain one", |it| users(it).column_mut("loud").unwrap().generated = None, |_| {}),
    ("computed columns go", |it| users(it).columns.retain(|it| it.generated.is_none()), |_| {}),
    (
        "a column of which a check speaks goes",
        |it| {
            users(it).columns.retain(|it| it.name != "age" && it.name != "double");
            users(it).checks.clear();
            users(it).indexes.remove("ix_users_adult");
            users(it).indexes.remove("ix_users_mixed");
        },
        |_| {},
    ),
    ("a column of which nothing speaks goes", |it| users(it).columns.retain(|it| it.name != "two"), |_| {}),
    (
        "a column gets another collation",
        |it| users(it).column_mut("name").unwrap().collation = Spelling::default(),
        |_| {},
    ),
    ("a check changes", |it| add_check(users(it), "ck_users_age", "age > -1"), |_| {}),
    (
        "indexes change places",
        |it| {
            let indexes = &mut users(it).indexes;
            let (one, other) = (indexes.remove("ix_users_adult").unwrap(), indexes.remove("ix_users_mixed").unwrap());
            add_index(users(it), Index { name: "ix_users_mixed".to_owned(), ..one });
            add_index(users(it), Index { name: "ix_users_adult".to_owned(), ..other });
        },
        |_| {},
    ),
    (
        "an index and a unique change places",
        |it| {
            let name = "uq_users_name".to_owned();
            users(it).uniques.clear();
            let open = users(it).indexes.remove("uq_users_open").unwrap();
            add_index(users(it), Index { name, ..open });
            users(it).uniques.insert("uq_users_open".to_owned(), Unique::new("uq_users_open", ["name"]));
        },
        |_| {},
    ),
    (
        "a predicate changes",
        |it| users(it).indexes.get_mut("ix_users_adult").unwrap().predicate = Spelling::any("age > 20"),
        |_| {},
    ),
    (
        "a foreign key waits no longer",
        |it| users(it).foreign_keys.get_mut("fk_users_boss").unwrap().deferrable = Deferrable::No,
        |_| {},
    ),
    ("a table becomes strict", |it| users(it).options.strict = true, |_| {}),
    ("a table is no longer strict", |it| it.tables.get_mut(&"facts".into()).unwrap().options.strict = false, |_| {}),
    ("a table gets row numbers", |it| it.tables.get_mut(&"tags".into()).unwrap().options.without_rowid = false, |_| {}),
    (
        "a table loses its row numbers",
        |it| it.tables.get_mut(&"loose".into()).unwrap().options.without_rowid = true,
        |_| {},
    ),
    (
        "a column of a table without number becomes required",
        |it| {
            let label = it.tables.get_mut(&"loose".into()).unwrap().column_mut("label").unwrap();
            (label.nullable, label.default) = (false, text("none"));
        },
        |_| {},
    ),
    (
        "values of an enum change places and one goes",
        |it| {
            it.enums.get_mut("state").unwrap().values = vec!["done".to_owned(), "open".to_owned()];
        },
        |answers| answers.replace_value("state", "it's", "done"),
    ),
    (
        "a value of an enum is renamed along with column and table",
        |it| {
            it.enums.get_mut("state").unwrap().values[1] = "its".to_owned();
            let mut table = it.tables.remove(&"users".into()).unwrap();
            table.name = "people".into();
            table.column_mut("state").unwrap().name = "phase".to_owned();
            table.column_mut("age").unwrap().name = "years".to_owned();
            let sql = |spelling: &mut Spelling| {
                let text = spelling.any.take().unwrap();
                spelling.any = Some(text.replace("age", "years").replace("state", "phase"));
            };
            table.checks.values_mut().for_each(|it| sql(&mut it.expression));
            table.columns.iter_mut().filter_map(|it| it.generated.as_mut()).for_each(|it| sql(&mut it.expression));
            for index in table.indexes.values_mut() {
                if !index.predicate.is_empty() {
                    sql(&mut index.predicate);
                }
                for part in &mut index.parts {
                    if part.column_name() == Some("age") {
                        part.of = IndexPart::column("years").of;
                    }
                }
            }
            table.foreign_keys.values_mut().for_each(|key| key.references_table = "people".into());
            it.insert_table(table);
            it.tables
                .get_mut(&"facts".into())
                .unwrap()
                .foreign_keys
                .values_mut()
                .for_each(|key| key.references_table = "people".into());
        },
        |answers| {
            answers.rename_value("state", "it's", "its");
            answers.rename_table("users".into(), "people".into());
            answers.rename_column("people".into(), "state", "phase");
            answers.rename_column("people".into(), "age", "years");
        },
    ),
    (
        "everything at once",
        |it| {
            let table = users(it);
            table.columns.push(column("mail", "varchar(90)"));
            table.column_mut("name").unwrap().ty = "text".parse().unwrap();
            table.column_mut("age").unwrap().ty = "f64".parse().unwrap();
            table.checks.remove("ck_users_both");
            add_check(table, "ck_users_mail", "mail LIKE '%@%'");
            add_index(table, Index::new("ix_users_mail", ["mail", "name"]));
            it.enums.get_mut("state").unwrap().values.push("lost".to_owned());
        },
        |answers| answers.fill("users".into(), "mail", DefaultValue::Sql(Spelling::any("name || '@example.org'"))),
    ),
];

#[tokio::test]
async fn alterations_leave_what_a_new_database_has() {
    let old = everything();
    let before = fresh(&old).await;
    for (what, change, answer) in STEPS {
        let mut new = old.clone();
        change(&mut new);
        let mut answers = Answers::default();
        answer(&mut answers);
        let after = fresh(&new).await;
        let second = plan(&old, &new, &answers);
        for script in [&second.0, &second.1] {
            let rebuilt: Vec<&str> =
                script.lines().filter(|line| line.starts_with("CREATE TABLE \"_schema_rebuild")).collect();
            assert_eq!(rebuilt.iter().collect::<BTreeSet<_>>().len(), rebuilt.len(), "{what}: rebuilt twice\n{script}");
        }
        let database = database("altered").await;
        let first = revision(0, plan(&Schema::default(), &old, &Answers::default()));
        let all = Migrator::from_revisions(vec![first.clone(), revision(1, second.clone())]);
        Migrator::from_revisions(vec![first.clone()]).upgrade(&database.url()).await.unwrap();
        let mut session = database.session().await;
        session.execute(ROWS).await.unwrap();
        session.close().await.unwrap();
        for (way, schema, expected, script) in
            [("up", &new, &after, &second.0), ("down", &old, &before, &second.1), ("up again", &new, &after, &second.0)]
        {
            let what = format!("{what}, {way}\n{script}");
            let id = Target::parse(&first.id);
            let done = if way == "down" {
                all.downgrade(&database.url(), id).await
            } else {
                all.upgrade(&database.url()).await
            };
            done.unwrap_or_else(|error| panic!("{what}: {error}"));
            is(&database, schema, &what).await;
            let mut session = database.session().await;
            let found = dump(&mut session).await;
            let lines =
                |a: &BTreeSet<String>, b: &BTreeSet<String>| a.difference(b).cloned().collect::<Vec<_>>().join("\n  ");
            assert_eq!(
                &found,
                expected,
                "{what}\nmigrated:\n  {}\nnew:\n  {}",
                lines(&found, expected),
                lines(expected, &found)
            );
            // Rows, numbers that were given out, and numbers of rows.
            let table = if schema.tables.contains_key(&"people".into()) { "people" } else { "users" };
            let rows = format!(
                "SELECT group_concat(id || name || (SELECT seq FROM sqlite_sequence WHERE name = '{table}'), ' ') FROM {table}"
            );
            assert_eq!(session.one(&rows).await.unwrap().as_deref(), Some("1ada90 2bob90"), "{what}");
            if !schema.tables[&"loose".into()].options.without_rowid && !what.contains("loses its row") {
                let rows =
                    "SELECT group_concat(r || h, ' ') FROM (SELECT rowid AS r, hex(key) AS h FROM loose ORDER BY 1)";
                assert_eq!(session.one(rows).await.unwrap().as_deref(), Some("302 701"), "{what}");
            }
            assert_eq!(session.one("PRAGMA integrity_check").await.unwrap().as_deref(), Some("ok"), "{what}");
            session.close().await.unwrap();
        }
    }
}

/// Triggers, views and indexes that no model has outlive a rebuild of a table with computed columns.
#[tokio::test]
async fn what_is_made_by_hand_outlives_a_rebuild() {
    let old = everything();
    let mut new = old.clone();
    users(&mut new).column_mut("age").unwrap().ty = "f64".parse().unwrap();
    new.enums.get_mut("state").unwrap().values.push("lost".to_owned());
    new.tables.get_mut(&"tags".into()).unwrap().columns.push(computed("both", "text", "a || b", true));
    let database = database("by_hand").await;
    let first = revision(0, plan(&Schema::default(), &old, &Answers::default()));
    let second = revision(1, plan(&old, &new, &Answers::default()));
    Migrator::from_revisions(vec![first.clone()]).upgrade(&database.url()).await.unwrap();
    let mut session = database.session().await;
    session.execute(ROWS).await.unwrap();
    session.execute(BY_HAND).await.unwrap();
    let objects = "SELECT group_concat(type || ' ' || name || coalesce(sql, ''), ';') FROM (SELECT * FROM sqlite_schema WHERE type <> 'table' ORDER BY name)";
    let before = session.one(objects).await.unwrap();
    session.close().await.unwrap();
    Migrator::from_revisions(vec![first, second]).upgrade(&database.url()).await.unwrap();
    let mut session = database.session().await;
    let words = |text: Option<String>| plain(&text.unwrap());
    assert_eq!(words(session.one(objects).await.unwrap()), words(before));
    session
        .execute("UPDATE users SET name = 'eve' WHERE id = 1; INSERT INTO tags (a, b) VALUES ('z', 2)")
        .await
        .unwrap();
    let log = session.one("SELECT group_concat(what, '; ') FROM log").await.unwrap();
    assert_eq!(log.as_deref(), Some("ada>eve; tag of 2"));
    let names = session.one("SELECT group_concat(loud, ' ') FROM names").await.unwrap();
    assert_eq!(names.as_deref(), Some("EVE! BOB!"));
    session.close().await.unwrap();
}

/// A view that nobody can read stands in the way of a rename, and is named.
#[tokio::test]
async fn a_broken_view_is_named() {
    let old = everything();
    let mut new = old.clone();
    new.tables.get_mut(&"loose".into()).unwrap().column_mut("label").unwrap().name = "title".to_owned();
    let mut answers = Answers::default();
    answers.rename_column("loose".into(), "label", "title");
    let database = database("broken").await;
    let first = revision(0, plan(&Schema::default(), &old, &Answers::default()));
    let second = revision(1, plan(&old, &new, &answers));
    Migrator::from_revisions(vec![first.clone()]).upgrade(&database.url()).await.unwrap();
    let mut session = database.session().await;
    session.execute("CREATE VIEW \"off hand\" AS SELECT * FROM nowhere").await.unwrap();
    session.close().await.unwrap();
    let error = Migrator::from_revisions(vec![first, second]).upgrade(&database.url()).await.unwrap_err();
    let mut text = error.to_string();
    let mut source: Option<&dyn std::error::Error> = std::error::Error::source(&error);
    while let Some(error) = source {
        text += &format!("\n{error}");
        source = error.source();
    }
    assert!(text.contains("off hand"), "{text}");
}
