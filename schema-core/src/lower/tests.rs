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
            let message = problem.text(|file| file.display().to_string().replace(&*dir.path().to_string_lossy(), ""));
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
        "use schema_core::*; use chrono::{DateTime, NaiveDate as Day, Utc}; use sqlx::types::*; use std::borrow::Cow;
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
             #[schema(native = \"tsvector\")] words: Inner, #[schema(postgres(type = \"citext\"))] name: String,
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
        struct Follow { #[schema(references(User::id, on_delete(cascade)))] user: i64, #[schema(references(crate::users::User::id))] to: i64,
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
#[derive(Schema)] struct A { id: i64, kind: Kind, text: String, list: Vec<i128>, price: rust_decimal::Decimal, #[schema(max_length = 3)] n: i32 }
#[derive(Schema)] #[schema(table = \"a\")] struct B { #[schema(primary_key)] id: Option<i64>, #[schema(references(Usr::id))] user: i64 }
#[derive(Schema)] struct User { #[schema(primary_key)] id: i32, name: std::string::String, #[schema(auto_increment)] n: f64 }
#[derive(Schema)] struct C { #[schema(references(User::id))] a: i64, #[schema(references(User::nme))] b: i64, #[schema(references(User::name))] c: std::string::String,
 #[schema(references(User::id, on_delete(set_null)))] d: i32, #[schema(column = \"A\")] e: i32 }
#[derive(Schema)] struct D { id: i64, broken }
mod deep { #[derive(Schema)] struct Far { #[schema(references(User::id))] a: i32 } }
";
    let problems = lowered(text, &Metadata::default()).unwrap_err();
    let expected = [
        "/src/lib.rs:3 the type `Kind` has no column type that can be seen from here",
        "/src/lib.rs:3 the type `String` has no column type that can be seen from here",
        "/src/lib.rs:3 the type `Vec<i128>` has no column type that can be seen from here",
        "/src/lib.rs:3 a decimal needs its digits: `price` does not say how many",
        "/src/lib.rs:3 `max_length` is for text and bytes, and `n` is i32",
        "/src/lib.rs:4 two models have the table `a`; the other one is at /src/lib.rs:3:26",
        "/src/lib.rs:4 `id` is in the primary key, and an `Option`: a key is never NULL",
        "/src/lib.rs:4 `Usr` is no model that can be seen from here (did you mean `User`?)",
        "/src/lib.rs:5 `auto_increment` is for whole numbers, and `n` is f64",
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
fn arrays_and_times() {
    let schema = schema(
        "use schema_core::*; use std::net::IpAddr; type Tags = Vec<String>; type Byte = u8;
         #[derive(SchemaEnum)] enum State { On, Off }
         #[derive(SchemaType)] struct Words(Vec<String>);
         #[derive(Schema)] struct A {
             tags: Tags, deep: Option<Vec<Vec<Option<i32>>>>, states: Vec<State>, bytes: Vec<Byte>, blobs: Vec<Vec<u8>>,
             words: Vec<Words>, from: IpAddr, #[schema(max_length = 9)] short: Vec<String>,
             #[schema(precision = 10, scale = 2)] prices: Vec<rust_decimal::Decimal>,
             #[schema(precision = 3)] at: chrono::DateTime<chrono::Utc>, #[schema(precision = 0)] time: Option<time::Time>,
             #[schema(type = \"set(state)\")] set: String,
         }",
    );
    assert_eq!(
        columns(&schema, "a"),
        [
            "tags array(text)",
            "deep array(array(i32))?",
            "states array(enum(state))",
            "bytes bytes",
            "blobs array(bytes)",
            "words array(array(text))",
            "from inet",
            "short array(varchar(9))",
            "prices array(decimal(10,2))",
            "at timestamptz(3)",
            "time time(0)?",
            "set set(state)",
        ]
    );
    assert!(schema.enums.contains_key("state"));
}

#[test]
fn constraints_and_indexes() {
    let text = r#"
        #[derive(SchemaEnum)] #[schema(renamed_from = "state")]
        enum Status { #[schema(renamed_from = "new", replaces("gone", "lost"))] Open, Done }
        #[derive(Schema)] #[schema(rename_all = "camelCase", primary_key(tenant, id, name = "pk_item"), sqlite(without_rowid), mysql(engine = "InnoDB"))]
        #[schema(unique(tenant, mail_address, nulls_not_distinct, repair = "DELETE FROM item"), check("stop > start", name = "ck_order"))]
        #[schema(index(mail_address(desc), sql("lower(name)"), include(status), where = "done"), check("start > 0 AND stop > 0"), check("status <> 'x'"))]
        #[schema(foreign_key(tenant, parent, references(Self(tenant, id)), on_delete(cascade)), exclude(tenant(op = "="), sql("int4range(start, stop)", op = "&&")))]
        struct Item {
            tenant: i32, id: i32, parent: i32, mail_address: String, #[schema(index(desc, prefix = 9))] name: String, done: bool, start: i32,
            #[schema(check("stop < 9"), check("stop <> 5", name = "ck_five", repair = "UPDATE item SET stop = 6"))] stop: i32, status: Status,
            #[schema(generated(stored, "start + stop"))] sum: i32,
            #[schema(collate = "NOCASE", mysql(charset = "ascii"))] code: String, #[schema(mysql(on_update(now)))] at: chrono::NaiveDateTime,
        }"#;
    let lowered = lowered(text, &Metadata { table_prefix: "app_".into(), ..Metadata::default() }).unwrap();
    let table = &lowered.schema.tables[&TableName::new("app_item")];
    assert_eq!(table.primary_key.as_ref().unwrap().name.as_deref(), Some("pk_item"));
    assert_eq!(table.uniques["uq_app_item_tenant_mailAddress"].columns, ["tenant", "mailAddress"]);
    let checks: Vec<_> = table.checks.keys().collect();
    // That of the enum on SQLite is `ck_app_item_status`.
    assert_eq!(checks, ["ck_app_item_start_stop", "ck_app_item_status_2", "ck_app_item_stop", "ck_five", "ck_order"]);
    let index = &table.indexes["ix_app_item_mailAddress_lower_name"];
    assert_eq!(
        (index.include.as_slice(), index.parts[0].to_string()),
        (&["status".to_owned()][..], "mailAddress desc".into())
    );
    assert_eq!(table.indexes["ix_app_item_name"].parts[0].prefix, Some(9));
    let key = &table.foreign_keys["fk_app_item_tenant_parent"];
    assert_eq!(
        (&key.references_table, key.references_columns.as_slice()),
        (&table.name, &["tenant".to_owned(), "id".into()][..])
    );
    let exclusion = &table.exclusions["ex_app_item_tenant_int4range_start_stop"];
    assert_eq!(exclusion.elements[1].1, "&&");
    assert!(table.options.without_rowid && table.column("sum").unwrap().generated.as_ref().unwrap().stored);
    assert!(table.column("at").unwrap().on_update_now);
    let repairs: Vec<_> = lowered.repairs.iter().map(|(_, name, _)| name.as_str()).collect();
    assert_eq!(repairs, ["uq_app_item_tenant_mailAddress", "ck_five"]);
    let answers = lowered.answers();
    assert_eq!(answers.enums[0].old, "state");
    assert_eq!((answers.values[0].old.as_str(), answers.values[0].new.as_str()), ("new", "open"));
    assert_eq!(answers.replaced_values("status").len(), 2);
    let references = &lowered.models[0].fields[0].references;
    assert_eq!(references, &[(table.name.clone(), "tenant".to_owned())]);
}

#[test]
fn wrong_constraints() {
    let text = r#"
#[derive(Schema)] #[schema(index(a), index(a, where = "b > 0"), check("a > b"), check("b > a"))] struct One { #[schema(primary_key)] a: i32, b: i32 }
#[derive(Schema)] #[schema(foreign_key(x, y, references(One(a, b))))] struct Two { x: i32, y: i32 }
#[derive(Schema)] #[schema(foreign_key(x, references(One(a))), foreign_key(x, references(Nobody(a))))] struct Three { x: i64 }
#[derive(Schema)] struct Four { #[schema(collate = "C")] a: i32, #[schema(mysql(on_update(now)))] b: String, #[schema(type = "enum(sate)")] c: String, #[schema(precision = 9)] d: chrono::NaiveTime }
#[derive(SchemaEnum)] enum State { On } #[derive(Schema)] struct Five { #[schema(check("s <> ''", name = "ck_five_s"))] s: State, #[schema(precision = 2)] t: String }
#[derive(Schema)] #[schema(postgres(partition_by(list(a), partition(name = "four", bounds = "DEFAULT"))))] struct Six { a: i32 }
"#;
    let expected = [
        "/src/lib.rs:2 two indexes of `One` would be called `ix_one_a` (give one of them a name",
        "/src/lib.rs:2 two checks of `One` would be called `ck_one_a_b` (give one of them a name",
        "/src/lib.rs:3 `one(a, b)` is neither a primary key nor unique by itself, so nothing can reference it",
        "/src/lib.rs:4 `x` is i64, and what it references, `one.a`, is i32",
        "/src/lib.rs:4 `Nobody` is no model that can be seen from here",
        "/src/lib.rs:5 `collate` is for text, and `a` is i32",
        "/src/lib.rs:5 `on_update` is for dates with a time, and `b` is text",
        "/src/lib.rs:5 there is no enum `sate` (did you mean `state`?)",
        "/src/lib.rs:5 times have at most 6 digits after the second's point, and `d` wants 9",
        "/src/lib.rs:6 the check of the enum `s` is called `ck_five_s` on SQLite (give it another name)",
        "/src/lib.rs:6 `precision` and `scale` are for decimals, `precision` for times, and `t` is text",
        "/src/lib.rs:7 a partition of `six` is called `four`, as another table is",
    ];
    let problems = lowered(text, &Metadata::default()).unwrap_err();
    assert_eq!(problems.len(), expected.len(), "{problems:#?}");
    for (problem, expected) in problems.iter().zip(expected) {
        assert!(problem.starts_with(expected), "{problem}\n{expected}");
    }
}

#[test]
fn names_follow_the_metadata() {
    let metadata = toml::toml! {
        table-prefix = "app_"
        naming = { ix = "%(table_name)s_%(column_0_N_name)s_idx", uq = "%(table_name)s_%(column_0_name)s_key", fk = "%(table_name)s_%(column_0_name)s_fkey", ck = "%(table_name)s_%(constraint_name)s_check", pk = "%(table_name)s_pkey" }
    };
    let metadata = Metadata::from_table(&metadata, std::path::Path::new("Cargo.toml")).unwrap();
    let text = r#"#[derive(Schema)] #[schema(table = "people", check("a > 0", name = "positive"))]
        struct User { #[schema(primary_key)] id: i32, #[schema(unique, index)] a: i32, #[schema(references(Self::id), index(name = "given"))] b: i32 }"#;
    let schema = lowered(text, &metadata).unwrap().schema;
    // A name that is said is taken as it is.
    let people = &schema.tables[&TableName::new("people")];
    assert_eq!(people.primary_key.as_ref().unwrap().name.as_deref(), Some("people_pkey"));
    assert_eq!(people.indexes.keys().collect::<Vec<_>>(), ["given", "people_a_idx"]);
    assert!(people.uniques.contains_key("people_a_key") && people.foreign_keys.contains_key("people_b_fkey"));
    assert!(people.checks.contains_key("people_positive_check"));
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
        "/src/lib.rs:3 two fields of `B` were renamed from `x`; the other one is at /src/lib.rs:2:",
        "/src/lib.rs:4 `renamed_from` of `C` names its own table `c` (take it off",
        "/src/lib.rs:4 `renamed_from` of `id` names its own column `id` (take it off",
    ];
    let problems = lowered(text, &Metadata::default()).unwrap_err();
    assert_eq!(problems.len(), expected.len(), "{problems:#?}");
    for (problem, expected) in problems.iter().zip(expected) {
        assert!(problem.starts_with(expected), "{problem}\n{expected}");
    }
}

#[test]
fn an_enum_with_an_integer_is_that_integer_with_a_check() {
    let text = "#[derive(SchemaEnum)] #[repr(C, i16)] enum Kind { A = -1, B, C = 1 << 4, D = (0x20 | 1) }
#[derive(SchemaEnum)] enum Word { X } type Alias = Option<Kind>; #[derive(SchemaType)] struct Wrapped(Kind);
#[derive(Schema)] #[schema(check(\"a > 0\"))] struct T { a: Kind, b: Alias, c: Wrapped, list: Vec<Kind>, #[schema(column = \"In\")] d: Kind,
 #[schema(type = \"text\")] e: Kind, w: Word }";
    let lowered = lowered(text, &Metadata::default()).unwrap();
    let schema = lowered.schema;
    assert_eq!(
        columns(&schema, "t"),
        ["a i16", "b i16?", "c i16", "list array(i16)", "In i16", "e text", "w enum(word)"]
    );
    assert_eq!(schema.enums.keys().collect::<Vec<_>>(), ["word"]);
    let checks = &schema.tables[&TableName::new("t")].checks;
    let texts: Vec<String> =
        checks.values().map(|it| format!("{}: {}", it.name, it.expression.any.as_deref().unwrap())).collect();
    let numbers = "IN (-1, 0, 16, 33)";
    assert_eq!(
        texts,
        [
            format!("ck_t_In: \"In\" {numbers}"),
            format!("ck_t_a: a {numbers}"),
            "ck_t_a_2: a > 0".to_owned(),
            format!("ck_t_b: b {numbers}"),
            format!("ck_t_c: c {numbers}"),
        ]
    );
    assert_eq!(checks["ck_t_In"].expression.get(crate::schema::Dialect::MYSQL), Some("`In` IN (-1, 0, 16, 33)"));
}

#[test]
fn a_type_of_sqlx_without_a_column_type_is_told_one() {
    let text = "use schema_core::*; use sqlx::postgres::types::*; use sqlx::types::*;
#[derive(Schema)] struct T { a: PgInterval, b: Option<PgRange<i64>>, c: ipnetwork::IpNetwork, d: BigDecimal, e: jiff::civil::DateTime, g: PgTimeTz, h: Vec<PgInterval>,
    i: Option<Vec<Vec<PgTimeTz>>>, f: Other }";
    let problems = lowered(text, &Metadata::default()).unwrap_err();
    let said = [
        "type = \"interval\"",
        "type = \"int8range\"",
        "type = \"inet\"",
        "type = \"decimal(38,10)\"",
        "type = \"datetime\"",
        "postgres(type = \"timetz\")",
        "type = \"array(interval)\"",
        "postgres(type = \"timetz[][]\")",
    ];
    assert_eq!(problems.len(), 9, "{problems:#?}");
    for (problem, said) in problems.iter().zip(said) {
        assert!(problem.ends_with(&format!("(say `#[schema({said})]` on the field)")), "{problem}");
    }
    assert!(problems[8].contains("write its full path"), "{}", problems[5]);
}

#[test]
fn types_of_the_prelude_of_seaorm_are_known() {
    let schema = schema(
        "use schema_core::*; use sea_orm::entity::prelude::*; use sea_orm::prelude::TimeDateTime as Plain;
         #[derive(Schema)] struct T {
             a: Uuid, b: Json, c: Date, d: Time, e: DateTime, f: Option<DateTimeUtc>, g: sea_orm::prelude::ChronoDateTimeWithTimeZone,
             h: Plain, i: TimeDateTimeWithTimeZone, #[schema(precision = 9, scale = 2)] j: Decimal, k: String,
         }",
    );
    assert_eq!(
        columns(&schema, "t").join(", "),
        "a uuid, b json, c date, d time, e datetime, f timestamptz?, g timestamptz, h datetime, i timestamptz, j \
         decimal(9,2), k text"
    );
    let unlike = "use schema_core::*; use sea_orm::entity::prelude::*; #[derive(Schema)] struct T { a: ActiveEnum, b: other::Json }";
    assert_eq!(lowered(unlike, &Metadata::default()).unwrap_err().len(), 2);
}

#[test]
fn slips_in_the_names_of_derives_and_attributes_are_told() {
    let text = "use schema_core::*; use scheming::Scheme;
#[derive(Schema)] struct A { #[schema(primary_key)] id: i32, #[shema(index)] n: i32 }
#[derive(Debug, Shema)] struct B { id: i32 }
#[derive(SchemaEnum)] enum C { #[Schema(value = \"x\")] D }
#[derive(Scheme)] struct E { id: i32 }
#[derive(ToSchema, JsonSchema)] struct F { #[schemars(x)] #[serde(x)] id: i32 }";
    let problems = lowered(text, &Metadata::default()).unwrap_err();
    let expected = [
        "/src/lib.rs:2 there is no attribute `shema`: did you mean `schema`?",
        "/src/lib.rs:3 there is no derive `Shema`: did you mean `Schema`?",
        "/src/lib.rs:4 there is no attribute `Schema`: did you mean `schema`?",
    ];
    assert_eq!(problems.len(), expected.len(), "{problems:#?}");
    for (problem, expected) in problems.iter().zip(expected) {
        assert!(problem.starts_with(expected), "{problem}\n{expected}");
    }
}
