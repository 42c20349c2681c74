use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::dialect;
use crate::diff::{Answers, Change, EnumChange, Pair, apply_all, diff};
use crate::schema::{
    Column, ColumnType, DefaultValue, Dialect, EnumType, ForeignKey, Generated, Literal, Partition, PartitionBy,
    Partitioning, PrimaryKey, Schema, Spelling, Table, TableName,
};

use super::{Alteration, Operation, PlanError, Reason, order};

fn table(name: &str, columns: &[(&str, &str)]) -> Table {
    let mut table = Table::new(name);
    table.columns = columns.iter().map(|(name, ty)| Column::new(*name, ty.parse().unwrap())).collect();
    table.primary_key = Some(PrimaryKey::new(vec![table.columns[0].name.clone()]));
    table
}

fn pointing(name: &str, targets: &[&str]) -> Table {
    let mut table = table(name, &[("id", "i64")]);
    for target in targets {
        let key = ForeignKey {
            name: format!("fk_{name}_{target}"),
            columns: vec!["id".to_owned()],
            references_table: TableName::new(*target),
            references_columns: vec!["id".to_owned()],
            on_delete: Default::default(),
            on_update: Default::default(),
            deferrable: Default::default(),
            match_full: false,
            not_valid: false,
        };
        table.foreign_keys.insert(key.name.clone(), key);
    }
    table
}

fn statements(dialect: Dialect, old: &Schema, changes: &[Change]) -> Vec<String> {
    let script = dialect::script(dialect, old, changes).unwrap();
    script.statements.into_iter().map(|statement| statement.text).collect()
}

#[test]
fn no_more_foreign_keys_wait_than_must() {
    let tables = [
        pointing("aa", &["b"]),
        pointing("b", &["c"]),
        pointing("c", &["b", "d"]),
        pointing("d", &["d"]),
        pointing("e", &["elsewhere"]),
    ];
    let order = order::by_reference(&tables);
    let names: Vec<_> = order.tables.iter().map(|table| table.name.name.as_str()).collect();
    assert_eq!(names, ["d", "e", "b", "aa", "c"]);
    assert_eq!(order.waiting.iter().map(|(_, key)| *key).collect::<Vec<_>>(), ["fk_b_c"]);
}

/// The rule as it is said, with every table looked at for every table: the next is the first by name that points to none
/// that is left; where there is no such table, of those that everything they reach leads back to, the one with the fewest
/// foreign keys to those that are left.
fn order_as_said(tables: &[Table]) -> (Vec<&str>, Vec<&str>) {
    let mut left: BTreeMap<&TableName, &Table> = tables.iter().map(|table| (&table.name, table)).collect();
    let (mut names, mut waiting) = (Vec::new(), Vec::new());
    while !left.is_empty() {
        let keys = |table: &Table| {
            let keys = table.foreign_keys.values().filter(|key| key.references_table != table.name);
            keys.filter(|key| left.contains_key(&key.references_table)).cloned().collect::<Vec<_>>()
        };
        let reach = |table: &Table| {
            let mut seen = BTreeSet::new();
            let mut open = vec![table];
            while let Some(table) = open.pop() {
                for key in keys(table) {
                    if seen.insert(key.references_table.clone()) {
                        open.push(left[&key.references_table]);
                    }
                }
            }
            seen
        };
        let closed = |table: &Table| reach(table).iter().all(|name| reach(left[name]).contains(&table.name));
        let ring = || left.values().filter(|table| closed(table)).min_by_key(|table| (keys(table).len(), &table.name));
        let next = *left.values().find(|table| keys(table).is_empty()).or_else(ring).unwrap();
        let late: BTreeSet<String> = keys(next).into_iter().map(|key| key.name).collect();
        waiting.extend(next.foreign_keys.keys().filter(|name| late.contains(*name)).map(String::as_str));
        names.push(next.name.name.as_str());
        left.remove(&next.name);
    }
    waiting.sort_unstable();
    (names, waiting)
}

/// Every graph of four tables, and some of nine, where a ring that was opened falls into several.
#[test]
fn order_is_what_is_said_of_it() {
    let edges = |count: u64| (0..count).flat_map(move |from| (0..count).map(move |to| (from, to)));
    let proper = |count: u64| edges(count).filter(|(from, to)| from != to).collect::<Vec<_>>();
    let (four, nine) = (proper(4), proper(9));
    // Numbers without a pattern, the same in each run.
    let mut state = 20_261_122_u64;
    let mut random = move |below: u64| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) % below
    };
    let all = (0..1_u64 << four.len())
        .map(|graph| (4, four.iter().enumerate().filter(|(at, _)| graph >> at & 1 == 1).map(|(_, it)| *it).collect()));
    let some = (0..3_000).map(|_| {
        let many = 5 + random(10);
        (9, nine.iter().copied().filter(|_| random(nine.len() as u64) < many).collect())
    });
    let graphs: Vec<(u64, Vec<(u64, u64)>)> = all.chain(some).collect();
    for (count, edges) in graphs {
        let tables: Vec<Table> = (0..count)
            .map(|from| {
                let targets: Vec<String> =
                    edges.iter().filter(|(it, _)| *it == from).map(|(_, to)| format!("t{to}")).collect();
                pointing(&format!("t{from}"), &targets.iter().map(String::as_str).collect::<Vec<_>>())
            })
            .collect();
        let order = order::by_reference(&tables);
        let names: Vec<_> = order.tables.iter().map(|table| table.name.name.as_str()).collect();
        let mut waiting: Vec<_> = order.waiting.iter().map(|(_, key)| *key).collect();
        waiting.sort_unstable();
        assert_eq!((names, waiting), order_as_said(&tables), "{edges:?}");
    }
}

/// As long as it likes, without recursion; each points to the one after it, and the last to the first.
#[test]
fn a_long_chain_and_a_long_ring_are_no_trouble() {
    let name = |number: usize| format!("t{number:06}");
    let mut tables: Vec<_> = (0..50_000).map(|number| pointing(&name(number), &[&name(number + 1)])).collect();
    let order = order::by_reference(&tables);
    assert!(order.waiting.is_empty() && order.tables.iter().copied().rev().eq(&tables));
    let last = tables.len();
    tables.push(pointing(&name(last), &[&name(0)]));
    let order = order::by_reference(&tables);
    assert_eq!(order.waiting.len(), 1);
    assert_eq!(order.tables.len(), tables.len());
}

/// The way out for a type that no value can be turned into: dropping and adding is not altering.
#[test]
fn a_column_that_is_dropped_and_added_is_another_one() {
    let mut old = Schema::default();
    old.insert_table(table("t", &[("id", "i64"), ("x", "i32")]));
    let (before, after) = (Column::new("x", "i32".parse().unwrap()), Column::new("x", "uuid".parse().unwrap()));
    let again = [
        Change::DropColumn { table: "t".into(), column: before.clone().into() },
        Change::AddColumn { table: "t".into(), column: Column { nullable: true, ..after.clone() }.into(), fill: None },
    ];
    assert_eq!(
        statements(Dialect::POSTGRES, &old, &again),
        ["ALTER TABLE \"t\" DROP COLUMN \"x\"", "ALTER TABLE \"t\" ADD COLUMN \"x\" uuid"]
    );
    let altered =
        [Change::AlterColumn { table: "t".into(), column: Pair::new(before.into(), after.into()), fill: None }];
    for dialect in Dialect::ALL {
        let error = dialect::script(dialect, &old, &altered).unwrap_err();
        assert!(matches!(&error, PlanError::Column { column, .. } if column == "x"), "{error}");
    }
}

/// Several changes of one thing come down to what lies between the ends.
#[test]
fn what_is_added_and_altered_is_added_once() {
    let mut old = Schema::default();
    old.insert_table(table("t", &[("id", "i64")]));
    let first = Column { nullable: true, ..Column::new("x", "i32".parse().unwrap()) };
    let then = Column { nullable: true, ..Column::new("x", "i64".parse().unwrap()) };
    let changes = [
        Change::AddColumn { table: "t".into(), column: first.clone().into(), fill: None },
        Change::AlterColumn { table: "t".into(), column: Pair::new(first.into(), then.into()), fill: None },
    ];
    assert_eq!(statements(Dialect::MYSQL, &old, &changes), ["ALTER TABLE `t` ADD COLUMN `x` bigint NULL"]);
}

/// A step leads to the changes that were given, by their places.
#[test]
fn steps_name_the_changes_that_they_come_from() {
    let mut old = Schema::default();
    old.insert_table(table("t", &[("id", "i64")]));
    let first = Column { nullable: true, ..Column::new("x", "i32".parse().unwrap()) };
    let then = Column { nullable: true, ..Column::new("x", "i64".parse().unwrap()) };
    let changes = [
        Change::RenameTable(Pair::new("t".into(), "u".into())),
        Change::AddColumn { table: "u".into(), column: first.clone().into(), fill: None },
        Change::AlterTableComment { table: "u".into(), comment: Pair::new(String::new(), "words".to_owned()) },
        Change::AlterColumn { table: "u".into(), column: Pair::new(first.into(), then.into()), fill: None },
    ];
    for (dialect, without_effect) in [(Dialect::POSTGRES, vec![]), (Dialect::SQLITE, vec![2])] {
        let plan = super::plan(&old, &changes, &dialect::capabilities(dialect)).unwrap();
        let given: Vec<_> = plan.changes.iter().map(|planned| planned.given.as_slice()).collect();
        assert_eq!(given, [&[0][..], &[1, 3], &[2]]);
        assert_eq!(plan.without_effect, without_effect);
        let why: Vec<_> = plan.steps.iter().flat_map(|step| &step.why).collect();
        let all = [Reason::Change(0), Reason::Change(1), Reason::Change(2)];
        assert_eq!(why, all.iter().take(why.len()).collect::<Vec<_>>());
        assert_eq!(why.len() + without_effect.len(), 3);
    }
}

/// A step that changes a type has the column as it was and as it will be.
#[test]
fn a_change_of_type_keeps_both_columns() {
    let mut old = Schema::default();
    old.insert_table(table("t", &[("id", "i64"), ("x", "i32")]));
    let column = |ty: &str| Arc::new(Column::new("x", ty.parse().unwrap()));
    let pair = Pair::new(column("i32"), column("i64"));
    let changes = [Change::AlterColumn { table: "t".into(), column: pair.clone(), fill: None }];
    for dialect in Dialect::ALL {
        let plan = super::plan(&old, &changes, &dialect::capabilities(dialect)).unwrap();
        let kept = plan.steps.iter().find_map(|step| match &step.operation {
            Operation::Rebuild(rebuild) => rebuild.altered.first(),
            Operation::AlterTable { alterations, .. } => alterations.iter().find_map(|it| match it {
                Alteration::SetType { column, .. } | Alteration::ModifyColumn(_, column) => Some(column),
                _ => None,
            }),
            _ => None,
        });
        // The number of bytes of a whole number is nothing to SQLite.
        assert_eq!(kept, Some(&pair).filter(|_| !plan.steps.is_empty()), "{dialect}");
    }
}

#[test]
fn changes_that_do_not_fit_are_refused() {
    let drop = [Change::DropTable(table("t", &[("id", "i64")]).into())];
    let error = dialect::script(Dialect::SQLITE, &Schema::default(), &drop).unwrap_err();
    assert_eq!(error.to_string(), "cannot drop table `t`: table `t` does not exist");

    let mut old = Schema::default();
    old.insert_table(pointing("t", &[]));
    let unkeyed = [Change::CreateTable(
        Table {
            columns: [Column::new("id", "i64".parse().unwrap()), Column::new("t", "i64".parse().unwrap())].into(),
            primary_key: None,
            ..pointing("u", &["t"])
        }
        .into(),
    )];
    dialect::script(Dialect::POSTGRES, &old, &unkeyed).unwrap();
    let mut bare = old.clone();
    bare.tables.get_mut(&"t".into()).unwrap().primary_key = None;
    let error = dialect::script(Dialect::POSTGRES, &bare, &unkeyed).unwrap_err();
    assert_eq!(
        error.to_string(),
        "`u` on postgres: foreign key `fk_u_t`: `t` has no primary key or unique on (id): make it `unique`, or point to a key"
    );
}

fn enum_of(values: &[&str]) -> EnumType {
    EnumType { name: "status".to_owned(), values: values.iter().map(|value| (*value).to_owned()).collect() }
}

/// A table with a column of an enum type that has these values.
fn with_status(values: &[&str]) -> Schema {
    let mut schema = Schema::default();
    schema.insert_table(table("posts", &[("id", "i64")]));
    if let Some(posts) = schema.tables.values_mut().next() {
        posts.columns.push(Column::new("status", ColumnType::Enum { name: "status".to_owned() }));
    }
    schema.insert_enum(enum_of(values));
    schema
}

#[test]
fn values_that_took_another_name_take_it_once() {
    let rename = |old: &str, new: &str| Change::RenameEnumValue {
        enum_type: "status".to_owned(),
        value: Pair::new(old.to_owned(), new.to_owned()),
    };
    let old = with_status(&["a", "b", "gone"]);
    let replaced = BTreeMap::from([("gone".to_owned(), "a".to_owned())]);
    let change =
        Change::AlterEnum(EnumChange { old: enum_of(&["b", "a", "gone"]), new: enum_of(&["b", "a"]), replaced });
    let swap = [rename("a", "c"), rename("b", "a"), rename("c", "b"), change];
    let using = |dialect| {
        let all = statements(dialect, &old, &swap).join("\n");
        all.lines().find(|line| line.contains("CASE")).unwrap_or_default().trim().to_owned()
    };
    // The type renamed the rows of `a` and `b` itself.
    assert!(!using(Dialect::POSTGRES).contains("WHEN 'a'"), "{}", using(Dialect::POSTGRES));
    assert!(using(Dialect::POSTGRES).contains("WHEN 'gone' THEN 'a'"), "{}", using(Dialect::POSTGRES));
    assert!(using(Dialect::SQLITE).contains("WHEN 'a' THEN 'b' WHEN 'b' THEN 'a'"), "{}", using(Dialect::SQLITE));
}

/// Events in a table with one partition.
fn partitioned(by: PartitionBy) -> Table {
    let mut table = table("events", &[("day", "date")]);
    let partition = Partition { name: "events_1".to_owned(), bounds: "DEFAULT".to_owned() };
    table.partitioning = Some(Partitioning {
        by,
        columns: vec!["day".to_owned()],
        partitions: BTreeMap::from([(partition.name.clone(), partition)]).into(),
    });
    table
}

fn schema_of(table: &Table) -> Schema {
    let mut schema = Schema::default();
    schema.insert_table(table.clone());
    schema
}

#[test]
fn a_partition_goes_with_its_rows() {
    let old = partitioned(PartitionBy::Range);
    let mut new = old.clone();
    new.partitioning.iter_mut().for_each(|it| it.partitions.clear());
    let (old, new) = (schema_of(&old), schema_of(&new));
    let changes = diff(&old, &new, &Answers::default()).changes;
    let plan = super::plan(&old, &changes, &dialect::capabilities(Dialect::POSTGRES)).unwrap();
    let hazards: Vec<_> = plan.steps.iter().flat_map(|step| &step.hazards).map(ToString::to_string).collect();
    assert_eq!(hazards, ["deletes all rows of `events_1`"]);
}

#[test]
fn a_table_is_not_spread_otherwise_in_silence() {
    let plain = Table { partitioning: None, ..partitioned(PartitionBy::Range) };
    let all = [plain, partitioned(PartitionBy::Range), partitioned(PartitionBy::List)].map(|it| schema_of(&it));
    for (old, new) in [(&all[0], &all[1]), (&all[1], &all[0]), (&all[1], &all[2])] {
        let changes = diff(old, new, &Answers::default()).changes;
        let mut there = old.clone();
        apply_all(&mut there, &changes).unwrap();
        assert_eq!(there, *new);
        assert!(super::plan(old, &changes, &dialect::capabilities(Dialect::POSTGRES)).is_err());
        assert!(statements(Dialect::SQLITE, old, &changes).is_empty());
        assert_eq!(dialect::compare(Dialect::POSTGRES, new, old).len(), 1);
    }
}

#[test]
fn values_of_a_column_that_is_computed_from_now_on_are_lost() {
    let old = schema_of(&table("sums", &[("id", "i64"), ("total", "i64")]));
    let mut new = old.clone();
    for column in new.tables.values_mut().flat_map(|table| &mut table.columns).filter(|it| it.name == "total") {
        column.nullable = true;
        column.generated = Some(Generated { expression: Spelling::any("id + 1"), stored: true });
    }
    let changes = diff(&old, &new, &Answers::default()).changes;
    for dialect in Dialect::ALL {
        let plan = super::plan(&old, &changes, &dialect::capabilities(dialect)).unwrap();
        let hazards: Vec<_> = plan.steps.iter().flat_map(|step| &step.hazards).map(ToString::to_string).collect();
        assert!(hazards.contains(&"deletes all values of `sums.total`".to_owned()), "{dialect}: {hazards:?}");
    }
}

/// A computed column takes no value, whatever is said, and loses none.
#[test]
fn a_computed_column_is_neither_filled_nor_lost() {
    let with = |nullable: bool| {
        let mut schema = schema_of(&table("sums", &[("id", "i64"), ("total", "i64")]));
        for column in schema.tables.values_mut().flat_map(|table| &mut table.columns).filter(|it| it.name == "total") {
            column.nullable = nullable;
            column.generated = Some(Generated { expression: Spelling::any("id + 1"), stored: true });
        }
        schema
    };
    let hazards = |dialect: Dialect, old: &Schema, changes: &[Change]| -> Vec<String> {
        let plan = super::plan(old, changes, &dialect::capabilities(dialect)).unwrap();
        plan.steps.iter().flat_map(|step| &step.hazards).map(ToString::to_string).collect()
    };
    let (open, held) = (with(true), with(false));
    let mut tighten = diff(&open, &held, &Answers::default()).changes;
    let without = schema_of(&table("sums", &[("id", "i64")]));
    let drop = diff(&open, &without, &Answers::default()).changes;
    let Change::AlterColumn { fill, .. } = &mut tighten[0] else { panic!("{tighten:?}") };
    *fill = Some(DefaultValue::Literal(Literal::Number("5".into())));
    for dialect in Dialect::ALL {
        let written = statements(dialect, &open, &tighten);
        assert!(!written.iter().any(|sql| sql.starts_with("UPDATE")), "{dialect}: {written:?}");
        let told = hazards(dialect, &open, &tighten);
        // MariaDB has no NOT NULL of computed columns, and says that in words of its own.
        if dialect != Dialect::MARIADB {
            assert!(told.contains(&"fails if `sums.total` contains NULL".to_owned()), "{dialect}: {told:?}");
        }
        assert!(hazards(dialect, &open, &drop).is_empty(), "{dialect}");
    }
}

/// Rows may have no value in a computed column that is new, or computed by another expression.
#[test]
fn a_computed_column_may_find_rows_without_a_value() {
    let with = |sql: &str| {
        let mut schema = schema_of(&table("sums", &[("id", "i64"), ("n", "i64")]));
        for table in schema.tables.values_mut() {
            table.columns.iter_mut().filter(|it| it.name == "n").for_each(|it| it.nullable = true);
            if !sql.is_empty() {
                let generated = Some(Generated { expression: Spelling::any(sql), stored: true });
                table.columns.push(Column { generated, ..Column::new("total", "i64".parse().unwrap()) });
            }
        }
        schema
    };
    for (old, new, fails) in [
        ("", "n + 1", true),
        ("", "id + 1", false),
        ("id + 1", "n + 1", true),
        ("n + 1", "id + 1", false),
        ("n + 1", "", false),
    ] {
        let (old, new) = (with(old), with(new));
        let changes = diff(&old, &new, &Answers::default()).changes;
        for dialect in Dialect::ALL {
            let facts = dialect::capabilities(dialect);
            let plan = super::plan(&old, &changes, &facts).unwrap();
            let hazards: Vec<_> = plan.steps.iter().flat_map(|step| &step.hazards).map(ToString::to_string).collect();
            let told = hazards.contains(&"fails if `sums.total` contains NULL".to_owned());
            assert_eq!(told, fails && facts.generated_not_null, "{dialect}: {hazards:?}");
        }
    }
}
