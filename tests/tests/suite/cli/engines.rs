//! The tool on every engine that is there: one project, scripts for all dialects.

use crate::support;
use crate::support::shop::Shop;

const MODELS: &str = r#"
#[derive(SchemaEnum)]
enum Status {
    Open,
    Paid,
}

/// Somebody who buys.
#[derive(Schema)]
#[schema(table = "users")]
struct User {
    #[schema(primary_key, auto_increment)]
    id: i64,
    #[schema(unique, max_length = 80)]
    email: String,
    bio: Option<String>,
}

#[derive(Schema)]
#[schema(table = "orders")]
struct Order {
    #[schema(primary_key, auto_increment)]
    id: i64,
    #[schema(references(User::id, on_delete(cascade)))]
    buyer: i64,
    #[schema(index)]
    status: Status,
    #[schema(default = 1)]
    items: i32,
    paid: bool,
}
"#;

#[test]
fn up_and_down_on_every_engine() {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let shop = Shop::bare();
    shop.schema(&["init", "--dialect", "sqlite,postgres,mariadb,mysql"]).fine();
    shop.models(MODELS);
    shop.schema(&["revision", "-m", "shop"]).fine();
    shop.models(
        &MODELS.replace("bio: Option<String>", "bio: Option<String>,\n    #[schema(index)]\n    born: Option<i32>"),
    );
    shop.schema(&["revision", "-m", "born"]).fine();
    for name in ["up.sqlite.sql", "down.postgres.sql", "up.mariadb.sql", "down.mysql.sql"] {
        assert!(shop.revisions()[1].join(name).is_file(), "{name}");
    }
    for engine in support::engines() {
        let database = runtime.block_on(engine.database("cli"));
        let url = database.url.as_str();
        let schema = |args: &[&str]| shop.schema_on(url, args);
        let sql = schema(&["upgrade", "--sql"]);
        if engine.dialect != schema_core::schema::Dialect::SQLITE {
            assert!(sql.fine().stdout.contains("CREATE TABLE"), "{}", engine.dialect);
        }
        schema(&["upgrade", "+1"]).fine();
        let behind = schema(&["check"]);
        assert_eq!(behind.code, 1, "{}", behind.all());
        assert!(behind.stdout.contains("pending: ") && !behind.stdout.contains("does not match"), "{}", behind.all());
        schema(&["upgrade"]).fine();
        schema(&["check"]).fine();
        assert!(schema(&["current"]).fine().stdout.contains("_born (head)"));
        schema(&["downgrade", "-1"]).fine();
        schema(&["upgrade", "head"]).fine();
        runtime.block_on(async {
            let mut session = database.session().await;
            session.execute("DROP TABLE _schema_revisions").await.unwrap();
            session.close().await.unwrap();
        });
        assert_eq!(schema(&["upgrade"]).code, 6);
        assert_eq!(schema(&["stamp", "shop"]).code, 6, "it has more than that");
        schema(&["stamp", "head"]).fine();
        schema(&["downgrade", "base"]).fine();
        assert!(schema(&["status"]).fine().stdout.contains(" is at base, 2 revisions behind\n"));
        schema(&["upgrade"]).fine();
        schema(&["check"]).fine();
    }
}

/// A table that gives way to another one goes after that is there, in both directions: rows are copied between.
#[test]
fn rows_are_copied_before_their_table_goes() {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let shop = Shop::bare();
    shop.schema(&["init", "--dialect", "sqlite,postgres,mariadb,mysql"]).fine();
    let table = |name: &str, column: &str| {
        format!(
            "#[derive(Schema)]\n#[schema(table = \"{name}\")]\nstruct It {{\n    #[schema(primary_key)]\n    {column}: i64,\n}}\n"
        )
    };
    shop.models(&table("olds", "old_id"));
    shop.schema(&["revision", "-m", "old"]).fine();
    shop.models(&table("news", "new_id"));
    shop.schema(&["revision", "-m", "new"]).fine();
    let last = shop.revisions().pop().unwrap();
    for file in std::fs::read_dir(&last).unwrap().map(|file| file.unwrap().path()) {
        let text = std::fs::read_to_string(&file).unwrap();
        let name = file.file_name().unwrap().to_string_lossy().into_owned();
        let copy = match name.split('.').next().unwrap() {
            "up" => "INSERT INTO news (new_id) SELECT old_id FROM olds;",
            "down" => "INSERT INTO olds (old_id) SELECT new_id FROM news;",
            _ => continue,
        };
        let at = text.find("-- drop table").unwrap_or_else(|| panic!("{name}: {text}"));
        assert!(text.find("CREATE TABLE").is_some_and(|made| made < at), "{name}: {text}");
        std::fs::write(&file, format!("{}{copy}\n\n{}", &text[..at], &text[at..])).unwrap();
    }
    for engine in support::engines() {
        let database = runtime.block_on(engine.database("cli_copied"));
        let schema = |args: &[&str]| shop.schema_on(&database.url, args).fine();
        let ask = |sql: &str| {
            runtime.block_on(async {
                let mut session = database.session().await;
                let value = session.one(sql).await.unwrap();
                session.close().await.unwrap();
                value.unwrap_or_default()
            })
        };
        schema(&["upgrade", "+1"]);
        runtime.block_on(async {
            let mut session = database.session().await;
            session.execute("INSERT INTO olds (old_id) VALUES (7)").await.unwrap();
            session.close().await.unwrap();
        });
        schema(&["upgrade"]);
        assert_eq!(ask("SELECT concat(new_id, '') FROM news"), "7", "{}", engine.dialect);
        schema(&["downgrade", "-1", "--yes"]);
        assert_eq!(ask("SELECT concat(old_id, '') FROM olds"), "7", "{}", engine.dialect);
        schema(&["upgrade"]);
        assert_eq!(ask("SELECT concat(new_id, '') FROM news"), "7", "{}", engine.dialect);
        schema(&["check"]);
    }
}

/// What a column is computed by is read: only what may be NULL is told, and the rows of each engine agree.
#[test]
fn computed_columns_that_always_have_a_value_are_no_hazard() {
    for engine in support::engines() {
        let database = support::block_on(engine.database("never_null"));
        let shop = Shop::bare();
        shop.schema(&["init", "--dialect", engine.dialect.name()]).fine();
        let models = |more: &str| {
            format!(
                "#[derive(Schema)]\n#[schema(table = \"people\")]\nstruct Person {{\n    #[schema(primary_key)]\n    id: i64,\n    \
                 #[schema(max_length = 40)]\n    email: String,\n    n: Option<i32>,\n{more}}}\n"
            )
        };
        let go = |args: &[&str]| shop.schema_on(&database.url, args).fine();
        shop.models(&models(""));
        shop.schema(&["revision", "-m", "one"]).fine();
        go(&["upgrade"]);
        support::block_on(async {
            let mut session = database.session().await;
            session.execute("INSERT INTO people (id, email, n) VALUES (1, 'A@b.c', NULL)").await.unwrap();
            session.close().await.unwrap();
        });
        let computed = |name: &str, ty: &str, sql: &str| {
            let size = if ty == "String" { "max_length = 40, " } else { "" };
            format!("    #[schema({size}generated(stored, \"{sql}\"))]\n    {name}: {ty},\n")
        };
        let known = [
            computed("small", "String", "lower(email)"),
            computed("count", "i32", "coalesce(n, 0)"),
            computed("size", "i32", "length(trim(email)) + abs(coalesce(n, length(email))) * 2"),
        ];
        shop.models(&models(&known.concat()));
        let told = shop.schema(&["revision", "-m", "two"]).fine();
        assert!(!told.all().contains("no value") && !told.all().contains("NULL"), "{}: {}", engine.dialect, told.all());
        let script = shop.revisions().pop().unwrap().join("up.sql");
        assert!(!std::fs::read_to_string(script).unwrap().contains("hazard"), "{}", engine.dialect);
        go(&["upgrade"]);
        shop.schema(&["check", "--database-url", &database.url]).fine();
        // Where it may be NULL it is one.
        shop.models(&models(&[known.concat(), computed("last", "i32", "coalesce(n, n + 1)")].concat()));
        shop.schema(&["revision", "-m", "three"]).fine();
        let script = std::fs::read_to_string(shop.revisions().pop().unwrap().join("up.sql")).unwrap();
        assert!(script.contains("hazard["), "{}: {script}", engine.dialect);
    }
}
