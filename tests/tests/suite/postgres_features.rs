//! What only PostgreSQL has: made, read back, changed, and the same as if it had been made so at once. By hand what
//! `random_pairs` does by chance, so that a failure has a name.

use std::collections::BTreeMap;

use crate::support;
use crate::support::catalog::catalog;
use crate::support::{Database, Engine, engines};
use schema_core::connect::Session;
use schema_core::dialect::{UnmanagedKind, compare, compare_through, inspect, introspect, script};
use schema_core::diff::{Answers, diff};
use schema_core::schema::{
    Check, Column, ColumnType, DefaultValue, Deferrable, Dialect, EnumType, Exclusion, ForeignKey, Generated, Identity,
    Index, IndexMethod, IndexPart, Literal, Nulls, Partition, PartitionBy, Partitioning, PrimaryKey, Schema, Spelling,
    Table, TableName, TableOptions, Unique,
};

fn postgres() -> Option<Engine> {
    engines().into_iter().find(|engine| engine.dialect == Dialect::POSTGRES)
}

fn column(name: &str, ty: &str) -> Column {
    Column::new(name, ty.parse().unwrap())
}

fn nullable(name: &str, ty: &str) -> Column {
    Column { nullable: true, ..column(name, ty) }
}

fn computed(name: &str, ty: &str, sql: &str) -> Column {
    Column { generated: Some(Generated { expression: Spelling::any(sql), stored: true }), ..nullable(name, ty) }
}

fn text(text: &str) -> Option<DefaultValue> {
    Some(DefaultValue::Literal(Literal::Text(text.to_owned())))
}

fn table(name: &str, columns: Vec<Column>) -> Table {
    Table { columns: columns.into(), primary_key: Some(PrimaryKey::new(["id"])), ..Table::new(name) }
}

fn index(table: &mut Table, index: Index) {
    table.indexes.insert(index.name.clone(), index);
}

fn check(table: &mut Table, name: &str, sql: &str) {
    table.checks.insert(name.to_owned(), Check::new(name, Spelling::any(sql)));
}

fn enum_type(schema: &mut Schema, name: &str, values: &[&str]) {
    schema.insert_enum(EnumType { name: name.into(), values: values.iter().map(|&it| it.to_owned()).collect() });
}

fn parameters(pairs: &[(&str, &str)]) -> BTreeMap<String, String> {
    pairs.iter().map(|&(name, value)| (name.to_owned(), value.to_owned())).collect()
}

/// Everything that version 14 has without an extension.
fn everything() -> Schema {
    let mut schema = Schema::default();
    enum_type(&mut schema, "mood", &["sad", "it's ok", "happy"]);
    let mut a = table(
        "a",
        vec![
            Column {
                identity: Some(Identity { always: true, start: Some(100), increment: Some(5) }),
                ..column("id", "i64")
            },
            Column { collation: Spelling::any("C"), ..column("name", "varchar(40)") },
            nullable("fixed", "char(8)"),
            nullable("bits", "bit(8)"),
            nullable("flags", "varbit(16)"),
            nullable("at", "timestamptz(3)"),
            nullable("seen", "datetime(0)"),
            nullable("hour", "time(2)"),
            nullable("ints", "array(i32)"),
            nullable("deep", "array(array(i32))"),
            nullable("names", "array(varchar(8))"),
            nullable("moods", "array(enum(mood))"),
            nullable("set", "set(mood)"),
            Column { default: text("sad"), ..column("mood", "enum(mood)") },
            nullable("span", "interval"),
            nullable("address", "inet"),
            nullable("net", "cidr"),
            nullable("mac", "macaddr"),
            nullable("mac8", "macaddr8"),
            nullable("words", "tsvector"),
            nullable("query", "tsquery"),
            nullable("page", "xml"),
            nullable("price", "money"),
            nullable("raw", "json_text"),
            nullable("r4", "int4range"),
            nullable("r8", "int8range"),
            nullable("rn", "numrange"),
            nullable("rd", "daterange"),
            nullable("rt", "tsrange"),
            nullable("rz", "tstzrange"),
            nullable("year", "year"),
            nullable("medium", "mediumtext"),
            nullable("big", "u64"),
            nullable("born", "date"),
            Column {
                ty: ColumnType::Native { spelling: Spelling::any("point"), otherwise: None },
                ..nullable("place", "text")
            },
            computed("lower_name", "text", "lower(name)"),
        ],
    );
    a.primary_key = Some(PrimaryKey { name: Some("the key of a".into()), ..PrimaryKey::new(["id"]) });
    a.uniques.insert(
        "uq_a_name".into(),
        Unique { deferrable: Deferrable::InitiallyDeferred, ..Unique::new("uq_a_name", ["name", "born"]) },
    );
    check(&mut a, "ck_a_name", "char_length(name) >= 1 and char_length(name) <= 30 and name <> 'x'");
    check(&mut a, "ck_a_mood", "mood in ('sad', 'happy') or born is null");
    index(
        &mut a,
        Index { predicate: Spelling::any("born is not null"), unique: true, ..Index::new("ix_partial", ["name"]) },
    );
    index(
        &mut a,
        Index {
            parts: vec![
                IndexPart::expression(Spelling::any("lower(name)")),
                IndexPart { descending: true, nulls: Some(Nulls::Last), ..IndexPart::column("born") },
                IndexPart { operator_class: Some("text_pattern_ops".into()), ..IndexPart::column("medium") },
                IndexPart { collation: Some("POSIX".into()), ..IndexPart::column("name") },
            ],
            include: vec!["year".into(), "mood".into()],
            parameters: parameters(&[("fillfactor", "70")]),
            comment: Some("it's an index".into()),
            ..Index::new("ix_rich", [""; 0])
        },
    );
    for (name, method, of) in [
        ("ix_hash", IndexMethod::Hash, "name"),
        ("ix_gin", IndexMethod::Gin, "ints"),
        ("ix_gist", IndexMethod::Gist, "rz"),
        ("ix_brin", IndexMethod::Brin, "at"),
        ("ix_spgist", IndexMethod::Spgist, "place"),
    ] {
        index(&mut a, Index { method: Some(method), ..Index::new(name, [of]) });
    }
    let jsonb = Index { method: Some(IndexMethod::Gist), ..Index::new("ix_class", [""; 0]) };
    let words = IndexPart { operator_class: Some("tsvector_ops(siglen=64)".into()), ..IndexPart::column("words") };
    index(&mut a, Index { parts: vec![words], ..jsonb });
    let part = |name: &str| IndexPart::column(name);
    a.exclusions.insert(
        "ex_a".into(),
        Exclusion {
            name: "ex_a".into(),
            method: IndexMethod::Gist,
            elements: vec![(part("rz"), "&&".into()), (part("r4"), "-|-".into())],
            predicate: Some("born is not null".into()),
            deferrable: Deferrable::Deferrable,
        },
    );
    a.options = TableOptions { parameters: parameters(&[("fillfactor", "80")]), ..TableOptions::default() };
    a.comment = Some("all of it".into());
    let mut b = table("b", vec![column("id", "i32"), nullable("x", "i64"), nullable("y", "i32")]);
    b.name = TableName::in_namespace("Other place", "b");
    let key = ForeignKey {
        match_full: true,
        not_valid: false,
        deferrable: Deferrable::Deferrable,
        ..ForeignKey::new("fk_b", ["x"], "c", ["id"])
    };
    b.foreign_keys.insert("fk_b".into(), ForeignKey { references_table: TableName::new("c"), ..key });
    let mut c = table(
        "c",
        vec![Column { identity: Some(Identity { increment: Some(-1), ..Identity::default() }), ..column("id", "i64") }],
    );
    c.options.unlogged = false;
    let mut parted = table("parted", vec![column("id", "i32"), column("at", "date")]);
    parted.primary_key = Some(PrimaryKey::new(["id", "at"]));
    parted.partitioning = Some(Partitioning {
        by: PartitionBy::Range,
        columns: vec!["at".into()],
        partitions: [("p_old", "FOR VALUES FROM (MINVALUE) TO ('2020-01-01')"), ("p_rest", "DEFAULT")]
            .map(|(name, bounds)| (name.to_owned(), Partition { name: name.into(), bounds: bounds.into() }))
            .into(),
    });
    index(&mut parted, Index::new("ix_parted", ["at"]));
    let mut loose = table("loose", vec![column("id", "i32")]);
    loose.options.unlogged = true;
    for table in [a, b, c, parted, loose] {
        schema.insert_table(table);
    }
    schema
}

async fn run(session: &mut Session, old: &Schema, new: &Schema, answers: &Answers) {
    let changes = diff(old, new, answers).changes;
    let script = script(session.release(), old, &changes).unwrap_or_else(|error| panic!("{error}"));
    session.begin().await.unwrap();
    for statement in &script.statements {
        session.execute(&statement.text).await.unwrap_or_else(|error| panic!("{error}\n{script}"));
    }
    session.commit().await.unwrap();
}

async fn is(session: &mut Session, expected: &Schema, place: &str) {
    let actual = introspect(session).await.unwrap();
    let left: Vec<String> =
        compare(session.release(), expected, &actual).iter().map(|it| format!("{} {it}", it.symbol())).collect();
    assert!(left.is_empty(), "{place}:\n{}", left.join("\n"));
}

/// Made new, altered there and back with `rows` in the tables; each time the catalogs are those of a fresh database.
async fn there_and_back(engine: &Engine, name: &str, before: &Schema, after: &Schema, rows: &str, answers: &Answers) {
    let database = engine.database(name).await;
    let fresh = engine.database(&format!("{name}_new")).await;
    let nothing = Schema::default();
    let mut session = database.session().await;
    run(&mut session, &nothing, before, &Answers::default()).await;
    is(&mut session, before, &format!("{name}: made")).await;
    session.execute(rows).await.unwrap_or_else(|error| panic!("{name}: {error}"));
    run(&mut session, before, after, answers).await;
    is(&mut session, after, &format!("{name}: up")).await;
    is_as_new(&mut session, &fresh, after, name).await;
    run(&mut session, after, before, &Answers::default()).await;
    is(&mut session, before, &format!("{name}: back")).await;
    is_as_new(&mut session, &fresh, before, name).await;
    session.close().await.unwrap();
}

async fn is_as_new(session: &mut Session, fresh: &Database, schema: &Schema, name: &str) {
    fresh.clear().await;
    let mut other = fresh.session().await;
    run(&mut other, &Schema::default(), schema, &Answers::default()).await;
    let (here, there) = (catalog(session).await, catalog(&mut other).await);
    other.close().await.unwrap();
    let mut lines: Vec<String> = Vec::new();
    lines.extend(here.iter().filter(|line| !there.contains(line)).map(|line| format!("migrated: {line}")));
    lines.extend(there.iter().filter(|line| !here.contains(line)).map(|line| format!("new:      {line}")));
    assert!(lines.is_empty(), "{name}:\n{}", lines.join("\n"));
}

#[tokio::test]
async fn everything_is_read_back() {
    let Some(engine) = postgres() else { return };
    let database = engine.database("pg_everything").await;
    let mut session = database.session().await;
    let mut schema = everything();
    if session.release().version.major >= 15 {
        let c = schema.tables.get_mut(&TableName::new("c")).unwrap();
        c.columns.push(nullable("n", "i32"));
        c.uniques.insert("uq_n".into(), Unique { nulls_not_distinct: true, ..Unique::new("uq_n", ["n"]) });
        index(c, Index { unique: true, nulls_not_distinct: true, ..Index::new("ix_n", ["n"]) });
    }
    run(&mut session, &Schema::default(), &schema, &Answers::default()).await;
    is(&mut session, &schema, "everything").await;
    let found = inspect(&mut session).await.unwrap();
    assert_eq!(found.unmanaged, [], "nothing else is there");
    // And what was read makes the same again.
    let again = engine.database("pg_everything_again").await;
    let mut other = again.session().await;
    run(&mut other, &Schema::default(), &found.schema, &Answers::default()).await;
    is(&mut other, &found.schema, "everything again").await;
    assert_eq!(catalog(&mut other).await, catalog(&mut session).await);
}

type Edit = (&'static str, fn(&mut Schema), &'static str);

fn a(schema: &mut Schema) -> &mut Table {
    schema.tables.get_mut(&TableName::new("a")).unwrap()
}

const EDITS: &[Edit] = &[
    (
        "identity",
        |schema| {
            a(schema).column_mut("id").unwrap().identity =
                Some(Identity { always: false, start: None, increment: None });
        },
        "",
    ),
    (
        "turned",
        |schema| {
            a(schema).column_mut("id").unwrap().identity =
                Some(Identity { always: true, start: Some(-7), increment: Some(-2) });
        },
        "INSERT INTO a (name) VALUES ('n')",
    ),
    (
        "plain",
        |schema| a(schema).column_mut("lower_name").unwrap().generated = None,
        "INSERT INTO a (name) VALUES ('N')",
    ),
    (
        "expression",
        |schema| {
            let it = a(schema).column_mut("lower_name").unwrap();
            it.generated = Some(Generated { expression: Spelling::any("upper(name)"), stored: true });
        },
        "INSERT INTO a (name) VALUES ('N')",
    ),
    (
        "under",
        |schema| {
            let it = a(schema).column_mut("name").unwrap();
            it.ty = ColumnType::Text { max_length: None };
        },
        "INSERT INTO a (name) VALUES ('N')",
    ),
    ("collation", |schema| a(schema).column_mut("name").unwrap().collation = Spelling::default(), ""),
    (
        "options",
        |schema| {
            a(schema).options = TableOptions {
                unlogged: true,
                parameters: parameters(&[("autovacuum_enabled", "off")]),
                ..TableOptions::default()
            };
        },
        "",
    ),
    (
        "values",
        |schema| enum_type(schema, "mood", &["sad", "happy", "new"]),
        "INSERT INTO a (name, mood, moods) VALUES ('n', 'happy', '{sad,happy}')",
    ),
    ("key", |schema| a(schema).primary_key = Some(PrimaryKey::new(["id"])), ""),
    (
        "comment",
        |schema| {
            a(schema).indexes.get_mut("ix_rich").unwrap().comment = None;
        },
        "",
    ),
    (
        "partition",
        |schema| {
            let parted = schema.tables.get_mut(&TableName::new("parted")).unwrap();
            let partitions = &mut parted.partitioning.as_mut().unwrap().partitions;
            partitions.remove("p_rest");
            let new =
                Partition { name: "p_new".into(), bounds: "FOR VALUES FROM ('2020-01-01') TO ('2030-01-01')".into() };
            partitions.insert("p_new".into(), new);
        },
        "INSERT INTO parted VALUES (1, '2019-01-01'), (2, '2020-02-02')",
    ),
    (
        "types",
        |schema| {
            let a = a(schema);
            a.column_mut("fixed").unwrap().ty = "text".parse().unwrap();
            a.column_mut("names").unwrap().ty = "array(text)".parse().unwrap();
            a.column_mut("moods").unwrap().ty = "array(text)".parse().unwrap();
            a.column_mut("price").unwrap().ty = "decimal(12,2)".parse().unwrap();
            a.column_mut("raw").unwrap().ty = "json".parse().unwrap();
            a.column_mut("net").unwrap().ty = "inet".parse().unwrap();
            a.column_mut("r8").unwrap().ty = "int4range".parse().unwrap();
            a.column_mut("flags").unwrap().ty = "varbit(32)".parse().unwrap();
        },
        "INSERT INTO a (name, fixed, names, moods, price, raw, net, flags) VALUES ('n', 'f', '{a}', '{sad}', 5, '{}', '10.0.0.0/8', B'1')",
    ),
];

#[tokio::test]
async fn everything_can_change_and_go_back() {
    let Some(engine) = postgres() else { return };
    let mut failed = Vec::new();
    for (name, edit, rows) in EDITS {
        let engine = engine.clone();
        let trip = tokio::spawn(async move {
            let before = everything();
            let mut after = before.clone();
            edit(&mut after);
            there_and_back(&engine, &format!("pg_{name}"), &before, &after, rows, &Answers::default()).await;
        });
        failed.extend(trip.await.err().map(|_| *name));
    }
    assert!(failed.is_empty(), "{failed:?}: see above");
}

/// A removed value goes over into another one, wherever the type is used and whatever stands on it.
#[tokio::test]
async fn removed_values_are_replaced() {
    let Some(engine) = postgres() else { return };
    let mut before = everything();
    let of = a(&mut before);
    of.columns.push(computed("is_sad", "bool", "mood = 'sad'"));
    index(of, Index { predicate: Spelling::any("mood = 'happy'"), ..Index::new("ix_happy", ["mood"]) });
    index(of, Index::new("ix_mood", ["mood", "is_sad"]));
    let mut after = before.clone();
    enum_type(&mut after, "mood", &["happy", "sad"]);
    let mut answers = Answers::default();
    answers.replace_value("mood", "it's ok", "happy");
    let rows =
        "INSERT INTO a (name, mood, moods, \"set\") VALUES ('n', 'it''s ok', '{sad,\"it''s ok\"}', '{\"it''s ok\"}')";
    there_and_back(&engine, "pg_replaced", &before, &after, rows, &answers).await;
    let database = engine.database("pg_replaced_rows").await;
    let mut session = database.session().await;
    run(&mut session, &Schema::default(), &before, &Answers::default()).await;
    session.execute(rows).await.unwrap();
    run(&mut session, &before, &after, &answers).await;
    let sql = "SELECT concat_ws(' ', mood, moods, \"set\", is_sad) FROM a";
    assert_eq!(session.one(sql).await.unwrap().unwrap(), "happy {sad,happy} {happy} f");
}

/// Names that follow something else, and padding: what stands on a column is found by the name that it has by then.
#[tokio::test]
async fn renamed_keys_stand_aside_too() {
    let Some(engine) = postgres() else { return };
    let mut before = Schema::default();
    enum_type(&mut before, "mood", &["sad", "gone", "happy"]);
    let mut of = table("target", vec![column("id", "enum(mood)")]);
    of.uniques.insert("uq".into(), Unique::new("uq", ["id"]));
    let mut from = table("from", vec![column("id", "i64"), column("to", "enum(mood)"), nullable("padded", "char(8)")]);
    let key = |name: &str| ForeignKey::new(name, ["to"], "target", ["id"]);
    from.foreign_keys.insert("fk".into(), key("fk"));
    before.insert_table(of);
    before.insert_table(from);
    let mut after = before.clone();
    enum_type(&mut after, "mood", &["happy", "sad"]);
    let from = after.tables.get_mut(&TableName::new("from")).unwrap();
    from.foreign_keys = [("other".to_owned(), key("other"))].into();
    from.column_mut("padded").unwrap().ty = "enum(mood)".parse().unwrap();
    let mut answers = Answers::default();
    answers.replace_value("mood", "gone", "sad");
    let rows = "INSERT INTO target VALUES ('happy'), ('gone'); INSERT INTO \"from\" VALUES (1, 'gone', 'happy'), (2, 'happy', NULL)";
    there_and_back(&engine, "pg_renamed_keys", &before, &after, rows, &answers).await;
}

/// Whatever is there and cannot be declared is told.
#[tokio::test]
async fn what_no_model_declares_is_listed() {
    let Some(engine) = postgres() else { return };
    let database = engine.database("pg_unmanaged").await;
    let mut session = database.session().await;
    session
        .execute(
            "CREATE TABLE t (id int PRIMARY KEY, x int);
            CREATE TABLE child () INHERITS (t);
            CREATE VIEW v AS SELECT id FROM t;
            CREATE MATERIALIZED VIEW m AS SELECT id FROM t;
            CREATE SEQUENCE loose;
            CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
            CREATE PROCEDURE p() LANGUAGE sql AS 'SELECT 1';
            CREATE TRIGGER g BEFORE INSERT ON t FOR EACH ROW EXECUTE FUNCTION f();
            CREATE RULE r AS ON DELETE TO t DO INSTEAD NOTHING;
            ALTER TABLE t ENABLE ROW LEVEL SECURITY;
            CREATE POLICY o ON t USING (true);
            CREATE DOMAIN d AS int CHECK (VALUE > 0);
            CREATE TYPE c AS (a int);
            CREATE TYPE e AS RANGE (subtype = int4);
            ALTER TABLE t ADD CONSTRAINT wide UNIQUE (x) INCLUDE (id);
            CREATE SCHEMA far; CREATE TYPE far.e AS ENUM ('x');
            CREATE STATISTICS s ON id, x FROM t;
            CREATE PUBLICATION pub FOR TABLE t;
            CREATE FOREIGN DATA WRAPPER w; CREATE SERVER srv FOREIGN DATA WRAPPER w;
            CREATE FOREIGN TABLE ft (id int) SERVER srv;",
        )
        .await
        .unwrap();
    let found = inspect(&mut session).await.unwrap();
    session.execute("DROP PUBLICATION pub; DROP FOREIGN DATA WRAPPER w CASCADE").await.unwrap();
    let found: Vec<String> = found.unmanaged.iter().map(|it| it.to_string()).collect();
    assert_eq!(
        found,
        [
            "composite type public.c",
            "constraint with included columns public.t.wide",
            "domain public.d",
            "enum type far.e",
            "foreign data wrapper w",
            "foreign server srv",
            "foreign table public.ft",
            "function public.f()",
            "inheritance public.child",
            "materialized view public.m",
            "policy public.t.o",
            "procedure public.p()",
            "publication pub",
            "range type public.e",
            "row level security public.t",
            "rule public.t.r",
            "sequence public.loose",
            "statistics public.s",
            "trigger public.t.g",
            "view public.v",
        ]
    );
}

/// Only the server knows that two spellings are one, and that two are not.
#[tokio::test]
async fn the_server_says_what_is_the_same() {
    let Some(engine) = postgres() else { return };
    let database = engine.database("pg_through").await;
    let mut session = database.session().await;
    let mut schema = everything();
    let of = a(&mut schema);
    check(of, "ck_odd", "name not similar to 'x%' and (trim(both from name) <> '' is not false)");
    check(of, "ck_cast", "year::text <> '5'");
    of.columns.push(Column {
        default: Some(DefaultValue::Sql(Spelling::any("current_date + interval '1 day'"))),
        ..nullable("soon", "datetime")
    });
    run(&mut session, &Schema::default(), &schema, &Answers::default()).await;
    let actual = introspect(&mut session).await.unwrap();
    assert_eq!(compare_through(&mut session, &schema, &actual).await.unwrap(), []);
    assert_eq!(introspect(&mut session).await.unwrap(), actual, "nothing is left behind");

    // What is the same to a reader without types is not to the server.
    check(a(&mut schema), "ck_cast", "year <> '5'");
    assert_eq!(
        compare(Dialect::POSTGRES, &schema, &actual).iter().filter(|it| it.to_string().contains("ck_cast")).count(),
        0
    );
    let changes = compare_through(&mut session, &schema, &actual).await.unwrap();
    let changes: Vec<String> = changes.iter().map(ToString::to_string).collect();
    assert_eq!(changes.len(), 2, "{changes:#?}");
    assert!(changes.iter().all(|it| it.contains("ck_cast")), "{changes:#?}");
}

/// Types, operator classes and operators that come with extensions, wherever those lie.
#[tokio::test]
async fn what_extensions_bring_is_read_back() {
    let Some(engine) = postgres() else { return };
    for namespace in ["public", "extensions"] {
        let database = engine.database("pg_extensions").await;
        let mut session = database.session().await;
        session.execute(&format!("CREATE SCHEMA IF NOT EXISTS {namespace}")).await.unwrap();
        session.execute(&format!("SET search_path = public, {namespace}")).await.unwrap();
        for extension in support::POSTGRES_EXTENSIONS {
            session.execute(&format!("CREATE EXTENSION \"{extension}\" SCHEMA {namespace}")).await.unwrap();
        }
        let mut schema = Schema::default();
        let mut of = table(
            "t",
            vec![
                column("id", "i64"),
                nullable("mail", "citext"),
                nullable("path", "ltree"),
                nullable("pairs", "hstore"),
                nullable("tags", "array(citext)"),
                nullable("note", "text"),
                nullable("rz", "tstzrange"),
            ],
        );
        let trigrams =
            IndexPart { operator_class: Some("gist_trgm_ops(siglen=32)".into()), ..IndexPart::column("note") };
        let gist = Index { method: Some(IndexMethod::Gist), ..Index::new("ix_note", [""; 0]) };
        index(&mut of, Index { parts: vec![trigrams], ..gist });
        let operators = [("id", "="), ("rz", "&&")];
        let elements = operators.map(|(name, operator)| (IndexPart::column(name), operator.to_owned())).into();
        let exclusion = Exclusion {
            name: "ex".into(),
            method: IndexMethod::Gist,
            elements,
            predicate: None,
            deferrable: Deferrable::No,
        };
        of.exclusions.insert("ex".into(), exclusion);
        schema.insert_table(of);
        run(&mut session, &Schema::default(), &schema, &Answers::default()).await;
        is(&mut session, &schema, namespace).await;
        let found = inspect(&mut session).await.unwrap().unmanaged;
        assert!(found.iter().all(|it| it.kind == UnmanagedKind::Extension), "{found:?}");
        assert_eq!(found.len(), support::POSTGRES_EXTENSIONS.len());
        session.close().await.unwrap();
    }
}
