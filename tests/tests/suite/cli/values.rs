//! Values that the tool writes into rows and defaults: those of enums and bools, numbers of enums, and never NULL where none may stand.

use crate::support;
use crate::support::shop::Shop;
use schema_core::schema::Dialect;
use snapbox::{assert_data_eq, str};
use sqlx::Connection as _;

const ISSUES: &str = r#"
#[derive(SchemaEnum)]
enum Kind {
    Bug,
    Feature,
}

#[derive(Schema)]
#[schema(table = "issues")]
struct Issue {
    #[schema(primary_key)]
    id: i64,
}
"#;

#[test]
fn a_default_is_a_value_of_its_type() {
    let shop = Shop::with("");
    for (field, told) in [
        (
            "#[schema(default = \"hgh\")] kind: Kind",
            "`default` of `kind`: \"hgh\" is not a value of enum `kind`; its values: `bug`, `feature`",
        ),
        (
            "#[schema(default = \"maybe\")] open: bool",
            "`default` of `open`: \"maybe\" is not a value of bool; its values: true and false",
        ),
        (
            "#[schema(default = 1)] open: bool",
            "`default` of `open`: 1 is not a value of bool; its values: true and false",
        ),
        (
            "#[schema(fill = \"bugg\")] kind: Kind",
            "`fill` of `kind`: \"bugg\" is not a value of enum `kind`; its values: `bug`, `feature`",
        ),
        ("#[schema(default = 70000)] n: i16", "`default` of `n`: 70000 is not a value of i16"),
        (
            "#[schema(default(sql = \"'zzz'\"))] kind: Kind",
            "`default` of `kind`: \"zzz\" is not a value of enum `kind`",
        ),
        ("#[schema(default = \"abc\")] day: chrono::NaiveDate", "`default` of `day`: \"abc\" is not a value of date"),
        ("#[schema(default = \"2024-13-01\")] day: chrono::NaiveDate", "\"2024-13-01\" is not a value of date"),
        ("#[schema(default = \"{\")] data: serde_json::Value", "`default` of `data`: \"{\" is not a value of json"),
        ("#[schema(default = \"long\", max_length = 3)] name: String", "\"long\" is not a value of varchar(3)"),
        (
            "#[schema(default = 99999.5, precision = 4, scale = 2)] price: rust_decimal::Decimal",
            "`default` of `price`: 99999.5 is not a value of decimal(4,2)",
        ),
        ("#[schema(default = \"ab\")] sign: char", "`default` of `sign`: \"ab\" is not a value of char"),
        ("#[schema(fill(sql = \"(NULL)\"))] n: i16", "`fill` of `n`: `n` is NOT NULL and cannot be NULL"),
        ("#[schema(default(postgres = \"NULL::int\"))] n: i16", "`default` of `n`: `n` is NOT NULL and cannot be NULL"),
    ] {
        shop.models(&ISSUES.replace("id: i64,", &format!("id: i64,\n    {field},")));
        let run = shop.schema(&["check"]);
        assert!(run.code == 3 && (run.stdout.clone() + &run.stderr).contains(told), "{field}\n{}", run.all());
    }
}

#[test]
fn rows_get_no_value_that_the_column_cannot_have() {
    let shop = Shop::with(ISSUES);
    shop.schema(&["revision"]).fine();
    let with = |field: &str| shop.models(&ISSUES.replace("id: i64,", &format!("id: i64,\n    {field},")));
    for (field, fills) in [
        ("kind: Kind", &["bugg", "VALUE", "sql(NULL)", "NULL", "1"][..]),
        ("open: bool", &["maybe", "sql((null))", "NULL"]),
        ("day: chrono::NaiveDate", &["yesterday", "2024-13-40"]),
        ("clock: chrono::NaiveTime", &["25:00"]),
        ("at: chrono::DateTime<chrono::Utc>", &["2024-01-01"]),
        ("data: serde_json::Value", &["{x"]),
        ("address: std::net::IpAddr", &["999.1.1.1"]),
        ("#[schema(precision = 4, scale = 2)] price: rust_decimal::Decimal", &["123456.7"]),
        ("#[schema(max_length = 3)] name: String", &["abcdef"]),
        ("sign: char", &["ab"]),
        ("#[schema(max_length = 2)] mark: Vec<u8>", &["x'001122'"]),
        ("number: f64", &["1e400"]),
        (
            "name: String",
            &["NULL", "null", "VALUE", "sql(NULL)", "sql(/* none */ ((NULL)))", "sql(CAST(NULL AS text))"],
        ),
        ("#[schema(native = \"int(11)\")] n: i32", &["NULL", "VALUE", "sql(NULL)", "sql((null))"]),
    ] {
        with(field);
        let column = field.rsplit_once(':').unwrap().0.rsplit(' ').next().unwrap().to_owned();
        let run = shop.schema(&["revision"]);
        assert_eq!(run.code, 2, "{}", run.all());
        assert!(!run.stderr.to_lowercase().contains("null)'"), "NULL is not proposed: {}", run.all());
        for fill in fills {
            let run = shop.schema(&["revision", "--fill", &format!("issues.{column}={fill}")]);
            assert_eq!(run.code, 2, "{fill}: {}", run.all());
        }
        // Neither in a file.
        shop.write(
            "answers.toml",
            &format!("[[fills]]\ntable = \"issues\"\ncolumn = \"{column}\"\nvalue = {{ sql = \"NULL\" }}\n"),
        );
        let run = shop.schema(&["revision", "--answers", "answers.toml"]);
        assert_eq!(run.code, 2, "{}", run.all());
    }
    assert_eq!(shop.revisions().len(), 1);
    with("#[schema(native = \"int(11)\")] n: i32");
    let run = shop.schema(&["revision"]);
    assert!(run.stderr.contains("--fill issues.n=VALUE"), "{}", run.all());
    shop.schema(&["revision", "--fill", "issues.n=4"]).fine();
    shop.schema(&["upgrade"]).fine();
}

/// As sqlx stores it.
#[derive(Clone, Copy, Debug, PartialEq, sqlx::Type)]
#[repr(i16)]
enum Priority {
    Low = -1,
    High = 5,
    Higher,
}

const TASKS: &str = r#"
#[derive(SchemaEnum)]
#[repr(i16)]
enum Priority {
    Low = -1,
    High = 5,
    Higher,
}

#[derive(SchemaEnum)]
#[repr(i64)]
enum Size {
    Small,
    Large = 0x10_0000_0000,
}

#[derive(Schema)]
#[schema(table = "sq_tasks")]
struct Task {
    #[schema(primary_key)]
    id: i64,
    #[schema(default(number = "-1"))]
    priority: Priority,
    other: Option<Priority>,
    #[schema(column = "Size", default = 0)]
    size: Size,
}
"#;

/// What sqlx writes for `Priority` and reads back, and that a number of no variant is refused.
async fn through_sqlx(url: &str) {
    macro_rules! walk {
        ($connection:ty, $insert:literal) => {{
            let mut connection = <$connection>::connect(url).await.unwrap();
            for (id, priority) in [(1_i64, Priority::Low), (2, Priority::Higher)] {
                sqlx::query($insert)
                    .bind(id)
                    .bind(priority)
                    .bind(Some(priority))
                    .execute(&mut connection)
                    .await
                    .unwrap();
            }
            let rows: Vec<(Priority, Option<Priority>)> =
                sqlx::query_as("SELECT priority, other FROM sq_tasks ORDER BY id")
                    .fetch_all(&mut connection)
                    .await
                    .unwrap();
            assert_eq!(rows, [Priority::Low, Priority::Higher].map(|it| (it, Some(it))));
            let wrong = sqlx::query("INSERT INTO sq_tasks (id, priority) VALUES (3, 4)").execute(&mut connection).await;
            assert!(wrong.is_err(), "4 is no number of a variant");
            connection.close().await.unwrap();
        }};
    }
    match url.split(':').next().unwrap() {
        "sqlite" => walk!(sqlx::SqliteConnection, "INSERT INTO sq_tasks (id, priority, other) VALUES (?, ?, ?)"),
        "postgres" => walk!(sqlx::PgConnection, "INSERT INTO sq_tasks (id, priority, other) VALUES ($1, $2, $3)"),
        _ => walk!(sqlx::MySqlConnection, "INSERT INTO sq_tasks (id, priority, other) VALUES (?, ?, ?)"),
    }
}

#[test]
fn an_enum_of_numbers_is_stored_as_sqlx_does() {
    for engine in support::engines() {
        let database = support::block_on(engine.database("enum_numbers"));
        let shop = Shop::bare();
        shop.schema(&["init", "--dialect", engine.dialect.name()]).fine();
        let schema = |args: &[&str]| {
            let url: &[&str] =
                if args[0] == "revision" || args == ["check"] { &[] } else { &["--database-url", &database.url] };
            shop.schema(&[args, url].concat())
        };
        let drift = || shop.schema(&["check", "--database-url", &database.url]).fine();
        shop.models(TASKS);
        schema(&["revision"]).fine();
        schema(&["check"]).fine();
        schema(&["upgrade"]).fine();
        drift();
        support::block_on(through_sqlx(&database.url));
        // A variant more asks nothing of the rows.
        shop.models(&TASKS.replace("Higher,", "Higher,\n    Highest = 9,"));
        let run = schema(&["revision"]).fine();
        assert!(!run.stderr.contains("warning"), "{}: {}", engine.dialect, run.all());
        schema(&["upgrade"]).fine();
        drift();
        schema(&["downgrade", "-1", "--yes"]).fine();
        schema(&["upgrade"]).fine();
        drift();
        // One less does, and a column without a value gets one that there is.
        shop.models(
            &TASKS
                .replace("Low = -1,", "")
                .replace("default(number = \"-1\")", "default = 5")
                .replace("other: Option<Priority>", "other: Option<Priority>,\n    third: Priority"),
        );
        let run = schema(&["revision"]);
        assert!(run.code == 2 && run.all().contains("sq_tasks.third=5"), "{}: {}", engine.dialect, run.all());
        assert_eq!(schema(&["revision", "--fill", "sq_tasks.third=1"]).code, 2);
        let repair = "ck_sq_tasks_priority=UPDATE sq_tasks SET priority = 5, other = 5";
        let args = ["revision", "--fill", "sq_tasks.third=6", "--repair", repair, "--repair", "none"];
        schema(&args).fine();
        schema(&["upgrade"]).fine();
        drift();
        schema(&["downgrade", "-1", "--yes"]).fine();
        schema(&["upgrade"]).fine();
        drift();
        assert_eq!(shop.schema(&["diff", &database.url, "models"]).fine().stdout, "", "{}", engine.dialect);
        if engine.dialect == Dialect::SQLITE {
            shop.cargo(&["check"]).fine();
        }
        support::block_on(database.clear());
    }
}

#[test]
fn what_an_enum_of_numbers_cannot_say_is_told() {
    let shop = Shop::with("");
    for (with, told) in [
        (
            "#[schema(rename_all = \"kebab-case\")]\n#[repr(i16)]\nenum E { A }",
            "`#[repr(i16)]` stores the numbers of the variants, and `rename_all` is about names: leave it out",
        ),
        ("#[repr(i16)]\nenum E { #[schema(value = \"x\")] A }", "and `value` is about names: leave it out"),
        ("#[repr(usize)]\nenum E { A }", "`usize` differs from machine to machine: store it as `i32` or `i64`"),
        (
            "const N: i16 = 3;\n#[derive(SchemaEnum)]\n#[repr(i16)]\nenum E { A = N }",
            "the number of a variant is written out here, as in `= 3`: constants are not evaluated",
        ),
    ] {
        let derive = if with.contains("derive") { "" } else { "#[derive(SchemaEnum)]\n" };
        shop.models(&format!(
            "{derive}{with}\n#[derive(Schema)]\nstruct T {{\n    #[schema(primary_key)]\n    id: i64,\n    e: E,\n}}\n"
        ));
        let run = shop.schema(&["check"]);
        assert!(run.code == 3 && run.all().contains(told), "{with}\n{}", run.all());
    }
    shop.models("#[derive(SchemaEnum)]\n#[repr(i16)]\nenum E { A, B = 3 }\n#[derive(Schema)]\nstruct T {\n    #[schema(primary_key)]\n    id: i64,\n    #[schema(default = 1)]\n    e: E,\n}\n");
    let run = shop.schema(&["check"]);
    assert!(
        run.code == 3 && run.all().contains("`default` of `e`: 1 is not a value of `e`; its values: 0, 3"),
        "{}",
        run.all()
    );
}

/// An embedded struct is columns of the models that flatten it, with what it says of them.
#[test]
fn an_embedded_struct_is_columns() {
    let shop = Shop::bare();
    shop.schema(&["init", "--dialect", "sqlite"]).fine();
    let stamps = "use schema_core::Schema;\n\n#[derive(Schema)]\n#[schema(embedded, index(updated, created))]\npub struct Stamps {\n    #[schema(default = 0)]\n    pub created: i64,\n    pub updated: Option<i64>,\n}\n";
    shop.write("src/stamps.rs", stamps);
    let address = "#[derive(Schema)]\n#[schema(embedded)]\nstruct Address {\n    #[schema(unique, max_length = 40)]\n    zip: String,\n    kind: Kind,\n    #[schema(flatten(prefix = \"at_\"))]\n    stamps: stamps::Stamps,\n}\n#[derive(SchemaEnum)]\n#[repr(i32)]\nenum Kind { Home, Work }\n#[derive(Schema)]\n#[schema(embedded)]\nstruct Checked {\n    #[schema(check(\"n > 0\"))]\n    n: i32,\n}\n";
    let order = |fields: &str| {
        format!("mod stamps;\n{address}type Block = stamps::Stamps;\n#[derive(Schema)]\nstruct Order {{\n    #[schema(primary_key)]\n    id: i64,\n{fields}}}\n#[derive(Schema)]\nstruct Other {{\n    #[schema(primary_key, flatten)]\n    id: i64,\n}}\n").replace("primary_key, flatten", "primary_key")
    };
    shop.models(&order("    #[schema(flatten)]\n    block: Block,\n    #[schema(flatten(prefix = \"home_\"))]\n    address: Address,\n"));
    shop.schema(&["revision"]).fine();
    let sql = std::fs::read_to_string(shop.revisions()[0].join("up.sql")).unwrap();
    for part in [
        "\"created\" INTEGER NOT NULL DEFAULT 0,\n    \"updated\" INTEGER,\n    \"home_zip\" VARCHAR(40) NOT NULL,\n    \"home_kind\" INTEGER NOT NULL,\n    \"home_at_created\" INTEGER NOT NULL DEFAULT 0,\n    \"home_at_updated\" INTEGER,",
        "CHECK (home_kind IN (0, 1))",
        "CREATE UNIQUE INDEX \"uq_order_home_zip\" ON \"order\" (\"home_zip\")",
        "CREATE INDEX \"ix_order_updated_created\" ON \"order\" (\"updated\", \"created\")",
        "CREATE INDEX \"ix_order_home_at_updated_home_at_created\"",
    ] {
        assert!(sql.contains(part), "{part}\n{sql}");
    }
    shop.schema(&["check"]).fine();
    shop.schema(&["upgrade"]).fine();
    shop.schema(&["check", "--database"]).fine();
    shop.cargo(&["check"]).fine();
    // A change of the embedded struct is one of every model, and is shown where it is declared.
    shop.write("src/stamps.rs", &stamps.replace("pub updated", "pub by: Option<i64>,\n    pub updated"));
    let run = shop.schema(&["check"]);
    assert!(
        run.code == 1
            && run.stdout.contains("add column `order.home_at_by`")
            && run.stdout.contains("--> src/stamps.rs:8:9"),
        "{}",
        run.all()
    );
    let run = shop.cargo(&["check"]);
    assert!(
        run.code != 0 && run.stderr.contains("model change without a revision: add column `order.by`"),
        "{}",
        run.all()
    );
    shop.schema(&["revision"]).fine();
    shop.schema(&["upgrade"]).fine();
    shop.schema(&["downgrade", "-1", "--yes"]).fine();
    shop.schema(&["upgrade"]).fine();
    shop.schema(&["check", "--database"]).fine();
    for (fields, told) in [
        ("#[schema(flatten)]\n    other: Other,\n", "`Other` is a table of its own"),
        ("#[schema(flatten)]\n    other: String,\n", "`String` is no embedded struct that can be seen from here"),
        (
            "#[schema(flatten)]\n    a: Block,\n    #[schema(flatten)]\n    b: Block,\n",
            "two fields of `Order` have the column `created`",
        ),
        ("#[schema(flatten, unique)]\n    a: Block,\n", "`unique` needs one column, and this field says `flatten`"),
        ("#[schema(flatten(prefix = \"x_\"))]\n    a: Checked,\n", "SQL of `Checked` names its columns"),
        ("a: Block,\n", "the type `Block` has no column type that can be seen from here"),
        (
            "#[schema(references(stamps::Stamps::created))]\n    a: i64,\n",
            "is embedded in other models, and has no table",
        ),
    ] {
        shop.models(&order(&format!("    {fields}")));
        let run = shop.schema(&["check"]);
        assert!(run.code == 3 && run.all().contains(told), "{fields}\n{}", run.all());
    }
    shop.write("src/stamps.rs", &stamps.replace("embedded,", "embedded, table = \"x\","));
    let run = shop.schema(&["check"]);
    assert!(run.all().contains("`table` is about a table, and an `embedded` struct has none"), "{}", run.all());
}

/// What still names a value that its enum type loses is told with the revision: PostgreSQL refuses it, and elsewhere it never
/// matches again.
#[test]
fn what_names_a_value_that_goes_is_told() {
    let shop = Shop::bare();
    let models = |values: &str, parts: &str, fields: &str| {
        shop.models(&format!(
            "#[derive(SchemaEnum)]\nenum State {{ {values} }}\n\n#[derive(Schema)]\n#[schema(table = \"gone_jobs\", {parts})]\nstruct Job {{\n    \
             #[schema(primary_key)]\n    id: i64,\n    state: State,\n    note: String,\n    {fields}\n}}\n"
        ));
    };
    let (before, after) = ("New, Old, Done", "New, Done");
    shop.schema(&["init", "--dialect", "postgres"]).fine();
    for (parts, fields, speaker) in [
        ("check(name = \"ck\", \"state <> 'old'\")", "", "check constraint `ck`"),
        ("check(name = \"ck\", \"state IN ('new', 'old') OR id > 0\")", "", "check constraint `ck`"),
        ("index(name = \"ix\", id, where = \"state = 'old'\")", "", "index `ix`"),
        ("", "#[schema(generated(\"state = 'old'\"))]\n    was: bool,", "computed column `was`"),
        ("", "#[schema(default(sql = \"'old'::state\"))]\n    next: State,", "the default of column `next`"),
    ] {
        models(before, parts, fields);
        shop.schema(&["revision", "-m", "one"]).fine();
        models(after, parts, fields);
        let run = shop.schema(&["revision", "-m", "two"]);
        assert_eq!((run.code, shop.revisions().len()), (3, 1), "{parts}{fields}: {}", run.all());
        assert!(run.stderr.contains(&format!("{speaker} of `gone_jobs` uses it in `")), "{}", run.all());
        models("New, #[schema(renamed_from = \"old\")] Former, Done", parts, fields);
        let run = shop.schema(&["revision", "-m", "two"]);
        assert!(run.code == 3 && run.stderr.contains(speaker), "renamed: {}", run.all());
        std::fs::remove_dir_all(shop.path("migrations")).unwrap();
    }
    // Of a text it is nothing but a text.
    for (check, warns) in [
        ("note <> 'old'", false),
        ("state::text <> 'old'", true),
        ("state = 'new' OR note = 'old'", true),
        ("length('old') > 0 OR state = 'new'", true),
    ] {
        models(before, &format!("check(name = \"ck\", \"{check}\")"), "");
        shop.schema(&["revision", "-m", "one"]).fine();
        models(after, &format!("check(name = \"ck\", \"{check}\")"), "");
        let run = shop.schema(&["revision", "-m", "two"]).fine();
        assert_eq!(
            run.stderr.contains("check constraint `ck` of `gone_jobs` uses `old`"),
            warns,
            "{check}: {}",
            run.all()
        );
        std::fs::remove_dir_all(shop.path("migrations")).unwrap();
    }
}

/// It goes along with what names it.
#[test]
fn what_names_a_value_that_goes_changes_with_it() {
    let (before, after) = ("New, Old, Done", "New, Done");
    for engine in support::engines() {
        let shop = Shop::bare();
        shop.schema(&["init", "--dialect", engine.dialect.name()]).fine();
        let models = |values: &str, check: &str| {
            shop.models(&format!(
                "#[derive(SchemaEnum)]\nenum State {{ {values} }}\n\n#[derive(Schema)]\n#[schema(table = \"gone_jobs\", \
                 check(name = \"ck\", \"{check}\"))]\nstruct Job {{\n    #[schema(primary_key)]\n    id: i64,\n    state: State,\n}}\n"
            ));
        };
        let database = support::block_on(engine.database("cli_gone_value"));
        let go = |args: &[&str]| shop.schema_on(&database.url, args).fine();
        let run = |sql: &str| {
            support::block_on(async {
                let mut session = database.session().await;
                session.execute(sql).await.unwrap();
                session.close().await.unwrap();
            })
        };
        models(before, "state <> 'old' OR id > 1");
        shop.schema(&["revision", "-m", "one"]).fine();
        go(&["upgrade"]);
        run("INSERT INTO gone_jobs (id, state) VALUES (1, 'new'), (2, 'old')");
        models(after, "state <> 'old' OR id > 1");
        let told = shop.schema(&["revision", "-m", "same", "--replace", "state.old=done"]);
        if engine.dialect == Dialect::POSTGRES {
            assert_eq!(told.code, 3, "{}", told.all());
        } else {
            assert!(told.stderr.contains("check constraint `ck` of `gone_jobs` uses `old`"), "{}", told.all());
            go(&["upgrade"]);
            go(&["downgrade", "-1"]);
            std::fs::remove_dir_all(shop.revisions().pop().unwrap()).unwrap();
        }
        models(after, "state <> 'done' OR id > 1");
        let told =
            shop.schema(&["revision", "-m", "changed", "--replace", "state.old=done", "--repair", "none"]).fine();
        assert!(!told.stderr.contains("`ck` of"), "{}", told.all());
        go(&["upgrade"]);
        go(&["check"]);
        go(&["downgrade", "-1"]);
        go(&["upgrade"]);
        go(&["check", "--database"]);
    }
}

#[test]
fn sql_in_models_is_closed_in_itself() {
    let model = |attribute: &str| {
        format!(
            "#[derive(Schema)]\n{attribute}struct T {{\n    #[schema(primary_key)]\n    id: i64,\n    c: i64,\n    d: Option<i64>,\n}}\n"
        )
    };
    let shop = Shop::with(&model("#[schema(check(\"nonsense(((\"))]\n"));
    assert_data_eq!(
        shop.schema(&["revision"]).all(),
        str![[r#"
--- stderr
error: SQL of `check` is not closed in itself on sqlite: the parenthesis that opens here is not closed: `(((`
 --> src/main.rs:5:10
  |
5 | #[schema(check("nonsense((("))]
  |          ^^^^^

error: cannot read the models: 1 problem
--- exit 3

"#]]
    );
    let field = |attribute: &str| model("").replace("    c: i64", &format!("    #[schema({attribute})]\n    c: i64"));
    for (models, expected) in [
        (field("check(\"c > 1) OR (c < 0\")"), "SQL of `check`"),
        (field("check(\"c > 1 -- why\")"), "SQL of `check`"),
        (field("default(sql = \"'abc\")"), "SQL of `default`"),
        (field("default(sql = \"1; DROP TABLE t\")"), "SQL of `default`"),
        (field("fill(sql = \"(1\")"), "SQL of `fill`"),
        (field("generated(\"id /* why\", stored)"), "SQL of `generated`"),
        (field("native = \"decimal(10\""), "SQL of `native`"),
        (model("#[schema(index(c, where = \"c > 1)\"))]\n"), "SQL of `where`"),
        (model("#[schema(index(sql(\"lower(c\"), name = \"ix\"))]\n"), "SQL of `sql`"),
        (model("#[schema(unique(c, repair = \"DELETE FROM t WHERE (c > 1\"))]\n"), "SQL of `repair`"),
    ] {
        shop.models(&models);
        for command in ["revision", "check"] {
            let run = shop.schema(&[command]);
            let told = run.stderr.contains(expected) && run.stderr.contains("is not closed in itself on sqlite: ");
            assert!(run.code == 3 && told, "{models}\n{}", run.all());
        }
    }
    // What is closed is nobody's business but the database's.
    shop.models(&field("check(\"c <> 1 -- (\\n AND c <> 2\"), default(sql = \"(1)\")"));
    shop.schema(&["revision"]).fine();

    // An answer is looked at too.
    shop.models(&model(""));
    shop.schema(&["revision"]).fine();
    shop.models(&model("").replace("Option<i64>", "i64"));
    let run = shop.schema(&["revision", "--fill", "t.d=sql(c -- why)"]);
    assert!(run.code == 2 && run.stderr.contains("`sql(c -- why)` has unclosed "), "{}", run.all());
}

/// A text that is no value, but the same as one that goes, stays where it is.
#[test]
fn a_text_like_a_value_that_goes_stays() {
    for engine in support::engines() {
        let shop = Shop::bare();
        shop.schema(&["init", "--dialect", engine.dialect.name()]).fine();
        let models = |values: &str| {
            shop.models(&format!(
                "#[derive(SchemaEnum)]\nenum State {{ {values} }}\n\n#[derive(Schema)]\n#[schema(table = \"gone_jobs\", \
                 check(name = \"ck\", \"length('open') > 4 OR state = 'new' OR id > 0\"))]\nstruct Job {{\n    \
                 #[schema(primary_key)]\n    id: i64,\n    state: State,\n    #[schema(max_length = 9, generated(\"case when state in ('new') then 'open' else 'closed' end\"))]\n    label: String,\n}}\n"
            ));
        };
        let database = support::block_on(engine.database("cli_text_like_a_value"));
        let go = |args: &[&str]| shop.schema_on(&database.url, args).fine();
        let run = |sql: &str| {
            support::block_on(async {
                let mut session = database.session().await;
                let rows = session.rows(sql).await.unwrap();
                session.close().await.unwrap();
                rows.iter().map(|row| row.text(0).to_owned()).collect::<Vec<_>>()
            })
        };
        models("New, Open, Closed, Done");
        shop.schema(&["revision", "-m", "one"]).fine();
        go(&["upgrade"]);
        run("INSERT INTO gone_jobs (id, state) VALUES (1, 'new'), (2, 'open'), (3, 'closed')");
        models("New, Done");
        let replace = ["--replace", "state.open=new", "--replace", "state.closed=done"];
        let told = shop.schema(&[&["revision", "-m", "two"][..], &replace].concat()).fine();
        for speaker in
            ["computed column `label` of `gone_jobs` uses `closed`", "check constraint `ck` of `gone_jobs` uses `open`"]
        {
            assert!(told.stderr.contains(speaker), "{}", told.all());
        }
        go(&["upgrade"]);
        let labels = run("SELECT concat(id, ' ', state, ' ', label) FROM gone_jobs ORDER BY id");
        assert_eq!(labels, ["1 new open", "2 new open", "3 done closed"], "{}", engine.dialect);
        go(&["check", "--database"]);
        go(&["downgrade", "-1"]);
        go(&["upgrade"]);
    }
}
