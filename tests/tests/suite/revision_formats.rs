//! The formats of `revision.toml`. `tests/revisions` has the same revisions in each of them: files of format 1 as they were once
//! written, which are read forever, and the newest format as it is written now.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use schema_core::diff::{Change, Pair};
use schema_core::revision::Manifest;
use schema_core::schema::{
    Check, Column, ColumnType, DefaultValue, Dialect, EnumType, Exclusion, IndexMethod, IndexPart, Literal, Spelling,
    Table,
};

use crate::support::case::Case;
use crate::support::shop::Shop;

fn read(text: &str) -> Manifest {
    Manifest::from_toml(text).unwrap_or_else(|error| panic!("{error}\n{text}"))
}

/// The word for the kind of a change in the file.
fn kind(change: &Change) -> String {
    let json = serde_json::to_value(change).unwrap();
    json.as_object().unwrap().keys().next().unwrap().clone()
}

#[test]
fn a_revision_is_the_same_in_every_format() {
    let mut kinds = BTreeSet::new();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("revisions");
    for revision in fs::read_dir(folder).unwrap() {
        let [first, second] =
            ["format-1.toml", "format-2.toml"].map(|name| revision.as_ref().unwrap().path().join(name));
        let text = fs::read_to_string(&first).unwrap();
        assert!(!text.contains("format = "), "{}", first.display());
        let manifest = read(&text);
        let written = manifest.to_toml();
        if std::env::var("SNAPSHOTS").is_ok_and(|mode| mode == "overwrite") {
            fs::write(&second, &written).unwrap();
        }
        let text = fs::read_to_string(&second).unwrap();
        assert_eq!(read(&text), manifest, "{}", second.display());
        assert_eq!(text, written, "{}", second.display());
        kinds.extend(manifest.changes.iter().map(kind));
    }
    let wanted: BTreeSet<String> = Case::all().flat_map(Case::changes).map(|change| kind(&change)).collect();
    let missing: Vec<_> = wanted.difference(&kinds).collect();
    assert!(missing.is_empty(), "{missing:?}");
}

#[test]
fn every_change_of_the_cases_is_read_as_it_is_written() {
    for case in Case::all() {
        let changes = case.changes();
        let back = changes.iter().rev().cloned().map(Change::invert).collect();
        for changes in [changes, back] {
            let manifest = Manifest { id: "20261122173142".into(), changes, ..Manifest::default() };
            let text = manifest.to_toml();
            assert_eq!(read(&text), manifest, "{}\n{text}", case.name);
            assert_eq!(read(&toml::to_string(&manifest).unwrap()), manifest, "{}", case.name);
        }
    }
}

#[test]
fn values_are_read_as_they_are_written() {
    let text = |text: &str| DefaultValue::Literal(Literal::Text(text.to_owned()));
    let number = |digits: &str| DefaultValue::Literal(Literal::Number(digits.to_owned()));
    let mut own = Spelling::any("'a'");
    own.per_dialect.insert(Dialect::POSTGRES, "'b'::text".to_owned());
    for (value, written) in [
        (DefaultValue::Literal(Literal::Bool(false)), "false"),
        (number("0"), "0"),
        (number("-1"), "-1"),
        (number("-0"), "{ number = \"-0\" }"),
        (number("1.50"), "1.50"),
        (number("1e9"), "1e9"),
        (number("1e999"), "{ number = \"1e999\" }"),
        (number("9223372036854775807"), "9223372036854775807"),
        (number("9223372036854775808"), "{ number = \"9223372036854775808\" }"),
        (number("0.1234567890123456"), "{ number = \"0.1234567890123456\" }"),
        (number("007"), "{ number = \"007\" }"),
        (number(".5"), "{ number = \".5\" }"),
        (number("nan"), "{ number = \"nan\" }"),
        (text(""), "\"\""),
        (text("1"), "\"1\""),
        (text("it's"), "\"it's\""),
        (text("say \"hi\""), "'say \"hi\"'"),
        (text("it's \"so\"\\\n\t\u{1}\u{7f}é"), "\"it's \\\"so\\\"\\\\\\n\\t\\u0001\\u007Fé\""),
        (DefaultValue::Literal(Literal::Bytes("00ff".to_owned())), "{ bytes = \"00ff\" }"),
        (DefaultValue::Now, "{ now = true }"),
        (DefaultValue::Sql(Spelling::any("lower('A')")), "{ sql = \"lower('A')\" }"),
        (DefaultValue::Sql(own), "{ sql = \"'a'\", postgres = \"'b'::text\" }"),
    ] {
        let mut column = Column::new("c", ColumnType::Text { max_length: None });
        column.default = Some(value.clone());
        let change = Change::AddColumn { table: "t".into(), column: column.clone().into(), fill: Some(value.clone()) };
        column.default = None;
        let other = Column { default: Some(value), nullable: true, ..column.clone() };
        let alter = Change::AlterColumn {
            table: "auth.\"t.1\"".into(),
            column: Pair::new(column.into(), other.into()),
            fill: None,
        };
        let manifest = Manifest { id: "1".into(), changes: vec![change, alter], ..Manifest::default() };
        let toml = manifest.to_toml();
        assert_eq!(
            toml,
            format!(
                "format = 2\nid = \"1\"\nparents = []\n\n[[changes]]\nadd_column = {{ table = \"t\", name = \"c\", type = \"text\", \
                 default = {written}, fill = {written} }}\n\n[[changes]]\nalter_column = {{ table = '\"auth.\"\"t.1\"\"\"', \
                 name = \"c\", type = \"text\", null = [false, true], default = [{{}}, {written}] }}\n"
            )
        );
        assert_eq!(read(&toml), manifest);
    }
}

/// What no case has: the rest of the vocabulary.
#[test]
fn rare_parts_are_read_as_they_are_written() {
    let part = IndexPart { descending: true, ..IndexPart::expression(Spelling::any("lower(a)")) };
    let mut table = Table::new("t");
    table.exclusions.insert(
        "ex".into(),
        Exclusion {
            name: "ex".into(),
            method: IndexMethod::Spgist,
            elements: vec![(part, "&&".into()), (IndexPart::column("b"), "=".into())],
            predicate: Some("b > 0".into()),
            deferrable: Default::default(),
        },
    );
    table.checks.insert("a b".into(), Check { not_valid: true, ..Check::new("a b", Spelling::any("x")) });
    let native = ColumnType::Native {
        spelling: Spelling { any: None, per_dialect: [(Dialect::POSTGRES, "citext".to_owned())].into() },
        otherwise: Some(Box::new(ColumnType::Text { max_length: Some(9) })),
    };
    table.columns.push(Column::new("c", native));
    let status = |values: &[&str]| EnumType {
        name: "status".into(),
        values: values.iter().map(|value| (*value).to_owned()).collect(),
    };
    let alter = schema_core::diff::EnumChange {
        old: status(&["a", "b"]),
        new: status(&["a"]),
        replaced: [("b".to_owned(), "a".to_owned())].into(),
    };
    let changes = vec![Change::CreateTable(table.into()), Change::AlterEnum(alter)];
    let manifest = Manifest { id: "1".into(), changes, ..Manifest::default() };
    let text = manifest.to_toml();
    assert_eq!(read(&text), manifest);
    assert_eq!(
        text,
        r#"format = 2
id = "1"
parents = []

[[changes]]
[changes.create_table]
name = "t"
columns = [
    { name = "c", type = { postgres = "citext", otherwise = "varchar(9)" } },
]
checks = [
    { name = "a b", expression = "x", not_valid = true },
]
exclusions = [
    { name = "ex", method = "spgist", elements = [[{ sql = "lower(a)", descending = true }, "&&"], ["b", "="]], predicate = "b > 0" },
]

[[changes]]
alter_enum = { name = "status", values = [["a", "b"], ["a"]], replaced = { b = "a" } }
"#
    );
}

#[test]
fn what_is_wrong_is_shown_where_it_is() {
    for (text, message, at) in [
        ("format = 3\nnew = {}", "it has format 3, and this version of cargo-schema reads formats 1 to 2", "3"),
        ("format = 0", "there is no format 0", "0"),
        ("format = \"2\"", "expected an integer, found a string", "\"2\""),
        ("format = 2\nid = 5", "expected a string, found an integer", "5"),
        ("format = 2\nparents = []", "the key `id` is missing", ""),
        (
            "format = 2\nid = \"1\"\nparent = []",
            "unknown key `parent`, expected one of `id`, `parents`, `message`, `dialects`, `targets`, `changes`",
            "parent",
        ),
        ("format = 2\nid = \"1\"\nparents = []\nanswers = {}", "unknown key `answers`, expected one of", "answers"),
        (
            "format = 2\nid = \"1\"\nparents = []\nchanges = [{ add_colum = {} }]",
            "unknown kind of change `add_colum`",
            "add_colum",
        ),
        ("format = 2\nid = \"1\"\nparents = []\nchanges = [{}]", "a change is a table of one key, its kind", "{}"),
        (
            "format = 2\nid = \"1\"\nparents = []\nchanges = [{ drop_enum = {}, rename_enum = {} }]",
            "`rename_enum` is another change: put it into `[[changes]]` of its own",
            "rename_enum",
        ),
        (
            "format = 2\nid = \"1\"\nparents = []\nchanges = [{ rename_table = { from = \"a\", to = \"b\", old = \"a\" } }]",
            "unknown key `old`, expected one of `from`, `to`",
            "old",
        ),
        (
            "format = 2\nid = \"1\"\nparents = []\nchanges = [{ alter_column = { table = \"t\", name = \"a\", type = \"text\", nul = [false, true] } }]",
            "unknown key `nul`, expected one of `table`, `name`, `type`, `null`, `default`, `identity`, `generated`, \
             `collation`, `charset`, `on_update_now`, `comment`, `fill`",
            "nul",
        ),
        (
            "format = 2\nid = \"1\"\nparents = []\nchanges = [{ alter_column = { table = \"t\", name = \"a\", type = [\"text\"] } }]",
            "expected an array of two values, found 1",
            "[\"text\"]",
        ),
        (
            "format = 2\nid = \"1\"\nparents = []\nchanges = [{ add_column = { table = \"t\", name = \"a\", type = \"txt\" } }]",
            "`txt` is not a column type",
            "\"txt\"",
        ),
        (
            "format = 2\nid = \"1\"\nparents = []\nchanges = [{ add_column = { table = \"t\", name = \"a\", type = \"text\", default = {} } }]",
            "a value is one of `number`, `bytes`, `now = true` and `sql`",
            "{}",
        ),
        (
            "format = 2\nid = \"1\"\nparents = []\nchanges = [{ add_column = { table = \"t\", name = \"a\", type = \"i32\", identity = {} } }]",
            "write `true` for an identity with nothing special",
            "{}",
        ),
        (
            "format = 2\nid = \"1\"\nparents = []\nchanges = [{ add_index = { table = \"t\", name = \"i\", columns = [{ column = \"a\", sql = \"b\" }] } }]",
            "a part of an index is a `column` or `sql`",
            "{ column = \"a\", sql = \"b\" }",
        ),
        (
            "format = 2\nid = \"1\"\nparents = []\nchanges = [{ create_table = { name = \"t\", columns = [], uniques = [\
             { name = \"u\", columns = [] }, { name = \"u\", columns = [] }] } }]",
            "`u` is there twice",
            "{ name = \"u\", columns = [] }",
        ),
        ("format = 2\nid = \"1\"\nparents = []\ntargets = []", "`targets` names no version", "[]"),
        ("format = 2\nid = ", "", ""),
    ] {
        let error = Manifest::from_toml(text).unwrap_err();
        assert!(error.message().starts_with(message), "{}\n{text}", error.message());
        assert_eq!(error.is_newer(), text.starts_with("format = 3"));
        if !at.is_empty() {
            assert_eq!(&text[error.span().unwrap()], at, "{text}");
        }
    }
}

#[test]
fn names_of_format_1_that_differ_are_refused() {
    let text = "id = \"1\"\n[[changes]]\n[changes.create_table]\nname = \"t\"\ncolumns = []\n\
                uniques = { u = { name = \"v\", columns = [] } }\n";
    assert_eq!(Manifest::from_toml(text).unwrap_err().message(), "`u` has another name in it, `v`");
}

/// A project goes on with revisions of format 1, which stay as they are.
#[test]
fn a_project_of_format_1_goes_on() {
    const USERS: &str =
        "#[derive(Schema)]\n#[schema(table = \"users\")]\nstruct User {\n    #[schema(primary_key)]\n    id: i64,\n}\n";
    let shop = Shop::with(USERS);
    shop.schema(&["revision", "-m", "users"]).fine();
    let folder = shop.revisions()[0].clone();
    let toml = folder.join("revision.toml");
    let id = &folder.file_name().unwrap().to_str().unwrap()[..14];
    shop.schema(&["upgrade"]).fine();
    let first = format!(
        "id = \"{id}\"\nparents = []\nmessage = \"users\"\ndialects = [\"sqlite\"]\n\n[[changes]]\n[changes.create_table]\n\
         name = \"users\"\ncolumns = [\n    {{ name = \"id\", type = \"i64\" }},\n]\nprimary_key = {{ columns = [\"id\"] }}\n"
    );
    fs::write(&toml, &first).unwrap();
    // The checksum covers the script alone.
    shop.schema(&["check", "--database-url", "sqlite:shop.db"]).fine();
    shop.models(&USERS.replace("id: i64,", "id: i64,\n    name: Option<String>,"));
    shop.schema(&["revision", "-m", "name"]).fine();
    shop.schema(&["upgrade"]).fine();
    shop.schema(&["check"]).fine();
    assert_eq!(fs::read_to_string(&toml).unwrap(), first);
    let second = fs::read_to_string(shop.revisions()[1].join("revision.toml")).unwrap();
    assert!(second.starts_with("format = 2\n") && second.contains("\nadd_column = { table = \"users\", "), "{second}");
    fs::write(&toml, format!("format = 3\n{first}")).unwrap();
    let run = shop.schema(&["upgrade"]);
    assert_eq!(run.code, 6, "{}", run.all());
    assert!(
        run.stderr.contains("it has format 3, and this version of cargo-schema reads formats 1 to 2")
            && run.stderr.contains("help: install a newer cargo-schema, and update `schema-core` in `Cargo.toml`"),
        "{}",
        run.stderr
    );
}
