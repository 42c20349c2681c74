//! The grammar on input that makes no sense: editors show it half-typed definitions all day.

use proptest::prelude::*;
use schema_core::declare::{Collector, parse_enum, parse_model, parse_newtype};

/// Pieces of attributes, right and wrong.
fn piece() -> impl Strategy<Value = &'static str> {
    prop::sample::select(vec![
        "primary_key",
        "unique",
        "index",
        "default",
        "number",
        "sqlite",
        "mysql",
        "op",
        "partition",
        "bounds",
        "none",
        "type_name",
        "value",
        "fill",
        "references",
        "native",
        "type",
        "skip",
        "max_length",
        "precision",
        "scale",
        "check",
        "foreign_key",
        "exclude",
        "partition_by",
        "generated",
        "stored",
        "auto_increment",
        "always",
        "start",
        "collate",
        "on_update",
        "where",
        "method",
        "include",
        "only",
        "with",
        "desc",
        "ops",
        "prefix",
        "sql",
        "repair",
        "deferrable",
        "nulls_not_distinct",
        "replaces",
        "renamed_from",
        "range",
        "strict",
        "engine",
        "name",
        "rename",
        "rename_all",
        "table",
        "r#type",
        "on_delete",
        "cascade",
        "postgres",
        "now",
        "a",
        "User::id",
        "crate",
        "Self",
        "=",
        "=",
        ",",
        ",",
        "(",
        "(",
        ")",
        ")",
        "\"text\"",
        "\"\"",
        "\"snake_case\"",
        "'c'",
        "b\"x\"",
        "0",
        "-1",
        "1.5",
        "99999999999999999999999",
        "true",
        "::",
        "#",
        "[]",
        "{}",
        "-",
        "é",
        "\"é\"",
    ])
}

fn attribute() -> impl Strategy<Value = String> {
    (prop::sample::select(vec!["schema", "sqlx"]), prop::collection::vec(piece(), 0..12))
        .prop_map(|(path, pieces)| format!("#[{path}({})]", pieces.join(" ")))
        .prop_filter("brackets that match", |text| {
            syn::parse_str::<syn::DeriveInput>(&format!("{text} struct A;")).is_ok()
        })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn nonsense_is_reported_in_its_place(outer in attribute(), inner in attribute(), second in attribute()) {
        for text in [
            format!("{outer} struct A {{ {inner} a: u8, {second} b: Option<String> }}"),
            format!("{outer} enum A {{ {inner} B, {second} C }}"),
            format!("{outer} struct A({inner} u8);"),
        ] {
            let input: syn::DeriveInput = syn::parse_str(&text).unwrap();
            let mut problems = Collector::new();
            let _ = parse_model(&input, &mut problems);
            let _ = parse_enum(&input, &mut problems);
            let _ = parse_newtype(&input, &mut problems);
            let width = u32::try_from(text.chars().count()).unwrap();
            for problem in problems.finish() {
                let (start, end) = (problem.start_position(), problem.end_position());
                prop_assert!(start.line == 1 && start.column >= 1, "{}: {start:?} in {text}", problem.message);
                prop_assert!(start.column < end.column && end.column <= width + 1, "{}: {end:?} in {text}", problem.message);
                prop_assert!(!problem.message.is_empty());
            }
        }
    }
}
