//! The grammar on small definitions.

use syn::DeriveInput;

use super::keys::{self, KEYS, Place};
use super::{Collector, EnumDecl, Json, Model, Newtype, hash, parse_enum, parse_model, parse_newtype};
use crate::schema::{Action, ColumnType, DefaultValue, Dialect, Literal, Spelling, Unique};

fn input(text: &str) -> DeriveInput {
    syn::parse_str(text).unwrap_or_else(|error| panic!("{error} in {text}"))
}

/// Parses, and gives what was found with the problems as `line:column-column message`.
fn parse<T>(text: &str, parser: fn(&DeriveInput, &mut Collector) -> Option<T>) -> (Option<T>, Vec<String>) {
    let mut problems = Collector::new();
    let parsed = parser(&input(text), &mut problems);
    let texts = problems.finish().into_iter().map(|problem| {
        let (start, end) = (problem.start_position(), problem.end_position());
        format!("{}:{}-{} {}", start.line, start.column, end.column, problem.message)
    });
    (parsed, texts.collect())
}

fn model(text: &str) -> Model {
    let (model, problems) = parse(text, parse_model);
    assert_eq!(problems, Vec::<String>::new(), "{text}");
    model.unwrap()
}

fn problems(text: &str) -> Vec<String> {
    parse(text, parse_model).1
}

fn enum_decl(text: &str) -> (EnumDecl, Vec<String>) {
    let (decl, problems) = parse(text, parse_enum);
    (decl.unwrap(), problems)
}

#[test]
fn whole_model() {
    let model = model(
        r#"
        /// People who may log in.
        ///
        /// Never deleted.
        #[schema(table = "people", namespace = "auth", renamed_from = "users", rename_all = "camelCase")]
        #[schema(unique(first_name, r#type, name = "uq_name"), index(first_name), index(r#type, first_name))]
        pub struct r#User {
            #[schema(primary_key, auto_increment)]
            pub id: i64,
            /// Given name.
            #[schema(max_length = 80, default = "", unique)]
            first_name: String,
            #[schema(index(name = "ix_type"), native = "text", postgres(type = "citext"), column = "kind")]
            r#type: Option<String>,
            #[schema(precision = 10, scale = 2, default(number = "-1.5"), fill(sql = "balance"))]
            balance: rust_decimal::Decimal,
            #[schema(references(crate::teams::Team::id, on_delete(set_null), on_update(cascade), name = "fk_t"))]
            team: Option<i64>,
            #[schema(default(now))]
            created: chrono::DateTime<chrono::Utc>,
            #[schema(type = "varchar(9)", default(postgres = "a", sql = "b"))]
            code: Code,
            #[schema(skip)]
            cache: std::cell::RefCell<u8>,
        }
        "#,
    );
    assert_eq!(model.name, "User");
    assert_eq!((model.at.line, model.at.column), (7, 20));
    assert_eq!(model.table.as_deref(), Some("people"));
    assert_eq!(model.namespace.as_deref(), Some("auth"));
    assert_eq!(model.renamed_from.as_deref(), Some("users"));
    assert_eq!(model.comment.as_deref(), Some("People who may log in.\n\nNever deleted."));
    assert_eq!(model.uniques[0].value, Unique::new("uq_name", ["first_name", "type"]));
    assert_eq!(model.indexes.len(), 2);
    let field = |name: &str| model.fields.iter().find(|field| field.name == name).unwrap();
    assert!(field("id").primary_key && field("id").identity.is_some());
    assert_eq!(field("first_name").max_length, Some(80));
    assert_eq!(field("first_name").comment.as_deref(), Some("Given name."));
    assert_eq!(field("first_name").default, Some(DefaultValue::Literal(Literal::Text(String::new()))));
    assert!(field("first_name").unique.is_some());
    assert_eq!(field("type").index.as_ref().unwrap().value.name, "ix_type");
    assert_eq!(field("type").native.as_ref().unwrap().get(Dialect::POSTGRES), Some("citext"));
    assert_eq!(field("type").native.as_ref().unwrap().get(Dialect::SQLITE), Some("text"));
    assert_eq!(field("type").column.as_deref(), Some("kind"));
    assert_eq!((field("balance").precision, field("balance").scale), (Some(10), Some(2)));
    assert_eq!(field("balance").default, Some(DefaultValue::Literal(Literal::Number("-1.5".to_owned()))));
    assert_eq!(field("balance").fill, Some(DefaultValue::Sql(Spelling::any("balance"))));
    let reference = field("team").references.as_ref().unwrap();
    assert_eq!(reference.model, ["crate", "teams", "Team"]);
    assert_eq!(reference.fields, ["id"]);
    assert_eq!((reference.on_delete, reference.on_update), (Action::SetNull, Action::Cascade));
    assert_eq!(reference.name.as_deref(), Some("fk_t"));
    assert_eq!(field("created").default, Some(DefaultValue::Now));
    assert_eq!(field("code").column_type, Some(ColumnType::Text { max_length: Some(9) }));
    assert!(field("cache").skip);
}

#[test]
fn comments_are_documentation_or_word_for_word() {
    let model = model(
        r#"
        /// Users
        #[schema(comment = " of\r\nall\u{1b} ")]
        struct User {
            /// The
            ///  key.
            id: i64,
            /// Not this.
            #[schema(comment = " ", unique(name = " "), index(name = "\t"))]
            name: String,
        }
        "#,
    );
    assert_eq!(model.comment.as_deref(), Some(" of\r\nall\u{1b} "));
    assert_eq!(model.fields[0].comment.as_deref(), Some("The\n key."));
    assert_eq!(model.fields[1].comment.as_deref(), Some(" "));
    assert_eq!(model.fields[1].unique.as_ref().unwrap().value.name, " ");
    assert_eq!(model.fields[1].index.as_ref().unwrap().value.name, "\t");
}

#[test]
fn sqlx_attributes_count() {
    let model = model(
        r#"
        #[sqlx(rename_all = "camelCase")]
        struct User {
            #[sqlx(rename = "ID")] id: i64,
            #[sqlx(skip)] cache: String,
            #[sqlx(json)] tags: Vec<String>,
            #[sqlx(json(nullable))] extra: Option<Extra>,
            #[sqlx(try_from = "i64")] age: Age,
            #[sqlx(default)] name: String,
            #[sqlx(rename = "theirs")] #[schema(column = "ours")] both: String,
            #[sqlx(flatten)] #[schema(skip)] rest: Rest,
        }
        "#,
    );
    assert_eq!(model.rename_all.map(super::Case::name), Some("camelCase"));
    assert_eq!(model.fields[0].column.as_deref(), Some("ID"));
    assert!(model.fields[1].skip);
    assert_eq!(model.fields[2].json, Some(Json::NotNull));
    assert_eq!(model.fields[3].json, Some(Json::Nullable));
    assert_eq!(model.fields[4].ty, super::type_ref(&syn::parse_quote!(i64)));
    assert_eq!(model.fields[6].column.as_deref(), Some("ours"));
    assert!(model.fields[7].skip);
}

#[test]
fn all_problems_at_once_on_their_tokens() {
    let found = problems(
        r#"#[schema(tabel = "x", primary_key, skip, unique(idd))]
struct User {
    #[schema(uniqe, max_length = "x", primary_key primary_key)]
    id: i64,
    #[schema(default = later(), references(User, on_delete(casade)), fill)]
    a: i64,
    #[schema(type = "txt", native("a"), =, index(a))]
    b: i64,
}"#,
    );
    assert_eq!(
        found,
        [
            "1:10-15 unknown key `tabel` on a model: did you mean `table`?",
            "1:23-34 on a model write `primary_key(first_field, second_field)`",
            "1:36-40 `skip` belongs on a field, not on a model",
            "1:49-52 no field is called `idd`: did you mean `id`?",
            "3:14-19 unknown key `uniqe` on a field: did you mean `unique`?",
            "3:34-37 `max_length` is a whole number",
            "3:51-62 expected `,`, `=` or `(` after `primary_key`",
            "5:24-31 `default` is a number, a text, bytes, `true` or `false`; the time is written `default(now)`, and SQL `default(sql = \"...\")`",
            "5:44-48 write `references(Model::field)` with a model and one of its fields",
            "5:60-66 `on_delete` cannot be `casade`: did you mean `cascade`?",
            "5:70-74 `fill` wants a value: write `fill = 0`, or `fill(sql = \"...\")` for SQL",
            "7:21-26 `txt` is not a column type: did you mean `text`?",
            "7:35-38 the SQL type of one dialect is written `postgres(type = \"citext\")`, that of all of them `native = \"...\"`",
            "7:41-42 expected a key",
            "7:50-51 unknown key `a` in `index`: there are `name`, `unique`, `nulls_not_distinct`, `method`, `include`, `where`, `comment`, `only`, `repair`, `desc`, `nulls_first`, `nulls_last`, `ops`, `collate`, `prefix`",
        ]
    );
}

/// What was once written in another way names the way that it is written now.
#[test]
fn old_forms_name_the_new_ones() {
    for (keys, form) in [
        ("default = now()", "`default = now()` is written `default(now)`"),
        ("default = -1.5", "a negative number is written `default(number = \"-1.5\")`"),
        ("default_sql = \"x\"", "`default_sql` is written `default(sql = \"...\")`"),
        ("fill_sql(\"x\", postgres = \"y\")", "`fill_sql` is written `fill(sql = \"...\")`"),
        ("default(1)", "`default(1)` is written `default = 1`, and SQL `default(sql = \"...\")`"),
        ("on_update = now()", "`on_update` is written `mysql(on_update(now))`"),
        ("mysql(on_update = now())", "`on_update` is written `on_update(now)`"),
        ("charset = \"ascii\"", "`charset` is written `mysql(charset = \"...\")`"),
        (
            "native(postgres = \"citext\")",
            "the SQL type of one dialect is written `postgres(type = \"citext\")`, that of all of them `native = \"...\"`",
        ),
        ("unique = \"uq\"", "a name is written `unique(name = \"uq\")`"),
        ("index = \"ix\"", "a name is written `index(name = \"ix\")`"),
        ("check = \"a > 0\"", "`check = \"a > 0\"` is written `check(\"a > 0\")`"),
        ("generated = \"b\"", "`generated = \"b\"` is written `generated(\"b\")`"),
        ("index(method = gin)", "`method` is written `method(gin)`"),
        ("references(Other::id, on_delete = cascade)", "`on_delete` is written `on_delete(cascade)`"),
        ("unique(repair = \"none\")", "`repair = \"none\"` is written `repair(none)`"),
        ("auto_increment(increment = -1)", "a negative number is written `increment(number = \"-1\")`"),
    ] {
        let found = problems(&format!("struct A {{ #[schema({keys})] a: i32, b: i32 }}"));
        assert!(found.len() == 1 && found[0].ends_with(&format!(" {form}")), "{keys}: {found:?}");
    }
    for (keys, form) in [
        ("strict", "`strict` is written `sqlite(strict)`"),
        ("without_rowid, primary_key(a)", "`without_rowid` is written `sqlite(without_rowid)`"),
        ("engine = \"InnoDB\"", "`engine` is written `mysql(engine = \"InnoDB\")`"),
        ("collate = \"x\"", "`collate` is written `mysql(collate = \"...\")`"),
        ("tablespace = \"x\"", "`tablespace` is written `postgres(tablespace = \"...\")`"),
        ("unlogged", "`unlogged` is written `postgres(unlogged)`"),
        ("with(fillfactor = 70)", "`with` is written `postgres(with(fillfactor = 70))`"),
        ("partition_by(range(a))", "`partition_by` is written `postgres(partition_by(range(field)))`"),
        (
            "postgres(partition_by(range(a), rest = \"DEFAULT\"))",
            "a partition is written `partition(name = \"...\", bounds = \"FOR VALUES ...\")`",
        ),
        ("index(a desc nulls_last)", "what is said of a part stands in its list: `a(desc, nulls_last)`"),
        ("index(a ops = \"x\")", "what is said of a part stands in its list: `a(ops = \"x\")`"),
        ("index(sql(\"a\") desc)", "what is said of a part stands in its list: `sql(\"...\", desc)`"),
        ("exclude(a with \"=\")", "what is said of a part stands in its list: `a(op = \"=\")`"),
        ("primary_key(a prefix = 2)", "what is said of a part stands in its list: `a(prefix = 2)`"),
        ("foreign_key(a, references = Other(x))", "`references` is written `references(Other(x))`"),
    ] {
        let found = problems(&format!("#[schema({keys})] struct A {{ a: i32, b: i32 }}"));
        assert!(found.iter().any(|it| it.ends_with(&format!(" {form}"))), "{keys}: {found:?}");
    }
    let found = enum_decl("#[schema(name = \"x\")] enum A { #[schema(rename = \"y\")] B }").1;
    assert_eq!(
        found,
        [
            "1:10-14 unknown key `name` on an enum: did you mean `type_name`?",
            "1:41-47 unknown key `rename` on a variant: did you mean `value`?"
        ]
    );
}

/// A field may be called as a key is, and an engine may have several lists.
#[test]
fn names_of_keys_are_fields_where_they_have_a_list_of_words() {
    let model = model(
        "#[schema(index(name(desc), comment, sql(\"a\", desc), r#method(desc), include(a)))] struct A { name: u8, comment: u8, \
         method: u8, #[schema(mysql(charset = \"x\"))] #[schema(mysql(on_update(now)), mariadb(type = \"y\"))] a: u8 }",
    );
    let parts = &model.indexes[0].value.parts;
    let names: Vec<_> = parts.iter().map(|part| (part.column_name(), part.descending)).collect();
    assert_eq!(names, [(Some("name"), true), (Some("comment"), false), (None, true), (Some("method"), true)]);
    assert!(model.fields[3].charset.is_some() && model.fields[3].on_update_now && model.fields[3].native.is_some());
    let found = problems("struct A { #[schema(mysql(charset = \"x\"), mysql(charset = \"y\"))] a: u8 }");
    assert_eq!(found, ["1:49-56 `charset` is given twice"]);
}

#[test]
fn wrong_shapes_are_refused() {
    for (text, message) in [
        ("struct A<T> { a: T }", "1:10-11 a model has no generic parameters: its table has one shape"),
        ("struct A<'a> { a: &'a str }", "1:10-12 a model has no generic parameters: its table has one shape"),
        (
            "struct A(String);",
            "1:8-9 a model is a struct with named fields; for a type that is stored like the one inside it, derive `SchemaType`",
        ),
        ("struct A;", "1:8-9 a model is a struct with named fields"),
        ("enum A { B }", "1:6-7 a model is a struct with named fields; for an enum, derive `SchemaEnum`"),
        ("struct A {}", "1:8-9 a model needs at least one field with a column"),
        ("#[schema] struct A { a: u8 }", "1:3-9 expected `#[schema(...)]` with keys in parentheses"),
        (
            "struct A { #[schema(nullable)] a: u8 }",
            "1:21-29 unknown key `nullable` on a field: a column takes NULL when its type is `Option<T>`",
        ),
        ("struct A { #[schema(pk)] a: u8 }", "1:21-23 unknown key `pk` on a field: did you mean `primary_key`?"),
        (
            "struct A { #[schema(max_len = 8)] a: u8 }",
            "1:21-28 unknown key `max_len` on a field: did you mean `max_length`?",
        ),
        (
            "struct A { #[schema(default_value = 8)] a: u8 }",
            "1:21-34 unknown key `default_value` on a field: did you mean `default`?",
        ),
        ("struct A { #[schema(scale = 2)] a: u8 }", "1:21-26 `scale` wants `precision` beside it"),
        (
            "struct A { #[schema(precision = 2, scale = 3)] a: u8 }",
            "1:36-41 `scale` is 3, more than `precision`, which is 2",
        ),
        (
            "struct A { #[schema(skip, unique)] a: u8, b: u8 }",
            "1:27-33 `unique` needs a column, and this field says `skip`",
        ),
        ("#[schema(index(b))] struct A { #[schema(skip)] b: u8, a: u8 }", "1:16-17 `b` has no column: it says `skip`"),
        (
            "#[schema(primary_key(a))] struct A { #[schema(primary_key)] a: u8 }",
            "1:61-62 the struct says `primary_key(...)` already: leave `primary_key` away here",
        ),
        ("struct A { #[schema(max_length = 0)] a: u8 }", "1:21-31 `max_length` is at least 1"),
        ("struct A { #[schema(column = \"\")] a: u8 }", "1:30-32 `column` is empty"),
        ("struct A { #[schema(comment = \"\")] a: u8 }", "1:31-33 `comment` is empty"),
        ("struct A { #[schema(unique, unique)] a: u8 }", "1:29-35 `unique` is given twice"),
    ] {
        assert_eq!(problems(text), [message], "{text}");
    }
}

#[test]
fn enums() {
    let (decl, found) = enum_decl(
        r#"#[schema(type_name = "user_status")] enum Status { Active, #[schema(value = "gone!")] Gone, r#InProgress }"#,
    );
    assert_eq!(found, Vec::<String>::new());
    assert_eq!(decl.type_name(), "user_status");
    assert_eq!(decl.values(), ["active", "gone!", "in_progress"]);

    let (decl, found) = enum_decl(
        r#"#[sqlx(type_name = "state", rename_all = "lowercase")] enum Status { InWork, #[sqlx(rename = "x")] Gone }"#,
    );
    assert_eq!(found, Vec::<String>::new());
    assert_eq!((decl.type_name(), decl.values()), ("state".to_owned(), vec!["inwork".to_owned(), "x".to_owned()]));

    let (_, found) = enum_decl("#[derive(sqlx::Type)] enum A { B(u8), b }");
    assert_eq!(
        found,
        [
            "1:28-29 sqlx writes these variants as they are, the schema in snake case: add `#[sqlx(rename_all = \"snake_case\")]` (it counts for both)",
            "1:32-33 a value of an enum type is a name alone: this variant has fields",
            "1:39-40 `B` and `b` have the same value `b`",
        ]
    );
    let (_, found) = enum_decl("enum A {}");
    assert_eq!(found, ["1:6-7 an enum of values needs at least one variant"]);
}

#[test]
fn newtypes() {
    let newtype = |text: &str| -> (Option<Newtype>, Vec<String>) { parse(text, parse_newtype) };
    let (email, found) = newtype(r#"#[schema(type = "varchar(80)")] struct Email(pub String);"#);
    assert_eq!(found, Vec::<String>::new());
    let email = email.unwrap();
    assert_eq!(email.inner, super::type_ref(&syn::parse_quote!(String)));
    assert_eq!(email.column_type, Some(ColumnType::Text { max_length: Some(80) }));
    for text in ["struct A(u8, u8);", "struct A;", "struct A { a: u8 }", "enum A { B }"] {
        let (none, found) = newtype(text);
        assert!(none.is_none());
        assert_eq!(found.len(), 1, "{text}");
    }
}

#[test]
fn hash_counts_what_both_sides_see() {
    let hash = |text: &str| hash::tokens(&input(text));
    let one = hash("/// Text.\n#[derive(Schema)]\npub struct A { /** b */ #[schema(unique)] pub a: Option<Vec<u8>>, }");
    assert_eq!(
        one,
        hash(
            "#[doc = r\" Text.\"] #[serde(x)] struct A{#[doc=\" b \"]#[schema(unique)]#[cfg(all())]a:Option<Vec<u8> >}"
        )
    );
    for other in [
        "#[doc = \" Text!\"] struct A { #[doc = \" b \"] #[schema(unique)] a: Option<Vec<u8>> }",
        "#[doc = \" Text.\"] struct B { #[doc = \" b \"] #[schema(unique)] a: Option<Vec<u8>> }",
        "#[doc = \" Text.\"] struct A { #[doc = \" b \"] #[schema(index)] a: Option<Vec<u8>> }",
        "#[doc = \" Text.\"] struct A { #[doc = \" b \"] #[schema(unique)] a: Option<Vec<i8>> }",
        "#[doc = \" Text.\"] struct A { #[doc = \" b \"] #[schema(unique)] #[sqlx(skip)] a: Option<Vec<u8>> }",
    ] {
        assert_ne!(one, hash(other), "{other}");
    }
    assert_ne!(hash("struct A { a: u8, b: u8 }"), hash("struct A { b: u8, a: u8 }"));
    assert_ne!(hash("enum A { B, C }"), hash("enum A { B, #[schema(value = \"C\")] C }"));
    // Held, because indexes of an earlier build are compared with it.
    assert_eq!(hash("struct A { a: u8 }"), 15_390_577_256_036_840_652);
}

/// A key of the list that no code takes would be ignored in silence.
#[test]
fn every_key_is_read_and_every_example_is_right() {
    for key in KEYS {
        for example in key.examples {
            // What an example needs beside its key stands in both.
            let parts: Vec<&str> = if example.contains('(') && !example.ends_with(key.name) {
                vec![example]
            } else {
                example.split(", ").collect()
            };
            let others: Vec<&str> = parts.into_iter().filter(|part| !part.starts_with(key.name)).collect();
            let with = |keys: &str| {
                let attribute = if keys.is_empty() { String::new() } else { format!("#[schema({keys})]") };
                match key.place {
                    Place::Model => format!("{attribute} struct A {{ first: u8, second: u8 }}"),
                    Place::Field => format!("struct A {{ {attribute} a: u8, b: u8 }}"),
                    Place::Enum => format!("{attribute} enum A {{ BigB }}"),
                    Place::Variant => format!("enum A {{ {attribute} BigB }}"),
                    Place::Newtype => format!("{attribute} struct A(u8);"),
                }
            };
            // Values only: the hash and the places differ anyway.
            let shown = |text: &str| {
                let (shown, found) = match key.place {
                    Place::Model | Place::Field => {
                        let (model, found) = parse(text, parse_model);
                        (format!("{:?}", model.map(|model| Model { hash: 0, ..model })), found)
                    }
                    Place::Enum | Place::Variant => {
                        let (decl, found) = enum_decl(text);
                        (format!("{:?}", EnumDecl { hash: 0, ..decl }), found)
                    }
                    Place::Newtype => {
                        let (newtype, found) = parse(text, parse_newtype);
                        (format!("{:?}", newtype.map(|newtype| Newtype { hash: 0, ..newtype })), found)
                    }
                };
                (shown.replace(char::is_numeric, ""), found)
            };
            assert!(example.contains(key.name), "{example}");
            let (text, plain) = (with(example), with(&others.join(", ")));
            let (told, found) = shown(&text);
            assert_eq!(found, Vec::<String>::new(), "{text}");
            assert_ne!(told, shown(&plain).0, "{text}: no effect");
        }
    }
    assert!(Place::ALL.iter().all(|place| keys::at(*place).next().is_some()));
}

/// What a file that is written from the list of keys must hold; `BLESS=1` writes it.
fn assert_generated(path: &str, expected: &str) {
    let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join(path);
    if std::env::var_os("BLESS").is_some() {
        std::fs::write(&path, expected).unwrap();
    }
    let actual = std::fs::read_to_string(&path).unwrap_or_default().replace("\r\n", "\n");
    assert!(actual == expected, "{} is not what declare/keys.rs says: run this test with BLESS=1", path.display());
}

#[test]
fn documentation_in_editors_is_that_of_the_keys() {
    let mut text = String::from(
        "//! The keys of `#[schema(...)]` as modules, so that an editor shows their documentation where they stand. A test\n//! writes this file from `declare/keys.rs`.\n",
    );
    for (place, module) in [
        (Place::Model, "model"),
        (Place::Field, "field"),
        (Place::Enum, "enumeration"),
        (Place::Variant, "variant"),
        (Place::Newtype, "newtype"),
    ] {
        text += &format!("\n/// Keys on {}.\npub mod {module} {{\n", place.name());
        // No module can be called `crate`.
        for (at, key) in keys::at(place).filter(|key| key.name != "crate").enumerate() {
            let (blank, raw) = (if at > 0 { "\n" } else { "" }, if key.name == "type" { "r#" } else { "" });
            text += &format!("{blank}    /// {}\n    ///\n", key.doc);
            text += &format!("    /// `#[schema({})]`\n", key.examples.join(")]`, `#[schema("));
            text += &format!("    pub mod {raw}{} {{}}\n", key.name);
        }
        text += "}\n";
    }
    assert_generated("../../schema-core/src/attr_docs.rs", &text);
}

#[test]
fn models_page_has_the_keys() {
    let path = "../../docs/models.md";
    let page = std::fs::read_to_string(std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join(path)).unwrap();
    let page = page.replace("\r\n", "\n");
    let (head, rest) = page.split_once("<!-- keys -->\n").expect("a mark where the tables start");
    let (_, tail) = rest.split_once("<!-- /keys -->\n").expect("a mark where the tables end");
    let mut tables = String::new();
    for place in Place::ALL {
        tables += &format!("\n### On {}\n\n| key | forms | |\n|---|---|---|\n", place.name());
        for key in keys::at(place) {
            let cell = |text: &str| text.replace('|', "\\|");
            let forms: Vec<String> = key.examples.iter().map(|example| format!("`{}`", cell(example))).collect();
            tables += &format!("| `{}` | {} | {} |\n", key.name, forms.join("<br>"), cell(key.doc));
        }
    }
    assert_generated(path, &format!("{head}<!-- keys -->\n{tables}\n<!-- /keys -->\n{tail}"));
}
