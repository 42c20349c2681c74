//! What holds for any two schemas: the changes between them lead from one to the other and back, and their SQL does the
//! same in a database.

use crate::support;
use proptest::prelude::*;
use proptest::test_runner::{Config, RngSeed, TestRunner};
use schema_core::dialect;
use schema_core::diff::{Answer, Answers, Ask, Change, Diff, Question, Refused, apply_all, diff, resolve};
use schema_core::schema::{
    Action, Column, ColumnType, DefaultValue, Dialect, EnumType, ForeignKey, Identity, Index, Literal, PrimaryKey,
    Schema, Spelling, Table, TableName, Unique, constraint_name,
};

/// What a table is made of, as numbers that any generator gives.
#[derive(Clone, Debug)]
struct Seed {
    there: bool,
    wide_key: bool,
    identity: bool,
    columns: Vec<(bool, u8, bool, bool)>,
    unique: Option<u8>,
    index: Option<(u8, u8)>,
    references: Vec<(u8, bool, u8)>,
    comment: Option<u8>,
}

fn seed() -> impl Strategy<Value = Seed> {
    let columns = prop::collection::vec((any::<bool>(), 0..8_u8, any::<bool>(), any::<bool>()), 4);
    let references = prop::collection::vec((0..5_u8, any::<bool>(), 0..3_u8), 0..3);
    (
        (prop::bool::weighted(0.7), any::<bool>(), any::<bool>()),
        columns,
        prop::option::of(0..4_u8),
        prop::option::of((0..4_u8, 0..4_u8)),
        references,
        prop::option::of(0..2_u8),
    )
        .prop_map(|((there, wide_key, identity), columns, unique, index, references, comment)| Seed {
            there,
            wide_key,
            identity,
            columns,
            unique,
            index,
            references,
            comment,
        })
}

fn schema() -> impl Strategy<Value = Schema> {
    let values = prop::sample::subsequence(vec!["red", "green", "blue", "grey"], 1..=4).prop_shuffle();
    (prop::collection::vec(seed(), 5), values).prop_map(|(seeds, values)| {
        let mut schema = Schema::default();
        let values = values.into_iter().map(str::to_owned).collect();
        schema.insert_enum(EnumType { name: "colour".to_owned(), values });
        let tables: Vec<_> = ["a", "b", "c", "d", "e"].into_iter().zip(&seeds).filter(|(_, seed)| seed.there).collect();
        for (name, seed) in &tables {
            schema.insert_table(table(name, seed, &tables, &schema));
        }
        schema
    })
}

fn key_type(seed: &Seed) -> ColumnType {
    ColumnType::Int { bits: if seed.wide_key { 64 } else { 32 }, unsigned: false }
}

fn table(name: &str, seed: &Seed, tables: &[(&str, &Seed)], schema: &Schema) -> Table {
    let mut table = Table::new(name);
    let mut id = Column::new("id", key_type(seed));
    id.identity = seed.identity.then(Identity::default);
    table.columns.push(id);
    table.primary_key = Some(PrimaryKey::new(vec!["id".to_owned()]));
    table.comment = seed.comment.map(|number| format!("comment {number}"));
    for (at, (there, ty, nullable, default)) in seed.columns.iter().enumerate() {
        if *there {
            table.columns.push(column(&format!("c{at}"), *ty, *nullable, *default, schema));
        }
    }
    let has = |table: &Table, at: u8| table.column(&format!("c{at}")).map(|column| column.name.clone());
    if let Some(column) = seed.unique.and_then(|at| has(&table, at)) {
        let name = constraint_name("uq", &table.name, [&column]);
        table.uniques.insert(name.clone(), Unique::new(name, vec![column]));
    }
    if let Some((one, other)) = seed.index {
        let mut columns: Vec<_> = [has(&table, one), has(&table, other)].into_iter().flatten().collect();
        columns.dedup();
        if !columns.is_empty() {
            let name = constraint_name("ix", &table.name, &columns);
            table.indexes.insert(name.clone(), Index::new(name, columns));
        }
    }
    for (at, (target, nullable, action)) in seed.references.iter().enumerate() {
        let target = ["a", "b", "c", "d", "e"][usize::from(*target)];
        let Some((_, of)) = tables.iter().find(|(name, _)| *name == target) else { continue };
        let mut column = Column::new(format!("r{at}"), key_type(of));
        column.nullable = *nullable;
        let name = constraint_name("fk", &table.name, [&column.name]);
        let on_delete = match action {
            0 => Action::NoAction,
            1 => Action::Cascade,
            _ if *nullable => Action::SetNull,
            _ => Action::Restrict,
        };
        let columns = vec![column.name.clone()];
        table.columns.push(column);
        table.foreign_keys.insert(
            name.clone(),
            ForeignKey {
                name,
                columns,
                references_table: TableName::new(target),
                references_columns: vec!["id".to_owned()],
                on_delete,
                on_update: Action::NoAction,
                deferrable: Default::default(),
                match_full: false,
                not_valid: false,
            },
        );
    }
    table
}

fn column(name: &str, ty: u8, nullable: bool, default: bool, schema: &Schema) -> Column {
    let number = |text: &str| DefaultValue::Literal(Literal::Number(text.to_owned()));
    let text = |text: &str| DefaultValue::Literal(Literal::Text(text.to_owned()));
    let (ty, value) = match ty {
        0 => (ColumnType::Bool, DefaultValue::Literal(Literal::Bool(true))),
        1 => (ColumnType::Int { bits: 16, unsigned: false }, number("-3")),
        2 => (ColumnType::Int { bits: 64, unsigned: false }, number("7")),
        3 => (ColumnType::Text { max_length: Some(20) }, text("it's")),
        4 => (ColumnType::Text { max_length: Some(40) }, text("")),
        5 => (ColumnType::Enum { name: "colour".to_owned() }, text(&schema.enums["colour"].values[0])),
        6 => (ColumnType::Int { bits: 32, unsigned: false }, DefaultValue::Sql(Spelling::any("1 + 1"))),
        _ => (ColumnType::Decimal { precision: 8, scale: 2 }, number("1.50")),
    };
    Column { nullable, default: default.then_some(value), ..Column::new(name, ty) }
}

/// Answers every question: renames where `renames` says so, and with the value that the question suggests.
struct Suggested {
    renames: bool,
}

impl Ask for Suggested {
    fn ask(&mut self, question: &Question) -> Result<Answer, Refused> {
        Ok(match question {
            Question::NameTaken { .. } => Answer::New,
            Question::ReplaceValue { .. } => return Err(Refused::new(question)),
            Question::Repair { .. } => Answer::InOrder,
            Question::Fill { example, .. } => Answer::Fill(example.clone().expect("all types here have one")),
            Question::RenameTable { .. } | Question::RenameColumn { .. } if self.renames => Answer::Renamed(0),
            Question::RenameTable { .. } | Question::RenameColumn { .. } => Answer::New,
        })
    }
}

fn changes(old: &Schema, new: &Schema, renames: bool) -> Vec<Change> {
    resolve(old, new, &mut Answers::default(), &mut Suggested { renames }).unwrap()
}

fn back(changes: &[Change]) -> Vec<Change> {
    changes.iter().rev().cloned().map(Change::invert).collect()
}

/// The schema with the columns of each table by name: their order is no difference.
fn in_order(schema: &Schema) -> Schema {
    let mut schema = schema.clone();
    schema.tables.values_mut().for_each(|table| table.columns.sort_by(|a, b| a.name.cmp(&b.name)));
    schema
}

fn config(cases: u32) -> Config {
    let asked = std::env::var("PROPTEST_CASES").ok().and_then(|cases| cases.parse().ok());
    Config {
        cases: asked.unwrap_or(cases),
        rng_seed: RngSeed::Fixed(20_261_122),
        failure_persistence: None,
        ..Config::default()
    }
}

#[test]
fn changes_lead_from_one_schema_to_the_other_and_back() {
    let pairs = (schema(), schema(), any::<bool>());
    let result = TestRunner::new(config(400)).run(&pairs, |(old, new, renames)| {
        prop_assert_eq!(diff(&old, &old, &Answers::default()), Diff::default());
        let changes = changes(&old, &new, renames);
        let mut here = old.clone();
        apply_all(&mut here, &changes).map_err(|error| TestCaseError::fail(error.to_string()))?;
        prop_assert_eq!(in_order(&here), in_order(&new));
        apply_all(&mut here, &back(&changes)).map_err(|error| TestCaseError::fail(error.to_string()))?;
        prop_assert_eq!(in_order(&here), in_order(&old));

        let mut shuffled = new.clone();
        shuffled.tables.values_mut().for_each(|table| table.columns.reverse());
        prop_assert_eq!(diff(&new, &shuffled, &Answers::default()), Diff::default());
        Ok(())
    });
    result.unwrap_or_else(|error| panic!("{error}"));
}

#[test]
fn changes_are_told_in_toml_without_loss() {
    let pairs = (schema(), schema());
    let result = TestRunner::new(config(60)).run(&pairs, |(old, new)| {
        for change in changes(&old, &new, true) {
            let text = serde_json::to_string(&change).unwrap();
            prop_assert_eq!(serde_json::from_str::<Change>(&text).unwrap(), change);
        }
        Ok(())
    });
    result.unwrap_or_else(|error| panic!("{error}"));
}

#[test]
fn sql_leads_from_one_schema_to_the_other_and_back() {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    for engine in support::engines() {
        let pairs = (schema(), schema(), any::<bool>());
        let result = TestRunner::new(config(25)).run(&pairs, |(old, new, renames)| {
            let changes = changes(&old, &new, renames);
            runtime.block_on(walk(&engine, &old, &new, &changes)).map_err(TestCaseError::fail)
        });
        result.unwrap_or_else(|error| panic!("{}: {error}", engine.dialect));
    }
}

async fn walk(engine: &support::Engine, old: &Schema, new: &Schema, changes: &[Change]) -> Result<(), String> {
    let dialect = engine.dialect;
    let database = engine.database("diff_properties").await;
    let mut session = support::session(&database.url).await;
    let start = self::changes(&Schema::default(), old, false);
    for (way, from, changes, to) in [
        ("start", &Schema::default(), start, old),
        ("up", old, changes.to_vec(), new),
        ("down", new, back(changes), old),
    ] {
        let script = match dialect::script(dialect, from, &changes) {
            Ok(script) => script,
            // That an engine cannot turn one type into another is an answer too.
            Err(error) if error.to_string().contains("can become one of type") => return Ok(()),
            Err(error) => return Err(format!("{way}: {error}")),
        };
        let fail = |error: String| format!("{way}: {error}\n{script}");
        if dialect == Dialect::SQLITE {
            let on = if script.directives.foreign_keys_off { "OFF" } else { "ON" };
            session.execute(&format!("PRAGMA foreign_keys = {on}")).await.unwrap();
        }
        session.begin().await.unwrap();
        for statement in &script.statements {
            session.execute(&statement.text).await.map_err(|error| fail(format!("{error} in {}", statement.text)))?;
        }
        session.commit().await.unwrap();
        let there = dialect::introspect(&mut session).await.map_err(|error| fail(error.to_string()))?;
        let differences = dialect::compare(dialect, to, &there);
        if !differences.is_empty() {
            let differences: Vec<_> = differences.iter().map(ToString::to_string).collect();
            return Err(fail(differences.join("\n")));
        }
    }
    session.close().await.unwrap();
    Ok(())
}
