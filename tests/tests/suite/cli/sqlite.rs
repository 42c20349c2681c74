//! The ordinary way on SQLite, through the tool: from the models to the database and back, with rows.

use crate::support;
use crate::support::shop::Shop;

const USERS: &str = r#"
#[derive(Schema)]
#[schema(table = "users")]
struct User {
    #[schema(primary_key)]
    id: i64,
    name: String,
}
"#;

/// The columns of the first row that `sql` gives; nothing where there is none.
fn row(shop: &Shop, sql: &str) -> String {
    support::block_on(async {
        let mut session = support::session(&format!("sqlite:{}", shop.path("shop.db").display())).await;
        let rows = session.rows(sql).await.unwrap_or_else(|error| panic!("{error}\n{sql}"));
        session.close().await.unwrap();
        let value = |value: &Option<String>| value.clone().unwrap_or_else(|| "NULL".to_owned());
        rows.first().map(|row| row.values().iter().map(value).collect::<Vec<_>>().join(" ")).unwrap_or_default()
    })
}

/// Another statement that SQLite takes.
fn execute(shop: &Shop, sql: &str) {
    support::block_on(async {
        let mut session = support::session(&format!("sqlite:{}", shop.path("shop.db").display())).await;
        session.execute(sql).await.unwrap_or_else(|error| panic!("{error}\n{sql}"));
        session.close().await.unwrap();
    });
}

/// From the models as they are now to the database, back by one revision, and there again; drift is looked for at each stop.
fn there_and_back(shop: &Shop, models: &str, flags: &[&str]) {
    shop.models(models);
    assert_eq!(shop.schema(&["check"]).code, 1, "{models}");
    shop.schema(&[&["revision"], flags].concat()).fine();
    shop.schema(&["check"]).fine();
    shop.schema(&["upgrade"]).fine();
    shop.schema(&["check", "--database"]).fine();
    shop.schema(&["downgrade", "-1", "--yes"]).fine();
    shop.schema(&["upgrade"]).fine();
    shop.schema(&["check", "--database"]).fine();
    assert_eq!(shop.schema(&["diff", "sqlite:shop.db", "models"]).fine().stdout, "");
}

/// A trial in memory has what a new foreign key leads to, and what leads to a changed table.
#[test]
fn a_second_revision_points_to_a_table_of_the_first() {
    let shop = Shop::with(USERS);
    there_and_back(&shop, USERS, &[]);
    execute(&shop, "INSERT INTO users VALUES (1, 'Ann')");
    let child = r#"
#[derive(Schema)]
struct Child {
    #[schema(primary_key)]
    id: i64,
    #[schema(references(User::id, on_delete(cascade)))]
    parent: i64,
}
"#;
    there_and_back(&shop, &format!("{USERS}{child}"), &[]);
    execute(&shop, "INSERT INTO child VALUES (1, 1)");
    // A foreign key of a table that is there, to another one that is, and to one that is new.
    let with_key = child.replace("    parent", "    parent: i64,\n    #[schema(references(User::id))]\n    other: Option<i64>,\n    #[schema(references(Tag::id))]\n    tag");
    let with_key = with_key.replace("tag: i64", "tag: Option<i64>");
    let tag = "#[derive(Schema)]\nstruct Tag {\n    #[schema(primary_key)]\n    id: i64,\n}\n";
    there_and_back(&shop, &format!("{USERS}{with_key}{tag}"), &[]);
    // The table that others point to is rebuilt, and one of its columns has a new name.
    let renamed = USERS
        .replace("id: i64", "#[schema(renamed_from = \"id\")]\n    number: i64")
        .replace("name: String", "name: Option<String>");
    let with_key = with_key.replace("User::id", "User::number");
    there_and_back(&shop, &format!("{renamed}{with_key}{tag}"), &[]);
    assert_eq!(row(&shop, "SELECT c.id, u.name FROM child AS c JOIN users AS u ON u.number = c.parent"), "1 Ann");
}

/// The name that a table takes is its own, as SQLite sees it.
#[test]
fn a_table_is_renamed_in_the_case_of_its_letters() {
    let users = USERS.replace("\"users\"", "\"Users\"");
    let child = "#[derive(Schema)]\nstruct Child {\n    #[schema(primary_key)]\n    id: i64,\n    #[schema(references(User::id))]\n    parent: i64,\n}\n";
    let shop = Shop::with("");
    there_and_back(&shop, &format!("{users}{child}"), &[]);
    execute(&shop, "INSERT INTO users VALUES (1, 'Ann'); INSERT INTO child VALUES (1, 1)");
    execute(&shop, "CREATE VIEW names AS SELECT name FROM \"Users\"");
    there_and_back(&shop, &format!("{USERS}{child}"), &["--rename", "Users:users"]);
    assert_eq!(row(&shop, "SELECT name FROM sqlite_schema WHERE type = 'table' AND name LIKE 'users'"), "users");
    assert_eq!(row(&shop, "SELECT name FROM names"), "Ann");
    // With other changes, and a check that is named after the table.
    let status = "#[derive(SchemaEnum)]\nenum Status { On, Off }\n";
    let other =
        users.replace("name: String", "name: Option<String>,\n    #[schema(default = \"on\")]\n    status: Status");
    there_and_back(&shop, &format!("{other}{child}{status}"), &["--rename", "users:Users"]);
    let other = other.replace("\"Users\"", "\"USERS\"");
    there_and_back(&shop, &format!("{other}{child}{status}"), &["--rename", "Users:USERS"]);
    assert_eq!(row(&shop, "SELECT name, status FROM users"), "Ann on");
}

/// While a table has another name, its columns have another table.
#[test]
fn a_check_names_its_own_table() {
    let users = USERS.replace(
        "struct User",
        "#[schema(check(\"\\\"users\\\".\\\"id\\\" > 0 AND Users . name <> ''\", name = \"ck\"))]\nstruct User",
    );
    let shop = Shop::with("");
    there_and_back(&shop, &users, &[]);
    execute(&shop, "INSERT INTO users VALUES (1, 'Ann')");
    there_and_back(&shop, &users.replace("name: String", "name: Option<String>"), &[]);
    assert_eq!(row(&shop, "SELECT id, name FROM users"), "1 Ann");
    let refused = support::block_on(async {
        let mut session = support::session(&format!("sqlite:{}", shop.path("shop.db").display())).await;
        let refused = session.execute("INSERT INTO users VALUES (0, 'Bob')").await.is_err();
        session.close().await.unwrap();
        refused
    });
    assert!(refused, "the check is still there");
}

/// A foreign key to a table that does not exist is in no model: a rebuild does not lose it without a word.
#[test]
fn a_foreign_key_to_what_does_not_exist_is_not_lost() {
    for definition in ["org INTEGER REFERENCES orgs (id)", "org INTEGER REFERENCES users (missing)"] {
        let shop = Shop::with("");
        let users = USERS.replace("name: String", "name: String,\n    org: Option<i64>");
        shop.models(&users);
        shop.schema(&["revision"]).fine();
        shop.schema(&["upgrade"]).fine();
        execute(&shop, "DROP TABLE users");
        execute(
            &shop,
            &format!("CREATE TABLE users (id INTEGER NOT NULL PRIMARY KEY, name TEXT NOT NULL, {definition})"),
        );
        shop.schema(&["check", "--database"]).fine();
        shop.models(&users.replace("name: String", "name: Option<String>"));
        shop.schema(&["revision"]).fine();
        for args in [&["upgrade"][..], &["upgrade", "--sql"]] {
            let run = shop.schema(args);
            assert!(run.code != 0 && run.stderr.contains("lose the foreign key of `org`"), "{}", run.all());
        }
        let run = shop.schema(&["diff", "sqlite:shop.db", "models", "--sql"]);
        assert!(run.code == 3 && run.stderr.contains("lose an unmanaged object"), "{}", run.all());
        // Its column goes, and the key with it.
        let last = shop.revisions().pop().unwrap();
        std::fs::remove_dir_all(last).unwrap();
        shop.models(USERS);
        shop.schema(&["revision"]).fine();
        shop.schema(&["upgrade"]).fine();
        shop.schema(&["check", "--database"]).fine();
    }
    // A revision may drop the table that its foreign key leads to.
    let shop = Shop::with("");
    let orgs = "#[derive(Schema)]\nstruct Orgs {\n    #[schema(primary_key)]\n    id: i64,\n}\n";
    let users =
        USERS.replace("name: String", "name: String,\n    #[schema(references(Orgs::id))]\n    org: Option<i64>");
    there_and_back(&shop, &format!("{users}{orgs}"), &[]);
    there_and_back(&shop, &USERS.replace("name: String", "name: String,\n    org: Option<i64>"), &[]);
}

#[test]
fn what_settles_conflicts_is_not_lost_by_a_difference_as_sql() {
    let shop = Shop::with(USERS);
    shop.schema(&["revision"]).fine();
    execute(&shop, "CREATE TABLE users (id INTEGER NOT NULL PRIMARY KEY ON CONFLICT REPLACE, name TEXT)");
    let run = shop.schema(&["diff", "sqlite:shop.db", "models", "--sql"]);
    assert!(run.code == 3 && run.stdout.is_empty() && run.stderr.contains("conflict clause `users`"), "{}", run.all());
}

/// What an INSERT stores is what it stored before the database was written down and made again.
#[test]
fn a_default_stays_the_value_that_it_is() {
    let shop = Shop::bare();
    let columns = [
        ("a BOOLEAN", "'f'"),
        ("b BOOLEAN", "'true'"),
        ("c BOOLEAN", "'1'"),
        ("d TEXT", "1.50"),
        ("e TEXT", "7"),
        ("f BLOB", "1.0"),
        ("g BLOB", "'\\x00ff'"),
        ("h INTEGER", "0x10"),
        ("i DATETIME", "'2020-01-01 00:00:00'"),
        ("j DATETIME", "'2020-01-01T10:00:00Z'"),
        ("k NUMERIC(10,2)", "1.50"),
        ("l int(11)", "'12'"),
        ("m INTEGER", "'x'"),
        ("n TEXT", "TRUE"),
        ("o DATE", "'2020'"),
    ];
    let list = columns.map(|(column, default)| format!("{column} DEFAULT {default}")).join(", ");
    execute(&shop, &format!("CREATE TABLE t (id INTEGER NOT NULL PRIMARY KEY, {list})"));
    let stored = columns.map(|(column, _)| {
        let name = column.split(' ').next().unwrap();
        format!("quote({name}), typeof({name})")
    });
    let stored = format!("SELECT {} FROM t", stored.join(", "));
    let insert = "INSERT INTO t (id) VALUES (1)";
    execute(&shop, insert);
    let before = row(&shop, &stored);

    let sql = shop.schema(&["inspect", "sqlite:shop.db", "--format", "sql"]).fine().stdout;
    shop.schema(&["adopt", "sqlite:shop.db"]).fine();
    std::fs::remove_file(shop.path("shop.db")).unwrap();
    execute(&shop, &sql);
    execute(&shop, insert);
    assert_eq!(row(&shop, &stored), before, "{sql}");

    shop.write("src/main.rs", "#![allow(dead_code)]\nmod models;\n\nfn main() {}\n");
    shop.schema(&["check"]).fine();
    std::fs::remove_file(shop.path("shop.db")).unwrap();
    shop.schema(&["upgrade"]).fine();
    execute(&shop, insert);
    assert_eq!(row(&shop, &stored), before, "{}", shop.read("src/models.rs"));
    shop.schema(&["check", "--database"]).fine();
}

/// Decimals are text on SQLite, and a text is compared as one.
#[test]
fn a_comparison_of_decimals_is_told() {
    let task = |check: &str| {
        format!(
            "#[derive(Schema)]\nstruct Task {{\n    #[schema(primary_key)]\n    id: i64,\n    #[schema(precision = 8, scale = 2, {check})]\n    estimate: rust_decimal::Decimal,\n}}\n"
        )
    };
    let shop = Shop::with(&task("check(\"estimate >= 2.5\")"));
    let run = shop.schema(&["revision"]).fine();
    let told = "warning: `ck_task_estimate` compares `task.estimate` as text, where 10 is less than 9: write `CAST(estimate AS REAL)` for this dialect";
    assert!(run.stderr.contains(told), "{}", run.all());
    let last = shop.revisions().pop().unwrap();
    std::fs::remove_dir_all(last).unwrap();
    let sound = task("check(\"estimate >= 2.5\", sqlite = \"CAST(estimate AS REAL) >= 2.5\")");
    shop.models(&sound);
    let run = shop.schema(&["revision"]).fine();
    assert!(!run.stderr.contains("as text"), "{}", run.all());
    shop.schema(&["upgrade"]).fine();
    execute(&shop, "INSERT INTO task VALUES (1, '10.00')");
    shop.schema(&["check", "--database"]).fine();
    // On a table that is there, in an index and in a computed column.
    let more =
        sound.replace("    id: i64,", "    id: i64,\n    #[schema(generated(\"estimate > 5\"))]\n    large: bool,");
    let more = more.replace("struct Task", "#[schema(index(id, where = \"estimate > 9\", name = \"ix_large\"))]\n#[schema(check(\"estimate >= 0\", name = \"ck_sign\"))]\nstruct Task");
    shop.models(&more);
    let run = shop.schema(&["revision", "--repair", "none"]).fine();
    assert!(run.stderr.contains("`large` compares") && run.stderr.contains("`ix_large` compares"), "{}", run.all());
    assert!(!run.stderr.contains("ck_sign` compares"), "{}", run.all());
}

/// Rows that nothing tells apart, and a search through a whole table for each row that changes elsewhere, are told as notes.
#[test]
fn the_doctor_notes_what_models_lack() {
    let log = "#[derive(Schema)]\nstruct Log {\n    #[schema(references(User::id))]\n    user: i64,\n    #[schema(references(User::id), index)]\n    other: i64,\n}\n";
    let shop = Shop::with(&format!("{USERS}{log}"));
    let run = shop.schema(&["doctor"]);
    assert!(run.stdout.contains("table `log` has no primary key: its rows cannot be identified"), "{}", run.all());
    assert!(run.stdout.contains("foreign key `fk_log_user` of `log` has no index"), "{}", run.all());
    assert!(!run.stdout.contains("fk_log_other") && !run.stdout.contains("`users` has no"), "{}", run.all());
    // MySQL makes such indexes itself.
    let shop = Shop::bare();
    shop.schema(&["init", "--dialect", "mysql"]).fine();
    shop.models(&format!("{USERS}{log}"));
    let run = shop.schema(&["doctor"]);
    assert!(run.stdout.contains("no primary key") && !run.stdout.contains("has no index"), "{}", run.all());
}
