//! A model that names the connection's own default namespace: its table is the one without a name, on every server.

use crate::support;
use crate::support::shop::{Shop, tool_command};
use crate::support::{Database, Engine, engines};
use schema_core::schema::Dialect;

/// The default namespace of a test database.
fn default_namespace(engine: &Engine, database: &Database) -> Option<String> {
    match engine.dialect.name() {
        "sqlite" => None,
        "postgres" => Some("public".to_owned()),
        _ => Some(database.name.clone()),
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
        let here = |args: &[&str]| shop.schema_on(url, args);
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
        assert!(
            drift.stdout.contains(&format!("+ column `{namespace}.a.extra` is not in any revision")),
            "{}",
            drift.all()
        );
        assert!(drift.stdout.contains("+ table `d` is not in any revision"), "{}", drift.all());
        let sql = shop.schema(&["diff", url, "models", "--sql"]);
        assert!(!sql.stdout.contains("DROP TABLE `a`") && !sql.stdout.contains("DROP TABLE \"a\""), "{}", sql.all());
        assert!(sql.stdout.contains("DROP COLUMN"), "{}", sql.all());
        let adopted = here(&["revision", "--from-database", "-m", "three"]).fine();
        assert!(adopted.stderr.contains(&format!("+ add column `{namespace}.a.extra`")), "{}", adopted.all());
        assert!(adopted.stderr.contains("+ create table `d`"), "{}", adopted.all());
        here(&["stamp", "head"]).fine();
        let drift = here(&["check"]);
        assert!(!drift.stdout.contains("does not match"), "{}", drift.all());
    }
}

/// The default namespace of a URL is set by the SQL for other people too, whose sessions may have another one.
#[test]
fn sql_for_others_says_which_namespace_is_the_default() {
    for engine in engines().into_iter().filter(|engine| engine.dialect == Dialect::POSTGRES) {
        let database = support::block_on(engine.database("default_namespace_sql"));
        let run = |sql: &str| {
            support::block_on(async {
                let mut session = database.session().await;
                for statement in sql.split(";\n") {
                    session.execute(statement).await.unwrap_or_else(|error| panic!("{error}\n{statement}"));
                }
                session.close().await.unwrap();
            });
        };
        run("CREATE SCHEMA \"My app\"");
        let url = format!("{}?options=-c%20search_path%3D%22My%5C%20app%22,public", database.url);
        let shop = Shop::bare();
        shop.schema(&["init", "--dialect", "postgres"]).fine();
        let here = |args: &[&str]| shop.schema_on(&url, args).fine();
        let one = models("My app", "").replace(", namespace = \"My app\"", "");
        shop.models(&one);
        shop.schema(&["revision", "-m", "one"]).fine();
        // The next one begins a session of its own.
        let up = shop.revisions()[0].join("up.sql");
        let text = std::fs::read_to_string(&up).unwrap();
        std::fs::write(&up, format!("{text}\nSET statement_timeout = '1min';\n")).unwrap();
        shop.models(&one.replace("name: String,", "name: String,\n    age: Option<i32>,"));
        shop.schema(&["revision", "-m", "two"]).fine();
        // To the letter: a run of the shop levels ids.
        let sql = |args: &[&str]| {
            let mut command = tool_command();
            command.arg("schema").args(args).args(["--sql", "--database-url", &url]).current_dir(shop.dir());
            String::from_utf8(command.output().unwrap().stdout).unwrap()
        };
        let up = sql(&["upgrade"]);
        assert!(up.contains("DISCARD ALL"), "{up}");
        run(&up);
        here(&["check", "--database"]);
        assert!(here(&["current"]).stdout.contains("_two (head)"), "{up}");
        run(&sql(&["downgrade", "base"]));
        here(&["upgrade"]);
        // Where everybody has the same one, nothing is said of it.
        let plain = shop.schema(&["upgrade", "--sql", "--database-url", &database.url]).fine();
        assert!(!plain.stdout.contains("search_path"), "{}", plain.all());
    }
}

/// The namespace of a user is that of somebody else where another user runs the SQL.
#[test]
fn sql_for_others_says_the_namespace_of_its_user() {
    for engine in engines().into_iter().filter(|engine| engine.dialect == Dialect::POSTGRES) {
        for path in
            ["", "?options=-c%20search_path%3D%24user,public", "?options=-c%20search_path%3D%22%24user%22,later"]
        {
            let database = support::block_on(engine.database("default_namespace_user"));
            let run = |url: &str, sql: &str| {
                support::block_on(async {
                    let mut session = support::session(url).await;
                    for statement in sql.split(";\n") {
                        session.execute(statement).await.unwrap_or_else(|error| panic!("{error}\n{statement}"));
                    }
                    let found = session.one("SELECT to_regclass(quote_ident(current_user) || '.a') IS NOT NULL").await;
                    session.close().await.unwrap();
                    found.unwrap()
                })
            };
            run(&database.url, "DO $$ BEGIN EXECUTE format('CREATE SCHEMA %I', current_user); END $$");
            let url = format!("{}{path}", database.url);
            let shop = Shop::bare();
            shop.schema(&["init", "--dialect", "postgres"]).fine();
            shop.models(&models("My app", "").replace(", namespace = \"My app\"", ""));
            shop.schema(&["revision", "-m", "one"]).fine();
            let sql = |args: &[&str]| {
                let mut command = tool_command();
                command.arg("schema").args(args).args(["--sql", "--database-url", &url]).current_dir(shop.dir());
                String::from_utf8(command.output().unwrap().stdout).unwrap()
            };
            // For another user, the path leads elsewhere.
            let other = format!("{}?options=-c%20search_path%3Dpublic", database.url);
            let up = sql(&["upgrade"]);
            assert_eq!(run(&other, &up).as_deref(), Some("t"), "{path}\n{up}");
            shop.schema(&["check", "--database", "--database-url", &url]).fine();
            run(&other, &sql(&["downgrade", "base"]));
            shop.schema(&["upgrade", "--database-url", &url]).fine();
        }
    }
}
