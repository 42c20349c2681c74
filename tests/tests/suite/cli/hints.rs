//! Commands that the tool names are run as they are printed, and are about the database and the revisions that the failed one was
//! about.

use crate::support;
use crate::support::shop::{Run, Shop};

const USERS: &str = r#"
#[derive(Schema)]
#[schema(table = "users")]
struct User {
    #[schema(primary_key)]
    id: i64,
}
"#;

/// Two revisions, and the project's own database at the first.
fn two() -> Shop {
    let shop = Shop::with(USERS);
    shop.schema(&["revision", "-m", "users"]).fine();
    shop.schema(&["upgrade"]).fine();
    shop.models(&USERS.replace("id: i64,", "id: i64,\n    age: Option<i32>,"));
    shop.schema(&["revision", "-m", "age"]).fine();
    shop
}

fn execute(shop: &Shop, file: &str, sql: &str) {
    use schema_core::connect::{Access, Connect as _, DatabaseUrl};
    let url = DatabaseUrl::parse(&format!("sqlite:{}", shop.path(file).display())).unwrap();
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    runtime.block_on(async {
        let mut session = url.into_session(Access::Write).await.unwrap();
        session.execute(sql).await.unwrap();
        session.close().await.unwrap();
    });
}

/// Waits until a new revision has another id than one that was taken away.
fn next_id() {
    std::thread::sleep(std::time::Duration::from_millis(2500));
}

#[track_caller]
fn failed(run: Run) -> Run {
    assert_ne!(run.code, 0, "{}", run.all());
    run
}

#[test]
fn what_is_named_for_another_database_leaves_that_of_the_project_alone() {
    let shop = two();
    let own = std::fs::read(shop.path("shop.db")).unwrap();
    // A name that a shell has to be told in quotes.
    let other = "sqlite:an other.db";
    let on = |args: &[&str]| shop.schema_on(other, args);

    // It is not there yet.
    for missing in [on(&["status"]).fine(), failed(shop.schema(&["check", "--database-url", other]))] {
        shop.paste(&missing, &[]).fine();
        assert!(shop.path("an other.db").exists(), "{}", missing.all());
        std::fs::remove_file(shop.path("an other.db")).unwrap();
    }
    // It is behind.
    on(&["upgrade", "users"]).fine();
    shop.paste(&on(&["current"]).fine(), &[]).fine();
    assert!(on(&["current"]).fine().stdout.contains("_age (head)"));
    // It has tables and no history.
    execute(&shop, "an other.db", "DROP TABLE _schema_revisions");
    shop.paste(&failed(on(&["upgrade"])), &[]).fine();
    execute(&shop, "an other.db", "DROP TABLE _schema_revisions");
    shop.paste(&on(&["current"]).fine(), &[]).fine();
    execute(&shop, "an other.db", "DROP TABLE _schema_revisions");
    shop.paste(&failed(on(&["check"])), &[]).fine();
    on(&["check"]).fine();
    // It is not what the revisions make.
    execute(&shop, "an other.db", "DROP TABLE _schema_revisions; CREATE TABLE extra (id INTEGER); DROP TABLE users");
    let refused = failed(on(&["stamp", "head"]));
    assert!(refused.stderr.contains("stamp head --force --database-url 'sqlite:an other.db'`"), "{}", refused.all());
    shop.paste(&refused, &[]).fine();
    for drift in [failed(on(&["check"])), failed(shop.schema(&["check", "--database-url", other]))] {
        let back = shop.paste(&drift, &[]);
        assert!(back.stdout.contains("CREATE TABLE \"users\""), "{}", back.all());
    }
    assert!(std::fs::read(shop.path("shop.db")).unwrap() == own, "the project's database was changed");
}

#[test]
fn a_file_of_the_current_folder_is_the_same_one_for_the_next_command() {
    let shop = two();
    std::fs::create_dir(shop.path("data")).unwrap();
    // An argument is a file of the current folder, an option one of the project.
    let missing = shop.schema_in(&shop.path("data"), &["diff", "sqlite:other.db", "head"], &[]);
    shop.paste(&failed(missing), &[]).fine();
    assert!(shop.path("data/other.db").exists());
    let missing = shop.schema_in(&shop.path("data"), &["check", "--database-url", "sqlite:third.db"], &[]);
    shop.paste(&failed(missing), &[]).fine();
    assert!(shop.path("third.db").exists());
}

#[test]
fn a_folder_of_revisions_is_named_again() {
    let shop = two();
    std::fs::rename(shop.path("migrations"), shop.path("the revisions")).unwrap();
    let at = |args: &[&str]| {
        shop.schema(&[args, &["--migrations", "the revisions", "--database-url", "sqlite:other.db"]].concat())
    };
    shop.paste(&at(&["status"]).fine(), &[]).fine();
    assert!(at(&["current"]).fine().stdout.contains("_age (head)"));
    execute(&shop, "other.db", "ALTER TABLE users ADD COLUMN extra TEXT");
    let drift = failed(at(&["check"]));
    assert!(!drift.stdout.contains("--from-database"), "no models found: {}", drift.all());
    let back = shop.paste(&drift, &[]);
    assert!(back.stdout.contains("DROP COLUMN \"extra\""), "{}", back.all());
}

#[test]
fn a_package_is_named_again() {
    let shop = two();
    let missing = shop.schema(&["history", "--applied", "--database-url", "sqlite:other.db", "-p", "shop"]);
    assert!(failed(missing).stderr.contains("`cargo schema upgrade -p shop --database-url sqlite:other.db`"));
    let elsewhere = tempfile::tempdir().unwrap();
    let manifest = shop.path("Cargo.toml").display().to_string();
    let args = ["history", "--applied", "--database-url", "sqlite:other.db", "--manifest-path", &manifest];
    shop.paste(&failed(shop.schema_in(elsewhere.path(), &args, &[])), &[]);
}

#[test]
fn a_password_is_never_in_a_command() {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    for engine in support::engines().into_iter().filter(|it| it.dialect != schema_core::schema::Dialect::SQLITE) {
        let database = runtime.block_on(engine.database("hints"));
        let url = database.url.as_str();
        let shop = Shop::bare();
        shop.schema(&["init", "--dialect", engine.dialect.name()]).fine();
        shop.models(USERS);
        shop.schema(&["revision", "-m", "users"]).fine();
        shop.schema(&["upgrade", "--database-url", url]).fine();
        let drop = shop.schema(&["diff", "--sql", "head", "base"]);
        // The statement itself, as a client would be given it.
        let drop = drop.stdout.trim().trim_end_matches(';').to_owned();
        runtime.block_on(async {
            let mut session = database.session().await;
            session.execute(&drop).await.unwrap();
            session.close().await.unwrap();
        });
        // It stands in the environment: no option is needed.
        let vars = [("DATABASE_URL", url)];
        let drift = shop.schema_in(shop.dir(), &["check", "--database"], &vars);
        assert!(drift.stdout.contains("`cargo schema diff database [ID]_users --sql`"), "{}", drift.all());
        let back = shop.paste(&drift, &vars);
        assert!(back.stdout.contains("CREATE TABLE"), "{}", back.all());
        let drift = shop.schema_in(shop.dir(), &["check", "--database-url", url], &vars);
        assert!(shop.paste(&drift, &vars).stdout.contains("CREATE TABLE"), "{}", drift.all());
        // Otherwise it is for the user to write.
        let drift = failed(shop.schema(&["check", "--database-url", url]));
        let hidden = !schema_core::connect::passwords(url).is_empty();
        let named = if hidden { "--database-url <url>`".to_owned() } else { format!("--database-url {url}`") };
        assert!(drift.stdout.contains(&named), "{}", drift.all());
        assert!(!drift.stdout.contains("***@") || drift.stdout.matches("***@").count() == 1, "{}", drift.all());
    }
}

#[test]
fn without_all_revisions_nothing_is_said_of_tables() {
    let shop = two();
    shop.schema(&["upgrade"]).fine();
    let newest = shop.revisions().pop().unwrap();
    std::fs::rename(&newest, shop.path("away")).unwrap();
    let check = shop.schema(&["check", "--database"]);
    assert_eq!(check.code, 1, "{}", check.all());
    assert!(check.stdout.contains("applied revision `[ID]_age` is missing from this project"), "{}", check.all());
    assert!(!check.stdout.contains("does not match") && !check.stdout.contains("ways out"), "{}", check.all());
    let current = shop.schema(&["current"]);
    assert_eq!((current.code, current.stdout.contains("database")), (6, false), "{}", current.all());
    // It is gone for good.
    next_id();
    shop.schema(&["revision", "-m", "another"]).fine();
    let asked = shop.paste(&failed(shop.schema(&["upgrade"])), &[]);
    assert!(asked.code == 2 && asked.stderr.contains("remove 2 revisions from the history"), "{}", asked.all());
    shop.schema(&["stamp", "--purge", "--detect", "--yes"]).fine();
    shop.schema(&["check", "--database"]).fine();
    // Everything is missing.
    std::fs::rename(shop.path("migrations"), shop.path("gone")).unwrap();
    let check = failed(shop.schema(&["check", "--database"]));
    assert!(check.stderr.contains("migrations directory `migrations` not found"), "{}", check.all());
    assert!(!check.stdout.contains("ways out"), "{}", check.all());
    let current = shop.schema(&["current"]);
    assert_eq!((current.code, current.stdout.contains("database")), (6, false), "{}", current.all());
}

#[test]
fn of_two_heads_the_way_to_one_is_named() {
    let shop = two();
    let away = shop.path("away");
    let newest = shop.revisions().pop().unwrap();
    std::fs::rename(&newest, &away).unwrap();
    shop.models(&USERS.replace("id: i64,", "id: i64,\n    bio: Option<String>,"));
    next_id();
    shop.schema(&["revision", "-m", "bio"]).fine();
    std::fs::rename(&away, &newest).unwrap();
    let current = shop.schema(&["current"]).fine();
    assert!(
        current.stdout.contains("2 heads: ") && current.stdout.contains("`cargo schema merge`"),
        "{}",
        current.all()
    );
    shop.paste(&current, &[]).fine();
    shop.schema(&["upgrade"]).fine();
}

/// The options that say where the revisions are stand in every command that has them, and in no other.
#[test]
fn several_heads_and_what_is_not_there_are_told_with_the_options() {
    let shop = two();
    let away = shop.path("away");
    let newest = shop.revisions().pop().unwrap();
    std::fs::rename(&newest, &away).unwrap();
    shop.models(&USERS.replace("id: i64,", "id: i64,\n    bio: Option<String>,"));
    next_id();
    shop.schema(&["revision", "-m", "bio"]).fine();
    std::fs::rename(&away, &newest).unwrap();
    let package = |args: &[&str]| shop.schema(&[args, &["-p", "shop"]].concat());
    for args in [&["heads"][..], &["check"], &["revision"], &["upgrade"], &["diff", "head", "models"], &["doctor"]] {
        let run = package(args);
        assert!(run.all().contains("merge them with `cargo schema merge -p shop`"), "{args:?}: {}", run.all());
    }
    let folder = |args: &[&str]| shop.schema(&[args, &["--migrations", "migrations"]].concat());
    for args in [&["heads"][..], &["show", "head"], &["upgrade", "--database-url", "sqlite:other.db"]] {
        let run = folder(args);
        assert!(run.stderr.contains("merge them with `cargo schema merge`"), "{args:?}: {}", run.all());
    }
    let unknown = failed(folder(&["show", "nothing"]));
    assert!(unknown.stderr.contains("`cargo schema history --migrations migrations`"), "{}", unknown.all());
    shop.paste(&unknown, &[]).fine();
    let unknown = failed(package(&["show", "nothing"]));
    assert!(unknown.stderr.contains("`cargo schema history -p shop`"), "{}", unknown.all());
    // A merge that is refused.
    std::fs::remove_dir_all(shop.revisions().pop().unwrap()).unwrap();
    shop.models(&USERS.replace("id: i64,", "id: i64,\n    age: Option<String>,"));
    std::fs::rename(&newest, &away).unwrap();
    next_id();
    shop.schema(&["revision", "-m", "text"]).fine();
    std::fs::rename(&away, &newest).unwrap();
    let refused = failed(package(&["merge"]));
    assert!(refused.stderr.contains("cargo schema revision -p shop`"), "{}", refused.all());
    // Nothing is there.
    std::fs::rename(shop.path("migrations"), shop.path("gone")).unwrap();
    for args in [&["upgrade"][..], &["check"]] {
        let run = failed(package(args));
        assert!(run.all().contains("create the first revision with `cargo schema revision"), "{}", run.all());
        assert!(run.all().contains(" -p shop`"), "{}", run.all());
    }
    let run = failed(package(&["doctor"]));
    assert!(run.all().contains("`cargo schema init -p shop`; the first revision"), "{}", run.all());
}

#[test]
fn of_a_revision_whose_first_statement_failed_nothing_is_left() {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    for engine in support::engines().into_iter().filter(support::Engine::is_mysql) {
        let database = runtime.block_on(engine.database("first_failed"));
        let shop = Shop::bare();
        shop.schema(&["init", "--dialect", engine.dialect.name()]).fine();
        shop.models(USERS);
        let vars = [("DATABASE_URL", database.url.as_str())];
        let schema = |args: &[&str]| shop.schema_in(shop.dir(), args, &vars);
        schema(&["revision", "-m", "users"]).fine();
        schema(&["upgrade"]).fine();
        schema(&["revision", "-m", "wrong", "--empty"]).fine();
        let wrong = shop.revisions().pop().unwrap();
        std::fs::write(wrong.join("up.sql"), "ALTER TABLE nothing ADD COLUMN x INT;\n").unwrap();
        let run = failed(schema(&["upgrade"]));
        assert!(run.stderr.contains("no statement ran"), "{}", run.all());
        assert!(schema(&["status"]).fine().stdout.contains(" is at [ID]_users, 1 revision behind\n"));
        std::fs::remove_dir_all(&wrong).unwrap();
        assert!(schema(&["status"]).fine().stdout.contains(" is at [ID]_users (head)\n"));
        schema(&["downgrade", "-1", "--yes"]).fine();
        schema(&["upgrade"]).fine();
    }
}
