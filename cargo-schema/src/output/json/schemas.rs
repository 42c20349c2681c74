//! The JSON Schemas in `docs/json` are those of the types.

use std::path::Path;

use schemars::JsonSchema;
use schemars::generate::SchemaSettings;

use super::Envelope;
use super::commands::*;

/// The schema of what a command writes. Keys that are always there are required.
fn schema<T: JsonSchema>() -> serde_json::Value {
    let generator = SchemaSettings::draft2020_12().for_serialize().into_generator();
    generator.into_root_schema_for::<Envelope<'static, T>>().to_value()
}

#[test]
fn schemas_are_those_of_the_types() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/json");
    let schemas = [
        ("adopt", schema::<Adopted>()),
        ("check", schema::<Check>()),
        ("diff", schema::<Diff>()),
        ("doctor", schema::<Doctor>()),
        ("downgrade", schema::<Run>()),
        // A command line that names no command.
        ("error", schema::<()>()),
        ("heads", schema::<Heads>()),
        ("history", schema::<History>()),
        ("import", schema::<Import>()),
        ("inspect", schema::<Inspect>()),
        ("merge", schema::<Merge>()),
        ("revision", schema::<NewRevision>()),
        ("show", schema::<Show>()),
        ("stamp", schema::<Stamp>()),
        ("status", schema::<Status>()),
        ("upgrade", schema::<Run>()),
    ];
    for (command, schema) in schemas {
        let path = folder.join(format!("{command}.json"));
        let text = format!("{schema:#}\n");
        if std::env::var_os("BLESS").is_some() {
            std::fs::create_dir_all(&folder).unwrap();
            std::fs::write(&path, &text).unwrap();
        }
        let committed = std::fs::read_to_string(&path).unwrap_or_default();
        assert!(committed == text, "{} is not what `output/json` says: run this test with BLESS=1", path.display());
    }
}
