//! What holds for any foreign keys between tables: each statement finds what it needs, and no more keys wait than those
//! that lie on rings.

use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;
use proptest::test_runner::{Config, RngSeed, TestRunner};
use schema_core::dialect::capabilities;
use schema_core::diff::{Answers, diff};
use schema_core::plan::{Alteration, Operation, Plan, plan};
use schema_core::schema::{Column, Dialect, ForeignKey, PrimaryKey, Schema, SharedMap, Table, TableName};

const TABLES: usize = 30;

/// Foreign keys, as numbers of the tables at their ends. The more there are, the larger the rings.
fn edges() -> impl Strategy<Value = BTreeSet<(usize, usize)>> {
    prop::collection::btree_set((0..TABLES, 0..TABLES), 0..2 * TABLES)
}

fn schema(edges: &BTreeSet<(usize, usize)>) -> Schema {
    let mut schema = Schema::default();
    for number in 0..TABLES {
        let mut table = Table::new(name(number));
        table.columns.push(Column::new("id", "i64".parse().unwrap()));
        table.primary_key = Some(PrimaryKey::new(["id"]));
        for (_, target) in edges.iter().filter(|(from, _)| *from == number) {
            let column = format!("to_{target}");
            let key = ForeignKey {
                name: format!("fk_{number}_{target}"),
                columns: vec![column.clone()],
                references_table: name(*target),
                references_columns: vec!["id".to_owned()],
                on_delete: Default::default(),
                on_update: Default::default(),
                deferrable: Default::default(),
                match_full: false,
                not_valid: false,
            };
            table.columns.push(Column { nullable: true, ..Column::new(column, "i64".parse().unwrap()) });
            table.foreign_keys.insert(key.name.clone(), key);
        }
        schema.insert_table(table);
    }
    schema
}

fn name(number: usize) -> TableName {
    TableName::new(format!("t{number:02}"))
}

fn way(dialect: Dialect, old: &Schema, new: &Schema) -> Plan {
    plan(old, &diff(old, new, &Answers::default()).changes, &capabilities(dialect)).unwrap()
}

/// For each table, all that can be reached by foreign keys.
fn reach(edges: &BTreeSet<(usize, usize)>) -> BTreeMap<TableName, BTreeSet<TableName>> {
    let mut reach: BTreeMap<_, BTreeSet<_>> = BTreeMap::new();
    for start in 0..TABLES {
        let (mut seen, mut open) = (BTreeSet::new(), vec![start]);
        while let Some(from) = open.pop() {
            open.extend(edges.iter().filter(|(it, _)| *it == from).map(|(_, to)| *to).filter(|to| seen.insert(*to)));
        }
        reach.insert(name(start), seen.into_iter().map(name).collect());
    }
    reach
}

fn check(test: impl Fn(&BTreeSet<(usize, usize)>) -> Result<(), TestCaseError>) {
    let cases = std::env::var("PROPTEST_CASES").ok().and_then(|cases| cases.parse().ok()).unwrap_or(200);
    let seed = RngSeed::Fixed(20_261_122);
    let config = Config { cases, rng_seed: seed, failure_persistence: None, ..Config::default() };
    TestRunner::new(config).run(&edges(), |edges| test(&edges)).unwrap_or_else(|error| panic!("{error}"));
}

#[test]
fn tables_are_made_after_those_that_they_point_to() {
    check(|edges| {
        let reach = reach(edges);
        for dialect in [Dialect::POSTGRES, Dialect::MYSQL] {
            let (mut made, mut keys) = (BTreeSet::new(), 0);
            for step in way(dialect, &Schema::default(), &schema(edges)).steps {
                match step.operation {
                    Operation::CreateTable(form) => {
                        made.insert(form.name.clone());
                        keys += form.foreign_keys.len();
                        for key in &form.foreign_keys {
                            prop_assert!(
                                made.contains(&key.references_table),
                                "{} of {} is early",
                                key.name,
                                form.name
                            );
                        }
                    }
                    Operation::AlterTable { table, alterations } => {
                        for alteration in alterations {
                            let Alteration::AddForeignKey(key) = alteration else { continue };
                            keys += 1;
                            prop_assert_eq!(made.len(), TABLES);
                            prop_assert!(reach[&key.references_table].contains(&table), "{} need not wait", key.name);
                        }
                    }
                    _ => {}
                }
            }
            prop_assert_eq!(keys, edges.len());
        }
        Ok(())
    });
}

#[test]
fn tables_are_dropped_before_those_that_they_point_to() {
    check(|edges| {
        let (old, reach) = (schema(edges), reach(edges));
        let mut left: BTreeMap<_, _> =
            old.tables.iter().map(|(name, table)| (name.clone(), table.foreign_keys.clone())).collect();
        for step in way(Dialect::POSTGRES, &old, &Schema::default()).steps {
            match step.operation {
                Operation::AlterTable { table, alterations } => {
                    for alteration in alterations {
                        let Alteration::DropForeignKey(name) = alteration else { continue };
                        let key = left.get_mut(&table).and_then(|keys| keys.remove(&name)).unwrap();
                        prop_assert!(reach[&key.references_table].contains(&table), "{} need not go", key.name);
                    }
                }
                Operation::DropTable(table) => {
                    left.remove(&table).unwrap();
                    let held = left.values().flat_map(SharedMap::values).find(|key| key.references_table == table);
                    prop_assert!(held.is_none(), "{} holds {table}", held.unwrap().name);
                }
                _ => {}
            }
        }
        prop_assert!(left.is_empty());
        Ok(())
    });
}
