//! What a rebuild of a table on SQLite must leave as it was: rows, children, numbers given out, views, indexes.

use crate::support;
use schema_core::dialect;
use schema_core::diff::{Answers, InOrder, Refuse, resolve};
use schema_core::schema::{Action, Column, Dialect, ForeignKey, Identity, Index, PrimaryKey, Schema, Table, Unique};

fn schema() -> Schema {
    let mut users = Table::new("users");
    let id = Column { identity: Some(Identity::default()), ..Column::new("id", "i64".parse().unwrap()) };
    let name = Column::new("name", "text".parse().unwrap());
    let boss = Column { nullable: true, ..Column::new("boss", "i64".parse().unwrap()) };
    users.columns = [id.clone(), name, boss].into();
    users.primary_key = Some(PrimaryKey::new(["id"]));
    let unique = Unique::new("uq_users_name", ["name"]);
    users.uniques.insert(unique.name.clone(), unique);
    let index = Index::new("ix_users_boss", ["boss"]);
    users.indexes.insert(index.name.clone(), index);
    let key = |name: &str, column: &str, on_delete| ForeignKey {
        name: name.into(),
        columns: vec![column.into()],
        references_table: "users".into(),
        references_columns: vec!["id".into()],
        on_delete,
        on_update: Action::NoAction,
        deferrable: Default::default(),
        match_full: false,
        not_valid: false,
    };
    users.foreign_keys.insert("fk_users_boss".into(), key("fk_users_boss", "boss", Action::SetNull));
    let mut posts = Table::new("posts");
    posts.columns = [id, Column::new("author", "i64".parse().unwrap())].into();
    posts.primary_key = Some(PrimaryKey::new(["id"]));
    posts.foreign_keys.insert("fk_posts_author".into(), key("fk_posts_author", "author", Action::Cascade));
    let mut schema = Schema::default();
    schema.insert_table(users);
    schema.insert_table(posts);
    schema
}

#[tokio::test]
async fn a_rebuild_keeps_rows_children_numbers_views_and_indexes() {
    let old = schema();
    let mut new = old.clone();
    // A longer default cannot be put on by ALTER: both tables are made anew.
    for (table, column) in [("users", "name"), ("posts", "author")] {
        let table = new.tables.get_mut(&table.into()).unwrap();
        table.column_mut(column).unwrap().nullable = true;
    }
    let plan = |from: &Schema, to: &Schema| {
        let changes = resolve(from, to, &mut Answers::default(), &mut InOrder(Refuse)).unwrap();
        dialect::script(Dialect::SQLITE, from, &changes).unwrap()
    };
    let engine = support::engines().remove(0);
    let database = engine.database("sqlite_rebuild").await;
    let mut session = database.session().await;
    for statement in plan(&Schema::default(), &old).statements {
        session.execute(&statement.text).await.unwrap();
    }
    session
        .execute(
            "INSERT INTO users (id, name, boss) VALUES (1, 'ada', NULL), (2, 'bob', 1), (100, 'gone', NULL);
             DELETE FROM users WHERE id = 100;
             INSERT INTO posts (author) VALUES (1), (2);
             CREATE VIEW writers AS SELECT users.name FROM users JOIN posts ON posts.author = users.id;",
        )
        .await
        .unwrap();

    let script = plan(&old, &new);
    assert!(script.directives.foreign_keys_off);
    let rebuilt = script.statements.iter().filter(|it| it.text.starts_with("CREATE TABLE")).count();
    assert_eq!(rebuilt, 2, "{script}");
    session.execute("PRAGMA foreign_keys = OFF").await.unwrap();
    session.begin().await.unwrap();
    for statement in &script.statements {
        session.execute(&statement.text).await.unwrap();
    }
    assert_eq!(session.rows("PRAGMA foreign_key_check").await.unwrap().len(), 0);
    session.commit().await.unwrap();
    session.execute("PRAGMA foreign_keys = ON").await.unwrap();

    let there = dialect::introspect(&mut session).await.unwrap();
    assert_eq!(dialect::compare(Dialect::SQLITE, &new, &there), []);
    assert_eq!(session.one("SELECT group_concat(name) FROM writers").await.unwrap().as_deref(), Some("ada,bob"));
    session.execute("INSERT INTO users (name) VALUES ('eve')").await.unwrap();
    let id = session.one("SELECT CAST(id AS TEXT) FROM users WHERE name = 'eve'").await.unwrap();
    assert_eq!(id.as_deref(), Some("101"), "a number that was given out is given out again");
    session.execute("INSERT INTO users (name) VALUES ('ada')").await.unwrap_err();
    // References of other tables and of the table itself are what they were, and work.
    session.execute("DELETE FROM users WHERE id = 1").await.unwrap();
    let left = "SELECT (SELECT count(*) FROM posts) || ' ' || coalesce((SELECT boss FROM users WHERE id = 2), 'none')";
    assert_eq!(session.one(left).await.unwrap().as_deref(), Some("1 none"));
    let names = "SELECT count(*) || '' FROM sqlite_schema WHERE sql LIKE '%_schema_rebuild%'";
    assert_eq!(session.one(names).await.unwrap().as_deref(), Some("0"));
    assert_eq!(session.one("PRAGMA integrity_check").await.unwrap().as_deref(), Some("ok"));
    session.close().await.unwrap();
}

/// In a table that start-up code made, a unique constraint stands in the definition and has no index that could be
/// dropped.
#[tokio::test]
async fn a_unique_of_a_table_made_by_hand_is_dropped_and_renamed() {
    let engine = support::engines().remove(0);
    let database = engine.database("sqlite_by_hand").await;
    let mut session = database.session().await;
    let by_hand = "CREATE TABLE t (id INTEGER PRIMARY KEY, a TEXT UNIQUE, b TEXT, UNIQUE (a, b));
        INSERT INTO t VALUES (1, 'x', 'y')";
    session.execute(by_hand).await.unwrap();
    let old = dialect::introspect(&mut session).await.unwrap();
    let mut new = old.clone();
    let table = new.tables.get_mut(&"t".into()).unwrap();
    table.uniques.remove("uq_t_a").unwrap();
    let renamed = Unique { name: "uq_pair".into(), ..table.uniques.remove("uq_t_a_b").unwrap() };
    table.uniques.insert(renamed.name.clone(), renamed);
    let changes = resolve(&old, &new, &mut Answers::default(), &mut InOrder(Refuse)).unwrap();
    for statement in dialect::script(Dialect::SQLITE, &old, &changes).unwrap().statements {
        session.execute(&statement.text).await.unwrap();
    }
    let there = dialect::introspect(&mut session).await.unwrap();
    assert_eq!(dialect::compare(Dialect::SQLITE, &new, &there), []);
    session.execute("INSERT INTO t VALUES (2, 'x', 'z')").await.unwrap();
    session.execute("INSERT INTO t VALUES (3, 'x', 'z')").await.unwrap_err();
    assert_eq!(session.one("SELECT group_concat(a || b) FROM t").await.unwrap().as_deref(), Some("xy,xz"));
}

#[tokio::test]
async fn a_time_loses_its_zone_and_no_digit() {
    let with = |ty: &str| {
        let mut table = Table::new("events");
        table.columns = [Column::new("at", ty.parse().unwrap())].into();
        let mut schema = Schema::default();
        schema.insert_table(table);
        schema
    };
    let (old, new) = (with("timestamptz"), with("datetime"));
    let plan = |from: &Schema, to: &Schema| {
        let changes = resolve(from, to, &mut Answers::default(), &mut Refuse).unwrap();
        dialect::script(Dialect::SQLITE, from, &changes).unwrap()
    };
    let database = support::engines().remove(0).database("sqlite_zone").await;
    let mut session = database.session().await;
    for statement in plan(&Schema::default(), &old).statements {
        session.execute(&statement.text).await.unwrap();
    }
    let times = [
        ("2024-05-06 07:08:09", "2024-05-06 07:08:09"),
        ("2024-05-06T07:08:09.123456789Z", "2024-05-06 07:08:09.123456789"),
        ("2024-05-06T07:08:09.999999+00:00", "2024-05-06 07:08:09.999999"),
        ("2024-01-01 01:30:00.25+02:00", "2023-12-31 23:30:00.25"),
        ("2024-05-06 07:08:09-03:30", "2024-05-06 10:38:09"),
        ("no time", "no time"),
    ];
    for (before, _) in times {
        session.execute(&format!("INSERT INTO events VALUES ('{before}')")).await.unwrap();
    }
    for (script, expected) in [(plan(&old, &new), times.map(|it| it.1)), (plan(&new, &old), times.map(|it| it.1))] {
        for statement in script.statements {
            session.execute(&statement.text).await.unwrap();
        }
        let rows = session.rows("SELECT at FROM events ORDER BY rowid").await.unwrap();
        assert_eq!(rows.iter().map(|row| row.text(0)).collect::<Vec<_>>(), expected);
    }
}
