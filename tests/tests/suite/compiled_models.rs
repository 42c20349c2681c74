//! Models that were written from a database compile: all cases at once, in one database and one package, so that their names
//! have to get along, too. rustc and the derives say what the reader of the tool alone would not.

#![expect(clippy::print_stdout, reason = "a test says what it leaves out")]

use crate::support::case::Case;
use crate::support::engines;
use crate::support::shop::Shop;
use schema_core::dialect::{normalize, script};
use schema_core::diff::{Answers, diff};
use schema_core::schema::{ColumnType, Dialect, Schema, Table, TableName};

/// The same schema by other names, which no other case has.
fn apart(schema: &Schema, number: usize) -> Schema {
    let own = |name: &str| format!("c{number}_{name}");
    let own_table = |name: &TableName| TableName { name: own(&name.name), ..name.clone() };
    let mut renamed = Schema::default();
    for it in schema.enums.values() {
        let mut it = it.clone();
        it.name = own(&it.name);
        renamed.insert_enum(it);
    }
    for table in schema.tables.values() {
        let mut table: Table = table.clone();
        table.name = own_table(&table.name);
        for column in &mut table.columns {
            let of = match &mut column.ty {
                ColumnType::Array(of) => of.as_mut(),
                of => of,
            };
            if let ColumnType::Enum { name } | ColumnType::Set { name } = of {
                *name = own(name);
            }
        }
        macro_rules! rename {
            ($($things:ident),*) => {$(
                table.$things = std::mem::take(&mut table.$things)
                    .into_values()
                    .map(|mut it| {
                        it.name = own(&it.name);
                        (it.name.clone(), it)
                    })
                    .collect();
            )*};
        }
        rename!(uniques, indexes, foreign_keys, checks, exclusions);
        for key in table.foreign_keys.values_mut() {
            key.references_table = own_table(&key.references_table);
        }
        if let Some(key) = &mut table.primary_key {
            key.name = key.name.take().map(|name| own(&name));
        }
        if let Some(it) = &mut table.partitioning {
            it.partitions = std::mem::take(&mut it.partitions)
                .into_values()
                .map(|mut it| {
                    it.name = own(&it.name);
                    (it.name.clone(), it)
                })
                .collect();
        }
        renamed.insert_table(table);
    }
    renamed
}

/// What the cases make, as one schema; without those that the dialect cannot have.
fn all(dialect: Dialect) -> Schema {
    let nothing = Schema::default();
    let mut all = Schema::default();
    for (number, case) in Case::all().enumerate() {
        // What is refused may be no schema that a database can have.
        let is_refused = case.up(dialect).is_err();
        let Case { name, after, .. } = case;
        let elsewhere = after.tables.keys().any(|name| name.namespace.is_some());
        // A name that is as long as it may be has no room for more.
        let is_long = name == "long_names";
        let after = apart(after, number);
        let changes = diff(&nothing, &after, &Answers::default()).changes;
        if elsewhere || is_long || is_refused || script(dialect, &nothing, &changes).is_err() {
            println!("{dialect}: without {name}");
            continue;
        }
        all.enums.extend(after.enums);
        all.tables.extend(after.tables);
    }
    all
}

#[test]
fn models_of_all_cases_compile() {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    // One engine is enough for rustc, and that with the most to say is the best.
    let engines = engines();
    let engine = engines.iter().find(|it| it.dialect == Dialect::POSTGRES).unwrap_or(&engines[0]);
    let dialect = engine.dialect;
    let schema = all(dialect);
    let database = runtime.block_on(async {
        let database = engine.database("compiled_models").await;
        let nothing = Schema::default();
        let changes = diff(&nothing, &schema, &Answers::default()).changes;
        let mut session = database.session().await;
        for case in Case::all() {
            case.make_room(&mut session).await.unwrap();
        }
        for statement in script(dialect, &nothing, &changes).unwrap().statements {
            let done = session.execute(&statement.text).await;
            done.unwrap_or_else(|error| panic!("{error}\n{}", statement.text));
        }
        session.close().await.unwrap();
        database
    });
    let shop = Shop::bare();
    shop.schema(&["adopt", &database.url, "--dialect", dialect.name()]).fine();
    shop.write("src/main.rs", "#![allow(dead_code)]\n\nmod models;\n\nfn main() {}\n");
    let mut expected = schema.clone();
    normalize(dialect, &mut expected);
    let models = shop.read("src/models.rs").matches("derive(Schema)").count();
    assert_eq!(models, expected.tables.len());
    assert!(models > 50, "{models} models");
    shop.cargo(&["check"]).fine();
    shop.schema(&["check", "--database-url", &database.url]).fine();
    println!("{dialect}: {models} models compile");
}
