use crate::schema::*;

use super::*;

fn column(name: &str, ty: &str) -> Column {
    Column::new(name, ty.parse().unwrap())
}

fn table(name: &str, columns: &[(&str, &str)]) -> Table {
    let mut table = Table::new(name);
    table.columns = columns.iter().map(|(name, ty)| column(name, ty)).collect();
    table
}

fn schema(tables: impl IntoIterator<Item = Table>) -> Schema {
    let mut schema = Schema::default();
    tables.into_iter().for_each(|table| schema.insert_table(table));
    schema
}

fn sentences(changes: &[Change]) -> Vec<String> {
    changes.iter().map(ToString::to_string).collect()
}

/// Users with a unique name, and posts that point to them by it.
fn blog(users: &str, name: &str) -> Schema {
    let mut owner = table(users, &[("id", "i64"), (name, "text")]);
    owner.primary_key = Some(PrimaryKey::new(["id"]));
    let unique = Unique::new(format!("uq_{users}_{name}"), [name]);
    owner.uniques.insert(unique.name.clone(), unique);
    let mut posts = table("posts", &[("author", "text")]);
    let key = ForeignKey {
        name: "fk_posts_author".into(),
        columns: vec!["author".into()],
        references_table: users.into(),
        references_columns: vec![name.into()],
        on_delete: Action::Cascade,
        on_update: Action::NoAction,
        deferrable: Default::default(),
        match_full: false,
        not_valid: false,
    };
    posts.foreign_keys.insert(key.name.clone(), key);
    schema([owner, posts])
}

#[test]
fn nothing_lies_between_a_schema_and_itself_in_another_order() {
    let old = blog("users", "name");
    let mut new = old.clone();
    for table in new.tables.values_mut() {
        table.columns.reverse();
    }
    for new in [&old, &new] {
        assert_eq!(diff(&old, new, &Answers::default()), Diff::default());
    }
}

#[test]
fn keys_indexes_and_references_follow_a_rename() {
    let (old, new) = (blog("users", "name"), blog("people", "full_name"));
    let mut answers = Answers::default();
    answers.rename_table("users".into(), "people".into());
    answers.rename_column("people".into(), "name", "full_name");
    let found = diff(&old, &new, &answers);
    assert_eq!(found.questions, []);
    assert_eq!(
        sentences(&found.changes),
        [
            "rename table `users` to `people`",
            "rename column `people.name` to `full_name`",
            "rename unique constraint `uq_users_name` on `people` to `uq_people_full_name`",
        ]
    );
    let mut applied = old.clone();
    apply_all(&mut applied, &found.changes).unwrap();
    assert_eq!(applied, new);

    let back: Vec<_> = found.changes.into_iter().rev().map(Change::invert).collect();
    apply_all(&mut applied, &back).unwrap();
    assert_eq!(applied, old);

    // The hints may stay in the models for ever.
    assert_eq!(diff(&new, &new, &answers), Diff::default());
    let mut later = new.clone();
    later.insert_table(table("users", &[("id", "i64")]));
    let found = diff(&new, &later, &answers);
    assert_eq!(sentences(&found.changes), ["create table `users`: 1 column"]);
}

#[test]
fn chains_of_renames_are_put_in_order_and_rings_have_no_effect() {
    let old = schema([table("t", &[("a", "i32"), ("b", "i32")])]);
    let new = schema([table("t", &[("b", "i32"), ("c", "i32")])]);
    let mut answers = Answers::default();
    answers.rename_column("t".into(), "a", "b");
    answers.rename_column("t".into(), "b", "c");
    let found = diff(&old, &new, &answers);
    assert_eq!(found.questions, []);
    assert_eq!(sentences(&found.changes), ["rename column `t.b` to `c`", "rename column `t.a` to `b`"]);

    let mut ring = Answers::default();
    ring.rename_column("t".into(), "a", "b");
    ring.rename_column("t".into(), "b", "a");
    assert_eq!(diff(&old, &old, &ring), Diff::default());
}

/// What is told for now may swap names, again and again; what stands in a model may not.
#[test]
fn names_are_swapped_when_that_is_told_for_now() {
    let old = schema([
        table("a", &[("x", "i32")]),
        table("b", &[("y", "text")]),
        table("t", &[("one", "i32"), ("two", "text"), ("three", "bool")]),
    ]);
    let new = schema([
        table("a", &[("y", "text")]),
        table("b", &[("x", "i32")]),
        table("t", &[("two", "i32"), ("three", "text"), ("one", "bool")]),
    ]);
    let mut answers = Answers::default();
    for flag in ["a:b", "b:a", "t.one:t.two", "t.two:t.three", "t.three:t.one"] {
        answers.rename_from_text(flag, &old, &new).unwrap();
    }
    let changes = resolve(&old, &new, &mut answers, &mut Refuse).unwrap();
    assert_eq!(
        sentences(&changes),
        [
            "rename table `a` to `_schema_aside_a`",
            "rename table `b` to `a`",
            "rename table `_schema_aside_a` to `b`",
            "rename column `t.one` to `_schema_aside_one`",
            "rename column `t.three` to `one`",
            "rename column `t.two` to `three`",
            "rename column `t._schema_aside_one` to `two`",
        ]
    );
    let mut applied = old.clone();
    apply_all(&mut applied, &changes).unwrap();
    let back: Vec<_> = changes.into_iter().rev().map(Change::invert).collect();
    assert_eq!(diff(&applied, &new, &Answers::default()), Diff::default());
    apply_all(&mut applied, &back).unwrap();
    assert_eq!(diff(&applied, &old, &Answers::default()), Diff::default());
    // Kept in a revision's answers, they are no longer told for now.
    answers.now.clear();
    assert_eq!(diff(&new, &new, &answers), Diff::default());
}

/// Most engines take `B` for `b`: a name in another letter case must be free, unless there is no such order.
#[test]
fn names_are_swapped_where_letter_case_does_not_count() {
    let renamed = |old: &Schema, new: &Schema, flags: &[&str]| {
        let mut answers = Answers::default();
        for flag in flags {
            answers.rename_from_text(flag, old, new).unwrap();
        }
        let changes = resolve(old, new, &mut answers, &mut Refuse).unwrap();
        let mut applied = old.clone();
        apply_all(&mut applied, &changes).unwrap();
        assert_eq!(diff(&applied, new, &Answers::default()), Diff::default());
        sentences(&changes)
    };
    let old = schema([table("a", &[("x", "i32")]), table("b", &[("one", "i32"), ("two", "text")])]);
    let new = schema([table("B", &[("x", "i32")]), table("a", &[("TWO", "i32"), ("one", "text")])]);
    assert_eq!(
        renamed(&old, &new, &["a:B", "b:a", "a.one:a.TWO", "a.two:a.one"]),
        [
            "rename table `a` to `_schema_aside_a`",
            "rename table `b` to `a`",
            "rename table `_schema_aside_a` to `B`",
            "rename column `a.one` to `_schema_aside_one`",
            "rename column `a.two` to `one`",
            "rename column `a._schema_aside_one` to `TWO`",
        ]
    );
    // In a row, the last one goes first.
    let new = schema([table("B", &[("x", "i32")]), table("c", &[("one", "i32"), ("two", "text")])]);
    assert_eq!(renamed(&old, &new, &["a:B", "b:c"]), ["rename table `b` to `c`", "rename table `a` to `B`"]);
    // Both are there, as PostgreSQL allows.
    let new = schema([table("B", &[("x", "i32")]), table("b", &[("one", "i32"), ("two", "text")])]);
    assert_eq!(renamed(&old, &new, &["a:B"]), ["rename table `a` to `B`"]);
}

#[test]
fn enum_types_and_their_values_are_renamed_and_replaced() {
    let of = |name: &str, values: &[&str], default: &str| {
        let mut state = column("state", &format!("enum({name})"));
        state.default = Some(DefaultValue::Literal(Literal::Text(default.into())));
        let mut all = schema([Table { columns: [state].into(), ..Table::new("t") }]);
        let values = values.iter().map(|value| (*value).to_owned()).collect();
        all.insert_enum(EnumType { name: name.into(), values });
        all
    };
    let (old, new) = (of("status", &["new", "open", "gone"], "new"), of("state", &["draft", "open"], "draft"));
    let mut answers = Answers::default();
    answers.rename_from_text("status:state", &old, &new).unwrap();
    answers.rename_from_text("status.new:state.draft", &old, &new).unwrap();
    assert_eq!(
        answers.replace_from_text("status.gone=lost", &old, &new).unwrap_err(),
        "the enum `state` has no such value; its values: draft, open"
    );
    answers.replace_from_text("status.gone=open", &old, &new).unwrap();
    let changes = resolve(&old, &new, &mut answers, &mut Refuse).unwrap();
    assert_eq!(
        sentences(&changes),
        [
            "rename enum `status` to `state`",
            "rename value `new` of enum `state` to `draft`",
            "alter enum `state`: draft, open, gone -> draft, open, rows with gone get open",
        ]
    );
    let mut applied = old.clone();
    apply_all(&mut applied, &changes).unwrap();
    assert_eq!(applied, new);
    let back: Vec<_> = changes.into_iter().rev().map(Change::invert).collect();
    apply_all(&mut applied, &back).unwrap();
    assert_eq!(applied, old);
    assert_eq!(diff(&new, &new, &answers), Diff::default());
}

/// What a new constraint wants of rows that are there is asked for.
#[test]
fn a_repair_is_asked_for() {
    let (old, mut new) = (blog("users", "name"), blog("users", "name"));
    let users = new.tables.get_mut(&"users".into()).unwrap();
    let check = Check::new("ck_users_name", Spelling::any("name <> ''"));
    users.checks.insert(check.name.clone(), check);
    assert_eq!(
        resolve(&old, &new, &mut Answers::default(), &mut Refuse).unwrap_err().to_string(),
        "do existing rows of `users` satisfy this rule: add check constraint `ck_users_name` on \
         `users`: name <> ''? if so, pass `--repair ck_users_name=none` (`--repair none` for all); otherwise pass `--repair ck_users_name=SQL`"
    );
    let mut in_order = Answers::default();
    let changes = resolve(&old, &new, &mut in_order, &mut InOrder(Refuse)).unwrap();
    assert!(matches!(&changes[..], [Change::AddCheck { repair, .. }] if repair.is_empty()));
    assert_eq!(resolve(&old, &new, &mut in_order, &mut Refuse), Ok(changes), "it is kept");

    let mut told = Answers::default();
    told.repair_from_text("ck_users_name=DELETE FROM users WHERE name = '';", &new).unwrap();
    let sql = told.repair_of(&"users".into(), "ck_users_name").unwrap();
    assert_eq!(*sql, Spelling::any("DELETE FROM users WHERE name = ''"));
    let changes = resolve(&old, &new, &mut told, &mut Refuse).unwrap();
    assert!(matches!(&changes[..], [Change::AddCheck { repair, .. }] if !repair.is_empty()));
    told.repair_from_text("ck_users_name=none", &new).unwrap();
    assert!(told.repair_of(&"users".into(), "ck_users_name").unwrap().is_empty());
    for text in ["ck_none=DELETE", "ck_users_name=", "ck_users_name=SQL"] {
        assert!(told.repair_from_text(text, &new).is_err(), "{text}");
    }
}

/// What rows cannot break, or what was wanted of them before, is no question.
#[test]
fn rows_are_asked_about_where_they_can_break_something() {
    let base = || {
        let mut users = table("users", &[("id", "i64"), ("tenant", "i64"), ("name", "text")]);
        users.primary_key = Some(PrimaryKey::new(["id"]));
        users.uniques.insert("uq_name".into(), Unique::new("uq_name", ["name"]));
        let mut age = column("age", "i32");
        age.nullable = true;
        users.columns.push(age);
        users
    };
    let asked = |change: &dyn Fn(&mut Table)| {
        let mut new = base();
        change(&mut new);
        let found = diff(&schema([base()]), &schema([new]), &Answers::default());
        let repairs = found.questions.iter().filter(|question| matches!(question, Question::Repair { .. }));
        repairs.map(|question| question.place().to_string()).collect::<Vec<_>>().join(" ")
    };
    let unique = |columns: &[&str]| Unique::new("uq_new", columns.iter().copied());
    let index = |columns: &[&str]| Index { unique: true, ..Index::new("ix_new", columns.iter().copied()) };
    let check = |sql: &str| Check::new("ck_new", Spelling::any(sql));
    let put_unique =
        |unique: Unique| move |it: &mut Table| drop(it.uniques.insert(unique.name.clone(), unique.clone()));
    let put_index = |index: Index| move |it: &mut Table| drop(it.indexes.insert(index.name.clone(), index.clone()));
    let put_check = |check: Check| move |it: &mut Table| drop(it.checks.insert(check.name.clone(), check.clone()));
    let with_born = |nullable: bool, then: &dyn Fn(&mut Table), it: &mut Table| {
        let mut born = column("born", "date");
        born.nullable = nullable;
        it.columns.push(born);
        then(it);
    };
    let yes = "users";
    assert_eq!(asked(&put_unique(unique(&["tenant"]))), yes);
    assert_eq!(asked(&put_unique(unique(&["tenant", "name"]))), "", "`name` is unique already");
    assert_eq!(asked(&put_unique(unique(&["tenant", "id"]))), "", "`id` is unique already");
    assert_eq!(asked(&put_index(index(&["tenant"]))), yes);
    assert_eq!(asked(&put_index(index(&["name"]))), "");
    assert_eq!(asked(&put_index(Index { unique: false, ..index(&["tenant"]) })), "");
    assert_eq!(asked(&put_check(check("age > 0"))), yes);
    assert_eq!(asked(&put_check(check("1 > 0"))), "");
    assert_eq!(asked(&|it| with_born(false, &put_check(check("born > '2000-01-01'")), it)), "");
    assert_eq!(asked(&|it| with_born(false, &put_check(check("born > '2000-01-01' OR age > 0")), it)), yes);
    assert_eq!(asked(&|it| with_born(true, &put_unique(unique(&["tenant", "born"])), it)), "", "NULL everywhere");
    assert_eq!(asked(&|it| with_born(false, &put_unique(unique(&["tenant", "born"])), it)), yes);
    let one_null = Unique { nulls_not_distinct: true, ..unique(&["tenant", "born"]) };
    assert_eq!(asked(&|it| with_born(true, &put_unique(one_null.clone()), it)), yes);
}

/// A rename onto a name that is taken cannot be done, and is not left out: that would drop what was to be renamed.
#[test]
fn a_rename_onto_a_name_that_is_there_is_asked_about() {
    let old = schema([table("t", &[("a", "i32"), ("b", "i32")]), table("u", &[("id", "i64")])]);
    let new = schema([table("t", &[("b", "i32")])]);
    let mut answers = Answers::default();
    answers.rename_column("t".into(), "a", "b");
    answers.rename_table("u".into(), "t".into());
    let refused = |answers: &mut Answers| resolve(&old, &new, answers, &mut Refuse).unwrap_err().to_string();
    assert_eq!(
        refused(&mut answers),
        "drop `u` and keep the existing `t`? (to rename instead, first drop the existing one in a separate revision) \
         pass `--no-rename t`"
    );
    answers.not_renamed_from_text("t", &new).unwrap();
    assert!(refused(&mut answers).ends_with("pass `--no-rename t.b`"));
    answers.not_renamed_from_text("t.b", &new).unwrap();
    let changes = resolve(&old, &new, &mut answers, &mut Refuse).unwrap();
    assert_eq!(sentences(&changes), ["drop table `u`", "drop column `t.a`"]);
}

#[test]
fn asks_instead_of_guessing() {
    let old = schema([table("users", &[("id", "i64"), ("name", "text"), ("age", "i32")])]);
    let new = schema([table("people", &[("id", "i64"), ("full_name", "text"), ("years", "i32")])]);
    let mut seen = Vec::new();
    struct Listed<'a>(&'a mut Vec<String>, std::vec::IntoIter<Answer>);
    impl Ask for Listed<'_> {
        fn ask(&mut self, question: &Question) -> Result<Answer, Refused> {
            self.0.push(Refused::new(question).to_string());
            self.1.next().ok_or_else(|| Refused::new(question))
        }
    }
    let given = vec![
        Answer::Renamed(0),
        Answer::Renamed(0),
        Answer::New,
        Answer::Fill(DefaultValue::Literal(Literal::Number("18".into()))),
    ];
    let mut answers = Answers::default();
    let changes = resolve(&old, &new, &mut answers, &mut Listed(&mut seen, given.into_iter())).unwrap();
    assert_eq!(
        seen,
        [
            "is table `people` new, or renamed from `users`? pass `--rename users:people` or `--no-rename people`",
            "is column `people.full_name` new, or renamed from `name` or `age`? pass `--rename \
             people.name:people.full_name` or `--no-rename people.full_name`",
            "is column `people.years` new, or renamed from `age`? pass `--rename people.age:people.years` or \
             `--no-rename people.years`",
            "what value should existing rows get in the new column `people.years` (i32, not null)? pass \
             `--fill people.years=0`",
        ]
    );
    let mut applied = old.clone();
    apply_all(&mut applied, &changes).unwrap();
    let in_order = |schema: &Schema| {
        let mut schema = schema.clone();
        schema.tables.values_mut().for_each(|table| table.columns.sort_by(|a, b| a.name.cmp(&b.name)));
        schema
    };
    assert_eq!(in_order(&applied), in_order(&new));
    // The answers that were given are enough the next time.
    assert_eq!(resolve(&old, &new, &mut answers, &mut Refuse), Ok(changes));

    let refused = resolve(&old, &new, &mut Answers::default(), &mut Refuse).unwrap_err();
    assert_eq!(refused.question.place(), Place::Table("people".into()));
}

#[test]
fn the_likeliest_rename_is_asked_first() {
    let old = schema([table("users", &[("id", "i64"), ("name", "text"), ("key", "uuid")])]);
    let new = schema([table("users", &[("id", "i64"), ("born", "i32"), ("full_name", "text"), ("at", "date")])]);
    let questions = |answers: &Answers| -> Vec<String> {
        diff(&old, &new, answers).questions.iter().map(Question::flag).filter(|flag| flag.contains("rename")).collect()
    };
    let mut answers = Answers::default();
    // No engine makes a date of a UUID.
    assert_eq!(
        questions(&answers),
        ["--rename users.name:users.full_name", "--rename users.name:users.at", "--rename users.name:users.born"]
    );
    // What is taken is no candidate any more.
    answers.rename_column("users".into(), "name", "full_name");
    assert_eq!(questions(&answers), Vec::<String>::new());
}

#[test]
fn the_table_with_most_in_common_is_asked_first() {
    let old = schema([table("users", &[("id", "i64"), ("name", "text")])]);
    let new = schema([
        table("animals", &[("id", "i64"), ("legs", "i32")]),
        table("people", &[("id", "i64"), ("name", "text")]),
    ]);
    let mut answers = Answers::default();
    let flags = |answers: &Answers| diff(&old, &new, answers).questions.iter().map(Question::flag).collect::<Vec<_>>();
    assert_eq!(flags(&answers), ["--rename users:people", "--rename users:animals"]);
    answers.rename_table("users".into(), "people".into());
    assert_eq!(flags(&answers), Vec::<String>::new());
}

#[test]
fn a_text_is_not_suggested() {
    let new = schema([table("users", &[("name", "text"), ("age", "i32")])]);
    let old = schema([table("users", &[])]);
    let found = diff(&old, &new, &Answers::default());
    let flags: Vec<String> = found.questions.iter().map(Question::flag).collect();
    assert_eq!(flags, ["--fill users.age=0", "--fill users.name=VALUE"]);
    let mut answers = Answers::default();
    assert_eq!(
        answers.fill_from_text("users.name=VALUE", &new).unwrap_err(),
        "`VALUE` is a placeholder: replace it by a value, or write it in double quotes to use this word"
    );
    for (text, value) in [("users.name=\"VALUE\"", "VALUE"), ("users.name=", "")] {
        answers.fill_from_text(text, &new).unwrap();
        let filled = DefaultValue::Literal(Literal::Text(value.into()));
        assert_eq!(answers.fill_of(&"users".into(), "name"), Some(&filled));
    }
}

#[test]
fn a_computed_column_takes_no_value() {
    let mut old = schema([table("t", &[("id", "i64"), ("g", "i32")])]);
    for column in old.tables.values_mut().flat_map(|table| &mut table.columns).filter(|it| it.name == "g") {
        column.nullable = true;
        column.generated = Some(Generated { expression: Spelling::any("id * 2"), stored: true });
    }
    let mut new = old.clone();
    for column in new.tables.values_mut().flat_map(|table| &mut table.columns) {
        column.nullable = false;
    }
    let mut answers = Answers::default();
    assert_eq!(
        answers.fill_from_text("t.g=5", &new).unwrap_err(),
        "`t.g` is a generated column, and cannot get a value"
    );
    answers.fill("t".into(), "g", DefaultValue::Literal(Literal::Number("5".into())));
    let found = diff(&old, &new, &answers);
    assert!(found.questions.is_empty());
    assert_eq!(sentences(&found.changes), ["alter column `t.g`: null -> not null"]);
}

/// A unique constraint, and an index, that differ in this alone are told with it, on the side that has it.
#[test]
fn what_null_is_to_a_unique_is_told() {
    let make = |nulls_not_distinct: bool| {
        let mut of = table("t", &[("id", "i64"), ("e", "i32")]);
        let unique = Unique { nulls_not_distinct, ..Unique::new("uq", ["e"]) };
        of.uniques.insert(unique.name.clone(), unique);
        let index = Index { unique: true, nulls_not_distinct, ..Index::new("ux", ["id", "e"]) };
        of.indexes.insert(index.name.clone(), index);
        schema([of])
    };
    let told = |old: bool, new: bool| sentences(&diff(&make(old), &make(new), &Answers::default()).changes);
    assert_eq!(
        told(false, true),
        [
            "drop unique constraint `uq` on `t`",
            "drop index `ux` on `t`",
            "add unique constraint `uq` on `t`: e, nulls not distinct",
            "add index `ux` on `t`: id, e, nulls not distinct",
        ]
    );
    assert_eq!(
        told(true, false),
        [
            "drop unique constraint `uq` on `t`: nulls not distinct",
            "drop index `ux` on `t`: nulls not distinct",
            "add unique constraint `uq` on `t`: e",
            "add index `ux` on `t`: id, e",
        ]
    );
}

#[test]
fn flags_are_read_as_they_are_suggested() {
    let mut old = schema([table("a.b", &[("x:y", "i32"), ("n", "i32")])]);
    let mut new = schema([table("a.b", &[("p=q", "i32"), ("n", "i32")])]);
    let mut answers = Answers::default();
    answers.rename_from_text("\"a.b\".x:y:\"a.b\".p=q", &old, &new).unwrap();
    assert_eq!(sentences(&diff(&old, &new, &answers).changes), ["rename column `\"a.b\".x:y` to `p=q`"]);

    answers.fill_from_text("\"a.b\".p=q=7", &new).unwrap();
    assert_eq!(answers.fill_of(&"a.b".into(), "p=q"), Some(&DefaultValue::Literal(Literal::Number("7".into()))));
    // Quotes that need not be there change nothing.
    answers.fill_from_text("\"a.b\".\"p=q\"=8", &new).unwrap();
    assert_eq!(answers.fill_of(&"a.b".into(), "p=q"), Some(&DefaultValue::Literal(Literal::Number("8".into()))));
    let mut quoted = Answers::default();
    quoted.rename_from_text("\"a.b\".\"x:y\":\"a.b\".\"p=q\"", &old, &new).unwrap();
    assert_eq!(sentences(&diff(&old, &new, &quoted).changes), ["rename column `\"a.b\".x:y` to `p=q`"]);
    answers.not_renamed_from_text("\"a.b\".\"p=q\"", &new).unwrap();
    assert!(answers.columns.is_empty());

    old.insert_table(table("users", &[("name", "text")]));
    new.insert_table(table("people", &[("name", "text")]));
    answers.rename_from_text("users:people", &old, &new).unwrap();
    for (text, error) in [
        ("users", "`users` is not a rename: write `OLD:NEW`, such as `users.name:users.full_name`"),
        ("users:persons", "no model has a table, column or enum `persons`"),
        ("usres:people", "the last revision has no table `usres`"),
        ("people.nmae:people.name", "the last revision has no column `people.nmae` in `users`"),
    ] {
        assert_eq!(answers.rename_from_text(text, &old, &new).unwrap_err(), error);
    }
}

#[test]
fn flags_give_the_answers_again() {
    let new = schema([table("users", &[("name", "text")])]);
    for value in ["it's", "NULL", "now()", "\"quoted\"", "a\\b", "sql(1)", "", PLACEHOLDER] {
        let mut answers = Answers::default();
        let text = DefaultValue::Literal(Literal::Text(value.into()));
        answers.fill("users".into(), "name", text.clone());
        let (flag, word) = answers.flags().pop().unwrap_or_else(|| panic!("{value}"));
        assert_eq!(flag, "--fill");
        let mut read = Answers::default();
        read.fill_from_text(&word, &new).unwrap();
        assert_eq!(read.fill_of(&"users".into(), "name"), Some(&text), "{word}");
    }
}

#[test]
fn values_are_read_by_the_type_of_their_column() {
    let text = |text: &str| DefaultValue::Literal(Literal::Text(text.into()));
    let number = |text: &str| DefaultValue::Literal(Literal::Number(text.into()));
    for (value, ty, expected) in [
        ("255", "u8", Some(number("255"))),
        ("256", "u8", None),
        ("-1", "u8", None),
        ("-128", "i8", Some(number("-128"))),
        ("18446744073709551615", "u64", Some(number("18446744073709551615"))),
        ("1.5e3", "f64", Some(number("1.5e3"))),
        ("1; drop", "decimal(4,2)", None),
        ("inf", "f64", None),
        ("it's", "text", Some(text("it's"))),
        ("\"\"", "text", Some(text(""))),
        ("\"a\\\"b\"", "text", Some(text("a\"b"))),
        ("\"a\"", "json", Some(text("\"a\""))),
        ("x'00FF'", "bytes", Some(DefaultValue::Literal(Literal::Bytes("00ff".into())))),
        ("x'0'", "bytes", None),
        ("true", "bool", Some(DefaultValue::Literal(Literal::Bool(true)))),
        ("1", "bool", None),
        ("now()", "timestamptz", Some(DefaultValue::Now)),
        ("sql(NULL)", "i32", Some(DefaultValue::Sql(Spelling::any("NULL")))),
        ("sql(lower('('))", "text", Some(DefaultValue::Sql(Spelling::any("lower('(')")))),
        ("sql('a\\')')", "text", Some(DefaultValue::Sql(Spelling::any("'a\\')'")))),
        ("sql(a /* ( */)", "text", Some(DefaultValue::Sql(Spelling::any("a /* ( */")))),
        ("sql($$ it's ($$)", "text", Some(DefaultValue::Sql(Spelling::any("$$ it's ($$")))),
        ("sql(a -- )", "text", None),
        ("sql(lower(", "text", None),
        ("sql(lower(a)", "text", None),
        ("sql('a)", "text", None),
        ("sql(a) + (b)", "text", None),
        ("sql(a)) + ((b)", "text", None),
    ] {
        assert_eq!(value_from_text(value, &ty.parse().unwrap()).ok(), expected, "{value} as {ty}");
    }
}

#[test]
fn a_change_that_does_not_fit_is_refused() {
    let mut there = blog("users", "name");
    let before = there.clone();
    let name = column("name", "text");
    for (change, error) in [
        (
            Change::AddColumn { table: "posts".into(), column: column("author", "text").into(), fill: None },
            "cannot add column `posts.author`: text, not null: column `posts.author` already exists",
        ),
        (
            Change::DropColumn { table: "users".into(), column: column("name", "i32").into() },
            "cannot drop column `users.name`: column `users.name` is not as the change describes it",
        ),
        (
            Change::DropColumn { table: "users".into(), column: name.into() },
            "cannot drop column `users.name`: a foreign key of table `posts` still uses column `users.name`",
        ),
        (Change::DropTable(table("none", &[]).into()), "cannot drop table `none`: table `none` does not exist"),
    ] {
        assert_eq!(apply(&mut there, &change).unwrap_err().to_string(), error);
    }
    assert_eq!(there, before);
    let users = there.tables[&TableName::new("users")].clone();
    assert_eq!(
        apply_all(&mut there, &[Change::DropTable(users.into())]).unwrap_err().to_string(),
        "cannot keep foreign key `fk_posts_author` on `posts`: table `users` does not exist"
    );
}
