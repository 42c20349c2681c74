//! What is found in sources, and what is not.

use super::{Does, RuntimeDdl, scan};

/// Each place as `line:column+length what`.
fn list(text: &str) -> Vec<String> {
    let what = |ddl: &RuntimeDdl| match &ddl.does {
        Does::Sql { statement, more: 0, .. } => statement.clone(),
        Does::Sql { statement, more, .. } => format!("{statement} and {more}"),
        Does::Call { call, library } => format!("{library}: {call}"),
        Does::Migrations { call, library } => format!("migrations of {library}: {call}"),
        Does::Script { path, from_package: false } => format!("file {path}"),
        Does::Script { path, from_package: true } => format!("package {path}"),
    };
    let place = |ddl: &RuntimeDdl| format!("{}:{}+{} {}", ddl.at.line, ddl.at.column, ddl.length, what(ddl));
    scan(text).iter().map(place).collect()
}

#[track_caller]
fn finds(text: &str, expected: &[&str]) {
    assert_eq!(list(text), expected, "{text}");
}

#[test]
fn sql_in_every_kind_of_literal() {
    finds(
        r####"async fn set_up(pool: &Pool) {
    sqlx::query("CREATE TABLE users (id INTEGER)").execute(pool).await;
    sqlx::query!(r#"
        -- more
        create table if not exists "posts" (id int)
    "#).execute(pool);
    let ä = "ä"; conn.execute_batch("\n BEGIN; CREATE TABLE a (b int); CREATE INDEX i ON a (b); DROP TABLE c; COMMIT");
    db.execute(&format!("ALTER TABLE {table} ADD COLUMN {column} TEXT"));
    db.execute(b"x", br##"CREATE TABLE "x"(y "# z)"##, c"CREATE TABLE z (y)", 'a', b'"', '"');
    sqlx::query_as::<_, (i64, String)>("drop table users");
    const DDL: &[&str] = &["CREATE TABLE one (a int)", "CREATE TABLE two (a int)"];
    sql.push_str("CREATE TABLE "); sql.push_str(name);
    conn.batch_execute("CREATE TABLE users \
        (id INT)");
    macro_rules! make { ($name:literal) => { concat!("CREATE TABLE IF NOT EXISTS ", $name) } }
}
"####,
        &[
            "2:18+18 CREATE TABLE users",
            "5:9+34 CREATE TABLE posts",
            "7:48+14 CREATE TABLE a and 2",
            "8:26+19 ALTER TABLE …",
            "9:27+16 CREATE TABLE x",
            "9:58+14 CREATE TABLE z",
            "10:41+16 DROP TABLE users",
            "11:29+16 CREATE TABLE one",
            "11:57+16 CREATE TABLE two",
            "12:19+12 CREATE TABLE …",
            "13:25+18 CREATE TABLE users",
            "15:55+26 CREATE TABLE …",
        ],
    );
}

#[test]
fn calls_of_other_libraries() {
    finds(
        "use sea_orm::{Schema, DbBackend};
async fn f(db: &DatabaseConnection) {
    let statement = Schema::new(DbBackend::Sqlite).create_table_from_entity(user::Entity);
    db.get_schema_registry(\"app::*\").sync(db).await?;
    db.get_schema_builder().register(user::Entity).sync(db).await?;
    let t = Table::create().table(Users::Table).to_owned();
    let t = sea_query::Index::create().name(\"x\");
}",
        &[
            "3:52+24 SeaORM: create_table_from_entity",
            "4:8+19 SeaORM: get_schema_registry",
            "5:8+18 SeaORM: get_schema_builder",
            "6:20+6 sea-query: Table::create",
            "7:31+6 sea-query: Index::create",
        ],
    );
    for (text, expected) in [
        ("conn.run_pending_migrations(MIGRATIONS)?;", "1:6+22 migrations of diesel: run_pending_migrations"),
        ("const M: X = embed_migrations!();", "1:14+16 migrations of diesel: embed_migrations!"),
        ("mod m { refinery::embed_migrations!(\"./m\"); }", "1:19+16 migrations of refinery: embed_migrations!"),
        ("use refinery::x; embed_migrations! { \"./m\" }", "1:18+16 migrations of refinery: embed_migrations!"),
        ("sqlx::migrate!().run(&pool)", "1:7+7 migrations of sqlx: sqlx::migrate!"),
        ("use sqlx::migrate;\nfn f() { migrate!(\"x\").run(&pool) }", "2:10+7 migrations of sqlx: migrate!"),
        ("sqlx::migrate::Migrator::new(path)", "1:26+3 migrations of sqlx: Migrator::new"),
        ("migration::Migrator::up(&db, None)", "1:22+2 migrations of SeaORM: Migrator::up"),
        ("sea_orm_migration::cli::run_cli(Migrator)", "1:25+7 migrations of SeaORM: run_cli"),
        ("use rusqlite_migration as m; m.to_latest(&mut c)", "1:32+9 migrations of rusqlite_migration: to_latest"),
        (
            "use sea_orm_migration::*; impl MigrationTrait for M { fn up(m: SchemaManager) { m.create_table(a); m.drop_table(b) } }",
            "1:32+14 migrations of SeaORM: MigrationTrait",
        ),
        ("f: Db; db.push_schema().await?", "1:11+11 toasty: push_schema"),
        ("RBatis::sync(&rb, &mapper, &map, \"user\")", "1:9+4 rbatis: RBatis::sync"),
        ("let m: SchemaManager; m.create_table(x)", "1:25+12 a schema builder: create_table"),
        ("include_str!(\"../schema.sql\")", "1:1+29 file ../schema.sql"),
        ("include_str!(concat!(env!(\"CARGO_MANIFEST_DIR\"), \"/sql/a.sql\"))", "1:1+63 package sql/a.sql"),
        ("sqlx::query_file_as!(User, \"sql/a.sql\", id)", "1:7+37 package sql/a.sql"),
    ] {
        finds(text, &[expected]);
    }
}

#[test]
fn what_has_the_same_name_is_none() {
    for text in [
        "schema_core::migrator!().upgrade(&pool)",
        "static MIGRATOR: schema_core::migrate::Migrator = schema_core::migrate::Migrator::new(&[]);",
        "fn create_table_from_entity() {}",
        "fn run_pending_migrations(x: u8) { x.migrate() }",
        "use diesel_migrations::{embed_migrations, MigrationHarness};",
        "let table = Table::create(4, 5); // of a restaurant",
        "world.create_table(3); world.sync(); cell.up(); migrate!()",
        "let migrate = get_schema; let x = r#type; let y = r#create_table_from_entity;",
        "include_str!(\"page.html\")",
        "let f = conn.run_pending_migrations;",
        "self.run_pending_migrations()?; client.get_schema_registry(); kafka.push_schema(x); MigrationEngine::new()",
    ] {
        finds(text, &[]);
    }
}

#[test]
fn tests_and_comments_do_not_count() {
    let sql = "x(\"CREATE TABLE a (b)\");";
    for text in [
        format!("// {sql}\n/* {sql} */\n/// {sql}\nfn f() {{}} //! {sql}"),
        "#[doc = \"CREATE TABLE a (b)\"] #[sql(\"CREATE TABLE a (b)\")] struct A;".to_owned(),
        format!("#[cfg(test)]\nmod tests {{ fn f() {{ {sql} }} }}"),
        format!("#[cfg(test)] #[allow(x)] pub(crate) mod tests {{ fn f() {{ {sql} }} }}"),
        format!("#![cfg(test)]\nfn f() {{ {sql} }}"),
        format!("mod m {{ #![cfg(test)] fn f() {{ {sql} }} }}"),
        format!("#[cfg(all(test, feature = \"sqlite\"))] fn f() {{ {sql} }}"),
        format!("#[cfg(all(unix, any(test, all(test, unix))))] fn f() {{ {sql} }}"),
        format!("#[cfg(not(not(test)))] fn f() {{ {sql} }}"),
        format!("#[test]\n#[should_panic]\nfn f() {{ {sql} }}"),
        format!("#[tokio::test(flavor = \"current_thread\")] async fn f<A, B>() where A: X<{{ 3 }}> {{ {sql} }}"),
        format!("#[sqlx::test] async fn f() {{ {sql} }}"),
        format!("#[bench] fn f() {{ {sql} }}"),
        format!("impl A {{ #[cfg(test)] pub async unsafe fn f() {{ {sql} }} }}"),
        format!("#[cfg(test)] impl<A, B> X<A, B> for C {{ fn f() {{ {sql} }} }}"),
        format!("fn f() {{ #[cfg(test)] {sql} }}"),
        format!("fn f() {{ #[cfg(test)] let x = y({sql} 3); }}").replace(");  3", ")"),
        format!("fn f() {{ #[cfg(test)] {{ {sql} }} g() }}"),
        format!("fn f() {{ #[cfg(test)] if a {{ {sql} }} else if b {{ {sql} }} else {{ {sql} }} }}"),
        "#[cfg(test)] const A: [&str; 2] = [\"CREATE TABLE a (b)\", \"\"];".to_owned(),
        "#[cfg(test)] const fn f() -> X { \"CREATE TABLE a (b)\" }".to_owned(),
        "fn f() { X { #[cfg(test)] a: \"CREATE TABLE a (b)\", b: 3 } }".to_owned(),
        "fn f() { match a { #[cfg(test)] A => \"CREATE TABLE a (b)\", #[cfg(test)] B => { \"CREATE TABLE a (b)\" } C => 1 } }".to_owned(),
        "#[cfg(test)] macro_rules! a { () => { \"CREATE TABLE a (b)\" } }".to_owned(),
    ] {
        finds(&text, &[]);
        // And what comes after counts again.
        if !text.contains("#![cfg(test)]") || text.starts_with("mod") {
            assert_eq!(list(&format!("{text}\nfn g() {{ {sql} }}")).len(), 1, "{text}");
        }
    }
    for text in [
        format!("#[cfg(not(test))] fn f() {{ {sql} }}"),
        format!("#[cfg(any(test, feature = \"testing\"))] fn f() {{ {sql} }}"),
        format!("#[cfg(feature = \"test\")] fn f() {{ {sql} }}"),
        format!("#[cfg_attr(test, allow(x))] fn f() {{ {sql} }}"),
        format!("#[cfg(debug_assertions)] fn f() {{ {sql} }}"),
        format!("#[cfg(test)] mod tests; fn f() {{ {sql} }}"),
        format!("#[cfg(test)] use a::{{b, c}}; fn f() {{ {sql} }}"),
    ] {
        assert_eq!(list(&text).len(), 1, "{text}");
    }
}

#[test]
fn talk_and_temporary_tables_do_not_count() {
    for text in [
        "if sql.starts_with(\"CREATE TABLE \") {}",
        "println!(\"CREATE TABLE {} (\", x);",
        "log::info!(\"running {}\", \"CREATE TABLE a (b)\");",
        "x.expect(\"DROP TABLE users\")",
        "write!(f, \"drop table `{}`\", name)",
        "x.execute(\"CREATE TEMP TABLE x (a)\"); x.execute(\"CREATE INDEX i ON a (b)\".x)",
        "x.execute(\"CREATE TEMP TABLE x (a)\"); y.execute(\"ALTER TABLE x ADD b\"); z.execute(\"drop table X\")",
    ] {
        let found = list(text);
        assert!(found.iter().all(|it| it.ends_with("CREATE INDEX i")), "{text}: {found:?}");
    }
    // What is called inside of talk is no talk.
    assert_eq!(list("println!(\"{}\", run(\"CREATE TABLE a (b)\"))").len(), 1);
    assert_eq!(list("x.expect({ run([\"CREATE TABLE a (b)\"]) })").len(), 1);
}

#[test]
fn what_is_meant_does_not_count() {
    for text in [
        "x(\"CREATE TABLE a (b)\"); // cargo-schema: runtime-ddl",
        "x(\"CREATE TABLE a (b)\"); /* cargo-schema: runtime-ddl, a cache */",
        "x(\"\n CREATE TABLE a (b)\n\"); // cargo-schema: runtime-ddl",
        "x(\"-- cargo-schema: runtime-ddl\n CREATE TABLE a (b)\n\");",
        "// cargo-schema: runtime-ddl\nx(\n \"CREATE TABLE a (b)\",\n).y()?;",
        "// cargo-schema: runtime-ddl (a cache)\n#[inline]\nfn f() { x(\"CREATE TABLE a (b)\"); x(\"CREATE TABLE c (b)\"); }",
        "x\n  // cargo-schema: runtime-ddl\n  .y(\"CREATE TABLE a (b)\");",
        "sqlx::migrate!() // cargo-schema: runtime-ddl\n.run()",
        "// cargo-schema: runtime-ddl\nconst A: &str = \"CREATE TABLE a (b)\";",
        "[\n // cargo-schema: runtime-ddl\n \"CREATE TABLE a (b)\",\n \"\"]",
    ] {
        finds(text, &[]);
        assert_eq!(list(&format!("{text}\n;fn f() {{ x(\"CREATE TABLE a (b)\") }}")).len(), 1, "{text}");
    }
    assert_eq!(list("// runtime-ddl\nx(\"CREATE TABLE a (b)\")").len(), 1);
}

#[test]
fn half_typed_sources_are_no_panic() {
    let text = r####"#![allow(x)]
//! é
#[cfg(all(test, not(é)))] mod é { fn f() { 'é'; } }
// cargo-schema: runtime-ddl
fn f<'a>() { x(r##"CREATE TABLE "é" ({})"##, b"\"", "DROP TABLE é;") }
fn g() { sea_orm::Table::create::<A, B>(); include_str!("é.sql"); sqlx::migrate!("é"); '\'' }
#[test] fn t() { match a { A => {} } }"####;
    for (at, _) in text.char_indices() {
        scan(&text[..at]);
        scan(&text[at..]);
    }
    for text in [
        "\"CREATE",
        "r#\"CREATE TABLE a (",
        "#[cfg(",
        "#",
        "#!",
        "x(\"CREATE TABLE \\",
        "CREATE } ) ] \"a\"",
        "/*create",
    ] {
        scan(text);
    }
    // What comes before the place that is being typed is still seen.
    finds("fn f() { x(\"CREATE TABLE a (b)\"); }\nfn g( {", &["1:13+14 CREATE TABLE a"]);
}
