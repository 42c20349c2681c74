//! `--format json`: what every command writes is what its schema in `docs/json` says.

use serde_json::Value;

use crate::support::shop::{Shop, workspace};

/// Says why `value` is not what `schema` describes; `root` holds the definitions. Knows the words that our schemas use, and refuses
/// all others.
fn refused(value: &Value, schema: &Value, root: &Value, at: &str) -> Option<String> {
    let Some(schema) = schema.as_object() else { return (schema == false).then(|| format!("{at}: nothing fits")) };
    schema.iter().find_map(|(word, wanted)| refused_by(word, wanted, schema, value, root, at))
}

/// The same for one word of a schema.
fn refused_by(
    word: &str,
    wanted: &Value,
    schema: &serde_json::Map<String, Value>,
    value: &Value,
    root: &Value,
    at: &str,
) -> Option<String> {
    let inner = |value: &Value, schema: &Value, at: &str| refused(value, schema, root, at);
    match word {
        "$schema" | "$defs" | "title" | "description" | "format" | "minimum" | "maximum" | "minLength"
        | "maxLength" => None,
        "$ref" => {
            let name = wanted.as_str().unwrap().strip_prefix('#').unwrap();
            inner(value, root.pointer(name).unwrap_or_else(|| panic!("{name}")), at)
        }
        "type" => {
            let is = |name: &Value| match name.as_str().unwrap() {
                "object" => value.is_object(),
                "array" => value.is_array(),
                "string" => value.is_string(),
                "integer" => value.is_i64() || value.is_u64(),
                "number" => value.is_number(),
                "boolean" => value.is_boolean(),
                "null" => value.is_null(),
                other => panic!("no type is called {other}"),
            };
            let fits = wanted.as_array().map_or_else(|| is(wanted), |names| names.iter().any(is));
            (!fits).then(|| format!("{at}: {value} is no {wanted}"))
        }
        "const" => (value != wanted).then(|| format!("{at}: {value} is not {wanted}")),
        "enum" => (!wanted.as_array().unwrap().contains(value)).then(|| format!("{at}: {value} is none of {wanted}")),
        "required" => {
            let has = |key: &&Value| value.as_object().is_some_and(|it| it.contains_key(key.as_str().unwrap()));
            let missing = wanted.as_array().unwrap().iter().find(|key| !has(key));
            missing.map(|key| format!("{at}: {key} is missing"))
        }
        "properties" => value.as_object().into_iter().flatten().find_map(|(key, value)| {
            match wanted.get(key) {
                Some(schema) => inner(value, schema, &format!("{at}.{key}")),
                // Every key that is written is told.
                None => Some(format!("{at}: {key} is in no schema")),
            }
        }),
        "items" => value.as_array().into_iter().flatten().find_map(|value| inner(value, wanted, &format!("{at}[]"))),
        "maxItems" => {
            (value.as_array().map_or(0, Vec::len) as u64 > wanted.as_u64().unwrap()).then(|| format!("{at}: too long"))
        }
        "minItems" => ((value.as_array().map_or(0, Vec::len) as u64) < wanted.as_u64().unwrap())
            .then(|| format!("{at}: too short")),
        "anyOf" | "oneOf" => {
            // Keys of a flattened part stand beside those of the whole.
            let mut all = wanted.as_array().unwrap().iter().map(|one| inner(value, &joined(one, schema), at));
            let whys: Vec<String> = all.by_ref().map_while(|why| why).collect();
            (whys.len() == wanted.as_array().unwrap().len()).then(|| whys.join("; or "))
        }
        other => panic!("{at}: this test does not know `{other}`"),
    }
}

/// A part of a schema, with the properties that stand beside it.
fn joined(part: &Value, whole: &serde_json::Map<String, Value>) -> Value {
    let mut part = part.clone();
    if let (Some(own), Some(beside)) =
        (part.get_mut("properties").and_then(Value::as_object_mut), whole.get("properties").and_then(Value::as_object))
    {
        own.extend(beside.iter().map(|(key, value)| (key.clone(), value.clone())));
    }
    part
}

/// Runs a command with `--format json`, and holds what it writes against the schema of `command`, success or not. Gives the envelope.
#[track_caller]
fn holds(shop: &Shop, command: &str, code: i32, args: &[&str]) -> Value {
    let run = shop.schema(&[args, &["--format", "json"]].concat());
    assert_eq!(run.code, code, "{}", run.all());
    let value: Value =
        serde_json::from_str(&run.stdout).unwrap_or_else(|error| panic!("{args:?}: {error}\n{}", run.all()));
    let text = std::fs::read_to_string(workspace().join(format!("docs/json/{command}.json"))).unwrap();
    let schema: Value = serde_json::from_str(&text).unwrap();
    if let Some(why) = refused(&value, &schema, &schema, command) {
        panic!("{args:?}: {why}\n{value:#}");
    }
    assert_eq!((&value["format"], &value["exit_code"]), (&1.into(), &code.into()), "{value:#}");
    value
}

const USER: &str = "#[derive(Schema)]\nstruct User {\n    #[schema(primary_key)]\n    id: i64,\n    name: String,\n}\n";

#[test]
fn every_command_writes_what_its_schema_says() {
    let shop = Shop::with(USER);
    holds(&shop, "check", 1, &["check"]);
    holds(&shop, "status", 0, &["status"]);
    holds(&shop, "revision", 0, &["revision", "-m", "users"]);
    holds(&shop, "revision", 0, &["revision"]);
    holds(&shop, "check", 0, &["check"]);
    holds(&shop, "status", 1, &["status", "--exit-code"]);
    holds(&shop, "upgrade", 0, &["upgrade", "--dry-run"]);
    holds(&shop, "upgrade", 0, &["upgrade", "--sql"]);
    holds(&shop, "upgrade", 0, &["upgrade"]);
    holds(&shop, "status", 0, &["current"]);
    holds(&shop, "status", 0, &["status"]);
    holds(&shop, "history", 0, &["history"]);
    holds(&shop, "history", 0, &["history", "--applied"]);
    holds(&shop, "heads", 0, &["heads"]);
    holds(&shop, "show", 0, &["show"]);
    holds(&shop, "merge", 0, &["merge"]);
    holds(&shop, "stamp", 0, &["stamp", "head"]);
    holds(&shop, "inspect", 0, &["inspect"]);
    holds(&shop, "diff", 0, &["diff", "head", "models"]);
    holds(&shop, "diff", 1, &["diff", "base", "models"]);
    holds(&shop, "diff", 1, &["diff", "base", "models", "--sql", "--dialect", "sqlite"]);
    holds(&shop, "doctor", 0, &["doctor"]);
    shop.sqlite("ALTER TABLE user ADD COLUMN bio text");
    shop.sqlite("CREATE TABLE notes (id integer)");
    shop.sqlite("CREATE VIEW v AS SELECT 1");
    holds(&shop, "check", 1, &["check", "--database"]);
    holds(&shop, "doctor", 1, &["doctor"]);
    holds(&shop, "revision", 0, &["revision", "--from-database", "--only", "user"]);
    holds(&shop, "downgrade", 0, &["downgrade", "base", "--dry-run"]);
    holds(&shop, "downgrade", 0, &["downgrade", "base", "--yes"]);
}

#[test]
fn databases_and_histories_that_are_taken_over_write_what_their_schema_says() {
    let shop = Shop::bare();
    shop.sqlite("CREATE TABLE user (id integer PRIMARY KEY, name text NOT NULL)");
    holds(&shop, "adopt", 0, &["adopt", "sqlite:shop.db", "--dry-run"]);
    shop.write("sqlx/1_users.sql", "CREATE TABLE user (id integer PRIMARY KEY); CREATE VIEW v AS SELECT 1;");
    holds(&shop, "import", 0, &["import", "sqlx", "sqlx", "--dialect", "sqlite", "--dry-run"]);
}

#[test]
fn an_error_is_json_too() {
    let shop = Shop::with(USER);
    let said = holds(&shop, "show", 2, &["show", "nothing"]);
    assert_eq!((&said["command"], &said["data"]), (&"show".into(), &Value::Null));
    assert_eq!(said["diagnostics"][0]["code"], "unknown-target");
    let said = holds(&shop, "history", 4, &["history", "--applied"]);
    assert_eq!(said["diagnostics"][0]["help"]["text"], "create it with `cargo schema upgrade`");
    assert_eq!(said["database"]["url"], "sqlite:shop.db");
    shop.models("#[derive(Schema)]\nstruct A {\n    id: Unseen,\n}\n");
    let said = holds(&shop, "revision", 3, &["revision"]);
    let first = &said["diagnostics"][0];
    assert_eq!((&first["code"], &first["severity"]), (&"unknown-type".into(), &"error".into()));
    assert_eq!((&first["spans"][0]["file"], &first["spans"][0]["line"]), (&"src/main.rs".into(), &6.into()));
}

/// Nobody has to read two formats: what the parser of arguments refuses is JSON as well.
#[test]
fn a_wrong_command_line_is_json_too() {
    let shop = Shop::with(USER);
    let said = holds(&shop, "upgrade", 2, &["migrate", "--no-such-flag"]);
    assert_eq!(said["command"], "upgrade", "the command has its own name, whatever alias was typed");
    let first = &said["diagnostics"][0];
    assert_eq!(first["code"], "invalid-arguments");
    assert!(first["message"].as_str().unwrap().contains("--no-such-flag"), "{said:#}");
    let said = holds(&shop, "error", 2, &["no-such-command"]);
    assert_eq!(said["command"], Value::Null);
}

/// Each kind of failure that a pipeline meets, through the command that meets it.
#[test]
fn failures_write_what_the_schema_of_their_command_says() {
    let shop = Shop::with(USER);
    for (command, code, args) in [
        ("upgrade", 2, &["upgrade", "nothing"][..]),
        ("downgrade", 4, &["downgrade", "base"]),
        ("stamp", 4, &["stamp", "head"]),
        ("inspect", 4, &["inspect"]),
        ("diff", 2, &["diff", "nothing", "models"]),
        ("check", 4, &["check", "--database"]),
        ("status", 2, &["status", "--database-url", "oracle:x"]),
        ("merge", 2, &["merge", "-p", "nothing"]),
        ("heads", 2, &["heads", "--manifest-path", "nowhere/Cargo.toml"]),
        ("doctor", 2, &["doctor", "-p", "nothing"]),
        ("revision", 2, &["revision", "--rename", "a:b:c"]),
    ] {
        let said = holds(&shop, command, code, args);
        assert_eq!(said["command"], *command, "{said:#}");
        let errors = said["diagnostics"].as_array().unwrap().iter().filter(|it| it["severity"] == "error");
        assert_eq!(errors.count(), 1, "{said:#}");
    }
}
