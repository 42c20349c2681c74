//! The database that is meant, the one that exists already, and histories with two heads.

use crate::support;
use crate::support::engines;
use crate::support::shop::Shop;
use schema_core::schema::Dialect;
use snapbox::{assert_data_eq, str};

const USERS: &str = r#"
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
"#;

#[test]
fn an_existing_database_is_adopted_after_a_look_at_it() {
    let shop = Shop::with(USERS);
    shop.schema(&["revision"]).fine();
    shop.schema(&["upgrade"]).fine();
    // The tables stay, the history goes: as if somebody else had made them.
    forget_history(&shop);
    assert_data_eq!(
        shop.schema(&["upgrade"]).all(),
        str![[r#"
--- stderr
error: the database has 1 table (`users`) but no migration history

help: if it matches the newest revision, run `cargo schema stamp head`; otherwise name the revision, or `base`
--- exit 6

"#]]
    );
    assert_data_eq!(
        shop.schema(&["current"]).all(),
        str![[r#"
models     match the revisions
revisions  1, the head is [ID]_create_users
database   `sqlite:shop.db` has 1 table but no migration history
pending    [ID]_create_users
next       if they match the revisions, run `cargo schema stamp head`
--- exit 0

"#]]
    );
    assert_data_eq!(
        shop.schema(&["check", "--database"]).all(),
        str![[r#"
warning: `sqlite:shop.db` is 1 revision behind
  pending: [ID]_create_users

warning: `sqlite:shop.db` has 1 table but no migration history
  = help: if they match the revisions, run `cargo schema stamp head`
--- exit 1

"#]]
    );
    assert_data_eq!(
        shop.schema(&["stamp", "head"]).all(),
        str![[r#"
--- stderr
     Stamped sqlite:shop.db at [ID]_create_users (1 revision)
--- exit 0

"#]]
    );
    assert_data_eq!(
        shop.schema(&["upgrade"]).all(),
        str![[r#"
--- stderr
   Unchanged sqlite:shop.db is already at head or later
--- exit 0

"#]]
    );

    forget_history(&shop);
    shop.models(&USERS.replace("bio: Option<String>", "bio: Option<String>,\n    age: Option<i32>"));
    shop.schema(&["revision"]).fine();
    assert_data_eq!(
        shop.schema(&["stamp", "head"]).all(),
        str![[r#"
--- stderr
error: `sqlite:shop.db` does not match `head`

Caused by:
  changes needed to match:
  + add column `users.age`: i64, null

help: to stamp it anyway, run `cargo schema stamp head --force`
--- exit 6

"#]]
    );
    assert_data_eq!(
        shop.schema(&["stamp", "head-1"]).all(),
        str![[r#"
--- stderr
     Stamped sqlite:shop.db at [ID]_create_users (1 revision)
--- exit 0

"#]]
    );
    shop.schema(&["upgrade"]).fine();
    shop.schema(&["check", "--database"]).fine();
}

fn forget_history(shop: &Shop) {
    execute(shop, "DROP TABLE _schema_revisions");
}

fn execute(shop: &Shop, sql: &str) {
    use sqlx::Connection as _;
    let url = format!("sqlite://{}", shop.path("shop.db").display());
    tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap().block_on(async {
        let mut connection = sqlx::SqliteConnection::connect(&url).await.unwrap();
        sqlx::query(sqlx::AssertSqlSafe(sql.to_owned())).execute(&mut connection).await.unwrap();
        connection.close().await.unwrap();
    });
}

#[test]
fn two_heads_are_merged() {
    let shop = Shop::with(USERS);
    shop.schema(&["revision"]).fine();
    let base = shop.revisions().remove(0);
    // Two branches of a repository, each with a revision of its own.
    shop.models(&USERS.replace("bio: Option<String>", "bio: Option<String>,\n    age: Option<i32>"));
    shop.schema(&["revision"]).fine();
    let left = shop.revisions().remove(1);
    let away = shop.path("left");
    std::fs::rename(&left, &away).unwrap();
    shop.models(&USERS.replace("bio: Option<String>", "bio: Option<String>,\n    nick: Option<String>"));
    std::thread::sleep(std::time::Duration::from_millis(2100));
    shop.schema(&["revision"]).fine();
    std::fs::rename(&away, &left).unwrap();
    assert!(base.is_dir());
    let both = "bio: Option<String>,\n    age: Option<i32>,\n    nick: Option<String>";
    shop.models(&USERS.replace("bio: Option<String>", both));

    let before = shop.files();
    for command in ["revision", "upgrade", "check"] {
        let run = shop.schema(&[command]);
        assert_eq!(run.code, 6, "{command}: {}", run.all());
        assert!(run.stderr.contains("2 heads: "), "{}", run.stderr);
        assert!(run.stderr.contains("`cargo schema merge`"), "{}", run.stderr);
    }
    shop.path("shop.db").exists().then(|| panic!("a refused upgrade left a file"));
    assert!(shop.files() == before);
    assert_data_eq!(
        shop.schema(&["heads"]).all(),
        str![[r#"
[ID]_add_users_age
[ID]_add_users_nick
--- stderr
warning: 2 heads: `[ID]_add_users_age`, `[ID]_add_users_nick`
  = help: merge them with `cargo schema merge`
--- exit 0

"#]]
    );
    assert_data_eq!(
        shop.schema(&["merge"]).all(),
        str![[r#"
--- stderr
     Created migrations/[ID]_merge, which follows 2 heads
             after [ID]_add_users_age
             after [ID]_add_users_nick
--- exit 0

"#]]
    );
    assert_data_eq!(
        shop.schema(&["upgrade"]).all(),
        str![[r#"
--- stderr
     Applied [ID]_create_users (2 statements in [TIME])
     Applied [ID]_add_users_age (1 statement in [TIME])
     Applied [ID]_add_users_nick (1 statement in [TIME])
     Applied [ID]_merge (0 statements in [TIME])
    Upgraded sqlite:shop.db to [ID]_merge (4 revisions in [TIME])
--- exit 0

"#]]
    );
    shop.schema(&["check", "--database"]).fine();
    shop.schema(&["downgrade", "-1"]).fine();
    let run = shop.schema(&["status", "--format", "json"]).fine();
    let told: serde_json::Value = serde_json::from_str(&run.stdout).unwrap();
    assert_eq!(told["data"]["current"].as_array().map(Vec::len), Some(2), "two heads without their merge: {told:#}");
    shop.schema(&["downgrade", "base"]).fine();
}

/// The younger branch knows nothing of what the table, which it makes anew, got on the other one.
#[test]
fn heads_that_make_one_table_anew_are_not_merged() {
    let shop = Shop::with(USERS);
    shop.schema(&["revision"]).fine();
    shop.models(&USERS.replace("bio: Option<String>", "bio: Option<String>,\n    nick: Option<String>"));
    shop.schema(&["revision"]).fine();
    let left = shop.revisions().remove(1);
    let away = shop.path("left");
    std::fs::rename(&left, &away).unwrap();
    let filled = "#[schema(fill = \"\")]\n    bio: String";
    shop.models(&USERS.replace("bio: Option<String>", filled));
    std::thread::sleep(std::time::Duration::from_millis(2100));
    shop.schema(&["revision"]).fine();
    std::fs::rename(&away, &left).unwrap();
    shop.models(&USERS.replace("bio: Option<String>", &format!("{filled},\n    nick: Option<String>")));

    let right = shop.revisions().remove(2);
    let before = shop.files();
    assert_data_eq!(
        shop.schema(&["merge"]).all(),
        str![[r#"
--- stderr
error: `[ID]_add_users_nick` and `[ID]_alter_users_bio` cannot be merged

Caused by:
  on sqlite, `[ID]_alter_users_bio` rebuilds table `users` without the changes of `[ID]_add_users_nick`

help: if the newer branch was not applied anywhere, delete it (`migrations/[ID]_alter_users_bio`) and create it again on top of the other: `cargo schema revision --fill users.bio=`
--- exit 6

"#]]
    );
    assert!(shop.files() == before);
    // As it is told.
    std::fs::remove_dir_all(right).unwrap();
    shop.schema(&["revision"]).fine();
    shop.schema(&["upgrade"]).fine();
    shop.schema(&["check", "--database"]).fine();
}

#[test]
fn works_from_a_subfolder_with_a_relative_database() {
    let shop = Shop::with(USERS);
    let deep = shop.path("src/deep");
    std::fs::create_dir_all(&deep).unwrap();
    shop.schema_in(&deep, &["revision"], &[]).fine();
    shop.schema_in(&deep, &["upgrade"], &[]).fine();
    assert!(shop.path("shop.db").is_file());
    let manifest = shop.path("Cargo.toml");
    let elsewhere = shop.schema_in(
        std::env::temp_dir().as_path(),
        &["current", "--manifest-path", manifest.to_str().unwrap()],
        &[],
    );
    assert!(elsewhere.fine().stdout.contains("(head)"));
}

#[test]
fn the_database_is_found_in_this_order() {
    let shop = Shop::with(USERS);
    shop.schema(&["revision"]).fine();
    shop.schema(&["upgrade"]).fine();
    assert!(shop.path("shop.db").exists(), "the metadata where nothing else says one");
    shop.write(".env", "DATABASE_URL=sqlite:dotenv.db\n");
    shop.schema(&["upgrade"]).fine();
    assert!(shop.path("dotenv.db").exists(), "the program reads `.env`, and not the metadata");
    let env = [("DATABASE_URL", "sqlite:env.db")];
    shop.schema_in(shop.dir(), &["upgrade"], &env).fine();
    assert!(shop.path("env.db").exists());
    shop.schema_in(shop.dir(), &["upgrade", "--database-url", "sqlite:flag.db"], &env).fine();
    assert!(shop.path("flag.db").exists());
    let manifest = shop.read("Cargo.toml").replace("database-url = \"sqlite:shop.db\"\n", "");
    shop.write("Cargo.toml", &manifest);
    std::fs::remove_file(shop.path(".env")).unwrap();
    assert_eq!(shop.schema(&["upgrade"]).code, 2);
}

#[test]
fn a_time_limit_that_is_no_number_is_refused() {
    let shop = Shop::with(USERS);
    for told in ["abc", "-1", "0", "1.5"] {
        let run = shop.schema_in(shop.dir(), &["upgrade"], &[("CARGO_SCHEMA_CONNECT_TIMEOUT", told)]);
        assert_eq!(run.code, 2, "{}", run.all());
        assert!(run.stderr.contains(&format!("`CARGO_SCHEMA_CONNECT_TIMEOUT` is `{told}`")), "{}", run.stderr);
    }
}

#[test]
fn a_server_that_says_nothing_is_given_up() {
    let shop = Shop::bare();
    shop.schema(&["init", "--dialect", "postgres"]).fine();
    shop.models(USERS);
    shop.schema(&["revision"]).fine();
    // It takes connections into its queue, and never reads from one.
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("postgres://ada:secret@{}/shop", listener.local_addr().unwrap());
    for command in ["current", "upgrade"] {
        let vars = [("DATABASE_URL", url.as_str()), ("CARGO_SCHEMA_CONNECT_TIMEOUT", "1")];
        let run = shop.schema_in(shop.dir(), &[command], &vars);
        assert_eq!(run.code, 4, "{}", run.all());
        assert!(run.stderr.contains("it did not answer within 1 s"), "{}", run.all());
        assert!(!run.stderr.contains("secret"), "{}", run.all());
    }
}

/// The host, the database and the password of a URL are where its characters say, and not where its writer meant them to be.
#[test]
fn urls_that_say_another_thing_than_was_meant() {
    let shop = Shop::bare();
    shop.schema(&["init", "--dialect", "postgres,mysql,mariadb"]).fine();
    for engine in engines().into_iter().filter(|engine| engine.dialect != Dialect::SQLITE) {
        let database = support::block_on(engine.database("cli_urls"));
        let (server, _) = database.url.rsplit_once('/').unwrap();
        if engine.dialect == Dialect::POSTGRES {
            let told = shop.schema(&["current", "--database-url", server]);
            assert_eq!(told.code, 4, "{}", told.all());
            assert!(told.stderr.contains("help: the URL names no database"), "{}", told.all());
        }
        let (user, host) = server.rsplit_once('@').unwrap();
        let user = user.rsplit_once(':').unwrap().0;
        for password in ["p@ss/word", "pa/ss", "pa#ss", "pa?ss"] {
            let told = shop.schema(&["current", "--database-url", &format!("{user}:{password}@{host}/shop")]);
            assert_ne!(told.code, 0, "{}", told.all());
            assert!(told.stderr.contains("help: a password is percent-encoded"), "{password}: {}", told.all());
            assert!(!told.stderr.contains(password), "{}", told.all());
            let rest = told.stderr.replace("post", "").replace("percent", "");
            assert!(rest.contains("p"), "words are not masked: {}", told.all());
        }
        // A wrong password is no reason to speak of it.
        let told = shop.schema(&["current", "--database-url", &format!("{user}:wrong@{host}/shop")]);
        assert!(!told.stderr.contains("percent-encoded"), "{}", told.all());
    }
}

#[test]
fn a_database_that_does_not_exist_is_made_as_told() {
    for engine in engines() {
        let Some(server) = engine.server() else { continue };
        let database = support::block_on(engine.database("cli_create"));
        let name = &database.name;
        support::block_on(async {
            let mut session = support::session(server).await;
            session.execute(&format!("DROP DATABASE {name}")).await.unwrap();
            session.close().await.unwrap();
        });
        let shop = Shop::bare();
        shop.schema(&["init", "--dialect", engine.dialect.name()]).fine();
        shop.models(USERS);
        shop.schema(&["revision"]).fine();
        let vars = [("DATABASE_URL", database.url.as_str())];
        let run = shop.schema_in(shop.dir(), &["upgrade"], &vars);
        assert!(run.code == 4 && run.stderr.contains("`cargo schema upgrade --create`"), "{}", run.all());
        shop.paste(&run, &vars).fine();
        shop.schema_in(shop.dir(), &["check", "--database"], &vars).fine();
        // One that is there is taken as it is.
        shop.schema_in(shop.dir(), &["upgrade", "--create"], &vars).fine();
    }
}
