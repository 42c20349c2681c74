use super::{Directives, HazardLine, Script, Statement};
use crate::schema::Dialect;

fn split(dialect: Dialect, text: &str) -> Vec<String> {
    let script = Script::parse(dialect, text).unwrap_or_else(|error| panic!("{error}\n{text}"));
    script.statements.into_iter().map(|statement| statement.text).collect()
}

#[test]
fn statements_end_where_the_dialect_says() {
    let cases: &[(&[Dialect], &str, &[&str])] = &[
        (&Dialect::ALL, "", &[]),
        (&Dialect::ALL, " ;; -- nothing\n ;", &[]),
        (&Dialect::ALL, "SELECT 1; SELECT 2", &["SELECT 1", "SELECT 2"]),
        (&Dialect::ALL, "SELECT ';', 'it''s;';\nSELECT 2;", &["SELECT ';', 'it''s;'", "SELECT 2"]),
        (&Dialect::ALL, "SELECT 1 -- a; b\n, 2; SELECT 3", &["SELECT 1 -- a; b\n, 2", "SELECT 3"]),
        (&Dialect::ALL, "SELECT /* a; b */ 1;", &["SELECT /* a; b */ 1"]),
        (&Dialect::ALL, "SELECT (1;2); SELECT 3", &["SELECT (1;2)", "SELECT 3"]),
        (&[Dialect::POSTGRES], "SELECT /* a /* b; */ ; */ 1; SELECT 2", &["SELECT /* a /* b; */ ; */ 1", "SELECT 2"]),
        (
            &[Dialect::POSTGRES],
            "SELECT E'it\\'s;'; SELECT '\\'; SELECT 3",
            &["SELECT E'it\\'s;'", "SELECT '\\'", "SELECT 3"],
        ),
        (
            &[Dialect::POSTGRES],
            "DO $$ BEGIN PERFORM 1; END $$; SELECT $1",
            &["DO $$ BEGIN PERFORM 1; END $$", "SELECT $1"],
        ),
        (&[Dialect::POSTGRES], "SELECT $a$ $b$; $$; $a$; SELECT 2", &["SELECT $a$ $b$; $$; $a$", "SELECT 2"]),
        (
            &[Dialect::POSTGRES],
            "CREATE FUNCTION f() RETURNS int BEGIN ATOMIC SELECT CASE WHEN true THEN 1 END; SELECT 2; END; SELECT 3",
            &[
                "CREATE FUNCTION f() RETURNS int BEGIN ATOMIC SELECT CASE WHEN true THEN 1 END; SELECT 2; END",
                "SELECT 3",
            ],
        ),
        (
            &[Dialect::MYSQL, Dialect::MARIADB],
            "SELECT 'it\\'s;', \"a;\\\"\", `;` # x;\n; SELECT 2",
            &["SELECT 'it\\'s;', \"a;\\\"\", `;`", "SELECT 2"],
        ),
        (&[Dialect::MYSQL, Dialect::MARIADB], "SELECT 5--1; SELECT 2", &["SELECT 5--1", "SELECT 2"]),
        (&[Dialect::SQLITE], "SELECT \"a;\", [b;], `c;`; SELECT 2", &["SELECT \"a;\", [b;], `c;`", "SELECT 2"]),
        (
            &[Dialect::SQLITE],
            "CREATE TEMP TRIGGER t AFTER UPDATE ON x WHEN CASE WHEN 1 THEN 1 END BEGIN\n UPDATE x SET a = CASE WHEN a THEN 1 ELSE 2 END; DELETE FROM y; END; SELECT 2",
            &[
                "CREATE TEMP TRIGGER t AFTER UPDATE ON x WHEN CASE WHEN 1 THEN 1 END BEGIN\n UPDATE x SET a = CASE WHEN a THEN 1 ELSE 2 END; DELETE FROM y; END",
                "SELECT 2",
            ],
        ),
        (
            &[Dialect::MYSQL, Dialect::MARIADB],
            "CREATE TRIGGER t BEFORE INSERT ON x FOR EACH ROW IF NEW.a THEN SET NEW.b = CASE WHEN 1 THEN IF(1,2,3) END; IF 1 THEN SET @a=1; END IF; END IF; SELECT 2",
            &[
                "CREATE TRIGGER t BEFORE INSERT ON x FOR EACH ROW IF NEW.a THEN SET NEW.b = CASE WHEN 1 THEN IF(1,2,3) END; IF 1 THEN SET @a=1; END IF; END IF",
                "SELECT 2",
            ],
        ),
        (
            &[Dialect::MYSQL, Dialect::MARIADB],
            "CREATE PROCEDURE p() BEGIN l: LOOP SET @a = IF(@a, 1, 2); CASE @a WHEN 1 THEN LEAVE l; ELSE BEGIN END; END CASE; END LOOP l; WHILE 1 DO SELECT 1; END WHILE; DROP TABLE IF EXISTS x; END; SELECT 2",
            &[
                "CREATE PROCEDURE p() BEGIN l: LOOP SET @a = IF(@a, 1, 2); CASE @a WHEN 1 THEN LEAVE l; ELSE BEGIN END; END CASE; END LOOP l; WHILE 1 DO SELECT 1; END WHILE; DROP TABLE IF EXISTS x; END",
                "SELECT 2",
            ],
        ),
        (
            &[Dialect::MYSQL, Dialect::MARIADB],
            "BEGIN NOT ATOMIC SELECT 1; END; SELECT 2",
            &["BEGIN NOT ATOMIC SELECT 1; END", "SELECT 2"],
        ),
        (
            &[Dialect::MYSQL, Dialect::MARIADB],
            "SELECT 1;\nDELIMITER $$\nCREATE TRIGGER t BEFORE INSERT ON x FOR EACH ROW BEGIN SET @a=1; END$$\n$$\nDELIMITER ;\nSELECT 2;",
            &["SELECT 1", "CREATE TRIGGER t BEFORE INSERT ON x FOR EACH ROW BEGIN SET @a=1; END", "SELECT 2"],
        ),
        (
            &[Dialect::MYSQL, Dialect::MARIADB],
            "/*!50003 CREATE TRIGGER t; */; SELECT 2",
            &["/*!50003 CREATE TRIGGER t; */", "SELECT 2"],
        ),
    ];
    for (dialects, text, expected) in cases {
        for dialect in *dialects {
            assert_eq!(split(*dialect, text), *expected, "{dialect}: {text}");
        }
    }
}

/// Each is one statement.
#[test]
fn bodies_end_where_they_do_with_or_without_begin() {
    let mysql: &[Dialect] = &[Dialect::MYSQL, Dialect::MARIADB];
    let cases: &[(&[Dialect], &[&str])] = &[
        (
            mysql,
            &[
                "CREATE PROCEDURE p(IN a INT) IF a THEN SELECT 1; ELSE SELECT 2; END IF",
                "CREATE PROCEDURE IF NOT EXISTS p(a DECIMAL(9, 2)) COMMENT 'x' SQL SECURITY INVOKER IF (a > 1) THEN SELECT 1; END IF",
                "CREATE FUNCTION f(a INT) RETURNS INT IF a THEN RETURN 1; ELSEIF a = 2 THEN RETURN 2; ELSE RETURN 3; END IF",
                "CREATE FUNCTION f() RETURNS SET('a') CHARACTER SET utf8mb4 DETERMINISTIC IF 1 THEN RETURN 'a'; END IF",
                "CREATE FUNCTION f(a INT) RETURNS INT RETURN IF(a, 1, 2)",
                "CREATE FUNCTION f(a INT) RETURNS INT DETERMINISTIC RETURN CASE a WHEN 1 THEN 2 END",
                "CREATE PROCEDURE p(a INT) CASE a WHEN 1 THEN SELECT 1; ELSE SELECT CASE a WHEN 2 THEN 3 ELSE IF(a, 1, 2) END; END CASE",
                "CREATE PROCEDURE p() l: LOOP SET @a = @a + 1; IF @a > 3 THEN LEAVE l; END IF; END LOOP l",
                "CREATE PROCEDURE p() l: REPEAT SET @a = REPEAT('x', 2); UNTIL @a END REPEAT l",
                "CREATE PROCEDURE p() WHILE @a DO l: LOOP LEAVE l; END LOOP l; REPEAT SET @a = 0; UNTIL 1 END REPEAT; END WHILE",
                "CREATE PROCEDURE p() l: BEGIN SELECT 1; BEGIN END; m: BEGIN SELECT 2; END m; END l",
                "CREATE PROCEDURE p() IF 1 THEN BEGIN DECLARE EXIT HANDLER FOR SQLEXCEPTION BEGIN SELECT 1; END; SELECT 2; END; END IF",
                "CREATE PROCEDURE p() BEGIN DECLARE CONTINUE HANDLER FOR 1062, SQLSTATE '23000' BEGIN END; SELECT 1; END",
                "CREATE PROCEDURE p() DROP TABLE IF EXISTS x",
                "CREATE PROCEDURE p() SHOW TABLES WHERE IF(1, 2, 3)",
                "CREATE PROCEDURE p() KILL IF(1, 2, 3)",
                "CREATE TRIGGER t BEFORE INSERT ON x FOR EACH ROW BEGIN UPDATE y SET a = CASE WHEN b THEN begin ELSE 0 END; END",
                "CREATE PROCEDURE p() INSERT INTO x VALUES (CASE 1 WHEN 1 THEN 2 END, REPEAT('a', 2))",
                "CREATE OR REPLACE DEFINER = CURRENT_USER() PROCEDURE p() IF 1 THEN SELECT 1; END IF",
                "CREATE TRIGGER t BEFORE INSERT ON x FOR EACH ROW IF NEW.a THEN SET NEW.a = 1; END IF",
                "CREATE TRIGGER t BEFORE INSERT ON x FOR EACH ROW FOLLOWS s CASE NEW.a WHEN 1 THEN SET NEW.a = 2; END CASE",
                "CREATE TRIGGER t BEFORE INSERT ON x FOR EACH ROW SET NEW.begin = IF(NEW.end, 1, 2)",
                "CREATE TRIGGER t BEFORE INSERT ON x FOR EACH ROW BEGIN SET NEW.begin = 1; SET NEW.end = 2; UPDATE y SET begin = 1, end = CASE WHEN y.end THEN 1 END; END",
                "CREATE EVENT e ON SCHEDULE EVERY 1 DAY STARTS IF(1, NOW(), NOW()) DO IF @a THEN DELETE FROM x; DELETE FROM y; END IF",
                "CREATE EVENT e ON SCHEDULE EVERY 1 DAY DO DELETE FROM x",
                "ALTER EVENT e DO IF @a THEN DELETE FROM x; END IF",
                "IF @a THEN CREATE TABLE x (a INT); ELSE DROP TABLE IF EXISTS y; END IF",
                "FOR i IN 1 .. 3 DO INSERT INTO x VALUES (i); END FOR",
                "BEGIN NOT ATOMIC DECLARE a INT; IF a THEN SELECT 1; END IF; END",
                "CREATE PROCEDURE p() DO IF(1, SLEEP(0), 0)",
                "CREATE PROCEDURE p() IF 1 THEN DO IF(1, SLEEP(0), 0); ELSE DO REPEAT('a', 2); END IF",
                "CREATE PROCEDURE p() WHILE 0 DO DO IF(1, 2, 3); IF 1 THEN SELECT 1; END IF; END WHILE",
                "CREATE EVENT e ON SCHEDULE EVERY 1 DAY DO DO IF(1, SLEEP(0), 0)",
                "CREATE EVENT e ON SCHEDULE EVERY 1 DAY DO IF(1) THEN DO IF(1, 2, 3); END IF",
                "CREATE FUNCTION f() RETURNS INT IF 1 THEN RETURN 1; ELSE RETURN 2; END IF",
                "CREATE TABLE event (event INT, begin INT, end INT)",
                "ALTER TABLE x ADD function CHAR(3), ADD COLUMN IF NOT EXISTS b INT",
                "CREATE VIEW v AS SELECT event, f(1), IF(a, 1, 2), CASE a WHEN 1 THEN 2 END FROM x",
            ],
        ),
        (
            // In the mode of another engine, and packages.
            &[Dialect::MARIADB],
            &[
                "CREATE FUNCTION f(a INT) RETURN INT AS BEGIN RETURN a; END",
                "CREATE FUNCTION f RETURN INT IS b INT := 1; BEGIN RETURN b; END f",
                "CREATE FUNCTION f(a VARCHAR2(9)) RETURN VARCHAR2(9) DETERMINISTIC AS BEGIN RETURN a; EXCEPTION WHEN OTHERS THEN RETURN 'x'; END",
                "CREATE PROCEDURE p AS BEGIN SELECT 1; SELECT 2; END",
                "CREATE PROCEDURE p(a INT) IS b INT; CURSOR c IS SELECT a AS d FROM x; BEGIN b := CASE a WHEN 1 THEN 2 END; IF b THEN SELECT 1; ELSIF a THEN NULL; END IF; FOR i IN 1..3 LOOP SELECT i; END LOOP; <<l>> LOOP EXIT l; END LOOP; END",
                "CREATE PROCEDURE p AS BEGIN DECLARE b INT; BEGIN SELECT 1; END; <<l>> BEGIN SELECT 2; END l; END",
                "CREATE PACKAGE k AS PROCEDURE p; FUNCTION f(a INT) RETURN INT; END",
                "CREATE PACKAGE BODY k AS c INT := 1; PROCEDURE q AS BEGIN NULL; END; PROCEDURE p AS b INT; BEGIN q; SELECT 1; END; FUNCTION f(a INT) RETURN INT IS BEGIN RETURN CASE WHEN a THEN 1 END; END; BEGIN c := 2; END",
                "CREATE PACKAGE BODY k IS FUNCTION g RETURN INT; PROCEDURE p AS BEGIN NULL; END p; FUNCTION f(a INT) RETURN INT AS BEGIN RETURN 1; END; FUNCTION g RETURN INT AS BEGIN RETURN 1; END; END k",
                "CREATE TRIGGER t BEFORE INSERT ON x FOR EACH ROW DECLARE b INT; BEGIN b := 1; :NEW.a := b; END",
                "CREATE TRIGGER t BEFORE INSERT ON x FOR EACH ROW IF :NEW.a THEN :NEW.a := 1; END IF",
                "DECLARE a INT := 1; BEGIN SELECT a; END",
                "CREATE PACKAGE k PROCEDURE p(); FUNCTION f() RETURNS INT; END",
                "CREATE PACKAGE k SQL SECURITY INVOKER COMMENT 'x' PROCEDURE p(); FUNCTION f() RETURNS INT; END",
                "CREATE PACKAGE BODY k DECLARE a INT DEFAULT 1; FUNCTION f() RETURNS INT RETURN 1; PROCEDURE p() IF 1 THEN SELECT 1; END IF; SET a = 3; END",
                "CREATE PACKAGE BODY k DECLARE a INT DEFAULT 1; FUNCTION f() RETURNS INT RETURN IF(1,2,3); PROCEDURE p() BEGIN SELECT 1; END; BEGIN SET a = 2; END; END",
                "CREATE PACKAGE BODY k FUNCTION f() RETURNS SET('a') CHARACTER SET utf8mb4 BEGIN RETURN 'a'; END; PROCEDURE p() DO IF(1,2,3); PROCEDURE q() l: LOOP LEAVE l; END LOOP l; END",
                "CREATE FUNCTION `as`.`is`() RETURNS INT RETURN 1",
            ],
        ),
        (&[Dialect::MYSQL], &["CREATE FUNCTION f(a INT) RETURNS INT LANGUAGE JAVASCRIPT AS 'return a; // BEGIN'"]),
        (
            &[Dialect::SQLITE],
            &[
                "CREATE TRIGGER t AFTER UPDATE ON slots BEGIN UPDATE slots SET end = new.end WHERE begin = new.begin; END",
                "CREATE TRIGGER t UPDATE OF begin ON slots WHEN new.begin > 1 BEGIN SELECT end FROM slots; SELECT CASE WHEN new.end THEN 1 END; END",
                "CREATE TABLE trigger (begin INTEGER, end INTEGER)",
                "CREATE INDEX trigger ON slots (begin)",
            ],
        ),
        (
            &[Dialect::POSTGRES],
            &[
                "CREATE FUNCTION f(a int) RETURNS int LANGUAGE sql BEGIN ATOMIC SELECT a; SELECT CASE WHEN a > 1 THEN 1 END; END",
                "CREATE OR REPLACE PROCEDURE p() BEGIN ATOMIC END",
                "CREATE FUNCTION f(a int) RETURNS int RETURN CASE WHEN a > 1 THEN 1 END",
                "CREATE RULE r AS ON INSERT TO x DO ALSO (DELETE FROM y; DELETE FROM z)",
                "CREATE TRIGGER t BEFORE INSERT ON x FOR EACH ROW EXECUTE FUNCTION f()",
            ],
        ),
    ];
    for (dialects, statements) in cases {
        for (dialect, statement) in dialects.iter().flat_map(|it| statements.iter().map(move |sql| (*it, *sql))) {
            let expected = [statement, "SELECT 2", statement];
            assert_eq!(split(dialect, &expected.join(";\n")), expected, "{dialect}: {statement}");
        }
    }
}

#[test]
fn errors_name_the_line() {
    for (dialect, text, expected) in [
        (Dialect::SQLITE, "SELECT 1;\nSELECT 'a", "line 2: the quote that opens here is not closed"),
        (Dialect::POSTGRES, "\n\nDO $x$ BEGIN", "line 3: the dollar quote that opens here is not closed"),
        (Dialect::POSTGRES, "SELECT 1; /* a /* b */", "line 1: the comment that opens here is not closed"),
        (Dialect::MYSQL, "CREATE TABLE t (\n a int;", "line 1: the parenthesis that opens here is not closed"),
        (Dialect::MYSQL, "SELECT 1);", "line 1: this parenthesis was not opened"),
        (Dialect::SQLITE, "[a", "line 1: the bracket that opens here is not closed"),
        (Dialect::MYSQL, "DELIMITER\n", "line 1: `DELIMITER` names no delimiter"),
        (
            Dialect::SQLITE,
            "CREATE TRIGGER t AFTER INSERT ON x BEGIN SELECT 1;",
            "line 1: a `BEGIN` or `CASE` of the statement that begins here has no `END`",
        ),
        (
            Dialect::POSTGRES,
            "SELECT 1;\nCOMMIT;",
            "line 2: only the migrator may run `COMMIT`: it already runs the script in a transaction",
        ),
        (Dialect::POSTGRES, "COPY t FROM STDIN;", "line 1: `COPY … FROM STDIN` works in psql only: write `INSERT`"),
        (
            Dialect::POSTGRES,
            "CREATE UNIQUE INDEX CONCURRENTLY ON t (a);",
            "line 1: give the index a name: `CREATE INDEX CONCURRENTLY name ON …`",
        ),
        (Dialect::SQLITE, ".read x", "line 1: this is a command of the database's shell, not SQL"),
        (
            Dialect::SQLITE,
            "-- cargo-schema: no-transactions\nSELECT 1;",
            "line 1: unknown directive `no-transactions`; available: `no-transaction`, `foreign-keys=off`, \
             `drop-column \"table\".\"column\"`, `drop-attributes \"table\".\"column\"` and `requires <object>`",
        ),
        (
            Dialect::SQLITE,
            "SELECT 1;\n-- cargo-schema: no-transaction\nSELECT 2;",
            "line 2: the directive `no-transaction` must be above the first statement",
        ),
        (
            Dialect::SQLITE,
            "SELECT 1;\n\0SELECT 2;",
            "line 2: the script contains a NUL byte: write it as an expression of the database",
        ),
        (
            Dialect::SQLITE,
            "-- cargo-schema: no-transaction\n-- cargo-schema: foreign-keys=off\nDROP TABLE t;",
            "line 1: `foreign-keys=off` and `no-transaction` do not go together: put what cannot be in a transaction in \
             a revision of its own",
        ),
    ] {
        assert_eq!(Script::parse(dialect, text).expect_err(text).to_string(), expected);
    }
}

#[test]
fn directives_keep_names_of_several_lines() {
    let names = ["line\nfeed", "carriage\r\nreturn", "\\n", "\\", "\\\\r\n", "ends in \\", "say \"\n\""];
    let columns: Vec<_> = names.iter().map(|name| (format!("t {name}"), (*name).to_owned())).collect();
    let directives = Directives { drop_columns: columns.clone(), ..Directives::default() };
    let text = Script { directives, ..Script::default() }.to_string();
    assert_eq!(text.lines().count(), names.len());
    assert_eq!(Script::parse(Dialect::SQLITE, &text).expect("a script").directives.drop_columns, columns);
}

#[test]
fn directives_and_comments_are_read_and_written() {
    let text = "-- cargo-schema: foreign-keys=off\n-- cargo-schema: drop-column \"a b\".\"say \"\"x\"\".\"\n\n\
                -- Drops `a`.\n-- For good.\nDROP TABLE a;\n\nDROP TABLE b;\n";
    let script = Script::parse(Dialect::SQLITE, text).expect("a script");
    assert!(script.directives.transaction && script.directives.foreign_keys_off);
    assert_eq!(script.directives.drop_columns, [("a b".to_owned(), "say \"x\".".to_owned())]);
    let plain =
        Script::parse(Dialect::SQLITE, "-- cargo-schema: no-transaction\n-- cargo-schema: drop-column users.bio\n");
    let plain = plain.expect("a script").directives;
    assert_eq!((plain.transaction, plain.drop_columns), (false, vec![("users".to_owned(), "bio".to_owned())]));
    assert_eq!(script.statements[0].comment.as_deref(), Some("Drops `a`.\nFor good."));
    assert_eq!((script.statements[0].line, script.statements[1].line), (6, 8));
    assert_eq!(script.to_string(), text);
    let made = Script { statements: vec![Statement::new("SELECT 1").with_comment("one")], ..Script::default() };
    assert_eq!(made.to_string(), "-- one\nSELECT 1;\n");
}

#[test]
fn hazards_are_read_and_written() {
    let text = "-- drop table `a`\n-- hazard[drop-table]: deletes all rows of `a`\nDROP TABLE a;\n\n\
                -- hazard[computed-null]: `b.c` can be NULL\n";
    let script = Script::parse(Dialect::SQLITE, text).expect("a script");
    let first = &script.statements[0];
    assert_eq!(first.comment.as_deref(), Some("drop table `a`"));
    assert_eq!(first.hazards, [HazardLine::new("drop-table", "deletes all rows of `a`")]);
    assert_eq!(script.hazards, [HazardLine::new("computed-null", "`b.c` can be NULL")]);
    assert_eq!(script.all_hazards(), [&first.hazards[0], &script.hazards[0]]);
    assert_eq!(script.to_string(), text);
}

#[test]
fn hazards_may_be_without_a_code_and_above_no_statement() {
    let text = "-- hazard: by hand\n\n-- hazard: by hand\n# hazard: by hand\nSELECT 1;\n-- hazards: none\n\
                -- hazard[not a code]: none\n-- hazard[x] none\n-- hazard:\nSELECT 2;";
    let script = Script::parse(Dialect::MYSQL, text).expect("a script");
    let by_hand = HazardLine { code: None, message: "by hand".to_owned() };
    assert_eq!(script.all_hazards(), [&by_hand]);
    assert_eq!((script.hazards.len(), script.statements[0].hazards.len()), (1, 2));
    assert_eq!(script.statements[1].comment.as_deref().map(|it| it.lines().count()), Some(4));
    assert_eq!(HazardLine::new("x", "a\nb\u{2028}c").to_string(), "hazard[x]: a b c");
}

#[test]
fn comments_line_ends_and_space_do_not_count_but_strings_do() {
    let sum = |text: &str| Script::parse(Dialect::POSTGRES, text).expect(text).checksum_text(Dialect::POSTGRES);
    let base = sum("SELECT 1,  'a  b\nc';\nSELECT 2;");
    assert_eq!(base, "SELECT 1, 'a  b\nc';\nSELECT 2;\n");
    assert_eq!(base, sum("\u{feff}-- hello\r\nSELECT 1, /* x */ 'a  b\r\nc'\r\n;SELECT\t2 -- y\r\n"));
    assert_ne!(base, sum("SELECT 1, 'a b\nc'; SELECT 2;"));
    assert_ne!(base, sum("SELECT 1, 'a  b\nc'; SELECT 3;"));
}

#[test]
fn lines_of_a_long_script_are_counted_onward() {
    let text: String = (0..200_000).map(|number| format!("-- {number}\nINSERT INTO t VALUES ({number});\n")).collect();
    let start = std::time::Instant::now();
    let script = Script::parse(Dialect::SQLITE, &text).expect("a script");
    assert_eq!(script.statements.last().map(|statement| statement.line), Some(400_000));
    assert!(start.elapsed() < std::time::Duration::from_secs(60), "it reads the script again for each statement");
}
