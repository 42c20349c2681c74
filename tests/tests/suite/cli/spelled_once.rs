//! SQL that models spell once for all dialects: it is read as the dialects of the project read it.

use crate::support::shop::Shop;
use crate::support::{self, Database, Engine, engines};

fn execute(database: &Database, statement: &str) -> Result<(), String> {
    support::block_on(async {
        let mut session = database.session().await;
        let done = session.execute(statement).await.map(|_| ()).map_err(|error| error.to_string());
        session.close().await.unwrap();
        done
    })
}

/// A table in which `number`, a column, has this name and these attributes.
fn tickets(number: &str, attribute: &str, rules: &str) -> String {
    format!(
        "#[derive(Schema)]\n#[schema(table = \"once_tickets\"{rules})]\nstruct Ticket {{\n    #[schema(primary_key)]\n    id: \
         i64,\n    #[schema(max_length = 20)]\n    state: String,\n{attribute}    {number}: i64,\n}}\n"
    )
}

/// `"old"` is a string there, and `#` begins a comment, whose quote opens nothing.
#[test]
fn only_the_column_takes_the_new_name_where_double_quotes_are_strings() {
    for engine in engines().into_iter().filter(Engine::is_mysql) {
        let shop = Shop::bare();
        shop.schema(&["init", "--dialect", engine.dialect.name()]).fine();
        let database = support::block_on(engine.database("cli_spelled_once"));
        let url = database.url.as_str();
        let go = |args: &[&str]| shop.schema_on(url, args).fine();
        let rules = |number: &str| {
            format!(", check(name = \"ck_once\", \"state <> \\\"old\\\" # it's a \\\"state\\\"\\n AND {number} > 0\")")
        };
        let computed = |number: &str| {
            format!("    #[schema(generated(\"if(state = \\\"old\\\", 0, {number})\", stored))]\n    twice: i64,\n")
        };
        shop.models(&tickets("old", &computed("old"), &rules("old")));
        shop.schema(&["revision", "-m", "one"]).fine();
        go(&["upgrade"]);
        execute(&database, "INSERT INTO once_tickets (id, state, old) VALUES (1, 'new', 7)").unwrap();

        let renamed = format!("{}    #[schema(renamed_from = \"old\")]\n", computed("new"));
        shop.models(&tickets("new", &renamed, &rules("new")));
        let revision = shop.schema(&["revision", "-m", "two"]).fine();
        assert_eq!(revision.stderr.matches("\n             ").count(), 1, "{}", revision.all());
        assert!(revision.stderr.contains("rename column `once_tickets.old` to `new`"), "{}", revision.all());
        shop.schema(&["check"]).fine();
        for _ in 0..2 {
            go(&["upgrade"]);
            shop.schema(&["check", "--database-url", url]).fine();
            execute(&database, "UPDATE once_tickets SET state = 'new', new = 8").unwrap();
            execute(&database, "UPDATE once_tickets SET state = 'old'").unwrap_err();
            execute(&database, "UPDATE once_tickets SET new = 0").unwrap_err();
            go(&["downgrade", "-1"]);
            execute(&database, "UPDATE once_tickets SET state = 'old'").unwrap_err();
            execute(&database, "UPDATE once_tickets SET old = 0").unwrap_err();
        }
        go(&["upgrade"]);

        // A string that is called like a column does not hold it.
        let rules = ", check(name = \"ck_once\", \"state <> \\\"new\\\"\")";
        shop.models(&tickets("other", "", rules));
        execute(&database, "UPDATE once_tickets SET state = 'fine'").unwrap();
        let args = ["revision", "-m", "three", "--no-rename", "once_tickets.other", "--fill", "once_tickets.other=1"];
        shop.schema(&[&args[..], &["--repair", "none"]].concat()).fine();
        go(&["upgrade"]);
        shop.schema(&["check", "--database-url", url]).fine();
        execute(&database, "UPDATE once_tickets SET state = 'new'").unwrap_err();
    }
}

/// On SQLite `"old"` is the column as long as there is one.
#[test]
fn a_name_in_double_quotes_takes_the_new_name_elsewhere() {
    let rules = |number: &str| format!(", check(name = \"ck_once\", \"state <> 'old' AND \\\"{number}\\\" > 0\")");
    for engine in engines().into_iter().filter(|engine| !engine.is_mysql()) {
        let shop = Shop::bare();
        shop.schema(&["init", "--dialect", engine.dialect.name()]).fine();
        let database = support::block_on(engine.database("cli_spelled_once"));
        let url = database.url.as_str();
        let go = |args: &[&str]| shop.schema_on(url, args).fine();
        shop.models(&tickets("old", "", &rules("old")));
        shop.schema(&["revision", "-m", "one"]).fine();
        go(&["upgrade"]);
        execute(&database, "INSERT INTO once_tickets (id, state, old) VALUES (1, 'new', 7)").unwrap();
        shop.models(&tickets("new", "    #[schema(renamed_from = \"old\")]\n", &rules("new")));
        let revision = shop.schema(&["revision", "-m", "two"]).fine();
        assert_eq!(revision.stderr.matches("\n             ").count(), 1, "{}", revision.all());
        go(&["upgrade"]);
        shop.schema(&["check", "--database-url", url]).fine();
        execute(&database, "UPDATE once_tickets SET new = 0").unwrap_err();
        go(&["downgrade", "-1"]);
        execute(&database, "UPDATE once_tickets SET old = 0").unwrap_err();
    }
}

#[test]
fn sql_that_two_dialects_read_in_two_ways_is_refused() {
    let shop = Shop::bare();
    shop.schema(&["init", "--dialect", "mysql,postgres"]).fine();
    let rules = |sql: &str| tickets("old", "", &format!(", check(name = \"ck_once\", {sql})"));
    shop.models(&rules(r#""state <> \"old\"""#));
    let told = shop.schema(&["revision", "-m", "one"]);
    for expected in [
        "error: in SQL of `check`, `\"old\"` is the column `old` on postgres, and a string on mysql\n --> src/main.rs:5:34\n",
        "help: write it without quotes or comments, or once for each dialect, as in `mysql = \"...\"`\n",
    ] {
        assert!(told.code == 3 && told.stderr.contains(expected), "{}", told.all());
    }
    shop.models(&rules(r#""1 > 0 # 1\n AND old > 0""#));
    shop.schema(&["revision", "-m", "one"]).fine();
    std::fs::remove_dir_all(shop.revisions().pop().unwrap()).unwrap();
    for (sql, is_fine) in [
        (r#""1 > 0 # old\n AND old > 0""#, false),
        (r#""old --1\n > 0""#, true),
        (r#""state > 0 --old\n""#, false),
        (r#""state <> 'old' AND old > 0""#, true),
        (r#""state <> \"young\"""#, true),
        (r#""\"old\" > 0", mysql = "`old` > 0""#, true),
    ] {
        shop.models(&rules(sql));
        let run = shop.schema(&["revision", "-m", "one"]);
        assert_eq!(run.code, if is_fine { 0 } else { 3 }, "{sql}\n{}", run.all());
        if is_fine {
            std::fs::remove_dir_all(shop.revisions().pop().unwrap()).unwrap();
        }
    }
    // MySQL has no index over some of the rows, and never reads what it would be over.
    shop.models(&tickets("old", "", r#", index(id, where = "\"old\" > 0", name = "ix_once")"#));
    shop.schema(&["revision", "-m", "one"]).fine();
}
