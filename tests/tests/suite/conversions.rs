//! Every change of type that is planned is one that the engine takes: all types, each into each, on empty tables.

use crate::support;
use schema_core::dialect::script;
use schema_core::diff::{Answers, Refuse, resolve};
use schema_core::schema::{Column, EnumType, Schema, Table};

/// Types that need no extension anywhere; what an engine lacks is left out there.
const TYPES: &[&str] = &[
    "bool",
    "i8",
    "i16",
    "i24",
    "i32",
    "i64",
    "u8",
    "u16",
    "u24",
    "u32",
    "u64",
    "f32",
    "f64",
    "decimal(10,2)",
    "char",
    "char(8)",
    "varchar(60)",
    "text",
    "tinytext",
    "mediumtext",
    "plaintext",
    "bytes",
    "bytes(40)",
    "binary(16)",
    "tinyblob",
    "bit(8)",
    "bit(64)",
    "varbit(8)",
    "date",
    "time",
    "time(3)",
    "datetime",
    "datetime(3)",
    "timestamptz",
    "timestamptz(0)",
    "year",
    "interval",
    "uuid",
    "json",
    "json_text",
    "xml",
    "money",
    "inet",
    "cidr",
    "macaddr",
    "macaddr8",
    "tsvector",
    "tsquery",
    "int4range",
    "int8range",
    "numrange",
    "daterange",
    "tsrange",
    "tstzrange",
    "array(text)",
    "array(i32)",
    "array(u64)",
    "array(timestamptz)",
    "array(uuid)",
    "array(enum(mood))",
    "enum(mood)",
    "enum(state)",
    "set(mood)",
    "set(state)",
];

/// A table of one column.
fn schema(ty: &str) -> Schema {
    let mut table = Table::new("t");
    // One that stays, so that the table is never without.
    table.columns = [Column::new("id", "i32".parse().unwrap()), Column::new("c", ty.parse().unwrap())].into();
    let mut schema = Schema::default();
    schema.insert_table(table);
    for (name, values) in [("mood", ["sad", "glad"]), ("state", ["on", "off"])] {
        schema.insert_enum(EnumType { name: name.to_owned(), values: values.map(str::to_owned).to_vec() });
    }
    schema
}

/// MySQL and MariaDB are left out: they take any change of type on an empty table.
#[tokio::test]
async fn every_planned_change_of_type_is_one_that_the_engine_takes() {
    for engine in support::engines() {
        let dialect = engine.dialect;
        if !matches!(dialect.name(), "sqlite" | "postgres") {
            continue;
        }
        let database = engine.database("conversions").await;
        let mut session = database.session().await;
        let plan = |from: &Schema, to: &Schema| {
            let changes = resolve(from, to, &mut Answers::default(), &mut Refuse).unwrap();
            script(dialect, from, &changes)
        };
        let (mut planned, mut failed) = (0, Vec::new());
        for old in TYPES.iter().map(|ty| schema(ty)) {
            let Ok(start) = plan(&Schema::default(), &old) else { continue };
            for new in TYPES.iter().map(|ty| schema(ty)).filter(|new| *new != old) {
                let Ok(script) = plan(&old, &new) else { continue };
                planned += 1;
                session.execute("BEGIN").await.unwrap();
                for statement in &start.statements {
                    session.execute(&statement.text).await.unwrap();
                }
                for statement in &script.statements {
                    if let Err(error) = session.execute(&statement.text).await {
                        failed.push(format!("{error}\n{}", statement.text));
                        break;
                    }
                }
                session.execute("ROLLBACK").await.unwrap();
            }
        }
        session.close().await.unwrap();
        assert!(planned > 100, "{dialect}: {planned}");
        assert!(failed.is_empty(), "{dialect}: {} of {planned} fail:\n{}", failed.len(), failed.join("\n"));
    }
}
