//! What PostgreSQL has of its own, through the tool: adopted, compared and changed.

use crate::support;
use crate::support::shop::{Run, Shop};
use crate::support::{Database, Engine, engines};
use schema_core::schema::Dialect;

/// The server, where there is one.
fn postgres() -> Option<Engine> {
    engines().into_iter().find(|engine| engine.dialect == Dialect::POSTGRES)
}

fn database(engine: &Engine, name: &str, sql: &str) -> Database {
    let database = support::block_on(engine.database(name));
    run(&database, sql);
    database
}

fn run(database: &Database, sql: &str) {
    support::block_on(async {
        let mut session = database.session().await;
        session.execute(sql).await.unwrap_or_else(|error| panic!("{error}\n{sql}"));
        session.close().await.unwrap();
    });
}

fn one(database: &Database, sql: &str) -> String {
    support::block_on(async {
        let mut session = database.session().await;
        let value = session.one(sql).await.unwrap_or_else(|error| panic!("{error}\n{sql}"));
        session.close().await.unwrap();
        value.unwrap_or_default()
    })
}

/// A package that adopts a database, and what `init` said.
fn adopted(database: &Database) -> (Shop, Run) {
    let shop = Shop::bare();
    let run = shop.schema(&["adopt", "--dialect", "postgres", &database.url]).fine();
    shop.write("src/main.rs", "mod models;\nfn main() {}\n");
    agrees(&shop, database);
    (shop, run)
}

/// Models, revisions and the database are the same, from both sides.
#[track_caller]
fn agrees(shop: &Shop, database: &Database) {
    shop.schema(&["check", "--database-url", &database.url]).fine();
    shop.schema(&["diff", "models", &database.url, "--sql"]).fine();
}

/// Changes the models, and takes the database there, back, and there again.
#[track_caller]
fn step(shop: &Shop, databases: &[&Database], change: impl Fn(String) -> String) -> String {
    let models = change(shop.read("src/models.rs"));
    shop.write("src/models.rs", &models);
    shop.schema(&["revision", "-m", "step", "--repair", "none"]).fine();
    for database in databases {
        let url = database.url.as_str();
        for args in [&["upgrade"][..], &["downgrade", "-1", "--yes"], &["upgrade"]] {
            shop.schema_on(url, args).fine();
        }
        agrees(shop, database);
    }
    std::fs::read_to_string(shop.revisions().last().unwrap().join("up.sql")).unwrap()
}

/// An enum column that takes another type of the same values, with and without the type that it had.
#[test]
fn an_enum_column_takes_another_type() {
    let Some(engine) = postgres() else { return };
    let old = "CREATE TYPE e1 AS ENUM ('a', 'b'); CREATE TABLE t (id int PRIMARY KEY, e e1 DEFAULT 'a');
        INSERT INTO t VALUES (1, 'b')";
    let new = "CREATE TYPE e2 AS ENUM ('a', 'b'); CREATE TABLE t (id int PRIMARY KEY, e e2 DEFAULT 'a')";
    let shop = Shop::bare();
    for (more, e1) in [("", "0"), ("CREATE TYPE e1 AS ENUM ('a', 'b')", "1")] {
        let (from, to) = (database(&engine, "cli_enum_from", old), database(&engine, "cli_enum_to", new));
        run(&to, more);
        let sql = shop.schema(&["diff", &from.url, &to.url, "--sql"]);
        assert_eq!(sql.code, 1, "{}", sql.all());
        run(&from, &sql.stdout);
        shop.schema(&["diff", &from.url, &to.url]).fine();
        assert_eq!(one(&from, "SELECT e::text FROM t"), "b");
        assert_eq!(one(&from, "SELECT count(*)::text FROM pg_type WHERE typname = 'e1'"), e1);
    }
    // A type that stays without a column is not dropped along with the column.
    let from = database(&engine, "cli_enum_from", old);
    let to = database(&engine, "cli_enum_to", "CREATE TYPE e1 AS ENUM ('a', 'b'); CREATE TABLE t (id int PRIMARY KEY)");
    let sql = shop.schema(&["diff", &from.url, &to.url, "--sql"]);
    assert!(sql.stdout.contains("DROP COLUMN") && !sql.stdout.contains("DROP TYPE"), "{}", sql.all());
}

/// The server writes `IN` over a `varchar` in one way when it is made, and in another when that is read again.
#[test]
fn expressions_are_compared_where_the_server_says_nothing_new() {
    let Some(engine) = postgres() else { return };
    let made = "CREATE TABLE t (id bigint PRIMARY KEY, code varchar(9) NOT NULL, kind char(2) NOT NULL,
            CONSTRAINT ck CHECK (code IN ('a', 'b')), CONSTRAINT ck_kind CHECK (kind NOT IN ('x', 'y') OR code LIKE 'a%'));
        CREATE INDEX ix ON t (code) WHERE code IN ('x', 'y')";
    let (first, copy) = (database(&engine, "cli_fixed_first", made), database(&engine, "cli_fixed_copy", ""));
    let (shop, _) = adopted(&first);
    // What a dump has: the definitions in the words of the server.
    let definitions = "SELECT 'CREATE TABLE t (id bigint NOT NULL, code varchar(9) NOT NULL, kind char(2) NOT NULL,
        CONSTRAINT t_pkey PRIMARY KEY (id), ' || (SELECT string_agg('CONSTRAINT ' || conname || ' ' || pg_get_constraintdef(oid), ', ')
            FROM pg_constraint WHERE contype = 'c' AND conrelid = 't'::regclass) || ');' || pg_get_indexdef('ix'::regclass)";
    run(&copy, &one(&first, definitions));
    for (one, other) in [(&first, &copy), (&copy, &first)] {
        shop.schema(&["diff", &one.url, &other.url]).fine();
    }
    shop.schema(&["stamp", "head", "--database-url", &copy.url]).fine();
    agrees(&shop, &copy);
    run(&copy, "ALTER TABLE t DROP CONSTRAINT ck; ALTER TABLE t ADD CONSTRAINT ck CHECK (code IN ('a', 'c'))");
    let drift = shop.schema(&["check", "--database-url", &copy.url]);
    assert_eq!(drift.code, 1, "{}", drift.all());
    assert!(drift.stdout.contains("`ck`") && !drift.stdout.contains("`ck_kind`"), "{}", drift.all());
    let differs = shop.schema(&["diff", &first.url, &copy.url]);
    assert!(differs.stdout.contains("`ck`") && !differs.stdout.contains("`ix`"), "{}", differs.all());
}

/// Names that differ in letter case alone are two to PostgreSQL, and one where the project has scripts for others too.
#[test]
fn names_that_differ_in_case_are_two() {
    let Some(engine) = postgres() else { return };
    let sql = r#"CREATE TABLE t (id int PRIMARY KEY, "Name" text, name text);
        CREATE TABLE "Users" (id int PRIMARY KEY); CREATE TABLE users (id int PRIMARY KEY);
        CREATE INDEX "Ix" ON t ("Name"); CREATE INDEX ix ON t (id, name)"#;
    let (first, copy) = (database(&engine, "cli_case_first", sql), database(&engine, "cli_case_copy", ""));
    let (shop, _) = adopted(&first);
    shop.schema(&["upgrade", "--database-url", &copy.url]).fine();
    step(&shop, &[&first, &copy], |models| {
        models.replace(
            "pub name: Option<String>",
            "pub name: Option<String>,\n    #[schema(column = \"NAME\")]\n    pub third: Option<i32>",
        )
    });
    let manifest = shop.read("Cargo.toml");
    shop.write("Cargo.toml", &manifest.replace("dialects = [\"postgres\"]", "dialects = [\"postgres\", \"sqlite\"]"));
    std::fs::remove_dir_all(shop.path("migrations")).unwrap();
    std::fs::create_dir(shop.path("migrations")).unwrap();
    let refused = shop.schema(&["check"]);
    assert_eq!(refused.code, 3, "{}", refused.all());
    assert!(refused.stderr.contains("two fields of `T` have the column `Name`"), "{}", refused.all());
    assert!(refused.stderr.contains("two models have the table `users`"), "{}", refused.all());
}

/// A unique index without a constraint is a key: it is made before what points to it, and stays while that does.
#[test]
fn a_foreign_key_points_to_a_unique_index() {
    let Some(engine) = postgres() else { return };
    let sql = "CREATE TABLE a (id int PRIMARY KEY, code varchar(9) NOT NULL, other int); CREATE UNIQUE INDEX a_code ON a (code);
        CREATE TABLE b (id int PRIMARY KEY, c varchar(9) REFERENCES a (code), self int, up int REFERENCES a (id));
        CREATE UNIQUE INDEX b_self ON b (self DESC); ALTER TABLE b ADD FOREIGN KEY (up) REFERENCES b (self);
        INSERT INTO a VALUES (1, 'x', 2); INSERT INTO b VALUES (1, 'x', 1, 1)";
    let (first, copy) = (database(&engine, "cli_target_first", sql), database(&engine, "cli_target_copy", ""));
    let (shop, _) = adopted(&first);
    shop.schema(&["upgrade", "--database-url", &copy.url]).fine();
    agrees(&shop, &copy);
    step(&shop, &[&first, &copy], |models| models.replace("name = \"a_code\", unique", "name = \"a_by_code\", unique"));
    let sql = step(&shop, &[&first, &copy], |models| {
        models.replace(
            "index(code, name = \"a_by_code\", unique)",
            "index(code, id, name = \"a_by_code\"), unique(code, name = \"uq\")",
        )
    });
    assert!(sql.contains("ADD CONSTRAINT \"b_c_fkey\""), "{sql}");
    assert_eq!(one(&first, "SELECT count(*)::text FROM b"), "1");
    let partial = shop.read("src/models.rs").replace("unique(code, ", "index(code, unique, where = \"id > 0\", ");
    shop.write("src/models.rs", &partial);
    let refused = shop.schema(&["check"]);
    assert!(refused.stderr.contains("so nothing can reference it"), "{}", refused.all());
}

/// One rare column is told, and the rest is adopted.
#[test]
fn rare_columns_do_not_stop_an_adoption() {
    let Some(engine) = postgres() else { return };
    let sql = "CREATE TABLE u (id int PRIMARY KEY);
        CREATE TABLE t (id bigserial PRIMARY KEY, n int NOT NULL REFERENCES u (id) ON DELETE SET NULL, b bigserial);
        ALTER TABLE t ALTER b TYPE varchar(20); INSERT INTO u VALUES (1); INSERT INTO t (n) VALUES (1)";
    let (first, copy) = (database(&engine, "cli_rare_first", sql), database(&engine, "cli_rare_copy", ""));
    let (shop, told) = adopted(&first);
    for what in ["foreign key that sets a NOT NULL column to NULL t.t_n_fkey", "sequence public.t_b_seq"] {
        assert!(told.stderr.contains(what), "{what}: {}", told.all());
    }
    shop.schema(&["upgrade", "--database-url", &copy.url]).fine();
    run(&copy, "INSERT INTO u VALUES (1); INSERT INTO t (n) VALUES (1)");
    step(&shop, &[&first, &copy], |models| models.replace("pub n: i32", "pub n: i32,\n    pub m: Option<i32>"));
    assert_eq!(one(&first, "SELECT count(*)::text FROM pg_constraint WHERE conname = 't_n_fkey'"), "1");
}

/// An enum type without a column is nobody's to drop, whatever script made it.
#[test]
fn an_unused_enum_is_not_dropped_after_an_import() {
    let Some(engine) = postgres() else { return };
    let scratch = database(&engine, "cli_unused_scratch", "");
    let shop = Shop::bare();
    shop.write(
        "old/20240101000000_first.sql",
        "CREATE TYPE mood AS ENUM ('good', 'bad');\nCREATE FUNCTION feels(mood) RETURNS int LANGUAGE sql AS 'SELECT 1';\n\
         CREATE TYPE kind AS ENUM ('x');\nCREATE TABLE t (id bigint PRIMARY KEY, kind kind NOT NULL);\n",
    );
    shop.write("old/20240102000000_second.sql", "ALTER TABLE t ADD COLUMN n integer;\n");
    let import = ["import", "sqlx", "old", "--dialect", "postgres", "--scratch-url", &scratch.url];
    shop.schema(&import).fine();
    shop.models(
        "#[derive(SchemaEnum)]\nenum Kind {\n    X,\n}\n\n#[derive(Schema)]\n#[schema(table = \"t\")]\nstruct T {\n    \
         #[schema(primary_key)]\n    id: i64,\n    kind: Kind,\n    n: Option<i32>,\n}\n",
    );
    shop.schema(&["check"]).fine();
    let here = database(&engine, "cli_unused_here", "");
    shop.schema(&["upgrade", "--database-url", &here.url]).fine();
    shop.schema(&["check", "--database-url", &here.url]).fine();
}

/// Nor does such a type that a history leaves behind, or that a database has, stand in the way of what compares.
#[test]
fn an_unused_enum_is_no_difference() {
    let Some(engine) = postgres() else { return };
    let here = database(
        &engine,
        "cli_unused_adopted",
        "CREATE TYPE mood AS ENUM ('good', 'bad'); CREATE TABLE t (id bigint PRIMARY KEY)",
    );
    let (shop, run) = adopted(&here);
    assert!(run.stderr.contains("mood"), "{}", run.all());
    shop.schema(&["diff", &here.url, "head"]).fine();
    step(&shop, &[&here], |models| models.replace("pub id: i64,", "pub id: i64,\n    pub n: Option<i32>,"));
    assert_eq!(one(&here, "SELECT count(*)::text FROM pg_type WHERE typname = 'mood'"), "1");

    // The table goes, and the type of its column stays.
    let (scratch, here) = (database(&engine, "cli_unused_left", ""), database(&engine, "cli_unused_migrated", ""));
    let shop = Shop::bare();
    let scripts = [
        "CREATE TYPE mood AS ENUM ('good', 'bad');\nCREATE TABLE t (id bigint PRIMARY KEY, m mood);\n",
        "DROP TABLE t;\nCREATE TABLE u (id bigint PRIMARY KEY);\n",
    ];
    for (number, script) in scripts.iter().enumerate() {
        shop.write(&format!("old/2024010{}000000_step.sql", number + 1), script);
    }
    let import = ["import", "sqlx", "old", "--dialect", "postgres", "--scratch-url", &scratch.url];
    shop.schema(&import).fine();
    shop.schema(&["check"]).fine();
    shop.schema(&["upgrade", "--database-url", &here.url]).fine();
    shop.schema(&["check", "--database-url", &here.url]).fine();
    shop.schema(&["stamp", "head", "--database-url", &here.url]).fine();
    shop.schema(&["diff", "head", &here.url]).fine();
}

/// A script about a numbered column serves the `serial` of an adopted database, and the identity column of a new one.
#[test]
fn a_script_serves_a_serial_and_an_identity_column() {
    let Some(engine) = postgres() else { return };
    let made = "CREATE TABLE \"U\" (id serial PRIMARY KEY, n text); INSERT INTO \"U\" (n) VALUES ('a'), ('b')";
    let numbered = "primary_key, auto_increment";
    for (old, new) in [
        (numbered, "primary_key"),
        (numbered, "primary_key, auto_increment(always)"),
        (numbered, "primary_key, auto_increment(start = 500)"),
        ("primary_key, auto_increment)]\n    pub id: i32", "primary_key, max_length = 20)]\n    pub id: String"),
    ] {
        let (first, copy) = (database(&engine, "cli_serial_first", made), database(&engine, "cli_serial_copy", ""));
        let (shop, _) = adopted(&first);
        shop.schema(&["upgrade", "--database-url", &copy.url]).fine();
        run(&copy, "INSERT INTO \"U\" (n) VALUES ('a'), ('b')");
        step(&shop, &[&first, &copy], |models| models.replace(old, new));
        for database in [&first, &copy] {
            assert_eq!(one(database, "SELECT string_agg(id || n, ' ' ORDER BY n) FROM \"U\""), "1a 2b", "{new}");
            assert_eq!(
                one(database, "SELECT count(*)::text FROM pg_class WHERE relkind = 'S'"),
                if new.contains("auto") { "1" } else { "0" }
            );
            if new.contains("auto") {
                run(database, "INSERT INTO \"U\" (n) VALUES ('c')");
                let next = if new.contains("500") { "500" } else { "3" };
                assert_eq!(one(database, "SELECT id::text FROM \"U\" WHERE n = 'c'"), next);
            }
        }
    }
}

/// The bound that somebody gave a sequence, a call that gives no time, a text that is compared without case.
#[test]
fn rare_values_are_changed_and_compared() {
    let Some(engine) = postgres() else { return };
    let old = "CREATE EXTENSION citext; CREATE TYPE e AS ENUM ('a');
        CREATE TABLE t (id int GENERATED BY DEFAULT AS IDENTITY (MAXVALUE 100), at text DEFAULT now(), c citext);
        INSERT INTO t (c) VALUES ('a')";
    let new = "CREATE EXTENSION citext; CREATE TYPE e AS ENUM ('a');
        CREATE TABLE t (id int GENERATED BY DEFAULT AS IDENTITY (START 500), at text NOT NULL DEFAULT now(), c e)";
    let (from, to) = (database(&engine, "cli_values_from", old), database(&engine, "cli_values_to", new));
    let shop = Shop::bare();
    let sql = shop.schema(&["diff", &from.url, &to.url, "--sql"]);
    assert_eq!(sql.code, 1, "{}", sql.all());
    run(&from, &sql.stdout);
    shop.schema(&["diff", &from.url, &to.url]).fine();
    run(&from, "INSERT INTO t (c) VALUES ('a')");
    assert_eq!(one(&from, "SELECT max(id)::text FROM t"), "500");
}

const CITEXT: &str = r#"
#[derive(Schema)]
#[schema(table = "t")]
struct T {
    #[schema(primary_key)]
    id: i64,
    #[schema(type = "citext")]
    email: String,
    note: String,
}
"#;

/// The first revision that needs an extension makes it; what is refused for want of a privilege says who can.
#[test]
fn a_revision_makes_the_extensions_that_it_needs() {
    let Some(engine) = postgres() else { return };
    let here = database(&engine, "cli_extensions", "");
    let shop = Shop::bare();
    shop.schema(&["init", "--dialect", "postgres"]).fine();
    let up = || std::fs::read_to_string(shop.revisions().last().unwrap().join("up.sql")).unwrap();
    let go = || {
        for args in [&["upgrade"][..], &["downgrade", "-1"], &["upgrade"]] {
            shop.schema_on(&here.url, args).fine();
        }
        agrees(&shop, &here);
    };
    shop.models(CITEXT);
    shop.schema(&["revision"]).fine();
    assert!(up().contains("CREATE EXTENSION IF NOT EXISTS \"citext\";"), "{}", up());
    go();
    shop.models(&CITEXT.replace("note:", "#[schema(index(method(gin), ops = \"gin_trgm_ops\"))]\n    note:"));
    shop.schema(&["revision"]).fine();
    assert!(up().contains("\"pg_trgm\"") && !up().contains("\"citext\""), "{}", up());
    go();

    let other = database(&engine, "cli_extensions_other", "");
    run(
        &other,
        "DROP ROLE IF EXISTS cargo_schema_no_rights; CREATE ROLE cargo_schema_no_rights LOGIN PASSWORD 'x';
        GRANT CREATE, USAGE ON SCHEMA public TO cargo_schema_no_rights",
    );
    let at = other.url.find('@').unwrap();
    let url = format!("postgres://cargo_schema_no_rights:x{}", &other.url[at..]);
    let refused = shop.schema(&["upgrade", "--database-url", &url]);
    run(&other, "CREATE EXTENSION citext; CREATE EXTENSION pg_trgm");
    let upgraded = shop.schema(&["upgrade", "--database-url", &url]);
    run(&other, "DROP OWNED BY cargo_schema_no_rights; DROP ROLE cargo_schema_no_rights");
    assert_eq!(refused.code, 5, "{}", refused.all());
    assert!(refused.stderr.contains("ask an administrator to run it in this database once"), "{}", refused.all());
    upgraded.fine();
}

/// What lies outside of the search path is written with its namespace.
#[test]
fn extensions_in_another_namespace_are_adopted() {
    let Some(engine) = postgres() else { return };
    let made = "CREATE SCHEMA ext; CREATE EXTENSION citext SCHEMA ext; CREATE EXTENSION hstore SCHEMA ext;
        CREATE TABLE t (id int PRIMARY KEY, email ext.citext NOT NULL, more ext.citext[], pairs ext.hstore)";
    let (first, copy) = (database(&engine, "cli_outside_first", made), database(&engine, "cli_outside_copy", ""));
    let (shop, _) = adopted(&first);
    shop.schema(&["upgrade", "--database-url", &copy.url]).fine();
    agrees(&shop, &copy);
    shop.schema(&["diff", &first.url, &copy.url]).fine();
}

/// A rename does not reach the body of a function: it is named before the upgrade.
#[test]
fn a_body_that_names_what_is_renamed_is_told() {
    let shop = Shop::bare();
    shop.schema(&["init", "--dialect", "postgres,mariadb,mysql"]).fine();
    let models = |column: &str| {
        format!(
            "#[derive(Schema)]\n#[schema(table = \"people\")]\nstruct Person {{\n    #[schema(primary_key)]\n    id: i64,\n    \
             #[schema(max_length = 20)]\n    {column}: String,\n    other: i32,\n}}\n"
        )
    };
    shop.models(&models("name"));
    shop.schema(&["revision", "-m", "one"]).fine();
    shop.models(&models("called"));
    shop.schema(&["revision", "-m", "two", "--rename", "people.name:people.called"]).fine();
    for engine in engines().into_iter().filter(|engine| engine.dialect != Dialect::SQLITE) {
        let database = support::block_on(engine.database("cli_bodies"));
        let go = |args: &[&str]| shop.schema_on(&database.url, args).fine();
        go(&["upgrade", "+1"]);
        let (made, kind) = match engine.dialect.name() {
            "postgres" => (
                "CREATE FUNCTION audit() RETURNS trigger LANGUAGE plpgsql AS
                    $$ BEGIN NEW.name := upper(NEW.name); RETURN NEW; END $$;
                CREATE FUNCTION rename_it() RETURNS int LANGUAGE sql AS 'SELECT 1 /* rename people */';
                CREATE TRIGGER audits BEFORE INSERT ON people FOR EACH ROW EXECUTE FUNCTION audit();
                CREATE VIEW v AS SELECT name FROM people",
                "function",
            ),
            _ => (
                "CREATE TRIGGER audit BEFORE INSERT ON people FOR EACH ROW SET NEW.name = UPPER(NEW.name);
                CREATE TRIGGER rename_it BEFORE UPDATE ON people FOR EACH ROW SET NEW.other = 1",
                "trigger",
            ),
        };
        run(&database, made);
        for told in [go(&["upgrade", "--dry-run"]), go(&["upgrade"])] {
            let expected = format!("renames column `people.name`, which {kind} ");
            assert!(told.stderr.contains(&expected) && told.stderr.contains("audit"), "{}", told.all());
            assert!(!told.stderr.contains("rename_it"), "{}", told.all());
        }
        assert!(!go(&["downgrade", "-1"]).stderr.contains("audit"), "nothing there names the new name");
    }
}

/// Nor does another name of an enum's value, or one that is removed.
#[test]
fn a_body_with_an_enum_value_that_is_renamed_or_removed_is_told() {
    let shop = Shop::bare();
    shop.schema(&["init", "--dialect", "postgres,mariadb,mysql"]).fine();
    let models = |values: &str| {
        format!(
            "#[derive(SchemaEnum)]\nenum Mood {{ {values} }}\n\n#[derive(Schema)]\n#[schema(table = \"people\")]\nstruct Person {{\n    \
             #[schema(primary_key)]\n    id: i64,\n    mood: Mood,\n}}\n"
        )
    };
    shop.models(&models("A, B, C"));
    shop.schema(&["revision", "-m", "one"]).fine();
    shop.models(&models("A, #[schema(renamed_from = \"b\")] D"));
    shop.schema(&["revision", "-m", "two", "--replace", "mood.c=a"]).fine();
    for engine in engines().into_iter().filter(|engine| engine.dialect != Dialect::SQLITE) {
        let database = support::block_on(engine.database("cli_value_bodies"));
        let go = |args: &[&str]| shop.schema_on(&database.url, args).fine();
        go(&["upgrade", "+1"]);
        let (made, named) = match engine.dialect.name() {
            "postgres" => (
                "CREATE FUNCTION casts() RETURNS text LANGUAGE plpgsql AS $$ BEGIN RETURN 'b'::mood; END $$;
                CREATE FUNCTION gives(of int) RETURNS mood LANGUAGE plpgsql AS $$ BEGIN RETURN 'b'; END $$;
                CREATE FUNCTION writes() RETURNS void LANGUAGE sql AS $$ UPDATE people SET mood = 'b' $$;
                CREATE FUNCTION takes() RETURNS text LANGUAGE plpgsql AS $$ BEGIN RETURN 'c'::mood; END $$;
                CREATE FUNCTION other() RETURNS text LANGUAGE sql AS $$ SELECT 'b' || 'c' $$",
                &["casts", "gives", "writes", "takes"][..],
            ),
            _ => (
                "CREATE TRIGGER writes BEFORE INSERT ON people FOR EACH ROW SET NEW.mood = 'b';
                CREATE TRIGGER other BEFORE UPDATE ON people FOR EACH ROW SET NEW.id = IF('b' = 'c', 1, NEW.id)",
                &["writes"][..],
            ),
        };
        run(&database, made);
        let told = go(&["upgrade", "--dry-run"]);
        for name in named {
            let line = told.stderr.lines().find(|line| line.contains(name)).unwrap_or_default();
            let what = if *name == "takes" { "removes value `c`" } else { "renames value `b`" };
            assert!(line.contains(&format!("{what} of enum `mood`, which ")), "{name}: {}", told.all());
        }
        assert!(!told.stderr.contains("other"), "{}", told.all());
        if engine.dialect == Dialect::POSTGRES {
            run(&database, "DROP FUNCTION gives(int)");
        }
        assert!(go(&["upgrade"]).stderr.contains("renames value `b`"));
    }
}

/// A table without columns gets its first one, loses its last one, and comes and goes; what is beside it stays.
#[test]
fn tables_without_columns_are_compared() {
    for engine in engines().into_iter().filter(|engine| engine.dialect == Dialect::POSTGRES) {
        let shop = Shop::bare();
        let bare = "CREATE TABLE e (); INSERT INTO e DEFAULT VALUES";
        let sides = [
            "",
            bare,
            "CREATE TABLE e (a int)",
            "CREATE TABLE e (b text NOT NULL DEFAULT 'x', PRIMARY KEY (b))",
            "CREATE TABLE e (); ALTER TABLE e ADD CONSTRAINT ck CHECK (1 < 2)",
        ];
        for (from, to) in sides.iter().flat_map(|from| sides.iter().map(move |to| (from, to))) {
            let (old, new) = (database(&engine, "cli_bare_from", from), database(&engine, "cli_bare_to", to));
            let sql = shop.schema(&["diff", &old.url, &new.url, "--sql"]);
            run(&old, &sql.stdout);
            shop.schema(&["diff", &old.url, &new.url]).fine();
            if from == &bare && !to.is_empty() {
                assert_eq!(one(&old, "SELECT count(*)::text FROM e"), "1", "{}", sql.stdout);
            }
        }
        // Adoption leaves it alone, and says so. A model of its name adds to it.
        let old = database(&engine, "cli_bare_from", &format!("{bare}; CREATE TABLE t (id int PRIMARY KEY)"));
        let (shop, told) = adopted(&old);
        assert!(told.stderr.contains("table without columns e"), "{}", told.all());
        shop.write(
            "src/models.rs",
            &(shop.read("src/models.rs")
                + "\n#[derive(Schema)]\n#[schema(table = \"e\")]\npub struct E {\n    pub a: Option<i32>,\n}\n"),
        );
        let sql = shop.schema(&["diff", &old.url, "models", "--sql"]);
        assert_eq!(sql.stdout.lines().last(), Some("ALTER TABLE \"e\" ADD COLUMN \"a\" integer;"), "{}", sql.all());
        run(&old, &sql.stdout);
        shop.schema(&["diff", &old.url, "models"]).fine();
    }
}

/// A partition that is taken back takes its rows with it: that is told like the rows of a table.
#[test]
fn the_way_back_tells_the_rows_of_a_partition() {
    let Some(engine) = support::engine(Dialect::POSTGRES) else { return };
    let database = support::block_on(engine.database("partition_back"));
    let shop = Shop::bare();
    shop.schema(&["init", "--dialect", "postgres"]).fine();
    let models = |more: &str| {
        format!(
            "#[derive(Schema)]\n#[schema(table = \"event\", primary_key(id, day), postgres(partition_by(range(day), partition(name = \"event_low\", bounds = \"FOR VALUES \
             FROM (0) TO (100)\"){more})))]\nstruct Event {{\n    id: i64,\n    day: i32,\n}}\n"
        )
    };
    let go = |args: &[&str]| shop.schema_on(&database.url, args);
    shop.models(&models(""));
    shop.schema(&["revision", "-m", "one"]).fine();
    shop.models(&models(", partition(name = \"event_high\", bounds = \"FOR VALUES FROM (100) TO (200)\")"));
    shop.schema(&["revision", "-m", "two"]).fine();
    go(&["upgrade"]).fine();
    // An empty one asks nothing.
    go(&["downgrade", "-1"]).fine();
    go(&["upgrade"]).fine();
    support::block_on(async {
        let mut session = database.session().await;
        session.execute("INSERT INTO event VALUES (1, 150)").await.unwrap();
        session.close().await.unwrap();
    });
    let told = go(&["downgrade", "-1"]);
    assert!(told.code != 0 && told.all().contains("and lose the rows of `event_high`?"), "{}", told.all());
}
