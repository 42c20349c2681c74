//! An engine in one directory, outside of the crate and of the registry: each part of it is one file, with the name that the
//! part has in `schema-core/src/dialect/*`. Whoever adds an engine can begin with a copy.
//!
//! The tests take it along the whole way: models as a schema, plan, script, migrator, catalog, and back.

mod catalog;
mod connect;
mod engine;
mod execution;
mod facts;
mod lexing;
mod render;

use self::engine::TOY;
use schema_core::dialect;
use schema_core::diff::{Answers, Change, diff};
use schema_core::migrate::{Migrator, OwnedRevision, OwnedScript};
use schema_core::revision::Target;
use schema_core::schema::{
    Column, Dialect, ForeignKey, Identity, PrimaryKey, Release, Schema, Table, TableName, Version,
};
use schema_core::script::Script;
use sqlx::sqlite::{SqlitePool, SqlitePoolOptions};

fn block_on<T>(future: impl Future<Output = T>) -> T {
    tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime").block_on(future)
}

async fn memory() -> SqlitePool {
    let options = SqlitePoolOptions::new().max_connections(1).min_connections(1).idle_timeout(None).max_lifetime(None);
    options.connect("sqlite::memory:").await.expect("a database in memory")
}

fn column(name: &str, ty: &str) -> Column {
    Column::new(name, ty.parse().expect("a type"))
}

/// A table `users`, and with `posts` another one that refers to it.
fn schema(with_posts: bool) -> Schema {
    let mut schema = Schema::default();
    let mut users = Table::new("users");
    users.columns =
        [Column { identity: Some(Identity::default()), ..column("id", "i64") }, column("name", "text")].into();
    users.primary_key = Some(PrimaryKey::new(["id"]));
    schema.insert_table(users);
    if with_posts {
        let mut posts = Table::new("posts");
        posts.columns = [column("id", "i64"), column("author", "i64")].into();
        posts.primary_key = Some(PrimaryKey::new(["id"]));
        let key = ForeignKey::new("fk_posts_author", ["author"], TableName::new("users"), ["id"]);
        posts.foreign_keys.insert(key.name.clone(), key);
        schema.insert_table(posts);
    }
    schema
}

/// A revision that leads from the one schema to the other, and back.
fn revision(id: &str, parent: Option<&str>, old: &Schema, new: &Schema) -> OwnedRevision {
    let changes = diff(old, new, &Answers::default()).changes;
    let back: Vec<Change> = changes.iter().rev().cloned().map(Change::invert).collect();
    let script = |schema: &Schema, changes: &[Change]| {
        dialect::script(TOY, schema, changes).unwrap_or_else(|error| panic!("{error}")).to_string()
    };
    OwnedRevision {
        id: id.to_owned(),
        slug: "step".to_owned(),
        parents: parent.map(str::to_owned).into_iter().collect(),
        scripts: vec![OwnedScript {
            dialect: TOY,
            suffix: None,
            oldest: None,
            up: script(old, &changes),
            down: Some(script(new, &back)),
        }],
    }
}

#[test]
fn a_handle_is_compared_by_name_and_comes_behind_the_registry() {
    assert!(Dialect::ALL.iter().all(|known| *known < TOY && *known != TOY));
    assert_eq!(TOY.to_string(), "toy");
    assert!("toy".parse::<Dialect>().is_err(), "it is in no registry");
}

#[test]
fn scripts_are_read_by_its_rules() {
    let text = "# one; comment\nCREATE TABLE `a;b` (id integer);\nDROP TABLE `a;b`;\n";
    let script = Script::parse(TOY, text).expect("a script");
    assert_eq!(script.statements.len(), 2);
    let refused = Script::parse(TOY, "ATTACH 'x' AS y;").expect_err("one file").to_string();
    assert_eq!(refused, "line 1: the toy has one file");
}

#[test]
fn its_sql_is_rendered_by_it() {
    let changes = diff(&Schema::default(), &schema(false), &Answers::default()).changes;
    let script = dialect::script(TOY, &Schema::default(), &changes).expect("a script");
    assert!(script.statements[0].text.starts_with("CREATE TABLE `users` ("), "{script}");
}

#[test]
fn what_came_with_a_version_is_refused_before_it() {
    let mut strict = schema(false);
    strict.tables.values_mut().for_each(|table| table.options.strict = true);
    let changes = diff(&Schema::default(), &strict, &Answers::default()).changes;
    let script = |release: Release| dialect::script(release, &Schema::default(), &changes);
    let error = script(TOY.into()).expect_err("it came late");
    assert_eq!(error.since(), Some(Release::new(TOY, Version::new(1, 2))));
    assert_eq!(error.to_string(), "`users` on toy: `strict` needs `toy@1.2`; the scripts are for `toy@1`");
    assert!(script(Release::new(TOY, Version::new(1, 2))).expect("a script").to_string().contains("STRICT"));
}

#[test]
fn a_server_that_is_older_than_a_script_is_refused() {
    block_on(async {
        let pool = memory().await;
        let mut one = revision("20260101000000", None, &Schema::default(), &schema(false));
        one.scripts[0].oldest = Some(Version::new(1, 3));
        let refused = Migrator::from_revisions(vec![one.clone()]).upgrade(connect::open(&pool).await).await;
        let refused = refused.expect_err("the toy is 1.2").to_string();
        let said = "was written for `toy@1.3` and later, and this program has `toy@1.2`";
        assert!(refused.contains(said), "{refused}");
        one.scripts[0].oldest = Some(Version::new(1, 2));
        let done = Migrator::from_revisions(vec![one]).upgrade(connect::open(&pool).await).await;
        assert_eq!(done.expect("an upgrade").len(), 1);
    });
}

#[test]
fn revisions_go_up_and_down() {
    block_on(async {
        let pool = memory().await;
        let (one, two) = (schema(false), schema(true));
        let revisions = vec![
            revision("20260101000000", None, &Schema::default(), &one),
            revision("20260102000000", Some("20260101000000"), &one, &two),
        ];
        let migrator = Migrator::from_revisions(revisions);
        let done = migrator.upgrade(connect::open(&pool).await).await.expect("an upgrade");
        assert_eq!(done.len(), 2);
        let mut session = connect::open(&pool).await;
        let actual = dialect::introspect(&mut session).await.expect("a schema");
        assert_eq!(dialect::compare(TOY, &two, &actual), []);
        session.close().await.expect("given back");

        let target = Target::Named("20260101000000".to_owned());
        let back = migrator.downgrade(connect::open(&pool).await, target).await.expect("a downgrade");
        assert_eq!(back.len(), 1);
        let mut session = connect::open(&pool).await;
        let actual = dialect::introspect(&mut session).await.expect("a schema");
        assert_eq!(dialect::compare(TOY, &one, &actual), []);
        session.close().await.expect("given back");
    });
}
