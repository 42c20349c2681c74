//! How long the way from two schemas to SQL takes as they grow: diff, plan and render on every dialect.
//!
//! `cargo bench -p schema-tests --bench diff` prints a table. Arguments name dialects (`sqlite`) and scenarios (`created`), or
//! give the largest number of tables (`1000`). Next to the clock stands what says more on a machine that has other work: how many times as long as
//! with a tenth of the tables, and as copying and comparing the two schemas, which anything that reads them all must do.

#![allow(clippy::print_stdout, reason = "a bench prints")]

use std::time::{Duration, Instant};

use schema_core::dialect::{capabilities, render};
use schema_core::diff::{Answers, diff};
use schema_core::plan::plan;
use schema_core::schema::{
    Action, Column, DefaultValue, Dialect, ForeignKey, Identity, Index, Literal, PrimaryKey, Schema, Table, TableName,
    Unique, constraint_name,
};

const SIZES: [usize; 4] = [10, 100, 1_000, 10_000];
const RUNS: usize = 5;

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    // `cargo test --benches` asks whether it starts.
    if arguments.iter().any(|argument| argument == "--test") {
        return;
    }
    let largest = arguments.iter().find_map(|argument| argument.parse().ok()).unwrap_or(usize::MAX);
    let named: Vec<_> = Dialect::ALL.into_iter().filter(|it| arguments.iter().any(|name| name == it.name())).collect();
    let dialects = if named.is_empty() { Dialect::ALL.to_vec() } else { named };
    println!("best of {RUNS} runs, in milliseconds; 8 columns, 2 indexes, a unique and 1 or 2 foreign keys to a table");
    let is_named = |(short, ..): &&Scenario| arguments.iter().any(|name| name == short);
    let all = !SCENARIOS.iter().any(|it| is_named(&it));
    for scenario in SCENARIOS.iter().filter(|it| all || is_named(it)) {
        let (_, name, pair) = scenario;
        println!("\n{name}");
        println!(
            "  {:<9}{:>7}{:>10}{:>10}{:>10}{:>10}{:>8}{:>12}{:>12}",
            "", "tables", "diff", "plan", "render", "total", "growth", "reference", "total/ref."
        );
        for &dialect in &dialects {
            let mut before: Option<f64> = None;
            for size in SIZES.into_iter().filter(|size| *size <= largest) {
                let total = row(dialect, size, &pair(size), before);
                before = Some(total);
            }
        }
    }
}

/// A way from one schema to another.
struct Way {
    old: Schema,
    new: Schema,
    answers: Answers,
}

/// A name for the command line, what it is, and how to make it.
type Scenario = (&'static str, &'static str, fn(usize) -> Way);

const SCENARIOS: [Scenario; 4] = [
    ("created", "every table created", |size| Way {
        old: Schema::default(),
        new: shop(size),
        answers: Answers::default(),
    }),
    ("one", "one table changed", |size| changed(size, |number| number == size / 2)),
    ("all", "every table changed: a column added, renamed, of another type, an index dropped", |size| {
        changed(size, |_| true)
    }),
    ("dropped", "every table dropped", |size| Way {
        old: shop(size),
        new: Schema::default(),
        answers: Answers::default(),
    }),
];

/// A stretch of time.
struct Lap(Instant);

impl Lap {
    /// Ends it, keeps it if it was the `best`, and begins the next.
    fn end(&mut self, best: &mut Duration) {
        *best = self.0.elapsed().min(*best);
        self.0 = Instant::now();
    }
}

/// Measures and prints one line. Gives the total.
fn row(dialect: Dialect, size: usize, way: &Way, before: Option<f64>) -> f64 {
    let Way { old, new, answers } = way;
    let mut best = [Duration::MAX; 4];
    for _ in 0..RUNS {
        let mut lap = Lap(Instant::now());
        let found = diff(old, new, answers);
        lap.end(&mut best[0]);
        let plan = plan(old, &found.changes, &capabilities(dialect)).unwrap();
        lap.end(&mut best[1]);
        let statements = render(dialect, &plan);
        lap.end(&mut best[2]);
        assert!(found.questions.is_empty() && !statements.is_empty());
        drop((found, plan, statements));
        lap = Lap(Instant::now());
        let (old_again, new_again) = (copy(old), copy(new));
        assert!(old_again == *old && new_again == *new);
        lap.end(&mut best[3]);
    }
    let [diff, plan, render, reference] = best.map(|best| best.as_secs_f64() * 1000.0);
    let total = diff + plan + render;
    let growth = before.map(|before| format!("{:.1}x", total / before)).unwrap_or_default();
    let ratio = total / reference;
    println!(
        "  {:<9}{size:>7}{diff:>10.2}{plan:>10.2}{render:>10.2}{total:>10.2}{growth:>8}{reference:>12.3}{ratio:>11.1}x",
        dialect.name(),
    );
    total
}

/// A copy that shares no table.
fn copy(schema: &Schema) -> Schema {
    let mut copy = schema.clone();
    copy.tables.values_mut().for_each(|_| {});
    copy
}

/// A schema of `size` tables. Names do not stand in the order of the references; in every hundred tables, ten
/// stand on a ring.
fn shop(size: usize) -> Schema {
    let mut schema = Schema::default();
    for number in 0..size {
        let ring = number % 100 == 0 && number + 9 < size;
        let first = if ring { number + 9 } else { number.saturating_sub(1) };
        let second = (number % 2 == 1).then_some(number / 3);
        schema.insert_table(table(number, [first].into_iter().chain(second)));
    }
    schema
}

/// Spreads the numbers, so that the order of names is not the order of references.
fn name(number: usize) -> TableName {
    TableName::new(format!("t{:05}_{number}", number * 7_919 % 99_991))
}

fn table(number: usize, targets: impl Iterator<Item = usize>) -> Table {
    let column = |name: &str, ty: &str| Column { nullable: true, ..Column::new(name, ty.parse().unwrap()) };
    let mut table = Table::new(name(number));
    table.comment = Some(format!("Table number {number}."));
    table.primary_key = Some(PrimaryKey::new(["id"]));
    table.columns = [
        Column { nullable: false, identity: Some(Identity::default()), ..column("id", "i64") },
        Column { nullable: false, ..column("name", "varchar(80)") },
        column("text", "text"),
        Column {
            nullable: false,
            default: Some(DefaultValue::Literal(Literal::Number("0".to_owned()))),
            ..column("count", "i32")
        },
        column("price", "f64"),
        Column { comment: Some("When it was seen last.".to_owned()), ..column("seen", "datetime") },
        column("one", "i64"),
        column("two", "i64"),
    ]
    .into();
    let unique = constraint_name("uq", &table.name, ["name"]);
    table.uniques.insert(unique.clone(), Unique::new(unique, ["name"]));
    for indexed in ["count", "seen"] {
        let index = constraint_name("ix", &table.name, [indexed]);
        table.indexes.insert(index.clone(), Index::new(index, [indexed]));
    }
    for (column, target) in ["one", "two"].into_iter().zip(targets) {
        let name_of_key = constraint_name("fk", &table.name, [column]);
        let key =
            ForeignKey { on_delete: Action::Cascade, ..ForeignKey::new(name_of_key, [column], name(target), ["id"]) };
        table.foreign_keys.insert(key.name.clone(), key);
    }
    table
}

/// A schema, and the same with the tables changed that `which` names by number.
fn changed(size: usize, which: impl Fn(usize) -> bool) -> Way {
    let old = shop(size);
    let mut way = Way { new: old.clone(), old, answers: Answers::default() };
    for number in (0..size).filter(|number| which(*number)) {
        let name = name(number);
        let table = way.new.tables.get_mut(&name).unwrap();
        table.columns.push(Column { nullable: true, ..Column::new("added", "text".parse().unwrap()) });
        table.column_mut("price").unwrap().ty = "i64".parse().unwrap();
        table.column_mut("text").unwrap().name = "body".to_owned();
        table.indexes.remove(&constraint_name("ix", &name, ["seen"]));
        way.answers.columns.push(schema_core::diff::ColumnRename {
            table: name,
            old: "text".to_owned(),
            new: "body".to_owned(),
        });
    }
    way
}
