//! From sources to a schema.

use super::lower;
use crate::read::tests::{package, read_with};
use crate::read::{Metadata, Sources};
use crate::schema::{Action, Schema, TableName};

fn lowered(text: &str, metadata: &Metadata) -> Result<super::Lowered, Vec<String>> {
    let dir = package(&[("src/lib.rs", text)]);
    let read = read_with(dir.path(), &mut Sources::new());
    lower(&read, metadata).check(&read).map_err(|problems| {
        let text = |problem: &crate::read::Problem| {
            let hint = problem.hint.as_ref().map(|hint| format!(" ({hint})")).unwrap_or_default();
            let file = problem.file.to_string_lossy().replace(&*dir.path().to_string_lossy(), "");
            let message = problem.message.replace(&*dir.path().to_string_lossy(), "");
            format!("{file}:{} {message}{hint}", problem.at.line)
        };
        problems.iter().map(text).collect()
    })
}

fn schema(text: &str) -> Schema {
    lowered(text, &Metadata::default()).unwrap().schema
}

/// `column type` of the table, with `?` where it takes NULL.
fn columns(schema: &Schema, table: &str) -> Vec<String> {
    let columns = &schema.tables[&TableName::new(table)].columns;
    columns.iter().map(|it| format!("{} {}{}", it.name, it.ty, if it.nullable { "?" } else { "" })).collect()
}

#[test]
fn types_are_known_by_their_names() {
    let schema = schema(
        "use schema_derive::*; use chrono::{DateTime, NaiveDate as Day, Utc}; use sqlx::types::*; use std::borrow::Cow;
         type Id = i64; type Maybe = Option<Email>; type Short = u8;
         #[derive(SchemaType)] struct Email(String);
         #[derive(SchemaType)] #[schema(type = \"varchar(9)\")] struct Code(Inner);
         #[derive(SchemaEnum)] enum OrderState { New, InWork }
         #[derive(SchemaEnum)] enum Unused { A }
         struct Inner;
         #[derive(Schema)] struct Order {
             id: Id, state: OrderState, email: Maybe, code: Option<Code>, r#type: String, text: Cow<'static, str>,
             bytes: Vec<Short>, key: [u8; 16], day: Day, at: Option<DateTime<Utc>>, doc: Json<Inner>, uuid: Uuid, value: serde_json::Value,
             long: std::option::Option<std::string::String>, odd: ::time::OffsetDateTime,
             #[schema(max_length = 3)] short: String, #[schema(max_length = 3)] small: Vec<u8>,
             #[schema(precision = 10, scale = 2)] price: rust_decimal::Decimal,
             #[schema(type = \"i32\")] inner: Inner, #[sqlx(json)] json: Option<Inner>, #[sqlx(json(nullable))] json2: Option<Inner>,
             #[schema(native = \"tsvector\")] words: Inner, #[schema(native(postgres = \"citext\"))] name: String,
             #[schema(skip)] skipped: Inner,
         }",
    );
    assert_eq!(
        columns(&schema, "order"),
        [
            "id i64",
            "state enum(order_state)",
            "email text?",
            "code varchar(9)?",
            "type text",
            "text text",
            "bytes bytes",
            "key bytes",
            "day date",
            "at timestamptz?",
            "doc json",
            "uuid uuid",
            "value json",
            "long text?",
            "odd timestamptz",
            "short varchar(3)",
            "small bytes(3)",
            "price decimal(10,2)",
            "inner i32",
            "json json",
            "json2 json?",
            "words native(tsvector)",
            "name native(postgres = citext, otherwise = text)",
        ]
    );
    assert_eq!(schema.enums["order_state"].values, ["new", "in_work"]);
    assert!(!schema.enums.contains_key("unused"));
}

#[test]
fn names_keys_and_references() {
    let text = "
        mod users {
            /// People.
            #[derive(Schema)] #[schema(renamed_from = \"people\", unique(first, last), index(last, name = \"by_last\"))]
            pub struct User { #[schema(primary_key, auto_increment)] pub id: i64, #[schema(unique)] email: String,
                first: String, #[schema(renamed_from = \"surname\", fill = \"x\")] last: String }
        }
        use users::User;
        #[derive(Schema)] #[schema(primary_key(user, to), rename_all = \"camelCase\")]
        struct Follow { #[schema(references(User::id, on_delete = cascade))] user: i64, #[schema(references(crate::users::User::id))] to: i64,
            #[schema(index, references(Self::user_name))] parent_name: Option<String>, #[schema(unique)] user_name: String }";
    let metadata = Metadata { plural: true, ..Metadata::default() };
    let lowered = lowered(text, &metadata).unwrap();
    let users = &lowered.schema.tables[&TableName::new("users")];
    assert_eq!(users.comment.as_deref(), Some("People."));
    assert_eq!(users.primary_key.as_ref().unwrap().columns, ["id"]);
    assert!(users.column("id").unwrap().identity.is_some());
    assert_eq!(users.uniques.keys().collect::<Vec<_>>(), ["uq_users_email", "uq_users_first_last"]);
    assert_eq!(users.indexes.keys().collect::<Vec<_>>(), ["by_last"]);
    let follows = &lowered.schema.tables[&TableName::new("follows")];
    assert_eq!(follows.primary_key.as_ref().unwrap().columns, ["user", "to"]);
    assert_eq!(follows.foreign_keys["fk_follows_user"].on_delete, Action::Cascade);
    assert_eq!(follows.foreign_keys["fk_follows_to"].references_table, TableName::new("users"));
    let own = &follows.foreign_keys["fk_follows_parentName"];
    assert_eq!((&own.references_table, &*own.references_columns[0]), (&TableName::new("follows"), "userName"));
    assert_eq!(lowered.renames.tables, [("people".into(), "users".into())]);
    assert_eq!(lowered.renames.columns, [("users".into(), "surname".into(), "last".into())]);
    assert_eq!(lowered.answers().fills.len(), 1);
    let origin = &lowered.origins[&("users".into(), Some("last".into()))];
    assert_eq!((origin.at.line, origin.field.as_deref()), (6, Some("last")));
}

#[test]
fn everything_wrong_is_said_at_once() {
    let text = "use unknown::Kind;
struct String;
#[derive(Schema)] struct A { id: i64, kind: Kind, text: String, list: Vec<i32>, price: rust_decimal::Decimal, #[schema(max_length = 3)] n: i32 }
#[derive(Schema)] #[schema(table = \"a\")] struct B { #[schema(primary_key)] id: Option<i64>, #[schema(references(Usr::id))] user: i64 }
#[derive(Schema)] struct User { #[schema(primary_key)] id: i32, name: std::string::String, #[schema(auto_increment)] n: i32 }
#[derive(Schema)] struct C { #[schema(references(User::id))] a: i64, #[schema(references(User::nme))] b: i64, #[schema(references(User::name))] c: std::string::String,
 #[schema(references(User::id, on_delete = set_null))] d: i32, #[schema(column = \"A\")] e: i32 }
#[derive(Schema)] struct D { id: i64, broken }
mod deep { #[derive(Schema)] struct Far { #[schema(references(User::id))] a: i32 } }
";
    let problems = lowered(text, &Metadata::default()).unwrap_err();
    let expected = [
        "/src/lib.rs:3 the type `Kind` has no column type that can be seen from here",
        "/src/lib.rs:3 the type `String` has no column type that can be seen from here",
        "/src/lib.rs:3 the type `Vec<i32>` has no column type that can be seen from here",
        "/src/lib.rs:3 a decimal needs its digits: `price` does not say how many",
        "/src/lib.rs:3 `max_length` is for text and bytes, and `n` is i32",
        "/src/lib.rs:4 two models have the table `a`; the other one is at /src/lib.rs:3:26",
        "/src/lib.rs:4 `id` is in the primary key, and an `Option`: a key is never NULL",
        "/src/lib.rs:4 `Usr` is no model that can be seen from here (did you mean `User`?)",
        "/src/lib.rs:5 `auto_increment` is for the primary key: `n` is not the only field of it",
        "/src/lib.rs:6 `a` is i64, and what it references, `user.id`, is i32",
        "/src/lib.rs:6 `User` has no field `nme` with a column (did you mean `name`?)",
        "/src/lib.rs:6 `user.name` is neither a primary key nor unique by itself",
        "/src/lib.rs:7 `d` is set to NULL by its reference, and is no `Option`",
        "/src/lib.rs:7 two fields of `C` have the column `a`",
        "/src/lib.rs:8 `D` does not parse",
        "/src/lib.rs:9 `User` is no model that can be seen from here (there is `User`: write its full path)",
    ];
    assert_eq!(problems.len(), expected.len(), "{problems:#?}");
    for (problem, expected) in problems.iter().zip(expected) {
        assert!(problem.starts_with(expected), "{problem}\n{expected}");
    }
}

#[test]
fn one_thing_becomes_one() {
    let text = "#[derive(Schema)] #[schema(renamed_from = \"people\")] struct A { id: i64 }
#[derive(Schema)] #[schema(renamed_from = \"people\")] struct B { #[schema(renamed_from = \"x\")] a: i64,
 #[schema(renamed_from = \"x\")] b: i64, #[schema(renamed_from = \"a\")] c: i64 }
#[derive(Schema)] #[schema(renamed_from = \"c\")] struct C { #[schema(renamed_from = \"id\")] id: i64 }
#[derive(Schema)] #[schema(renamed_from = \"a\")] struct D { #[schema(column = \"Id\", renamed_from = \"id\")] id: i64 }
";
    let expected = [
        "/src/lib.rs:2 two models were renamed from `people`; the other one is at /src/lib.rs:1:",
        "/src/lib.rs:3 two fields of `B` were renamed from `x`; the other one is `a` at line 2 (take `renamed_from` off",
        "/src/lib.rs:4 `renamed_from` of `C` names its own table `c` (take it off",
        "/src/lib.rs:4 `renamed_from` of `id` names its own column `id` (take it off",
    ];
    let problems = lowered(text, &Metadata::default()).unwrap_err();
    assert_eq!(problems.len(), expected.len(), "{problems:#?}");
    for (problem, expected) in problems.iter().zip(expected) {
        assert!(problem.starts_with(expected), "{problem}\n{expected}");
    }
}
