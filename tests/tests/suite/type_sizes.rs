//! Sizes in types: what is accepted, each server takes as it is, and what is refused, it refuses or makes another type of.

use schema_core::connect::Session;
use schema_core::dialect;
use schema_core::diff::Change;
use schema_core::schema::{Column, ColumnType, Dialect, PrimaryKey, Schema, Table};

use crate::support::shop::Shop;
use crate::support::{self, engines};

/// The types at the ends of their ranges, and one beyond. The first is what the model says.
const TYPES: &[&str] = &[
    "decimal(0,0)",
    "decimal(1,0)",
    "decimal(65,0)",
    "decimal(66,0)",
    "decimal(65,30)",
    "decimal(65,31)",
    "decimal(65,38)",
    "decimal(65,39)",
    "decimal(1000,1000)",
    "decimal(1001,0)",
    "decimal(2,2)",
    "decimal(2,5)",
    "decimal(2,1001)",
    "char(0)",
    "char(1)",
    "char(255)",
    "char(256)",
    "char(10485760)",
    "char(10485761)",
    "varchar(0)",
    "varchar(1)",
    "varchar(16000)",
    "varchar(16384)",
    "varchar(70000)",
    "varchar(10485760)",
    "varchar(10485761)",
    "varchar(4294967295)",
    "binary(0)",
    "binary(255)",
    "binary(256)",
    "bytes(0)",
    "bytes(60000)",
    "bytes(65533)",
    "bit(0)",
    "bit(1)",
    "bit(64)",
    "bit(65)",
    "bit(83886080)",
    "bit(83886081)",
    "varbit(0)",
    "varbit(83886080)",
    "varbit(83886081)",
    "vector(0)",
    "vector(1)",
    "vector(16000)",
    "vector(16384)",
    "array(varchar(0))",
    "array(varchar(9))",
];

/// A table with a column of this type.
fn table(ty: &ColumnType) -> Table {
    let mut table = Table::new("sized");
    table.columns =
        [Column::new("id", ColumnType::Int { bits: 32, unsigned: false }), Column::new("c", ty.clone())].into();
    table.primary_key = Some(PrimaryKey::new(["id"]));
    table
}

/// The statements without the engine's own limits: those of a type that is accepted, with the size in its place.
fn spelled(dialect: Dialect, ty: &str) -> Option<String> {
    let arguments = ty.rsplit_once('(').map(|(_, rest)| rest.trim_end_matches(')').to_owned())?;
    let of = |fine: &str| -> ColumnType { fine.parse().unwrap() };
    let fine = match ty.split('(').next()? {
        "decimal" => "decimal(3,2)",
        "char" => "char(7)",
        "varchar" => "varchar(7)",
        "binary" => "binary(7)",
        "bytes" => "bytes(7)",
        "bit" => "bit(7)",
        "varbit" => "varbit(7)",
        "vector" => "vector(7)",
        _ => "array(varchar(7))",
    };
    let inner = fine.rsplit_once('(').map(|(_, rest)| format!("({}", rest.replace("))", ")")))?;
    let changes = [Change::CreateTable(table(&of(fine)).into())];
    let script = dialect::script(support::release(dialect), &Schema::default(), &changes).ok()?;
    let text = script.statements.iter().map(|it| it.text.clone()).find(|text| text.starts_with("CREATE TABLE"))?;
    text.contains(&inner).then(|| text.replace(&inner, &format!("({})", arguments.trim_end_matches(')'))))
}

/// Whether the server takes a statement and has the column as it says: `bit(0)` may become `bit(1)`.
async fn takes(session: &mut Session, statement: &str, ty: &ColumnType) -> bool {
    let _ = session.execute("DROP TABLE sized").await;
    if session.execute(statement).await.is_err() {
        return false;
    }
    let found = dialect::inspect(session).await.unwrap().schema;
    let mut expected = Schema::default();
    expected.insert_table(table(ty));
    let mut found = Schema { tables: found.tables, ..Schema::default() };
    dialect::level(session.release(), &mut expected, &mut found, false, true);
    let column = |schema: &Schema| schema.table(&"sized".into()).and_then(|table| table.column("c").cloned());
    column(&expected) == column(&found)
}

#[test]
fn what_is_accepted_is_taken_and_what_is_refused_is_not() {
    for engine in engines() {
        support::block_on(async {
            let database = engine.database("sizes").await;
            let mut session = database.session().await;
            let release = session.release();
            for text in TYPES {
                let ty: ColumnType = text.parse().unwrap();
                let changes = [Change::CreateTable(table(&ty).into())];
                match dialect::script(release, &Schema::default(), &changes) {
                    Ok(script) => {
                        // An extension has to be installed on the server.
                        if script.statements.iter().any(|it| it.text.starts_with("CREATE EXTENSION")) {
                            continue;
                        }
                        let statement = script.statements.last().unwrap().text.clone();
                        assert!(takes(&mut session, &statement, &ty).await, "{release}: {text}: {statement}");
                    }
                    Err(error) => {
                        let Some(statement) = spelled(release.dialect, text) else { continue };
                        if statement.contains("vector(") && release.dialect == Dialect::POSTGRES {
                            continue;
                        }
                        assert!(!takes(&mut session, &statement, &ty).await, "{release}: {text}: {error}\n{statement}");
                    }
                }
            }
            session.close().await.unwrap();
        });
    }
}

/// A column by itself, and one beside others: where the row ends is counted as the servers count it.
#[test]
fn rows_end_where_the_servers_say() {
    for engine in engines().into_iter().filter(|engine| engine.is_mysql()) {
        support::block_on(async {
            let database = engine.database("row_sizes").await;
            let mut session = database.session().await;
            let release = session.release();
            let mut taken = Vec::new();
            for (nullable, others) in [(false, 0), (true, 0), (false, 1), (true, 1), (true, 8), (true, 9)] {
                for kind in ["varchar", "bytes"] {
                    let fits = |length: u32| {
                        let mut table = Table::new("sized");
                        table.options.charset = Some("latin1".to_owned());
                        let ty: ColumnType = format!("{kind}({length})").parse().unwrap();
                        table.columns.push(Column { nullable, ..Column::new("c", ty) });
                        table.columns.extend((0..others).map(|number| Column {
                            nullable: true,
                            ..Column::new(format!("n{number}"), ColumnType::Int { bits: 32, unsigned: false })
                        }));
                        dialect::script(release, &Schema::default(), &[Change::CreateTable(table.into())])
                    };
                    let most = (65_000..65_536).rev().find(|length| fits(*length).is_ok()).unwrap();
                    let statement = fits(most).unwrap().statements[0].text.clone();
                    let _ = session.execute("DROP TABLE sized").await;
                    session.execute(&statement).await.unwrap_or_else(|error| panic!("{release}: {error}: {statement}"));
                    session.execute("DROP TABLE sized").await.unwrap();
                    let more = statement.replace(&most.to_string(), &(most + 1).to_string());
                    assert!(session.execute(&more).await.is_err(), "{release}: {more}");
                    taken.push(most);
                }
            }
            assert_eq!(
                taken[..4],
                if release.dialect == Dialect::MYSQL { [65_533, 65_533, 65_532, 65_532] } else { [65_532; 4] }
            );
            session.close().await.unwrap();
        });
    }
}

/// The place is that of the attribute.
#[test]
fn what_sizes_are_refused_where() {
    for (releases, ty, expected) in [
        (
            "[\"postgres\"]",
            "decimal(2,5)",
            "the scale of decimal(2,5) must be from 0 to 2, its precision; more needs `postgres@15`",
        ),
        ("[\"postgres@15\"]", "decimal(2,5)", ""),
        ("[\"mysql\"]", "decimal(2,5)", "the scale of decimal(2,5) must be from 0 to 2, its precision"),
        ("[\"sqlite\", \"mysql\"]", "char(300)", "the length of char(300) must be from 0 to 255"),
        ("[\"sqlite\"]", "char(300)", ""),
        ("[\"postgres\"]", "vector(0)", "the number of dimensions of vector(0) must be from 1 to 16000"),
        ("[\"postgres\"]", "array(varchar(0))", "the length of varchar(0) must be from 1 to 10485760"),
    ] {
        let field = if ty.starts_with("array") { "Vec<String>" } else { "String" };
        let shop = Shop::with(&format!(
            "#[derive(Schema)]\n#[schema(table = \"a\")]\nstruct A {{\n    #[schema(primary_key)]\n    id: i64,\n    #[schema(type = \"{ty}\")]\n    c: {field},\n}}"
        ));
        let manifest = shop.read("Cargo.toml");
        let without_url: Vec<&str> = manifest.lines().filter(|line| !line.starts_with("database-url")).collect();
        shop.write(
            "Cargo.toml",
            &without_url.join("\n").replace("dialects = [\"sqlite\"]", &format!("dialects = {releases}")),
        );
        for command in ["check", "revision"] {
            let run = shop.schema(&[command]);
            let all = run.all();
            if expected.is_empty() {
                assert!(!all.contains("must be from"), "{releases}: {ty}: {all}");
            } else {
                assert!(run.code == 3 && all.contains(expected), "{releases}: {ty}: {all}");
                assert!(all.contains("#[schema(type = \"") && all.contains("^^^^"), "{all}");
            }
        }
    }
}

/// A type that an engine lacks is no matter of its size.
#[test]
fn what_an_engine_lacks_is_no_wrong_size() {
    for (dialect, ty, field) in [
        ("mysql", "varbit(100)", "String"),
        ("mariadb", "varbit(8)", "String"),
        ("mysql", "array(varchar(70000))", "Vec<String>"),
    ] {
        let shop = Shop::with(&format!(
            "#[derive(Schema)]\n#[schema(table = \"a\")]\nstruct A {{\n    #[schema(primary_key)]\n    id: i64,\n    #[schema(type = \"{ty}\")]\n    c: {field},\n}}"
        ));
        let manifest = shop.read("Cargo.toml");
        let without_url: Vec<&str> = manifest.lines().filter(|line| !line.starts_with("database-url")).collect();
        let dialects = format!("dialects = [\"{dialect}\"]");
        shop.write("Cargo.toml", &without_url.join("\n").replace("dialects = [\"sqlite\"]", &dialects));
        let told = shop.schema(&["revision", "-m", "one"]);
        let expected = format!("`a.c` on {dialect}: there is no type for {ty}");
        assert!(told.code != 0 && told.all().contains(&expected), "{}", told.all());
        assert!(!told.all().contains("must be from"), "{}", told.all());
        // What comes near is named.
        assert!(!ty.starts_with("varbit") || told.all().contains("`bit("), "{}", told.all());
    }
}
