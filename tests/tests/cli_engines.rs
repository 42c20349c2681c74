//! The tool on every engine that is there: one project, scripts for all dialects.

mod cli_support;
mod support;

use cli_support::Shop;

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
    #[schema(references(User::id, on_delete = cascade))]
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
        let schema = |args: &[&str]| shop.schema(&[args, &["--database-url", url]].concat());
        let sql = schema(&["upgrade", "--sql"]);
        if engine.dialect != schema_core::schema::Dialect::Sqlite {
            assert!(sql.fine().stdout.contains("CREATE TABLE"), "{}", engine.dialect);
        }
        schema(&["upgrade", "+1"]).fine();
        let behind = schema(&["check"]);
        assert_eq!(behind.code, 1, "{}", behind.all());
        assert!(behind.stdout.contains("pending: ") && !behind.stdout.contains("drift"), "{}", behind.all());
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
        assert_eq!(schema(&["current"]).fine().stdout, "base\n");
        schema(&["upgrade"]).fine();
        schema(&["check"]).fine();
    }
}
