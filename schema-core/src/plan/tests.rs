use crate::dialect;
use crate::diff::{Change, Pair};
use crate::schema::{Column, Dialect, ForeignKey, PrimaryKey, Schema, Table, TableName};

use super::{PlanError, order};

fn table(name: &str, columns: &[(&str, &str)]) -> Table {
    let mut table = Table::new(name);
    table.columns = columns.iter().map(|(name, ty)| Column::new(*name, ty.parse().unwrap())).collect();
    table.primary_key = Some(PrimaryKey { columns: vec![table.columns[0].name.clone()] });
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

/// The way out for a type that no value can be turned into: dropping and adding is not altering.
#[test]
fn a_column_that_is_dropped_and_added_is_another_one() {
    let mut old = Schema::default();
    old.insert_table(table("t", &[("id", "i64"), ("x", "i32")]));
    let (before, after) = (Column::new("x", "i32".parse().unwrap()), Column::new("x", "uuid".parse().unwrap()));
    let again = [
        Change::DropColumn { table: "t".into(), column: before.clone() },
        Change::AddColumn { table: "t".into(), column: Column { nullable: true, ..after.clone() }, fill: None },
    ];
    assert_eq!(
        statements(Dialect::Postgres, &old, &again),
        ["ALTER TABLE \"t\" DROP COLUMN \"x\"", "ALTER TABLE \"t\" ADD COLUMN \"x\" uuid"]
    );
    let altered = [Change::AlterColumn { table: "t".into(), column: Pair::new(before, after), fill: None }];
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
        Change::AddColumn { table: "t".into(), column: first.clone(), fill: None },
        Change::AlterColumn { table: "t".into(), column: Pair::new(first, then), fill: None },
    ];
    assert_eq!(statements(Dialect::Mysql, &old, &changes), ["ALTER TABLE `t` ADD COLUMN `x` bigint NULL"]);
}

#[test]
fn changes_that_do_not_fit_are_refused() {
    let drop = [Change::DropTable(table("t", &[("id", "i64")]))];
    let error = dialect::script(Dialect::Sqlite, &Schema::default(), &drop).unwrap_err();
    assert_eq!(error.to_string(), "cannot drop table `t`: there is no table `t`");

    let mut old = Schema::default();
    old.insert_table(pointing("t", &[]));
    let unkeyed = [Change::CreateTable(Table {
        columns: vec![Column::new("id", "i64".parse().unwrap()), Column::new("t", "i64".parse().unwrap())],
        primary_key: None,
        ..pointing("u", &["t"])
    })];
    dialect::script(Dialect::Postgres, &old, &unkeyed).unwrap();
    let mut bare = old.clone();
    bare.tables.get_mut(&"t".into()).unwrap().primary_key = None;
    let error = dialect::script(Dialect::Postgres, &bare, &unkeyed).unwrap_err();
    assert_eq!(
        error.to_string(),
        "`u` on postgres: foreign key `fk_u_t`: `t` has no primary key or unique on (id): make it `unique`, or point to a key"
    );
}
