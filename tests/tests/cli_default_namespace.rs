//! A model that names the connection's own default namespace: its table is the one without a name, on every server.

mod cli_support;
mod support;

use cli_support::Shop;
use support::{Database, Engine, engines};

/// The default namespace of a test database.
fn default_namespace(engine: &Engine, database: &Database) -> Option<String> {
    match engine.dialect.name() {
        "sqlite" => None,
        "postgres" => Some("public".to_owned()),
        _ => database.url.rsplit('/').next().map(str::to_owned),
    }
}

fn models(namespace: &str, more: &str) -> String {
    format!(
        r#"
#[derive(Schema)]
#[schema(table = "a", namespace = "{namespace}")]
struct A {{
    #[schema(primary_key)]
    id: i64,
    #[schema(index, max_length = 40)]
    name: String,
    {more}
}}

#[derive(Schema)]
#[schema(table = "b")]
struct B {{
    #[schema(primary_key)]
    id: i64,
    #[schema(references(A::id), index)]
    a: i64,
}}

#[derive(Schema)]
#[schema(table = "c", namespace = "{namespace}")]
struct C {{
    #[schema(primary_key)]
    id: i64,
    #[schema(references(B::id), index)]
    b: i64,
}}
"#
    )
}

#[test]
fn a_table_in_the_default_namespace_is_the_one_without_a_name() {
    for engine in engines() {
        let dialect = engine.dialect;
        let database = support::block_on(engine.database("default_namespace"));
        let Some(namespace) = default_namespace(&engine, &database) else { continue };
        let execute = |sql: &str| {
            support::block_on(async {
                let mut session = database.session().await;
                session.execute(sql).await.unwrap_or_else(|error| panic!("{error}\n{sql}"));
                session.close().await.unwrap();
            });
        };
        let url = database.url.as_str();
        let shop = Shop::bare();
        shop.schema(&["init", "--dialect", dialect.name()]).fine();
        shop.models(&models(&namespace, ""));
        shop.schema(&["revision", "-m", "one"]).fine();
        let here = |args: &[&str]| shop.schema(&[args, &["--database-url", url]].concat());
        let agrees = || {
            here(&["check"]).fine();
            shop.schema(&["diff", url, "models"]).fine();
            let sql = shop.schema(&["diff", "models", url, "--sql"]).fine();
            assert_eq!(sql.stdout, "", "{dialect}");
        };
        here(&["upgrade"]).fine();
        execute("INSERT INTO a (id, name) VALUES (1, 'ada'); INSERT INTO b VALUES (1, 1); INSERT INTO c VALUES (1, 1)");
        agrees();
        here(&["stamp", "head"]).fine();
        here(&["stamp", "--detect"]).fine();

        shop.models(&models(&namespace, "#[schema(default = 7)]\n    age: i32,"));
        shop.schema(&["revision", "-m", "two"]).fine();
        here(&["upgrade"]).fine();
        agrees();
        here(&["downgrade", "-1", "--yes"]).fine();
        here(&["upgrade"]).fine();
        agrees();

        // What somebody changes by hand is a change of that table.
        execute("ALTER TABLE a ADD COLUMN extra INT; CREATE TABLE d (id INT PRIMARY KEY, a BIGINT)");
        let drift = here(&["check"]);
        assert!(drift.stdout.contains(&format!("+ column `{namespace}.a.extra` is there")), "{}", drift.all());
        assert!(drift.stdout.contains("+ table `d` is there"), "{}", drift.all());
        let sql = shop.schema(&["diff", url, "models", "--sql"]);
        assert!(!sql.stdout.contains("DROP TABLE `a`") && !sql.stdout.contains("DROP TABLE \"a\""), "{}", sql.all());
        assert!(sql.stdout.contains("DROP COLUMN"), "{}", sql.all());
        let adopted = here(&["revision", "--from-database", "-m", "three"]).fine();
        assert!(adopted.stderr.contains(&format!("+ add column `{namespace}.a.extra`")), "{}", adopted.all());
        assert!(adopted.stderr.contains("+ create table `d`"), "{}", adopted.all());
        here(&["stamp", "head"]).fine();
        let drift = here(&["check"]);
        assert!(!drift.stdout.contains("drift"), "{}", drift.all());
    }
}
