//! A statement that was begun and not seen to end is judged by the catalog. Where the catalog does not show what it does,
//! the migrator stops and asks: it runs nothing twice, and believes nothing from an error code.

use super::proxy::{At, Cut, Proxy};
use super::support::{Database, engines, migrator};
use schema_core::connect::DatabaseUrl;
use schema_core::migrate::{Doubt, Error, ErrorKind, Event, FailedStatement, Left, Migrator, Observer, Report, Resume};
use schema_core::revision::Target;
use schema_core::schema::Dialect;
use std::ops::ControlFlow;

fn servers() -> Vec<Dialect> {
    engines().into_iter().filter(|dialect| matches!(dialect.name(), "mariadb" | "mysql")).collect()
}

/// Runs through a proxy that cuts the connection at the packet with `text`.
async fn cut_at(
    database: &Database,
    all: &Migrator,
    (cut, text): (Cut, &str),
    resume: Option<Resume>,
) -> Result<Report, Error> {
    let proxy = Proxy::open_at(&database.text, cut, At::Text(text.to_owned())).await;
    // TLS would hide the text.
    let tls = if database.dialect == Dialect::POSTGRES { "sslmode=disable" } else { "ssl-mode=disabled" };
    let url = DatabaseUrl::parse(&format!("{}?{tls}", proxy.url)).expect("a URL");
    let result = all.upgrade(&url).resume(resume).await;
    assert_eq!(proxy.cuts(), 1, "{text}: {result:?}");
    result
}

/// Waits until the server has seen that the others are gone.
async fn settled(database: &Database) {
    let running = "SELECT COUNT(*) FROM information_schema.PROCESSLIST WHERE DB = DATABASE() AND ID <> CONNECTION_ID()";
    while database.rows(running).await != ["0"] {
        tokio::task::yield_now().await;
    }
}

/// All that a database of MySQL or MariaDB has, save for the history.
async fn dump(database: &Database) -> String {
    let mut all = String::new();
    let tables = "SELECT TABLE_NAME FROM information_schema.TABLES WHERE TABLE_SCHEMA = DATABASE() \
                  AND TABLE_NAME <> '_schema_revisions' ORDER BY 1";
    for table in database.rows(tables).await {
        let definition = database.rows(&format!("SHOW CREATE TABLE `{table}`")).await.join("\n");
        let rows = database.rows(&format!("SELECT * FROM `{table}` ORDER BY 1")).await.join(";");
        all.push_str(&format!("{definition}\n{rows}\n"));
    }
    let others = "SELECT ROUTINE_NAME FROM information_schema.ROUTINES WHERE ROUTINE_SCHEMA = DATABASE() UNION ALL \
                  SELECT TRIGGER_NAME FROM information_schema.TRIGGERS WHERE TRIGGER_SCHEMA = DATABASE() ORDER BY 1";
    all + &database.rows(others).await.join(",")
}

/// Statements by hand, none of which does the same when it runs twice.
const BY_HAND: &[&str] = &[
    "CREATE TABLE a (id int PRIMARY KEY, n int)",
    "CREATE TABLE b (id int PRIMARY KEY, n int)",
    "INSERT INTO a VALUES (1, 1)",
    "INSERT INTO b VALUES (2, 2), (3, 3)",
    "RENAME TABLE a TO x, b TO a, x TO b",
    "ALTER TABLE a ADD INDEX (n)",
    "ALTER TABLE a ADD CHECK (n < 1000)",
    "ALTER TABLE a ADD COLUMN p int DEFAULT 1, ADD COLUMN q int DEFAULT 2",
    "ALTER TABLE a RENAME COLUMN p TO q, RENAME COLUMN q TO p",
    "ALTER TABLE b RENAME TO c, ADD KEY ix (n)",
    "CREATE TABLE m (n int) ENGINE = MyISAM",
    "INSERT INTO m VALUES (1)",
    "UPDATE m SET n = n + 1",
    "CREATE VIEW v AS SELECT 1 AS one",
    "DROP VIEW v",
    "CREATE PROCEDURE p() BEGIN UPDATE a SET n = n + 1; CREATE TABLE IF NOT EXISTS made (id int); UPDATE a SET n = n + 10; END",
    "CALL p()",
    "DROP PROCEDURE p",
    "TRUNCATE TABLE c",
    "DROP TABLE made, c",
];

#[tokio::test]
async fn a_cut_at_every_statement_by_hand_leads_to_what_no_cut_leads_to() {
    for dialect in servers() {
        let database = Database::new(dialect).await.expect("a database");
        // What each statement leads to.
        let mut states = vec![dump(&database).await];
        for statement in BY_HAND {
            database.run(statement).await;
            states.push(dump(&database).await);
        }
        database.reset().await;
        let script: String = BY_HAND.iter().map(|statement| format!("{statement};\n")).collect();
        let all = migrator(dialect, &[("by_hand", &script, "")]);
        let mut asked = Vec::new();
        let mut answer = None;
        for (at, statement) in BY_HAND.iter().enumerate() {
            for cut in [Cut::Before, Cut::After] {
                let result = cut_at(&database, &all, (cut, statement), answer.take()).await;
                let what = format!("{dialect}, {statement}, {cut:?}, {result:?}");
                // InnoDB takes back what was not committed.
                let ran = usize::from(cut == Cut::After && !(2..=3).contains(&at));
                settled(&database).await;
                assert_eq!(dump(&database).await, states[at + ran], "{what}");
                let plan = all.upgrade(&database.url).plan().await;
                let Err(ErrorKind::InDoubt(doubt)) = plan.as_ref().map_err(Error::kind) else { continue };
                assert_eq!(doubt.statement, at + 1, "{what}");
                let error = all.upgrade(&database.url).await.expect_err("in doubt");
                assert_eq!(error.exit_code(), 6, "{what}: {error}");
                assert!(
                    error.help().is_some_and(|help| help.contains(&format!("`Resume::At({})`", at + 1))),
                    "{error}"
                );
                assert_eq!(dump(&database).await, states[at + ran], "{what}: nothing ran");
                asked.push((*statement, cut));
                answer = Some(if ran == 1 { Resume::After(at + 1) } else { Resume::At(at + 1) });
            }
        }
        all.upgrade(&database.url).resume(answer).await.unwrap_or_else(|error| panic!("{dialect}: {error}"));
        assert_eq!(dump(&database).await, *states.last().expect("a state"), "{dialect}");
        // It asks where the catalog cannot tell, and nowhere else.
        let opaque: Vec<&str> =
            asked.iter().filter(|(_, cut)| *cut == Cut::Before).map(|(statement, _)| *statement).collect();
        let expected = [BY_HAND[4], BY_HAND[11], BY_HAND[12], BY_HAND[16], BY_HAND[18]];
        assert_eq!(opaque, expected, "{dialect}");
        let after: Vec<&str> =
            asked.iter().filter(|(_, cut)| *cut == Cut::After).map(|(statement, _)| *statement).collect();
        let nameless =
            [BY_HAND[4], BY_HAND[5], BY_HAND[6], BY_HAND[8], BY_HAND[11], BY_HAND[12], BY_HAND[16], BY_HAND[18]];
        assert_eq!(after, nameless, "{dialect}");
        database.drop().await;
    }
}

/// Statements that fail by themselves, with the very code that a second run of a good one would get.
#[tokio::test]
async fn a_statement_that_is_wrong_by_itself_is_not_taken_for_done() {
    for dialect in servers() {
        let database = Database::new(dialect).await.expect("a database");
        for wrong in [
            "CREATE TABLE a (id int)",
            "DROP TABLE nothing",
            "ALTER TABLE a ADD COLUMN n int",
            "ALTER TABLE a DROP COLUMN nothing",
            "CREATE INDEX ix ON a (n)",
            "DROP INDEX nothing ON a",
            "RENAME TABLE nothing TO something",
            "ALTER TABLE a RENAME COLUMN nothing TO n",
            "ALTER TABLE a ADD PRIMARY KEY (n)",
            "CREATE VIEW v AS SELECT 1 AS one",
            "DROP VIEW nothing",
            "CREATE PROCEDURE p() SELECT 1",
        ] {
            database.reset().await;
            let good = "CREATE TABLE a (id int PRIMARY KEY, n int, KEY ix (n)); CREATE VIEW v AS SELECT 1 AS one; CREATE PROCEDURE p() SELECT 1;";
            let script = format!("{wrong};");
            let all = migrator(dialect, &[("good", good, ""), ("wrong", &script, "")]);
            migrator(dialect, &[("good", good, "")]).upgrade(&database.url).await.expect("good");
            // Begun, and never sent.
            let _ = cut_at(&database, &all, (Cut::Before, wrong), None).await;
            let begun = database.rows("SELECT statement_begun FROM _schema_revisions WHERE finished_at IS NULL").await;
            assert_eq!(begun, ["1"], "{dialect}, {wrong}");
            let error = all.upgrade(&database.url).await.expect_err(wrong);
            assert!(matches!(error.kind(), ErrorKind::Statement(_)), "{dialect}, {wrong}: {error}");
            assert_eq!(all.status(&database.url).await.expect("a status").pending.len(), 1, "{dialect}, {wrong}");
        }
        database.drop().await;
    }
}

fn failed(result: Result<Report, Error>) -> Box<FailedStatement> {
    match result.expect_err("a failure").kind() {
        ErrorKind::Statement(failed) => failed.clone(),
        other => panic!("{other}"),
    }
}

/// What a procedure committed before it failed is there, and the procedure is not done.
#[tokio::test]
async fn a_call_that_commits_and_then_fails_is_neither_done_nor_undone() {
    let engines = engines();
    for dialect in engines.into_iter().filter(|dialect| *dialect != Dialect::SQLITE) {
        let database = Database::new(dialect).await.expect("a database");
        let script = match dialect.name() {
            "postgres" => {
                "-- cargo-schema: no-transaction\nCREATE TABLE t (n integer);
                 CREATE PROCEDURE p() LANGUAGE plpgsql AS $$ BEGIN INSERT INTO t VALUES (1); COMMIT; INSERT INTO missing VALUES (1); END $$;
                 CALL p();"
            }
            _ => {
                "CREATE TABLE t (n integer);
                 CREATE PROCEDURE p() BEGIN INSERT INTO t VALUES (1); COMMIT; INSERT INTO missing VALUES (1); END;
                 CALL p();"
            }
        };
        let all = migrator(dialect, &[("call", script, "")]);
        let error = failed(all.upgrade(&database.url).await);
        assert_eq!((error.statement, error.left), (Some(3), Left::InDoubt(2)), "{dialect}");
        assert!(error.to_string().contains("; it may have run in part"), "{error}");
        assert_eq!(database.rows("SELECT n FROM t").await, ["1"]);
        assert_eq!(database.history().await, ["call,up,2,3,open,error"]);
        // It is not run again on a guess, and the answer is the same each time.
        for _ in 0..2 {
            let error = all.upgrade(&database.url).await.expect_err("in doubt");
            let ErrorKind::InDoubt(doubt) = error.kind() else { panic!("{error}") };
            assert_eq!((doubt.doubt, doubt.statement), (Doubt::Failed, 3), "{error}");
        }
        assert_eq!(database.rows("SELECT n FROM t").await, ["1"]);
        database.run("CREATE TABLE missing (n integer)").await;
        all.upgrade(&database.url).resume(Resume::At(3)).await.expect("run again");
        assert_eq!(database.rows("SELECT n FROM t").await, ["1", "1"]);
        assert_eq!(database.rows("SELECT n FROM missing").await, ["1"]);
        all.require_current(&database.url).await.expect("current");
        database.drop().await;
    }
}

/// An answer that goes with no question is an error, and changes nothing.
#[tokio::test]
async fn an_answer_without_a_question_is_refused() {
    for dialect in engines() {
        let database = Database::new(dialect).await.expect("a database");
        let script = "-- cargo-schema: no-transaction\nCREATE TABLE a (id integer); CREATE TABLE a (id integer);";
        let all = migrator(dialect, &[("a", script, "-- cargo-schema: no-transaction\nDROP TABLE a")]);
        let error = all.upgrade(&database.url).resume(Resume::At(1)).await.expect_err("nothing is half-applied");
        assert!(matches!(error.kind(), ErrorKind::NothingToResume), "{error}");
        failed(all.upgrade(&database.url).await);
        for number in [0, 3] {
            for resume in [Resume::At(number), Resume::After(number)] {
                let error = all.upgrade(&database.url).resume(resume).await.expect_err("no such statement");
                assert!(matches!(error.kind(), ErrorKind::NoStatement { of: 2, .. }), "{error}");
                assert_eq!(error.exit_code(), 2);
            }
        }
        assert_eq!(database.history().await, ["a,up,1,2,open,error"], "{dialect}");
        all.upgrade(&database.url).resume(Resume::After(2)).await.expect("counted as done");
        assert_eq!(database.history().await, ["a,up,2,2,done,"], "{dialect}");
        // The same on the way down.
        let down = migrator(dialect, &[("a", script, "-- cargo-schema: no-transaction\nDROP TABLE a; DROP TABLE a;")]);
        down.downgrade(&database.url, Target::Base).await.expect_err("dropped once");
        down.downgrade(&database.url, Target::Base).resume(Resume::After(2)).await.expect("counted as done");
        assert_eq!(database.history().await, [""; 0], "{dialect}");
        database.drop().await;
    }
}

/// Whoever says where to go on does not say that what ran before was something else.
#[tokio::test]
async fn an_answer_does_not_hide_that_what_ran_was_edited() {
    for dialect in engines() {
        let database = Database::new(dialect).await.expect("a database");
        let script = |value: &str, last: &str| {
            let text = format!(
                "-- cargo-schema: no-transaction\nCREATE TABLE t (a integer); INSERT INTO t VALUES ({value}); {last};"
            );
            migrator(dialect, &[("s", &text, "")])
        };
        failed(script("1", "ALTER TABLE nothing ADD b integer").upgrade(&database.url).await);
        let edited = script("2", "ALTER TABLE t ADD b integer");
        for answer in [Resume::At(3), Resume::After(3), Resume::At(2), Resume::After(1)] {
            let told = || edited.upgrade(&database.url).resume(answer);
            let error = told().await.expect_err("edited");
            assert!(matches!(error.kind(), ErrorKind::EditedPartWay { done: 2, .. }), "{dialect}, {answer:?}: {error}");
            let error = told().plan().await.expect_err("edited");
            assert!(matches!(error.kind(), ErrorKind::EditedPartWay { done: 2, .. }), "{dialect}, {answer:?}: {error}");
        }
        assert_eq!(database.history().await, ["s,up,2,3,open,error"], "{dialect}");
        // The statement that failed may be another.
        let right = script("1", "ALTER TABLE t ADD b integer");
        right.upgrade(&database.url).resume(Resume::At(3)).await.unwrap_or_else(|error| panic!("{dialect}: {error}"));
        assert_eq!(database.history().await, ["s,up,3,3,done,"], "{dialect}");
        database.drop().await;
    }
}

#[derive(Default)]
struct Heard(Vec<String>);

impl Observer for Heard {
    fn event(&mut self, event: &Event<'_>) -> ControlFlow<()> {
        if let Event::NotResumable { lacking, .. } = event {
            self.0.push(lacking.to_string());
        }
        ControlFlow::Continue(())
    }
}

/// A temporary table ends with its session: a script that uses one is not resumed behind it.
#[tokio::test]
async fn a_script_that_needs_its_session_is_not_resumed_in_the_middle() {
    for dialect in engines() {
        let database = Database::new(dialect).await.expect("a database");
        let script =
            "-- cargo-schema: no-transaction\nCREATE TABLE t (n integer); CREATE TEMPORARY TABLE keep (n integer);
                      INSERT INTO keep VALUES (7); CREATE TABLE t (n integer); INSERT INTO t SELECT n FROM keep;";
        let all = migrator(dialect, &[("keep", script, "")]);
        let mut heard = Heard::default();
        let error = failed(all.upgrade(&database.url).observer(&mut heard).await);
        assert_eq!(heard.0, ["the temporary table `keep` of statement 2"], "{dialect}");
        assert!(error.to_string().contains("cannot be resumed after them"), "{error}");
        let error = all.upgrade(&database.url).await.expect_err("the table is gone");
        assert!(matches!(error.kind(), ErrorKind::NotResumable { done: 3, of: 5, .. }), "{error}");
        assert!(error.help().is_some_and(|help| help.contains("call `upgrade` with `Resume::At(1)`")), "{error}");
        // Nor does a plan write what would be wrong.
        let planned = all.upgrade(&database.url).plan().await.expect_err("not to be planned");
        assert!(matches!(planned.kind(), ErrorKind::NotResumable { done: 3, of: 5, .. }), "{planned}");
        let error = all.upgrade(&database.url).resume(Resume::At(4)).await.expect_err("the table is gone");
        assert!(matches!(error.kind(), ErrorKind::NotResumable { .. }), "{error}");
        assert_eq!(database.rows("SELECT n FROM t").await, [""; 0], "{dialect}: nothing ran");
        // From the beginning, with the script corrected.
        database.run("DROP TABLE t").await;
        let corrected = script.replace("CREATE TABLE t (n integer); INSERT INTO t S", "INSERT INTO t S");
        let all = migrator(dialect, &[("keep", &corrected, "")]);
        all.upgrade(&database.url).resume(Resume::At(1)).await.unwrap_or_else(|error| panic!("{dialect}: {error}"));
        assert_eq!(database.rows("SELECT n FROM t").await, ["7"], "{dialect}");
        database.drop().await;
    }
}

/// A history that an older version made has no column for the state before a statement.
#[tokio::test]
async fn a_history_of_an_older_version_is_read_and_completed() {
    for dialect in engines() {
        let database = Database::new(dialect).await.expect("a database");
        let first = ("first", "CREATE TABLE a (id integer);", "DROP TABLE a;");
        migrator(dialect, &[first]).upgrade(&database.url).await.expect("upgraded");
        database.run("ALTER TABLE _schema_revisions DROP COLUMN state_before").await;
        let second = ("second", "-- cargo-schema: no-transaction\nCREATE TABLE b (id integer);", "");
        let all = migrator(dialect, &[first, second]);
        assert_eq!(all.status(&database.url).await.expect("a status").pending.len(), 1);
        all.upgrade(&database.url).await.unwrap_or_else(|error| panic!("{dialect}: {error}"));
        assert_eq!(
            database.rows("SELECT state_before IS NULL OR state_before <> '' FROM _schema_revisions").await.len(),
            2
        );
        database.drop().await;
    }
}
