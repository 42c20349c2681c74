//! Drift in expressions on every engine: what somebody changed by hand is seen, and what only the engine spells otherwise is
//! none.

use crate::support;
use crate::support::shop::{Run, Shop};
use crate::support::{Database, engines};
use schema_core::schema::Dialect;

const MODELS: &str = r#"
#[derive(Schema)]
#[schema(table = "goods")]
#[schema(check("price > 0 AND amount < 100", name = "ck_price"))]
#[schema(check("code <> 'x' OR NOT price BETWEEN 3 AND 5", name = "ck_code"))]
#[schema(index(code, where = "price > 10", name = "ix_dear", only(postgres, sqlite)))]
#[schema(index(sql("lower(code)"), name = "ix_code", only(postgres, sqlite)))]
struct Line {
    #[schema(primary_key, auto_increment)]
    id: i64,
    #[schema(max_length = 20)]
    code: String,
    #[schema(default = 1)]
    price: i32,
    #[schema(default(sql = "1 + 1"))]
    amount: i32,
    #[schema(default(now))]
    at: chrono::NaiveDateTime,
    #[schema(generated(stored, "price * amount"))]
    total: Option<i32>,
}
"#;

/// Statements, and the names of what is drift after them; none where all is as it was.
type Step = (&'static str, &'static [&'static str]);

const NONE: &[&str] = &[];

/// What servers understand alike.
const SERVERS: &[Step] = &[
    (
        "ALTER TABLE goods DROP CONSTRAINT ck_price; ALTER TABLE goods ADD CONSTRAINT ck_price CHECK (((price) > (0)) AND amount<100)",
        NONE,
    ),
    (
        "ALTER TABLE goods DROP CONSTRAINT ck_price; ALTER TABLE goods ADD CONSTRAINT ck_price CHECK (price > 1 AND amount < 100)",
        &["ck_price"],
    ),
    (
        "ALTER TABLE goods DROP CONSTRAINT ck_price; ALTER TABLE goods ADD CONSTRAINT ck_price CHECK (price > 0 OR amount < 100)",
        &["ck_price"],
    ),
    (
        "ALTER TABLE goods DROP CONSTRAINT ck_price; ALTER TABLE goods ADD CONSTRAINT ck_price CHECK (price > 0 AND amount < 100)",
        NONE,
    ),
    (
        "ALTER TABLE goods DROP CONSTRAINT ck_code; ALTER TABLE goods ADD CONSTRAINT ck_code CHECK (code <> 'x' AND NOT price BETWEEN 3 AND 5)",
        &["ck_code"],
    ),
    (
        "ALTER TABLE goods DROP CONSTRAINT ck_code; ALTER TABLE goods ADD CONSTRAINT ck_code CHECK ((code <> 'x') OR (NOT (price BETWEEN 3 AND 5)))",
        NONE,
    ),
    ("ALTER TABLE goods ALTER COLUMN price SET DEFAULT 2", &["goods.price"]),
    ("ALTER TABLE goods ALTER COLUMN price SET DEFAULT 1", NONE),
    ("ALTER TABLE goods ALTER COLUMN amount SET DEFAULT (1 + 2)", &["goods.amount"]),
    ("ALTER TABLE goods ALTER COLUMN amount SET DEFAULT (1+1)", NONE),
];

const POSTGRES: &[Step] = &[
    // Loosely read this is the same.
    (
        "ALTER TABLE goods DROP CONSTRAINT ck_price; ALTER TABLE goods ADD CONSTRAINT ck_price CHECK (price::numeric > 0 AND amount < 100)",
        &["ck_price"],
    ),
    (
        "ALTER TABLE goods DROP CONSTRAINT ck_price; ALTER TABLE goods ADD CONSTRAINT ck_price CHECK (0 < price AND amount < 100)",
        &["ck_price"],
    ),
    (
        "ALTER TABLE goods DROP CONSTRAINT ck_price; ALTER TABLE goods ADD CONSTRAINT ck_price CHECK ((price>0)AND(amount<100))",
        NONE,
    ),
    ("ALTER TABLE goods ALTER COLUMN at SET DEFAULT CURRENT_DATE", &["goods.at"]),
    ("ALTER TABLE goods ALTER COLUMN at SET DEFAULT (CURRENT_TIMESTAMP AT TIME ZONE 'UTC')", NONE),
    (
        "ALTER TABLE goods DROP COLUMN total, ADD COLUMN total integer GENERATED ALWAYS AS (price + amount) STORED",
        &["goods.total"],
    ),
    (
        "ALTER TABLE goods DROP COLUMN total, ADD COLUMN total integer GENERATED ALWAYS AS ((price) * (amount)) STORED",
        NONE,
    ),
    ("DROP INDEX ix_dear; CREATE INDEX ix_dear ON goods (code) WHERE price > 11", &["ix_dear"]),
    ("DROP INDEX ix_dear; CREATE INDEX ix_dear ON goods (code) WHERE ((price) > (10))", NONE),
    ("DROP INDEX ix_code; CREATE INDEX ix_code ON goods (upper(code))", &["ix_code"]),
    ("DROP INDEX ix_code; CREATE INDEX ix_code ON goods (LOWER(code::text))", NONE),
];

const MYSQL: &[Step] = &[
    ("ALTER TABLE goods MODIFY at datetime(6) NOT NULL DEFAULT (curdate())", &["goods.at"]),
    ("ALTER TABLE goods MODIFY at datetime(6) NOT NULL DEFAULT CURRENT_TIMESTAMP(6)", NONE),
    ("ALTER TABLE goods MODIFY total int GENERATED ALWAYS AS (price + amount) STORED", &["goods.total"]),
    ("ALTER TABLE goods MODIFY total int GENERATED ALWAYS AS ((`price`) * (`amount`)) STORED", NONE),
];

/// SQLite keeps what was written, and is told so here.
const SQLITE: &[(&str, &str, &[&str])] = &[
    ("price > 0 AND amount < 100", "((price) > (0)) and \"amount\"<100", NONE),
    ("> (0)) and", "> (1)) and", &["ck_price"]),
    ("> (1)) and", "> (0)) or", &["ck_price"]),
    ("> (0)) or", "> (0)) and", NONE),
    ("NOT price BETWEEN", "price BETWEEN", &["ck_code"]),
    ("price BETWEEN", "NOT price between", NONE),
    ("DEFAULT 1", "DEFAULT '2'", &["goods.price"]),
    ("DEFAULT '2'", "DEFAULT '1'", NONE),
    ("DEFAULT (1 + 1)", "DEFAULT (1 + 2)", &["goods.amount"]),
    ("DEFAULT (1 + 2)", "DEFAULT (1+1)", NONE),
    ("CURRENT_TIMESTAMP", "CURRENT_DATE", &["goods.at"]),
    ("CURRENT_DATE", "(current_timestamp)", NONE),
    ("price * amount", "price + amount", &["goods.total"]),
    ("price + amount", "(price * \"amount\")", NONE),
    ("WHERE price > 10", "WHERE price > 11", &["ix_dear"]),
    ("WHERE price > 11", "WHERE ((\"price\") > 10)", NONE),
    ("lower(code)", "upper(code)", &["ix_code"]),
    ("upper(code)", "LOWER( [code] )", NONE),
];

fn execute(url: &str, sql: &str) {
    support::block_on(async {
        let mut session = support::session(url).await;
        session.execute(sql).await.unwrap_or_else(|error| panic!("{error}\n{sql}"));
        session.close().await.unwrap();
    });
}

/// A project for the dialect, and a database at its head.
fn made(shop: &Shop, dialect: Dialect, name: &str) -> Database {
    let engine = engines().into_iter().find(|engine| engine.dialect == dialect).unwrap();
    let database = support::block_on(engine.database(name));
    shop.schema(&["upgrade", "--database-url", &database.url]).fine();
    database
}

fn project() -> Shop {
    let shop = Shop::bare();
    shop.schema(&["init", "--dialect", "sqlite,postgres,mariadb,mysql"]).fine();
    shop.models(MODELS);
    shop.schema(&["revision", "-m", "goods"]).fine();
    shop
}

#[track_caller]
fn is(dialect: Dialect, run: &Run, step: &str, expected: &[&str]) {
    let text = run.all();
    if expected.is_empty() {
        assert_eq!(run.code, 0, "{dialect}: {step}\n{text}");
        assert!(!text.contains("warning"), "{dialect}: {step}\n{text}");
        return;
    }
    assert_eq!(run.code, 1, "{dialect}: {step}\n{text}");
    let drift: Vec<&str> = run
        .stdout
        .lines()
        .filter(|line| line.starts_with("  ~ ") || line.starts_with("  + ") || line.starts_with("  - "))
        .collect();
    assert_eq!(drift.len(), expected.len(), "{dialect}: {step}\n{text}");
    assert!(expected.iter().all(|name| drift.iter().any(|line| line.contains(&format!("`{name}`")))), "{text}");
}

#[test]
fn what_was_changed_by_hand_is_seen_and_nothing_else() {
    let shop = project();
    for dialect in engines().into_iter().map(|engine| engine.dialect) {
        let database = made(&shop, dialect, "cli_drift");
        let url = database.url.as_str();
        let check = |step: &str, expected: &[&str]| {
            is(dialect, &shop.schema(&["check", "--database-url", url]), step, expected);
            let stamp = shop.schema(&["stamp", "head", "--database-url", url]);
            assert_eq!(stamp.code, if expected.is_empty() { 0 } else { 6 }, "{dialect}: {step}\n{}", stamp.all());
            let diff = shop.schema(&["diff", "head", url]);
            assert_eq!(diff.code, i32::from(!expected.is_empty()), "{dialect}: {step}\n{}", diff.all());
        };
        check("nothing", NONE);
        let own = match dialect.name() {
            "sqlite" => &[],
            "postgres" => POSTGRES,
            _ => MYSQL,
        };
        let servers = if dialect == Dialect::SQLITE { &[] } else { SERVERS };
        for (sql, expected) in servers.iter().chain(own) {
            execute(url, sql);
            check(sql, expected);
        }
        for (old, new, expected) in SQLITE.iter().filter(|_| dialect == Dialect::SQLITE) {
            let quoted = |text: &str| text.replace('\'', "''");
            let change = format!(
                "PRAGMA writable_schema = ON; \
                 UPDATE sqlite_schema SET sql = replace(sql, '{}', '{}') WHERE tbl_name = 'goods' AND sql LIKE '%{}%'; \
                 PRAGMA writable_schema = RESET",
                quoted(old),
                quoted(new),
                quoted(old)
            );
            execute(url, &change);
            check(&format!("{old} -> {new}"), expected);
        }
        let doctor = shop.schema(&["doctor", "--database-url", url]);
        assert!(!doctor.stdout.contains("does not match its revisions"), "{dialect}: {}", doctor.all());
        shop.schema(&["stamp", "--detect", "--database-url", url]).fine();
        let unchanged = shop.schema(&["revision", "--from-database", "--database-url", url]).fine();
        assert!(unchanged.stderr.contains("the database matches the revisions"), "{}", unchanged.all());
        if dialect != Dialect::SQLITE {
            support::block_on(no_scratch_place_is_left(&database));
        }
    }
}

/// Waits until none of the scratch places that are there now is left: on MySQL and MariaDB some may be those of tests that run at the
/// same time, which are gone in a moment.
async fn no_scratch_place_is_left(database: &Database) {
    let list = "SELECT schema_name FROM information_schema.schemata WHERE schema_name LIKE '%schema_scratch%'";
    let mut session = database.session().await;
    let mut left: Option<Vec<String>> = None;
    for _ in 0..300 {
        let rows = session.rows(list).await.unwrap();
        let now: Vec<String> = rows.iter().map(|row| row.text(0).to_owned()).collect();
        let still = left.unwrap_or_else(|| now.clone()).into_iter().filter(|name| now.contains(name)).collect();
        left = Some(still);
        if left.as_ref().is_some_and(Vec::is_empty) {
            break;
        }
        tokio::time::sleep(std::time::Duration::from_millis(100)).await;
    }
    session.close().await.unwrap();
    assert_eq!(left.unwrap_or_default(), [""; 0], "{}", database.dialect);
}

/// Who may only read is told that the words were compared, and what differs in them.
#[test]
fn a_reader_compares_words() {
    let shop = project();
    for dialect in engines().into_iter().map(|engine| engine.dialect).filter(|it| *it != Dialect::SQLITE) {
        let database = made(&shop, dialect, "cli_drift_reader");
        let url = database.url.as_str();
        let reader = database.url.replace("tester:secret@", "drift_reader:poor@");
        assert_ne!(url, reader);
        let (come, go) = if dialect == Dialect::POSTGRES {
            (
                "DROP ROLE IF EXISTS drift_reader; CREATE ROLE drift_reader LOGIN PASSWORD 'poor'; \
                 GRANT USAGE ON SCHEMA public TO drift_reader; \
                 GRANT SELECT ON ALL TABLES IN SCHEMA public TO drift_reader"
                    .to_owned(),
                "DROP OWNED BY drift_reader; DROP ROLE drift_reader",
            )
        } else {
            (
                format!(
                    "DROP USER IF EXISTS drift_reader; CREATE USER drift_reader IDENTIFIED BY 'poor'; \
                     GRANT SELECT, REFERENCES ON {}.* TO drift_reader",
                    database.name
                ),
                "DROP USER drift_reader",
            )
        };
        execute(url, &come);
        // Without parentheses of the server's the words are not ours.
        let check = "ALTER TABLE goods DROP CONSTRAINT ck_price; \
                     ALTER TABLE goods ADD CONSTRAINT ck_price CHECK (price > 7 AND amount < 100)";
        let runs = [shop.schema(&["check", "--database-url", &reader]), {
            execute(url, check);
            shop.schema(&["check", "--database-url", &reader])
        }];
        execute(url, go);
        let [fine, drifted] = runs;
        assert_eq!(fine.code, 0, "{dialect}: {}", fine.all());
        assert!(dialect != Dialect::POSTGRES || fine.stderr.contains("compared as text"), "{}", fine.all());
        assert_eq!(drifted.code, 1, "{dialect}: {}", drifted.all());
        assert!(
            drifted.stdout.contains("~ check constraint `ck_price` on `goods` differs"),
            "{dialect}: {}",
            drifted.all()
        );
    }
}

/// What a pending revision does is no drift where somebody did it by hand, and to run it would fail.
#[test]
fn what_a_pending_revision_does_is_marked_where_it_is_done() {
    let models =
        "#[derive(Schema)]\n#[schema(table = \"t\")]\nstruct T {\n    #[schema(primary_key)]\n    id: i64,\n}\n";
    for engine in engines() {
        let database = support::block_on(engine.database("cli_drift_done"));
        let vars = [("DATABASE_URL", database.url.as_str())];
        let shop = Shop::bare();
        shop.schema(&["init", "--dialect", engine.dialect.name()]).fine();
        shop.models(models);
        let run = |args: &[&str]| shop.schema_in(shop.dir(), args, &vars);
        run(&["revision", "-m", "first"]).fine();
        run(&["upgrade"]).fine();
        execute(&database.url, "ALTER TABLE t ADD x bigint");
        run(&["revision", "--from-database", "-m", "x"]).fine();
        shop.models(&models.replace("    id: i64,\n", "    id: i64,\n    x: Option<i64>,\n"));
        let check = run(&["check", "--database"]);
        assert_eq!(check.code, 1, "{}", check.all());
        assert!(check.stdout.contains("stamp it with `cargo schema stamp head`\n"), "{}", check.all());
        assert!(!check.stdout.contains("schema upgrade"), "{}", check.all());
        // Behind it is one that has to run.
        run(&["revision", "--empty", "-m", "rows"]).fine();
        let check = run(&["check", "--database"]);
        let line = check
            .stdout
            .lines()
            .find(|line| line.contains("stamp it with "))
            .unwrap_or_else(|| panic!("{}", check.all()));
        assert!(line.ends_with("and upgrade it afterwards"), "{line}");
        let command = line.split('`').nth(1).unwrap();
        for command in [command, "cargo schema upgrade"] {
            shop.shell(&command.replace("[ID]_", ""), &vars).fine();
        }
        run(&["check", "--database"]).fine();
    }
}
