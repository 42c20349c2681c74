//! Scripts that change what their session may do, and the migrator's own work in it.

use super::support::{Database, engines, migrator};
use schema_core::migrate::{ErrorKind, Event, Observer};
use schema_core::revision::Target;
use schema_core::schema::Dialect;
use std::ops::ControlFlow;

async fn postgres() -> Option<Database> {
    if engines().contains(&Dialect::POSTGRES) { Database::new(Dialect::POSTGRES).await } else { None }
}

#[derive(Default)]
struct Left(Vec<Option<i64>>);

impl Observer for Left {
    fn event(&mut self, event: &Event<'_>) -> ControlFlow<()> {
        if let Event::LockLeft { holder, .. } = event {
            self.0.push(holder.map(|holder| holder.pid));
        }
        ControlFlow::Continue(())
    }
}

/// The lock that was taken is the one that is given back.
#[tokio::test]
async fn the_lock_is_given_back_whatever_the_schema_is_by_then() {
    let Some(database) = postgres().await else { return };
    for leaves in [
        "CREATE SCHEMA app; SET search_path = app; CREATE TABLE t (a integer);",
        "SELECT pg_catalog.set_config('search_path', '', false);",
        "SELECT pg_advisory_unlock_all();",
    ] {
        database.reset().await;
        let all = migrator(Dialect::POSTGRES, &[("leaves", leaves, ""), ("stays", "CREATE TABLE u (a integer);", "")]);
        for target in ["00000000000001", "head"] {
            let mut left = Left::default();
            all.upgrade(&database.url).to(Target::parse(target)).observer(&mut left).await.expect(leaves);
            assert_eq!(left.0, [], "{leaves}");
        }
        database.run("DROP SCHEMA IF EXISTS app CASCADE").await;
    }
    database.drop().await;
}

/// A role that a script takes on needs no right to the history, and is there again for the next statement.
#[tokio::test]
async fn a_script_may_take_on_a_role() {
    let Some(database) = postgres().await else { return };
    let role = format!("role_{}", std::process::id());
    database.run(&format!("CREATE ROLE {role}; GRANT CREATE ON SCHEMA public TO {role}")).await;
    for directive in ["", "-- cargo-schema: no-transaction\n"] {
        for takes_on in [
            format!("SET ROLE {role}"),
            format!("SET SESSION AUTHORIZATION {role}"),
            format!("SELECT set_config('role', '{role}', false)"),
            format!("DO $$ BEGIN EXECUTE 'SET ROLE {role}'; END $$"),
        ] {
            let up = format!("{directive}{takes_on}; CREATE TABLE a (id integer); CREATE TABLE b (id integer);");
            let down = format!("{directive}{takes_on}; DROP TABLE a; DROP TABLE b;");
            let all = migrator(Dialect::POSTGRES, &[("s", &up, &down)]);
            let plan = all.upgrade(&database.url).plan().await.expect("a plan").to_string();
            all.upgrade(&database.url).await.unwrap_or_else(|error| panic!("{up}: {error}"));
            let owners = "SELECT DISTINCT tableowner FROM pg_tables WHERE tablename IN ('a', 'b')";
            assert_eq!(database.rows(owners).await, [role.as_str()], "{up}");
            all.downgrade(&database.url, Target::Base).await.unwrap_or_else(|error| panic!("{down}: {error}"));
            assert_eq!(database.history().await, [""; 0]);
            // By hand it is the same.
            database.run(&plan).await;
            assert_eq!(database.rows(owners).await, [role.as_str()], "{plan}");
            all.downgrade(&database.url, Target::Base).await.unwrap_or_else(|error| panic!("{down}: {error}"));
        }
    }
    database.run(&format!("DROP OWNED BY {role}; DROP ROLE {role}")).await;
    database.drop().await;
}

/// The history could not be written under such a lock.
#[tokio::test]
async fn locks_on_tables_are_refused_when_the_script_is_read() {
    for dialect in engines().into_iter().filter(|dialect| matches!(dialect.name(), "mysql" | "mariadb")) {
        let database = Database::new(dialect).await.expect("a database");
        for lock in
            ["LOCK TABLES t WRITE", "lock table t read", "FLUSH TABLES WITH READ LOCK", "FLUSH TABLES t FOR EXPORT"]
        {
            let script = format!("CREATE TABLE t (id int);\n{lock}; INSERT INTO t VALUES (1); UNLOCK TABLES;");
            let error = migrator(dialect, &[("s", &script, "")]).upgrade(&database.url).await.expect_err(lock);
            assert!(matches!(error.kind(), ErrorKind::Script { error, .. } if error.line == 2), "{error}");
        }
        database.drop().await;
    }
}
